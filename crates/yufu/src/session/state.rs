//! When a session may be used: idle, background, end (X 5.2.3a, 5.5.6.2c; H 5.4.1f).
//!
//! Pure rules over the suspend-counting clock. Every doubt locks: a limit reached, a clock that
//! went backwards. Nothing leads back from locked to active but a new login.

use std::time::Duration;

use crate::{Error, Result};

/// What a session allows now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionState {
    /// Requests can be signed.
    Active,
    /// Only a logout can be signed; the user must log in again.
    Locked(LockReason),
    /// Nothing can be signed.
    Ended(EndReason),
}

/// Why a session is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LockReason {
    /// No touch for the idle limit.
    Idle,
    /// In the background for the grace time or longer.
    Background,
    /// The host asked for it.
    Host,
    /// The clock went backwards or the client's own lock failed.
    Fault,
}

/// Why a session has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndReason {
    /// The user logged out.
    Logout,
    /// The server said so: its own limit, a login on another device, an operator.
    Server,
    /// The lifetime that the server set at login has passed.
    Lifetime,
}

impl SessionState {
    /// The state as an error, unless it is active.
    pub(crate) fn require_active(self) -> Result<()> {
        match self {
            Self::Active => Ok(()),
            Self::Locked(LockReason::Background) => Err(Error::ReauthenticationRequired),
            Self::Locked(_) => Err(Error::SessionLocked),
            Self::Ended(_) => Err(Error::SessionEnded),
        }
    }
}

/// Limits of a session. The defaults are the strictest; the server's idle limit caps the client's.
///
/// ```
/// use std::time::Duration;
/// use yufu::session::Limits;
///
/// // Reading a code in another app for a minute shall not cost the login.
/// let limits = Limits::default().background_grace(Duration::from_secs(60));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    idle: Duration,
    background: Duration,
}

impl Limits {
    /// The longest background grace that can be set: five minutes.
    pub const MAX_BACKGROUND: Duration = Duration::from_secs(300);

    /// Locks after this time without [`touch`](super::Session::touch); never longer than the
    /// server's own limit. Default: the server's.
    #[must_use]
    pub fn idle(self, idle: Duration) -> Self {
        Self { idle, ..self }
    }

    /// Lets the app return from the background within this time without a new login, at most
    /// [`MAX_BACKGROUND`](Self::MAX_BACKGROUND). Default: none; going to the background locks.
    #[must_use]
    pub fn background_grace(self, grace: Duration) -> Self {
        Self { background: grace.min(Self::MAX_BACKGROUND), ..self }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { idle: Duration::MAX, background: Duration::ZERO }
    }
}

/// The state of one session over time.
#[derive(Debug)]
pub(super) struct Machine {
    idle: Duration,
    background: Duration,
    ends_at: Duration,
    seen: Duration,
    touched: Duration,
    left: Option<Duration>,
    state: SessionState,
}

impl Machine {
    /// An active session that starts `now` and lives for `lifetime`.
    pub(super) fn new(
        now: Duration,
        limits: Limits,
        server_idle: Duration,
        lifetime: Duration,
    ) -> Self {
        Self {
            idle: limits.idle.min(server_idle),
            background: limits.background,
            ends_at: now.saturating_add(lifetime),
            seen: now,
            touched: now,
            left: None,
            state: SessionState::Active,
        }
    }

    /// The state at `now`. Every other step starts with it, so no step revives a session.
    pub(super) fn at(&mut self, now: Duration) -> SessionState {
        if matches!(self.state, SessionState::Ended(_)) {
            return self.state;
        }
        if now >= self.ends_at {
            self.state = SessionState::Ended(EndReason::Lifetime);
        } else if self.state == SessionState::Active {
            self.state = match (now.checked_sub(self.seen), self.left) {
                (None, _) => SessionState::Locked(LockReason::Fault),
                (_, Some(left)) if now.saturating_sub(left) >= self.background => {
                    SessionState::Locked(LockReason::Background)
                }
                _ if now.saturating_sub(self.touched) >= self.idle => {
                    SessionState::Locked(LockReason::Idle)
                }
                _ => SessionState::Active,
            };
        }
        self.seen = self.seen.max(now);
        self.state
    }

