//! Rules that need the chain itself: the worked example, and logs that no honest client writes.

use std::collections::BTreeMap;

use proptest::prelude::*;
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey};

use super::ratchet::{advance, first_chain_value, step, tag};
use super::*;
use crate::id::{AccountRef, InputNonce, KeyId, SessionId, Thumbprint};
use crate::transaction::TransactionDigest;

fn server() -> DecryptingKey {
    DecryptingKey::from_bytes(&yufu_sm::sm3::hash(b"yufu example input key")).unwrap()
}

fn context() -> Context {
    Context {
        purpose: Purpose::Transaction,
        field: Field::new("pin").unwrap(),
        input_nonce: InputNonce::from_bytes([0xa1; 32]),
        session: Some(SessionId::from_bytes([0xa2; 16])),
        account: Some(AccountRef::new("6222020000000000005").unwrap()),
        device: Thumbprint::from_bytes([0xa3; 32]),
        input_key: KeyId::new("input-1").unwrap(),
        transaction: Some(TransactionDigest::from_bytes([0xa4; 32])),
    }
}

/// Seals a log of codes under a seed of the test's choice. `None` is a slot of random bytes.
fn seal_codes(seed: &[u8; 32], wrapped: WrappedSeed, codes: &[Option<u8>]) -> SealedInput {
    let mut chain = first_chain_value(&context().to_der().unwrap(), seed);
    let slots: Vec<Slot> = codes
        .iter()
        .zip(SlotIndex::all())
        .map(|(code, index)| {
            let slot = step(&mut chain, index, code.unwrap_or(b'?'));
            code.map_or(Slot::from_bytes([0xd7; 16]), |_| slot)
        })
        .collect();
    seal(&mut chain, &context(), wrapped, &slots).unwrap()
}

/// What the server makes of a log, with a seed that really is wrapped.
fn opened(codes: &[Option<u8>]) -> Option<Vec<u8>> {
    let seed = [0x5e; 32];
    let rng = &mut getrandom::SysRng;
    let wrapped = server().encrypting_key().encrypt(&seed, CiphertextFormat::Der, rng).unwrap();
    let sealed = seal_codes(&seed, WrappedSeed::from_bytes(wrapped), codes);
    let mut out = OpenedInput::new();
    let result = open(&sealed, &context(), &server(), rng, &mut out);
    assert_eq!(result.is_err(), result == Err(REFUSED));
    assert!(result.is_ok() || out.as_padded() == &[0; SLOTS] && out.is_empty());
    result.ok().map(|()| out.as_bytes().to_vec())
}

/// What the format says, written without regard to time.
fn model(codes: &[Option<u8>]) -> Option<Vec<u8>> {
    let mut line: Vec<Option<u8>> = Vec::new();
    let mut ended = false;
    for code in codes {
        match code {
            Some(FILLER) => ended = true,
            _ if ended => return None,
            Some(BACKSPACE) => drop(line.pop()?),
            Some(b' '..=b'~') => line.push(*code),
            _ => line.push(None),
        }
    }
    line.into_iter().collect()
}

/// The `name = hex` lines of docs/formats/sealed-input.md.
fn documented() -> BTreeMap<&'static str, Vec<u8>> {
    include_str!("../../../../docs/formats/sealed-input.md")
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .filter_map(|(name, value)| Some((name, hex::decode(value).ok()?)))
        .collect()
}

#[test]
fn worked_example_holds() {
    let page = documented();
    assert_eq!(page.len(), 27);
    assert_eq!(page["input_private_key"], server().to_bytes().as_slice());
    let context_der = context().to_der().unwrap();
    assert_eq!(page["context"], context_der);
    assert_eq!(page["context_digest"], yufu_sm::sm3::hash(&context_der));
    let unwrapped = server().decrypt(&page["w"], CiphertextFormat::Der).unwrap();
    assert_eq!(page["c_0"], unwrapped.as_slice());

    let seed: [u8; 32] = page["c_0"].as_slice().try_into().unwrap();
    let mut chain = first_chain_value(&context_der, &seed);
    assert_eq!(page["c_1"], chain.as_slice());
    let wrapped = WrappedSeed::from_bytes(page["w"].clone());
    let log = [Some(b'1'), None, Some(BACKSPACE), Some(b'3')];
    let sealed = seal_codes(&seed, wrapped.clone(), &log);
    for (slot, index) in sealed.slots.iter().zip(SlotIndex::all()) {
        let key = advance(&mut chain, index);
        let number = index.get();
        if let Some(documented) = page.get(format!("k_{number}").as_str()) {
            assert_eq!(documented, key.as_bytes());
            assert_eq!(page[format!("c_{}", number + 1).as_str()], chain.as_slice());
            assert_eq!(page[format!("slot_{number}").as_str()], slot.as_bytes());
        }
    }
    let tag_key = yufu_sm::sm3::hmac(chain.as_slice(), &[b"yufu input tag\x01"]);
    assert_eq!(page["tag_key"], tag_key.as_slice());
    assert_eq!(page["tag"], tag(&chain, &context_der, &wrapped, &sealed.slots).as_slice());
    assert_eq!(page["sealed"], sealed.to_der().unwrap());

    let mut out = OpenedInput::new();
    let received = SealedInput::from_der(&page["sealed"]).unwrap();
    open(&received, &context(), &server(), &mut getrandom::SysRng, &mut out).unwrap();
    assert_eq!(out.as_bytes(), b"13");
}

