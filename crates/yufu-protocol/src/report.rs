//! The environment report on the wire (clauses X 5.2.3c, X 5.3.4a,b): claims, signed by the device
//! key, sealed to the server.
//!
//! Claim names are those of EAT (RFC 9711) and JWT where they exist. A report answers one challenge
//! and, for money, stands for one transaction. It says what was looked for and what was seen; what
//! to make of it is the server's decision. Format: docs/formats/report.md.

mod chain;

use rand_core::TryCryptoRng;
use serde::{Deserialize, Serialize};
use yufu_sm::sm2::{DecryptingKey, EncryptingKey, SignerId, SigningKey, VerifyingKey};

use crate::encoding::{MAX_SAFE_INTEGER, from_json_exact, to_json};
use crate::envelope::{self, ContentKind};
use crate::error::{Error, Format, Result};
use crate::id::{Challenge, EvidenceDigest, KeyId, Ueid};
use crate::jws;
use crate::time::UnixSeconds;
use crate::transaction::TransactionDigest;

pub use chain::{MAX_PREVIOUS, ReportChain, Succession};

const FORMAT: Format = Format::Report;

/// The JWS type of a report.
pub const TYPE: &str = "yufu-report+jwt";
/// The version that is written and read.
pub const VERSION: u32 = 1;
/// Largest payload, in bytes of JSON.
pub const MAX_PAYLOAD_LEN: usize = 64 * 1024;
/// Most findings in a report.
pub const MAX_FINDINGS: usize = 256;
/// Most facts in a report.
pub const MAX_FACTS: usize = 64;
/// Longest name or version, in bytes.
pub const MAX_NAME_LEN: usize = 64;
/// Longest value of a fact, in bytes.
pub const MAX_FACT_LEN: usize = 256;
/// Longest evidence text, in bytes.
pub const MAX_TEXT_LEN: usize = 1024;

/// What a report says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportClaims {
    /// [`VERSION`].
    pub version: u32,
    /// The challenge that the report answers (RFC 9711, section 4.1).
    pub eat_nonce: Challenge,
    /// When it was made (RFC 9711, section 4.3.1).
    pub iat: UnixSeconds,
    /// The device (RFC 9711, section 4.2.1).
    pub ueid: Ueid,
    /// Grows with every report of this device key.
    pub counter: u64,
    /// Its place among the reports of this device; absent where the device stores none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<ReportChain>,
    /// The transaction it stands for; absent outside one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction_digest: Option<TransactionDigest>,
    /// The rule pack that judged.
    pub pack: Software,
    /// The SDK (X 6.4c).
    pub sdk: Software,
    /// The app that hosts it (X 6.4c).
    pub app: Software,
    /// The operating system's name (RFC 9711, section 4.2.6).
    pub osname: String,
    /// The operating system's version; empty if it could not be read.
    pub osversion: String,
    /// One entry a check that the pack names, in the order of their codes.
    pub findings: Vec<Finding>,
    /// What the host's layer saw, in the order of their names.
    pub facts: Vec<Fact>,
}

impl ReportClaims {
    /// Signs the report with the device key.
    ///
    /// # Errors
    /// [`Error::Field`], [`Error::TooLarge`] or [`Error::Version`] if a claim breaks the format's
    /// rules; [`Error::Crypto`] when signing failed.
    pub fn sign<R: TryCryptoRng + ?Sized>(
        &self,
        kid: &KeyId,
        key: &SigningKey,
        id: &SignerId<'_>,
        rng: &mut R,
    ) -> Result<String> {
        self.check()?;
        let payload = to_json(self, FORMAT)?;
        if payload.len() > MAX_PAYLOAD_LEN {
            return Err(Error::TooLarge(FORMAT));
        }
        jws::sign(TYPE, kid, &payload, key, id, rng)
    }

