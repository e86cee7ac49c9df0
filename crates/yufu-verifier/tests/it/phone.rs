//! What an honest phone sends, with a place to change each part.

use std::sync::atomic::{AtomicU64, Ordering};

use getrandom::SysRng;
use ring::{
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair,
    },
};
use yufu_protocol::{
    api,
    encoding::Bytes,
    enrolment::{self, ActivationCode, EnrolmentDraft},
    http::Request,
    id::{
        AccountRef, Challenge, InputNonce, KeyId, Nonce, OrderNumber, SessionId, Thumbprint, Ueid,
    },
    input::{self, Code, Context, Field, Purpose, SlotIndex},
    rejection::Reason,
    report::{self, Confidence, Finding, Layer, ReportClaims, Software, State},
    request::{self, RequestParameters, Sequence},
    transaction::{Amount, Currency, Transaction, TransactionDigest, TransactionKind},
};
use yufu_sm::sm2::{SignerId, SigningKey};
use yufu_verifier::{Accepted, RouteRule};

use crate::bank::{Bank, CHECKS, PASSWORD, PIN, account, customer};

pub struct Phone {
    pub key: SigningKey,
    pub key_id: KeyId,
    pub hardware: Option<Vec<u8>>,
    counter: AtomicU64,
    sequence: AtomicU64,
}

/// A permission to submit one transaction.
pub struct Offer {
    pub transaction: Transaction,
    pub digest: TransactionDigest,
    pub response: api::SubmitTokenResponse,
}

/// P-256 SubjectPublicKeyInfo up to the point.
const P256_SPKI: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

pub fn transaction(order: &str, minor: u64) -> Transaction {
    Transaction::new(
        TransactionKind::Transfer,
        OrderNumber::new(order).unwrap(),
        customer(),
        account("6222021234567890128"),
        "王小明",
        Amount::new(minor, Currency::CNY).unwrap(),
    )
    .unwrap()
}

impl Phone {
    pub fn new() -> Self {
        let key = SigningKey::generate(&mut SysRng).unwrap();
        let key_id = Thumbprint::of_spki(&key.verifying_key().to_spki_der()).to_key_id();
        let (counter, sequence) = (AtomicU64::new(0), AtomicU64::new(0));
        Self { key, key_id, hardware: None, counter, sequence }
    }

