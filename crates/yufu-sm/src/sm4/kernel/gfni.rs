//! x86-64 with GFNI, VPCLMULQDQ and AVX2.

use super::affine::{
    Map, P, P_INVERSE, ROUND, ROUND_CONSTANT, SCHEDULE, SCHEDULE_CONSTANT, SPREAD,
};
use super::vclmul as ghash;
use super::{
    BLOCK_NUMBERS, Bytes, INPUT, KEY_CONSTANTS, KEY_FAMILY, Message, Mode, Operands, Powers,
    ROTATE, SWAP_WORDS, wipe,
};
use crate::sm4::Block;
use core::arch::x86_64::*;

#[target_feature(enable = "avx2,gfni,pclmulqdq,vpclmulqdq")]
#[inline]
fn xor3(a: V, b: V, c: V) -> V {
    xor(xor(a, b), c)
}

ymm!("avx2,gfni,pclmulqdq,vpclmulqdq");
affine!("avx2,gfni,pclmulqdq,vpclmulqdq", chains: 2);
schedule!("avx2,gfni,pclmulqdq,vpclmulqdq");
rounds!("avx2,gfni,pclmulqdq,vpclmulqdq");
modes!("avx2,gfni,pclmulqdq,vpclmulqdq");
once!("avx2,gfni,pclmulqdq,vpclmulqdq");
entry!("avx2,gfni,pclmulqdq,vpclmulqdq", super::x86::has_gfni());
