//! The compression function for x86-64 with AVX and BMI2.
//!
//! The rounds run in general registers, and the message expansion beside them in vector registers,
//! four words at a time, handed over through a small ring in memory. AVX-512VL rotates and sums three
//! in one instruction, which leaves 21 of the 34 that make four words: a core fetches both kinds of
//! instructions for a round as slowly as it adds.
//!
//! # What bounds it
//!
//! Two chains of dependent instructions run through the rounds, of six cycles each:
//!
//! ```text
//! A to A   rol 12, + T, + E, rol 7, xor (SS2), add (TT1)
//! E to E   P0: rotate, xor, xor;  + (A <<< 12) + T, rol 7 (SS1), add (TT2)
//! ```
//!
//! GG for j >= 16, the choice of f or g by e, would make the second seven: and, xor, add before the
//! last addition, against two for SS1. It is linear in e over GF(2), so it is put together from
//! what P0 adds up. With x = TT2 of the round before, s = (x <<< 9) ^ (x <<< 17) and e = x ^ s,
//!
//! ```text
//! GG = g ^ (e & (f ^ g)) = (g ^ (x & (f ^ g))) ^ (s & (f ^ g))
//! ```
//!
//! of which the first half is ready a cycle before e is. So a round starts with the P0 of the one
//! before, and hands its own TT2 on.
//!
//! Such a round has 26 instructions for the four arithmetic units (moves between registers are
//! free), so 6.5 cycles; the 22 of a round before j = 16 take less than its chains. A block takes
//! 408 cycles at the very least. FF is the majority, whose two terms have no bit in common and are
//! added as they come: FF = (b & c) + (a & (b ^ c)).
//!
//! The order of all instructions, those of the expansion among the others, is fixed in assembly. A
//! compiler reassociates the additions and puts the expansion in one piece, which costs a tenth.
#![allow(unsafe_code, reason = "a kernel: vector intrinsics and assembly")]

use super::ROUND_CONSTANTS;
use core::arch::asm;
use core::arch::x86_64::{
    __m128i, _mm_load_si128, _mm_loadu_si128, _mm_setzero_si128, _mm_shuffle_epi8,
};
use core::mem::MaybeUninit;

cpufeatures::new!(features, "avx", "bmi2");
cpufeatures::new!(rotations, "avx512f", "avx512vl", "bmi2");

/// Proof that the processor has what this path needs.
#[derive(Clone, Copy)]
pub(super) struct Scalar {
    /// Whether it has AVX-512VL, too.
    rotates: bool,
}

impl Scalar {
    pub(super) fn detect() -> Option<Self> {
        let rotates = permitted!(All) && rotations::get();
        (permitted!(Wide) && features::get()).then_some(Self { rotates })
    }

    /// The same without AVX-512VL.
    #[cfg(test)]
    pub(super) fn without_rotations(self) -> Self {
        Self { rotates: false }
    }

    /// Runs `state` through `blocks`, in order.
    pub(super) fn compress(self, state: &mut [u32; 8], blocks: &[[u8; 64]]) {
        // SAFETY: a `Scalar` exists only where `detect` found the features.
        unsafe { if self.rotates { by_rotations(state, blocks) } else { by_shifts(state, blocks) } }
    }
}

/// Rounds whose words the ring holds: four that run, and up to four times four ahead of them.
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

/// Where round j finds its word, in bytes from the middle of the ring, which offsets of one byte
/// reach all of.
const fn place(j: usize) -> isize {
    (j / 4 * 32 % size_of::<Ring>() + j % 4 * 4).cast_signed() - MIDDLE.cast_signed()
}

const MIDDLE: usize = size_of::<Ring>() / 2;

/// Stores the words of four rounds, and their sums with the next four.
macro_rules! put {
    ($ring:ident, $four:expr, $x:ident, $next:ident) => {
        // SAFETY: it writes the slot's 32 bytes in the ring, which is aligned as they want.
        unsafe {
            asm!(
                "vmovdqa [{ring} + {place}], {x}",
                "vpxor {sum}, {x}, {next}",
                "vmovdqa [{ring} + {place} + 16], {sum}",
                ring = in(reg) $ring,
                place = const place($four * 4),
                x = in(xmm_reg) $x, next = in(xmm_reg) $next, sum = out(xmm_reg) _,
                options(nostack, preserves_flags)
            );
        }
    };
}

