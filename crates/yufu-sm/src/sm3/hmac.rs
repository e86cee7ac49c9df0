//! HMAC-SM3 (GB/T 15852.2, RFC 2104).

use super::compress::{INITIAL, compress};
use super::lanes::{LANES, Words, compress_lanes};
use super::{BLOCK_LEN, DIGEST_LEN, Sm3, finish, hash, state_bytes};
use crate::{Error, Result, publish, wipe};
use core::fmt;
use digest::{
    FixedOutput, InvalidLength, Key, KeyInit, MacMarker, Output, OutputSizeUser, Update,
    common::KeySizeUser,
    consts::{U32, U64},
};
use subtle::ConstantTimeEq as _;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// Bits of a pad and a digest.
const KEYED_DIGEST_BITS: u32 = 96 * 8;

/// The authentication code of the concatenation of `parts` under `key`.
///
/// A key may have any length; one of 32 bytes or more from a random source is a sound key.
pub fn hmac(key: &[u8], parts: &[&[u8]]) -> Zeroizing<[u8; DIGEST_LEN]> {
    HmacKey::new(key).mac(parts)
}

/// Checks a whole code of 32 bytes, in constant time.
///
/// # Errors
/// [`Error::InvalidSignature`] when `tag` is not the code of `parts` under `key`.
pub fn hmac_verify(key: &[u8], parts: &[&[u8]], tag: &[u8]) -> Result<()> {
    // PUBLISHED: whether the tag matches, as the result says.
    if publish(bool::from(hmac(key, parts).as_slice().ct_eq(tag))) {
        Ok(())
    } else {
        Err(Error::InvalidSignature)
    }
}

/// A key that many codes are made with: its two hash states, computed once. Wiped on drop.
///
/// ```
/// use yufu_sm::sm3::{HmacKey, hmac};
///
/// let key = HmacKey::new(b"a key");
/// assert_eq!(key.mac(&[b"message"]), hmac(b"a key", &[b"message"]));
/// ```
#[derive(Clone, ZeroizeOnDrop)]
pub struct HmacKey {
    /// The state after the key with the inner pad.
    inner: [u32; 8],
    /// The state after the key with the outer pad.
    outer: [u32; 8],
}

impl HmacKey {
    /// The key of zeros, of any length, which HMAC_DRBG starts with.
    pub(crate) const ZEROS: Self = Self {
        inner: [
            0x8c85_4854,
            0xf66e_47eb,
            0x0538_ea9e,
            0x5958_a85f,
            0x4d78_9aef,
            0xe8cb_b135,
            0xb188_26ca,
            0xf696_d872,
        ],
        outer: [
            0x69f2_3db2,
            0xb0ef_d84c,
            0x7dc1_32e0,
            0x2855_d81f,
            0x4353_9464,
            0x96af_80b2,
            0x91cf_7b06,
            0x4382_0bbd,
        ],
    };

    /// Prepares a key, which may have any length.
    ///
    /// As HMAC has it, a key of less than 64 bytes is the same key with zeros behind it.
    pub fn new(key: &[u8]) -> Self {
        let mut block = [0_u8; BLOCK_LEN];
        if key.len() > BLOCK_LEN {
            let mut short = hash(key);
            block.iter_mut().zip(short).for_each(|(to, from)| *to = from);
            wipe::array(&mut short);
        } else if let Some(place) = block.get_mut(..key.len()) {
            place.copy_from_slice(key);
        }
        let mut keyed = |pad: u8| {
            block.iter_mut().for_each(|byte| *byte ^= pad);
            let mut state = INITIAL;
            compress(&mut state, core::slice::from_ref(&block));
            trace_secret!("hmac.state", &state_bytes(&state));
            state
        };
        let inner = keyed(0x36);
        // The block already carries the inner pad.
        let outer = keyed(0x36 ^ 0x5c);
        wipe::array(&mut block);
        Self { inner, outer }
    }

    /// The code of the concatenation of `parts`.
    pub fn mac(&self, parts: &[&[u8]]) -> Zeroizing<[u8; DIGEST_LEN]> {
        let [message] = parts else {
            return self.mac_chain(parts.iter().copied());
        };
        let mut code = Zeroizing::new(self.inner);
        finish(&mut code, message, BLOCK_LEN as u64);
        self.outer_code(&mut code)
    }

