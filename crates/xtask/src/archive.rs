//! Archives whose bytes say nothing of when and where they were made.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Files by their names, which have slashes between folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Writes a zip archive: sorted, without times, rights or owners.
pub fn write(files: &Files) -> Result<Vec<u8>, String> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), options).map_err(|error| format!("{name}: {error}"))?;
        writer.write_all(bytes).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(writer.finish().map_err(|error| error.to_string())?.into_inner())
}

/// Reads a zip archive, and whether it has the one time that [`write()`] gives.
pub fn read(bytes: &[u8]) -> Result<(Files, bool), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let (mut files, mut undated) = (Files::new(), true);
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|error| error.to_string())?;
        undated &= file.last_modified() == Some(DateTime::default());
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(|error| error.to_string())?;
        let name = file.name().map_err(|error| error.to_string())?.into_owned();
        files.insert(name, content);
    }
    Ok((files, undated))
}

/// Every file below a folder that `wanted` takes, by its path from there.
pub fn folder(root: &Path, wanted: impl Fn(&str) -> bool) -> Result<Files, String> {
    let mut files = Files::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let of = |error| format!("{}: {error}", folder.display());
        for entry in fs::read_dir(&folder).map_err(of)? {
            let path = entry.map_err(of)?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let Ok(relative) = path.strip_prefix(root) else { continue };
            let name = relative.to_string_lossy().into_owned();
            if wanted(&name) {
                let content =
                    fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
                files.insert(name, content);
            }
        }
    }
    Ok(files)
}

/// Writes files below a folder.
pub fn unpack(files: &Files, root: &Path) -> Result<(), String> {
    for (name, bytes) in files {
        let path = root.join(name);
        let of = |error| format!("{}: {error}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(root)).map_err(of)?;
        fs::write(&path, bytes).map_err(of)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_the_same_bytes_whenever_it_is_made() {
        let files = Files::from([("b/c".into(), vec![1]), ("a".into(), vec![2; 4000])]);
        let made = write(&files).unwrap();
        assert_eq!(read(&made).unwrap(), (files.clone(), true));
        assert_eq!(made, write(&files).unwrap());
        assert!(read(b"no archive").is_err());
    }
}
