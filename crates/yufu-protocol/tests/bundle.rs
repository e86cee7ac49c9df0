//! The key bundle: believed only when the root signed it, now, and not older than the last.

#![allow(clippy::unwrap_used, reason = "helpers outside a test function, too")]

use getrandom::SysRng;
use yufu_protocol::bundle::{self, BundleClaims, KeyPurpose, ServerKey, root_key_id};
use yufu_protocol::encoding::Bytes;
use yufu_protocol::error::{Error, Format};
use yufu_protocol::id::KeyId;
use yufu_protocol::jws;
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::{DecryptingKey, SignerId, SigningKey};

const NOW: UnixSeconds = UnixSeconds(1_764_000_000);
const DAY: u64 = 86_400;

fn key(kid: &str, purpose: KeyPurpose, from: i64, to: i64) -> ServerKey {
    let spki = DecryptingKey::generate(&mut SysRng).unwrap().encrypting_key().to_spki_der();
    let at = |days: i64| {
        UnixSeconds(NOW.get().checked_add_signed(days * i64::try_from(DAY).unwrap()).unwrap())
    };
    ServerKey {
        kid: KeyId::new(kid).unwrap(),
        purpose,
        public_key: Bytes(spki),
        not_before: at(from),
        not_after: at(to),
    }
}

fn claims() -> BundleClaims {
    BundleClaims {
        version: bundle::VERSION,
        issuer: "bank.example".to_owned(),
        sequence: 7,
        issued_at: NOW,
        expires_at: NOW.checked_add(30 * DAY).unwrap(),
        keys: vec![
            key("sig-1", KeyPurpose::ResponseSignature, -10, 10),
            key("in-1", KeyPurpose::InputEncryption, -10, 10),
            key("in-2", KeyPurpose::InputEncryption, -1, 20),
            key("in-3", KeyPurpose::InputEncryption, 5, 30),
            key("rep-1", KeyPurpose::ReportEncryption, -10, 10),
        ],
    }
}

fn root() -> SigningKey {
    SigningKey::generate(&mut SysRng).unwrap()
}

fn verify(token: &str, root: &SigningKey) -> Result<BundleClaims, Error> {
    BundleClaims::verify(token, &[root.verifying_key().clone()], NOW, None)
}

/// Signs claims that [`BundleClaims::sign`] would refuse.
fn sign_json(json: &str, root: &SigningKey) -> String {
    let kid = root_key_id(root.verifying_key());
    jws::sign(bundle::TYPE, &kid, json.as_bytes(), root, &SignerId::DEFAULT, &mut SysRng).unwrap()
}

#[test]
fn signed_bundle_comes_back() {
    let (root, claims) = (root(), claims());
    let token = claims.sign(&root, &mut SysRng).unwrap();
    assert_eq!(verify(&token, &root).unwrap(), claims);
}

