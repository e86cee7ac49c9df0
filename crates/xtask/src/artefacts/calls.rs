//! Which system calls a library for Android makes by number: by the processor's own instruction, or by
//! bionic's `syscall`.
//!
//! An app's filter of system calls (seccomp, from API 26 on) ends the process for one that is not in its
//! list, so that each number has to be known before it is shipped.

mod a64;
mod listing;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use object::read::elf::ElfFile;
use object::{Object, ObjectSection};

use super::library::BASE;

/// The function of bionic that takes a number.
const SYSCALL: &str = "syscall";

/// Instructions before a call among which its number is looked for.
const REACH: usize = 32;

/// What a library may make, by name, with API levels and each ABI's numbers.
const LISTED: &str = include_str!("calls/listed.txt");

/// The ABIs in the order of the list.
const ABIS: [&str; 4] = ["arm64-v8a", "armeabi-v7a", "x86_64", "x86"];

/// Numbers of calls, sorted; `None` for one that can't be told.
type Numbers = Vec<Option<u32>>;

/// What is wrong with the calls of an ABI's library. `symbols` is the same library with its symbols.
pub fn faults(abi: &str, library: &[u8], symbols: &Path) -> Result<Vec<String>, String> {
    let numbers = match abi {
        "arm64-v8a" => ElfFile::parse(library).and_then(|file| a64::numbers(&file)),
        _ if !same_code(library, symbols)? => return Ok(vec!["its symbols are another's".into()]),
        _ => return listing::numbers(abi, symbols).map(|numbers| judge(abi, &numbers)),
    };
    numbers.map(|numbers| judge(abi, &numbers)).map_err(|error| error.to_string())
}

fn judge(abi: &str, numbers: &Numbers) -> Vec<String> {
    let listed = listed(abi);
    let fault = |number: &Option<u32>| match number {
        None => Some("it makes a system call whose number can't be told".to_owned()),
        Some(number) => {
            let held = listed.get(number).is_some_and(|level| *level <= BASE);
            let fault = || {
                format!("it makes system call {number}, which API {BASE} lacks or the list does")
            };
            (!held).then(fault)
        }
    };
    numbers.iter().filter_map(fault).collect()
}

/// The kept list for an ABI: numbers, and the API level that allows each.
fn listed(abi: &str) -> BTreeMap<u32, u32> {
    let column = ABIS.iter().position(|known| *known == abi);
    let lines = LISTED.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &str| {
        let mut words = line.split(' ').skip(1);
        let level = words.next()?.parse().ok()?;
        Some((words.nth(column?)?.parse().ok()?, level))
    };
    lines.filter_map(row).collect()
}

/// Whether the library with symbols has the code of the one that is shipped.
fn same_code(library: &[u8], symbols: &Path) -> Result<bool, String> {
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", symbols.display());
    let with_symbols = fs::read(symbols).map_err(|error| failed(&error))?;
    let code = |bytes: &[u8]| -> object::Result<Vec<(u64, Vec<u8>)>> {
        let file = object::File::parse(bytes)?;
        let text = file.sections().filter(|section| section.kind() == object::SectionKind::Text);
        text.map(|section| Ok((section.address(), section.data()?.to_vec()))).collect()
    };
    let code = |bytes| code(bytes).map_err(|error| failed(&error));
    Ok(code(library)? == code(&with_symbols)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_is_not_listed_or_not_told_is_a_fault() {
        for (abi, numbers) in ABIS.iter().zip([[61, 278], [217, 384], [217, 318], [220, 355]]) {
            let numbers = numbers.map(Some);
            assert_eq!(judge(abi, &numbers.to_vec()), Vec::<String>::new(), "{abi}");
            let [fault] = judge(abi, &vec![numbers[0], Some(424)]).try_into().unwrap();
            assert!(fault.contains("system call 424"), "{fault}");
            let [fault] = judge(abi, &vec![None, numbers[1]]).try_into().unwrap();
            assert!(fault.contains("can't be told"), "{fault}");
        }
        // statx: Android 8 to 10 end an app for it.
        assert_eq!(judge("armeabi-v7a", &vec![Some(397)]).len(), 1);
        assert_eq!(judge("mips", &vec![Some(61)]).len(), 1);
    }

    #[test]
    fn every_line_of_the_list_is_read_for_every_abi() {
        let lines: Vec<_> = LISTED.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.iter().all(|line| line.split(' ').count() == 2 + ABIS.len()));
        for abi in ABIS {
            assert_eq!(listed(abi).len(), lines.len(), "{abi}");
            assert!(listed(abi).values().all(|level| *level >= 21), "{abi}");
        }
    }
}
