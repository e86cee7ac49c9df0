//! What a call from Kotlin costs: ours, a raw JNI shim and UniFFI over JNA, in one JVM.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use yufu_bench::machine::Machine;
use yufu_bench::{Pace, Race, Timed, Timing, Worker, show};

use super::{Order, must};
use crate::{Outcome, report, shell, tools};

/// How many times as long as the raw shim a call of ours may take.
const TARGET: f64 = 2.0;
/// The two calls: their ids, and what they are. tests/bench/bindings/src/Main.kt says more.
const CALLS: [(&str, &str); 2] =
    [("out", "32 bytes out, Device.thumbprint"), ("in", "32 bytes in, HostFacts.setBytes")];
/// The ways to make a call: their ids, and what they are. The first one is what all are beside.
const WAYS: [(&str, &str); 3] =
    [("raw", "a raw JNI shim"), ("yufu", "Yufu"), ("jna", "UniFFI over JNA")];
/// What the core does in such a call.
const WORK: (&str, &str) = ("work", "the core's part, in Rust");
/// The Maven project.
const PROJECT: &str = "tests/bench/bindings";

/// A call's timings.
struct Row {
    title: &'static str,
    /// In the order of [`WAYS`].
    ways: Vec<Timing>,
    work: Timing,
}

/// What is known of a way.
struct Figures<'r> {
    id: &'static str,
    title: &'static str,
    timing: &'r Timing,
    /// How many times as long as the raw shim it took.
    ratio: f64,
    /// The same without the core's part.
    bridge: f64,
}

impl Row {
    fn figures(&self) -> Vec<Figures<'_>> {
        let Some(raw) = self.ways.first() else { return Vec::new() };
        let figures = |((id, title), timing): ((&'static str, &'static str), _)| {
            let beside = |work| Timing::times(timing, raw, work);
            Figures { id, title, timing, ratio: beside(None), bridge: beside(Some(&self.work)) }
        };
        WAYS.into_iter().zip(&self.ways).map(figures).collect()
    }

    /// Whether ours is cheap enough, the core's part left out.
    fn held(&self) -> bool {
        self.figures().iter().any(|way| way.id == "yufu" && way.bridge <= TARGET)
    }
}

/// Builds everything, compares what the ways give, and times them.
pub fn run(order: &Order) -> Outcome {
    for tool in ["java", "maven", "cc"] {
        if tools::find(tool).is_none_or(|tool| tool.version().is_none()) {
            return Err(format!("this needs {tool} (cargo xtask setup)"));
        }
    }
    let worker = Worker::start("JVM", &mut build(order.check)?)?;
    report::step("compare results");
    for (call, _) in CALLS {
        compare(&worker, call)?;
    }
    if order.check {
        let ids = CALLS.iter().flat_map(|(call, _)| ids(call));
        let mut timed = 0_u32;
        for id in ids {
            worker.runner(&id).time(1)?;
            timed += 1;
        }
        println!("{timed} passed, 0 failed");
        return Ok(true);
    }
    report::step(&format!("time {} calls in {} rounds", CALLS.len(), order.rounds));
    let rows = time(&worker, order.rounds)?;
    let machine = Machine::current();
    if order.json {
        println!("{}", as_json(&rows, worker.version(), &machine, order.rounds));
    } else {
        print(&rows, worker.version(), &machine, order.rounds);
    }
    Ok(rows.iter().all(Row::held))
}

/// The cases of a call: every way, then the core's part.
fn ids(call: &str) -> impl Iterator<Item = String> {
    WAYS.iter().map(|(way, _)| *way).chain([WORK.0]).map(move |way| format!("{call}/{way}"))
}

/// All ways have to give the same, on an open object and on a closed one.
fn compare(worker: &Worker, call: &str) -> Result<(), String> {
    let mut first: Option<String> = None;
    for (way, _) in WAYS {
        let result = worker.result(&format!("{call}/{way}"))?;
        if !result.ends_with("refused") {
            return Err(format!("{call}: {way} gives {result} on a closed object"));
        }
        match &first {
            Some(first) if *first != result => {
                return Err(format!("{call}: {way} gives {result}, {} {first}", WAYS[0].0));
            }
            _ => first = Some(result),
        }
    }
    Ok(())
}

/// Times everything in one race, each round in an order of its own.
fn time(worker: &Worker, rounds: u32) -> Result<Vec<Row>, String> {
    let mut race = Race::default();
    for id in CALLS.iter().flat_map(|(call, _)| ids(call)) {
        race.enter(worker.runner(&id));
    }
    // Java compiles while it runs, and compiles again what it has watched for a while.
    let warm_up = Duration::from_secs(2);
    let pace = Pace { rounds, warm_up, shuffled: true, ..Pace::default() };
    // Hidden by itself where standard error is no terminal.
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent} % {eta}") {
        bar.set_style(style);
    }
    let timings = race.run(pace, |done, all| {
        bar.set_length(u64::try_from(all).unwrap_or(u64::MAX));
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    });
    bar.finish_and_clear();
    let mut timings = timings?.into_iter();
    let row = |title| {
        let ways = timings.by_ref().take(WAYS.len()).collect();
        Some(Row { title, ways, work: timings.next()? })
    };
    Ok(CALLS.iter().map(|(_, title)| *title).filter_map(row).collect())
}

