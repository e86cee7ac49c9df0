//! Many requests at once: what may happen once happens once.

use std::{
    sync::{
        Barrier,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use yufu_protocol::{api, http::Request, rejection::Reason};
use yufu_verifier::{
    RouteRule,
    store::{Spending, Store},
};

use crate::{
    bank::{Bank, customer},
    phone::{Phone, transaction},
};

const THREADS: usize = 64;

/// Accepts all requests at the same moment; returns how often each outcome came.
fn race(bank: &Bank, requests: &[Request]) -> (usize, Vec<Reason>) {
    let barrier = Barrier::new(requests.len());
    let accepted = AtomicUsize::new(0);
    let reasons = thread::scope(|scope| {
        let threads: Vec<_> = requests
            .iter()
            .map(|request| {
                scope.spawn(|| {
                    barrier.wait();
                    match bank.verifier.accept(request, &RouteRule::TRANSFER) {
                        Ok(_) => {
                            accepted.fetch_add(1, Ordering::SeqCst);
                            None
                        }
                        Err(rejection) => Some(rejection.reason),
                    }
                })
            })
            .collect();
        threads.into_iter().filter_map(|thread| thread.join().unwrap()).collect()
    });
    (accepted.into_inner(), reasons)
}

#[test]
fn of_many_replays_exactly_one_is_accepted() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    let offer = phone.offer(&bank, session, transaction("order-1", 100));
    let request = phone.transfer(&bank, session, &offer);
    let (accepted, reasons) = race(&bank, &vec![request; THREADS]);
    assert_eq!(accepted, 1);
    assert_eq!(reasons, vec![Reason::Replayed; THREADS - 1]);
}

#[test]
fn submit_token_in_many_requests_serves_exactly_one() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    let offer = phone.offer(&bank, session, transaction("order-1", 100));
    let requests: Vec<_> = (0..THREADS).map(|_| phone.transfer(&bank, session, &offer)).collect();
    let (accepted, reasons) = race(&bank, &requests);
    assert_eq!(accepted, 1);
    assert_eq!(reasons, vec![Reason::SubmitTokenUsed; THREADS - 1]);
}

#[test]
fn parallel_guesses_cannot_exceed_the_limit() {
    let bank = Bank::new();
    // A device each: all are the customer's, so all guess at the same password.
    let phones: Vec<_> = (0..100).map(|_| Phone::enrolled(&bank)).collect();
    let requests: Vec<_> =
        phones.iter().map(|phone| phone.login_request(&bank, b"Guess&42")).collect();
    let barrier = Barrier::new(requests.len());
    let before = bank.openings();
    let reasons: Vec<_> = thread::scope(|scope| {
        let login = |request| {
            barrier.wait();
            let accepted = bank.verifier.accept(request, &RouteRule::LOGIN);
            accepted.and_then(|accepted| bank.verifier.open_session(accepted)).unwrap_err().reason
        };
        let threads: Vec<_> =
            requests.iter().map(|request| scope.spawn(move || login(request))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let opened = bank.openings() - before;
    assert_eq!(opened, 5);
    let count = |wanted| reasons.iter().filter(|reason| **reason == wanted).count();
    assert_eq!(count(Reason::InputRejected), opened);
    assert_eq!(count(Reason::AttemptsExhausted), 95);
    let right = phones[0].try_login(&bank, crate::bank::PASSWORD);
    assert_eq!(right, Err(Reason::AttemptsExhausted));
}

#[test]
fn business_of_one_order_runs_once() {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    let authorised: Vec<_> = (0..8)
        .map(|_| {
            let offer = phone.offer(&bank, session, transaction("order-1", 100));
            let request = phone.transfer(&bank, session, &offer);
            let accepted = bank.verifier.accept(&request, &RouteRule::TRANSFER).unwrap();
            bank.verifier.authorise(accepted).unwrap()
        })
        .collect();
    let (barrier, runs) = (Barrier::new(authorised.len()), AtomicUsize::new(0));
    thread::scope(|scope| {
        for order in &authorised {
            scope.spawn(|| {
                barrier.wait();
                let record = bank.verifier.run_order(order, |_| {
                    runs.fetch_add(1, Ordering::SeqCst);
                    Ok(())
                });
                assert_eq!(record.unwrap().digest, order.digest());
            });
        }
    });
    assert_eq!(runs.into_inner(), 1);
}

#[test]
fn activation_code_enrols_one_device_whoever_is_first() {
    let bank = Bank::new();
    let code = bank.code();
    let requests: Vec<_> = (0..5).map(|_| Phone::new().enrolment(&bank, code.clone())).collect();
    let barrier = Barrier::new(requests.len());
    let enrolled = thread::scope(|scope| {
        let enrol = |request: &api::EnrolRequest| {
            barrier.wait();
            bank.verifier.enrol(request).is_ok()
        };
        let threads: Vec<_> =
            requests.iter().map(|request| scope.spawn(move || enrol(request))).collect();
        threads
            .into_iter()
            .filter(|_| true)
            .map(|thread| thread.join().unwrap())
            .collect::<Vec<_>>()
    });
    assert_eq!(enrolled.into_iter().filter(|enrolled| *enrolled).count(), 1);
}

#[test]
fn day_s_limit_holds_under_parallel_payments() {
    let bank = Bank::new();
    let store: &dyn Store = bank.verifier.store();
    let spending = Spending {
        customer: customer(),
        currency: yufu_protocol::transaction::Currency::CNY,
        day: 1,
        minor: 30,
    };
    let granted = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                if store.spend(&spending, 100).unwrap() {
                    granted.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
    });
    assert_eq!(granted.into_inner(), 3);
}
