//! Code in memory beside the same code on disk.

use std::ffi::CStr;

use super::file::Image;
use super::pagemap::{Pagemap, is_of};
use super::reads::{LIBC, PROGRAM, Read};
use super::{Deadline, Failure, image};
use crate::environment::evidence::{
    Cause, Code, EntryPoint, RawMapping, hex, raw_maps, redact_path,
};

/// Functions that a hook would want: files, environment, debugging, memory, network, properties. One
/// that the C library lacks is passed over.
const ENTRY_POINTS: [&CStr; 16] = [
    c"open",
    c"open64",
    c"openat",
    c"fopen",
    c"read",
    c"readlink",
    c"stat",
    c"access",
    c"getenv",
    c"ptrace",
    c"syscall",
    c"mprotect",
    c"connect",
    c"send",
    c"recv",
    c"__system_property_get",
];

/// A function that only the C library itself has and that nobody replaces: it tells which image is
/// libc. The first is glibc's and musl's, the second bionic's.
const LIBC_MARK: [&CStr; 2] = [c"__errno_location", c"__errno"];

/// A symbol of this image itself.
fn program_mark() -> usize {
    (entry_points as fn(&str, Deadline) -> Result<Vec<EntryPoint>, Failure>) as usize
}

/// Bytes of an entry point that are looked at.
const PROLOGUE: usize = 16;

/// Bytes that are compared between two looks at the clock.
const CHUNK: usize = 64 << 10;

pub(super) fn entry_points(maps: &str, deadline: Deadline) -> Result<Vec<EntryPoint>, Failure> {
    let maps = mappings(maps)?;
    let libc = libc(&maps)?;
    let file = image_file(&LIBC, libc.path);
    let mut entries = Vec::new();
    let mut memory = Vec::with_capacity(PROLOGUE);
    for name in ENTRY_POINTS {
        deadline.check()?;
        let Some(address) = image::address_of(name) else { continue };
        let owner = owner(&maps, address);
        let in_libc =
            owner.is_some_and(|owner| owner.path == libc.path || is_old_pthread(owner.path));
        let mut entry = EntryPoint {
            name: name.to_string_lossy().into_owned(),
            owner: owner.map(|owner| redact_path(owner.path)).unwrap_or_default(),
            in_libc,
            memory: String::new(),
            file: None,
        };
        // Foreign code is named, not read: it may be unmapped at any time.
        let code = address..address.saturating_add(PROLOGUE);
        if let Some(owner) =
            owner.filter(|o| o.path == libc.path && readable(o) && code.end <= o.range.end)
        {
            image::copy(code, &mut memory);
            entry.memory = hex(&memory);
            let offset = offset_of(owner, address);
            let mut on_disk = [0; PROLOGUE];
            if let Some(file) = &file
                && file.fill(&mut on_disk, offset)?
            {
                entry.file = Some(hex(&on_disk));
            }
        }
        entries.push(entry);
    }
    if entries.is_empty() { Err(Cause::Unsupported.into()) } else { Ok(entries) }
}

/// Compares all executable mappings of the program and of libc with their files, byte by byte where
/// the kernel does not say that a page is the file's own.
pub(super) fn compare(maps: &str, deadline: Deadline) -> Result<Vec<Code>, Failure> {
    let maps = mappings(maps)?;
    let libc = libc(&maps)?.path;
    let program = owner(&maps, program_mark()).ok_or(Cause::Missing)?.path;
    let pagemap = Pagemap::open(program_mark());
    let mut codes = Vec::new();
    for (name, entry, path) in [("libc", &LIBC, libc), ("program", &PROGRAM, program)] {
        let Some(file) = image_file(entry, path) else { continue };
        let mut code = Code { image: name.to_owned(), bytes: 0, changed: 0 };
        let own = |m: &&RawMapping<'_>| m.path == path && m.is_executable() && readable(m);
        for mapping in maps.iter().filter(own) {
            let pagemap = pagemap.as_ref().filter(|_| is_of(mapping, &file));
            compare_mapping(mapping, &file, pagemap, deadline, &mut code)?;
        }
        codes.push(code);
    }
    if codes.is_empty() { Err(Cause::Missing.into()) } else { Ok(codes) }
}

fn compare_mapping(
    mapping: &RawMapping<'_>,
    file: &Image,
    pagemap: Option<&Pagemap>,
    deadline: Deadline,
    code: &mut Code,
) -> Result<(), Failure> {
    let mut memory = Vec::with_capacity(CHUNK);
    let mut on_disk = vec![0; CHUNK];
    let mut start = mapping.range.start;
    while start < mapping.range.end {
        deadline.check()?;
        let end = mapping.range.end.min(start.saturating_add(CHUNK));
        let Some(on_disk) = on_disk.get_mut(..end - start) else { break };
        if !pagemap.is_some_and(|map| map.untouched(start, end - start)) {
            // The last page of a file is filled with zeros in memory: nothing to compare there.
            on_disk.fill(0);
            file.fill(on_disk, offset_of(mapping, start))?;
            image::copy(start..end, &mut memory);
            let changed = memory.iter().zip(on_disk.iter()).filter(|(a, b)| a != b).count();
            code.changed += u64::try_from(changed).unwrap_or(0);
        }
        code.bytes += u64::try_from(end - start).unwrap_or(0);
        start = end;
    }
    Ok(())
}

fn mappings(maps: &str) -> Result<Vec<RawMapping<'_>>, Failure> {
    raw_maps(maps).collect::<Option<_>>().ok_or(Failure::Malformed)
}

fn libc<'a, 'm>(maps: &'m [RawMapping<'a>]) -> Result<&'m RawMapping<'a>, Failure> {
    let mark = LIBC_MARK.iter().find_map(|mark| image::address_of(mark));
    Ok(mark.and_then(|mark| owner(maps, mark)).ok_or(Cause::Unsupported)?)
}

fn owner<'a, 'm>(maps: &'m [RawMapping<'a>], address: usize) -> Option<&'m RawMapping<'a>> {
    maps.iter().find(|mapping| mapping.range.contains(&address))
}

/// glibc before 2.34 has a second `open` and `read` in libpthread.
fn is_old_pthread(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("libpthread"))
}

fn readable(mapping: &RawMapping<'_>) -> bool {
    mapping.permissions.starts_with('r')
}

/// The file of an image; none if it was replaced since it was mapped, as by an upgrade.
fn image_file(entry: &Read, path: &str) -> Option<Image> {
    let on_disk = path.starts_with('/') && !path.ends_with(" (deleted)");
    on_disk.then(|| Image::open(entry, path).ok()).flatten()
}

fn offset_of(mapping: &RawMapping<'_>, address: usize) -> u64 {
    let inside = u64::try_from(address.saturating_sub(mapping.range.start)).unwrap_or(0);
    mapping.offset.saturating_add(inside)
}
