//! Assembly that multiplies: four words by four.
//!
//! Words t0 to t7, pointers {m} and {count} to the factors, scratch registers {x}, {y} and rdx are
//! the caller's.

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

/// (t0 ... t7) = {m} times {count}, of four words each.
macro_rules! multiply {
    () => {
        concat!(
            "mov rdx, qword ptr [{count}]\n",
            "mulx {t1}, {t0}, qword ptr [{m}]\n",
            "mulx {t2}, {x}, qword ptr [{m} + 8]\n",
            "mulx {t3}, {y}, qword ptr [{m} + 16]\n",
            "add {t1}, {x}\n",
            "mulx {t4}, {x}, qword ptr [{m} + 24]\n",
            "adc {t2}, {y}\n",
            "adc {t3}, {x}\n",
            "adc {t4}, 0\n",
            add_row!("8", "t1", "t2", "t3", "t4", "t5"),
            add_row!("16", "t2", "t3", "t4", "t5", "t6"),
            add_row!("24", "t3", "t4", "t5", "t6", "t7"),
        )
    };
}
