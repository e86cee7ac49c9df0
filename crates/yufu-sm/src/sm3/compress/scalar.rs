//! The compression function for x86-64 with AVX, BMI1 and BMI2.
//!
//! The rounds run in general registers and are bound by one chain of dependent instructions: a
//! round takes E to the next E in and, add, add, add, then P0's rotate, xor, xor: 7 cycles (6 in
//! the first 16 rounds, whose GG is two xors and so an addition shorter), 432 for a block. The
//! message expansion runs beside it in vector registers, three words at a time, and hands its
//! words over through a small ring in memory.
//!
//! The round is inline assembly because the order of its additions is what makes the chain short:
//! a compiler reassociates them. FF and GG for j >= 16 are sums of terms that have no bit in
//! common, so that each term is added as it comes:
//! FF = (b & c) + (a & (b ^ c)), GG = (e & f) + (!e & g).
#![allow(unsafe_code, reason = "a kernel: vector intrinsics and assembly")]

use super::ROUND_CONSTANTS;
use core::arch::asm;
use core::arch::x86_64::{
    __m128i, _mm_alignr_epi8, _mm_load_si128, _mm_loadu_si128, _mm_setzero_si128, _mm_shuffle_epi8,
    _mm_slli_epi32, _mm_slli_si128, _mm_srli_epi32, _mm_srli_si128, _mm_store_si128, _mm_xor_si128,
};

cpufeatures::new!(features, "avx", "bmi1", "bmi2");

/// Proof that the processor has what this path needs.
#[derive(Clone, Copy)]
pub(super) struct Scalar(());

impl Scalar {
    pub(super) fn detect() -> Option<Self> {
        (permitted!(Wide) && features::get()).then_some(Self(()))
    }

    /// Runs `state` through `blocks`, in order.
    pub(super) fn compress(self, state: &mut [u32; 8], blocks: &[[u8; 64]]) {
        // SAFETY: a `Scalar` exists only where `detect` found the features.
        unsafe { compress(state, blocks) }
    }
}

/// Rounds whose words the ring holds: four that run, and four ahead of them.
const RING_ROUNDS: usize = 32;

/// For each four rounds W_j..W_(j+3), then W_j ^ W_(j+4)..W_(j+3) ^ W_(j+7).
#[repr(align(32))]
struct Ring([[__m128i; 2]; RING_ROUNDS / 4]);

/// Four bytes of the message are a word, most significant first.
#[repr(align(16))]
struct Order([u8; 16]);
static BIG_ENDIAN: Order = Order([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12]);
/// Each word rotated left by 8.
static ROTATE_8: Order = Order([3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14]);

impl Order {
    #[inline]
    fn load(&self) -> __m128i {
        // SAFETY: the array has 16 bytes and its type aligns it to 16.
        unsafe { _mm_load_si128(self.0.as_ptr().cast()) }
    }
}

/// Where round j finds its word in the ring, in bytes.
const fn place(j: usize) -> usize {
    j / 4 * 32 % size_of::<Ring>() + j % 4 * 4
}