    /// The same for parts that come from anywhere.
    pub(crate) fn mac_chain<'p>(
        &self,
        parts: impl IntoIterator<Item = &'p [u8]>,
    ) -> Zeroizing<[u8; DIGEST_LEN]> {
        let mut inner = self.start();
        parts.into_iter().for_each(|part| inner.update(part));
        self.finish(&mut inner)
    }

    /// Replaces 32 bytes, as words, by their code: a step of PBKDF2 and of the generator.
    pub(crate) fn iterate(&self, code: &mut [u32; 8]) {
        absorb_digest(&self.inner, code);
        absorb_digest(&self.outer, code);
    }

    /// The same for eight codes.
    pub(crate) fn iterate_lanes(&self, codes: &mut Words<8>) {
        for start in [&self.inner, &self.outer] {
            let mut words = Zeroizing::new([[0; LANES]; 16]);
            let [digest @ .., end0, _, _, _, _, _, _, end7] = &mut *words;
            digest.iter_mut().zip(codes.iter()).for_each(|(to, from)| *to = *from);
            *end0 = [0x8000_0000; LANES];
            *end7 = [KEYED_DIGEST_BITS; LANES];
            *codes = start.map(|word| [word; LANES]);
            compress_lanes(codes, &words);
        }
    }

    /// The inner hash, at its start.
    fn start(&self) -> Sm3 {
        Sm3::resume(&self.inner, BLOCK_LEN as u64)
    }

    /// The outer hash over the inner one.
    fn finish(&self, inner: &mut Sm3) -> Zeroizing<[u8; DIGEST_LEN]> {
        self.outer_code(&mut Zeroizing::new(*inner.digest()))
    }

    /// The code whose inner digest this is.
    fn outer_code(&self, digest: &mut [u32; 8]) -> Zeroizing<[u8; DIGEST_LEN]> {
        absorb_digest(&self.outer, digest);
        Zeroizing::new(state_bytes(digest))
    }
}

/// Replaces a digest by the one that follows when it comes behind the block that led to `start`.
fn absorb_digest(start: &[u32; 8], digest: &mut [u32; 8]) {
    let mut words = [0; 16];
    let [from @ .., one, _, _, _, _, _, _, bits] = &mut words;
    (*from, *one, *bits) = (*digest, 0x8000_0000, KEYED_DIGEST_BITS);
    let mut block = words.map(u32::to_be_bytes);
    *digest = *start;
    compress(digest, block.as_flattened().as_chunks().0);
    wipe::array(&mut words);
    block.iter_mut().for_each(wipe::array);
}

impl fmt::Debug for HmacKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HmacKey { .. }")
    }
}

/// An authentication code in the making, for data that comes in pieces.
///
/// Implements `digest::Mac`. Holds hash states that stand for the key; they are wiped on drop.
#[derive(Clone, ZeroizeOnDrop)]
pub struct HmacSm3 {
    key: HmacKey,
    inner: Sm3,
}

impl HmacSm3 {
    /// Starts a code under `key`, which may have any length.
    pub fn from_key(key: &[u8]) -> Self {
        HmacKey::new(key).into()
    }

    /// Takes in the next piece.
    pub fn update(&mut self, data: &[u8]) {
        self.inner.update(data);
    }

    /// The code of all that was taken in.
    pub fn finish(mut self) -> Zeroizing<[u8; DIGEST_LEN]> {
        self.key.finish(&mut self.inner)
    }
}

impl From<HmacKey> for HmacSm3 {
    fn from(key: HmacKey) -> Self {
        let inner = key.start();
        Self { key, inner }
    }
}

impl fmt::Debug for HmacSm3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HmacSm3 { .. }")
    }
}

impl KeySizeUser for HmacSm3 {
    type KeySize = U64;
}

impl KeyInit for HmacSm3 {
    fn new(key: &Key<Self>) -> Self {
        Self::from_key(key)
    }

    fn new_from_slice(key: &[u8]) -> core::result::Result<Self, InvalidLength> {
        Ok(Self::from_key(key))
    }
}

impl MacMarker for HmacSm3 {}

impl OutputSizeUser for HmacSm3 {
    type OutputSize = U32;
}

impl Update for HmacSm3 {
    fn update(&mut self, data: &[u8]) {
        Self::update(self, data);
    }
}

impl FixedOutput for HmacSm3 {
    fn finalize_into(self, out: &mut Output<Self>) {
        out.copy_from_slice(self.finish().as_slice());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_of_zeros_is_what_it_says() {
        for length in [0, 32, 64] {
            let key = HmacKey::new(&[0; 64][..length]);
            assert_eq!((key.inner, key.outer), (HmacKey::ZEROS.inner, HmacKey::ZEROS.outer));
        }
    }
}
