//! Login, the server's time, the idle and background limits, logout (X 5.2.3a, 5.5.6.3).
//!
//! Nothing here opens a connection. Each step gives a [`Pending`] with the request to send, and
//! takes the response; what comes out is the next step's type, so no step can be left out:
//!
//! [`Session::begin`] → [`Login`] → [`Login::submit`] → [`Session`]
//!
//! A session signs requests while its [`state`](Session::state) is active. Without a
//! [`touch`](Session::touch) it locks; in the background it locks; a locked session can only log
//! out. It is one handle that can be cloned and used from many threads.

mod clock;
mod login;
mod secret_change;
mod server;
mod state;

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use rand_core::TryCryptoRng;
use yufu_protocol::api;
use yufu_protocol::id::{AccountRef, Nonce, OrderNumber, SessionId};
use yufu_protocol::rejection::Reason;
use yufu_protocol::request::{RequestParameters, Sequence};
use yufu_protocol::time::UnixSeconds;

pub use clock::{BootClock, Clock, ServerTime};
pub use login::Login;
pub use secret_change::{SecretChange, SecretChangeResponse, SecretKind};
pub use server::{Offer, Server};
pub use state::{EndReason, Limits, LockReason, SessionState};

use crate::device::Device;
use crate::request::{Answer, Pending, SignedRequest};
use crate::transaction::Receipt;
use crate::{Error, Result};
use state::Machine;

/// A login that the server confirmed. Clones are the same session.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

struct Inner {
    server: Server,
    device: Arc<Device>,
    id: SessionId,
    time: ServerTime,
    accounts: Vec<AccountRef>,
    login_state: api::LoginState,
    next: AtomicU64,
    machine: Mutex<Machine>,
}

impl Session {
    /// Begins a login: asks the server for its challenge and its time.
    ///
    /// # Errors
    /// [`Error::Format`] if the random source fails.
    pub fn begin<R: TryCryptoRng + ?Sized>(
        server: &Server,
        device: &Arc<Device>,
        rng: &mut R,
    ) -> Result<Pending<Login>> {
        let (own, device) = (server.clone(), device.clone());
        Ok(server.challenge(rng)?.and_then(|offer| Ok(Login::new(own, device, offer))))
    }

    /// A session as the server's answer to the login describes it.
    fn opened(
        server: Server,
        device: Arc<Device>,
        limits: Limits,
        answer: api::LoginResponse,
    ) -> Self {
        let clock = server.clock().clone();
        let lifetime = answer.expires_at.since(answer.server_time).unwrap_or(0);
        let machine = Machine::new(
            clock.elapsed(),
            limits,
            Duration::from_secs(answer.idle_seconds.into()),
            Duration::from_secs(lifetime),
        );
        Self(Arc::new(Inner {
            time: ServerTime::anchor(answer.server_time, clock),
            server,
            device,
            id: answer.session_id,
            accounts: answer.account_refs,
            login_state: answer.login_state,
            next: AtomicU64::new(1),
            machine: Mutex::new(machine),
        }))
    }

    /// Signs a request in this session, with the next sequence number.
    ///
    /// A number is used up by the attempt, also when signing fails: no two requests ever carry the
    /// same one. Polling does not count as activity; only [`touch`](Self::touch) does.
    ///
    /// # Errors
    /// [`Error::SessionLocked`], [`Error::ReauthenticationRequired`], [`Error::SessionEnded`],
    /// [`Error::SequenceExhausted`], [`Error::RequestInvalid`], [`Error::ClockFailed`];
    /// [`Error::Format`] if the random source fails.
    pub fn send<R: TryCryptoRng + ?Sized>(
        &self,
        request: &SignedRequest,
        rng: &mut R,
    ) -> Result<Pending<Answer>> {
        self.state().require_active()?;
        self.sign(request, rng)
    }

