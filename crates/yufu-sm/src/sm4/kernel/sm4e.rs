//! aarch64 with the SM4 instructions, and PMULL for GHASH.
//!
//! SM4E runs four rounds on a block, SM4EKEY four steps of the key schedule; both want words as
//! numbers and leave them in the standard's order, the last one first to be written. They are in
//! assembly, since their intrinsics are not stable. Nothing is transformed here: of [`Operands`],
//! the first eight rounds hold four round keys each, in their first half.

use super::pmull as ghash;
use super::{Bytes, Message, Mode, Operands, Powers, wipe};
use crate::sm4::Block;
use crate::sm4::constants::{FAMILY_KEY, constant_key};
use core::arch::aarch64::*;

/// Two blocks, as they are in memory.
type V = [uint8x16_t; 2];

/// Eight blocks hide the latency of SM4E.
const CHAINS: usize = 1;

#[target_feature(enable = "neon,aes,sm4")]
#[inline]
fn load(bytes: &Bytes) -> V {
    let start = bytes.as_ptr();
    // SAFETY: 32 bytes are readable.
    unsafe { [vld1q_u8(start), vld1q_u8(start.add(16))] }
}

#[target_feature(enable = "neon,aes,sm4")]
#[inline]
fn store(bytes: &mut Bytes, x: V) {
    let start = bytes.as_mut_ptr();
    // SAFETY: 32 bytes are writable.
    unsafe {
        vst1q_u8(start, x[0]);
        vst1q_u8(start.add(16), x[1]);
    }
}

#[target_feature(enable = "neon,aes,sm4")]
#[inline]
fn xor(a: V, b: V) -> V {
    [veorq_u8(a[0], b[0]), veorq_u8(a[1], b[1])]
}

#[target_feature(enable = "neon,aes,sm4")]
#[inline]
fn zero() -> V {
    [vdupq_n_u8(0); 2]
}

#[target_feature(enable = "neon,aes,sm4")]
#[inline]
fn four_rounds(mut state: uint32x4_t, keys: uint32x4_t) -> uint32x4_t {
    // SAFETY: the instruction changes one register and nothing else.
    unsafe {
        core::arch::asm!(
            "sm4e {state:v}.4s, {keys:v}.4s",
            state = inout(vreg) state,
            keys = in(vreg) keys,
            options(pure, nomem, nostack, preserves_flags)
        );
    }
    state
}

#[target_feature(enable = "neon,aes,sm4")]
#[inline]
fn four_keys(state: uint32x4_t, constants: uint32x4_t) -> uint32x4_t {
    let keys;
    // SAFETY: the instruction writes one register and nothing else.
    unsafe {
        core::arch::asm!(
            "sm4ekey {keys:v}.4s, {state:v}.4s, {constants:v}.4s",
            keys = out(vreg) keys,
            state = in(vreg) state,
            constants = in(vreg) constants,
            options(pure, nomem, nostack, preserves_flags)
        );
    }
    keys
}

/// Four words from memory.
#[target_feature(enable = "neon,aes,sm4")]
#[inline]
fn load_four(words: &[u32; 4]) -> uint32x4_t {
    // SAFETY: 16 bytes are readable.
    unsafe { vld1q_u32(words.as_ptr()) }
}

/// Expands a key (GB/T 32907 7.3), for encryption or for decryption.
#[target_feature(enable = "neon,aes,sm4")]
fn expand_inner(key: &Block, inverse: bool) -> Operands {
    let mut operands = Operands::ZERO;
    let mut words = FAMILY_KEY;
    for (word, bytes) in words.iter_mut().zip(key.as_chunks().0) {
        *word ^= u32::from_be_bytes(*bytes);
    }
    let mut state = load_four(&words);
    for i in 0..8_u8 {
        let constants = [4 * i, 4 * i + 1, 4 * i + 2, 4 * i + 3].map(constant_key);
        state = four_keys(state, load_four(&constants));
        let to = &mut operands.round[usize::from(if inverse { 7 - i } else { i })];
        // SAFETY: 32 bytes are writable.
        unsafe { vst1q_u32(to.as_mut_ptr(), state) };
        if inverse {
            to[..4].reverse();
        }
    }
    zeroize::Zeroize::zeroize(&mut words);
    operands
}

