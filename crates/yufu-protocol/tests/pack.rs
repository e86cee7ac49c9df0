//! Rule packs: signed by a pack root, in force, consistent, and never rolled back.

#![allow(clippy::unwrap_used, reason = "helpers outside a test function, too")]

use getrandom::SysRng;
use proptest::prelude::*;
use serde_json::{Value, json};
use yufu_protocol::error::{Error, Format};
use yufu_protocol::pack::{MAX_DEPTH, MAX_LIFETIME, PackClaims};
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::SigningKey;

const FORMAT: Format = Format::Pack;
const NOW: UnixSeconds = UnixSeconds(1_800_000_000);

fn root() -> SigningKey {
    SigningKey::from_bytes(&[9; 32]).unwrap()
}

fn pack() -> Value {
    json!({
        "version": 1, "id": "yufu-linux", "platform": "linux", "sequence": 7,
        "iat": NOW.get() - 60, "exp": NOW.get() + 60,
        "policy": { "hook": { "warn": 20, "refuse": 80 } },
        "rules": [
            rule("hook.a"),
            rule("hook.b"),
        ],
    })
}

fn rule(code: &str) -> Value {
    json!({
        "code": code, "category": "hook", "layer": "native", "severity": "high",
        "confidence": "high", "weight": 90, "clause": "X 5.3.3a", "mastg": "MASTG-TEST-0048",
        "title": { "en": "a hook", "zh": "挂钩" }, "when": { "thread": { "is": ["x"] } },
    })
}

fn read(pack: &Value) -> Result<PackClaims, Error> {
    PackClaims::from_own_json(pack.to_string().as_bytes())
}

fn changed(change: impl FnOnce(&mut Value)) -> Result<PackClaims, Error> {
    let mut pack = pack();
    change(&mut pack);
    read(&pack)
}

fn signed(claims: &PackClaims) -> String {
    claims.sign(&root(), &mut SysRng).unwrap()
}

fn verified(token: &str, now: UnixSeconds, last: Option<u64>) -> Result<PackClaims, Error> {
    PackClaims::verify(token, &[root().verifying_key().clone()], now, last)
}

#[test]
fn a_signed_pack_is_read_as_it_was_written() {
    let claims = read(&pack()).unwrap();
    assert_eq!(verified(&signed(&claims), NOW, None).unwrap(), claims);
    assert_eq!(PackClaims::from_own_json(&claims.to_json().unwrap()).unwrap(), claims);
}

#[test]
fn a_pack_of_another_root_or_with_a_changed_byte_is_refused() {
    let claims = read(&pack()).unwrap();
    let other = SigningKey::from_bytes(&[8; 32]).unwrap();
    let token = claims.sign(&other, &mut SysRng).unwrap();
    assert_eq!(verified(&token, NOW, None), Err(Error::UnknownKey(Format::Jws)));
    let token = signed(&claims);
    let payload = token.find('.').unwrap() + 40;
    let mut forged = token.into_bytes();
    forged[payload] ^= 1;
    assert!(verified(&String::from_utf8(forged).unwrap(), NOW, None).is_err());
}

#[test]
fn an_expired_an_early_and_an_older_pack_are_refused() {
    let claims = read(&pack()).unwrap();
    let token = signed(&claims);
    let late = NOW.saturating_add(60);
    assert_eq!(verified(&token, late, None), Err(Error::Expired(FORMAT)));
    let early = NOW.saturating_sub(121);
    assert_eq!(verified(&token, early, None), Err(Error::NotYetValid(FORMAT)));
    assert_eq!(verified(&token, NOW, Some(8)), Err(Error::Rollback(FORMAT)));
    assert!(verified(&token, NOW, Some(7)).is_ok());
}

#[test]
fn a_pack_without_an_end_is_not_signed_and_not_believed() {
    let endless = changed(|pack| drop(pack.as_object_mut().unwrap().remove("exp"))).unwrap();
    assert_eq!(endless.sign(&root(), &mut SysRng), Err(Error::Missing(FORMAT, "exp")));
    let longest =
        |pack: &mut Value, more: u64| pack["exp"] = json!(NOW.get() - 60 + MAX_LIFETIME + more);
    assert!(changed(|pack| longest(pack, 0)).is_ok());
    assert_eq!(changed(|pack| longest(pack, 1)), Err(Error::Field(FORMAT, "exp")));
}

