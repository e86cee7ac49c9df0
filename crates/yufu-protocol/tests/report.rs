//! Reports: signed by the device, sealed to the server, and read only in their one form.

#![allow(clippy::unwrap_used, reason = "helpers outside a test function, too")]

use getrandom::SysRng;
use proptest::prelude::*;
use yufu_protocol::error::{Error, Format};
use yufu_protocol::id::{Challenge, EvidenceDigest, KeyId, ReportLink, Thumbprint, Ueid};
use yufu_protocol::jws;
use yufu_protocol::report::{
    self, Confidence, Fact, Finding, Layer, ReportChain, ReportClaims, Severity, Software, State,
};
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::TransactionDigest;
use yufu_sm::sm2::{DecryptingKey, SignerId, SigningKey};

const FORMAT: Format = Format::Report;

fn kid() -> KeyId {
    KeyId::new("device-1").unwrap()
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[5; 32]).unwrap()
}

fn finding(code: &str, state: State) -> Finding {
    Finding {
        code: code.to_owned(),
        category: "debugger".to_owned(),
        severity: Severity::High,
        confidence: Confidence::High,
        state,
        layer: Layer::Native,
        evidence: Some(EvidenceDigest::of(b"TracerPid:\t0\n")),
        text: None,
        micros: 41,
    }
}

fn software(id: &str) -> Software {
    Software { id: id.to_owned(), version: "1.0.0".to_owned() }
}

fn claims() -> ReportClaims {
    ReportClaims {
        version: report::VERSION,
        eat_nonce: Challenge::from_bytes([0x22; 32]),
        iat: UnixSeconds(1_764_000_000),
        ueid: Ueid::of_device(&Thumbprint::of_spki(&key().verifying_key().to_spki_der())),
        counter: 9,
        chain: None,
        transaction_digest: Some(TransactionDigest::from_bytes([0x33; 32])),
        pack: software("builtin"),
        sdk: software("yufu"),
        app: software("com.example.bank"),
        osname: "Android".to_owned(),
        osversion: "14".to_owned(),
        findings: vec![
            finding("debugger.tracer_pid", State::Clean),
            finding("hook.frida_maps", State::Unobservable),
        ],
        facts: vec![Fact { name: "screen_lock".to_owned(), value: "true".to_owned() }],
    }
}

fn sign(claims: &ReportClaims) -> Result<String, Error> {
    claims.sign(&kid(), &key(), &SignerId::DEFAULT, &mut SysRng)
}

fn verify(token: &str) -> Result<(KeyId, ReportClaims), Error> {
    ReportClaims::verify(token, |_| Some((key().verifying_key().clone(), SignerId::DEFAULT)))
}

fn sign_json(json: &str) -> String {
    jws::sign(report::TYPE, &kid(), json.as_bytes(), &key(), &SignerId::DEFAULT, &mut SysRng)
        .unwrap()
}

#[test]
fn sealed_report_comes_back() {
    let server = DecryptingKey::generate(&mut SysRng).unwrap();
    let name = KeyId::new("report-1").unwrap();
    let token = sign(&claims()).unwrap();
    let sealed = report::seal(&token, server.encrypting_key(), &name, &mut SysRng).unwrap();
    let opened = report::open(&sealed, |kid| (*kid == name).then_some(&server)).unwrap();
    assert_eq!(verify(&opened).unwrap(), (kid(), claims()));
}

#[test]
fn largest_report_fits_its_envelope() {
    let server = DecryptingKey::generate(&mut SysRng).unwrap();
    let mut claims = claims();
    claims.findings = (0..200).map(|n| finding(&format!("check.{n:03}"), State::Clean)).collect();
    for finding in &mut claims.findings {
        finding.text = Some("x".repeat(100));
    }
    let json = serde_json::to_vec(&claims).unwrap();
    assert!(json.len() > report::MAX_PAYLOAD_LEN * 8 / 10, "{}", json.len());
    let token = sign(&claims).unwrap();
    let name = KeyId::new("report-1").unwrap();
    let sealed = report::seal(&token, server.encrypting_key(), &name, &mut SysRng).unwrap();
    assert!(report::open(&sealed, |_| Some(&server)).is_ok());
    for finding in &mut claims.findings {
        finding.text = Some("x".repeat(300));
    }
    assert_eq!(sign(&claims), Err(Error::TooLarge(FORMAT)));
}

#[test]
fn ueid_is_the_type_byte_and_the_thumbprint() {
    let thumbprint = Thumbprint::from_bytes([0xab; 32]);
    let ueid = Ueid::of_device(&thumbprint);
    assert_eq!(ueid.as_bytes()[0], 1);
    assert_eq!(&ueid.as_bytes()[1..], thumbprint.as_bytes());
}

/// A chain with this many earlier reports.
fn chain(earlier: u8) -> ReportChain {
    let link = |n| ReportLink::from_bytes([n; 16]);
    ReportChain { link: link(0), previous: (1..=earlier).map(link).collect() }
}

