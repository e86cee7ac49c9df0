//! Four words in a vector of SSE2, which is part of x86-64.
#![allow(unsafe_code, reason = "a kernel: vector intrinsics")]

use core::arch::x86_64::{
    __m128i, _mm_add_epi32, _mm_and_si128, _mm_loadu_si128, _mm_or_si128, _mm_set1_epi32,
    _mm_slli_epi32, _mm_srli_epi32, _mm_storeu_si128, _mm_xor_si128,
};

pub(super) type Word = __m128i;

/// Calls an intrinsic of the baseline.
macro_rules! baseline {
    ($call:expr) => {
        // SAFETY: every x86-64 has SSE2.
        unsafe { $call }
    };
}

#[inline]
pub(super) fn add(x: Word, y: Word) -> Word {
    baseline!(_mm_add_epi32(x, y))
}

#[inline]
pub(super) fn and(x: Word, y: Word) -> Word {
    baseline!(_mm_and_si128(x, y))
}

#[inline]
pub(super) fn xor(x: Word, y: Word) -> Word {
    baseline!(_mm_xor_si128(x, y))
}

#[inline]
pub(super) fn rotate<const LEFT: i32, const RIGHT: i32>(x: Word) -> Word {
    baseline!(_mm_or_si128(_mm_slli_epi32::<LEFT>(x), _mm_srli_epi32::<RIGHT>(x)))
}

#[inline]
pub(super) fn rotate8(x: Word) -> Word {
    rotate::<8, 24>(x)
}

#[inline]
pub(super) fn splat(constant: u32) -> Word {
    baseline!(_mm_set1_epi32(constant.cast_signed()))
}

#[inline]
pub(super) fn load(words: [u32; 4]) -> Word {
    // SAFETY: the array has 16 bytes; the load needs no alignment.
    unsafe { _mm_loadu_si128(words.as_ptr().cast()) }
}

#[inline]
pub(super) fn store(word: Word) -> [u32; 4] {
    let mut words = [0; 4];
    // SAFETY: the array has 16 bytes; the store needs no alignment.
    unsafe { _mm_storeu_si128(words.as_mut_ptr().cast(), word) };
    words
}
