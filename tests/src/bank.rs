//! A bank and its customers' phones in one process, with no network in between.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use getrandom::SysRng;
use yufu::device::{ActivationCode, Device};
use yufu::environment::evidence::Platform;
use yufu::environment::{Collect, Pack, collect};
use yufu::input::SecureInput;
use yufu::keypad::Layout;
use yufu::request::Pending;
use yufu::session::{self, Server, Session};
use yufu::transaction::{Amount, Currency, Receipt, Transaction, Transfer};
use yufu::trust::Trust;
use yufu_protocol::api::{self, Problem};
use yufu_protocol::http::{Request, Response};
use yufu_protocol::id::{AccountRef, OrderNumber};
use yufu_protocol::rejection::{Reason, Rejection};
use yufu_protocol::report::Severity;
use yufu_protocol::strength::Personal;
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::TransactionKind;
use yufu_sm::sm2::SigningKey;
use yufu_verifier::store::MemoryStore;
use yufu_verifier::{PackRecord, Policy, RouteRule, Secret, Verifier, VerifierKeys};

use crate::phone::{app, keypad, type_text};

/// When it begins.
pub const START: u64 = 1_800_000_000;
/// The bank's host.
pub const AUTHORITY: &str = "bank.example";
/// Every customer's login password.
pub const PASSWORD: &[u8] = b"Tea&Rain42";
/// Every customer's transaction PIN.
pub const PIN: &[u8] = b"592847";

/// Seconds since [`START`], for the server and for the phones that are awake.
#[derive(Clone, Default)]
pub struct Time(Arc<AtomicU64>);

