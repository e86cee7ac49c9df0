//! Attestation weighed beside the report of an accepted request.

use yufu_protocol::report::Finding;

use super::chain::p256_point;
use super::{
    Attestation, AttestationError, Expectations, Platform, contradictions, judge, verdict,
};
use crate::accepted::Accepted;
use crate::report::Verdict;
use crate::verifier::Verifier;

/// What [`Verifier::weigh`] found.
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
        let expected = Expectations { challenge, key: None, now: self.now() };
        let attestation = judge(blob, &self.attestation, &expected)?;
        let enrolled = accepted.device().hardware_key.as_ref();
        if attestation.platform == Platform::Android
            && enrolled.is_some_and(|key| p256_point(&attestation.public_key) != Ok(key.as_slice()))
        {
            return Err(AttestationError::OtherKey);
        }
        let contradictions = accepted
            .report()
            .map(|report| contradictions(&attestation, report))
            .unwrap_or_default();
        let verdict = verdict(&attestation.findings)
            .max(verdict(&contradictions))
            .max(accepted.verdict().unwrap_or(Verdict::Clean));
        Ok(Weighed { attestation, contradictions, verdict })
    }
}
