//! Outcomes, and what several of them say together.

use std::collections::BTreeSet;

use yufu_protocol::report::State;

use super::{Outcome, Test, Text};
use crate::environment::evidence::{Capture, Reading};

/// `Detected` if `count` of the tests hold; `Unobservable` or `Error` if they could, had everything
/// been read.
pub(super) fn at_least(count: usize, of: &[Test], capture: &Capture) -> Outcome {
    combine(count, of.iter().map(|test| test.look(capture)).collect())
}

pub(super) fn combine(count: usize, outcomes: Vec<Outcome>) -> Outcome {
    let of = |state| outcomes.iter().filter(|outcome| outcome.state == state).count();
    let (detected, errors) = (of(State::Detected), of(State::Error));
    let open = errors + of(State::Unobservable);
    if detected >= count {
        return decided(outcomes.into_iter().flat_map(|outcome| outcome.evidence).collect());
    }
    let state = match detected + open >= count {
        true if errors > 0 => State::Error,
        true => State::Unobservable,
        false => State::Clean,
    };
    Outcome { state, evidence: Vec::new() }
}

/// `Detected` if `signs` finds any in what was read; what was not read is no sign.
pub(super) fn look<T>(reading: &Reading<T>, signs: impl FnOnce(&T) -> Vec<String>) -> Outcome {
    match reading {
        Reading::Seen(value) => decided(signs(value)),
        Reading::Unobservable(_) => unknown(),
        Reading::Malformed => Outcome { state: State::Error, evidence: Vec::new() },
    }
}

pub(super) fn decided(evidence: Vec<String>) -> Outcome {
    let state = if evidence.is_empty() { State::Clean } else { State::Detected };
    Outcome { state, evidence }
}

pub(super) fn unknown() -> Outcome {
    Outcome { state: State::Unobservable, evidence: Vec::new() }
}

pub(super) fn one(is: bool, sign: impl FnOnce() -> String) -> Vec<String> {
    if is { vec![sign()] } else { Vec::new() }
}

/// The distinct ones of the texts that match.
pub(super) fn named<'a>(texts: impl Iterator<Item = &'a str>, pattern: &Text) -> Vec<String> {
    let found: BTreeSet<&str> = texts.filter(|text| pattern.matches(text)).collect();
    found.into_iter().map(str::to_owned).collect()
}

pub(super) fn texts(reading: &Reading<Vec<String>>, pattern: &Text) -> Outcome {
    look(reading, |texts| named(texts.iter().map(String::as_str), pattern))
}

/// Those of the names that a rule asks for which the pass found.
pub(super) fn asked(reading: &Reading<Vec<String>>, names: &[String]) -> Outcome {
    look(reading, |found| found.iter().filter(|name| names.contains(name)).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(state: State) -> Outcome {
        let evidence = if state == State::Detected { vec!["x".to_owned()] } else { Vec::new() };
        Outcome { state, evidence }
    }

    #[test]
    fn what_was_not_read_leaves_a_combination_open_only_if_it_could_decide_it() {
        use State::{Clean, Detected, Error, Unobservable};
        for (count, states, expected) in [
            (1, vec![Clean, Detected], Detected),
            (1, vec![Clean, Unobservable], Unobservable),
            (2, vec![Clean, Unobservable], Clean),
            (2, vec![Detected, Unobservable], Unobservable),
            (2, vec![Detected, Unobservable, Detected], Detected),
            (2, vec![Detected, Error], Error),
            (1, vec![Clean, Clean], Clean),
        ] {
            let combined = combine(count, states.iter().map(|&state| outcome(state)).collect());
            assert_eq!(combined.state, expected, "{count} of {states:?}");
            assert_eq!(combined.evidence.is_empty(), expected != Detected);
        }
    }
}
