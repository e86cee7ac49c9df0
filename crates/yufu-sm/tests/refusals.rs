//! What has to be refused, whoever offers it: keys, points, signatures, ciphertexts, entropy.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it ran"
)]

use core::fmt;
use rand_core::{TryCryptoRng, TryRng};
use yufu_sm::Error;
use yufu_sm::sm2::{
    CiphertextFormat, DecryptingKey, EncryptingKey, Signature, SignerId, SigningKey, VerifyingKey,
    exchange::{ExchangeKey, ExchangePublicKey, Initiator, Party, Responder},
};
use yufu_sm::sm4::{Key, Nonce};

const N: &str = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";
const P: &str = "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff";
const G_X: &str = "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7";
const G_Y: &str = "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0";

fn number(hex: &str) -> [u8; 32] {
    hex::decode(hex).unwrap().try_into().unwrap()
}

/// `hex` plus a small number.
fn plus(hex: &str, addend: i16) -> [u8; 32] {
    let mut bytes = number(hex);
    let low = i16::from_be_bytes([0, bytes[31]]) + addend;
    bytes[31] = u8::try_from(low).expect("no carry is needed");
    bytes
}

/// p - y.
fn negated(y: &[u8; 32]) -> [u8; 32] {
    let mut out = number(P);
    let mut borrow = 0;
    for (a, b) in out.iter_mut().zip(y).rev() {
        let difference = i16::from(*a) - i16::from(*b) - borrow;
        borrow = i16::from(difference < 0);
        *a = u8::try_from(difference.rem_euclid(256)).unwrap();
    }
    out
}

fn point(first: u8, x: &[u8; 32], y: &[u8; 32]) -> Vec<u8> {
    [&[first][..], x, y].concat()
}

fn signing_key() -> SigningKey {
    SigningKey::from_bytes(&[0x42; 32]).unwrap()
}

fn decrypting_key() -> DecryptingKey {
    DecryptingKey::from_bytes(&[0x42; 32]).unwrap()
}

#[test]
fn private_keys_outside_1_to_n_minus_2_are_refused() {
    let refused = [[0; 32], plus(N, -1), number(N), plus(N, 1), [0xff; 32]];
    for scalar in &refused {
        assert_eq!(SigningKey::from_bytes(scalar).unwrap_err(), Error::InvalidKey);
        assert_eq!(DecryptingKey::from_bytes(scalar).unwrap_err(), Error::InvalidKey);
        assert_eq!(ExchangeKey::from_bytes(scalar).unwrap_err(), Error::InvalidKey);
    }
    let mut one = [0; 32];
    one[31] = 1;
    for scalar in [one, plus(N, -2)] {
        assert_eq!(*SigningKey::from_bytes(&scalar).unwrap().to_bytes(), scalar);
        assert_eq!(*DecryptingKey::from_bytes(&scalar).unwrap().to_bytes(), scalar);
        assert_eq!(*ExchangeKey::from_bytes(&scalar).unwrap().to_bytes(), scalar);
    }
}

#[test]
fn keys_at_the_edges_of_the_range_sign_and_decrypt() {
    let mut rng = getrandom::SysRng;
    let mut one = [0; 32];
    one[31] = 1;
    for scalar in [one, plus(N, -2)] {
        let key = SigningKey::from_bytes(&scalar).unwrap();
        let signature = key.sign(&SignerId::DEFAULT, b"m", &mut rng).unwrap();
        key.verifying_key().verify(&SignerId::DEFAULT, b"m", &signature).unwrap();
        let key = DecryptingKey::from_bytes(&scalar).unwrap();
        let ciphertext =
            key.encrypting_key().encrypt(b"m", CiphertextFormat::Der, &mut rng).unwrap();
        assert_eq!(**key.decrypt(&ciphertext, CiphertextFormat::Der).unwrap(), *b"m");
    }
}

