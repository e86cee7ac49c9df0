//! One test a check: a message that is right in everything else, refused for that reason, and what
//! it must leave unspent.

use std::sync::atomic::Ordering;

use getrandom::SysRng;
use yufu_protocol::{
    api,
    encoding::Bytes,
    http::Request,
    id::{Challenge, KeyId, Nonce, ReportLink, SessionId, SubmitToken},
    input::Purpose,
    rejection::Reason,
    report::{ReportChain, State},
    request::{self, MacKey, Sequence},
    transaction::TransactionDigest,
};
use yufu_sm::sm2::SignerId;
use yufu_verifier::{Proof, RouteRule, Verdict};

use crate::{
    bank::{Bank, PASSWORD, PIN, account},
    phone::{Offer, Phone, Sealing, add_hardware_signature, reason, transaction, unsigned},
};

struct Scene {
    bank: Bank,
    phone: Phone,
    session: SessionId,
    offer: Offer,
}

impl Scene {
    fn new() -> Self {
        Self::of(Phone::new())
    }

    fn of(phone: Phone) -> Self {
        let bank = Bank::new();
        let phone = phone.enrol(&bank);
        let session = phone.login(&bank);
        let offer = phone.offer(&bank, session, transaction("order-1", 10_000));
        Self { bank, phone, session, offer }
    }

    fn transfer(&self) -> Request {
        self.phone.transfer(&self.bank, self.session, &self.offer)
    }

    fn body(&self) -> api::TransferRequest {
        self.phone.transfer_body(&self.bank, self.session, &self.offer, PIN)
    }

    fn parameters(&self) -> request::RequestParameters {
        self.phone.transfer_parameters(&self.bank, self.session, &self.offer)
    }

    fn signed(&self, body: &api::TransferRequest) -> Request {
        self.phone.post(api::ROUTE_TRANSFER, body, &self.parameters())
    }

    fn refused(&self, request: &Request) -> Reason {
        reason(self.bank.verifier.accept(request, &RouteRule::TRANSFER))
    }

    /// Refused for `expected`, and nothing was used up: the same token still serves an honest
    /// transfer, and all five attempts are left.
    fn refused_unspent(&self, request: &Request, expected: Reason) {
        let opened = self.bank.openings();
        assert_eq!(self.refused(request), expected);
        assert_eq!(self.bank.openings(), opened, "nothing may be opened");
        let accepted = self.bank.verifier.accept(&self.transfer(), &RouteRule::TRANSFER).unwrap();
        assert_eq!(accepted.attempts_left(), Some(4));
        self.bank.verifier.authorise(accepted).unwrap();
    }
}

fn set_header(request: &mut Request, name: &str, value: &str) {
    for (field, content) in &mut request.headers {
        if field.eq_ignore_ascii_case(name) {
            *content = value.as_bytes().to_vec();
        }
    }
}

#[test]
fn honest_transfer_is_accepted_with_every_proof_in_order() {
    let scene = Scene::of(Phone::with_hardware());
    let accepted = scene.bank.verifier.accept(&scene.transfer(), &RouteRule::TRANSFER).unwrap();
    let expected = [
        Proof::DeviceSignature(scene.phone.key_id.clone()),
        Proof::HardwareSignature,
        Proof::BodyIntact,
        Proof::Report(Verdict::Clean),
        Proof::FirstReceipt,
        Proof::InSession(scene.session),
        Proof::SubmitTokenSpent,
        Proof::InputOpened,
    ];
    assert_eq!(accepted.proofs(), expected);
    let authorised = scene.bank.verifier.authorise(accepted).unwrap();
    assert_eq!(authorised.digest(), scene.offer.digest);
}

#[test]
fn oversized_body_is_refused_first() {
    let scene = Scene::new();
    let mut request = scene.transfer();
    request.body = vec![b' '; RouteRule::TRANSFER.limits.body_bytes + 1];
    scene.refused_unspent(&request, Reason::RequestTooLarge);
}

