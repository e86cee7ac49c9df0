//! Every backend that runs here, against RustCrypto's SM4 and modes composed over it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, also in its helpers"
)]

use super::cipher::{Backend, RoundKeys};
use super::gcm::{self, Sm4Gcm, crypt_once};
use super::ghash::Ghash;
use super::kernel::Mode;
use super::{Block, Key, Nonce};
use ::cipher::{BlockCipherDecrypt as _, BlockCipherEncrypt as _, KeyInit as _};
use alloc::vec::Vec;
use ghash::{GHash, universal_hash::UniversalHash as _};

/// The S-box (GB/T 32907 6.2.1).
#[rustfmt::skip]
pub(super) const SBOX: [u8; 256] = [
    0xd6, 0x90, 0xe9, 0xfe, 0xcc, 0xe1, 0x3d, 0xb7, 0x16, 0xb6, 0x14, 0xc2, 0x28, 0xfb, 0x2c, 0x05,
    0x2b, 0x67, 0x9a, 0x76, 0x2a, 0xbe, 0x04, 0xc3, 0xaa, 0x44, 0x13, 0x26, 0x49, 0x86, 0x06, 0x99,
    0x9c, 0x42, 0x50, 0xf4, 0x91, 0xef, 0x98, 0x7a, 0x33, 0x54, 0x0b, 0x43, 0xed, 0xcf, 0xac, 0x62,
    0xe4, 0xb3, 0x1c, 0xa9, 0xc9, 0x08, 0xe8, 0x95, 0x80, 0xdf, 0x94, 0xfa, 0x75, 0x8f, 0x3f, 0xa6,
    0x47, 0x07, 0xa7, 0xfc, 0xf3, 0x73, 0x17, 0xba, 0x83, 0x59, 0x3c, 0x19, 0xe6, 0x85, 0x4f, 0xa8,
    0x68, 0x6b, 0x81, 0xb2, 0x71, 0x64, 0xda, 0x8b, 0xf8, 0xeb, 0x0f, 0x4b, 0x70, 0x56, 0x9d, 0x35,
    0x1e, 0x24, 0x0e, 0x5e, 0x63, 0x58, 0xd1, 0xa2, 0x25, 0x22, 0x7c, 0x3b, 0x01, 0x21, 0x78, 0x87,
    0xd4, 0x00, 0x46, 0x57, 0x9f, 0xd3, 0x27, 0x52, 0x4c, 0x36, 0x02, 0xe7, 0xa0, 0xc4, 0xc8, 0x9e,
    0xea, 0xbf, 0x8a, 0xd2, 0x40, 0xc7, 0x38, 0xb5, 0xa3, 0xf7, 0xf2, 0xce, 0xf9, 0x61, 0x15, 0xa1,
    0xe0, 0xae, 0x5d, 0xa4, 0x9b, 0x34, 0x1a, 0x55, 0xad, 0x93, 0x32, 0x30, 0xf5, 0x8c, 0xb1, 0xe3,
    0x1d, 0xf6, 0xe2, 0x2e, 0x82, 0x66, 0xca, 0x60, 0xc0, 0x29, 0x23, 0xab, 0x0d, 0x53, 0x4e, 0x6f,
    0xd5, 0xdb, 0x37, 0x45, 0xde, 0xfd, 0x8e, 0x2f, 0x03, 0xff, 0x6a, 0x72, 0x6d, 0x6c, 0x5b, 0x51,
    0x8d, 0x1b, 0xaf, 0x92, 0xbb, 0xdd, 0xbc, 0x7f, 0x11, 0xd9, 0x5c, 0x41, 0x1f, 0x10, 0x5a, 0xd8,
    0x0a, 0xc1, 0x31, 0x88, 0xa5, 0xcd, 0x7b, 0xbd, 0x2d, 0x74, 0xd0, 0x12, 0xb8, 0xe5, 0xb4, 0xb0,
    0x89, 0x69, 0x97, 0x4a, 0x0c, 0x96, 0x77, 0x7e, 0x65, 0xb9, 0xf1, 0x09, 0xc5, 0x6e, 0xc6, 0x84,
    0x18, 0xf0, 0x7d, 0xec, 0x3a, 0xdc, 0x4d, 0x20, 0x79, 0xee, 0x5f, 0x3e, 0xd7, 0xcb, 0x39, 0x48,
];

