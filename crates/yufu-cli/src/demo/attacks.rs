//! The attacks: each plays what a thief, a man in the middle or a modified app can do, and returns
//! the reason for which it was rejected.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use yufu::request::{Pending, SignedRequest};
use yufu::session::Session;
use yufu::transaction::Transaction;
use yufu::trust::Trust;
use yufu_protocol::api::{self, OrderState, Problem, TransferRequest};
use yufu_protocol::bundle::{BundleClaims, KeyPurpose};
use yufu_protocol::http::{self, Request, Response, content_digest};
use yufu_protocol::id::{AccountRef, SubmitToken};
use yufu_protocol::transaction::Amount;
use yufu_sm::sm2::SigningKey;
use yufu_verifier::VerifierKeys;

use super::phone::{Phone, fetch_letter};
use super::story::{Blow, Story};
use super::wish::Wish;
use super::{World, acts, rogue, wall_clock};
use crate::output::Failure;

/// How many there are.
pub const COUNT: usize = 13;
/// The check that the modified app leaves out of its report.
const REMOVED_CHECK: &str = "debugger.tracer";
/// Wrong PINs that the bank bears.
const ATTEMPTS: usize = 5;

/// Plays all attacks against the transfer of `phone`'s owner.
pub fn play(
    world: &World,
    phone: &mut Phone,
    session: &Session,
    wish: &Wish,
    story: &mut Story,
) -> Result<(), Failure> {
    let payer = phone.device.account().clone();
    let fresh = |phone: &mut Phone| -> Result<Pending<_>, Failure> {
        phone.prepare(session, wish.transaction(&payer)?, &wish.pin)
    };

    let genuine = fresh(phone)?;
    let captured = genuine.request().clone();
    let honest_answer = phone.resend(&captured)?;
    let honest = reason_in(&honest_answer);
    story.attack(acts::REPLAY, &["replayed"], || match honest {
        // Were the first one not accepted, a rejected second would prove nothing.
        Some(reason) => Err(Failure::Server(format!("the genuine transfer failed: {reason}"))),
        None => Ok(reason_in(&phone.resend(&captured)?)),
    })?;
    let pending = fresh(phone)?;
    story.attack(acts::CHANGED_PAYEE, &["signature_invalid"], || {
        phone.wire.keep_signed(pending.request())?;
        let mut request = pending.request().clone();
        edit_transaction(&mut request, |transaction| {
            with_payee(&transaction, "990000000000000001")
        })?;
        let digest = content_digest(&request.body);
        set_header(&mut request, http::CONTENT_DIGEST, &digest);
        Ok(reason_in(&phone.resend(&request)?))
    })?;
    let pending = fresh(phone)?;
    story.attack(acts::CHANGED_AMOUNT, &["digest_mismatch"], || {
        phone.wire.keep_signed(pending.request())?;
        let mut request = pending.request().clone();
        edit_transaction(&mut request, |transaction| with_amount(&transaction, 999_900))?;
        Ok(reason_in(&phone.resend(&request)?))
    })?;
    story.attack(acts::REUSED_SUBMIT_TOKEN, &["submit_token_used"], || {
        let token = captured.header(http::SUBMIT_TOKEN).map_err(yufu::Error::from)?;
        let token: SubmitToken = token
            .and_then(|token| token.parse().ok())
            .ok_or_else(|| Failure::Server("the transfer carried no token".to_owned()))?;
        let again = SignedRequest::new("POST", api::ROUTE_TRANSFER)
            .with_body(api::MEDIA_TYPE, captured.body.clone())
            .with_submit_token(token);
        refused(phone, session, &again)
    })?;
    story.attack(acts::EXPIRED_REQUEST, &["request_expired"], || {
        let short =
            SignedRequest::get(&format!("{}held-back", api::ROUTE_ORDERS)).with_lifetime(1)?;
        let pending = session.send(&short, &mut phone.rng)?;
        thread::sleep(Duration::from_millis(2_100));
        Ok(reason_in(&phone.resend(pending.request())?))
    })?;
    story.attack(acts::SWAPPED_PIN, &["input_rejected"], || {
        let small = phone.begin(session, wish.transaction(&payer)?)?;
        let pin = phone.type_pin(&small, &wish.pin)?;
        let other = phone.begin(session, wish.transaction(&payer)?)?;
        let report = phone.seal_report(&other, &Phone::look(&other))?;
        let pending = phone.sign(other, pin, report)?;
        Ok(reason_in(&phone.resend(pending.request())?))
    })?;

    let letter = fetch_letter(&world.wire)?;
    let mut second = Phone::enrol(&world.wire, &phone.server, &letter)?;
    story.attack(acts::REPORT_OF_ANOTHER_DEVICE, &["report_of_another_device"], || {
        let transfer = phone.begin(session, wish.transaction(&payer)?)?;
        let pin = phone.type_pin(&transfer, &wish.pin)?;
        let report = second.report_for(*transfer.challenge(), transfer.digest())?;
        let pending = phone.sign(transfer, pin, report)?;
        Ok(reason_in(&phone.resend(pending.request())?))
    })?;
    story.attack(acts::REPORT_WITH_CHECK_REMOVED, &["report_check_missing"], || {
        let letter = fetch_letter(&world.wire)?;
        let answer =
            rogue::log_in_without_check(&world.wire, &phone.server, &letter, REMOVED_CHECK)?;
        Ok(reason_in(&answer))
    })?;
    let pending = fresh(phone)?;
    story.attack(acts::UNENROLLED_KEY, &["key_unknown"], || {
        Ok(reason_in(&phone.resend(&rogue::sign_with_unknown_key(pending.request())?)?))
    })?;
    story.attack(acts::SWAPPED_KEY_BUNDLE, &["bundle_invalid"], || swapped_bundle(phone))?;
    let pending = fresh(phone)?;
    story.attack(acts::FORGED_RESPONSE, &["response_forged"], || {
        let mut answer = phone.resend(pending.request())?;
        let mut receipt: api::Receipt = api::decode(&answer.body).map_err(yufu::Error::from)?;
        receipt.status = OrderState::Refused;
        answer.body = api::encode(&receipt).map_err(yufu::Error::from)?;
        Ok(client_reason(pending.receive(&answer)))
    })?;
    let pending = fresh(phone)?;
    story.attack(acts::STALE_RESPONSE, &["response_swapped"], || {
        Ok(client_reason(pending.receive(&honest_answer)))
    })?;
    sixth_wrong_pin(&mut second, &letter, wish, story)
}

