//! Points in time on the wire: whole seconds since 1970-01-01T00:00:00Z, as RFC 9421 and JWT count.
//!
//! This crate never reads a clock; whoever checks a lifetime passes the time in.

use serde::{Deserialize, Serialize};

/// Seconds since the Unix epoch, leap seconds not counted.
///
/// ```
/// use yufu_protocol::time::UnixSeconds;
///
/// let created = UnixSeconds(1_760_000_000);
/// let expires = created.checked_add(120).unwrap();
/// assert_eq!(expires.since(created), Some(120));
/// assert_eq!(created.since(expires), None);
/// assert_eq!(expires.to_string(), "1760000120");
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct UnixSeconds(pub u64);

impl UnixSeconds {
    /// The number of seconds.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// This time plus `seconds`, or `None` on overflow.
    pub const fn checked_add(self, seconds: u64) -> Option<Self> {
        match self.0.checked_add(seconds) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// This time minus `seconds`, or `None` before the epoch.
    pub const fn checked_sub(self, seconds: u64) -> Option<Self> {
        match self.0.checked_sub(seconds) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }

    /// This time plus `seconds`, held at the largest value.
    pub const fn saturating_add(self, seconds: u64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// This time minus `seconds`, held at the epoch.
    pub const fn saturating_sub(self, seconds: u64) -> Self {
        Self(self.0.saturating_sub(seconds))
    }

    /// The time in UTC as RFC 3339 writes it; the number of seconds after the year 9999.
    ///
    /// ```
    /// use yufu_protocol::time::UnixSeconds;
    ///
    /// assert_eq!(UnixSeconds(1_764_028_800).to_utc(), "2025-11-25T00:00:00Z");
    /// ```
    pub fn to_utc(self) -> String {
        der::DateTime::from_unix_duration(std::time::Duration::from_secs(self.0))
            .map_or_else(|_| self.to_string(), |time| time.to_string())
    }

    /// Seconds that have passed since `earlier`, or `None` if `earlier` is later.
    pub const fn since(self, earlier: Self) -> Option<u64> {
        self.0.checked_sub(earlier.0)
    }
}

impl std::fmt::Display for UnixSeconds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
