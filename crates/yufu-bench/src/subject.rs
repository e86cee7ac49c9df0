//! Work in this process.

use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::Timed;

/// Work with a result that can be looked at: what is checked is the very call that is timed.
pub struct Subject(Box<dyn Run>);

trait Run {
    fn result(&mut self) -> String;
    fn run(&mut self, times: u32) -> Duration;
    fn run_between(&mut self, mark: &mut dyn FnMut());
}

impl Subject {
    /// Work on a state. `result` describes what one run did, in one word: a value in hexadecimal
    /// that every peer has to get, too, or that what was drawn at random is right.
    pub fn new<S: 'static, T: 'static>(
        state: S,
        work: impl FnMut(&mut S) -> T + 'static,
        result: impl FnMut(&mut S, T) -> String + 'static,
    ) -> Self {
        Self(Box::new(Plain { state, work, result }))
    }

    /// Work on what is made before each run, outside of the time.
    pub fn prepared<S: 'static, I: 'static, T: 'static>(
        state: S,
        prepare: impl FnMut(&mut S) -> I + 'static,
        work: impl FnMut(&mut S, I) -> T + 'static,
        result: impl FnMut(&mut S, T) -> String + 'static,
    ) -> Self {
        Self(Box::new(Prepared { state, prepare, work, result }))
    }

    /// Runs once and describes what came out. The first run's result is the one to compare: the
    /// state goes on from run to run.
    pub fn result(&mut self) -> String {
        self.0.result()
    }

    /// Runs once, with `mark` called right before and right after: for what counts instructions.
    pub fn run_between(&mut self, mark: &mut dyn FnMut()) {
        self.0.run_between(mark);
    }
}

impl Timed for Subject {
    fn time(&mut self, times: u32) -> Result<Duration, String> {
        Ok(self.0.run(times))
    }
}

struct Plain<S, W, R> {
    state: S,
    work: W,
    result: R,
}

impl<S, T, W: FnMut(&mut S) -> T, R: FnMut(&mut S, T) -> String> Run for Plain<S, W, R> {
    fn result(&mut self) -> String {
        let done = (self.work)(&mut self.state);
        (self.result)(&mut self.state, done)
    }

    fn run(&mut self, times: u32) -> Duration {
        let start = Instant::now();
        for _ in 0..times {
            black_box((self.work)(black_box(&mut self.state)));
        }
        start.elapsed()
    }

    fn run_between(&mut self, mark: &mut dyn FnMut()) {
        mark();
        let done = black_box((self.work)(black_box(&mut self.state)));
        mark();
        drop(done);
    }
}

struct Prepared<S, P, W, R> {
    state: S,
    prepare: P,
    work: W,
    result: R,
}

impl<S, I, T, P, W, R> Run for Prepared<S, P, W, R>
where
    P: FnMut(&mut S) -> I,
    W: FnMut(&mut S, I) -> T,
    R: FnMut(&mut S, T) -> String,
{
    fn result(&mut self) -> String {
        let made = (self.prepare)(&mut self.state);
        let done = (self.work)(&mut self.state, made);
        (self.result)(&mut self.state, done)
    }

    fn run(&mut self, times: u32) -> Duration {
        let mut took = Duration::ZERO;
        for _ in 0..times {
            let made = (self.prepare)(&mut self.state);
            let start = Instant::now();
            let done = black_box((self.work)(&mut self.state, black_box(made)));
            took += start.elapsed();
            drop(done);
        }
        took
    }

    fn run_between(&mut self, mark: &mut dyn FnMut()) {
        let made = (self.prepare)(&mut self.state);
        mark();
        let done = black_box((self.work)(&mut self.state, black_box(made)));
        mark();
        drop(done);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_is_of_the_first_run() {
        let count = |state: &mut u32| {
            *state += 1;
            *state
        };
        let mut subject = Subject::new(0, count, |_, done| done.to_string());
        assert_eq!(subject.result(), "1");
        subject.time(3).unwrap();
        assert_eq!(subject.result(), "5");
    }

    #[test]
    fn what_is_prepared_takes_no_time() {
        let sleep = |_: &mut ()| std::thread::sleep(Duration::from_millis(20));
        let mut subject = Subject::prepared((), sleep, |(), ()| (), |(), ()| String::new());
        assert!(subject.time(1).unwrap() < Duration::from_millis(20));
    }
}
