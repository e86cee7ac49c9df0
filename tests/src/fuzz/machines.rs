//! State machines, each beside a plain model: the keystroke ratchet, the PIN pad over it, and a
//! session between phone and bank. The bytes are the steps.

use std::sync::OnceLock;
use std::sync::atomic::Ordering;

use yufu::Error;
use yufu::input::{InputContext, Press, SecureInput};
use yufu::keypad::{Appearance, Keypad, Layout, Order};
use yufu::request::Pending;
use yufu::session::SessionState;
use yufu::strength::{DenyList, Finding, Rules, Standard};
use yufu::transaction::Receipt;
use yufu::trust::{InputKey, Trust};
use yufu_protocol::bundle::{BundleClaims, KeyPurpose, ServerKey, VERSION};
use yufu_protocol::encoding::Bytes;
use yufu_protocol::http::Request;
use yufu_protocol::input::{
    self, Code, Context, OpenedInput, Purpose, SealedInput, Slot, SlotIndex,
};
use yufu_protocol::strength::{Personal, judge};
use yufu_protocol::time::UnixSeconds;

use super::{fixed, formats};
use crate::bank::{Bank, PASSWORD, PIN, Phone, log_in};
use crate::make::{NOW, decrypting, signing};

/// Any order of keystrokes and edits opens to what a line editor holds.
pub fn ratchet(data: &[u8]) {
    let (context, key) = (formats::context(), decrypting("input key"));
    let mut chain = [0; 32];
    let wrapped = input::begin(&context, key.encrypting_key(), &mut fixed(), &mut chain);
    let (mut slots, mut line, mut index) = (Vec::new(), Vec::new(), Some(SlotIndex::FIRST));
    for byte in data {
        let Some(here) = index else { break };
        if byte & 0x80 == 0 {
            let code = b' ' + byte % 95;
            line.push((code, slots.len()));
            slots.push(input::keystroke(&mut chain, here, Code::new(code).expect("visible")));
        } else if let Some((_, deleted)) = line.pop() {
            slots[deleted] = Slot::from_bytes([*byte; 16]);
            slots.push(input::edit(&mut chain, here));
        } else {
            continue;
        }
        index = here.next();
    }
    let sealed = input::seal(&mut chain, &context, wrapped.expect("fixed"), &slots).expect("fits");
    assert_eq!(chain, [0; 32], "a sealed chain is wiped");
    assert_eq!(
        opened(&sealed.to_der().expect("encodes"), &context),
        line.iter().map(|(code, _)| *code).collect::<Vec<_>>()
    );
}

/// What the server reads.
fn opened(sealed: &[u8], context: &Context) -> Vec<u8> {
    let sealed = SealedInput::from_der(sealed).expect("was written");
    let mut out = OpenedInput::new();
    input::open(&sealed, context, &decrypting("input key"), &mut fixed(), &mut out)
        .expect("genuine");
    out.as_bytes().to_vec()
}

/// Any touches on a keypad give what its labels said; in set mode the judge follows.
pub fn pin_pad(data: &[u8]) {
    let Some((options, touches)) = data.split_first() else { return };
    let layout = if options & 1 == 0 { Layout::Digits } else { Layout::Qwerty };
    let order = if options & 2 == 0 { Order::Fixed } else { Order::Shuffled };
    let sets = options & 4 != 0;
    let rules = if options & 8 == 0 { Rules::PIN } else { Rules::PASSWORD };
    let keypad = Keypad::new(layout, order, Appearance::STANDARD, &mut fixed()).expect("fixed");
    let purpose = if sets { Purpose::SetTransaction } else { Purpose::OldTransaction };
    let context = Context { purpose, transaction: None, ..formats::context() };
    let mut input = open_pad(&context, keypad, sets.then_some(rules));
    let mut line = String::new();
    for touch in touches {
        let cell = usize::from(*touch);
        let label = input.keypad().label(cell).map(str::to_owned);
        let outcome = match touch {
            0xff => input.backspace().map(|()| Press::Deleted),
            0xfe => input.clear().map(|()| Press::Cleared),
            _ => input.press(cell),
        };
        match outcome {
            Ok(Press::Typed) => line += &label.expect("a key has a label"),
            Ok(Press::Deleted) if sets => line.clear(),
            Ok(Press::Deleted) => drop(line.pop()),
            Ok(Press::Cleared) | Err(Error::InputFull) => line.clear(),
            Ok(_) => {}
            Err(error) => {
                assert_eq!((error, label), (Error::NoSuchCell, None));
            }
        }
        assert_eq!((input.len(), input.masked().chars().count()), (line.len(), line.len()));
        let whole = |finding: &Finding| {
            // These two need every key at once, which the client does not keep.
            !matches!(finding, Finding::FewDistinct | Finding::Periodic)
        };
        let found = input.findings().map(|found| found.iter().collect::<Vec<_>>());
        let expected = judge(line.as_bytes(), &rules, &Personal::default()).iter().filter(whole);
        assert_eq!(found, sets.then(|| expected.collect()));
    }
    match input.seal() {
        Ok(sealed) => {
            assert_eq!(opened(&sealed.to_der().expect("encodes"), &context), line.as_bytes());
        }
        Err(error) => assert!(error == Error::InputEmpty && line.is_empty(), "{error}"),
    }
}

