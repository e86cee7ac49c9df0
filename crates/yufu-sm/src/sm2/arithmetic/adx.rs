//! Field arithmetic for x86-64 with BMI2, ADX and AVX2, in assembly.
//!
//! MULX multiplies without touching the flags, and ADCX and ADOX each carry through a flag of their
//! own, so the low and the high halves of a row of products are added in two chains at once, which
//! no compiler makes of plain code. The reduction clears 128 bits at a time: see [`clear_two!`].
//!
//! Every instruction here takes the same time whatever its operands are, and no address depends on
//! an element.

#![allow(unsafe_code, reason = "assembly")]

use super::field::{Arithmetic, Element, P};
use core::arch::asm;

/// The proof that this processor has BMI2, ADX and AVX2.
#[derive(Clone, Copy)]
pub(crate) struct Adx(());

impl Adx {
    pub(crate) fn detect() -> Option<Self> {
        cpufeatures::new!(features, "bmi2", "adx", "avx2");
        features::get().then_some(Self(()))
    }
}

/// p, for the subtraction's memory operands.
static MODULUS: [u64; 4] = P;

/// Clears the words t0 and t1 of (t0, t1, t2, t3), from the lowest, into (t2, t3, t0, t1).
///
/// As the module `field` has it, clearing a word m adds (m - low, -high, -low, m - high) to the
/// four words above it, where low = m 2^32 mod 2^64 and high = m / 2^32. The first word is m0 = t0,
/// the second m1 = t1 + m0 - low0. Both together add to the words from t2 on
///
/// ```text
///   m1                       0              m0              m1
/// - (high0 + b + low1)       low0 + high1   high0 + low1    high1
/// ```
///
/// with b the borrow of m0 - low0. No sum in it overflows: one half is a multiple of 2^32, the other
/// below 2^32, high0 + b too, since b = 0 for the one m0 with high0 = 2^32 - 1 that could borrow.
/// {count} holds 32; {x}, {y}, {m} and rdx are scratch.
macro_rules! clear_two {
    ($t0:literal, $t1:literal, $t2:literal, $t3:literal) => {
        concat!(
            // x = low0, rdx = high0; y = t0 - low0, whose borrow goes into m = high0 + borrow.
            "shlx {x}, {",
            $t0,
            "}, {count}\n",
            "mov {y}, {",
            $t0,
            "}\n",
            "shrx rdx, {",
            $t0,
            "}, {count}\n",
            "sub {y}, {x}\n",
            "mov {m}, rdx\n",
            "adc {m}, 0\n",
            // t1 = m1; its carry waits in the flag, since shifts and LEA leave it alone.
            "add {",
            $t1,
            "}, {y}\n",
            "shlx {y}, {",
            $t1,
            "}, {count}\n",
            "lea rdx, [rdx + {y}]\n", // high0 + low1
            "lea {m}, [{m} + {y}]\n", // high0 + borrow + low1
            "shrx {y}, {",
            $t1,
            "}, {count}\n",           // high1
            "lea {x}, [{x} + {y}]\n", // low0 + high1
            "adc {",
            $t2,
            "}, {",
            $t1,
            "}\n",
            "adc {",
            $t3,
            "}, 0\n",
            "adc {",
            $t0,
            "}, 0\n",
            "adc {",
            $t1,
            "}, 0\n",
            "sub {",
            $t2,
            "}, {m}\n",
            "sbb {",
            $t3,
            "}, {x}\n",
            "sbb {",
            $t0,
            "}, rdx\n",
            "sbb {",
            $t1,
            "}, {y}\n",
        )
    };
}

/// Subtracts p from {x} 2^256 + (a, b, c, d) unless that is negative, where {x} is 0 or -1 for a
/// carry; e to h are scratch.
macro_rules! subtract_p {
    ($a:literal, $b:literal, $c:literal, $d:literal,
     $e:literal, $f:literal, $g:literal, $h:literal) => {
        concat!(
            "mov {",
            $e,
            "}, {",
            $a,
            "}\n",
            "mov {",
            $f,
            "}, {",
            $b,
            "}\n",
            "mov {",
            $g,
            "}, {",
            $c,
            "}\n",
            "mov {",
            $h,
            "}, {",
            $d,
            "}\n",
            "sub {",
            $a,
            "}, -1\n",
            "sbb {",
            $b,
            "}, qword ptr [rip + {p} + 8]\n",
            "sbb {",
            $c,
            "}, -1\n",
            "sbb {",
            $d,
            "}, qword ptr [rip + {p} + 24]\n",
            // Borrows from the carry: 0 - 1 is negative, -1 - 1 is not.
            "sbb {x}, 0\n",
            "cmovc {",
            $a,
            "}, {",
            $e,
            "}\n",
            "cmovc {",
            $b,
            "}, {",
            $f,
            "}\n",
            "cmovc {",
            $c,
            "}, {",
            $g,
            "}\n",
            "cmovc {",
            $d,
            "}, {",
            $h,
            "}\n",
        )
    };
}