    pub(super) fn touch(&mut self, now: Duration) -> SessionState {
        if self.at(now) == SessionState::Active {
            self.touched = now;
        }
        self.state
    }

    pub(super) fn enter_background(&mut self, now: Duration) -> SessionState {
        if self.at(now) == SessionState::Active && self.left.is_none() {
            self.left = Some(now);
        }
        self.at(now)
    }

    pub(super) fn enter_foreground(&mut self, now: Duration) -> SessionState {
        if self.at(now) == SessionState::Active {
            self.left = None;
        }
        self.state
    }

    pub(super) fn lock(&mut self, reason: LockReason) {
        if self.state == SessionState::Active {
            self.state = SessionState::Locked(reason);
        }
    }

    pub(super) fn end(&mut self, reason: EndReason) {
        if !matches!(self.state, SessionState::Ended(_)) {
            self.state = SessionState::Ended(reason);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Duration = Duration::from_secs(1_000);

    fn at(seconds: u64) -> Duration {
        START + Duration::from_secs(seconds)
    }

    fn machine(limits: Limits) -> Machine {
        Machine::new(START, limits, Duration::from_secs(300), Duration::from_secs(3_600))
    }

    #[test]
    fn idle_session_locks_and_a_late_touch_does_not_revive_it() {
        let mut machine = machine(Limits::default());
        assert_eq!(machine.touch(at(299)), SessionState::Active);
        assert_eq!(machine.at(at(598)), SessionState::Active);
        assert_eq!(machine.touch(at(599)), SessionState::Locked(LockReason::Idle));
        assert_eq!(machine.touch(at(600)), SessionState::Locked(LockReason::Idle));
    }

    #[test]
    fn hours_of_suspend_count_toward_idle() {
        let mut machine = machine(Limits::default().background_grace(Limits::MAX_BACKGROUND));
        assert_eq!(machine.touch(at(3_000)), SessionState::Locked(LockReason::Idle));
    }

    #[test]
    fn host_may_shorten_the_idle_limit_but_not_lengthen_it() {
        let mut short = machine(Limits::default().idle(Duration::from_secs(10)));
        assert_eq!(short.at(at(10)), SessionState::Locked(LockReason::Idle));
        let mut long = machine(Limits::default().idle(Duration::from_secs(3_000)));
        assert_eq!(long.at(at(300)), SessionState::Locked(LockReason::Idle));
    }

    #[test]
    fn background_locks_at_once_by_default() {
        let mut machine = machine(Limits::default());
        let locked = SessionState::Locked(LockReason::Background);
        assert_eq!(machine.enter_background(at(1)), locked);
        assert_eq!(machine.enter_foreground(at(1)), locked);
    }

    #[test]
    fn grace_is_measured_from_the_first_leave() {
        let mut machine = machine(Limits::default().background_grace(Duration::from_secs(60)));
        assert_eq!(machine.enter_background(at(1)), SessionState::Active);
        assert_eq!(machine.enter_foreground(at(60)), SessionState::Active);
        assert_eq!(machine.enter_background(at(70)), SessionState::Active);
        assert_eq!(machine.enter_background(at(129)), SessionState::Active);
        let locked = SessionState::Locked(LockReason::Background);
        assert_eq!(machine.enter_foreground(at(130)), locked);
        assert_eq!(machine.touch(at(131)), locked);
    }

    #[test]
    fn clock_that_goes_backwards_locks() {
        let mut machine = machine(Limits::default());
        machine.touch(at(100));
        assert_eq!(machine.touch(at(99)), SessionState::Locked(LockReason::Fault));
    }

    #[test]
    fn ended_session_stays_ended_with_its_first_reason() {
        let mut machine = machine(Limits::default().idle(Duration::MAX));
        machine.lock(LockReason::Host);
        machine.end(EndReason::Server);
        machine.end(EndReason::Logout);
        machine.lock(LockReason::Idle);
        assert_eq!(machine.at(at(9_999)), SessionState::Ended(EndReason::Server));
    }

    #[test]
    fn lifetime_ends_a_busy_and_a_locked_session() {
        let mut machine = machine(Limits::default());
        machine.lock(LockReason::Host);
        assert_eq!(machine.at(at(3_600)), SessionState::Ended(EndReason::Lifetime));
        assert_eq!(machine.state.require_active(), Err(Error::SessionEnded));
    }
}
