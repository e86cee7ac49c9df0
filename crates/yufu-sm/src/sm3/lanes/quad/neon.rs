//! Four words in a vector of NEON, which every 64-bit Arm target of Rust's has.
#![allow(unsafe_code, reason = "a kernel: vector intrinsics")]

use core::arch::aarch64::{
    uint32x4_t, vaddq_u32, vandq_u32, vdupq_n_u32, veorq_u32, vld1q_u32, vshrq_n_u32, vsliq_n_u32,
    vst1q_u32,
};

pub(super) type Word = uint32x4_t;

/// Calls an intrinsic of the baseline.
macro_rules! baseline {
    ($call:expr) => {
        // SAFETY: Rust's 64-bit Arm targets have NEON.
        unsafe { $call }
    };
}

#[inline]
pub(super) fn add(x: Word, y: Word) -> Word {
    baseline!(vaddq_u32(x, y))
}

#[inline]
pub(super) fn and(x: Word, y: Word) -> Word {
    baseline!(vandq_u32(x, y))
}

#[inline]
pub(super) fn xor(x: Word, y: Word) -> Word {
    baseline!(veorq_u32(x, y))
}

/// A shift right, then a shift left that keeps the low bits of what it writes to.
#[inline]
pub(super) fn rotate<const LEFT: i32, const RIGHT: i32>(x: Word) -> Word {
    baseline!(vsliq_n_u32::<LEFT>(vshrq_n_u32::<RIGHT>(x), x))
}

#[inline]
pub(super) fn rotate8(x: Word) -> Word {
    rotate::<8, 24>(x)
}

#[inline]
pub(super) fn splat(constant: u32) -> Word {
    baseline!(vdupq_n_u32(constant))
}

#[inline]
pub(super) fn load(words: [u32; 4]) -> Word {
    // SAFETY: the array has the four words that are read.
    unsafe { vld1q_u32(words.as_ptr()) }
}

#[inline]
pub(super) fn store(word: Word) -> [u32; 4] {
    let mut words = [0; 4];
    // SAFETY: the array has the four words that are written.
    unsafe { vst1q_u32(words.as_mut_ptr(), word) };
    words
}
