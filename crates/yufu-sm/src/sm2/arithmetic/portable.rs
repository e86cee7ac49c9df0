//! Field arithmetic in plain Rust, for every processor.

use super::{
    field::{Arithmetic, Element, P},
    limbs,
};

/// Needs nothing of the processor.
#[derive(Clone, Copy)]
pub(crate) struct Portable;

impl Arithmetic for Portable {
    #[inline]
    fn mul(self, a: &Element, b: &Element) -> Element {
        divide_by_r(&limbs::mul_wide(&a.0, &b.0))
    }

    #[inline]
    fn square(self, a: &Element) -> Element {
        divide_by_r(&square_wide(&a.0))
    }

    #[inline(always)]
    fn add(self, a: &Element, b: &Element) -> Element {
        Element(limbs::add_mod(&a.0, &b.0, &P))
    }

    #[inline(always)]
    fn sub(self, a: &Element, b: &Element) -> Element {
        Element(limbs::sub_mod(&a.0, &b.0, &P))
    }

    #[inline(always)]
    fn add_weak(self, a: &Element, b: &Element) -> Element {
        self.add(a, b)
    }

    #[inline(always)]
    fn scan(self, points: &[[Element; 2]], first: u64, index: u64, found: &mut [Element; 2]) {
        for (at, point) in (first..).zip(points) {
            // at ^ index is below 2^63, so that only zero borrows.
            let mask = limbs::mask((at ^ index).wrapping_sub(1) >> 63);
            for (to, from) in found.iter_mut().zip(point) {
                to.0 = limbs::select(mask, &from.0, &to.0);
            }
        }
    }
}

/// a^2 in eight words: the products of different words are computed once and doubled.
#[inline(always)]
fn square_wide(&[a0, a1, a2, a3]: &limbs::Limbs) -> [u64; 8] {
    use limbs::{adc, mac};
    let (t1, carry) = mac(0, a0, a1, 0);
    let (t2, carry) = mac(0, a0, a2, carry);
    let (t3, t4) = mac(0, a0, a3, carry);
    let (t3, carry) = mac(t3, a1, a2, 0);
    let (t4, t5) = mac(t4, a1, a3, carry);
    let (t5, t6) = mac(t5, a2, a3, 0);
    let doubled =
        [t1 << 1, t2 << 1 | t1 >> 63, t3 << 1 | t2 >> 63, t4 << 1 | t3 >> 63, t5 << 1 | t4 >> 63];
    let [d1, d2, d3, d4, d5] = doubled;
    let (d6, d7) = (t6 << 1 | t5 >> 63, t6 >> 63);
    let (s0, high) = mac(0, a0, a0, 0);
    let (s1, carry) = adc(d1, high, 0);
    let (low, high) = mac(0, a1, a1, 0);
    let (s2, carry) = adc(d2, low, carry);
    let (s3, carry) = adc(d3, high, carry);
    let (low, high) = mac(0, a2, a2, 0);
    let (s4, carry) = adc(d4, low, carry);
    let (s5, carry) = adc(d5, high, carry);
    let (low, high) = mac(0, a3, a3, 0);
    let (s6, carry) = adc(d6, low, carry);
    let (s7, _) = adc(d7, high, carry);
    [s0, s1, s2, s3, s4, s5, s6, s7]
}

/// t / R mod p, for t below p 2^256.
#[inline(always)]
fn divide_by_r(&[t0, t1, t2, t3, t4, t5, t6, t7]: &[u64; 8]) -> Element {
    let low = clear_word(clear_word(clear_word(clear_word([t0, t1, t2, t3]))));
    let (sum, carry) = limbs::add(&low, &[t4, t5, t6, t7]);
    Element(limbs::reduce_once(&sum, carry, &P))
}

/// (t + t0 p) / 2^64. The result fits: t / 2^64 < 2^192 and t0 p / 2^64 < 2^256 - 2^192.
#[inline(always)]
fn clear_word([m, t1, t2, t3]: limbs::Limbs) -> limbs::Limbs {
    let (low, high) = (m << 32, m >> 32);
    let (q, _) = limbs::sub(&[m, 0, 0, m], &[low, high, low, high]);
    limbs::add(&[t1, t2, t3, 0], &q).0
}
