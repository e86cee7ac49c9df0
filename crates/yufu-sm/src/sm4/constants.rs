//! SM4's S-box as algebra, and every constant of the kernels derived from it at compile time.
//!
//! GB/T 32907 gives the S-box as a table. It is S(x) = A·I(A·x + c) + c, with I the inversion in
//! GF(2^8) modulo x^8 + x^7 + x^6 + x^5 + x^4 + x^2 + 1, A the sum of the rotations of a byte by
//! 0, 1, 3, 6 and 7 bits, and c = d3 (Liu et al., ACISP 2007). A test compares this with the table.
//!
//! All fields of 256 elements are isomorphic. With φ from SM4's field into AES's, and AES's own
//! S-box B(x) = M·I'(x) + 63, it follows that
//!
//! S(x) = Q·B(P·x + φ(c)) + q,  P = φ·A,  Q = A·φ^-1·M^-1,  q = Q·63 + c.
//!
//! Nothing here is executed on secrets: the functions run in the compiler, and what they leave are
//! tables of 16 bytes, which processors look up in registers.

/// The polynomial of SM4's field.
const SM4_POLYNOMIAL: u16 = 0x1f5;
/// The polynomial of AES's field.
const AES_POLYNOMIAL: u16 = 0x11b;
/// The constant c of SM4's S-box.
const SM4_CONSTANT: u8 = 0xd3;
/// Rotations whose sum is the matrix A.
const SM4_ROTATIONS: [u32; 5] = [0, 1, 3, 6, 7];
/// Rotations whose sum is the matrix M of AES.
const AES_ROTATIONS: [u32; 5] = [0, 1, 2, 3, 4];

/// A linear map on bytes: the images of the eight bits, lowest first.
pub(super) type Matrix = [u8; 8];

const fn apply(matrix: &Matrix, x: u8) -> u8 {
    let (mut sum, mut bit) = (0, 0);
    while bit < 8 {
        if x >> bit & 1 == 1 {
            sum ^= matrix[bit];
        }
        bit += 1;
    }
    sum
}

/// `outer` after `inner`.
const fn compose(outer: &Matrix, inner: &Matrix) -> Matrix {
    let (mut columns, mut bit) = ([0; 8], 0);
    while bit < 8 {
        columns[bit] = apply(outer, inner[bit]);
        bit += 1;
    }
    columns
}

const fn inverse(matrix: &Matrix) -> Matrix {
    let (mut columns, mut x) = ([0; 8], 0_u8);
    loop {
        let image = apply(matrix, x);
        if image.is_power_of_two() {
            columns[image.trailing_zeros() as usize] = x;
        }
        if x == 255 {
            return columns;
        }
        x += 1;
    }
}

const fn sum_of_rotations(rotations: &[u32; 5]) -> Matrix {
    let (mut columns, mut bit) = ([0; 8], 0);
    while bit < 8 {
        let mut i = 0;
        while i < 5 {
            columns[bit] ^= (1_u8 << bit).rotate_left(rotations[i]);
            i += 1;
        }
        bit += 1;
    }
    columns
}

/// The powers of `root`, which map x^i in SM4's field: an isomorphism if SM4's polynomial vanishes
/// at `root` under the multiplication `multiply`.
macro_rules! isomorphism {
    ($multiply:path) => {{
        let mut root = 2;
        loop {
            let (mut powers, mut power, mut value, mut i) = ([0; 8], 1, 0, 0);
            while i <= 8 {
                if i < 8 {
                    powers[i] = power;
                }
                if SM4_POLYNOMIAL >> i & 1 == 1 {
                    value ^= power;
                }
                power = $multiply(power, root);
                i += 1;
            }
            if value == 0 {
                break powers;
            }
            root += 1;
        }
    }};
}

const fn multiply_aes(a: u8, b: u8) -> u8 {
    let (mut product, mut shifted, mut bit) = (0, a as u16, 0);
    while bit < 8 {
        if b >> bit & 1 == 1 {
            product ^= shifted;
        }
        shifted <<= 1;
        if shifted > 0xff {
            shifted ^= AES_POLYNOMIAL;
        }
        bit += 1;
    }
    product.to_le_bytes()[0]
}

/// The matrix A of the S-box.
const A: Matrix = sum_of_rotations(&SM4_ROTATIONS);

/// AES instructions as SM4's S-box.
pub(super) mod aes {
    use super::*;

    pub(super) const TO_AES: Matrix = isomorphism!(multiply_aes);
    /// P: from SM4's bytes into the form in which the kernels keep them.
    pub(in super::super) const P: Matrix = compose(&TO_AES, &A);
    pub(in super::super) const P_INVERSE: Matrix = inverse(&P);
    /// Q: from the output of AES's S-box to SM4's.
    pub(in super::super) const Q: Matrix =
        compose(&compose(&A, &inverse(&TO_AES)), &inverse(&sum_of_rotations(&AES_ROTATIONS)));
    pub(in super::super) const Q_INVERSE: Matrix = inverse(&Q);
    /// φ(c), which the input of AES's S-box needs; it goes into the round keys.
    pub(in super::super) const INPUT: u8 = apply(&TO_AES, SM4_CONSTANT);
    /// Q^-1·q, which the output of AES's S-box needs; it goes into AESENCLAST's key.
    pub(in super::super) const OUTPUT: u8 = apply(&Q_INVERSE, apply(&Q, 0x63) ^ SM4_CONSTANT);

