//! What a static library for Apple's systems says of itself: an archive of Mach-O files, or several for
//! several processors in one file.

use std::collections::BTreeSet;

use object::macho::{self, MachHeader64};
use object::read::archive::ArchiveFile;
use object::read::macho::{
    FatArch, LoadCommandVariant, MachHeader, MachOFatFile32, MachOFile64, Nlist,
};
use object::{Endianness, FileKind, Object, ObjectSection, SectionKind};

/// What is checked of the library for one processor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Processors of its objects, by Apple's names.
    pub architectures: BTreeSet<String>,
    /// Systems that its objects are for, with the first version that they run on: `ios 13.0`.
    pub platforms: BTreeSet<String>,
    /// Names that an app may call.
    pub exports: BTreeSet<String>,
    /// Names that the system has to give.
    pub imports: BTreeSet<String>,
    /// Bytes of code and data, without what only debuggers read.
    pub loaded: u64,
    /// Whether functions have line numbers, so that an app's crash reports have them.
    pub lines: bool,
}

/// Reads each processor's library.
pub fn read(bytes: &[u8]) -> Result<Vec<Facts>, String> {
    let text = |error: object::Error| error.to_string();
    if FileKind::parse(bytes) != Ok(FileKind::MachOFat32) {
        return Ok(vec![archive(bytes).map_err(text)?]);
    }
    let fat = MachOFatFile32::parse(bytes).map_err(text)?;
    fat.arches()
        .iter()
        .map(|arch| archive(arch.data(bytes)?))
        .collect::<Result<_, _>>()
        .map_err(text)
}

fn archive(bytes: &[u8]) -> object::Result<Facts> {
    let archive = ArchiveFile::parse(bytes)?;
    let mut facts = Facts::default();
    let mut defined = BTreeSet::new();
    for member in archive.members() {
        let data = member?.data(bytes)?;
        match FileKind::parse(data) {
            Ok(FileKind::MachO64) => object(data, &mut facts, &mut defined)?,
            kind => {
                facts.platforms.insert(format!("{kind:?}"));
            }
        }
    }
    facts.imports = facts.imports.difference(&defined).cloned().collect();
    Ok(facts)
}

fn object(bytes: &[u8], facts: &mut Facts, defined: &mut BTreeSet<String>) -> object::Result<()> {
    let file = MachOFile64::<Endianness>::parse(bytes)?;
    facts.architectures.insert(match file.architecture() {
        object::Architecture::Aarch64 => "arm64".into(),
        object::Architecture::X86_64 => "x86_64".into(),
        other => format!("{other:?}"),
    });
    let header = MachHeader64::<Endianness>::parse(bytes, 0)?;
    let endian = header.endian()?;
    facts.platforms.insert(platform(header, endian, bytes)?);
    for section in file.sections() {
        facts.lines |= section.name() == Ok("__debug_line");
        if section.kind() != SectionKind::Debug {
            facts.loaded += section.size();
        }
    }
    let symbols = file.macho_symbol_table();
    for symbol in symbols.iter().filter(|symbol| !symbol.is_stab()) {
        let name = symbol.name(endian, symbols.strings())?;
        let name = String::from_utf8_lossy(name.strip_prefix(b"_").unwrap_or(name)).into_owned();
        let external = symbol.n_type() & macho::N_EXT != 0;
        match (external, symbol.is_undefined()) {
            (true, true) => _ = facts.imports.insert(name),
            (true, false) => {
                // A name that is private may be called by other objects of the same program alone.
                if symbol.n_type() & macho::N_PEXT == 0 {
                    facts.exports.insert(name.clone());
                }
                defined.insert(name);
            }
            (false, _) => {}
        }
    }
    Ok(())
}

fn platform(
    header: &MachHeader64<Endianness>,
    endian: Endianness,
    bytes: &[u8],
) -> object::Result<String> {
    let mut commands = header.load_commands(endian, bytes, 0)?;
    while let Some(command) = commands.next()? {
        let (name, version) = match command.variant()? {
            LoadCommandVariant::BuildVersion(build) => {
                let name = match build.platform.get(endian) {
                    macho::PLATFORM_IOS => "ios".to_owned(),
                    macho::PLATFORM_IOSSIMULATOR => "ios-simulator".to_owned(),
                    other => format!("platform {other}"),
                };
                (name, build.minos.get(endian))
            }
            LoadCommandVariant::VersionMin(old)
                if command.cmd() == macho::LC_VERSION_MIN_IPHONEOS =>
            {
                ("ios".to_owned(), old.version.get(endian))
            }
            _ => continue,
        };
        return Ok(format!("{name} {}.{}", version >> 16, version >> 8 & 0xff));
    }
    Ok("no system".into())
}
