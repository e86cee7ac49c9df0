//! Project Wycheproof's vectors of SM4-GCM, SM4-CCM and HMAC-SM3.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it ran"
)]

use wycheproof::{TestResult, aead, mac};
use yufu_sm::sm3;
use yufu_sm::sm4::{Key, Nonce, TAG_LEN, ccm::Sm4Ccm, gcm::Sm4Gcm};

type Seal = fn(&Key, Nonce, &[u8], &[u8]) -> yufu_sm::Result<Vec<u8>>;
type Open = fn(&Key, Nonce, &[u8], &[u8]) -> Option<Vec<u8>>;

/// Runs the vectors whose nonce and tag have the sizes of this crate's types, which make other
/// sizes impossible to ask for.
fn run_aead(name: aead::TestName, seal: Seal, open: Open) {
    let (mut ran, mut rejected, mut skipped) = (0, 0, 0);
    for group in aead::TestSet::load(name).unwrap().test_groups {
        for test in group.tests {
            let nonce = <[u8; 12]>::try_from(test.nonce.as_ref());
            let (Ok(key), Ok(nonce)) = (Key::from_slice(&test.key), nonce) else {
                skipped += 1;
                continue;
            };
            if test.result != TestResult::Invalid && test.tag.len() != TAG_LEN {
                skipped += 1;
                continue;
            }
            let nonce = Nonce::from_bytes(nonce);
            let sealed = [test.ct.as_ref(), test.tag.as_ref()].concat();
            let opened = open(&key, nonce, &test.aad, &sealed);
            if test.result == TestResult::Invalid {
                assert_eq!(opened, None, "{name:?} {}", test.tc_id);
                rejected += 1;
            } else {
                assert_eq!(opened.as_deref(), Some(test.pt.as_ref()), "{name:?} {}", test.tc_id);
                let again = seal(&key, nonce, &test.aad, &test.pt).unwrap();
                assert_eq!(again, sealed, "{name:?} {}", test.tc_id);
            }
            ran += 1;
        }
    }
    println!("{name:?}: {ran} ran, of which {rejected} had to be rejected; {skipped} skipped");
    assert!(ran > 0 && rejected > 0, "{name:?}: no vectors ran");
}

#[test]
fn sm4_gcm_vectors_hold() {
    run_aead(
        aead::TestName::Sm4Gcm,
        |key, nonce, aad, data| Sm4Gcm::new(key).seal(nonce, aad, data),
        |key, nonce, aad, data| Some(Sm4Gcm::new(key).open(nonce, aad, data).ok()?.to_vec()),
    );
}

#[test]
fn sm4_ccm_vectors_hold() {
    run_aead(
        aead::TestName::Sm4Ccm,
        |key, nonce, aad, data| Sm4Ccm::new(key).seal(nonce, aad, data),
        |key, nonce, aad, data| Some(Sm4Ccm::new(key).open(nonce, aad, data).ok()?.to_vec()),
    );
}

#[test]
fn hmac_sm3_vectors_hold() {
    let (mut ran, mut rejected) = (0, 0);
    for group in mac::TestSet::load(mac::TestName::HmacSm3).unwrap().test_groups {
        let size = group.tag_size / 8;
        for test in group.tests {
            let code = sm3::hmac(&test.key, &[&test.msg]);
            let matches = code[..size] == test.tag[..];
            assert_eq!(matches, test.result != TestResult::Invalid, "{}", test.tc_id);
            if size == sm3::DIGEST_LEN {
                let verified = sm3::hmac_verify(&test.key, &[&test.msg], &test.tag).is_ok();
                assert_eq!(verified, matches, "{}", test.tc_id);
            }
            ran += 1;
            rejected += usize::from(!matches);
        }
    }
    println!("HmacSm3: {ran} ran, of which {rejected} had to be rejected");
    assert!(ran > 0 && rejected > 0, "no vectors ran");
}
