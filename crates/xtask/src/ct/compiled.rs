//! What is compiled: uses of secrets in the machine code of the profile `dist`.
//!
//! Compilers turn the selection by a mask into a branch now and then, and valgrind can't run the
//! kernels on GFNI and VAES. So the functions that secrets pass through are followed instruction by instruction.

use std::path::PathBuf;

use super::machine_code::{Function, Program, Register, disassemble, register};
use super::taint::{Finding, findings};
use super::{CONTROL, Case, Part};
use crate::{report, shell};

/// The library that is looked at, which uses all of yufu-sm.
const LIBRARY: &str = "yufu-whole-api";

/// Functions that secrets pass through, or that all of their family pass through.
struct Scanned {
    /// The end of its path; with `::` at the end, whatever is below.
    path: &'static str,
    /// Arguments that point to structures whose members are public.
    public: &'static [&'static str],
    /// Findings that are known in all of them.
    known: usize,
    /// What they depend on.
    note: &'static str,
    /// Whether addresses are left to valgrind: the pointers of an iterator, which a callee moves on
    /// the stack, look secret here.
    branches_only: bool,
}

const STRICT: Scanned = Scanned { path: "", public: &[], known: 0, note: "", branches_only: false };
const BRANCHES: Scanned = Scanned { branches_only: true, ..STRICT };

/// The first row that fits a function counts.
static SCANNED: &[Scanned] = &[
    Scanned {
        path: "sm4::kernel::avx512::gcm_inner",
        public: &["rcx"],
        note: "the message's members are its mode, first counter and additional data",
        ..STRICT
    },
    Scanned {
        path: "sm4::kernel::avx512::once_inner",
        public: &["rdx"],
        note: "the message's members are its mode, first counter and additional data",
        ..STRICT
    },
    Scanned {
        path: "sm4::kernel::avx512::stream_rest",
        public: &["rdi"],
        note: "the stream's members that are loaded alone are pointers, lengths and its mode",
        ..STRICT
    },
    Scanned { path: "sm4::kernel::avx512::", ..STRICT },
    Scanned {
        path: "sm4::kernel::gfni::gcm_inner",
        public: &["rcx"],
        note: "the message's members are its mode, first counter and additional data",
        ..STRICT
    },
    Scanned {
        path: "sm4::kernel::gfni::once_inner",
        public: &["rdx"],
        note: "the message's members are its mode, first counter and additional data",
        ..STRICT
    },
    Scanned {
        path: "sm4::kernel::gfni::stream_rest",
        public: &["rdi"],
        note: "the stream's members that are loaded alone are pointers, lengths and its mode",
        ..STRICT
    },
    Scanned { path: "sm4::kernel::gfni::", ..STRICT },
    Scanned {
        path: "sm4::kernel::vaes::gcm_inner",
        public: &["rcx"],
        note: "the message's members are its mode, first counter and additional data",
        ..STRICT
    },
    Scanned {
        path: "sm4::kernel::vaes::once_inner",
        public: &["rdx"],
        note: "the message's members are its mode, first counter and additional data",
        ..STRICT
    },
    Scanned {
        path: "sm4::kernel::vaes::stream_rest",
        public: &["rdi"],
        note: "the stream's members that are loaded alone are pointers, lengths and its mode",
        ..STRICT
    },
    Scanned { path: "sm4::kernel::vaes::", ..STRICT },
    Scanned { path: "sm4::kernel::vclmul::", ..STRICT },
    Scanned { path: "sm3::compress::scalar::by_rotations", ..STRICT },
    Scanned {
        path: "sm2::arithmetic::AffinePoint::mul",
        known: 5,
        note: "the place in the point's table that is read, which is read whole",
        ..BRANCHES
    },
    Scanned {
        path: "sm2::arithmetic::Point::mul_base",
        known: 9,
        note: "the place in the table that is read; whether Z is zero",
        ..BRANCHES
    },
    Scanned {
        path: "sm2::arithmetic::Point::mul_base::{{closure}}",
        known: 1,
        note: "the place in the point's table that is read",
        ..BRANCHES
    },
    Scanned { path: "sm2::arithmetic::Point::mul_base_x", known: 5, note: "the same", ..BRANCHES },
    Scanned {
        path: "sm2::arithmetic::Point::coordinates",
        known: 2,
        note: "whether the point is infinity",
        ..BRANCHES
    },
    Scanned {
        path: "sm2::arithmetic::base::",
        known: 8,
        note: "the place in the table that is read",
        ..BRANCHES
    },
    Scanned { path: "sm2::arithmetic::inversion::", ..BRANCHES },
    Scanned { path: "sm2::arithmetic::portable::", ..BRANCHES },
    Scanned {
        path: "sm2::arithmetic::scalar::Scalar::from_bytes",
        known: 1,
        note: "whether the bytes are below n",
        ..BRANCHES
    },
    Scanned {
        path: "sm2::arithmetic::scalar::Scalar::invert",
        known: 1,
        note: "whether 1 + d is zero",
        ..BRANCHES
    },
    Scanned { path: "sm2::arithmetic::scalar::", ..BRANCHES },
    Scanned { path: "sm2::nonce::", known: 2, note: "whether a draw is in [1, n-1]", ..BRANCHES },
    Scanned {
        path: "sm2::signing::SigningKey::sign_digest",
        known: 6,
        note: "whether a nonce is in [1, n-1] and not refused; draws so far; blocks of padding",
        ..BRANCHES
    },
];

