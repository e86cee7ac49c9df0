// A bank in one value: it verifies what the client signs and signs what it answers. The crate's
// documentation includes this file, too, so its first line is no inner comment.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use getrandom::SysRng;
use serde::Serialize;
use yufu::device::{ActivationCode, Device, SealedReport};
use yufu::environment::{Collect, collect};
use yufu::request::Pending;
use yufu::session::{Clock, Limits, Login, Server, Session};
use yufu::transaction::Transfer;
use yufu::trust::Trust;
use yufu_protocol::api::{self, LoginState, Problem};
use yufu_protocol::bundle::{BundleClaims, KeyPurpose, ServerKey};
use yufu_protocol::encoding::Bytes;
use yufu_protocol::enrolment::{self, EnrolmentRequest};
use yufu_protocol::http::{Limits as HttpLimits, Request, Response};
use yufu_protocol::id::{
    AccountRef, Challenge, CorrelationId, DeviceId, InputNonce, KeyId, OrderNumber, SessionId,
    SubmitToken, Thumbprint,
};
use yufu_protocol::input::{self, Context, Field, Purpose, SealedInput};
use yufu_protocol::rejection::{Reason, Rejection};
use yufu_protocol::report::Software;
use yufu_protocol::request::ParsedRequest;
use yufu_protocol::response::sign_response;
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::{Amount, Transaction, TransactionKind};
use yufu_sm::sm2::{DecryptingKey, SignerId, SigningKey, VerifyingKey};

pub const START: UnixSeconds = UnixSeconds(1_800_000_000);
pub const IDLE: u32 = 300;
pub const LIFETIME: u64 = 7_200;
pub const DAY: u64 = 86_400;
pub const CODE: &str = "7F3K-92QX-M4TD";

/// A clock that tests move by hand; the bank's clock follows it.
#[derive(Default)]
pub struct HandClock(AtomicU64);

