//! SM4 without any table: constant-time on every processor, for those without AES instructions.
//!
//! Bit i of all bytes of one word of 16 blocks lies in plane i, a `u64`: bit 16·b + k of a plane
//! belongs to byte b (the lowest first) of block k. A gate of the S-box then serves 64 bytes at
//! once, and rotating a word by whole bytes is rotating each plane by multiples of 16.

use super::Block;
use super::constants::{FAMILY_KEY, Matrix, constant_key, tower};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Blocks that go through the rounds side by side.
const LANES: usize = 16;

/// One word of each of 16 blocks, by bits.
type Planes = [u64; 8];

/// Half a byte by bits: an element of GF(2^4).
type Nibble = [u64; 4];

/// The round keys in the order of use; wiped on drop.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(super) struct RoundKeys([u32; 32]);

impl RoundKeys {
    /// Expands `key` (GB/T 32907 7.3), for encryption or for decryption.
    pub(super) fn new(key: &Block, inverse: bool) -> Self {
        let mut state = words(key);
        state.iter_mut().zip(FAMILY_KEY).for_each(|(word, constant)| *word ^= constant);
        let mut keys = [0; 32];
        for (round_key, i) in keys.iter_mut().zip(0..) {
            let [x0, x1, x2, x3] = state;
            let substituted = substitute_word(x1 ^ x2 ^ x3 ^ constant_key(i));
            *round_key =
                x0 ^ substituted ^ substituted.rotate_left(13) ^ substituted.rotate_left(23);
            state = [x1, x2, x3, *round_key];
        }
        state.zeroize();
        if inverse {
            keys.reverse();
        }
        let expanded = Self(keys);
        keys.zeroize();
        expanded
    }

    /// The keys, for the memory attack.
    #[cfg(yufu_trace)]
    pub(super) fn trace(&self) {
        for keys in self.0.as_chunks::<4>().0 {
            trace_secret!("sm4.round_key", keys.map(u32::to_ne_bytes).as_flattened());
        }
    }

    /// Encrypts each block in place, 16 side by side.
    pub(super) fn encrypt_blocks(&self, blocks: &mut [Block]) {
        for group in blocks.chunks_mut(LANES) {
            let mut state = [[0; 8]; 4];
            for (planes, word) in state.iter_mut().zip(0..) {
                let mut lanes = [0_u32; LANES];
                for (lane, block) in lanes.iter_mut().zip(&*group) {
                    *lane = word_at(block, word);
                }
                *planes = slice(&lanes);
            }
            for keys in self.0.as_chunks::<4>().0 {
                for round_key in keys {
                    let [x0, x1, x2, x3] = state;
                    let sum = add(&add(&x1, &x2), &add(&x3, &splat(*round_key)));
                    state = [x1, x2, x3, add(&x0, &diffuse(&substitute(&sum)))];
                }
            }
            for (planes, word) in state.iter().zip((0..4).rev()) {
                for (block, lane) in group.iter_mut().zip(gather(planes)) {
                    if let Some(to) = block.as_chunks_mut::<4>().0.get_mut(word) {
                        *to = lane.to_be_bytes();
                    }
                }
            }
            state.zeroize();
        }
    }
}

fn word_at(block: &Block, index: usize) -> u32 {
    block.as_chunks().0.get(index).map_or(0, |bytes| u32::from_be_bytes(*bytes))
}

fn words(block: &Block) -> [u32; 4] {
    core::array::from_fn(|index| word_at(block, index))
}

/// L (GB/T 32907 6.2.2): y + y<<<2 + y<<<10 + y<<<18 + y<<<24.
#[inline]
fn diffuse(y: &Planes) -> Planes {
    let inner = y.map(|plane| plane ^ plane.rotate_left(16) ^ plane.rotate_left(32));
    let [b0, b1, b2, b3, b4, b5, b6, b7] = inner;
    // Two bits to the left: the lowest two come out of the byte below.
    let shifted = [b6.rotate_left(16), b7.rotate_left(16), b0, b1, b2, b3, b4, b5];
    add(&add(&shifted, y), &y.map(|plane| plane.rotate_left(48)))
}

fn add(a: &Planes, b: &Planes) -> Planes {
    core::array::from_fn(|i| at(a, i) ^ at(b, i))
}

