//! Yufu beside its peers: each a process of its own that is asked again and again, so that every
//! round times all of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::ValueEnum as _;
use yufu_bench::machine::Machine;
use yufu_bench::{Case, Pace, Race, Timing, Worker};

use super::{Kernels, Order, must, table};
use crate::ct::{watched_cargo, watched_target};
use crate::{Outcome, report, shell, tools};

/// A peer.
struct Peer {
    /// Its name, as it is asked for.
    name: &'static str,
    /// The tools that building it needs, by their names in [`tools::TOOLS`].
    needs: &'static [&'static str],
    /// Builds its worker and gives the command that starts it.
    build: fn(Profile) -> Result<Command, String>,
}

/// How Rust is built: as it is shipped, or as for tests where nothing is timed.
#[derive(Clone, Copy)]
enum Profile {
    Dist,
    Dev,
}

/// What every ratio is beside: the crates that everyone has.
pub const REFERENCE: &str = "rustcrypto";

const PEERS: [Peer; 5] = [
    Peer { name: REFERENCE, needs: &[], build: |profile| example(REFERENCE, "", profile) },
    Peer { name: "openssl", needs: &["cc", "libcrypto"], build: |_| openssl() },
    Peer { name: "botan", needs: &["c++", "libbotan"], build: |_| botan() },
    Peer { name: "gmsm", needs: &["go"], build: |_| gmsm() },
    Peer { name: "bouncycastle", needs: &["java", "bouncycastle"], build: |_| bouncycastle() },
];

/// A case and the timings of whoever has it.
pub struct Row {
    pub case: Case,
    pub ours: Timing,
    pub peers: BTreeMap<&'static str, Compared>,
}

/// A peer's timing of a case.
pub struct Compared {
    /// Nanoseconds of the best round, for as much work as ours did.
    pub best: f64,
    /// How many times as fast Yufu is, by the best rounds.
    pub times: f64,
    /// The same by the median rounds.
    pub times_by_median: f64,
}

impl Row {
    /// Whether the case is as many times as fast as RustCrypto as it has to be.
    pub fn reached(&self) -> Option<bool> {
        self.peers.get(REFERENCE).zip(self.case.target).map(|(peer, target)| peer.times >= target)
    }
}

/// Builds the workers, compares their results and times them.
pub fn run(names: &str, order: &Order) -> Outcome {
    let chosen = choose(names)?;
    let profile = if order.check { Profile::Dev } else { Profile::Dist };
    report::step("build yufu");
    let features = if order.small_table { "small-table" } else { "primitives" };
    let mut program = match order.kernels {
        Some(kernels) => held_back(features, kernels, profile)?,
        None => example("yufu", features, profile)?,
    };
    let ours = Worker::start("yufu", &mut program)?;
    let mut cases = Case::matching(&order.filters);
    if order.small_table {
        cases = cases.into_iter().map(Case::with_small_table).collect();
    }
    cases.retain(|case| ours.has(&case.id));
    if order.kernels.is_some() {
        // The targets are those of a processor that has everything.
        cases.iter_mut().for_each(|case| case.target = None);
    }
    if cases.is_empty() {
        return Err("no peer has a case of that name".into());
    }
    let mut workers = Vec::new();
    for peer in chosen {
        report::step(&format!("build {}", peer.name));
        match lacking(peer) {
            Some(tool) => eprintln!("skipped: {} needs {tool} (cargo xtask setup)", peer.name),
            None => {
                workers.push((peer.name, Worker::start(peer.name, &mut (peer.build)(profile)?)?))
            }
        }
    }
    report::step("compare results");
    let entries = compare(&cases, &ours, &workers)?;
    if order.check {
        println!("{} passed, 0 failed", entries.len() - cases.len());
        return Ok(entries.len() > cases.len());
    }
    report::step(&format!("time {} in {} rounds", entries.len(), order.rounds));
    let rows = time(&cases, &ours, &workers, &entries, order.rounds)?;
    let versions: BTreeMap<_, _> =
        workers.iter().map(|(name, worker)| (*name, worker.version())).collect();
    let machine = Machine::current();
    if order.json {
        println!("{}", table::as_json(&rows, ours.version(), &versions, &machine, order.rounds));
    } else {
        table::print(&rows, ours.version(), &versions, &machine, order.rounds);
    }
    Ok(rows.iter().all(|row| row.reached() != Some(false)))
}