/// A quarter of what makes four words of the expansion (GB/T 32905 5.3.2) in the place of {x0},
/// one instruction to a slot; "none" of it where no more words are wanted.
///
/// W_(j+3) needs W_j, which is one of the four: its share rot15(W_j), put through the linear P1,
/// is added after the other three are known. rot23 is rot8 after rot15.
macro_rules! expand {
    (0 0) => {
        "vpsrldq {t}, {x3}, 4\n"
    }; // W_(j-3), but for the last
    (0 1) => {
        "vpalignr {v}, {x1}, {x0}, 12\n"
    }; // W_(j-13)
    (0 2) => {
        "vpslld {u}, {t}, 15\n"
    };
    (0 3) => {
        "vpsrld {t}, {t}, 17\n"
    };
    (0 4) => {
        "vpxor {t}, {t}, {u}\n"
    };
    (0 5) => {
        "vpalignr {u}, {x2}, {x1}, 12\n"
    }; // W_(j-9)
    (0 6) => {
        "vpxor {x0}, {x0}, {u}\n"
    };
    (0 7) => {
        "vpxor {t}, {t}, {x0}\n"
    }; // what goes into P1
    (0 8) => {
        "vpslld {u}, {v}, 7\n"
    };
    (1 0) => {
        "vpsrld {v}, {v}, 25\n"
    };
    (1 1) => {
        "vpxor {v}, {v}, {u}\n"
    };
    (1 2) => {
        "vpalignr {u}, {x3}, {x2}, 8\n"
    }; // W_(j-6)
    (1 3) => {
        "vpxor {v}, {v}, {u}\n"
    };
    (1 4) => {
        "vpxor {v}, {v}, {t}\n"
    };
    (1 5) => {
        "vpslld {u}, {t}, 15\n"
    };
    (1 6) => {
        "vpsrld {t}, {t}, 17\n"
    };
    (1 7) => {
        "vpxor {t}, {t}, {u}\n"
    }; // rot15
    (1 8) => {
        "vpxor {v}, {v}, {t}\n"
    };
    (2 0) => {
        "vpshufb {t}, {t}, {rotate_8}\n"
    }; // rot23
    (2 1) => {
        "vpxor {x0}, {v}, {t}\n"
    }; // right but for the last word
    (2 2) => {
        "vpslldq {t}, {x0}, 12\n"
    }; // W_j to the place of W_(j+3)
    (2 3) => {
        "vpslld {u}, {t}, 15\n"
    };
    (2 4) => {
        "vpsrld {t}, {t}, 17\n"
    };
    (2 5) => {
        "vpxor {t}, {t}, {u}\n"
    }; // what P1 lacked
    (2 6) => {
        "vpxor {x0}, {x0}, {t}\n"
    };
    (2 7) => {
        "vpslld {u}, {t}, 15\n"
    };
    (2 8) => {
        "vpsrld {t}, {t}, 17\n"
    };
    (3 0) => {
        "vpxor {t}, {t}, {u}\n"
    };
    (3 1) => {
        "vpxor {x0}, {x0}, {t}\n"
    };
    (3 2) => {
        "vpshufb {t}, {t}, {rotate_8}\n"
    };
    (3 3) => {
        "vpxor {x0}, {x0}, {t}\n"
    };
    (3 4) => {
        "vmovdqa [{ring} + {later}], {x3}\n"
    };
    (3 5) => {
        "vpxor {u}, {x3}, {x0}\n"
    };
    (3 6) => {
        "vmovdqa [{ring} + {later} + 16], {u}\n"
    };
    (3 7) => {
        ""
    };
    (3 8) => {
        ""
    };
    // The same with rotations and sums of three (AVX-512VL). Of P1(rot15(W_j)) a rotation by 15 and
    // then by 15 and 23 more is one by 30 and by 6.
    (r0 0) => {
        "vpsrldq {t}, {x3}, 4\n"
    };
    (r0 1) => {
        "vpalignr {v}, {x1}, {x0}, 12\n"
    };
    (r0 2) => {
        "vprold {t}, {t}, 15\n"
    };
    (r0 4) => {
        "vpalignr {u}, {x2}, {x1}, 12\n"
    };
    (r0 6) => {
        "vpternlogd {x0}, {t}, {u}, 0x96\n"
    }; // what goes into P1
    (r0 7) => {
        "vprold {v}, {v}, 7\n"
    };
    (r1 0) => {
        "vpalignr {u}, {x3}, {x2}, 8\n"
    };
    (r1 2) => {
        "vprold {t}, {x0}, 15\n"
    };
    (r1 4) => {
        "vpternlogd {v}, {t}, {u}, 0x96\n"
    };
    (r1 5) => {
        "vprold {t}, {x0}, 23\n"
    };
    (r1 7) => {
        "vpternlogd {x0}, {v}, {t}, 0x96\n"
    }; // right but for the last word
    (r2 0) => {
        "vpslldq {t}, {x0}, 12\n"
    }; // W_j to the place of W_(j+3)
    (r2 2) => {
        "vprold {u}, {t}, 15\n"
    };
    (r2 3) => {
        "vprold {v}, {t}, 30\n"
    };
    (r2 5) => {
        "vpternlogd {x0}, {u}, {v}, 0x96\n"
    };
    (r2 7) => {
        "vprold {t}, {t}, 6\n"
    };
    (r3 0) => {
        "vpxor {x0}, {x0}, {t}\n"
    };
    (r3 2) => {
        "vmovdqa [{ring} + {later}], {x3}\n"
    };
    (r3 4) => {
        "vpxor {u}, {x3}, {x0}\n"
    };
    (r3 6) => {
        "vmovdqa [{ring} + {later} + 16], {u}\n"
    };
    ($idle:ident $slot:tt) => {
        ""
    };
}

