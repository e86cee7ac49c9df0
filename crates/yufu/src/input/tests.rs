use proptest::prelude::*;
use yufu_protocol::id::{AccountRef, InputNonce, KeyId, SessionId, Thumbprint};
use yufu_protocol::input::{Context, OpenedInput, SLOTS, open};
use yufu_protocol::transaction::TransactionDigest;
use yufu_sm::sm2::DecryptingKey;

use super::*;
use crate::keypad::{Appearance, CellKind, Layout, Order};
use crate::rng::testing::{Broken, Limited, SplitMix};
use crate::strength::{DenyList, Finding, Rules};

fn server() -> (DecryptingKey, InputKey) {
    let private = DecryptingKey::generate(&mut SplitMix(11)).unwrap();
    let public = InputKey::new(KeyId::new("input-1").unwrap(), private.encrypting_key().clone());
    (private, public)
}

fn login() -> InputContext {
    InputContext::login(
        Field::new("password").unwrap(),
        InputNonce::from_bytes([5; 32]),
        AccountRef::new("account-1").unwrap(),
        Thumbprint::of_spki(b"device"),
    )
}

fn transaction() -> InputContext {
    InputContext {
        purpose: Purpose::Transaction,
        session: Some(SessionId::from_bytes([6; 16])),
        transaction: Some(TransactionDigest::from_bytes([7; 32])),
        ..login()
    }
}

fn new_pin() -> InputContext {
    InputContext { purpose: Purpose::SetTransaction, transaction: None, ..transaction() }
}

fn keypad(layout: Layout) -> Keypad {
    Keypad::new(layout, Order::Shuffled, Appearance::STANDARD, &mut SplitMix(3)).unwrap()
}

fn entry(layout: Layout) -> SecureInput<SplitMix> {
    SecureInput::open(login(), &server().1, keypad(layout), SplitMix(4)).unwrap()
}

fn set_mode() -> SecureInput<SplitMix> {
    let standard = Standard { rules: Rules::PIN, deny: DenyList::new() };
    SecureInput::open_to_set(new_pin(), &server().1, keypad(Layout::Digits), standard, SplitMix(4))
        .unwrap()
}

/// What the server's half reads from a sealed input, under the context that it built itself.
fn opened(
    sealed: &SealedInput,
    context: InputContext,
) -> Result<Vec<u8>, yufu_protocol::error::Error> {
    let context: Context = context.with_key(&KeyId::new("input-1").unwrap()).unwrap();
    let mut out = OpenedInput::new();
    open(sealed, &context, &server().0, &mut SplitMix(8), &mut out)?;
    Ok(out.as_bytes().to_vec())
}

fn cell_of_kind<R>(input: &SecureInput<R>, kind: CellKind) -> usize {
    input.keypad.cells().iter().position(|cell| cell.kind == kind).unwrap()
}

fn cell_of_label<R>(input: &SecureInput<R>, label: char) -> Option<usize> {
    let text = label.to_string();
    (0..input.keypad.cells().len()).find(|cell| input.keypad.label(*cell) == Some(&text))
}

/// Types as a person does: looks for the key, and turns the page where it is not shown.
fn type_text<R: TryCryptoRng>(input: &mut SecureInput<R>, text: &str) {
    for wanted in text.chars() {
        let turns = [CellKind::Letters, CellKind::Shift, CellKind::Shift, CellKind::Symbols];
        for kind in core::iter::once(None).chain(turns.map(Some)) {
            let turn = kind
                .and_then(|kind| input.keypad.cells().iter().position(|cell| cell.kind == kind));
            if let Some(turn) = turn {
                assert_eq!(input.press(turn), Ok(Press::Page));
            }
            if let Some(cell) = cell_of_label(input, wanted) {
                assert_eq!(input.press(cell), Ok(Press::Typed));
                break;
            }
        }
    }
}

#[test]
fn what_is_typed_is_what_the_server_opens() {
    let mut input = entry(Layout::Qwerty);
    type_text(&mut input, "aB3$Zz~!9");
    assert_eq!(input.len(), 9);
    assert_eq!(opened(&input.seal().unwrap(), login()).unwrap(), b"aB3$Zz~!9");
}

#[test]
fn every_printable_key_arrives() {
    for part in (b'!'..=b'~').collect::<Vec<_>>().chunks(SLOTS) {
        let mut input = entry(Layout::Qwerty);
        type_text(&mut input, core::str::from_utf8(part).unwrap());
        assert_eq!(opened(&input.seal().unwrap(), login()).unwrap(), part);
    }
}

#[test]
fn the_field_shows_masks_alone() {
    let mut input = entry(Layout::Digits);
    assert_eq!((input.masked(), input.is_empty()), (String::new(), true));
    type_text(&mut input, "139");
    assert_eq!(input.masked(), "•••");
    assert_eq!(format!("{input:?}"), "SecureInput(..)");
}

