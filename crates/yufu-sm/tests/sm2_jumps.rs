//! Lists the conditional jumps of SM2's secret path as compiled, and refuses new ones.
//!
//! A compiler may turn the selection by a secret mask into a branch. This test disassembles itself;
//! it says something about optimised code only:
//!
//! ```text
//! cargo test --release -p yufu-sm --test sm2_jumps -- --nocapture
//! ```
//!
//! A jump that depends on a loop counter, on what the processor has, or on an outcome that
//! [`EXPECTED`] names, is counted there with its reason. When there are more than that, the listing
//! that is printed shows what they compare; any that depends on a secret is a defect.

#![cfg(all(target_arch = "x86_64", target_os = "linux", not(debug_assertions)))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it ran"
)]

use std::process::Command;
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey, SignerId, SigningKey};

/// Functions of the module `sm2::arithmetic` that secrets pass through, the conditional jumps that
/// each may have, and what those depend on. All else there is compiled into one of these, or works
/// on public values. The counts are those of Rust 1.95 without link-time optimisation.
const EXPECTED: [(&str, usize, &str); 12] = [
    (
        "Point::mul_base",
        27,
        "what the processor has; the number of the look-up and of the point that is scanned; \
         whether Z is zero, which it is for k = 0 or with a chance of 2^-250",
    ),
    ("Point::mul_base_x", 27, "the same"),
    ("AffinePoint::mul", 27, "the same; the tables of the point, which is public"),
    ("Point::coordinates", 4, "what the processor has; whether the point is infinity"),
    ("base::Lookup::scan_all", 8, "the number of the piece and of the point that is scanned"),
    ("inversion::Modulus::invert", 4, "the number of the step"),
    ("scalar::montgomery", 0, ""),
    ("scalar::Scalar::from_bytes", 1, "whether the bytes are below n: others are refused"),
    ("scalar::Scalar::add", 0, ""),
    ("scalar::Scalar::sub", 0, ""),
    ("scalar::Scalar::reduce", 0, ""),
    ("scalar::Scalar::invert", 1, "whether it is zero, which is refused"),
];

/// The disassembly of this very program, function by function: name and instructions.
fn functions() -> Vec<(String, Vec<String>)> {
    let program = std::env::current_exe().unwrap();
    let output = Command::new("objdump")
        .args(["--disassemble", "--demangle", "--no-show-raw-insn", "--no-addresses"])
        .arg(program)
        .output()
        .expect("objdump (binutils) is there");
    assert!(output.status.success(), "objdump disassembles");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut functions: Vec<(String, Vec<String>)> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('<').and_then(|rest| rest.strip_suffix(">:")) {
            functions.push((name.to_owned(), Vec::new()));
        } else if let Some((_, instructions)) = functions.last_mut() {
            instructions.push(line.trim().to_owned());
        }
    }
    functions
}

fn is_conditional_jump(instruction: &str) -> bool {
    instruction.starts_with('j') && !instruction.starts_with("jmp")
}

#[test]
fn secret_path_has_no_conditional_jumps_but_the_known() {
    // Keeps the functions in the program.
    let mut rng = getrandom::SysRng;
    let key = SigningKey::generate(&mut rng).unwrap();
    key.sign(&SignerId::DEFAULT, b"message", &mut rng).unwrap();
    let key = DecryptingKey::generate(&mut rng).unwrap();
    let format = CiphertextFormat::C1C3C2;
    let ciphertext = key.encrypting_key().encrypt(b"message", format, &mut rng).unwrap();
    key.decrypt(&ciphertext, format).unwrap();

    let functions = functions();
    let (mut unknown, mut listed) = (Vec::new(), 0);
    for (wanted, allowed, reasons) in EXPECTED {
        let path = format!("yufu_sm::sm2::arithmetic::{wanted}");
        // Absent where it was compiled into its callers, all of which are in the list.
        for (name, instructions) in functions.iter().filter(|(name, _)| name.ends_with(&path)) {
            listed += 1;
            let jumps: Vec<usize> = (0..instructions.len())
                .filter(|at| is_conditional_jump(&instructions[*at]))
                .collect();
            println!("{name}: {} conditional jumps, {allowed} expected: {reasons}", jumps.len());
            for at in &jumps {
                for line in &instructions[at.saturating_sub(3)..=*at] {
                    println!("    {line}");
                }
                println!();
            }
            if jumps.len() > allowed {
                unknown.push(name.clone());
            }
        }
    }
    assert!(listed >= 3, "the multiplications and the inversion are functions of their own");
    assert!(unknown.is_empty(), "more conditional jumps than expected in {unknown:?}");
}
