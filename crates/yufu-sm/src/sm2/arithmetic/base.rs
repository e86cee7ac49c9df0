//! Multiples of the base point G, in constant time. The module `comb` describes the tables.

#![allow(clippy::indexing_slicing, reason = "an index is reduced modulo what it indexes")]

use super::{
    comb::{DIGITS, POINTS, ROWS, SPACING, TABLES, TEETH},
    extended::Extended,
    field::{Arithmetic, Element},
    limbs::{self, Limbs},
    point::{Affine, Jacobian},
    scalar::Scalar,
};
use zeroize::Zeroizing;

#[repr(C, align(64))]
struct Tables([[Affine; POINTS]; TABLES]);

static TABLES_OF_G: Tables =
    Tables(include!(concat!(env!("OUT_DIR"), "/sm2_base_point_tables.rs")));

/// Look-ups in a multiplication.
pub(super) const LOOKUPS: usize = ROWS * TABLES;

/// All points of all tables.
#[cfg(test)]
pub(super) fn points() -> impl Iterator<Item = &'static Affine> {
    TABLES_OF_G.0.as_flattened().iter()
}

/// k G; Z is zero for k = 0, and for one odd k and its negative that add equal points at the last.
#[inline(always)]
pub(super) fn mul_base<A: Arithmetic>(arith: A, k: &Scalar) -> Jacobian {
    let (odd, negated) = k.to_odd();
    multiple_of_odd(arith, &odd).into_jacobian(arith).negate_if(arith, negated)
}

/// k G or -k G, which have one x; what Y alone needs is left out where it is not used.
#[inline(always)]
pub(super) fn mul_base_up_to_sign<A: Arithmetic>(arith: A, k: &Scalar) -> Extended {
    let (odd, _) = k.to_odd();
    multiple_of_odd(arith, &odd)
}

#[inline(always)]
fn multiple_of_odd<A: Arithmetic>(arith: A, k: &Limbs) -> Extended {
    let digits = Digits::new(k);
    let first = Lookup::new(&digits, 0).scan_all(arith);
    let second = Lookup::new(&digits, 1).scan_all(arith);
    let mut third = Lookup::new(&digits, 2);
    let mut sum = Extended::sum_of_affine(arith, &first, &second, |piece| third.scan(arith, piece));
    let mut addend = third.finish(arith);
    for number in 3..LOOKUPS {
        let mut next = Lookup::new(&digits, number);
        // The table is read between the field products of the addition before its point is needed.
        sum = sum.add_affine(arith, &addend, |piece| next.scan(arith, piece));
        addend = next.finish(arith);
        if number % TABLES == 0 {
            sum = sum.double(arith);
        }
    }
    sum.add_affine(arith, &addend, |_| ())
}

/// The digits of an odd scalar, a bit each.
pub(super) struct Digits(Zeroizing<[u64; WORDS]>);

/// Words that hold the digits.
const WORDS: usize = DIGITS.div_ceil(64);

impl Digits {
    pub(super) fn new(&[k0, k1, k2, k3]: &Limbs) -> Self {
        const { assert!(DIGITS >= 256) }
        let half = [k0 >> 1 | k1 << 63, k1 >> 1 | k2 << 63, k2 >> 1 | k3 << 63, k3 >> 1];
        let mut digits = Zeroizing::new([0; WORDS]);
        digits[..4].copy_from_slice(&half);
        digits[WORDS - 1] |= 1 << ((DIGITS - 1) % 64);
        Self(digits)
    }

    /// The table of a look-up, which of its points, and all ones if its negative.
    #[inline(always)]
    pub(super) fn at(&self, number: usize) -> (&'static [Affine; POINTS], u64, u64) {
        let row = ROWS - 1 - number / TABLES % ROWS;
        // Up and down by turns: the tables that were read last are read first, from the cache.
        let table =
            if row.is_multiple_of(2) { number % TABLES } else { TABLES - 1 - number % TABLES };
        let position = ROWS * table + row;
        let bits = (0..TEETH).rev().fold(0, |bits, tooth| {
            let at = SPACING * tooth + position;
            bits << 1 | (self.0[at / 64 % WORDS] >> (at % 64) & 1)
        });
        let (index, negative) = signed_index(bits, TEETH);
        (&TABLES_OF_G.0[table], index, negative)
    }
}

/// Splits `count` digits of ±1 into the index of a point whose last digit is +1, and all ones if
/// its negative is meant.
#[inline(always)]
pub(super) fn signed_index(bits: u64, count: usize) -> (u64, u64) {
    let negative = limbs::hide((bits >> (count - 1)).wrapping_sub(1));
    ((bits ^ negative) & ((1 << (count - 1)) - 1), negative)
}

/// Reads a whole table to take one point of it, in eight pieces.
struct Lookup {
    points: &'static [Affine; POINTS],
    index: u64,
    negative: u64,
    found: Affine,
}

impl Lookup {
    const PIECE: usize = POINTS / 8;

    #[inline(always)]
    fn new(digits: &Digits, number: usize) -> Self {
        let (points, index, negative) = digits.at(number);
        Self { points, index, negative, found: [Element::ZERO; 2] }
    }

    #[inline(always)]
    fn scan<A: Arithmetic>(&mut self, arith: A, piece: usize) {
        let first = piece % 8 * Self::PIECE;
        let points = &self.points[first..first + Self::PIECE];
        arith.scan(points, first as u64, self.index, &mut self.found);
    }

    #[inline(always)]
    fn finish<A: Arithmetic>(self, arith: A) -> Affine {
        let [x, y] = self.found;
        [x, y.negate_if(arith, self.negative)]
    }

    fn scan_all<A: Arithmetic>(mut self, arith: A) -> Affine {
        (0..8).for_each(|piece| self.scan(arith, piece));
        self.finish(arith)
    }
}
