//! Payments: factors, orders, limits, PIN blocks, changing the PIN, and a store that fails.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use yufu_protocol::{
    api::{self, Factor, OrderState},
    id::{AccountRef, KeyId, OrderNumber, SessionId},
    input::Purpose,
    rejection::Reason,
    strength::Personal,
    submit_token::StoreKey,
    time::UnixSeconds,
};
use yufu_sm::hazmat;
use yufu_verifier::{
    Authorised, BusinessRefused, Policy, RouteRule, SecretKind,
    attempts::{AttemptKey, AttemptLimits, Reservation},
    input::CardDirectory,
    pin_block::{Pan, PinBlockFormat},
    secret::SecretRecord,
    store::{
        self, ActivationId, ActivationRecord, Capacity, Claim, Conflict, DeviceRecord, MemoryStore,
        OrderKey, OrderRecord, SessionRecord, SessionStatus, Spending, Store, StoreError,
        TokenRecord,
    },
};

use crate::{
    bank::{Bank, PASSWORD, PIN, customer},
    phone::{Offer, Phone, Sealing, reason, transaction},
};

fn scene() -> (Bank, Phone, SessionId) {
    let bank = Bank::new();
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    (bank, phone, session)
}

fn authorised(bank: &Bank, phone: &Phone, session: SessionId, offer: &Offer) -> Authorised {
    let request = phone.transfer(bank, session, offer);
    let accepted = bank.verifier.accept(&request, &RouteRule::TRANSFER).unwrap();
    bank.verifier.authorise(accepted).unwrap()
}

fn pay(bank: &Bank, phone: &Phone, session: SessionId, order: &str, minor: u64) -> OrderState {
    let offer = phone.offer(bank, session, transaction(order, minor));
    let authorised = authorised(bank, phone, session, &offer);
    bank.verifier.run_order(&authorised, |_| Ok(())).unwrap().state
}

#[test]
fn token_names_the_factors_by_amount() {
    let (bank, phone, session) = scene();
    bank.pass(1);
    let factors = |minor| {
        phone.offer(&bank, session, transaction("order-1", minor)).response.required_factors
    };
    let small = [Factor::DeviceKey, Factor::TransactionPin, Factor::EnvironmentReport];
    assert_eq!(factors(100), small);
    assert!(factors(50_000_000).contains(&Factor::HardwareKey));
    let too_much = phone.try_offer(&bank, session, transaction("order-1", 100_000_001));
    assert_eq!(too_much.err(), Some(Reason::LimitExceeded));
}

#[test]
fn large_payment_needs_the_hardware_key() {
    let (bank, phone, session) = scene();
    let offer = phone.offer(&bank, session, transaction("order-1", 50_000_000));
    let request = phone.transfer(&bank, session, &offer);
    let refused = reason(bank.verifier.accept(&request, &RouteRule::TRANSFER));
    assert_eq!(refused, Reason::FactorsMissing);

    let phone = Phone::with_hardware().enrol(&bank);
    let session = phone.login(&bank);
    assert_eq!(pay(&bank, &phone, session, "order-1", 50_000_000), OrderState::Completed);
}

#[test]
fn order_is_run_once_and_its_status_is_told_to_its_customer() {
    let (bank, phone, session) = scene();
    assert_eq!(pay(&bank, &phone, session, "order-1", 100), OrderState::Completed);
    let offer = phone.offer(&bank, session, transaction("order-1", 100));
    let again = authorised(&bank, &phone, session, &offer);
    let record = bank.verifier.run_order(&again, |_| panic!("the business runs once")).unwrap();
    assert_eq!(record.state, OrderState::Completed);

    let parameters = phone.in_session(&bank, session);
    let request = yufu_protocol::http::Request::new("GET", "bank.example", "/v1/orders/order-1");
    let request = phone.sign(request, &parameters);
    let accepted = bank.verifier.accept(&request, &RouteRule::ORDER).unwrap();
    let order = |text| bank.verifier.order(&accepted, &OrderNumber::new(text).unwrap());
    let receipt = order("order-1").unwrap().receipt();
    assert_eq!((receipt.status, receipt.amount_minor), (OrderState::Completed, 100));
    assert_eq!(receipt.transaction_digest, offer.digest);
    assert_eq!(order("order-2").unwrap_err().reason, Reason::OrderUnknown);
}

#[test]
fn order_number_stands_for_one_transaction() {
    let (bank, phone, session) = scene();
    pay(&bank, &phone, session, "order-1", 100);
    let offer = phone.offer(&bank, session, transaction("order-1", 200));
    let other = authorised(&bank, &phone, session, &offer);
    let refused = bank.verifier.run_order(&other, |_| panic!("never run")).unwrap_err();
    assert_eq!(refused.reason, Reason::OrderConflict);
}

