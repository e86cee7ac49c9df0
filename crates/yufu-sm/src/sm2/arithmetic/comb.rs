//! The base point's tables: their shape, and how `build.rs` makes them.
//!
//! An odd k below 2^256 is a sum of D digits of +1 or -1, for any D from 256 on: with
//! b = (k - 1) / 2 + 2^(D-1),
//!
//! ```text
//! k = sum over i of s_i 2^i,   s_i = +1 where bit i of b is 1, -1 where it is 0
//! ```
//!
//! since the sum is 2 b - (2^D - 1). The digits are laid out as a comb: with S = tables times rows,
//! bit S t + rows u + s of b belongs to tooth t, table u and row s. Table u holds the points
//!
//! ```text
//! sum over t of ±2^(S t + rows u) G
//! ```
//!
//! for every choice of signs in which the last tooth's is +; the other choices are the negatives of
//! these. So k G is, row by row from the last, the double of what was before plus one point of each
//! table, and no digit is zero.
//!
//! | | teeth | tables | rows | D | look-ups | bytes |
//! |---|---|---|---|---|---|---|
//! | without features | 8 | 8 | 4 | 256 | 32 | 65 536 |
//! | feature `small-table` | 6 | 11 | 4 | 264 | 44 | 22 528 |

use super::{
    field::{Arithmetic, Element},
    point::{Affine, Jacobian},
};

/// Bits of k that a look-up takes.
pub(crate) const TEETH: usize = if cfg!(feature = "small-table") { 6 } else { 8 };
/// Tables, which is look-ups in a row.
pub(crate) const TABLES: usize = if cfg!(feature = "small-table") { 11 } else { 8 };
/// Rows; between two of them there is a doubling.
pub(crate) const ROWS: usize = 4;
/// Points in a table.
pub(crate) const POINTS: usize = 1 << (TEETH - 1);
/// Bits between two teeth.
pub(crate) const SPACING: usize = TABLES * ROWS;
/// Digits of k.
pub(crate) const DIGITS: usize = TEETH * SPACING;

/// x_G and y_G (GB/T 32918.5).
pub(crate) const BASE_POINT: [[u8; 32]; 2] = [
    *b"\x32\xc4\xae\x2c\x1f\x19\x81\x19\x5f\x99\x04\x46\x6a\x39\xc9\x94\
       \x8f\xe3\x0b\xbf\xf2\x66\x0b\xe1\x71\x5a\x45\x89\x33\x4c\x74\xc7",
    *b"\xbc\x37\x36\xa2\xf4\xf6\x77\x9c\x59\xbd\xce\xe3\x6b\x69\x21\x53\
       \xd0\xa9\x87\x7c\xc6\x2a\x47\x40\x02\xdf\x32\xe5\x21\x39\xf0\xa0",
];

/// Makes the tables' points by their definition, table by table, for `take`.
#[cfg_attr(not(test), allow(dead_code, reason = "for build.rs and for the test that compares"))]
pub(crate) fn generate<A: Arithmetic>(arith: A, base: &Affine, mut take: impl FnMut(Affine)) {
    // 2^i G for every i, by doubling.
    let mut power = Jacobian::from_affine(base);
    let powers: [Affine; DIGITS] = core::array::from_fn(|_| {
        let affine = power.to_affine(arith);
        power = power.double(arith);
        affine
    });
    for table in 0..TABLES {
        let teeth = || powers.iter().skip(ROWS * table).step_by(SPACING);
        for index in 0..POINTS {
            let mut sum = Jacobian::INFINITY;
            for (tooth, [x, y]) in teeth().enumerate() {
                let minus = tooth < TEETH - 1 && index >> tooth & 1 == 0;
                let y = if minus { arith.sub(&Element::ZERO, y) } else { *y };
                sum = sum.add_affine_vartime(arith, &[*x, y]);
            }
            take(sum.to_affine(arith));
        }
    }
}