/// Reproducible bytes that look random.
struct Bytes(u64);

impl Bytes {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn vec(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| self.next().to_be_bytes()[0]).collect()
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        self.vec(N).try_into().unwrap()
    }
}

/// 0 to 260, and around every size of a group of any kernel, with and without GCM's first counter.
fn lengths() -> impl Iterator<Item = usize> {
    let around = [352, 384, 480, 512, 736, 768, 1024, 1120, 1152, 1536, 2048, 4096];
    (0..=260).chain(around.into_iter().flat_map(|len| len - 33..=len + 33))
}

/// Keys whose schedule meets extreme words, and random ones.
fn keys(bytes: &mut Bytes) -> Vec<[u8; 16]> {
    let mut keys = std::vec![[0; 16], [0xff; 16]];
    keys.extend((0..6).map(|_| bytes.array::<16>()));
    keys
}

fn reference(key: &[u8; 16]) -> sm4::Sm4 {
    sm4::Sm4::new(&(*key).into())
}

fn reference_ctr(cipher: &sm4::Sm4, counter: u128, data: &[u8]) -> Vec<u8> {
    let mut out = data.to_vec();
    for (chunk, i) in out.chunks_mut(16).zip(0..) {
        let mut block = counter.wrapping_add(i).to_be_bytes().into();
        cipher.encrypt_block(&mut block);
        chunk.iter_mut().zip(block).for_each(|(to, from)| *to ^= from);
    }
    out
}

/// SP 800-38D, word for word.
fn reference_gcm(key: &[u8; 16], nonce: &[u8; 12], aad: &[u8], data: &[u8]) -> (Vec<u8>, Block) {
    let cipher = reference(key);
    let mut hash_key = [0; 16].into();
    cipher.encrypt_block(&mut hash_key);
    let mut first = [0; 16];
    first[..12].copy_from_slice(nonce);
    first[15] = 1;
    let first = u128::from_be_bytes(first);
    let sealed = reference_ctr(&cipher, first + 1, data);
    let mut hash = GHash::new(&hash_key);
    hash.update_padded(aad);
    hash.update_padded(&sealed);
    let lengths = ((aad.len() as u128) << 67) | ((data.len() as u128) << 3);
    hash.update(&[lengths.to_be_bytes().into()]);
    let tag = u128::from_be_bytes(hash.finalize().into());
    let mask = reference_ctr(&cipher, first, &[0; 16]);
    (sealed, (tag ^ u128::from_be_bytes(mask.try_into().unwrap())).to_be_bytes())
}

fn each_backend(test: impl FnMut(Backend)) {
    Backend::all().for_each(test);
}

/// A kernel that is not found is not tested either.
#[test]
fn every_kernel_that_this_processor_can_run_is_found() {
    #[cfg(target_arch = "x86_64")]
    let kernels = {
        let ssse3 = std::is_x86_feature_detected!("ssse3")
            && std::is_x86_feature_detected!("aes")
            && std::is_x86_feature_detected!("pclmulqdq");
        let avx2 = ssse3 && std::is_x86_feature_detected!("avx2");
        let vaes = avx2
            && std::is_x86_feature_detected!("vaes")
            && std::is_x86_feature_detected!("vpclmulqdq");
        let gfni = avx2
            && std::is_x86_feature_detected!("gfni")
            && std::is_x86_feature_detected!("vpclmulqdq");
        let avx512 = gfni && std::is_x86_feature_detected!("avx512vl");
        [("avx512", avx512), ("gfni", gfni), ("vaes", vaes), ("avx2", avx2), ("ssse3", ssse3)]
    };
    #[cfg(target_arch = "aarch64")]
    let kernels = {
        let neon = std::arch::is_aarch64_feature_detected!("aes");
        let sm4e = neon && std::arch::is_aarch64_feature_detected!("sm4");
        [("sm4e", sm4e), ("neon", neon)]
    };
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    let kernels = [("portable", true); 0];
    let expected = kernels.into_iter().filter(|(_, here)| *here).map(|(name, _)| name);
    let found = Backend::all().map(Backend::name);
    assert!(found.eq(expected.chain(["portable"])));
}

