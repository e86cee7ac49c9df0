//! SM3 (GB/T 32905): a hash of 32 bytes, and HMAC over it (GB/T 15852.2).

mod compress;
mod hmac;
mod lanes;
mod padding;
mod rounds;

use crate::{block_buffer::BlockBuffer, wipe};
use core::fmt;
use digest::{
    FixedOutput, FixedOutputReset, HashMarker, Output, OutputSizeUser, Reset, Update,
    block_api::{AlgorithmName, BlockSizeUser},
    consts::{U32, U64},
};
use zeroize::{Zeroize, ZeroizeOnDrop};

pub use hmac::{HmacKey, HmacSm3, hmac, hmac_verify};
pub(crate) use lanes::LANES;
pub use lanes::hash_many;

/// Bytes in a digest.
pub const DIGEST_LEN: usize = 32;
/// Bytes in a block of the compression function.
pub const BLOCK_LEN: usize = 64;

/// The digest of `data`.
///
/// ```
/// assert_eq!(yufu_sm::sm3::hash(b"abc")[..4], [0x66, 0xc7, 0xf0, 0xf4]);
/// ```
pub fn hash(data: &[u8]) -> [u8; DIGEST_LEN] {
    let mut state = compress::INITIAL;
    finish(&mut state, data, 0);
    let digest = state_bytes(&state);
    wipe::array(&mut state);
    digest
}

/// Runs `state` through the last bytes of a message, of which `before`, whole blocks, were taken
/// in, and through the padding.
fn finish(state: &mut [u32; 8], last: &[u8], before: u64) {
    let (blocks, tail) = last.as_chunks();
    let length = before.wrapping_add(last.len() as u64);
    // Written before the rest is compressed, so that no load waits for it.
    let end = padding::Padded::new(tail, length);
    if !blocks.is_empty() {
        compress::compress(state, blocks);
    }
    compress::compress(state, end.blocks());
}

/// The digest of the concatenation of `parts`.
pub fn hash_parts(parts: &[&[u8]]) -> [u8; DIGEST_LEN] {
    let mut state = Sm3::new();
    for part in parts {
        state.update(part);
    }
    state.finish()
}

/// A digest in the making, for data that comes in pieces.
///
/// Implements the traits of the crate `digest`; the inherent methods serve callers without them.
/// Wiped on drop, since what it hashes may be secret. GB/T 32905 limits a message to 2^64-1 bits:
/// no input that a machine can feed reaches it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Sm3 {
    state: [u32; 8],
    buffer: BlockBuffer<BLOCK_LEN>,
    /// Bytes taken in so far.
    length: u64,
}

impl Sm3 {
    /// A digest over nothing yet.
    pub fn new() -> Self {
        Self::resume(&compress::INITIAL, 0)
    }

    /// A digest whose first `length` bytes, whole blocks, led to `state`.
    fn resume(state: &[u32; 8], length: u64) -> Self {
        Self { state: *state, buffer: BlockBuffer::default(), length }
    }

    /// Takes in the next piece.
    pub fn update(&mut self, data: &[u8]) {
        self.length = self.length.wrapping_add(data.len() as u64);
        let state = &mut self.state;
        self.buffer.absorb(data, |blocks| compress::compress(state, blocks));
    }

    /// The digest of all that was taken in.
    pub fn finish(mut self) -> [u8; DIGEST_LEN] {
        state_bytes(self.digest())
    }

    /// Pads (GB/T 32905 5.2), and gives the last state.
    fn digest(&mut self) -> &[u32; 8] {
        let bits = self.length.wrapping_mul(8).to_be_bytes();
        let state = &mut self.state;
        self.buffer.pad(bits, |blocks| compress::compress(state, blocks));
        state
    }
}

/// A state as bytes, most significant first.
pub(crate) fn state_bytes(state: &[u32; 8]) -> [u8; DIGEST_LEN] {
    let mut bytes = [0; DIGEST_LEN];
    for (to, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(state) {
        *to = word.to_be_bytes();
    }
    bytes
}

impl Default for Sm3 {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Sm3 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sm3 { .. }")
    }
}

impl HashMarker for Sm3 {}

impl OutputSizeUser for Sm3 {
    type OutputSize = U32;
}

impl BlockSizeUser for Sm3 {
    type BlockSize = U64;
}

impl AlgorithmName for Sm3 {
    fn write_alg_name(f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sm3")
    }
}

impl Update for Sm3 {
    fn update(&mut self, data: &[u8]) {
        Self::update(self, data);
    }
}

impl Reset for Sm3 {
    fn reset(&mut self) {
        *self = Self::new();
    }
}

impl FixedOutput for Sm3 {
    fn finalize_into(mut self, out: &mut Output<Self>) {
        out.copy_from_slice(&state_bytes(self.digest()));
    }
}

impl FixedOutputReset for Sm3 {
    fn finalize_into_reset(&mut self, out: &mut Output<Self>) {
        out.copy_from_slice(&state_bytes(self.digest()));
        self.reset();
    }
}
