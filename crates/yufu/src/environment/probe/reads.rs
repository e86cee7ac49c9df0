//! Everything that a pass opens, and why.

/// Something that a pass may open, and why. docs/privacy.md lists each; a test compares the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// A path; `*` stands for the number of a thread or descriptor, a word in angle brackets for a
    /// file that something else names.
    pub path: &'static str,
    /// What is looked for there.
    pub why: &'static str,
}

/// Everything that a pass may open on Linux, and on Android where it exists. Probes open these and
/// nothing else.
pub const READS: &[Read] = &[
    STATUS,
    TASKS,
    TASK_STATUS,
    MAPS,
    PAGEMAP,
    MOUNTINFO,
    MOUNTS,
    DESCRIPTORS,
    DESCRIPTOR,
    ENVIRON,
    PRELOAD,
    PROGRAM,
    LIBC,
    ASKED,
    CPUINFO,
    INTERFACES,
    ADDRESSES,
    DMI_VENDOR,
    DMI_PRODUCT,
    CGROUP,
    DOCKER,
    PODMAN,
    RELEASE,
    VERSION,
];

/// What a pass opens on Android besides.
pub const ANDROID_READS: &[Read] = &[PROPERTIES, PROPERTY_AREA, COMMAND, PACKAGE];

/// What a pass opens on iOS. The files that the pack names are looked at there, too.
pub const IOS_READS: &[Read] = &[IOS_PROGRAM, IOS_VAR, IOS_BUNDLES, IOS_GROUPS, IOS_SANDBOX];

pub(super) const STATUS: Read =
    Read { path: "/proc/self/status", why: "tracer, user and capabilities of this process" };
pub(super) const TASKS: Read =
    Read { path: "/proc/self/task", why: "numbers of this process's threads" };
pub(super) const TASK_STATUS: Read =
    Read { path: "/proc/self/task/*/status", why: "name and tracer of each thread" };
pub(super) const MAPS: Read =
    Read { path: "/proc/self/maps", why: "files and code mapped into this process" };
pub(super) const PAGEMAP: Read =
    Read { path: "/proc/self/pagemap", why: "which pages of code were written to; flags only" };
pub(super) const MOUNTINFO: Read =
    Read { path: "/proc/self/mountinfo", why: "what is mounted over the system's folders" };
pub(super) const MOUNTS: Read =
    Read { path: "/proc/self/mounts", why: "by libc: what it or mountinfo leaves out" };
pub(super) const DESCRIPTORS: Read =
    Read { path: "/proc/self/fd", why: "numbers of this process's descriptors" };
pub(super) const DESCRIPTOR: Read =
    Read { path: "/proc/self/fd/*", why: "what each descriptor stands for; numbers are dropped" };
pub(super) const ENVIRON: Read =
    Read { path: "/proc/self/environ", why: "loader variables; the rest is wiped unread" };
pub(super) const PRELOAD: Read =
    Read { path: "/etc/ld.so.preload", why: "libraries forced into every process" };
pub(super) const PROGRAM: Read =
    Read { path: "<program>", why: "the program's code, beside memory" };
pub(super) const LIBC: Read = Read { path: "<libc>", why: "the C library's code, beside memory" };
pub(super) const ASKED: Read =
    Read { path: "<asked>", why: "files that the pack's rules name; existence only" };
pub(super) const CPUINFO: Read =
    Read { path: "/proc/cpuinfo", why: "hypervisor flag and processor; first 16 KiB only" };
pub(super) const INTERFACES: Read =
    Read { path: "/sys/class/net", why: "names of network interfaces: tunnels" };
pub(super) const ADDRESSES: Read = Read {
    path: "/proc/self/net/fib_trie",
    why: "whether an address that the pack's rules name is here; the rest is dropped",
};
pub(super) const DMI_VENDOR: Read =
    Read { path: "/sys/class/dmi/id/sys_vendor", why: "maker of a virtual machine" };
pub(super) const DMI_PRODUCT: Read =
    Read { path: "/sys/class/dmi/id/product_name", why: "product of a virtual machine" };
pub(super) const CGROUP: Read = Read { path: "/proc/self/cgroup", why: "container runtime" };
pub(super) const DOCKER: Read =
    Read { path: "/.dockerenv", why: "container runtime; existence only" };
pub(super) const PODMAN: Read =
    Read { path: "/run/.containerenv", why: "container runtime; existence only" };
pub(super) const RELEASE: Read =
    Read { path: "/proc/sys/kernel/osrelease", why: "release of the kernel" };
pub(super) const VERSION: Read =
    Read { path: "/proc/version", why: "the kernel's description: a rooted one names its tool" };

pub(super) const PROPERTIES: Read =
    Read { path: "/dev/__properties__", why: "files of the system properties" };
pub(super) const PROPERTY_AREA: Read = Read {
    path: "/dev/__properties__/*",
    why: "values of the properties that the pack's rules name; the rest is dropped",
};
pub(super) const COMMAND: Read =
    Read { path: "/proc/self/cmdline", why: "the app's own package name" };
pub(super) const PACKAGE: Read =
    Read { path: "<package>", why: "the app's own package: who signed it" };

pub(super) const IOS_PROGRAM: Read =
    Read { path: "<program on iOS>", why: "the program's own encryption and signature" };
pub(super) const IOS_VAR: Read = Read { path: "/var", why: "how many roots of RootHide are here" };
pub(super) const IOS_BUNDLES: Read =
    Read { path: "/var/containers/Bundle/Application", why: "how many roots of RootHide are here" };
pub(super) const IOS_GROUPS: Read = Read {
    path: "/var/mobile/Containers/Shared/AppGroup",
    why: "how many roots of RootHide are here",
};
pub(super) const IOS_SANDBOX: Read = Read {
    path: "/private/yufu.probe",
    why: "whether the sandbox lets a file be made here; removed at once",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_privacy_lists_every_read_and_no_other() {
        let page = include_str!("../../../../../docs/privacy.md");
        let rows: Vec<&str> =
            page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
        let all = [READS, ANDROID_READS, IOS_READS].concat();
        let reads: Vec<&str> = all.iter().map(|read| read.path).collect();
        assert_eq!(rows, reads);
    }
}
