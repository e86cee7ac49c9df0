//! x86-64 with GFNI, VPCLMULQDQ and AVX-512VL: sums of three, and 32 registers.

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

/// In assembly, because the compiler would take the sums apart and put them together in another order.
#[target_feature(enable = "avx2,avx512f,avx512vl,gfni,pclmulqdq,vpclmulqdq")]
#[inline]
fn xor3(a: V, b: V, c: V) -> V {
    let mut sum = a;
    // SAFETY: the instruction writes one register and nothing else.
    unsafe {
        core::arch::asm!(
            "vpternlogd {sum:y}, {b:y}, {c:y}, 0x96",
            sum = inout(zmm_reg) sum,
            b = in(zmm_reg) b,
            c = in(zmm_reg) c,
            options(pure, nomem, nostack, preserves_flags)
        );
    }
    sum
}

ymm!("avx2,avx512f,avx512vl,gfni,pclmulqdq,vpclmulqdq");
affine!("avx2,avx512f,avx512vl,gfni,pclmulqdq,vpclmulqdq", chains: 4);
schedule!("avx2,avx512f,avx512vl,gfni,pclmulqdq,vpclmulqdq");
rounds!("avx2,avx512f,avx512vl,gfni,pclmulqdq,vpclmulqdq");
modes!("avx2,avx512f,avx512vl,gfni,pclmulqdq,vpclmulqdq");
once!("avx2,avx512f,avx512vl,gfni,pclmulqdq,vpclmulqdq");
entry!("avx2,avx512f,avx512vl,gfni,pclmulqdq,vpclmulqdq", super::x86::has_avx512());
