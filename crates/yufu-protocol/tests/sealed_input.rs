//! Sealed input through its public calls: what an honest client types arrives, nothing else does.

#![allow(clippy::unwrap_used, reason = "helpers outside a test function, too")]

use proptest::prelude::*;
use yufu_protocol::error::{Error, Format};
use yufu_protocol::id::{AccountRef, InputNonce, KeyId, SessionId, Thumbprint};
use yufu_protocol::input::{
    Code, Context, Field, OpenedInput, Purpose, SLOTS, SealedInput, Slot, SlotIndex, begin, edit,
    keystroke, open, seal,
};
use yufu_protocol::transaction::TransactionDigest;
use yufu_sm::sm2::DecryptingKey;

const REFUSED: Error = Error::Decryption(Format::Input);

fn server() -> DecryptingKey {
    DecryptingKey::from_bytes(&[0x33; 32]).unwrap()
}

fn context() -> Context {
    Context {
        purpose: Purpose::Transaction,
        field: Field::new("pin").unwrap(),
        input_nonce: InputNonce::from_bytes([1; 32]),
        session: Some(SessionId::from_bytes([2; 16])),
        account: Some(AccountRef::new("6222020000000000005").unwrap()),
        device: Thumbprint::from_bytes([3; 32]),
        input_key: KeyId::new("input-1").unwrap(),
        transaction: Some(TransactionDigest::from_bytes([4; 32])),
    }
}

/// Types characters, `\x08` for a backspace, as a client does.
fn typed(keys: &[u8]) -> SealedInput {
    let rng = &mut getrandom::SysRng;
    let mut chain = [0; 32];
    let wrapped = begin(&context(), server().encrypting_key(), rng, &mut chain).unwrap();
    let mut slots: Vec<Slot> = Vec::new();
    let mut standing: Vec<usize> = Vec::new();
    let mut index = Some(SlotIndex::FIRST);
    for key in keys {
        let place = index.unwrap();
        if *key == 8 {
            let Some(deleted) = standing.pop() else { continue };
            *slots.get_mut(deleted).unwrap() = Slot::random(rng).unwrap();
            slots.push(edit(&mut chain, place));
        } else {
            standing.push(slots.len());
            slots.push(keystroke(&mut chain, place, Code::new(*key).unwrap()));
        }
        index = place.next();
    }
    let sealed = seal(&mut chain, &context(), wrapped, &slots).unwrap();
    assert_eq!(chain, [0; 32]);
    sealed
}

fn opened(sealed: &SealedInput, context: &Context, key: &DecryptingKey) -> Result<Vec<u8>, Error> {
    let mut out = OpenedInput::new();
    let result = open(sealed, context, key, &mut getrandom::SysRng, &mut out);
    assert!(result.is_ok() || out.is_empty() && out.as_padded() == &[0; SLOTS]);
    result.map(|()| out.as_bytes().to_vec())
}

#[test]
fn what_is_typed_arrives() {
    for (keys, line) in [("", ""), ("135790", "135790"), ("12\x083", "13"), ("\x081\x08\x08", "")] {
        let sealed = typed(keys.as_bytes());
        let received = SealedInput::from_der(&sealed.to_der().unwrap()).unwrap();
        assert_eq!(received, sealed);
        assert_eq!(received.input_key().as_str(), "input-1");
        assert_eq!(opened(&received, &context(), &server()), Ok(line.as_bytes().to_vec()));
    }
}

#[test]
fn a_buffer_that_was_used_before_holds_nothing_old() {
    let mut out = OpenedInput::new();
    let rng = &mut getrandom::SysRng;
    open(&typed(b"123456"), &context(), &server(), rng, &mut out).unwrap();
    open(&typed(b"7"), &context(), &server(), rng, &mut out).unwrap();
    assert_eq!(out.as_bytes(), b"7");
    let other = Context { field: Field::new("other").unwrap(), ..context() };
    assert_eq!(open(&typed(b"8"), &other, &server(), rng, &mut out), Err(REFUSED));
    assert_eq!(out.as_padded(), &[0; SLOTS]);
}

