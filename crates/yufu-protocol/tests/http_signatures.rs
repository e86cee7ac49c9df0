//! Signed requests and responses, both halves against each other and against whoever sits between.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers outside a test function, too"
)]

use base64ct::{Base64, Encoding};
use proptest::prelude::*;
use yufu_protocol::error::{Error, Format};
use yufu_protocol::http::{self, Limits, Request, Response};
use yufu_protocol::id::{Challenge, KeyId, Nonce, SessionId, SubmitToken};
use yufu_protocol::rejection::Reason;
use yufu_protocol::request::{
    self, MacKey, ParsedRequest, RequestParameters, Sequence, add_hw_signature, hw_base, reason,
    sign_with_mac,
};
use yufu_protocol::response::{sign_response, verify_response};
use yufu_protocol::signature::{Algorithm, Component};
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::{Signature, SignerId, SigningKey};
use yufu_sm::sm3;

const NOW: UnixSeconds = UnixSeconds(1_760_000_000);
const ROUTE: [Component; 3] = [Component::Session, Component::Sequence, Component::SubmitToken];

fn device_key() -> SigningKey {
    SigningKey::from_bytes(&sm3::hash(b"yufu example device key")).unwrap()
}

fn server_key() -> SigningKey {
    SigningKey::from_bytes(&sm3::hash(b"yufu example response key")).unwrap()
}

fn key_id(name: &str) -> KeyId {
    KeyId::new(name).unwrap()
}

fn parameters() -> RequestParameters {
    RequestParameters::new(key_id("device-1"), NOW, Nonce::from_bytes([1; 16]))
        .in_session(SessionId::from_bytes([2; 16]), Sequence::new(7).unwrap())
        .with_submit_token(SubmitToken::from_bytes([3; 32]))
}

fn unsigned() -> Request {
    Request::new("POST", "bank.example", "/v1/transfer?lang=zh")
        .with_body("application/json", br#"{"amount_minor":10000}"#.to_vec())
}

fn signed() -> Request {
    let mut request = unsigned();
    let rng = &mut getrandom::SysRng;
    request::sign(&mut request, &parameters(), &device_key(), &SignerId::DEFAULT, rng).unwrap();
    request
}

/// All that a server checks before it looks at its stores.
fn check(request: &Request) -> Result<(), Error> {
    let parsed = ParsedRequest::parse(request, &Limits::DEFAULT)?;
    parsed.require(&ROUTE)?;
    parsed.check_lifetime(NOW)?;
    parsed.verify(device_key().verifying_key(), &SignerId::DEFAULT)?;
    parsed.check_digest()
}

fn field_mut<'m>(headers: &'m mut [(String, Vec<u8>)], name: &str) -> &'m mut Vec<u8> {
    &mut headers.iter_mut().find(|(field, _)| field == name).unwrap().1
}

#[test]
fn a_signed_request_is_accepted_and_read_back() {
    let request = signed();
    assert_eq!(check(&request), Ok(()));
    let parsed = ParsedRequest::parse(&request, &Limits::DEFAULT).unwrap();
    assert_eq!(parsed.key_id(), &key_id("device-1"));
    assert_eq!(parsed.algorithm(), Algorithm::Sm2Sm3);
    assert_eq!(parsed.created(), NOW);
    assert_eq!(parsed.expires(), UnixSeconds(NOW.0 + 60));
    assert_eq!(parsed.nonce(), Nonce::from_bytes([1; 16]));
    assert_eq!(parsed.request_nonce(), Some(Nonce::from_bytes([1; 16])));
    assert_eq!(parsed.session(), Some(SessionId::from_bytes([2; 16])));
    assert_eq!(parsed.sequence().map(Sequence::get), Some(7));
    assert_eq!(parsed.submit_token(), Some(&SubmitToken::from_bytes([3; 32])));
    assert_eq!(parsed.challenge(), None);
    assert_eq!(parsed.covered().len(), 10);
}

#[test]
fn a_login_covers_its_challenge() {
    let mut request = unsigned();
    let challenge = Challenge::from_bytes([9; 32]);
    let parameters = RequestParameters::new(key_id("d"), NOW, Nonce::from_bytes([1; 16]))
        .with_challenge(challenge);
    let rng = &mut getrandom::SysRng;
    request::sign(&mut request, &parameters, &device_key(), &SignerId::DEFAULT, rng).unwrap();
    let parsed = ParsedRequest::parse(&request, &Limits::DEFAULT).unwrap();
    assert_eq!(parsed.require(&[Component::Challenge]), Ok(()));
    assert_eq!(parsed.challenge(), Some(challenge));
    assert_eq!(parsed.session(), None);
    assert!(parsed.require(&ROUTE).is_err());
}

