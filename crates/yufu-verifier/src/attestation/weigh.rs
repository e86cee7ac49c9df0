//! Attestation weighed beside the report of an accepted request.

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
        let expected = Expectations { challenge, key: None, now };
        let attestation = judge(blob, &self.attestation, &expected)?;
        let enrolled = device.hardware_key.as_ref();
        if attestation.platform == Platform::Android
            && enrolled.is_some_and(|key| p256_point(&attestation.public_key) != Ok(key.as_slice()))
        {
            return Err(AttestationError::OtherKey);
        }
        let contradictions =
            report.map(|(claims, _)| contradictions(&attestation, claims)).unwrap_or_default();
        let verdict = verdict(&attestation.findings)
            .max(verdict(&contradictions))
            .max(report.map_or(Verdict::Clean, |(_, verdict)| verdict));
        Ok(Weighed { attestation, contradictions, verdict })
    }
}
