//! What only Android has: system properties and the app's own package.
#![allow(unsafe_code, reason = "libc's property functions")]

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{CStr, CString, c_char, c_int};

use super::file::{self, Image};
use super::reads::{COMMAND, PACKAGE, PROPERTIES, PROPERTY_AREA};
use super::{Deadline, Failure, Probed};
use crate::environment::evidence::{
    Cause, Property, Signer, find_signing_block, parse_property_area, parse_signing_block, raw_maps,
};

/// `PROP_VALUE_MAX` of `sys/system_properties.h`.
const VALUE_MAX: usize = 92;
/// Bytes of a property area that are in use stand in its first word; the file itself is sparse.
const MAX_AREA: usize = 128 << 10;

unsafe extern "C" {
    fn __system_property_get(name: *const c_char, value: *mut c_char) -> c_int;
}

pub(super) fn properties(asked: &BTreeSet<String>, deadline: Deadline) -> Probed<Vec<Property>> {
    let mut area: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in file::names(&PROPERTIES, deadline).unwrap_or_default() {
        deadline.check()?;
        let path = PROPERTY_AREA.path.replace('*', &name);
        // Most areas are closed to apps; what can't be read or is no area adds nothing.
        let Ok(bytes) = file::head(&PROPERTY_AREA, Some(&path), MAX_AREA) else { continue };
        for entry in parse_property_area(&bytes).unwrap_or_default() {
            if asked.contains(&entry.name) {
                area.entry(entry.name).or_default().push(entry.value);
            }
        }
    }
    let property = |name: &String| Property {
        name: name.clone(),
        libc: libc_value(name),
        area: area.remove(name).unwrap_or_default(),
    };
    Ok(asked.iter().map(property).collect())
}

fn libc_value(name: &str) -> Option<String> {
    let name = CString::new(name).ok()?;
    let mut value = [0; VALUE_MAX];
    // SAFETY: the name ends in a NUL; the function writes at most PROP_VALUE_MAX bytes with a NUL.
    let len = unsafe { __system_property_get(name.as_ptr(), value.as_mut_ptr().cast()) };
    let text = CStr::from_bytes_until_nul(&value).ok()?;
    (len > 0).then(|| text.to_string_lossy().into_owned())
}

/// The signers of the app's own package, which is mapped into every app.
pub(super) fn signers(maps: &str) -> Probed<Vec<Signer>> {
    let command = file::text(&COMMAND, None, 4096)?;
    // The package, and behind a colon the name of a process of its own.
    let package = command.split(['\0', ':']).next().unwrap_or_default();
    let is_own = |path: &str| path.ends_with("/base.apk") && path.contains(&format!("/{package}-"));
    let path = raw_maps(maps).flatten().map(|map| map.path).find(|path| is_own(path));
    let file = Image::open(&PACKAGE, path.ok_or(Cause::Missing)?)?;
    let read = |at: u64, buffer: &mut [u8]| file.fill(buffer, at).unwrap_or(false);
    let range = find_signing_block(file.len()?, read).ok_or(Failure::Malformed)?;
    let len = usize::try_from(range.end - range.start).map_err(|_| Cause::TooLarge)?;
    let mut block = vec![0; len];
    if !file.fill(&mut block, range.start)? {
        return Err(Failure::Malformed);
    }
    parse_signing_block(&block).ok_or(Failure::Malformed)
}