/// The instructions of a round, with a quarter of the expansion among them: the first of a block,
/// which finds E as it is; the others with FF and GG the parity; those from j = 16 on, with FF the
/// majority and GG the choice.
///
/// z is FF or what is left to add of it, or GG, or f ^ g; s and y are P0's rotations, y then SS1;
/// p is A <<< 12, then SS2. The order was found by trial: it is worth a twentieth.
macro_rules! instructions {
    (start $quarter:tt) => {
        concat!(
            "mov {z:e}, {f:e}\n",
            "add {h:e}, [{ring} + {place}]\n", // + W_j
            expand!($quarter 0),
            "xor {z:e}, {g:e}\n",
            "xor {z:e}, {e:e}\n", // GG
            expand!($quarter 1),
            "rorx {p:e}, {a:e}, 20\n",
            "lea {y:e}, [{p} + {constant}]\n",
            expand!($quarter 2),
            "add {y:e}, {e:e}\n",
            "add {h:e}, {z:e}\n",
            expand!($quarter 3),
            "rol {y:e}, 7\n", // SS1
            "mov {z:e}, {a:e}\n",
            expand!($quarter 4),
            "xor {z:e}, {b:e}\n",
            "rol {b:e}, 9\n",
            expand!($quarter 5),
            "xor {z:e}, {c:e}\n", // FF
            "add {d:e}, [{ring} + {place} + 16]\n", // + W'_j
            expand!($quarter 6),
            "rol {f:e}, 19\n",
            "add {h:e}, {y:e}\n", // TT2
            expand!($quarter 7),
            "xor {p:e}, {y:e}\n", // SS2
            "add {d:e}, {z:e}\n",
            "add {d:e}, {p:e}\n", // TT1
            expand!($quarter 8),
        )
    };
    (parity $quarter:tt) => {
        concat!(
            "rorx {s:e}, {e:e}, 23\n",
            "rorx {y:e}, {e:e}, 15\n",
            "mov {z:e}, {f:e}\n",
            expand!($quarter 0),
            "add {h:e}, [{ring} + {place}]\n", // + W_j
            "xor {z:e}, {g:e}\n",
            expand!($quarter 1),
            "xor {z:e}, {e:e}\n",
            "rorx {p:e}, {a:e}, 20\n",
            "xor {s:e}, {y:e}\n",
            expand!($quarter 2),
            "xor {e:e}, {s:e}\n", // P0
            "xor {z:e}, {s:e}\n", // GG
            "lea {y:e}, [{p} + {constant}]\n",
            expand!($quarter 3),
            "add {y:e}, {e:e}\n",
            "add {h:e}, {z:e}\n",
            expand!($quarter 4),
            "rol {y:e}, 7\n", // SS1
            "mov {z:e}, {a:e}\n",
            "xor {z:e}, {b:e}\n",
            expand!($quarter 5),
            "rol {b:e}, 9\n",
            "xor {z:e}, {c:e}\n", // FF
            "add {d:e}, [{ring} + {place} + 16]\n", // + W'_j
            expand!($quarter 6),
            "rol {f:e}, 19\n",
            "add {h:e}, {y:e}\n", // TT2
            expand!($quarter 7),
            "xor {p:e}, {y:e}\n", // SS2
            "add {d:e}, {z:e}\n",
            "add {d:e}, {p:e}\n", // TT1
            expand!($quarter 8),
        )
    };
    (choice $quarter:tt) => {
        concat!(
            "rorx {s:e}, {e:e}, 23\n",
            "mov {z:e}, {f:e}\n",
            "xor {z:e}, {g:e}\n",
            expand!($quarter 0),
            "rorx {y:e}, {e:e}, 15\n",
            "add {h:e}, [{ring} + {place}]\n", // + W_j
            "xor {s:e}, {y:e}\n",
            "mov {y:e}, {e:e}\n",
            expand!($quarter 1),
            "and {y:e}, {z:e}\n",
            "xor {e:e}, {s:e}\n", // P0
            "rorx {p:e}, {a:e}, 20\n",
            expand!($quarter 2),
            "and {z:e}, {s:e}\n",
            "xor {y:e}, {g:e}\n",
            "xor {z:e}, {y:e}\n", // GG
            expand!($quarter 3),
            "lea {y:e}, [{p} + {constant}]\n",
            "add {y:e}, {e:e}\n",
            "rol {y:e}, 7\n", // SS1
            "add {h:e}, {z:e}\n",
            expand!($quarter 4),
            "mov {z:e}, {b:e}\n",
            "and {z:e}, {c:e}\n",
            "add {d:e}, {z:e}\n",
            expand!($quarter 5),
            "mov {z:e}, {b:e}\n",
            "xor {z:e}, {c:e}\n",
            "rol {b:e}, 9\n",
            expand!($quarter 6),
            "rol {f:e}, 19\n",
            "and {z:e}, {a:e}\n",
            "xor {p:e}, {y:e}\n", // SS2
            "add {d:e}, [{ring} + {place} + 16]\n", // + W'_j
            expand!($quarter 7),
            "add {h:e}, {y:e}\n", // TT2
            "add {d:e}, {z:e}\n",
            "add {d:e}, {p:e}\n", // TT1
            expand!($quarter 8),
        )
    };
}

