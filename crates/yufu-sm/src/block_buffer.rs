//! Gathers bytes into whole blocks for the algorithms that work on blocks.

use crate::wipe;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Fewer than a block's worth of bytes waiting for more; wiped on drop.
#[derive(Clone)]
pub(crate) struct BlockBuffer<const N: usize> {
    bytes: [u8; N],
    /// How many of `bytes` are filled; at most `N`.
    filled: usize,
}

impl<const N: usize> Default for BlockBuffer<N> {
    fn default() -> Self {
        Self { bytes: [0; N], filled: 0 }
    }
}

impl<const N: usize> Zeroize for BlockBuffer<N> {
    fn zeroize(&mut self) {
        wipe::array(&mut self.bytes);
        self.filled.zeroize();
    }
}

impl<const N: usize> Drop for BlockBuffer<N> {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl<const N: usize> ZeroizeOnDrop for BlockBuffer<N> {}

impl<const N: usize> BlockBuffer<N> {
    /// Passes every complete block of what was kept and `data` to `process`, and keeps the rest:
    /// 0 to N-1 bytes.
    pub(crate) fn absorb(&mut self, mut data: &[u8], mut process: impl FnMut(&[[u8; N]])) {
        if self.filled > 0 {
            data = self.fill(data);
            if self.filled < N {
                return;
            }
            process(core::slice::from_ref(&self.bytes));
            self.filled = 0;
        }
        let (blocks, tail) = data.as_chunks::<N>();
        if !blocks.is_empty() {
            process(blocks);
        }
        self.fill(tail);
    }

    /// Like [`Self::absorb`], but always keeps the last block, also when it is complete: for
    /// algorithms that treat the last block differently. Keeps 1 to N bytes once any came.
    pub(crate) fn absorb_but_last(&mut self, mut data: &[u8], mut process: impl FnMut(&[[u8; N]])) {
        if self.filled > 0 {
            data = self.fill(data);
            if data.is_empty() {
                return;
            }
            process(core::slice::from_ref(&self.bytes));
            self.filled = 0;
        }
        let (blocks, tail) = data.as_chunks::<N>();
        match blocks.split_last() {
            Some((last, before)) if tail.is_empty() => {
                if !before.is_empty() {
                    process(before);
                }
                self.fill(last);
            }
            _ => {
                if !blocks.is_empty() {
                    process(blocks);
                }
                self.fill(tail);
            }
        }
    }

    /// Passes on what was kept, of fewer than N bytes, as the last block or two of a message: with
    /// a one bit, zeros, and `length` behind it.
    pub(crate) fn pad(&mut self, length: [u8; 8], mut process: impl FnMut(&[[u8; N]])) {
        if let Some((one, zeros)) =
            self.bytes.get_mut(self.filled..).and_then(<[u8]>::split_first_mut)
        {
            *one = 0x80;
            zeros.fill(0);
        }
        if self.filled + length.len() >= N {
            process(core::slice::from_ref(&self.bytes));
            self.bytes.fill(0);
        }
        if let Some(place) = self.bytes.last_chunk_mut() {
            *place = length;
        }
        process(core::slice::from_ref(&self.bytes));
        self.filled = 0;
    }

    /// The bytes that wait.
    pub(crate) fn pending(&self) -> &[u8] {
        self.bytes.get(..self.filled).unwrap_or_default()
    }

    /// Copies as much of `data` as fits and returns the rest.
    fn fill<'d>(&mut self, data: &'d [u8]) -> &'d [u8] {
        let free = self.bytes.get_mut(self.filled..).unwrap_or_default();
        let (head, rest) = data.split_at(free.len().min(data.len()));
        if let Some(place) = free.get_mut(..head.len()) {
            place.copy_from_slice(head);
        }
        self.filled += head.len();
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    fn pieces(split: usize, but_last: bool) -> (Vec<u8>, Vec<u8>) {
        let data: Vec<u8> = (0..40).collect();
        let mut buffer = BlockBuffer::<8>::default();
        let mut seen = Vec::new();
        for piece in data.chunks(split) {
            let process = |blocks: &[[u8; 8]]| seen.extend_from_slice(blocks.as_flattened());
            if but_last {
                buffer.absorb_but_last(piece, process);
            } else {
                buffer.absorb(piece, process);
            }
        }
        (seen, buffer.pending().to_vec())
    }

    #[test]
    fn any_split_gives_the_same_blocks() {
        let data: Vec<u8> = (0..40).collect();
        for split in 1..=40 {
            assert_eq!(pieces(split, false), (data.clone(), Vec::new()));
            assert_eq!(pieces(split, true), (data[..32].to_vec(), data[32..].to_vec()));
        }
    }
}
