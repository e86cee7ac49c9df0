//! The compression function for aarch64 with the SM3 instructions.
//!
//! They are in assembly, since their intrinsics are not stable. A vector holds A, B, C, D (or E, F,
//! G, H) from its last word to its first, and four words of the message from its first to its last.
//!
//! | instruction | makes |
//! |---|---|
//! | SM3SS1 | SS1 from A, E and the round constant, each in its vector's last word |
//! | SM3TT1A, SM3TT1B | A, B, C, D of the next round; A for the parity, B for the majority |
//! | SM3TT2A, SM3TT2B | E, F, G, H of the next round; A for the parity, B for the choice |
//! | SM3PARTW1 | P1(W_(j-16) ^ W_(j-9) ^ rot15(W_(j-3))), but for the last word's rot15 |
//! | SM3PARTW2 | W_j from that with rot7(W_(j-13)) ^ W_(j-6), the last word's rot15 put right |
#![allow(unsafe_code, reason = "a kernel: vector intrinsics and assembly")]

use super::ROUND_CONSTANTS;
use core::arch::aarch64::{
    uint32x4_t, vdupq_n_u32, veorq_u32, vextq_u32, vld1q_u8, vld1q_u32, vreinterpretq_u32_u8,
    vrev32q_u8, vst1q_u32,
};
use core::arch::asm;

// The feature "sm4" stands for the SM3 instructions as well.
cpufeatures::new!(features, "sm4");

/// Proof that the processor has the instructions.
#[derive(Clone, Copy)]
pub(super) struct Armv8(());

impl Armv8 {
    pub(super) fn detect() -> Option<Self> {
        (permitted!(All) && features::get()).then_some(Self(()))
    }

    /// Runs `state` through `blocks`, in order.
    pub(super) fn compress(self, state: &mut [u32; 8], blocks: &[[u8; 64]]) {
        // SAFETY: an `Armv8` exists only where `detect` found the feature.
        unsafe { compress(state, blocks) }
    }
}

/// Defines a function for an instruction that changes its first operand by two others.
macro_rules! instruction {
    ($name:ident, $text:literal $(, $word:ident)?) => {
        #[target_feature(enable = "neon,sm4")]
        #[inline]
        fn $name$(<const $word: u32>)?(
            mut changed: uint32x4_t,
            n: uint32x4_t,
            m: uint32x4_t,
        ) -> uint32x4_t {
            // SAFETY: the instruction changes one register and nothing else.
            unsafe {
                asm!(
                    $text,
                    d = inout(vreg) changed,
                    n = in(vreg) n,
                    m = in(vreg) m,
                    $(word = const $word,)?
                    options(pure, nomem, nostack, preserves_flags)
                );
            }
            changed
        }
    };
}

instruction!(tt1a, "sm3tt1a {d:v}.4s, {n:v}.4s, {m:v}.s[{word}]", WORD);
instruction!(tt1b, "sm3tt1b {d:v}.4s, {n:v}.4s, {m:v}.s[{word}]", WORD);
instruction!(tt2a, "sm3tt2a {d:v}.4s, {n:v}.4s, {m:v}.s[{word}]", WORD);
instruction!(tt2b, "sm3tt2b {d:v}.4s, {n:v}.4s, {m:v}.s[{word}]", WORD);
instruction!(partw1, "sm3partw1 {d:v}.4s, {n:v}.4s, {m:v}.4s");
instruction!(partw2, "sm3partw2 {d:v}.4s, {n:v}.4s, {m:v}.4s");

#[target_feature(enable = "neon,sm4")]
#[inline]
fn ss1(abcd: uint32x4_t, efgh: uint32x4_t, constant: u32) -> uint32x4_t {
    let made;
    // SAFETY: the instruction writes one register and nothing else.
    unsafe {
        asm!(
            "sm3ss1 {d:v}.4s, {n:v}.4s, {m:v}.4s, {a:v}.4s",
            d = out(vreg) made,
            n = in(vreg) abcd,
            m = in(vreg) efgh,
            a = in(vreg) vdupq_n_u32(constant),
            options(pure, nomem, nostack, preserves_flags)
        );
    }
    made
}