    /// Checks a signed report, and gives the key that signed it and its claims.
    ///
    /// Whose key it is, whether challenge, transaction, time and counter fit, and whether every
    /// check of the pack is there, is for the caller to compare with its own records.
    ///
    /// # Errors
    /// Those of [`jws::verify`]; [`Error::Malformed`], [`Error::Version`], [`Error::TooLarge`] or
    /// [`Error::Field`] of [`Format::Report`].
    pub fn verify<'k, F>(token: &str, lookup: F) -> Result<(KeyId, Self)>
    where
        F: FnOnce(&KeyId) -> Option<(VerifyingKey, SignerId<'k>)>,
    {
        let verified = jws::verify(token, TYPE, lookup)?;
        let claims: Self = from_json_exact(&verified.payload, MAX_PAYLOAD_LEN, FORMAT)?;
        claims.check()?;
        Ok((verified.kid, claims))
    }

    fn check(&self) -> Result<()> {
        let field = |name| Err(Error::Field(FORMAT, name));
        if self.version != VERSION {
            return Err(Error::Version(FORMAT));
        }
        if self.findings.len() > MAX_FINDINGS || self.facts.len() > MAX_FACTS {
            return Err(Error::TooLarge(FORMAT));
        }
        if self.counter > MAX_SAFE_INTEGER {
            return field("counter");
        }
        if self.chain.as_ref().is_some_and(|chain| !chain.is_valid()) {
            return field("chain");
        }
        if !self.ueid.is_random_type() {
            return field("ueid");
        }
        for software in [&self.pack, &self.sdk, &self.app] {
            if !is_name(&software.id) || !is_name(&software.version) {
                return field("version");
            }
        }
        if !is_name(&self.osname) || !(self.osversion.is_empty() || is_name(&self.osversion)) {
            return field("osname");
        }
        if !self.findings.is_sorted_by(|a, b| a.code < b.code) {
            return field("findings");
        }
        for finding in &self.findings {
            let text_fits = finding.text.as_ref().is_none_or(|text| text.len() <= MAX_TEXT_LEN);
            if !is_code(&finding.code) || !is_code(&finding.category) || !text_fits {
                return field("findings");
            }
        }
        if !self.facts.is_sorted_by(|a, b| a.name < b.name) {
            return field("facts");
        }
        if self.facts.iter().any(|f| !is_code(&f.name) || f.value.len() > MAX_FACT_LEN) {
            return field("facts");
        }
        Ok(())
    }
}

/// Seals a signed report to the server's report key.
///
/// # Errors
/// Those of [`envelope::seal`].
pub fn seal<R: TryCryptoRng + ?Sized>(
    token: &str,
    key: &EncryptingKey,
    kid: &KeyId,
    rng: &mut R,
) -> Result<Vec<u8>> {
    envelope::seal(key, kid, ContentKind::Report, token.as_bytes(), rng)
}

/// Opens a sealed report, and gives the signed report inside for [`ReportClaims::verify`].
///
/// # Errors
/// Those of [`envelope::open`]; [`Error::Malformed`] if the content is not ASCII.
pub fn open<'k, F>(der: &[u8], lookup: F) -> Result<String>
where
    F: FnOnce(&KeyId) -> Option<&'k DecryptingKey>,
{
    let content = envelope::open(der, ContentKind::Report, lookup)?;
    match std::str::from_utf8(&content) {
        Ok(token) if token.is_ascii() => Ok(token.to_owned()),
        _ => Err(Error::Malformed(FORMAT)),
    }
}

/// A piece of software: name and version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Software {
    /// Package name, pack id or the like.
    pub id: String,
    /// Version, as its maker writes it.
    pub version: String,
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The check's stable name: lower-case words joined by `.` and `_`, as `debugger.tracer_pid`.
    pub code: String,
    /// What kind of thing it looks for: one word of the same alphabet.
    pub category: String,
    /// How grave it is where detected.
    pub severity: Severity,
    /// How sure the check is where detected.
    pub confidence: Confidence,
    /// What came out.
    pub state: State,
    /// Who looked.
    pub layer: Layer,
    /// SM3 of the evidence; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<EvidenceDigest>,
    /// The evidence itself; only where the server asked for text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How long the check took, in microseconds.
    pub micros: u32,
}

/// A fact that only the host's layer can see, as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The fact's stable name, in the alphabet of a finding's code.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// Outcome of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is there.
    Detected,
    /// It was looked for and is not there.
    Clean,
    /// The platform does not let this process look. Never suspicion.
    Unobservable,
    /// The look failed. Never suspicion.
    Error,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// For the record; never raises the verdict.
    Info,
    /// Weak.
    Low,
    /// Worth a second factor.
    Medium,
    /// Worth a refusal of money.
    High,
}

/// How sure a check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Ordinary devices show it, too.
    Low,
    /// Few ordinary devices show it.
    Medium,
    /// No ordinary device shows it.
    High,
}

/// Where a check ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layer {
    /// In native code, by reading the system.
    Native,
    /// In the host's language, handed in as a fact.
    Host,
    /// In hardware-backed attestation.
    Attestation,
}

/// 1 to [`MAX_NAME_LEN`] printable ASCII characters.
fn is_name(text: &str) -> bool {
    (1..=MAX_NAME_LEN).contains(&text.len()) && text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

/// 1 to [`MAX_NAME_LEN`] of `a-z 0-9 . _ -`.
pub(crate) fn is_code(text: &str) -> bool {
    (1..=MAX_NAME_LEN).contains(&text.len())
        && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-'))
}