#[test]
fn a_request_without_content_needs_no_content_type() {
    let mut request = Request::new("GET", "bank.example", "/v1/orders/7");
    let rng = &mut getrandom::SysRng;
    request::sign(&mut request, &parameters(), &device_key(), &SignerId::DEFAULT, rng).unwrap();
    assert_eq!(check(&request), Ok(()));
    request.push_header("content-type", "text/plain");
    assert_eq!(check(&request), Err(Error::Missing(Format::Request, "\"content-type\"")));
}

#[test]
fn what_the_signature_does_not_cover_may_change() {
    let mut request = signed();
    request.authority = "BANK.example:443".into();
    request.push_header("user-agent", "x");
    request.headers.reverse();
    for (name, value) in &mut request.headers {
        *name = name.to_ascii_uppercase();
        value.insert(0, b' ');
        value.push(b'\t');
    }
    assert_eq!(check(&request), Ok(()));
}

#[test]
fn altering_any_part_that_is_signed_is_noticed() {
    let accepted = signed();
    let mut altered = vec![
        Request { method: "PUT".into(), ..accepted.clone() },
        Request { authority: "bank.example:8443".into(), ..accepted.clone() },
        Request { path: "/v1/transfer/".into(), ..accepted.clone() },
        Request { query: "lang=z".into(), ..accepted.clone() },
        Request { query: String::new(), ..accepted.clone() },
        Request { body: Vec::new(), ..accepted.clone() },
    ];
    for at in 0..accepted.body.len() {
        let mut request = accepted.clone();
        request.body[at] ^= 1;
        altered.push(request);
    }
    for field in 0..accepted.headers.len() {
        for at in 0..accepted.headers[field].1.len() {
            for bit in [1, 2, 0x20] {
                let mut request = accepted.clone();
                request.headers[field].1[at] ^= bit;
                altered.push(request);
            }
        }
        let mut request = accepted.clone();
        request.headers.remove(field);
        altered.push(request);
        let mut request = accepted.clone();
        request.headers.push(accepted.headers[field].clone());
        altered.push(request);
    }
    for name in ["yufu-challenge", "content-encoding"] {
        let mut request = accepted.clone();
        request.push_header(name, "AAAA");
        altered.push(request);
    }
    for request in altered {
        assert!(check(&request).is_err(), "{request:?}");
    }
}

#[test]
fn each_rule_that_fails_has_its_own_reason() {
    let refused = |request: &Request| reason(&check(request).unwrap_err());
    assert_eq!(refused(&unsigned()), Reason::SignatureMissing);
    let mut request = signed();
    request.body.push(b' ');
    assert_eq!(refused(&request), Reason::DigestMismatch);
    let mut request = signed();
    request.path.push('x');
    assert_eq!(refused(&request), Reason::SignatureInvalid);
    let mut request = signed();
    request.headers.retain(|(name, _)| name != http::SUBMIT_TOKEN);
    assert_eq!(refused(&request), Reason::ComponentMissing);
    let mut request = signed();
    field_mut(&mut request.headers, "signature-input").push(b' ');
    field_mut(&mut request.headers, "signature-input").extend(b";");
    assert_eq!(refused(&request), Reason::SignatureMalformed);
    let mut request = signed();
    request.body = vec![0; Limits::DEFAULT.body_bytes + 1];
    assert_eq!(refused(&request), Reason::RequestTooLarge);
    let mut request = signed();
    request.push_header("content-encoding", "gzip");
    assert_eq!(refused(&request), Reason::ContentEncodingRefused);
    let mut request = signed();
    request.push_header("x", "a\r\nb: c");
    assert_eq!(refused(&request), Reason::MalformedRequest);
    let mut request = signed();
    let again = String::from_utf8(field_mut(&mut request.headers, "signature-input").clone());
    request.push_header("signature-input", &again.unwrap().replacen("yufu=", "other=", 1));
    assert_eq!(refused(&request), Reason::SignatureAmbiguous);
}

