//! The bank's server and the keys that prove it.

use std::sync::Arc;

use yufu::protocol::time::UnixSeconds;
use yufu::sm::sm2::VerifyingKey;
use yufu::{session, trust};

use crate::error::{Result, guard};
use crate::http::{HttpHeader, HttpRequest, response};
use crate::pending::{PendingLogin, PendingOffer};
use crate::slot::object;
use crate::{Device, rng};

object! {
    /// What the app believes about the bank's servers: the root key that is compiled in, and the
    /// bundle of keys that it signed. One for the whole process.
    Trust(Arc<trust::Trust>)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Trust {
    /// Trusts what `root` signs, and nothing yet.
    ///
    /// `root` is the SubjectPublicKeyInfo of the bank's SM2 root key in DER. `minimum_sequence` is
    /// what `sequence` gave in an earlier run and the host has kept, at first 0: older bundles are
    /// refused.
    ///
    /// # Errors
    /// Code 1001 to 1005 if `root` is no SM2 public key.
    #[uniffi::constructor]
    pub fn new(root: &[u8], minimum_sequence: u64) -> Result<Arc<Self>> {
        guard(|| {
            let root = VerifyingKey::from_spki_der(root)?;
            let trust = trust::Trust::new(root).with_minimum_sequence(minimum_sequence);
            Ok(Self::holding(Arc::new(trust)))
        })
    }

    /// Takes a bundle of server keys. `now` is the device's clock in seconds since 1970.
    ///
    /// # Errors
    /// Codes 5102 to 5104; the bundle in use then stays.
    pub fn load(&self, bundle: &str, now: u64) -> Result<()> {
        self.0.with(|trust| Ok(trust.load(bundle, UnixSeconds(now))?))
    }

    /// The sequence number below which bundles are refused, for the host to keep.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn sequence(&self) -> Result<u64> {
        self.0.with(|trust| Ok(trust.sequence()))
    }

    /// When the bundle in use ends, in seconds since 1970; fetch the next one before.
    ///
    /// # Errors
    /// Code 5101 if none is loaded.
    pub fn expires_at(&self) -> Result<u64> {
        self.0.with(|trust| Ok(trust.expires_at()?.get()))
    }
}

object! {
    /// The bank's server as the app sees it before there is a session.
    Server(session::Server)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Server {
    /// `authority` is the host and, unless it is the default, the port, as in the Host field.
    ///
    /// # Errors
    /// Code 7001 if the trust is closed.
    #[uniffi::constructor]
    pub fn new(authority: &str, trust: &Trust) -> Result<Arc<Self>> {
        let trust = trust.0.get()?;
        guard(|| {
            let server = session::Server::new(authority, trust);
            #[cfg(yufu_fixed_rng)]
            let server = server.with_clock(Arc::new(crate::fixed::Clock));
            Ok(Self::holding(server))
        })
    }

    /// The request for the key bundle.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn keys_request(&self) -> Result<HttpRequest> {
        self.0.with(|server| HttpRequest::of(&server.keys_request()))
    }

    /// Takes the answer to `keys_request`. `now` is the device's clock in seconds since 1970.
    ///
    /// # Errors
    /// Codes 5102 to 5104 and 5406; the bundle in use then stays.
    pub fn load_keys(
        &self,
        status: u16,
        headers: Vec<HttpHeader>,
        body: &[u8],
        now: u64,
    ) -> Result<()> {
        self.0.with(|server| {
            Ok(server.load_keys(&response(status, headers, body), UnixSeconds(now))?)
        })
    }

    /// Asks for the challenge that an enrolment answers.
    ///
    /// # Errors
    /// Code 5001 if the random source fails.
    pub fn challenge(&self) -> Result<Arc<PendingOffer>> {
        self.0.with(|server| Ok(PendingOffer::holding(server.challenge(&mut rng::new()?)?)))
    }

    /// Begins a login: asks for the challenge that it answers.
    ///
    /// # Errors
    /// Code 5001 if the random source fails.
    pub fn begin_login(&self, device: &Device) -> Result<Arc<PendingLogin>> {
        let device = device.0.get()?;
        self.0.with(|server| {
            let pending = session::Session::begin(server, &device, &mut rng::new()?)?;
            Ok(PendingLogin::holding(pending))
        })
    }
}

object! {
    /// What the server offers for one enrolment: its challenge and its time.
    Offer(session::Offer)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Offer {
    /// The challenge that the enrolment answers, 32 bytes: what a hardware key is attested for.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn challenge(&self) -> Result<Vec<u8>> {
        self.0.with(|offer| Ok(offer.challenge().as_bytes().to_vec()))
    }

    /// The server's time now, in seconds since 1970.
    ///
    /// # Errors
    /// Code 5002 if the monotonic clock went backwards.
    pub fn server_time(&self) -> Result<u64> {
        self.0.with(|offer| Ok(offer.time().now()?.get()))
    }
}
