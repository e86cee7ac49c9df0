//! The same results as other implementations of the same schemes, on random inputs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it ran"
)]

use ::sm3::digest::Digest as _;
use cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _, StreamCipher as _};
use proptest::prelude::*;
use signature::{RandomizedSigner as _, Verifier as _};
use sm2::{SecretKey, dsa, pke};
use yufu_sm::hazmat::Sm4;
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey, Signature, SignerId, SigningKey};
use yufu_sm::sm3::{HmacSm3, Sm3};
use yufu_sm::sm4::{self, Key};
use yufu_sm::{hazmat, kdf};

fn data() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..600)
}

/// The pieces of `data` whose lengths `cuts` cycles through.
fn pieces<'d>(mut data: &'d [u8], cuts: &[u8]) -> Vec<&'d [u8]> {
    let mut out = Vec::new();
    for cut in cuts.iter().cycle() {
        if data.is_empty() {
            break;
        }
        let (head, rest) = data.split_at(usize::from(*cut).clamp(1, data.len()));
        out.push(head);
        data = rest;
    }
    out
}

fn cuts() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 1..8)
}

fn scalar() -> impl Strategy<Value = [u8; 32]> {
    any::<[u8; 32]>().prop_filter("a private key", |bytes| SigningKey::from_bytes(bytes).is_ok())
}

