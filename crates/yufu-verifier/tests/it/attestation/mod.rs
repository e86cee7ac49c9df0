//! Hardware attestation: chains and objects composed with roots of the tests' own.

mod android;
mod apple;
mod chain;
mod der;
mod enrolment;
mod login;
mod stage;

use proptest::prelude::*;
use yufu_protocol::api;
use yufu_protocol::encoding::to_base64url;
use yufu_protocol::id::{Challenge, Thumbprint, Ueid};
use yufu_protocol::report::{
    Confidence, Fact, Finding, Layer, ReportClaims, Severity, Software, State, VERSION,
};
use yufu_verifier::RouteRule;
use yufu_verifier::attestation::{Attestation, AttestationError, Weighed, contradictions, verdict};
use yufu_verifier::report::Verdict;

use self::android::NOW;
use self::chain::{PACKAGE, Statement};
use crate::bank::{Bank, PIN};
use crate::phone::{Phone, transaction};

/// A report that fits the good phone.
fn report(attestation: &Attestation) -> ReportClaims {
    let software = |id: &str| Software { id: id.to_owned(), version: "1".to_owned() };
    ReportClaims {
        version: VERSION,
        eat_nonce: Challenge::from_bytes([1; 32]),
        iat: NOW,
        ueid: Ueid::of_device(&Thumbprint::of_spki(b"key")),
        counter: 1,
        chain: None,
        transaction_digest: None,
        pack: software("pack"),
        sdk: software("yufu"),
        app: software(PACKAGE),
        osname: "android".to_owned(),
        osversion: "14".to_owned(),
        findings: vec![finding("root.su_file", "root", State::Clean)],
        facts: vec![Fact {
            name: "attestation".to_owned(),
            value: to_base64url(&attestation.digest),
        }],
    }
}

fn finding(code: &str, category: &str, state: State) -> Finding {
    Finding {
        code: code.to_owned(),
        category: category.to_owned(),
        severity: Severity::High,
        confidence: Confidence::High,
        state,
        layer: Layer::Native,
        evidence: None,
        text: None,
        micros: 1,
    }
}

fn detected(attestation: &Attestation, report: &ReportClaims) -> Vec<String> {
    let found = contradictions(attestation, report);
    assert!(found.is_sorted_by(|one, other| one.code < other.code));
    let found = found.into_iter().filter(|it| it.state == State::Detected);
    found.map(|it| it.code).collect()
}

#[test]
fn attestation_and_report_that_agree_have_no_contradiction() {
    let chain = chain::Chain::new();
    let attestation = chain.judge(&chain.attest(&Statement::default())).unwrap();
    assert_eq!(detected(&attestation, &report(&attestation)), [""; 0]);
    let found = contradictions(&attestation, &report(&attestation));
    assert_eq!(verdict(&found), Verdict::Clean);
    assert!(found.iter().all(|it| it.state == State::Clean));

    let chain = apple::Chain::new();
    let attestation = chain.judge(&chain.attest()).unwrap();
    let iphone = ReportClaims { osname: "iOS".to_owned(), ..report(&attestation) };
    assert_eq!(detected(&attestation, &iphone), [""; 0]);
}

#[test]
fn each_contradiction_is_a_finding_of_its_own() {
    let chain = chain::Chain::new();
    let attestation = chain.judge(&chain.attest(&Statement::default())).unwrap();
    let found = |change: &dyn Fn(&mut ReportClaims)| {
        let mut report = report(&attestation);
        change(&mut report);
        detected(&attestation, &report)
    };
    let rooted = finding("root.magisk_mount", "root", State::Detected);
    let emulator = finding("emulator.qemu", "emulator", State::Detected);
    assert_eq!(found(&|it| it.findings.push(rooted.clone())), ["contradiction.root"]);
    assert_eq!(found(&|it| it.findings.push(emulator.clone())), ["contradiction.emulator"]);
    assert_eq!(found(&|it| it.app.id.push('x')), ["contradiction.app"]);
    assert_eq!(found(&|it| it.osversion = "9".into()), ["contradiction.os_version"]);
    assert_eq!(found(&|it| it.osname = "ios".into()), ["contradiction.platform"]);
    assert_eq!(found(&|it| it.facts[0].value.push('A')), ["contradiction.blob"]);
    // A weak sign of root, none at all, and what was not looked for are no contradiction.
    let weak = Finding { severity: Severity::Low, ..rooted.clone() };
    assert_eq!(found(&|it| it.findings.push(weak.clone())), [""; 0]);
    let unseen = Finding { state: State::Unobservable, ..rooted.clone() };
    assert_eq!(found(&|it| it.findings.push(unseen.clone())), [""; 0]);
    assert_eq!(found(&|it| it.facts.clear()), [""; 0]);
    assert_eq!(found(&|it| it.osversion.clear()), [""; 0]);
}

