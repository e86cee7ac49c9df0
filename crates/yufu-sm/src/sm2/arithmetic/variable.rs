//! Multiples of any point, in constant time.
//!
//! The scalar is secret, the point is not: whoever made it knows it. An odd k below 2^256 is a sum
//! of 260 digits of +1 or -1, as in the module `comb`, and five neighbouring ones make an odd digit
//! between -31 and 31. The first of the 52 is always 1, because k is below 2^256.
//!
//! No addition but the last can be exceptional. With K the value of the digits so far and d the
//! next one, |d| < 32 K, that would take 32 K = d or 32 K = -d modulo n. Neither 32 K - d nor
//! 32 K + d is zero, and before the last digit both are below n. At the last, 32 K + d is k itself,
//! and 32 K - d = k - 2 d is n for a few k from n - 62 on: there the points are equal.

use super::{
    base::signed_index,
    field::{Arithmetic, Element},
    limbs::Limbs,
    point::{Affine, Jacobian, odd_multiples},
    scalar::Scalar,
};
use zeroize::Zeroizing;

/// Bits of k that a look-up takes.
const WIDTH: usize = 5;
/// P, 3 P, ... 31 P.
const POINTS: usize = 1 << (WIDTH - 1);
/// Digits after the first.
const LOOKUPS: usize = 51;

/// k P; Z is zero for k = 0 only.
#[inline(always)]
pub(super) fn mul<A: Arithmetic>(arith: A, k: &Scalar, point: &Affine) -> Jacobian {
    let multiples: [Affine; POINTS] = odd_multiples(arith, point);
    let (odd, negated) = k.to_odd();
    let [k0, k1, k2, k3] = *odd;
    // (k - 1) / 2; bit 259, the first digit's sign, is understood.
    let half: Zeroizing<Limbs> =
        Zeroizing::new([k0 >> 1 | k1 << 63, k1 >> 1 | k2 << 63, k2 >> 1 | k3 << 63, k3 >> 1]);
    let mut sum = Jacobian::from_affine(point);
    for number in (0..LOOKUPS).rev() {
        let (index, negative) = signed_index(bits(&half, WIDTH * number), WIDTH);
        let mut found = [Element::ZERO; 2];
        for _ in 0..WIDTH {
            sum = sum.double(arith);
        }
        arith.scan(&multiples, 0, index, &mut found);
        let [x, y] = found;
        let addend = [x, y.negate_if(arith, negative)];
        sum = if number == 0 {
            sum.add_affine_complete(arith, &addend)
        } else {
            sum.add_affine(arith, &addend).0
        };
    }
    sum.negate_if(arith, negated)
}

/// [`WIDTH`] bits of `a` from a public position on.
#[inline(always)]
fn bits(a: &Limbs, position: usize) -> u64 {
    let word = |index: usize| a.get(index).copied().unwrap_or(0);
    let (index, shift) = (position / 64, position % 64);
    (word(index) >> shift | word(index + 1) << 1 << (63 - shift)) & ((1 << WIDTH) - 1)
}
