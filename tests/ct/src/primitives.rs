//! The algorithms: SM3 and what is built on it, SM4 in every mode, SM2.

use getrandom::SysRng;
use yufu_sm::ct::{public, secret};
use yufu_sm::sm2::exchange::{ExchangeKey, Initiator, Party, Responder};
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey, SignerId, SigningKey};
use yufu_sm::{drbg::HmacSm3Drbg, hazmat, kdf, sm3, sm4};

use crate::watch::{Watch, WatchedRng, watched};

pub fn run(watch: &Watch) {
    hashes(watch);
    derivation(watch);
    streams(watch);
    authenticated(watch);
    keys(watch);
    signing(watch);
    encryption(watch);
    agreement(watch);
}

fn hashes(watch: &Watch) {
    for length in [1, 64, 200] {
        watch.case(&format!("SM3 of {length} bytes"), || {
            let message = watched([5_u8; 200]);
            sm3::hash(&message[..length])
        });
    }
    watch.case("SM3 of 9 messages", || {
        let message = watched([5_u8; 200]);
        public(&sm3::hash_many(&[&message[..]; 9])[..]);
    });
    for length in [16, 32, 100] {
        watch.case(&format!("HMAC-SM3 with a key of {length} bytes"), || {
            let key = watched([5_u8; 100]);
            public(&*sm3::hmac(&key[..length], &[b"message"]));
        });
    }
    let right = *sm3::hmac(&[5; 32], &[b"message"]);
    for (name, tag) in [("right", right), ("wrong", [0; 32])] {
        watch.case(&format!("HMAC-SM3, a {name} code checked"), || {
            let _ = sm3::hmac_verify(&watched([5_u8; 32]), &[b"message"], &tag);
        });
    }
}

fn derivation(watch: &Watch) {
    watch.case("HKDF", || {
        let mut out = [0; 80];
        kdf::hkdf(b"salt", &watched([5_u8; 32]), &[b"info"], &mut out).unwrap();
        out
    });
    watch.case("PBKDF2 of four blocks", || {
        let mut out = [0; 128];
        kdf::pbkdf2(&watched([5_u8; 6]), b"salt", 3, &mut out).unwrap();
        out
    });
    watch.case("HMAC-SM3-DRBG", || {
        let mut out = [0; 64];
        let mut drbg = HmacSm3Drbg::new(&watched([5_u8; 32]), b"nonce", b"").unwrap();
        drbg.generate(&mut out).unwrap();
        out
    });
}

/// One block, less than a group, more than a group of every kernel.
const LENGTHS: [usize; 3] = [16, 100, 1000];

fn key() -> sm4::Key {
    sm4::Key::from(watched([5_u8; 16]))
}

fn streams(watch: &Watch) {
    watch.case("SM4 blocks both ways", || {
        let mut data = watched([5_u8; 16 * 41]);
        hazmat::ecb_encrypt(&key(), &mut data).unwrap();
        hazmat::ecb_decrypt(&key(), &mut data).unwrap();
        data
    });
    for length in LENGTHS {
        watch.case(&format!("SM4-CTR {length} bytes"), || {
            let mut data = watched([5_u8; 1000]);
            sm4::ctr::apply(&key(), &[7; 16], &mut data[..length]);
            data
        });
        let ciphertext =
            sm4::cbc::encrypt(&sm4::Key::from([5; 16]), &[7; 16], &[5; 1000][..length]);
        watch.case(&format!("SM4-CBC both ways {length} bytes"), || {
            let data = watched([5_u8; 1000]);
            public(&sm4::cbc::encrypt(&key(), &[7; 16], &data[..length])[..]);
            public(&sm4::cbc::decrypt(&key(), &[7; 16], &ciphertext).unwrap()[..]);
        });
        watch.case(&format!("SM4-CMAC {length} bytes"), || {
            public(&sm4::cmac::mac(&key(), &[&watched([5_u8; 1000])[..length]]));
        });
    }
}