/// One round. `$ring + $offset` is the address of W_j; W_j ^ W_(j+4) lies 16 bytes after it.
/// b, d, f and h become what the standard then calls C, A, G and E.
macro_rules! round {
    ($kind:tt, $ring:ident, $j:expr,
     $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident) => {
        // SAFETY: it reads 4 bytes at each of the two addresses, which lie in the ring, and
        // changes nothing but the named registers and flags.
        unsafe {
            asm!(
                "mov {x:e}, {a:e}",
                "rol {x:e}, 12",
                "lea {y:e}, [{x} + {constant}]",
                "add {y:e}, {e:e}",
                "rol {y:e}, 7",                 // SS1
                "add {h:e}, [{ring} + {word}]",
                "add {d:e}, [{ring} + {word} + 16]",
                "xor {x:e}, {y:e}",             // SS2
                round!(@ff $kind),
                round!(@gg $kind),
                "add {h:e}, {y:e}",             // TT2
                "add {d:e}, {x:e}",             // TT1
                "rol {b:e}, 9",
                "rol {f:e}, 19",
                "rorx {x:e}, {h:e}, 15",        // P0
                "rorx {y:e}, {h:e}, 23",
                "xor {h:e}, {x:e}",
                "xor {h:e}, {y:e}",
                a = in(reg) $a, b = inout(reg) $b, c = in(reg) $c, d = inout(reg) $d,
                e = in(reg) $e, f = inout(reg) $f, g = in(reg) $g, h = inout(reg) $h,
                x = out(reg) _, y = out(reg) _, z = out(reg) _,
                ring = in(reg) $ring,
                word = const place($j),
                constant = const ROUND_CONSTANTS[$j].cast_signed(),
                options(nostack, readonly)
            );
        }
    };
    (@ff parity) => {
        "mov {z:e}, {a:e}
         xor {z:e}, {b:e}
         xor {z:e}, {c:e}
         add {d:e}, {z:e}"
    };
    (@gg parity) => {
        "mov {z:e}, {f:e}
         xor {z:e}, {g:e}
         xor {z:e}, {e:e}
         add {h:e}, {z:e}"
    };
    (@ff choice) => {
        "mov {z:e}, {b:e}
         and {z:e}, {c:e}
         add {d:e}, {z:e}
         mov {z:e}, {b:e}
         xor {z:e}, {c:e}
         and {z:e}, {a:e}
         add {d:e}, {z:e}"
    };
    (@gg choice) => {
        "andn {z:e}, {e:e}, {g:e}
         add {h:e}, {z:e}
         mov {z:e}, {e:e}
         and {z:e}, {f:e}
         add {h:e}, {z:e}"
    };
}

/// Rotates each word left.
#[target_feature(enable = "avx")]
#[inline]
fn rotate<const LEFT: i32, const RIGHT: i32>(x: __m128i) -> __m128i {
    _mm_xor_si128(_mm_slli_epi32::<LEFT>(x), _mm_srli_epi32::<RIGHT>(x))
}

/// x ^ P1's two rotations: x ^ rot15(x) ^ rot23(x), where rot23 is rot8 after rot15.
#[target_feature(enable = "avx")]
#[inline]
fn p1(x: __m128i, rotate_8: __m128i) -> __m128i {
    let x15 = rotate::<15, 17>(x);
    _mm_xor_si128(_mm_xor_si128(x, x15), _mm_shuffle_epi8(x15, rotate_8))
}

/// W_j..W_(j+3) from the sixteen words before them (GB/T 32905 5.3.2).
///
/// W_(j+3) needs W_j, which is one of the four: its share rot15(W_j), put through the linear P1,
/// is added after the other three are known.
#[target_feature(enable = "avx")]
#[inline]
fn expand(before: [__m128i; 4], rotate_8: __m128i) -> __m128i {
    let [x0, x1, x2, x3] = before;
    let w9 = _mm_alignr_epi8::<12>(x2, x1);
    let w3 = rotate::<15, 17>(_mm_srli_si128::<4>(x3));
    let w13 = rotate::<7, 25>(_mm_alignr_epi8::<12>(x1, x0));
    let w6 = _mm_alignr_epi8::<8>(x3, x2);
    let x = _mm_xor_si128(_mm_xor_si128(x0, w9), w3);
    let three = _mm_xor_si128(p1(x, rotate_8), _mm_xor_si128(w13, w6));
    let missing = rotate::<15, 17>(_mm_slli_si128::<12>(three));
    _mm_xor_si128(three, p1(missing, rotate_8))
}

