//! The figures as a table with bars, no wider than the terminal.

use yufu_bench::machine::Machine;
use yufu_bench::{Group, Pace, show};

use super::Measured;
use crate::keypad::width::{columns, padded, wrap};
use crate::language::{is_chinese, text};
use crate::output::{self, BAD, DIM, Failure, GOOD, HEAD, paint};

/// Columns of the widest table.
const WIDEST: usize = 100;
/// Columns below which the figures stand under the title.
const NARROW: usize = 84;
/// Columns of a title where the figures stand beside it.
const TITLE: usize = 36;
/// Columns of a time.
const TIME: usize = 9;
/// Columns of a speed.
const SPEED: usize = 8;
/// Columns of the longest bar.
const BAR: u16 = 8;

/// Prints the groups, and last what became of the budgets.
pub fn print(
    machine: &Machine,
    pace: Pace,
    measured: &[Measured],
    missed: usize,
) -> Result<(), Failure> {
    let width = output::columns().unwrap_or(WIDEST).clamp(30, WIDEST);
    for line in wrap(&heading(machine, pace), width) {
        output::line(line)?;
    }
    for group in Group::ALL {
        let members: Vec<_> = measured.iter().filter(|one| one.case.group == group).collect();
        if members.is_empty() {
            continue;
        }
        let title = if is_chinese() { group.title_zh() } else { group.title() };
        output::line("")?;
        output::line(title_line(title, width))?;
        let fastest = members.iter().map(|one| speed(one)).fold(0.0, f64::max);
        for one in members {
            for line in lines(one, fastest, width) {
                output::line(line)?;
            }
        }
    }
    output::line("")?;
    let budgets = measured.iter().flat_map(|one| [one.held(), one.memory_held()]).flatten().count();
    for line in wrap(&verdict(budgets, missed), width) {
        output::line(line)?;
    }
    Ok(())
}

fn heading(machine: &Machine, pace: Pace) -> String {
    let load =
        machine.load.map_or(String::new(), |load| format!(", {} {load}", text("load", "负载")));
    format!(
        "{}, {} {}{load}; {} {}",
        machine.processor,
        machine.cores,
        text("cores", "核"),
        pace.rounds,
        text("rounds", "轮"),
    )
}

fn title_line(title: &str, width: usize) -> String {
    if width < NARROW {
        return paint(HEAD, title);
    }
    let head = |name: &str, width: usize| {
        format!("{}{name}", " ".repeat(width.saturating_sub(columns(name))))
    };
    let heads = format!(
        "{}{}{}",
        head(text("median", "中位").get(), TIME + 1),
        head(text("best", "最快").get(), TIME + 1),
        head(text("MB/s", "MB/s").get(), SPEED),
    );
    format!("{}{}", paint(HEAD, padded(title, TITLE)), paint(DIM, heads))
}

/// Runs a second, or bytes: what a longer bar means.
fn speed(one: &Measured) -> f64 {
    let best = one.timing.best();
    one.case.megabytes_per_second(best).unwrap_or(1e9 / best)
}

fn lines(one: &Measured, fastest: f64, width: usize) -> Vec<String> {
    let title = if is_chinese() { &one.case.title_zh } else { &one.case.title };
    let (median, best) = (one.timing.median(), one.timing.best());
    let rate =
        one.case.megabytes_per_second(best).map_or(String::new(), |rate| format!("{rate:.0}"));
    let times = format!("{:>TIME$} {:>TIME$}", show::time(median), show::time(best));
    let note = note(one, fastest);
    let mut lines = if width < NARROW {
        let mut lines = wrap(&format!("  {title}"), width);
        lines.push(format!("   {times} {rate:>5}"));
        lines.extend((!note.is_empty()).then(|| format!("    {note}")));
        lines
    } else {
        vec![
            format!("  {}{times}{rate:>SPEED$} {note}", padded(title, TITLE - 1)).trim_end().into(),
        ]
    };
    if let Some((took, held)) = one.memory.zip(one.memory_held()) {
        let took = format!("{} {:.1} MB ", text("memory", "内存"), megabytes(took));
        let most = format!("{} {:.1} MB", text("of", "/"), one.case.memory.map_or(0.0, megabytes));
        let indent = if width < NARROW { 3 } else { TITLE + 2 };
        lines.push(format!("{}{took}{most} {}", " ".repeat(indent), mark(held)));
    }
    lines
}

/// The bar: how much of a budget was used, or how fast it is beside the fastest of its group.
fn note(one: &Measured, fastest: f64) -> String {
    match (one.held(), one.case.budget) {
        (Some(held), Some(budget)) => {
            let budget = budget.as_secs_f64() * 1e9;
            let bar = show::bar(one.timing.median() / budget, BAR);
            format!("{} {} {} {}", bar, text("of", "/"), show::time(budget), mark(held))
        }
        _ if one.case.group == Group::Halves => String::new(),
        _ => show::bar(speed(one) / fastest, BAR),
    }
}

fn mark(held: bool) -> String {
    if held { paint(GOOD, text("held", "达标")) } else { paint(BAD, text("missed", "超出")) }
}

/// Bytes as megabytes, for a person.
fn megabytes(bytes: u64) -> f64 {
    u32::try_from(bytes / 1000).map_or(f64::INFINITY, |kilobytes| f64::from(kilobytes) / 1e3)
}

fn verdict(budgets: usize, missed: usize) -> String {
    match (budgets, missed) {
        (0, _) => text(
            "The best round counts for speed: noise only adds.",
            "速度以最快一轮为准：干扰只会变慢。",
        )
        .get()
        .to_owned(),
        (_, 0) => {
            let all = text("budgets held, by the median round", "项预算全部达标（以中位轮计）");
            format!("{budgets} {all}")
        }
        _ => {
            let some = text(
                "budgets missed, by the median round; a loaded machine misses them, too",
                "项预算超出（以中位轮计）；机器繁忙时也会超出",
            );
            format!("{missed}/{budgets} {some}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::time;
    use yufu_bench::Case;

    fn measured(filter: &str) -> Vec<Measured> {
        let cases = Case::matching(&[filter.to_owned()]);
        let pace = Pace { rounds: 1, ..Pace::default() };
        let timings = time(&cases, pace).unwrap();
        let memory = Some(1_500_000);
        cases
            .into_iter()
            .zip(timings)
            .map(|(case, timing)| Measured { case, timing, memory })
            .collect()
    }

    /// A line as it takes up columns, without its colours.
    fn plain(line: &str) -> String {
        anstream::adapter::strip_str(line).to_string()
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let all: Vec<_> =
            ["environment", "keypad", "sm4-gcm"].into_iter().flat_map(measured).collect();
        for width in 34..110 {
            for line in all.iter().flat_map(|one| lines(one, 1.0, width)) {
                let taken = columns(&plain(&line));
                assert!(taken <= width, "{width}: {taken} columns: {}", plain(&line));
            }
        }
    }

    #[test]
    fn a_budget_has_a_bar_and_a_verdict_and_memory_a_line_of_its_own() {
        let all = measured("environment");
        let lines: Vec<_> = lines(&all[0], 1.0, 100).iter().map(|line| plain(line)).collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].contains("of 30.0 ms"), "{}", lines[0]);
        assert!(lines[1].contains("memory 1.5 MB of 4.0 MB held"), "{}", lines[1]);
    }
}
