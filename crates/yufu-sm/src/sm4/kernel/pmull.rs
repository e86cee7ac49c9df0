//! Carry-less multiplication by PMULL: a vector is two registers.

use super::{Bytes, Powers};
use crate::sm4::Block;
use core::arch::aarch64::*;

pub(super) type X = uint64x2_t;
type G = [uint64x2_t; 2];

#[target_feature(enable = "neon,aes")]
#[inline]
fn load(bytes: &Bytes) -> G {
    let start = bytes.as_ptr();
    // SAFETY: 32 bytes are readable.
    let halves = unsafe { [vld1q_u8(start), vld1q_u8(start.add(16))] };
    [vreinterpretq_u64_u8(halves[0]), vreinterpretq_u64_u8(halves[1])]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn reversed(x: G) -> G {
    let reversed = |x| {
        let x = vreinterpretq_u64_u8(vrev64q_u8(vreinterpretq_u8_u64(x)));
        vextq_u64(x, x, 1)
    };
    [reversed(x[0]), reversed(x[1])]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn xor(a: G, b: G) -> G {
    [veorq_u64(a[0], b[0]), veorq_u64(a[1], b[1])]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn low_half(a: X, b: X) -> X {
    let product = vmull_p64(vgetq_lane_u64(a, 0), vgetq_lane_u64(b, 0));
    vreinterpretq_u64_p128(product)
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn high_half(a: X, b: X) -> X {
    let product = vmull_high_p64(vreinterpretq_p64_u64(a), vreinterpretq_p64_u64(b));
    vreinterpretq_u64_p128(product)
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn low(a: G, b: G) -> G {
    [low_half(a[0], b[0]), low_half(a[1], b[1])]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn high(a: G, b: G) -> G {
    [high_half(a[0], b[0]), high_half(a[1], b[1])]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn swapped(x: G) -> G {
    [vextq_u64(x[0], x[0], 1), vextq_u64(x[1], x[1], 1)]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn zero() -> G {
    [vdupq_n_u64(0); 2]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn widen(x: X) -> G {
    [x, vdupq_n_u64(0)]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn fold(x: G) -> X {
    veorq_u64(x[0], x[1])
}

/// Karatsuba's middle part joined to the outer ones, and the two folds.
#[target_feature(enable = "neon,aes")]
#[inline]
fn reduce(low: X, middle: X, high: X) -> X {
    let (fold, zero) = (vdupq_n_u64(0xc200_0000_0000_0000), vdupq_n_u64(0));
    let middle = veorq_u64(middle, veorq_u64(low, high));
    let mut low = veorq_u64(low, vextq_u64(zero, middle, 1));
    let high = veorq_u64(high, vextq_u64(middle, zero, 1));
    for _ in 0..2 {
        low = veorq_u64(vextq_u64(low, low, 1), low_half(low, fold));
    }
    veorq_u64(high, low)
}

#[target_feature(enable = "neon,aes")]
#[inline]
pub(super) fn from_u128(x: u128) -> X {
    let bytes = x.to_le_bytes();
    // SAFETY: 16 bytes are readable.
    vreinterpretq_u64_u8(unsafe { vld1q_u8(bytes.as_ptr()) })
}

#[target_feature(enable = "neon,aes")]
#[inline]
pub(super) fn to_u128(x: X) -> u128 {
    let mut bytes = [0; 16];
    // SAFETY: 16 bytes are writable.
    unsafe { vst1q_u8(bytes.as_mut_ptr(), vreinterpretq_u8_u64(x)) };
    u128::from_le_bytes(bytes)
}

hash!("neon,aes");
