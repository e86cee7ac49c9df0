//! Client and verifier against each other, without a network in between.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a suite fails by panicking"
)]

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use getrandom::SysRng;
use yufu::keypad::Layout;
use yufu::session::{SecretChange, SecretKind};
use yufu::strength::{DenyList, Rules, Standard};
use yufu::transaction::OrderState;
use yufu_protocol::http::Request;
use yufu_protocol::id::OrderNumber;
use yufu_protocol::rejection::Reason;
use yufu_protocol::time::UnixSeconds;
use yufu_tests::bank::{Bank, PASSWORD, PIN, Phone, START, Time, log_in, typed};
use yufu_tests::phone::keypad;
use yufu_verifier::RouteRule;

const DAY: u64 = 86_400;

#[test]
fn transfer_is_booked_once_and_its_resend_is_a_replay() {
    let bank = Bank::new();
    let phone = Phone::new(&bank, "customer-1");
    let pending = phone.prepare(&bank, "order-1", PIN).unwrap();
    let sent = pending.request().clone();
    let receipt = bank.exchange(pending).unwrap();
    assert_eq!(receipt.state(), OrderState::Completed);
    assert_eq!(bank.reason(&sent), Some(Reason::Replayed));
    let status = phone.session.order(receipt.order(), &mut SysRng).unwrap();
    assert_eq!(bank.exchange(status).unwrap(), receipt);
    assert_eq!(bank.booked.load(Ordering::SeqCst), 1);
}

#[test]
fn request_with_any_byte_changed_is_rejected_and_uses_nothing_up() {
    let bank = Bank::new();
    let phone = Phone::new(&bank, "customer-1");
    let pending = phone.prepare(&bank, "order-1", PIN).unwrap();
    let sent = pending.request();
    let mut changed = Vec::new();
    for at in 0..sent.body.len() {
        let mut request = sent.clone();
        *request.body.get_mut(at).unwrap() ^= 1;
        changed.push(request);
    }
    for line in 0..sent.headers.len() {
        let (name, value) = sent.headers.get(line).unwrap();
        for at in 0..name.len() {
            let mut request = sent.clone();
            let mut bytes = name.clone().into_bytes();
            *bytes.get_mut(at).unwrap() ^= 1;
            request.headers.get_mut(line).unwrap().0 = String::from_utf8(bytes).unwrap();
            changed.push(request);
        }
        for at in 0..value.len() {
            let mut request = sent.clone();
            *request.headers.get_mut(line).unwrap().1.get_mut(at).unwrap() ^= 1;
            changed.push(request);
        }
        let mut without = sent.clone();
        without.headers.remove(line);
        changed.push(without);
        let mut twice = sent.clone();
        twice.headers.push((name.clone(), value.clone()));
        changed.push(twice);
    }
    for (field, other) in [("method", "PUT"), ("authority", "evil.example"), ("query", "a=1")] {
        let mut request = sent.clone();
        match field {
            "method" => other.clone_into(&mut request.method),
            "authority" => other.clone_into(&mut request.authority),
            _ => other.clone_into(&mut request.query),
        }
        changed.push(request);
    }
    let accept = |request: &Request| bank.verifier.accept(request, &RouteRule::TRANSFER);
    let half = changed.len() / 2;
    thread::scope(|scope| {
        for part in [changed.get(..half).unwrap(), changed.get(half..).unwrap()] {
            scope.spawn(move || {
                for request in part {
                    assert!(accept(request).is_err(), "{:?}", request.headers);
                }
            });
        }
    });
    assert!(changed.len() > 5_000, "only {} changes were tried", changed.len());
    // Nonce, sequence number, token, input nonce, report and attempts: all as before.
    assert_eq!(accept(sent).unwrap().attempts_left(), Some(4));
}

#[test]
fn phone_whose_wall_clock_is_a_day_off_transfers() {
    let bank = Bank::new();
    for (name, wall_clock) in [("slow", START - DAY), ("fast", START + DAY)] {
        let phone = Phone::with(&bank, name, wall_clock, bank.time.clone());
        assert!(phone.pay(&bank, "order-1").is_ok(), "{name}");
        // The user sets it in mid-session, and the app loads the keys again.
        let keys = bank.answer(&phone.server.keys_request());
        phone.server.load_keys(&keys, UnixSeconds(2 * START - wall_clock)).unwrap();
        assert!(phone.pay(&bank, "order-2").is_ok(), "{name}");
    }
}

