//! Android Key Attestation with roots of the test's own.

use yufu_protocol::report::{Layer, State};
use yufu_protocol::time::UnixSeconds;
use yufu_verifier::attestation::{
    Attestation, AttestationError, AttestationPolicy, Expectations, MAX_LEN, Platform,
    RevocationList, Root, SecurityLevel, judge, verdict,
};
use yufu_verifier::report::Verdict;

use super::chain::{CHALLENGE, Chain, PACKAGE, Statement};
use super::der::{Draft, Signer, explicit, extension, integer, octets, tlv};

/// 2025-11-25.
pub const NOW: UnixSeconds = UnixSeconds(1_764_028_800);

impl Chain {
    pub fn expected(&self) -> Expectations<'static> {
        Expectations { challenge: CHALLENGE, key: None, now: NOW }
    }

    pub fn judge(&self, blob: &[u8]) -> Result<Attestation, AttestationError> {
        judge(blob, &self.policy, &self.expected())
    }

    pub fn refused(&self, leaf: &Draft, middle: &Draft) -> AttestationError {
        self.judge(&self.write(leaf, middle)).unwrap_err()
    }
}

/// Where the third of three certificates begins; each has a length of two bytes.
fn without_last(blob: &[u8]) -> usize {
    let end = |at: usize| at + 4 + usize::from(u16::from_be_bytes([blob[at + 2], blob[at + 3]]));
    end(end(0))
}

fn detected(attestation: &Attestation) -> Vec<&str> {
    let findings = attestation.findings.iter();
    findings.filter(|it| it.state == State::Detected).map(|it| it.code.as_str()).collect()
}

#[test]
fn good_phone_has_every_check_and_no_finding() {
    let chain = Chain::new();
    let attestation = chain.judge(&chain.attest(&Statement::default())).unwrap();
    assert_eq!(attestation.platform, Platform::Android);
    assert_eq!(attestation.security_level, SecurityLevel::TrustedEnvironment);
    assert_eq!(attestation.public_key, chain.device.spki());
    assert_eq!(attestation.boot_verified, Some(true));
    assert_eq!(attestation.os_major, Some(14));
    assert_eq!(attestation.apps, [PACKAGE]);
    assert_eq!(detected(&attestation), [""; 0]);
    assert_eq!(verdict(&attestation.findings), Verdict::Clean);
    assert_eq!(attestation.findings.len(), 8);
    for finding in &attestation.findings {
        assert_eq!((finding.state, finding.layer), (State::Clean, Layer::Attestation));
    }
    assert!(attestation.findings.is_sorted_by(|one, other| one.code < other.code));
}

#[test]
fn each_weakness_is_its_finding_and_no_other() {
    let mut chain = Chain::new();
    let found = |change: &dyn Fn(&mut Statement), codes: &[&str], expected: Verdict| {
        let blob = chain.attest(&Statement::default().with(|it| change(it)));
        let attestation = chain.judge(&blob).unwrap();
        assert_eq!(detected(&attestation), codes);
        assert_eq!(verdict(&attestation.findings), expected);
    };
    let (low, refuse) = (["attestation.security_level"], Verdict::Refuse);
    found(&|it| it.level = 0, &low, refuse);
    found(&|it| it.key_level = 0, &low, refuse);
    found(&|it| it.origin = Some(2), &["attestation.key_origin"], refuse);
    found(&|it| it.origin = None, &["attestation.key_origin"], refuse);
    found(&|it| it.purposes = vec![2, 3], &["attestation.key_purpose"], Verdict::StepUp);
    found(&|it| it.purposes = vec![7], &["attestation.key_purpose"], Verdict::StepUp);
    found(&|it| it.purposes.clear(), &["attestation.key_purpose"], Verdict::StepUp);
    found(&|it| it.boot = Some((false, 0)), &["attestation.unlocked"], refuse);
    for state in 1..=3 {
        found(&|it| it.boot = Some((true, state)), &["attestation.boot_state"], refuse);
    }
    let both = ["attestation.boot_state", "attestation.unlocked"];
    found(&|it| it.boot = Some((false, 2)), &both, refuse);
    found(&|it| it.boot = None, &["attestation.no_boot_state"], Verdict::StepUp);
    found(&|it| it.patch_level = 202_410, &["attestation.patch_level"], Verdict::Warn);
    found(&|it| it.patch_level = 202_411, &[], Verdict::Clean);
    found(&|it| it.vendor_patch_level = 20_200_101, &["attestation.patch_level"], Verdict::Warn);
    found(&|it| it.vendor_patch_level = 0, &[], Verdict::Clean);
    found(&|it| it.package.push('x'), &["attestation.app"], refuse);
    found(&|it| it.signer[0] ^= 1, &["attestation.app"], refuse);
    found(&|it| it.signer.truncate(31), &["attestation.app"], refuse);
    chain.policy.android.strong_box = true;
    let attest = |level| {
        let statement = Statement::default().with(|it| (it.level, it.key_level) = (level, level));
        chain.judge(&chain.attest(&statement)).unwrap()
    };
    assert_eq!(detected(&attest(1)), low);
    assert_eq!(detected(&attest(2)), [""; 0]);
    assert_eq!(attest(2).security_level, SecurityLevel::SecureElement);
}

