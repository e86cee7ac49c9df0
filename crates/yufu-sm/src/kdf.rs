//! Keys from keys and from passwords: HKDF (RFC 5869) and PBKDF2 (RFC 8018, GM/T 0091), both over
//! HMAC-SM3.

use crate::sm3::{DIGEST_LEN, HmacSm3, hmac};
use crate::{Error, Result};
use zeroize::Zeroizing;

/// Fills `out` with keys derived from `ikm`: extract, then expand.
///
/// # Errors
/// [`Error::InvalidLength`] when more than 8160 bytes are asked for.
pub fn hkdf(salt: &[u8], ikm: &[u8], info: &[&[u8]], out: &mut [u8]) -> Result<()> {
    hkdf_expand(&hkdf_extract(salt, ikm), info, out)
}

/// HKDF-Extract: concentrates `ikm` into one key of 32 bytes.
///
/// An empty salt stands for 32 zeros, as the RFC says.
pub fn hkdf_extract(salt: &[u8], ikm: &[u8]) -> Zeroizing<[u8; DIGEST_LEN]> {
    hmac(salt, &[ikm])
}

/// HKDF-Expand: fills `out` with key material for the purpose that the concatenation of `info`
/// names.
///
/// # Errors
/// [`Error::InvalidLength`] when `out` is longer than 255 * 32 = 8160 bytes.
pub fn hkdf_expand(prk: &[u8; DIGEST_LEN], info: &[&[u8]], out: &mut [u8]) -> Result<()> {
    if out.len() > 255 * DIGEST_LEN {
        return Err(Error::InvalidLength);
    }
    let keyed = HmacSm3::from_key(prk);
    let mut previous: Option<Zeroizing<[u8; DIGEST_LEN]>> = None;
    for (chunk, counter) in out.chunks_mut(DIGEST_LEN).zip(1..=u8::MAX) {
        let mut mac = keyed.clone();
        if let Some(block) = &previous {
            mac.update(block.as_slice());
        }
        for part in info {
            mac.update(part);
        }
        mac.update(&[counter]);
        let block = mac.finish();
        chunk.iter_mut().zip(block.iter()).for_each(|(to, from)| *to = *from);
        previous = Some(block);
    }
    Ok(())
}

/// The least iteration count with which this crate encrypts a private key under a password.
pub const MIN_ITERATIONS: u32 = 10_000;
/// The iteration count that this crate uses unless told otherwise.
pub const DEFAULT_ITERATIONS: u32 = 200_000;

/// PBKDF2 with HMAC-SM3: fills `out` with key material derived from a password.
///
/// The function computes any count, because peers fix theirs. A new use should take at least
/// [`DEFAULT_ITERATIONS`] and a random salt of 16 bytes; [`MIN_ITERATIONS`] is a floor for slow
/// devices, above the 1000 of RFC 8018 4.2. No count protects a PIN of six digits.
///
/// # Errors
/// [`Error::InvalidIterations`] for a count of zero; [`Error::InvalidLength`] when `out` is longer
/// than (2^32-1) * 32 bytes.
pub fn pbkdf2(password: &[u8], salt: &[u8], iterations: u32, out: &mut [u8]) -> Result<()> {
    if iterations == 0 {
        return Err(Error::InvalidIterations);
    }
    let keyed = HmacSm3::from_key(password);
    for (index, chunk) in out.chunks_mut(DIGEST_LEN).enumerate() {
        let number = u32::try_from(index)
            .ok()
            .and_then(|index| index.checked_add(1))
            .ok_or(Error::InvalidLength)?;
        let mut first = keyed.clone();
        first.update(salt);
        first.update(&number.to_be_bytes());
        let mut block = first.finish();
        let mut sum = block.clone();
        for _ in 1..iterations {
            let mut mac = keyed.clone();
            mac.update(block.as_slice());
            block = mac.finish();
            sum.iter_mut().zip(block.iter()).for_each(|(to, from)| *to ^= *from);
        }
        chunk.iter_mut().zip(sum.iter()).for_each(|(to, from)| *to = *from);
    }
    Ok(())
}
