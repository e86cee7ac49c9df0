//! The two clocks of a session: one that counts while the phone sleeps, and the server's time
//! carried forward by it.
//!
//! The wall clock of a phone belongs to its owner: it may be a day off or be changed at any moment.
//! Nothing in this crate reads it. The server's signed time is taken once, at login, and advanced
//! by a monotonic clock that counts suspend, so that a night in a pocket is a night (X 5.2.3a).

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use yufu_protocol::time::UnixSeconds;

use crate::{Error, Result};

/// A monotonic clock that goes on counting while the device is suspended.
///
/// It promises nothing about its origin. Tests implement it to move time by hand; everybody else
/// uses [`BootClock`].
pub trait Clock: Send + Sync {
    /// Time since an origin that stays the same for the life of the process.
    fn elapsed(&self) -> Duration;
}

/// The operating system's clock: `CLOCK_BOOTTIME` on Linux and Android, and on Apple systems
/// `CLOCK_MONOTONIC`, which counts sleep there.
#[derive(Clone, Copy, Debug, Default)]
pub struct BootClock;

#[cfg(any(target_os = "linux", target_os = "android"))]
const SUSPEND_COUNTING: rustix::time::ClockId = rustix::time::ClockId::Boottime;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const SUSPEND_COUNTING: rustix::time::ClockId = rustix::time::ClockId::Monotonic;

impl Clock for BootClock {
    fn elapsed(&self) -> Duration {
        let now = rustix::time::clock_gettime(SUSPEND_COUNTING);
        let seconds = u64::try_from(now.tv_sec).unwrap_or(0);
        let nanos = u32::try_from(now.tv_nsec).unwrap_or(0);
        Duration::new(seconds, nanos)
    }
}

/// The server's time, carried forward on the device.
#[derive(Clone)]
pub struct ServerTime {
    server: UnixSeconds,
    taken_at: Duration,
    clock: Arc<dyn Clock>,
}

impl fmt::Debug for ServerTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerTime").field("server", &self.server).finish_non_exhaustive()
    }
}

impl ServerTime {
    /// Anchors `server`, the time in a verified response, at this moment of `clock`.
    pub(crate) fn anchor(server: UnixSeconds, clock: Arc<dyn Clock>) -> Self {
        Self { server, taken_at: clock.elapsed(), clock }
    }

    /// The server's time now, in whole seconds; behind it by at most the answer's time on the way.
    ///
    /// # Errors
    /// [`Error::ClockFailed`] if the monotonic clock went backwards.
    pub fn now(&self) -> Result<UnixSeconds> {
        let since = self.clock.elapsed().checked_sub(self.taken_at).ok_or(Error::ClockFailed)?;
        self.server.checked_add(since.as_secs()).ok_or(Error::ClockFailed)
    }
}
