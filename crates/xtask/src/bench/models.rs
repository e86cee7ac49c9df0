//! What an aarch64 processor might take, where none is at hand: the instructions that run under qemu,
//! and LLVM's models of two cores over exactly these.
//!
//! A model knows ports and latencies. It knows no cache, no mispredicted branch and no front end, so
//! its cycles are no measurement and stand in no comparison with one.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use yufu_bench::{Case, Group};

use crate::{Outcome, report, shell};

const TRIPLE: &str = "aarch64-unknown-linux-gnu";

/// The core that qemu is: AES and PMULL, and no SM3 or SM4 instructions, as in phones.
const PROCESSOR: &str = "cortex-a76";

/// LLVM's name of a core, and what it stands for.
const MODELS: [(&str, &str); 2] = [
    // For Cortex-A76 itself LLVM has the model of the A57; this one is of the same core in a server.
    ("neoverse-n1", "Neoverse N1, the Cortex-A76 in a server"),
    // LLVM's only model of Apple's; it gives it out as that of the M1.
    ("apple-m1", "Apple Cyclone of 2013, which LLVM takes for the M1"),
];

/// More instructions than this are counted and not modelled.
const LONGEST: usize = 400_000;

/// What one run of a case executes.
struct Trace {
    case: Case,
    instructions: usize,
    /// Cycles by each of [`MODELS`].
    cycles: [Option<u64>; 2],
}

/// Traces, models and prints every case whose id contains one of `filters`.
pub fn run(filters: &[String], json: bool) -> Outcome {
    let binary = build()?;
    let code = disassembled(&binary)?;
    let chosen = |case: &Case| {
        let named = |filter: &String| case.id.contains(filter.as_str());
        case.group != Group::Halves && (filters.is_empty() || filters.iter().any(named))
    };
    let mut traces = Vec::new();
    for case in Case::all().into_iter().filter(chosen) {
        report::step(&case.id);
        let executed = executed(&binary, &case.id)?;
        let text: Option<Vec<&str>> =
            executed.iter().map(|at| code.get(at).map(String::as_str)).collect();
        let text = text.ok_or("qemu ran what objdump does not show")?.join("\n");
        let mut cycles = [None; MODELS.len()];
        if executed.len() <= LONGEST {
            for (to, (model, _)) in cycles.iter_mut().zip(MODELS) {
                *to = Some(modelled(model, &text)?);
            }
        }
        traces.push(Trace { case, instructions: executed.len(), cycles });
    }
    if json {
        println!("{}", as_json(&traces));
    } else {
        print(&traces);
    }
    Ok(!traces.is_empty())
}

/// A static program, so that its instructions lie where objdump says.
fn build() -> Result<PathBuf, String> {
    report::step("build for aarch64");
    let library = shell::target().join("tools/aarch64");
    if !shell::passes(shell::program("sh").arg("tests/aarch64/std.sh").arg(&library))? {
        return Err("no standard library for aarch64".into());
    }
    let target = shell::target().join("aarch64-qemu");
    let mut cargo = shell::program("/usr/bin/cargo");
    cargo.args(["build", "--quiet", "--locked", "--release", "--package", "yufu-bench"]);
    cargo.args(["--no-default-features", "--features", "primitives", "--example", "trace"]);
    cargo.args(["--target", TRIPLE]).env("RUSTC", "/usr/bin/rustc");
    for name in ["RUSTUP_TOOLCHAIN", "RUSTC_WORKSPACE_WRAPPER", "RUSTC_WRAPPER", "RUSTFLAGS"] {
        cargo.env_remove(name);
    }
    let sysroot = format!("--sysroot={}", library.join("usr").display());
    let fixed = ["-Ctarget-feature=+crt-static", "-Crelocation-model=static"];
    let linker = "-Clinker=aarch64-linux-gnu-gcc";
    cargo.env("CARGO_ENCODED_RUSTFLAGS", [&sysroot, fixed[0], fixed[1], linker].join("\x1f"));
    if !shell::passes(cargo.env("CARGO_TARGET_DIR", &target))? {
        return Err("the build failed".into());
    }
    Ok(target.join(TRIPLE).join("release/examples/trace"))
}

/// Each instruction by its address, as an assembler takes it.
fn disassembled(binary: &Path) -> Result<HashMap<u64, String>, String> {
    let mut objdump = shell::program("aarch64-linux-gnu-objdump");
    objdump.args(["--disassemble", "--no-show-raw-insn"]).arg(binary);
    let text = shell::output(&mut objdump).ok_or("objdump failed")?;
    Ok(text.lines().filter_map(instruction).collect())
}

// Of `401000: b.ne 400f00 <name>  // b.any` its address and `b.ne #4`: a model does not jump.
fn instruction(line: &str) -> Option<(u64, String)> {
    let (at, rest) = line.split_once(":\t")?;
    let at = u64::from_str_radix(at.trim(), 16).ok()?;
    let rest = rest.split("//").next().unwrap_or(rest).trim();
    let text = match rest.split_once(" <") {
        Some((jump, _)) => {
            let (before, _) = jump.rsplit_once(['\t', ' ', ','])?;
            let kept = jump.get(..=before.len())?;
            format!("{kept}#{}", if before.starts_with("adrp") { 0 } else { 4 })
        }
        None => rest.to_owned(),
    };
    Some((at, text))
}

