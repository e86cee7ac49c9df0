//! `yufu bench`: how fast both halves and their primitives are on this machine, and whether the
//! budgets hold.

mod table;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use yufu_bench::machine::Machine;
use yufu_bench::{Case, Pace, Race, Timing, cases};

use crate::output::{self, Failure, Outcome};

/// Arguments of `yufu bench`.
#[derive(Args, Debug)]
pub struct BenchArgs {
    /// Only what has one of these texts in its name, as keystroke or sm4-gcm
    #[arg(value_name = "TEXT")]
    filters: Vec<String>,
    /// How often each case is timed
    #[arg(long, value_name = "N", default_value_t = Pace::default().rounds,
        value_parser = clap::value_parser!(u32).range(1..=10_000))]
    rounds: u32,
    /// Prints one JSON object
    #[arg(long)]
    json: bool,
}

/// A case and what was measured of it.
struct Measured {
    case: Case,
    timing: Timing,
    /// The most memory that it took, in bytes, where it has a budget of memory.
    memory: Option<u64>,
}

impl Measured {
    /// A user meets the median, not the best.
    fn held(&self) -> Option<bool> {
        self.case.within_budget(self.timing.median())
    }

    fn memory_held(&self) -> Option<bool> {
        self.memory.zip(self.case.memory).map(|(took, most)| took <= most)
    }

    fn as_json(&self) -> Value {
        let best = self.timing.best();
        json!({
            "id": self.case.id,
            "title": self.case.title,
            "bytes": self.case.bytes,
            "best_ns": best,
            "median_ns": self.timing.median(),
            "megabytes_per_second": self.case.megabytes_per_second(best),
            "budget_ns": self.case.budget.map(|budget| budget.as_secs_f64() * 1e9),
            "held": self.held(),
            "memory_bytes": self.memory,
            "memory_budget_bytes": self.case.memory,
            "memory_held": self.memory_held(),
        })
    }
}

/// Times the cases in interleaved rounds; says no where a budget is missed.
pub fn run(args: &BenchArgs) -> Result<Outcome, Failure> {
    let cases = Case::matching(&args.filters);
    if cases.is_empty() {
        let ids: Vec<_> = Case::all().into_iter().map(|case| case.id).collect();
        return Err(Failure::Input(format!("nothing has that name; there are {}", ids.join(", "))));
    }
    // First of all, while nothing is in use that a pass could use again.
    let memory = match cases.iter().any(|case| case.memory.is_some()) {
        true => cases::peak_of_environment_pass(),
        false => None,
    };
    let pace = Pace { rounds: args.rounds, ..Pace::default() };
    let timings = time(&cases, pace)?;
    let measured: Vec<_> = cases
        .into_iter()
        .zip(timings)
        .map(|(case, timing)| Measured {
            memory: memory.filter(|_| case.memory.is_some()),
            case,
            timing,
        })
        .collect();
    let missed = measured
        .iter()
        .flat_map(|one| [one.held(), one.memory_held()])
        .filter(|held| *held == Some(false))
        .count();
    let machine = Machine::current();
    if args.json {
        output::json(&json!({
            "version": env!("CARGO_PKG_VERSION"),
            "machine": {
                "processor": machine.processor, "cores": machine.cores, "load": machine.load,
            },
            "rounds": pace.rounds,
            "cases": measured.iter().map(Measured::as_json).collect::<Vec<_>>(),
            "missed": missed,
        }))?;
    } else {
        table::print(&machine, pace, &measured, missed)?;
    }
    Ok(if missed == 0 { Outcome::Yes } else { Outcome::No })
}

fn time(cases: &[Case], pace: Pace) -> Result<Vec<Timing>, Failure> {
    let mut race = Race::default();
    for case in cases {
        let subject = cases::subject(&case.id);
        race.enter(subject.map_err(|reason| Failure::Input(format!("{}: {reason}", case.id)))?);
    }
    // Hidden by itself where standard error is no terminal.
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {percent} % {eta}") {
        bar.set_style(style);
    }
    let timings = race.run(pace, |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    timings.map_err(Failure::Input)
}
