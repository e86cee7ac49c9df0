//! Carry-less multiplication by PCLMULQDQ: a vector is two registers.

use super::{Bytes, Powers};
use crate::sm4::Block;
use core::arch::x86_64::{
    __m128i, _mm_clmulepi64_si128, _mm_loadu_si128, _mm_set_epi64x, _mm_setzero_si128,
    _mm_shuffle_epi8, _mm_shuffle_epi32, _mm_slli_si128, _mm_srli_si128, _mm_storeu_si128,
    _mm_xor_si128,
};

pub(super) type X = __m128i;
type G = [__m128i; 2];

#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
fn load(bytes: &Bytes) -> G {
    let start = bytes.as_ptr().cast::<__m128i>();
    // SAFETY: 32 bytes are readable; the loads may be unaligned.
    unsafe { [_mm_loadu_si128(start), _mm_loadu_si128(start.add(1))] }
}

#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
fn reversed(x: G) -> G {
    let order = _mm_set_epi64x(0x0001_0203_0405_0607, 0x0809_0a0b_0c0d_0e0f);
    [_mm_shuffle_epi8(x[0], order), _mm_shuffle_epi8(x[1], order)]
}

#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
fn xor(a: G, b: G) -> G {
    [_mm_xor_si128(a[0], b[0]), _mm_xor_si128(a[1], b[1])]
}

#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
fn low(a: G, b: G) -> G {
    [_mm_clmulepi64_si128(a[0], b[0], 0x00), _mm_clmulepi64_si128(a[1], b[1], 0x00)]
}

#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
fn high(a: G, b: G) -> G {
    [_mm_clmulepi64_si128(a[0], b[0], 0x11), _mm_clmulepi64_si128(a[1], b[1], 0x11)]
}

#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
fn swapped(x: G) -> G {
    [_mm_shuffle_epi32(x[0], 0x4e), _mm_shuffle_epi32(x[1], 0x4e)]
}

#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
fn zero() -> G {
    [_mm_setzero_si128(); 2]
}

#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
fn widen(x: X) -> G {
    [x, _mm_setzero_si128()]
}

#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
fn fold(x: G) -> X {
    _mm_xor_si128(x[0], x[1])
}

/// Karatsuba's middle part joined to the outer ones, and the two folds.
#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
pub(super) fn reduce(low: X, middle: X, high: X) -> X {
    let fold = _mm_set_epi64x(0, 0xc200_0000_0000_0000_u64.cast_signed());
    let middle = _mm_xor_si128(middle, _mm_xor_si128(low, high));
    let mut low = _mm_xor_si128(low, _mm_slli_si128(middle, 8));
    let high = _mm_xor_si128(high, _mm_srli_si128(middle, 8));
    for _ in 0..2 {
        let product = _mm_clmulepi64_si128(low, fold, 0x00);
        low = _mm_xor_si128(_mm_shuffle_epi32(low, 0x4e), product);
    }
    _mm_xor_si128(high, low)
}

#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
pub(super) fn from_u128(x: u128) -> X {
    // SAFETY: a `u128` is 16 readable bytes; the load may be unaligned.
    unsafe { _mm_loadu_si128(core::ptr::from_ref(&x).cast()) }
}

#[target_feature(enable = "ssse3,pclmulqdq")]
#[inline]
pub(super) fn to_u128(x: X) -> u128 {
    let mut out = 0;
    // SAFETY: a `u128` is 16 writable bytes; the store may be unaligned.
    unsafe { _mm_storeu_si128(core::ptr::from_mut(&mut out).cast(), x) };
    out
}

hash!("ssse3,pclmulqdq");
