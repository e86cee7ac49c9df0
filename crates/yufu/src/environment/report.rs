//! From a capture to the report that the server gets.

use std::time::Duration;

use yufu_protocol::id::{Challenge, Ueid};
use yufu_protocol::report::{Fact, Finding, ReportClaims, Severity, Software, State, VERSION};
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::TransactionDigest;

use super::evidence::{Capture, Platform};
use super::pack::Pack;
use super::probe;

/// What a report is wanted for.
#[derive(Clone, Debug)]
pub struct Collect {
    challenge: Challenge,
    transaction: Option<TransactionDigest>,
    budget: Duration,
    facts: Vec<Fact>,
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
            facts: Vec::new(),
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

    /// Adds facts that only the host's layer can see, as data; they are sorted by name.
    #[must_use]
    pub fn with_facts(mut self, mut facts: Vec<Fact>) -> Self {
        facts.sort_by(|a, b| a.name.cmp(&b.name));
        self.facts = facts;
        self
    }

    /// Adds the evidence in words to its digest, because the server asked for it.
    #[must_use]
    pub fn with_text(mut self) -> Self {
        self.with_text = true;
        self
    }
}

/// Reads the environment and judges it by the embedded pack, in the caller's thread.
///
/// It takes a few milliseconds on a desktop and at most about the budget; call it off the thread
/// that draws.
#[must_use]
pub fn collect(order: &Collect) -> Report {
    Report::of(order, &probe::capture(order.budget))
}

/// The findings for one challenge. Unsigned as long as it is inside the app.
#[derive(Clone, Debug)]
pub struct Report {
    challenge: Challenge,
    transaction: Option<TransactionDigest>,
    pack: Pack,
    findings: Vec<Finding>,
    facts: Vec<Fact>,
    os: (&'static str, String),
}

/// Who reports: the parts of a report that the environment does not know.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The device, as enrolment named it.
    pub ueid: Ueid,
    /// Grows with every report of this device key.
    pub counter: u64,
    /// The app that hosts the SDK (X 6.4c).
    pub app: Software,
    /// The server's time.
    pub issued_at: UnixSeconds,
}

impl Report {
    /// Judges a capture that was made here or elsewhere.
    #[must_use]
    pub fn of(order: &Collect, capture: &Capture) -> Self {
        let pack = Pack::embedded();
        let os = match capture.platform {
            Platform::Linux => "linux",
            Platform::Android => "android",
            Platform::Ios => "ios",
            Platform::Other => "other",
        };
        let release = capture.machine.seen().map(|m| m.release.clone()).unwrap_or_default();
        Self {
            challenge: order.challenge,
            transaction: order.transaction,
            findings: pack.judge(capture, order.with_text),
            pack,
            facts: order.facts.clone(),
            os: (os, release),
        }
    }

    /// One finding for each rule of the pack, in the order of their codes.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings that are there, information included.
    pub fn detected(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.state == State::Detected)
    }

    /// The gravest severity that was detected; `Info` if nothing was.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.detected().map(|finding| finding.severity).max().unwrap_or(Severity::Info)
    }

    /// What a finding means, in English; its code if the pack does not know it.
    #[must_use]
    pub fn title<'a>(&self, code: &'a str) -> &'a str {
        self.pack.rule(code).map_or(code, |rule| rule.title_en)
    }

    /// What a finding means, in Chinese; its code if the pack does not know it.
    #[must_use]
    pub fn title_zh<'a>(&self, code: &'a str) -> &'a str {
        self.pack.rule(code).map_or(code, |rule| rule.title_zh)
    }

    /// The pack that judged.
    #[must_use]
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The claims to sign.
    #[must_use]
    pub fn claims(&self, subject: &Subject) -> ReportClaims {
        ReportClaims {
            version: VERSION,
            eat_nonce: self.challenge,
            iat: subject.issued_at,
            ueid: subject.ueid,
            counter: subject.counter,
            transaction_digest: self.transaction,
            pack: Software { id: self.pack.id.to_owned(), version: self.pack.version.to_string() },
            sdk: Software {
                id: env!("CARGO_PKG_NAME").to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            app: subject.app.clone(),
            osname: self.os.0.to_owned(),
            osversion: self.os.1.clone(),
            findings: self.findings.clone(),
            facts: self.facts.clone(),
        }
    }
}
