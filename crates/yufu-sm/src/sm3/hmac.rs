//! HMAC-SM3 (GB/T 15852.2, RFC 2104).

use super::compress::{INITIAL, compress};
use super::lanes::{LANES, Words, compress_lanes};
use super::padding::Padded;
use super::{BLOCK_LEN, DIGEST_LEN, Sm3, hash, state_bytes};
use crate::{Error, Result};
use core::fmt;
use digest::{
    FixedOutput, InvalidLength, Key, KeyInit, MacMarker, Output, OutputSizeUser, Update,
    common::KeySizeUser,
    consts::{U32, U64},
};
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, ZeroizeOnDrop, Zeroizing};

/// Bytes of a pad and a digest.
const KEYED_DIGEST_LEN: u64 = 96;

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
    if bool::from(hmac(key, parts).as_slice().ct_eq(tag)) {
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
    /// Prepares a key, which may have any length.
    ///
    /// As HMAC has it, a key of less than 64 bytes is the same key with zeros behind it.
    pub fn new(key: &[u8]) -> Self {
        let mut block = Zeroizing::new([0_u8; BLOCK_LEN]);
        if key.len() > BLOCK_LEN {
            let mut short = hash(key);
            block.iter_mut().zip(short).for_each(|(to, from)| *to = from);
            short.zeroize();
        } else {
            block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
        }
        let mut keyed = |pad: u8| {
            block.iter_mut().for_each(|byte| *byte ^= pad);
            let mut state = INITIAL;
            compress(&mut state, core::slice::from_ref(&*block));
            trace_secret!("hmac.state", &state_bytes(&state));
            state
        };
        let inner = keyed(0x36);
        // The block already carries the inner pad.
        let outer = keyed(0x36 ^ 0x5c);
        Self { inner, outer }
    }

    /// The code of the concatenation of `parts`.
    pub fn mac(&self, parts: &[&[u8]]) -> Zeroizing<[u8; DIGEST_LEN]> {
        let mut inner = self.start();
        for part in parts {
            inner.update(part);
        }
        self.finish(&mut inner)
    }

    /// Replaces a code, as words, by the code of its 32 bytes: a step of PBKDF2.
    pub(crate) fn iterate(&self, code: &mut [u32; 8]) {
        for start in [&self.inner, &self.outer] {
            let end = Padded::new(&state_bytes(code), KEYED_DIGEST_LEN);
            *code = *start;
            compress(code, end.blocks());
        }
    }

    /// The same for eight codes.
    pub(crate) fn iterate_lanes(&self, codes: &mut Words<8>) {
        for start in [&self.inner, &self.outer] {
            let mut words = Zeroizing::new([[0; LANES]; 16]);
            let [digest @ .., end0, _, _, _, _, _, _, end7] = &mut *words;
            digest.iter_mut().zip(codes.iter()).for_each(|(to, from)| *to = *from);
            *end0 = [0x8000_0000; LANES];
            // 96 bytes, in bits.
            *end7 = [768; LANES];
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
        let digest = Zeroizing::new(inner.digest());
        let end = Padded::new(digest.as_slice(), KEYED_DIGEST_LEN);
        let mut outer = Zeroizing::new(self.outer);
        compress(&mut outer, end.blocks());
        Zeroizing::new(state_bytes(&outer))
    }
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