fn choose(names: &str) -> Result<Vec<&'static Peer>, String> {
    if names == "all" {
        return Ok(PEERS.iter().collect());
    }
    let find = |name: &str| {
        let known = || PEERS.map(|peer| peer.name).join(", ");
        PEERS.iter().find(|peer| peer.name == name).ok_or_else(|| format!("peers: {}", known()))
    };
    names.split(',').map(find).collect()
}

fn lacking(peer: &Peer) -> Option<&'static str> {
    let lacks = |name: &&str| tools::find(name).is_none_or(|tool| tool.version().is_none());
    peer.needs.iter().copied().find(|name| lacks(name))
}

/// A case and who runs it: Yufu without a name.
type Entry<'c> = (&'c Case, Option<&'static str>);

/// Checks that all do the same work; gives every case of everyone.
fn compare<'c>(
    cases: &'c [Case],
    ours: &Worker,
    workers: &[(&'static str, Worker)],
) -> Result<Vec<Entry<'c>>, String> {
    let mut entries = Vec::new();
    for case in cases {
        let expected = ours.result(&case.id)?;
        entries.push((case, None));
        for (name, worker) in workers.iter().filter(|(_, worker)| worker.has(&case.id)) {
            let result = worker.result(&case.id)?;
            if result != expected {
                return Err(format!("{}: {name} gives {result}, yufu {expected}", case.id));
            }
            entries.push((case, Some(*name)));
        }
    }
    Ok(entries)
}

