//! SM4-CMAC (GB/T 15852.1, RFC 4493): authentication of messages under a block cipher's key.

use super::{BLOCK_LEN, Block, KEY_LEN, Key, TAG_LEN, cipher::RoundKeys};
use crate::{Error, Result, block_buffer::BlockBuffer, publish};
use core::fmt;
use digest::{
    FixedOutput, KeyInit, MacMarker, Output, OutputSizeUser, Update, common::KeySizeUser,
    consts::U16,
};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// The code of the concatenation of `parts` under `key`.
pub fn mac(key: &Key, parts: &[&[u8]]) -> [u8; TAG_LEN] {
    let mut mac = Sm4Cmac::from_key(key);
    for part in parts {
        mac.update(part);
    }
    mac.finish()
}

/// Checks a whole code of 16 bytes, in constant time.
///
/// # Errors
/// [`Error::InvalidSignature`] when `tag` is not the code of `parts` under `key`.
pub fn verify(key: &Key, parts: &[&[u8]], tag: &[u8]) -> Result<()> {
    // PUBLISHED: whether the tag matches, as the result says.
    if publish(bool::from(mac(key, parts).as_slice().ct_eq(tag))) {
        Ok(())
    } else {
        Err(Error::InvalidSignature)
    }
}

/// A code in the making, for data that comes in pieces; wiped on drop.
///
/// Implements `digest::Mac`.
#[derive(Clone)]
pub struct Sm4Cmac {
    cipher: RoundKeys,
    state: Zeroizing<Block>,
    buffer: BlockBuffer<BLOCK_LEN>,
}

impl Sm4Cmac {
    /// Starts a code under `key`.
    pub fn from_key(key: &Key) -> Self {
        Self {
            cipher: RoundKeys::new(key),
            state: Zeroizing::default(),
            buffer: BlockBuffer::default(),
        }
    }

    /// Takes in the next piece.
    pub fn update(&mut self, data: &[u8]) {
        let Self { cipher, state, buffer } = self;
        buffer.absorb_but_last(data, |blocks| {
            for block in blocks {
                state.iter_mut().zip(block).for_each(|(to, from)| *to ^= *from);
                cipher.encrypt(state);
            }
        });
    }

    /// The code of all that was taken in.
    pub fn finish(mut self) -> [u8; TAG_LEN] {
        // Sub-keys (RFC 4493 2.3): for a last block that is whole, and for one that is padded.
        let mut subkey = Zeroizing::new([0_u8; BLOCK_LEN]);
        self.cipher.encrypt(&mut subkey);
        let mut subkey = doubled(&subkey);
        let mut last = Zeroizing::new([0_u8; BLOCK_LEN]);
        let pending = self.buffer.pending();
        last.iter_mut().zip(pending).for_each(|(to, from)| *to = *from);
        if let Some(end) = last.get_mut(pending.len()) {
            *end = 0x80;
            subkey = doubled(&subkey);
        }
        for ((to, block), key) in self.state.iter_mut().zip(last.iter()).zip(subkey.iter()) {
            *to ^= *block ^ *key;
        }
        self.cipher.encrypt(&mut self.state);
        *self.state
    }
}

/// Multiplies by x in the field of RFC 4493, without a branch on the value.
fn doubled(block: &Block) -> Zeroizing<Block> {
    let value = u128::from_be_bytes(*block);
    let reduction = (value >> 127).wrapping_neg() & 0x87;
    Zeroizing::new(((value << 1) ^ reduction).to_be_bytes())
}

impl fmt::Debug for Sm4Cmac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sm4Cmac { .. }")
    }
}

impl KeySizeUser for Sm4Cmac {
    type KeySize = U16;
}

impl KeyInit for Sm4Cmac {
    fn new(key: &digest::Key<Self>) -> Self {
        let bytes: &[u8; KEY_LEN] = key.as_ref();
        Self::from_key(&Key::from_bytes(bytes))
    }
}

impl MacMarker for Sm4Cmac {}

impl OutputSizeUser for Sm4Cmac {
    type OutputSize = U16;
}

impl Update for Sm4Cmac {
    fn update(&mut self, data: &[u8]) {
        Self::update(self, data);
    }
}

impl FixedOutput for Sm4Cmac {
    fn finalize_into(self, out: &mut Output<Self>) {
        out.copy_from_slice(&self.finish());
    }
}
