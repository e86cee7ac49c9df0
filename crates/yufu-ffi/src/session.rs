//! Login, session, logout.

use std::sync::Arc;
use std::time::Duration;

use yufu::session::{self, EndReason, Limits, LockReason};
use yufu::transaction::{OrderNumber, Transfer};

use crate::environment::{AppInfo, Report, SealedReport};
use crate::error::{Result, YufuError, guard};
use crate::input::{SealedInput, SecureInput};
use crate::pending::{
    PendingLogout, PendingReceipt, PendingSecretChange, PendingSession, PendingTransfer,
};
use crate::secret_change::SecretKind;
use crate::slot::object;
use crate::{Keypad, Transaction, rng};

/// Limits of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct SessionLimits {
    /// Seconds without a `touch` after which the session locks; the server's own limit if absent or
    /// longer.
    pub idle_seconds: Option<u32>,
    /// Seconds in the background after which the session locks, at most 300; 0 locks at once.
    pub background_seconds: u32,
}

object! {
    /// A login that has the server's challenge and lacks the password.
    Login(session::Login)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Login {
    /// The challenge that the report has to answer, 32 bytes.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn challenge(&self) -> Result<Vec<u8>> {
        self.0.with(|login| Ok(login.challenge().as_bytes().to_vec()))
    }

    /// Opens the field for the login password. The keypad is used up.
    ///
    /// # Errors
    /// Code 5502 if the time for this step has run out; 5101, 5103 or 5105 without a server key.
    pub fn open_input(&self, keypad: &Keypad) -> Result<Arc<SecureInput>> {
        let keypad = keypad.0.take()?;
        self.0.with(|login| Ok(SecureInput::holding(login.open_input(keypad, rng::new()?)?)))
    }

    /// Signs a report on this challenge and seals it to the server.
    ///
    /// # Errors
    /// Code 5502 if the time for this step has run out; 5101, 5103 or 5105 without a server key.
    pub fn seal_report(&self, report: &Report, app: AppInfo) -> Result<Arc<SealedReport>> {
        let report = report.0.get()?;
        self.0.with(|login| {
            let sealed = login.seal_report(&report, &app.into(), &mut rng::new()?)?;
            Ok(SealedReport::holding(sealed))
        })
    }

    /// Signs the login; the session starts when its answer is received. This object, the password
    /// and the report are used up.
    ///
    /// # Errors
    /// Code 5502 if the time for this step has run out.
    pub fn submit(
        &self,
        password: &SealedInput,
        report: &SealedReport,
        limits: SessionLimits,
    ) -> Result<Arc<PendingSession>> {
        let (password, report) = (password.0.take()?, report.0.take()?);
        let login = self.0.take()?;
        guard(|| {
            let grace = Duration::from_secs(limits.background_seconds.into());
            let mut chosen = Limits::default().background_grace(grace);
            if let Some(idle) = limits.idle_seconds {
                chosen = chosen.idle(Duration::from_secs(idle.into()));
            }
            let pending = login.with_limits(chosen).submit(password, report, &mut rng::new()?)?;
            Ok(PendingSession::holding(pending))
        })
    }
}

/// What a session allows now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Enum))]
pub enum SessionState {
    /// Requests can be signed.
    Active,
    /// Locked: no touch for the idle limit. Log in again.
    LockedIdle,
    /// Locked: too long in the background. Log in again.
    LockedBackground,
    /// Locked by the host. Log in again.
    LockedByHost,
    /// Locked: a clock went backwards or the lock itself failed. Log in again.
    LockedByFault,
    /// Over: the user logged out.
    EndedByLogout,
    /// Over: the server ended it.
    EndedByServer,
    /// Over: its lifetime has passed.
    EndedByLifetime,
}

impl TryFrom<session::SessionState> for SessionState {
    type Error = YufuError;

    fn try_from(state: session::SessionState) -> Result<Self> {
        use session::SessionState::{Active, Ended, Locked};
        Ok(match state {
            Active => Self::Active,
            Locked(LockReason::Idle) => Self::LockedIdle,
            Locked(LockReason::Background) => Self::LockedBackground,
            Locked(LockReason::Host) => Self::LockedByHost,
            Locked(LockReason::Fault) => Self::LockedByFault,
            Ended(EndReason::Logout) => Self::EndedByLogout,
            Ended(EndReason::Server) => Self::EndedByServer,
            Ended(EndReason::Lifetime) => Self::EndedByLifetime,
            _ => return Err(YufuError::internal()),
        })
    }
}

