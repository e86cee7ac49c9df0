//! One phone with its app: the client half as an app engineer uses it.

use std::sync::Arc;

use yufu::device::{Device, SealedReport};
use yufu::environment::{Collect, Report, collect};
use yufu::input::SecureInput;
use yufu::keypad::{Appearance, Keypad, Layout, Order};
use yufu::request::Pending;
use yufu::rng::SystemRng;
use yufu::session::{Login, SecretChange, SecretChangeResponse, SecretKind, Server, Session};
use yufu::strength::{DenyList, Rules, Standard};
use yufu::transaction::{Factor, Receipt, Transaction, TransactionDigest, Transfer};
use yufu_protocol::api::{self, CustomerFacts, SandboxCustomer};
use yufu_protocol::enrolment::ActivationCode;
use yufu_protocol::http::{Request, Response};
use yufu_protocol::id::Challenge;
use yufu_protocol::input::SealedInput;
use yufu_protocol::report::Software;
use zeroize::Zeroizing;

use super::hand::{Hand, type_secret};
use super::hardware::StandIn;
use super::wire::Wire;
use super::wish::drawn_pin;
use crate::keypad::pad::Scene;
use crate::output::Failure;

/// What the bank's letter to its customer holds.
pub fn fetch_letter(wire: &Wire) -> Result<SandboxCustomer, Failure> {
    let mut ask = Request::new("POST", wire.authority(), api::ROUTE_SANDBOX_CUSTOMERS);
    ask = ask.with_body(api::MEDIA_TYPE, b"{}".to_vec());
    let answer = wire.send(&ask)?;
    if answer.status != 200 {
        return Err(Failure::Server(
            "the server makes up no customers: start it with `yufu serve --sandbox`".to_owned(),
        ));
    }
    api::decode(&answer.body)
        .map_err(|e| Failure::Server(format!("the sandbox's answer is unreadable: {e}")))
}

/// Which of the two times a new secret is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// It is chosen.
    First,
    /// It is typed once more; the server alone compares.
    Repeated,
}

/// A phone whose device is enrolled.
pub struct Phone {
    pub wire: Wire,
    pub server: Server,
    pub device: Arc<Device>,
    pub rng: SystemRng,
    hardware: StandIn,
}

impl Phone {
    /// Makes a device key and a hardware key and enrols both with the letter's activation code.
    pub fn enrol(wire: &Wire, server: &Server, letter: &SandboxCustomer) -> Result<Self, Failure> {
        let mut rng = SystemRng::new()?;
        let hardware = StandIn::generate()?;
        let device = Device::create(&mut rng)?.with_hardware_key(hardware.public_key()?);
        let pending = server.challenge(&mut rng)?;
        let answer = wire.send(pending.request())?;
        let offer = pending.receive(&answer)?;
        let code = ActivationCode::new(&letter.activation_code).map_err(yufu::Error::from)?;
        let enrolment = device.enrolment(&offer, code)?;
        let proof =
            enrolment.hardware_message().map(|message| hardware.sign(message)).transpose()?;
        let pending = enrolment.sign(&device, server, proof.as_ref(), &mut rng)?;
        let answer = wire.send(pending.request())?;
        let device = Arc::new(device.enrolled(pending.receive(&answer)?));
        wire.keep_key(device.key().verifying_key())?;
        Ok(Self { wire: wire.clone(), server: server.clone(), device, rng, hardware })
    }

    /// Logs in with a password typed on a shuffled keyboard.
    pub fn log_in(&mut self, password: &[u8]) -> Result<Session, Failure> {
        let pending = Session::begin(&self.server, &self.device, &mut self.rng)?;
        let login = self.exchange(pending)?;
        let report = self.login_report(&login)?;
        let mut input = login.open_input(self.pad(Layout::Qwerty)?, SystemRng::new()?)?;
        type_secret(&mut input, password)?;
        let pending = login.submit(input.seal()?, report, &mut self.rng)?;
        self.exchange(pending)
    }

    /// Looks at the environment and seals the report of a login.
    pub fn login_report(&mut self, login: &Login) -> Result<SealedReport, Failure> {
        let report = collect(&Collect::new(*login.challenge()));
        Ok(login.seal_report(&report, &app(), &mut self.rng)?)
    }

    /// Replaces the letter's PIN, judged while it is typed and again by the server. `scene` says
    /// what a person is asked for.
    pub fn choose_pin(
        &mut self,
        session: &Session,
        letter: &SandboxCustomer,
        hand: Hand<'_>,
        scene: impl Fn(Entry) -> Scene,
    ) -> Result<SecretChangeResponse, Failure> {
        let pending = SecretChange::begin(session, SecretKind::Transaction, &mut self.rng)?;
        let change = self.exchange(pending)?;
        let mut old = change.open_old(self.pad(Layout::Digits)?, SystemRng::new()?)?;
        type_secret(&mut old, letter.initial_pin.as_bytes())?;
        let standard =
            || Ok::<_, Failure>(Standard { rules: Rules::PIN, deny: deny_list(&letter.customer)? });
        let new = change.open_new(self.pad(Layout::Digits)?, standard()?, SystemRng::new()?)?;
        let new = hand.type_on(new, || scene(Entry::First))?.seal()?;
        let repeat =
            change.open_repeat(self.pad(Layout::Digits)?, standard()?, SystemRng::new()?)?;
        let repeat = hand.type_on(repeat, || scene(Entry::Repeated))?.seal()?;
        let pending = change.submit(old.seal()?, new, repeat, &mut self.rng)?;
        self.exchange(pending)
    }