#[test]
fn refused_business_gives_the_day_s_limit_back() {
    let (bank, _, _) = scene();
    let phone = Phone::with_hardware().enrol(&bank);
    let session = phone.login(&bank);
    let offer = phone.offer(&bank, session, transaction("order-1", 80_000_000));
    let order = authorised(&bank, &phone, session, &offer);
    let refused = bank.verifier.run_order(&order, |_| Err(BusinessRefused)).unwrap_err();
    assert_eq!(refused.reason, Reason::BusinessRefused);
    assert_eq!(pay(&bank, &phone, session, "order-2", 80_000_000), OrderState::Completed);
    let offer = phone.offer(&bank, session, transaction("order-3", 80_000_000));
    let order = authorised(&bank, &phone, session, &offer);
    let refused = bank.verifier.run_order(&order, |_| panic!("over the limit")).unwrap_err();
    assert_eq!(refused.reason, Reason::LimitExceeded);
}

/// Changes a secret; the three entries are old, new, and new once more.
fn change_to(
    bank: &Bank,
    (phone, session): (&Phone, SessionId),
    kind: SecretKind,
    [old, new, repeat]: [&[u8]; 3],
) -> Result<api::SecretChangeResponse, Reason> {
    let (route, rule, prove, set) = match kind {
        SecretKind::Login => {
            (api::ROUTE_PASSWORD, RouteRule::CHANGE_PASSWORD, Purpose::OldLogin, Purpose::SetLogin)
        }
        _ => (
            api::ROUTE_PIN,
            RouteRule::CHANGE_PIN,
            Purpose::OldTransaction,
            Purpose::SetTransaction,
        ),
    };
    let offer = bank.verifier.challenge().unwrap();
    let seal = |purpose, field, secret| {
        let login = Sealing::login(offer.input_nonce);
        phone.seal(bank, secret, Sealing { purpose, field, session: Some(session), ..login })
    };
    let body = api::SecretChangeRequest {
        old: seal(prove, "old", old),
        new: seal(set, "new", new),
        repeat: seal(set, "repeat", repeat),
    };
    let parameters = phone.in_session(bank, session).with_challenge(offer.challenge);
    let request = phone.post(route, &body, &parameters);
    let mut personal = Personal::default();
    personal.add_birthday(1990, 3, 7).unwrap();
    bank.verifier
        .accept(&request, &rule)
        .and_then(|accepted| bank.verifier.change_secret(accepted, &personal))
        .map_err(|rejection| rejection.reason)
}

fn change(
    bank: &Bank,
    phone: &Phone,
    session: SessionId,
    old: &[u8],
    new: &[u8],
) -> Result<api::SecretChangeResponse, Reason> {
    change_to(bank, (phone, session), SecretKind::Transaction, [old, new, new])
}

#[test]
fn entry_and_repeat_are_compared_by_the_verifier() {
    let (bank, phone, session) = scene();
    let who = (&phone, session);
    let differ = change_to(&bank, who, SecretKind::Transaction, [PIN, b"740628", b"740629"]);
    assert_eq!(differ, Err(Reason::SecretsDiffer));
    // Neither is in force.
    assert!(change(&bank, &phone, session, PIN, b"740628").unwrap().changed);
}

#[test]
fn login_password_is_changed_and_the_next_login_needs_the_new_one() {
    let (bank, phone, session) = scene();
    let new = &b"Kc7#mWq2x"[..];
    let set = |old, new| change_to(&bank, (&phone, session), SecretKind::Login, [old, new, new]);
    assert_eq!(set(b"Wrong-one-4", new), Err(Reason::InputRejected));
    assert_eq!(set(PASSWORD, b"abcdefgh").unwrap().findings, ["ascending", "too_few_classes"]);
    assert!(set(PASSWORD, new).unwrap().changed);
    assert_eq!(phone.try_login(&bank, PASSWORD).err(), Some(Reason::InputRejected));
    assert!(phone.try_login(&bank, new).is_ok());
}

#[test]
fn guess_at_the_pin_in_the_place_of_a_password_learns_nothing() {
    let (bank, phone, session) = scene();
    let set = |new| change_to(&bank, (&phone, session), SecretKind::Login, [PASSWORD, new, new]);
    let (right, wrong) = (set(PIN), set(b"740628"));
    assert!(!right.as_ref().unwrap().changed);
    assert_eq!(right, wrong);
}