/// (t4, t5, t6, t7) = (t0 ... t7) / 2^256 mod p.
macro_rules! divide_by_r {
    () => {
        concat!(
            "mov {count:e}, 32\n",
            clear_two!("t0", "t1", "t2", "t3"),
            clear_two!("t2", "t3", "t0", "t1"),
            "add {t4}, {t0}\n",
            "adc {t5}, {t1}\n",
            "adc {t6}, {t2}\n",
            "adc {t7}, {t3}\n",
            "sbb {x}, {x}\n",
            subtract_p!("t4", "t5", "t6", "t7", "t0", "t1", "t2", "t3"),
        )
    };
}

/// Adds {m} times word `$offset` of {count} to (a, b, c, d, e), of which e is new.
macro_rules! add_row {
    ($offset:literal, $a:literal, $b:literal, $c:literal, $d:literal, $e:literal) => {
        concat!(
            "mov rdx, qword ptr [{count} + ",
            $offset,
            "]\n",
            "xor {",
            $e,
            ":e}, {",
            $e,
            ":e}\n", // clears both carries as well
            "mulx {y}, {x}, qword ptr [{m}]\n",
            "adcx {",
            $a,
            "}, {x}\n",
            "adox {",
            $b,
            "}, {y}\n",
            "mulx {y}, {x}, qword ptr [{m} + 8]\n",
            "adcx {",
            $b,
            "}, {x}\n",
            "adox {",
            $c,
            "}, {y}\n",
            "mulx {y}, {x}, qword ptr [{m} + 16]\n",
            "adcx {",
            $c,
            "}, {x}\n",
            "adox {",
            $d,
            "}, {y}\n",
            "mulx {y}, {x}, qword ptr [{m} + 24]\n",
            "adcx {",
            $d,
            "}, {x}\n",
            "adox {",
            $e,
            "}, {y}\n",
            "adc {",
            $e,
            "}, 0\n",
        )
    };
}

/// (t0, t1, t2, t3) = {m} op {count}, then, where that carried or borrowed, p undone by the second
/// operation.
macro_rules! add_or_subtract {
    ($a:expr, $b:expr, $op:literal, $op_carry:literal, $undo:literal, $undo_carry:literal) => {{
        let (r0, r1, r2, r3);
        // SAFETY: reads 32 bytes at each of two references; the processor needs no extension.
        unsafe {
            asm!(
                "mov {t0}, qword ptr [{m}]",
                "mov {t1}, qword ptr [{m} + 8]",
                "mov {t2}, qword ptr [{m} + 16]",
                "mov {t3}, qword ptr [{m} + 24]",
                concat!($op, " {t0}, qword ptr [{count}]"),
                concat!($op_carry, " {t1}, qword ptr [{count} + 8]"),
                concat!($op_carry, " {t2}, qword ptr [{count} + 16]"),
                concat!($op_carry, " {t3}, qword ptr [{count} + 24]"),
                // p or 0: all ones; ones above bit 31; all ones; all ones but bit 32.
                "sbb {x}, {x}",
                "mov {m}, {x}",
                "mov {count}, {x}",
                "shl {m}, 32",
                "btr {count}, 32",
                concat!($undo, " {t0}, {x}"),
                concat!($undo_carry, " {t1}, {m}"),
                concat!($undo_carry, " {t2}, {x}"),
                concat!($undo_carry, " {t3}, {count}"),
                m = inout(reg) &raw const $a.0 => _,
                count = inout(reg) &raw const $b.0 => _,
                x = out(reg) _,
                t0 = out(reg) r0, t1 = out(reg) r1, t2 = out(reg) r2, t3 = out(reg) r3,
                options(pure, readonly, nostack),
            );
        }
        Element([r0, r1, r2, r3])
    }};
}