/// One round. `$ring` + `place` is the address of W_j; W_j ^ W_(j+4) lies 16 bytes after it.
/// b, d and f become what the standard then calls C, A and G; h becomes TT2, and e is TT2 of the
/// round before until P0 makes it E.
macro_rules! round {
    ($kind:tt, $quarter:tt, $ring:ident, $j:expr, $a:ident $b:ident $c:ident $d:ident
     $e:ident $f:ident $g:ident $h:ident, $x0:ident $x1:ident $x2:ident $x3:ident $t:ident $u:ident
     $v:ident $rotate_8:ident) => {
        // SAFETY: it reads 4 bytes at each of two addresses and writes the 32 of a slot, all in the
        // ring, which is aligned as they want; it changes nothing but the named registers and
        // flags.
        unsafe {
            asm!(
                instructions!($kind $quarter),
                // Not every round uses all operands.
                "/* {s} {x0} {x1} {x2} {x3} {t} {u} {v} {rotate_8} {later} */",
                a = in(reg) $a, b = inout(reg) $b, c = in(reg) $c, d = inout(reg) $d,
                e = inout(reg) $e, f = inout(reg) $f, g = in(reg) $g, h = inout(reg) $h,
                p = out(reg) _, s = out(reg) _, y = out(reg) _, z = out(reg) _,
                ring = in(reg) $ring,
                x0 = inout(xmm_reg) $x0, x1 = in(xmm_reg) $x1, x2 = in(xmm_reg) $x2,
                x3 = in(xmm_reg) $x3, t = inout(xmm_reg) $t, v = inout(xmm_reg) $v,
                u = inout(xmm_reg) $u, rotate_8 = in(xmm_reg) $rotate_8,
                place = const place($j),
                later = const place($j - $j % 4 + 12),
                constant = const ROUND_CONSTANTS[$j].cast_signed(),
                options(nostack)
            );
        }
    };
}