#[test]
fn a_value_that_the_signature_does_not_cover_is_not_read() {
    let mut request = unsigned();
    let parameters = RequestParameters::new(key_id("d"), NOW, Nonce::from_bytes([1; 16]));
    let rng = &mut getrandom::SysRng;
    request::sign(&mut request, &parameters, &device_key(), &SignerId::DEFAULT, rng).unwrap();
    request.push_header(http::SESSION, &SessionId::from_bytes([2; 16]).to_string());
    let parsed = ParsedRequest::parse(&request, &Limits::DEFAULT).unwrap();
    assert_eq!(parsed.session(), None);
    assert_eq!(parsed.require(&[]), Err(Error::Missing(Format::Request, "\"yufu-session\"")));
}

#[test]
fn another_key_or_another_signer_id_does_not_verify() {
    let request = signed();
    let parsed = ParsedRequest::parse(&request, &Limits::DEFAULT).unwrap();
    let invalid = Err(Error::Signature(Format::Request));
    assert_eq!(parsed.verify(server_key().verifying_key(), &SignerId::DEFAULT), invalid);
    let other = SignerId::new(b"other").unwrap();
    assert_eq!(parsed.verify(device_key().verifying_key(), &other), invalid);
}

#[test]
fn a_signature_lives_at_most_120_seconds_and_starts_at_most_60_ahead() {
    let lifetime = |created: u64, expires: u64| {
        let mut parameters = parameters();
        parameters.created = UnixSeconds(created);
        parameters.expires = UnixSeconds(expires);
        let mut request = unsigned();
        let rng = &mut getrandom::SysRng;
        request::sign(&mut request, &parameters, &device_key(), &SignerId::DEFAULT, rng).unwrap();
        ParsedRequest::parse(&request, &Limits::DEFAULT).unwrap().check_lifetime(NOW)
    };
    let now = NOW.0;
    assert_eq!(lifetime(now, now + 120), Ok(()));
    assert_eq!(lifetime(now - 120, now), Ok(()));
    assert_eq!(lifetime(now + 60, now + 180), Ok(()));
    let too_long = Err(Error::Field(Format::Request, "expires"));
    assert_eq!(lifetime(now, now + 121), too_long);
    assert_eq!(lifetime(now, now), too_long);
    assert_eq!(lifetime(now, now - 1), too_long);
    assert_eq!(lifetime(now + 61, now + 62), Err(Error::NotYetValid(Format::Request)));
    assert_eq!(lifetime(now - 121, now - 1), Err(Error::Expired(Format::Request)));
}

#[test]
fn a_mac_is_never_taken_for_a_signature() {
    let mut request = unsigned();
    sign_with_mac(&mut request, &parameters(), &MacKey::from_bytes(&[5; 32])).unwrap();
    let parsed = ParsedRequest::parse(&request, &Limits::DEFAULT).unwrap();
    assert_eq!(parsed.algorithm(), Algorithm::HmacSm3);
    assert_eq!(parsed.verify_mac(&MacKey::from_bytes(&[5; 32])), Ok(()));
    assert_eq!(
        parsed.verify_mac(&MacKey::from_bytes(&[6; 32])),
        Err(Error::Signature(Format::Request))
    );
    assert_eq!(
        parsed.verify(device_key().verifying_key(), &SignerId::DEFAULT),
        Err(Error::Algorithm(Format::Request))
    );
    let signed = signed();
    let parsed = ParsedRequest::parse(&signed, &Limits::DEFAULT).unwrap();
    assert_eq!(
        parsed.verify_mac(&MacKey::from_bytes(&[5; 32])),
        Err(Error::Algorithm(Format::Request))
    );
}

#[test]
fn a_request_is_signed_once_and_only_with_our_own_fields() {
    let mut request = signed();
    assert!(sign_with_mac(&mut request, &parameters(), &MacKey::from_bytes(&[5; 32])).is_err());
    let mut request = unsigned();
    request.push_header("Yufu-Session", "AAAA");
    assert_eq!(
        sign_with_mac(&mut request, &parameters(), &MacKey::from_bytes(&[5; 32])),
        Err(Error::Field(Format::Request, http::SESSION))
    );
    let mut request = unsigned();
    request.headers.clear();
    assert_eq!(
        sign_with_mac(&mut request, &parameters(), &MacKey::from_bytes(&[5; 32])),
        Err(Error::Missing(Format::Request, http::CONTENT_TYPE))
    );
}

