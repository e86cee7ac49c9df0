//! Login, its end, and what survives neither.

use yufu_protocol::{
    api, http::Response, id::SessionId, rejection::Reason, report::State, response,
};
use yufu_verifier::{Policy, RouteRule, SecretKind, policy::Lifetimes};

use crate::{
    bank::{Bank, PASSWORD, PIN},
    phone::{Phone, reason, transaction},
};

/// A request in the session that asks for nothing.
fn ping(bank: &Bank, phone: &Phone, session: SessionId) -> Result<(), Reason> {
    let parameters = phone.in_session(bank, session);
    let request = phone.post("/v1/balance", &api::LogoutRequest {}, &parameters);
    let accepted = bank.verifier.accept(&request, &RouteRule::IN_SESSION);
    accepted.map(|_| ()).map_err(|rejection| rejection.reason)
}

#[test]
fn login_tells_the_session_and_the_login_before() {
    let bank = Bank::new();
    bank.set(SecretKind::Transaction, PIN, true);
    let phone = Phone::enrolled(&bank);
    let first = phone.try_login(&bank, PASSWORD).unwrap();
    assert_eq!((first.server_time, first.idle_seconds), (bank.now(), 300));
    assert_eq!(first.account_refs.len(), 2);
    assert!(first.login_state.must_change_pin && first.login_state.last_login.is_none());
    let earlier = bank.now();
    bank.pass(60);
    let second = phone.try_login(&bank, PASSWORD).unwrap();
    assert_eq!(second.login_state.last_login, Some(earlier));
    assert!(!second.login_state.must_change_password);
    bank.set(SecretKind::Login, PASSWORD, true);
    assert!(phone.try_login(&bank, PASSWORD).unwrap().login_state.must_change_password);
}

#[test]
fn session_ends_when_idle_and_in_any_case() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    bank.pass(299);
    assert_eq!(ping(&bank, &phone, session), Ok(()));
    bank.pass(300);
    assert_eq!(ping(&bank, &phone, session), Err(Reason::SessionExpired));

    let session = phone.login(&bank);
    for _ in 0..6 {
        bank.pass(290);
        assert_eq!(ping(&bank, &phone, session), Ok(()));
    }
    bank.pass(60);
    assert_eq!(ping(&bank, &phone, session), Err(Reason::SessionExpired));
}

#[test]
fn request_that_is_refused_does_not_keep_a_session_open() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    bank.pass(200);
    let parameters = phone.in_session(&bank, session);
    let mut request = phone.post("/v1/balance", &api::LogoutRequest {}, &parameters);
    request.query = "changed".to_owned();
    let refused = reason(bank.verifier.accept(&request, &RouteRule::IN_SESSION));
    assert_eq!(refused, Reason::SignatureInvalid);
    bank.pass(100);
    assert_eq!(ping(&bank, &phone, session), Err(Reason::SessionExpired));
}

#[test]
fn newer_login_ends_the_session_on_the_other_device() {
    let bank = Bank::new();
    let (old, new) = (Phone::enrolled(&bank), Phone::enrolled(&bank));
    let first = old.login(&bank);
    let second = new.login(&bank);
    assert_eq!(ping(&bank, &old, first), Err(Reason::SessionEnded));
    assert_eq!(ping(&bank, &new, second), Ok(()));
}

#[test]
fn failed_login_does_not_end_the_session_on_the_other_device() {
    let bank = Bank::new();
    let (old, new) = (Phone::enrolled(&bank), Phone::enrolled(&bank));
    let session = old.login(&bank);
    assert_eq!(new.try_login(&bank, b"Guess&42"), Err(Reason::InputRejected));
    assert_eq!(ping(&bank, &old, session), Ok(()));
}

#[test]
fn logout_ends_the_session_and_its_tokens() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    let offer = phone.offer(&bank, session, transaction("order-1", 100));
    let parameters = phone.in_session(&bank, session);
    let request = phone.post(api::ROUTE_LOGOUT, &api::LogoutRequest {}, &parameters);
    let accepted = bank.verifier.accept(&request, &RouteRule::LOGOUT).unwrap();
    assert_eq!(bank.verifier.logout(accepted).unwrap().ended_at, bank.now());
    assert_eq!(ping(&bank, &phone, session), Err(Reason::SessionEnded));
    let transfer = phone.transfer(&bank, session, &offer);
    let refused = reason(bank.verifier.accept(&transfer, &RouteRule::TRANSFER));
    assert_eq!(refused, Reason::SessionEnded);
    // The token does not serve the next session either.
    let next = phone.login(&bank);
    let transfer = phone.transfer(&bank, next, &offer);
    let refused = reason(bank.verifier.accept(&transfer, &RouteRule::TRANSFER));
    assert_eq!(refused, Reason::SubmitTokenUnknown);
}

