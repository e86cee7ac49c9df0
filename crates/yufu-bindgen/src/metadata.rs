//! UniFFI's metadata in a shared library: statics whose names begin with `UNIFFI_META`.
//!
//! UniFFI's own reader comes with all of its languages, which take a minute to compile. The library
//! is one that this machine has just built, so ELF with 64 bits in little-endian order is enough.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use uniffi_meta::{Metadata, read_metadata};

const PREFIX: &[u8] = b"UNIFFI_META";
/// The type of a section that holds the symbols for the dynamic linker.
const DYNSYM: u64 = 11;
const SYMBOL_LEN: usize = 24;

/// Every item that the library describes, in the order of their symbols.
pub fn read(library: &[u8]) -> Result<Vec<Metadata>> {
    let statics = statics(library).context("this is no ELF library of 64 bits")?;
    ensure!(
        !statics.is_empty(),
        "the library has no metadata: build it with the feature `scaffolding`"
    );
    statics.values().map(|bytes| read_metadata(bytes)).collect()
}

/// The bytes of each static, by its name.
fn statics(library: &[u8]) -> Option<BTreeMap<&[u8], &[u8]>> {
    if !library.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let sections = Sections { library, table: at(number(library, 40, 8)?)? };
    let mut found = BTreeMap::new();
    for index in 0..number(library, 60, 2)? {
        if sections.field(index, 4, 4)? != DYNSYM {
            continue;
        }
        let names = sections.content(sections.field(index, 40, 4)?)?;
        for symbol in sections.content(index)?.chunks_exact(SYMBOL_LEN) {
            let name = names.get(at(number(symbol, 0, 4)?)?..)?;
            let name = name.split(|byte| *byte == 0).next()?;
            if name.starts_with(PREFIX) {
                let section = number(symbol, 6, 2)?;
                let within = number(symbol, 8, 8)?.checked_sub(sections.field(section, 16, 8)?)?;
                let content = sections.content(section)?.get(at(within)?..)?;
                found.insert(name, content.get(..at(number(symbol, 16, 8)?)?)?);
            }
        }
    }
    Some(found)
}

struct Sections<'a> {
    library: &'a [u8],
    table: usize,
}

impl<'a> Sections<'a> {
    /// A field of a section's header.
    fn field(&self, section: u64, offset: usize, len: usize) -> Option<u64> {
        const HEADER_LEN: usize = 64;
        let header = at(section)?.checked_mul(HEADER_LEN)?.checked_add(self.table)?;
        number(self.library, header.checked_add(offset)?, len)
    }

    fn content(&self, section: u64) -> Option<&'a [u8]> {
        let start = at(self.field(section, 24, 8)?)?;
        let len = at(self.field(section, 32, 8)?)?;
        self.library.get(start..start.checked_add(len)?)
    }
}

fn number(bytes: &[u8], at: usize, len: usize) -> Option<u64> {
    let field = bytes.get(at..at.checked_add(len)?)?;
    Some(field.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

fn at(number: u64) -> Option<usize> {
    usize::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_library_is_refused() {
        assert!(read(b"").is_err());
        assert!(read(b"\x7fELF\x02\x01").is_err());
        assert!(read(&[0x7f; 4096]).is_err());
    }

    #[test]
    fn a_program_without_metadata_says_so() {
        let own = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let error = read(&own).unwrap_err().to_string();
        assert!(error.contains("scaffolding"), "{error}");
    }
}