#[test]
fn content_encoding_is_refused() {
    let scene = Scene::new();
    let mut request = scene.transfer();
    request.push_header("content-encoding", "gzip");
    scene.refused_unspent(&request, Reason::ContentEncodingRefused);
}

#[test]
fn request_signed_for_another_server_is_refused_and_uses_nothing_up() {
    let Scene { mut bank, phone, session, offer } = Scene::new();
    bank.verifier = bank.verifier.with_authority("other.example:8443");
    let transfer = phone.transfer(&bank, session, &offer);
    let accept = |bank: &Bank| bank.verifier.accept(&transfer, &RouteRule::TRANSFER);
    assert_eq!(reason(accept(&bank)), Reason::UnknownRoute);
    bank.verifier = bank.verifier.with_authority("Bank.Example:443");
    assert!(accept(&bank).is_ok());
}

#[test]
fn unsigned_request_is_refused() {
    let scene = Scene::new();
    let request = unsigned(api::ROUTE_TRANSFER, &scene.body());
    scene.refused_unspent(&request, Reason::SignatureMissing);
}

#[test]
fn two_signatures_with_our_tag_are_refused() {
    let scene = Scene::new();
    let mut request = scene.transfer();
    let doubled: Vec<_> = request
        .headers
        .iter()
        .filter(|(name, _)| name.starts_with("signature"))
        .map(|(name, value)| {
            let value = String::from_utf8(value.clone()).unwrap();
            (name.clone(), value.replacen("yufu=", "other=", 1).into_bytes())
        })
        .collect();
    request.headers.extend(doubled);
    scene.refused_unspent(&request, Reason::SignatureAmbiguous);
}

#[test]
fn key_that_was_not_enrolled_is_refused() {
    let scene = Scene::new();
    let stranger = Phone::new();
    let mut parameters = scene.parameters();
    parameters.key_id = stranger.key_id.clone();
    let request = stranger.post(api::ROUTE_TRANSFER, &scene.body(), &parameters);
    scene.refused_unspent(&request, Reason::KeyUnknown);
}

#[test]
fn revoked_key_is_refused() {
    let scene = Scene::new();
    let request = scene.transfer();
    assert_eq!(scene.bank.verifier.revoke_device(&scene.phone.key_id), Ok(true));
    assert_eq!(scene.refused(&request), Reason::KeyRevoked);
    assert_eq!(scene.bank.verifier.revoke_device(&KeyId::new("nobody").unwrap()), Ok(false));
}

#[test]
fn shared_key_mac_is_refused_where_money_moves() {
    let scene = Scene::new();
    let mut request = unsigned(api::ROUTE_TRANSFER, &scene.body());
    let key = MacKey::from_bytes(&[7; 32]);
    request::sign_with_mac(&mut request, &scene.parameters(), &key).unwrap();
    scene.refused_unspent(&request, Reason::AlgorithmRefused);
}

#[test]
fn covered_set_of_the_route_has_to_be_there_in_full() {
    let scene = Scene::new();
    let body = scene.body();
    let post = |parameters| scene.phone.post(api::ROUTE_TRANSFER, &body, &parameters);
    let bare = scene.phone.parameters(&scene.bank);
    assert_eq!(scene.refused(&post(bare.clone())), Reason::SessionMissing);
    let sessioned = scene.phone.in_session(&scene.bank, scene.session);
    assert_eq!(scene.refused(&post(sessioned)), Reason::SubmitTokenMissing);
    let mut request = post(bare);
    request.push_header("yufu-session", &scene.session.to_string());
    request.push_header("yufu-sequence", "9");
    let token = scene.offer.response.submit_token.to_text();
    request.push_header("yufu-submit-token", &token);
    scene.refused_unspent(&request, Reason::ComponentMissing);
}

