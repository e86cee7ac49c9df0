//! The loop: every round times every runner once.

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
}

impl Default for Pace {
    /// 100 rounds of 300 µs after 5 ms.
    fn default() -> Self {
        Self { rounds: 100, sample: Duration::from_micros(300), warm_up: Duration::from_millis(5) }
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
        let mut sorted = self.rounds.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::INFINITY)
    }
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
        for round in 0..rounds {
            for ((runner, times), timing) in self.runners.iter_mut().zip(&times).zip(&mut timings) {
                let took = runner.time(*times)?;
                timing.rounds.push(took.as_secs_f64() * 1e9 / f64::from(*times));
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