/// Takes the point at these offsets if ymm2 is zero, and counts down.
macro_rules! scan_point {
    ($x:literal, $y:literal) => {
        concat!(
            "vpcmpeqq ymm5, ymm2, ymm4\n",
            "vblendvpd ymm0, ymm0, ymmword ptr [{point} + ",
            $x,
            "], ymm5\n",
            "vblendvpd ymm1, ymm1, ymmword ptr [{point} + ",
            $y,
            "], ymm5\n",
            "vpaddq ymm2, ymm2, ymm3\n",
        )
    };
}

impl Arithmetic for Adx {
    #[inline(always)]
    fn mul(self, a: &Element, b: &Element) -> Element {
        let (r0, r1, r2, r3);
        // SAFETY: reads 32 bytes at each of two references, and p; `self` proves BMI2 and ADX.
        unsafe {
            asm!(
                "mov rdx, qword ptr [{count}]",
                "mulx {t1}, {t0}, qword ptr [{m}]",
                "mulx {t2}, {x}, qword ptr [{m} + 8]",
                "mulx {t3}, {y}, qword ptr [{m} + 16]",
                "add {t1}, {x}",
                "mulx {t4}, {x}, qword ptr [{m} + 24]",
                "adc {t2}, {y}",
                "adc {t3}, {x}",
                "adc {t4}, 0",
                add_row!("8", "t1", "t2", "t3", "t4", "t5"),
                add_row!("16", "t2", "t3", "t4", "t5", "t6"),
                add_row!("24", "t3", "t4", "t5", "t6", "t7"),
                divide_by_r!(),
                m = inout(reg) &raw const a.0 => _,
                count = inout(reg) &raw const b.0 => _,
                out("rdx") _, x = out(reg) _, y = out(reg) _,
                t0 = out(reg) _, t1 = out(reg) _, t2 = out(reg) _, t3 = out(reg) _,
                t4 = out(reg) r0, t5 = out(reg) r1, t6 = out(reg) r2, t7 = out(reg) r3,
                p = sym MODULUS,
                options(pure, readonly, nostack),
            );
        }
        Element([r0, r1, r2, r3])
    }

    #[inline(always)]
    fn square(self, a: &Element) -> Element {
        let (r0, r1, r2, r3);
        // SAFETY: reads 32 bytes at a reference, and p; `self` proves BMI2 and ADX.
        unsafe {
            asm!(
                // The products of different words: (t1 ... t6).
                "mov rdx, qword ptr [{m}]",
                "mulx {t2}, {t1}, qword ptr [{m} + 8]",
                "mulx {t3}, {x}, qword ptr [{m} + 16]",
                "mulx {t4}, {y}, qword ptr [{m} + 24]",
                "add {t2}, {x}",
                "adc {t3}, {y}",
                "mov rdx, qword ptr [{m} + 8]",
                "mulx {t5}, {x}, qword ptr [{m} + 24]",
                "mulx {count}, {y}, qword ptr [{m} + 16]",
                "mov rdx, qword ptr [{m} + 16]",
                "mulx {t6}, {t0}, qword ptr [{m} + 24]",
                "adc {t4}, {x}",
                "adc {t5}, {t0}",
                "adc {t6}, 0",
                "add {t3}, {y}",
                "adc {t4}, {count}",
                "adc {t5}, 0",
                "adc {t6}, 0",
                // Doubled through one carry, the squares added through the other.
                "mov rdx, qword ptr [{m}]",
                "xor {t7:e}, {t7:e}",
                "mulx {x}, {t0}, rdx",
                "adcx {t1}, {t1}",
                "adox {t1}, {x}",
                "mov rdx, qword ptr [{m} + 8]",
                "mulx {x}, {y}, rdx",
                "adcx {t2}, {t2}",
                "adox {t2}, {y}",
                "adcx {t3}, {t3}",
                "adox {t3}, {x}",
                "mov rdx, qword ptr [{m} + 16]",
                "mulx {x}, {y}, rdx",
                "adcx {t4}, {t4}",
                "adox {t4}, {y}",
                "adcx {t5}, {t5}",
                "adox {t5}, {x}",
                "mov rdx, qword ptr [{m} + 24]",
                "mulx {x}, {y}, rdx",
                "adcx {t6}, {t6}",
                "adox {t6}, {y}",
                "adcx {t7}, {t7}",
                "adox {t7}, {x}",
                divide_by_r!(),
                m = inout(reg) &raw const a.0 => _,
                count = out(reg) _,
                out("rdx") _, x = out(reg) _, y = out(reg) _,
                t0 = out(reg) _, t1 = out(reg) _, t2 = out(reg) _, t3 = out(reg) _,
                t4 = out(reg) r0, t5 = out(reg) r1, t6 = out(reg) r2, t7 = out(reg) r3,
                p = sym MODULUS,
                options(pure, readonly, nostack),
            );
        }
        Element([r0, r1, r2, r3])
    }

