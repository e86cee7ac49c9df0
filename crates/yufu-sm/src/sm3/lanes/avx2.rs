//! Eight lanes in the vectors of AVX2.
#![allow(unsafe_code, reason = "a kernel: vector intrinsics")]

use super::{LANES, Words};
use crate::sm3::rounds::define_rounds;
use core::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_and_si256, _mm256_loadu_si256, _mm256_or_si256,
    _mm256_set_epi8, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_shuffle_epi8,
    _mm256_slli_epi32, _mm256_srli_epi32, _mm256_storeu_si256, _mm256_xor_si256,
};

cpufeatures::new!(features, "avx2");

/// Proof that the processor has AVX2.
#[derive(Clone, Copy)]
pub(super) struct Avx2(());

impl Avx2 {
    pub(super) fn detect() -> Option<Self> {
        (permitted!(Wide) && features::get()).then_some(Self(()))
    }

    pub(super) fn compress(self, states: &mut Words<8>, words: &Words<16>) {
        // SAFETY: an `Avx2` exists only where `detect` found the feature.
        unsafe { compress(states, words) }
    }
}

type Word = __m256i;

#[target_feature(enable = "avx2")]
#[inline]
fn add(x: Word, y: Word) -> Word {
    _mm256_add_epi32(x, y)
}

#[target_feature(enable = "avx2")]
#[inline]
fn and(x: Word, y: Word) -> Word {
    _mm256_and_si256(x, y)
}

#[target_feature(enable = "avx2")]
#[inline]
fn xor(x: Word, y: Word) -> Word {
    _mm256_xor_si256(x, y)
}

#[target_feature(enable = "avx2")]
#[inline]
fn rotate<const LEFT: i32, const RIGHT: i32>(x: Word) -> Word {
    _mm256_or_si256(_mm256_slli_epi32::<LEFT>(x), _mm256_srli_epi32::<RIGHT>(x))
}

#[target_feature(enable = "avx2")]
#[inline]
#[rustfmt::skip]
fn rotate8(x: Word) -> Word {
    _mm256_shuffle_epi8(x, _mm256_set_epi8(
        14, 13, 12, 15, 10, 9, 8, 11, 6, 5, 4, 7, 2, 1, 0, 3,
        14, 13, 12, 15, 10, 9, 8, 11, 6, 5, 4, 7, 2, 1, 0, 3,
    ))
}

#[target_feature(enable = "avx2")]
#[inline]
fn splat(constant: u32) -> Word {
    _mm256_set1_epi32(constant.cast_signed())
}

#[target_feature(enable = "avx2")]
#[inline]
fn load(words: &[u32; LANES]) -> Word {
    // SAFETY: the array has 32 bytes; the load needs no alignment.
    unsafe { _mm256_loadu_si256(words.as_ptr().cast()) }
}

#[target_feature(enable = "avx2")]
#[inline]
fn store(words: &mut [u32; LANES], value: Word) {
    // SAFETY: the array has 32 bytes; the store needs no alignment.
    unsafe { _mm256_storeu_si256(words.as_mut_ptr().cast(), value) }
}

define_rounds!(target_feature(enable = "avx2"));

#[target_feature(enable = "avx2")]
#[inline(never)]
fn compress(states: &mut Words<8>, words: &Words<16>) {
    let mut state = [_mm256_setzero_si256(); 8];
    for (vector, lanes) in state.iter_mut().zip(states.iter()) {
        *vector = load(lanes);
    }
    let mut w = [_mm256_setzero_si256(); 16];
    for (vector, lanes) in w.iter_mut().zip(words) {
        *vector = load(lanes);
    }
    rounds(&mut state, &mut w);
    for (lanes, vector) in states.iter_mut().zip(state) {
        store(lanes, vector);
    }
    // The expanded message may be a secret.
    w = [_mm256_setzero_si256(); 16];
    zeroize::optimization_barrier(&w);
}
