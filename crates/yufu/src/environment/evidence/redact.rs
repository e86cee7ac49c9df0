//! Redaction: what a capture keeps of a path.

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
    if !path.starts_with('/') || KEPT.iter().any(|folder| path.starts_with(folder)) {
        return path.to_owned();
    }
    match path.rsplit('/').next() {
        Some("") | None => path.to_owned(), // the root itself
        Some(name) => format!("~/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_outside_the_system_loses_its_folders() {
        for (path, redacted) in [
            ("/usr/lib/x86_64-linux-gnu/libc.so.6", "/usr/lib/x86_64-linux-gnu/libc.so.6"),
            ("/home/zhang.san/bank/app", "~/app"),
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
}