#[test]
fn public_keys_that_are_no_usable_point_are_refused() {
    let (x, y) = (number(G_X), number(G_Y));
    VerifyingKey::from_sec1_bytes(&point(4, &x, &y)).expect("the control: G itself is a key");
    let compressed = [&[2][..], &x].concat();
    let cases: [(&str, Vec<u8>); 13] = [
        ("minus G", point(4, &x, &negated(&y))),
        ("infinity", vec![0]),
        ("infinity, padded", vec![0; 65]),
        ("zero coordinates", point(4, &[0; 32], &[0; 32])),
        ("off the curve", point(4, &x, &plus(G_Y, 1))),
        ("x above p", point(4, &plus(P, 0), &y)),
        ("y above p", point(4, &x, &[0xff; 32])),
        ("compressed", compressed),
        ("hybrid", point(6, &x, &y)),
        ("unknown form", point(5, &x, &y)),
        ("truncated", point(4, &x, &y)[..64].to_vec()),
        ("trailing byte", [point(4, &x, &y), vec![0]].concat()),
        ("nothing", vec![]),
    ];
    for (name, bytes) in cases {
        let refused = Some(Error::InvalidPoint);
        assert_eq!(VerifyingKey::from_sec1_bytes(&bytes).err(), refused, "{name}");
        assert_eq!(EncryptingKey::from_sec1_bytes(&bytes).err(), refused, "{name}");
        assert_eq!(ExchangePublicKey::from_sec1_bytes(&bytes).err(), refused, "{name}");
    }
}

#[test]
fn signatures_out_of_range_are_refused() {
    let valid = signing_key().sign(&SignerId::DEFAULT, b"m", &mut getrandom::SysRng).unwrap();
    let valid = valid.to_bytes();
    let (r, s) = (&valid[..32], &valid[32..]);
    let (zero, n, max) = ([0; 32], number(N), [0xff; 32]);
    let cases: [(&str, Vec<u8>); 10] = [
        ("r zero", [&zero, s].concat()),
        ("s zero", [r, &zero].concat()),
        ("both zero", vec![0; 64]),
        ("r is n", [&n, s].concat()),
        ("s is n", [r, &n].concat()),
        ("r at most", [&max, s].concat()),
        ("s at most", [r, &max].concat()),
        ("truncated", valid[..63].to_vec()),
        ("trailing byte", [&valid[..], &[0]].concat()),
        ("nothing", vec![]),
    ];
    for (name, bytes) in cases {
        assert_eq!(Signature::from_slice(&bytes), Err(Error::InvalidSignature), "{name}");
    }
}

#[test]
fn signatures_over_something_else_are_refused() {
    let mut rng = getrandom::SysRng;
    let key = signing_key();
    let id = SignerId::DEFAULT;
    let signature = key.sign(&id, b"m", &mut rng).unwrap();
    let verifying_key = key.verifying_key();
    verifying_key.verify(&id, b"m", &signature).unwrap();
    let other_key = SigningKey::generate(&mut rng).unwrap();
    let other_id = SignerId::new(b"someone else").unwrap();
    let refused = Err(Error::InvalidSignature);
    assert_eq!(verifying_key.verify(&id, b"n", &signature), refused);
    assert_eq!(verifying_key.verify(&id, b"", &signature), refused);
    assert_eq!(verifying_key.verify(&other_id, b"m", &signature), refused);
    assert_eq!(other_key.verifying_key().verify(&id, b"m", &signature), refused);
    for bit in 0..512 {
        let mut bytes = signature.to_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        if let Ok(changed) = Signature::from_bytes(&bytes) {
            assert_eq!(verifying_key.verify(&id, b"m", &changed), refused, "bit {bit}");
        }
    }
}