/// The keys for encryption, and SM4 of zeros, GHASH's key.
#[target_feature(enable = "neon,aes,sm4")]
fn expand_for_gcm_inner(key: &Block) -> (Operands, Block) {
    let operands = expand_inner(key, false);
    let mut hash_key = [0; 16];
    blocks_inner(&operands, &mut hash_key, None);
    (operands, hash_key)
}

/// Encrypts or decrypts `data` and returns the tag; two passes, since the schedule is short.
#[target_feature(enable = "neon,aes,sm4")]
fn once_inner(key: &Block, message: &Message<'_>, data: &mut [u8]) -> Block {
    let (operands, hash_key) = expand_for_gcm_inner(key);
    gcm_inner(&operands, &ghash::powers(&hash_key), message, data)
}

#[target_feature(enable = "neon,aes,sm4")]
#[inline]
fn enter(blocks: [V; 4]) -> [V; 4] {
    blocks
}

/// The rounds on N times eight blocks. `beside` is called after every fourth.
#[target_feature(enable = "neon,aes,sm4")]
#[inline]
fn rounds<const N: usize>(
    keys: &Operands,
    mut state: [[V; N]; 4],
    mut beside: impl FnMut(usize),
) -> [[V; 4]; N] {
    for block in state.as_flattened_mut().as_flattened_mut() {
        *block = vrev32q_u8(*block);
    }
    for (step, keys) in keys.round.iter().take(8).enumerate() {
        let [k0, k1, k2, k3, ..] = *keys;
        let keys = load_four(&[k0, k1, k2, k3]);
        for block in state.as_flattened_mut().as_flattened_mut() {
            *block = vreinterpretq_u8_u32(four_rounds(vreinterpretq_u32_u8(*block), keys));
        }
        beside(step);
    }
    let mut out = [[zero(); 4]; N];
    for (j, vectors) in state.iter().enumerate() {
        for (i, vector) in vectors.iter().enumerate() {
            for half in 0..2 {
                out[i][j][half] = in_order(vector[half]);
            }
        }
    }
    out
}

/// Encrypts one block.
#[target_feature(enable = "neon,aes,sm4")]
fn single(keys: &Operands, block: &mut Block) {
    // SAFETY: 16 bytes are readable.
    let mut state = vreinterpretq_u32_u8(vrev32q_u8(unsafe { vld1q_u8(block.as_ptr()) }));
    for [k0, k1, k2, k3, ..] in keys.round.iter().take(8) {
        state = four_rounds(state, load_four(&[*k0, *k1, *k2, *k3]));
    }
    // SAFETY: 16 bytes are writable.
    unsafe { vst1q_u8(block.as_mut_ptr(), in_order(vreinterpretq_u8_u32(state))) };
}

/// The words in reverse order, each with its first byte first.
#[target_feature(enable = "neon,aes,sm4")]
#[inline]
fn in_order(state: uint8x16_t) -> uint8x16_t {
    let reversed = vrev64q_u8(state);
    vextq_u8(reversed, reversed, 8)
}

/// The next counter block.
struct Counters(u128);

fn counters(first: u128) -> Counters {
    Counters(first)
}

impl Counters {
    /// The next N times eight.
    #[target_feature(enable = "neon,aes,sm4")]
    #[inline]
    fn next<const N: usize>(&mut self) -> [[V; N]; 4] {
        let mut state = [[zero(); N]; 4];
        for i in 0..N {
            for vectors in &mut state {
                let mut pair = [0; 32];
                for block in pair.as_chunks_mut().0 {
                    *block = self.0.to_be_bytes();
                    self.0 = self.0.wrapping_add(1);
                }
                vectors[i] = load(&pair);
            }
        }
        state
    }
}

cpufeatures::new!(has_sm4, "aes", "sm4");

modes!("neon,aes,sm4");
entry!("neon,aes,sm4", permitted!(All) && has_sm4::get());
