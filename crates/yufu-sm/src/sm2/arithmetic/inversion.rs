//! Inversion modulo p and n in constant time, by division steps (D. J. Bernstein and B.-Y. Yang,
//! "Fast constant-time gcd computation and modular inversion", 2019; the half-delta variant).
//!
//! A step takes (f, g), f odd, to one of
//!
//! ```text
//! (g, (g - f) / 2)   when delta > 0 and g is odd, and delta becomes 1 - delta
//! (f, (g + f) / 2)   when g is odd otherwise,      and delta becomes 1 + delta
//! (f, g / 2)         when g is even,               and delta becomes 1 + delta
//! ```
//!
//! From delta = 1/2, f the modulus and g below 2^256, 590 steps always end in g = 0 and f = ±1.
//! Which case a step takes depends on the lowest bit of g only, so 60 steps are computed on the low
//! words and come out as one 2 x 2 matrix, scaled by 2^60, that is then applied to the whole of f
//! and g. The same matrix applied to (d, e), which start as (0, 1), keeps d a = f and e a = g
//! modulo m up to known powers of two: at the end d = ±1/a.
//!
//! Long integers here are five signed words of 62 bits, so that sums of products don't overflow.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "indices are below the arrays' lengths; casts keep the low word or its sign on purpose"
)]
#![allow(unsafe_code, reason = "conditional moves are written in assembly")]

use super::limbs::{Limbs, hide};

const BITS: u32 = 62;
const MASK: u64 = (1 << BITS) - 1;

/// A signed integer, the sum of word[i] 2^(62 i); all words but the last are in [0, 2^62).
type Signed = [i64; 5];

/// Rows (u, v) and (q, r), scaled by 2^62.
type Matrix = [i64; 4];

/// A modulus: odd, above 2^255.
pub(crate) struct Modulus {
    value: Signed,
    /// The modulus's inverse modulo 2^62.
    inverse: u64,
}

impl Modulus {
    pub(crate) const fn new(m: &Limbs) -> Self {
        // Newton's iteration doubles the number of right bits; an odd number is its own inverse
        // modulo 8.
        let mut inverse = m[0];
        let mut i = 0;
        while i < 5 {
            inverse = inverse.wrapping_mul(2_u64.wrapping_sub(m[0].wrapping_mul(inverse)));
            i += 1;
        }
        Self { value: split(m), inverse: inverse & MASK }
    }

    /// 1/a modulo m for a below m, as integers; 0 for 0.
    pub(crate) fn invert(&self, a: &Limbs) -> Limbs {
        let (mut f, mut g) = (self.value, split(a));
        let (mut d, mut e): (Signed, Signed) = ([0; 5], [1, 0, 0, 0, 0]);
        // zeta = -(delta + 1/2)
        let mut zeta = -1;
        for _ in 0..10 {
            let matrix;
            (zeta, matrix) = sixty_steps(zeta, f[0], g[0]);
            self.apply_modulo(&matrix, &mut d, &mut e);
            apply(&matrix, &mut f, &mut g);
        }
        self.canonical(d, sign(f[4]))
    }

    /// (d, e) = matrix (d, e) / 2^62 modulo m; both stay in (-2 m, m).
    #[inline(always)]
    fn apply_modulo(&self, &[u, v, q, r]: &Matrix, d: &mut Signed, e: &mut Signed) {
        let m = &self.value;
        // A negative entry counts as itself plus m, which keeps the range.
        let (d_sign, e_sign) = (sign(d[4]), sign(e[4]));
        let mut md = (u & d_sign) + (v & e_sign);
        let mut me = (q & d_sign) + (r & e_sign);
        let mut cd = dot(u, d[0], v, e[0]);
        let mut ce = dot(q, d[0], r, e[0]);
        // The multiple of m that makes the low 62 bits zero.
        md -= (self.inverse.wrapping_mul(cd as u64).wrapping_add(md as u64) & MASK) as i64;
        me -= (self.inverse.wrapping_mul(ce as u64).wrapping_add(me as u64) & MASK) as i64;
        cd = (cd + wide(m[0], md)) >> BITS;
        ce = (ce + wide(m[0], me)) >> BITS;
        for i in 1..5 {
            cd += dot(u, d[i], v, e[i]) + wide(m[i], md);
            ce += dot(q, d[i], r, e[i]) + wide(m[i], me);
            d[i - 1] = (cd as u64 & MASK) as i64;
            e[i - 1] = (ce as u64 & MASK) as i64;
            cd >>= BITS;
            ce >>= BITS;
        }
        (d[4], e[4]) = (cd as i64, ce as i64);
    }

