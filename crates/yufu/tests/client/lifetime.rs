//! A session over time: wrong clocks, suspend, idle, background, logout, sequence numbers.

use std::collections::HashSet;
use std::time::Duration;

use getrandom::SysRng;
use rand_core::{TryCryptoRng, TryRng};
use yufu::Error;
use yufu::environment::evidence::{FactName, FactValue, HostFacts};
use yufu::environment::{Collect, collect};
use yufu::request::SignedRequest;
use yufu::session::{EndReason, Limits, LockReason, SecretChange, SecretKind, SessionState};
use yufu_protocol::api;
use yufu_protocol::encoding::Bytes;
use yufu_protocol::rejection::Reason;

use super::bank::{Bank, DAY, IDLE, LIFETIME, START, app};

fn status() -> SignedRequest {
    SignedRequest::get("/v1/orders/none")
}

/// A source that has failed.
struct Broken;

impl TryRng for Broken {
    type Error = yufu_sm::Error;

    fn try_next_u32(&mut self) -> Result<u32, yufu_sm::Error> {
        Err(yufu_sm::Error::EntropyFailed)
    }

    fn try_next_u64(&mut self) -> Result<u64, yufu_sm::Error> {
        Err(yufu_sm::Error::EntropyFailed)
    }

    fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), yufu_sm::Error> {
        Err(yufu_sm::Error::EntropyFailed)
    }
}

impl TryCryptoRng for Broken {}

#[test]
fn login_gives_what_the_server_said() {
    let bank = Bank::new();
    let session = bank.session();
    assert!(session.must_change_pin() && session.must_change_password());
    assert_eq!(session.accounts().len(), 1);
    assert_eq!(session.state(), SessionState::Active);
    assert_eq!(session.time().now(), Ok(START));
}

#[test]
fn attestation_that_the_host_gave_travels_beside_the_report() {
    let bank = Bank::new();
    let server = bank.server();
    let device = bank.device(&server);
    let body = |given: Option<Vec<u8>>| {
        let login = bank.begin(&server, &device);
        let mut facts = HostFacts::default();
        if let Some(blob) = given {
            facts.set(FactName::Attestation, FactValue::Blob(blob.into())).unwrap();
        }
        let order = Collect::new(*login.challenge()).with_host_facts(facts);
        let report = login.seal_report(&collect(&order), &app(), &mut SysRng).unwrap();
        let pending = login.submit(bank.sealed(), report, &mut SysRng).unwrap();
        api::decode::<api::LoginRequest>(&pending.request().body).unwrap().attestation
    };
    assert_eq!(body(Some(vec![0x30, 1, 2])), Some(Bytes(vec![0x30, 1, 2])));
    assert_eq!(body(None), None);
}

#[test]
fn a_phone_a_day_off_still_logs_in_and_signs_in_the_servers_time() {
    let bank = Bank::new();
    for wall_clock in [START.saturating_sub(DAY), START.saturating_add(DAY)] {
        let trust = bank.trust();
        trust.load(&bank.bundle(1), wall_clock).unwrap();
        let server =
            yufu::session::Server::new("bank.example", trust.into()).with_clock(bank.clock.clone());
        let device = bank.device(&server);
        let login = bank.begin(&server, &device);
        let report = super::bank::login_report(&login);
        let pending = login.submit(bank.sealed(), report, &mut SysRng).unwrap();
        let session = bank.exchange(pending).unwrap();
        // The bank checks `created` and `expires` against its own clock.
        let refused = bank.exchange(session.send(&status(), &mut SysRng).unwrap());
        assert_eq!(refused.unwrap_err().code(), Reason::OrderUnknown.code());
    }
}

#[test]
fn client_time_follows_the_monotonic_clock() {
    let bank = Bank::new();
    let session = bank.session();
    bank.clock.advance(200);
    session.touch();
    bank.clock.advance(200);
    assert_eq!(session.time().now(), Ok(START.saturating_add(400)));
    let refused = bank.exchange(session.send(&status(), &mut SysRng).unwrap());
    assert_eq!(refused.unwrap_err().code(), Reason::OrderUnknown.code());
}

#[test]
fn monotonic_clock_that_goes_backwards_locks_the_session() {
    let bank = Bank::new();
    let session = bank.session();
    bank.clock.advance(100);
    session.touch();
    bank.clock.turn_back(50);
    assert_eq!(session.send(&status(), &mut SysRng).err(), Some(Error::SessionLocked));
    assert_eq!(session.state(), SessionState::Locked(LockReason::Fault));
}

#[test]
fn a_night_of_suspend_locks_or_ends_the_session() {
    let bank = Bank::new();
    let short = bank.session();
    bank.clock.advance(u64::from(IDLE));
    assert_eq!(short.send(&status(), &mut SysRng).err(), Some(Error::SessionLocked));
    let long = bank.session();
    bank.clock.advance(LIFETIME);
    assert_eq!(long.send(&status(), &mut SysRng).err(), Some(Error::SessionEnded));
    assert_eq!(long.state(), SessionState::Ended(EndReason::Lifetime));
}

