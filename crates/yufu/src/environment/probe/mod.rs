//! Reads the system. Nothing else in the SDK's environment checks makes a system call.
//!
//! Files are opened and read by raw system calls, so that a hook in libc neither sees nor answers them;
//! libc is asked beside where the two can disagree. Each part stops at the deadline and says so.

#[cfg(target_os = "android")]
mod android;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod code;
#[cfg(target_os = "ios")]
mod darwin;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod file;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod image;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod linux;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod pagemap;
#[cfg(any(target_os = "linux", target_os = "android", target_os = "ios"))]
mod port;
#[cfg(any(target_os = "linux", target_os = "android"))]
mod raw;
mod reads;
mod timing;

use std::time::{Duration, Instant};

use super::evidence::{Capture, Cause, Part, Platform, Reading};
use super::rule::Asks;

pub use reads::{ANDROID_READS, IOS_READS, READS, Read};

/// The platform of this build.
pub const PLATFORM: Platform = if cfg!(target_os = "linux") {
    Platform::Linux
} else if cfg!(target_os = "android") {
    Platform::Android
} else if cfg!(target_os = "ios") {
    Platform::Ios
} else {
    Platform::Other
};

/// What a pass looks for.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// What the pack's rules name.
    pub asks: &'a Asks,
    /// How long the pass may take.
    pub budget: Duration,
    /// Whether to knock at loopback ports.
    pub loopback_ports: bool,
}

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
    #[cfg_attr(target_os = "ios", allow(dead_code, reason = "each part of it parses what it can"))]
    Malformed,
}

impl From<Cause> for Failure {
    fn from(cause: Cause) -> Self {
        Self::Unobservable(cause)
    }
}

type Probed<T> = Result<T, Failure>;

/// Reads everything that this platform shows, within the budget from now on.
///
/// What there was no time for is `Unobservable(OutOfTime)`. The pass runs in the caller's thread.
#[must_use]
pub fn capture(look: &Look<'_>) -> Capture {
    let mut pass = Pass {
        deadline: Deadline(Instant::now().checked_add(look.budget)),
        capture: Capture::empty(PLATFORM, std::env::consts::ARCH),
    };
    pass.run(look);
    pass.capture
}

struct Pass {
    deadline: Deadline,
    capture: Capture,
}

impl Pass {
    /// Reads one part and takes its time.
    fn part<T>(&mut self, part: Part, read: impl FnOnce(Deadline) -> Probed<T>) -> Reading<T> {
        let started = Instant::now();
        let reading =
            reading(self.deadline.check().map_err(Failure::from), |()| read(self.deadline));
        let micros = u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX);
        self.capture.micros.insert(part, micros);
        reading
    }

    /// Knocks at the ports if the app asked for it.
    #[cfg(any(target_os = "linux", target_os = "android", target_os = "ios"))]
    fn ports(&mut self, look: &Look<'_>) {
        self.capture.ports = match look.loopback_ports {
            true => self.part(Part::Ports, port::knock),
            false => Reading::Unobservable(Cause::NotAsked),
        };
    }

    /// Reads both lists of mounts, and again where they differ: something may have been mounted between the
    /// two looks.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn mounts(&mut self) {
        for _ in 0..3 {
            self.capture.mounts = self.part(Part::Mounts, |_| linux::mounts());
            self.capture.mount_list = self.part(Part::MountList, |_| linux::mount_list());
            let apart = match (&self.capture.mounts, &self.capture.mount_list) {
                (Reading::Seen(mounts), Reading::Seen(listed)) => {
                    !super::evidence::mounts_apart(mounts, listed).is_empty()
                }
                _ => false,
            };
            if !apart {
                return;
            }
        }
    }

    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn run(&mut self, look: &Look<'_>) {
        // What an attack shows first comes first, in case the time runs out.
        self.capture.process = self.part(Part::Process, |_| linux::process());
        self.capture.loader = self.part(Part::Loader, |_| linux::loader());
        self.capture.tasks = self.part(Part::Tasks, linux::tasks);
        let text = self.part(Part::Maps, |_| linux::maps());
        self.capture.maps = map(&text, super::evidence::parse_maps);
        let known = || match &text {
            Reading::Seen(text) => Ok(text.as_str()),
            Reading::Unobservable(cause) => Err(Failure::from(*cause)),
            Reading::Malformed => Err(Failure::Malformed),
        };
        self.capture.entry_points =
            self.part(Part::EntryPoints, |deadline| code::entry_points(known()?, deadline));
        self.mounts();
        self.capture.files = self.part(Part::Files, |d| linux::files(&look.asks.files, d));
        self.capture.descriptors = self.part(Part::Descriptors, linux::descriptors);
        self.capture.images = self.part(Part::Images, |_| Ok(image::names()));
        self.capture.symbols = self.part(Part::Symbols, |_| Ok(linux::symbols(&look.asks.symbols)));
        #[cfg(target_os = "android")]
        {
            let asked = &look.asks.properties;
            self.capture.properties =
                self.part(Part::Properties, |deadline| android::properties(asked, deadline));
            self.capture.signers = self.part(Part::Signers, |_| android::signers(known()?));
        }
        self.capture.interfaces = self.part(Part::Interfaces, linux::interfaces);
        self.capture.addresses = match look.asks.addresses.is_empty() {
            true => Reading::Unobservable(Cause::NotAsked),
            false => self.part(Part::Addresses, |_| linux::addresses(&look.asks.addresses)),
        };
        self.capture.machine = self.part(Part::Machine, |_| linux::machine());
        self.capture.code = self.part(Part::Code, |deadline| code::compare(known()?, deadline));
        self.capture.timing = self.part(Part::Timing, |_| Ok(timing::measure()));
        self.ports(look);
    }

    #[cfg(target_os = "ios")]
    fn run(&mut self, look: &Look<'_>) {
        self.capture.darwin = self.part(Part::Darwin, |_| Ok(darwin::state()));
        self.capture.images = self.part(Part::Images, |_| Ok(darwin::images()));
        self.capture.entry_points = self.part(Part::EntryPoints, darwin::entry_points);
        self.capture.loader = self.part(Part::Loader, |_| Ok(darwin::loader()));
        self.capture.files = self.part(Part::Files, |d| darwin::files(&look.asks.files, d));
        self.capture.timing = self.part(Part::Timing, |_| Ok(timing::measure()));
        self.ports(look);
    }

    #[cfg(not(any(target_os = "linux", target_os = "android", target_os = "ios")))]
    fn run(&mut self, _: &Look<'_>) {
        self.capture.timing = self.part(Part::Timing, |_| Ok(timing::measure()));
    }
}

fn reading<T>(started: Probed<()>, read: impl FnOnce(()) -> Probed<T>) -> Reading<T> {
    match started.and_then(read) {
        Ok(value) => Reading::Seen(value),
        Err(Failure::Unobservable(cause)) => Reading::Unobservable(cause),
        Err(Failure::Malformed) => Reading::Malformed,
    }
}

/// What a parser makes of a text that was read.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn map<T>(text: &Reading<String>, parse: impl FnOnce(&str) -> Option<T>) -> Reading<T> {
    match text {
        Reading::Seen(text) => parse(text).map_or(Reading::Malformed, Reading::Seen),
        Reading::Unobservable(cause) => Reading::Unobservable(*cause),
        Reading::Malformed => Reading::Malformed,
    }
}