/// One round, with word `$word` of the vectors of W_j and of W_j ^ W_(j+4).
macro_rules! round {
    ($tt1:ident $tt2:ident, $abcd:ident $efgh:ident, $constant:expr, $w:expr, $w4:expr, $word:literal) => {
        let s = ss1($abcd, $efgh, $constant);
        $abcd = $tt1::<$word>($abcd, s, $w4);
        $efgh = $tt2::<$word>($efgh, s, $w);
    };
}

/// W_j..W_(j+3) from the sixteen words before them (GB/T 32905 5.3.2).
#[target_feature(enable = "neon,sm4")]
#[inline]
fn expand([x0, x1, x2, x3]: [uint32x4_t; 4]) -> uint32x4_t {
    let w9 = vextq_u32::<3>(x1, x2);
    let w13 = vextq_u32::<3>(x0, x1);
    let w6 = vextq_u32::<2>(x2, x3);
    partw2(partw1(w9, x0, x3), w6, w13)
}

/// The first or the last half of a state, its first word in the vector's last.
#[target_feature(enable = "neon,sm4")]
#[inline]
fn load([a, b, c, d]: [u32; 4]) -> uint32x4_t {
    let words = [d, c, b, a];
    // SAFETY: the array has 16 bytes.
    unsafe { vld1q_u32(words.as_ptr()) }
}

#[target_feature(enable = "neon,sm4")]
#[inline]
fn store(vector: uint32x4_t) -> [u32; 4] {
    let mut words = [0; 4];
    // SAFETY: the array has 16 bytes.
    unsafe { vst1q_u32(words.as_mut_ptr(), vector) };
    words.reverse();
    words
}

#[target_feature(enable = "neon,sm4")]
fn compress(state: &mut [u32; 8], blocks: &[[u8; 64]]) {
    let [a, b, c, d, e, f, g, h] = *state;
    let (mut abcd, mut efgh) = (load([a, b, c, d]), load([e, f, g, h]));
    for block in blocks {
        let (abcd_before, efgh_before) = (abcd, efgh);
        let mut words = [vdupq_n_u32(0); 4];
        for (word, bytes) in words.iter_mut().zip(block.as_chunks::<16>().0) {
            // SAFETY: the quarter has 16 bytes.
            *word = vreinterpretq_u32_u8(vrev32q_u8(unsafe { vld1q_u8(bytes.as_ptr()) }));
        }
        for (four, constants) in ROUND_CONSTANTS.as_chunks::<4>().0.iter().enumerate() {
            let [w, next, x2, x3] = words;
            let [t0, t1, t2, t3] = *constants;
            let w4 = veorq_u32(w, next);
            if four < 4 {
                round!(tt1a tt2a, abcd efgh, t0, w, w4, 0);
                round!(tt1a tt2a, abcd efgh, t1, w, w4, 1);
                round!(tt1a tt2a, abcd efgh, t2, w, w4, 2);
                round!(tt1a tt2a, abcd efgh, t3, w, w4, 3);
            } else {
                round!(tt1b tt2b, abcd efgh, t0, w, w4, 0);
                round!(tt1b tt2b, abcd efgh, t1, w, w4, 1);
                round!(tt1b tt2b, abcd efgh, t2, w, w4, 2);
                round!(tt1b tt2b, abcd efgh, t3, w, w4, 3);
            }
            // The last rounds need no more than W_67; what is made beyond is not used.
            words = [next, x2, x3, expand(words)];
        }
        abcd = veorq_u32(abcd, abcd_before);
        efgh = veorq_u32(efgh, efgh_before);
    }
    let ([a, b, c, d], [e, f, g, h]) = (store(abcd), store(efgh));
    *state = [a, b, c, d, e, f, g, h];
}
