//! Client and verifier against each other, without a network in between.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a suite fails by panicking"
)]

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::Duration;

use getrandom::SysRng;
use yufu::device::{ActivationCode, Device};
use yufu::environment::{Collect, Pack, collect};
use yufu::input::SecureInput;
use yufu::keypad::{Appearance, CellKind, Keypad, Layout, Order};
use yufu::request::Pending;
use yufu::session::{self, SecretChange, SecretKind, Server, Session};
use yufu::strength::{DenyList, Rules, Standard};
use yufu::transaction::{Amount, Currency, OrderState, Receipt, Transaction, Transfer};
use yufu::trust::Trust;
use yufu_protocol::api::{self, Problem};
use yufu_protocol::http::{Request, Response};
use yufu_protocol::id::{AccountRef, OrderNumber};
use yufu_protocol::rejection::{Reason, Rejection};
use yufu_protocol::report::{Severity, Software};
use yufu_protocol::strength::Personal;
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::TransactionKind;
use yufu_sm::sm2::SigningKey;
use yufu_verifier::store::MemoryStore;
use yufu_verifier::{PackRecord, Policy, RouteRule, Secret, Verifier, VerifierKeys};

const START: u64 = 1_800_000_000;
const DAY: u64 = 86_400;
const AUTHORITY: &str = "bank.example";
const PASSWORD: &[u8] = b"Tea&Rain42";
const PIN: &[u8] = b"592847";

/// Seconds since [`START`], for the server and for the phones that are awake.
#[derive(Clone, Default)]
struct Time(Arc<AtomicU64>);

impl Time {
    fn pass(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl yufu_verifier::Clock for Time {
    fn now(&self) -> UnixSeconds {
        UnixSeconds(START + self.0.load(Ordering::SeqCst))
    }
}

impl session::Clock for Time {
    fn elapsed(&self) -> Duration {
        Duration::from_secs(77 + self.0.load(Ordering::SeqCst))
    }
}

/// The bank: the verifier with the few lines that a service has around it.
struct Bank {
    verifier: Verifier,
    time: Time,
    root: SigningKey,
    bundle: String,
    booked: AtomicUsize,
}

impl Bank {
    fn new() -> Self {
        let (time, now) = (Time::default(), UnixSeconds(START));
        let root = SigningKey::generate(&mut SysRng).unwrap();
        let keys = VerifierKeys::generate(now, &mut SysRng).unwrap();
        let bundle = keys.bundle(&root, AUTHORITY, 1, now, &[], &mut SysRng).unwrap();
        let policy = Policy { secret_iterations: 0, ..Policy::default() };
        let store = Box::new(MemoryStore::new());
        // Where the tests run, whatever is found there says nothing about the SDK.
        let pack = Pack::embedded();
        let checks = pack.rules.iter().map(|rule| (rule.code, Severity::Info));
        let pack = PackRecord::new(pack.id, &pack.version.to_string(), checks);
        let verifier =
            Verifier::new(keys, store, policy, Box::new(time.clone())).unwrap().with_pack(pack);
        Self { verifier, time, root, bundle, booked: AtomicUsize::new(0) }
    }

    fn answer(&self, request: &Request) -> Response {
        let mut response = self.decide(request).unwrap_or_else(|rejection| {
            let problem = Problem::from(rejection);
            let body = api::encode(&problem).unwrap();
            Response::new(problem.status, api::PROBLEM_MEDIA_TYPE, body)
        });
        // A request that is too broken gets an answer that no client believes.
        let _ = self.verifier.sign_response(request, &mut response);
        response
    }

    fn decide(&self, request: &Request) -> Result<Response, Rejection> {
        let ok = |body: yufu_protocol::error::Result<Vec<u8>>| {
            Response::new(200, api::MEDIA_TYPE, body.unwrap())
        };
        let verifier = &self.verifier;
        match request.path.as_str() {
            api::ROUTE_KEYS => {
                return Ok(ok(api::encode(&api::KeysResponse { bundle: self.bundle.clone() })));
            }
            api::ROUTE_CHALLENGE => return Ok(ok(api::encode(&verifier.challenge()?))),
            api::ROUTE_ENROL => {
                return Ok(ok(api::encode(&verifier.enrol(&api::decode(&request.body).unwrap())?)));
            }
            _ => {}
        }
        let rule = RouteRule::find(&request.method, &request.path).unwrap_or(&RouteRule::SIGNED);
        let accepted = verifier.accept(request, rule)?;
        Ok(match request.path.as_str() {
            api::ROUTE_LOGIN => ok(api::encode(&verifier.open_session(accepted)?)),
            api::ROUTE_SUBMIT_TOKEN => ok(api::encode(&verifier.issue_submit_token(accepted)?)),
            api::ROUTE_PIN | api::ROUTE_PASSWORD => {
                ok(api::encode(&verifier.change_secret(accepted, &Personal::default())?))
            }
            api::ROUTE_TRANSFER => {
                let authorised = verifier.authorise(accepted)?;
                let order = verifier.run_order(&authorised, |_| {
                    self.booked.fetch_add(1, Ordering::SeqCst);
                    Ok(())
                })?;
                ok(api::encode(&order.receipt()))
            }
            path => {
                let order = path.strip_prefix(api::ROUTE_ORDERS).expect("a route of this bank");
                let order = OrderNumber::new(order).unwrap();
                ok(api::encode(&verifier.order(&accepted, &order)?.receipt()))
            }
        })
    }

    fn reason(&self, request: &Request) -> Option<Reason> {
        self.decide(request).err().map(|rejection| rejection.reason)
    }

    fn exchange<T: 'static>(&self, pending: Pending<T>) -> yufu::Result<T> {
        let answer = self.answer(pending.request());
        pending.receive(&answer)
    }
}

/// A phone of a customer of its own, logged in.
struct Phone {
    server: Server,
    device: Arc<Device>,
    session: Session,
    payer: AccountRef,
}

impl Phone {
    fn new(bank: &Bank, name: &str) -> Self {
        Self::with(bank, name, START, bank.time.clone())
    }

