//! Scalars modulo n and points of the curve: the one place where SM2's arithmetic is done.
//!
//! | module | what it is |
//! |---|---|
//! | `limbs` | 256-bit integers, masks |
//! | `field`, `portable`, `adx` | integers modulo p: what an implementation gives, and each one |
//! | `inversion` | 1/a modulo p or n |
//! | `scalar` | integers modulo n |
//! | `point` | the curve's addition formulas |
//! | `extended` | the same for many additions |
//! | `comb`, `base` | k G from a table |
//! | `variable` | k P for any point |
//! | `vartime` | s G + t P for public values |
//! | `equation` | what verification asks, of one signature or of many |
//!
//! Constant time but for functions whose name ends in `_vartime`.

/// Computes an expression with the fastest arithmetic that this processor has.
#[cfg(target_arch = "x86_64")]
macro_rules! with_arithmetic {
    ($arith:ident => $result:expr) => {
        if let Some($arith) = $crate::sm2::arithmetic::adx::Adx::detect() {
            $result
        } else {
            let $arith = $crate::sm2::arithmetic::Portable;
            $result
        }
    };
}

/// Computes an expression with the only arithmetic there is for this processor.
#[cfg(not(target_arch = "x86_64"))]
macro_rules! with_arithmetic {
    ($arith:ident => $result:expr) => {{
        let $arith = $crate::sm2::arithmetic::Portable;
        $result
    }};
}

#[cfg(target_arch = "x86_64")]
mod adx;
mod base;
mod comb;
pub(super) mod equation;
mod extended;
mod field;
mod inversion;
mod limbs;
mod point;
mod portable;
mod scalar;
#[cfg(test)]
mod tests;
mod variable;
mod vartime;

use crate::publish;
use field::{Arithmetic, Element};
use point::{Affine, Jacobian, odd_multiples};
use portable::Portable;
pub(crate) use scalar::{Factor, Scalar};
use zeroize::{Zeroize as _, Zeroizing};

/// The curve's coefficients and base point as `a ‖ b ‖ x_G ‖ y_G`, the form that Z_A hashes
/// (GB/T 32918.5).
pub(super) const PARAMETERS: [[u8; 32]; 4] = [
    *b"\xff\xff\xff\xfe\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\
       \xff\xff\xff\xff\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xfc",
    *b"\x28\xe9\xfa\x9e\x9d\x9f\x5e\x34\x4d\x5a\x9e\x4b\xcf\x65\x09\xa7\
       \xf3\x97\x89\xf5\x15\xab\x8f\x92\xdd\xbc\xbd\x41\x4d\x94\x0e\x93",
    comb::BASE_POINT[0],
    comb::BASE_POINT[1],
];

/// A public point of the curve, not infinity; wiped on drop all the same, since it lies beside
/// secrets in their types.
#[derive(Clone)]
pub(crate) struct AffinePoint(Affine);

impl Drop for AffinePoint {
    fn drop(&mut self) {
        self.0.iter_mut().for_each(|element| element.0.zeroize());
    }
}

impl AffinePoint {
    /// The point with these coordinates, or none when they are not below p or off the curve.
    pub(crate) fn from_coordinates(x: &[u8; 32], y: &[u8; 32]) -> Option<Self> {
        with_arithmetic!(arith => affine_from_coordinates(arith, x, y)).map(Self)
    }

    /// `scalar` times this point.
    #[inline(never)]
    pub(crate) fn mul(&self, scalar: &Scalar) -> Point {
        with_arithmetic!(arith => Point(variable::mul(arith, scalar, &self.0)))
    }

    /// This point plus `scalar` times `other`, of public values only; none at infinity.
    pub(crate) fn add_multiple_vartime(&self, scalar: &Scalar, other: &Self) -> Option<Self> {
        with_arithmetic!(arith => {
            let sum =
                multiple_vartime(arith, scalar, &other.0).add_affine_vartime(arith, &self.0);
            (!sum.z.is_zero()).then(|| Self(sum.to_affine(arith)))
        })
    }
}

/// A product with a secret, infinity included; wiped on drop.
pub(crate) struct Point(Jacobian);

impl Point {
    /// `scalar` G.
    #[inline(never)]
    pub(crate) fn mul_base(scalar: &Scalar) -> Self {
        let [x_g, y_g] = &comb::BASE_POINT;
        with_arithmetic!(arith => {
            let product = Self(base::mul_base(arith, scalar));
            if product.is_infinity() {
                return AffinePoint::from_coordinates(x_g, y_g)
                    .map_or(product, |base| base.mul(scalar));
            }
            product
        })
    }

    /// x of `scalar` G, or none for the point at infinity.
    #[inline(never)]
    pub(crate) fn mul_base_x(scalar: &Scalar) -> Option<Zeroizing<[u8; 32]>> {
        with_arithmetic!(arith => {
            let mut product = base::mul_base_up_to_sign(arith, scalar);
            // PUBLISHED: whether Z is zero, as in `is_infinity`.
            if publish(product.is_infinity()) {
                return Self::mul_base(scalar).coordinates().map(|coordinates| coordinates.x);
            }
            let x = product.to_affine_x(arith).to_bytes(arith);
            product.wipe();
            Some(Zeroizing::new(x))
        })
    }

    /// x and y, or none for the point at infinity.
    #[inline(never)]
    pub(crate) fn coordinates(&self) -> Option<Coordinates> {
        if self.is_infinity() {
            return None;
        }
        Some(with_arithmetic!(arith => {
            let [x, y] = self.0.to_affine(arith);
            Coordinates {
                x: Zeroizing::new(x.to_bytes(arith)),
                y: Zeroizing::new(y.to_bytes(arith)),
            }
        }))
    }

    fn is_infinity(&self) -> bool {
        // PUBLISHED: whether Z is zero. For k = 0 it is, which is refused, and for two more k where
        // the table of G is used; no random k is one of them but with a chance of 2^-254.
        publish(self.0.z.is_zero())
    }
}

impl Drop for Point {
    fn drop(&mut self) {
        let Jacobian { x, y, z, zz } = &mut self.0;
        [x, y, z, zz].into_iter().for_each(|element| element.0.zeroize());
    }
}

/// The affine coordinates of a point, big endian; wiped on drop.
pub(crate) struct Coordinates {
    pub(crate) x: Zeroizing<[u8; 32]>,
    pub(crate) y: Zeroizing<[u8; 32]>,
}

/// Checks that y^2 = x^3 - 3 x + b.
fn affine_from_coordinates<A: Arithmetic>(arith: A, x: &[u8; 32], y: &[u8; 32]) -> Option<Affine> {
    let [_, b, ..] = &PARAMETERS;
    let (x, y) = (Element::from_bytes(arith, x)?, Element::from_bytes(arith, y)?);
    let b = Element::from_bytes(arith, b)?;
    let three_x = arith.add(&arith.add(&x, &x), &x);
    let cube = arith.mul(&arith.square(&x), &x);
    let right = arith.add(&arith.sub(&cube, &three_x), &b);
    (arith.square(&y) == right).then_some([x, y])
}

/// `scalar` times `point`, infinity included.
#[inline(never)]
fn multiple_vartime<A: Arithmetic>(arith: A, scalar: &Scalar, point: &Affine) -> Jacobian {
    let multiples: equation::Multiples = odd_multiples(arith, point);
    vartime::mul_base_add_vartime(arith, None, scalar, &[&multiples], equation::WIDTH)
}
