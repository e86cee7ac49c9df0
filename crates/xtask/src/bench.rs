//! `bench`: speeds, beside the peers in one interleaved run, and instruction counts.

mod bindings;
mod counts;
mod models;
mod peers;
mod table;

use std::process::Command;

use crate::{Outcome, shell};

/// What a processor may have for Yufu to run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kernels {
    /// The vectors that every processor of its kind has.
    Portable,
    /// 128-bit vectors with AES and carry-less multiplication.
    Narrow,
    /// AVX2, BMI2 and ADX as well.
    Wide,
}

/// What to measure.
#[derive(clap::Args)]
pub struct Order {
    /// Beside all peers in one interleaved run, or beside those named, with commas between
    #[arg(long, value_name = "NAMES", num_args = 0..=1, require_equals = true,
        default_missing_value = "all", conflicts_with_all = ["counts", "bindings"])]
    pub peers: Option<String>,
    /// Yufu with SM2's table of 22 KB (feature `small-table`) instead of 64 KB
    #[arg(long, requires = "peers")]
    pub small_table: bool,
    /// Yufu as on a processor that has no more than this
    #[arg(long, requires = "peers")]
    pub kernels: Option<Kernels>,
    /// The cost of a call from Kotlin, beside a raw JNI shim and UniFFI over JNA
    #[arg(long, conflicts_with_all = ["peers", "counts", "filters"])]
    pub bindings: bool,
    /// Time nothing: build the peers or the bindings, and compare what they compute
    #[arg(long, conflicts_with = "counts")]
    pub check: bool,
    /// Count instructions instead, beside the counts that are kept; fail above +5 %
    #[arg(long)]
    pub counts: bool,
    /// Count the instructions of aarch64 instead, under qemu, with LLVM's models of two cores
    #[arg(long, conflicts_with_all = ["counts", "peers", "bindings"])]
    pub models: bool,
    /// Keep the new counts
    #[arg(long, requires = "counts")]
    pub write: bool,
    /// How often each case is timed
    #[arg(long, value_name = "N", default_value_t = yufu_bench::Pace::default().rounds,
        value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub rounds: u32,
    /// One JSON object on standard output
    #[arg(long)]
    pub json: bool,
    /// Only the cases whose name contains one of these texts
    #[arg(value_name = "TEXT")]
    pub filters: Vec<String>,
}

/// Times everything, alone or beside the peers, or counts instructions.
pub fn run(order: &Order) -> Outcome {
    if order.counts {
        return counts::run(order.write, order.json);
    }
    if order.models {
        return models::run(&order.filters, order.json);
    }
    if order.bindings {
        return bindings::run(order);
    }
    match &order.peers {
        Some(names) => peers::run(names, order),
        None if order.check => Err("--check is for --peers and --bindings".into()),
        None => alone(order),
    }
}

/// The harness's own `yufu bench`, built as it is shipped.
fn alone(order: &Order) -> Outcome {
    let mut command = shell::cargo(&["run", "--quiet", "--profile", "dist"]);
    command.args(["--package", "yufu-cli", "--", "bench", "--rounds", &order.rounds.to_string()]);
    if order.json {
        command.arg("--json");
    }
    shell::passes(command.args(&order.filters))
}

fn must(command: &mut Command) -> Result<(), String> {
    match shell::passes(command)? {
        true => Ok(()),
        false => Err(format!("{} failed", command.get_program().to_string_lossy())),
    }
}