    /// A linear map as two look-ups of 16 bytes: for a byte's low and for its high four bits.
    pub(in super::super) const fn nibbles(matrix: &Matrix) -> [[u8; 16]; 2] {
        let (mut tables, mut i) = ([[0; 16]; 2], 0_u8);
        while i < 16 {
            tables[0][i as usize] = apply(matrix, i);
            tables[1][i as usize] = apply(matrix, i << 4);
            i += 1;
        }
        tables
    }

    /// What byte j + m of a big-endian word contributes to byte j of the sum of the word's
    /// rotations to the left, as a matrix between bytes in the form of `before` and of `after`.
    pub(in super::super) const fn rotations(
        after: &Matrix,
        rotations: &[u32],
        m: u32,
        before: &Matrix,
    ) -> Matrix {
        let (mut columns, mut bit) = ([0; 8], 0);
        while bit < 8 {
            let byte = before[bit];
            let (mut sum, mut i) = (0, 0);
            while i < rotations.len() {
                let (bytes, bits) = (rotations[i] / 8, rotations[i] % 8);
                if bytes == m {
                    sum ^= byte << bits;
                }
                if (bytes + 1) % 4 == m && bits > 0 {
                    sum ^= byte >> (8 - bits);
                }
                i += 1;
            }
            columns[bit] = apply(after, sum);
            bit += 1;
        }
        columns
    }

    /// P on each byte, in a constant.
    pub(in super::super) const fn p<const N: usize>(mut bytes: [u8; N]) -> [u8; N] {
        let mut i = 0;
        while i < N {
            bytes[i] = apply(&P, bytes[i]);
            i += 1;
        }
        bytes
    }
}

/// GFNI as SM4's S-box: GF2P8AFFINEINVQB inverts in AES's field, and applies any affine map behind.
///
/// S(x) = R·I'(P·x + φ(c)) + c with I' that inversion and R = A·φ^-1, and so does whatever linear
/// map comes after S.
#[cfg(target_arch = "x86_64")]
pub(super) mod gfni {
    use super::*;

    /// R: from the inverse to SM4's bytes.
    pub(in super::super) const R: Matrix = compose(&A, &inverse(&aes::TO_AES));
    /// P·L(c) or P·L'(c), on each byte: the sum of a word's rotations when all of its bytes are c.
    pub(in super::super) const fn constant(rotations: &[u32]) -> u8 {
        let (mut sum, mut i) = (0, 0);
        while i < rotations.len() {
            sum ^= SM4_CONSTANT.rotate_left(rotations[i]);
            i += 1;
        }
        apply(&aes::P, sum)
    }

    /// A matrix as the instructions take it: rows, that of the lowest bit in the highest byte.
    pub(in super::super) const fn operand(matrix: &Matrix) -> u64 {
        let (mut rows, mut bit) = ([0; 8], 0);
        while bit < 8 {
            let mut column = 0;
            while column < 8 {
                rows[7 - bit] |= (matrix[column] >> bit & 1) << column;
                column += 1;
            }
            bit += 1;
        }
        u64::from_le_bytes(rows)
    }
}

/// SM4's S-box over GF(((2)^4)^2), for processors without AES instructions.
///
/// GF(2^4) is modulo z^4 + z + 1, and an element h·w + l of GF(2^8) has w^2 = w + [`tower::NORM`].
/// The four bits of h are the high bits of a byte.
pub(super) mod tower {
    use super::*;

    /// The constant term of w's polynomial w^2 + w + z^3, which has no root in GF(2^4).
    pub(in super::super) const NORM: u8 = 8;

    /// From SM4's bytes to the input of the inversion, up to adding [`INPUT`].
    pub(in super::super) const ENTER: Matrix = compose(&TO_TOWER, &A);
    pub(in super::super) const INPUT: u8 = apply(&TO_TOWER, SM4_CONSTANT);
    /// From the inverse to SM4's bytes, up to adding [`OUTPUT`].
    pub(in super::super) const LEAVE: Matrix = compose(&A, &inverse(&TO_TOWER));
    pub(in super::super) const OUTPUT: u8 = SM4_CONSTANT;

    const TO_TOWER: Matrix = isomorphism!(multiply);

    const fn multiply_16(a: u8, b: u8) -> u8 {
        let (mut product, mut shifted, mut bit) = (0, a, 0);
        while bit < 4 {
            if b >> bit & 1 == 1 {
                product ^= shifted;
            }
            shifted <<= 1;
            if shifted > 0xf {
                shifted ^= 0b1_0011;
            }
            bit += 1;
        }
        product
    }

    const fn multiply(a: u8, b: u8) -> u8 {
        let high = multiply_16(a >> 4, b >> 4);
        let low = multiply_16(a & 15, b & 15);
        let middle = multiply_16(a >> 4 ^ a & 15, b >> 4 ^ b & 15);
        (middle ^ low) << 4 | low ^ multiply_16(high, NORM)
    }
}

/// The family key FK (GB/T 32907 7.3).
pub(super) const FAMILY_KEY: [u32; 4] = [0xa3b1_bac6, 0x56aa_3350, 0x677d_9197, 0xb270_22dc];

/// The constant key CK of round `i`: its bytes are (4i + j)·7 modulo 256.
pub(super) const fn constant_key(i: u8) -> u32 {
    let first = i.wrapping_mul(28);
    u32::from_be_bytes([
        first,
        first.wrapping_add(7),
        first.wrapping_add(14),
        first.wrapping_add(21),
    ])
}