#[test]
fn lifetime_above_two_minutes_is_refused() {
    let scene = Scene::new();
    let mut parameters = scene.parameters();
    parameters.expires = parameters.created.saturating_add(121);
    let request = scene.phone.post(api::ROUTE_TRANSFER, &scene.body(), &parameters);
    scene.refused_unspent(&request, Reason::LifetimeTooLong);
}

#[test]
fn expired_request_is_refused() {
    let scene = Scene::new();
    let request = scene.transfer();
    scene.bank.pass(61);
    scene.refused_unspent(&request, Reason::RequestExpired);
}

#[test]
fn request_from_the_future_is_refused() {
    let scene = Scene::new();
    scene.bank.pass(61);
    let request = scene.transfer();
    scene.bank.rewind(61);
    scene.refused_unspent(&request, Reason::RequestFromFuture);
}

#[test]
fn signature_of_another_key_is_refused() {
    let scene = Scene::new();
    let thief = Phone::new();
    let mut request = unsigned(api::ROUTE_TRANSFER, &scene.body());
    let rng = &mut SysRng;
    request::sign(&mut request, &scene.parameters(), &thief.key, &SignerId::DEFAULT, rng).unwrap();
    scene.refused_unspent(&request, Reason::SignatureInvalid);
}

#[test]
fn signer_id_comes_from_the_record_and_not_from_the_sender() {
    let scene = Scene::new();
    let mut request = unsigned(api::ROUTE_TRANSFER, &scene.body());
    let other = SignerId::new(b"other").unwrap();
    let rng = &mut SysRng;
    request::sign(&mut request, &scene.parameters(), &scene.phone.key, &other, rng).unwrap();
    scene.refused_unspent(&request, Reason::SignatureInvalid);
}

#[test]
fn changed_address_or_header_breaks_the_signature() {
    let scene = Scene::new();
    let mut elsewhere = scene.transfer();
    elsewhere.authority = "evil.example".to_owned();
    assert_eq!(scene.refused(&elsewhere), Reason::SignatureInvalid);
    let mut moved = scene.transfer();
    set_header(&mut moved, "yufu-sequence", "77");
    assert_eq!(scene.refused(&moved), Reason::SignatureInvalid);
    let mut queried = scene.transfer();
    queried.query = "dry-run=1".to_owned();
    scene.refused_unspent(&queried, Reason::SignatureInvalid);
}

#[test]
fn message_with_a_wrong_signature_burns_no_nonce() {
    let scene = Scene::new();
    let honest = scene.transfer();
    let mut forged = honest.clone();
    forged.query = "x".to_owned();
    assert_eq!(scene.refused(&forged), Reason::SignatureInvalid);
    assert!(scene.bank.verifier.accept(&honest, &RouteRule::TRANSFER).is_ok());
}

#[test]
fn hardware_signature_is_required_where_a_hardware_key_is_enrolled() {
    let scene = Scene::of(Phone::with_hardware());
    let mut request = unsigned(api::ROUTE_TRANSFER, &scene.body());
    let rng = &mut SysRng;
    let key = &scene.phone.key;
    request::sign(&mut request, &scene.parameters(), key, &SignerId::DEFAULT, rng).unwrap();
    scene.refused_unspent(&request, Reason::HardwareSignatureMissing);
}

#[test]
fn hardware_signature_of_another_key_is_refused() {
    let scene = Scene::of(Phone::with_hardware());
    let other = Phone::with_hardware();
    let mut request = unsigned(api::ROUTE_TRANSFER, &scene.body());
    let rng = &mut SysRng;
    let key = &scene.phone.key;
    request::sign(&mut request, &scene.parameters(), key, &SignerId::DEFAULT, rng).unwrap();
    add_hardware_signature(&mut request, other.hardware.as_ref().unwrap());
    scene.refused_unspent(&request, Reason::HardwareSignatureInvalid);
}

