//! Field arithmetic for x86-64 with BMI2, ADX and AVX2, in assembly.
//!
//! MULX multiplies without touching the flags, and ADCX and ADOX each carry through a flag of their
//! own, so the low and the high halves of a row of products are added in two chains at once, which
//! no compiler makes of plain code. The reduction clears 128 bits at a time: see the module
//! `reduction`.
//!
//! Every instruction here takes the same time whatever its operands are, and no address depends on
//! an element.

#![allow(unsafe_code, reason = "assembly")]

use super::field::{Arithmetic, Element, P};
use core::arch::asm;

#[macro_use]
mod product;
#[macro_use]
mod reduction;

/// The proof that this processor has BMI2, ADX and AVX2.
#[derive(Clone, Copy)]
pub(crate) struct Adx(());

impl Adx {
    pub(crate) fn detect() -> Option<Self> {
        cpufeatures::new!(features, "bmi2", "adx", "avx2");
        (permitted!(Wide) && features::get()).then_some(Self(()))
    }
}

/// p, for the subtraction's memory operands.
static MODULUS: [u64; 4] = P;

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

/// Subtracts the words at an operand from (t0, t1, t2, t3), and counts the borrow in {n}.
macro_rules! subtract_words {
    ($from:literal) => {
        concat!(
            "sub {t0}, qword ptr [{",
            $from,
            "}]\n",
            "sbb {t1}, qword ptr [{",
            $from,
            "} + 8]\n",
            "sbb {t2}, qword ptr [{",
            $from,
            "} + 16]\n",
            "sbb {t3}, qword ptr [{",
            $from,
            "} + 24]\n",
            "adc {n}, 0\n",
        )
    };
}

/// The element that instructions leave in (t4, t5, t6, t7), of one at {m} and of further operands.
macro_rules! computed {
    ([$($instruction:expr),+ $(,)?], $m:expr, $($operand:tt)+) => {{
        let (r0, r1, r2, r3);
        // SAFETY: reads 32 bytes at each of the references, and p; `self` proves BMI2 and ADX.
        unsafe {
            asm!(
                $($instruction,)+
                m = inout(reg) &raw const $m.0 => _,
                $($operand)+,
                out("rdx") _, x = out(reg) _, y = out(reg) _,
                t0 = out(reg) _, t1 = out(reg) _, t2 = out(reg) _, t3 = out(reg) _,
                t4 = out(reg) r0, t5 = out(reg) r1, t6 = out(reg) r2, t7 = out(reg) r3,
                p = sym MODULUS,
                options(pure, readonly, nostack),
            );
        }
        Element([r0, r1, r2, r3])
    }};
}

/// Takes the point at these offsets if its number, as counted in `$number`, is ymm4.
macro_rules! scan_point {
    ($number:literal, $x:literal, $y:literal) => {
        concat!(
            "vpcmpeqq ymm5, ymm4, ",
            $number,
            "\n",
            "vblendvpd ymm0, ymm0, ymmword ptr [{point} + ",
            $x,
            "], ymm5\n",
            "vblendvpd ymm1, ymm1, ymmword ptr [{point} + ",
            $y,
            "], ymm5\n",
        )
    };
}

// Where x86-64 is a phone's emulator a product is called and not inlined, for the library's size.
impl Arithmetic for Adx {
    #[cfg_attr(not(any(target_os = "android", target_os = "ios")), inline(always))]
    #[cfg_attr(any(target_os = "android", target_os = "ios"), inline(never))]
    fn mul(self, a: &Element, b: &Element) -> Element {
        computed!([multiply!(), divide_by_r!()], a, count = inout(reg) &raw const b.0 => _)
    }

