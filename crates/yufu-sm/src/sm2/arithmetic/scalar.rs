//! Integers modulo n, the order of the group (GB/T 32918.5).

use super::{
    inversion::Modulus,
    limbs::{self, Limbs},
};
use crate::publish;
use subtle::{Choice, ConstantTimeEq};
use zeroize::{Zeroize as _, Zeroizing};

/// The order n.
pub(crate) const N: Limbs =
    [0x53bb_f409_39d5_4123, 0x7203_df6b_21c6_052b, 0xffff_ffff_ffff_ffff, 0xffff_fffe_ffff_ffff];
/// -1/n modulo 2^64, by Newton's iteration: an odd number is its own inverse modulo 8.
const MINUS_INVERSE: u64 = {
    let [n, ..] = N;
    let mut inverse = n;
    let mut i = 0;
    while i < 5 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(n.wrapping_mul(inverse)));
        i += 1;
    }
    inverse.wrapping_neg()
};
/// 2^512 mod n.
const R2: Limbs = limbs::power_of_two(512, &N);
const MODULUS: Modulus = Modulus::new(&N);

/// An integer modulo n; wiped on drop.
#[derive(Clone)]
pub(crate) struct Scalar(pub(super) Limbs);

impl Scalar {
    pub(crate) const fn one() -> Self {
        Self([1, 0, 0, 0])
    }

    /// The scalar of 32 big-endian bytes, or none when they are not below n.
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        let value = Self(limbs::from_be_bytes(bytes));
        let (_, below) = limbs::sub(&value.0, &N);
        // PUBLISHED: whether it is below n. What is not is refused, or drawn again, and never used.
        publish(limbs::hide(below) == 1).then_some(value)
    }

    /// 32 big-endian bytes modulo n; any are below 2 n.
    pub(crate) fn reduce(bytes: &[u8; 32]) -> Self {
        Self(limbs::reduce_once(&limbs::from_be_bytes(bytes), 0, &N))
    }

    pub(crate) fn to_bytes(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(limbs::to_be_bytes(&self.0))
    }

    pub(crate) fn is_zero(&self) -> Choice {
        self.0.ct_eq(&[0; 4])
    }

    pub(crate) fn add(&self, other: &Self) -> Self {
        Self(limbs::add_mod(&self.0, &other.0, &N))
    }

    pub(crate) fn sub(&self, other: &Self) -> Self {
        Self(limbs::sub_mod(&self.0, &other.0, &N))
    }

    pub(crate) fn mul(&self, other: &Self) -> Self {
        Self(montgomery(&montgomery(&self.0, &other.0), &R2))
    }

    /// The product with a prepared factor.
    pub(crate) fn times(&self, factor: &Factor) -> Self {
        Self(montgomery(&self.0, &factor.0))
    }

    /// The inverse, or none for zero.
    pub(crate) fn invert(&self) -> Option<Self> {
        // PUBLISHED: whether 1 + d is zero. Only d = n - 1 makes it so, which is refused.
        let is_zero = publish(bool::from(self.is_zero()));
        (!is_zero).then(|| Self(MODULUS.invert(&self.0)))
    }

    /// The odd one of k and n - k, and all ones if it is n - k: with -G for G the product is the
    /// same.
    pub(super) fn to_odd(&self) -> (Zeroizing<Limbs>, u64) {
        let [low, ..] = self.0;
        let even = limbs::mask(1 ^ (low & 1));
        let (negative, _) = limbs::sub(&N, &self.0);
        (Zeroizing::new(limbs::select(even, &negative, &self.0)), even)
    }
}

/// A scalar that many are multiplied by, in Montgomery form: times 2^256. Wiped on drop.
pub(crate) struct Factor(Limbs);

impl From<Scalar> for Factor {
    fn from(scalar: Scalar) -> Self {
        Self(montgomery(&scalar.0, &R2))
    }
}

impl Drop for Factor {
    fn drop(&mut self) {
        self.0.zeroize();
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

/// a b / 2^256 mod n (Montgomery): each round adds a b_i and the multiple of n that clears the
/// lowest word, which is dropped.
fn montgomery(a: &Limbs, b: &Limbs) -> Limbs {
    use limbs::{adc, mac};
    let ([a0, a1, a2, a3], [n0, n1, n2, n3]) = (*a, N);
    let (mut t0, mut t1, mut t2, mut t3, mut t4) = (0, 0, 0, 0, 0);
    for &b in b {
        let mut carry;
        (t0, carry) = mac(t0, a0, b, 0);
        (t1, carry) = mac(t1, a1, b, carry);
        (t2, carry) = mac(t2, a2, b, carry);
        (t3, carry) = mac(t3, a3, b, carry);
        let (sum, top) = adc(t4, carry, 0);
        let m = t0.wrapping_mul(MINUS_INVERSE);
        (_, carry) = mac(t0, m, n0, 0);
        (t0, carry) = mac(t1, m, n1, carry);
        (t1, carry) = mac(t2, m, n2, carry);
        (t2, carry) = mac(t3, m, n3, carry);
        (t3, carry) = adc(sum, carry, 0);
        t4 = top + carry;
    }
    limbs::reduce_once(&[t0, t1, t2, t3], t4, &N)
}