fn at<const N: usize>(planes: &[u64; N], index: usize) -> u64 {
    planes.get(index).copied().unwrap_or_default()
}

/// A linear map; the matrix is constant and leaves only XORs.
#[inline(always)]
fn map(matrix: &Matrix, constant: u8, x: &Planes) -> Planes {
    core::array::from_fn(|row| {
        let mut sum = if constant >> row & 1 == 1 { u64::MAX } else { 0 };
        for (plane, column) in x.iter().zip(matrix) {
            if column >> row & 1 == 1 {
                sum ^= plane;
            }
        }
        sum
    })
}

/// The S-box on every byte: an inversion in the tower field between two linear maps.
#[inline]
fn substitute(x: &Planes) -> Planes {
    let [l0, l1, l2, l3, h0, h1, h2, h3] = map(&tower::ENTER, tower::INPUT, x);
    let (high, low) = ([h0, h1, h2, h3], [l0, l1, l2, l3]);
    // 1 / (h·w + l) = (h·w + h + l) / (h^2·NORM + h·l + l^2), since w^2 = w + NORM.
    let sum = add_16(&high, &low);
    let scaled = times_norm(&square_16(&high));
    let norm = add_16(&scaled, &multiply_16(&low, &sum));
    let reciprocal = invert_16(&norm);
    let [h0, h1, h2, h3] = multiply_16(&high, &reciprocal);
    let [l0, l1, l2, l3] = multiply_16(&sum, &reciprocal);
    map(&tower::LEAVE, tower::OUTPUT, &[l0, l1, l2, l3, h0, h1, h2, h3])
}

fn add_16(a: &Nibble, b: &Nibble) -> Nibble {
    core::array::from_fn(|i| at(a, i) ^ at(b, i))
}

/// z^i squared is z^(2i), with z^4 = z + 1 and z^6 = z^3 + z^2.
fn square_16([a0, a1, a2, a3]: &Nibble) -> Nibble {
    [a0 ^ a2, *a2, a1 ^ a3, *a3]
}

/// Times z^3, which is [`tower::NORM`].
fn times_norm([a0, a1, a2, a3]: &Nibble) -> Nibble {
    [*a1, a1 ^ a2, a2 ^ a3, a0 ^ a3]
}

/// Nine multiplications instead of 16 (Karatsuba's, twice).
#[inline]
fn multiply_16([a0, a1, a2, a3]: &Nibble, [b0, b1, b2, b3]: &Nibble) -> Nibble {
    let two = |a0: u64, a1: u64, b0: u64, b1: u64| {
        let (low, high) = (a0 & b0, a1 & b1);
        [low, low ^ high ^ ((a0 ^ a1) & (b0 ^ b1)), high]
    };
    let low = two(*a0, *a1, *b0, *b1);
    let high = two(*a2, *a3, *b2, *b3);
    let both = two(a0 ^ a2, a1 ^ a3, b0 ^ b2, b1 ^ b3);
    let middle: [u64; 3] = core::array::from_fn(|i| at(&both, i) ^ at(&low, i) ^ at(&high, i));
    let [p0, p1, p2] = low;
    let [m0, m1, m2] = middle;
    let [q0, q1, q2] = high;
    let (p2, p4) = (p2 ^ m0, m2 ^ q0);
    // z^4 = z + 1, z^5 = z^2 + z, z^6 = z^3 + z^2.
    [p0 ^ p4, p1 ^ p4 ^ q1, p2 ^ q1 ^ q2, m1 ^ q2]
}

/// The inverse in GF(2^4), zero to zero: each bit's polynomial, from the table of the 16 elements.
#[inline]
fn invert_16([a0, a1, a2, a3]: &Nibble) -> Nibble {
    let (a01, a02, a03) = (a0 & a1, a0 & a2, a0 & a3);
    let (a12, a13, a23) = (a1 & a2, a1 & a3, a2 & a3);
    let a123 = a12 & a3;
    [
        a0 ^ a1 ^ a2 ^ a3 ^ a02 ^ a12 ^ (a01 & a2) ^ a123,
        a3 ^ a01 ^ a02 ^ a12 ^ a13 ^ (a01 & a3),
        a2 ^ a3 ^ a01 ^ a02 ^ a03 ^ (a02 & a3),
        a1 ^ a2 ^ a3 ^ a03 ^ a13 ^ a23 ^ a123,
    ]
}