    /// d in (-2 m, m), negated where `negative` is all ones, brought to [0, m).
    #[inline(always)]
    fn canonical(&self, mut d: Signed, negative: i64) -> Limbs {
        let below = sign(d[4]);
        for (word, m) in d.iter_mut().zip(&self.value) {
            *word = ((*word + (m & below)) ^ negative) - negative;
        }
        carry(&mut d);
        let below = sign(d[4]);
        for (word, m) in d.iter_mut().zip(&self.value) {
            *word += m & below;
        }
        carry(&mut d);
        let [d0, d1, d2, d3, d4] = d.map(|word| word as u64);
        [d0 | d1 << 62, d1 >> 2 | d2 << 60, d2 >> 4 | d3 << 58, d3 >> 6 | d4 << 56]
    }
}

/// Sixty steps on the low words of f and g; the new zeta and the matrix.
///
/// In three rounds of 20, which depend on the low 20 bits of f and g alone. That leaves room to
/// keep a row of the matrix beside its integer in one word, as the sum
///
/// ```text
/// f + u 2^20 + v 2^42        with |f| < 2^20 and, scaled by 2^20, |u|, |v| <= 2^20
/// ```
///
/// so that one addition and one shift move all three.
#[inline(always)]
fn sixty_steps(mut zeta: i64, f: i64, g: i64) -> (i64, Matrix) {
    let (mut f_low, mut g_low) = (f, g);
    let mut matrix: Matrix = [4, 0, 0, 4];
    for _ in 0..3 {
        let mut f = low_20_bits(f_low) + (1 << 40);
        let mut g = low_20_bits(g_low).wrapping_add(1 << 62);
        (zeta, f, g) = twenty_steps(zeta, f, g);
        let ((u, v), (q, r)) = (unpack(f), unpack(g));
        let [a, b, c, d] = matrix;
        matrix = [u * a + v * c, u * b + v * d, q * a + r * c, q * b + r * d];
        (f_low, g_low) = (low_dot(u, f_low, v, g_low), low_dot(q, f_low, r, g_low));
    }
    (zeta, matrix)
}

/// Twenty steps on packed words.
///
/// Four instructions after one another lead from one g to the next: g - f, a choice by zeta, a
/// choice by g's lowest bit, the shift. The others are few enough, 15 in all, to run beside these.
/// Compilers find no conditional moves for that which they would keep.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn twenty_steps(zeta: i64, mut f: i64, mut g: i64) -> (i64, i64, i64) {
    // A step begins by the subtraction that ends the one before: its flags are what is asked next.
    let mut zeta = zeta + 1;
    // SAFETY: computes in registers only, by instructions that every x86-64 has.
    unsafe {
        core::arch::asm!(
            ".rept 20",
            "mov {difference}, {g}",
            "sub {difference}, {f}",
            "lea {sum}, [{g} + {f}]",
            "sub {zeta}, 1",
            "cmovs {sum}, {difference}", // g - f where zeta is negative, g + f where not
            "mov {swapped}, {zeta}",
            "not {swapped}",
            "mov {both}, {g}",
            "mov {old_g}, {g}",
            "shl {both}, 63",
            "cmovnz {g}, {sum}", // where g is odd
            "and {both}, {zeta}",
            "cmovs {f}, {old_g}", // where g is odd and zeta negative
            "cmovs {zeta}, {swapped}",
            "sar {g}, 1",
            ".endr",
            zeta = inout(reg) zeta, f = inout(reg) f, g = inout(reg) g,
            sum = out(reg) _, difference = out(reg) _, swapped = out(reg) _,
            old_g = out(reg) _, both = out(reg) _,
            options(pure, nomem, nostack),
        );
    }
    (zeta - 1, f, g)
}

