//! Attestation weighed beside the report of an accepted request.

use yufu_protocol::rejection::Reason;
use yufu_protocol::report::{Finding, ReportClaims};
use yufu_protocol::time::UnixSeconds;

use super::chain::p256_point;
use super::contradiction::names;
use super::{
    Attestation, AttestationError, Expectations, Platform, contradictions, judge, verdict,
};
use crate::accepted::Accepted;
use crate::report::Verdict;
use crate::store::DeviceRecord;
use crate::verifier::Verifier;

/// Contradictions that a later report may show in good faith.
const CHANGEABLE: [&str; 2] = ["contradiction.blob", "contradiction.os_version"];

/// What an attestation says, and what it is worth beside a report.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Weighed {
    /// What hardware states.
    pub attestation: Attestation,
    /// Where the report tells another story; none on a route without a report.
    pub contradictions: Vec<Finding>,
    /// The worst of report, attestation and contradictions.
    pub verdict: Verdict,
}

impl Weighed {
    fn new(attestation: Attestation, contradictions: Vec<Finding>, reported: Verdict) -> Self {
        let verdict = verdict(&attestation.findings).max(verdict(&contradictions)).max(reported);
        Self { attestation, contradictions, verdict }
    }

    /// What hardware stated at the enrolment, beside a later report. The report need not name it, and
    /// the system may have been updated since.
    pub(crate) fn at_enrolment(
        attestation: &Attestation,
        report: &ReportClaims,
        reported: Verdict,
    ) -> Self {
        let mut contradictions = contradictions(attestation, report);
        contradictions.retain(|it| !CHANGEABLE.contains(&it.code.as_str()));
        Self::new(attestation.clone(), contradictions, reported)
    }

    /// The findings of the attestation, then its contradictions with the report.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.attestation.findings.iter().chain(&self.contradictions)
    }
}

impl Verifier {
    /// Judges the attestation that an app sent beside an accepted request, and compares it with the
    /// request's report.
    ///
    /// `challenge` is what the app passed to the platform: the report's challenge for a fresh
    /// attestation, that of the enrolment for a key attested then. Android's attestation has to be
    /// about the hardware key that the device enrolled, where it enrolled one; App Attest has a key
    /// of its own.
    ///
    /// # Errors
    /// [`AttestationError`] where it is not to be believed; without
    /// [`with_attestation`](Self::with_attestation) none is.
    pub fn weigh(
        &self,
        accepted: &Accepted,
        blob: &[u8],
        challenge: &[u8],
    ) -> Result<Weighed, AttestationError> {
        let report = accepted.report().zip(accepted.verdict());
        self.weigh_with(accepted.device(), report, blob, challenge, self.now())
    }

    /// Judges the attestation that a request carried beside its report, which has to name it: it
    /// answers the report's challenge.
    pub(crate) fn weigh_beside(
        &self,
        device: &DeviceRecord,
        report: &ReportClaims,
        verdict: Verdict,
        blob: &[u8],
        now: UnixSeconds,
    ) -> Result<Weighed, AttestationError> {
        let challenge = report.eat_nonce.as_bytes();
        let weighed = self.weigh_with(device, Some((report, verdict)), blob, challenge, now)?;
        if names(report, &weighed.attestation) == Some(true) {
            Ok(weighed)
        } else {
            Err(AttestationError::Unnamed)
        }
    }

    fn weigh_with(
        &self,
        device: &DeviceRecord,
        report: Option<(&ReportClaims, Verdict)>,
        blob: &[u8],
        challenge: &[u8],
        now: UnixSeconds,
    ) -> Result<Weighed, AttestationError> {
        let attestation = self.judge_for(device.hardware_key.as_ref(), blob, challenge, now)?;
        let contradictions =
            report.map(|(claims, _)| contradictions(&attestation, claims)).unwrap_or_default();
        let reported = report.map_or(Verdict::Clean, |(_, verdict)| verdict);
        Ok(Weighed::new(attestation, contradictions, reported))
    }

    /// Judges an attestation of a device with this hardware key: on Android it is about that key.
    pub(crate) fn judge_for(
        &self,
        hardware_key: Option<&[u8; 65]>,
        blob: &[u8],
        challenge: &[u8],
        now: UnixSeconds,
    ) -> Result<Attestation, AttestationError> {
        let expected = Expectations { challenge, key: None, now };
        let attestation = judge(blob, &self.attestation, &expected)?;
        let other = |key: &[u8; 65]| p256_point(&attestation.public_key) != Ok(key.as_slice());
        if attestation.platform == Platform::Android && hardware_key.is_some_and(other) {
            return Err(AttestationError::OtherKey);
        }
        Ok(attestation)
    }
}

/// The attestation, if the bank takes those of its platform at all.
pub(crate) fn taken<T>(judged: Result<T, AttestationError>) -> Result<Option<T>, Reason> {
    match judged {
        Ok(judged) => Ok(Some(judged)),
        Err(AttestationError::Platform) => Ok(None),
        Err(_) => Err(Reason::AttestationRefused),
    }
}
