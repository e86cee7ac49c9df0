//! The archive: what Android maps into memory is stored as it is and aligned, the rest deflated.

use std::fs::{self, File};
use std::io::{BufReader, Write as _};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::android;
use crate::archive::{self, Files};

/// Alignment of libraries: the largest page that Android has.
pub const PAGE: u16 = 16 << 10;

/// How an entry of this name lies in the archive; `None` for one that is deflated.
pub fn alignment(name: &str) -> Option<u16> {
    if name.starts_with("lib/") && name.ends_with(".so") {
        Some(PAGE)
    } else {
        (name == "resources.arsc").then_some(4)
    }
}

/// Packs the linked resources, the classes and the libraries.
pub fn pack(
    to: &Path,
    base: &Path,
    dex: &Path,
    libraries: &[(String, PathBuf)],
) -> Result<(), String> {
    let mut entries = read(base)?;
    entries.extend(archive::folder(dex, |name| name.ends_with(".dex"))?);
    for (abi, path) in libraries {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        entries.insert(format!("lib/{abi}/{}", android::LIBRARY), bytes);
    }
    write(to, &entries).map_err(|error| format!("{}: {error}", to.display()))
}

fn write(to: &Path, entries: &Files) -> zip::result::ZipResult<()> {
    let mut writer = ZipWriter::new(File::create(to)?);
    for (name, bytes) in entries {
        let options = match alignment(name) {
            Some(alignment) => SimpleFileOptions::default()
                .compression_method(CompressionMethod::Stored)
                .with_alignment(alignment),
            None => SimpleFileOptions::default().compression_method(CompressionMethod::Deflated),
        };
        writer.start_file(name.as_str(), options.last_modified_time(zip::DateTime::default()))?;
        writer.write_all(bytes)?;
    }
    writer.finish()?;
    Ok(())
}

fn read(path: &Path) -> Result<Files, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(archive::read(&bytes)?.0)
}

/// What is wrong with the places of the entries.
pub fn misplaced(archive: &Path) -> Result<Vec<String>, String> {
    let mut zip = open(archive)?;
    let mut faults = Vec::new();
    for place in 0..zip.len() {
        let entry = zip.by_index(place).map_err(|error| error.to_string())?;
        let name = entry.name().map_err(|error| error.to_string())?;
        let Some(alignment) = alignment(&name) else { continue };
        let stored = entry.compression() == CompressionMethod::Stored;
        let start = entry.data_start();
        if !stored || start.is_none_or(|start| start % u64::from(alignment) != 0) {
            faults.push(format!("{name} is compressed or not at {alignment} bytes"));
        }
    }
    Ok(faults)
}

fn open(archive: &Path) -> Result<ZipArchive<BufReader<File>>, String> {
    let file = File::open(archive).map_err(|error| format!("{}: {error}", archive.display()))?;
    ZipArchive::new(BufReader::new(file)).map_err(|error| format!("{}: {error}", archive.display()))
}

/// The shrink rules that libraries bring in their jars.
pub fn rules(jars: &[PathBuf]) -> Result<Vec<Vec<u8>>, String> {
    let mut rules = Vec::new();
    for jar in jars {
        let of_shrinkers =
            |name: &str| name.starts_with("META-INF/proguard/") && name.ends_with(".pro");
        let found = read(jar)?.into_iter().filter(|(name, _)| of_shrinkers(name));
        rules.extend(found.map(|(_, bytes)| bytes));
    }
    Ok(rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_lie_at_pages_and_misplaced_ones_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.apk");
        let entry = |name: &str| (name.to_owned(), vec![7; 5000]);
        let names = ["classes.dex", "resources.arsc", "lib/arm64-v8a/a.so", "lib/x86_64/a.so"];
        let entries: Files = names.iter().map(|name| entry(name)).collect();
        write(&file, &entries).unwrap();
        assert_eq!(misplaced(&file).unwrap(), Vec::<String>::new());
        assert_eq!(read(&file).unwrap(), entries);

        let mut zip = ZipWriter::new(File::create(&file).unwrap());
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        zip.start_file("lib/arm64-v8a/a.so", options).unwrap();
        zip.write_all(&[7; 100]).unwrap();
        zip.finish().unwrap();
        assert_eq!(misplaced(&file).unwrap().len(), 1);
    }
}