#[cfg(not(target_arch = "x86_64"))]
use portable_steps as twenty_steps;

/// Twenty steps on packed words.
#[cfg(any(test, not(target_arch = "x86_64")))]
#[inline(always)]
fn portable_steps(mut zeta: i64, mut f: i64, mut g: i64) -> (i64, i64, i64) {
    for _ in 0..20 {
        let swap = sign(zeta);
        let odd = hide((g as u64 & 1).wrapping_neg()) as i64;
        g = g.wrapping_add((f ^ swap).wrapping_sub(swap) & odd);
        let swap = swap & odd;
        zeta = (zeta ^ swap) - 1;
        // After g - f was taken, f + (g - f) is the old g.
        f = f.wrapping_add(g & swap);
        g >>= 1;
    }
    (zeta, f, g)
}

/// The row of the matrix that a packed word carries.
#[inline(always)]
fn unpack(word: i64) -> (i64, i64) {
    let word = word.wrapping_sub(low_20_bits(word)) >> 20;
    let first = word << 42 >> 42;
    (first, (word - first) >> 22)
}

/// The low 20 bits with their sign.
#[inline(always)]
fn low_20_bits(word: i64) -> i64 {
    word << 44 >> 44
}

/// The low bits of (u f + v g) / 2^20.
#[inline(always)]
fn low_dot(u: i64, f: i64, v: i64, g: i64) -> i64 {
    u.wrapping_mul(f).wrapping_add(v.wrapping_mul(g)) >> 20
}

/// (f, g) = matrix (f, g) / 2^62, which is exact.
#[inline(always)]
fn apply(&[u, v, q, r]: &Matrix, f: &mut Signed, g: &mut Signed) {
    let mut cf = dot(u, f[0], v, g[0]) >> BITS;
    let mut cg = dot(q, f[0], r, g[0]) >> BITS;
    for i in 1..5 {
        cf += dot(u, f[i], v, g[i]);
        cg += dot(q, f[i], r, g[i]);
        f[i - 1] = (cf as u64 & MASK) as i64;
        g[i - 1] = (cg as u64 & MASK) as i64;
        cf >>= BITS;
        cg >>= BITS;
    }
    (f[4], g[4]) = (cf as i64, cg as i64);
}

/// Brings all words but the last to [0, 2^62).
#[inline(always)]
fn carry(a: &mut Signed) {
    for i in 0..4 {
        a[i + 1] += a[i] >> BITS;
        a[i] &= MASK as i64;
    }
}

/// All ones for a negative word, hidden from the optimiser.
#[inline(always)]
fn sign(word: i64) -> i64 {
    hide((word >> 63) as u64) as i64
}

#[inline(always)]
fn wide(a: i64, b: i64) -> i128 {
    a as i128 * b as i128
}

#[inline(always)]
fn dot(a: i64, x: i64, b: i64, y: i64) -> i128 {
    wide(a, x) + wide(b, y)
}

const fn split(&[a0, a1, a2, a3]: &Limbs) -> Signed {
    [
        (a0 & MASK) as i64,
        ((a0 >> 62 | a1 << 2) & MASK) as i64,
        ((a1 >> 60 | a2 << 4) & MASK) as i64,
        ((a2 >> 58 | a3 << 6) & MASK) as i64,
        (a3 >> 56) as i64,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn steps_of_this_processor_are_the_portable_ones(zeta in -600_i64..600, f: i64, g: i64) {
            let (f, g) = (low_20_bits(f | 1) + (1 << 40), low_20_bits(g) + (1 << 62));
            prop_assert_eq!(twenty_steps(zeta, f, g), portable_steps(zeta, f, g));
        }
    }
}
