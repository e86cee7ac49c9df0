//! SM4 on AES instructions or GFNI: constant-time, since no address and no branch depends on a secret.
//!
//! **The S-box.** With P, Q and the constants of [`super::constants`], S(x) = Q·B(P·x + φ(c)) + q,
//! where B is AES's S-box, which AESENCLAST and AESE apply to 16 bytes. The state is kept as P·X
//! from the first round to the last, so that P costs nothing inside; the round keys are kept as
//! P·rk + φ(c). With y = B(t) + Q^-1·q what a round adds to its word is P·L·Q·y.
//!
//! **The linear layer.** L adds a word's rotations by 0, 2, 10, 18 and 24 bits. Let I be the
//! identity on bytes, S the shift to the left by two bits, and T the two bits that leave at the
//! top. Byte j of L(s), the most significant first, is (I+S)·s_j + (S+T)·s_(j+1) + (S+T)·s_(j+2) +
//! (I+T)·s_(j+3). With u = P(I+S)Q·y and v = P(S+T)Q·y, two look-ups of 4 bits each, it becomes
//! u_j + v_(j+1) + v_(j+2) + (u+v)_(j+3): four byte shuffles, which also undo AES's ShiftRows.
//!
//! **The round keys.** AESENCLAST adds a key behind the S-box, where SM4 wants one before it. So
//! each word n of the state carries an offset o_n, such that o_(i+1) + o_(i+2) + o_(i+3) is the key
//! of round i, and no key is added to that sum. Round i makes word i + 4 out of word i; the operand
//! that moves it to its offset is (P·L·Q)^-1·(o_(i+4) + o_i) + Q^-1·q. The first words carry no
//! offset but word 1, which takes the key of round 0; the last word is left without one.
//!
//! **GFNI** has the S-box, and the linear map behind it, in one instruction: see [`affine`].
//!
//! **The layout.** A vector holds one word of eight blocks, four in each of its 128-bit halves; a
//! chain is the four vectors of eight blocks. The macros in [`schedule`] and [`modes`] are the code
//! over a vector type, once for all processors, and [`offsets`] or [`affine`] the rounds. The
//! module of a processor gives the type and these functions on it: `load`, `store`, `xor`, `add` (of
//! 32 bits), `shuffle` (of bytes in each half), `split` (into low and high four bits), `splat` (of a
//! word), `transpose` (4 by 4 words in each half), `aes` (S-box and ShiftRows of AES, plus a key) and
//! `round`, which returns the word that a round makes.

pub(super) use path::Path;

use super::constants::{FAMILY_KEY, aes, constant_key};

#[macro_use]
mod entry;
#[macro_use]
mod hash;
#[macro_use]
mod modes;
#[macro_use]
mod rounds;
#[macro_use]
mod once;
#[macro_use]
mod schedule;
#[cfg(any(target_arch = "aarch64", target_arch = "x86_64"))]
#[macro_use]
mod offsets;
#[cfg(target_arch = "x86_64")]
#[macro_use]
mod affine;
#[cfg(target_arch = "x86_64")]
#[macro_use]
mod ymm;

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "x86_64")]
mod clmul;
#[cfg(target_arch = "x86_64")]
mod gfni;
#[cfg(target_arch = "aarch64")]
mod neon;
mod path;
#[cfg(target_arch = "aarch64")]
mod pmull;
#[cfg(target_arch = "aarch64")]
mod sm4e;
#[cfg(target_arch = "x86_64")]
mod ssse3;
#[cfg(target_arch = "x86_64")]
mod vaes;
#[cfg(target_arch = "x86_64")]
mod vclmul;
#[cfg(target_arch = "x86_64")]
mod x86;

/// A vector in memory.
pub(super) type Bytes = [u8; 32];

/// A linear map on bytes: the images of their low and of their high four bits.
#[repr(C, align(32))]
struct Map([Bytes; 2]);

/// The four rotations of a word's bytes to the left, as byte shuffles.
#[repr(C, align(32))]
struct Rotations([Bytes; 4]);

