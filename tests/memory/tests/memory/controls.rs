//! Each form that the attack looks for is found when a process does keep it.

use yufu_memory::dump::{Dump, gcore, proc_mem};
use yufu_memory::keys::{Search, Target};
use yufu_memory::process::Victim;
use yufu_memory::recorded::{self, Record};
use yufu_memory::sm4::RoundKeys;
use yufu_memory::{Finding, forms};
use yufu_protocol::id::{InputNonce, KeyId, Thumbprint};
use yufu_protocol::input::{self, Code, Context, Field, Purpose, SlotIndex};
use yufu_sm::sm2::DecryptingKey;
use yufu_sm::sm3;

const PIN: &[u8] = b"918273640518";
const CELLS: &[u8] = &[11, 3, 7, 1, 9, 4, 2, 8, 10, 6, 3, 7];

struct Holder(Victim);

impl Holder {
    fn start() -> Self {
        Self(Victim::start(env!("CARGO_BIN_EXE_holder"), &[]))
    }

    fn hold(&mut self, bytes: &[u8]) -> Dump {
        let length = u32::try_from(bytes.len()).expect("short");
        self.0.command(&[&length.to_be_bytes(), bytes].concat());
        proc_mem(self.0.pid()).expect("the holder can be read")
    }

    fn core(&self) -> Dump {
        let folder = tempfile::tempdir().expect("a scratch folder");
        gcore(self.0.pid(), folder.path()).expect("gcore dumps the holder")
    }
}

/// The symbols at a stride, with other bytes in between.
fn spread(symbols: &[u8], stride: usize) -> Vec<u8> {
    let mut bytes = vec![0xa5; symbols.len() * stride];
    for (index, symbol) in symbols.iter().enumerate() {
        bytes[index * stride] = *symbol;
    }
    bytes
}

fn utf16(big_endian: bool) -> Vec<u8> {
    PIN.iter().flat_map(|digit| if big_endian { [0, *digit] } else { [*digit, 0] }).collect()
}

/// What a process may hold, and what the attack has to say about it.
fn plain_forms() -> Vec<(Vec<u8>, String)> {
    let digits: Vec<u8> = PIN.iter().map(|digit| digit - b'0').collect();
    let bcd = |high_first, from: usize| forms::packed(&digits[from..], high_first);
    let sequences = [
        ("text", PIN.to_vec()),
        ("digit values", digits.clone()),
        ("touched cells", CELLS.to_vec()),
        ("BCD, high nibble first", bcd(true, 0)),
        ("BCD, high nibble first", bcd(true, 1)),
        ("BCD, low nibble first", bcd(false, 0)),
        ("BCD, low nibble first", bcd(false, 1)),
    ];
    let mut held = vec![
        (utf16(false), "the PIN as text at stride 2".to_owned()),
        (utf16(true), "the PIN as text at stride 2".to_owned()),
    ];
    for (name, symbols) in sequences {
        for stride in 1..=forms::WIDEST {
            let expected = format!("the PIN as {name} at stride {stride}");
            held.push((spread(&symbols, stride), expected.clone()));
            let reversed: Vec<u8> = symbols.iter().rev().copied().collect();
            held.push((spread(&reversed, stride), expected));
        }
    }
    held
}

#[track_caller]
fn assert_found(findings: &[Finding], expected: &str) {
    let found = findings.iter().any(|finding| finding.what == expected);
    assert!(found, "{expected} was not found, but {findings:?}");
}

#[test]
fn each_plain_form_is_found_in_process_memory() {
    let sought = forms::of(PIN, CELLS);
    let mut holder = Holder::start();
    for (bytes, expected) in plain_forms() {
        assert_found(&forms::search(&holder.hold(&bytes), &sought), &expected);
    }
}

#[test]
fn each_plain_form_is_found_in_a_core() {
    // One core a form would take minutes; a form is told apart by being alone in a holder.
    let sought = forms::of(PIN, CELLS);
    for (bytes, expected) in plain_forms().into_iter().step_by(37) {
        let mut holder = Holder::start();
        holder.hold(&bytes);
        assert_found(&forms::search(&holder.core(), &sought), &expected);
    }
}

#[test]
fn half_of_the_pin_is_enough() {
    let sought = forms::of(PIN, CELLS);
    let dump = Holder::start().hold(&PIN[3..9]);
    assert_found(&forms::search(&dump, &sought), "the PIN as text at stride 1");
}

#[test]
fn a_process_that_holds_nothing_has_no_findings() {
    let mut holder = Holder::start();
    holder.hold(PIN);
    let dump = holder.hold(b"nothing");
    assert_eq!(forms::search(&dump, &forms::of(PIN, CELLS)), []);
    assert_eq!(forms::search(&holder.core(), &forms::of(PIN, CELLS)), []);
}

/// An input that the attacker made himself, and so with all its secrets.
struct Known {
    salt: [u8; 32],
    seed: [u8; 32],
    chains: Vec<[u8; 32]>,
    targets: Vec<Target>,
}

