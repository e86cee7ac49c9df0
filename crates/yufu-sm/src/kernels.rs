//! How much of the processor may be used: tests and the builds that are watched hold it back, so
//! that every path is run on a machine that has it.

use core::sync::atomic::{AtomicU8, Ordering};

/// How much of the processor the kernels may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Kernels {
    /// The portable code alone, with the vectors that every processor of the target has.
    Portable,
    /// 128-bit vectors with AES and carry-less multiplication.
    Narrow,
    /// 256-bit vectors as well, and what comes with them (BMI2, ADX): all that valgrind 3.19 knows.
    Wide,
    /// Everything.
    All,
}

#[cfg(not(test))]
static LIMIT: AtomicU8 = AtomicU8::new(Kernels::All as u8);

// Tests run side by side.
#[cfg(test)]
std::thread_local! {
    static LIMIT: AtomicU8 = const { AtomicU8::new(Kernels::All as u8) };
}

fn with_limit<T>(work: impl FnOnce(&AtomicU8) -> T) -> T {
    #[cfg(not(test))]
    return work(&LIMIT);
    #[cfg(test)]
    LIMIT.with(work)
}

/// Holds what is dispatched from now on to these kernels; a key keeps those it was expanded for.
pub fn limit(kernels: Kernels) {
    with_limit(|limit| limit.store(kernels as u8, Ordering::Relaxed));
}

