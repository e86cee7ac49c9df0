//! Keys in their encodings: what is written is read back, and nothing else is read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it ran"
)]

use yufu_sm::sm2::{
    DecryptingKey, EncryptingKey, SigningKey, VerifyingKey,
    exchange::{ExchangeKey, ExchangePublicKey},
};
use yufu_sm::{Error, kdf};

const CURVE: &[u8] = b"\x06\x08\x2a\x81\x1c\xcf\x55\x01\x82\x2d";
const P256: &[u8] = b"\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07";

fn key() -> SigningKey {
    SigningKey::from_bytes(&[0x42; 32]).unwrap()
}

/// `bytes` with the only occurrence of `from` replaced by `to`, which has the same length.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let places: Vec<_> =
        (0..bytes.len()).filter(|start| bytes[*start..].starts_with(from)).collect();
    let [place] = places[..] else { panic!("{} occurrences", places.len()) };
    let mut out = bytes.to_vec();
    out[place..place + to.len()].copy_from_slice(to);
    out
}

macro_rules! round_trip {
    ($name:ident, $key:ty, $public:ty, $get:ident) => {
        #[test]
        fn $name() {
            let mut rng = getrandom::SysRng;
            let key = <$key>::generate(&mut rng).unwrap();
            let same = |other: $key| {
                assert_eq!(*other.to_bytes(), *key.to_bytes());
                assert_eq!(other.$get(), key.$get());
            };
            same(<$key>::from_bytes(&key.to_bytes()).unwrap());
            same(<$key>::from_pkcs8_der(&key.to_pkcs8_der().unwrap()).unwrap());
            same(<$key>::from_pkcs8_pem(&key.to_pkcs8_pem().unwrap()).unwrap());
            same(<$key>::from_sec1_der(&key.to_sec1_der().unwrap()).unwrap());
            same(<$key>::from_sec1_pem(&key.to_sec1_pem().unwrap()).unwrap());
            let count = kdf::MIN_ITERATIONS;
            let der = key.to_encrypted_pkcs8_der(b"password", count, &mut rng).unwrap();
            same(<$key>::from_encrypted_pkcs8_der(&der, b"password").unwrap());
            let pem = key.to_encrypted_pkcs8_pem(b"password", count, &mut rng).unwrap();
            same(<$key>::from_encrypted_pkcs8_pem(&pem, b"password").unwrap());
            let public = key.$get();
            assert_eq!(&<$public>::from_sec1_bytes(&public.to_sec1_bytes()).unwrap(), public);
            assert_eq!(&<$public>::from_spki_der(&public.to_spki_der()).unwrap(), public);
            assert_eq!(&<$public>::from_spki_pem(&public.to_spki_pem().unwrap()).unwrap(), public);
        }
    };
}

round_trip!(signing_keys_round_trip, SigningKey, VerifyingKey, verifying_key);
round_trip!(decrypting_keys_round_trip, DecryptingKey, EncryptingKey, encrypting_key);
round_trip!(exchange_keys_round_trip, ExchangeKey, ExchangePublicKey, public_key);

#[test]
fn changed_or_cut_encodings_never_give_the_same_key() {
    let key = key();
    let check = |bytes: &[u8], read: fn(&[u8]) -> yufu_sm::Result<[u8; 32]>| {
        for index in 0..bytes.len() {
            let mut changed = bytes.to_vec();
            changed[index] ^= 1;
            assert!(read(&changed).is_err(), "byte {index}");
            assert!(read(&bytes[..index]).is_err(), "cut at {index}");
        }
        assert!(read(&[bytes, &[0]].concat()).is_err(), "trailing byte");
    };
    check(&key.to_pkcs8_der().unwrap(), |der| Ok(*SigningKey::from_pkcs8_der(der)?.to_bytes()));
    check(&key.to_sec1_der().unwrap(), |der| Ok(*SigningKey::from_sec1_der(der)?.to_bytes()));
}

#[test]
fn keys_of_another_curve_are_refused() {
    let key = key();
    let refused = Some(Error::InvalidEncoding);
    let der = replaced(&key.to_pkcs8_der().unwrap(), CURVE, P256);
    assert_eq!(SigningKey::from_pkcs8_der(&der).err(), refused);
    let der = replaced(&key.to_sec1_der().unwrap(), CURVE, P256);
    assert_eq!(SigningKey::from_sec1_der(&der).err(), refused);
    let der = replaced(&key.verifying_key().to_spki_der(), CURVE, P256);
    assert_eq!(VerifyingKey::from_spki_der(&der).err(), refused);
}

#[test]
fn sec1_key_that_does_not_name_its_curve_is_refused() {
    // What stands inside PKCS#8 is an ECPrivateKey without the curve.
    let pkcs8 = key().to_pkcs8_der().unwrap();
    let inner = &pkcs8[pkcs8.len() - 109..];
    assert_eq!(inner[..2], [0x30, 107], "the control");
    assert_eq!(SigningKey::from_sec1_der(inner).err(), Some(Error::InvalidEncoding));
}