#[test]
fn the_hardware_key_signs_the_same_under_its_own_tag() {
    let mut request = signed();
    let device =
        ParsedRequest::parse(&request, &Limits::DEFAULT).unwrap().signature_base().unwrap();
    let base = hw_base(&request).unwrap();
    let expected = String::from_utf8(device).unwrap().replace(
        "alg=\"sm2-sm3\";tag=\"yufu-request-v1\"",
        "alg=\"ecdsa-p256-sha256\";tag=\"yufu-hw-v1\"",
    );
    assert_eq!(String::from_utf8(base.clone()).unwrap(), expected);

    add_hw_signature(&mut request, &[0x5a; 64]).unwrap();
    assert_eq!(check(&request), Ok(()));
    let parsed = ParsedRequest::parse(&request, &Limits::DEFAULT).unwrap();
    let hw = parsed.hw_signature().unwrap().unwrap();
    assert_eq!((hw.base, hw.signature), (base, [0x5a; 64]));

    // The hardware key's signature on another request of this device does not move over.
    let place = request.headers.iter().rposition(|(name, _)| name == "signature-input").unwrap();
    let moved = String::from_utf8(request.headers[place].1.clone()).unwrap();
    for (from, to) in [
        ("AQEBAQ", "AgEBAQ"),
        ("created=1760000000", "created=1760000001"),
        ("expires=1760000060", "expires=1760000061"),
        ("\"device-1\"", "\"device-2\""),
        ("\"yufu-session\" ", ""),
        ("ecdsa-p256-sha256", "sm2-sm3"),
    ] {
        assert!(moved.contains(from));
        let mut request = request.clone();
        request.headers[place].1 = moved.replacen(from, to, 1).into();
        let parsed = ParsedRequest::parse(&request, &Limits::DEFAULT).unwrap();
        assert_eq!(parsed.hw_signature(), Err(Error::Field(Format::Request, "hw")), "{from}");
    }
}

