//! Files that commands read and write. `-` is standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use yufu_sm::sm2::VerifyingKey;
use zeroize::Zeroizing;

use crate::output::Failure;

/// Longest key file, in bytes.
const MAX_KEY_FILE: u64 = 16 * 1024;

/// Whether a path means standard input or output.
pub fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Opens a file to read; a directory is refused at once.
pub fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    if is_standard(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    let name = path.display().to_string();
    let file = File::open(path).map_err(Failure::io(&name))?;
    if file.metadata().map_err(Failure::io(&name))?.is_dir() {
        return Err(Failure::Input(format!("{name}: is a directory")));
    }
    Ok(Box::new(file))
}

/// Reads a whole file of at most `max` bytes. What it held is wiped with the result.
pub fn read(path: &Path, max: u64) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut bytes = Zeroizing::new(Vec::new());
    let name = path.display().to_string();
    open(path)?.take(max + 1).read_to_end(&mut bytes).map_err(Failure::io(&name))?;
    if bytes.len() as u64 > max {
        return Err(Failure::Input(format!("{name}: longer than {max} bytes")));
    }
    Ok(bytes)
}

/// Reads an SM2 public key in PEM.
pub fn read_public_key(path: &Path) -> Result<VerifyingKey, Failure> {
    let bytes = read(path, MAX_KEY_FILE)?;
    std::str::from_utf8(&bytes)
        .ok()
        .and_then(|pem| VerifyingKey::from_spki_pem(pem).ok())
        .ok_or_else(|| refused(path, "no SM2 public key in PEM"))
}

/// The failure of a file whose content is not what was expected.
pub fn refused(path: &Path, why: &str) -> Failure {
    Failure::Input(format!("{}: {why}", path.display()))
}