    /// `wall_clock` is what the phone shows; `clock` counts while it sleeps, if it is a good one.
    fn with(bank: &Bank, name: &str, wall_clock: u64, clock: Time) -> Self {
        let payer = AccountRef::new(name).unwrap();
        for (kind, secret) in [
            (yufu_verifier::SecretKind::Login, PASSWORD),
            (yufu_verifier::SecretKind::Transaction, PIN),
        ] {
            bank.verifier.set_secret(&payer, kind, &Secret::new(secret), false).unwrap();
        }
        let code =
            bank.verifier.issue_activation_code(&payer, std::slice::from_ref(&payer)).unwrap();
        let code = ActivationCode::new(code.as_str()).unwrap();
        let trust = Arc::new(Trust::new(bank.root.verifying_key().clone()));
        let server = Server::new(AUTHORITY, trust).with_clock(Arc::new(clock));
        let keys = bank.answer(&server.keys_request());
        server.load_keys(&keys, UnixSeconds(wall_clock)).unwrap();
        let offer = bank.exchange(server.challenge(&mut SysRng).unwrap()).unwrap();
        let device = Device::create(&mut SysRng).unwrap();
        let pending = device.enrol(&server, &offer, code, &mut SysRng).unwrap();
        let device = Arc::new(device.enrolled(bank.exchange(pending).unwrap()));
        let session = log_in(bank, &server, &device, PASSWORD).unwrap();
        Self { server, device, session, payer }
    }

    /// A whole transfer, signed and not yet sent.
    fn prepare(&self, bank: &Bank, order: &str) -> yufu::Result<Pending<Receipt>> {
        let transaction = Transaction::new(
            TransactionKind::Transfer,
            OrderNumber::new(order)?,
            self.payer.clone(),
            AccountRef::new("6222021234567890128")?,
            "王小明",
            Amount::new(12_345, Currency::CNY)?,
        )?;
        let transfer = bank.exchange(Transfer::begin(&self.session, transaction, &mut SysRng)?)?;
        let pin = typed(transfer.open_input(pad(), SysRng)?, PIN);
        let look = Collect::new(*transfer.challenge()).for_transaction(transfer.digest());
        let report = transfer.seal_report(&collect(&look), &app(), &mut SysRng)?;
        let confirmed = transfer.digest();
        transfer.submit(&confirmed, Some(pin.seal()?), Some(report), &mut SysRng)
    }

    fn pay(&self, bank: &Bank, order: &str) -> yufu::Result<Receipt> {
        bank.exchange(self.prepare(bank, order)?)
    }
}

fn log_in(
    bank: &Bank,
    server: &Server,
    device: &Arc<Device>,
    password: &[u8],
) -> yufu::Result<Session> {
    let login = bank.exchange(Session::begin(server, device, &mut SysRng)?)?;
    let look = Collect::new(*login.challenge());
    let report = login.seal_report(&collect(&look), &app(), &mut SysRng)?;
    let input = typed(login.open_input(keyboard(), SysRng)?, password);
    bank.exchange(login.submit(input.seal()?, report, &mut SysRng)?)
}

fn app() -> Software {
    Software { id: "end-to-end".to_owned(), version: "1".to_owned() }
}

fn pad() -> Keypad {
    Keypad::new(Layout::Digits, Order::Shuffled, Appearance::STANDARD, &mut SysRng).unwrap()
}

/// Touches the cells that show the characters, turning the keypad's pages where it has several.
fn typed(mut input: SecureInput<SysRng>, secret: &[u8]) -> SecureInput<SysRng> {
    use CellKind::{Letters, Shift, Symbols};
    for byte in secret {
        let wanted = char::from(*byte).to_string();
        let mut turns = [Shift, Symbols, Letters, Shift].iter();
        let cell = loop {
            let pad = input.keypad();
            let cells = pad.cells();
            let shows = |cell: &usize| pad.label(*cell) == Some(wanted.as_str());
            if let Some(cell) = (0..cells.len()).find(shows) {
                break cell;
            }
            let turn = turns.next().expect("a page with the character");
            if let Some(cell) = cells.iter().position(|cell| cell.kind == *turn) {
                input.press(cell).unwrap();
            }
        };
        input.press(cell).unwrap();
    }
    input
}

fn keyboard() -> Keypad {
    Keypad::new(Layout::Qwerty, Order::Shuffled, Appearance::STANDARD, &mut SysRng).unwrap()
}

#[test]
fn transfer_is_booked_once_and_its_resend_is_a_replay() {
    let bank = Bank::new();
    let phone = Phone::new(&bank, "customer-1");
    let pending = phone.prepare(&bank, "order-1").unwrap();
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
    let pending = phone.prepare(&bank, "order-1").unwrap();
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
        let (rules, keys): (_, fn() -> Keypad) = match kind {
            SecretKind::Login => (Rules::PASSWORD, keyboard),
            SecretKind::Transaction => (Rules::PIN, pad),
        };
        let standard = || Standard { rules, deny: DenyList::new() };
        let old = typed(change.open_old(keys(), SysRng).unwrap(), old);
        let new = typed(change.open_new(keys(), standard(), SysRng).unwrap(), new);
        let repeat = typed(change.open_repeat(keys(), standard(), SysRng).unwrap(), repeat);
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
                let pending = phone.prepare(bank, "order-1").unwrap();
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
