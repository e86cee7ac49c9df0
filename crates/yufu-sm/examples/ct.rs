//! Runs each algorithm on secrets that valgrind watches: `cargo xtask ct`.
//!
//! Prints one JSON object per case: its name, and how many uses of a secret as a condition or as
//! an address valgrind has reported in it. The first case leaks on purpose.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, reason = "a check")]

#[cfg(not(yufu_ct))]
fn main() {
    println!("this needs a build with --cfg yufu_ct: cargo xtask ct");
    std::process::exit(2);
}

#[cfg(yufu_ct)]
fn main() {
    watched::main();
}

#[cfg(yufu_ct)]
mod watched {
    use getrandom::SysRng;
    use std::hint::black_box;
    use yufu_sm::ct::{findings, is_watched, public, secret};
    use yufu_sm::rand_core::{TryCryptoRng, TryRng};
    use yufu_sm::sm2::exchange::{ExchangeKey, Initiator, Party, Responder};
    use yufu_sm::sm2::{CiphertextFormat, DecryptingKey, SignerId, SigningKey};
    use yufu_sm::{drbg::HmacSm3Drbg, kdf, sm3, sm4};

    pub fn main() {
        if !is_watched() {
            println!("this runs under valgrind: cargo xtask ct");
            std::process::exit(2);
        }
        control();
        hashes();
        ciphers();
        signing();
        decryption();
        agreement();
    }

    /// Runs a case once unwatched, so that what is set up once is not counted, then watched.
    fn case<T>(name: &str, mut work: impl FnMut() -> T) {
        let _ = work();
        let before = findings();
        let result = work();
        let found = findings() - before;
        public(&result);
        println!("{{\"name\": \"{name}\", \"findings\": {found}}}");
    }

    fn watched<T>(value: T) -> T {
        secret(&value);
        value
    }

    /// A branch and a table look-up on a secret: both have to be found.
    fn control() {
        case("control: a branch on a secret", || {
            let key = watched([7_u8; 16]);
            if black_box(key[0]) > 3 { black_box(1) } else { black_box(2) }
        });
        case("control: a table indexed by a secret", || {
            let key = watched([7_u8; 16]);
            let table = black_box([3_u8; 256]);
            black_box(table[usize::from(black_box(key[0]))])
        });
    }

    fn hashes() {
        for length in [1, 64, 200] {
            case(&format!("SM3 of {length} bytes"), || {
                let message = watched([5_u8; 200]);
                sm3::hash(&message[..length])
            });
        }
        case("SM3 of 9 messages", || {
            let message = watched([5_u8; 200]);
            public(&sm3::hash_many(&[&message[..]; 9])[..]);
        });
        for length in [16, 32, 100] {
            case(&format!("HMAC-SM3 with a key of {length} bytes"), || {
                let key = watched([5_u8; 100]);
                public(&*sm3::hmac(&key[..length], &[b"message"]));
            });
        }
        case("HKDF", || {
            let mut out = [0; 80];
            kdf::hkdf(b"salt", &watched([5_u8; 32]), &[b"info"], &mut out).unwrap();
            out
        });
        case("PBKDF2 of four blocks", || {
            let mut out = [0; 128];
            kdf::pbkdf2(&watched([5_u8; 6]), b"salt", 3, &mut out).unwrap();
            out
        });
        case("HMAC-SM3-DRBG", || {
            let mut out = [0; 64];
            let mut drbg = HmacSm3Drbg::new(&watched([5_u8; 32]), b"nonce", b"").unwrap();
            drbg.generate(&mut out).unwrap();
            out
        });
    }

