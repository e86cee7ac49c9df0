//! The rounds on GFNI, which has SM4's S-box and the linear map behind it in one instruction.
//!
//! As on AES instructions the state is kept as P·X. With t = P·(the round's sum) + φ(c) and the
//! matrix R of [`gfni`], what a round adds to its word is P·L·(R·I'(t) + c). Its byte j is u_j +
//! v_(j+1) + v_(j+2) + w_(j+3) of
//!
//! u = P(I+S)R·I'(t) + P·L(c),  v = P(S+T)R·I'(t),  w = P(I+T)R·I'(t),
//!
//! an instruction each, with I, S and T as in [`super`]. There is no ShiftRows to undo. The round
//! keys are P·rk + φ(c), are added to the sum, and no word carries an offset.
//!
//! **One block** waits for each instruction. So its words are kept four times: element i of a
//! vector is the word rotated by i bytes. Bytes rotate when elements change their places, which takes a
//! cycle less than a shuffle of bytes; and with the sum of what a round adds, the next round's sum is
//! made beside the word instead of behind it.

use super::{Bytes, L, L_SCHEDULE, twice};
use crate::sm4::constants::{aes, gfni};

/// A linear map on bytes, as the instructions take it.
pub(super) type Map = u64;

const fn sum(rotations: &[u32], m: u32) -> Map {
    gfni::operand(&aes::rotations(&aes::P, rotations, m, &gfni::R))
}

pub(super) const P: Map = gfni::operand(&aes::P);
pub(super) const P_INVERSE: Map = gfni::operand(&aes::P_INVERSE);
/// What bytes j to j + 3 of the S-box's output contribute to byte j in a round: u, v, v, w.
pub(super) const ROUND: [Map; 4] = [sum(&L, 0), sum(&L, 1), sum(&L, 2), sum(&L, 3)];
pub(super) const ROUND_CONSTANT: i32 = gfni::constant(&L) as i32;
/// The same in the key schedule.
pub(super) const SCHEDULE: [Map; 4] =
    [sum(&L_SCHEDULE, 0), sum(&L_SCHEDULE, 1), sum(&L_SCHEDULE, 2), sum(&L_SCHEDULE, 3)];
pub(super) const SCHEDULE_CONSTANT: i32 = gfni::constant(&L_SCHEDULE) as i32;
/// Rotates element i by i bytes.
pub(super) static SPREAD: Bytes = twice([0, 1, 2, 3, 5, 6, 7, 4, 10, 11, 8, 9, 15, 12, 13, 14]);

