//! A bank that takes attestations, a phone with a hardware key, and what hardware says of that.

use yufu_protocol::api;
use yufu_protocol::encoding::{Bytes, to_base64url};
use yufu_protocol::id::Challenge;
use yufu_protocol::rejection::Reason;
use yufu_protocol::report::{Fact, ReportClaims};
use yufu_verifier::attestation::AttestationPolicy;
use yufu_verifier::{Accepted, RouteRule};

use super::chain::{Chain, PACKAGE, Statement};
use super::der;
use crate::bank::{Bank, PASSWORD};
use crate::phone::{Phone, Sealing};

pub struct Stage {
    pub bank: Bank,
    pub phone: Phone,
    chain: Chain,
}

impl Stage {
    /// The phone is not enrolled. Unless it is its own key, another one is attested.
    pub fn new(own_key: bool, policy: impl FnOnce(&mut AttestationPolicy)) -> Self {
        let mut chain = Chain::new();
        chain.policy.android.patch_months = 0;
        policy(&mut chain.policy);
        let mut bank = Bank::new();
        bank.verifier = bank.verifier.with_attestation(chain.policy.clone());
        let phone = Phone::with_hardware();
        if own_key {
            chain.device = der::Signer::from_pkcs8(phone.hardware.as_ref().unwrap());
        }
        Self { bank, phone, chain }
    }

    pub fn enrolled(mut self) -> Self {
        self.phone = self.phone.enrol(&self.bank);
        self
    }

    /// What hardware says for this challenge, or for another one.
    pub fn attest(&self, statement: Statement, challenge: &Challenge, other: bool) -> Vec<u8> {
        let challenge = if other { [9; 32] } else { *challenge.as_bytes() };
        self.chain.attest(&statement.answering(&challenge))
    }

    /// Logs in with a report of an Android phone, which `alter` changes.
    pub fn log_in(
        &self,
        offer: &api::ChallengeResponse,
        attestation: Option<Vec<u8>>,
        alter: impl FnOnce(&mut ReportClaims),
    ) -> Result<Accepted, Reason> {
        let Self { bank, phone, .. } = self;
        let report = phone.report(bank, offer.challenge, None, |claims| {
            claims.osname = "android".to_owned();
            claims.osversion = "14".to_owned();
            claims.app.id = PACKAGE.to_owned();
            alter(claims);
        });
        let password = phone.seal(bank, PASSWORD, Sealing::login(offer.input_nonce));
        let body = api::LoginRequest { password, report, attestation: attestation.map(Bytes) };
        let parameters = phone.parameters(bank).with_challenge(offer.challenge);
        let request = phone.post(api::ROUTE_LOGIN, &body, &parameters);
        bank.verifier.accept(&request, &RouteRule::LOGIN).map_err(|rejection| rejection.reason)
    }
}

/// By which a report names an attestation.
pub fn digest(blob: &[u8]) -> String {
    to_base64url(&yufu_sm::sm3::hash(blob))
}

/// A report's word on the attestation that has this digest.
pub fn fact(digest: String) -> Fact {
    Fact { name: "attestation".to_owned(), value: digest }
}
