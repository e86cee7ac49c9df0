//! Redaction: what a capture keeps of a path and of the kernel's description.

/// Folders that are the system's own, or that root and hook tools share on every device.
const KEPT: [&str; 30] = [
    "/usr/",
    "/lib/",
    "/lib32/",
    "/lib64/",
    "/bin/",
    "/sbin/",
    "/etc/",
    "/memfd:",
    "/dev/",
    "/sys/",
    "/system/",
    "/system_ext/",
    "/vendor/",
    "/apex/",
    "/product/",
    "/odm/",
    "/SYSV",
    "/adb/",
    "/data/adb/",
    "/data/local/tmp/",
    "/data/misc/lspd",
    "/debug_ramdisk",
    "/System/",
    "/Library/",
    "/Applications/",
    "/var/jb",
    "/var/.jbroot",
    "/var/Liy/",
    "/private/preboot/",
    "/Developer/",
];

/// A path that names nobody: a system's folder stays, any other becomes `~`.
///
/// ```
/// use yufu::environment::evidence::redact_path;
///
/// assert_eq!(redact_path("/home/zhang.san/bank/app"), "~/app");
/// assert_eq!(redact_path("/usr/lib/libc.so.6"), "/usr/lib/libc.so.6");
/// ```
#[must_use]
pub fn redact_path(path: &str) -> String {
    let kept = |folder: &&str| path.starts_with(*folder) || folder.strip_suffix('/') == Some(path);
    if !path.starts_with('/') || KEPT.iter().any(kept) {
        return path.to_owned();
    }
    match path.rsplit('/').next() {
        Some("") | None => path.to_owned(), // the root itself
        Some(name) => format!("~/{name}"),
    }
}

/// The kernel's description without who built it, and where: whoever compiles a kernel at home often
/// stands in it by name. The rest stays.
///
/// ```
/// use yufu::environment::evidence::redact_builder;
///
/// let version = "Linux version 6.6.1-ksunext (zhang.san@zhang-pc) (clang version 17.0.2) #1 SMP";
/// let redacted = "Linux version 6.6.1-ksunext (~@~) (clang version 17.0.2) #1 SMP";
/// assert_eq!(redact_builder(version), redacted);
/// ```
#[must_use]
pub fn redact_builder(version: &str) -> String {
    let mut redacted = String::with_capacity(version.len());
    let mut rest = version;
    while let Some((before, after)) = rest.split_once('@') {
        // Inside a parenthesis, where it usually stands, a name may hold blanks.
        let open =
            before.rfind('(').filter(|open| before.rfind(')').is_none_or(|shut| shut < *open));
        let (name, end) = match open {
            Some(open) => (Some(open), ')'),
            None => (before.rfind(' '), ' '),
        };
        let name = name.map_or(0, |at| at.saturating_add(1));
        redacted.push_str(before.get(..name).unwrap_or_default());
        redacted.push_str("~@~");
        let host = after.find(end);
        rest = host.and_then(|at| after.get(at..)).unwrap_or_default();
    }
    redacted.push_str(rest);
    redacted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_outside_the_system_loses_its_folders() {
        for (path, redacted) in [
            ("/usr/lib/x86_64-linux-gnu/libc.so.6", "/usr/lib/x86_64-linux-gnu/libc.so.6"),
            ("/home/zhang.san/bank/app", "~/app"),
            ("/systems", "~/systems"),
            ("/data/data/com.example.bank/frida-agent-64.so", "~/frida-agent-64.so"),
            ("/data/local/tmp/re.frida.server", "/data/local/tmp/re.frida.server"),
            ("/memfd:frida-agent-64.so (deleted)", "/memfd:frida-agent-64.so (deleted)"),
            ("[heap]", "[heap]"),
            ("/", "/"),
            ("", ""),
        ] {
            assert_eq!(redact_path(path), redacted);
        }
    }

    /// Rules ask for a mount on /system or /sbin itself.
    #[test]
    fn a_folder_of_the_system_is_kept_as_what_lies_in_it() {
        for folder in KEPT.iter().filter_map(|folder| folder.strip_suffix('/')) {
            assert_eq!(redact_path(folder), folder);
        }
    }

    #[test]
    fn a_kernel_description_keeps_no_builder() {
        for (version, redacted) in [
            (
                "Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) (gcc-12) #1 SMP",
                "Linux version 6.1.0-18-amd64 (~@~) (gcc-12) #1 SMP",
            ),
            ("Linux version 4.9 (Zhang San@my pc) (gcc) #1", "Linux version 4.9 (~@~) (gcc) #1"),
            (
                "Linux version 6.18 (b@c) (gcc (GCC) 15.3, GNU ld (GNU Binutils) 2.46) #1 SMP @0",
                "Linux version 6.18 (~@~) (gcc (GCC) 15.3, GNU ld (GNU Binutils) 2.46) #1 SMP ~@~",
            ),
            ("Linux version 4.9 zhang@pc #1", "Linux version 4.9 ~@~ #1"),
            ("Linux version 4.9 (zhang@p", "Linux version 4.9 (~@~"),
            ("(张@机器) (c@d) #2", "(~@~) (~@~) #2"),
            ("a@b@c", "~@~"),
            ("@", "~@~"),
            ("Linux version 6.1.57-KernelSU #1", "Linux version 6.1.57-KernelSU #1"),
            ("", ""),
        ] {
            assert_eq!(redact_builder(version), redacted);
        }
    }
}
