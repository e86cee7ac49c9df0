//! Eight lanes in the vectors of AVX2.
#![allow(unsafe_code, reason = "a kernel: vector intrinsics")]

use super::{BLOCK_LEN, LANES, Words};
use crate::sm3::rounds::define_rounds;
use core::arch::x86_64::{
    __m256i, _mm256_add_epi32, _mm256_and_si256, _mm256_loadu_si256, _mm256_or_si256,
    _mm256_permute2x128_si256, _mm256_set_epi8, _mm256_set1_epi32, _mm256_setzero_si256,
    _mm256_shuffle_epi8, _mm256_slli_epi32, _mm256_srli_epi32, _mm256_storeu_si256,
    _mm256_unpackhi_epi32, _mm256_unpackhi_epi64, _mm256_unpacklo_epi32, _mm256_unpacklo_epi64,
    _mm256_xor_si256,
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

    pub(super) fn compress_blocks(self, states: &mut Words<8>, blocks: &[&[u8; BLOCK_LEN]; LANES]) {
        // SAFETY: an `Avx2` exists only where `detect` found the feature.
        unsafe { compress_blocks(states, blocks) }
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

#[target_feature(enable = "avx2")]
#[inline]
fn p0(x: Word) -> Word {
    xor(x, rotate::<9, 23>(xor(x, rotate8(x))))
}

#[target_feature(enable = "avx2")]
#[inline]
fn p1(x: Word) -> Word {
    xor(x, rotate::<15, 17>(xor(x, rotate8(x))))
}

define_rounds!(target_feature(enable = "avx2"));

#[target_feature(enable = "avx2")]
#[inline(never)]
fn compress(states: &mut Words<8>, words: &Words<16>) {
    let mut w = [_mm256_setzero_si256(); 16];
    for (vector, lanes) in w.iter_mut().zip(words) {
        *vector = load(lanes);
    }
    run(states, &mut w);
}

#[target_feature(enable = "avx2")]
#[inline(never)]
fn compress_blocks(states: &mut Words<8>, blocks: &[&[u8; BLOCK_LEN]; LANES]) {
    let mut w = [_mm256_setzero_si256(); 16];
    let (first, last) = w.split_at_mut(8);
    for (half, words) in [first, last].into_iter().enumerate() {
        let mut rows = [_mm256_setzero_si256(); 8];
        for (row, block) in rows.iter_mut().zip(blocks) {
            if let Some(bytes) = block.as_chunks().0.get(half) {
                *row = big_endian(bytes);
            }
        }
        words.copy_from_slice(&transposed(rows));
    }
    run(states, &mut w);
}

/// Eight words, most significant byte first.
#[target_feature(enable = "avx2")]
#[inline]
#[rustfmt::skip]
fn big_endian(bytes: &[u8; 32]) -> Word {
    // SAFETY: the array has 32 bytes; the load needs no alignment.
    let bytes = unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) };
    _mm256_shuffle_epi8(bytes, _mm256_set_epi8(
        12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3,
        12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3,
    ))
}

/// Rows as columns: words of one message as one word of each. Pairs of rows are interleaved by
/// words, pairs of those by two words, and halves swapped.
#[target_feature(enable = "avx2")]
#[inline]
fn transposed([r0, r1, r2, r3, r4, r5, r6, r7]: [Word; 8]) -> [Word; 8] {
    let [a0, a1, a2, a3] = four_columns(r0, r1, r2, r3);
    let [b0, b1, b2, b3] = four_columns(r4, r5, r6, r7);
    [
        _mm256_permute2x128_si256::<0x20>(a0, b0),
        _mm256_permute2x128_si256::<0x20>(a1, b1),
        _mm256_permute2x128_si256::<0x20>(a2, b2),
        _mm256_permute2x128_si256::<0x20>(a3, b3),
        _mm256_permute2x128_si256::<0x31>(a0, b0),
        _mm256_permute2x128_si256::<0x31>(a1, b1),
        _mm256_permute2x128_si256::<0x31>(a2, b2),
        _mm256_permute2x128_si256::<0x31>(a3, b3),
    ]
}

/// Rows as columns, in each half.
#[target_feature(enable = "avx2")]
#[inline]
fn four_columns(r0: Word, r1: Word, r2: Word, r3: Word) -> [Word; 4] {
    let (a, b) = (_mm256_unpacklo_epi32(r0, r1), _mm256_unpackhi_epi32(r0, r1));
    let (c, d) = (_mm256_unpacklo_epi32(r2, r3), _mm256_unpackhi_epi32(r2, r3));
    [
        _mm256_unpacklo_epi64(a, c),
        _mm256_unpackhi_epi64(a, c),
        _mm256_unpacklo_epi64(b, d),
        _mm256_unpackhi_epi64(b, d),
    ]
}

#[target_feature(enable = "avx2")]
#[inline]
fn run(states: &mut Words<8>, w: &mut [Word; 16]) {
    let mut state = [_mm256_setzero_si256(); 8];
    for (vector, lanes) in state.iter_mut().zip(states.iter()) {
        *vector = load(lanes);
    }
    rounds(&mut state, w);
    for (lanes, vector) in states.iter_mut().zip(state) {
        store(lanes, vector);
    }
    // The expanded message may be a secret.
    *w = [_mm256_setzero_si256(); 16];
    zeroize::optimization_barrier(w);
}