#[target_feature(enable = "avx,bmi1,bmi2")]
#[inline(never)]
#[allow(clippy::indexing_slicing, reason = "constant indices, checked by the compiler")]
fn compress(state: &mut [u32; 8], blocks: &[[u8; 64]]) {
    let (big_endian, rotate_8) = (BIG_ENDIAN.load(), ROTATE_8.load());
    let zero = _mm_setzero_si128();
    let mut ring = Ring([[zero; 2]; RING_ROUNDS / 4]);
    let slots = &raw mut ring.0;
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for block in blocks {
        let load = |quarter: &[u8; 16]| {
            // SAFETY: the quarter has 16 bytes; the load needs no alignment.
            let bytes = unsafe { _mm_loadu_si128(quarter.as_ptr().cast()) };
            _mm_shuffle_epi8(bytes, big_endian)
        };
        let quarters = block.as_chunks::<16>().0;
        let mut x0 = load(&quarters[0]);
        let mut x1 = load(&quarters[1]);
        let mut x2 = load(&quarters[2]);
        let mut x3 = load(&quarters[3]);
        /// Hands the words of four rounds over.
        macro_rules! put {
            ($four:expr, $x:ident, $next:ident) => {
                // SAFETY: the slot lies in the ring, whose type aligns it.
                unsafe {
                    let slot = (&raw mut (*slots)[$four % (RING_ROUNDS / 4)]).cast::<__m128i>();
                    _mm_store_si128(slot, $x);
                    _mm_store_si128(slot.add(1), _mm_xor_si128($x, $next));
                }
            };
        }
        macro_rules! four_rounds {
            ($kind:tt, $four:expr) => {
                round!($kind, slots, ($four * 4), a b c d e f g h);
                round!($kind, slots, ($four * 4 + 1), d a b c h e f g);
                round!($kind, slots, ($four * 4 + 2), c d a b g h e f);
                round!($kind, slots, ($four * 4 + 3), b c d a f g h e);
            };
        }
        /// Makes the four words that the rounds need 16 rounds later, hands four over, and runs
        /// four rounds.
        macro_rules! four_rounds_and_words {
            ($kind:tt, $four:expr, $x0:ident $x1:ident $x2:ident $x3:ident) => {
                $x0 = expand([$x0, $x1, $x2, $x3], rotate_8);
                put!($four + 3, $x3, $x0);
                four_rounds!($kind, $four);
            };
        }
        put!(0, x0, x1);
        put!(1, x1, x2);
        put!(2, x2, x3);
        four_rounds_and_words!(parity, 0, x0 x1 x2 x3);
        four_rounds_and_words!(parity, 1, x1 x2 x3 x0);
        four_rounds_and_words!(parity, 2, x2 x3 x0 x1);
        four_rounds_and_words!(parity, 3, x3 x0 x1 x2);
        four_rounds_and_words!(choice, 4, x0 x1 x2 x3);
        four_rounds_and_words!(choice, 5, x1 x2 x3 x0);
        four_rounds_and_words!(choice, 6, x2 x3 x0 x1);
        four_rounds_and_words!(choice, 7, x3 x0 x1 x2);
        four_rounds_and_words!(choice, 8, x0 x1 x2 x3);
        four_rounds_and_words!(choice, 9, x1 x2 x3 x0);
        four_rounds_and_words!(choice, 10, x2 x3 x0 x1);
        four_rounds_and_words!(choice, 11, x3 x0 x1 x2);
        four_rounds_and_words!(choice, 12, x0 x1 x2 x3);
        four_rounds!(choice, 13);
        four_rounds!(choice, 14);
        four_rounds!(choice, 15);
        let [a0, b0, c0, d0, e0, f0, g0, h0] = *state;
        (a, b, c, d) = (a ^ a0, b ^ b0, c ^ c0, d ^ d0);
        (e, f, g, h) = (e ^ e0, f ^ f0, g ^ g0, h ^ h0);
        *state = [a, b, c, d, e, f, g, h];
    }
    // The message may be a secret.
    ring.0 = [[zero; 2]; RING_ROUNDS / 4];
    zeroize::optimization_barrier(&ring);
}
