//! An honest phone, built from the formats alone.

use std::sync::atomic::{AtomicU64, Ordering};

use getrandom::SysRng;
use serde::Serialize;
use serde::de::DeserializeOwned;
use yufu_protocol::api::{self, ChallengeResponse, EnrolResponse, LoginResponse, SandboxCustomer};
use yufu_protocol::bundle::KeyPurpose;
use yufu_protocol::encoding::Bytes;
use yufu_protocol::enrolment::{self, ActivationCode, EnrolmentDraft};
use yufu_protocol::http::Request;
use yufu_protocol::id::{
    AccountRef, Challenge, InputNonce, KeyId, Nonce, OrderNumber, SessionId, Thumbprint, Ueid,
};
use yufu_protocol::input::{self, Code, Context, Field, Purpose, SlotIndex};
use yufu_protocol::report::{self, Confidence, Finding, Layer, ReportClaims, Software, State};
use yufu_protocol::request::{self, RequestParameters, Sequence};
use yufu_protocol::transaction::{
    Amount, Currency, Transaction, TransactionDigest, TransactionKind,
};
use yufu_sm::sm2::{SignerId, SigningKey};

use crate::server::{CHECK, Server, now, post};

// No date in any order: a customer of the sandbox has a birthday drawn at random.
pub const PIN: &[u8] = b"592847";

pub struct Phone<'s> {
    pub server: &'s Server,
    pub letter: SandboxCustomer,
    pub key: SigningKey,
    pub key_id: KeyId,
    pub session: Option<SessionId>,
    counter: AtomicU64,
    sequence: AtomicU64,
}

impl<'s> Phone<'s> {
    /// A phone with a letter that is not enrolled yet.
    pub fn new(server: &'s Server) -> Self {
        let key = SigningKey::generate(&mut SysRng).unwrap();
        let key_id = thumbprint(&key).to_key_id();
        let answer = server.ask(post(api::ROUTE_SANDBOX_CUSTOMERS, b"{}"));
        let letter = api::decode(&answer.body).unwrap();
        let (counter, sequence) = (AtomicU64::new(0), AtomicU64::new(0));
        Self { server, letter, key, key_id, session: None, counter, sequence }
    }

    /// A phone that is enrolled, logged in, and whose PIN was changed to [`PIN`].
    pub fn ready(server: &'s Server) -> Self {
        let mut phone = Self::new(server);
        let enrolled: EnrolResponse = read(server, &phone.enrolment());
        assert_eq!(enrolled.key_id, phone.key_id);
        let login: LoginResponse = read(server, &phone.login());
        assert!(login.login_state.must_change_pin);
        phone.session = Some(login.session_id);
        let changed: api::SecretChangeResponse = read(server, &phone.pin_change(PIN));
        assert!(changed.changed, "{:?}", changed.findings);
        phone
    }

    pub fn challenge(&self) -> ChallengeResponse {
        let request = Request::new("POST", "bank.example", api::ROUTE_CHALLENGE);
        api::decode(&self.server.ask(request).body).unwrap()
    }

    pub fn enrolment(&self) -> Request {
        let code = ActivationCode::new(&self.letter.activation_code).unwrap();
        let draft = EnrolmentDraft::new(code, self.challenge().challenge);
        let der = draft.sign(&self.key, &mut SysRng).unwrap();
        let key = self.server.key(KeyPurpose::ReportEncryption);
        let (kid, key) = (&key.kid, key.encrypting_key().unwrap());
        let envelope = enrolment::seal(&der, &key, kid, &mut SysRng).unwrap();
        let body = api::EnrolRequest { envelope: Bytes(envelope), attestation: None };
        crate::server::with_nonce(unsigned(api::ROUTE_ENROL, &body))
    }

    pub fn login(&self) -> Request {
        let offer = self.challenge();
        let password = self.letter.login_password.as_bytes();
        let password = self.seal(Purpose::Login, "password", offer.input_nonce, None, password);
        let report = self.report(offer.challenge, None);
        let parameters = self.parameters().with_challenge(offer.challenge);
        let body = api::LoginRequest { password, report, attestation: None };
        self.sign(unsigned(api::ROUTE_LOGIN, &body), &parameters)
    }

    pub fn pin_change(&self, new: &[u8]) -> Request {
        let offer = self.challenge();
        let seal =
            |purpose, field, secret| self.seal(purpose, field, offer.input_nonce, None, secret);
        let body = api::SecretChangeRequest {
            old: seal(Purpose::OldTransaction, "old", self.letter.initial_pin.as_bytes()),
            new: seal(Purpose::SetTransaction, "new", new),
            repeat: seal(Purpose::SetTransaction, "repeat", new),
        };
        let parameters = self.in_session().with_challenge(offer.challenge);
        self.sign(unsigned(api::ROUTE_PIN, &body), &parameters)
    }

    pub fn submit_token(&self, transaction: &Transaction) -> Request {
        let body = api::SubmitTokenRequest {
            transaction_digest: transaction.digest().unwrap(),
            amount_minor: transaction.amount().minor(),
            currency: transaction.amount().currency(),
        };
        self.sign(unsigned(api::ROUTE_SUBMIT_TOKEN, &body), &self.in_session())
    }