#[test]
fn first_pin_pays_nothing_until_it_is_changed() {
    let (bank, phone, session) = scene();
    bank.set(SecretKind::Transaction, PIN, true);
    let offer = phone.try_offer(&bank, session, transaction("order-1", 100));
    assert_eq!(offer.err(), Some(Reason::PinChangeRequired));
    let changed = change(&bank, &phone, session, PIN, b"740628").unwrap();
    assert!(changed.changed && changed.findings.is_empty());
    assert!(phone.try_offer(&bank, session, transaction("order-1", 100)).is_ok());
}

#[test]
fn new_pin_is_judged_by_the_verifier() {
    let (bank, phone, session) = scene();
    let weak = change(&bank, &phone, session, PIN, b"890307").unwrap();
    assert_eq!((weak.changed, weak.findings), (false, vec!["birthday".to_owned()]));
    assert_eq!(change(&bank, &phone, session, PIN, PIN), Err(Reason::SecretUnchanged));
    let wrong = change(&bank, &phone, session, b"111111", b"740628");
    assert_eq!(wrong, Err(Reason::InputRejected));
    bank.set(SecretKind::Login, b"617395", false);
    let same = change(&bank, &phone, session, PIN, b"617395");
    assert_eq!(same, Err(Reason::SecretsNotIndependent));
    // None of these changed anything.
    assert!(change(&bank, &phone, session, PIN, b"740628").unwrap().changed);
    assert_eq!(change(&bank, &phone, session, PIN, b"582947"), Err(Reason::InputRejected));
}

#[test]
fn old_pin_is_guessed_at_most_five_times() {
    let (bank, phone, session) = scene();
    for _ in 0..5 {
        let wrong = change(&bank, &phone, session, b"111111", b"740628");
        assert_eq!(wrong, Err(Reason::InputRejected));
    }
    let locked = change(&bank, &phone, session, PIN, b"740628");
    assert_eq!(locked, Err(Reason::AttemptsExhausted));
    // The lock is on the PIN, wherever it is asked for.
    let offer = phone.offer(&bank, session, transaction("order-1", 100));
    let transfer = phone.transfer(&bank, session, &offer);
    let refused = reason(bank.verifier.accept(&transfer, &RouteRule::TRANSFER));
    assert_eq!(refused, Reason::AttemptsExhausted);
}

struct OneCard;

impl CardDirectory for OneCard {
    fn pan(&self, account: &AccountRef) -> Option<Pan> {
        (*account == customer()).then(|| Pan::new("6230606601007726888").unwrap())
    }
}

#[test]
fn pin_block_leaves_the_opener_and_the_bank_s_system_judges_it() {
    let mut bank = Bank::with_pin_key([0x11; 16]);
    let format = PinBlockFormat::X98_16;
    bank.verifier = bank.verifier.with_pin_blocks(format, Box::new(OneCard));
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    let send = |pin: &[u8]| {
        let offer = phone.offer(&bank, session, transaction("order-1", 100));
        let body = phone.transfer_body(&bank, session, &offer, pin);
        let parameters = phone.transfer_parameters(&bank, session, &offer);
        let request = phone.post(api::ROUTE_TRANSFER, &body, &parameters);
        bank.verifier.accept(&request, &RouteRule::TRANSFER).unwrap()
    };
    let right = |block: &yufu_verifier::pin_block::PinBlock| {
        let mut bytes = block.bytes;
        hazmat::ecb_decrypt(&[0x11; 16].into(), &mut bytes).unwrap();
        hex::encode(bytes) == "06592847ffffffffffff99feff88d977"
    };
    assert!(bank.verifier.authorise_pin_block(send(PIN), right).is_ok());
    let wrong = bank.verifier.authorise_pin_block(send(b"592848"), right).unwrap_err();
    assert_eq!(wrong.reason, Reason::InputRejected);
    let accepted = send(PIN);
    assert_eq!(accepted.attempts_left(), Some(3));
    assert_eq!(bank.verifier.authorise(accepted).unwrap_err().reason, Reason::StepOutOfOrder);
}

/// A store that stops answering when it is told to.
struct Failing {
    inner: MemoryStore,
    down: Arc<AtomicBool>,
}

macro_rules! forward {
    ($($name:ident($($argument:ident: $type:ty),*) -> $result:ty;)+) => {
        impl Store for Failing {
            $(fn $name(&self, $($argument: $type),*) -> store::Result<$result> {
                if self.down.load(Ordering::SeqCst) {
                    return Err(StoreError::Unavailable);
                }
                self.inner.$name($($argument),*)
            })+
        }
    };
}