#[test]
fn signature_der_that_is_not_strict_is_refused() {
    let integers = |r: &str, s: &str| format!("{r}{s}");
    let strict = "3006020101020102";
    assert!(Signature::from_der(&hex::decode(strict).unwrap()).is_ok(), "the control");
    let oversized = format!("0221{}", "01".repeat(33));
    let cases = [
        ("r zero", format!("3006{}", integers("020100", "020102"))),
        ("r negative", format!("3006{}", integers("0201ff", "020102"))),
        ("r padded", format!("3007{}", integers("02020001", "020102"))),
        ("r of 33 bytes", format!("3026{}", integers(&oversized, "020102"))),
        ("r empty", format!("3005{}", integers("0200", "020102"))),
        ("r is n", format!("3026022100{N}020102")),
        ("length in long form", "308106020101020102".into()),
        ("indefinite length", "3080020101020102 0000".replace(' ', "")),
        ("integer length in long form", "300702810101020102".into()),
        ("trailing byte outside", format!("{strict}00")),
        ("trailing byte inside", "300702010102010200".into()),
        ("third integer", "3009020101020102020103".into()),
        ("one integer", "3003020101".into()),
        ("truncated", "30060201010201".into()),
        ("set", "3106020101020102".into()),
        ("octet strings", "3006040101040102".into()),
        ("empty sequence", "3000".into()),
        ("nothing", String::new()),
    ];
    for (name, hex) in cases {
        let der = hex::decode(&hex).unwrap();
        assert_eq!(Signature::from_der(&der), Err(Error::InvalidSignature), "{name}");
    }
    // 64 raw bytes are no DER, and DER is no raw signature.
    let signature = signing_key().sign(&SignerId::DEFAULT, b"m", &mut getrandom::SysRng).unwrap();
    assert!(Signature::from_der(&signature.to_bytes()).is_err());
    assert!(Signature::from_slice(&signature.to_der()).is_err());
    assert_eq!(Signature::from_der(&signature.to_der()), Ok(signature));
}

const FORMATS: [CiphertextFormat; 3] =
    [CiphertextFormat::Der, CiphertextFormat::C1C3C2, CiphertextFormat::C1C2C3];

fn encrypt(plaintext: &[u8], format: CiphertextFormat) -> Vec<u8> {
    decrypting_key().encrypting_key().encrypt(plaintext, format, &mut getrandom::SysRng).unwrap()
}

#[track_caller]
fn assert_refused(name: &str, ciphertext: &[u8], format: CiphertextFormat) {
    let result = decrypting_key().decrypt(ciphertext, format);
    assert_eq!(result, Err(Error::InvalidCiphertext), "{name}, {format:?}");
}

#[test]
fn empty_plaintext_is_refused() {
    for format in FORMATS {
        let key = decrypting_key();
        let result = key.encrypting_key().encrypt(b"", format, &mut getrandom::SysRng);
        assert_eq!(result, Err(Error::EmptyPlaintext));
    }
}

#[test]
fn changed_ciphertexts_are_refused_wherever_the_change_is() {
    for format in FORMATS {
        let ciphertext = encrypt(b"a plaintext", format);
        for index in 0..ciphertext.len() {
            for mask in [0x01, 0x80, 0xff] {
                let mut changed = ciphertext.clone();
                changed[index] ^= mask;
                assert_refused("changed byte", &changed, format);
            }
        }
    }
}

#[test]
fn truncated_and_extended_ciphertexts_are_refused() {
    for format in FORMATS {
        let ciphertext = encrypt(b"a plaintext", format);
        for length in 0..ciphertext.len() {
            assert_refused("truncated", &ciphertext[..length], format);
        }
        assert_refused("extended", &[&ciphertext[..], &[0]].concat(), format);
        assert_refused("doubled", &ciphertext.repeat(2), format);
    }
}

#[test]
fn ciphertexts_of_another_format_are_refused() {
    for made in FORMATS {
        for read in FORMATS.into_iter().filter(|read| *read != made) {
            for length in [1, 31, 32, 33, 64] {
                let ciphertext = encrypt(&vec![7; length], made);
                assert_refused(&format!("{made:?} of {length}"), &ciphertext, read);
            }
        }
    }
}

#[test]
fn ciphertexts_of_another_key_are_refused() {
    let other = DecryptingKey::generate(&mut getrandom::SysRng).unwrap();
    for format in FORMATS {
        let ciphertext = encrypt(b"a plaintext", format);
        assert_eq!(other.decrypt(&ciphertext, format), Err(Error::InvalidCiphertext));
    }
}

