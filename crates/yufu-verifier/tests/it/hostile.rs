//! Hostile bytes: nothing that was changed is accepted, and nothing panics.

use proptest::{prelude::*, sample::Index, test_runner::TestRunner};
use yufu_protocol::{http::Request, rejection::Reason};
use yufu_verifier::RouteRule;

use crate::{
    bank::Bank,
    phone::{Phone, transaction},
};

/// Flips one bit of the target, a field's value, or the body.
fn flip(request: &mut Request, place: Index, position: Index, bit: u8) {
    let place = place.index(request.headers.len() + 3);
    let flip = |bytes: &mut Vec<u8>| {
        if !bytes.is_empty() {
            let at = position.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
    };
    let text = |text: &mut String| {
        let mut bytes = std::mem::take(text).into_bytes();
        flip(&mut bytes);
        *text = String::from_utf8_lossy(&bytes).into_owned();
    };
    match place.checked_sub(3) {
        Some(header) => flip(&mut request.headers[header].1),
        None if place == 0 => text(&mut request.path),
        None if place == 1 => text(&mut request.authority),
        None => flip(&mut request.body),
    }
}

#[test]
fn no_request_with_a_changed_bit_is_accepted() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    let offer = phone.offer(&bank, session, transaction("order-1", 100));
    let honest = phone.transfer(&bank, session, &offer);
    let mut runner = TestRunner::default();
    let changes = (any::<Index>(), any::<Index>(), 0_u8..8);
    let unchanged = |changed: &Request| {
        *changed == honest || changed.normalized_authority() == honest.normalized_authority()
    };
    let result = runner.run(&changes, |(place, position, bit)| {
        let mut changed = honest.clone();
        flip(&mut changed, place, position, bit);
        // The case of a host name is not signed: it means nothing.
        prop_assume!(!(unchanged(&changed) && changed.authority != honest.authority));
        let verdict = bank.verifier.accept(&changed, &RouteRule::TRANSFER);
        prop_assert!(verdict.is_err(), "{:?}", changed);
        Ok(())
    });
    result.unwrap();
    assert!(bank.verifier.accept(&honest, &RouteRule::TRANSFER).is_ok());
}

#[test]
fn random_signature_fields_are_refused_without_a_panic() {
    let bank = Bank::new();
    let mut runner = TestRunner::default();
    let fields = ("\\PC{0,200}", "\\PC{0,200}", prop::collection::vec(any::<u8>(), 0..200));
    let result = runner.run(&fields, |(input, signature, body)| {
        let mut request = Request::new("POST", "bank.example", "/v1/transfer");
        request.headers.push(("signature-input".to_owned(), input.into_bytes()));
        request.headers.push(("signature".to_owned(), signature.into_bytes()));
        request.body = body;
        let rejection = bank.verifier.accept(&request, &RouteRule::TRANSFER).unwrap_err();
        prop_assert_ne!(rejection.reason, Reason::Internal);
        Ok(())
    });
    result.unwrap();
}