proptest! {
    #[test]
    fn sm3_in_any_pieces(data in data(), cuts in cuts()) {
        let expected = ::sm3::Sm3::digest(&data);
        prop_assert_eq!(yufu_sm::sm3::hash(&data), <[u8; 32]>::from(expected));
        let mut state = Sm3::new();
        for piece in pieces(&data, &cuts) {
            state.update(piece);
        }
        prop_assert_eq!(state.finish(), <[u8; 32]>::from(expected));
        prop_assert_eq!(Sm3::digest(&data), expected);
    }

    #[test]
    fn hmac_in_any_pieces(key in proptest::collection::vec(any::<u8>(), 0..200), data in data(), cuts in cuts()) {
        use hmac::{KeyInit as _, Mac as _};
        let expected =
            hmac::SimpleHmac::<::sm3::Sm3>::new_from_slice(&key).unwrap().chain_update(&data).finalize();
        let mut mac = HmacSm3::from_key(&key);
        for piece in pieces(&data, &cuts) {
            mac.update(piece);
        }
        prop_assert_eq!(&mac.finish()[..], expected.as_bytes().as_slice());
        HmacSm3::new_from_slice(&key).unwrap().chain_update(&data).verify_slice(expected.as_bytes()).unwrap();
    }

    #[test]
    fn hkdf_of_any_length(salt in data(), ikm in data(), info in data(), length in 0_usize..1000) {
        let mut expected = vec![0; length];
        hkdf::Hkdf::<::sm3::Sm3>::new(Some(&salt), &ikm).expand(&info, &mut expected).unwrap();
        let mut out = vec![0; length];
        kdf::hkdf(&salt, &ikm, &[&info], &mut out).unwrap();
        prop_assert_eq!(out, expected);
    }

    #[test]
    fn pbkdf2_of_any_length(password in data(), salt in data(), count in 1_u32..20, length in 0_usize..600) {
        let mut expected = vec![0; length];
        pbkdf2::pbkdf2_hmac::<::sm3::Sm3>(&password, &salt, count, &mut expected);
        let mut out = vec![0; length];
        kdf::pbkdf2(&password, &salt, count, &mut out).unwrap();
        prop_assert_eq!(out, expected);
    }

    #[test]
    fn ctr_in_any_pieces(key: [u8; 16], counter: [u8; 16], data in data(), cuts in cuts()) {
        let mut expected = data.clone();
        ctr::Ctr128BE::<::sm4::Sm4>::new(&key.into(), &counter.into()).apply_keystream(&mut expected);
        let mut stream = sm4::ctr::Sm4Ctr::new(&Key::from(key), &counter);
        let mut out = Vec::new();
        for piece in pieces(&data, &cuts) {
            let mut piece = piece.to_vec();
            stream.apply(&mut piece);
            out.extend(piece);
        }
        prop_assert_eq!(&out, &expected);
        let mut other = vec![0; data.len()];
        sm4::ctr::Sm4Ctr::new(&Key::from(key), &counter).apply_keystream_b2b(&data, &mut other);
        prop_assert_eq!(&other, &expected);
    }

    #[test]
    fn cbc_in_any_pieces(key: [u8; 16], iv: [u8; 16], data in data(), cuts in cuts()) {
        let mut padded = data.clone();
        let padding = 16 - data.len() % 16;
        padded.resize(data.len() + padding, u8::try_from(padding).unwrap());
        let mut blocks: Vec<_> = padded.as_chunks::<16>().0.iter().map(|b| (*b).into()).collect();
        cbc::Encryptor::<::sm4::Sm4>::new(&key.into(), &iv.into()).encrypt_blocks(&mut blocks);
        let expected: Vec<u8> = blocks.iter().flatten().copied().collect();
        let key = Key::from(key);
        prop_assert_eq!(&sm4::cbc::encrypt(&key, &iv, &data), &expected);
        let (mut encryptor, mut out) = (sm4::cbc::Encryptor::new(&key, &iv), Vec::new());
        for piece in pieces(&data, &cuts) {
            encryptor.update(piece, &mut out);
        }
        encryptor.finish(&mut out);
        prop_assert_eq!(&out, &expected);
        let (mut decryptor, mut plain) = (sm4::cbc::Decryptor::new(&key, &iv), Vec::new());
        for piece in pieces(&out, &cuts) {
            decryptor.update(piece, &mut plain);
        }
        decryptor.finish(&mut plain).unwrap();
        prop_assert_eq!(&plain, &data);
    }

    #[test]
    fn bare_cipher_in_a_foreign_mode(key: [u8; 16], iv: [u8; 16], blocks in proptest::collection::vec(any::<[u8; 16]>(), 0..40)) {
        let blocks: Vec<_> = blocks.into_iter().map(Into::into).collect();
        let (mut ours, mut theirs) = (blocks.clone(), blocks.clone());
        cbc::Encryptor::<Sm4>::new(&key.into(), &iv.into()).encrypt_blocks(&mut ours);
        cbc::Encryptor::<::sm4::Sm4>::new(&key.into(), &iv.into()).encrypt_blocks(&mut theirs);
        prop_assert_eq!(&ours, &theirs);
        cbc::Decryptor::<Sm4>::new(&key.into(), &iv.into()).decrypt_blocks(&mut ours);
        prop_assert_eq!(&ours, &blocks);
    }

    #[test]
    fn cmac_in_any_pieces(key: [u8; 16], data in data(), cuts in cuts()) {
        use cmac::{KeyInit as _, Mac as _};
        let expected =
            cmac::Cmac::<::sm4::Sm4>::new(&key.into()).chain_update(&data).finalize();
        let mut mac = sm4::cmac::Sm4Cmac::from_key(&Key::from(key));
        for piece in pieces(&data, &cuts) {
            mac.update(piece);
        }
        prop_assert_eq!(&mac.finish()[..], expected.as_bytes().as_slice());
    }

    #[test]
    fn ccm_of_any_length(key: [u8; 16], nonce: [u8; 12], aad in data(), data in data()) {
        use aead::{Aead as _, KeyInit as _, Payload};
        type Oracle = ccm::Ccm<::sm4::Sm4, aead::consts::U16, aead::consts::U12>;
        let payload = || Payload { msg: &data, aad: &aad };
        let expected = Oracle::new(&key.into()).encrypt(&nonce.into(), payload()).unwrap();
        let ours = sm4::ccm::Sm4Ccm::new(&Key::from(key));
        prop_assert_eq!(&ours.seal(nonce, &aad, &data).unwrap(), &expected);
        prop_assert_eq!(&ours.encrypt(&nonce.into(), payload()).unwrap(), &expected);
        let payload = Payload { msg: &expected, aad: &aad };
        prop_assert_eq!(&ours.decrypt(&nonce.into(), payload).unwrap(), &data);
        prop_assert_eq!(&*ours.open(nonce, &aad, &expected).unwrap(), &data);
    }

    #[test]
    fn gcm_in_any_pieces(key: [u8; 16], nonce: [u8; 12], aad in data(), data in data(), cuts in cuts()) {
        use aead::{Aead as _, Payload};
        let gcm = sm4::gcm::Sm4Gcm::new(&Key::from(key));
        let sealed = gcm.seal(nonce, &aad, &data).unwrap();
        let (mut sealer, mut out) = (gcm.sealer(nonce, &aad).unwrap(), Vec::new());
        for piece in pieces(&data, &cuts) {
            let mut piece = piece.to_vec();
            sealer.update(&mut piece).unwrap();
            out.extend(piece);
        }
        out.extend(sealer.finish());
        prop_assert_eq!(&out, &sealed);
        prop_assert_eq!(&*gcm.open(nonce, &aad, &sealed).unwrap(), &data);
        // The trait's way, and the counter mode inside, by hand.
        let payload = Payload { msg: &data, aad: &aad };
        prop_assert_eq!(&gcm.encrypt(&nonce.into(), payload).unwrap(), &sealed);
        let mut counter = [0; 16];
        counter[..12].copy_from_slice(&nonce);
        counter[15] = 2;
        let mut plain = data.clone();
        sm4::ctr::apply(&Key::from(key), &counter, &mut plain);
        prop_assert_eq!(&plain[..], &sealed[..data.len()]);
    }

    #[test]
    fn changed_sealed_messages_are_refused(key: [u8; 16], nonce: [u8; 12], aad in data(), data in data(), at: prop::sample::Index, mask in 1_u8..) {
        let key = Key::from(key);
        let (gcm, ccm) = (sm4::gcm::Sm4Gcm::new(&key), sm4::ccm::Sm4Ccm::new(&key));
        let refused = yufu_sm::Error::InvalidCiphertext;
        let mut sealed = gcm.seal(nonce, &aad, &data).unwrap();
        let at = at.index(sealed.len());
        sealed[at] ^= mask;
        prop_assert_eq!(gcm.open(nonce, &aad, &sealed).unwrap_err(), refused);
        prop_assert_eq!(gcm.open(nonce, &aad, &sealed[..at]).unwrap_err(), refused);
        let mut sealed = ccm.seal(nonce, &aad, &data).unwrap();
        sealed[at] ^= mask;
        prop_assert_eq!(ccm.open(nonce, &aad, &sealed).unwrap_err(), refused);
        prop_assert_eq!(ccm.open(nonce, &aad, &sealed[..at]).unwrap_err(), refused);
        // What was not opened was not decrypted either.
        let (body, tag) = sealed.split_at_mut(data.len());
        let tag: [u8; 16] = (&*tag).try_into().unwrap();
        prop_assert_eq!(ccm.open_in_place(nonce, &aad, body, &tag).unwrap_err(), refused);
        prop_assert!(body.iter().all(|byte| *byte == 0));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn signatures_both_ways(scalar in scalar(), message in data()) {
        let mut rng = getrandom::SysRng;
        let id = "Alice@example.com";
        let ours = SigningKey::from_bytes(&scalar).unwrap();
        let theirs = dsa::SigningKey::from_bytes(id, &scalar.into()).unwrap();
        prop_assert_eq!(
            &ours.verifying_key().to_sec1_bytes()[..],
            &theirs.verifying_key().to_sec1_bytes()[..]
        );
        let signer_id = SignerId::new(id.as_bytes()).unwrap();
        let signature = ours.sign(&signer_id, &message, &mut rng).unwrap();
        let as_theirs = dsa::Signature::from_bytes((&signature.to_bytes()).into()).unwrap();
        theirs.verifying_key().verify(&message, &as_theirs).unwrap();
        let signature = theirs.try_sign_with_rng(&mut rng, &message).unwrap();
        let as_ours = Signature::from_bytes((&signature.to_bytes()).into()).unwrap();
        ours.verifying_key().verify(&signer_id, &message, &as_ours).unwrap();
        // Through the traits, and over a digest of one's own making.
        let signature = ours.with_id(signer_id).try_sign_with_rng(&mut rng, &message).unwrap();
        ours.verifying_key().with_id(signer_id).verify(&message, &signature).unwrap();
        let digest = yufu_sm::sm3::hash_parts(&[&ours.verifying_key().z(&signer_id), &message]);
        hazmat::verify_prehash(ours.verifying_key(), &digest, &signature).unwrap();
        let signature = hazmat::sign_prehash(&ours, &digest, &mut rng).unwrap();
        ours.verifying_key().verify(&signer_id, &message, &signature).unwrap();
        prop_assert_eq!(Signature::from_der(&signature.to_der()), Ok(signature));
    }

    #[test]
    fn ciphertexts_both_ways(scalar in scalar(), message in proptest::collection::vec(any::<u8>(), 1..200)) {
        let mut rng = getrandom::SysRng;
        let ours = DecryptingKey::from_bytes(&scalar).unwrap();
        for (format, mode) in [
            (CiphertextFormat::C1C3C2, pke::Mode::C1C3C2),
            (CiphertextFormat::C1C2C3, pke::Mode::C1C2C3),
        ] {
            let secret = SecretKey::from_bytes(&scalar.into()).unwrap();
            let theirs = pke::DecryptingKey::new_with_mode(secret.to_nonzero_scalar(), mode);
            let ciphertext = ours.encrypting_key().encrypt(&message, format, &mut rng).unwrap();
            prop_assert_eq!(&theirs.decrypt(&ciphertext).unwrap(), &message);
            let ciphertext = theirs.encrypting_key().encrypt(&mut rng, &message).unwrap();
            prop_assert_eq!(&*ours.decrypt(&ciphertext, format).unwrap(), &message);
        }
        let der =
            ours.encrypting_key().encrypt(&message, CiphertextFormat::Der, &mut rng).unwrap();
        prop_assert_eq!(&*ours.decrypt(&der, CiphertextFormat::Der).unwrap(), &message);
    }

    #[test]
    fn hostile_bytes_are_refused_without_a_panic(bytes in data()) {
        let key = DecryptingKey::from_bytes(&[0x42; 32]).unwrap();
        for format in [CiphertextFormat::Der, CiphertextFormat::C1C3C2, CiphertextFormat::C1C2C3] {
            prop_assert!(key.decrypt(&bytes, format).is_err());
        }
        prop_assert!(Signature::from_der(&bytes).is_err());
        prop_assert!(SigningKey::from_pkcs8_der(&bytes).is_err());
        prop_assert!(SigningKey::from_sec1_der(&bytes).is_err());
        prop_assert!(SigningKey::from_encrypted_pkcs8_der(&bytes, b"password").is_err());
        prop_assert!(yufu_sm::sm2::VerifyingKey::from_spki_der(&bytes).is_err());
        let text = String::from_utf8_lossy(&bytes);
        prop_assert!(SigningKey::from_pkcs8_pem(&text).is_err());
    }
}

/// The length of the additional data is written in 2 bytes below 0xff00, in 6 from there on.
#[test]
fn ccm_with_long_additional_data() {
    use aead::{Aead as _, KeyInit as _, Payload};
    type Oracle = ccm::Ccm<::sm4::Sm4, aead::consts::U16, aead::consts::U12>;
    for length in [0xfeff, 0xff00, 0x1_0000, 0x1_2345] {
        let aad = vec![7; length];
        let payload = Payload { msg: b"message", aad: &aad };
        let expected = Oracle::new(&[1; 16].into()).encrypt(&[2; 12].into(), payload).unwrap();
        let ours = sm4::ccm::Sm4Ccm::new(&Key::from([1; 16]));
        assert_eq!(ours.seal([2; 12], &aad, b"message").unwrap(), expected, "{length}");
    }
}

#[test]
fn ccm_message_beyond_the_limit_is_refused() {
    let ours = sm4::ccm::Sm4Ccm::new(&Key::from([1; 16]));
    let mut data = vec![0; sm4::ccm::MAX_PLAINTEXT + 1];
    let refused = Err(yufu_sm::Error::InvalidLength);
    assert_eq!(ours.seal_in_place([2; 12], b"", &mut data), refused);
    assert!(data.iter().all(|byte| *byte == 0), "untouched");
    data.pop();
    let tag = ours.seal_in_place([2; 12], b"", &mut data).unwrap();
    ours.open_in_place([2; 12], b"", &mut data, &tag).unwrap();
    assert!(data.iter().all(|byte| *byte == 0));
}