impl HandClock {
    pub fn advance(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn turn_back(&self, seconds: u64) {
        self.0.fetch_sub(seconds, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn elapsed(&self) -> Duration {
        Duration::from_secs(1_000_000 + self.0.load(Ordering::SeqCst))
    }
}

pub struct Bank {
    pub root: SigningKey,
    pub response: SigningKey,
    pub input: DecryptingKey,
    pub report: DecryptingKey,
    pub clock: Arc<HandClock>,
    device: Mutex<Option<VerifyingKey>>,
    /// Sequence numbers that were received, in order.
    pub sequences: Mutex<Vec<u64>>,
    pub orders: Mutex<Vec<Transaction>>,
    pub factors: Mutex<Vec<api::Factor>>,
}

pub fn kid(name: &str) -> KeyId {
    KeyId::new(name).unwrap()
}

impl Default for Bank {
    fn default() -> Self {
        Self::new()
    }
}

impl Bank {
    pub fn new() -> Self {
        let signing = || SigningKey::generate(&mut SysRng).unwrap();
        let decrypting = || DecryptingKey::generate(&mut SysRng).unwrap();
        Self {
            root: signing(),
            response: signing(),
            input: decrypting(),
            report: decrypting(),
            clock: Arc::default(),
            device: Mutex::default(),
            sequences: Mutex::default(),
            orders: Mutex::default(),
            factors: Mutex::new(vec![
                api::Factor::DeviceKey,
                api::Factor::TransactionPin,
                api::Factor::EnvironmentReport,
            ]),
        }
    }

    pub fn now(&self) -> UnixSeconds {
        UnixSeconds(START.get() + self.clock.elapsed().as_secs() - 1_000_000)
    }

    pub fn claims(&self, sequence: u64) -> BundleClaims {
        let key = |kid: &str, purpose, spki: Vec<u8>| ServerKey {
            kid: KeyId::new(kid).unwrap(),
            purpose,
            public_key: Bytes::from(spki),
            not_before: START.saturating_sub(DAY),
            not_after: START.saturating_add(30 * DAY),
        };
        BundleClaims {
            version: yufu_protocol::bundle::VERSION,
            issuer: "bank.example".into(),
            sequence,
            issued_at: START.saturating_sub(60),
            expires_at: START.saturating_add(20 * DAY),
            keys: vec![
                key(
                    "response-1",
                    KeyPurpose::ResponseSignature,
                    self.response.verifying_key().to_spki_der(),
                ),
                key(
                    "input-1",
                    KeyPurpose::InputEncryption,
                    self.input.encrypting_key().to_spki_der(),
                ),
                key(
                    "report-1",
                    KeyPurpose::ReportEncryption,
                    self.report.encrypting_key().to_spki_der(),
                ),
            ],
        }
    }

    pub fn bundle(&self, sequence: u64) -> String {
        self.claims(sequence).sign(&self.root, &mut SysRng).unwrap()
    }

    pub fn trust(&self) -> Trust {
        Trust::new(self.root.verifying_key().clone())
    }

    /// The bank as a client sees it that has loaded the bundle.
    pub fn server(&self) -> Server {
        let trust = self.trust();
        trust.load(&self.bundle(1), self.now()).unwrap();
        Server::new("bank.example", Arc::new(trust)).with_clock(self.clock.clone())
    }

    /// An enrolled device.
    pub fn device(&self, server: &Server) -> Arc<Device> {
        let offer = self.exchange(server.challenge(&mut SysRng).unwrap()).unwrap();
        let new = Device::create(&mut SysRng).unwrap();
        let code = ActivationCode::new(CODE).unwrap();
        let pending = new.enrol(server, &offer, code, &mut SysRng).unwrap();
        Arc::new(new.enrolled(self.exchange(pending).unwrap()))
    }

    pub fn begin(&self, server: &Server, device: &Arc<Device>) -> Login {
        self.exchange(Session::begin(server, device, &mut SysRng).unwrap()).unwrap()
    }

    /// A session on a new device.
    pub fn session(&self) -> Session {
        self.session_with(Limits::default())
    }

    pub fn session_with(&self, limits: Limits) -> Session {
        let server = self.server();
        let device = self.device(&server);
        let login = self.begin(&server, &device).with_limits(limits);
        let report = login_report(&login);
        self.exchange(login.submit(self.sealed(), report, &mut SysRng).unwrap()).unwrap()
    }

    /// A transfer of 123.45 yuan that the bank permits.
    pub fn transfer(&self, session: &Session) -> Transfer {
        let pending = Transfer::begin(session, transaction(12_345), &mut SysRng).unwrap();
        self.exchange(pending).unwrap()
    }

    /// Some sealed input; this bank does not open it.
    pub fn sealed(&self) -> SealedInput {
        let context = Context {
            purpose: Purpose::Login,
            field: Field::new("password").unwrap(),
            input_nonce: InputNonce::from_bytes([1; 32]),
            session: None,
            account: None,
            device: Thumbprint::from_bytes([2; 32]),
            input_key: kid("input-1"),
            transaction: None,
        };
        let mut chain = [0; 32];
        let key = self.input.encrypting_key();
        let wrapped = input::begin(&context, key, &mut SysRng, &mut chain).unwrap();
        input::seal(&mut chain, &context, wrapped, &[]).unwrap()
    }

    /// Sends a request and receives the genuine answer.
    pub fn exchange<T: 'static>(&self, pending: Pending<T>) -> yufu::Result<T> {
        let response = self.answer(pending.request());
        pending.receive(&response)
    }

    /// The genuine answer to a request.
    pub fn answer(&self, request: &Request) -> Response {
        match self.route(request) {
            Ok(body) => self.sign(request, 200, "application/json", body),
            Err(reason) => self.refuse(request, reason),
        }
    }

    pub fn refuse(&self, request: &Request, reason: Reason) -> Response {
        let rejection = Rejection::new(reason, CorrelationId::from_bytes([9; 16]));
        let body = api::encode(&Problem::from(rejection)).unwrap();
        self.sign(request, reason.http_status(), api::PROBLEM_MEDIA_TYPE, body)
    }

    pub fn sign(&self, request: &Request, status: u16, media: &str, body: Vec<u8>) -> Response {
        self.sign_as(request, Response::new(status, media, body), "response-1", self.now())
    }

    pub fn sign_as(
        &self,
        request: &Request,
        mut response: Response,
        name: &str,
        created: UnixSeconds,
    ) -> Response {
        let key = &self.response;
        sign_response(request, &mut response, &kid(name), key, created, &mut SysRng).unwrap();
        response
    }

    fn route(&self, request: &Request) -> Result<Vec<u8>, Reason> {
        let signed = || self.verified(request);
        match request.path.as_str() {
            api::ROUTE_KEYS => json(&api::KeysResponse { bundle: self.bundle(1) }),
            api::ROUTE_CHALLENGE => json(&api::ChallengeResponse {
                challenge: Challenge::random(&mut SysRng).unwrap(),
                input_nonce: InputNonce::random(&mut SysRng).unwrap(),
                server_time: self.now(),
                expires_at: self.now().saturating_add(300),
            }),
            api::ROUTE_ENROL => {
                let body: api::EnrolRequest = api::decode(&request.body).unwrap();
                let opened = enrolment::open(body.envelope.as_slice(), |id| {
                    (id.as_str() == "report-1").then_some(&self.report)
                })
                .map_err(|_| Reason::EnrolmentMalformed)?;
                let enrolment =
                    EnrolmentRequest::from_der(&opened).map_err(|_| Reason::EnrolmentMalformed)?;
                if enrolment.activation_code.as_str() != CODE {
                    return Err(Reason::ActivationCodeRejected);
                }
                *self.device.lock().unwrap() = Some(enrolment.device_key.clone());
                json(&api::EnrolResponse {
                    device_id: DeviceId::new("device-1").unwrap(),
                    key_id: kid("key-1"),
                    account: account(),
                    hardware_key: enrolment.hardware.is_some(),
                    server_time: self.now(),
                })
            }
            api::ROUTE_LOGIN => {
                signed()?.challenge().ok_or(Reason::ComponentMissing)?;
                json(&api::LoginResponse {
                    session_id: SessionId::from_bytes([5; 16]),
                    server_time: self.now(),
                    expires_at: self.now().saturating_add(LIFETIME),
                    idle_seconds: IDLE,
                    account_refs: vec![account()],
                    login_state: LoginState {
                        must_change_pin: true,
                        must_change_password: true,
                        last_login: None,
                    },
                })
            }
            api::ROUTE_LOGOUT => {
                signed()?;
                json(&api::LogoutResponse { ended_at: self.now() })
            }
            api::ROUTE_PIN | api::ROUTE_PASSWORD => {
                signed()?.challenge().ok_or(Reason::ComponentMissing)?;
                json(&api::SecretChangeResponse { changed: true, findings: vec![] })
            }
            api::ROUTE_SUBMIT_TOKEN => {
                signed()?;
                json(&api::SubmitTokenResponse {
                    submit_token: SubmitToken::from_bytes([6; 32]),
                    input_nonce: InputNonce::random(&mut SysRng).unwrap(),
                    challenge: Challenge::random(&mut SysRng).unwrap(),
                    required_factors: self.factors.lock().unwrap().clone(),
                    expires_at: self.now().saturating_add(120),
                })
            }
            api::ROUTE_TRANSFER => {
                let parsed = signed()?;
                if parsed.submit_token() != Some(&SubmitToken::from_bytes([6; 32])) {
                    return Err(Reason::SubmitTokenUnknown);
                }
                let body: api::TransferRequest = api::decode(&request.body).unwrap();
                let transaction = Transaction::from_der(body.transaction.as_slice()).unwrap();
                self.orders.lock().unwrap().push(transaction.clone());
                json(&self.receipt(&transaction))
            }
            path => {
                signed()?;
                let order = path.strip_prefix(api::ROUTE_ORDERS).ok_or(Reason::UnknownRoute)?;
                let orders = self.orders.lock().unwrap();
                let transaction = orders.iter().find(|held| held.order().as_str() == order);
                json(&self.receipt(transaction.ok_or(Reason::OrderUnknown)?))
            }
        }
    }

    pub fn receipt(&self, transaction: &Transaction) -> api::Receipt {
        api::Receipt {
            order: transaction.order().clone(),
            status: api::OrderState::Completed,
            transaction_digest: transaction.digest().unwrap(),
            completed_at: self.now(),
            payee_account: transaction.payee_account().clone(),
            payee_name: transaction.payee_name().to_owned(),
            amount_minor: transaction.amount().minor(),
            currency: transaction.amount().currency(),
        }
    }

    fn verified<'r>(&self, request: &'r Request) -> Result<ParsedRequest<'r>, Reason> {
        let key = self.device.lock().unwrap().clone().ok_or(Reason::KeyUnknown)?;
        let parsed = ParsedRequest::parse(request, &HttpLimits::DEFAULT)
            .map_err(|_| Reason::SignatureMissing)?;
        assert_eq!(parsed.key_id(), &kid("key-1"));
        parsed.require(&[]).map_err(|_| Reason::ComponentMissing)?;
        parsed.check_lifetime(self.now()).map_err(|_| Reason::RequestExpired)?;
        parsed.verify(&key, &SignerId::DEFAULT).map_err(|_| Reason::SignatureInvalid)?;
        parsed.check_digest().map_err(|_| Reason::DigestMismatch)?;
        self.sequences.lock().unwrap().extend(parsed.sequence().map(|number| number.get()));
        Ok(parsed)
    }
}

pub fn transaction(minor: u64) -> Transaction {
    Transaction::new(
        TransactionKind::Transfer,
        OrderNumber::new("20270115-0001").unwrap(),
        account(),
        AccountRef::new("6222020200998877").unwrap(),
        "张三丰",
        Amount::new(minor, "CNY".parse().unwrap()).unwrap(),
    )
    .unwrap()
}

pub fn account() -> AccountRef {
    AccountRef::new("6222020200112233").unwrap()
}

pub fn login_report(login: &Login) -> SealedReport {
    let report = collect(&Collect::new(*login.challenge()));
    login.seal_report(&report, &app(), &mut SysRng).unwrap()
}

pub fn app() -> Software {
    Software { id: "example.bank".into(), version: "1.0".into() }
}

fn json<T: Serialize>(body: &T) -> Result<Vec<u8>, Reason> {
    Ok(api::encode(body).unwrap())
}