impl Time {
    /// Lets seconds pass.
    pub fn pass(&self, seconds: u64) {
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
pub struct Bank {
    /// The verifier.
    pub verifier: Verifier,
    /// Its clock.
    pub time: Time,
    /// Transfers that were booked.
    pub booked: AtomicUsize,
    root: SigningKey,
    bundle: String,
}

impl Default for Bank {
    fn default() -> Self {
        Self::new()
    }
}

impl Bank {
    /// A bank without customers.
    pub fn new() -> Self {
        Self::with_pack(pack())
    }

    /// A bank that has this rule pack on record.
    pub fn with_pack(pack: PackRecord) -> Self {
        let (time, now) = (Time::default(), UnixSeconds(START));
        let root = SigningKey::generate(&mut SysRng).unwrap();
        let keys = VerifierKeys::generate(now, &mut SysRng).unwrap();
        let bundle = keys.bundle(&root, AUTHORITY, 1, now, &[], &mut SysRng).unwrap();
        let policy = Policy { secret_iterations: 0, ..Policy::default() };
        let store = Box::new(MemoryStore::new());
        let verifier = Verifier::new(keys, store, policy, Box::new(time.clone())).unwrap();
        let verifier = verifier.with_pack(pack);
        Self { verifier, time, root, bundle, booked: AtomicUsize::new(0) }
    }

    /// The root key, as apps have it compiled in: SubjectPublicKeyInfo in DER.
    pub fn root(&self) -> Vec<u8> {
        self.root.verifying_key().to_spki_der()
    }

    /// The signed bundle of the server's keys.
    pub fn bundle(&self) -> &str {
        &self.bundle
    }

    /// Makes a customer with one account of the same name, and gives the letter's activation code.
    pub fn customer(&self, account: &AccountRef) -> String {
        for (kind, secret) in [
            (yufu_verifier::SecretKind::Login, PASSWORD),
            (yufu_verifier::SecretKind::Transaction, PIN),
        ] {
            self.verifier.set_secret(account, kind, &Secret::new(secret), false).unwrap();
        }
        let accounts = std::slice::from_ref(account);
        self.verifier.issue_activation_code(account, accounts).unwrap().as_str().to_owned()
    }

    /// The signed answer to a request.
    pub fn answer(&self, request: &Request) -> Response {
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
            api::ROUTE_LOGOUT => ok(api::encode(&verifier.logout(accepted)?)),
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

    /// Why a request is rejected; `None` if it is not.
    pub fn reason(&self, request: &Request) -> Option<Reason> {
        self.decide(request).err().map(|rejection| rejection.reason)
    }

    /// Sends a request and receives its answer.
    pub fn exchange<T: 'static>(&self, pending: Pending<T>) -> yufu::Result<T> {
        let answer = self.answer(pending.request());
        pending.receive(&answer)
    }
}

/// The client's rule pack on record. Where the tests run, whatever is found there says nothing about
/// the SDK: every check informs.
pub fn pack() -> PackRecord {
    informing(&Pack::embedded(Platform::Linux).expect("compiled in"))
}

/// The same of the clients of every platform.
pub fn packs() -> Vec<PackRecord> {
    Pack::all_embedded().iter().map(|pack| informing(pack)).collect()
}

fn informing(pack: &Pack) -> PackRecord {
    let checks = pack.rules().map(|rule| (rule.code.clone(), Severity::Info));
    PackRecord::new(pack.id(), &pack.version().to_string(), checks)
}

/// A phone of a customer of its own, logged in.
pub struct Phone {
    /// The bank as the phone knows it.
    pub server: Server,
    /// The enrolled device.
    pub device: Arc<Device>,
    /// The login.
    pub session: Session,
    payer: AccountRef,
}

impl Phone {
    /// A phone whose clocks are right.
    pub fn new(bank: &Bank, name: &str) -> Self {
        Self::with(bank, name, START, bank.time.clone())
    }

    /// `wall_clock` is what the phone shows; `clock` counts while it sleeps, if it is a good one.
    pub fn with(bank: &Bank, name: &str, wall_clock: u64, clock: Time) -> Self {
        let payer = AccountRef::new(name).unwrap();
        let code = ActivationCode::new(&bank.customer(&payer)).unwrap();
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
    pub fn prepare(&self, bank: &Bank, order: &str, pin: &[u8]) -> yufu::Result<Pending<Receipt>> {
        let transaction = Transaction::new(
            TransactionKind::Transfer,
            OrderNumber::new(order)?,
            self.payer.clone(),
            AccountRef::new("6222021234567890128")?,
            "王小明",
            Amount::new(12_345, Currency::CNY)?,
        )?;
        let transfer = bank.exchange(Transfer::begin(&self.session, transaction, &mut SysRng)?)?;
        let pin = typed(transfer.open_input(keypad(Layout::Digits), SysRng)?, pin);
        let look = Collect::new(*transfer.challenge()).for_transaction(transfer.digest());
        let report = transfer.seal_report(&collect(&look), &app(), &mut SysRng)?;
        let confirmed = transfer.digest();
        transfer.submit(&confirmed, Some(pin.seal()?), Some(report), &mut SysRng)
    }

    /// A whole transfer with the right PIN.
    pub fn pay(&self, bank: &Bank, order: &str) -> yufu::Result<Receipt> {
        bank.exchange(self.prepare(bank, order, PIN)?)
    }
}

/// Logs in.
pub fn log_in(
    bank: &Bank,
    server: &Server,
    device: &Arc<Device>,
    password: &[u8],
) -> yufu::Result<Session> {
    let login = bank.exchange(Session::begin(server, device, &mut SysRng)?)?;
    let look = Collect::new(*login.challenge());
    let report = login.seal_report(&collect(&look), &app(), &mut SysRng)?;
    let input = typed(login.open_input(keypad(Layout::Qwerty), SysRng)?, password);
    bank.exchange(login.submit(input.seal()?, report, &mut SysRng)?)
}

/// The input with a secret typed on its keypad.
pub fn typed(mut input: SecureInput<SysRng>, secret: &[u8]) -> SecureInput<SysRng> {
    type_text(&mut input, std::str::from_utf8(secret).unwrap());
    input
}