#[test]
fn revocation_ends_the_session() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    bank.verifier.revoke_device(&phone.key_id).unwrap();
    assert_eq!(ping(&bank, &phone, session), Err(Reason::KeyRevoked));
    assert_eq!(phone.try_login(&bank, PASSWORD), Err(Reason::KeyRevoked));
}

#[test]
fn login_challenge_serves_once_and_ends() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let offer = bank.verifier.challenge().unwrap();
    let login = || {
        let password = phone.seal(&bank, PASSWORD, crate::phone::Sealing::login(offer.input_nonce));
        let report = phone.report(&bank, offer.challenge, None, |_| {});
        let parameters = phone.parameters(&bank).with_challenge(offer.challenge);
        phone.post(
            api::ROUTE_LOGIN,
            &api::LoginRequest { password, report, attestation: None },
            &parameters,
        )
    };
    assert!(bank.verifier.accept(&login(), &RouteRule::LOGIN).is_ok());
    let again = reason(bank.verifier.accept(&login(), &RouteRule::LOGIN));
    assert_eq!(again, Reason::ChallengeUnknown);
    bank.pass(300);
    let late = reason(bank.verifier.accept(&login(), &RouteRule::LOGIN));
    assert_eq!(late, Reason::ChallengeExpired);
}

#[test]
fn five_wrong_passwords_lock_and_the_lock_ends() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    for _ in 0..5 {
        assert_eq!(phone.try_login(&bank, b"Guess&42"), Err(Reason::InputRejected));
    }
    let opened = bank.openings();
    assert_eq!(phone.try_login(&bank, PASSWORD), Err(Reason::AttemptsExhausted));
    assert_eq!(bank.openings(), opened);
    bank.pass(1_800);
    assert!(phone.try_login(&bank, PASSWORD).is_ok());
}

#[test]
fn right_password_gives_the_attempts_back() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    for _ in 0..3 {
        for _ in 0..4 {
            assert_eq!(phone.try_login(&bank, b"Guess&42"), Err(Reason::InputRejected));
        }
        assert!(phone.try_login(&bank, PASSWORD).is_ok());
    }
}

#[test]
fn debugger_rules_a_login_out() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let request =
        phone.login_with(&bank, PASSWORD, |claims| claims.findings[0].state = State::Detected);
    let refused = reason(bank.verifier.accept(&request, &RouteRule::LOGIN));
    assert_eq!(refused, Reason::EnvironmentRefused);
}

#[test]
fn accepted_request_of_one_route_completes_no_other() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let accept = || {
        let request = phone.login_request(&bank, PASSWORD);
        bank.verifier.accept(&request, &RouteRule::LOGIN).unwrap()
    };
    let verifier = &bank.verifier;
    let expected = Reason::StepOutOfOrder;
    assert_eq!(verifier.authorise(accept()).unwrap_err().reason, expected);
    assert_eq!(verifier.logout(accept()).unwrap_err().reason, expected);
    assert_eq!(verifier.issue_submit_token(accept()).unwrap_err().reason, expected);
    assert_eq!(verifier.change_secret(accept(), &Default::default()).unwrap_err().reason, expected);
}

#[test]
fn lifetimes_are_the_policy_s() {
    let lifetimes = Lifetimes { session_idle: 10, ..Lifetimes::default() };
    let bank = Bank::with_policy(Policy { lifetimes, ..Policy::default() });
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    bank.pass(10);
    assert_eq!(ping(&bank, &phone, session), Err(Reason::SessionExpired));
}

#[test]
fn response_is_signed_and_bound_to_its_request() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let (one, other) = (phone.login_request(&bank, PASSWORD), phone.login_request(&bank, PASSWORD));
    let mut answer = Response::new(200, api::MEDIA_TYPE, b"{}".to_vec());
    bank.verifier.sign_response(&one, &mut answer).unwrap();
    let (kid, key) = &bank.response_key;
    let verify = |request| {
        response::verify_response(request, &answer, Some(bank.now()), |id| {
            (id == kid).then_some(key)
        })
    };
    assert_eq!(verify(&one), Ok(bank.now()));
    assert!(verify(&other).is_err());
}
