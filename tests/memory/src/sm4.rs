//! SM4 as an attacker needs it: the whole key schedule from any four round keys in a row
//! (GB/T 32907-2016, 6 and 7). Not constant time.

use std::sync::LazyLock;

/// S(x) = A·I(A·x + C) + C over GF(2^8) modulo x^8+x^7+x^6+x^5+x^4+x^2+1, with A the circulant of
/// C = 0xd3 and I the inverse.
static SBOX: LazyLock<[u8; 256]> = LazyLock::new(|| {
    let affine = |x: u8| {
        (0..8).fold(0, |y, bit| {
            let parity = (0xd3_u8.rotate_left(1 + bit) & x).count_ones() & 1;
            y | u8::from(parity == 1) << bit
        }) ^ 0xd3
    };
    std::array::from_fn(|x| affine(inverse(affine(u8::try_from(x).unwrap()))))
});

fn multiply(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        product ^= if b & 1 == 1 { a } else { 0 };
        a = a << 1 ^ if a & 0x80 == 0 { 0 } else { 0xf5 };
        b >>= 1;
    }
    product
}

fn inverse(a: u8) -> u8 {
    (0..254).fold(1, |power, _| multiply(power, a))
}

/// A linear transform after the S-box, for each byte of a word.
type Table = [[u32; 256]; 4];

fn table(linear: impl Fn(u32) -> u32) -> Table {
    std::array::from_fn(|byte| {
        std::array::from_fn(|x| linear(u32::from(SBOX[x]) << (24 - 8 * byte)))
    })
}

/// The key schedule's T'.
static EXPAND: LazyLock<Table> =
    LazyLock::new(|| table(|b| b ^ b.rotate_left(13) ^ b.rotate_left(23)));

/// The round function's T.
static MIX: LazyLock<Table> = LazyLock::new(|| {
    table(|b| b ^ b.rotate_left(2) ^ b.rotate_left(10) ^ b.rotate_left(18) ^ b.rotate_left(24))
});

fn apply(table: &Table, word: u32) -> u32 {
    let [a, b, c, d] = word.to_be_bytes().map(usize::from);
    table[0][a] ^ table[1][b] ^ table[2][c] ^ table[3][d]
}

/// CK: byte j of word i is 7(4i + j) mod 256.
static CK: LazyLock<[u32; 32]> = LazyLock::new(|| {
    std::array::from_fn(|i| {
        u32::from_be_bytes(std::array::from_fn(|j| ((4 * i + j) * 7 % 256).try_into().unwrap()))
    })
});

const FK: [u32; 4] = [0xa3b1_bac6, 0x56aa_3350, 0x677d_9197, 0xb270_22dc];

/// The 32 round keys of a cipher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundKeys(pub [u32; 32]);

impl RoundKeys {
    /// The schedule of a key.
    #[must_use]
    pub fn of_key(key: &[u8; 16]) -> Self {
        let mut k = words(key);
        std::iter::zip(&mut k, FK).for_each(|(word, fk)| *word ^= fk);
        Self(CK.map(|ck| {
            k = [k[1], k[2], k[3], k[0] ^ apply(&EXPAND, k[1] ^ k[2] ^ k[3] ^ ck)];
            k[3]
        }))
    }

    /// The schedule in which `four` are the round keys `at` to `at + 3`; `at` is at most 28.
    #[must_use]
    pub fn of_four(four: [u32; 4], at: usize) -> Self {
        let mut rk = [0; 32];
        rk[at..at + 4].copy_from_slice(&four);
        for i in at + 4..32 {
            rk[i] = rk[i - 4] ^ apply(&EXPAND, rk[i - 3] ^ rk[i - 2] ^ rk[i - 1] ^ CK[i]);
        }
        for i in (0..at).rev() {
            rk[i] = rk[i + 4] ^ apply(&EXPAND, rk[i + 1] ^ rk[i + 2] ^ rk[i + 3] ^ CK[i + 4]);
        }
        Self(rk)
    }

    /// Decrypts one block.
    #[must_use]
    pub fn decrypt(&self, block: &[u8; 16]) -> [u8; 16] {
        let mut x = words(block);
        for rk in self.0.iter().rev() {
            x = [x[1], x[2], x[3], x[0] ^ apply(&MIX, x[1] ^ x[2] ^ x[3] ^ rk)];
        }
        let bytes = x.map(u32::to_be_bytes);
        std::array::from_fn(|i| bytes[3 - i / 4][i % 4])
    }
}

fn words(block: &[u8; 16]) -> [u32; 4] {
    std::array::from_fn(|i| u32::from_be_bytes(block[4 * i..4 * i + 4].try_into().unwrap()))
}
