//! Keys from keys and from passwords: HKDF (RFC 5869) and PBKDF2 (RFC 8018, GM/T 0091), both over
//! HMAC-SM3.

use crate::sm3::{DIGEST_LEN, HmacKey, LANES, hmac, state_bytes};
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
/// names. Each block goes into the next, so that they can't be made side by side.
///
/// # Errors
/// [`Error::InvalidLength`] when `out` is longer than 255 * 32 = 8160 bytes.
pub fn hkdf_expand(prk: &[u8; DIGEST_LEN], info: &[&[u8]], out: &mut [u8]) -> Result<()> {
    if out.len() > 255 * DIGEST_LEN {
        return Err(Error::InvalidLength);
    }
    let key = HmacKey::new(prk);
    let mut previous: Option<Zeroizing<[u8; DIGEST_LEN]>> = None;
    for (chunk, counter) in out.chunks_mut(DIGEST_LEN).zip(1..=u8::MAX) {
        let before = previous.as_ref().map_or(&[][..], |block| block.as_slice());
        let parts = [before].into_iter().chain(info.iter().copied());
        let block = key.mac_chain(parts.chain([&[counter][..]]));
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
    let key = HmacKey::new(password);
    let mut number = 0_u32;
    for group in out.chunks_mut(LANES * DIGEST_LEN) {
        let mut codes = Zeroizing::new([[0_u32; 8]; LANES]);
        let blocks = group.len().div_ceil(DIGEST_LEN);
        for code in codes.iter_mut().take(blocks) {
            number = number.checked_add(1).ok_or(Error::InvalidLength)?;
            let first = key.mac(&[salt, &number.to_be_bytes()]);
            for (word, bytes) in code.iter_mut().zip(first.as_chunks().0) {
                *word = u32::from_be_bytes(*bytes);
            }
        }
        if blocks < 3 {
            codes.iter_mut().take(blocks).for_each(|code| iterate(&key, code, iterations));
        } else {
            iterate_lanes(&key, &mut codes, iterations);
        }
        for (chunk, code) in group.chunks_mut(DIGEST_LEN).zip(codes.iter()) {
            let bytes = Zeroizing::new(state_bytes(code));
            chunk.iter_mut().zip(bytes.iter()).for_each(|(to, from)| *to = *from);
        }
    }
    Ok(())
}

/// Replaces the first code of a block by the sum of all.
fn iterate(key: &HmacKey, sum: &mut [u32; 8], iterations: u32) {
    let mut code = Zeroizing::new(*sum);
    for _ in 1..iterations {
        key.iterate(&mut code);
        sum.iter_mut().zip(code.iter()).for_each(|(sum, word)| *sum ^= *word);
    }
}

/// The same for eight blocks side by side, which takes little more time than two.
fn iterate_lanes(key: &HmacKey, sums: &mut [[u32; 8]; LANES], iterations: u32) {
    let mut total = Zeroizing::new(transposed(sums));
    let mut codes = total.clone();
    for _ in 1..iterations {
        key.iterate_lanes(&mut codes);
        let sums = total.as_flattened_mut().iter_mut();
        sums.zip(codes.as_flattened()).for_each(|(sum, word)| *sum ^= *word);
    }
    *sums = transposed(&total);
}

/// Rows as columns: from codes side by side to lanes, and back.
fn transposed(rows: &[[u32; 8]; 8]) -> [[u32; 8]; 8] {
    let mut columns = [[0; 8]; 8];
    for (index, row) in rows.iter().enumerate() {
        for (column, word) in columns.iter_mut().zip(row) {
            column.iter_mut().skip(index).take(1).for_each(|place| *place = *word);
        }
    }
    columns
}