#[test]
fn longest_chain_comes_back() {
    let claims = ReportClaims { chain: Some(chain(32)), ..claims() };
    assert_eq!(verify(&sign(&claims).unwrap()).unwrap().1, claims);
}

#[test]
fn claims_outside_the_rules_are_refused_by_signer_and_reader() {
    let refuse = |change: fn(&mut ReportClaims), error: Error| {
        let mut claims = claims();
        change(&mut claims);
        assert_eq!(sign(&claims), Err(error));
        let token = sign_json(&serde_json::to_string(&claims).unwrap());
        assert_eq!(verify(&token).map(|_| ()), Err(error));
    };
    let field = |name| Error::Field(FORMAT, name);
    refuse(|c| c.version = 0, Error::Version(FORMAT));
    refuse(|c| c.counter = 1 << 53, field("counter"));
    refuse(|c| c.chain = Some(chain(33)), field("chain"));
    refuse(|c| c.ueid = Ueid::from_bytes([2; 33]), field("ueid"));
    refuse(|c| c.pack.id = String::new(), field("version"));
    refuse(|c| c.app.version = "版本".to_owned(), field("version"));
    refuse(|c| c.osname = String::new(), field("osname"));
    refuse(|c| c.findings.reverse(), field("findings"));
    refuse(|c| c.findings[1] = c.findings[0].clone(), field("findings"));
    refuse(|c| c.findings[0].code = "Debugger".to_owned(), field("findings"));
    refuse(|c| c.findings[0].text = Some("x".repeat(1025)), field("findings"));
    refuse(|c| c.facts.push(c.facts[0].clone()), field("facts"));
    refuse(|c| c.facts[0].value = "x".repeat(257), field("facts"));
    let mut many = claims();
    many.facts =
        (0..65).map(|n| Fact { name: format!("fact.{n:03}"), value: String::new() }).collect();
    assert_eq!(sign(&many), Err(Error::TooLarge(FORMAT)));
}

#[test]
fn unknown_duplicate_and_null_members_are_refused_even_when_signed() {
    let json = serde_json::to_string(&claims()).unwrap();
    assert!(verify(&sign_json(&json)).is_ok());
    for (from, to) in [
        (r#""counter":9"#, r#""counter":9,"counter":9"#),
        (r#""counter":9"#, r#""counter":9,"verdict":"clean""#),
        (r#""counter":9"#, r#""counter":9.0"#),
        (r#""state":"clean""#, r#""state":"clean","state":"clean""#),
        (r#""state":"clean""#, r#""state":"fine""#),
        (r#""micros":41"#, r#""micros":41,"text":null"#),
        (r#""micros":41"#, r#""micros":4294967296"#),
        (r#""micros":41"#, r#""micros":-1"#),
    ] {
        let changed = json.replacen(from, to, 1);
        assert_ne!(changed, json, "{from}");
        let verdict = verify(&sign_json(&changed)).map(|_| ());
        assert_eq!(verdict, Err(Error::Malformed(FORMAT)), "{to}");
    }
}

#[test]
fn a_removed_finding_breaks_the_signature() {
    let token = sign(&claims()).unwrap();
    let mut less = claims();
    less.findings.pop();
    let other = sign(&less).unwrap();
    let (_, rest) = token.split_once('.').unwrap();
    let (_, signature) = rest.rsplit_once('.').unwrap();
    let (input, _) = other.rsplit_once('.').unwrap();
    let verdict = verify(&format!("{input}.{signature}")).map(|_| ());
    assert_eq!(verdict, Err(Error::Signature(Format::Jws)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_claims_come_back(
        nonce in any::<[u8; 32]>(),
        counter in 0..(1u64 << 53),
        digest in prop::option::of(any::<[u8; 32]>()),
        codes in prop::collection::btree_set("[a-z0-9._-]{1,64}", 0..20),
        value in "\\PC{0,60}",
    ) {
        let mut claims = claims();
        claims.eat_nonce = Challenge::from_bytes(nonce);
        claims.counter = counter;
        claims.transaction_digest = digest.map(TransactionDigest::from_bytes);
        claims.findings = codes.iter().map(|code| finding(code, State::Detected)).collect();
        claims.facts = vec![Fact { name: "fact".to_owned(), value }];
        prop_assert_eq!(verify(&sign(&claims).unwrap()).unwrap().1, claims);
    }

    #[test]
    fn changed_json_never_panics_and_is_never_the_same_claims(
        at in any::<prop::sample::Index>(),
        to in 0x20..0x7fu8,
    ) {
        let json = serde_json::to_string(&claims()).unwrap();
        let mut bytes = json.into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != to);
        bytes[at] = to;
        let token = sign_json(&String::from_utf8(bytes).unwrap());
        if let Ok((_, read)) = verify(&token) {
            prop_assert_ne!(read, claims());
        }
    }
}
