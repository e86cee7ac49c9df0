//! Judgement of environment reports (JR/T 0092 5.2.3c).
//!
//! Which checks to expect, and how much each weighs, is the server's own record of the rule pack.
//! What the report says about its own completeness or severity counts for nothing.

use std::collections::BTreeMap;

use yufu_protocol::{
    error::Error,
    id::Challenge,
    pack::PackClaims,
    rejection::Reason,
    report::{self, ReportClaims, Severity, State},
    time::UnixSeconds,
    transaction::TransactionDigest,
};
use yufu_sm::sm2::{DecryptingKey, SignerId};

use crate::{keys::KeyRing, store::DeviceRecord};

/// How old a report may be, in seconds.
pub const MAX_AGE: u64 = 300;
/// How far in the future a report may be dated, in seconds.
pub const MAX_SKEW: u64 = 60;

/// What the environment permits, weakest suspicion first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing was detected.
    Clean,
    /// Something weak was detected: warn the customer.
    Warn,
    /// Worth a stronger proof of who acts.
    StepUp,
    /// No money moves.
    Refuse,
}

impl Verdict {
    pub(crate) const fn of(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Clean,
            Severity::Low => Self::Warn,
            Severity::Medium => Self::StepUp,
            Severity::High => Self::Refuse,
        }
    }
}

/// A rule pack as the server knows it: the checks that a report must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackRecord {
    id: String,
    version: String,
    checks: BTreeMap<String, Severity>,
}

impl PackRecord {
    /// A pack with its checks and how grave each is where detected.
    ///
    /// ```
    /// use yufu_protocol::report::Severity;
    /// use yufu_verifier::report::PackRecord;
    ///
    /// let checks = [("debugger.tracer_pid", Severity::High), ("os.hypervisor", Severity::Info)];
    /// let pack = PackRecord::new("yufu-base", "1", checks);
    /// assert_eq!(pack.id(), "yufu-base");
    /// ```
    pub fn new<C: Into<String>>(
        id: &str,
        version: &str,
        checks: impl IntoIterator<Item = (C, Severity)>,
    ) -> Self {
        let checks = checks.into_iter().map(|(code, severity)| (code.into(), severity)).collect();
        Self { id: id.to_owned(), version: version.to_owned(), checks }
    }

    /// The record of a pack that the bank made: its running rules. A rule in the shadow is expected
    /// and counts nothing.
    pub fn of(pack: &PackClaims) -> Self {
        let checks = pack.running().map(|rule| (rule.code.as_str(), rule.effective_severity()));
        Self::new(&pack.id, &pack.sequence.to_string(), checks)
    }

    /// The pack's name.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The pack's version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The verdict on a report made with this pack.
    ///
    /// A check that could not look, or failed, is no suspicion. Findings that the pack does not
    /// name are ignored.
    fn judge(&self, report: &ReportClaims) -> Result<Verdict, Reason> {
        let mut verdict = Verdict::Clean;
        for (code, severity) in &self.checks {
            let finding = report
                .findings
                .iter()
                .find(|finding| finding.code == *code)
                .ok_or(Reason::ReportCheckMissing)?;
            if finding.state == State::Detected {
                verdict = verdict.max(Verdict::of(*severity));
            }
        }
        Ok(verdict)
    }
}

/// Opens a sealed report and checks that `device` signed it.
pub(crate) fn open(
    sealed: &[u8],
    device: &DeviceRecord,
    keys: &KeyRing<DecryptingKey>,
    now: UnixSeconds,
) -> Result<ReportClaims, Reason> {
    let mut refused = Reason::ReportMalformed;
    let token = report::open(sealed, |kid| match keys.find(kid, now) {
        Ok(held) => Some(&held.key),
        Err(reason) => {
            refused = reason;
            None
        }
    })
    .map_err(|_| refused)?;
    let mut refused = Reason::ReportMalformed;
    let signer_id = SignerId::new(&device.signer_id).map_err(|_| Reason::Internal)?;
    let verified = ReportClaims::verify(&token, |kid| {
        let own = *kid == device.key;
        refused = if own { Reason::ReportSignatureInvalid } else { Reason::ReportOfAnotherDevice };
        own.then(|| (device.public_key.clone(), signer_id))
    });
    match verified {
        Ok((_, claims)) => Ok(claims),
        Err(Error::Signature(_) | Error::UnknownKey(_)) => Err(refused),
        Err(_) => Err(Reason::ReportMalformed),
    }
}

/// What a report has to be bound to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Binding<'a> {
    pub(crate) challenge: &'a Challenge,
    pub(crate) transaction: Option<&'a TransactionDigest>,
}

/// Judges claims whose signature was checked: binding, age, pack, checks.
pub(crate) fn judge(
    report: &ReportClaims,
    binding: &Binding<'_>,
    packs: &[PackRecord],
    now: UnixSeconds,
) -> Result<Verdict, Reason> {
    if report.eat_nonce != *binding.challenge {
        return Err(Reason::ReportChallengeMismatch);
    }
    if report.transaction_digest.as_ref() != binding.transaction {
        return Err(Reason::ReportTransactionMismatch);
    }
    let oldest = now.saturating_sub(MAX_AGE);
    if report.iat < oldest || report.iat > now.saturating_add(MAX_SKEW) {
        return Err(Reason::ReportStale);
    }
    packs
        .iter()
        .find(|pack| pack.id == report.pack.id && pack.version == report.pack.version)
        .ok_or(Reason::ReportPackRefused)?
        .judge(report)
}
