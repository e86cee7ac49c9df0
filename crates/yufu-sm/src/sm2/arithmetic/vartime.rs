//! Sums of multiples of public points, in variable time: what verification needs.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "indices are below the arrays' lengths; a digit has eight bits at most"
)]

use super::{
    base::{Digits, LOOKUPS},
    comb::{ROWS, TABLES},
    field::{Arithmetic, Element},
    limbs::Limbs,
    point::{Affine, Jacobian},
    scalar::Scalar,
};

/// Positions of a scalar's digits: one more than its bits, for the last carry.
const POSITIONS: usize = 257;

/// s G + t P.
///
/// `multiples` are tables of odd multiples of 2^(256 c / C) P for c from 0 to C - 1, each of
/// 2^(width - 2) points. With more than one table a digit of t is looked up in the table of its
/// part of t, so that the parts share 256 / C doublings. The base point's comb joins in for the
/// last four.
#[inline(always)]
pub(super) fn mul_base_add_vartime<A: Arithmetic, const C: usize>(
    arith: A,
    s: Option<&Scalar>,
    t: &Scalar,
    multiples: &[&[Affine]; C],
    width: usize,
) -> Jacobian {
    let part = 256 / C;
    let t = wnaf_vartime(&t.0, width);
    let s = s.map(|s| {
        let (odd, negated) = s.to_odd();
        (Digits::new(&odd), negated)
    });
    let mut sum = Jacobian::INFINITY;
    if t[POSITIONS - 1] != 0 {
        sum = add_digit_vartime(arith, sum, multiples[C - 1], t[POSITIONS - 1]);
    }
    for position in (0..part).rev() {
        sum = sum.double(arith);
        for (table, points) in multiples.iter().enumerate() {
            let digit = t[part * table + position];
            if digit != 0 {
                sum = add_digit_vartime(arith, sum, points, digit);
            }
        }
        if position < ROWS
            && let Some((digits, negated)) = &s
        {
            let row = ROWS - 1 - position;
            for number in row * TABLES..(row + 1) * TABLES {
                const { assert!(LOOKUPS == ROWS * TABLES) }
                let (points, index, negative) = digits.at(number);
                let [x, y] = points[index as usize];
                sum = sum.add_affine_vartime(arith, &[x, y.negate_if(arith, negative ^ negated)]);
            }
        }
    }
    sum
}

#[inline(always)]
fn add_digit_vartime<A: Arithmetic>(
    arith: A,
    sum: Jacobian,
    points: &[Affine],
    digit: i8,
) -> Jacobian {
    let [x, y] = points[usize::from(digit.unsigned_abs() >> 1)];
    let y = if digit < 0 { arith.sub(&Element::ZERO, &y) } else { y };
    sum.add_affine_vartime(arith, &[x, y])
}

/// The width-w non-adjacent form: digits zero or odd, below 2^(w-1) in size, at least w - 1 zeros
/// after each other one.
fn wnaf_vartime(&[a0, a1, a2, a3]: &Limbs, width: usize) -> [i8; POSITIONS] {
    let words = [a0, a1, a2, a3, 0, 0];
    let bits_from = |position: usize| {
        let (index, shift) = (position / 64, position % 64);
        words[index] >> shift | words[index + 1] << 1 << (63 - shift)
    };
    let mut digits = [0; POSITIONS];
    let (mut position, mut carry) = (0, 0_u64);
    while position < POSITIONS {
        // A run of bits equal to the carry gives digits of zero.
        let bits = bits_from(position);
        let run = (bits ^ carry.wrapping_neg()).trailing_zeros() as usize;
        if run > 0 {
            position += run;
            continue;
        }
        let value = (bits & ((1 << width) - 1)) + carry;
        carry = value >> (width - 1) & 1;
        // Above half of 2^width the digit is negative, and 2^width is carried on.
        digits[position] = (value as u8).wrapping_sub((carry << width) as u8).cast_signed();
        position += width;
    }
    digits
}