#[test]
fn changed_body_is_refused() {
    let scene = Scene::new();
    let mut request = scene.transfer();
    request.body.push(b' ');
    scene.refused_unspent(&request, Reason::DigestMismatch);
}

#[test]
fn body_of_another_form_is_refused() {
    let scene = Scene::new();
    let login = scene.phone.post(api::ROUTE_TRANSFER, &api::LogoutRequest {}, &scene.parameters());
    assert_eq!(scene.refused(&login), Reason::BodyMalformed);
    let mut body = scene.body();
    body.transaction.0.push(0);
    scene.refused_unspent(&scene.signed(&body), Reason::TransactionMalformed);
}

#[test]
fn session_of_nobody_or_of_another_device_is_refused() {
    let scene = Scene::new();
    let other = Phone::enrolled(&scene.bank);
    let mut parameters = scene.parameters();
    parameters.key_id = other.key_id.clone();
    let stolen = other.post(api::ROUTE_TRANSFER, &scene.body(), &parameters);
    assert_eq!(scene.refused(&stolen), Reason::SessionUnknown);
    let parameters = scene.phone.in_session(&scene.bank, SessionId::from_bytes([9; 16]));
    let parameters = parameters.with_submit_token(scene.offer.response.submit_token.clone());
    let unknown = scene.phone.post(api::ROUTE_TRANSFER, &scene.body(), &parameters);
    scene.refused_unspent(&unknown, Reason::SessionUnknown);
}

#[test]
fn submit_token_has_to_be_known_and_for_this_transaction() {
    let scene = Scene::new();
    let forged = SubmitToken::from_bytes([9; 32]);
    let parameters = scene.phone.in_session(&scene.bank, scene.session).with_submit_token(forged);
    let request = scene.phone.post(api::ROUTE_TRANSFER, &scene.body(), &parameters);
    assert_eq!(scene.refused(&request), Reason::SubmitTokenUnknown);
    let mut body = scene.body();
    body.transaction = Bytes(transaction("order-1", 10_001).to_der().unwrap());
    scene.refused_unspent(&scene.signed(&body), Reason::SubmitTokenMismatch);
}

#[test]
fn submit_token_ends() {
    let scene = Scene::new();
    for _ in 0..2 {
        scene.bank.pass(150);
        // A request in between keeps the session open.
        scene.phone.offer(&scene.bank, scene.session, transaction("order-2", 1));
    }
    assert_eq!(scene.refused(&scene.transfer()), Reason::SubmitTokenExpired);
}

#[test]
fn payer_has_to_be_an_account_of_the_device() {
    let scene = Scene::new();
    let stranger = yufu_protocol::transaction::Transaction::new(
        yufu_protocol::transaction::TransactionKind::Transfer,
        scene.offer.transaction.order().clone(),
        account("stranger-1"),
        account("6222021234567890128"),
        "王小明",
        scene.offer.transaction.amount(),
    )
    .unwrap();
    let offer = scene.phone.offer(&scene.bank, scene.session, stranger);
    let request = scene.phone.transfer(&scene.bank, scene.session, &offer);
    scene.refused_unspent(&request, Reason::AccountNotBound);
}

#[test]
fn input_sealed_to_an_unknown_server_key_is_told_before_anything_is_spent() {
    let mut scene = Scene::new();
    let known = scene.bank.input_key.0.clone();
    scene.bank.input_key.0 = KeyId::new("retired").unwrap();
    let request = scene.transfer();
    scene.bank.input_key.0 = known;
    scene.refused_unspent(&request, Reason::ServerKeyUnknown);
}

#[test]
fn report_has_to_be_there() {
    let scene = Scene::new();
    let body = api::TransferRequest { report: None, ..scene.body() };
    scene.refused_unspent(&scene.signed(&body), Reason::ReportMissing);
}