/// Expects the vectors of `ymm!` and its functions, and `xor3` in scope; defines what `schedule!` and `modes!`
/// expect of the rounds.
macro_rules! affine {
    ($features:literal, chains: $chains:literal) => {
        /// So many hide the latency of a round, in the registers that there are.
        const CHAINS: usize = $chains;

        /// A linear map on each byte.
        #[target_feature(enable = $features)]
        #[inline]
        fn map(x: V, map: &Map) -> V {
            _mm256_gf2p8affine_epi64_epi8::<0>(x, _mm256_set1_epi64x(map.cast_signed()))
        }

        /// The inversion, then an affine map.
        #[target_feature(enable = $features)]
        #[inline]
        fn inverted<const C: i32>(x: V, map: Map) -> V {
            _mm256_gf2p8affineinv_epi64_epi8::<C>(x, _mm256_set1_epi64x(map.cast_signed()))
        }

        /// What a round makes of word `a`; `t` is the sum that it puts through the S-box.
        #[target_feature(enable = $features)]
        #[inline]
        fn mixed(a: V, t: V) -> V {
            let [rotate_1, rotate_2, rotate_3] = [1, 2, 3].map(|m| load(&ROTATE.0[m]));
            let u = inverted::<ROUND_CONSTANT>(t, ROUND[0]);
            let v = inverted::<0>(t, ROUND[1]);
            let w = inverted::<0>(t, ROUND[3]);
            let moved = xor(xor(shuffle(v, rotate_1), shuffle(v, rotate_2)), shuffle(w, rotate_3));
            xor(moved, xor(a, u))
        }

        #[target_feature(enable = $features)]
        #[inline]
        fn round_under(a: V, b: V, c: V, d: V, round_key: V) -> V {
            mixed(a, xor(d, xor(xor(b, c), round_key)))
        }

        /// The rounds on N chains. `beside` is called after every fourth, for work that fills gaps.
        #[target_feature(enable = $features)]
        #[inline]
        fn rounds<const N: usize>(
            keys: &Operands,
            state: [[V; N]; 4],
            mut beside: impl FnMut(usize),
        ) -> [[V; 4]; N] {
            let [mut a, mut b, mut c, mut d] = state;
            for (step, [k0, k1, k2, k3]) in keys.words().as_chunks().0.iter().enumerate() {
                // Two rounds in a row have two words in common.
                for i in 0..N {
                    let common = xor(c[i], d[i]);
                    a[i] = mixed(a[i], xor(common, xor(b[i], splat(*k0))));
                    b[i] = mixed(b[i], xor(a[i], xor(common, splat(*k1))));
                }
                beside(step);
                for i in 0..N {
                    let common = xor(a[i], b[i]);
                    c[i] = mixed(c[i], xor(common, xor(d[i], splat(*k2))));
                    d[i] = mixed(d[i], xor(c[i], xor(common, splat(*k3))));
                }
            }
            let mut out = [[zero(); 4]; N];
            for i in 0..N {
                out[i] = transpose([d[i], c[i], b[i], a[i]].map(|word| map(word, &P_INVERSE)));
            }
            out
        }

        /// A word in its four rotations, in the first half.
        #[target_feature(enable = $features)]
        #[inline]
        fn spread(word: u32) -> V {
            let word = _mm_set1_epi32(word.cast_signed());
            let indices = _mm256_castsi256_si128(load(&SPREAD));
            _mm256_castsi128_si256(_mm_shuffle_epi8(word, indices))
        }

        /// What a round of the cipher or of the key schedule adds to its word, as four terms.
        #[target_feature(enable = $features)]
        #[inline]
        fn terms<const C: i32>(t: V, maps: &[Map; 4]) -> [V; 4] {
            [
                inverted::<C>(t, maps[0]),
                _mm256_shuffle_epi32::<0x39>(inverted::<0>(t, maps[1])),
                _mm256_shuffle_epi32::<0x4e>(inverted::<0>(t, maps[2])),
                _mm256_shuffle_epi32::<0x93>(inverted::<0>(t, maps[3])),
            ]
        }

        /// Their sum with `word`. The last two are ready a cycle after the others.
        #[target_feature(enable = $features)]
        #[inline]
        fn with_terms([x0, x1, x2, x3]: [V; 4], word: V) -> V {
            xor3(xor3(word, x1, x2), x0, x3)
        }

        /// Encrypts one block.
        #[target_feature(enable = $features)]
        fn single(keys: &Operands, block: &mut Block) {
            let mut state = [zero(); 4];
            for (word, bytes) in state.iter_mut().zip(block.as_chunks().0) {
                *word = map(spread(u32::from_ne_bytes(*bytes)), &P);
            }
            let [mut a, mut b, mut c, mut d] = state;
            let [first, others @ ..] = keys.words();
            let mut sum = xor(xor3(b, c, d), spread(*first));
            for key in others {
                let terms = terms::<ROUND_CONSTANT>(sum, &ROUND);
                // The next sum does not wait for the word.
                sum = with_terms(terms, xor3(xor(a, spread(*key)), c, d));
                (a, b, c, d) = (b, c, d, with_terms(terms, a));
            }
            let last = with_terms(terms::<ROUND_CONSTANT>(sum, &ROUND), a);
            let [out, ..] = transpose([last, d, c, b]);
            let out = _mm256_castsi256_si128(map(out, &P_INVERSE));
            // SAFETY: 16 bytes are writable; the store may be unaligned.
            unsafe { _mm_storeu_si128(block.as_mut_ptr().cast(), out) };
        }

        /// The key schedule's state, under P.
        struct Schedule {
            words: [V; 4],
            /// The sum of the last three words.
            sum: V,
        }

        impl Schedule {
            #[target_feature(enable = $features)]
            #[inline]
            fn new(key: &Block) -> Self {
                let mut words = [zero(); 4];
                for (i, bytes) in key.as_chunks::<4>().0.iter().enumerate() {
                    let word = map(spread(u32::from_ne_bytes(*bytes)), &P);
                    words[i] = xor(word, spread(KEY_FAMILY[i]));
                }
                Self { words, sum: xor3(words[1], words[2], words[3]) }
            }

            /// The next round key as P·rk + φ(c).
            #[target_feature(enable = $features)]
            #[inline]
            fn next(&mut self, constant: u32) -> V {
                let [a, b, c, d] = self.words;
                let terms = terms::<SCHEDULE_CONSTANT>(xor(self.sum, spread(constant)), &SCHEDULE);
                let made = with_terms(terms, a);
                self.sum = with_terms(terms, xor3(a, c, d));
                self.words = [b, c, d, made];
                xor(_mm256_broadcastd_epi32(_mm256_castsi256_si128(made)), splat(INPUT))
            }
        }

        /// The rounds' keys; `words` are P·rk + φ(c), and wiped.
        #[target_feature(enable = $features)]
        #[inline]
        fn operands(words: &mut [u32; 32]) -> Operands {
            let mut operands = Operands::ZERO;
            operands.words_mut().copy_from_slice(words);
            crate::wipe::array(words);
            operands
        }
    };
}