#[test]
fn c1_that_is_no_uncompressed_point_is_refused() {
    let raw = encrypt(b"a plaintext", CiphertextFormat::C1C3C2);
    let (c1, rest) = raw.split_at(65);
    let (x, y): ([u8; 32], [u8; 32]) =
        (c1[1..33].try_into().unwrap(), c1[33..].try_into().unwrap());
    let sign = 2 + (y[31] & 1);
    let cases: [(&str, Vec<u8>); 8] = [
        ("compressed", [&[sign][..], &x].concat()),
        ("compressed, padded", point(sign, &x, &[0; 32])),
        ("hybrid", point(6 + (y[31] & 1), &x, &y)),
        ("infinity", vec![0]),
        ("infinity, padded", vec![0; 65]),
        ("zero coordinates", point(4, &[0; 32], &[0; 32])),
        ("off the curve", point(4, &x, &x)),
        ("x above p", point(4, &[0xff; 32], &y)),
    ];
    for (name, c1) in cases {
        assert_refused(name, &[&c1[..], rest].concat(), CiphertextFormat::C1C3C2);
        let c1c2c3 = [&c1[..], &rest[32..], &rest[..32]].concat();
        assert_refused(name, &c1c2c3, CiphertextFormat::C1C2C3);
    }
    assert_refused("no plaintext", &raw[..97], CiphertextFormat::C1C3C2);
    assert_refused("no plaintext", &raw[..97], CiphertextFormat::C1C2C3);
}

/// The ciphertext of a small key, of which every field can be rewritten.
#[test]
fn ciphertext_der_that_is_not_strict_is_refused() {
    // C1 = G has small handles; C3 is right only in the control.
    let raw = encrypt(b"0123456789abcdef", CiphertextFormat::C1C3C2);
    let integer = |bytes: &[u8]| {
        let bytes = if bytes[0] & 0x80 != 0 { [&[0][..], bytes].concat() } else { bytes.to_vec() };
        let start = bytes.windows(2).take_while(|w| w[0] == 0 && w[1] & 0x80 == 0).count();
        tlv(2, &bytes[start..])
    };
    let (x, y) = (integer(&raw[1..33]), integer(&raw[33..65]));
    let (c3, c2) = (tlv(4, &raw[65..97]), tlv(4, &raw[97..]));
    let sequence = |parts: &[&[u8]]| tlv(0x30, &parts.concat());
    let control = sequence(&[&x, &y, &c3, &c2]);
    assert!(decrypting_key().decrypt(&control, CiphertextFormat::Der).is_ok(), "the control");

    let padded = |value: &[u8]| tlv(2, &[&[0][..], &value[2..]].concat());
    let mut long_form = control.clone();
    long_form.splice(1..2, [0x82, 0x00, control[2]]);
    let cases: [(&str, Vec<u8>); 15] = [
        ("x padded", sequence(&[&padded(&x), &y, &c3, &c2])),
        ("y padded", sequence(&[&x, &padded(&y), &c3, &c2])),
        ("x of 33 bytes", sequence(&[&tlv(2, &[1; 33]), &y, &c3, &c2])),
        ("x negative", sequence(&[&tlv(2, &[0xff; 32]), &y, &c3, &c2])),
        ("x empty", sequence(&[&tlv(2, &[]), &y, &c3, &c2])),
        ("C3 of 31 bytes", sequence(&[&x, &y, &tlv(4, &raw[65..96]), &c2])),
        ("C3 of 33 bytes", sequence(&[&x, &y, &tlv(4, &raw[65..98]), &c2])),
        ("C2 empty", sequence(&[&x, &y, &c3, &tlv(4, &[])])),
        ("C2 missing", sequence(&[&x, &y, &c3])),
        ("C2 and C3 swapped", sequence(&[&x, &y, &c2, &c3])),
        ("C2 as bit string", sequence(&[&x, &y, &c3, &tlv(3, &raw[97..])])),
        ("a fifth element", sequence(&[&x, &y, &c3, &c2, &tlv(5, &[])])),
        ("length in long form", long_form),
        ("set", tlv(0x31, &[&x[..], &y, &c3, &c2].concat())),
        ("trailing byte", [&control[..], &[0]].concat()),
    ];
    for (name, der) in cases {
        assert_refused(name, &der, CiphertextFormat::Der);
    }
}

/// DER of a tag and a value of less than 256 bytes.
fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = u8::try_from(value.len()).unwrap();
    let header = if length < 0x80 { vec![tag, length] } else { vec![tag, 0x81, length] };
    [&header[..], value].concat()
}