/// Adds the state in memory to the registers and replaces it: instructions on memory, where a
/// compiler would gather the registers in vectors.
macro_rules! add_state {
    ($state:ident, $($word:ident)*) => {
        // SAFETY: it reads and writes the 32 bytes of the state.
        unsafe {
            asm!(
                "xor {a:e}, [{state}]",
                "xor {b:e}, [{state} + 4]",
                "xor {c:e}, [{state} + 8]",
                "xor {d:e}, [{state} + 12]",
                "xor {e:e}, [{state} + 16]",
                "xor {f:e}, [{state} + 20]",
                "xor {g:e}, [{state} + 24]",
                "xor {h:e}, [{state} + 28]",
                "mov [{state}], {a:e}",
                "mov [{state} + 4], {b:e}",
                "mov [{state} + 8], {c:e}",
                "mov [{state} + 12], {d:e}",
                "mov [{state} + 16], {e:e}",
                "mov [{state} + 20], {f:e}",
                "mov [{state} + 24], {g:e}",
                "mov [{state} + 28], {h:e}",
                state = in(reg) &raw mut *$state,
                $($word = inout(reg) $word,)*
                options(nostack)
            );
        }
    };
}

/// Four rounds and, but for the last of a block, the words for the rounds 16 later. The names turn
/// instead of the values.
macro_rules! four_rounds {
    ($first:tt $kind:tt, $q0:tt $q1:tt $q2:tt $q3:tt, $four:expr, $ring:ident,
     $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident,
     $x0:ident $x1:ident $x2:ident $x3:ident $t:ident $u:ident $v:ident $rotate_8:ident) => {
        round!($first, $q0, $ring, ($four * 4), $a $b $c $d $e $f $g $h,
            $x0 $x1 $x2 $x3 $t $u $v $rotate_8);
        round!($kind, $q1, $ring, ($four * 4 + 1), $d $a $b $c $h $e $f $g,
            $x0 $x1 $x2 $x3 $t $u $v $rotate_8);
        round!($kind, $q2, $ring, ($four * 4 + 2), $c $d $a $b $g $h $e $f,
            $x0 $x1 $x2 $x3 $t $u $v $rotate_8);
        round!($kind, $q3, $ring, ($four * 4 + 3), $b $c $d $a $f $g $h $e,
            $x0 $x1 $x2 $x3 $t $u $v $rotate_8);
    };
}