/// What a round reads, addressed from one register.
#[repr(C, align(32))]
struct RoundTables {
    low_bits: Bytes,
    rotate: Rotations,
    v: Map,
    u: Map,
}

/// A key in the form of the kernels, for one direction. Not aligned to vectors: that would put
/// padding into what holds it, and padding carries along what lay on the stack.
#[derive(Clone)]
pub(super) struct Operands {
    /// AESENCLAST's key of each round, eight times.
    round: [[u32; 8]; 32],
    /// The offset of word 1 before the first round.
    enter: [u32; 8],
    /// The offsets of words 0 to 2 after the last.
    leave: [[u32; 8]; 3],
}

/// The powers of GHASH's key, for eight blocks: H^8 and H^7, … H^2 and H^1, as vectors; then zeros.
#[derive(Clone)]
pub(super) struct Powers {
    pairs: [Bytes; 5],
    /// The sum of each power's halves, in both halves.
    folded: [Bytes; 5],
}

impl Powers {
    const ZERO: Self = Self { pairs: [[0; 32]; 5], folded: [[0; 32]; 5] };
}

impl Drop for Powers {
    fn drop(&mut self) {
        self.pairs.iter_mut().chain(&mut self.folded).for_each(wipe);
    }
}

/// Bytes of the longest message that is handled in one pass with its key: six of eight blocks.
pub(super) const SHORT: usize = 96;

/// What a stream is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// No hash.
    Ctr,
    /// GCM; the hash takes in what comes out.
    Seal,
    /// GCM; the hash takes in what goes in.
    Open,
}

/// What GCM needs beside the data.
pub(super) struct Message<'m> {
    pub(super) mode: Mode,
    /// J0 (SP 800-38D 7.1), whose key stream masks the tag.
    pub(super) first_counter: u128,
    pub(super) aad: &'m [u8],
}

/// Overwrites a vector with zeros, in one store that is not optimised away.
fn wipe(vector: &mut Bytes) {
    // SAFETY: a reference is valid for writes.
    #[allow(unsafe_code, reason = "zeroize writes byte by byte")]
    unsafe {
        core::ptr::from_mut(vector).write_volatile([0; 32]);
    }
    core::sync::atomic::compiler_fence(core::sync::atomic::Ordering::SeqCst);
}

impl Operands {
    const ZERO: Self = Self { round: [[0; 8]; 32], enter: [0; 8], leave: [[0; 8]; 3] };

    /// The keys of the rounds, for kernels that take them as they are.
    #[cfg(target_arch = "x86_64")]
    fn words(&self) -> &[u32; 32] {
        self.round.as_flattened().first_chunk().unwrap_or(&[0; 32])
    }

    #[cfg(target_arch = "x86_64")]
    fn words_mut(&mut self) -> &mut [u32] {
        self.round.as_flattened_mut().get_mut(..32).unwrap_or_default()
    }

    /// The parts that depend on the key, for the memory attack.
    #[cfg(yufu_trace)]
    pub(super) fn trace(&self) {
        for operand in self.round.iter().chain([&self.enter]).chain(&self.leave) {
            let bytes = operand.map(u32::to_ne_bytes);
            trace_secret!("sm4.round_key", bytes.as_flattened());
        }
    }
}

impl Drop for Operands {
    fn drop(&mut self) {
        // SAFETY: `self` is valid for writes, and all zeros is a value of its type.
        #[allow(unsafe_code, reason = "one wide wipe instead of 288 narrow ones")]
        unsafe {
            core::ptr::from_mut(self).write_volatile(Self::ZERO);
        }
        core::sync::atomic::compiler_fence(core::sync::atomic::Ordering::SeqCst);
    }
}

/// Rotations whose sum is L, its inverse, and the key schedule's L'.
const L: [u32; 5] = [0, 2, 10, 18, 24];
const L_INVERSE: [u32; 11] = [0, 2, 4, 8, 12, 14, 16, 18, 22, 24, 30];
const L_SCHEDULE: [u32; 3] = [0, 13, 23];