fn known_input() -> Known {
    let mut rng = getrandom::SysRng;
    let key = DecryptingKey::generate(&mut rng).expect("a key");
    let context = Context {
        purpose: Purpose::Login,
        field: Field::new("password").expect("a name"),
        input_nonce: InputNonce::random(&mut rng).expect("a nonce"),
        session: None,
        account: None,
        device: Thumbprint::of_spki(b"device"),
        input_key: KeyId::new("input").expect("an id"),
        transaction: None,
    };
    let mut chain = [0; 32];
    let wrapped =
        input::begin(&context, key.encrypting_key(), &mut rng, &mut chain).expect("an input");
    let seed = key
        .decrypt(wrapped.as_bytes(), yufu_sm::sm2::CiphertextFormat::Der)
        .expect("its own ciphertext");
    let mut known = Known {
        salt: sm3::hash(&context.to_der().expect("encodes")),
        seed: seed.as_slice().try_into().expect("32 bytes"),
        chains: Vec::new(),
        targets: Vec::new(),
    };
    let mut index = SlotIndex::FIRST;
    for digit in PIN {
        known.chains.push(chain);
        let code = Code::new(*digit).expect("visible");
        let slot = *input::keystroke(&mut chain, index, code).as_bytes();
        known.targets.push(Target { index: index.get(), slot });
        index = index.next().expect("short");
    }
    known
}

/// A value in the byte orders that compilers and libraries produce.
fn orders(value: &[u8]) -> [(&'static str, Vec<u8>); 3] {
    let swapped = value.chunks(4).flat_map(|word| word.iter().rev().copied()).collect();
    let reversed = value.iter().rev().copied().collect();
    [("as it is", value.to_vec()), ("words swapped", swapped), ("reversed", reversed)]
}

/// An attack on a holder of that input's secrets.
struct Attack {
    known: Known,
    holder: Holder,
    search: Search,
}

impl Attack {
    fn start() -> Self {
        let known = known_input();
        let search = Search::new(known.salt);
        Self { known, holder: Holder::start(), search }
    }

    #[track_caller]
    fn assert_found(&mut self, held: &[u8], expected: &str) {
        let dump = self.holder.hold(held);
        assert_found(&self.search.search(&dump, &self.known.targets), expected);
    }

    /// The slot's number, its chain value and its key.
    fn slots(&self) -> Vec<(u16, [u8; 32], [u8; 16])> {
        let pairs = self.known.chains.iter().zip(&self.known.targets);
        pairs.map(|(chain, slot)| (slot.index, *chain, slot.key_from_chain(chain))).collect()
    }
}

#[test]
fn the_seed_and_each_chain_value_are_found() {
    let mut attack = Attack::start();
    for (order, bytes) in orders(&attack.known.seed.clone()) {
        attack.assert_found(&bytes, &format!("the seed, which opens slot 1, {order}"));
    }
    for (index, chain, _) in attack.slots() {
        for (order, bytes) in orders(&chain) {
            attack.assert_found(&bytes, &format!("the chain value of slot {index}, {order}"));
        }
    }
}

#[test]
fn each_block_key_is_found() {
    let mut attack = Attack::start();
    for (index, _, key) in attack.slots() {
        for (order, bytes) in orders(&key) {
            attack.assert_found(&bytes, &format!("the key of slot {index}, {order}"));
        }
    }
}

#[test]
fn any_four_round_keys_are_found() {
    let mut attack = Attack::start();
    let (index, _, key) = attack.slots()[4];
    let keys = RoundKeys::of_key(&key).0;
    for at in 0..=28 {
        let mut four = keys[at..at + 4].to_vec();
        for _direction in 0..2 {
            let native: Vec<u8> = four.iter().flat_map(|key| key.to_le_bytes()).collect();
            let big_endian: Vec<u8> = four.iter().flat_map(|key| key.to_be_bytes()).collect();
            attack.assert_found(&native, &format!("round keys of slot {index}, as it is"));
            attack.assert_found(&big_endian, &format!("round keys of slot {index}, words swapped"));
            four.reverse();
        }
    }
}

#[test]
fn a_key_of_another_input_is_no_finding() {
    let known = known_input();
    let other = known_input();
    let dump = Holder::start().hold(&other.chains.concat());
    assert_eq!(Search::new(known.salt).search(&dump, &known.targets), []);
}

#[test]
fn recorded_values_are_found_in_pieces_and_in_each_order() {
    let value: Vec<u8> = sm3::hash(b"a recorded value").into();
    let records = [Record { label: "a value".to_owned(), value: value.clone() }];
    let mut holder = Holder::start();
    for (order, bytes) in orders(&value) {
        for piece in bytes.chunks(16) {
            let findings = recorded::search(&holder.hold(piece), &records, &[]);
            assert_found(&findings, &format!("a piece of a value, {order}"));
        }
    }
    let live = recorded::search(&holder.hold(&value), &records, &records);
    assert_eq!(live, [], "a live value is allowed");
}

#[test]
fn own_sm4_agrees_with_the_library() {
    let key = *b"0123456789abcdef";
    let mut block = *b"an sm4 block, 16";
    yufu_sm::hazmat::ecb_encrypt(&key.into(), &mut block).expect("one block");
    assert_eq!(&RoundKeys::of_key(&key).decrypt(&block), b"an sm4 block, 16");
}
