//! The signs that a test finds in one part of a capture.

use std::collections::BTreeSet;

use super::combine::{decided, look, one, unknown};
use super::{DarwinTest, MountTest, Outcome, Says, Text};
use crate::environment::evidence::{
    Capture, Darwin, FactName, FactValue, FileLook, ListedMount, Mapping, Mount, Property, Reading,
    Signer,
};

/// Looks at files by name. One that could be looked at is enough for `Clean`: the folders of the
/// system are closed to apps on every phone.
pub(super) fn files(
    capture: &Capture,
    names: &[String],
    holds: fn(&FileLook) -> bool,
    sign: fn(&FileLook) -> String,
) -> Outcome {
    let Reading::Seen(files) = &capture.files else { return look(&capture.files, |_| Vec::new()) };
    let asked: Vec<&FileLook> = files.iter().filter(|file| names.contains(&file.path)).collect();
    let signs: Vec<String> = asked.iter().filter(|file| holds(file)).map(|f| sign(f)).collect();
    match signs.is_empty() && asked.iter().all(|file| file.is_unobservable()) {
        true => unknown(),
        false => decided(signs),
    }
}

pub(super) fn property(
    capture: &Capture,
    name: &str,
    sign: impl Fn(&Property) -> Option<String>,
) -> Outcome {
    look(&capture.properties, |properties| {
        let named = properties.iter().filter(|property| property.name == name);
        named.filter_map(sign).collect()
    })
}

/// Looks at the mounts of both lists: one that mountinfo was made to leave out may stand in the other.
pub(super) fn mounts(capture: &Capture, test: &MountTest) -> Outcome {
    look(&capture.mounts, |mounts: &Vec<Mount>| {
        let found = mounts.iter().filter(|mount| test.matches(mount));
        let found: Vec<String> =
            found.map(|m| format!("{} {} on {}", m.source, m.root, m.point)).collect();
        if !found.is_empty() {
            return found;
        }
        let listed = capture.mount_list.seen().into_iter().flatten();
        let found = listed.filter(|mount| test.matches_listed(mount));
        found.map(|mount| format!("{} on {}", mount.source, mount.point)).collect()
    })
}

impl MountTest {
    fn matches_listed(&self, mount: &ListedMount) -> bool {
        let holds =
            |text: &Option<Text>, value: &str| text.as_ref().is_none_or(|text| text.matches(value));
        self.root.is_none()
            && self.option.is_none()
            && holds(&self.point, &mount.point)
            && holds(&self.kind, &mount.kind)
            && holds(&self.source, &mount.source)
    }

    pub(super) fn matches(&self, mount: &Mount) -> bool {
        let holds =
            |text: &Option<Text>, value: &str| text.as_ref().is_none_or(|text| text.matches(value));
        let has_option = |text: &Text| mount.options.iter().any(|option| text.matches(option));
        holds(&self.root, &mount.root)
            && holds(&self.point, &mount.point)
            && holds(&self.kind, &mount.kind)
            && holds(&self.source, &mount.source)
            && self.option.as_ref().is_none_or(has_option)
    }
}

/// System files that lie on the device of /data: a module was mounted over them.
pub(super) fn from_data(maps: &[Mapping]) -> Vec<String> {
    let data = maps.iter().find(|map| {
        let path = map.path.as_str();
        path.starts_with("/data/") || path.starts_with("~/") && path.ends_with(".apk")
    });
    let Some(data) = data.filter(|map| !map.device.is_empty()) else { return Vec::new() };
    let system = ["/system/", "/vendor/", "/product/", "/odm/"];
    let replaced = maps.iter().filter(|map| {
        map.device == data.device && system.iter().any(|folder| map.path.starts_with(folder))
    });
    let paths: BTreeSet<String> = replaced.map(|map| map.path.clone()).collect();
    paths.into_iter().collect()
}

pub(super) fn is_libc(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with("libc.so") || name.starts_with("libc-2") || name.starts_with("ld-musl")
}

pub(super) fn is_writable_code(map: &Mapping, limit: u64) -> bool {
    map.path.is_empty()
        && map.size > limit
        && map.permissions.contains('w')
        && map.permissions.contains('x')
}

