//! The server's wall clock, as an argument.

use std::time::{SystemTime, UNIX_EPOCH};

use yufu_protocol::time::UnixSeconds;

/// Tells the time. The verifier trusts it: a server runs a time service.
pub trait Clock: Send + Sync {
    /// The present time.
    fn now(&self) -> UnixSeconds;
}

/// The operating system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    /// A clock set before 1970 tells 1970, when every request is from the future.
    fn now(&self) -> UnixSeconds {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        UnixSeconds(since.as_secs())
    }
}