forward! {
    commit(claim: &Claim, now: UnixSeconds) -> Result<(), Conflict>;
    put_activation(record: ActivationRecord, now: UnixSeconds) -> ();
    try_activation(id: &ActivationId, now: UnixSeconds) -> Option<ActivationRecord>;
    enrol(code: &ActivationId, device: DeviceRecord, now: UnixSeconds) -> bool;
    device(key: &KeyId) -> Option<DeviceRecord>;
    revoke_device(key: &KeyId, now: UnixSeconds) -> bool;
    open_session(session: SessionRecord, now: UnixSeconds) -> SessionRecord;
    session(id: &SessionId, now: UnixSeconds) -> SessionStatus;
    end_session(id: &SessionId, now: UnixSeconds) -> bool;
    put_token(token: TokenRecord, now: UnixSeconds) -> ();
    token(id: &StoreKey) -> Option<TokenRecord>;
    reserve_attempt(key: &AttemptKey, limits: &AttemptLimits, now: UnixSeconds) -> Reservation;
    settle_attempt(key: &AttemptKey, serial: u64) -> ();
    secret(account: &AccountRef, kind: SecretKind) -> Option<SecretRecord>;
    put_secret(account: &AccountRef, kind: SecretKind, record: SecretRecord) -> ();
    begin_order(order: OrderRecord) -> Option<OrderRecord>;
    finish_order(key: &OrderKey, state: OrderState, now: UnixSeconds) -> ();
    order(key: &OrderKey) -> Option<OrderRecord>;
    spend(spending: &Spending, limit_minor: u64) -> bool;
    unspend(spending: &Spending) -> ();
    knows_payee(customer: &AccountRef, payee: &AccountRef) -> bool;
    learn_payee(customer: &AccountRef, payee: &AccountRef) -> ();
}

#[test]
fn money_is_refused_while_the_store_does_not_answer() {
    let down = Arc::new(AtomicBool::new(false));
    let store = Failing { inner: MemoryStore::new(), down: Arc::clone(&down) };
    let bank = Bank::with(Policy::default(), Box::new(store));
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    let offer = phone.offer(&bank, session, transaction("order-1", 100));
    let request = phone.transfer(&bank, session, &offer);
    down.store(true, Ordering::SeqCst);
    let refused = reason(bank.verifier.accept(&request, &RouteRule::TRANSFER));
    assert_eq!(refused, Reason::StoreUnavailable);
    down.store(false, Ordering::SeqCst);
    // The outage used nothing up.
    let accepted = bank.verifier.accept(&request, &RouteRule::TRANSFER).unwrap();
    let order = bank.verifier.authorise(accepted).unwrap();
    down.store(true, Ordering::SeqCst);
    let refused = bank.verifier.run_order(&order, |_| panic!("never without the store"));
    assert_eq!(refused.unwrap_err().reason, Reason::StoreUnavailable);
}

#[test]
fn order_whose_end_could_not_be_written_is_pending_and_never_run_again() {
    let down = Arc::new(AtomicBool::new(false));
    let store = Failing { inner: MemoryStore::new(), down: Arc::clone(&down) };
    let bank = Bank::with(Policy::default(), Box::new(store));
    let phone = Phone::enrolled(&bank);
    let session = phone.login(&bank);
    let offer = phone.offer(&bank, session, transaction("order-1", 100));
    let order = authorised(&bank, &phone, session, &offer);
    let result = bank.verifier.run_order(&order, |_| {
        down.store(true, Ordering::SeqCst);
        Ok(())
    });
    assert_eq!(result.unwrap_err().reason, Reason::StoreUnavailable);
    down.store(false, Ordering::SeqCst);
    let again = bank.verifier.run_order(&order, |_| panic!("never a second time")).unwrap();
    assert_eq!(again.state, OrderState::Pending);
}

#[test]
fn full_store_refuses_and_forgets_nothing() {
    let capacity = Capacity { marks: 12, ..Capacity::default() };
    let bank = Bank::with(Policy::default(), Box::new(MemoryStore::with_capacity(capacity)));
    let phone = Phone::enrolled(&bank);
    let send = || {
        let request = phone.post("/v1/any", &api::LogoutRequest {}, &phone.parameters(&bank));
        let accepted = bank.verifier.accept(&request, &RouteRule::SIGNED);
        (request, accepted.map(|_| ()).map_err(|rejection| rejection.reason))
    };
    let mut kept = Vec::new();
    let refused = loop {
        match send() {
            (request, Ok(())) => kept.push(request),
            (_, Err(reason)) => break reason,
        }
    };
    assert_eq!((refused, kept.len()), (Reason::StoreUnavailable, 11));
    for request in &kept {
        let again = reason(bank.verifier.accept(request, &RouteRule::SIGNED));
        assert_ne!(again, Reason::RequestExpired);
    }
    bank.pass(400);
    assert_eq!(send().1, Ok(()));
}
