//! Sealed input: each step of the client's ratchet, and the server's one course.

use getrandom::SysRng;
use yufu_protocol::id::{InputNonce, KeyId, Thumbprint};
use yufu_protocol::input::{
    Code, Context, Field, OpenedInput, Purpose, SealedInput, SlotIndex, begin, edit, keystroke,
    open, seal,
};
use yufu_sm::ct::{public, secret};
use yufu_sm::sm2::DecryptingKey;

use crate::watch::{Watch, WatchedRng, watched};

pub fn run(watch: &Watch) {
    let key = DecryptingKey::from_bytes(&watched([0x42; 32])).unwrap();
    typing(watch, &key);
    opening(watch, &key);
}

fn context() -> Context {
    Context {
        purpose: Purpose::Login,
        field: Field::new("password").unwrap(),
        input_nonce: InputNonce::from_bytes([1; 32]),
        session: None,
        account: None,
        device: Thumbprint::from_bytes([2; 32]),
        input_key: KeyId::new("input-1").unwrap(),
        transaction: None,
    }
}

fn typing(watch: &Watch, key: &DecryptingKey) {
    watch.case("input begun", || {
        let mut chain = [0; 32];
        begin(&context(), key.encrypting_key(), &mut WatchedRng, &mut chain).unwrap();
        public(&chain);
    });
    watch.case("keystroke", || {
        let mut chain = watched([3; 32]);
        let slot = keystroke(&mut chain, SlotIndex::FIRST, Code::new(watched(b'7')).unwrap());
        public(&chain);
        slot
    });
    watch.case("backspace", || {
        let mut chain = watched([3; 32]);
        let slot = edit(&mut chain, SlotIndex::FIRST);
        public(&chain);
        slot
    });
    watch.case("input sealed", || {
        let mut chain = [0; 32];
        let wrapped = begin(&context(), key.encrypting_key(), &mut SysRng, &mut chain).unwrap();
        secret(&chain);
        let slots = [keystroke(&mut chain, SlotIndex::FIRST, Code::new(b'7').unwrap())];
        seal(&mut chain, &context(), wrapped, &slots).unwrap()
    });
}

/// A seed that can't be unwrapped and a wrong tag take the course of a right input to its end.
fn opening(watch: &Watch, key: &DecryptingKey) {
    let mut chain = [0; 32];
    let wrapped = begin(&context(), key.encrypting_key(), &mut SysRng, &mut chain).unwrap();
    let slots = [keystroke(&mut chain, SlotIndex::FIRST, Code::new(b'7').unwrap())];
    let right = seal(&mut chain, &context(), wrapped, &slots).unwrap().to_der().unwrap();
    // The tag stands last; before it the slots, and before them C2 as the end of the wrapped seed.
    let changed = |from_end: usize| {
        let mut bytes = right.clone();
        let at = bytes.len() - from_end;
        bytes[at] ^= 1;
        bytes
    };
    let slots = 2 + 32 + 4 + 64 * 16;
    for (name, bytes) in [
        ("right", right.clone()),
        ("a wrong tag", changed(1)),
        ("a wrong seed", changed(slots + 1)),
    ] {
        let sealed = SealedInput::from_der(&bytes).unwrap();
        let mut opened = OpenedInput::new();
        watch.case(&format!("input opened, {name}"), || {
            let result = open(&sealed, &context(), key, &mut WatchedRng, &mut opened);
            public(&opened);
            assert_eq!(result.is_ok(), name == "right");
        });
    }
}
