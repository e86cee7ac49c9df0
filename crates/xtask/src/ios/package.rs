//! The Swift package that a bank takes: the sources, the XCFramework, its archive and the archive's
//! checksum.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::xcframework::{FOLDER, put};
use crate::archive;

/// The archive that a package manager downloads.
pub const ARCHIVE: &str = "YufuFFI.xcframework.zip";

/// The package, with a mark where the checksum goes.
const MANIFEST: &str = include_str!("Package.swift");

/// Modules that go with it.
const MODULES: [&str; 3] = ["Yufu", "YufuUI", "YufuURLSession"];

/// Writes the archive of the XCFramework in `folder`, and the package around it. With `url` the package
/// takes the archive from there.
pub fn write(folder: &Path, swift: &Path, url: Option<&str>) -> Result<(), String> {
    let bytes = archive(&folder.join(FOLDER))?;
    put(&folder.join(ARCHIVE), &bytes)?;
    for module in MODULES {
        let own = Path::new("Sources").join(module);
        archive::unpack(&archive::folder(&swift.join(&own), |_| true)?, &folder.join(&own))?;
    }
    put(&folder.join("Package.swift"), manifest(&checksum(&bytes), url)?.as_bytes())
}

fn manifest(checksum: &str, url: Option<&str>) -> Result<String, String> {
    let text = MANIFEST.replace("CHECKSUM", checksum);
    let Some(url) = url else { return Ok(text) };
    let plain = url.starts_with("https://") && url.ends_with(".zip");
    if !plain || url.contains(['"', '\\']) || url.contains(char::is_whitespace) {
        return Err(format!("{url:?}: a package takes an archive from https://….zip only"));
    }
    Ok(text.replace("let archive: String? = nil", &format!("let archive: String? = \"{url}\"")))
}

/// What `swift package compute-checksum` says of an archive.
pub fn checksum(archive: &[u8]) -> String {
    hex::encode(Sha256::digest(archive))
}

/// The checksum that a package states.
pub fn checksum_in(manifest: &str) -> Option<&str> {
    manifest.lines().find_map(|line| line.strip_prefix("let checksum = \"")?.strip_suffix('"'))
}

/// A folder's archive: the same bytes whenever and wherever it is made.
pub fn archive(folder: &Path) -> Result<Vec<u8>, String> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let files = archive::folder(folder, |_| true)?.into_iter();
    archive::write(&files.map(|(file, bytes)| (format!("{name}/{file}"), bytes)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_takes_its_archive_from_where_it_is_told() {
        let digest = checksum(b"abc");
        // FIPS 180-4, the example of SHA-256.
        assert_eq!(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let beside = manifest(&digest, None).unwrap();
        assert_eq!(checksum_in(&beside), Some(digest.as_str()));
        let url = "https://bank.example/YufuFFI.xcframework.zip";
        let there = manifest(&digest, Some(url)).unwrap();
        assert!(there.contains(url) && !beside.contains("https"), "{there}");
        for bad in ["http://bank.example/a.zip", "https://bank.example/a\".zip", "https://a/b"] {
            assert!(manifest(&digest, Some(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_archive_does_not_tell_when_it_was_made() {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let made = folders.each_ref().map(|folder| {
            let folder = folder.path().join("a");
            put(&folder.join("b/c"), b"one").unwrap();
            put(&folder.join("d"), b"two").unwrap();
            folder
        });
        let old = std::fs::File::options().write(true).open(made[0].join("d")).unwrap();
        old.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        assert_eq!(archive(&made[0]), archive(&made[1]));
    }
}
