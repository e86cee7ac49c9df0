//! A phone without a hardware key, from the bank's letter to an open session.

use std::sync::Arc;

use yufu::device::{ActivationCode, Device};
use yufu::environment::{Collect, collect};
use yufu::input::SecureInput;
use yufu::keypad::{Appearance, CellKind, Keypad, Layout, Order};
use yufu::rng::SystemRng;
use yufu::session::{Server, Session};
use yufu_protocol::api::{self, SandboxCustomer};
use yufu_protocol::http::{Request, Response};
use yufu_protocol::report::Software;
use yufu_sm::rand_core::TryCryptoRng;

/// The app's HTTP client.
pub type Http<'h> = &'h dyn Fn(&Request) -> Response;

/// The app that hosts the SDK in these tests.
pub fn app() -> Software {
    Software { id: "yufu-tests".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
}

/// The letter of a customer whom the gateway's sandbox makes up.
pub fn letter(authority: &str, http: Http<'_>) -> SandboxCustomer {
    let ask = Request::new("POST", authority, api::ROUTE_SANDBOX_CUSTOMERS)
        .with_body(api::MEDIA_TYPE, b"{}".to_vec());
    api::decode(&http(&ask).body).expect("the sandbox is on")
}

/// Enrols a fresh device.
pub fn enrol(server: &Server, letter: &SandboxCustomer, http: Http<'_>) -> Arc<Device> {
    let mut rng = SystemRng::new().unwrap();
    let new = Device::create(&mut rng).unwrap();
    let pending = server.challenge(&mut rng).unwrap();
    let answer = http(pending.request());
    let offer = pending.receive(&answer).unwrap();
    let code = ActivationCode::new(&letter.activation_code).unwrap();
    let pending = new.enrol(server, &offer, code, &mut rng).unwrap();
    let answer = http(pending.request());
    Arc::new(new.enrolled(pending.receive(&answer).unwrap()))
}

/// Logs in with the letter's password, typed on a shuffled keyboard.
pub fn log_in(
    server: &Server,
    device: &Arc<Device>,
    letter: &SandboxCustomer,
    http: Http<'_>,
) -> Session {
    let mut rng = SystemRng::new().unwrap();
    let pending = Session::begin(server, device, &mut rng).unwrap();
    let answer = http(pending.request());
    let login = pending.receive(&answer).unwrap();
    let report = collect(&Collect::new(*login.challenge()));
    let report = login.seal_report(&report, &app(), &mut rng).unwrap();
    let mut input = login.open_input(keypad(Layout::Qwerty), SystemRng::new().unwrap()).unwrap();
    type_text(&mut input, &letter.login_password);
    let pending = login.submit(input.seal().unwrap(), report, &mut rng).unwrap();
    let answer = http(pending.request());
    pending.receive(&answer).unwrap()
}

/// A shuffled keypad.
pub fn keypad(layout: Layout) -> Keypad {
    let mut rng = SystemRng::new().unwrap();
    Keypad::new(layout, Order::Shuffled, Appearance::STANDARD, &mut rng).unwrap()
}

/// Types a text by its labels, turning pages where it has to.
pub fn type_text<R: TryCryptoRng>(input: &mut SecureInput<R>, text: &str) {
    const TURNS: [CellKind; 4] =
        [CellKind::Shift, CellKind::Symbols, CellKind::Letters, CellKind::Shift];
    for letter in text.chars().map(String::from) {
        let mut turns = TURNS.iter();
        loop {
            let pad = input.keypad();
            let shown = (0..pad.cells().len()).find(|cell| pad.label(*cell) == Some(&letter));
            if let Some(cell) = shown {
                input.press(cell).unwrap();
                break;
            }
            let turn = turns.next().expect("a key for every character");
            if let Some(cell) = pad.cells().iter().position(|cell| cell.kind == *turn) {
                input.press(cell).unwrap();
            }
        }
    }
}
