//! A small harness: every round times every case once, so that what disturbs the machine disturbs
//! all of them; the best of the rounds counts.
#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::time::{Duration, Instant};

/// How long one sample of a case takes, about.
const SAMPLE: Duration = Duration::from_micros(300);

/// Work that is timed, over and over.
pub type Work = Box<dyn FnMut()>;

struct Sampled {
    work: Work,
    /// Runs in one sample.
    runs: u32,
    best_ns: f64,
}

impl Sampled {
    fn new(work: Work) -> Self {
        Self { work, runs: 1, best_ns: f64::MAX }
    }

    fn sample(&mut self) -> f64 {
        let start = Instant::now();
        for _ in 0..self.runs {
            (self.work)();
        }
        start.elapsed().as_secs_f64() * 1e9 / f64::from(self.runs)
    }

    /// Warms up and finds how many runs make a sample.
    fn prepare(&mut self) {
        while self.runs < 1 << 16
            && self.sample() * f64::from(self.runs) < SAMPLE.as_secs_f64() * 1e9
        {
            self.runs *= 2;
        }
    }

    fn measure(&mut self) {
        self.best_ns = self.best_ns.min(self.sample());
    }
}

struct Case {
    name: String,
    /// Bytes that one run handles; zero where that says nothing.
    bytes: usize,
    ours: Sampled,
    peer: Option<Sampled>,
    budget_ns: Option<f64>,
}

/// The cases of a run.
#[derive(Default)]
pub struct Bench {
    cases: Vec<Case>,
}

impl Bench {
    /// A case, and the same work by a peer.
    pub fn case(&mut self, name: &str, bytes: usize, ours: Work, peer: Option<Work>) {
        self.cases.push(Case {
            name: name.into(),
            bytes,
            ours: Sampled::new(ours),
            peer: peer.map(Sampled::new),
            budget_ns: None,
        });
    }

    /// A case that has to stay within a budget.
    #[allow(dead_code, reason = "the primitives have none")]
    pub fn within(&mut self, name: &str, budget: Duration, ours: Work) {
        self.case(name, 0, ours, None);
        if let Some(case) = self.cases.last_mut() {
            case.budget_ns = Some(budget.as_secs_f64() * 1e9);
        }
    }

    /// Times everything and prints one JSON object a line.
    pub fn run(mut self, peers: bool, rounds: u32) {
        for case in &mut self.cases {
            case.ours.prepare();
            case.peer = case.peer.take().filter(|_| peers);
            case.peer.iter_mut().for_each(Sampled::prepare);
        }
        for _ in 0..rounds {
            for case in &mut self.cases {
                case.ours.measure();
                case.peer.iter_mut().for_each(Sampled::measure);
            }
        }
        for case in self.cases {
            let line = serde_json::json!({
                "name": case.name,
                "bytes": case.bytes,
                "ns": case.ours.best_ns,
                "peer_ns": case.peer.map(|peer| peer.best_ns),
                "budget_ns": case.budget_ns,
            });
            println!("{line}");
        }
    }

    /// The work of every case of ours, by name, to be counted instead of timed.
    #[allow(dead_code, reason = "only the primitives are counted")]
    pub fn into_work(self) -> impl Iterator<Item = (String, Work)> {
        self.cases.into_iter().map(|case| (case.name, case.ours.work))
    }
}

/// Whether the program was given this argument.
pub fn asked(argument: &str) -> bool {
    std::env::args().any(|given| given == argument)
}

/// Rounds to run: `--rounds N`.
pub fn rounds(default: u32) -> u32 {
    let mut arguments = std::env::args().skip_while(|given| given != "--rounds");
    arguments.nth(1).and_then(|number| number.parse().ok()).unwrap_or(default)
}
