//! /proc/self/mountinfo (proc(5)).

use serde::{Deserialize, Serialize};

use super::redact_path;

/// One mount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mount {
    /// The folder of the file system that is mounted: other than `/` for a bind mount.
    pub root: String,
    /// Where it is mounted.
    pub point: String,
    /// The kind of file system.
    pub kind: String,
    /// What is mounted: a device or the name that the mounter gave.
    pub source: String,
    /// `rw` or `ro`, and those options that name a folder below `/data/adb` or `/adb`.
    pub options: Vec<String>,
}

/// The mounts of a mountinfo file, redacted; `None` if a line can't be read.
#[must_use]
pub fn parse_mountinfo(text: &str) -> Option<Vec<Mount>> {
    text.lines().map(mount).collect()
}

fn mount(line: &str) -> Option<Mount> {
    // id parent device root point options [optional…] - kind source super-options
    let (head, tail) = line.split_once(" - ")?;
    let mut head = head.split(' ');
    let (_id, _parent, _device) = (head.next()?, head.next()?, head.next()?);
    let (root, point, per_mount) = (head.next()?, head.next()?, head.next()?);
    let mut tail = tail.splitn(3, ' ');
    let (kind, source, per_system) = (tail.next()?, tail.next()?, tail.next().unwrap_or_default());
    let kept = |option: &&str| option.contains("/adb/") || option.ends_with("/adb");
    let mut options: Vec<String> = per_mount
        .split(',')
        .filter(|option| matches!(*option, "rw" | "ro"))
        .map(Into::into)
        .collect();
    options.extend(per_system.split(',').filter(kept).map(Into::into));
    Some(Mount {
        root: redact_path(&unescape(root)),
        point: redact_path(&unescape(point)),
        kind: kind.to_owned(),
        source: redact_path(&unescape(source)),
        options,
    })
}

/// Blanks, tabs, line breaks and backslashes stand as octal escapes.
fn unescape(field: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(field.to_owned(), |text, (escape, plain)| text.replace(escape, plain))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_of_the_kernel_are_read() {
        let text = "36 35 98:0 /adb/modules/x/system/bin/su /system/bin/su rw,noatime master:1 - ext4 /dev/root rw\n\
                    40 35 0:30 / /system/bin ro,relatime - overlay KSU ro,lowerdir=/data/adb/modules/x:/system/bin\n\
                    41 35 0:31 / /home/zhang\\040san rw - tmpfs tmpfs rw,size=4k";
        let mounts = parse_mountinfo(text).unwrap();
        assert_eq!(mounts[0].root, "/adb/modules/x/system/bin/su");
        assert_eq!(mounts[0].options, ["rw"]);
        assert_eq!((mounts[1].source.as_str(), mounts[1].kind.as_str()), ("KSU", "overlay"));
        assert_eq!(mounts[1].options, ["ro", "lowerdir=/data/adb/modules/x:/system/bin"]);
        assert_eq!(mounts[2].point, "~/zhang san");
    }

    #[test]
    fn broken_lines_are_no_mounts() {
        for text in ["x", "1 2 3 / /", "1 2 3 / / rw shared", "1 2 3 / / rw - ext4"] {
            assert_eq!(parse_mountinfo(text), None, "{text}");
        }
        assert_eq!(parse_mountinfo(""), Some(Vec::new()));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "[0-9a-z /,:\\\\\n-]{0,200}|.{0,200}") {
            let _ = parse_mountinfo(&text);
        }
    }
}