    #[cfg_attr(not(any(target_os = "android", target_os = "ios")), inline(always))]
    #[cfg_attr(any(target_os = "android", target_os = "ios"), inline(never))]
    fn mul_sub(self, a: &Element, b: &Element, c: &Element) -> Element {
        computed!(
            [
                multiply!(),
                divide_by_r!(),
                "sub {t4}, qword ptr [{c}]",
                "sbb {t5}, qword ptr [{c} + 8]",
                "sbb {t6}, qword ptr [{c} + 16]",
                "sbb {t7}, qword ptr [{c} + 24]",
                "sbb {x}, {x}",
                add_p_masked!("t4", "t5", "t6", "t7", "x", "m", "count"),
            ],
            a,
            count = inout(reg) &raw const b.0 => _,
            c = in(reg) &raw const c.0
        )
    }

    #[cfg_attr(not(any(target_os = "android", target_os = "ios")), inline(always))]
    #[cfg_attr(any(target_os = "android", target_os = "ios"), inline(never))]
    fn square(self, a: &Element) -> Element {
        computed!(
            [
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
            ],
            a,
            count = out(reg) _
        )
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

    /// With n the borrows out of the words, what these hold is n 2^256 too much, so n p added to the
    /// difference is n (2^256 - p) = n (2^224 + 2^96 - 2^64 + 1) taken from the words. That is below
    /// p: without a borrow the difference is not above a, with one the words are below 2^256. It
    /// may be negative still, and p is added once more then.
    #[inline(always)]
    fn sub_twice_and_once(self, a: &Element, b: &Element, c: &Element) -> Element {
        let (r0, r1, r2, r3);
        // SAFETY: reads 32 bytes at each of three references; the processor needs no extension.
        unsafe {
            asm!(
                "mov {t0}, qword ptr [{a}]",
                "mov {t1}, qword ptr [{a} + 8]",
                "mov {t2}, qword ptr [{a} + 16]",
                "mov {t3}, qword ptr [{a} + 24]",
                "xor {n:e}, {n:e}",
                subtract_words!("c"),
                subtract_words!("b"),
                subtract_words!("b"),
                "mov {x}, {n}",
                "shl {x}, 32",
                "mov {a}, {x}",
                "sub {a}, {n}",
                "sub {t0}, {n}",
                "sbb {t1}, {a}",
                "sbb {t2}, 0",
                "sbb {t3}, {x}",
                "sbb {x}, {x}",
                add_p_masked!("t0", "t1", "t2", "t3", "x", "a", "n"),
                a = inout(reg) &raw const a.0 => _,
                b = in(reg) &raw const b.0,
                c = in(reg) &raw const c.0,
                n = out(reg) _,
                x = out(reg) _,
                t0 = out(reg) r0, t1 = out(reg) r1, t2 = out(reg) r2, t3 = out(reg) r3,
                options(pure, readonly, nostack),
            );
        }
        Element([r0, r1, r2, r3])
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
        // `found`; `self` proves AVX2. Registers ymm0 to ymm8 are xmm0 to xmm8 to the compiler,
        // whose upper halves it doesn't use without AVX, and which are zero again at the end.
        unsafe {
            asm!(
                "vmovdqu ymm0, ymmword ptr [{found}]",
                "vmovdqu ymm1, ymmword ptr [{found} + 32]",
                // The index less 0, 1, 2 and 3; ymm4 counts in fours.
                "vmovq xmm2, {index}",
                "vpbroadcastq ymm2, xmm2",
                "vpcmpeqd ymm3, ymm3, ymm3",
                "vpaddq ymm6, ymm2, ymm3",
                "vpaddq ymm7, ymm6, ymm3",
                "vpaddq ymm8, ymm7, ymm3",
                "vpsllq ymm3, ymm3, 2",
                "vpxor xmm4, xmm4, xmm4",
                "2:",
                scan_point!("ymm2", "0", "32"),
                scan_point!("ymm6", "64", "96"),
                scan_point!("ymm7", "128", "160"),
                scan_point!("ymm8", "192", "224"),
                "vpsubq ymm4, ymm4, ymm3",
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
                out("xmm6") _, out("xmm7") _, out("xmm8") _,
                options(nostack),
            );
        }
    }
}
