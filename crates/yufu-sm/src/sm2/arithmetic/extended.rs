//! Points as (X, Y, Z^2, Z^3), for the multiples of the base point: many additions of points from a
//! table, hardly a doubling.
//!
//! With both powers of Z at hand and Z itself never needed, an addition takes ten products, where
//! [`Jacobian::add_affine`] takes eleven; a doubling takes nine instead of eight. Infinity is
//! Z^2 = 0, and stays so, as it is with [`Jacobian`].

use super::{
    field::{Arithmetic, Element},
    point::{Affine, Jacobian, double, invert},
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
    /// The sum of two affine points, neither the same nor opposite; `beside` as in
    /// [`Self::add_affine`].
    #[inline(always)]
    pub(crate) fn sum_of_affine<A: Arithmetic>(
        arith: A,
        [x1, y1]: &Affine,
        [x2, y2]: &Affine,
        mut beside: impl FnMut(usize),
    ) -> Self {
        let h = arith.sub(x2, x1);
        let hh = arith.square(&h);
        beside(0);
        let r = arith.sub(y2, y1);
        let rr = arith.square(&r);
        beside(1);
        let hhh = arith.mul(&h, &hh);
        beside(2);
        let v = arith.mul(x1, &hh);
        beside(3);
        let w = arith.mul(y1, &hhh);
        beside(4);
        let x = arith.sub_twice_and_once(&rr, &v, &hhh);
        beside(5);
        let d = arith.sub(&v, &x);
        beside(6);
        let y = arith.mul_sub(&r, &d, &w);
        beside(7);
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
        let h = arith.mul_sub(x, &self.zz, &self.x);
        beside(0);
        let r = arith.mul_sub(y, &self.zzz, &self.y);
        beside(1);
        let hh = arith.square(&h);
        beside(2);
        let rr = arith.square(&r);
        beside(3);
        let v = arith.mul(&self.x, &hh);
        beside(4);
        let hhh = arith.mul(&h, &hh);
        beside(5);
        let zz = arith.mul(&self.zz, &hh);
        let x = arith.sub_twice_and_once(&rr, &v, &hhh);
        beside(6);
        let w = arith.mul(&self.y, &hhh);
        let d = arith.sub(&v, &x);
        beside(7);
        let zzz = arith.mul(&self.zzz, &hhh);
        let y = arith.mul_sub(&r, &d, &w);
        Self { x, y, zz, zzz }
    }

    /// 2 P, with Z'^2 = Z^2 Y^2 and Z'^3 = Z^3 Y^3: see [`double`].
    #[inline(always)]
    pub(crate) fn double<A: Arithmetic>(&self, arith: A) -> Self {
        let ([x, y], _, [zz, zzz]) = double(
            arith,
            (&self.x, &self.y, &self.zz),
            |yy| arith.mul(&self.y, yy),
            |yyy, yy| [arith.mul(&self.zz, yy), arith.mul(&self.zzz, yyy)],
        );
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
