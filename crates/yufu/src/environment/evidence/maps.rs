//! /proc/self/maps (proc(5)).

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::redact_path;

/// One mapping without its address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Length in bytes.
    pub size: u64,
    /// As the kernel writes them: `r-xp`.
    pub permissions: String,
    /// The device of the file, as the kernel writes it: `fe:01`; empty where there is no file.
    #[serde(default)]
    pub device: String,
    /// The file with its folder redacted, a name in brackets, or nothing.
    pub path: String,
}

/// One mapping as the kernel gives it; it does not leave the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::environment) struct RawMapping<'a> {
    pub(in crate::environment) range: Range<usize>,
    pub(in crate::environment) permissions: &'a str,
    pub(in crate::environment) offset: u64,
    pub(in crate::environment) device: &'a str,
    pub(in crate::environment) inode: u64,
    pub(in crate::environment) path: &'a str,
}

impl RawMapping<'_> {
    pub(in crate::environment) fn is_executable(&self) -> bool {
        self.permissions.contains('x')
    }
}

/// The mappings that rules look at: every executable one, and one of each other file in a row.
/// `None` if a line can't be read.
#[must_use]
pub fn parse_maps(text: &str) -> Option<Vec<Mapping>> {
    let mut kept: Vec<Mapping> = Vec::new();
    let mut last = "";
    for raw in raw_maps(text) {
        let raw = raw?;
        if raw.is_executable() || !raw.path.is_empty() && raw.path != last {
            kept.push(Mapping {
                size: u64::try_from(raw.range.len()).ok()?,
                permissions: raw.permissions.to_owned(),
                device: if raw.path.starts_with('/') {
                    raw.device.to_owned()
                } else {
                    String::new()
                },
                path: redact_path(raw.path),
            });
        }
        last = raw.path;
    }
    Some(kept)
}

pub(in crate::environment) fn raw_maps(text: &str) -> impl Iterator<Item = Option<RawMapping<'_>>> {
    text.lines().map(raw_mapping)
}

fn raw_mapping(line: &str) -> Option<RawMapping<'_>> {
    // address perms offset dev inode, and the path after blanks; the path may hold blanks itself.
    let mut fields = line.splitn(6, ' ');
    let (start, end) = fields.next()?.split_once('-')?;
    let (start, end) =
        (usize::from_str_radix(start, 16).ok()?, usize::from_str_radix(end, 16).ok()?);
    let permissions = fields.next().filter(|p| p.len() == 4)?;
    let offset = u64::from_str_radix(fields.next()?, 16).ok()?;
    let (device, inode) = (fields.next()?, fields.next()?.parse().ok()?);
    let path = fields.next().unwrap_or_default().trim_start();
    (start <= end).then_some(RawMapping {
        range: start..end,
        permissions,
        offset,
        device,
        inode,
        path,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_of_the_kernel_are_read() {
        let text = "55e0c0a00000-55e0c0a02000 r--p 00000000 fe:01 123                        /home/u/app\n\
                    55e0c0a02000-55e0c0a06000 r-xp 00002000 fe:01 123                        /home/u/app\n\
                    7f0000000000-7f0000008000 rwxp 00000000 00:00 0 \n\
                    7f0000010000-7f0000011000 rw-p 00000000 00:00 0 \n\
                    7f0000020000-7f0000021000 r-xp 00000000 00:01 9      /memfd:a b (deleted)\n";
        let maps = parse_maps(text).unwrap();
        let seen: Vec<_> =
            maps.iter().map(|m| (m.size, m.permissions.as_str(), m.path.as_str())).collect();
        assert_eq!(
            seen,
            [
                (0x2000, "r--p", "~/app"),
                (0x4000, "r-xp", "~/app"),
                (0x8000, "rwxp", ""),
                (0x1000, "r-xp", "/memfd:a b (deleted)"),
            ]
        );
        assert_eq!((maps[0].device.as_str(), maps[2].device.as_str()), ("fe:01", ""));
        assert_eq!(raw_maps(text).nth(1).unwrap().unwrap().offset, 0x2000);
    }

    #[test]
    fn broken_lines_are_no_maps() {
        for text in
            ["x", "1-2", "2-1 r-xp 0 0 0", "1-2 r-x 0 0 0", "1-2 r-xp g 0 0", "-- rwxp 0 0 0"]
        {
            assert_eq!(parse_maps(text), None, "{text}");
        }
        assert_eq!(parse_maps(""), Some(Vec::new()));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "[0-9a-f rwxp\n/-]{0,200}|.{0,200}") {
            let _ = parse_maps(&text);
        }
    }
}