#[test]
fn each_rule_of_the_format_is_kept() {
    let field = |name| Err(Error::Field(FORMAT, name));
    assert_eq!(changed(|p| p["version"] = json!(2)), Err(Error::Version(FORMAT)));
    assert_eq!(changed(|p| p["id"] = json!("Yufu")), field("id"));
    assert_eq!(changed(|p| p["sequence"] = json!(1_u64 << 53)), field("sequence"));
    assert_eq!(changed(|p| p["policy"]["hook"]["warn"] = json!(0)), field("policy"));
    assert_eq!(changed(|p| p["policy"]["hook"]["warn"] = json!(101)), field("policy"));
    assert_eq!(changed(|p| p["rules"][1]["code"] = json!("hook.a")), field("rules"));
    assert_eq!(changed(|p| p["rules"][0]["code"] = json!("hoo.a")), field("code"));
    assert_eq!(changed(|p| p["rules"][0]["category"] = json!("hoo")), field("code"));
    assert_eq!(changed(|p| p["rules"][0]["weight"] = json!(101)), field("weight"));
    assert_eq!(changed(|p| p["rules"][0]["title"]["zh"] = json!("")), field("title"));
    assert_eq!(changed(|p| p["rules"][0]["mastg"] = json!("x".repeat(257))), field("title"));
    let many: Vec<Value> = (0..257).map(|n| rule(&format!("hook.{n:03}"))).collect();
    assert_eq!(changed(|p| p["rules"] = json!(many)), Err(Error::TooLarge(FORMAT)));
    assert_eq!(changed(|p| p["more"] = json!(1)), Err(Error::Malformed(FORMAT)));
}

#[test]
fn a_rule_of_the_host_layer_is_weak() {
    let host = |severity: &str, weight: u8| {
        changed(|pack| {
            pack["rules"][0]["layer"] = json!("host");
            pack["rules"][0]["severity"] = json!(severity);
            pack["rules"][0]["weight"] = json!(weight);
        })
    };
    assert!(host("medium", 50).is_ok());
    assert_eq!(host("high", 50), Err(Error::Field(FORMAT, "layer")));
    assert_eq!(host("medium", 51), Err(Error::Field(FORMAT, "layer")));
}

#[test]
fn nesting_and_size_are_bounded() {
    let nested = |depth: usize| {
        let when = (0..depth).fold(json!("x"), |inner, _| json!([inner]));
        changed(|pack| pack["rules"][0]["when"] = when)
    };
    assert!(nested(MAX_DEPTH).is_ok());
    assert_eq!(nested(MAX_DEPTH + 1), Err(Error::Field(FORMAT, "when")));
    let deep = "[".repeat(90_000);
    assert_eq!(PackClaims::from_own_json(deep.as_bytes()), Err(Error::Malformed(FORMAT)));
    let large = vec![b' '; 10 << 20];
    assert_eq!(PackClaims::from_own_json(&large), Err(Error::TooLarge(FORMAT)));
    assert_eq!(PackClaims::from_own_json(b"\xff"), Err(Error::Malformed(FORMAT)));
}

#[test]
fn a_rule_that_is_switched_off_is_not_expected_and_one_in_the_shadow_counts_nothing() {
    use yufu_protocol::report::Severity;
    let claims = changed(|pack| {
        pack["rules"][0]["mode"] = json!("off");
        pack["rules"][1]["mode"] = json!("shadow");
    })
    .unwrap();
    let running: Vec<_> =
        claims.running().map(|rule| (rule.code.as_str(), rule.effective_severity())).collect();
    assert_eq!(running, [("hook.b", Severity::Info)]);
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(bytes: Vec<u8>, token in "[A-Za-z0-9._-]{0,80}") {
        let _ = PackClaims::from_own_json(&bytes);
        let _ = verified(&token, NOW, None);
    }
}