#[test]
fn keys_are_those_of_hkdf() {
    let chain = [7; 32];
    let mut moved = chain;
    let key = advance(&mut moved, SlotIndex::FIRST);
    let (mut slot_key, mut next) = ([0; 16], [0; 32]);
    yufu_sm::kdf::hkdf_expand(&chain, &[b"yufu input slot", &[0, 1]], &mut slot_key).unwrap();
    yufu_sm::kdf::hkdf_expand(&chain, &[b"yufu input chain", &[0, 1]], &mut next).unwrap();
    assert_eq!((key.as_bytes(), moved), (&slot_key, next));
}

#[test]
fn a_slot_that_cannot_be_read_must_be_deleted_later() {
    assert_eq!(opened(&[Some(b'1'), None, Some(BACKSPACE)]), Some(b"1".to_vec()));
    assert_eq!(opened(&[Some(b'1'), None]), None);
    assert_eq!(opened(&[None, Some(b'1'), Some(BACKSPACE)]), None);
    assert_eq!(opened(&[None, Some(b'1'), Some(BACKSPACE), Some(BACKSPACE)]), Some(vec![]));
}

#[test]
fn logs_that_no_honest_client_writes_are_refused() {
    assert_eq!(opened(&[Some(BACKSPACE)]), None);
    assert_eq!(opened(&[Some(b'1'), Some(BACKSPACE), Some(BACKSPACE)]), None);
    assert_eq!(opened(&[Some(b'1'), Some(FILLER), Some(b'2')]), None);
    assert_eq!(opened(&[Some(FILLER), Some(BACKSPACE)]), None);
    for code in [0x01, 0x07, 0x09, 0x1f, 0x7f, 0x80, 0xff] {
        assert_eq!(opened(&[Some(code)]), None, "{code:#x}");
    }
}

#[test]
fn a_slot_that_was_moved_or_repeated_is_unreadable() {
    let seed = [0x5e; 32];
    let rng = &mut getrandom::SysRng;
    let wrapped = server().encrypting_key().encrypt(&seed, CiphertextFormat::Der, rng).unwrap();
    let wrapped = WrappedSeed::from_bytes(wrapped);
    let context_der = context().to_der().unwrap();
    let mut sealed = seal_codes(&seed, wrapped.clone(), &[Some(b'1'), Some(b'2')]);
    let mut chain = first_chain_value(&context_der, &seed);
    SlotIndex::all().for_each(|index| drop(advance(&mut chain, index)));
    let mut out = OpenedInput::new();
    open(&sealed, &context(), &server(), rng, &mut out).unwrap();
    assert_eq!(out.as_bytes(), b"12");
    for slots in [[1, 0], [0, 0], [1, 1]] {
        let mut moved = sealed.slots;
        moved[0] = sealed.slots[slots[0]];
        moved[1] = sealed.slots[slots[1]];
        let before = std::mem::replace(&mut sealed.slots, moved);
        sealed.tag = *tag(&chain, &context_der, &wrapped, &sealed.slots);
        assert_eq!(open(&sealed, &context(), &server(), rng, &mut out), Err(REFUSED));
        assert!(out.is_empty());
        sealed.slots = before;
    }
}

#[test]
fn a_log_may_be_full_and_may_be_empty() {
    let full = [Some(b'~'); SLOTS];
    assert_eq!(opened(&full), Some(vec![b'~'; SLOTS]));
    assert_eq!(opened(&[]), Some(vec![]));
    let mut chain = [0; 32];
    let wrapped = WrappedSeed::from_bytes(Vec::new());
    let too_many = [Slot::default(); SLOTS + 1];
    chain[0] = 1;
    assert!(seal(&mut chain, &context(), wrapped, &too_many).is_err());
    assert_eq!(chain, [0; 32]);
}

#[test]
fn a_seed_of_another_length_is_refused_like_any_other() {
    let rng = &mut getrandom::SysRng;
    for len in [1, 31, 33, 64] {
        let seed = vec![0; len];
        let wrapped = server().encrypting_key().encrypt(&seed, CiphertextFormat::Der, rng).unwrap();
        let sealed = seal_codes(&[0; 32], WrappedSeed::from_bytes(wrapped), &[Some(b'1')]);
        let result = open(&sealed, &context(), &server(), rng, &mut OpenedInput::new());
        assert_eq!(result, Err(REFUSED));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_constant_course_agrees_with_the_plain_rules(
        codes in prop::collection::vec(
            prop_oneof![
                6 => (b' '..=b'~').prop_map(Some),
                4 => Just(Some(BACKSPACE)),
                1 => Just(Some(FILLER)),
                1 => Just(None),
            ],
            0..=SLOTS,
        )
    ) {
        prop_assert_eq!(opened(&codes), model(&codes));
    }
}
