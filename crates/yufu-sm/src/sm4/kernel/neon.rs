//! aarch64 with NEON, AES and PMULL: a vector is two registers.
//!
//! AESE adds its key before the S-box: that is one addition of the round's sum for free. The key
//! that [`Operands`] want added behind it is added by itself.

use super::pmull as ghash;
use super::{
    BLOCK_NUMBERS, Bytes, INPUT, KEY_CONSTANTS, KEY_FAMILY, Map, Message, Mode, OUTPUT, OUTPUTS,
    Operands, P, P_INVERSE, Powers, ROTATE, ROUND, ROUND_INVERSE, SCHEDULE, SWAP_WORDS, wipe,
};
use crate::sm4::Block;
use core::arch::aarch64::*;

type V = [uint8x16_t; 2];

/// Two chains take 16 of the 32 registers, the round's tables most of the others.
const CHAINS: usize = 2;

#[target_feature(enable = "neon,aes")]
#[inline]
fn load(bytes: &Bytes) -> V {
    let start = bytes.as_ptr();
    // SAFETY: 32 bytes are readable.
    unsafe { [vld1q_u8(start), vld1q_u8(start.add(16))] }
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn load_words(words: &[u32; 8]) -> V {
    let start = words.as_ptr();
    // SAFETY: 32 bytes are readable.
    unsafe {
        [vreinterpretq_u8_u32(vld1q_u32(start)), vreinterpretq_u8_u32(vld1q_u32(start.add(4)))]
    }
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn store(bytes: &mut Bytes, x: V) {
    let start = bytes.as_mut_ptr();
    // SAFETY: 32 bytes are writable.
    unsafe {
        vst1q_u8(start, x[0]);
        vst1q_u8(start.add(16), x[1]);
    }
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn store_words(words: &mut [u32; 8], x: V) {
    let start = words.as_mut_ptr();
    // SAFETY: 32 bytes are writable.
    unsafe {
        vst1q_u32(start, vreinterpretq_u32_u8(x[0]));
        vst1q_u32(start.add(4), vreinterpretq_u32_u8(x[1]));
    }
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn first_word(x: V) -> u32 {
    vgetq_lane_u32(vreinterpretq_u32_u8(x[0]), 0)
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn splat(word: u32) -> V {
    [vreinterpretq_u8_u32(vdupq_n_u32(word)); 2]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn xor(a: V, b: V) -> V {
    [veorq_u8(a[0], b[0]), veorq_u8(a[1], b[1])]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn add(a: V, b: V) -> V {
    let add =
        |a, b| vreinterpretq_u8_u32(vaddq_u32(vreinterpretq_u32_u8(a), vreinterpretq_u32_u8(b)));
    [add(a[0], b[0]), add(a[1], b[1])]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn shuffle(x: V, indices: V) -> V {
    [vqtbl1q_u8(x[0], indices[0]), vqtbl1q_u8(x[1], indices[1])]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn split(x: V) -> (V, V) {
    let low_bits = vdupq_n_u8(15);
    (
        [vandq_u8(x[0], low_bits), vandq_u8(x[1], low_bits)],
        [vshrq_n_u8(x[0], 4), vshrq_n_u8(x[1], 4)],
    )
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn transpose([x0, x1, x2, x3]: [V; 4]) -> [V; 4] {
    let [y0, y1, y2, y3] = transpose_half([x0[0], x1[0], x2[0], x3[0]]);
    let [z0, z1, z2, z3] = transpose_half([x0[1], x1[1], x2[1], x3[1]]);
    [[y0, z0], [y1, z1], [y2, z2], [y3, z3]]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn transpose_half([x0, x1, x2, x3]: [uint8x16_t; 4]) -> [uint8x16_t; 4] {
    let (x0, x1) = (vreinterpretq_u32_u8(x0), vreinterpretq_u32_u8(x1));
    let (x2, x3) = (vreinterpretq_u32_u8(x2), vreinterpretq_u32_u8(x3));
    let (a, b) = (vzip1q_u32(x0, x2), vzip2q_u32(x0, x2));
    let (c, d) = (vzip1q_u32(x1, x3), vzip2q_u32(x1, x3));
    [
        vreinterpretq_u8_u32(vzip1q_u32(a, c)),
        vreinterpretq_u8_u32(vzip2q_u32(a, c)),
        vreinterpretq_u8_u32(vzip1q_u32(b, d)),
        vreinterpretq_u8_u32(vzip2q_u32(b, d)),
    ]
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn aes(x: V, key: V) -> V {
    let zero = vdupq_n_u8(0);
    xor([vaeseq_u8(x[0], zero), vaeseq_u8(x[1], zero)], key)
}

#[target_feature(enable = "neon,aes")]
#[inline]
fn round(a: V, b: V, c: V, d: V, key: &[u32; 8]) -> V {
    let sum = xor(b, c);
    let y = xor([vaeseq_u8(sum[0], d[0]), vaeseq_u8(sum[1], d[1])], load_words(key));
    let (u, v) = (map(y, &ROUND.u), map(y, &ROUND.v));
    let [rotate_0, rotate_1, rotate_2, rotate_3] = &ROUND.rotate.0;
    let first = xor(shuffle(u, load(rotate_0)), shuffle(v, load(rotate_1)));
    let second = xor(shuffle(v, load(rotate_2)), shuffle(xor(u, v), load(rotate_3)));
    xor(a, xor(first, second))
}

cpufeatures::new!(has_aes, "aes");

offsets!("neon,aes");
schedule!("neon,aes");
rounds!("neon,aes");
modes!("neon,aes");
once!("neon,aes");
entry!("neon,aes", permitted!(Narrow) && has_aes::get());
