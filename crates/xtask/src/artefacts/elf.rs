//! What an ELF library says of itself.

use object::elf;
use object::read::elf::{Dyn, ElfFile, FileHeader, ProgramHeader};
use object::{Architecture, Endianness, FileKind, Object, ObjectSymbol};

/// What is checked of a library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The ABI, by Android's name.
    pub machine: String,
    /// The smallest alignment of a loaded segment, in bytes.
    pub alignment: u64,
    /// Names that others may use, sorted.
    pub exports: Vec<String>,
    /// Names that others have to give, sorted.
    pub imports: Vec<String>,
    /// Names that are used where others give them, sorted.
    pub weak: Vec<String>,
    /// Libraries that it needs.
    pub needed: Vec<String>,
    /// Whether what relocation writes is read-only afterwards.
    pub relro: bool,
    /// Whether every name is bound when it is loaded.
    pub bind_now: bool,
    /// Whether code is relocated.
    pub text_relocations: bool,
    /// Whether the stack is executable.
    pub executable_stack: bool,
    /// Whether it has symbols beside those for linking.
    pub symbols: bool,
    /// Whether its symbols can be found by an identity.
    pub build_id: bool,
}

/// Reads a library of 32 or 64 bits.
pub fn read(bytes: &[u8]) -> Result<Facts, String> {
    let kind = FileKind::parse(bytes).map_err(|error| error.to_string())?;
    let facts = match kind {
        FileKind::Elf32 => of::<elf::FileHeader32<Endianness>>(bytes),
        FileKind::Elf64 => of::<elf::FileHeader64<Endianness>>(bytes),
        other => return Err(format!("it is {other:?}")),
    };
    facts.map_err(|error| error.to_string())
}

/// Bytes of the functions and constants of `krate` in a library that has its symbols; what was
/// inlined elsewhere counts there.
pub fn bytes_of(krate: &str, library: &[u8]) -> object::Result<u64> {
    let file = object::File::parse(library)?;
    let of_crate = |symbol: &object::Symbol<'_, '_>| {
        symbol.is_definition() && symbol.name().is_ok_and(|name| name.contains(krate))
    };
    Ok(file.symbols().filter(of_crate).map(|symbol| symbol.size()).sum())
}

fn of<E: FileHeader<Endian = Endianness>>(bytes: &[u8]) -> object::Result<Facts> {
    let file = ElfFile::<E>::parse(bytes)?;
    let endian = file.endian();
    let mut facts = Facts {
        machine: machine(file.architecture()),
        alignment: u64::MAX,
        symbols: file.symbol_table().is_some(),
        build_id: file.build_id()?.is_some(),
        // Without a header of its own the stack is executable.
        executable_stack: true,
        ..Facts::default()
    };
    for segment in file.elf_program_headers() {
        let flags = segment.p_flags(endian);
        match segment.p_type(endian) {
            elf::PT_LOAD => {
                facts.alignment = facts.alignment.min(segment.p_align(endian).into());
            }
            elf::PT_GNU_RELRO => facts.relro = true,
            elf::PT_GNU_STACK => facts.executable_stack = flags & elf::PF_X != 0,
            _ => {}
        }
    }
    dynamic(&file, &mut facts)?;
    facts.exports = names(file.exports()?.iter().map(object::Export::name));
    let undefined = || file.dynamic_symbols().filter(ObjectSymbol::is_undefined);
    let named = |weak: bool| {
        let of = undefined().filter(move |symbol| symbol.is_weak() == weak);
        names(of.filter_map(|symbol| symbol.name_bytes().ok()).filter(|name| !name.is_empty()))
    };
    (facts.imports, facts.weak) = (named(false), named(true));
    Ok(facts)
}

/// What the section for the dynamic linker says.
fn dynamic<E: FileHeader<Endian = Endianness>>(
    file: &ElfFile<'_, E>,
    facts: &mut Facts,
) -> object::Result<()> {
    let endian = file.endian();
    let table = file.elf_section_table();
    let Some((entries, link)) = table.dynamic(endian, file.data())? else { return Ok(()) };
    let strings = table.strings(endian, file.data(), link)?;
    for entry in entries {
        let value: u64 = entry.d_val(endian).into();
        let has = |flag: u32| value & u64::from(flag) != 0;
        let Ok(tag) = u32::try_from(entry.d_tag(endian).into()) else { continue };
        match tag {
            elf::DT_NEEDED => {
                let name = entry.string(endian, strings)?;
                facts.needed.push(String::from_utf8_lossy(name).into_owned());
            }
            elf::DT_TEXTREL => facts.text_relocations = true,
            elf::DT_BIND_NOW => facts.bind_now = true,
            elf::DT_FLAGS => {
                facts.text_relocations |= has(elf::DF_TEXTREL);
                facts.bind_now |= has(elf::DF_BIND_NOW);
            }
            elf::DT_FLAGS_1 => facts.bind_now |= has(elf::DF_1_NOW),
            _ => {}
        }
    }
    Ok(())
}

fn machine(architecture: Architecture) -> String {
    match architecture {
        Architecture::Aarch64 => "arm64-v8a".into(),
        Architecture::Arm => "armeabi-v7a".into(),
        Architecture::X86_64 => "x86_64".into(),
        Architecture::I386 => "x86".into(),
        other => format!("{other:?}"),
    }
}

fn names<'a>(names: impl Iterator<Item = &'a [u8]>) -> Vec<String> {
    let mut names: Vec<_> = names.map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    names.sort();
    names.dedup();
    names
}