/// Times everything in one race.
fn time(
    cases: &[Case],
    ours: &Worker,
    workers: &[(&'static str, Worker)],
    entries: &[Entry<'_>],
    rounds: u32,
) -> Result<Vec<Row>, String> {
    let mut race = Race::default();
    for (case, name) in entries {
        let worker = workers.iter().find(|(worker, _)| Some(*worker) == *name);
        race.enter(worker.map_or(ours, |(_, worker)| worker).runner(&case.id));
    }
    // Java compiles while it runs.
    let pace = Pace { rounds, warm_up: Duration::from_millis(100), ..Pace::default() };
    let timings = race.run(pace, |_, _| ())?;
    let timed: BTreeMap<_, _> = entries
        .iter()
        .zip(timings)
        .map(|((case, name), timing)| ((case.id.as_str(), *name), timing))
        .collect();
    let rows = cases.iter().filter_map(|case| {
        let ours = timed.get(&(case.id.as_str(), None))?.clone();
        let peers = workers
            .iter()
            .filter_map(|(name, _)| Some((*name, compared(case, &ours, name, &timed)?)))
            .collect();
        Some(Row { case: case.clone(), ours, peers })
    });
    Ok(rows.collect())
}

/// A peer without the case is compared by what stands for it.
fn compared(
    case: &Case,
    ours: &Timing,
    name: &'static str,
    timed: &BTreeMap<(&str, Option<&'static str>), Timing>,
) -> Option<Compared> {
    let own = timed.get(&(case.id.as_str(), Some(name))).map(|timing| (timing, 1));
    let (timing, times) = own.or_else(|| {
        let like = case.like.as_ref()?;
        Some((timed.get(&(like.id.as_str(), Some(name)))?, like.times))
    })?;
    let times = f64::from(times);
    Some(Compared {
        best: timing.best() * times,
        times: timing.best() * times / ours.best(),
        times_by_median: timing.median() * times / ours.median(),
    })
}

fn example(name: &str, features: &str, profile: Profile) -> Result<Command, String> {
    must(&mut profile.build(shell::cargo(&["build"]), name, features))?;
    Ok(Command::new(profile.built(&shell::target(), name)))
}

/// Yufu as on a processor that has no more than these kernels need, which only a build that is watched
/// lets be chosen.
fn held_back(features: &str, kernels: Kernels, profile: Profile) -> Result<Command, String> {
    must(&mut profile.build(watched_cargo(&["build"]), "yufu", features))?;
    let mut program = Command::new(profile.built(&watched_target(), "yufu"));
    program.arg(kernels.to_possible_value().ok_or("no such kernels")?.get_name());
    Ok(program)
}

impl Profile {
    /// Makes `cargo build` build a worker of yufu-bench.
    fn build(self, mut cargo: Command, name: &str, features: &str) -> Command {
        let profile = match self {
            Self::Dist => "dist",
            Self::Dev => "dev",
        };
        cargo.args(["--quiet", "--package", "yufu-bench", "--no-default-features"]);
        cargo.args(["--features", features, "--example", name, "--profile", profile]);
        cargo
    }

    /// Where that worker is then.
    fn built(self, target: &Path, name: &str) -> PathBuf {
        let folder = match self {
            Self::Dist => "dist",
            Self::Dev => "debug",
        };
        target.join(folder).join("examples").join(name)
    }
}

/// Where workers in other languages are built.
fn folder() -> Result<PathBuf, String> {
    let folder = shell::target().join("peers");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(folder)
}

fn source(name: &str) -> PathBuf {
    shell::root().join("tests/bench").join(name)
}

fn openssl() -> Result<Command, String> {
    let program = folder()?.join("openssl");
    let mut cc = shell::program("cc");
    must(cc.arg("-O2").arg(source("openssl.c")).arg("-o").arg(&program).arg("-lcrypto"))?;
    Ok(Command::new(program))
}

fn botan() -> Result<Command, String> {
    let program = folder()?.join("botan");
    let flags = shell::output(shell::program("pkg-config").args(["--cflags", "--libs", "botan-2"]))
        .ok_or("pkg-config knows no botan-2")?;
    let mut cxx = shell::program("c++");
    cxx.args(["-O2", "-std=c++17"]).arg(source("botan.cpp")).arg("-o").arg(&program);
    must(cxx.args(flags.split_whitespace()))?;
    Ok(Command::new(program))
}

fn gmsm() -> Result<Command, String> {
    let program = folder()?.join("gmsm");
    let mut go = shell::program(tools::venv().join("bin/go"));
    must(go.current_dir(source("gmsm")).args(["build", "-o"]).arg(&program).arg("."))?;
    Ok(Command::new(program))
}

fn bouncycastle() -> Result<Command, String> {
    let classes = folder()?.join("java");
    let jars = tools::java().join("*");
    let mut javac = shell::program("javac");
    javac.arg("-d").arg(&classes).arg("-cp").arg(&jars);
    must(javac.arg(source("BouncyCastle.java")))?;
    let mut java = Command::new("java");
    java.arg("-cp").arg(format!("{}:{}", classes.display(), jars.display())).arg("BouncyCastle");
    Ok(java)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_needed_tool_is_in_the_table() {
        for name in PEERS.iter().flat_map(|peer| peer.needs) {
            assert!(tools::find(name).is_some(), "{name}");
        }
    }

    #[test]
    fn peers_are_chosen_by_name() {
        let names =
            |text| choose(text).map(|peers| peers.iter().map(|p| p.name).collect::<Vec<_>>());
        assert_eq!(names("all").unwrap().len(), PEERS.len());
        assert_eq!(names("gmsm,rustcrypto").unwrap(), ["gmsm", "rustcrypto"]);
        assert!(names("gmsm,").is_err());
    }
}