#[test]
fn another_transaction_does_not_open_it() {
    let mut input =
        SecureInput::open(transaction(), &server().1, keypad(Layout::Digits), SplitMix(4)).unwrap();
    type_text(&mut input, "592847");
    let sealed = input.seal().unwrap();
    assert_eq!(opened(&sealed, transaction()).unwrap(), b"592847");
    let other = Some(TransactionDigest::from_bytes([8; 32]));
    assert!(opened(&sealed, InputContext { transaction: other, ..transaction() }).is_err());
    let other = AccountRef::new("account-2").unwrap();
    assert!(opened(&sealed, InputContext { account: other, ..transaction() }).is_err());
}

#[test]
fn length_and_corrections_do_not_show() {
    let mut short = entry(Layout::Digits);
    type_text(&mut short, "1");
    let mut long = entry(Layout::Digits);
    type_text(&mut long, "123456789012");
    long.backspace().unwrap();
    let [short, long] = [short, long].map(|input| input.seal().unwrap().to_der().unwrap().len());
    assert!(short.abs_diff(long) <= 2, "the wrapped seed's DER alone varies: {short} {long}");
}

#[test]
fn delete_and_clear_cells_do_what_they_say() {
    let mut input = entry(Layout::Digits);
    let (delete, clear) =
        (cell_of_kind(&input, CellKind::Delete), cell_of_kind(&input, CellKind::Clear));
    assert_eq!(input.press(delete), Ok(Press::Deleted), "an empty field stays empty");
    type_text(&mut input, "12");
    assert_eq!(input.press(delete), Ok(Press::Deleted));
    assert_eq!(input.len(), 1);
    assert_eq!(input.press(clear), Ok(Press::Cleared));
    assert!(input.is_empty());
    type_text(&mut input, "34");
    let done = cell_of_kind(&input, CellKind::Done);
    assert_eq!(input.press(done), Ok(Press::Done));
    assert_eq!(opened(&input.seal().unwrap(), login()).unwrap(), b"34");
}

#[test]
fn a_deleted_keystroke_is_overwritten() {
    let mut input = entry(Layout::Digits);
    type_text(&mut input, "7");
    let before = input.ratchet.slots[0];
    input.backspace().unwrap();
    assert_ne!(input.ratchet.slots[0], before);
    assert_eq!(input.ratchet.slots.len(), 2);
}

#[test]
fn a_cell_that_is_not_there_changes_nothing() {
    let mut input = entry(Layout::Digits);
    type_text(&mut input, "12");
    for cell in [15, 255, usize::MAX] {
        assert_eq!(input.press(cell), Err(Error::NoSuchCell));
    }
    assert_eq!(input.len(), 2);
    assert_eq!(opened(&input.seal().unwrap(), login()).unwrap(), b"12");
}

#[test]
fn a_full_log_empties_the_field_and_takes_input_again() {
    let mut input = entry(Layout::Digits);
    let cell = cell_of_label(&input, '5').unwrap();
    for _ in 0..SLOTS {
        assert_eq!(input.press(cell), Ok(Press::Typed));
    }
    assert_eq!(input.press(cell), Err(Error::InputFull));
    assert_eq!(Error::InputFull.code(), 5601);
    assert!(input.is_empty());
    type_text(&mut input, "42");
    assert_eq!(opened(&input.seal().unwrap(), login()).unwrap(), b"42");
}

#[test]
fn a_correction_in_a_full_log_empties_the_field_too() {
    let mut input = entry(Layout::Digits);
    type_text(&mut input, &"5".repeat(SLOTS));
    assert_eq!(input.backspace(), Err(Error::InputFull));
    assert!(input.is_empty());
}

#[test]
fn a_log_that_is_exactly_full_seals() {
    let mut input = entry(Layout::Digits);
    type_text(&mut input, &"5".repeat(SLOTS));
    assert_eq!(opened(&input.seal().unwrap(), login()).unwrap(), b"5".repeat(SLOTS));
}

#[test]
fn an_empty_input_is_not_sealed() {
    assert!(matches!(entry(Layout::Digits).seal(), Err(Error::InputEmpty)));
    let mut emptied = entry(Layout::Digits);
    type_text(&mut emptied, "1");
    emptied.backspace().unwrap();
    assert!(matches!(emptied.seal(), Err(Error::InputEmpty)));
}

#[test]
fn entry_mode_has_no_judge_and_set_mode_has_one() {
    let mut input = entry(Layout::Digits);
    type_text(&mut input, "111111");
    assert_eq!(input.findings(), None);

    let mut input = set_mode();
    type_text(&mut input, "111111");
    assert!(input.findings().unwrap().contains(Finding::Repeated));
    input.clear().unwrap();
    type_text(&mut input, "592847");
    assert!(input.findings().unwrap().is_empty());
    assert_eq!(opened(&input.seal().unwrap(), new_pin()).unwrap(), b"592847");
}

