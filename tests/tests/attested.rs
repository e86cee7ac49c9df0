//! Hardware attestation over HTTP: the client asks the phone for it, and the gateway judges it.
//!
//! The phone's hardware is composed, with a root of this test's own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a suite fails by panicking"
)]

#[allow(dead_code, reason = "the verifier's own tests use more of it")]
#[path = "../../crates/yufu-verifier/tests/it/attestation/chain.rs"]
mod chain;
#[allow(dead_code, reason = "the verifier's own tests use more of it")]
#[path = "../../crates/yufu-verifier/tests/it/attestation/der.rs"]
mod der;

use std::path::Path;
use std::sync::Arc;

use chain::{Chain, PACKAGE, Statement};
use yufu::Error;
use yufu::device::{ActivationCode, Device, HardwareKey, HardwareSignature};
use yufu::environment::{Collect, collect};
use yufu::keypad::Layout;
use yufu::request::Pending;
use yufu::rng::SystemRng;
use yufu::session::{Server, Session};
use yufu::trust::Trust;
use yufu_gateway::{Background, Config, Gateway};
use yufu_protocol::api::{self, SandboxCustomer};
use yufu_protocol::http::{Request, Response};
use yufu_protocol::rejection::Reason;
use yufu_protocol::report::Software;
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::VerifyingKey;
use yufu_tests::{http, phone};
use yufu_verifier::attestation::AttestationPolicy;

/// A gateway that judges attestations, and a phone that has not met it yet.
struct Stand {
    gateway: Background,
    server: Server,
    letter: SandboxCustomer,
    chain: Chain,
}

impl Stand {
    fn open(folder: &Path, policy: impl FnOnce(&mut AttestationPolicy)) -> Self {
        let mut chain = Chain::new();
        chain.policy.android.patch_months = 0;
        chain.policy.at_enrolment = true;
        policy(&mut chain.policy);
        let config = Config {
            listen: ([127, 0, 0, 1], 0).into(),
            packs: yufu_tests::bank::packs(),
            attestation: chain.policy.clone(),
            sandbox: true,
            ..Config::new(folder)
        };
        let gateway = Gateway::start(config).unwrap();
        let authority = gateway.address().to_string();
        let ask = |request: &Request| http::send(&authority, request);
        let root = std::fs::read_to_string(folder.join("root.pub")).unwrap();
        let trust = Trust::new(VerifyingKey::from_spki_pem(&root).unwrap());
        let server = Server::new(&authority, Arc::new(trust));
        let keys = ask(&Request::new("GET", &authority, api::ROUTE_KEYS));
        server.load_keys(&keys, now()).unwrap();
        let letter = phone::letter(&authority, &ask);
        Self { gateway, server, letter, chain }
    }

    fn send<T: 'static>(&self, pending: Pending<T>) -> yufu::Result<T> {
        let answer: Response = http::send(&self.gateway.address().to_string(), pending.request());
        pending.receive(&answer)
    }

    /// Enrols with the attestation that `attested` makes of the server's challenge, if any.
    fn enrol(&self, attested: impl FnOnce(&[u8]) -> Option<Vec<u8>>) -> yufu::Result<Arc<Device>> {
        let rng = &mut SystemRng::new().unwrap();
        let key = HardwareKey::from_spki(&self.chain.device.spki()).unwrap();
        let new = Device::create(rng).unwrap().with_hardware_key(key);
        let offer = self.send(self.server.challenge(rng)?)?;
        let code = ActivationCode::new(&self.letter.activation_code).unwrap();
        let enrolment = new.enrolment(&offer, code)?;
        let enrolment = match attested(offer.challenge().as_bytes()) {
            Some(attestation) => enrolment.with_attestation(attestation),
            None => enrolment,
        };
        let proof = self.proof(enrolment.hardware_message().unwrap());
        let enrolled = self.send(enrolment.sign(&new, &self.server, Some(&proof), rng)?)?;
        Ok(Arc::new(new.enrolled(enrolled)))
    }

    fn log_in(&self, device: &Arc<Device>) -> yufu::Result<Session> {
        let rng = &mut SystemRng::new().unwrap();
        let login = self.send(Session::begin(&self.server, device, rng)?)?;
        let app = Software { id: PACKAGE.to_owned(), version: "1".to_owned() };
        let report = collect(&Collect::new(*login.challenge()));
        let report = login.seal_report(&report, &app, rng)?;
        let pad = phone::keypad(Layout::Qwerty);
        let mut input = login.open_input(pad, SystemRng::new().unwrap())?;
        phone::type_text(&mut input, &self.letter.login_password);
        let mut pending = login.submit(input.seal()?, report, rng)?;
        let base = pending.hardware_base()?.unwrap();
        pending.attach_hardware_signature(&self.proof(&base))?;
        self.send(pending)
    }

    fn proof(&self, message: &[u8]) -> HardwareSignature {
        HardwareSignature::from_der(&self.chain.device.sign(message)).unwrap()
    }

    fn attest(&self, challenge: &[u8]) -> Option<Vec<u8>> {
        Some(self.chain.attest(&Statement::default().answering(challenge)))
    }
}

fn now() -> UnixSeconds {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    UnixSeconds(since.unwrap().as_secs())
}

fn refused<T>(result: yufu::Result<T>) -> Reason {
    match result.err() {
        Some(Error::Rejected(rejection)) => rejection.reason,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn gateway_enrols_a_phone_whose_hardware_attests_its_key_for_this_enrolment_alone() {
    let folder = tempfile::tempdir().unwrap();
    let stand = Stand::open(folder.path(), |_| {});
    assert_eq!(refused(stand.enrol(|_| None)), Reason::AttestationMissing);
    let other = |_: &[u8]| stand.attest(&[9; 32]);
    assert_eq!(refused(stand.enrol(other)), Reason::AttestationRefused);
    let cut = |challenge: &[u8]| stand.attest(challenge).map(|blob| blob[1..].to_vec());
    assert_eq!(refused(stand.enrol(cut)), Reason::AttestationRefused);
    // The letter's code is still good.
    let device = stand.enrol(|challenge| stand.attest(challenge)).unwrap();
    assert!(device.hardware_key().is_some());
}

#[test]
fn desktop_with_the_attestation_of_a_phone_contradicts_itself_at_the_login() {
    let folder = tempfile::tempdir().unwrap();
    let stand = Stand::open(folder.path(), |_| {});
    let device = stand.enrol(|challenge| stand.attest(challenge)).unwrap();
    assert_eq!(refused(stand.log_in(&device)), Reason::EnvironmentRefused);

    // The control: without an attestation that says otherwise the same desktop logs in.
    let folder = tempfile::tempdir().unwrap();
    let stand = Stand::open(folder.path(), |policy| policy.at_enrolment = false);
    let device = stand.enrol(|_| None).unwrap();
    stand.log_in(&device).unwrap();
}