#[test]
fn polling_does_not_keep_a_session_alive() {
    let bank = Bank::new();
    let session = bank.session();
    for _ in 0..5 {
        bank.clock.advance(u64::from(IDLE) / 5);
        let _ = session.send(&status(), &mut SysRng);
    }
    assert_eq!(session.state(), SessionState::Locked(LockReason::Idle));
}

#[test]
fn return_from_the_background_needs_a_new_login_unless_the_host_allows_a_moment() {
    let bank = Bank::new();
    let strict = bank.session();
    strict.enter_background();
    strict.enter_foreground();
    let refused = strict.send(&status(), &mut SysRng);
    assert_eq!(refused.err(), Some(Error::ReauthenticationRequired));

    let limits = Limits::default().background_grace(Duration::from_secs(60));
    let lenient = bank.session_with(limits);
    lenient.enter_background();
    bank.clock.advance(59);
    assert_eq!(lenient.enter_foreground(), SessionState::Active);
    assert!(lenient.send(&status(), &mut SysRng).is_ok());
}

#[test]
fn a_locked_session_can_log_out_and_then_nothing_more() {
    let bank = Bank::new();
    let session = bank.session();
    session.lock();
    assert_eq!(session.send(&status(), &mut SysRng).err(), Some(Error::SessionLocked));
    bank.exchange(session.logout(&mut SysRng).unwrap()).unwrap();
    assert_eq!(session.state(), SessionState::Ended(EndReason::Logout));
    assert_eq!(session.logout(&mut SysRng).err(), Some(Error::SessionEnded));
}

#[test]
fn logout_ends_the_session_here_even_if_nothing_reaches_the_server() {
    let bank = Bank::new();
    let session = bank.session();
    assert!(session.logout(&mut Broken).is_err());
    assert_eq!(session.state(), SessionState::Ended(EndReason::Logout));
}

#[test]
fn the_servers_signed_word_ends_the_session() {
    let bank = Bank::new();
    for reason in [Reason::SessionEnded, Reason::SessionExpired, Reason::SessionUnknown] {
        let session = bank.session();
        let pending = session.send(&status(), &mut SysRng).unwrap();
        let response = bank.refuse(pending.request(), reason);
        assert_eq!(pending.receive(&response).unwrap_err().code(), reason.code());
        assert_eq!(session.state(), SessionState::Ended(EndReason::Server));
        assert_eq!(session.send(&status(), &mut SysRng).err(), Some(Error::SessionEnded));
    }
}

#[test]
fn sequence_numbers_are_never_reused_also_after_a_failure() {
    let bank = Bank::new();
    let session = bank.session();
    let send = || bank.exchange(session.send(&status(), &mut SysRng).unwrap());
    let _ = send();
    assert!(session.send(&status(), &mut Broken).is_err());
    assert!(session.send(&SignedRequest::get("no slash"), &mut SysRng).is_err());
    let _ = send();
    assert_eq!(*bank.sequences.lock().unwrap(), [1, 4]);
}

#[test]
fn threads_never_share_a_sequence_number() {
    let bank = Bank::new();
    let session = bank.session();
    let numbers: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let session = session.clone();
                scope.spawn(move || {
                    let number = || {
                        let pending = session.send(&status(), &mut SysRng).unwrap();
                        pending.request().header("yufu-sequence").unwrap().unwrap().to_owned()
                    };
                    (0..25).map(|_| number()).collect::<Vec<_>>()
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), 100);
}

#[test]
fn requests_that_cannot_be_signed_are_refused() {
    let bank = Bank::new();
    let session = bank.session();
    for (method, target) in
        [("get", "/v1"), ("GET", "v1"), ("GET", "/v1 x"), ("GET", "/v1\r\nx: y"), ("", "/")]
    {
        let refused = session.send(&SignedRequest::new(method, target), &mut SysRng);
        assert_eq!(refused.err(), Some(Error::RequestInvalid), "{method} {target}");
    }
    for seconds in [0, 121] {
        assert_eq!(status().with_lifetime(seconds).err(), Some(Error::RequestInvalid));
    }
}

#[test]
fn change_of_a_secret_answers_a_challenge_of_its_own() {
    let bank = Bank::new();
    let session = bank.session();
    let begin = |kind| SecretChange::begin(&session, kind, &mut SysRng);
    for kind in [SecretKind::Transaction, SecretKind::Login] {
        let change = bank.exchange(begin(kind).unwrap()).unwrap();
        let [old, new, repeat] = [bank.sealed(), bank.sealed(), bank.sealed()];
        let pending = change.submit(old, new, repeat, &mut SysRng).unwrap();
        assert!(bank.exchange(pending).unwrap().changed);
    }
    session.lock();
    assert_eq!(begin(SecretKind::Login).err(), Some(Error::SessionLocked));
}