#[test]
fn generic_system_image_states_no_version() {
    let chain = Chain::new();
    let statement = Statement::default().with(|it| it.os_version = 0);
    assert_eq!(chain.judge(&chain.attest(&statement)).unwrap().os_major, None);
}

#[test]
fn chain_of_rsa_and_one_without_its_root_are_taken() {
    let chain = Chain::with(Signer::rsa(), Signer::p384());
    let blob = chain.attest(&Statement::default());
    chain.judge(&blob).unwrap();
    chain.judge(&blob[..without_last(&blob)]).unwrap();
    let chain = Chain::with(Signer::p256(), Signer::rsa());
    chain.judge(&chain.attest(&Statement::default())).unwrap();
}

#[test]
fn chain_has_to_lead_to_a_listed_root() {
    let (chain, other) = (Chain::new(), Chain::new());
    let blob = chain.attest(&Statement::default());
    // Another root of the same name, and one of another name.
    assert_eq!(other.judge(&blob), Err(AttestationError::Signature));
    let mut policy = AttestationPolicy::default();
    assert_eq!(judge(&blob, &policy, &chain.expected()), Err(AttestationError::Platform));
    let stranger = Draft::authority("stranger", "stranger").sign(&chain.root.spki(), &chain.root);
    policy.android.roots = vec![Root::from_der(&stranger).unwrap()];
    assert_eq!(judge(&blob, &policy, &chain.expected()), Err(AttestationError::UnknownRoot));
    // A leaf that signed itself, and a root alone.
    let own = chain.leaf(&Statement::default()).sign(&chain.device.spki(), &chain.device);
    assert_eq!(chain.judge(&own), Err(AttestationError::UnknownRoot));
    let root = Draft::authority("root", "root").sign(&chain.root.spki(), &chain.root);
    assert_eq!(chain.judge(&root), Err(AttestationError::NoStatement));
}

#[test]
fn each_certificate_has_to_be_entitled() {
    let mut chain = Chain::new();
    let (leaf, middle) = (chain.leaf(&Statement::default()), chain.middle());
    let broken = AttestationError::BrokenChain;
    let with = |draft: &Draft, change: &dyn Fn(&mut Draft)| draft.clone().with(|it| change(it));
    let unknown = extension(b"\x06\x03\x2a\x03\x04", true, b"\x05\x00");
    for change in [&(|it: &mut Draft| it.issuer = "other".into()) as &dyn Fn(&mut Draft), &|it| {
        it.extensions.push(unknown.clone())
    }] {
        assert_eq!(chain.refused(&with(&leaf, change), &middle), broken);
    }
    let no_ca = extension(b"\x06\x03\x55\x1d\x13", true, &tlv(0x30, &[]));
    let no_signing = extension(b"\x06\x03\x55\x1d\x0f", true, b"\x03\x02\x07\x80");
    for change in [
        &(|it: &mut Draft| it.subject = "other".into()) as &dyn Fn(&mut Draft),
        &|it| it.extensions.clear(),
        &|it| it.extensions[0] = no_ca.clone(),
        &|it| it.extensions[1] = no_signing.clone(),
        &|it| it.extensions.push(unknown.clone()),
    ] {
        assert_eq!(chain.refused(&leaf, &with(&middle, change)), broken);
    }
    for dates in [["200101000000Z", "210101000000Z"], ["300101000000Z", "400101000000Z"]] {
        let dated = |draft: &Draft| with(draft, &|it| it.dates = dates);
        assert_eq!(chain.refused(&dated(&leaf), &middle), AttestationError::Dates);
        assert_eq!(chain.refused(&leaf, &dated(&middle)), AttestationError::Dates);
    }
    let json = br#"{"entries": {"2c8c": {"status": "SUSPENDED"}}}"#;
    chain.policy.android.revoked = RevocationList::from_json(json).unwrap();
    assert_eq!(chain.refused(&leaf, &middle), AttestationError::Revoked);
}

#[test]
fn path_length_counts_the_issuers_below() {
    let chain = Chain::new();
    let extra = Signer::p256();
    let constraint = |most: u32| {
        let value = tlv(0x30, &[b"\x01\x01\xff", &integer(most)]);
        extension(b"\x06\x03\x55\x1d\x13", true, &value)
    };
    for (most, expected) in [(1, None), (0, Some(AttestationError::BrokenChain))] {
        let leaf = chain
            .leaf(&Statement::default())
            .with(|it| it.issuer = "extra".into())
            .sign(&chain.device.spki(), &extra);
        let between = Draft::authority("intermediate", "extra");
        let between = between.sign(&extra.spki(), &chain.intermediate);
        let middle = chain.middle().with(|it| it.extensions[0] = constraint(most));
        let middle = middle.sign(&chain.intermediate.spki(), &chain.root);
        let judged = chain.judge(&[leaf, between, middle].concat());
        assert_eq!(judged.err(), expected, "{most}");
    }
}

