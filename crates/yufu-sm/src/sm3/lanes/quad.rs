//! Four lanes, twice: in the vectors that every x86-64 (SSE2) and every 64-bit Arm (NEON) has,
//! elsewhere in arrays of four words.

#[cfg_attr(target_arch = "x86_64", path = "quad/sse2.rs")]
#[cfg_attr(target_arch = "aarch64", path = "quad/neon.rs")]
mod array;

use super::{LANES, Words};
use crate::sm3::rounds::define_rounds;
use array::{Word, add, and, load, rotate, rotate8, splat, store, xor};

#[inline]
fn p0(x: Word) -> Word {
    xor(x, rotate::<9, 23>(xor(x, rotate8(x))))
}

#[inline]
fn p1(x: Word) -> Word {
    xor(x, rotate::<15, 17>(xor(x, rotate8(x))))
}

define_rounds!();

pub(super) fn compress(states: &mut Words<8>, words: &Words<16>) {
    half::<0>(states, words);
    half::<4>(states, words);
}

/// Runs the four lanes from `FIRST` on.
fn half<const FIRST: usize>(states: &mut Words<8>, words: &Words<16>) {
    let mut state = states.each_ref().map(|lanes| load(four::<FIRST>(lanes)));
    let mut w = words.each_ref().map(|lanes| load(four::<FIRST>(lanes)));
    rounds(&mut state, &mut w);
    for (lanes, vector) in states.iter_mut().zip(state) {
        if let Some(place) = lanes.get_mut(FIRST..).and_then(<[u32]>::first_chunk_mut) {
            *place = store(vector);
        }
    }
    // The expanded message may be a secret.
    w = [splat(0); 16];
    zeroize::optimization_barrier(&w);
}

/// Four of the eight.
fn four<const FIRST: usize>(lanes: &[u32; LANES]) -> [u32; 4] {
    lanes.get(FIRST..).and_then(<[u32]>::first_chunk).copied().unwrap_or_default()
}
