//! The field of integers modulo p = 2^256 - 2^224 - 2^96 + 2^64 - 1 (GB/T 32918.5).
//!
//! # Montgomery form
//!
//! An element a is kept as a R mod p with R = 2^256, always below p. The product of two such values
//! is (a R)(b R) = (a b R) R, so each product is followed by a division by R: multiples of p are
//! added that clear the low 256 bits, which are then dropped.
//!
//! p = -1 modulo 2^64, so the multiple of p that clears the lowest word m is m itself, and
//!
//! ```text
//! m + m p = m (2^256 - 2^224 - 2^96 + 2^64) = 2^64 m (2^192 - 2^160 - 2^32 + 1)
//! ```
//!
//! Once the cleared word is dropped, what has to be added is m (2^192 - 2^160 - 2^32 + 1): with
//! m 2^32 = high 2^64 + low that is the four words
//!
//! ```text
//! m - low,  -high,  -low,  m - high        (least significant first, borrows running through)
//! ```
//!
//! so the reduction needs no multiplication. Four words cleared, the value is below
//! (p^2 + R p) / R < 2 p, and one conditional subtraction makes it canonical. That holds for one
//! factor anywhere below 2^256 as well.

use super::limbs::{self, Limbs};

/// The prime p.
pub(crate) const P: Limbs =
    [0xffff_ffff_ffff_ffff, 0xffff_ffff_0000_0000, 0xffff_ffff_ffff_ffff, 0xffff_fffe_ffff_ffff];

/// R^2 mod p, which brings an integer into Montgomery form.
const R2: Element = Element(limbs::power_of_two(512, &P));
/// R^3 mod p: the inverse of a R is a^-1 R^-1, and a product by R^3 makes it a^-1 R.
pub(crate) const R3: Element = Element(limbs::power_of_two(768, &P));

/// An element of the field in Montgomery form, below p.
///
/// Aligned to a word only: more would put padding into the types that hold one, and padding keeps
/// what lay there before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(C)]
pub(crate) struct Element(pub(crate) Limbs);

impl Element {
    pub(crate) const ZERO: Self = Self([0; 4]);
    /// R mod p.
    pub(crate) const ONE: Self = Self(limbs::power_of_two(256, &P));

    /// The element of 32 big-endian bytes, or none when they are not below p.
    pub(crate) fn from_bytes<A: Arithmetic>(arith: A, bytes: &[u8; 32]) -> Option<Self> {
        let value = limbs::from_be_bytes(bytes);
        let (_, below) = limbs::sub(&value, &P);
        (below == 1).then(|| Self::from_limbs(arith, &value))
    }

    /// The element of an integer below p.
    pub(crate) fn from_limbs<A: Arithmetic>(arith: A, value: &Limbs) -> Self {
        arith.mul(&Self(*value), &R2)
    }

    /// 32 big-endian bytes.
    pub(crate) fn to_bytes<A: Arithmetic>(self, arith: A) -> [u8; 32] {
        limbs::to_be_bytes(&arith.mul(&self, &Self([1, 0, 0, 0])).0)
    }

    /// Whether this is zero. The answer may be branched on only where it is public.
    #[inline(always)]
    pub(crate) const fn is_zero(&self) -> bool {
        limbs::is_zero(&self.0)
    }

    /// Half of this: (a + p) / 2 for odd a.
    #[inline(always)]
    pub(crate) fn half(&self) -> Self {
        let [low, ..] = self.0;
        let odd = limbs::mask(low & 1);
        let [p0, p1, p2, p3] = P;
        let ([s0, s1, s2, s3], carry) =
            limbs::add(&self.0, &[p0 & odd, p1 & odd, p2 & odd, p3 & odd]);
        Self([s0 >> 1 | s1 << 63, s1 >> 1 | s2 << 63, s2 >> 1 | s3 << 63, s3 >> 1 | carry << 63])
    }

    /// The negative where `mask` is all ones, the same where it is zero.
    #[inline(always)]
    pub(crate) fn negate_if<A: Arithmetic>(&self, arith: A, mask: u64) -> Self {
        let negative = arith.sub(&Self::ZERO, self);
        Self(limbs::select(limbs::hide(mask), &negative.0, &self.0))
    }
}

/// One way to compute in the field.
///
/// A value of an implementing type is the proof that this processor can: one for instructions that
/// not every processor has is given out only after they were found.
pub(crate) trait Arithmetic: Copy {
    /// a b; a may be any integer below 2^256.
    fn mul(self, a: &Element, b: &Element) -> Element;
    /// a b - c; a may be any integer below 2^256.
    #[inline(always)]
    fn mul_sub(self, a: &Element, b: &Element, c: &Element) -> Element {
        self.sub(&self.mul(a, b), c)
    }
    /// a^2.
    fn square(self, a: &Element) -> Element;
    /// a + b.
    fn add(self, a: &Element, b: &Element) -> Element;
    /// a - b.
    fn sub(self, a: &Element, b: &Element) -> Element;
    /// a - 2 b - c.
    #[inline(always)]
    fn sub_twice_and_once(self, a: &Element, b: &Element, c: &Element) -> Element {
        self.sub(&self.sub(&self.sub(a, c), b), b)
    }
    /// a + b modulo p, below 2^256 but perhaps not below p: good for the first factor of
    /// [`Self::mul`] only.
    fn add_weak(self, a: &Element, b: &Element) -> Element;
    /// Puts `points[index - first]` into `found` if it is there; reads all points whatever `index`.
    fn scan(self, points: &[[Element; 2]], first: u64, index: u64, found: &mut [Element; 2]);
}
