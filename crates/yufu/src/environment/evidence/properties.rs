//! Android's system properties, by libc and from their shared memory.
//!
//! The property area is bionic's trie (system_properties, `prop_area.h`): a header of 128 bytes,
//! then nodes and values that point at each other by offsets from the header's end.

use serde::{Deserialize, Serialize};

/// A property that the pack asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// Its value by `__system_property_get`; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub libc: Option<String>,
    /// Its values in the property area; more than one where something wrote it a second time.
    #[serde(default)]
    pub area: Vec<String>,
}

impl Property {
    /// All values that somebody sees.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.libc.iter().chain(&self.area).map(String::as_str)
    }

    /// Whether a read-only property has two values.
    #[must_use]
    pub fn is_contradictory(&self) -> bool {
        let mut values = self.values();
        let first = values.next();
        self.name.starts_with("ro.") && values.any(|value| Some(value) != first)
    }
}

/// An entry of the property area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaProperty {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

const MAGIC: u32 = 0x504f_5250;
const VERSION: u32 = 0xfc6e_d0ab;
const HEADER_LEN: usize = 128;
/// namelen, prop, left, right, children.
const NODE_LEN: usize = 20;
/// serial, value.
const VALUE_LEN: usize = 92;
/// In a serial: the value is longer than [`VALUE_LEN`] and stands elsewhere.
const LONG: u32 = 1 << 16;
/// Longest name or value that is read, in bytes.
const MAX_TEXT: usize = 4096;

/// Reads one file of /dev/__properties__; `None` if it is none.
///
/// A file that points in circles ends at as many nodes as it has room for.
#[must_use]
pub fn parse_property_area(file: &[u8]) -> Option<Vec<AreaProperty>> {
    if u32_at(file, 8)? != MAGIC || u32_at(file, 12)? != VERSION {
        return None;
    }
    let data = file.get(HEADER_LEN..)?;
    let mut room = data.len() / NODE_LEN;
    let mut open = vec![0_usize];
    let mut properties = Vec::new();
    while let Some(node) = open.pop() {
        room = room.checked_sub(1)?;
        let link = |index: usize| u32_at(data, node.checked_add(4 * index)?);
        let (property, left, right, children) = (link(1)?, link(2)?, link(3)?, link(4)?);
        // Offset 0 is the root, which nothing points at: it stands for none.
        if property != 0 {
            properties.push(property_at(data, usize::try_from(property).ok()?)?);
        }
        for next in [left, right, children].into_iter().filter(|&next| next != 0) {
            open.push(usize::try_from(next).ok()?);
        }
    }
    Some(properties)
}

fn property_at(data: &[u8], at: usize) -> Option<AreaProperty> {
    let serial = u32_at(data, at)?;
    let value_at = at.checked_add(4)?;
    let name = text_at(data, value_at.checked_add(VALUE_LEN)?)?;
    let value = if serial & LONG == 0 {
        text_at(data.get(..value_at.checked_add(VALUE_LEN)?)?, value_at)?
    } else {
        // After an error message of 56 bytes for old readers: the distance from this entry.
        let distance = usize::try_from(u32_at(data, value_at.checked_add(56)?)?).ok()?;
        text_at(data, at.checked_add(distance)?)?
    };
    Some(AreaProperty { name, value })
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(word.try_into().ok()?))
}

/// The text up to the next zero.
fn text_at(bytes: &[u8], at: usize) -> Option<String> {
    let rest = bytes.get(at..)?;
    let rest = rest.get(..MAX_TEXT.min(rest.len()))?;
    let end = rest.iter().position(|&byte| byte == 0)?;
    Some(String::from_utf8_lossy(rest.get(..end)?).into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// An area with two properties below one root: `ro.a` short, `ro.b` long.
    fn area() -> Vec<u8> {
        let mut data = vec![0_u8; 1024];
        let mut put = |at: usize, words: &[u32]| {
            for (index, word) in words.iter().enumerate() {
                data[at + 4 * index..at + 4 * index + 4].copy_from_slice(&word.to_le_bytes());
            }
        };
        put(0, &[0, 0, 0, 0, 32]); // root: children at 32
        put(32, &[1, 200, 0, 64, 0]); // property at 200, right at 64
        put(64, &[1, 400, 0, 0, 0]);
        put(200, &[1 << 24]);
        put(400, &[LONG]);
        put(400 + 4 + 56, &[300]);
        data[204..205].copy_from_slice(b"1");
        data[200 + 96..200 + 100].copy_from_slice(b"ro.a");
        data[400 + 96..400 + 100].copy_from_slice(b"ro.b");
        data[700..800].fill(b'x');
        let mut file = vec![0; HEADER_LEN];
        file[8..12].copy_from_slice(&MAGIC.to_le_bytes());
        file[12..16].copy_from_slice(&VERSION.to_le_bytes());
        file.extend(data);
        file
    }

    #[test]
    fn short_and_long_values_are_read() {
        let properties = parse_property_area(&area()).unwrap();
        assert_eq!(properties.len(), 2);
        let value = |name: &str| {
            properties.iter().find(|property| property.name == name).unwrap().value.clone()
        };
        assert_eq!((value("ro.a"), value("ro.b")), ("1".to_owned(), "x".repeat(100)));
    }

    #[test]
    fn circles_and_foreign_files_end() {
        let mut circle = area();
        circle[HEADER_LEN + 64 + 12..HEADER_LEN + 64 + 16].copy_from_slice(&32_u32.to_le_bytes());
        assert_eq!(parse_property_area(&circle), None);
        assert_eq!(parse_property_area(b"ELF"), None);
        assert_eq!(parse_property_area(&[0; 4096]), None);
    }

    #[test]
    fn two_values_of_a_read_only_property_contradict() {
        let property = |name: &str, area: &[&str]| Property {
            name: name.to_owned(),
            libc: Some("0".to_owned()),
            area: area.iter().map(|value| (*value).to_owned()).collect(),
        };
        assert!(property("ro.debuggable", &["1"]).is_contradictory());
        assert!(!property("ro.debuggable", &["0"]).is_contradictory());
        assert!(!property("sys.usb.state", &["1"]).is_contradictory());
    }

    proptest! {
        #[test]
        fn any_area_is_read_without_a_panic(at in 0_usize..1100, byte: u8, cut in 0_usize..1152) {
            let mut file = area();
            file[at] = byte;
            let _ = parse_property_area(&file);
            let _ = parse_property_area(&file[..cut]);
        }
    }
}