pub fn run() -> Result<Vec<Case>, String> {
    let program = disassemble(&build()?)?;
    let mut cases = Vec::new();
    for scanned in SCANNED {
        let functions = program.functions.iter().filter(|function| fits(function, scanned));
        let found: Vec<(&Function, Vec<Finding>)> =
            functions.map(|function| (function, scan(&program, function, scanned))).collect();
        let all: Vec<_> = found.iter().flat_map(|(_, findings)| findings).collect();
        for (function, findings) in found.iter().filter(|_| all.len() > scanned.known) {
            for Finding { address, kind, instruction } in findings {
                eprintln!("{}: {address:x}: {kind}: {instruction}", function.name);
            }
        }
        let note = if found.is_empty() { "compiled into its callers" } else { scanned.note };
        cases.push(case(scanned.path, all.len(), scanned.known, note.into()));
    }
    for function in program.functions.iter().filter(|f| f.name.starts_with("control_")) {
        let kind = function.name.replace("control_", "a secret in a ");
        let found = scan(&program, function, &STRICT).len();
        cases.push(case(&format!("{CONTROL}{kind}"), found, 0, String::new()));
    }
    cases.push(only_in_scanned(&program, "vaesenclast", "ymm"));
    cases.push(only_in_scanned(&program, "vgf2p8affineinvqb", ""));
    cases.push(one_source()?);
    Ok(cases)
}

fn case(name: &str, findings: usize, known: usize, note: String) -> Case {
    let kernels = String::new();
    Case { part: Part::Compiled, kernels, name: name.into(), findings, known, note }
}

fn build() -> Result<PathBuf, String> {
    report::step("build what is disassembled");
    let mut cargo = shell::cargo(&["build", "--quiet", "--profile", "dist"]);
    cargo.args(["--package", LIBRARY]);
    cargo.env("CARGO_PROFILE_DIST_STRIP", "none");
    match shell::passes(&mut cargo)? {
        true => Ok(shell::target().join("dist/libyufu_whole_api.so")),
        false => Err("the build failed".into()),
    }
}

/// Whether this is the first row for the function.
fn fits(function: &Function, scanned: &Scanned) -> bool {
    let matches = |row: &&Scanned| match row.path.strip_suffix("::") {
        Some(_) => function.name.contains(row.path),
        None => function.name.ends_with(row.path),
    };
    SCANNED.iter().find(matches).is_some_and(|row| std::ptr::eq(row, scanned))
}

