//! The order of the checks, from a request to what it proved.
//!
//! The order is the defence: nothing is used up for a message whose signature fails, and no secret
//! is opened for a message that was received before.

use yufu_protocol::{
    api,
    http::Request,
    id::{CorrelationId, KeyId, Thumbprint},
    input::Purpose,
    rejection::Reason,
    submit_token::StoreKey,
    time::UnixSeconds,
    transaction::{Transaction, TransactionDigest},
};
use yufu_sm::sm3;

use crate::{
    accepted::{Accepted, AcceptedContent, AcceptedTransfer, Proof},
    attempts::{AttemptGuard, AttemptKey, Reservation, SecretKind},
    challenge::IssuedChallenge,
    input::{Expected, Opened, named_key},
    policy::{Factor, FactorSet, Refusal, Situation, Supplement},
    report::{self, Binding, Verdict},
    request::{Authenticated, authenticate},
    route::{Content, RouteRule},
    store::{
        Claim, Conflict, Mark, MarkId, ReportClaim, SequenceClaim, SessionRecord, SessionStatus,
        TokenRecord,
    },
    verifier::Verifier,
};

/// A mark outlives what it guards by this many seconds, so that a boundary never matters.
const MARK_MARGIN: u64 = 60;

pub(crate) fn accept(
    verifier: &Verifier,
    request: &Request,
    rule: &RouteRule,
    correlation: CorrelationId,
    claimed_key: &mut Option<KeyId>,
) -> Result<Accepted, Reason> {
    let now = verifier.now();
    let signed = authenticate(request, rule, verifier.store(), now, claimed_key)?;
    let body = Body::read(rule.content, &request.body)?;
    let judged = Judged::of(verifier, signed, rule, &body, now)?;
    let accepted = judged.take(verifier, rule, now)?;
    accepted.open(verifier, body, correlation, now)
}

/// The body in the form that the route's rule names.
enum Body {
    Opaque,
    Login(api::LoginRequest),
    SubmitToken(api::SubmitTokenRequest),
    ChangePin(api::PinRequest),
    Transfer(Box<TransferBody>),
}

struct TransferBody {
    transaction: Transaction,
    digest: TransactionDigest,
    pin: Option<Vec<u8>>,
    report: Option<Vec<u8>>,
}

impl Body {
    fn read(content: Content, body: &[u8]) -> Result<Self, Reason> {
        let malformed = |_| Reason::BodyMalformed;
        Ok(match content {
            Content::Opaque => Self::Opaque,
            Content::Login => Self::Login(api::decode(body).map_err(malformed)?),
            Content::SubmitToken => Self::SubmitToken(api::decode(body).map_err(malformed)?),
            Content::ChangePin => Self::ChangePin(api::decode(body).map_err(malformed)?),
            Content::Transfer => {
                let api::TransferRequest { transaction, pin, report } =
                    api::decode(body).map_err(malformed)?;
                let malformed = |_| Reason::TransactionMalformed;
                let transaction =
                    Transaction::from_der(transaction.as_slice()).map_err(malformed)?;
                let digest = transaction.digest().map_err(malformed)?;
                let (pin, report) = (pin.map(|b| b.into_vec()), report.map(|b| b.into_vec()));
                Self::Transfer(Box::new(TransferBody { transaction, digest, pin, report }))
            }
        })
    }

    fn report(&self) -> Option<&[u8]> {
        match self {
            Self::Login(login) => Some(login.report.as_slice()),
            Self::Transfer(transfer) => transfer.report.as_deref(),
            _ => None,
        }
    }

    fn sealed_inputs(&self) -> Vec<&[u8]> {
        match self {
            Self::Login(login) => vec![login.password.as_slice()],
            Self::ChangePin(change) => vec![change.old.as_slice(), change.new.as_slice()],
            Self::Transfer(transfer) => transfer.pin.as_deref().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    fn digest(&self) -> Option<&TransactionDigest> {
        match self {
            Self::Transfer(transfer) => Some(&transfer.digest),
            _ => None,
        }
    }
}

/// A request on which every check held that uses nothing up.
struct Judged<'r> {
    signed: Authenticated<'r>,
    session: Option<SessionRecord>,
    challenge: Option<IssuedChallenge>,
    token: Option<TokenRecord>,
    report: Option<(Verdict, u64)>,
    proved: FactorSet,
}

impl<'r> Judged<'r> {
    fn of(
        verifier: &Verifier,
        signed: Authenticated<'r>,
        rule: &RouteRule,
        body: &Body,
        now: UnixSeconds,
    ) -> Result<Self, Reason> {
        let session = session(verifier, &signed, rule, now)?;
        let challenge = match rule.challenge {
            true => {
                let given = signed.parsed.challenge().ok_or(Reason::ComponentMissing)?;
                Some(verifier.challenger.check(&given, now)?)
            }
            false => None,
        };
        let token = token(verifier, &signed, rule, body, now)?;
        if let Body::Transfer(transfer) = body {
            let payer = transfer.transaction.payer();
            if !signed.device.accounts.contains(payer) {
                return Err(Reason::AccountNotBound);
            }
        }
        for sealed in body.sealed_inputs() {
            if let Some(input_key) = named_key(sealed)? {
                verifier.opener()?.check_key(&input_key, now)?;
            }
        }
        let mut judged =
            Self { signed, session, challenge, token, report: None, proved: FactorSet::EMPTY };
        judged.report = judged.report(verifier, body, now)?;
        judged.proved = judged.proved(body);
        judged.require_factors(verifier, body, now)?;
        Ok(judged)
    }