    /// Replaces the letter's PIN by a drawn one. Now and then a PIN lies in one of the customer's own
    /// numbers: then another is drawn.
    pub fn set_drawn_pin(
        &mut self,
        session: &Session,
        letter: &SandboxCustomer,
    ) -> Result<SecretBytes, Failure> {
        loop {
            let pin = drawn_pin()?;
            let hand = Hand::Machine(&pin);
            if self.choose_pin(session, letter, hand, |_| Scene::default())?.changed {
                return Ok(pin);
            }
        }
    }

    /// Asks the server to permit a transaction once.
    pub fn begin(
        &mut self,
        session: &Session,
        transaction: Transaction,
    ) -> Result<Transfer, Failure> {
        let pending = Transfer::begin(session, transaction, &mut self.rng)?;
        self.exchange(pending)
    }

    /// Opens the PIN pad of a transfer.
    pub fn open_pin(&mut self, transfer: &Transfer) -> Result<SecureInput<SystemRng>, Failure> {
        Ok(transfer.open_input(self.pad(Layout::Digits)?, SystemRng::new()?)?)
    }

    /// Types a PIN for one transfer and seals it.
    pub fn type_pin(&mut self, transfer: &Transfer, pin: &[u8]) -> Result<SealedInput, Failure> {
        let mut input = self.open_pin(transfer)?;
        type_secret(&mut input, pin)?;
        Ok(input.seal()?)
    }

    /// Looks at the environment for one transfer.
    pub fn look(transfer: &Transfer) -> Report {
        collect(&Collect::new(*transfer.challenge()).for_transaction(transfer.digest()))
    }

    /// Seals a report for one transfer.
    pub fn seal_report(
        &mut self,
        transfer: &Transfer,
        report: &Report,
    ) -> Result<SealedReport, Failure> {
        Ok(transfer.seal_report(report, &app(), &mut self.rng)?)
    }

    /// A report on another device's challenge: what a helper of that device could make.
    pub fn report_for(
        &mut self,
        challenge: Challenge,
        digest: TransactionDigest,
    ) -> Result<SealedReport, Failure> {
        let report = collect(&Collect::new(challenge).for_transaction(digest));
        let now = self.offer_time()?;
        let key = self.server.trust().report_key(now)?;
        Ok(self.device.seal_report(&report, &app(), &key, now, &mut self.rng)?)
    }

    /// Signs a transfer with both keys; not sent yet.
    pub fn sign(
        &mut self,
        transfer: Transfer,
        pin: SealedInput,
        report: SealedReport,
    ) -> Result<Pending<Receipt>, Failure> {
        // The app shows the key fields and takes the digest of what the user confirmed.
        let confirmed = transfer.digest();
        let wants_report = transfer.required_factors().contains(&Factor::EnvironmentReport);
        let report = wants_report.then_some(report);
        let pending = transfer.submit(&confirmed, Some(pin), report, &mut self.rng)?;
        self.with_hardware(pending)
    }

    /// A whole transfer with a PIN: permitted, typed, looked at, signed; not sent yet.
    pub fn prepare(
        &mut self,
        session: &Session,
        transaction: Transaction,
        pin: &[u8],
    ) -> Result<Pending<Receipt>, Failure> {
        let transfer = self.begin(session, transaction)?;
        let pin = self.type_pin(&transfer, pin)?;
        let report = self.seal_report(&transfer, &Self::look(&transfer))?;
        self.sign(transfer, pin, report)
    }

    /// Sends a request, with the hardware key's signature where it is wanted, and checks the answer.
    pub fn exchange<T: 'static>(&self, pending: Pending<T>) -> Result<T, Failure> {
        let pending = self.with_hardware(pending)?;
        let answer = self.wire.send(pending.request())?;
        Ok(pending.receive(&answer)?)
    }

    /// Adds the second signature where the server wants it.
    pub fn with_hardware<T: 'static>(
        &self,
        mut pending: Pending<T>,
    ) -> Result<Pending<T>, Failure> {
        if let Some(base) = pending.hardware_base()? {
            pending.attach_hardware_signature(&self.hardware.sign(&base)?)?;
        }
        Ok(pending)
    }

    /// Sends bytes as they are, as someone on the way would.
    pub fn resend(&self, request: &Request) -> Result<Response, Failure> {
        self.wire.send(request)
    }

    fn offer_time(&mut self) -> Result<yufu_protocol::time::UnixSeconds, Failure> {
        let pending = self.server.challenge(&mut self.rng)?;
        Ok(self.exchange(pending)?.time().now()?)
    }

    fn pad(&mut self, layout: Layout) -> Result<Keypad, Failure> {
        Ok(Keypad::new(layout, Order::Shuffled, Appearance::STANDARD, &mut self.rng)?)
    }
}

/// The app that hosts the SDK here.
pub fn app() -> Software {
    Software { id: "yufu-demo".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
}

fn deny_list(facts: &CustomerFacts) -> Result<DenyList, Failure> {
    let mut deny = DenyList::new();
    let part = |range| facts.birthday.get(range).unwrap_or_default();
    if let (Ok(year), Ok(month), Ok(day)) =
        (part(0..4).parse(), part(4..6).parse(), part(6..8).parse())
    {
        deny.add_birthday(year, month, day)?;
    }
    deny.add_id_number(facts.id_number.as_bytes())?;
    deny.add_mobile_number(facts.mobile.as_bytes())?;
    for card in &facts.cards {
        deny.add_card_number(card.as_bytes())?;
    }
    Ok(deny)
}

/// A secret that never becomes a String.
pub type SecretBytes = Zeroizing<Vec<u8>>;