    pub fn with_hardware() -> Self {
        let rng = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &rng).unwrap();
        Self { hardware: Some(pkcs8.as_ref().to_vec()), ..Self::new() }
    }

    pub fn enrolled(bank: &Bank) -> Self {
        Self::new().enrol(bank)
    }

    pub fn enrol(self, bank: &Bank) -> Self {
        let request = self.enrolment(bank, bank.code());
        let response = bank.verifier.enrol(&request).unwrap();
        assert_eq!(response.key_id, self.key_id);
        assert_eq!(response.hardware_key, self.hardware.is_some());
        self
    }

    pub fn enrolment(&self, bank: &Bank, code: ActivationCode) -> api::EnrolRequest {
        let challenge = bank.verifier.challenge().unwrap().challenge;
        self.enrolment_for(bank, code, challenge, |_| {})
    }

    pub fn enrolment_for(
        &self,
        bank: &Bank,
        code: ActivationCode,
        challenge: Challenge,
        spoil_proof: impl FnOnce(&mut Vec<u8>),
    ) -> api::EnrolRequest {
        let draft = EnrolmentDraft::new(code, challenge);
        let der = match &self.hardware {
            None => draft.sign(&self.key, &mut SysRng).unwrap(),
            Some(pkcs8) => {
                let rng = SystemRandom::new();
                let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
                let hardware = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8, &rng).unwrap();
                let spki = [&P256_SPKI[..], hardware.public_key().as_ref()].concat();
                let draft = draft.with_hardware_key(self.key.verifying_key(), &spki).unwrap();
                let proof = hardware.sign(&rng, draft.hardware_message()).unwrap();
                let mut proof = proof.as_ref().to_vec();
                spoil_proof(&mut proof);
                draft.sign(&proof, &self.key, &mut SysRng).unwrap()
            }
        };
        let (kid, key) = &bank.report_key;
        let envelope = enrolment::seal(&der, key, kid, &mut SysRng).unwrap();
        api::EnrolRequest { envelope: Bytes(envelope), attestation: None }
    }

    pub fn parameters(&self, bank: &Bank) -> RequestParameters {
        let nonce = Nonce::random(&mut SysRng).unwrap();
        RequestParameters::new(self.key_id.clone(), bank.now(), nonce)
    }

    pub fn in_session(&self, bank: &Bank, session: SessionId) -> RequestParameters {
        let number = self.sequence.fetch_add(1, Ordering::SeqCst) + 1;
        self.parameters(bank).in_session(session, Sequence::new(number).unwrap())
    }

    /// Signs with the device key, and with the hardware key if there is one.
    pub fn sign(&self, mut request: Request, parameters: &RequestParameters) -> Request {
        request::sign(&mut request, parameters, &self.key, &SignerId::DEFAULT, &mut SysRng)
            .unwrap();
        if let Some(pkcs8) = &self.hardware {
            add_hardware_signature(&mut request, pkcs8);
        }
        request
    }

    pub fn post(
        &self,
        path: &str,
        body: &impl serde::Serialize,
        parameters: &RequestParameters,
    ) -> Request {
        self.sign(unsigned(path, body), parameters)
    }

    pub fn report(
        &self,
        bank: &Bank,
        challenge: Challenge,
        digest: Option<TransactionDigest>,
        alter: impl FnOnce(&mut ReportClaims),
    ) -> Bytes {
        let software = |id: &str| Software { id: id.to_owned(), version: "1".to_owned() };
        let thumbprint = Thumbprint::of_spki(&self.key.verifying_key().to_spki_der());
        let findings = CHECKS.map(|(code, severity)| Finding {
            code: code.to_owned(),
            category: code.split('.').next().unwrap().to_owned(),
            severity,
            confidence: Confidence::High,
            state: State::Clean,
            layer: Layer::Native,
            evidence: None,
            text: None,
            micros: 10,
        });
        let mut claims = ReportClaims {
            version: report::VERSION,
            eat_nonce: challenge,
            iat: bank.now(),
            ueid: Ueid::of_device(&thumbprint),
            counter: self.counter.fetch_add(1, Ordering::SeqCst) + 1,
            chain: None,
            transaction_digest: digest,
            pack: software("test-pack"),
            sdk: software("yufu"),
            app: software("test"),
            osname: "Linux".to_owned(),
            osversion: String::new(),
            findings: findings.to_vec(),
            facts: Vec::new(),
        };
        alter(&mut claims);
        let token = claims.sign(&self.key_id, &self.key, &SignerId::DEFAULT, &mut SysRng).unwrap();
        let (kid, key) = &bank.report_key;
        Bytes(report::seal(&token, key, kid, &mut SysRng).unwrap())
    }

    pub fn seal(&self, bank: &Bank, secret: &[u8], what: Sealing) -> Bytes {
        let (kid, key) = &bank.input_key;
        let context = Context {
            purpose: what.purpose,
            field: Field::new(what.field).unwrap(),
            input_nonce: what.nonce,
            session: what.session,
            account: Some(what.account),
            device: Thumbprint::of_spki(&self.key.verifying_key().to_spki_der()),
            input_key: kid.clone(),
            transaction: what.transaction,
        };
        let mut chain = [0; 32];
        let wrapped = input::begin(&context, key, &mut SysRng, &mut chain).unwrap();
        let mut index = Some(SlotIndex::FIRST);
        let mut slots = Vec::new();
        for byte in secret {
            let here = index.unwrap();
            slots.push(input::keystroke(&mut chain, here, Code::new(*byte).unwrap()));
            index = here.next();
        }
        Bytes(input::seal(&mut chain, &context, wrapped, &slots).unwrap().to_der().unwrap())
    }

    pub fn login_request(&self, bank: &Bank, password: &[u8]) -> Request {
        self.login_with(bank, password, |_| {})
    }

    pub fn login_with(
        &self,
        bank: &Bank,
        password: &[u8],
        alter: impl FnOnce(&mut ReportClaims),
    ) -> Request {
        let offer = bank.verifier.challenge().unwrap();
        let password = self.seal(bank, password, Sealing::login(offer.input_nonce));
        let report = self.report(bank, offer.challenge, None, alter);
        let parameters = self.parameters(bank).with_challenge(offer.challenge);
        self.post(
            api::ROUTE_LOGIN,
            &api::LoginRequest { password, report, attestation: None },
            &parameters,
        )
    }

    pub fn try_login(&self, bank: &Bank, password: &[u8]) -> Result<api::LoginResponse, Reason> {
        let request = self.login_request(bank, password);
        let accepted = bank.verifier.accept(&request, &RouteRule::LOGIN);
        accepted.and_then(|accepted| bank.verifier.open_session(accepted)).map_err(|r| r.reason)
    }

    pub fn login(&self, bank: &Bank) -> SessionId {
        self.sequence.store(0, Ordering::SeqCst);
        self.try_login(bank, PASSWORD).unwrap().session_id
    }

    pub fn try_offer(
        &self,
        bank: &Bank,
        session: SessionId,
        transaction: Transaction,
    ) -> Result<Offer, Reason> {
        let digest = transaction.digest().unwrap();
        let body = api::SubmitTokenRequest {
            transaction_digest: digest,
            amount_minor: transaction.amount().minor(),
            currency: transaction.amount().currency(),
        };
        let request = self.post(api::ROUTE_SUBMIT_TOKEN, &body, &self.in_session(bank, session));
        let response = bank
            .verifier
            .accept(&request, &RouteRule::SUBMIT_TOKEN)
            .and_then(|accepted| bank.verifier.issue_submit_token(accepted))
            .map_err(|rejection| rejection.reason)?;
        Ok(Offer { transaction, digest, response })
    }

    pub fn offer(&self, bank: &Bank, session: SessionId, transaction: Transaction) -> Offer {
        self.try_offer(bank, session, transaction).unwrap()
    }

    pub fn transfer_body(
        &self,
        bank: &Bank,
        session: SessionId,
        offer: &Offer,
        pin: &[u8],
    ) -> api::TransferRequest {
        let sealing = Sealing::transaction(session, offer);
        let report = self.report(bank, offer.response.challenge, Some(offer.digest), |_| {});
        api::TransferRequest {
            transaction: Bytes(offer.transaction.to_der().unwrap()),
            pin: Some(self.seal(bank, pin, sealing)),
            report: Some(report),
            attestation: None,
        }
    }

    pub fn transfer_parameters(
        &self,
        bank: &Bank,
        session: SessionId,
        offer: &Offer,
    ) -> RequestParameters {
        self.in_session(bank, session).with_submit_token(offer.response.submit_token.clone())
    }

    /// A transfer that is right in everything.
    pub fn transfer(&self, bank: &Bank, session: SessionId, offer: &Offer) -> Request {
        let body = self.transfer_body(bank, session, offer, PIN);
        let parameters = self.transfer_parameters(bank, session, offer);
        self.post(api::ROUTE_TRANSFER, &body, &parameters)
    }
}