fn answered(request: &Request) -> Response {
    let mut response = Response::new(200, "application/json", br#"{"status":"done"}"#.to_vec());
    let rng = &mut getrandom::SysRng;
    let id = key_id("response-1");
    sign_response(request, &mut response, &id, &server_key(), NOW, rng).unwrap();
    response
}

fn verify(request: &Request, response: &Response) -> Result<UnixSeconds, Error> {
    let key = server_key();
    verify_response(request, response, Some(NOW), |id| {
        (id.as_str() == "response-1").then(|| key.verifying_key())
    })
}

fn challenge_request(nonce: u8) -> Request {
    let mut request = Request::new("POST", "bank.example", "/v1/challenge");
    request.push_header(http::REQUEST_NONCE, &Nonce::from_bytes([nonce; 16]).to_string());
    request
}

#[test]
fn a_response_is_accepted_for_its_own_request_only() {
    let (first, second) = (signed(), signed());
    assert_eq!(verify(&first, &answered(&first)), Ok(NOW));
    // Same nonce, same content, another signature: still another request.
    assert_eq!(verify(&second, &answered(&first)), Err(Error::Signature(Format::Response)));

    let (first, second) = (challenge_request(1), challenge_request(2));
    assert_eq!(verify(&first, &answered(&first)), Ok(NOW));
    assert_eq!(verify(&second, &answered(&first)), Err(Error::OtherRequest(Format::Response)));
    let mut dressed_up = answered(&first);
    *field_mut(&mut dressed_up.headers, http::REQUEST_NONCE) =
        Nonce::from_bytes([2; 16]).to_string().into();
    assert_eq!(verify(&second, &dressed_up), Err(Error::Signature(Format::Response)));

    let moved = Request { path: "/v1/keys".into(), ..first.clone() };
    assert_eq!(verify(&moved, &answered(&first)), Err(Error::Signature(Format::Response)));
}

#[test]
fn a_response_to_an_unsigned_request_is_no_answer_to_a_signed_one() {
    let request = signed();
    let mut stripped = request.clone();
    stripped.headers.retain(|(name, _)| name != "signature");
    assert_eq!(
        verify(&request, &answered(&stripped)),
        Err(Error::Missing(Format::Response, "\"signature\";key=\"yufu\";req"))
    );
}

#[test]
fn what_is_wrong_with_a_response_is_said() {
    let request = signed();
    let response = answered(&request);
    let key = server_key();

    let mut unsigned = response.clone();
    unsigned.headers.retain(|(name, _)| name != "signature-input");
    assert_eq!(verify(&request, &unsigned), Err(Error::Missing(Format::Response, "signature")));
    let none = |_: &KeyId| None::<&yufu_sm::sm2::VerifyingKey>;
    assert_eq!(
        verify_response(&request, &response, None, none),
        Err(Error::UnknownKey(Format::Response))
    );
    let device = device_key();
    assert_eq!(
        verify_response(&request, &response, None, |_| Some(device.verifying_key())),
        Err(Error::Signature(Format::Response))
    );
    let mut changed = response.clone();
    changed.body.push(b' ');
    assert_eq!(verify(&request, &changed), Err(Error::Digest(Format::Response)));
    let mut changed = response.clone();
    changed.status = 201;
    assert_eq!(verify(&request, &changed), Err(Error::Signature(Format::Response)));

    let at = |now| verify_response(&request, &response, Some(now), |_| Some(key.verifying_key()));
    assert_eq!(at(UnixSeconds(NOW.0 - 60)), Ok(NOW));
    assert_eq!(at(UnixSeconds(NOW.0 - 61)), Err(Error::NotYetValid(Format::Response)));
    assert_eq!(at(UnixSeconds(NOW.0 + 120)), Ok(NOW));
    assert_eq!(at(UnixSeconds(NOW.0 + 121)), Err(Error::Expired(Format::Response)));
}

#[test]
fn altering_any_byte_of_a_response_is_noticed() {
    let request = signed();
    let accepted = answered(&request);
    let mut altered = Vec::new();
    for at in 0..accepted.body.len() {
        let mut response = accepted.clone();
        response.body[at] ^= 1;
        altered.push(response);
    }
    for field in 0..accepted.headers.len() {
        for at in 0..accepted.headers[field].1.len() {
            for bit in [1, 2, 0x20] {
                let mut response = accepted.clone();
                response.headers[field].1[at] ^= bit;
                altered.push(response);
            }
        }
        let mut response = accepted.clone();
        response.headers.remove(field);
        altered.push(response);
        let mut response = accepted.clone();
        response.headers.push(accepted.headers[field].clone());
        altered.push(response);
    }
    for response in altered {
        assert!(verify(&request, &response).is_err(), "{response:?}");
    }
}

#[test]
fn a_refused_request_is_answered_with_a_signature_too() {
    let mut request = challenge_request(1);
    request.push_header("signature", "yufu=broken");
    request.body = vec![0; Limits::DEFAULT.body_bytes + 1];
    assert_eq!(verify(&request, &answered(&request)), Ok(NOW));
    let mut response = Response::new(400, "application/json", Vec::new());
    let rng = &mut getrandom::SysRng;
    let broken = Request { path: "/a\n\"@status\": 200".into(), ..request };
    assert_eq!(
        sign_response(&broken, &mut response, &key_id("r"), &server_key(), NOW, rng),
        Err(Error::Malformed(Format::Http))
    );
}

/// The fenced blocks of a documentation page.
fn blocks(page: &str) -> Vec<&str> {
    page.split("\n```").skip(1).step_by(2).map(|block| block.split_once('\n').unwrap().1).collect()
}

type Fields = Vec<(String, Vec<u8>)>;

/// A message as a page shows it: start line, fields and content.
fn message(block: &str) -> (&str, Fields, Vec<u8>) {
    let (head, body) = block.split_once("\n\n").unwrap();
    let (start, fields) = head.split_once('\n').unwrap();
    let field = |line: &str| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.to_owned(), value.as_bytes().to_vec())
    };
    (start, fields.lines().map(field).collect(), body.as_bytes().to_vec())
}

fn documented_request() -> Request {
    let page = include_str!("../../../docs/formats/request-signature.md");
    let (start, headers, body) = message(blocks(page)[1]);
    assert_eq!(start, "POST /v1/transfer?lang=zh HTTP/1.1");
    assert_eq!(headers[0], ("host".to_owned(), b"bank.example".to_vec()));
    let request = Request::new("POST", "bank.example", "/v1/transfer?lang=zh");
    Request { headers, body, ..request }
}