fn authenticated(watch: &Watch) {
    for length in LENGTHS {
        watch.case(&format!("SM4-GCM seal and open {length} bytes"), || {
            let gcm = sm4::gcm::Sm4Gcm::new(&key());
            let mut data = watched([5_u8; 1000]);
            let tag = gcm.seal_in_place([7; 12], b"aad", &mut data[..length]).unwrap();
            gcm.open_in_place([7; 12], b"aad", &mut data[..length], &tag).unwrap();
        });
        watch.case(&format!("SM4-GCM under a key of its own, {length} bytes"), || {
            let mut data = watched([5_u8; 1000]);
            let tag = sm4::gcm::seal_once(&key(), [7; 12], b"aad", &mut data[..length]).unwrap();
            sm4::gcm::open_once(&key(), [7; 12], b"aad", &mut data[..length], &tag).unwrap();
        });
        watch.case(&format!("SM4-GCM, a wrong tag, {length} bytes"), || {
            let gcm = sm4::gcm::Sm4Gcm::new(&key());
            let mut data = [5_u8; 1000];
            gcm.open_in_place([7; 12], b"aad", &mut data[..length], &[0; 16]).unwrap_err();
        });
        watch.case(&format!("SM4-GCM in pieces, {length} bytes"), || {
            let gcm = sm4::gcm::Sm4Gcm::new(&key());
            let mut data = watched([5_u8; 1000]);
            let mut sealer = gcm.sealer([7; 12], b"aad").unwrap();
            for piece in data[..length].chunks_mut(37) {
                sealer.update(piece).unwrap();
            }
            sealer.finish()
        });
        watch.case(&format!("SM4-CCM seal and open {length} bytes"), || {
            let ccm = sm4::ccm::Sm4Ccm::new(&key());
            let mut data = watched([5_u8; 1000]);
            let tag = ccm.seal_in_place([7; 12], b"aad", &mut data[..length]).unwrap();
            ccm.open_in_place([7; 12], b"aad", &mut data[..length], &tag).unwrap();
            ccm.open_in_place([7; 12], b"aad", &mut data[..length], &[0; 16]).unwrap_err();
        });
    }
}

const SCALAR: [u8; 32] = [0x42; 32];

fn keys(watch: &Watch) {
    watch.case("SM2 key made", || public(&SigningKey::generate(&mut WatchedRng).unwrap()));
    watch.case("SM2 key from bytes", || {
        *SigningKey::from_bytes(&watched(SCALAR)).unwrap().to_bytes()
    });
    watch.case("SM2 key written as PKCS#8 and SEC1", || {
        let key = DecryptingKey::from_bytes(&watched(SCALAR)).unwrap();
        public(&key.to_pkcs8_der().unwrap()[..]);
        public(&key.to_sec1_der().unwrap()[..]);
    });
    let der = DecryptingKey::from_bytes(&SCALAR).unwrap().to_pkcs8_der().unwrap();
    // The scalar is the octet string of 32 bytes, 04 20.
    let at = der.windows(2).position(|bytes| bytes == [0x04, 0x20]).unwrap() + 2;
    watch.case("SM2 key read from PKCS#8", || {
        secret(&der[at..at + 32]);
        drop(DecryptingKey::from_pkcs8_der(&der).unwrap());
    });
    public(&der[..]);
}

fn signing(watch: &Watch) {
    // What a refused nonce is followed by: no signature meets one here.
    watch.case("SM2 nonces, two drawn again", || {
        let mut nonces = [[0; 32]; 3];
        let entropy = [&watched([5_u8; 32]), &watched([6_u8; 32])];
        yufu_sm::ct::nonces(entropy, &[7; 32], &mut nonces);
        nonces
    });
    let key = SigningKey::from_bytes(&watched(SCALAR)).unwrap();
    watch.case("SM2 sign", || {
        key.sign(&SignerId::DEFAULT, b"message", &mut WatchedRng).unwrap().to_der()
    });
}

fn encryption(watch: &Watch) {
    let key = DecryptingKey::from_bytes(&watched(SCALAR)).unwrap();
    for format in [CiphertextFormat::C1C3C2, CiphertextFormat::Der] {
        let right = key.encrypting_key().encrypt(&[7; 40], format, &mut SysRng).unwrap();
        let mut wrong = right.clone();
        *wrong.last_mut().unwrap() ^= 1;
        for (name, ciphertext) in [("right", &right), ("wrong", &wrong)] {
            watch.case(&format!("SM2 decrypt, {name} {format:?}"), || {
                let _ = key.decrypt(ciphertext, format);
            });
        }
        watch.case(&format!("SM2 encrypt, {format:?}"), || {
            let message = watched([7_u8; 40]);
            let sealed = key.encrypting_key().encrypt(&message, format, &mut WatchedRng).unwrap();
            public(&sealed[..]);
        });
    }
}

fn agreement(watch: &Watch) {
    let id = SignerId::DEFAULT;
    let ours = ExchangeKey::from_bytes(&watched(SCALAR)).unwrap();
    let theirs = ExchangeKey::from_bytes(&watched([0x43; 32])).unwrap();
    let party = || Party::new(theirs.public_key(), id);
    watch.case("SM2 key agreement, both sides", || {
        let initiator = Initiator::start(&ours, id, party(), &mut WatchedRng).unwrap();
        let us = Party::new(ours.public_key(), id);
        let responder =
            Responder::respond(&theirs, id, us, initiator.point(), 16, &mut WatchedRng).unwrap();
        let (point, confirmation) = (*responder.point(), *responder.confirmation());
        let (key, proof) = initiator.finish(&point, &confirmation, 16).unwrap();
        public(&key[..]);
        public(&responder.confirm(&proof).unwrap()[..]);
    });
}