#[test]
fn every_backend_encrypts_and_decrypts_blocks_as_the_reference() {
    let mut bytes = Bytes(1);
    each_backend(|backend| {
        for key in keys(&mut bytes) {
            let forward = RoundKeys::with_backend(backend, &Key::from_bytes(&key), false);
            let inverse = RoundKeys::with_backend(backend, &Key::from_bytes(&key), true);
            for count in (0..=50).chain([71, 72, 73, 100]) {
                let plain = bytes.vec(16 * count);
                let mut expected = plain.clone();
                for block in expected.as_chunks_mut::<16>().0 {
                    reference(&key).encrypt_block(block.into());
                }
                let mut data = plain.clone();
                forward.encrypt_blocks(data.as_chunks_mut().0);
                assert_eq!(data, expected, "{} {count}", backend.name());
                inverse.encrypt_blocks(data.as_chunks_mut().0);
                assert_eq!(data, plain, "{} {count}", backend.name());
            }
        }
    });
}

#[test]
fn every_backend_decrypts_cbc_as_the_reference() {
    let mut bytes = Bytes(2);
    each_backend(|backend| {
        for key in keys(&mut bytes) {
            let inverse = RoundKeys::with_backend(backend, &Key::from_bytes(&key), true);
            for count in (0..=50).chain([71, 72, 73, 100]) {
                let iv = bytes.array::<16>();
                let sealed = bytes.vec(16 * count);
                let (mut chain, mut data) = (iv, sealed.clone());
                inverse.cbc_decrypt(&mut chain, data.as_chunks_mut().0);
                let mut before = iv;
                for (plain, block) in data.as_chunks::<16>().0.iter().zip(sealed.as_chunks().0) {
                    let mut expected = (*block).into();
                    reference(&key).decrypt_block(&mut expected);
                    expected.iter_mut().zip(before).for_each(|(to, from)| *to ^= from);
                    assert_eq!(plain, expected.as_slice(), "{} {count}", backend.name());
                    before = *block;
                }
                assert_eq!(chain, before);
            }
        }
    });
}

#[test]
fn every_backend_counts_as_the_reference() {
    let mut bytes = Bytes(3);
    // Carries out of 32, 64 and 128 bits, at each place of a group.
    let mut starts = std::vec![0, u128::MAX, u128::from(u32::MAX), u128::from(u64::MAX)];
    starts.extend([1, 2, 7, 8, 23, 24, 25].map(|i| u128::MAX - i));
    starts.extend([1, 2, 7, 8, 23, 24, 25].map(|i| (0xabcd << 32) + u128::from(u32::MAX) - i));
    each_backend(|backend| {
        let key = bytes.array::<16>();
        let keys = RoundKeys::with_backend(backend, &Key::from_bytes(&key), false);
        for len in lengths() {
            let start = starts[len % starts.len()];
            // Unaligned by every amount.
            let mut place = bytes.vec(len + len % 32);
            let data = &mut place[len % 32..];
            let expected = reference_ctr(&reference(&key), start, data);
            let mut counter = start.to_be_bytes();
            let last = keys.ctr(&mut counter, data);
            assert_eq!(data, expected, "{} {len}", backend.name());
            let blocks = len.div_ceil(16) as u128;
            assert_eq!(u128::from_be_bytes(counter), start.wrapping_add(blocks));
            if len % 16 != 0 {
                let stream =
                    reference_ctr(&reference(&key), start.wrapping_add(blocks - 1), &[0; 16]);
                assert_eq!(last.as_slice(), stream, "{} {len}", backend.name());
            }
        }
    });
}

#[test]
fn every_backend_hashes_as_the_reference() {
    let mut bytes = Bytes(4);
    each_backend(|backend| {
        for key in keys(&mut bytes) {
            for len in lengths().filter(|len| len % 5 == 0 || *len < 40) {
                let data = bytes.vec(len);
                let mut expected = GHash::new(&key.into());
                let mut hash = Ghash::new(backend, &key);
                for part in data.chunks(16 * (len % 17 + 1)) {
                    expected.update_padded(part);
                    hash.update_padded(part);
                }
                let expected: Block = expected.finalize().into();
                assert_eq!(hash.finish(), expected, "{} {len}", backend.name());
            }
        }
    });
}

