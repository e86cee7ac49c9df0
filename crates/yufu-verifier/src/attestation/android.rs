//! Android Key Attestation: the extension KeyDescription, and what it says against a device
//! (<https://source.android.com/docs/security/features/keystore/attestation>).

mod authorization;
mod description;

use yufu_protocol::report::{Confidence, Severity};
use yufu_protocol::time::UnixSeconds;

use self::description::{BootState, KeyDescription, Level};
use super::chain::{self, Root};
use super::error::{AttestationError, Result};
use super::findings::Findings;
use super::revocation::RevocationList;
use super::{Attestation, Expectations, Platform, SecurityLevel};

/// Purpose SIGN of a key (KeyMint's KeyPurpose).
const SIGN: u64 = 2;
/// Origin GENERATED of a key (KeyMint's KeyOrigin).
const GENERATED: u64 = 0;

/// What a bank takes from Android devices. Nothing by default: it has no root and no app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AndroidPolicy {
    /// Roots that end a chain; Google's, for phones in the shops.
    pub roots: Vec<Root>,
    /// Google's list.
    pub revoked: RevocationList,
    /// The bank's apps.
    pub apps: Vec<AndroidApp>,
    /// The key has to live in a secure element of its own (StrongBox), not in a TEE.
    pub strong_box: bool,
    /// How many months the system's security patch may be old; 0 for any age.
    pub patch_months: u32,
}

/// An app as Android knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AndroidApp {
    /// The package's name.
    pub package: String,
    /// SHA-256 of the signing certificate.
    pub signer: [u8; 32],
}

pub(super) fn judge(
    blob: &[u8],
    policy: &AndroidPolicy,
    expected: &Expectations<'_>,
) -> Result<Attestation> {
    if policy.roots.is_empty() {
        return Err(AttestationError::Platform);
    }
    let parts = chain::split(blob)?;
    let links = chain::check(&parts, &policy.roots, &policy.revoked, expected.now)?;
    let (leaf, issuers) = links.split_first().ok_or(AttestationError::Malformed)?;
    let extension = leaf.extension(description::OID)?.ok_or(AttestationError::NoStatement)?;
    // An attested key can issue certificates of its own; what those state is its holder's word.
    for issuer in issuers {
        if issuer.extension(description::OID)?.is_some() {
            return Err(AttestationError::NoStatement);
        }
    }
    let description = KeyDescription::from_der(extension)?;
    if description.challenge != expected.challenge {
        return Err(AttestationError::Challenge);
    }
    if expected.key.is_some_and(|key| key != leaf.spki()) {
        return Err(AttestationError::OtherKey);
    }
    let findings = findings(&description, policy, expected.now);
    let root_of_trust = description.hardware.root_of_trust.as_ref();
    let app = description.software.application.as_ref();
    Ok(Attestation {
        platform: Platform::Android,
        security_level: match description.level() {
            Level::Software => SecurityLevel::Software,
            Level::TrustedEnvironment => SecurityLevel::TrustedEnvironment,
            Level::StrongBox => SecurityLevel::SecureElement,
        },
        public_key: leaf.spki().to_vec(),
        counter: None,
        boot_verified: root_of_trust.map(|it| it.locked && it.state == BootState::Verified),
        // 140001 is 14.0.1; 0 is a generic system image.
        os_major: description
            .hardware
            .os_version
            .map(|version| version / 10_000)
            .filter(|major| *major > 0),
        apps: app.map(|app| app.packages.clone()).unwrap_or_default(),
        findings: findings.into_sorted(),
        digest: super::digest(blob),
    })
}

fn findings(description: &KeyDescription, policy: &AndroidPolicy, now: UnixSeconds) -> Findings {
    let (high, sure) = (Severity::High, Confidence::High);
    let mut findings = Findings::default();
    let level = description.level();
    let too_low = level == Level::Software || (policy.strong_box && level != Level::StrongBox);
    findings.add("attestation.security_level", high, sure, Some(too_low));

    let hardware = &description.hardware;
    let imported = hardware.origin != Some(GENERATED);
    findings.add("attestation.key_origin", high, sure, Some(imported));
    let other_purpose = hardware.purposes != [SIGN];
    findings.add("attestation.key_purpose", Severity::Medium, sure, Some(other_purpose));

    let root_of_trust = hardware.root_of_trust.as_ref();
    let unlocked = root_of_trust.map(|it| !it.locked);
    findings.add("attestation.unlocked", high, sure, unlocked);
    let unverified = root_of_trust.map(|it| it.state != BootState::Verified);
    findings.add("attestation.boot_state", high, sure, unverified);
    findings.add("attestation.no_boot_state", Severity::Medium, sure, Some(unlocked.is_none()));

    let age = hardware.patch_level.and_then(|level| months_since(level, now));
    let old = age.map(|age| policy.patch_months > 0 && age > policy.patch_months);
    findings.add("attestation.patch_level", Severity::Low, sure, old);

    let app = description.software.application.as_ref();
    let foreign = app.map(|app| {
        !policy
            .apps
            .iter()
            .any(|own| app.packages.contains(&own.package) && app.signers == [own.signer.to_vec()])
    });
    findings.add("attestation.app", high, sure, Some(foreign.unwrap_or(true)));
    findings
}

/// Months from a patch level YYYYMM to now; `None` where it is no month.
fn months_since(level: u32, now: UnixSeconds) -> Option<u32> {
    let (year, month) = (level / 100, level % 100);
    if !(2015..=9999).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    let now =
        x509_cert::der::DateTime::from_unix_duration(std::time::Duration::from_secs(now.get()))
            .ok()?;
    let now = u32::from(now.year()) * 12 + u32::from(now.month());
    Some(now.saturating_sub(year * 12 + month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patch_level_counts_whole_months() {
        // 2025-11-25.
        let now = UnixSeconds(1_764_028_800);
        for (level, months) in [
            (202_511, Some(0)),
            (202_510, Some(1)),
            (202_411, Some(12)),
            (202_601, Some(0)),
            (202_513, None),
            (202_500, None),
            (0, None),
            (u32::MAX, None),
        ] {
            assert_eq!(months_since(level, now), months, "{level}");
        }
    }
}