fn print(rows: &[Row], version: &str, machine: &Machine, rounds: u32) {
    let load = machine.load.map_or(String::new(), |load| format!(", load {load}"));
    println!("{}, {} cores{load}", machine.processor, machine.cores);
    println!("{version}");
    for row in rows {
        println!(
            "\n{:<34} {:>9} {:>9} {:>7} {:>7}",
            row.title, "best", "median", "ratio", "bridge"
        );
        for way in row.figures() {
            let verdict = match (way.id == "yufu", row.held()) {
                (false, _) => String::new(),
                (true, true) => format!(" held, at most {TARGET}"),
                (true, false) => format!(" MISSED, at most {TARGET}"),
            };
            let (best, median) = (show::time(way.timing.best()), show::time(way.timing.median()));
            println!(
                "{:<34} {best:>9} {median:>9} {:>7.2} {:>7.2}{verdict}",
                way.title, way.ratio, way.bridge
            );
        }
        let (best, median) = (show::time(row.work.best()), show::time(row.work.median()));
        println!("{:<34} {best:>9} {median:>9}", WORK.1);
    }
    println!(
        "\nratio: how many times as long as the raw shim, by the median of {rounds} paired rounds in \
         random\norder; bridge: the same without the core's part, which the target is for"
    );
}

fn as_json(rows: &[Row], version: &str, machine: &Machine, rounds: u32) -> Value {
    let way = |way: Figures<'_>| {
        json!({
            "id": way.id,
            "title": way.title,
            "best_ns": way.timing.best(),
            "median_ns": way.timing.median(),
            "times_raw": way.ratio,
            "times_raw_without_work": way.bridge,
        })
    };
    let row = |((id, _), row): (&(&str, &str), &Row)| {
        json!({
            "id": id,
            "title": row.title,
            "ways": row.figures().into_iter().map(way).collect::<Vec<_>>(),
            "work_best_ns": row.work.best(),
            "work_median_ns": row.work.median(),
            "target": TARGET,
            "reached": row.held(),
        })
    };
    json!({
        "machine": {
            "processor": machine.processor, "cores": machine.cores, "load": machine.load,
        },
        "java": version,
        "rounds": rounds,
        "calls": CALLS.iter().zip(rows).map(row).collect::<Vec<_>>(),
    })
}

/// Builds the libraries and the Kotlin over them, and gives the command that starts the worker. With
/// `check` the libraries are those of tests, as nothing is timed.
fn build(check: bool) -> Result<Command, String> {
    let (profile, folder) = if check { ("dev", "debug") } else { ("dist", "dist") };
    for package in ["yufu-jni", "yufu-raw-jni", "yufu-ffi"] {
        library(package, profile)?;
    }
    let libraries = shell::target().join(folder);
    let made = shell::target().join("bindings");
    let (jna, build, jars) = (made.join("jna"), made.join("kotlin"), made.join("jars"));
    // UniFFI's reader finds nothing in a library that was stripped.
    library("yufu-ffi", "dev")?;
    report::step("write UniFFI's Kotlin");
    let mut bindgen = shell::cargo(&["run", "--quiet", "--package", "yufu-bindgen", "--"]);
    bindgen.arg("--library").arg(shell::target().join("debug/libyufu_ffi.so"));
    bindgen.arg("--root").arg(shell::root());
    must(bindgen.arg("--jna").arg(&jna))?;
    report::step("compile Kotlin");
    let mut maven = shell::program("mvn");
    maven.args(["--quiet", "--batch-mode", "--file", PROJECT, "compile"]);
    maven.arg("org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath");
    maven.arg(define("mdep.outputFile", &jars)).arg(define("bench.build", &build));
    must(maven.arg(define("bench.jna", &jna)).stdout(std::io::stderr()))?;
    let jars = fs::read_to_string(&jars).map_err(|error| format!("{}: {error}", jars.display()))?;
    let (record, secret) = record()?;
    let mut java = shell::program("java");
    java.arg(define("java.library.path", &libraries));
    let over_jna = libraries.join("libyufu_ffi.so");
    java.arg(define("uniffi.component.yufu.libraryOverride", &over_jna));
    java.arg("-cp").arg(format!("{}:{}", build.join("classes").display(), jars.trim()));
    java.env("YUFU_BENCH_RECORD", record).env("YUFU_BENCH_SECRET", secret).arg("bench.MainKt");
    Ok(java)
}

fn library(package: &str, profile: &str) -> Result<(), String> {
    report::step(&format!("build {package}, {profile}"));
    let mut cargo = shell::cargo(&["rustc", "--quiet", "--lib", "--crate-type", "cdylib"]);
    must(cargo.args(["--package", package, "--profile", profile]))
}

fn define(name: &str, path: &Path) -> String {
    format!("-D{name}={}", path.display())
}

/// The record of an enrolled device and the secret that opens it, in hexadecimal: of the shared
/// vectors, so that no bank is needed to enrol one.
fn record() -> Result<(String, String), String> {
    let path: PathBuf = shell::root().join("tests/vectors/sdk.json");
    let read = || -> Option<(String, String)> {
        let file: Value = serde_json::from_str(&fs::read_to_string(&path).ok()?).ok()?;
        let cases = file.get("cases")?.as_array()?.iter();
        let steps: Vec<&Value> =
            cases.filter_map(|case| case.get("steps")?.as_array()).flatten().collect();
        // The first that is opened and asked for its device without an error.
        let given =
            |step: &&Value| step["call"] == "SavedDevice.device" && step["gives"].is_string();
        let object = &steps.iter().copied().find(given)?["on"];
        let opens = |step: &&Value| step["call"] == "SavedDevice.new" && step["gives"] == *object;
        let arguments = steps.iter().copied().find(opens)?["arguments"].as_array()?;
        let text = |place: usize| arguments.get(place)?.as_str().map(String::from);
        Some((text(0)?, text(1)?))
    };
    read().ok_or_else(|| format!("{}: holds no device", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_hold_a_device() {
        let (record, secret) = record().unwrap();
        assert!(record.len() > 400 && secret.len() == 64, "{record} {secret}");
    }
}