object! {
    /// A login that the server confirmed.
    Session(session::Session)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Session {
    /// What the session allows now.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn state(&self) -> Result<SessionState> {
        self.0.with(|session| session.state().try_into())
    }

    /// Tells that the user did something; the idle time starts again unless it is over.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn touch(&self) -> Result<SessionState> {
        self.0.with(|session| session.touch().try_into())
    }

    /// Tells that the app left the foreground.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn enter_background(&self) -> Result<SessionState> {
        self.0.with(|session| session.enter_background().try_into())
    }

    /// Tells that the app came back. Unless the result is active, the user must log in again.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn enter_foreground(&self) -> Result<SessionState> {
        self.0.with(|session| session.enter_foreground().try_into())
    }

    /// Locks at once: on a finding, at the user's wish, when the screen is captured.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn lock(&self) -> Result<()> {
        self.0.with(|session| {
            session.lock();
            Ok(())
        })
    }

    /// Logs out. Nothing more is signed from here on, whatever becomes of the request; a locked
    /// session can log out, too.
    ///
    /// # Errors
    /// Code 5303 if the session has ended before.
    pub fn logout(&self) -> Result<Arc<PendingLogout>> {
        self.0.with(|session| Ok(PendingLogout::holding(session.logout(&mut rng::new()?)?)))
    }

    /// The server's time now, in seconds since 1970.
    ///
    /// # Errors
    /// Code 5002 if the monotonic clock went backwards.
    pub fn server_time(&self) -> Result<u64> {
        self.0.with(|session| Ok(session.time().now()?.get()))
    }

    /// The customer's accounts. Show them masked.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn accounts(&self) -> Result<Vec<String>> {
        self.0.with(|session| {
            Ok(session.accounts().iter().map(|account| account.as_str().to_owned()).collect())
        })
    }

    /// Whether the first PIN has to be changed before anything else.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn must_change_pin(&self) -> Result<bool> {
        self.0.with(|session| Ok(session.must_change_pin()))
    }

    /// Whether the login password has to be replaced, which `begin_secret_change` does. The login
    /// stands.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn must_change_password(&self) -> Result<bool> {
        self.0.with(|session| Ok(session.must_change_password()))
    }

    /// The login before this one, in seconds since 1970, to be shown to the user.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn last_login(&self) -> Result<Option<u64>> {
        self.0.with(|session| Ok(session.last_login().map(|time| time.get())))
    }

    /// Asks the server to permit a transaction once: the one that the user saw and confirmed.
    ///
    /// # Errors
    /// Codes 5301 to 5304 if the session can't sign.
    pub fn begin_transfer(&self, transaction: &Transaction) -> Result<Arc<PendingTransfer>> {
        let transaction = transaction.0.get()?;
        self.0.with(|session| {
            let pending = Transfer::begin(session, transaction, &mut rng::new()?)?;
            Ok(PendingTransfer::holding(pending))
        })
    }

    /// Asks what became of an order: the way out when the answer to a transfer was lost.
    ///
    /// # Errors
    /// Codes 5301 to 5304 if the session can't sign; 2001 to 2899 if this is no order number.
    pub fn order(&self, order: &str) -> Result<Arc<PendingReceipt>> {
        self.0.with(|session| {
            let pending = session.order(&OrderNumber::new(order)?, &mut rng::new()?)?;
            Ok(PendingReceipt::holding(pending))
        })
    }

    /// Begins the change of the PIN or the login password.
    ///
    /// # Errors
    /// Codes 5301 to 5304 if the session can't sign.
    pub fn begin_secret_change(&self, kind: SecretKind) -> Result<Arc<PendingSecretChange>> {
        self.0.with(|session| {
            let rng = &mut rng::new()?;
            let pending = session::SecretChange::begin(session, kind.into(), rng)?;
            Ok(PendingSecretChange::holding(pending))
        })
    }
}