#[test]
fn phone_that_slept_transfers_and_one_that_did_not_count_its_sleep_does_not() {
    let bank = Bank::new();
    let phone = Phone::new(&bank, "counts");
    let stopped = Time::default();
    let other = Phone::with(&bank, "stops", START, stopped);
    assert!(phone.pay(&bank, "order-1").is_ok());
    bank.time.pass(280);
    assert!(phone.pay(&bank, "order-2").is_ok());
    assert_eq!(other.pay(&bank, "order-1"), Err(yufu::Error::ResponseStale));
}

#[test]
fn secrets_are_changed_with_entry_and_repetition() {
    let bank = Bank::new();
    let phone = Phone::new(&bank, "customer-1");
    let change = |kind, old: &[u8], new: &[u8], repeat: &[u8]| {
        let begin = SecretChange::begin(&phone.session, kind, &mut SysRng).unwrap();
        let change = bank.exchange(begin).unwrap();
        let (rules, layout) = match kind {
            SecretKind::Login => (Rules::PASSWORD, Layout::Qwerty),
            SecretKind::Transaction => (Rules::PIN, Layout::Digits),
        };
        let standard = || Standard { rules, deny: DenyList::new() };
        let old = typed(change.open_old(keypad(layout), SysRng).unwrap(), old);
        let new = typed(change.open_new(keypad(layout), standard(), SysRng).unwrap(), new);
        let repeat = typed(change.open_repeat(keypad(layout), standard(), SysRng).unwrap(), repeat);
        let [old, new, repeat] = [old, new, repeat].map(|input| input.seal().unwrap());
        let pending = change.submit(old, new, repeat, &mut SysRng).unwrap();
        bank.exchange(pending).map(|answer| answer.changed).map_err(|error| error.code())
    };
    let differ = change(SecretKind::Transaction, PIN, b"740628", b"740629");
    assert_eq!(differ, Err(Reason::SecretsDiffer.code()));
    assert_eq!(change(SecretKind::Transaction, PIN, b"740628", b"740628"), Ok(true));
    assert_eq!(change(SecretKind::Transaction, PIN, PIN, PIN), Err(Reason::InputRejected.code()));

    let new = b"Kc7#mWq2x";
    assert_eq!(change(SecretKind::Login, PASSWORD, b"tallyfish", b"tallyfish"), Ok(false));
    assert_eq!(change(SecretKind::Login, PASSWORD, new, new), Ok(true));
    let log_in = |password| log_in(&bank, &phone.server, &phone.device, password);
    assert_eq!(log_in(PASSWORD).unwrap_err().code(), Reason::InputRejected.code());
    assert!(log_in(new).is_ok());
}

/// As many threads as there are requests, all at once.
const THREADS: usize = 32;

#[test]
fn requests_of_one_session_from_many_threads_are_each_accepted_once() {
    let bank = Bank::new();
    let phone = Phone::new(&bank, "customer-1");
    let start = Barrier::new(2 * THREADS);
    let (accepted, replayed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let requests: Vec<Request> = (0..THREADS)
        .map(|order| {
            let order = OrderNumber::new(&format!("order-{order}")).unwrap();
            phone.session.order(&order, &mut SysRng).unwrap().request().clone()
        })
        .collect();
    thread::scope(|scope| {
        for request in requests.iter().chain(&requests) {
            scope.spawn(|| {
                start.wait();
                match bank.reason(request) {
                    // Nobody has ordered anything: what was accepted is told so.
                    Some(Reason::OrderUnknown) => accepted.fetch_add(1, Ordering::SeqCst),
                    Some(Reason::Replayed) => replayed.fetch_add(1, Ordering::SeqCst),
                    other => panic!("{other:?}"),
                };
            });
        }
    });
    assert_eq!((accepted.into_inner(), replayed.into_inner()), (THREADS, THREADS));
}

#[test]
fn transfers_of_many_phones_at_once_are_each_booked_once() {
    let bank = Bank::new();
    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        for phone in 0..THREADS {
            let (bank, start) = (&bank, &start);
            scope.spawn(move || {
                let phone = Phone::new(bank, &format!("customer-{phone}"));
                let pending = phone.prepare(bank, "order-1", PIN).unwrap();
                let sent = pending.request().clone();
                start.wait();
                let receipt = bank.exchange(pending).unwrap();
                assert_eq!(receipt.state(), OrderState::Completed);
                assert_eq!(bank.reason(&sent), Some(Reason::Replayed));
            });
        }
    });
    assert_eq!(bank.booked.load(Ordering::SeqCst), THREADS);
}