#[test]
fn keys_of_unknown_purposes_are_left_out() {
    let (root, claims) = (root(), claims());
    let json = serde_json::to_string(&claims).unwrap();
    let newer = json.replace(
        r#""keys":["#,
        r#""keys":[{"kid":"sig-1","purpose":"audit_signature","public_key":"AAAA","not_before":9,"not_after":8},"#,
    );
    assert_eq!(verify(&sign_json(&newer, &root), &root).unwrap(), claims);
    // They are no way to send what has no place in a key, nor more keys than a bundle may have.
    let odd = newer.replace(r#""not_before":9,"#, r#""not_before":9,"note":"","#);
    assert_eq!(verify(&sign_json(&odd, &root), &root), Err(Error::Malformed(Format::Bundle)));
    let one = r#"{"kid":"k","purpose":"p","public_key":"","not_before":9,"not_after":8}"#;
    let many = format!(r#""keys":[{}"#, format!("{one},").repeat(bundle::MAX_KEYS - 4));
    let many = json.replace(r#""keys":["#, &many);
    assert_eq!(verify(&sign_json(&many, &root), &root), Err(Error::TooLarge(Format::Bundle)));
}

#[test]
fn either_root_is_believed_while_the_root_changes_and_no_other() {
    let (old, new, foreign) = (root(), root(), root());
    let roots = [old.verifying_key().clone(), new.verifying_key().clone()];
    for root in [&old, &new] {
        let token = claims().sign(root, &mut SysRng).unwrap();
        assert!(BundleClaims::verify(&token, &roots, NOW, None).is_ok());
    }
    let token = claims().sign(&foreign, &mut SysRng).unwrap();
    let verdict = BundleClaims::verify(&token, &roots, NOW, None);
    assert_eq!(verdict, Err(Error::UnknownKey(Format::Jws)));
}

#[test]
fn swapped_bundle_under_the_true_key_id_is_refused() {
    let (root, attacker) = (root(), root());
    let json = serde_json::to_vec(&claims()).unwrap();
    let kid = root_key_id(root.verifying_key());
    let token =
        jws::sign(bundle::TYPE, &kid, &json, &attacker, &SignerId::DEFAULT, &mut SysRng).unwrap();
    assert_eq!(verify(&token, &root), Err(Error::Signature(Format::Jws)));
}

#[test]
fn time_and_sequence_are_checked() {
    let root = root();
    let token = claims().sign(&root, &mut SysRng).unwrap();
    let roots = [root.verifying_key().clone()];
    let at = |now: UnixSeconds, last| BundleClaims::verify(&token, &roots, now, last).map(|_| ());
    assert_eq!(at(NOW.saturating_sub(60), None), Ok(()));
    assert_eq!(at(NOW.saturating_sub(61), None), Err(Error::NotYetValid(Format::Bundle)));
    assert_eq!(at(NOW.saturating_add(30 * DAY - 1), None), Ok(()));
    assert_eq!(at(NOW.saturating_add(30 * DAY), None), Err(Error::Expired(Format::Bundle)));
    assert_eq!(at(NOW, Some(7)), Ok(()));
    assert_eq!(at(NOW, Some(8)), Err(Error::Rollback(Format::Bundle)));
}

#[test]
fn current_key_is_the_valid_one_that_started_last() {
    let claims = claims();
    let current = |days| {
        claims
            .current(KeyPurpose::InputEncryption, NOW.saturating_add(days * DAY))
            .map(|key| key.kid.as_str())
    };
    assert_eq!(current(0), Some("in-2"));
    assert_eq!(current(5), Some("in-3"));
    assert_eq!(current(40), None);
    // The forerunner stays good for what was sealed before.
    let old = KeyId::new("in-1").unwrap();
    assert!(claims.find(&old, KeyPurpose::InputEncryption, NOW).is_some());
    assert!(claims.find(&old, KeyPurpose::ReportEncryption, NOW).is_none());
    assert!(claims.find(&old, KeyPurpose::InputEncryption, NOW.saturating_add(10 * DAY)).is_none());
}

#[test]
fn a_key_serves_its_purpose_only() {
    let signing = key("s", KeyPurpose::ResponseSignature, 0, 1);
    assert!(signing.verifying_key().is_ok());
    assert_eq!(signing.encrypting_key().map(|_| ()), Err(Error::Field(Format::Bundle, "purpose")));
    let sealing = key("i", KeyPurpose::InputEncryption, 0, 1);
    assert!(sealing.encrypting_key().is_ok());
    assert_eq!(sealing.verifying_key().map(|_| ()), Err(Error::Field(Format::Bundle, "purpose")));
}

#[test]
fn inconsistent_claims_are_refused_by_signer_and_reader() {
    let root = root();
    let refuse = |change: fn(&mut BundleClaims), error: Error| {
        let mut claims = claims();
        change(&mut claims);
        assert_eq!(claims.sign(&root, &mut SysRng), Err(error));
        let token = sign_json(&serde_json::to_string(&claims).unwrap(), &root);
        assert_eq!(verify(&token, &root), Err(error));
    };
    let field = |name| Error::Field(Format::Bundle, name);
    refuse(|c| c.version = 2, Error::Version(Format::Bundle));
    refuse(|c| c.issuer = String::new(), field("iss"));
    refuse(|c| c.issuer = "a b".to_owned(), field("iss"));
    refuse(|c| c.sequence = 1 << 53, field("sequence"));
    refuse(|c| c.expires_at = c.issued_at, field("exp"));
    refuse(|c| c.expires_at = UnixSeconds(u64::MAX), field("exp"));
    refuse(|c| c.keys[0].not_after = c.keys[0].not_before, field("not_after"));
    refuse(|c| c.keys[1].kid = c.keys[0].kid.clone(), field("keys"));
    refuse(|c| c.keys[1].public_key = c.keys[0].public_key.clone(), field("keys"));
    refuse(|c| c.keys[0].public_key = Bytes(vec![0x30, 0]), field("public_key"));
    refuse(
        |c| {
            let key = c.keys[0].clone();
            c.keys = vec![key; bundle::MAX_KEYS + 1];
        },
        Error::TooLarge(Format::Bundle),
    );
}

#[test]
fn unknown_and_duplicate_members_are_refused_even_when_signed() {
    let root = root();
    let json = serde_json::to_string(&claims()).unwrap();
    assert!(verify(&sign_json(&json, &root), &root).is_ok());
    for (from, to) in [
        (r#""version":1"#, r#""version":1,"version":1"#),
        (r#""version":1"#, r#""version":1,"extra":0"#),
        (r#""version":1"#, r#""version":1.0"#),
        (r#""version":1"#, r#""version":"1""#),
        (r#""kid":"sig-1""#, r#""kid":"sig-1","kid":"sig-1""#),
        (r#""kid":"sig-1""#, r#""kid":"sig-1","use":"enc""#),
        (r#""kid":"sig-1""#, r#""kid":"sig 1""#),
    ] {
        let changed = json.replacen(from, to, 1);
        assert_ne!(changed, json, "{from}");
        let verdict = verify(&sign_json(&changed, &root), &root);
        assert_eq!(verdict, Err(Error::Malformed(Format::Bundle)), "{to}");
    }
    let long = format!("{json}{}", " ".repeat(bundle::MAX_PAYLOAD_LEN));
    let verdict = verify(&sign_json(&long, &root), &root);
    assert_eq!(verdict, Err(Error::TooLarge(Format::Bundle)));
}