#[test]
fn report_of_another_device_is_refused() {
    let scene = Scene::new();
    let other = Phone::enrolled(&scene.bank);
    let challenge = scene.offer.response.challenge;
    let report = other.report(&scene.bank, challenge, Some(scene.offer.digest), |_| {});
    let body = api::TransferRequest { report: Some(report), ..scene.body() };
    scene.refused_unspent(&scene.signed(&body), Reason::ReportOfAnotherDevice);
}

#[test]
fn report_under_this_device_s_name_by_another_key_is_refused() {
    let scene = Scene::new();
    let mut thief = Phone::new();
    thief.key_id = scene.phone.key_id.clone();
    let challenge = scene.offer.response.challenge;
    let report = thief.report(&scene.bank, challenge, Some(scene.offer.digest), |_| {});
    let body = api::TransferRequest { report: Some(report), ..scene.body() };
    scene.refused_unspent(&scene.signed(&body), Reason::ReportSignatureInvalid);
}

#[test]
fn report_that_cannot_be_opened_is_refused() {
    let scene = Scene::new();
    let mut body = scene.body();
    *body.report.as_mut().unwrap().0.last_mut().unwrap() ^= 1;
    scene.refused_unspent(&scene.signed(&body), Reason::ReportMalformed);
}

/// A transfer whose report was changed before the device signed it.
fn with_report(
    scene: &Scene,
    alter: impl FnOnce(&mut yufu_protocol::report::ReportClaims),
) -> Request {
    let challenge = scene.offer.response.challenge;
    let report = scene.phone.report(&scene.bank, challenge, Some(scene.offer.digest), alter);
    scene.signed(&api::TransferRequest { report: Some(report), ..scene.body() })
}

#[test]
fn report_has_to_answer_this_challenge_for_this_transaction() {
    let scene = Scene::new();
    let other = with_report(&scene, |claims| claims.eat_nonce = Challenge::from_bytes([1; 32]));
    assert_eq!(scene.refused(&other), Reason::ReportChallengeMismatch);
    let digest = TransactionDigest::from_bytes([1; 32]);
    let other = with_report(&scene, |claims| claims.transaction_digest = Some(digest));
    assert_eq!(scene.refused(&other), Reason::ReportTransactionMismatch);
    let other = with_report(&scene, |claims| claims.transaction_digest = None);
    scene.refused_unspent(&other, Reason::ReportTransactionMismatch);
}

#[test]
fn report_has_to_be_fresh_and_of_a_known_pack() {
    let scene = Scene::new();
    let now = scene.bank.now();
    let old = with_report(&scene, |claims| claims.iat = now.saturating_sub(301));
    assert_eq!(scene.refused(&old), Reason::ReportStale);
    let early = with_report(&scene, |claims| claims.iat = now.saturating_add(61));
    assert_eq!(scene.refused(&early), Reason::ReportStale);
    let other = with_report(&scene, |claims| claims.pack.version = "0".to_owned());
    scene.refused_unspent(&other, Reason::ReportPackRefused);
}

#[test]
fn check_that_is_missing_from_the_report_counts_as_failed() {
    let scene = Scene::new();
    let request = with_report(&scene, |claims| {
        claims.findings.remove(1);
    });
    scene.refused_unspent(&request, Reason::ReportCheckMissing);
}

#[test]
fn severity_is_the_server_s_and_not_the_report_s() {
    let scene = Scene::new();
    let request = with_report(&scene, |claims| {
        claims.findings[0].state = State::Detected;
        claims.findings[0].severity = yufu_protocol::report::Severity::Info;
    });
    scene.refused_unspent(&request, Reason::EnvironmentRefused);
}

#[test]
fn failed_read_and_informative_finding_are_no_suspicion() {
    let scene = Scene::new();
    let request = with_report(&scene, |claims| {
        claims.findings[0].state = State::Error;
        claims.findings[1].state = State::Detected;
        claims.findings[2].state = State::Unobservable;
    });
    let accepted = scene.bank.verifier.accept(&request, &RouteRule::TRANSFER).unwrap();
    assert_eq!(accepted.verdict(), Some(Verdict::Clean));
    assert_eq!(accepted.report().unwrap().findings[0].state, State::Error);
}