/// Defines the function of this name, with these quarters of the expansion.
macro_rules! compress {
    ($features:literal, $name:ident, $q0:tt $q1:tt $q2:tt $q3:tt) => {
        #[target_feature(enable = $features)]
        #[inline(never)]
        #[allow(clippy::indexing_slicing, reason = "constant indices, checked by the compiler")]
        fn $name(state: &mut [u32; 8], blocks: &[[u8; 64]]) {
            let (big_endian, rotate_8) = (BIG_ENDIAN.load(), ROTATE_8.load());
            let zero = _mm_setzero_si128();
            // The words of a round are written before it reads them.
            let mut slots = MaybeUninit::<Ring>::uninit();
            let ring = slots.as_mut_ptr().wrapping_byte_add(MIDDLE);
            let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
            let (mut t, mut u, mut v) = (zero, zero, zero);
            let load = |block: &[u8; 64], quarter: usize| {
                let bytes = &block.as_chunks::<16>().0[quarter];
                // SAFETY: the quarter has 16 bytes; the load needs no alignment.
                let bytes = unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) };
                _mm_shuffle_epi8(bytes, big_endian)
            };
            let mut blocks = blocks.iter();
            let Some(first) = blocks.next() else { return };
            let [mut x0, mut x1, mut x2, mut x3] = [0, 1, 2, 3].map(|quarter| load(first, quarter));
            put!(ring, 0, x0, x1);
            put!(ring, 1, x1, x2);
            put!(ring, 2, x2, x3);
            loop {
                four_rounds!(start parity, $q0 $q1 $q2 $q3, 0, ring, a b c d e f g h,
                    x0 x1 x2 x3 t u v rotate_8);
                four_rounds!(parity parity, $q0 $q1 $q2 $q3, 1, ring, a b c d e f g h,
                    x1 x2 x3 x0 t u v rotate_8);
                four_rounds!(parity parity, $q0 $q1 $q2 $q3, 2, ring, a b c d e f g h,
                    x2 x3 x0 x1 t u v rotate_8);
                four_rounds!(parity parity, $q0 $q1 $q2 $q3, 3, ring, a b c d e f g h,
                    x3 x0 x1 x2 t u v rotate_8);
                four_rounds!(choice choice, $q0 $q1 $q2 $q3, 4, ring, a b c d e f g h,
                    x0 x1 x2 x3 t u v rotate_8);
                four_rounds!(choice choice, $q0 $q1 $q2 $q3, 5, ring, a b c d e f g h,
                    x1 x2 x3 x0 t u v rotate_8);
                four_rounds!(choice choice, $q0 $q1 $q2 $q3, 6, ring, a b c d e f g h,
                    x2 x3 x0 x1 t u v rotate_8);
                four_rounds!(choice choice, $q0 $q1 $q2 $q3, 7, ring, a b c d e f g h,
                    x3 x0 x1 x2 t u v rotate_8);
                four_rounds!(choice choice, $q0 $q1 $q2 $q3, 8, ring, a b c d e f g h,
                    x0 x1 x2 x3 t u v rotate_8);
                four_rounds!(choice choice, $q0 $q1 $q2 $q3, 9, ring, a b c d e f g h,
                    x1 x2 x3 x0 t u v rotate_8);
                four_rounds!(choice choice, $q0 $q1 $q2 $q3, 10, ring, a b c d e f g h,
                    x2 x3 x0 x1 t u v rotate_8);
                four_rounds!(choice choice, $q0 $q1 $q2 $q3, 11, ring, a b c d e f g h,
                    x3 x0 x1 x2 t u v rotate_8);
                four_rounds!(choice choice, $q0 $q1 $q2 $q3, 12, ring, a b c d e f g h,
                    x0 x1 x2 x3 t u v rotate_8);
                // The last rounds of a block leave room for the first words of the next.
                let next = blocks.next();
                if let Some(block) = next {
                    [x0, x1, x2, x3] = [0, 1, 2, 3].map(|quarter| load(block, quarter));
                    put!(ring, 0, x0, x1);
                    put!(ring, 1, x1, x2);
                    put!(ring, 2, x2, x3);
                }
                four_rounds!(choice choice, none none none none, 13, ring, a b c d e f g h,
                    x1 x2 x3 x0 t u v rotate_8);
                four_rounds!(choice choice, none none none none, 14, ring, a b c d e f g h,
                    x1 x2 x3 x0 t u v rotate_8);
                four_rounds!(choice choice, none none none none, 15, ring, a b c d e f g h,
                    x1 x2 x3 x0 t u v rotate_8);
                e ^= e.rotate_left(9) ^ e.rotate_left(17);
                add_state!(state, a b c d e f g h);
                if next.is_none() {
                    break;
                }
            }
            // The message may be a secret.
            let slots = slots.write(Ring([[zero; 2]; RING_ROUNDS / 4]));
            zeroize::optimization_barrier(&slots.0);
        }
    };
}

compress!("avx,bmi2", by_shifts, 0 1 2 3);
compress!("avx512f,avx512vl,bmi2", by_rotations, r0 r1 r2 r3);
