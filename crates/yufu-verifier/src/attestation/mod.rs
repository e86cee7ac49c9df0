//! Judgement of hardware attestation: Android Key Attestation and Apple App Attest.
//!
//! [`judge`] takes what the platform gave the app and answers in two ways: an
//! [`AttestationError`] where it can't be believed, or an [`Attestation`] with findings where it is
//! genuine. [`contradictions`] compares it with the environment report that came beside it. Roots
//! and revoked certificates are given as data; the verifier opens no connection. What it proves and
//! what not: docs/attestation.md.
//!
//! | call | for |
//! |---|---|
//! | [`Accepted::attestation`](crate::Accepted::attestation) | what a login or transfer carried beside its report, or the device's enrolment before |
//! | [`Verifier::weigh`](crate::Verifier::weigh) | an attestation that came in another way |
//! | [`judge`], [`contradictions`], [`verdict`] | its parts |
//! | [`check_assertion`] | a later signature by a key that App Attest attested |

mod android;
mod apple;
mod chain;
mod contradiction;
mod error;
mod findings;
mod revocation;
mod weigh;

use yufu_protocol::report::{Finding, State};
use yufu_protocol::time::UnixSeconds;

pub use self::android::{AndroidApp, AndroidPolicy};
pub use self::apple::{ApplePolicy, AttestedKey, check_assertion};
pub use self::chain::Root;
pub use self::contradiction::contradictions;
pub use self::error::AttestationError;
pub use self::revocation::{MAX_LIST_LEN, RevocationList};
pub use self::weigh::Weighed;
pub(crate) use self::weigh::taken;
use crate::report::Verdict;

/// Longest attestation, in bytes.
pub const MAX_LEN: usize = 32 * 1024;

/// What a bank takes. The default takes nothing: roots and apps are the bank's to name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttestationPolicy {
    /// For Android devices.
    pub android: AndroidPolicy,
    /// For Apple devices.
    pub apple: ApplePolicy,
    /// Whether an enrolment without an attestation is refused.
    pub at_enrolment: bool,
    /// Whether a login without an attestation is refused. One that came with the enrolment will do.
    pub at_login: bool,
}

/// What an attestation has to be bound to.
#[derive(Clone, Copy, Debug)]
pub struct Expectations<'a> {
    /// The server's challenge, as the app had to pass it on.
    pub challenge: &'a [u8],
    /// SubjectPublicKeyInfo in DER of the key that it should be about; any key without.
    pub key: Option<&'a [u8]>,
    /// The verifier's time.
    pub now: UnixSeconds,
}

/// Who attested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Platform {
    /// Android Key Attestation.
    Android,
    /// Apple App Attest.
    Apple,
}

/// Where the key is kept, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecurityLevel {
    /// In the system's own memory: no hardware stands behind it.
    Software,
    /// In a trusted execution environment on the main processor.
    TrustedEnvironment,
    /// In a chip of its own: StrongBox, Secure Enclave.
    SecureElement,
}

/// A genuine attestation: its chain, challenge and key were checked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attestation {
    /// Who attested.
    pub platform: Platform,
    /// Where the key is kept.
    pub security_level: SecurityLevel,
    /// The key that it is about, SubjectPublicKeyInfo in DER.
    pub public_key: Vec<u8>,
    /// The counter to keep for assertions (App Attest).
    pub counter: Option<u32>,
    /// Whether the bootloader is locked and verified the maker's system; unknown on Apple devices,
    /// which state nothing.
    pub boot_verified: Option<bool>,
    /// The system's major version, where stated.
    pub os_major: Option<u32>,
    /// The apps that may use the key: package names, or team and bundle identifier.
    pub apps: Vec<String>,
    /// What it says against the device, in the order of the codes.
    pub findings: Vec<Finding>,
    /// SM3 of what was judged.
    pub digest: [u8; 32],
}

impl Attestation {
    /// Whether this is what was judged.
    pub(crate) fn is_of(&self, blob: &[u8]) -> bool {
        self.digest == digest(blob)
    }

    /// Whether hardware holds the key.
    pub fn is_hardware(&self) -> bool {
        self.security_level > SecurityLevel::Software
    }
}

/// Judges an attestation: for Android the certificates in DER, leaf first, one after the other; for
/// Apple the attestation object in CBOR.
///
/// # Errors
/// [`AttestationError`] where it is not to be believed.
pub fn judge(
    blob: &[u8],
    policy: &AttestationPolicy,
    expected: &Expectations<'_>,
) -> Result<Attestation, AttestationError> {
    // A bank that takes none doesn't look at any.
    if policy.android.roots.is_empty() && policy.apple.roots.is_empty() {
        return Err(AttestationError::Platform);
    }
    if blob.len() > MAX_LEN {
        return Err(AttestationError::TooLarge);
    }
    match blob.first() {
        // SEQUENCE of DER; a map of CBOR.
        Some(0x30) => android::judge(blob, &policy.android, expected),
        Some(0xa0..=0xbf) => apple::judge(blob, &policy.apple, expected),
        _ => Err(AttestationError::Malformed),
    }
}

/// What findings of an attestation or of [`contradictions`] permit.
pub fn verdict(findings: &[Finding]) -> Verdict {
    findings
        .iter()
        .filter(|finding| finding.state == State::Detected)
        .map(|finding| Verdict::of(finding.severity))
        .max()
        .unwrap_or(Verdict::Clean)
}

fn digest(blob: &[u8]) -> [u8; 32] {
    yufu_sm::sm3::hash(blob)
}
