//! SM2 keys in each encoding; SM2 and SM4 beside RustCrypto's crates.

use aes_gcm::aead::{Aead as _, Payload, consts::U12};
use sm2::dsa::{self, signature::Verifier as _};
use sm2::pke;
use sm4::cipher::{BlockCipherEncrypt as _, KeyInit as _};
use yufu::device::{HardwareKey, HardwareSignature};
use yufu_sm::hazmat;
use yufu_sm::sm2::{
    CiphertextFormat, DecryptingKey, Signature, SignerId, SigningKey, VerifyingKey,
};
use yufu_sm::sm4::{Key, cbc, ccm::Sm4Ccm, gcm::Sm4Gcm};

use super::fixed;
use crate::make::decrypting;

/// The signer's ID, as text for the other implementation.
const ID: &str = "1234567812345678";

/// The bytes as a key in each encoding; what is read is written and read alike.
pub fn encodings(data: &[u8]) {
    if let Ok(key) = VerifyingKey::from_spki_der(data) {
        assert_eq!(key.to_spki_der(), data);
    }
    if let Ok(key) = VerifyingKey::from_sec1_bytes(data) {
        assert_eq!(key.to_sec1_bytes().as_slice(), data);
    }
    if let Ok(key) = HardwareKey::from_spki(data) {
        assert_eq!(key.spki(), data);
    }
    let _ = HardwareSignature::from_der(data);
    let private = [SigningKey::from_pkcs8_der(data), SigningKey::from_sec1_der(data)];
    for key in private.into_iter().flatten() {
        let written = key.to_pkcs8_der().expect("was read");
        let again = SigningKey::from_pkcs8_der(&written).expect("was written");
        assert_eq!(*again.to_bytes(), *key.to_bytes());
    }
    // An iteration count of three bytes is allowed and takes seconds.
    let slow = data.windows(2).any(|pair| pair == [0x02, 0x03] || pair == [0x02, 0x04]);
    if !slow {
        let _ = DecryptingKey::from_encrypted_pkcs8_der(data, b"password");
    }
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = VerifyingKey::from_spki_pem(text);
        let _ = SigningKey::from_pkcs8_pem(text);
        let _ = SigningKey::from_sec1_pem(text);
        if !text.contains("ENCRYPTED") {
            let _ = DecryptingKey::from_encrypted_pkcs8_pem(text, b"password");
        }
    }
}

/// The bytes as signature and ciphertext, and as the seed of genuine ones that both read.
pub fn sm2(data: &[u8]) {
    if let Ok(signature) = Signature::from_der(data) {
        assert_eq!(signature.to_der(), data);
    }
    let key = decrypting("report key");
    for format in [CiphertextFormat::Der, CiphertextFormat::C1C3C2, CiphertextFormat::C1C2C3] {
        let _ = key.decrypt(data, format);
    }
    let Some((scalar, rest)) = data.split_first_chunk::<32>() else { return };
    let Ok(ours) = SigningKey::from_bytes(scalar) else { return };
    let theirs = dsa::VerifyingKey::from_sec1_bytes(ID, &ours.verifying_key().to_sec1_bytes())
        .expect("a point of the curve");
    let secret = sm2::SecretKey::from_slice(scalar).expect("in range");
    assert_eq!(theirs.as_affine(), secret.public_key().as_affine());

    let accepted = |bytes: &[u8; 64], message: &[u8]| {
        let ours = Signature::from_bytes(bytes).and_then(|signature| {
            ours.verifying_key().verify(&SignerId::DEFAULT, message, &signature)
        });
        let theirs = dsa::Signature::from_bytes(bytes.into())
            .is_ok_and(|signature| theirs.verify(message, &signature).is_ok());
        assert_eq!(ours.is_ok(), theirs, "a signature on which the two differ");
        theirs
    };
    // Any 64 bytes, and a genuine signature with one bit of its message or of itself changed.
    if let Some((bytes, message)) = rest.split_first_chunk::<64>() {
        accepted(bytes, message);
    }
    let mut signature = ours
        .sign(&SignerId::DEFAULT, rest, &mut fixed())
        .expect("the stream does not fail")
        .to_bytes();
    assert!(accepted(&signature, rest));
    let at = rest.first().map_or(0, |byte| usize::from(byte % 64));
    signature[at] ^= 1;
    assert!(!accepted(&signature, rest));

    let ours = DecryptingKey::from_bytes(scalar).expect("in range");
    if !rest.is_empty() {
        let sealed = ours.encrypting_key().encrypt(rest, CiphertextFormat::C1C3C2, &mut fixed());
        let sealed = sealed.expect("not empty");
        let theirs =
            pke::DecryptingKey::new_with_mode(secret.to_nonzero_scalar(), pke::Mode::C1C3C2);
        assert_eq!(theirs.decrypt(&sealed).expect("genuine"), rest);
        assert_eq!(*ours.decrypt(&sealed, CiphertextFormat::C1C3C2).expect("genuine"), rest);
    }
}

/// Key, nonce and data from the bytes: blocks, CBC, GCM and CCM.
pub fn sm4(data: &[u8]) {
    type Gcm = aes_gcm::AesGcm<sm4::Sm4, U12>;
    let Some((key, rest)) = data.split_first_chunk::<16>() else { return };
    let Some((iv, rest)) = rest.split_first_chunk::<16>() else { return };
    let ours = Key::from_slice(key).expect("16 bytes");
    let cipher = sm4::Sm4::new(key.into());

    let (blocks, _) = rest.as_chunks::<16>();
    let mut mine = blocks.concat();
    hazmat::ecb_encrypt(&ours, &mut mine).expect("whole blocks");
    let mut chained = cbc::encrypt(&ours, iv, &blocks.concat());
    let mut previous = *iv;
    for (at, block) in blocks.iter().enumerate() {
        let mut expected = (*block).into();
        cipher.encrypt_block(&mut expected);
        assert_eq!(mine[16 * at..][..16], expected[..]);
        let mut expected: [u8; 16] = std::array::from_fn(|byte| block[byte] ^ previous[byte]);
        cipher.encrypt_block((&mut expected).into());
        assert_eq!(chained[16 * at..][..16], expected);
        previous = expected;
    }
    hazmat::ecb_decrypt(&ours, &mut mine).expect("whole blocks");
    assert_eq!(mine, blocks.concat());
    assert_eq!(*cbc::decrypt(&ours, iv, &chained).expect("genuine"), mine);
    if let Some(last) = chained.last_mut() {
        *last ^= 1;
    }
    let _ = cbc::decrypt(&ours, iv, &chained);

    let (nonce, [cut, ..]) = iv.split_first_chunk::<12>().expect("16 bytes") else { return };
    let (aad, message) = rest.split_at(usize::from(*cut).min(rest.len()));
    let sealed = Sm4Gcm::new(&ours).seal(*nonce, aad, message).expect("short");
    let theirs = Gcm::new(key.into()).encrypt(nonce.into(), Payload { msg: message, aad });
    assert_eq!(sealed, theirs.expect("short"));
    assert_eq!(*Sm4Gcm::new(&ours).open(*nonce, aad, &sealed).expect("genuine"), message);
    assert!(Sm4Gcm::new(&ours).open(*nonce, aad, rest).is_err(), "16 bytes were guessed");
    let sealed = Sm4Ccm::new(&ours).seal(*nonce, aad, message).expect("short");
    assert_eq!(*Sm4Ccm::new(&ours).open(*nonce, aad, &sealed).expect("genuine"), message);
    assert!(Sm4Ccm::new(&ours).open(*nonce, aad, rest).is_err(), "16 bytes were guessed");
}
