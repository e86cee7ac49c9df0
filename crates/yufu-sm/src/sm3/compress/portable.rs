//! The compression function in plain Rust.

use crate::sm3::rounds::define_rounds;
use zeroize::Zeroize as _;

type Word = u32;

fn add(x: Word, y: Word) -> Word {
    x.wrapping_add(y)
}

fn and(x: Word, y: Word) -> Word {
    x & y
}

fn xor(x: Word, y: Word) -> Word {
    x ^ y
}

/// Rotates left by `LEFT`; `RIGHT` is 32 - `LEFT`, which vectors need.
fn rotate<const LEFT: u32, const RIGHT: u32>(x: Word) -> Word {
    x.rotate_left(LEFT)
}

fn p0(x: Word) -> Word {
    x ^ x.rotate_left(9) ^ x.rotate_left(17)
}

fn p1(x: Word) -> Word {
    x ^ x.rotate_left(15) ^ x.rotate_left(23)
}

fn splat(constant: u32) -> Word {
    constant
}

define_rounds!();

/// Runs `state` through `blocks`, in order.
pub(super) fn compress(state: &mut [u32; 8], blocks: &[[u8; 64]]) {
    let mut words = [0; 16];
    for block in blocks {
        for (word, bytes) in words.iter_mut().zip(block.as_chunks::<4>().0) {
            *word = u32::from_be_bytes(*bytes);
        }
        rounds(state, &mut words);
    }
    words.zeroize();
}
