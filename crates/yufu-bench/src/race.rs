//! The loop: every round times every runner once.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

/// Something that can be timed.
pub trait Timed {
    /// Runs `times` times and says how long that took.
    ///
    /// # Errors
    /// What went wrong, in words.
    fn time(&mut self, times: u32) -> Result<Duration, String>;
}

/// How long a race takes.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How often each runner is timed.
    pub rounds: u32,
    /// About how long it is timed in one round.
    pub sample: Duration,
    /// How long it runs before the first round: a compiler at run time needs it.
    pub warm_up: Duration,
    /// Whether each round has an order of its own, drawn at random: for runners in one process, where
    /// whoever comes first could pay for all.
    pub shuffled: bool,
}

impl Default for Pace {
    /// 100 rounds of 300 µs after 5 ms, in the order of the runners.
    fn default() -> Self {
        Self {
            rounds: 100,
            sample: Duration::from_micros(300),
            warm_up: Duration::from_millis(5),
            shuffled: false,
        }
    }
}

/// Nanoseconds of one run, round by round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timing {
    rounds: Vec<f64>,
}

impl Timing {
    /// The fastest round: noise only adds.
    pub fn best(&self) -> f64 {
        self.rounds.iter().copied().fold(f64::INFINITY, f64::min)
    }

    /// The round in the middle: what a user meets.
    pub fn median(&self) -> f64 {
        middle(self.rounds.clone())
    }

    /// How many times as long as the other one this took: the middle of the rounds' own ratios. What
    /// disturbed a round disturbed both. `work`, if there is any, is taken off both first.
    pub fn times(&self, other: &Self, work: Option<&Self>) -> f64 {
        let rounds = self.rounds.iter().zip(&other.rounds).enumerate();
        let ratio = |(round, (own, others)): (usize, (&f64, &f64))| {
            let work = work.and_then(|work| work.rounds.get(round)).copied().unwrap_or(0.0);
            (own - work) / (others - work)
        };
        middle(rounds.map(ratio).collect())
    }
}

fn middle(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::INFINITY)
}

/// Runners that are timed in the same rounds.
#[derive(Default)]
pub struct Race<'r> {
    runners: Vec<Box<dyn Timed + 'r>>,
}

impl<'r> Race<'r> {
    /// Adds a runner; the timings come in this order.
    pub fn enter(&mut self, runner: impl Timed + 'r) {
        self.runners.push(Box::new(runner));
    }

    /// Warms up and runs all rounds. `progress` is told after each step which one it was, and of
    /// how many: one step is a runner's warming up, or a round.
    ///
    /// # Errors
    /// What went wrong with a runner, in its words.
    pub fn run(
        mut self,
        pace: Pace,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Vec<Timing>, String> {
        let rounds = usize::try_from(pace.rounds).unwrap_or(usize::MAX);
        let steps = self.runners.len().saturating_add(rounds);
        let mut times = Vec::new();
        for runner in &mut self.runners {
            times.push(warm_up(runner.as_mut(), pace)?);
            progress(times.len(), steps);
        }
        let mut timings = vec![Timing::default(); times.len()];
        let mut entries: Vec<_> =
            self.runners.iter_mut().zip(&times).zip(&mut timings).enumerate().collect();
        let chance = RandomState::new();
        for round in 0..rounds {
            if pace.shuffled {
                entries.sort_by_cached_key(|(place, _)| chance.hash_one((round, *place)));
            }
            for (_, ((runner, times), timing)) in &mut entries {
                let took = runner.time(**times)?;
                timing.rounds.push(took.as_secs_f64() * 1e9 / f64::from(**times));
            }
            progress(times.len() + round + 1, steps);
        }
        Ok(timings)
    }
}

/// Runs for as long as a warm-up takes; returns how many runs make a sample.
fn warm_up(runner: &mut dyn Timed, pace: Pace) -> Result<u32, String> {
    /// More runs than this are never one sample, whatever a clock says.
    const MOST: u32 = 1 << 24;
    let start = Instant::now();
    let mut times = 1_u32;
    loop {
        let took = runner.time(times)?;
        let enough = took >= pace.sample || times >= MOST;
        if enough && start.elapsed() >= pace.warm_up {
            break;
        }
        if !enough {
            times *= 2;
        } else if took >= pace.sample * 2 {
            times = (times / 2).max(1);
        }
    }
    Ok(times)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::rc::Rc;

    /// Takes 100 µs a run, by its own account, and writes its name down.
    struct Fake(char, Rc<RefCell<String>>);

    impl Timed for Fake {
        fn time(&mut self, times: u32) -> Result<Duration, String> {
            self.1.borrow_mut().push(self.0);
            Ok(Duration::from_micros(100) * times)
        }
    }

    #[test]
    fn rounds_alternate_between_the_runners() {
        let log = Rc::new(RefCell::new(String::new()));
        let mut race = Race::default();
        race.enter(Fake('a', log.clone()));
        race.enter(Fake('b', log.clone()));
        let pace = Pace { rounds: 3, warm_up: Duration::ZERO, ..Pace::default() };
        let mut told = Vec::new();
        let timings = race.run(pace, |done, all| told.push((done, all))).unwrap();
        assert!(log.borrow().ends_with("ababab"), "{}", log.borrow());
        assert_eq!(told, [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]);
        assert!(timings.iter().all(|timing| (timing.best() - 100_000.0).abs() < 1.0));
    }

    #[test]
    fn shuffled_rounds_time_each_runner_once_in_changing_order() {
        let log = Rc::new(RefCell::new(String::new()));
        let mut race = Race::default();
        for name in ['a', 'b', 'c'] {
            race.enter(Fake(name, log.clone()));
        }
        let pace = Pace { rounds: 64, warm_up: Duration::ZERO, shuffled: true, ..Pace::default() };
        race.run(pace, |_, _| ()).unwrap();
        let log = log.borrow();
        let mut orders: Vec<&str> = (0..64).map(|n| &log[log.len() - 3 * (n + 1)..][..3]).collect();
        orders.sort_unstable();
        orders.dedup();
        // That one of the six orders is missing in 64 rounds has a chance of 5 in 100,000, that four
        // are is out of reach.
        assert!(orders.len() > 2, "{orders:?}");
        for name in ["a", "b", "c"] {
            assert!(orders.iter().all(|order| order.contains(name)), "{orders:?}");
        }
    }

    #[test]
    fn a_ratio_is_of_paired_rounds_without_the_work() {
        let timing = |rounds: &[f64]| Timing { rounds: rounds.to_vec() };
        // The second round was disturbed, the third one even more.
        let own = timing(&[30.0, 60.0, 900.0]);
        let others = timing(&[20.0, 40.0, 20.0]);
        assert_eq!(own.times(&others, None), 1.5);
        assert_eq!(own.times(&others, Some(&timing(&[10.0, 20.0, 10.0]))), 2.0);
    }

    #[test]
    fn best_and_median_are_of_the_rounds() {
        let timing = Timing { rounds: vec![5.0, 1.0, 9.0, 2.0, 3.0] };
        assert_eq!((timing.best(), timing.median()), (1.0, 3.0));
    }

    #[test]
    fn a_sample_has_as_many_runs_as_fill_it() {
        let mut fake = Fake('a', Rc::default());
        let pace = Pace { warm_up: Duration::ZERO, ..Pace::default() };
        assert_eq!(warm_up(&mut fake, pace), Ok(4));
    }
}
