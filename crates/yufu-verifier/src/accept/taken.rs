//! The atomic step, the attempt, and the opening of what is sealed.

use yufu_protocol::{
    id::{CorrelationId, Thumbprint},
    input::Purpose,
    rejection::Reason,
    time::UnixSeconds,
};

use super::{
    body::{Body, TransferBody},
    judged::Judged,
    marks::{challenge_mark, conflict_reason, input_mark, nonce_mark},
};
use crate::{
    accepted::{Accepted, AcceptedContent, AcceptedTransfer, Proof},
    attempts::{AttemptGuard, AttemptKey, Reservation, SecretKind},
    input::{Expected, Opened},
    route::RouteRule,
    store::{Claim, ReportClaim, SequenceClaim},
    verifier::Verifier,
};

impl<'r> Judged<'r> {
    /// Uses up everything that the request uses once.
    pub(super) fn take(
        self,
        verifier: &Verifier,
        rule: &RouteRule,
        now: UnixSeconds,
    ) -> Result<Taken<'r>, Reason> {
        let parsed = &self.signed.parsed;
        let key = &self.signed.device.key;
        let mut claim = Claim::new(nonce_mark(key, &parsed.nonce(), parsed.expires()));
        if let (Some(session), Some(sequence)) = (&self.session, parsed.sequence()) {
            let number = sequence.get();
            claim.sequence = Some(SequenceClaim { session: session.id, number });
        }
        claim.token = self.token.as_ref().map(|token| token.id);
        if let Some(issued) = &self.challenge {
            let challenge = challenge_mark(issued);
            claim.challenge = Some(challenge);
            claim.inputs.push(input_mark(&issued.input_nonce, issued.expires_at));
        }
        if let Some(token) = &self.token {
            claim.inputs.push(input_mark(&token.input_nonce, token.expires_at));
        }
        claim.report = self.report.as_ref().map(|(_, claims)| {
            let (counter, chain) = (claims.counter, claims.chain.clone());
            ReportClaim { key: key.clone(), counter, chain }
        });
        verifier.store.commit(&claim, now)?.map_err(conflict_reason)?;
        let proofs = self.proofs(rule);
        Ok(Taken { judged: self, proofs })
    }

    fn proofs(&self, rule: &RouteRule) -> Vec<Proof> {
        let mut proofs = vec![Proof::DeviceSignature(self.signed.device.key.clone())];
        proofs.extend(self.signed.hardware.then_some(Proof::HardwareSignature));
        proofs.push(Proof::BodyIntact);
        proofs.extend(self.report.as_ref().map(|(verdict, _)| Proof::Report(*verdict)));
        proofs.push(Proof::FirstReceipt);
        proofs.extend(self.session.as_ref().map(|session| Proof::InSession(session.id)));
        proofs.extend(rule.challenge.then_some(Proof::ChallengeAnswered));
        proofs.extend(rule.submit_token.then_some(Proof::SubmitTokenSpent));
        proofs
    }
}

/// A request that used up what it may use once.
pub(super) struct Taken<'r> {
    judged: Judged<'r>,
    proofs: Vec<Proof>,
}

impl Taken<'_> {
    /// Reserves the attempt and opens what is sealed.
    pub(super) fn open(
        mut self,
        verifier: &Verifier,
        body: Body,
        correlation: CorrelationId,
        now: UnixSeconds,
    ) -> Result<Accepted, Reason> {
        let content = match body {
            Body::Opaque => AcceptedContent::Opaque,
            Body::SubmitToken(request) => AcceptedContent::SubmitToken(request),
            Body::Login(login) => {
                let attempt = self.reserve(verifier, SecretKind::Login, now)?;
                let expected = self.of_challenge(Purpose::Login, "password")?;
                let password = verifier.open_secret(login.password.as_slice(), &expected)?;
                AcceptedContent::Login { password, attempt }
            }
            Body::ChangeSecret(kind, change) => {
                let attempt = self.reserve(verifier, kind, now)?;
                let (prove, set) = match kind {
                    SecretKind::Login => (Purpose::OldLogin, Purpose::SetLogin),
                    SecretKind::Transaction => (Purpose::OldTransaction, Purpose::SetTransaction),
                };
                let open = |purpose, field, sealed| {
                    verifier.open_secret(sealed, &self.of_challenge(purpose, field)?)
                };
                AcceptedContent::ChangeSecret {
                    kind,
                    old: open(prove, "old", change.old.as_slice())?,
                    new: open(set, "new", change.new.as_slice())?,
                    repeat: open(set, "repeat", change.repeat.as_slice())?,
                    attempt,
                }
            }
            Body::Transfer(transfer) => {
                let pin = match &transfer.pin {
                    Some(sealed) => Some(self.open_pin(verifier, &transfer, sealed, now)?),
                    None => None,
                };
                let TransferBody { transaction, digest, .. } = *transfer;
                AcceptedContent::Transfer(Box::new(AcceptedTransfer { transaction, digest, pin }))
            }
        };
        let Judged { signed, session, report, attestation, proved, .. } = self.judged;
        let device = signed.device;
        let proofs = self.proofs;
        Ok(Accepted { correlation, proofs, proved, device, session, report, attestation, content })
    }

    fn open_pin(
        &mut self,
        verifier: &Verifier,
        transfer: &TransferBody,
        sealed: &[u8],
        now: UnixSeconds,
    ) -> Result<(Opened, AttemptGuard), Reason> {
        let attempt = self.reserve(verifier, SecretKind::Transaction, now)?;
        let token = self.judged.token.as_ref().ok_or(Reason::StepOutOfOrder)?;
        let expected = Expected {
            purpose: Purpose::Transaction,
            field: "pin",
            input_nonce: token.input_nonce,
            session: Some(token.session),
            account: transfer.transaction.payer(),
            device: self.thumbprint(),
            transaction: Some(transfer.digest),
        };
        Ok((verifier.open_pin(sealed, &expected)?, attempt))
    }

    fn reserve(
        &mut self,
        verifier: &Verifier,
        kind: SecretKind,
        now: UnixSeconds,
    ) -> Result<AttemptGuard, Reason> {
        let key = AttemptKey { account: self.judged.signed.device.customer.clone(), kind };
        match verifier.store.reserve_attempt(&key, &verifier.policy.attempts, now)? {
            Reservation::Reserved { serial, left } => {
                self.proofs.push(Proof::InputOpened);
                Ok(AttemptGuard { key, serial, left })
            }
            Reservation::Locked { .. } => Err(Reason::AttemptsExhausted),
        }
    }

    fn of_challenge(&self, purpose: Purpose, field: &'static str) -> Result<Expected<'_>, Reason> {
        let issued = self.judged.challenge.as_ref().ok_or(Reason::StepOutOfOrder)?;
        Ok(Expected {
            purpose,
            field,
            input_nonce: issued.input_nonce,
            session: self.judged.session.as_ref().map(|session| session.id),
            account: &self.judged.signed.device.customer,
            device: self.thumbprint(),
            transaction: None,
        })
    }

    fn thumbprint(&self) -> Thumbprint {
        Thumbprint::of_spki(&self.judged.signed.device.public_key.to_spki_der())
    }
}