#[test]
fn backspace_in_set_mode_empties_the_field_and_the_judge() {
    let mut input = set_mode();
    type_text(&mut input, "123456");
    input.backspace().unwrap();
    assert!(input.is_empty());
    type_text(&mut input, "592847");
    assert!(input.findings().unwrap().is_empty());
    assert_eq!(opened(&input.seal().unwrap(), new_pin()).unwrap(), b"592847");
}

#[test]
fn purpose_mode_and_context_must_fit() {
    let key = server().1;
    let refused = |context: InputContext| {
        let entered = SecureInput::open(context, &key, keypad(Layout::Digits), SplitMix(4));
        assert!(matches!(entered, Err(Error::InputContext)));
    };
    refused(new_pin());
    refused(InputContext { transaction: transaction().transaction, ..login() });
    refused(InputContext { transaction: None, ..transaction() });
    refused(InputContext { session: None, ..transaction() });
    refused(InputContext { session: None, purpose: Purpose::OldLogin, ..transaction() });
    let standard = Standard { rules: Rules::PIN, deny: DenyList::new() };
    let set =
        SecureInput::open_to_set(login(), &key, keypad(Layout::Digits), standard, SplitMix(4));
    assert!(matches!(set, Err(Error::InputContext)));
}

#[test]
fn without_randomness_nothing_is_typed() {
    let key = server().1;
    let closed = SecureInput::open(login(), &key, keypad(Layout::Digits), Broken);
    assert!(matches!(closed, Err(Error::RandomFailed)));

    // Enough for one opening; then the source fails while the field is emptied.
    let mut input =
        SecureInput::open(login(), &key, keypad(Layout::Digits), Limited(SplitMix(4), 128))
            .unwrap();
    type_text(&mut input, "12");
    input.ratchet.rng.1 = 0;
    assert!(matches!(input.backspace(), Err(Error::RandomFailed)));
    assert_eq!(input.len(), 2, "a correction that failed changes nothing");
    assert!(matches!(input.clear(), Err(Error::RandomFailed)));
    assert!(input.is_empty());
    let cell = cell_of_label(&input, '1').unwrap();
    assert_eq!(input.press(cell), Err(Error::RandomFailed));
    assert!(matches!(input.seal(), Err(Error::RandomFailed)));
}

#[test]
fn two_inputs_of_the_same_secret_have_nothing_in_common() {
    let key = server().1;
    let mut sealed = [4, 5].map(|seed| {
        let mut input =
            SecureInput::open(login(), &key, keypad(Layout::Digits), SplitMix(seed)).unwrap();
        type_text(&mut input, "592847");
        input.ratchet.slots
    });
    let [one, two] = &mut sealed;
    assert!(one.iter().all(|slot| !two.contains(slot)));
}

#[test]
fn an_input_moves_between_threads() {
    let mut input = entry(Layout::Digits);
    type_text(&mut input, "59");
    let sealed = std::thread::spawn(move || {
        type_text(&mut input, "28");
        input.seal().unwrap()
    });
    assert_eq!(opened(&sealed.join().unwrap(), login()).unwrap(), b"5928");
}

#[derive(Clone, Debug)]
enum Action {
    Type(u8),
    Backspace,
    Clear,
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        12 => (0_u8..10).prop_map(|digit| Action::Type(b'0' + digit)),
        5 => Just(Action::Backspace),
        1 => Just(Action::Clear),
    ]
}

/// Applies the actions to the input and to a plain text, and compares at every step.
fn follow(mut input: SecureInput<SplitMix>, context: InputContext, actions: &[Action]) {
    let set = context.purpose.sets_secret();
    let mut text = Vec::new();
    for action in actions {
        let done = match action {
            Action::Type(code) => {
                text.push(*code);
                let cell = cell_of_label(&input, char::from(*code)).unwrap();
                input.press(cell).map(|_| ())
            }
            Action::Backspace => {
                if set {
                    text.clear()
                } else {
                    text.truncate(text.len().saturating_sub(1))
                }
                input.backspace()
            }
            Action::Clear => {
                text.clear();
                input.clear()
            }
        };
        match done {
            Ok(()) => {}
            Err(Error::InputFull) => text.clear(),
            Err(other) => panic!("{other}"),
        }
        assert_eq!(input.len(), text.len());
    }
    if text.is_empty() {
        assert!(matches!(input.seal(), Err(Error::InputEmpty)));
    } else {
        assert_eq!(opened(&input.seal().unwrap(), context).unwrap(), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_sequence_of_touches_opens_to_what_stands_in_the_field(
        actions in prop::collection::vec(action(), 0..150),
    ) {
        follow(entry(Layout::Digits), login(), &actions);
        follow(set_mode(), new_pin(), &actions);
    }
}