#[test]
fn opened_phone_that_looks_rooted_contradicts_nothing() {
    let chain = chain::Chain::new();
    let statement = Statement::default().unlocked();
    let attestation = chain.judge(&chain.attest(&statement)).unwrap();
    assert_eq!(attestation.boot_verified, Some(false));
    let mut report = report(&attestation);
    report.findings.push(finding("root.magisk_mount", "root", State::Detected));
    assert_eq!(detected(&attestation, &report), [""; 0]);
}

/// Weighs an attestation beside the transfer of a phone with a hardware key, whose report names it.
fn weigh(
    mut chain: chain::Chain,
    own_key: bool,
    alter: impl FnOnce(&mut ReportClaims),
) -> Result<Weighed, AttestationError> {
    chain.policy.android.patch_months = 0;
    let mut bank = Bank::new();
    bank.verifier = bank.verifier.with_attestation(chain.policy.clone());
    let phone = Phone::with_hardware().enrol(&bank);
    if own_key {
        chain.device = der::Signer::from_pkcs8(phone.hardware.as_ref().unwrap());
    }
    let blob = chain.attest(&Statement::default());
    let session = phone.login(&bank);
    let offer = phone.offer(&bank, session, transaction("order-1", 10_000));
    let report = phone.report(&bank, offer.response.challenge, Some(offer.digest), |claims| {
        claims.osname = "android".to_owned();
        claims.osversion = "14".to_owned();
        claims.app.id = PACKAGE.to_owned();
        let value = to_base64url(&yufu_sm::sm3::hash(&blob));
        claims.facts = vec![Fact { name: "attestation".to_owned(), value }];
        alter(claims);
    });
    let body = phone.transfer_body(&bank, session, &offer, PIN);
    let body = api::TransferRequest { report: Some(report), ..body };
    let parameters = phone.transfer_parameters(&bank, session, &offer);
    let request = phone.post(api::ROUTE_TRANSFER, &body, &parameters);
    let accepted = bank.verifier.accept(&request, &RouteRule::TRANSFER).unwrap();
    bank.verifier.weigh(&accepted, &blob, chain::CHALLENGE)
}

#[test]
fn attestation_is_weighed_beside_the_report_of_an_accepted_request() {
    let weighed = weigh(chain::Chain::new(), true, |_| {}).unwrap();
    assert_eq!(weighed.verdict, Verdict::Clean);
    assert_eq!(weighed.contradictions.len(), 6);
    let other = |claims: &mut ReportClaims| claims.osversion = "9".to_owned();
    let weighed = weigh(chain::Chain::new(), true, other).unwrap();
    assert_eq!(weighed.verdict, Verdict::StepUp);
    // The report's own suspicion stays: root files are of low severity to this bank.
    let rooted = |claims: &mut ReportClaims| claims.findings[3].state = State::Detected;
    assert_eq!(weigh(chain::Chain::new(), true, rooted).unwrap().verdict, Verdict::Warn);
}

#[test]
fn attestation_of_another_hardware_key_is_refused() {
    let refused = weigh(chain::Chain::new(), false, |_| {});
    assert_eq!(refused.unwrap_err(), AttestationError::OtherKey);
    let mut chain = chain::Chain::new();
    chain.policy.android.roots.clear();
    assert_eq!(weigh(chain, true, |_| {}).unwrap_err(), AttestationError::Platform);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn arbitrary_bytes_are_refused_without_a_panic(
        first in prop::sample::select(&[0x30, 0xa3, 0xbf, 0][..]),
        rest in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let chain = chain::Chain::new();
        prop_assert!(chain.judge(&[&[first], rest.as_slice()].concat()).is_err());
    }
}
