//! Rule packs: which rules there are, and where a new one comes from.
//!
//! One pack a platform is compiled in; the app's own signature vouches for it. A bank that wants to
//! change a rule, try one in the shadow or switch one off sends a newer pack, signed by its pack
//! root, and [`Pack::update`] takes it or leaves everything as it is. A verifier expects one finding
//! for each running rule of the pack that it has on record, so a report can't leave one out.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use yufu_protocol::error::{Error, Format};
use yufu_protocol::id::EvidenceDigest;
use yufu_protocol::pack::{Mode, PackClaims, Platform, RuleClaims};
use yufu_protocol::report::{Finding, MAX_TEXT_LEN, Severity, State};
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::VerifyingKey;

use super::evidence::Capture;
use super::rule::{Asks, Outcome, Test};

/// A list of rules with a name and a version, ready to judge.
#[derive(Clone, Debug)]
pub struct Pack {
    claims: PackClaims,
    /// One entry for each of the claims' rules; none where the kind is not known here.
    tests: Vec<Option<Test>>,
    asks: Asks,
}

/// The packs that are compiled in: on a phone its own, elsewhere all, so that any machine can judge
/// any capture. Made by `cargo xtask packs` from the TOML beside them.
const EMBEDDED: &[(Platform, &[u8])] = &[
    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    (Platform::Linux, include_bytes!("../../packs/linux.json")),
    #[cfg(not(target_os = "ios"))]
    (Platform::Android, include_bytes!("../../packs/android.json")),
    #[cfg(not(target_os = "android"))]
    (Platform::Ios, include_bytes!("../../packs/ios.json")),
];

static PACKS: LazyLock<Vec<Arc<Pack>>> = LazyLock::new(|| {
    // A test reads each, so none is lost here.
    let claims = EMBEDDED.iter().filter_map(|(_, json)| PackClaims::from_own_json(json).ok());
    claims.map(|claims| Arc::new(Pack::new(claims))).collect()
});

impl Pack {
    /// Makes a pack of claims that are believed.
    #[must_use]
    pub fn new(claims: PackClaims) -> Self {
        let tests: Vec<Option<Test>> =
            claims.rules.iter().map(|rule| Test::parse(&rule.when)).collect();
        let mut asks = Asks::default();
        for (rule, test) in claims.rules.iter().zip(&tests) {
            if let Some(test) = test.as_ref().filter(|_| rule.mode != Mode::Off) {
                asks.add(test);
            }
        }
        Self { claims, tests, asks }
    }

    /// The pack that is compiled in for a platform; none where there is none, in which case nothing
    /// is judged.
    #[must_use]
    pub fn embedded(platform: Platform) -> Option<Arc<Self>> {
        PACKS.iter().find(|pack| pack.claims.platform == platform).cloned()
    }