    /// A transfer that is right in everything.
    pub fn transfer(&self, transaction: &Transaction, pin: &[u8]) -> Request {
        let offer: api::SubmitTokenResponse = read(self.server, &self.submit_token(transaction));
        let digest = transaction.digest().unwrap();
        let pin = self.seal(Purpose::Transaction, "pin", offer.input_nonce, Some(digest), pin);
        let body = api::TransferRequest {
            transaction: Bytes(transaction.to_der().unwrap()),
            pin: Some(pin),
            report: Some(self.report(offer.challenge, Some(digest))),
            attestation: None,
        };
        let parameters = self.in_session().with_submit_token(offer.submit_token);
        self.sign(unsigned(api::ROUTE_TRANSFER, &body), &parameters)
    }

    pub fn transaction(&self, minor: u64) -> Transaction {
        let order = Nonce::random(&mut SysRng).unwrap().to_string();
        Transaction::new(
            TransactionKind::Transfer,
            OrderNumber::new(&order).unwrap(),
            self.letter.account.clone(),
            AccountRef::new("6222021234567890128").unwrap(),
            "王小明",
            Amount::new(minor, Currency::CNY).unwrap(),
        )
        .unwrap()
    }

    pub fn parameters(&self) -> RequestParameters {
        RequestParameters::new(self.key_id.clone(), now(), Nonce::random(&mut SysRng).unwrap())
    }

    pub fn in_session(&self) -> RequestParameters {
        let number = self.sequence.fetch_add(1, Ordering::SeqCst) + 1;
        self.parameters().in_session(self.session.unwrap(), Sequence::new(number).unwrap())
    }

    pub fn sign(&self, mut request: Request, parameters: &RequestParameters) -> Request {
        request::sign(&mut request, parameters, &self.key, &SignerId::DEFAULT, &mut SysRng)
            .unwrap();
        request
    }

    fn report(&self, challenge: Challenge, digest: Option<TransactionDigest>) -> Bytes {
        let software = |id: &str| Software { id: id.to_owned(), version: "1".to_owned() };
        let finding = Finding {
            code: CHECK.0.to_owned(),
            category: "debugger".to_owned(),
            severity: CHECK.1,
            confidence: Confidence::High,
            state: State::Clean,
            layer: Layer::Native,
            evidence: None,
            text: None,
            micros: 10,
        };
        let claims = ReportClaims {
            version: report::VERSION,
            eat_nonce: challenge,
            iat: now(),
            ueid: Ueid::of_device(&thumbprint(&self.key)),
            counter: self.counter.fetch_add(1, Ordering::SeqCst) + 1,
            chain: None,
            transaction_digest: digest,
            pack: software("test-pack"),
            sdk: software("yufu"),
            app: software("test"),
            osname: "Linux".to_owned(),
            osversion: String::new(),
            findings: vec![finding],
            facts: Vec::new(),
        };
        let token = claims.sign(&self.key_id, &self.key, &SignerId::DEFAULT, &mut SysRng).unwrap();
        let key = self.server.key(KeyPurpose::ReportEncryption);
        let (kid, key) = (&key.kid, key.encrypting_key().unwrap());
        Bytes(report::seal(&token, &key, kid, &mut SysRng).unwrap())
    }

    fn seal(
        &self,
        purpose: Purpose,
        field: &str,
        input_nonce: InputNonce,
        transaction: Option<TransactionDigest>,
        secret: &[u8],
    ) -> Bytes {
        let key = self.server.key(KeyPurpose::InputEncryption);
        let context = Context {
            purpose,
            field: Field::new(field).unwrap(),
            input_nonce,
            session: self.session.filter(|_| purpose != Purpose::Login),
            account: Some(self.letter.account.clone()),
            device: thumbprint(&self.key),
            input_key: key.kid.clone(),
            transaction,
        };
        let key = key.encrypting_key().unwrap();
        let mut chain = [0; 32];
        let wrapped = input::begin(&context, &key, &mut SysRng, &mut chain).unwrap();
        let mut index = Some(SlotIndex::FIRST);
        let mut slots = Vec::new();
        for byte in secret {
            let here = index.unwrap();
            slots.push(input::keystroke(&mut chain, here, Code::new(*byte).unwrap()));
            index = here.next();
        }
        Bytes(input::seal(&mut chain, &context, wrapped, &slots).unwrap().to_der().unwrap())
    }
}

pub fn unsigned(path: &str, body: &impl Serialize) -> Request {
    post(path, &api::encode(body).unwrap())
}

/// Sends a request whose answer has to be a success.
pub fn read<T: DeserializeOwned>(server: &Server, request: &Request) -> T {
    let answer = server.send(request);
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    api::decode(&answer.body).unwrap()
}

fn thumbprint(key: &SigningKey) -> Thumbprint {
    Thumbprint::of_spki(&key.verifying_key().to_spki_der())
}
