//! Sessions: opened by a login, one device at a time, ended by the server (JR/T 0092 5.2.3a).

use getrandom::SysRng;
use yufu_protocol::{
    api::{LoginResponse, LoginState, LogoutResponse},
    id::SessionId,
    rejection::{Reason, Rejection},
    time::UnixSeconds,
    transaction::Amount,
};

use crate::{
    accepted::{Accepted, AcceptedContent},
    attempts::{AttemptGuard, SecretKind},
    input::Opened,
    policy::Situation,
    secret::SecretRecord,
    store::{DeviceRecord, SessionRecord},
    verifier::Verifier,
};

impl Verifier {
    /// Completes POST /v1/login: checks the password and opens the session. The customer's earlier
    /// session, on whatever device, ends.
    ///
    /// # Errors
    /// [`Reason::InputRejected`] for a wrong password, also one that could not be opened;
    /// [`Reason::StepOutOfOrder`] for anything but an accepted login.
    pub fn open_session(&self, accepted: Accepted) -> Result<LoginResponse, Rejection> {
        let (correlation, key) = (accepted.correlation, accepted.device.key.clone());
        let result = self.try_open_session(accepted);
        self.conclude("login_password", Some(key), correlation, result)
    }

    fn try_open_session(&self, accepted: Accepted) -> Result<LoginResponse, Reason> {
        let AcceptedContent::Login { password, attempt } = accepted.content else {
            return Err(Reason::StepOutOfOrder);
        };
        let login = self.confirm_secret(&password, attempt)?;
        let (now, device, lifetimes) = (self.now(), accepted.device, self.policy.lifetimes);
        let session = SessionRecord {
            id: SessionId::random(&mut SysRng).map_err(|_| Reason::Internal)?,
            customer: device.customer.clone(),
            key: device.key,
            opened_at: now,
            last_seen: now,
            idle_seconds: lifetimes.session_idle,
            expires_at: now.saturating_add(lifetimes.session),
            previous_login: None,
        };
        let session = self.store.open_session(session, now)?;
        let pin = self.store.secret(&device.customer, SecretKind::Transaction)?;
        Ok(LoginResponse {
            session_id: session.id,
            server_time: now,
            expires_at: session.expires_at,
            idle_seconds: u32::try_from(session.idle_seconds).unwrap_or(u32::MAX),
            account_refs: device.accounts,
            login_state: LoginState {
                must_change_pin: pin.is_some_and(|record| record.must_change),
                must_change_password: login.must_change,
                last_login: session.previous_login,
            },
        })
    }

    /// Completes POST /v1/logout.
    ///
    /// # Errors
    /// [`Reason::StepOutOfOrder`] for a request outside a session.
    pub fn logout(&self, accepted: Accepted) -> Result<LogoutResponse, Rejection> {
        let (correlation, key) = (accepted.correlation, accepted.device.key);
        let now = self.now();
        let end = || {
            let session = accepted.session.ok_or(Reason::StepOutOfOrder)?;
            self.store.end_session(&session.id, now)?;
            Ok(LogoutResponse { ended_at: now })
        };
        self.conclude("logout_done", Some(key), correlation, end())
    }

    /// Compares an opened secret with the customer's record and gives the attempt back if it is
    /// right. Returns the record.
    pub(crate) fn confirm_secret(
        &self,
        opened: &Opened,
        attempt: AttemptGuard,
    ) -> Result<SecretRecord, Reason> {
        let Opened::Secret(secret) = opened else { return Err(Reason::StepOutOfOrder) };
        let record = self.store.secret(&attempt.key.account, attempt.key.kind)?;
        let right = self.hasher.matches(secret, record.as_ref());
        match record.filter(|_| right) {
            Some(record) => {
                self.settle(attempt)?;
                Ok(record)
            }
            None => Err(Reason::InputRejected),
        }
    }

    pub(crate) fn settle(&self, attempt: AttemptGuard) -> Result<(), Reason> {
        Ok(self.store.settle_attempt(&attempt.key, attempt.serial)?)
    }

    /// What is known of a payment before payee and report are looked at.
    pub(crate) fn situation(
        &self,
        amount: Amount,
        session: &SessionRecord,
        device: &DeviceRecord,
        now: UnixSeconds,
    ) -> Situation {
        let dormant_for =
            |earlier: UnixSeconds| session.opened_at.since(earlier).unwrap_or_default();
        Situation {
            amount,
            new_payee: false,
            device_age_seconds: now.since(device.enrolled_at).unwrap_or_default(),
            dormant_for_seconds: session.previous_login.map(dormant_for),
            verdict: None,
        }
    }
}