pub fn unsigned(path: &str, body: &impl serde::Serialize) -> Request {
    Request::new("POST", "bank.example", path)
        .with_body(api::MEDIA_TYPE, api::encode(body).unwrap())
}

pub fn add_hardware_signature(request: &mut Request, pkcs8: &[u8]) {
    let rng = SystemRandom::new();
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let hardware = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8, &rng).unwrap();
    let signature = hardware.sign(&rng, &request::hw_base(request).unwrap()).unwrap();
    request::add_hw_signature(request, signature.as_ref().try_into().unwrap()).unwrap();
}

/// What an input is sealed for.
pub struct Sealing {
    pub purpose: Purpose,
    pub field: &'static str,
    pub nonce: InputNonce,
    pub session: Option<SessionId>,
    pub account: AccountRef,
    pub transaction: Option<TransactionDigest>,
}

impl Sealing {
    pub fn login(nonce: InputNonce) -> Self {
        Self {
            purpose: Purpose::Login,
            field: "password",
            nonce,
            session: None,
            account: customer(),
            transaction: None,
        }
    }

    pub fn transaction(session: SessionId, offer: &Offer) -> Self {
        Self {
            purpose: Purpose::Transaction,
            field: "pin",
            nonce: offer.response.input_nonce,
            session: Some(session),
            account: offer.transaction.payer().clone(),
            transaction: Some(offer.digest),
        }
    }
}

pub fn reason(result: Result<Accepted, yufu_protocol::rejection::Rejection>) -> Reason {
    result.map(|_| ()).unwrap_err().reason
}
