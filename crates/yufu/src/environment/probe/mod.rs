//! Reads the system. Nothing else in the SDK's environment checks makes a system call.
//!
//! Files are opened and read by raw system calls, so that a hook in libc neither sees nor answers
//! them. Each part stops at the deadline and says so.

#[cfg(any(target_os = "linux", target_os = "android"))]
mod code;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod file;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod image;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::evidence::{Capture, Cause, FORMAT, Part, Platform, Reading};

/// Something that a pass may open, and why. docs/privacy.md lists each; a test compares the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// A path; `*` stands for the number of a thread, a word in angle brackets for a file that
    /// /proc/self/maps names.
    pub path: &'static str,
    /// What is looked for there.
    pub why: &'static str,
}

/// Everything that a pass may open. Probes open these and nothing else.
pub const READS: &[Read] = &[
    STATUS,
    TASKS,
    TASK_STATUS,
    MAPS,
    ENVIRON,
    PRELOAD,
    PROGRAM,
    LIBC,
    CPUINFO,
    DMI_VENDOR,
    DMI_PRODUCT,
    CGROUP,
    DOCKER,
    PODMAN,
    RELEASE,
];

const STATUS: Read = Read { path: "/proc/self/status", why: "tracer and user id of this process" };
const TASKS: Read = Read { path: "/proc/self/task", why: "numbers of this process's threads" };
const TASK_STATUS: Read =
    Read { path: "/proc/self/task/*/status", why: "name and tracer of each thread" };
const MAPS: Read = Read { path: "/proc/self/maps", why: "files and code mapped into this process" };
const ENVIRON: Read =
    Read { path: "/proc/self/environ", why: "loader variables; the rest is wiped unread" };
const PRELOAD: Read =
    Read { path: "/etc/ld.so.preload", why: "libraries forced into every process" };
const PROGRAM: Read = Read { path: "<program>", why: "the program's code, beside memory" };
const LIBC: Read = Read { path: "<libc>", why: "the C library's code, beside memory" };
const CPUINFO: Read = Read { path: "/proc/cpuinfo", why: "hypervisor flag; first 4 KiB only" };
const DMI_VENDOR: Read =
    Read { path: "/sys/class/dmi/id/sys_vendor", why: "maker of a virtual machine" };
const DMI_PRODUCT: Read =
    Read { path: "/sys/class/dmi/id/product_name", why: "product of a virtual machine" };
const CGROUP: Read = Read { path: "/proc/self/cgroup", why: "container runtime" };
const DOCKER: Read = Read { path: "/.dockerenv", why: "container runtime; existence only" };
const RELEASE: Read = Read { path: "/proc/sys/kernel/osrelease", why: "release of the kernel" };
const PODMAN: Read = Read { path: "/run/.containerenv", why: "container runtime; existence only" };

/// When a pass has to end.
#[derive(Clone, Copy, Debug)]
struct Deadline(Option<Instant>);

impl Deadline {
    fn check(self) -> Result<(), Cause> {
        match self.0 {
            Some(end) if Instant::now() >= end => Err(Cause::OutOfTime),
            _ => Ok(()),
        }
    }
}

/// Why a part has no value.
enum Failure {
    Unobservable(Cause),
    Malformed,
}

impl From<Cause> for Failure {
    fn from(cause: Cause) -> Self {
        Self::Unobservable(cause)
    }
}

/// Reads everything that this platform shows, within `budget` from now on.
///
/// What there was no time for is `Unobservable(OutOfTime)`. The pass runs in the caller's thread.
#[must_use]
pub fn capture(budget: Duration) -> Capture {
    let mut pass =
        Pass { deadline: Deadline(Instant::now().checked_add(budget)), micros: BTreeMap::new() };
    pass.run()
}

struct Pass {
    deadline: Deadline,
    micros: BTreeMap<Part, u32>,
}

impl Pass {
    /// Reads one part and takes its time.
    fn part<T>(
        &mut self,
        part: Part,
        read: impl FnOnce(Deadline) -> Result<T, Failure>,
    ) -> Reading<T> {
        let started = Instant::now();
        let reading =
            match self.deadline.check().map_err(Failure::from).and_then(|()| read(self.deadline)) {
                Ok(value) => Reading::Seen(value),
                Err(Failure::Unobservable(cause)) => Reading::Unobservable(cause),
                Err(Failure::Malformed) => Reading::Malformed,
            };
        self.micros.insert(part, u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX));
        reading
    }

    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn run(&mut self) -> Capture {
        let platform =
            if cfg!(target_os = "android") { Platform::Android } else { Platform::Linux };
        let process = self.part(Part::Process, |_| linux::process());
        let loader = self.part(Part::Loader, |_| linux::loader());
        let tasks = self.part(Part::Tasks, linux::tasks);
        let text = self.part(Part::Maps, |_| linux::maps());
        let entry_points =
            self.part(Part::EntryPoints, |deadline| code::entry_points(known(&text)?, deadline));
        let code = self.part(Part::Code, |deadline| code::compare(known(&text)?, deadline));
        let machine = self.part(Part::Machine, |_| linux::machine());
        let maps = match &text {
            Reading::Seen(text) => {
                super::evidence::parse_maps(text).map_or(Reading::Malformed, Reading::Seen)
            }
            Reading::Unobservable(cause) => Reading::Unobservable(*cause),
            Reading::Malformed => Reading::Malformed,
        };
        let micros = std::mem::take(&mut self.micros);
        Capture {
            format: FORMAT,
            platform,
            architecture: std::env::consts::ARCH.to_owned(),
            process,
            tasks,
            loader,
            maps,
            entry_points,
            code,
            machine,
            micros,
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    fn run(&mut self) -> Capture {
        fn none<T>(_: Deadline) -> Result<T, Failure> {
            Err(Cause::Unsupported.into())
        }
        Capture {
            format: FORMAT,
            platform: if cfg!(target_os = "ios") { Platform::Ios } else { Platform::Other },
            architecture: std::env::consts::ARCH.to_owned(),
            process: self.part(Part::Process, none),
            tasks: self.part(Part::Tasks, none),
            loader: self.part(Part::Loader, none),
            maps: self.part(Part::Maps, none),
            entry_points: self.part(Part::EntryPoints, none),
            code: self.part(Part::Code, none),
            machine: self.part(Part::Machine, none),
            micros: std::mem::take(&mut self.micros),
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn known(text: &Reading<String>) -> Result<&str, Failure> {
    match text {
        Reading::Seen(text) => Ok(text),
        Reading::Unobservable(cause) => Err((*cause).into()),
        Reading::Malformed => Err(Failure::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn docs_privacy_lists_every_read_and_no_other() {
        let page = include_str!("../../../../../docs/privacy.md");
        let rows: Vec<&str> =
            page.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
        let reads: Vec<&str> = READS.iter().map(|read| read.path).collect();
        assert_eq!(rows, reads);
    }
}