fn open_pad(
    context: &Context,
    keypad: Keypad,
    rules: Option<Rules>,
) -> SecureInput<crate::vectors::Stream> {
    let of_client = InputContext {
        purpose: context.purpose,
        field: context.field.clone(),
        input_nonce: context.input_nonce,
        session: context.session,
        account: context.account.clone().expect("a context of the client"),
        device: context.device,
        transaction: None,
    };
    let opened = match rules {
        Some(rules) => {
            let standard = Standard { rules, deny: DenyList::new() };
            SecureInput::open_to_set(of_client, input_key(), keypad, standard, fixed())
        }
        None => SecureInput::open(of_client, input_key(), keypad, fixed()),
    };
    opened.expect("a context that fits")
}

/// The pages' input key, as a client believes it.
fn input_key() -> &'static InputKey {
    static KEY: OnceLock<InputKey> = OnceLock::new();
    KEY.get_or_init(|| {
        let (root, now) = (signing("root key"), UnixSeconds(NOW));
        let key = ServerKey {
            kid: formats::context().input_key,
            purpose: KeyPurpose::InputEncryption,
            public_key: Bytes::from(decrypting("input key").encrypting_key().to_spki_der()),
            not_before: now,
            not_after: now.saturating_add(3600),
        };
        let claims = BundleClaims {
            version: VERSION,
            issuer: "bank.example".to_owned(),
            sequence: 1,
            issued_at: now,
            expires_at: now.saturating_add(3600),
            keys: vec![key],
        };
        let bundle = claims.sign(&root, &mut fixed()).expect("valid");
        let trust = Trust::new(root.verifying_key().clone());
        trust.load(&bundle, now).expect("valid");
        trust.input_key(now).expect("in force")
    })
}

/// Most steps of one session: each is some public-key operations.
const STEPS: usize = 24;

/// Any order of transfers, replays, forgeries, waits and locks: each transfer is booked at most
/// once and only when its answer says so, and no session comes back to life.
pub fn session(data: &[u8]) {
    let bank = Bank::new();
    let mut phone = Phone::new(&bank, "customer-1");
    let mut story = Story::default();
    for (number, step) in data.chunks_exact(2).take(STEPS).enumerate() {
        let [step, detail] = [step[0], step[1]];
        let before = phone.session.state();
        story.step(&bank, &mut phone, &format!("order-{number}"), step % 12, detail);
        let after = phone.session.state();
        assert!(step % 12 == 11 || rank(after) >= rank(before), "{before:?} became {after:?}");
        assert_eq!(bank.booked.load(Ordering::SeqCst), story.booked, "step {number}: {step}");
    }
}

fn rank(state: SessionState) -> u8 {
    match state {
        SessionState::Active => 0,
        SessionState::Locked(_) => 1,
        _ => 2,
    }
}

/// What has happened so far.
#[derive(Default)]
struct Story {
    held: Vec<Pending<Receipt>>,
    sent: Vec<Request>,
    booked: usize,
}

impl Story {
    fn step(&mut self, bank: &Bank, phone: &mut Phone, order: &str, step: u8, detail: u8) {
        let session = phone.session.clone();
        let active = session.state() == SessionState::Active;
        match step {
            0 => {
                if let Ok(pending) = phone.prepare(bank, order, PIN) {
                    assert!(active, "a session that is not active signed a transfer");
                    self.held.push(pending);
                }
            }
            1 => {
                if let Ok(pending) = phone.prepare(bank, order, b"000000") {
                    self.sent.push(pending.request().clone());
                    bank.exchange(pending).expect_err("a wrong PIN was taken");
                }
            }
            2 | 3 if !self.held.is_empty() => {
                let pending = self.held.swap_remove(usize::from(detail) % self.held.len());
                self.sent.push(pending.request().clone());
                self.booked += usize::from(bank.exchange(pending).is_ok());
            }
            4 if !self.sent.is_empty() => {
                let request = &self.sent[usize::from(detail) % self.sent.len()];
                assert!(bank.reason(request).is_some(), "a request was taken twice");
            }
            5 if !self.held.is_empty() => {
                let mut request = self.held[0].request().clone();
                let at = usize::from(detail) % request.body.len();
                request.body[at] ^= 1;
                assert!(bank.reason(&request).is_some(), "a forged request was taken");
            }
            6 => bank.time.pass(u64::from(detail)),
            7 => drop(session.touch()),
            8 => drop(session.enter_background()),
            9 => drop(session.enter_foreground()),
            10 if detail & 1 == 0 => session.lock(),
            10 => {
                if let Ok(pending) = session.logout(&mut getrandom::SysRng) {
                    let _ = bank.exchange(pending);
                }
                assert!(matches!(session.state(), SessionState::Ended(_)));
            }
            11 => {
                if let Ok(again) = log_in(bank, &phone.server, &phone.device, PASSWORD) {
                    assert_eq!(again.state(), SessionState::Active);
                    phone.session = again;
                }
            }
            _ => {}
        }
    }
}
