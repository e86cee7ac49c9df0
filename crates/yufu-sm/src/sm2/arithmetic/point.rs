//! Points of y^2 = x^3 - 3 x + b (GB/T 32918.5), and the formulas that add them.
//!
//! A [`Jacobian`] (X, Y, Z) stands for (X/Z^2, Y/Z^3), and for infinity where Z = 0. An addition of
//! equal or opposite points, or to infinity, comes out with Z = 0 as well, and no later doubling or
//! addition makes Z other than zero: each multiplies it by something. So a computation that must
//! not branch needs one look at Z, at its end.

use super::{
    field::{Arithmetic, Element, P, R3},
    inversion::Modulus,
    limbs,
};

const MODULUS: Modulus = Modulus::new(&P);

/// 1/a in constant time; 0 for 0.
pub(crate) fn invert<A: Arithmetic>(arith: A, a: &Element) -> Element {
    arith.mul(&Element(MODULUS.invert(&a.0)), &R3)
}

/// x and y of a point other than infinity.
pub(crate) type Affine = [Element; 2];

/// A point as (X/Z^2, Y/Z^3), with Z^2 carried along.
#[derive(Clone, Copy)]
pub(crate) struct Jacobian {
    pub(crate) x: Element,
    pub(crate) y: Element,
    pub(crate) z: Element,
    pub(crate) zz: Element,
}

impl Jacobian {
    pub(crate) const INFINITY: Self =
        Self { x: Element::ONE, y: Element::ONE, z: Element::ZERO, zz: Element::ZERO };

    pub(crate) const fn from_affine(&[x, y]: &Affine) -> Self {
        Self { x, y, z: Element::ONE, zz: Element::ONE }
    }

    /// x and y, in constant time; zeros for infinity.
    pub(crate) fn to_affine<A: Arithmetic>(self, arith: A) -> Affine {
        scale(arith, &[self.x, self.y], &invert(arith, &self.z))
    }

    /// 2 P, with Z' = Y Z: see [`double`].
    #[inline(always)]
    pub(crate) fn double<A: Arithmetic>(&self, arith: A) -> Self {
        let ([x, y], z, zz) = double(
            arith,
            (&self.x, &self.y, &self.zz),
            |_| arith.mul(&self.y, &self.z),
            |z, _| arith.square(z),
        );
        Self { x, y, z, zz }
    }

    /// The sum with another point, neither infinity nor this point nor its negative; beside it
    /// h = Z'/Z. With h = x Z^2 - X and r = y Z^3 - Y:
    ///
    /// ```text
    /// X' = r^2 - h^3 - 2 X h^2,  Y' = r (X h^2 - X') - Y h^3,  Z' = Z h
    /// ```
    #[inline(always)]
    pub(crate) fn add_affine<A: Arithmetic>(&self, arith: A, [x, y]: &Affine) -> (Self, Element) {
        let h = arith.mul_sub(x, &self.zz, &self.x);
        let zzz = arith.mul(&self.z, &self.zz);
        let hh = arith.square(&h);
        let r = arith.mul_sub(y, &zzz, &self.y);
        let hhh = arith.mul(&h, &hh);
        let v = arith.mul(&self.x, &hh);
        let z = arith.mul(&self.z, &h);
        let rr = arith.square(&r);
        let w = arith.mul(&self.y, &hhh);
        let x = arith.sub_twice_and_once(&rr, &v, &hhh);
        let zz = arith.square(&z);
        let y = arith.mul_sub(&r, &arith.sub(&v, &x), &w);
        (Self { x, y, z, zz }, h)
    }

    /// The sum with a point that may be this very point or its negative, in constant time. Neither
    /// is infinity; the sum may be.
    #[inline(always)]
    pub(crate) fn add_affine_complete<A: Arithmetic>(&self, arith: A, other: &Affine) -> Self {
        let (sum, h) = self.add_affine(arith, other);
        let [_, y] = other;
        let zzz = arith.mul(&self.z, &self.zz);
        let r = arith.sub(&arith.mul(y, &zzz), &self.y);
        let equal = limbs::zero_mask(&h.0) & limbs::zero_mask(&r.0);
        let double = Self::from_affine(other).double(arith);
        let select = |yes: Element, no: Element| Element(limbs::select(equal, &yes.0, &no.0));
        Self {
            x: select(double.x, sum.x),
            y: select(double.y, sum.y),
            z: select(double.z, sum.z),
            zz: select(double.zz, sum.zz),
        }
    }

    /// The sum with any point but infinity; time depends on whether the case is exceptional.
    #[inline(always)]
    pub(crate) fn add_affine_vartime<A: Arithmetic>(&self, arith: A, other: &Affine) -> Self {
        let (sum, _) = self.add_affine(arith, other);
        if sum.z.is_zero() { self.add_exceptional_vartime(arith, other) } else { sum }
    }

