//! Assembly that every product ends with: the division by R and the subtraction of p.
//!
//! Words t0 to t7, scratch registers {x}, {y}, {m} and {count}, rdx, and the memory operand {p} are
//! the caller's.

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
/// with b the borrow of m0 - low0. No sum in it overflows: low is a multiple of 2^32 and high below
/// 2^32, as is high0 + b: with high0 = 2^32 - 1 only m0 = 2^64 - 1 could need b, and has b = 0.
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

/// Adds p to (a, b, c, d) where `$mask` is all ones, nothing where it is zero; e and f are scratch.
macro_rules! add_p_masked {
    ($a:literal, $b:literal, $c:literal, $d:literal, $mask:literal, $e:literal, $f:literal) => {
        concat!(
            // The words of p: all ones; ones above bit 31; all ones; all ones but bit 32.
            "mov {", $e, "}, {", $mask, "}\n", "mov {", $f, "}, {", $mask, "}\n", "shl {", $e,
            "}, 32\n", "btr {", $f, "}, 32\n", "add {", $a, "}, {", $mask, "}\n", "adc {", $b,
            "}, {", $e, "}\n", "adc {", $c, "}, {", $mask, "}\n", "adc {", $d, "}, {", $f, "}\n",
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
