//! x86-64 with AVX2, and AES and PCLMULQDQ of 128 bits.

use super::clmul as ghash;
use super::{
    BLOCK_NUMBERS, Bytes, INPUT, KEY_CONSTANTS, KEY_FAMILY, Map, Message, Mode, OUTPUT, OUTPUTS,
    Operands, P, P_INVERSE, Powers, ROTATE, ROUND, ROUND_INVERSE, SCHEDULE, SWAP_WORDS, wipe,
};
use crate::sm4::Block;
use core::arch::x86_64::*;

#[target_feature(enable = "avx2,aes,pclmulqdq")]
#[inline]
fn aes(x: V, key: V) -> V {
    let low = _mm_aesenclast_si128(_mm256_castsi256_si128(x), _mm256_castsi256_si128(key));
    let (x, key) = (_mm256_extracti128_si256(x, 1), _mm256_extracti128_si256(key, 1));
    _mm256_inserti128_si256(_mm256_castsi128_si256(low), _mm_aesenclast_si128(x, key), 1)
}

ymm!("avx2,aes,pclmulqdq");
ymm_round!(
    "avx2,aes,pclmulqdq",
    aes: [
        "vextracti128 {t1:x}, {t0}, 1",
        "vaesenclast {t0:x}, {t0:x}, xmmword ptr [{k}]",
        "vaesenclast {t1:x}, {t1:x}, xmmword ptr [{k}]",
        "vinserti128 {t0}, {t0}, {t1:x}, 1"
    ]
);
offsets!("avx2,aes,pclmulqdq");
schedule!("avx2,aes,pclmulqdq");
rounds!("avx2,aes,pclmulqdq");
modes!("avx2,aes,pclmulqdq");
once!("avx2,aes,pclmulqdq");
entry!("avx2,aes,pclmulqdq", super::x86::has_avx2());