    fn report(
        &self,
        verifier: &Verifier,
        body: &Body,
        now: UnixSeconds,
    ) -> Result<Option<(Verdict, u64)>, Reason> {
        let challenge = match body {
            Body::Login(_) => self.challenge.as_ref().map(|issued| &issued.challenge),
            Body::Transfer(_) => self.token.as_ref().map(|token| &token.challenge),
            _ => return Ok(None),
        };
        let challenge = challenge.ok_or(Reason::StepOutOfOrder)?;
        let sealed = body.report().ok_or(Reason::ReportMissing)?;
        let claims = report::open(sealed, &self.signed.device, &verifier.report_keys, now)?;
        let binding = Binding { challenge, transaction: body.digest() };
        let verdict = report::judge(&claims, &binding, &verifier.packs, now)?;
        Ok(Some((verdict, claims.counter)))
    }

    /// What the request proves if the sealed PIN is right.
    fn proved(&self, body: &Body) -> FactorSet {
        let mut proved = FactorSet::EMPTY;
        if self.session.is_some() {
            proved = proved.and(Factor::Session);
        }
        if self.signed.hardware {
            proved = proved.and(Factor::HardwareKey);
        }
        if matches!(body, Body::Transfer(transfer) if transfer.pin.is_some()) {
            proved = proved.and(Factor::Pin);
        }
        if matches!(self.report, Some((Verdict::Clean, _))) {
            proved = proved.with(Supplement::CleanReport);
        }
        proved
    }

    fn require_factors(
        &self,
        verifier: &Verifier,
        body: &Body,
        now: UnixSeconds,
    ) -> Result<(), Reason> {
        if matches!(self.report, Some((Verdict::Refuse, _))) {
            return Err(Reason::EnvironmentRefused);
        }
        let (Body::Transfer(transfer), Some(session)) = (body, &self.session) else {
            return Ok(());
        };
        let payee = transfer.transaction.payee_account();
        let known = verifier.store.knows_payee(&self.signed.device.customer, payee)?;
        let situation = Situation {
            new_payee: !known,
            verdict: self.report.map(|(verdict, _)| verdict),
            ..verifier.situation(transfer.transaction.amount(), session, &self.signed.device, now)
        };
        let required = verifier.policy.required(&situation).map_err(|refusal| match refusal {
            Refusal::Environment => Reason::EnvironmentRefused,
            Refusal::Currency | Refusal::Amount => Reason::LimitExceeded,
        })?;
        if required.met_by(self.proved) { Ok(()) } else { Err(Reason::FactorsMissing) }
    }

    /// Uses up everything that the request uses once.
    fn take(
        self,
        verifier: &Verifier,
        rule: &RouteRule,
        now: UnixSeconds,
    ) -> Result<Taken<'r>, Reason> {
        let parsed = &self.signed.parsed;
        let key = &self.signed.device.key;
        let nonce = mark("request", &[key.as_str().as_bytes(), parsed.nonce().as_bytes()]);
        let mut claim = Claim::new(Mark {
            id: nonce,
            expires_at: parsed.expires().saturating_add(MARK_MARGIN),
        });
        if let (Some(session), Some(sequence)) = (&self.session, parsed.sequence()) {
            let number = sequence.get();
            claim.sequence = Some(SequenceClaim { session: session.id, number });
        }
        claim.token = self.token.as_ref().map(|token| token.id);
        if let Some(issued) = &self.challenge {
            let challenge = challenge_mark(issued);
            claim.challenge = Some(challenge);
            claim.inputs.push(input_mark(issued.input_nonce.as_bytes(), challenge.expires_at));
        }
        if let Some(token) = &self.token {
            let expires_at = token.expires_at.saturating_add(MARK_MARGIN);
            claim.inputs.push(input_mark(token.input_nonce.as_bytes(), expires_at));
        }
        claim.report = self.report.map(|(_, counter)| ReportClaim { key: key.clone(), counter });
        verifier.store.commit(&claim, now)?.map_err(conflict_reason)?;
        let proofs = self.proofs(rule);
        Ok(Taken { judged: self, proofs })
    }

