//! The end of a message, padded (GB/T 32905 5.2).

use super::BLOCK_LEN;
use crate::wipe;

/// The bytes after the last whole block, a one bit, zeros, and the length in bits: one block or
/// two. Wiped on drop.
pub(super) struct Padded {
    bytes: [[u8; BLOCK_LEN]; 2],
    count: usize,
}

impl Padded {
    /// Pads `tail`, of fewer than 64 bytes, of a message of `length` bytes.
    pub(super) fn new(tail: &[u8], length: u64) -> Self {
        let mut padded =
            Self { bytes: [[0; BLOCK_LEN]; 2], count: 1 + usize::from(tail.len() >= 56) };
        let bytes = padded.bytes.as_flattened_mut();
        if let Some((to, [one, ..])) = bytes.split_at_mut_checked(tail.len()) {
            to.copy_from_slice(tail);
            *one = 0x80;
        }
        let end = padded.count * BLOCK_LEN;
        if let Some(place) = bytes.get_mut(..end).and_then(<[u8]>::last_chunk_mut) {
            *place = length.wrapping_mul(8).to_be_bytes();
        }
        padded
    }

    pub(super) fn blocks(&self) -> &[[u8; BLOCK_LEN]] {
        self.bytes.get(..self.count).unwrap_or_default()
    }
}

impl Drop for Padded {
    fn drop(&mut self) {
        self.bytes.iter_mut().for_each(wipe::array);
    }
}