#[test]
fn signer_id_above_8191_bytes_is_refused() {
    let mut rng = getrandom::SysRng;
    let longest = vec![b'i'; SignerId::MAX_LEN];
    let id = SignerId::new(&longest).unwrap();
    let signature = signing_key().sign(&id, b"m", &mut rng).unwrap();
    signing_key().verifying_key().verify(&id, b"m", &signature).unwrap();
    assert_eq!(SignerId::new(&[b'i'; SignerId::MAX_LEN + 1]), Err(Error::InvalidId));
    assert_eq!(SignerId::new(&[b'i'; 70_000]), Err(Error::InvalidId));
}

/// A source of randomness that fails.
struct Broken;

#[derive(Debug)]
struct Outage;

impl fmt::Display for Outage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no entropy")
    }
}

impl std::error::Error for Outage {}

impl TryRng for Broken {
    type Error = Outage;

    fn try_next_u32(&mut self) -> Result<u32, Outage> {
        Err(Outage)
    }

    fn try_next_u64(&mut self) -> Result<u64, Outage> {
        Err(Outage)
    }

    fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), Outage> {
        Err(Outage)
    }
}

impl TryCryptoRng for Broken {}

#[test]
fn nothing_is_made_without_entropy() {
    let failed = Some(Error::EntropyFailed);
    let id = SignerId::DEFAULT;
    let exchange = ExchangeKey::from_bytes(&[0x42; 32]).unwrap();
    let party = || Party::new(exchange.public_key(), id);
    let point = exchange.public_key().to_sec1_bytes();
    assert_eq!(SigningKey::generate(&mut Broken).err(), failed);
    assert_eq!(DecryptingKey::generate(&mut Broken).err(), failed);
    assert_eq!(ExchangeKey::generate(&mut Broken).err(), failed);
    assert_eq!(signing_key().sign(&id, b"m", &mut Broken).err(), failed);
    assert_eq!(yufu_sm::hazmat::sign_prehash(&signing_key(), &[1; 32], &mut Broken).err(), failed);
    let encrypting_key = decrypting_key();
    let encrypting_key = encrypting_key.encrypting_key();
    for format in FORMATS {
        assert_eq!(encrypting_key.encrypt(b"m", format, &mut Broken).err(), failed);
    }
    assert_eq!(Initiator::start(&exchange, id, party(), &mut Broken).err(), failed);
    assert_eq!(Responder::respond(&exchange, id, party(), &point, 16, &mut Broken).err(), failed);
    assert_eq!(Key::generate(&mut Broken).err(), failed);
    assert_eq!(Nonce::generate(&mut Broken).err(), failed);
    let encrypted = signing_key().to_encrypted_pkcs8_der(b"password", 10_000, &mut Broken);
    assert_eq!(encrypted.err(), failed);
}

/// A source that repeats itself, as a cloned virtual machine's does.
struct Repeating;

impl TryRng for Repeating {
    type Error = core::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        Ok(7)
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        Ok(7)
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        out.fill(7);
        Ok(())
    }
}

impl TryCryptoRng for Repeating {}

/// r = e + x1 mod n, so equal r - e mod n would mean equal nonces.
#[test]
fn repeated_randomness_does_not_repeat_a_nonce() {
    let id = SignerId::DEFAULT;
    let key = signing_key();
    let other = SigningKey::from_bytes(&[0x43; 32]).unwrap();
    let digest = [1; 32];
    let sign = |key: &SigningKey, digest| {
        yufu_sm::hazmat::sign_prehash(key, digest, &mut Repeating).unwrap().to_bytes()
    };
    // The same digest under another key, whose r would be equal under an equal nonce.
    assert_ne!(sign(&key, &digest)[..32], sign(&other, &digest)[..32]);
    // Digests that differ by one: under an equal nonce the r would differ by one too.
    let mut next = digest;
    next[31] += 1;
    let (a, b) = (sign(&key, &digest), sign(&key, &next));
    assert_ne!(a[..31], b[..31]);
    // And with fresh randomness the same digest gives another signature.
    let fresh = key.sign(&id, b"m", &mut getrandom::SysRng).unwrap();
    assert_ne!(fresh, key.sign(&id, b"m", &mut getrandom::SysRng).unwrap());
}