/// The S-box on the four bytes of one word.
fn substitute_word(word: u32) -> u32 {
    let spread = spread(word);
    let planes = core::array::from_fn(|bit| spread >> bit & 0x0001_0001_0001_0001);
    let mut out = 0;
    for (plane, bit) in substitute(&planes).iter().zip(0..) {
        out |= (plane & 0x0001_0001_0001_0001) << bit;
    }
    narrow(out)
}

/// Byte b to bits 16·b.
fn spread(word: u32) -> u64 {
    let word = u64::from(word);
    let halves = (word | word << 16) & 0x0000_ffff_0000_ffff;
    (halves | halves << 8) & 0x00ff_00ff_00ff_00ff
}

/// Undoes [`spread`].
fn narrow(spread: u64) -> u32 {
    let halves = (spread | spread >> 8) & 0x0000_ffff_0000_ffff;
    let [b0, b1, b2, b3, ..] = (halves | halves >> 16).to_le_bytes();
    u32::from_le_bytes([b0, b1, b2, b3])
}

/// The planes in which every block has `word`.
#[inline]
fn splat(word: u32) -> Planes {
    let spread = spread(word);
    core::array::from_fn(|bit| (spread >> bit & 0x0001_0001_0001_0001) * 0xffff)
}

/// Words of 16 blocks into planes.
fn slice(lanes: &[u32; LANES]) -> Planes {
    let (low, high) = lanes.split_at(LANES / 2);
    let mut rows = [0; 8];
    for ((row, low), high) in rows.iter_mut().zip(low).zip(high) {
        *row = spread(*low) | spread(*high) << 8;
    }
    transposed(rows)
}

/// Undoes [`slice`].
fn gather(planes: &Planes) -> [u32; LANES] {
    let rows = transposed(*planes);
    let mut lanes = [0; LANES];
    let (low, high) = lanes.split_at_mut(LANES / 2);
    for ((row, low), high) in rows.iter().zip(low).zip(high) {
        *low = narrow(row & 0x00ff_00ff_00ff_00ff);
        *high = narrow(row >> 8 & 0x00ff_00ff_00ff_00ff);
    }
    lanes
}

/// Exchanges bit i of row j with bit j of row i, in each of the rows' eight bytes.
fn transposed(rows: Planes) -> Planes {
    let swap = |a: &mut u64, b: &mut u64, shift: u32, mask: u64| {
        let difference = (*a >> shift ^ *b) & mask;
        *b ^= difference;
        *a ^= difference << shift;
    };
    let [mut r0, mut r1, mut r2, mut r3, mut r4, mut r5, mut r6, mut r7] = rows;
    for (a, b) in [(&mut r0, &mut r1), (&mut r2, &mut r3), (&mut r4, &mut r5), (&mut r6, &mut r7)] {
        swap(a, b, 1, 0x5555_5555_5555_5555);
    }
    for (a, b) in [(&mut r0, &mut r2), (&mut r1, &mut r3), (&mut r4, &mut r6), (&mut r5, &mut r7)] {
        swap(a, b, 2, 0x3333_3333_3333_3333);
    }
    for (a, b) in [(&mut r0, &mut r4), (&mut r1, &mut r5), (&mut r2, &mut r6), (&mut r3, &mut r7)] {
        swap(a, b, 4, 0x0f0f_0f0f_0f0f_0f0f);
    }
    [r0, r1, r2, r3, r4, r5, r6, r7]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both the algebra of `constants` and the circuit, against the table of the standard.
    #[test]
    fn substitution_of_every_byte_is_the_standards() {
        for (byte, expected) in (0..=255_u8).zip(super::super::tests::SBOX) {
            let word = u32::from_be_bytes([byte, 0, byte, 0xff]);
            let substituted = substitute_word(word).to_be_bytes();
            assert_eq!(substituted, [expected, 0xd6, expected, 0x48], "S({byte:02x})");
        }
    }

    #[test]
    fn slicing_is_undone_by_gathering() {
        let lanes =
            core::array::from_fn(|i| 0x9e37_79b9_u32.wrapping_mul(u32::try_from(i).unwrap() + 1));
        assert_eq!(gather(&slice(&lanes)), lanes);
        assert_eq!(slice(&[lanes[3]; LANES]), splat(lanes[3]));
    }
}
