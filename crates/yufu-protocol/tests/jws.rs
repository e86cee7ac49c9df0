//! JWS compact objects: what is accepted is exactly what was signed, by the key of the record.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers outside a test function, too"
)]

use getrandom::SysRng;
use proptest::prelude::*;
use yufu_protocol::encoding::to_base64url;
use yufu_protocol::error::{Error, Format};
use yufu_protocol::id::KeyId;
use yufu_protocol::jws::{self, Verified};
use yufu_sm::sm2::{SignerId, SigningKey};

const FORMAT: Format = Format::Jws;

fn kid() -> KeyId {
    KeyId::new("device-1").unwrap()
}

fn verify(token: &str, key: &SigningKey) -> Result<Verified, Error> {
    jws::verify(token, "t+jwt", |kid| {
        (kid.as_str() == "device-1").then(|| (key.verifying_key().clone(), SignerId::DEFAULT))
    })
}

/// A token with this header and a signature that fits it.
fn token_with_header(header: &str, key: &SigningKey) -> String {
    let input = format!("{}.{}", to_base64url(header.as_bytes()), to_base64url(b"payload"));
    let signature = key.sign(&SignerId::DEFAULT, input.as_bytes(), &mut SysRng).unwrap();
    format!("{input}.{}", to_base64url(&signature.to_bytes()))
}

#[test]
fn signed_object_gives_its_payload_back() {
    let key = SigningKey::generate(&mut SysRng).unwrap();
    let token =
        jws::sign("t+jwt", &kid(), b"payload", &key, &SignerId::DEFAULT, &mut SysRng).unwrap();
    let verified = verify(&token, &key).unwrap();
    assert_eq!(verified, Verified { kid: kid(), payload: b"payload".to_vec() });
}

#[test]
fn another_type_key_or_signer_id_is_refused() {
    let key = SigningKey::generate(&mut SysRng).unwrap();
    let other = SigningKey::generate(&mut SysRng).unwrap();
    let id = SignerId::new(b"another id").unwrap();
    let sign = |typ, kid, id: &SignerId<'_>| {
        jws::sign(typ, &KeyId::new(kid).unwrap(), b"payload", &key, id, &mut SysRng).unwrap()
    };
    let token = sign("t+jwt", "device-1", &SignerId::DEFAULT);
    assert_eq!(verify(&token, &other), Err(Error::Signature(FORMAT)));
    let token = sign("t+jwt", "device-1", &id);
    assert_eq!(verify(&token, &key), Err(Error::Signature(FORMAT)));
    let token = sign("u+jwt", "device-1", &SignerId::DEFAULT);
    assert_eq!(verify(&token, &key), Err(Error::Version(FORMAT)));
    let token = sign("t+jwt", "device-2", &SignerId::DEFAULT);
    assert_eq!(verify(&token, &key), Err(Error::UnknownKey(FORMAT)));
}

