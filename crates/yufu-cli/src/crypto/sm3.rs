//! `yufu sm3`: digests, printed as sha256sum prints them.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use clap::Args;
use yufu_sm::sm3::{HmacSm3, Sm3};

use super::read_hex_key;
use crate::files::Input;
use crate::output::{self, BAD, Failure, Outcome, paint};

/// Arguments of `yufu sm3`.
#[derive(Args, Debug)]
pub struct Sm3Args {
    /// Prints HMAC-SM3 under the key in this file, in hexadecimal
    #[arg(long, value_name = "FILE")]
    hmac_key_file: Option<PathBuf>,
    /// Files to hash (`-` for standard input, which is also the default)
    files: Vec<PathBuf>,
}

/// Prints a line for each file. One that cannot be read is told on standard error, and the others
/// are still hashed.
pub fn run(args: &Sm3Args) -> Result<Outcome, Failure> {
    let key = args.hmac_key_file.as_deref().map(read_hex_key).transpose()?;
    let key = key.as_ref().map(|key| key.as_slice());
    let standard = [PathBuf::from("-")];
    let mut failures = Vec::new();
    for file in if args.files.is_empty() { &standard } else { args.files.as_slice() } {
        match digest(file, key) {
            Ok(digest) => print(&digest, file)?,
            Err(failure) => failures.push(failure),
        }
    }
    // The last is told by the caller.
    let last = failures.pop();
    for failure in failures {
        output::complain(format!("{} {failure}", paint(BAD, "yufu:")));
    }
    last.map_or(Ok(Outcome::Yes), Err)
}

fn digest(file: &Path, key: Option<&[u8]>) -> Result<[u8; 32], Failure> {
    let mut input = Input::open(file)?;
    if let Some(key) = key {
        let mut mac = HmacSm3::from_key(key);
        input.each(|piece| {
            mac.update(piece);
            Ok(())
        })?;
        return Ok(*mac.finish());
    }
    let mut hash = Sm3::new();
    input.each(|piece| {
        hash.update(piece);
        Ok(())
    })?;
    Ok(hash.finish())
}

/// A name with a line break or a backslash is escaped, and its line begins with a backslash.
fn print(digest: &[u8], file: &Path) -> Result<(), Failure> {
    let mut line = Vec::new();
    let name = file.as_os_str();
    if name.as_bytes().iter().any(|byte| matches!(byte, b'\\' | b'\n' | b'\r')) {
        line.push(b'\\');
    }
    line.extend_from_slice(hex::encode(digest).as_bytes());
    line.extend_from_slice(b"  ");
    line.extend(escaped(name));
    line.push(b'\n');
    io::stdout().lock().write_all(&line).map_err(Failure::io("standard output"))
}

fn escaped(name: &OsStr) -> impl Iterator<Item = u8> + '_ {
    name.as_bytes()
        .iter()
        .flat_map(|byte| match byte {
            b'\\' => b"\\\\".iter(),
            b'\n' => b"\\n".iter(),
            b'\r' => b"\\r".iter(),
            other => std::slice::from_ref(other).iter(),
        })
        .copied()
}
