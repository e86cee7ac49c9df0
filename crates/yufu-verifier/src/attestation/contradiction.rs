//! Where attestation and report tell different stories, one of them is made up.

use yufu_protocol::encoding::to_base64url;
use yufu_protocol::report::{Confidence, Finding, ReportClaims, Severity, State};

use super::findings::Findings;
use super::{Attestation, Platform};

/// The fact under which a report names the attestation that its host sent, by its SM3 in base64url.
const FACT: &str = "attestation";

/// Compares an attestation with the report that came beside it. Each contradiction is a finding of
/// its own:
///
/// | code | detected where |
/// |---|---|
/// | `contradiction.app` | the report's app is not among those attested |
/// | `contradiction.blob` | the report names another attestation |
/// | `contradiction.emulator` | a hardware key on what looks like an emulator |
/// | `contradiction.os_version` | another major version of the system |
/// | `contradiction.platform` | another system |
/// | `contradiction.root` | verified boot on a device that looks rooted |
///
/// A device that is rooted while hardware vouches for its boot was opened by an exploit, or the
/// attestation is another device's, relayed or made with a leaked key.
pub fn contradictions(attestation: &Attestation, report: &ReportClaims) -> Vec<Finding> {
    let (high, medium) = (Severity::High, Severity::Medium);
    let (sure, likely) = (Confidence::High, Confidence::Medium);
    let mut findings = Findings::default();

    let attested = &attestation.apps;
    let app = (!attested.is_empty()).then(|| {
        !attested.iter().any(|app| match attestation.platform {
            Platform::Android => *app == report.app.id,
            // Without the team's identifier, which the app itself does not know.
            Platform::Apple => {
                app.split_once('.').is_some_and(|(_, bundle)| bundle == report.app.id)
            }
        })
    });
    findings.add("contradiction.app", high, sure, app);

    let blob = names(report, attestation).map(|own| !own);
    findings.add("contradiction.blob", high, sure, blob);

    let hardware = attestation.is_hardware();
    let emulator = hardware.then(|| detected(report, &["emulator"]));
    findings.add("contradiction.emulator", high, likely, emulator);

    let reported: Option<u32> =
        report.osversion.split('.').next().and_then(|major| major.parse().ok());
    let versions = attestation.os_major.zip(reported);
    let version = versions.map(|(attested, reported)| attested != reported);
    findings.add("contradiction.os_version", medium, likely, version);

    let systems: &[&str] = match attestation.platform {
        Platform::Android => &["android"],
        Platform::Apple => &["ios", "ipados"],
    };
    let named = report.osname.to_ascii_lowercase();
    findings.add("contradiction.platform", high, sure, Some(!systems.contains(&named.as_str())));

    let verified = match attestation.platform {
        Platform::Android => attestation.boot_verified == Some(true),
        // A genuine iPhone boots Apple's system or none.
        Platform::Apple => true,
    };
    let rooted = verified.then(|| detected(report, &["root", "jailbreak"]));
    findings.add("contradiction.root", high, likely, rooted);
    findings.into_sorted()
}

/// Whether the report names this attestation; `None` where it names none.
pub(super) fn names(report: &ReportClaims, attestation: &Attestation) -> Option<bool> {
    let named = report.facts.iter().find(|fact| fact.name == FACT)?;
    Some(named.value == to_base64url(&attestation.digest))
}

/// Whether the report detected something of medium or high severity in one of these categories.
fn detected(report: &ReportClaims, categories: &[&str]) -> bool {
    report.findings.iter().any(|finding| {
        finding.state == State::Detected
            && finding.severity >= Severity::Medium
            && categories.contains(&finding.category.as_str())
    })
}
