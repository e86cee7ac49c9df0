//! x86-64 with AES, PCLMULQDQ and SSSE3, of 128 bits: a vector is two registers.

use super::clmul as ghash;
use super::{
    BLOCK_NUMBERS, Bytes, INPUT, KEY_CONSTANTS, KEY_FAMILY, Map, Message, Mode, OUTPUT, OUTPUTS,
    Operands, P, P_INVERSE, Powers, ROTATE, ROUND, ROUND_INVERSE, SCHEDULE, SWAP_WORDS, wipe,
};
use crate::sm4::Block;
use core::arch::x86_64::*;

type V = [__m128i; 2];

/// One chain fills the 16 registers.
const CHAINS: usize = 1;

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn load(bytes: &Bytes) -> V {
    let start = bytes.as_ptr().cast::<__m128i>();
    // SAFETY: 32 bytes are readable; the loads may be unaligned.
    unsafe { [_mm_loadu_si128(start), _mm_loadu_si128(start.add(1))] }
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn load_words(words: &[u32; 8]) -> V {
    let start = words.as_ptr().cast::<__m128i>();
    // SAFETY: 32 bytes are readable; the loads may be unaligned.
    unsafe { [_mm_loadu_si128(start), _mm_loadu_si128(start.add(1))] }
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn store(bytes: &mut Bytes, x: V) {
    let start = bytes.as_mut_ptr().cast::<__m128i>();
    // SAFETY: 32 bytes are writable; the stores may be unaligned.
    unsafe {
        _mm_storeu_si128(start, x[0]);
        _mm_storeu_si128(start.add(1), x[1]);
    }
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn store_words(words: &mut [u32; 8], x: V) {
    let start = words.as_mut_ptr().cast::<__m128i>();
    // SAFETY: 32 bytes are writable; the stores may be unaligned.
    unsafe {
        _mm_storeu_si128(start, x[0]);
        _mm_storeu_si128(start.add(1), x[1]);
    }
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn first_word(x: V) -> u32 {
    _mm_cvtsi128_si32(x[0]).cast_unsigned()
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn splat(word: u32) -> V {
    [_mm_set1_epi32(word.cast_signed()); 2]
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn xor(a: V, b: V) -> V {
    [_mm_xor_si128(a[0], b[0]), _mm_xor_si128(a[1], b[1])]
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn add(a: V, b: V) -> V {
    [_mm_add_epi32(a[0], b[0]), _mm_add_epi32(a[1], b[1])]
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn shuffle(x: V, indices: V) -> V {
    [_mm_shuffle_epi8(x[0], indices[0]), _mm_shuffle_epi8(x[1], indices[1])]
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn split(x: V) -> (V, V) {
    let low_bits = _mm_set1_epi8(15);
    (
        [_mm_and_si128(x[0], low_bits), _mm_and_si128(x[1], low_bits)],
        [
            _mm_and_si128(_mm_srli_epi16(x[0], 4), low_bits),
            _mm_and_si128(_mm_srli_epi16(x[1], 4), low_bits),
        ],
    )
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn transpose([x0, x1, x2, x3]: [V; 4]) -> [V; 4] {
    let [y0, y1, y2, y3] = transpose_half([x0[0], x1[0], x2[0], x3[0]]);
    let [z0, z1, z2, z3] = transpose_half([x0[1], x1[1], x2[1], x3[1]]);
    [[y0, z0], [y1, z1], [y2, z2], [y3, z3]]
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn transpose_half([x0, x1, x2, x3]: [__m128i; 4]) -> [__m128i; 4] {
    let (a, b) = (_mm_unpacklo_epi32(x0, x1), _mm_unpackhi_epi32(x0, x1));
    let (c, d) = (_mm_unpacklo_epi32(x2, x3), _mm_unpackhi_epi32(x2, x3));
    [
        _mm_unpacklo_epi64(a, c),
        _mm_unpackhi_epi64(a, c),
        _mm_unpacklo_epi64(b, d),
        _mm_unpackhi_epi64(b, d),
    ]
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn aes(x: V, key: V) -> V {
    [_mm_aesenclast_si128(x[0], key[0]), _mm_aesenclast_si128(x[1], key[1])]
}

#[target_feature(enable = "ssse3,aes,pclmulqdq")]
#[inline]
fn round(a: V, b: V, c: V, d: V, key: &[u32; 8]) -> V {
    let y = aes(xor(xor(b, c), d), load_words(key));
    let (u, v) = (map(y, &ROUND.u), map(y, &ROUND.v));
    let [rotate_0, rotate_1, rotate_2, rotate_3] = &ROUND.rotate.0;
    let first = xor(shuffle(u, load(rotate_0)), shuffle(v, load(rotate_1)));
    let second = xor(shuffle(v, load(rotate_2)), shuffle(xor(u, v), load(rotate_3)));
    xor(a, xor(first, second))
}

offsets!("ssse3,aes,pclmulqdq");
schedule!("ssse3,aes,pclmulqdq");
rounds!("ssse3,aes,pclmulqdq");
modes!("ssse3,aes,pclmulqdq");
once!("ssse3,aes,pclmulqdq");
entry!("ssse3,aes,pclmulqdq", super::x86::has_ssse3());
