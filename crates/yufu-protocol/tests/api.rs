//! Bodies: what one half writes the other reads; requests hold nothing unknown.

use proptest::prelude::*;
use yufu_protocol::api::{
    self, CustomerFacts, EnrolRequest, KeysResponse, LoginResponse, LogoutRequest, Problem,
    SubmitTokenRequest, TransferRequest, VerifyRequest,
};
use yufu_protocol::encoding::Bytes;
use yufu_protocol::error::{Error, Format};
use yufu_protocol::id::CorrelationId;
use yufu_protocol::rejection::{Reason, Rejection};

#[test]
fn transfer_request_comes_back() {
    let request = TransferRequest {
        transaction: Bytes(vec![1, 2]),
        pin: Some(Bytes(vec![3])),
        report: None,
        attestation: None,
    };
    let body = api::encode(&request).unwrap();
    assert_eq!(body, br#"{"transaction":"AQI","pin":"Aw"}"#);
    assert_eq!(api::decode::<TransferRequest>(&body).unwrap(), request);
}

#[test]
fn requests_refuse_unknown_and_duplicate_members_and_other_shapes() {
    for body in [
        r#"{"transaction":"AQI","fee":1}"#,
        r#"{"transaction":"AQI","transaction":"AQI"}"#,
        r#"["AQI",null,null]"#,
        r#"{"transaction":"AQI="}"#,
        r#"{"transaction":"A QI"}"#,
        r#"{"transaction":1}"#,
        r#"{"transaction":"AQI"} x"#,
        "{}",
        "",
        "null",
    ] {
        let verdict = api::decode::<TransferRequest>(body.as_bytes()).map(|_| ());
        assert_eq!(verdict, Err(Error::Malformed(Format::Api)), "{body}");
    }
    let long = format!("{{{}}}", " ".repeat(api::MAX_BODY_LEN));
    let verdict = api::decode::<LogoutRequest>(long.as_bytes()).map(|_| ());
    assert_eq!(verdict, Err(Error::TooLarge(Format::Api)));
}

#[test]
fn responses_may_grow() {
    let body = br#"{"bundle":"a.b.c","next":{"later":[1]}}"#;
    assert_eq!(api::decode::<KeysResponse>(body).unwrap().bundle, "a.b.c");
}

#[test]
fn problems_carry_every_reason() {
    for reason in Reason::ALL.iter().copied() {
        let problem = Problem::from(Rejection::new(reason, CorrelationId::from_bytes([1; 16])));
        let body = api::encode(&problem).unwrap();
        let read: Problem = api::decode(&body).unwrap();
        assert_eq!(read.known_reason(), Some(reason));
        assert!((400..600).contains(&read.status), "{reason}");
    }
}

#[test]
fn a_problem_newer_than_the_reader_is_still_read() {
    let body = br#"{"type":"about:blank","title":"t","status":403,"detail":"d","code":3999,
        "reason":"from_the_future","correlation_id":"AQEBAQEBAQEBAQEBAQEBAQ"}"#;
    assert_eq!(api::decode::<Problem>(body).unwrap().known_reason(), None);
}

#[test]
fn letters_and_receipts_are_not_printed() {
    let facts = CustomerFacts { name: "王小明".to_owned(), ..CustomerFacts::default() };
    assert_eq!(format!("{facts:?}"), "CustomerFacts { .. }");
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = api::decode::<LoginResponse>(&bytes);
        let _ = api::decode::<SubmitTokenRequest>(&bytes);
        prop_assert!(api::decode::<VerifyRequest>(&bytes).is_err());
    }

    #[test]
    fn bytes_come_back(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        attested: bool,
    ) {
        let attestation = attested.then(|| Bytes(bytes.clone()));
        let request = EnrolRequest { envelope: Bytes(bytes), attestation };
        let body = api::encode(&request).unwrap();
        prop_assert_eq!(api::decode::<EnrolRequest>(&body).unwrap(), request);
    }
}