#[test]
fn every_backend_seals_and_opens_as_the_reference() {
    let mut bytes = Bytes(5);
    each_backend(|backend| {
        for len in lengths() {
            let key = bytes.array::<16>();
            let gcm = Sm4Gcm::with_backend(backend, &Key::from_bytes(&key));
            let nonce = bytes.array::<12>();
            let aad = bytes.vec(len * 7 % 300);
            let mut place = bytes.vec(len + len % 32);
            let data = &mut place[len % 32..];
            let plain = data.to_vec();
            let (expected, expected_tag) = reference_gcm(&key, &nonce, &aad, data);
            let tag = gcm.seal_in_place(Nonce::from(nonce), &aad, data).unwrap();
            assert_eq!(data, expected, "{} {len}", backend.name());
            assert_eq!(tag, expected_tag, "{} {len}", backend.name());

            let mut wrong = tag;
            wrong[len % 16] ^= 1 << (len % 8);
            gcm.open_in_place(Nonce::from(nonce), &aad, data, &wrong).unwrap_err();
            assert_eq!(data, expected, "left as it was: {} {len}", backend.name());
            let opened = gcm.open_in_place(Nonce::from(nonce), &aad, data, &tag);
            assert_eq!(opened, Ok(()), "{} {len}", backend.name());
            assert_eq!(data, plain, "{} {len}", backend.name());

            let (key, once) = (Key::from_bytes(&key), Nonce::from(nonce));
            let tag = crypt_once(backend, Mode::Open, &key, &once, &aad, &mut expected.clone());
            assert_eq!(tag, expected_tag, "once: {} {len}", backend.name());
            let mut sealed = plain.clone();
            let tag = crypt_once(backend, Mode::Seal, &key, &once, &aad, &mut sealed);
            assert_eq!(tag, expected_tag, "once: {} {len}", backend.name());
            assert_eq!(sealed, expected, "once: {} {len}", backend.name());
            crypt_once(backend, Mode::Open, &key, &once, &aad, &mut sealed);
            assert_eq!(sealed, plain, "once: {} {len}", backend.name());

            let mut sealer = gcm.sealer(Nonce::from(nonce), &aad).unwrap();
            for part in data.chunks_mut(len % 61 + 1) {
                sealer.update(part).unwrap();
            }
            assert_eq!(data, expected, "in pieces: {} {len}", backend.name());
            assert_eq!(sealer.finish(), expected_tag, "in pieces: {} {len}", backend.name());
        }
    });
}

#[test]
fn changed_additional_data_or_ciphertext_is_refused_by_every_backend() {
    each_backend(|backend| {
        let gcm = Sm4Gcm::with_backend(backend, &Key::from_bytes(&[3; 16]));
        for len in [1, 16, 100, 384, 1000] {
            let mut data = std::vec![9; len];
            let tag = gcm.seal_in_place([1; 12], b"aad", &mut data).unwrap();
            for at in 0..len {
                let mut changed = data.clone();
                changed[at] ^= 0x10;
                let before = changed.clone();
                gcm.open_in_place([1; 12], b"aad", &mut changed, &tag).unwrap_err();
                assert_eq!(changed, before, "{} {len} {at}", backend.name());
            }
            gcm.open_in_place([1; 12], b"aae", &mut data, &tag).unwrap_err();
            gcm.open_in_place([2; 12], b"aad", &mut data, &tag).unwrap_err();
            gcm.open_in_place([1; 12], b"aad", &mut data, &tag).unwrap();
        }
    });
}

#[test]
fn message_under_its_own_key_is_refused_and_left_as_it_was() {
    let key = Key::from_bytes(&[3; 16]);
    for len in [0, 1, 96, 97] {
        let plain = std::vec![9; len];
        let mut data = plain.clone();
        let tag = gcm::seal_once(&key, [1; 12], b"aad", &mut data).unwrap();
        let sealed = data.clone();
        for (nonce, aad) in [([1; 12], b"aae"), ([2; 12], b"aad")] {
            gcm::open_once(&key, nonce, aad, &mut data, &tag).unwrap_err();
            assert_eq!(data, sealed);
        }
        gcm::open_once(&key, [1; 12], b"aad", &mut data, &tag).unwrap();
        assert_eq!(data, plain);
    }
}