#[test]
fn an_input_opens_under_its_own_context_only() {
    let sealed = typed(b"1");
    let others = [
        Context { purpose: Purpose::OldTransaction, ..context() },
        Context { field: Field::new("pim").unwrap(), ..context() },
        Context { input_nonce: InputNonce::from_bytes([9; 32]), ..context() },
        Context { session: Some(SessionId::from_bytes([9; 16])), ..context() },
        Context { session: None, ..context() },
        Context { account: Some(AccountRef::new("6222020000000000013").unwrap()), ..context() },
        Context { account: None, ..context() },
        Context { device: Thumbprint::from_bytes([9; 32]), ..context() },
        Context { input_key: KeyId::new("input-2").unwrap(), ..context() },
        Context { transaction: Some(TransactionDigest::from_bytes([9; 32])), ..context() },
        Context { transaction: None, ..context() },
    ];
    for other in others {
        assert_eq!(opened(&sealed, &other, &server()), Err(REFUSED), "{other:?}");
    }
    let other_key = DecryptingKey::from_bytes(&[0x34; 32]).unwrap();
    assert_eq!(opened(&sealed, &context(), &other_key), Err(REFUSED));
}

#[test]
fn altering_any_byte_gives_the_one_error() {
    let bytes = typed(b"135790").to_der().unwrap();
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        *altered.get_mut(at).unwrap() ^= 1;
        // The key id is a hint for finding the key; here it is given.
        let result = SealedInput::from_der(&altered).and_then(|sealed| {
            let context = Context { input_key: sealed.input_key().clone(), ..context() };
            opened(&sealed, &context, &server())
        });
        assert_eq!(result, Err(REFUSED), "byte {at}");
    }
    for len in 0..bytes.len() {
        assert_eq!(SealedInput::from_der(bytes.get(..len).unwrap()), Err(REFUSED));
    }
    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(SealedInput::from_der(&longer), Err(REFUSED));
    assert_eq!(SealedInput::from_der(&vec![0x30; 1_000_000]), Err(REFUSED));
}

#[test]
fn the_same_input_never_looks_the_same() {
    let (first, second) = (typed(b"111111").to_der().unwrap(), typed(b"111111").to_der().unwrap());
    let tail = 1024;
    let slots =
        |bytes: &[u8]| bytes.rchunks(16).take(tail / 16).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let mut all = [slots(&first), slots(&second)].concat();
    all.sort();
    assert!(all.windows(2).all(|pair| pair.first() != pair.last()));
}

#[test]
fn the_chain_moves_on_with_every_step() {
    let mut chain = [5; 32];
    let first = keystroke(&mut chain, SlotIndex::FIRST, Code::new(b'1').unwrap());
    assert_ne!(chain, [5; 32]);
    let after_first = chain;
    let again = keystroke(&mut chain, SlotIndex::FIRST, Code::new(b'1').unwrap());
    assert_ne!(chain, after_first);
    assert_ne!(first, again);
}

#[test]
fn only_printable_ascii_is_a_code() {
    for code in 0..=u8::MAX {
        assert_eq!(Code::new(code).is_ok(), (0x20..=0x7e).contains(&code));
    }
}

#[test]
fn field_names_are_limited_in_length_and_alphabet() {
    assert!(Field::new(&"f".repeat(32)).is_ok());
    for name in ["", &"f".repeat(33), "PIN", "p n", "\u{e9}"] {
        assert_eq!(Field::new(name), Err(Error::Field(Format::Input, "field")));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_keys_arrive(keys in prop::collection::vec(prop_oneof![4 => b' '..=b'~', 1 => Just(8)], 0..=SLOTS)) {
        let mut line = Vec::new();
        for key in &keys {
            if *key == 8 { line.pop(); } else { line.push(*key); }
        }
        prop_assert_eq!(opened(&typed(&keys), &context(), &server()), Ok(line));
    }

    #[test]
    fn hostile_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..1500)) {
        if let Ok(sealed) = SealedInput::from_der(&bytes) {
            prop_assert_eq!(opened(&sealed, &context(), &server()), Err(REFUSED));
        }
    }

    #[test]
    fn hostile_ciphertexts_take_the_same_course(w in prop::collection::vec(any::<u8>(), 0..=144)) {
        let bytes = typed(b"1").to_der().unwrap();
        let slots_and_tag = bytes.get(bytes.len() - 1028 - 34..).unwrap();
        let mut content = vec![2, 1, 1, 2, 1, 1, 12, 7];
        content.extend(b"input-1");
        content.extend([4, 0x81, u8::try_from(w.len()).unwrap()]);
        if w.len() < 128 { content.remove(content.len() - 2); }
        content.extend(&w);
        content.extend(slots_and_tag);
        let len = u16::try_from(content.len()).unwrap().to_be_bytes();
        let sealed = [&[0x30, 0x82][..], &len, &content].concat();
        let sealed = SealedInput::from_der(&sealed).unwrap();
        prop_assert_eq!(opened(&sealed, &context(), &server()), Err(REFUSED));
    }
}