#[test]
fn statement_stands_in_the_leaf_alone_and_once() {
    let chain = Chain::new();
    let statement = Statement::default();
    let leaf = chain.leaf(&statement);
    let none = AttestationError::NoStatement;
    assert_eq!(
        chain.refused(&leaf.clone().with(|it| it.extensions.clear()), &chain.middle()),
        none
    );
    // A key that hardware attested issues a certificate whose statement is its holder's own.
    let higher = chain.middle().with(|it| it.extensions.push(statement.extension()));
    assert_eq!(chain.refused(&leaf, &higher), none);
    let twice = leaf.with(|it| it.extensions.push(statement.extension()));
    assert_eq!(chain.refused(&twice, &chain.middle()), AttestationError::Malformed);
}

#[test]
fn challenge_and_key_are_the_expected_ones() {
    let chain = Chain::new();
    let blob = chain.attest(&Statement::default());
    let expected = |challenge, key| Expectations { challenge, key, now: NOW };
    let own = chain.device.spki();
    judge(&blob, &chain.policy, &expected(CHALLENGE, Some(&own))).unwrap();
    let other = Signer::p256().spki();
    for (challenge, key, error) in [
        (&b"another challenge"[..], None, AttestationError::Challenge),
        (b"", None, AttestationError::Challenge),
        (CHALLENGE, Some(other.as_slice()), AttestationError::OtherKey),
    ] {
        assert_eq!(judge(&blob, &chain.policy, &expected(challenge, key)), Err(error));
    }
}

#[test]
fn odd_authorizations_are_read_over_or_refused() {
    let chain = Chain::new();
    let judged = |more: Vec<u8>| {
        chain.judge(&chain.attest(&Statement::default().with(|it| it.more = more))).err()
    };
    // A tag that nobody here knows yet, in its place.
    assert_eq!(judged(explicit(724, &octets(b"module hash"))), None);
    // Twice, out of order, not tagged, empty.
    let malformed = Some(AttestationError::Malformed);
    assert_eq!(judged(explicit(718, &integer(20_251_005))), malformed);
    assert_eq!(judged(explicit(702, &integer(0))), malformed);
    assert_eq!(judged(integer(1)), malformed);
    assert_eq!(judged(explicit(724, b"")), malformed);
    for state in [4, 255] {
        let statement = Statement::default().with(|it| it.boot = Some((true, state)));
        assert_eq!(chain.judge(&chain.attest(&statement)).err(), malformed);
    }
    let statement = Statement::default().with(|it| it.level = 3);
    assert_eq!(chain.judge(&chain.attest(&statement)).err(), malformed);
}

#[test]
fn changed_and_cut_chains_are_refused_without_a_panic() {
    let chain = Chain::new();
    let blob = chain.attest(&Statement::default());
    // The root's own certificate is compared by name and key, and may be absent.
    let judged = without_last(&blob);
    for at in 0..judged {
        let mut changed = blob.clone();
        changed[at] ^= 1;
        assert!(chain.judge(&changed).is_err(), "byte {at}");
        assert!(chain.judge(&blob[..at]).is_err(), "cut at {at}");
    }
    for hostile in [vec![], vec![0; 100], vec![0x30], [0x30, 0x80].repeat(5_000)] {
        assert!(chain.judge(&hostile).is_err());
    }
    assert_eq!(chain.judge(&vec![0x30; MAX_LEN + 1]), Err(AttestationError::TooLarge));
    assert_eq!(chain.judge(&blob.repeat(3)), Err(AttestationError::TooLarge));
}

#[test]
fn hostile_revocation_lists_are_refused() {
    for json in [
        "",
        "{}",
        "[]",
        r#"{"entries": []}"#,
        r#"{"entries": {"xyz": {"status": "REVOKED"}}}"#,
        r#"{"entries": {"": {"status": "REVOKED"}}}"#,
        r#"{"entries": {"1": {"status": ""}}}"#,
        r#"{"entries": {"1": {}}}"#,
    ] {
        let read = RevocationList::from_json(json.as_bytes());
        assert_eq!(read, Err(AttestationError::Malformed), "{json}");
    }
    let long = vec![b' '; yufu_verifier::attestation::MAX_LIST_LEN + 1];
    assert_eq!(RevocationList::from_json(&long), Err(AttestationError::TooLarge));
    assert!(RevocationList::from_json(br#"{"entries": {}}"#).unwrap().is_empty());
}