    fn proofs(&self, rule: &RouteRule) -> Vec<Proof> {
        let mut proofs = vec![Proof::DeviceSignature(self.signed.device.key.clone())];
        proofs.extend(self.signed.hardware.then_some(Proof::HardwareSignature));
        proofs.push(Proof::BodyIntact);
        proofs.extend(self.report.map(|(verdict, _)| Proof::Report(verdict)));
        proofs.push(Proof::FirstReceipt);
        proofs.extend(self.session.as_ref().map(|session| Proof::InSession(session.id)));
        proofs.extend(rule.challenge.then_some(Proof::ChallengeAnswered));
        proofs.extend(rule.submit_token.then_some(Proof::SubmitTokenSpent));
        proofs
    }
}

/// A request that used up what it may use once.
struct Taken<'r> {
    judged: Judged<'r>,
    proofs: Vec<Proof>,
}

impl Taken<'_> {
    /// Reserves the attempt and opens what is sealed.
    fn open(
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
            Body::ChangePin(change) => {
                let attempt = self.reserve(verifier, SecretKind::Transaction, now)?;
                let expected = self.of_challenge(Purpose::OldTransaction, "old")?;
                let old = verifier.open_secret(change.old.as_slice(), &expected)?;
                let expected = self.of_challenge(Purpose::SetTransaction, "new")?;
                let new = verifier.open_secret(change.new.as_slice(), &expected)?;
                AcceptedContent::ChangePin { old, new, attempt }
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
        let Judged { signed, session, report, proved, .. } = self.judged;
        let device = signed.device;
        let verdict = report.map(|(verdict, _)| verdict);
        let proofs = self.proofs;
        Ok(Accepted { correlation, proofs, proved, device, session, verdict, content })
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

/// The session that the request names: open, and opened by the key that signed.
fn session(
    verifier: &Verifier,
    signed: &Authenticated<'_>,
    rule: &RouteRule,
    now: UnixSeconds,
) -> Result<Option<SessionRecord>, Reason> {
    if !rule.session {
        return Ok(None);
    }
    let id = signed.parsed.session().ok_or(Reason::SessionMissing)?;
    match verifier.store.session(&id, now)? {
        SessionStatus::Open(record) if record.key == signed.device.key => Ok(Some(*record)),
        SessionStatus::Open(_) | SessionStatus::Unknown => Err(Reason::SessionUnknown),
        SessionStatus::Expired => Err(Reason::SessionExpired),
        SessionStatus::Ended => Err(Reason::SessionEnded),
    }
}

/// The record of the submit token, whether used or not: use is noticed in the atomic step, after
/// the nonce, so that a resend is called one.
fn token(
    verifier: &Verifier,
    signed: &Authenticated<'_>,
    rule: &RouteRule,
    body: &Body,
    now: UnixSeconds,
) -> Result<Option<TokenRecord>, Reason> {
    if !rule.submit_token {
        return Ok(None);
    }
    let token = signed.parsed.submit_token().ok_or(Reason::SubmitTokenMissing)?;
    let record = verifier.store.token(&StoreKey::of(token))?;
    let record = record
        .filter(|record| Some(record.session) == signed.parsed.session())
        .ok_or(Reason::SubmitTokenUnknown)?;
    if now >= record.expires_at {
        return Err(Reason::SubmitTokenExpired);
    }
    if let Body::Transfer(transfer) = body {
        let same =
            transfer.digest == record.digest && transfer.transaction.amount() == record.amount;
        if !same {
            return Err(Reason::SubmitTokenMismatch);
        }
    }
    Ok(Some(record))
}

fn mark(kind: &str, parts: &[&[u8]]) -> MarkId {
    // Each part but the last has a kind of its own with one length, or no NUL in it.
    let mut all: Vec<&[u8]> = vec![b"yufu once ", kind.as_bytes()];
    for part in parts {
        all.extend([&b"\0"[..], part]);
    }
    MarkId(sm3::hash_parts(&all))
}

/// Stands for the use of a challenge.
pub(crate) fn challenge_mark(issued: &IssuedChallenge) -> Mark {
    let expires_at = issued.expires_at.saturating_add(MARK_MARGIN);
    Mark { id: mark("challenge", &[issued.challenge.as_bytes()]), expires_at }
}

fn input_mark(nonce: &[u8], expires_at: UnixSeconds) -> Mark {
    Mark { id: mark("input", &[nonce]), expires_at }
}

fn conflict_reason(conflict: Conflict) -> Reason {
    match conflict {
        Conflict::Nonce => Reason::Replayed,
        Conflict::Expired => Reason::RequestExpired,
        Conflict::Session => Reason::SessionEnded,
        Conflict::SequenceUsed => Reason::SequenceReused,
        Conflict::SequenceOutOfRange => Reason::SequenceJump,
        Conflict::TokenUsed => Reason::SubmitTokenUsed,
        Conflict::TokenUnknown => Reason::SubmitTokenUnknown,
        Conflict::Challenge => Reason::ChallengeUnknown,
        Conflict::Input => Reason::InputNonceUnknown,
        Conflict::ReportCounter => Reason::ReportReplayed,
    }
}