/// The addresses of what runs between the two marks, in order.
fn executed(binary: &Path, id: &str) -> Result<Vec<u64>, String> {
    let mut qemu = Command::new("qemu-aarch64-static");
    qemu.args(["-cpu", PROCESSOR, "-singlestep", "-d", "exec,nochain"]).arg(binary).arg(id);
    qemu.stdin(Stdio::null()).stderr(Stdio::piped());
    let mut child = qemu.spawn().map_err(|error| shell::cannot_start(&qemu, &error))?;
    let log = child.stderr.take().ok_or("no log")?;
    let mut marks = 0_u32;
    let mut in_mark = false;
    let mut between = Vec::new();
    for line in BufReader::new(log).lines() {
        let line = line.map_err(|error| error.to_string())?;
        // Trace 0: HOST [SEGMENT/ADDRESS/FLAGS/FLAGS] SYMBOL
        let Some(at) = line.strip_prefix("Trace ").and_then(|line| line.split('/').nth(1)) else {
            continue;
        };
        let at = u64::from_str_radix(at, 16).map_err(|_| format!("not understood: {line}"))?;
        let was_in_mark = std::mem::replace(&mut in_mark, line.ends_with("yufu_trace_mark"));
        marks += u32::from(in_mark && !was_in_mark);
        if marks == 1 && !in_mark {
            between.push(at);
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() || marks != 2 {
        return Err(format!("{id}: the program failed under qemu"));
    }
    Ok(between)
}

/// The cycles that a model takes for instructions that follow one another.
fn modelled(model: &str, text: &str) -> Result<u64, String> {
    let mut mca = Command::new("llvm-mca-22");
    mca.args(["-mtriple=aarch64-linux-gnu", "-mattr=+aes,+crc", "-iterations=1"]);
    mca.args([format!("-mcpu={model}").as_str(), "-instruction-info=0", "-resource-pressure=0"]);
    mca.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = mca.spawn().map_err(|error| shell::cannot_start(&mca, &error))?;
    let mut input = child.stdin.take().ok_or("no input")?;
    input.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
    drop(input);
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    let output = String::from_utf8_lossy(&output.stdout).into_owned();
    let cycles = output.lines().find_map(|line| line.strip_prefix("Total Cycles:"));
    cycles.and_then(|text| text.trim().parse().ok()).ok_or(format!("{model}: no cycles"))
}

fn as_json(traces: &[Trace]) -> serde_json::Value {
    let cases = traces.iter().map(|trace| {
        let of = |(model, cycles): (&(&str, &str), &Option<u64>)| (model.0.to_owned(), *cycles);
        let cycles: HashMap<String, Option<u64>> =
            MODELS.iter().zip(&trace.cycles).map(of).collect();
        serde_json::json!({
            "case": trace.case.id, "bytes": trace.case.bytes,
            "instructions": trace.instructions, "modelled_cycles": cycles,
        })
    });
    serde_json::json!({ "processor": PROCESSOR, "models": cases.collect::<Vec<_>>() })
}

fn print(traces: &[Trace]) {
    print!("{:<28} {:>12}", "", "instructions");
    MODELS.iter().for_each(|(model, _)| print!(" {model:>22}"));
    println!();
    for trace in traces {
        print!("{:<28} {:>12}", trace.case.id, trace.instructions);
        for cycles in &trace.cycles {
            print!(
                " {:>22}",
                cycles.map_or("not modelled".to_owned(), |cycles| each(&trace.case, cycles))
            );
        }
        println!();
    }
    println!("\ncycles a run, and a byte where one says something; models, not measurements:");
    MODELS.iter().for_each(|(model, what)| println!("{model}: {what}"));
}

fn each(case: &Case, cycles: u64) -> String {
    let Some(bytes) = Some(u64::from(case.bytes)).filter(|bytes| *bytes > 0) else {
        return cycles.to_string();
    };
    let hundredths = cycles * 100 / bytes;
    format!("{cycles} ({}.{:02})", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_are_read_as_an_assembler_takes_them() {
        let read = |line| instruction(line).map(|(at, text)| (at, text.replace('\t', " ")));
        let is = |at, text: &str| Some((at, text.to_owned()));
        assert_eq!(read("  401000:\tb.ne\t400f00 <name+0x4>  // b.any"), is(0x40_1000, "b.ne #4"));
        assert_eq!(read("  401004:\tcbz\tw0, 400f00 <name>"), is(0x40_1004, "cbz w0, #4"));
        assert_eq!(read("  401008:\tadrp\tx0, 500000 <name>"), is(0x40_1008, "adrp x0, #0"));
        assert_eq!(read("  40100c:\tmov\tw1, #0x2a  \t// #42"), is(0x40_100c, "mov w1, #0x2a"));
        assert_eq!(read("0000000000401000 <name>:"), None);
    }
}
