//! The equation that a valid signature fulfils (GB/T 32918.2 7.1), checked in variable time.

use super::{
    AffinePoint,
    field::{self, Arithmetic, Element},
    limbs::{self, Limbs},
    point::{self, Affine, Jacobian, OddMultiples, odd_multiples},
    scalar::{self, Scalar},
    vartime,
};
use alloc::{boxed::Box, vec::Vec};

/// The claim that s G + t P has, modulo n, the x coordinate x. Never true at infinity.
pub(crate) struct Equation {
    pub(crate) s: Scalar,
    pub(crate) t: Scalar,
    pub(crate) x: Scalar,
}

/// Width of t's digits without preparation.
pub(super) const WIDTH: usize = 5;
/// P, 3 P, ... 15 P.
pub(super) type Multiples = [Affine; 1 << (WIDTH - 2)];

/// Width of t's digits with a prepared point.
const PREPARED_WIDTH: usize = 6;
/// Parts that t is cut into then.
const PARTS: usize = 8;

/// For each part c of t, 2^(32 c) P and its odd multiples up to 31.
#[derive(Clone)]
pub(crate) struct PreparedPoint([[Affine; 1 << (PREPARED_WIDTH - 2)]; PARTS]);

/// Points whose tables share an inversion, to bound what is held at once.
const BATCH: usize = 64;

impl AffinePoint {
    /// Makes the tables of [`PreparedPoint`].
    pub(crate) fn prepare(&self) -> Box<PreparedPoint> {
        with_arithmetic!(arith => {
            let mut power = self.0;
            Box::new(PreparedPoint(core::array::from_fn(|part| {
                if part > 0 {
                    let shifted = (0..256 / PARTS)
                        .fold(Jacobian::from_affine(&power), |point, _| point.double(arith));
                    power = shifted.to_affine(arith);
                }
                odd_multiples(arith, &power)
            })))
        })
    }
}

impl Equation {
    /// Whether it holds for `point`.
    pub(crate) fn holds_vartime(&self, point: &AffinePoint) -> bool {
        with_arithmetic!(arith => {
            let multiples: Multiples = odd_multiples(arith, &point.0);
            self.holds_with_vartime(arith, &[&multiples], WIDTH)
        })
    }

    /// Whether it holds for a prepared point.
    pub(crate) fn holds_prepared_vartime(&self, point: &PreparedPoint) -> bool {
        let tables = point.0.each_ref().map(|table| table.as_slice());
        with_arithmetic!(arith => self.holds_with_vartime(arith, &tables, PREPARED_WIDTH))
    }

    #[inline(never)]
    fn holds_with_vartime<A: Arithmetic, const C: usize>(
        &self,
        arith: A,
        multiples: &[&[Affine]; C],
        width: usize,
    ) -> bool {
        let sum = vartime::mul_base_add_vartime(arith, Some(&self.s), &self.t, multiples, width);
        has_x_vartime(arith, &sum, &self.x)
    }
}

/// Whether each equation holds for its point; what is none doesn't.
pub(crate) fn hold_each_vartime(equations: &[Option<(&AffinePoint, Equation)>]) -> Vec<bool> {
    let mut results = Vec::with_capacity(equations.len());
    for equations in equations.chunks(BATCH) {
        let points: Vec<&Affine> = equations.iter().flatten().map(|(point, _)| &point.0).collect();
        with_arithmetic!(arith => {
            let mut tables = multiples_of_each(arith, &points).into_iter();
            results.extend(equations.iter().map(|equation| match equation {
                Some((_, equation)) => tables
                    .next()
                    .is_some_and(|table| equation.holds_with_vartime(arith, &[&table], WIDTH)),
                None => false,
            }));
        });
    }
    results
}

/// The odd multiples of each point, with one inversion: that of the product of all Z, from which
/// each one's inverse follows by multiplying by the others.
fn multiples_of_each<A: Arithmetic>(arith: A, points: &[&Affine]) -> Vec<Multiples> {
    let mut product = Element::ONE;
    let unfinished: Vec<_> = points
        .iter()
        .map(|point| {
            let multiples = OddMultiples::new(arith, point);
            let others = product;
            product = arith.mul(&product, &multiples.last_z);
            (multiples, others)
        })
        .collect();
    let mut inverse = point::invert(arith, &product);
    let mut finished: Vec<Multiples> = unfinished
        .into_iter()
        .rev()
        .map(|(multiples, others)| {
            let own = arith.mul(&inverse, &others);
            inverse = arith.mul(&inverse, &multiples.last_z);
            multiples.into_affine(arith, &own)
        })
        .collect();
    finished.reverse();
    finished
}

/// Whether the point's x, as an integer, is `x` modulo n. Compares X with x Z^2, which saves an
/// inversion; the coordinate is x, or x + n if that is below p.
fn has_x_vartime<A: Arithmetic>(arith: A, point: &Jacobian, x: &Scalar) -> bool {
    let matches = |candidate: &Limbs| {
        let candidate = Element::from_limbs(arith, candidate);
        arith.mul(&candidate, &point.zz) == point.x
    };
    let (other, carry) = limbs::add(&x.0, &scalar::N);
    let (_, below_p) = limbs::sub(&other, &field::P);
    !point.z.is_zero() && (matches(&x.0) || (carry == 0 && below_p == 1 && matches(&other)))
}