/// Says of a package none of whose certificates is among `expected`.
pub(super) fn signers(capture: &Capture, expected: &[String]) -> Outcome {
    if expected.is_empty() {
        return unknown();
    }
    look(&capture.signers, |signers: &Vec<Signer>| {
        let known = |signer: &Signer| {
            expected.iter().any(|name| name.eq_ignore_ascii_case(&signer.certificate))
        };
        let foreign: Vec<String> =
            signers.iter().filter(|s| !known(s)).map(|s| s.certificate.clone()).collect();
        if signers.is_empty() { vec!["no signer".to_owned()] } else { foreign }
    })
}

impl DarwinTest {
    pub(super) fn look(self, darwin: &Darwin) -> Vec<String> {
        let program = darwin.program.as_ref();
        let (holds, sign) = match self {
            Self::Traced => (darwin.traced, "P_TRACED"),
            Self::ExceptionPorts => (darwin.exception_ports > 0, "exception ports are taken"),
            Self::Parent => (darwin.parent != 1, "the parent is not launchd"),
            Self::SandboxWrite => (darwin.sandbox_write, "a file was written outside the sandbox"),
            Self::RootWritable => (darwin.root_writable, "/ is writable"),
            Self::Simulator => (darwin.simulator, "simulator"),
            Self::NotEncrypted => (program.is_some_and(|p| !p.encrypted), "cryptid 0"),
            Self::NotSigned => (program.is_some_and(|p| !p.signed), "no LC_CODE_SIGNATURE"),
            Self::Debuggable => (program.is_some_and(|p| p.debuggable), "get-task-allow"),
            Self::JailbreakRoot => {
                (darwin.jailbreak_roots.is_some_and(|count| count > 0), "a folder of RootHide")
            }
        };
        one(holds, || sign.to_owned())
    }
}

impl Says {
    pub(super) fn look(&self, name: FactName, value: &FactValue) -> Vec<String> {
        let sign = |value: &dyn std::fmt::Display| format!("{}={value}", name.name());
        match (self, value) {
            (Self::Flag(is), FactValue::Flag(flag)) => one(is == flag, || sign(flag)),
            (Self::AtLeast(least), FactValue::Number(n)) => one(n >= least, || sign(n)),
            (Self::AtMost(most), FactValue::Number(n)) => one(n <= most, || sign(n)),
            (Self::Text(pattern), FactValue::Text(text)) => {
                one(pattern.matches(text), || sign(text))
            }
            (Self::Text(pattern), FactValue::List(entries)) => {
                let found = entries.iter().filter(|entry| pattern.matches(entry));
                found.map(|entry| sign(entry)).collect()
            }
            // A rule on another kind of value than the fact has finds nothing; `yufu pack compile`
            // refuses it.
            _ => Vec::new(),
        }
    }

    /// Whether a fact of this kind can say so.
    pub(in crate::environment) fn fits(&self, name: FactName) -> bool {
        use crate::environment::evidence::FactKind::{Blob, Flag, List, Number, Text};
        match name.kind() {
            Flag => matches!(self, Self::Flag(_)),
            Number => matches!(self, Self::AtLeast(_) | Self::AtMost(_)),
            Text | List => matches!(self, Self::Text(_)),
            Blob => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_or_named_writable_code_is_passed_over() {
        let map = |size, permissions: &str, path: &str| Mapping {
            size,
            permissions: permissions.into(),
            device: String::new(),
            path: path.into(),
        };
        assert!(is_writable_code(&map(32 << 10, "rwxp", ""), 16 << 10));
        assert!(!is_writable_code(&map(16 << 10, "rwxp", ""), 16 << 10));
        assert!(!is_writable_code(&map(32 << 10, "r-xp", ""), 16 << 10));
        assert!(!is_writable_code(&map(32 << 10, "rwxp", "/memfd:jit-cache"), 16 << 10));
    }

    #[test]
    fn a_system_file_from_the_data_partition_is_found() {
        let map = |device: &str, path: &str| Mapping {
            size: 4096,
            permissions: "r-xp".into(),
            device: device.into(),
            path: path.into(),
        };
        let app = map("fe:30", "~/base.apk");
        let own = map("fe:01", "/system/lib64/libc.so");
        let replaced = map("fe:30", "/system/lib64/libzygisk.so");
        assert!(from_data(&[app.clone(), own.clone()]).is_empty());
        assert_eq!(from_data(&[app, own, replaced]), ["/system/lib64/libzygisk.so"]);
    }
}