    #[cold]
    #[inline(never)]
    fn add_exceptional_vartime<A: Arithmetic>(&self, arith: A, other: &Affine) -> Self {
        if self.z.is_zero() {
            return Self::from_affine(other);
        }
        // The same x: the same point or its negative.
        let [_, y] = other;
        let zzz = arith.mul(&self.z, &self.zz);
        if arith.mul(y, &zzz) == self.y { self.double(arith) } else { Self::INFINITY }
    }

    /// The negative where `mask` is all ones, the same where it is zero.
    pub(crate) fn negate_if<A: Arithmetic>(self, arith: A, mask: u64) -> Self {
        Self { y: self.y.negate_if(arith, mask), ..self }
    }
}

/// X' and Y' of 2 P from X, Y and Z^2. With the slope's half m = 3/2 (X - Z^2)(X + Z^2) and
/// v = X Y^2:
///
/// ```text
/// X' = m^2 - 2 v,  Y' = m (v - X') - Y^4,  Z' = Y Z
/// ```
///
/// the usual formula (M = 2 m, S = 4 v, Z' = 2 Y Z) with Z' halved, which divides X' by 4 and Y' by
/// 8. No point has Y = 0, since the group's order is odd.
///
/// What makes Z' or its powers fills two waits: `early` of Y^2, `late` of that and Y^2.
#[inline(always)]
pub(crate) fn double<A: Arithmetic, T>(
    arith: A,
    (x, y, zz): (&Element, &Element, &Element),
    early: impl FnOnce(&Element) -> Element,
    late: impl FnOnce(&Element, &Element) -> T,
) -> (Affine, Element, T) {
    let difference = arith.sub(x, zz);
    let sum = arith.add_weak(x, zz);
    let three_halves = arith.add(&difference, &difference.half());
    let yy = arith.square(y);
    let m = arith.mul(&sum, &three_halves);
    let early = early(&yy);
    let v = arith.mul(x, &yy);
    let mm = arith.square(&m);
    let yyyy = arith.square(&yy);
    let x = arith.sub(&arith.sub(&mm, &v), &v);
    let late = late(&early, &yy);
    let y = arith.mul_sub(&m, &arith.sub(&v, &x), &yyyy);
    ([x, y], early, late)
}

/// (x s^2, y s^3): the affine form of a point whose 1/Z is s.
#[inline(always)]
pub(crate) fn scale<A: Arithmetic>(arith: A, [x, y]: &Affine, s: &Element) -> Affine {
    let ss = arith.square(s);
    [arith.mul(x, &ss), arith.mul(y, &arith.mul(&ss, s))]
}

/// P, 3 P, ... (2 N - 1) P on their way to affine form.
///
/// 2 P is made affine by going to the isomorphic curve on which its Z is 1, where x and y carry
/// factors Z^2 and Z^3; the formulas don't use b, the only coefficient that differs there.
pub(crate) struct OddMultiples<const N: usize> {
    /// X and Y.
    points: [Affine; N],
    /// The ratio of each point's Z to that of the one before.
    ratios: [Element; N],
    /// The Z of the last point on the real curve.
    pub(crate) last_z: Element,
}

impl<const N: usize> OddMultiples<N> {
    #[inline(always)]
    pub(crate) fn new<A: Arithmetic>(arith: A, point: &Affine) -> Self {
        let double = Jacobian::from_affine(point).double(arith);
        let step = [double.x, double.y];
        let first = scale(arith, point, &double.z);
        let mut sum = Jacobian::from_affine(&first);
        let (mut points, mut ratios) = ([first; N], [Element::ONE; N]);
        for (to, ratio) in points.iter_mut().zip(&mut ratios).skip(1) {
            (sum, *ratio) = sum.add_affine(arith, &step);
            *to = [sum.x, sum.y];
        }
        Self { points, ratios, last_z: arith.mul(&sum.z, &double.z) }
    }

    /// The points in affine form, given the inverse of `last_z`.
    #[inline(always)]
    pub(crate) fn into_affine<A: Arithmetic>(mut self, arith: A, inverse: &Element) -> [Affine; N] {
        let mut inverse = *inverse;
        for (point, ratio) in self.points.iter_mut().zip(&self.ratios).rev() {
            *point = scale(arith, point, &inverse);
            inverse = arith.mul(&inverse, ratio);
        }
        self.points
    }
}

/// P, 3 P, ... (2 N - 1) P.
#[inline(always)]
pub(crate) fn odd_multiples<A: Arithmetic, const N: usize>(
    arith: A,
    point: &Affine,
) -> [Affine; N] {
    let multiples = OddMultiples::new(arith, point);
    let inverse = invert(arith, &multiples.last_z);
    multiples.into_affine(arith, &inverse)
}