/// Guesses at another customer's PIN from that customer's own phone, as its thief does.
fn sixth_wrong_pin(
    phone: &mut Phone,
    letter: &api::SandboxCustomer,
    wish: &Wish,
    story: &mut Story,
) -> Result<(), Failure> {
    let session = phone.log_in(letter.login_password.as_bytes())?;
    let pin = phone.set_drawn_pin(&session, letter)?;
    let payer = phone.device.account().clone();
    story.attack(acts::SIXTH_WRONG_PIN, &["attempts_exhausted"], || {
        let mut wrong = pin.clone();
        if let Some(first) = wrong.first_mut() {
            *first = if *first == b'9' { b'0' } else { *first + 1 };
        }
        for _ in 0..ATTEMPTS {
            let pending = phone.prepare(&session, wish.transaction(&payer)?, &wrong)?;
            match reason_in(&phone.resend(pending.request())?) {
                Some(reason) if reason == "input_rejected" => {}
                other => return Ok(other),
            }
        }
        let pending = phone.prepare(&session, wish.transaction(&payer)?, &pin)?;
        Ok(reason_in(&phone.resend(pending.request())?))
    })
}

/// The attacker's own server keys under the attacker's own root.
fn swapped_bundle(phone: &Phone) -> Blow {
    let failed = |error: yufu_protocol::error::Error| Failure::Client(error.into());
    let rng = &mut getrandom::SysRng;
    let now = wall_clock();
    let root = SigningKey::generate(rng).map_err(yufu::Error::from)?;
    let keys = VerifierKeys::generate(now, rng).map_err(yufu::Error::from)?;
    let bundle = keys.bundle(&root, "yufu-gateway", u64::from(u32::MAX), now, &[], rng);
    let bundle = bundle.map_err(failed)?;
    // The forgery is sound in itself: the attacker's own root believes it.
    let sound = BundleClaims::verify(&bundle, &[root.verifying_key().clone()], now, None);
    if sound.map_err(failed)?.current(KeyPurpose::InputEncryption, now).is_none() {
        return Err(Failure::Server("the forged bundle holds no input key".to_owned()));
    }
    let trust: &Arc<Trust> = phone.server.trust();
    Ok(client_reason(trust.load(&bundle, now)))
}

/// Sends a request of the session and returns the reason of its refusal.
fn refused(phone: &mut Phone, session: &Session, request: &SignedRequest) -> Blow {
    let pending = session.send(request, &mut phone.rng)?;
    let pending = phone.with_hardware(pending)?;
    Ok(reason_in(&phone.resend(pending.request())?))
}

/// The reason in a refusal; none in a success.
fn reason_in(answer: &Response) -> Option<String> {
    if answer.status < 300 {
        return None;
    }
    let problem: Option<Problem> = api::decode(&answer.body).ok();
    Some(problem.map_or_else(|| format!("status {}", answer.status), |problem| problem.reason))
}

/// The name of the client's own refusal.
fn client_reason<T>(result: yufu::Result<T>) -> Option<String> {
    use yufu::Error;
    result.err().map(|error| match error {
        Error::BundleInvalid => "bundle_invalid".to_owned(),
        Error::ResponseForged => "response_forged".to_owned(),
        Error::ResponseStale => "response_stale".to_owned(),
        Error::ResponseSwapped => "response_swapped".to_owned(),
        other => other.to_string(),
    })
}

/// Changes the transaction in a transfer's body and leaves everything else alone.
fn edit_transaction(
    request: &mut Request,
    edit: impl FnOnce(Transaction) -> Result<Transaction, Failure>,
) -> Result<(), Failure> {
    let failed = |error: yufu_protocol::error::Error| Failure::Client(error.into());
    let mut body: TransferRequest = api::decode(&request.body).map_err(failed)?;
    let transaction = Transaction::from_der(body.transaction.as_slice()).map_err(failed)?;
    body.transaction = edit(transaction)?.to_der().map_err(failed)?.into();
    request.body = api::encode(&body).map_err(failed)?;
    Ok(())
}

fn with_payee(of: &Transaction, account: &str) -> Result<Transaction, Failure> {
    let account = AccountRef::new(account).map_err(yufu::Error::from)?;
    rebuilt(of, account, of.amount())
}

fn with_amount(of: &Transaction, minor: u64) -> Result<Transaction, Failure> {
    let amount = Amount::new(minor, of.amount().currency()).map_err(yufu::Error::from)?;
    rebuilt(of, of.payee_account().clone(), amount)
}

fn rebuilt(of: &Transaction, account: AccountRef, amount: Amount) -> Result<Transaction, Failure> {
    let (order, payer) = (of.order().clone(), of.payer().clone());
    let made = Transaction::new(of.kind(), order, payer, account, of.payee_name(), amount);
    Ok(made.map_err(yufu::Error::from)?)
}

fn set_header(request: &mut Request, name: &str, value: &str) {
    request.headers.retain(|(field, _)| !field.eq_ignore_ascii_case(name));
    request.push_header(name, value);
}