fn scan(program: &Program, function: &Function, scanned: &Scanned) -> Vec<Finding> {
    let public = scanned.public.iter().filter_map(|name| register(name));
    let public: Vec<Register> = public.map(|(register, _)| register).collect();
    let mut found = findings(program, &function.code, &public);
    found.retain(|finding| !scanned.branches_only || finding.kind == "branch");
    found
}

/// Counts an instruction outside what was looked at, so that none escapes by being inlined.
fn only_in_scanned(program: &Program, mnemonic: &str, operand: &str) -> Case {
    let is_one = |text: &str| text.starts_with(mnemonic) && text.contains(operand);
    let count = |function: &Function| {
        function.code.iter().filter(|instruction| is_one(&instruction.text)).count()
    };
    let (inside, outside): (Vec<_>, Vec<_>) = program
        .functions
        .iter()
        .partition(|function| SCANNED.iter().any(|scanned| fits(function, scanned)));
    let inside: usize = inside.into_iter().map(count).sum();
    let outside: usize = outside.into_iter().map(count).sum();
    let findings = if inside == 0 { 1 } else { outside };
    let name = format!("{mnemonic} {operand} elsewhere");
    case(&name, findings, 0, format!("{inside} in what was looked at"))
}

/// The kernels that valgrind can't run are the AVX2 kernel, which it runs, but for the rounds: beside
/// these the files are the same lines, and those on GFNI are the same but for their names.
fn one_source() -> Result<Case, String> {
    let folder = shell::root().join("crates/yufu-sm/src/sm4/kernel");
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let (avx2, vaes) = (shared(&read("avx2.rs")?), shared(&read("vaes.rs")?));
    let (gfni, avx512) = (shared(&read("gfni.rs")?), shared(&read("avx512.rs")?));
    let macros = |lines: &[String]| -> Vec<String> {
        lines.iter().filter(|line| line.contains("!(")).cloned().collect()
    };
    let (of_avx2, of_gfni) = (macros(&avx2), macros(&gfni));
    let same = vaes == avx2
        && avx512 == gfni
        && of_gfni.len() >= 5
        && of_gfni.iter().all(|line| of_avx2.contains(line));
    let note = "the same macros over the same constants, but for the rounds";
    Ok(case("source in which kernels and AVX2's differ", usize::from(!same), 0, note.into()))
}

/// The lines of a kernel's file without its comments, its rounds and its names of features.
fn shared(text: &str) -> Vec<String> {
    let (mut lines, mut in_rounds) = (Vec::new(), false);
    for line in text.lines().filter(|line| !line.starts_with("//") && !line.contains("as ghash")) {
        in_rounds |= ["fn aes", "fn xor3", "ymm_round!", "offsets!", "affine!"]
            .iter()
            .any(|start| line.starts_with(start));
        if !in_rounds {
            let quoted = line.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
            let name = quoted.split_once("::has_").map(|(before, _)| before.to_owned());
            lines.push(name.unwrap_or(quoted));
        }
        let one_line = line.contains("!(\"") && line.ends_with(");");
        in_rounds &= line != "}" && line != ");" && !one_line;
    }
    lines.retain(|line| !line.is_empty());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kernel_with_a_function_of_its_own_is_another_source() {
        let kernel = "fn aes(x: V) -> V {\n    1\n}\n\nymm_round!(\n    \"a\",\n    aes: []\n);\n\
                      modes!(\"a\");\nentry!(\"a\", super::x86::has_a());\n";
        assert_eq!(shared(kernel), shared(&kernel.replace("\"a\"", "\"b\"").replace('1', "2")));
        assert_ne!(shared(kernel), shared(&format!("{kernel}fn other() {{}}\n")));
    }
}