#[test]
fn suspicious_report_needs_more_factors() {
    let scene = Scene::new();
    let request = with_report(&scene, |claims| claims.findings[2].state = State::Detected);
    scene.refused_unspent(&request, Reason::FactorsMissing);
}

#[test]
fn transfer_without_its_pin_lacks_a_factor() {
    let scene = Scene::new();
    let body = api::TransferRequest { pin: None, ..scene.body() };
    scene.refused_unspent(&scene.signed(&body), Reason::FactorsMissing);
}

#[test]
fn resend_is_replayed_and_nothing_else() {
    let scene = Scene::new();
    let request = scene.transfer();
    let accepted = scene.bank.verifier.accept(&request, &RouteRule::TRANSFER).unwrap();
    scene.bank.verifier.authorise(accepted).unwrap();
    let opened = scene.bank.openings();
    assert_eq!(scene.refused(&request), Reason::Replayed);
    assert_eq!(scene.bank.openings(), opened);
}

#[test]
fn used_sequence_number_and_long_jump_are_refused() {
    let scene = Scene::new();
    let at = |number| {
        let parameters = scene.phone.parameters(&scene.bank);
        let sequence = Sequence::new(number).unwrap();
        parameters
            .in_session(scene.session, sequence)
            .with_submit_token(scene.offer.response.submit_token.clone())
    };
    let used = scene.phone.post(api::ROUTE_TRANSFER, &scene.body(), &at(1));
    assert_eq!(scene.refused(&used), Reason::SequenceReused);
    let far = scene.phone.post(api::ROUTE_TRANSFER, &scene.body(), &at(1_026));
    scene.refused_unspent(&far, Reason::SequenceJump);
}

#[test]
fn submit_token_serves_once() {
    let scene = Scene::new();
    scene.bank.verifier.accept(&scene.transfer(), &RouteRule::TRANSFER).unwrap();
    assert_eq!(scene.refused(&scene.transfer()), Reason::SubmitTokenUsed);
}

#[test]
fn report_counter_has_to_go_up() {
    let scene = Scene::new();
    let request = with_report(&scene, |claims| claims.counter = 1);
    scene.refused_unspent(&request, Reason::ReportReplayed);
}

#[test]
fn report_of_a_copied_device_is_refused_and_uses_nothing_up() {
    let chain = |link: u8, previous: &[u8]| {
        let link_of = |byte: &u8| ReportLink::from_bytes([*byte; 16]);
        let previous = previous.iter().map(link_of).collect();
        Some(ReportChain { link: link_of(&link), previous })
    };
    let scene = Scene::new();
    let take = |chain| scene.phone.login_with(&scene.bank, PASSWORD, |claims| claims.chain = chain);
    let accept = |chain| scene.bank.verifier.accept(&take(chain), &RouteRule::LOGIN);
    assert!(accept(chain(1, &[])).is_ok());
    assert!(accept(chain(3, &[2, 1])).is_ok());
    let refused = |chain| accept(chain).unwrap_err().reason;
    // A copy from before report 2, one that never reported, one that leaves the chain out.
    assert_eq!(refused(chain(9, &[1])), Reason::ReportForked);
    assert_eq!(refused(chain(9, &[])), Reason::ReportForked);
    assert_eq!(refused(None), Reason::ReportForked);
    // The device's own, sent again or late.
    assert_eq!(refused(chain(3, &[2, 1])), Reason::ReportReplayed);
    assert_eq!(refused(chain(2, &[1])), Reason::ReportReplayed);
    // All five attempts at the PIN are left after it, and the device itself goes on.
    let forked = with_report(&scene, |claims| claims.chain = chain(9, &[1]));
    assert_eq!(scene.refused(&forked), Reason::ReportForked);
    let own = with_report(&scene, |claims| claims.chain = chain(4, &[3]));
    let accepted = scene.bank.verifier.accept(&own, &RouteRule::TRANSFER).unwrap();
    assert_eq!(accepted.attempts_left(), Some(4));
}

