//! Copies of a process's memory, taken from outside by root or the same user.

use std::fs::{self, File};
use std::io::{Error, Result};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// Bytes of a page of memory.
const PAGE: usize = 4096;

/// One mapping's bytes.
#[derive(Debug)]
pub struct Region {
    /// The mapping's name and start.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Region {
    /// Its parts between pages of zeros.
    fn without_zeros(self) -> Vec<Self> {
        let empty = |page: &[u8]| page.iter().all(|byte| *byte == 0);
        let pages: Vec<&[u8]> = self.bytes.chunks(PAGE).collect();
        let parts = pages.split(|page| empty(page)).filter(|part| !part.is_empty());
        parts.map(|part| Self { name: self.name.clone(), bytes: part.concat() }).collect()
    }
}

/// What an attacker got hold of.
#[derive(Debug)]
pub struct Dump {
    /// The readable mappings.
    pub regions: Vec<Region>,
    /// The names of mappings that the kernel refused to show.
    pub hidden: Vec<String>,
}

impl Dump {
    /// The number of bytes read.
    #[must_use]
    pub fn size(&self) -> usize {
        self.regions.iter().map(|region| region.bytes.len()).sum()
    }

    /// The same without pages of zeros, of which a JVM reserves gigabytes.
    #[must_use]
    pub fn without_zeros(self) -> Self {
        let regions = self.regions.into_iter().flat_map(Region::without_zeros).collect();
        Self { regions, ..self }
    }
}

/// Reads every mapping that the process may have written to, through `/proc/PID/mem`.
///
/// Mappings of files that are not writable hold what is on disk and are left out.
///
/// # Errors
/// If the process is gone or may not be read.
pub fn proc_mem(pid: u32) -> Result<Dump> {
    let memory = File::open(format!("/proc/{pid}/mem"))?;
    let mut dump = Dump { regions: Vec::new(), hidden: Vec::new() };
    let maps = fs::read_to_string(format!("/proc/{pid}/maps"))?;
    for mapping in mappings(&maps)?.into_iter().filter(Mapping::may_hold_secrets) {
        let mut bytes = vec![0; mapping.length];
        match memory.read_exact_at(&mut bytes, mapping.start) {
            Ok(()) => dump.regions.push(Region { name: mapping.title(), bytes }),
            Err(_) => dump.hidden.push(mapping.title()),
        }
    }
    Ok(dump)
}

/// The lines of `/proc/PID/maps`.
fn mappings(maps: &str) -> Result<Vec<Mapping<'_>>> {
    let parse =
        |line| Mapping::parse(line).ok_or_else(|| Error::other(format!("unknown mapping {line}")));
    maps.lines().map(parse).collect()
}

struct Mapping<'a> {
    start: u64,
    length: usize,
    writable: bool,
    path: &'a str,
}

impl<'a> Mapping<'a> {
    /// Reads a line of `/proc/PID/maps`.
    fn parse(line: &'a str) -> Option<Self> {
        let (range, rest) = line.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        let start = u64::from_str_radix(start, 16).ok()?;
        let end = u64::from_str_radix(end, 16).ok()?;
        // Permissions, offset, device and inode come before the path.
        let path = rest.splitn(5, ' ').nth(4).unwrap_or_default().trim();
        let length = usize::try_from(end.checked_sub(start)?).ok()?;
        Some(Self { start, length, writable: rest.as_bytes().get(1) == Some(&b'w'), path })
    }

    fn may_hold_secrets(&self) -> bool {
        let of_kernel = self.path.starts_with("[vvar") || self.path == "[vsyscall]";
        let as_on_disk = self.path.starts_with('/') && !self.writable;
        !of_kernel && !as_on_disk
    }

    fn title(&self) -> String {
        let name = if self.path.is_empty() { "anonymous" } else { self.path };
        format!("{name} at {:#x}", self.start)
    }
}

/// Dumps the process with gdb's `gcore` and reads the core file, registers included.
///
/// # Errors
/// If gcore is not installed, fails, or writes something else than an ELF core.
pub fn gcore(pid: u32, folder: &Path) -> Result<Dump> {
    let prefix = folder.join("core");
    let output = Command::new("gcore")
        .arg("-o")
        .arg(&prefix)
        .arg(pid.to_string())
        .stdin(Stdio::null())
        .output()?;
    let file = folder.join(format!("core.{pid}"));
    let core = fs::read(&file).map_err(|error| {
        Error::other(format!("gcore: {error}: {}", String::from_utf8_lossy(&output.stderr)))
    })?;
    fs::remove_file(file)?;
    let mut regions = segments(&core).ok_or_else(|| Error::other("gcore wrote no ELF core"))?;
    // A core also holds what is on disk.
    let maps = fs::read_to_string(format!("/proc/{pid}/maps"))?;
    let on_disk: Vec<u64> = mappings(&maps)?
        .iter()
        .filter(|mapping| !mapping.may_hold_secrets())
        .map(|mapping| mapping.start)
        .collect();
    regions.retain(|(start, _)| !on_disk.contains(start));
    let regions = regions.into_iter().map(|(_, region)| region).collect();
    Ok(Dump { regions, hidden: Vec::new() })
}

/// The loadable segments and notes, by their start, of a 64-bit little-endian ELF file.
fn segments(core: &[u8]) -> Option<Vec<(u64, Region)>> {
    const LOAD: u64 = 1;
    const NOTE: u64 = 4;
    if !core.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let table = number(core, 32, 8)?;
    let entry = number(core, 54, 2)?;
    let count = number(core, 56, 2)?;
    let mut regions = Vec::new();
    for index in 0..count {
        let header = usize::try_from(table + index * entry).ok()?;
        let kind = number(core, header, 4)?;
        let offset = usize::try_from(number(core, header + 8, 8)?).ok()?;
        let start = number(core, header + 16, 8)?;
        let length = usize::try_from(number(core, header + 32, 8)?).ok()?;
        let name = match kind {
            LOAD => format!("core segment at {start:#x}"),
            NOTE => "core notes (registers)".to_owned(),
            _ => continue,
        };
        let bytes = core.get(offset..offset + length)?.to_vec();
        regions.push((start, Region { name, bytes }));
    }
    Some(regions)
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let field = bytes.get(at..at + length)?;
    Some(field.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}