const fn twice(half: [u8; 16]) -> Bytes {
    let (mut bytes, mut i) = ([0; 32], 0);
    while i < 32 {
        bytes[i] = half[i % 16];
        i += 1;
    }
    bytes
}

const fn map(matrix: &[u8; 8]) -> Map {
    let [low, high] = aes::nibbles(matrix);
    Map([twice(low), twice(high)])
}

/// The shuffle that rotates each word's bytes by `m`, behind AES's ShiftRows or not: that has
/// brought byte r of word c to word c - r.
const fn rotation(m: u8, behind_shift_rows: bool) -> Bytes {
    let (mut indices, mut j) = ([0; 16], 0_u8);
    while j < 16 {
        let (word, byte) = (j / 4, (j + m) % 4);
        let word = if behind_shift_rows { (word + 4 - byte) % 4 } else { word };
        indices[j as usize] = word * 4 + byte;
        j += 1;
    }
    twice(indices)
}

const fn rotations(behind_shift_rows: bool) -> Rotations {
    Rotations([
        rotation(0, behind_shift_rows),
        rotation(1, behind_shift_rows),
        rotation(2, behind_shift_rows),
        rotation(3, behind_shift_rows),
    ])
}

const fn maps(after: &[u8; 8], sum: &[u32], before: &[u8; 8]) -> [Map; 4] {
    [
        map(&aes::rotations(after, sum, 0, before)),
        map(&aes::rotations(after, sum, 1, before)),
        map(&aes::rotations(after, sum, 2, before)),
        map(&aes::rotations(after, sum, 3, before)),
    ]
}

static ROUND: RoundTables = RoundTables {
    low_bits: [0x0f; 32],
    rotate: rotations(true),
    v: map(&aes::rotations(&aes::P, &L, 1, &aes::Q)),
    u: map(&aes::rotations(&aes::P, &L, 0, &aes::Q)),
};
static P: Map = map(&aes::P);
static P_INVERSE: Map = map(&aes::P_INVERSE);
/// P·L'·Q by bytes, behind ShiftRows.
static SCHEDULE: [Map; 4] = maps(&aes::P, &L_SCHEDULE, &aes::Q);
/// (P·L·Q)^-1 by bytes.
static ROUND_INVERSE: [Map; 4] = maps(&aes::Q_INVERSE, &L_INVERSE, &aes::P_INVERSE);
static ROTATE: Rotations = rotations(false);
/// Reverses the bytes of each word.
static SWAP_WORDS: Bytes = twice([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12]);
/// Leaves all elements of a chain but that of block 0, which becomes zero.
static WITHOUT_FIRST: Bytes = {
    let (mut indices, mut i) = (rotation(0, false), 0);
    while i < 4 {
        indices[i] = 0x80;
        i += 1;
    }
    indices
};
/// The blocks' numbers in a chain: block 2j + h is element j of half h.
static BLOCK_NUMBERS: Bytes = {
    let (mut bytes, mut i) = ([0; 32], 0_u8);
    while i < 8 {
        bytes[i as usize * 4] = 2 * (i % 4) + i / 4;
        i += 1;
    }
    bytes
};
/// φ(c) and Q^-1·q on every byte.
const INPUT: u32 = u32::from_ne_bytes([aes::INPUT; 4]);
const OUTPUT: u32 = u32::from_ne_bytes([aes::OUTPUT; 4]);
/// Q^-1·q as AESENCLAST's key.
static OUTPUTS: [u32; 8] = [OUTPUT; 8];
/// P·FK, and P·CK + φ(c), as words in memory.
const KEY_FAMILY: [u32; 4] = {
    let (mut words, mut i) = ([0; 4], 0);
    while i < 4 {
        words[i] = u32::from_ne_bytes(aes::p(FAMILY_KEY[i].to_be_bytes()));
        i += 1;
    }
    words
};
static KEY_CONSTANTS: [u32; 32] = {
    let (mut words, mut i) = ([0; 32], 0_u8);
    while i < 32 {
        words[i as usize] = u32::from_ne_bytes(aes::p(constant_key(i).to_be_bytes())) ^ INPUT;
        i += 1;
    }
    words
};
