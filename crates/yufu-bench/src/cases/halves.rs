//! What a user of the app, and the server, wait for.

use yufu::environment::{Collect, collect};
use yufu::input::{Field, InputContext, Press, SecureInput};
use yufu::keypad::Layout;
use yufu::request::SignedRequest;
use yufu::trust::{InputKey, Trust};
use yufu_protocol::id::{AccountRef, Challenge, InputNonce, KeyId, Thumbprint};
use yufu_protocol::input::{Context, Purpose};
use yufu_verifier::{InProcessOpener, InputOpener as _, RouteRule, Secret};

use super::bank::{self, Bank, NOW, keypad, type_text, typing_cell};
use super::rng::{Rng, rng};
use super::{outcome, words};
use crate::Subject;

const CARD: &str = "6222 0212 3456 7890 128";
const PIN: &[u8] = b"111111";
const ACCOUNT: &str = "6222020200112233";
/// The challenge of a report, the nonce of an input and the thumbprint of a device.
const SOME: [u8; 32] = [7; 32];
/// Keystrokes before a new input is opened; the field is full at 64.
const KEYSTROKES: usize = 60;

pub(super) fn subject(name: &str) -> Option<Result<Subject, String>> {
    Some(match name {
        "keystroke" => keystroke(),
        "input-open" => input_key().map(|(key, _)| {
            let opened = |_: &mut InputKey, input: Result<SecureInput<Rng>, String>| {
                input.map_or_else(words, |input| input.len().to_string())
            };
            Subject::new(key, |key| open(key), opened)
        }),
        "input-seal" => input_key().map(|(key, _)| {
            Subject::prepared(
                key,
                |key| typed(key),
                |_, input| input.and_then(|input| input.seal().map_err(words)),
                |_, sealed| outcome("sealed", sealed),
            )
        }),
        "input-verify" => input_verify(),
        "request-sign" => request_sign(),
        "request-verify" => request_verify(),
        "environment" => Ok(Subject::new(
            Collect::new(Challenge::from_bytes(SOME)),
            |order| collect(order),
            |_, report| if report.findings().is_empty() { "empty" } else { "reported" }.into(),
        )),
        "mask" => Ok(Subject::new(
            CARD,
            |card| yufu::mask::card_number(card),
            |_, masked| masked.replace(' ', "_"),
        )),
        "validate" => Ok(Subject::new(
            CARD,
            |card| yufu::validate::card_number(card),
            |_, card| card.map_or_else(words, |card| card.to_string().replace(' ', "_")),
        )),
        _ => return None,
    })
}

/// What the client seals to, and who opens it.
fn input_key() -> Result<(InputKey, InProcessOpener), String> {
    let (keys, root, bundle) = bank::keys()?;
    let trust = Trust::new(root.verifying_key().clone());
    trust.load(&bundle, NOW).map_err(words)?;
    let opener = InProcessOpener::new(keys.input.ok_or("no input key")?).map_err(words)?;
    Ok((trust.input_key(NOW).map_err(words)?, opener))
}

fn open(key: &InputKey) -> Result<SecureInput<Rng>, String> {
    let context = InputContext::login(
        Field::new("password").map_err(words)?,
        InputNonce::from_bytes(SOME),
        AccountRef::new(ACCOUNT).map_err(words)?,
        Thumbprint::from_bytes(SOME),
    );
    SecureInput::open(context, key, keypad(Layout::Digits)?, rng()).map_err(words)
}

fn typed(key: &InputKey) -> Result<SecureInput<Rng>, String> {
    let mut input = open(key)?;
    type_text(&mut input, PIN)?;
    Ok(input)
}

fn keystroke() -> Result<Subject, String> {
    let (key, _) = input_key()?;
    let input = open(&key)?;
    let cell = typing_cell(input.keypad()).ok_or("no cell types")?;
    Ok(Subject::prepared(
        (key, input),
        |(key, input)| {
            if input.len() >= KEYSTROKES
                && let Ok(fresh) = open(key)
            {
                *input = fresh;
            }
        },
        move |(_, input), ()| input.press(cell),
        |_, pressed| match pressed {
            Ok(Press::Typed) => "typed".into(),
            other => format!("{other:?}"),
        },
    ))
}

fn input_verify() -> Result<Subject, String> {
    let (key, opener) = input_key()?;
    let sealed = typed(&key)?.seal().map_err(words)?;
    let context = Context {
        purpose: Purpose::Login,
        field: Field::new("password").map_err(words)?,
        input_nonce: InputNonce::from_bytes(SOME),
        session: None,
        account: Some(AccountRef::new(ACCOUNT).map_err(words)?),
        device: Thumbprint::from_bytes(SOME),
        input_key: KeyId::new(sealed.input_key().as_str()).map_err(words)?,
        transaction: None,
    };
    let sealed = sealed.to_der().map_err(words)?;
    Ok(Subject::new(
        (opener, sealed, context),
        |(opener, sealed, context)| opener.secret(sealed, context),
        |_, secret| match secret {
            Ok(secret) if secret.same_as(&Secret::new(PIN)) => "opened".into(),
            _ => "wrong".into(),
        },
    ))
}

fn request_sign() -> Result<Subject, String> {
    let mut rng = rng();
    let session = Bank::open()?.log_in(&mut rng)?;
    let body = serde_json::json!({ "amount": 12_345, "payee": "6222020200998877" });
    Ok(Subject::new(
        (session, rng),
        move |(session, rng)| {
            let request = SignedRequest::post("/v1/anything", &body)?;
            session.send(&request, rng)
        },
        |_, pending| match pending {
            Ok(pending)
                if pending.request().headers.iter().any(|(name, _)| name == "signature") =>
            {
                "signed".into()
            }
            _ => "wrong".into(),
        },
    ))
}

/// Each request is a new one: the verifier takes none twice.
fn request_verify() -> Result<Subject, String> {
    let bank = Bank::open()?;
    let mut rng = rng();
    let session = bank.log_in(&mut rng)?;
    let body = serde_json::json!({ "amount": 12_345, "payee": "6222020200998877" });
    Ok(Subject::prepared(
        (bank, session, rng),
        move |(_, session, rng)| {
            let request = SignedRequest::post("/v1/anything", &body)?;
            session.send(&request, rng)
        },
        |(bank, ..), pending| {
            let pending = pending.map_err(words)?;
            bank.verifier.accept(pending.request(), &RouteRule::IN_SESSION).map_err(words)
        },
        |_, accepted| outcome("accepted", accepted),
    ))
}
