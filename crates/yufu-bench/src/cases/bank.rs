//! A bank and a phone of its customer in one process, with clocks that stand still.

use std::sync::Arc;
use std::time::Duration;

use yufu::device::{ActivationCode, Device};
use yufu::environment::{Collect, Pack, collect};
use yufu::input::SecureInput;
use yufu::keypad::{Appearance, CellKind, Keypad, Layout, Order};
use yufu::request::Pending;
use yufu::session::{Server, Session};
use yufu::trust::Trust;
use yufu_protocol::api;
use yufu_protocol::http::{Request, Response};
use yufu_protocol::id::AccountRef;
use yufu_protocol::report::{Severity, Software};
use yufu_protocol::time::UnixSeconds;
use yufu_sm::sm2::SigningKey;
use yufu_verifier::store::MemoryStore;
use yufu_verifier::{PackRecord, Policy, RouteRule, Secret, SecretKind, Verifier, VerifierKeys};

use super::rng::{Rng, rng};
use super::words;

const AUTHORITY: &str = "bank.example";
const PASSWORD: &[u8] = b"tearain";

/// The server's time.
pub(super) const NOW: UnixSeconds = UnixSeconds(1_800_000_000);

/// Both halves' clock.
struct Still;

impl yufu_verifier::Clock for Still {
    fn now(&self) -> UnixSeconds {
        NOW
    }
}

impl yufu::session::Clock for Still {
    fn elapsed(&self) -> Duration {
        Duration::from_secs(77)
    }
}

/// The server's half.
pub(super) struct Bank {
    pub(super) verifier: Verifier,
    root: SigningKey,
    bundle: String,
}

/// Keys, the root that signs them and the bundle that tells them.
pub(super) fn keys() -> Result<(VerifierKeys, SigningKey, String), String> {
    let rng = &mut rng();
    let root = SigningKey::generate(rng).map_err(words)?;
    let keys = VerifierKeys::generate(NOW, rng).map_err(words)?;
    let bundle = keys.bundle(&root, AUTHORITY, 1, NOW, &[], rng).map_err(words)?;
    Ok((keys, root, bundle))
}

impl Bank {
    pub(super) fn open() -> Result<Self, String> {
        let (keys, root, bundle) = keys()?;
        // Where this runs, whatever is found there says nothing about speed.
        let informing = |pack: &Arc<Pack>| {
            let checks = pack.rules().map(|rule| (rule.code.clone(), Severity::Info));
            PackRecord::new(pack.id(), &pack.version().to_string(), checks)
        };
        let policy = Policy { secret_iterations: 0, ..Policy::default() };
        let store = Box::new(MemoryStore::new());
        let verifier = Verifier::new(keys, store, policy, Box::new(Still)).map_err(words)?;
        let verifier =
            Pack::all_embedded().iter().map(informing).fold(verifier, Verifier::with_pack);
        Ok(Self { verifier, root, bundle })
    }

    /// Enrols a phone and logs it in.
    pub(super) fn log_in(&self, rng: &mut Rng) -> Result<Session, String> {
        let customer = AccountRef::new("6222020200112233").map_err(words)?;
        let accounts = std::slice::from_ref(&customer);
        let password = Secret::new(PASSWORD);
        let set = self.verifier.set_secret(&customer, SecretKind::Login, &password, false);
        set.map_err(words)?;
        let code = self.verifier.issue_activation_code(&customer, accounts).map_err(words)?;
        let code = ActivationCode::new(code.as_str()).map_err(words)?;
        let trust = Arc::new(Trust::new(self.root.verifying_key().clone()));
        trust.load(&self.bundle, NOW).map_err(words)?;
        let server = Server::new(AUTHORITY, trust).with_clock(Arc::new(Still));
        let offer = self.exchange(server.challenge(rng).map_err(words)?)?;
        let device = Device::create(rng).map_err(words)?;
        let pending = device.enrol(&server, &offer, code, rng).map_err(words)?;
        let device = Arc::new(device.enrolled(self.exchange(pending)?));
        let login = self.exchange(Session::begin(&server, &device, rng).map_err(words)?)?;
        let report = collect(&Collect::new(*login.challenge()));
        let app = Software { id: "yufu-bench".into(), version: "1".into() };
        let report = login.seal_report(&report, &app, rng).map_err(words)?;
        let mut input =
            login.open_input(keypad(Layout::Qwerty)?, super::rng::rng()).map_err(words)?;
        type_text(&mut input, PASSWORD)?;
        let sealed = input.seal().map_err(words)?;
        self.exchange(login.submit(sealed, report, rng).map_err(words)?)
    }

    fn exchange<T: 'static>(&self, pending: Pending<T>) -> Result<T, String> {
        let mut response = self.answer(pending.request())?;
        self.verifier.sign_response(pending.request(), &mut response).map_err(words)?;
        pending.receive(&response).map_err(words)
    }

    fn answer(&self, request: &Request) -> Result<Response, String> {
        let verifier = &self.verifier;
        let body = match request.path.as_str() {
            api::ROUTE_CHALLENGE => api::encode(&verifier.challenge().map_err(words)?),
            api::ROUTE_ENROL => {
                let asked = api::decode(&request.body).map_err(words)?;
                api::encode(&verifier.enrol(&asked).map_err(words)?)
            }
            _ => {
                let accepted = verifier.accept(request, &RouteRule::LOGIN).map_err(words)?;
                api::encode(&verifier.open_session(accepted).map_err(words)?)
            }
        };
        Ok(Response::new(200, api::MEDIA_TYPE, body.map_err(words)?))
    }
}

/// A shuffled keypad.
pub(super) fn keypad(layout: Layout) -> Result<Keypad, String> {
    Keypad::new(layout, Order::Shuffled, Appearance::STANDARD, &mut rng()).map_err(words)
}

/// Touches the cells that show these characters on the keypad's first page.
pub(super) fn type_text<R: yufu_sm::rand_core::TryCryptoRng>(
    input: &mut SecureInput<R>,
    text: &[u8],
) -> Result<(), String> {
    for byte in text {
        let wanted = char::from(*byte).to_string();
        let pad = input.keypad();
        let shows = |cell: &usize| pad.label(*cell) == Some(wanted.as_str());
        let cell = (0..pad.cells().len()).find(shows).ok_or("no cell shows it")?;
        input.press(cell).map_err(words)?;
    }
    Ok(())
}

/// The first cell that types a character.
pub(super) fn typing_cell(keypad: &Keypad) -> Option<usize> {
    keypad.cells().iter().position(|cell| cell.kind == CellKind::Key)
}
