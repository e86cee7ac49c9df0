//! The checks that use nothing up.

use yufu_protocol::{
    rejection::Reason, report::ReportClaims, submit_token::StoreKey, time::UnixSeconds,
};

use super::body::Body;
use crate::{
    attestation::{self, Weighed},
    challenge::IssuedChallenge,
    input::named_key,
    policy::{Factor, FactorSet, Refusal, Situation, Supplement},
    report::{self, Binding, Verdict},
    request::Authenticated,
    route::RouteRule,
    store::{SessionRecord, SessionStatus, TokenRecord},
    verifier::Verifier,
};

/// A request on which every check held that uses nothing up.
pub(super) struct Judged<'r> {
    pub(super) signed: Authenticated<'r>,
    pub(super) session: Option<SessionRecord>,
    pub(super) challenge: Option<IssuedChallenge>,
    pub(super) token: Option<TokenRecord>,
    pub(super) report: Option<(Verdict, ReportClaims)>,
    pub(super) attestation: Option<Weighed>,
    pub(super) proved: FactorSet,
}

impl<'r> Judged<'r> {
    pub(super) fn of(
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
        let (report, attestation, proved) = (None, None, FactorSet::EMPTY);
        let mut judged = Self { signed, session, challenge, token, report, attestation, proved };
        judged.report = judged.report(verifier, body, now)?;
        judged.attestation = judged.attestation(verifier, body, now)?;
        if let (Some((verdict, _)), Some(weighed)) = (&mut judged.report, &judged.attestation) {
            *verdict = weighed.verdict;
        }
        judged.proved = judged.proved(body);
        judged.require_factors(verifier, body, now)?;
        Ok(judged)
    }

    fn report(
        &self,
        verifier: &Verifier,
        body: &Body,
        now: UnixSeconds,
    ) -> Result<Option<(Verdict, ReportClaims)>, Reason> {
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
        Ok(Some((verdict, claims)))
    }

    /// What hardware says beside the report, or said when the device was enrolled, if the bank takes
    /// attestations of this platform.
    fn attestation(
        &self,
        verifier: &Verifier,
        body: &Body,
        now: UnixSeconds,
    ) -> Result<Option<Weighed>, Reason> {
        let Some((verdict, report)) = &self.report else {
            return Ok(None);
        };
        let device = &self.signed.device;
        let kept = device.attestation.as_ref();
        let weighed = match body.attestation() {
            Some(blob) if !kept.is_some_and(|kept| kept.is_of(blob)) => {
                attestation::taken(verifier.weigh_beside(device, report, *verdict, blob, now))?
            }
            _ => kept.map(|kept| Weighed::at_enrolment(kept, report, *verdict)),
        };
        let wanted = verifier.attestation.at_login && matches!(body, Body::Login(_));
        if wanted && weighed.is_none() {
            return Err(Reason::AttestationMissing);
        }
        Ok(weighed)
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
            verdict: self.report.as_ref().map(|(verdict, _)| *verdict),
            ..verifier.situation(transfer.transaction.amount(), session, &self.signed.device, now)
        };
        let required = verifier.policy.required(&situation).map_err(|refusal| match refusal {
            Refusal::Environment => Reason::EnvironmentRefused,
            Refusal::Currency | Refusal::Amount => Reason::LimitExceeded,
        })?;
        if required.met_by(self.proved) { Ok(()) } else { Err(Reason::FactorsMissing) }
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
