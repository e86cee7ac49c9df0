//! Points as (X, Y, Z^2, Z^3), for the multiples of the base point: many additions of points from a
//! table, hardly a doubling.
//!
//! With both powers of Z at hand and Z itself never needed, an addition takes ten products, where
//! [`Jacobian::add_affine`] takes eleven; a doubling takes nine instead of eight. Infinity is
//! Z^2 = 0, and stays so, as it is with [`Jacobian`].

use super::{
    field::{Arithmetic, Element},
    point::{Affine, Jacobian, invert},
};
use zeroize::Zeroize as _;

/// (X/Z^2, Y/Z^3).
#[derive(Clone, Copy)]
pub(crate) struct Extended {
    x: Element,
    y: Element,
    zz: Element,
    zzz: Element,
}

impl Extended {
    /// The sum of two affine points, neither the same nor opposite.
    #[inline(always)]
    pub(crate) fn sum_of_affine<A: Arithmetic>(
        arith: A,
        [x1, y1]: &Affine,
        [x2, y2]: &Affine,
    ) -> Self {
        let h = arith.sub(x2, x1);
        let hh = arith.square(&h);
        let r = arith.sub(y2, y1);
        let rr = arith.square(&r);
        let hhh = arith.mul(&h, &hh);
        let v = arith.mul(x1, &hh);
        let w = arith.mul(y1, &hhh);
        let x = arith.sub(&arith.sub(&arith.sub(&rr, &hhh), &v), &v);
        let y = arith.sub(&arith.mul(&r, &arith.sub(&v, &x)), &w);
        Self { x, y, zz: hh, zzz: hhh }
    }

    /// The sum with another point, neither infinity nor this point nor its negative. With
    /// h = x Z^2 - X and r = y Z^3 - Y:
    ///
    /// ```text
    /// X' = r^2 - h^3 - 2 X h^2,  Y' = r (X h^2 - X') - Y h^3,  Z'^2 = Z^2 h^2,  Z'^3 = Z^3 h^3
    /// ```
    ///
    /// `beside` runs eight times between the products, with 0 to 7: other work, to fill the waits.
    #[inline(always)]
    pub(crate) fn add_affine<A: Arithmetic>(
        &self,
        arith: A,
        [x, y]: &Affine,
        mut beside: impl FnMut(usize),
    ) -> Self {
        let u = arith.mul(x, &self.zz);
        beside(0);
        let s = arith.mul(y, &self.zzz);
        beside(1);
        let h = arith.sub(&u, &self.x);
        beside(2);
        let r = arith.sub(&s, &self.y);
        let hh = arith.square(&h);
        beside(3);
        let rr = arith.square(&r);
        beside(4);
        let v = arith.mul(&self.x, &hh);
        beside(5);
        let hhh = arith.mul(&h, &hh);
        beside(6);
        let x = arith.sub(&arith.sub(&rr, &v), &v);
        let zz = arith.mul(&self.zz, &hh);
        let x = arith.sub(&x, &hhh);
        beside(7);
        let w = arith.mul(&self.y, &hhh);
        let d = arith.sub(&v, &x);
        let zzz = arith.mul(&self.zzz, &hhh);
        let y = arith.sub(&arith.mul(&r, &d), &w);
        Self { x, y, zz, zzz }
    }

    /// 2 P, by the formula of [`Jacobian::double`].
    #[inline(always)]
    pub(crate) fn double<A: Arithmetic>(&self, arith: A) -> Self {
        let difference = arith.sub(&self.x, &self.zz);
        let sum = arith.add_weak(&self.x, &self.zz);
        let three_halves = arith.add(&difference, &difference.half());
        let yy = arith.square(&self.y);
        let m = arith.mul(&sum, &three_halves);
        let yyy = arith.mul(&self.y, &yy);
        let v = arith.mul(&self.x, &yy);
        let mm = arith.square(&m);
        let yyyy = arith.square(&yy);
        let x = arith.sub(&arith.sub(&mm, &v), &v);
        let zz = arith.mul(&self.zz, &yy);
        let zzz = arith.mul(&self.zzz, &yyy);
        let y = arith.sub(&arith.mul(&m, &arith.sub(&v, &x)), &yyyy);
        Self { x, y, zz, zzz }
    }

    /// The same point with Z^2 in the place of Z: (Z^2)^3 is (Z^3)^2.
    #[inline(always)]
    pub(crate) fn into_jacobian<A: Arithmetic>(self, arith: A) -> Jacobian {
        Jacobian {
            x: arith.mul(&self.x, &self.zz),
            y: arith.mul(&self.y, &self.zzz),
            z: self.zz,
            zz: arith.square(&self.zz),
        }
    }

    /// x of the affine point; zero for infinity.
    pub(crate) fn to_affine_x<A: Arithmetic>(self, arith: A) -> Element {
        arith.mul(&self.x, &invert(arith, &self.zz))
    }

    /// Whether this is infinity. The answer may be branched on only where it is public.
    #[inline(always)]
    pub(crate) fn is_infinity(&self) -> bool {
        self.zz.is_zero()
    }

    pub(crate) fn wipe(&mut self) {
        let Self { x, y, zz, zzz } = self;
        [x, y, zz, zzz].into_iter().for_each(|element| element.0.zeroize());
    }
}