    #[inline(always)]
    fn add(self, a: &Element, b: &Element) -> Element {
        let (r0, r1, r2, r3);
        // SAFETY: reads 32 bytes at each of two references, and p; the processor needs no
        // extension.
        unsafe {
            asm!(
                "mov {t0}, qword ptr [{m}]",
                "mov {t1}, qword ptr [{m} + 8]",
                "mov {t2}, qword ptr [{m} + 16]",
                "mov {t3}, qword ptr [{m} + 24]",
                "add {t0}, qword ptr [{count}]",
                "adc {t1}, qword ptr [{count} + 8]",
                "adc {t2}, qword ptr [{count} + 16]",
                "adc {t3}, qword ptr [{count} + 24]",
                "sbb {x}, {x}",
                subtract_p!("t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7"),
                m = in(reg) &raw const a.0,
                count = in(reg) &raw const b.0,
                x = out(reg) _,
                t4 = out(reg) _, t5 = out(reg) _, t6 = out(reg) _, t7 = out(reg) _,
                t0 = out(reg) r0, t1 = out(reg) r1, t2 = out(reg) r2, t3 = out(reg) r3,
                p = sym MODULUS,
                options(pure, readonly, nostack),
            );
        }
        Element([r0, r1, r2, r3])
    }

    #[inline(always)]
    fn sub(self, a: &Element, b: &Element) -> Element {
        add_or_subtract!(a, b, "sub", "sbb", "add", "adc")
    }

    #[inline(always)]
    fn add_weak(self, a: &Element, b: &Element) -> Element {
        // A sum that carried is below p once p is subtracted; any other is below 2^256 as it is.
        add_or_subtract!(a, b, "add", "adc", "sub", "sbb")
    }

    #[inline(always)]
    fn scan(self, points: &[[Element; 2]], first: u64, index: u64, found: &mut [Element; 2]) {
        let (rounds, rest) = points.as_chunks::<4>();
        debug_assert!(rest.is_empty() && !rounds.is_empty(), "tables are read four at a time");
        // SAFETY: reads `rounds`, 256 bytes each and at least one, reads and writes the 64 bytes of
        // `found`; `self` proves AVX2. Registers ymm0 to ymm5 are xmm0 to xmm5 to the compiler,
        // whose upper halves it doesn't use without AVX, and which are zero again at the end.
        unsafe {
            asm!(
                "vmovdqu ymm0, ymmword ptr [{found}]",
                "vmovdqu ymm1, ymmword ptr [{found} + 32]",
                // ymm2 counts down to zero at the point that is wanted.
                "vmovq xmm2, {index}",
                "vpbroadcastq ymm2, xmm2",
                "vpcmpeqd ymm3, ymm3, ymm3",
                "vpxor xmm4, xmm4, xmm4",
                "2:",
                scan_point!("0", "32"),
                scan_point!("64", "96"),
                scan_point!("128", "160"),
                scan_point!("192", "224"),
                "add {point}, 256",
                "cmp {point}, {end}",
                "jne 2b",
                "vmovdqu ymmword ptr [{found}], ymm0",
                "vmovdqu ymmword ptr [{found} + 32], ymm1",
                "vzeroupper",
                found = in(reg) found.as_mut_ptr(),
                index = in(reg) index.wrapping_sub(first),
                point = inout(reg) rounds.as_ptr_range().start => _,
                end = in(reg) rounds.as_ptr_range().end,
                out("xmm0") _, out("xmm1") _, out("xmm2") _,
                out("xmm3") _, out("xmm4") _, out("xmm5") _,
                options(nostack),
            );
        }
    }
}