#[test]
fn headers_outside_the_exact_set_are_refused_even_when_signed() {
    let key = SigningKey::generate(&mut SysRng).unwrap();
    let good = r#"{"alg":"SM2SM3","typ":"t+jwt","kid":"device-1"}"#;
    assert!(verify(&token_with_header(good, &key), &key).is_ok());
    let reordered = r#"{ "kid":"device-1", "typ":"t+jwt", "alg":"SM2SM3" }"#;
    assert!(verify(&token_with_header(reordered, &key), &key).is_ok());

    for alg in ["none", "None", "", "ES256", "HS256", "sm2sm3", "SM2SM3 "] {
        let header = good.replace("SM2SM3", alg);
        let verdict = verify(&token_with_header(&header, &key), &key);
        assert_eq!(verdict, Err(Error::Algorithm(FORMAT)), "{alg}");
    }
    for member in [
        r#""jwk":{}"#,
        r#""jku":"https://a.example/k""#,
        r#""x5u":"https://a.example/k""#,
        r#""x5c":[]"#,
        r#""x5t":"AA""#,
        r#""crit":["b64"]"#,
        r#""crit":[]"#,
        r#""b64":false"#,
        r#""zip":"DEF""#,
        r#""cty":"JWT""#,
        r#""unknown":1"#,
        r#""alg":"SM2SM3""#,
        r#""kid":"device-1""#,
    ] {
        let header = good.replace('}', &format!(",{member}}}"));
        let verdict = verify(&token_with_header(&header, &key), &key);
        assert_eq!(verdict, Err(Error::Malformed(FORMAT)), "{member}");
    }
    for header in
        [r#"["SM2SM3","t+jwt","device-1"]"#, r#"{"alg":"SM2SM3","typ":"t+jwt"}"#, "{}", "", "null"]
    {
        let verdict = verify(&token_with_header(header, &key), &key);
        assert_eq!(verdict, Err(Error::Malformed(FORMAT)), "{header}");
    }
}

#[test]
fn malformed_signatures_and_sizes_are_refused() {
    let key = SigningKey::generate(&mut SysRng).unwrap();
    let token =
        jws::sign("t+jwt", &kid(), b"payload", &key, &SignerId::DEFAULT, &mut SysRng).unwrap();
    let (input, signature) = token.rsplit_once('.').unwrap();
    for bad in [vec![0; 64], vec![0xff; 64], vec![1; 63], vec![]] {
        let forged = format!("{input}.{}", to_base64url(&bad));
        assert_eq!(verify(&forged, &key), Err(Error::Signature(FORMAT)), "{}", bad.len());
    }
    let long = format!("{input}.{}", to_base64url(&[1; 65]));
    assert_eq!(verify(&long, &key), Err(Error::TooLarge(FORMAT)));
    for bad in [
        format!("{token}="),
        format!("{token}\n"),
        format!("{token}."),
        format!(".{token}"),
        format!("{input}..{signature}"),
        input.to_owned(),
        String::new(),
        ".".to_owned(),
        "..".to_owned(),
        "\u{e9}.\u{e9}.\u{e9}".to_owned(),
    ] {
        assert!(verify(&bad, &key).is_err(), "{bad}");
    }
    let huge = "a".repeat(jws::MAX_TOKEN_LEN + 1);
    assert_eq!(verify(&huge, &key), Err(Error::TooLarge(FORMAT)));
    let payload = vec![0; jws::MAX_TOKEN_LEN];
    let signed = jws::sign("t+jwt", &kid(), &payload, &key, &SignerId::DEFAULT, &mut SysRng);
    assert_eq!(signed, Err(Error::TooLarge(FORMAT)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_changed_character_is_refused(at in any::<prop::sample::Index>(), to in any::<char>()) {
        let key = SigningKey::from_bytes(&[7; 32]).unwrap();
        let token =
            jws::sign("t+jwt", &kid(), b"payload", &key, &SignerId::DEFAULT, &mut SysRng).unwrap();
        let mut chars: Vec<char> = token.chars().collect();
        let at = at.index(chars.len());
        prop_assume!(chars[at] != to);
        chars[at] = to;
        let changed: String = chars.into_iter().collect();
        prop_assert!(verify(&changed, &key).is_err());
    }

    #[test]
    fn any_payload_comes_back(payload in prop::collection::vec(any::<u8>(), 0..300)) {
        let key = SigningKey::from_bytes(&[7; 32]).unwrap();
        let token =
            jws::sign("t+jwt", &kid(), &payload, &key, &SignerId::DEFAULT, &mut SysRng).unwrap();
        prop_assert_eq!(verify(&token, &key).unwrap().payload, payload);
    }

    #[test]
    fn arbitrary_text_is_refused_without_a_panic(text in "\\PC{0,200}") {
        let key = SigningKey::from_bytes(&[7; 32]).unwrap();
        prop_assert!(verify(&text, &key).is_err());
    }
}