    /// The packs that are compiled in.
    #[must_use]
    pub fn all_embedded() -> &'static [Arc<Self>] {
        &PACKS
    }

    /// Takes a newer pack in the place of this one, if `roots` signed it, it is in force at `now`,
    /// is for the same platform and name, and is not older than this one.
    ///
    /// The host keeps the token and offers it again at the next start.
    ///
    /// # Errors
    /// Those of [`PackClaims::verify`]; [`Error::Field`] for another name or platform.
    pub fn update(
        &self,
        token: &str,
        roots: &[VerifyingKey],
        now: UnixSeconds,
    ) -> Result<Self, Error> {
        let claims = PackClaims::verify(token, roots, now, Some(self.claims.sequence))?;
        if claims.id != self.claims.id {
            return Err(Error::Field(Format::Pack, "id"));
        }
        if claims.platform != self.claims.platform {
            return Err(Error::Field(Format::Pack, "platform"));
        }
        Ok(Self::new(claims))
    }

    /// What the pack says.
    #[must_use]
    pub fn claims(&self) -> &PackClaims {
        &self.claims
    }

    /// The pack's name.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.claims.id
    }

    /// The pack's version; grows with every change of a rule.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.claims.sequence
    }

    /// The rules that run, in the order of their codes.
    pub fn rules(&self) -> impl Iterator<Item = &RuleClaims> {
        self.claims.running()
    }

    /// The rule of a finding.
    #[must_use]
    pub fn rule(&self, code: &str) -> Option<&RuleClaims> {
        self.claims.rules.iter().find(|rule| rule.code == code)
    }

    /// The running rules of a kind that this version does not know; they are reported as `error`.
    pub fn unknown(&self) -> impl Iterator<Item = &RuleClaims> {
        self.running().filter(|(_, test)| test.is_none()).map(|(rule, _)| rule)
    }

    /// What an author should mend: rules that never match. A client skips them; `yufu pack compile`
    /// refuses them.
    #[must_use]
    pub fn faults(&self) -> Vec<(&str, &'static str)> {
        let mut faults = Vec::new();
        for (rule, test) in self.claims.rules.iter().zip(&self.tests) {
            let Some(test) = test else {
                faults
                    .push((rule.code.as_str(), "`when` is of an unknown kind or matches nothing"));
                continue;
            };
            test.visit(&mut |look| {
                if matches!(look, Test::Fact { name, says } if !says.fits(*name)) {
                    faults.push((rule.code.as_str(), "the fact has values of another kind"));
                }
            });
        }
        faults
    }

    /// What a pass has to ask for.
    #[must_use]
    pub fn asks(&self) -> &Asks {
        &self.asks
    }

    fn running(&self) -> impl Iterator<Item = (&RuleClaims, Option<&Test>)> {
        let all = self.claims.rules.iter().zip(&self.tests);
        all.filter(|(rule, _)| rule.mode != Mode::Off).map(|(rule, test)| (rule, test.as_ref()))
    }

    /// Judges a capture: one finding for each running rule, in the order of their codes.
    /// `with_text` adds the evidence in words to its digest.
    #[must_use]
    pub fn judge(&self, capture: &Capture, with_text: bool) -> Vec<Finding> {
        self.running().map(|(rule, test)| finding(rule, test, capture, with_text)).collect()
    }

    /// The score of each category that has rules, 0 to 100.
    ///
    /// Each rule that was detected takes its weight's share of what is left to 100, so that weak
    /// signs add up and never outweigh a strong one. Rules in the shadow count nothing.
    #[must_use]
    pub fn scores(&self, findings: &[Finding]) -> BTreeMap<String, u8> {
        let mut left: BTreeMap<&str, u64> = BTreeMap::new();
        for rule in self.rules() {
            let left = left.entry(&rule.category).or_insert(WHOLE);
            let detected = |f: &&Finding| f.code == rule.code && f.state == State::Detected;
            if rule.mode == Mode::On && findings.iter().any(|f| detected(&f)) {
                *left = *left * (100 - u64::from(rule.weight.min(100))) / 100;
            }
        }
        let score = |left: u64| u8::try_from(100 - left * 100 / WHOLE).unwrap_or(100);
        left.into_iter().map(|(category, left)| (category.to_owned(), score(left))).collect()
    }
}

/// A score's hundred percent, fine enough for a few dozen rules.
const WHOLE: u64 = 1_000_000_000;

fn finding(rule: &RuleClaims, test: Option<&Test>, capture: &Capture, with_text: bool) -> Finding {
    let outcome = test.map_or_else(
        || Outcome { state: State::Error, evidence: Vec::new() },
        |test| test.judge(capture),
    );
    let parts = test.map(Test::looks_at).unwrap_or_default();
    let micros = parts.iter().filter_map(|part| capture.micros.get(part)).copied();
    let found = outcome.state == State::Detected;
    let evidence = outcome.evidence.join("\n");
    Finding {
        code: rule.code.clone(),
        category: rule.category.clone(),
        severity: rule.effective_severity(),
        confidence: rule.confidence,
        state: outcome.state,
        layer: rule.layer,
        evidence: found
            .then(|| EvidenceDigest::from_bytes(yufu_sm::sm3::hash(evidence.as_bytes()))),
        text: (found && with_text).then(|| shorten(evidence)),
        micros: micros.fold(0, u32::saturating_add),
    }
}

/// Whether a finding counts against the device.
pub(super) fn is_suspicion(finding: &Finding) -> bool {
    finding.state == State::Detected && finding.severity > Severity::Info
}