#[test]
fn every_kind_of_wrong_input_has_one_reason_and_costs_an_attempt() {
    let wrong = |scene: &Scene, kind: usize| {
        let sealing = || Sealing::transaction(scene.session, &scene.offer);
        let seal = |secret, sealing| scene.phone.seal(&scene.bank, secret, sealing);
        match kind {
            0 => seal(b"592848", sealing()),
            1 => seal(b"", sealing()),
            // Sealed for another transaction.
            2 => {
                let other = Some(TransactionDigest::from_bytes([1; 32]));
                seal(PIN, Sealing { transaction: other, ..sealing() })
            }
            // Sealed for another purpose.
            3 => seal(PIN, Sealing { purpose: Purpose::Login, ..sealing() }),
            // One bit of the tag.
            4 => {
                let mut sealed = seal(PIN, sealing());
                *sealed.0.last_mut().unwrap() ^= 1;
                sealed
            }
            // Not even DER.
            5 => Bytes(vec![0x30]),
            _ => Bytes(Vec::new()),
        }
    };
    for kind in 0..7 {
        let scene = Scene::new();
        let body = api::TransferRequest { pin: Some(wrong(&scene, kind)), ..scene.body() };
        let opened = scene.bank.openings();
        let accepted =
            scene.bank.verifier.accept(&scene.signed(&body), &RouteRule::TRANSFER).unwrap();
        assert_eq!(accepted.attempts_left(), Some(4), "kind {kind}");
        assert_eq!(scene.bank.openings(), opened + 1, "kind {kind}");
        let rejection = scene.bank.verifier.authorise(accepted).unwrap_err();
        assert_eq!(rejection.reason, Reason::InputRejected, "kind {kind}");
        let offer = scene.phone.offer(&scene.bank, scene.session, transaction("order-2", 1));
        let next = scene.phone.transfer(&scene.bank, scene.session, &offer);
        let accepted = scene.bank.verifier.accept(&next, &RouteRule::TRANSFER).unwrap();
        assert_eq!(accepted.attempts_left(), Some(3), "kind {kind}");
    }
}

#[test]
fn opener_that_does_not_answer_refuses() {
    let scene = Scene::new();
    scene.bank.opener_down.store(true, Ordering::SeqCst);
    assert_eq!(scene.refused(&scene.transfer()), Reason::StoreUnavailable);
}

#[test]
fn rejection_and_audit_share_a_correlation_id_and_hold_no_personal_data() {
    let scene = Scene::new();
    let mut request = scene.transfer();
    request.body.push(b' ');
    let rejection = scene.bank.verifier.accept(&request, &RouteRule::TRANSFER).unwrap_err();
    let audit = scene.bank.audit.0.lock().unwrap();
    let last = audit.last().unwrap();
    assert_eq!(last.correlation, rejection.correlation);
    assert_eq!(last.decision, yufu_verifier::audit::Decision::Rejected(Reason::DigestMismatch));
    assert_eq!(last.key.as_ref(), Some(&scene.phone.key_id));
    let text = format!("{:?}", *audit);
    assert!(!text.contains("customer-1") && !text.contains("6222021234567890128"));
}

#[test]
fn nonce_of_one_device_does_not_bind_another() {
    let scene = Scene::new();
    let nonce = Nonce::from_bytes([5; 16]);
    for phone in [Phone::enrolled(&scene.bank), Phone::enrolled(&scene.bank)] {
        let mut parameters = phone.parameters(&scene.bank);
        parameters.nonce = nonce;
        let request = phone.post("/v1/anything", &api::LogoutRequest {}, &parameters);
        assert!(scene.bank.verifier.accept(&request, &RouteRule::SIGNED).is_ok());
    }
}