#[test]
fn private_key_beside_another_public_key_is_refused() {
    let key = key();
    let public = key.verifying_key().to_sec1_bytes();
    let other = SigningKey::from_bytes(&[0x43; 32]).unwrap().verifying_key().to_sec1_bytes();
    let refused = Some(Error::InvalidKey);
    let der = replaced(&key.to_pkcs8_der().unwrap(), &public, &other);
    assert_eq!(SigningKey::from_pkcs8_der(&der).err(), refused);
    let der = replaced(&key.to_sec1_der().unwrap(), &public, &other);
    assert_eq!(SigningKey::from_sec1_der(&der).err(), refused);
}

#[test]
fn private_key_out_of_range_is_refused_inside_an_encoding() {
    let n_minus_1 =
        hex::decode("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122").unwrap();
    for scalar in [&[0; 32][..], &n_minus_1, &[0xff; 32]] {
        let der = replaced(&key().to_pkcs8_der().unwrap(), &[0x42; 32], scalar);
        assert_eq!(SigningKey::from_pkcs8_der(&der).err(), Some(Error::InvalidKey));
    }
}

#[test]
fn public_key_that_is_no_point_is_refused_inside_an_encoding() {
    let key = key();
    let mut point = key.verifying_key().to_sec1_bytes();
    let good = point;
    point[64] ^= 1;
    let der = replaced(&key.verifying_key().to_spki_der(), &good, &point);
    assert_eq!(VerifyingKey::from_spki_der(&der).err(), Some(Error::InvalidPoint));
}

#[test]
fn pem_of_another_label_is_refused() {
    let key = key();
    let refused = Some(Error::InvalidEncoding);
    let pkcs8 = key.to_pkcs8_pem().unwrap();
    let sec1 = key.to_sec1_pem().unwrap();
    let spki = key.verifying_key().to_spki_pem().unwrap();
    assert!(pkcs8.starts_with("-----BEGIN PRIVATE KEY-----\n"));
    assert!(sec1.starts_with("-----BEGIN EC PRIVATE KEY-----\n"));
    assert!(spki.starts_with("-----BEGIN PUBLIC KEY-----\n"));
    assert_eq!(SigningKey::from_pkcs8_pem(&sec1).err(), refused);
    assert_eq!(SigningKey::from_sec1_pem(&pkcs8).err(), refused);
    assert_eq!(SigningKey::from_encrypted_pkcs8_pem(&pkcs8, b"").err(), refused);
    assert_eq!(VerifyingKey::from_spki_pem(&pkcs8).err(), refused);
    let renamed = pkcs8.replace("PRIVATE KEY", "PUBLIC KEY");
    assert_eq!(VerifyingKey::from_spki_pem(&renamed).err(), refused);
}

#[test]
fn wrong_password_is_refused_and_says_no_more() {
    let mut rng = getrandom::SysRng;
    let der = key().to_encrypted_pkcs8_der(b"password", kdf::MIN_ITERATIONS, &mut rng).unwrap();
    for password in [&b"Password"[..], b"", b"password ", b"passwor"] {
        assert_eq!(
            SigningKey::from_encrypted_pkcs8_der(&der, password).err(),
            Some(Error::InvalidCiphertext)
        );
    }
}

#[test]
fn iteration_counts_are_bounded() {
    let mut rng = getrandom::SysRng;
    let key = key();
    let refused = Some(Error::InvalidIterations);
    for count in [0, 1, kdf::MIN_ITERATIONS - 1, 10_000_001, u32::MAX] {
        assert_eq!(key.to_encrypted_pkcs8_der(b"p", count, &mut rng).err(), refused, "{count}");
    }
}

#[test]
fn other_password_schemes_are_refused() {
    let mut rng = getrandom::SysRng;
    let der = key().to_encrypted_pkcs8_der(b"p", kdf::MIN_ITERATIONS, &mut rng).unwrap();
    let hmac_sm3 = b"\x2a\x81\x1c\xcf\x55\x01\x83\x11\x02";
    let sm4_cbc = b"\x2a\x81\x1c\xcf\x55\x01\x68\x02";
    let pbkdf2 = b"\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0c";
    let pbes2 = b"\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d";
    for oid in [&hmac_sm3[..], sm4_cbc, pbkdf2, pbes2] {
        let mut other = oid.to_vec();
        *other.last_mut().unwrap() ^= 0x70;
        let changed = replaced(&der, oid, &other);
        assert_eq!(
            SigningKey::from_encrypted_pkcs8_der(&changed, b"p").err(),
            Some(Error::InvalidEncoding)
        );
    }
}
