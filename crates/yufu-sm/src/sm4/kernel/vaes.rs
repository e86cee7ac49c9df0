//! x86-64 with VAES, VPCLMULQDQ and AVX2: 256 bits all through.

use super::vclmul as ghash;
use super::{
    BLOCK_NUMBERS, Bytes, INPUT, KEY_CONSTANTS, KEY_FAMILY, Map, Message, Mode, OUTPUT, OUTPUTS,
    Operands, P, P_INVERSE, Powers, ROTATE, ROUND, ROUND_INVERSE, SCHEDULE, SWAP_WORDS, wipe,
};
use crate::sm4::Block;
use core::arch::x86_64::*;

#[target_feature(enable = "avx2,aes,vaes,pclmulqdq,vpclmulqdq")]
#[inline]
fn aes(x: V, key: V) -> V {
    _mm256_aesenclast_epi128(x, key)
}

ymm!("avx2,aes,vaes,pclmulqdq,vpclmulqdq");
ymm_round!(
    "avx2,aes,vaes,pclmulqdq,vpclmulqdq",
    aes: ["vaesenclast {t0}, {t0}, ymmword ptr [{k}]"]
);
offsets!("avx2,aes,vaes,pclmulqdq,vpclmulqdq");
schedule!("avx2,aes,vaes,pclmulqdq,vpclmulqdq");
rounds!("avx2,aes,vaes,pclmulqdq,vpclmulqdq");
modes!("avx2,aes,vaes,pclmulqdq,vpclmulqdq");
once!("avx2,aes,vaes,pclmulqdq,vpclmulqdq");
entry!("avx2,aes,vaes,pclmulqdq,vpclmulqdq", super::x86::has_vaes());
