//! Carry-less multiplication by VPCLMULQDQ: both blocks of a vector at once.

use super::clmul::reduce;
pub(super) use super::clmul::{X, from_u128, to_u128};
use super::{Bytes, Powers};
use crate::sm4::Block;
use core::arch::x86_64::{
    __m256i, _mm_xor_si128, _mm256_castsi256_si128, _mm256_clmulepi64_epi128,
    _mm256_extracti128_si256, _mm256_loadu_si256, _mm256_set_epi64x, _mm256_setzero_si256,
    _mm256_shuffle_epi8, _mm256_shuffle_epi32, _mm256_xor_si256, _mm256_zextsi128_si256,
};

type G = __m256i;

#[target_feature(enable = "avx2,pclmulqdq,vpclmulqdq")]
#[inline]
fn load(bytes: &Bytes) -> G {
    // SAFETY: 32 bytes are readable; the load may be unaligned.
    unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) }
}

#[target_feature(enable = "avx2,pclmulqdq,vpclmulqdq")]
#[inline]
fn reversed(x: G) -> G {
    let (low, high) = (0x0001_0203_0405_0607, 0x0809_0a0b_0c0d_0e0f);
    _mm256_shuffle_epi8(x, _mm256_set_epi64x(low, high, low, high))
}

#[target_feature(enable = "avx2,pclmulqdq,vpclmulqdq")]
#[inline]
fn xor(a: G, b: G) -> G {
    _mm256_xor_si256(a, b)
}

#[target_feature(enable = "avx2,pclmulqdq,vpclmulqdq")]
#[inline]
fn low(a: G, b: G) -> G {
    _mm256_clmulepi64_epi128(a, b, 0x00)
}

#[target_feature(enable = "avx2,pclmulqdq,vpclmulqdq")]
#[inline]
fn high(a: G, b: G) -> G {
    _mm256_clmulepi64_epi128(a, b, 0x11)
}

#[target_feature(enable = "avx2,pclmulqdq,vpclmulqdq")]
#[inline]
fn swapped(x: G) -> G {
    _mm256_shuffle_epi32(x, 0x4e)
}

#[target_feature(enable = "avx2,pclmulqdq,vpclmulqdq")]
#[inline]
fn zero() -> G {
    _mm256_setzero_si256()
}

#[target_feature(enable = "avx2,pclmulqdq,vpclmulqdq")]
#[inline]
fn widen(x: X) -> G {
    _mm256_zextsi128_si256(x)
}

#[target_feature(enable = "avx2,pclmulqdq,vpclmulqdq")]
#[inline]
fn fold(x: G) -> X {
    _mm_xor_si128(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1))
}

hash!("avx2,pclmulqdq,vpclmulqdq");
