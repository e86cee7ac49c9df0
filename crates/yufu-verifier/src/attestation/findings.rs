//! What an attestation says against a device, in the form of a report's findings.

use yufu_protocol::report::{Confidence, Finding, Layer, Severity, State};

/// The category of every finding here.
const CATEGORY: &str = "attestation";

#[derive(Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    /// A check that held or not, or that the attestation says nothing to.
    pub fn add(
        &mut self,
        code: &str,
        severity: Severity,
        confidence: Confidence,
        detected: Option<bool>,
    ) {
        let state = match detected {
            Some(true) => State::Detected,
            Some(false) => State::Clean,
            None => State::Unobservable,
        };
        self.0.push(Finding {
            code: code.to_owned(),
            category: CATEGORY.to_owned(),
            severity,
            confidence,
            state,
            layer: Layer::Attestation,
            evidence: None,
            text: None,
            micros: 0,
        });
    }

    /// In the order of their codes, as a report has them.
    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.0.sort_by(|one, other| one.code.cmp(&other.code));
        self.0
    }
}
