//! Scalars modulo n and points of the curve: the one place where SM2's arithmetic is done.
//!
//! Constant time but for functions whose name ends in `_vartime`.

use elliptic_curve::{
    Group as _, PrimeField as _,
    ops::{MulByGeneratorVartime as _, Reduce as _},
    point::AffineCoordinates as _,
};
use sm2::{AffinePoint, FieldBytes, ProjectivePoint};
use subtle::{Choice, ConstantTimeEq};
use zeroize::{Zeroize as _, Zeroizing};

/// The curve's coefficients and base point as `a ‖ b ‖ x_G ‖ y_G`, the form that Z_A hashes
/// (GB/T 32918.5).
pub(super) const PARAMETERS: [[u8; 32]; 4] = [
    *b"\xff\xff\xff\xfe\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\
       \xff\xff\xff\xff\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xfc",
    *b"\x28\xe9\xfa\x9e\x9d\x9f\x5e\x34\x4d\x5a\x9e\x4b\xcf\x65\x09\xa7\
       \xf3\x97\x89\xf5\x15\xab\x8f\x92\xdd\xbc\xbd\x41\x4d\x94\x0e\x93",
    *b"\x32\xc4\xae\x2c\x1f\x19\x81\x19\x5f\x99\x04\x46\x6a\x39\xc9\x94\
       \x8f\xe3\x0b\xbf\xf2\x66\x0b\xe1\x71\x5a\x45\x89\x33\x4c\x74\xc7",
    *b"\xbc\x37\x36\xa2\xf4\xf6\x77\x9c\x59\xbd\xce\xe3\x6b\x69\x21\x53\
       \xd0\xa9\x87\x7c\xc6\x2a\x47\x40\x02\xdf\x32\xe5\x21\x39\xf0\xa0",
];

/// An integer modulo n; wiped on drop.
pub(crate) struct Scalar(sm2::Scalar);

impl Scalar {
    pub(crate) fn one() -> Self {
        Self(sm2::Scalar::ONE)
    }

    /// The scalar of 32 big-endian bytes, or none when they are not below n.
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        sm2::Scalar::from_repr(FieldBytes::from(*bytes)).into_option().map(Self)
    }

    /// 32 big-endian bytes modulo n.
    pub(crate) fn reduce(bytes: &[u8; 32]) -> Self {
        Self(sm2::Scalar::reduce(&FieldBytes::from(*bytes)))
    }

    pub(crate) fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0.to_repr().into())
    }

    pub(crate) fn is_zero(&self) -> Choice {
        self.0.is_zero()
    }

    pub(crate) fn add(&self, other: &Self) -> Self {
        Self(self.0 + other.0)
    }

    pub(crate) fn sub(&self, other: &Self) -> Self {
        Self(self.0 - other.0)
    }

    pub(crate) fn mul(&self, other: &Self) -> Self {
        Self(self.0 * other.0)
    }

    /// The inverse, or none for zero.
    pub(crate) fn invert(&self) -> Option<Self> {
        self.0.invert().into_option().map(Self)
    }
}

impl Clone for Scalar {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}

impl Drop for Scalar {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ConstantTimeEq for Scalar {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }
}

/// A point of the curve, infinity included; wiped on drop, since products with a secret are secret.
pub(crate) struct Point(ProjectivePoint);

impl Point {
    /// The point with these coordinates, or none when they are not below p or off the curve.
    pub(crate) fn from_coordinates(x: &[u8; 32], y: &[u8; 32]) -> Option<Self> {
        AffinePoint::from_coordinates(&FieldBytes::from(*x), &FieldBytes::from(*y))
            .into_option()
            .map(|point| Self(point.into()))
    }

    /// x and y, or none for the point at infinity.
    pub(crate) fn coordinates(&self) -> Option<Coordinates> {
        if bool::from(self.0.is_identity()) {
            return None;
        }
        let mut affine = self.0.to_affine();
        let coordinates = Coordinates {
            x: Zeroizing::new(affine.x().into()),
            y: Zeroizing::new(affine.y().into()),
        };
        affine.zeroize();
        Some(coordinates)
    }

    /// `scalar` G.
    pub(crate) fn mul_base(scalar: &Scalar) -> Self {
        Self(ProjectivePoint::mul_by_generator(&scalar.0))
    }

    /// `scalar` times this point.
    pub(crate) fn mul(&self, scalar: &Scalar) -> Self {
        Self(self.0 * scalar.0)
    }

    /// The sum of two points.
    pub(crate) fn add(&self, other: &Self) -> Self {
        Self(self.0 + other.0)
    }

    /// `s` G + `t` `point`, of public values only.
    pub(crate) fn mul_base_add_vartime(s: &Scalar, t: &Scalar, point: &Self) -> Self {
        Self(ProjectivePoint::mul_by_generator_and_mul_add_vartime(&s.0, &t.0, &point.0))
    }
}

impl Clone for Point {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}

impl Drop for Point {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// The affine coordinates of a point, big endian; wiped on drop.
pub(crate) struct Coordinates {
    pub(crate) x: Zeroizing<[u8; 32]>,
    pub(crate) y: Zeroizing<[u8; 32]>,
}