    fn ciphers() {
        let key = || sm4::Key::from(watched([5_u8; 16]));
        // One block, less than a group, more than a group of every path.
        for length in [16, 100, 1000] {
            case(&format!("SM4-CTR {length} bytes"), || {
                let mut data = watched([5_u8; 1000]);
                sm4::ctr::apply(&key(), &[7; 16], &mut data[..length]);
                data
            });
            case(&format!("SM4-CBC encrypt {length} bytes"), || {
                let data = watched([5_u8; 1000]);
                public(&sm4::cbc::encrypt(&key(), &[7; 16], &data[..length])[..]);
            });
            case(&format!("SM4-GCM seal and open {length} bytes"), || {
                let gcm = sm4::gcm::Sm4Gcm::new(&key());
                let mut data = watched([5_u8; 1000]);
                let tag = gcm.seal_in_place([7; 12], b"aad", &mut data[..length]).unwrap();
                public(&data);
                public(&tag);
                gcm.open_in_place([7; 12], b"aad", &mut data[..length], &tag).unwrap();
            });
            case(&format!("SM4-CCM seal {length} bytes"), || {
                let ccm = sm4::ccm::Sm4Ccm::new(&key());
                let mut data = watched([5_u8; 1000]);
                let tag = ccm.seal_in_place([7; 12], b"aad", &mut data[..length]).unwrap();
                public(&tag);
            });
            case(&format!("SM4-CMAC {length} bytes"), || {
                public(&sm4::cmac::mac(&key(), &[&watched([5_u8; 1000])[..length]]));
            });
        }
    }

    /// Random bytes that are watched: nonces are secrets as well.
    struct WatchedRng;

    impl TryRng for WatchedRng {
        type Error = getrandom::Error;

        fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
            SysRng.try_next_u32().map(watched)
        }

        fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
            SysRng.try_next_u64().map(watched)
        }

        fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
            SysRng.try_fill_bytes(out)?;
            secret(out);
            Ok(())
        }
    }

    impl TryCryptoRng for WatchedRng {}

    const SCALAR: [u8; 32] = [0x42; 32];

    fn signing() {
        case("SM2 key from bytes", || {
            let key = SigningKey::from_bytes(&watched(SCALAR)).unwrap();
            public(&key);
        });
        let key = SigningKey::from_bytes(&SCALAR).unwrap();
        case("SM2 sign", || {
            secret(&key);
            public(key.verifying_key());
            key.sign(&SignerId::DEFAULT, b"message", &mut WatchedRng).unwrap()
        });
        public(&key);
    }

    fn decryption() {
        let key = DecryptingKey::from_bytes(&SCALAR).unwrap();
        let encrypting = key.encrypting_key().clone();
        for format in [CiphertextFormat::C1C3C2, CiphertextFormat::Der] {
            let ciphertext = encrypting.encrypt(&[7; 40], format, &mut SysRng).unwrap();
            case(&format!("SM2 decrypt, {format:?}"), || {
                secret(&key);
                public(key.encrypting_key());
                public(&key.decrypt(&ciphertext, format).unwrap()[..]);
            });
            public(&key);
        }
        case("SM2 encrypt", || {
            let message = watched([7_u8; 40]);
            let format = CiphertextFormat::C1C3C2;
            public(&encrypting.encrypt(&message, format, &mut WatchedRng).unwrap()[..]);
        });
    }

    fn agreement() {
        let id = SignerId::DEFAULT;
        let ours = ExchangeKey::from_bytes(&SCALAR).unwrap();
        let theirs = ExchangeKey::from_bytes(&[0x43; 32]).unwrap();
        let party = || Party::new(theirs.public_key(), id);
        case("SM2 key agreement, both sides", || {
            secret(&ours);
            public(ours.public_key());
            let initiator = Initiator::start(&ours, id, party(), &mut WatchedRng).unwrap();
            public(initiator.point());
            let us = Party::new(ours.public_key(), id);
            let responder =
                Responder::respond(&theirs, id, us, initiator.point(), 16, &mut WatchedRng)
                    .unwrap();
            public(responder.point());
            public(responder.confirmation());
            let (point, confirmation) = (*responder.point(), *responder.confirmation());
            let (key, proof) = initiator.finish(&point, &confirmation, 16).unwrap();
            public(&key[..]);
            public(&proof);
            public(&responder.confirm(&proof).unwrap()[..]);
        });
        public(&ours);
    }
}