#[test]
fn the_worked_example_of_a_request_holds() {
    let page = blocks(include_str!("../../../docs/formats/request-signature.md"));
    assert_eq!(page.len(), 4);
    assert_eq!(page[0], hex::encode(device_key().verifying_key().to_sec1_bytes()));
    let request = documented_request();
    assert_eq!(check(&request), Ok(()));
    let parsed = ParsedRequest::parse(&request, &Limits::DEFAULT).unwrap();
    assert_eq!(String::from_utf8(parsed.signature_base().unwrap()).unwrap(), page[2]);
    assert_eq!(String::from_utf8(hw_base(&request).unwrap()).unwrap(), page[3]);

    // Today's signer writes the same fields, but for the signature.
    let fields = |request: Request| {
        let mut fields = request.headers;
        fields.retain(|(name, _)| name != "host" && name != "signature");
        fields
    };
    assert_eq!(fields(signed()), fields(request));
}

#[test]
fn the_worked_example_of_a_response_holds() {
    let page = blocks(include_str!("../../../docs/formats/response-signature.md"));
    assert_eq!(page.len(), 3);
    assert_eq!(page[0], hex::encode(server_key().verifying_key().to_sec1_bytes()));
    let (start, headers, body) = message(page[1]);
    assert_eq!(start, "HTTP/1.1 200 OK");
    let response = Response { status: 200, headers, body };
    let request = documented_request();
    assert_eq!(verify(&request, &response), Ok(NOW));

    let signature = &response.headers.iter().find(|(name, _)| name == "signature").unwrap().1;
    let signature = std::str::from_utf8(signature).unwrap().strip_prefix("yufu=:").unwrap();
    let signature = Base64::decode_vec(signature.strip_suffix(':').unwrap()).unwrap();
    let signature = Signature::from_slice(&signature).unwrap();
    let base = page[2].as_bytes();
    assert_eq!(server_key().verifying_key().verify(&SignerId::DEFAULT, base, &signature), Ok(()));

    // Today's signer writes the same fields, but for the signature.
    let fields = |mut response: Response| {
        response.headers.retain(|(name, _)| name != "signature");
        response
    };
    assert_eq!(fields(answered(&request)), fields(response));
}

/// Text near what the parsers expect: pieces of real fields in any order.
fn hostile_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "yufu",
        "hw",
        "=",
        "(",
        ")",
        ";",
        ",",
        " ",
        "\"",
        "@method",
        "signature",
        "created",
        "tag",
        "yufu-request-v1",
        "yufu-response-v1",
        "1760000000",
        ":",
        "AAAA",
        "?1",
        "keyid",
        "alg",
        "sm2-sm3",
        "\\",
        "\t",
        "-",
        "*",
        "key",
        "req",
        "\u{e9}",
        "999999999999999999",
        "tag=\"yufu-request-v1\"",
        "(\"@method\")",
        "yufu=(\"@path\");created=1;expires=2",
    ]);
    prop::collection::vec(pieces, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn hostile_fields_never_panic(inputs in hostile_text(), signatures in hostile_text(), digest in hostile_text()) {
        let mut request = unsigned();
        request.push_header("signature-input", &inputs);
        request.push_header("signature", &signatures);
        request.push_header("content-digest", &digest);
        prop_assert!(check(&request).is_err());
        let _ = hw_base(&request);
        let asked = challenge_request(1);
        let response = Response { status: 200, headers: request.headers, body: request.body };
        prop_assert!(verify(&asked, &response).is_err());
    }

    #[test]
    fn hostile_bytes_never_panic(
        headers in prop::collection::vec((".{0,12}", prop::collection::vec(any::<u8>(), 0..40)), 0..6),
        target in ".{0,20}",
        body in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let request = Request { headers: headers.clone(), body: body.clone(), ..Request::new("GET", &target, &target) };
        prop_assert!(check(&request).is_err());
        let response = Response { status: 200, headers, body };
        prop_assert!(verify(&request, &response).is_err());
        let _ = sign_response(&request, &mut response.clone(), &key_id("r"), &server_key(), NOW, &mut getrandom::SysRng);
    }

    #[test]
    fn any_request_that_can_be_signed_is_accepted(
        method in "[A-Z]{1,10}",
        path in "/[!-\"$->@-~]{0,40}",
        query in "[!-\"$-~]{0,40}",
        body in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut request = Request::new(&method, "bank.example", "/").with_body("a/b", body);
        request.path = path;
        request.query = query;
        request::sign(&mut request, &parameters(), &device_key(), &SignerId::DEFAULT, &mut getrandom::SysRng).unwrap();
        prop_assert_eq!(check(&request), Ok(()));
        prop_assert_eq!(verify(&request, &answered(&request)), Ok(NOW));
    }
}
