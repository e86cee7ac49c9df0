//! From a capture to the report that the server gets.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use yufu_protocol::encoding::Bytes;
use yufu_protocol::id::{Challenge, Ueid};
use yufu_protocol::report::{
    Fact, Finding, ReportChain, ReportClaims, Severity, Software, State, VERSION,
};
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::TransactionDigest;

use super::evidence::{Capture, Expected, HostFacts, Platform};
use super::pack::{Pack, is_suspicion};
use super::probe::{self, Look};
use super::rule::Asks;

/// What a report is wanted for.
#[derive(Clone, Debug)]
pub struct Collect {
    challenge: Challenge,
    transaction: Option<TransactionDigest>,
    budget: Duration,
    facts: HostFacts,
    expected: Expected,
    pack: Option<Arc<Pack>>,
    loopback_ports: bool,
    with_text: bool,
}

impl Collect {
    /// The time that a pass may take if nothing else is said.
    pub const BUDGET: Duration = Duration::from_millis(200);

    /// A report that answers the server's challenge.
    #[must_use]
    pub fn new(challenge: Challenge) -> Self {
        Self {
            challenge,
            transaction: None,
            budget: Self::BUDGET,
            facts: HostFacts::default(),
            expected: Expected::default(),
            pack: None,
            loopback_ports: false,
            with_text: false,
        }
    }

    /// Binds the report to one transaction.
    #[must_use]
    pub fn for_transaction(mut self, digest: TransactionDigest) -> Self {
        self.transaction = Some(digest);
        self
    }

    /// Limits the time of the pass; what it has no time for is `unobservable`.
    #[must_use]
    pub fn within(mut self, budget: Duration) -> Self {
        self.budget = budget;
        self
    }

    /// Adds facts that only the host's layer can see, for the rules and the report.
    #[must_use]
    pub fn with_host_facts(mut self, facts: HostFacts) -> Self {
        self.facts = facts;
        self
    }

    /// Says what the app expects of itself: who signs it, where it is installed from.
    #[must_use]
    pub fn expecting(mut self, expected: Expected) -> Self {
        self.expected = expected;
        self
    }

    /// Judges by this pack instead of the one that is compiled in.
    #[must_use]
    pub fn with_pack(mut self, pack: Arc<Pack>) -> Self {
        self.pack = Some(pack);
        self
    }

    /// Also knocks at the loopback ports of hook tools. The only probe that opens a socket, which
    /// never leaves the device; some users' own tools see it.
    #[must_use]
    pub fn with_loopback_ports(mut self) -> Self {
        self.loopback_ports = true;
        self
    }

    /// Adds the evidence in words to its digest, because the server asked for it.
    #[must_use]
    pub fn with_text(mut self) -> Self {
        self.with_text = true;
        self
    }

    /// The pack for captures of a platform.
    fn pack(&self, platform: Platform) -> Option<Arc<Pack>> {
        self.pack.clone().or_else(|| Pack::embedded(platform))
    }

    /// Reads the environment, and adds what only the host knows. The pass runs in the caller's
    /// thread.
    #[must_use]
    pub fn capture(&self) -> Capture {
        let pack = self.pack(probe::PLATFORM);
        let none = Asks::default();
        let look = Look {
            asks: pack.as_ref().map_or(&none, |pack| pack.asks()),
            budget: self.budget,
            loopback_ports: self.loopback_ports,
        };
        let mut capture = probe::capture(&look);
        capture.expected = self.expected.clone();
        capture.facts = self.facts.clone();
        capture
    }
}

/// Reads the environment and judges it, in the caller's thread.
///
/// It takes a few milliseconds on a desktop and at most about the budget; call it off the thread
/// that draws.
#[must_use]
pub fn collect(order: &Collect) -> Report {
    Report::of(order, &order.capture())
}

/// The findings for one challenge. Unsigned as long as it is inside the app.
#[derive(Clone, Debug)]
pub struct Report {
    challenge: Challenge,
    transaction: Option<TransactionDigest>,
    pack: Option<Arc<Pack>>,
    findings: Vec<Finding>,
    facts: Vec<Fact>,
    attestation: Option<Bytes>,
    os: (Platform, String),
}

/// Who reports: the parts of a report that the environment does not know.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The device, as enrolment named it.
    pub ueid: Ueid,
    /// Grows with every report of this device key.
    pub counter: u64,
    /// The report's place among those of the device, where a store keeps it.
    pub chain: Option<ReportChain>,
    /// The app that hosts the SDK (X 6.4c).
    pub app: Software,
    /// The server's time.
    pub issued_at: UnixSeconds,
}

/// What the client may do by itself while the server can't be asked. The server decides otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Go on.
    Allow,
    /// Warn the customer and go on.
    Warn,
    /// Go on with a stronger proof of who acts.
    StepUp,
    /// Do nothing that moves money.
    Refuse,
}

impl Report {
    /// Judges a capture that was made here or elsewhere. Without a pack for its platform there are
    /// no findings.
    #[must_use]
    pub fn of(order: &Collect, capture: &Capture) -> Self {
        let pack = order.pack(capture.platform);
        let judge = |pack: &Arc<Pack>| pack.judge(capture, order.with_text);
        let release = capture.machine.seen().map(|m| m.release.clone()).unwrap_or_default();
        Self {
            challenge: order.challenge,
            transaction: order.transaction,
            findings: pack.as_ref().map(judge).unwrap_or_default(),
            pack,
            facts: capture.facts.to_report(),
            attestation: capture.facts.attestation().cloned(),
            os: (capture.platform, release),
        }
    }

