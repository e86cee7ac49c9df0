//! At most five consecutive wrong secrets, then a lock (JR/T 0092 5.1.3a).
//!
//! An attempt is *reserved before* the secret is opened, so that guesses sent in parallel cannot
//! exceed the limit, and is given back only when the secret proved right.

use yufu_protocol::{id::AccountRef, time::UnixSeconds};

/// Which secret of a customer is guessed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SecretKind {
    /// The password of a login.
    Login,
    /// The PIN of a payment.
    Transaction,
}

/// What attempts are counted for: one secret of one account.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttemptKey {
    /// The account.
    pub account: AccountRef,
    /// Its secret.
    pub kind: SecretKind,
}

/// How many consecutive failures are allowed and how long the lock lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptLimits {
    failures: u32,
    lock_seconds: u64,
}

impl AttemptLimits {
    /// No configuration allows more consecutive failures than this.
    pub const MAX_FAILURES: u32 = 5;
    /// No lock is shorter than this, in seconds.
    pub const MIN_LOCK_SECONDS: u64 = 60;
    /// A lock that follows a lock doubles, up to a day.
    pub const MAX_LOCK_SECONDS: u64 = 86_400;

    /// Limits within the bounds of this type; values outside are moved to the nearest bound.
    pub fn new(failures: u32, lock_seconds: u64) -> Self {
        Self {
            failures: failures.clamp(1, Self::MAX_FAILURES),
            lock_seconds: lock_seconds.clamp(Self::MIN_LOCK_SECONDS, Self::MAX_LOCK_SECONDS),
        }
    }

    /// Consecutive failures after which the lock falls.
    pub const fn failures(&self) -> u32 {
        self.failures
    }

    /// Length of the first lock in seconds.
    pub const fn lock_seconds(&self) -> u64 {
        self.lock_seconds
    }

    fn lock_length(&self, earlier_locks: u32) -> u64 {
        let doubled = self.lock_seconds.saturating_mul(1 << earlier_locks.min(12));
        doubled.min(Self::MAX_LOCK_SECONDS)
    }
}

impl Default for AttemptLimits {
    /// Five failures, then half an hour.
    fn default() -> Self {
        Self::new(Self::MAX_FAILURES, 1_800)
    }
}

/// A reserved attempt, or the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reservation {
    /// The secret may be opened once. `serial` gives the attempt back.
    Reserved {
        /// Names this attempt in [`AttemptState::settle`].
        serial: u64,
        /// Attempts left after this one, should it fail.
        left: u32,
    },
    /// No secret may be opened before `until`.
    Locked {
        /// When the lock ends.
        until: UnixSeconds,
    },
}

/// The counter of one [`AttemptKey`]: a pure state machine that stores apply in one atomic step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AttemptState {
    /// Attempts ever reserved.
    pub serial: u64,
    /// Attempts reserved and not given back.
    pub open: u32,
    /// Locks since the last success.
    pub locks: u32,
    /// End of the present lock.
    pub locked_until: Option<UnixSeconds>,
}

impl AttemptState {
    /// Reserves an attempt. The last one allowed sets the lock at once; success lifts it.
    pub fn reserve(&mut self, limits: &AttemptLimits, now: UnixSeconds) -> Reservation {
        if let Some(until) = self.locked_until {
            if now < until {
                return Reservation::Locked { until };
            }
            self.locked_until = None;
            self.open = 0;
        }
        self.serial = self.serial.saturating_add(1);
        self.open = self.open.saturating_add(1);
        if self.open >= limits.failures {
            self.locked_until = Some(now.saturating_add(limits.lock_length(self.locks)));
            self.locks = self.locks.saturating_add(1);
        }
        Reservation::Reserved {
            serial: self.serial,
            left: limits.failures.saturating_sub(self.open),
        }
    }

    /// Gives back attempt `serial` and those before it: the secret proved right.
    ///
    /// Attempts reserved later stay counted until they succeed themselves.
    pub fn settle(&mut self, serial: u64) {
        let later = u32::try_from(self.serial.saturating_sub(serial)).unwrap_or(u32::MAX);
        self.open = self.open.min(later);
        self.locks = 0;
        self.locked_until = None;
    }
}

/// An attempt that is counted as a failure unless it is given back.
///
/// Dropping it does nothing: the attempt was counted when it was reserved.
#[derive(Debug)]
#[must_use = "a guard that is not settled leaves the attempt counted as a failure"]
pub struct AttemptGuard {
    pub(crate) key: AttemptKey,
    pub(crate) serial: u64,
    pub(crate) left: u32,
}

impl AttemptGuard {
    /// What the attempt is counted for.
    pub fn key(&self) -> &AttemptKey {
        &self.key
    }

    /// Attempts left should this one fail.
    pub const fn left(&self) -> u32 {
        self.left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> UnixSeconds {
        UnixSeconds(seconds)
    }

    fn reserve(state: &mut AttemptState, now: u64) -> Option<u64> {
        match state.reserve(&AttemptLimits::default(), at(now)) {
            Reservation::Reserved { serial, .. } => Some(serial),
            Reservation::Locked { .. } => None,
        }
    }

    #[test]
    fn sixth_attempt_is_locked_and_the_lock_ends() {
        let mut state = AttemptState::default();
        for _ in 0..5 {
            assert!(reserve(&mut state, 100).is_some());
        }
        assert_eq!(reserve(&mut state, 100), None);
        assert_eq!(reserve(&mut state, 1_899), None);
        assert!(reserve(&mut state, 1_900).is_some());
    }

    #[test]
    fn second_lock_is_twice_as_long() {
        let mut state = AttemptState::default();
        for _ in 0..5 {
            reserve(&mut state, 0);
        }
        for _ in 0..5 {
            assert!(reserve(&mut state, 1_800).is_some());
        }
        assert_eq!(reserve(&mut state, 5_399), None);
        assert!(reserve(&mut state, 5_400).is_some());
    }

    #[test]
    fn fifth_attempt_that_succeeds_leaves_no_lock() {
        let mut state = AttemptState::default();
        let serials: Vec<_> = (0..5).filter_map(|_| reserve(&mut state, 0)).collect();
        state.settle(serials[4]);
        assert_eq!((state.open, state.locked_until), (0, None));
    }

    #[test]
    fn success_does_not_give_back_attempts_reserved_after_it() {
        let mut state = AttemptState::default();
        let first = reserve(&mut state, 0).unwrap();
        reserve(&mut state, 0);
        reserve(&mut state, 0);
        state.settle(first);
        assert_eq!(state.open, 2);
    }

    #[test]
    fn no_configuration_allows_more_than_five_failures() {
        assert_eq!(AttemptLimits::new(50, 0).failures(), 5);
        assert_eq!(AttemptLimits::new(0, 0).lock_seconds(), 60);
    }
}