/// Whether kernels of this kind may run.
pub(crate) fn permits(kernels: Kernels) -> bool {
    with_limit(|limit| kernels as u8 <= limit.load(Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    //! The same vectors and the same oracles on every choice of kernels.

    use super::*;
    use crate::sm2::exchange::{ExchangeKey, Initiator, Party, Responder};
    use crate::sm2::{CiphertextFormat, DecryptingKey, SignerId, SigningKey};
    use crate::{kdf, selftest, sm3, sm4};
    use ::sm3::digest::Digest as _;
    use alloc::vec::Vec;
    use cipher::{BlockModeEncrypt as _, KeyIvInit as _};
    use getrandom::SysRng;
    use hmac::{KeyInit as _, Mac as _};

    const ALL: [Kernels; 4] = [Kernels::Portable, Kernels::Narrow, Kernels::Wide, Kernels::All];

    fn on_each(work: impl Fn(Kernels)) {
        for kernels in ALL {
            limit(kernels);
            work(kernels);
        }
        limit(Kernels::All);
    }

    /// Bytes that differ, at every alignment.
    fn data(length: usize) -> Vec<u8> {
        (0..length + 16).map(|i| i.wrapping_mul(197).to_le_bytes()[0] ^ 0x5c).collect()
    }

    #[test]
    fn known_answers_are_reproduced() {
        on_each(|kernels| assert!(selftest::run().is_ok(), "{kernels:?}"));
    }

    #[test]
    fn hashes_and_codes_of_every_length_match_another_implementation() {
        on_each(|kernels| {
            for length in (0..=260).chain([511, 512, 513, 1023, 1024]) {
                let data = data(length);
                let message = &data[length % 16..][..length];
                let expected = <[u8; 32]>::from(::sm3::Sm3::digest(message));
                assert_eq!(sm3::hash(message), expected, "{kernels:?} {length}");
                let many: Vec<&[u8]> = (0..9).map(|i| &message[..length - length.min(i)]).collect();
                for (digest, message) in sm3::hash_many(&many).iter().zip(&many) {
                    assert_eq!(*digest, <[u8; 32]>::from(::sm3::Sm3::digest(message)));
                }
                let key = &data[..length % 131];
                let mut mac = hmac::SimpleHmac::<::sm3::Sm3>::new_from_slice(key).unwrap();
                mac.update(message);
                let code = sm3::hmac(key, &[message]);
                assert_eq!(code[..], mac.finalize().into_bytes()[..], "{kernels:?} {length}");
            }
            for length in 0..=260 {
                let (mut ours, mut theirs) = (data(length), data(length));
                kdf::pbkdf2(b"password", b"salt", 2, &mut ours).unwrap();
                pbkdf2::pbkdf2_hmac::<::sm3::Sm3>(b"password", b"salt", 2, &mut theirs);
                assert_eq!(ours, theirs, "{kernels:?} {length}");
            }
        });
    }

    #[test]
    fn chained_modes_of_every_length_match_another_implementation() {
        use aead::{Aead as _, Payload};
        type Ccm = ccm::Ccm<::sm4::Sm4, aead::consts::U16, aead::consts::U12>;
        on_each(|kernels| {
            let key = sm4::Key::from([0x21; 16]);
            for length in 0..=260 {
                let data = data(length);
                let message = &data[length % 16..][..length];
                let mut mac = cmac::Cmac::<::sm4::Sm4>::new(&[0x21; 16].into());
                mac.update(message);
                let code = sm4::cmac::mac(&key, &[message]);
                assert_eq!(code[..], mac.finalize().into_bytes()[..], "{kernels:?} {length}");

                let payload = Payload { msg: message, aad: &data[..length % 40] };
                let expected =
                    Ccm::new(&[0x21; 16].into()).encrypt(&[7; 12].into(), payload).unwrap();
                let ours = sm4::ccm::Sm4Ccm::new(&key);
                let sealed = ours.seal([7; 12], &data[..length % 40], message).unwrap();
                assert_eq!(sealed, expected, "{kernels:?} {length}");
                assert_eq!(*ours.open([7; 12], &data[..length % 40], &sealed).unwrap(), message);

                let mut blocks = message.as_chunks::<16>().0.to_vec();
                let padding = u8::try_from(16 - length % 16).unwrap();
                let mut last = [padding; 16];
                last[..length % 16].copy_from_slice(&message[length - length % 16..]);
                blocks.push(last);
                let mut blocks: Vec<_> = blocks.into_iter().map(Into::into).collect();
                cbc::Encryptor::<::sm4::Sm4>::new(&[0x21; 16].into(), &[9; 16].into())
                    .encrypt_blocks(&mut blocks);
                let sealed = sm4::cbc::encrypt(&key, &[9; 16], message);
                assert!(sealed.iter().eq(blocks.iter().flatten()), "{kernels:?} {length}");
                let opened = sm4::cbc::decrypt(&key, &[9; 16], &sealed).unwrap();
                assert_eq!(opened[..], *message, "{kernels:?} {length}");
            }
        });
    }

    /// What one choice of kernels made, every other takes.
    #[test]
    fn kernels_agree_on_signatures_ciphertexts_and_shared_keys() {
        let id = SignerId::DEFAULT;
        let format = CiphertextFormat::C1C3C2;
        let mut rng = SysRng;
        for maker in ALL {
            limit(maker);
            let key = SigningKey::generate(&mut rng).unwrap();
            let decrypting = DecryptingKey::generate(&mut rng).unwrap();
            let (ours, theirs) = (
                ExchangeKey::generate(&mut rng).unwrap(),
                ExchangeKey::generate(&mut rng).unwrap(),
            );
            let (us, them) =
                (Party::new(ours.public_key(), id), Party::new(theirs.public_key(), id));
            on_each(|taker| {
                let signature = key.sign(&id, b"message", &mut SysRng).unwrap();
                let sealed =
                    decrypting.encrypting_key().encrypt(b"message", format, &mut SysRng).unwrap();
                limit(maker);
                let start = Initiator::start(&ours, id, them.clone(), &mut SysRng).unwrap();
                assert_eq!(key.verifying_key().verify(&id, b"message", &signature), Ok(()));
                assert_eq!(**decrypting.decrypt(&sealed, format).unwrap(), *b"message");
                limit(taker);
                let answer =
                    Responder::respond(&theirs, id, us.clone(), start.point(), 16, &mut SysRng)
                        .unwrap();
                let (point, confirmation) = (*answer.point(), *answer.confirmation());
                limit(maker);
                let (shared, proof) = start.finish(&point, &confirmation, 16).unwrap();
                assert_eq!(*shared, *answer.confirm(&proof).unwrap(), "{maker:?} {taker:?}");
            });
        }
    }
}
