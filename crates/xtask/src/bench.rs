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
pub struct Order {
    /// Beside these peers: `all`, or names with commas between.
    pub peers: Option<String>,
    /// The calls from Kotlin instead.
    pub bindings: bool,
    /// With the small table of SM2's base point.
    pub small_table: bool,
    /// Held back to these kernels.
    pub kernels: Option<Kernels>,
    /// Compare results alone.
    pub check: bool,
    /// Count instructions instead.
    pub counts: bool,
    /// Count and model for aarch64 instead.
    pub models: bool,
    /// Keep the new counts.
    pub write: bool,
    /// How often each case is timed.
    pub rounds: u32,
    /// One JSON object on standard output.
    pub json: bool,
    /// Only the cases whose name contains one of these texts.
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