    /// Asks what became of an order: the way out when the answer to a transfer was lost.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub fn order<R: TryCryptoRng + ?Sized>(
        &self,
        order: &OrderNumber,
        rng: &mut R,
    ) -> Result<Pending<Receipt>> {
        let target = format!("{}{order}", api::ROUTE_ORDERS);
        let (pending, order) = (self.send(&SignedRequest::get(&target), rng)?, order.clone());
        Ok(pending.and_then(move |answer| Receipt::of_order(answer.json()?, &order)))
    }

    /// Logs out. The session signs nothing more from here on, whatever becomes of the request; a
    /// locked session can log out, too.
    ///
    /// # Errors
    /// [`Error::SessionEnded`], and those of [`send`](Self::send) about signing.
    pub fn logout<R: TryCryptoRng + ?Sized>(&self, rng: &mut R) -> Result<Pending<()>> {
        if matches!(self.state(), SessionState::Ended(_)) {
            return Err(Error::SessionEnded);
        }
        let request = SignedRequest::post(api::ROUTE_LOGOUT, &api::LogoutRequest {})?;
        let pending = self.sign(&request, rng);
        self.end(EndReason::Logout);
        Ok(pending?.and_then(|answer| answer.json::<api::LogoutResponse>().map(drop)))
    }

    /// Tells that the user did something; the idle time starts again unless it is over.
    pub fn touch(&self) -> SessionState {
        self.step(|machine, now| machine.touch(now))
    }

    /// Tells that the app left the foreground.
    pub fn enter_background(&self) -> SessionState {
        self.step(|machine, now| machine.enter_background(now))
    }

    /// Tells that the app came back. Unless the result is active, the user must log in again.
    pub fn enter_foreground(&self) -> SessionState {
        self.step(|machine, now| machine.enter_foreground(now))
    }

    /// Locks at once: on a finding, at the user's wish, when the screen is captured.
    pub fn lock(&self) {
        self.step(|machine, now| {
            machine.lock(LockReason::Host);
            machine.at(now)
        });
    }

    /// What the session allows now.
    pub fn state(&self) -> SessionState {
        self.step(|machine, now| machine.at(now))
    }

    /// The session's name; it gives no right without the device key.
    pub fn id(&self) -> &SessionId {
        &self.0.id
    }

    /// The server's time, carried forward.
    pub fn time(&self) -> &ServerTime {
        &self.0.time
    }

    /// The customer's accounts.
    pub fn accounts(&self) -> &[AccountRef] {
        &self.0.accounts
    }

    /// Whether the first PIN has to be changed before anything else (X 5.1.4b).
    pub fn must_change_pin(&self) -> bool {
        self.0.login_state.must_change_pin
    }

    /// Whether the login password is one that the bank gave out, to be replaced next: the app opens
    /// [`SecretChange`] before it offers anything else. The server only tells; it refuses nothing.
    pub fn must_change_password(&self) -> bool {
        self.0.login_state.must_change_password
    }

    /// The login before this one, to be shown to the user.
    pub fn last_login(&self) -> Option<UnixSeconds> {
        self.0.login_state.last_login
    }

    /// The device that logged in.
    pub fn device(&self) -> &Arc<Device> {
        &self.0.device
    }

    /// The server that it logged in to.
    pub fn server(&self) -> &Server {
        &self.0.server
    }

    fn sign<R: TryCryptoRng + ?Sized>(
        &self,
        request: &SignedRequest,
        rng: &mut R,
    ) -> Result<Pending<Answer>> {
        let inner = &self.0;
        let sequence = Sequence::new(self.next_sequence()?)?;
        let message = request.to_http(inner.server.authority())?;
        let now = inner.time.now()?;
        let parameters =
            parameters(&inner.device, request, now, rng)?.in_session(inner.id, sequence);
        let session = self.clone();
        let pending = signed(&inner.server, &inner.device, message, &parameters, &inner.time, rng)?;
        Ok(pending.observed(move |outcome| session.observe(outcome)))
    }

    /// Takes the next number; a number once taken is gone.
    fn next_sequence(&self) -> Result<u64> {
        let next = |number: u64| (number <= Sequence::MAX).then_some(number + 1);
        let taken = self.0.next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
        taken.map_err(|_| Error::SequenceExhausted)
    }

    /// Ends the session when the server says that it has ended.
    fn observe(&self, error: &Error) {
        let ended = matches!(error, Error::Rejected(rejection) if matches!(
            rejection.reason,
            Reason::SessionUnknown | Reason::SessionExpired | Reason::SessionEnded
                | Reason::KeyRevoked
        ));
        if ended {
            self.end(EndReason::Server);
        }
    }

    fn end(&self, reason: EndReason) {
        if let Ok(mut machine) = self.machine() {
            machine.end(reason);
        }
    }

    fn step(&self, step: impl FnOnce(&mut Machine, Duration) -> SessionState) -> SessionState {
        match self.machine() {
            Ok(mut machine) => {
                // Read under the lock, so that two threads can't hand in times out of order.
                let now = self.0.server.clock().elapsed();
                step(&mut machine, now)
            }
            Err(locked) => locked,
        }
    }

    /// A thread that panicked while it held the lock leaves the session locked for good.
    fn machine(&self) -> Result<MutexGuard<'_, Machine>, SessionState> {
        self.0.machine.lock().map_err(|_| SessionState::Locked(LockReason::Fault))
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("id", &self.0.id).finish_non_exhaustive()
    }
}

/// The parameters of `request` outside a session.
fn parameters<R: TryCryptoRng + ?Sized>(
    device: &Device,
    request: &SignedRequest,
    now: UnixSeconds,
    rng: &mut R,
) -> Result<RequestParameters> {
    let key_id = device.key_id().clone();
    let mut parameters = RequestParameters::new(key_id, now, Nonce::random(rng)?);
    parameters.expires = now.checked_add(request.lifetime).ok_or(Error::ClockFailed)?;
    parameters.submit_token = request.submit_token.clone();
    parameters.challenge = request.challenge;
    Ok(parameters)
}

/// Signs with the device key and pairs the request with what its answer must match.
fn signed<R: TryCryptoRng + ?Sized>(
    server: &Server,
    device: &Device,
    mut message: yufu_protocol::http::Request,
    parameters: &RequestParameters,
    time: &ServerTime,
    rng: &mut R,
) -> Result<Pending<Answer>> {
    device.key().sign_request(&mut message, parameters, rng)?;
    let (trust, clock) = (server.trust().clone(), server.clock().clone());
    let pending = Pending::new(message, trust, clock, Some(time.clone()), |answer| answer);
    Ok(pending.wanting_hardware(device.hardware_key().is_some()))
}