/// Cuts a text to what a report takes.
fn shorten(mut text: String) -> String {
    let mut end = text.len().min(MAX_TEXT_LEN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::evidence::{Process, Reading};
    use super::*;

    fn pack(rules: serde_json::Value) -> Pack {
        let claims = json!({
            "version": 1, "id": "test", "platform": "linux", "sequence": 7, "iat": 0,
            "rules": rules,
        });
        Pack::new(PackClaims::from_own_json(claims.to_string().as_bytes()).unwrap())
    }

    fn rule(code: &str, weight: u8, when: serde_json::Value) -> serde_json::Value {
        json!({
            "code": code, "category": "debugger", "layer": "native", "severity": "high",
            "confidence": "high", "weight": weight, "clause": "X 5.3.3a", "mastg": "",
            "title": { "en": "x", "zh": "甲" }, "when": when,
        })
    }

    fn traced() -> Capture {
        let mut capture = Capture::empty(Platform::Linux, "x86_64");
        let process = Process { tracer_pid: 7, uid: 1000, libc_uid: None, capabilities: 0 };
        capture.process = Reading::Seen(process);
        capture
    }

    #[test]
    fn every_embedded_pack_is_read_and_every_rule_understood() {
        assert_eq!(Pack::all_embedded().len(), EMBEDDED.len());
        for (platform, _) in EMBEDDED {
            let pack = Pack::embedded(*platform).unwrap();
            assert_eq!(pack.faults(), [], "{platform:?}");
            assert_eq!(pack.id(), format!("yufu-{}", platform.name()));
            assert!(pack.rules().count() >= 10);
        }
    }

    #[test]
    fn what_was_not_read_is_never_suspicion() {
        for pack in Pack::all_embedded() {
            let capture = Capture::empty(pack.claims().platform, "aarch64");
            for finding in pack.judge(&capture, true) {
                assert_eq!(finding.state, State::Unobservable, "{}", finding.code);
                assert_eq!((finding.evidence, finding.text), (None, None));
            }
        }
    }

    #[test]
    fn what_can_not_be_understood_is_an_error_and_no_suspicion() {
        let mut capture = traced();
        capture.process = Reading::Malformed;
        let findings =
            pack(json!([rule("debugger.a", 50, json!("process_tracer"))])).judge(&capture, true);
        assert_eq!(findings[0].state, State::Error);
    }

    #[test]
    fn a_rule_of_an_unknown_kind_is_skipped_and_reported() {
        let pack = pack(json!([
            rule("debugger.a", 50, json!({ "aura": { "colour": "red" } })),
            rule("debugger.b", 50, json!("process_tracer")),
        ]));
        assert_eq!(
            pack.unknown().map(|rule| rule.code.as_str()).collect::<Vec<_>>(),
            ["debugger.a"]
        );
        let states: Vec<_> = pack.judge(&traced(), false).iter().map(|f| f.state).collect();
        assert_eq!(states, [State::Error, State::Detected]);
    }

    #[test]
    fn a_rule_in_the_shadow_is_information_and_one_switched_off_does_not_run() {
        let mut shadow = rule("debugger.a", 50, json!("process_tracer"));
        shadow["mode"] = json!("shadow");
        let mut off = rule("debugger.b", 50, json!({ "file": ["/x"] }));
        off["mode"] = json!("off");
        let pack = pack(json!([shadow, off]));
        let findings = pack.judge(&traced(), false);
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].state, findings[0].severity), (State::Detected, Severity::Info));
        assert_eq!(pack.scores(&findings)["debugger"], 0);
        assert!(pack.asks().files.is_empty());
    }

    #[test]
    fn weights_add_up_and_never_reach_beyond_a_hundred() {
        let rules = |weights: &[u8]| {
            let rule =
                |(i, w): (usize, &u8)| rule(&format!("debugger.r{i}"), *w, json!("process_tracer"));
            pack(weights.iter().enumerate().map(rule).collect())
        };
        for (weights, score) in
            [(&[50_u8][..], 50), (&[50, 50], 75), (&[10, 10], 19), (&[100, 3], 100), (&[0], 0)]
        {
            let pack = rules(weights);
            assert_eq!(pack.scores(&pack.judge(&traced(), false))["debugger"], score);
        }
    }

    #[test]
    fn text_is_given_only_when_asked_for() {
        let pack = pack(json!([rule("debugger.a", 50, json!("process_tracer"))]));
        let tracer = |with_text| pack.judge(&traced(), with_text).remove(0);
        assert_eq!(tracer(true).text.as_deref(), Some("TracerPid 7"));
        assert_eq!(tracer(false).text, None);
        let digest = EvidenceDigest::from_bytes(yufu_sm::sm3::hash(b"TracerPid 7"));
        assert_eq!(tracer(false).evidence, Some(digest));
    }
}
