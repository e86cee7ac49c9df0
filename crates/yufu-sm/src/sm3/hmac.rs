//! HMAC-SM3 (GB/T 15852.2, RFC 2104).

use super::{BLOCK_LEN, DIGEST_LEN, Sm3, hash};
use crate::{Error, Result};
use core::fmt;
use digest::{
    FixedOutput, InvalidLength, Key, KeyInit, MacMarker, Output, OutputSizeUser, Update,
    common::KeySizeUser,
    consts::{U32, U64},
};
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, ZeroizeOnDrop, Zeroizing};

/// The authentication code of the concatenation of `parts` under `key`.
///
/// A key may have any length; one of 32 bytes or more from a random source is a sound key.
pub fn hmac(key: &[u8], parts: &[&[u8]]) -> Zeroizing<[u8; DIGEST_LEN]> {
    let mut mac = HmacSm3::from_key(key);
    for part in parts {
        mac.update(part);
    }
    mac.finish()
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

/// An authentication code in the making, for data that comes in pieces.
///
/// Implements `digest::Mac`. Holds two hash states that stand for the key; both are wiped on drop.
#[derive(Clone, ZeroizeOnDrop)]
pub struct HmacSm3 {
    inner: Sm3,
    outer: Sm3,
}

impl HmacSm3 {
    /// Starts a code under `key`, which may have any length.
    ///
    /// As HMAC has it, a key of less than 64 bytes is the same key with zeros behind it.
    pub fn from_key(key: &[u8]) -> Self {
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
            let mut state = Sm3::new();
            state.update(block.as_slice());
            trace_secret!("hmac.state", &state.state_bytes());
            state
        };
        let inner = keyed(0x36);
        // The block already carries the inner pad.
        let outer = keyed(0x36 ^ 0x5c);
        Self { inner, outer }
    }

    /// Takes in the next piece.
    pub fn update(&mut self, data: &[u8]) {
        self.inner.update(data);
    }

    /// The code of all that was taken in.
    pub fn finish(mut self) -> Zeroizing<[u8; DIGEST_LEN]> {
        self.code()
    }

    fn code(&mut self) -> Zeroizing<[u8; DIGEST_LEN]> {
        let inner = Zeroizing::new(self.inner.digest());
        self.outer.update(inner.as_slice());
        Zeroizing::new(self.outer.digest())
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
    fn finalize_into(mut self, out: &mut Output<Self>) {
        out.copy_from_slice(self.code().as_slice());
    }
}