    /// One finding for each running rule of the pack, in the order of their codes.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings that are there, information included.
    pub fn detected(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.state == State::Detected)
    }

    /// The findings that count against the device: those that are there, but for information.
    pub fn suspicions(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| is_suspicion(finding))
    }

    /// The gravest severity that was detected; `Info` if nothing was.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.detected().map(|finding| finding.severity).max().unwrap_or(Severity::Info)
    }

    /// The score of each category, 0 to 100: see [`Pack::scores`].
    #[must_use]
    pub fn scores(&self) -> BTreeMap<String, u8> {
        self.pack.as_ref().map(|pack| pack.scores(&self.findings)).unwrap_or_default()
    }

    /// What the pack's signed policy allows while the server can't be asked; none if the pack has
    /// no policy.
    #[must_use]
    pub fn offline_decision(&self) -> Option<Decision> {
        let policy = &self.pack.as_ref()?.claims().policy;
        let scores = self.scores();
        let decisions = policy.iter().map(|(category, thresholds)| {
            let score = scores.get(category).copied().unwrap_or(0);
            let reached = |threshold: Option<u8>| threshold.is_some_and(|least| score >= least);
            match thresholds {
                t if reached(t.refuse) => Decision::Refuse,
                t if reached(t.step_up) => Decision::StepUp,
                t if reached(t.warn) => Decision::Warn,
                _ => Decision::Allow,
            }
        });
        decisions.max()
    }

    /// What a finding means, in English; its code if the pack does not know it.
    #[must_use]
    pub fn title<'a>(&'a self, code: &'a str) -> &'a str {
        self.pack.as_ref().and_then(|pack| pack.rule(code)).map_or(code, |rule| &rule.title.en)
    }

    /// What a finding means, in Chinese; its code if the pack does not know it.
    #[must_use]
    pub fn title_zh<'a>(&'a self, code: &'a str) -> &'a str {
        self.pack.as_ref().and_then(|pack| pack.rule(code)).map_or(code, |rule| &rule.title.zh)
    }

    /// The pack that judged; none where there is none for the platform.
    #[must_use]
    pub fn pack(&self) -> Option<&Pack> {
        self.pack.as_deref()
    }

    /// What hardware attested, as the host gave it: the report holds its digest, and it travels
    /// beside the report.
    pub(crate) const fn attestation(&self) -> Option<&Bytes> {
        self.attestation.as_ref()
    }

    /// The claims to sign.
    #[must_use]
    pub fn claims(&self, subject: &Subject) -> ReportClaims {
        let (id, version) = match &self.pack {
            Some(pack) => (pack.id().to_owned(), pack.version().to_string()),
            None => ("none".to_owned(), "0".to_owned()),
        };
        ReportClaims {
            version: VERSION,
            eat_nonce: self.challenge,
            iat: subject.issued_at,
            ueid: subject.ueid,
            counter: subject.counter,
            chain: subject.chain.clone(),
            transaction_digest: self.transaction,
            pack: Software { id, version },
            sdk: Software {
                id: env!("CARGO_PKG_NAME").to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            app: subject.app.clone(),
            osname: self.os.0.name().to_owned(),
            osversion: self.os.1.clone(),
            findings: self.findings.clone(),
            facts: self.facts.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use yufu_protocol::pack::PackClaims;

    use super::super::evidence::{Process, Reading};
    use super::*;

    #[test]
    fn the_offline_policy_decides_by_the_score_of_each_category() {
        let decide = |policy: serde_json::Value| {
            let claims = json!({
                "version": 1, "id": "test", "platform": "linux", "sequence": 1, "iat": 0,
                "policy": policy,
                "rules": [{
                    "code": "debugger.a", "category": "debugger", "layer": "native",
                    "severity": "high", "confidence": "high", "weight": 60, "clause": "X 5.3.3a",
                    "mastg": "", "title": { "en": "x", "zh": "甲" }, "when": "process_tracer",
                }],
            });
            let mut claims = claims;
            if claims["policy"].is_null() {
                claims.as_object_mut().unwrap().remove("policy");
            }
            let claims = PackClaims::from_own_json(claims.to_string().as_bytes()).unwrap();
            let order =
                Collect::new(Challenge::from_bytes([0; 32])).with_pack(Arc::new(Pack::new(claims)));
            let mut capture = Capture::empty(Platform::Linux, "x86_64");
            let process = Process { tracer_pid: 7, uid: 1, libc_uid: None, capabilities: 0 };
            capture.process = Reading::Seen(process);
            Report::of(&order, &capture).offline_decision()
        };
        assert_eq!(decide(json!(null)), None);
        assert_eq!(decide(json!({ "debugger": { "warn": 61 } })), Some(Decision::Allow));
        assert_eq!(
            decide(json!({ "debugger": { "warn": 20, "refuse": 80 } })),
            Some(Decision::Warn)
        );
        assert_eq!(
            decide(json!({ "debugger": { "warn": 20, "step_up": 60 }, "root": { "warn": 1 } })),
            Some(Decision::StepUp)
        );
        assert_eq!(decide(json!({ "debugger": { "refuse": 60 } })), Some(Decision::Refuse));
    }
}
