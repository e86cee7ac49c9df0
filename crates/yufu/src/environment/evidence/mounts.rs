//! /proc/self/mountinfo and /proc/self/mounts (proc(5)).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::redact_path;

/// The file system that the kernel itself starts from.
const ROOTFS: &str = "rootfs";

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

/// One mount as the shorter of the kernel's two lists has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedMount {
    /// Where it is mounted.
    pub point: String,
    /// The kind of file system.
    pub kind: String,
    /// What is mounted: a device or the name that the mounter gave.
    pub source: String,
}

/// The mounts that one of the two lists has more often than the other, each in words.
///
/// The kernel makes both of one table, so that nothing but another program's hand, or a mount between the
/// two looks, sets them apart. What a machine started from (`rootfs`) old kernels keep out of mountinfo.
#[must_use]
pub fn mounts_apart(mounts: &[Mount], listed: &[ListedMount]) -> Vec<String> {
    let mut counts: BTreeMap<[&str; 3], (usize, usize)> = BTreeMap::new();
    for mount in mounts.iter().filter(|mount| mount.kind != ROOTFS) {
        counts.entry([&mount.source, &mount.point, &mount.kind]).or_default().0 += 1;
    }
    for mount in listed.iter().filter(|mount| mount.kind != ROOTFS) {
        counts.entry([&mount.source, &mount.point, &mount.kind]).or_default().1 += 1;
    }
    let apart = |([source, point, _], (info, list)): (&[&str; 3], &(usize, usize))| {
        let from = match info.cmp(list) {
            Ordering::Less => "mountinfo",
            Ordering::Equal => return None,
            Ordering::Greater => "mounts",
        };
        Some(format!("{source} on {point} is missing in {from}"))
    };
    counts.iter().filter_map(apart).collect()
}

/// The mounts of a mounts file, redacted; `None` if a line can't be read.
#[must_use]
pub fn parse_mounts(text: &str) -> Option<Vec<ListedMount>> {
    let listed = |line: &str| {
        // source point kind options dump pass
        let mut fields = line.split(' ');
        let (source, point, kind) = (fields.next()?, fields.next()?, fields.next()?);
        fields.next()?;
        Some(ListedMount {
            point: redact_path(&unescape(point)),
            kind: kind.to_owned(),
            source: redact_path(&unescape(source)),
        })
    };
    text.lines().map(listed).collect()
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

    #[test]
    fn both_lists_of_one_table_agree_and_a_line_less_is_told() {
        let info = "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n21 20 0:5 / /home/zhang rw - tmpfs a\\040b rw\n\
                    22 20 0:6 / /mnt rw - tmpfs magisk rw\n23 22 0:7 / /mnt rw - tmpfs magisk rw";
        let list = "rootfs / rootfs rw 0 0\n/dev/sda1 / ext4 rw 0 0\na\\040b /home/zhang tmpfs rw 0 0\n\
                    magisk /mnt tmpfs rw 0 0\nmagisk /mnt tmpfs rw 0 0\n";
        let (info, list) = (parse_mountinfo(info).unwrap(), parse_mounts(list).unwrap());
        assert_eq!(mounts_apart(&info, &list), [""; 0]);
        let missing = |from| [format!("magisk on ~/mnt is missing in {from}")];
        assert_eq!(mounts_apart(&info[..3], &list), missing("mountinfo"));
        assert_eq!(mounts_apart(&info, &list[..4]), missing("mounts"));
        assert_eq!(parse_mounts("a b c"), None);
        assert_eq!(parse_mounts(""), Some(Vec::new()));
    }

    #[test]
    fn both_lists_of_this_machine_agree() {
        let read = |name| std::fs::read_to_string(format!("/proc/self/{name}")).unwrap();
        let info = parse_mountinfo(&read("mountinfo")).unwrap();
        assert_eq!(mounts_apart(&info, &parse_mounts(&read("mounts")).unwrap()), [""; 0]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "[0-9a-z /,:\\\\\n-]{0,200}|.{0,200}") {
            let _ = parse_mountinfo(&text);
            let _ = parse_mounts(&text);
        }
    }
}
