//! `bench`: speeds, beside a peer in one interleaved run, and instruction counts.

mod counts;

use serde_json::Value;

use crate::{Outcome, report, shell};

/// The benchmark programs: package and target.
const PROGRAMS: [(&str, &str); 1] = [("yufu-sm", "speed")];

/// One line of a program's output.
struct Row {
    name: String,
    bytes: u64,
    ns: f64,
    peer_ns: Option<f64>,
    budget_ns: Option<f64>,
}

impl Row {
    /// How many times as fast as the peer.
    fn ratio(&self) -> Option<f64> {
        self.peer_ns.map(|peer| peer / self.ns)
    }

    fn within_budget(&self) -> bool {
        self.budget_ns.is_none_or(|budget| self.ns <= budget)
    }
}

/// Times everything, or counts instructions.
pub fn run(peers: bool, count: bool, write: bool, json: bool) -> Outcome {
    if count {
        return counts::run(write, json);
    }
    let mut rows = Vec::new();
    let mut all = Vec::new();
    for (package, target) in PROGRAMS {
        report::step(&format!("{package}: {target}"));
        let mut command = shell::cargo(&["bench", "--quiet", "--profile", "dist"]);
        command.args(["--package", package, "--bench", target, "--"]);
        if peers {
            command.arg("--peers");
        }
        let text = shell::output(&mut command).ok_or(format!("{package}'s benchmark failed"))?;
        for line in text.lines() {
            let value = serde_json::from_str(line).map_err(|_| format!("unexpected: {line}"))?;
            rows.push(parse(&value).ok_or(format!("unexpected: {line}"))?);
            all.push(value);
        }
    }
    let late = rows.iter().filter(|row| !row.within_budget()).count();
    if json {
        println!("{}", serde_json::json!({ "cases": all }));
    } else {
        print_table(&rows);
        if peers {
            println!("the peer is RustCrypto's crate; times are the best of interleaved rounds");
        }
        println!("{} cases, {late} over budget", rows.len());
    }
    Ok(late == 0 && !rows.is_empty())
}

fn parse(value: &Value) -> Option<Row> {
    Some(Row {
        name: value["name"].as_str()?.into(),
        bytes: value["bytes"].as_u64()?,
        ns: value["ns"].as_f64()?,
        peer_ns: value["peer_ns"].as_f64(),
        budget_ns: value["budget_ns"].as_f64(),
    })
}

fn print_table(rows: &[Row]) {
    let longest = rows.iter().filter_map(Row::ratio).fold(1.0, f64::max);
    println!("{:<38} {:>12} {:>9} {:>12} {:>7}", "", "ns", "MB/s", "peer ns", "times");
    for row in rows {
        let speed = match u32::try_from(row.bytes) {
            Ok(bytes) if bytes > 0 => format!("{:.0}", f64::from(bytes) * 1e3 / row.ns),
            _ => String::new(),
        };
        print!("{:<38} {:>12.1} {speed:>9}", row.name, row.ns);
        if let (Some(peer), Some(ratio)) = (row.peer_ns, row.ratio()) {
            print!(" {peer:>12.1} {ratio:>7.2} {}", bar(ratio / longest));
        }
        if let Some(budget) = row.budget_ns {
            let verdict = if row.within_budget() { "within" } else { "OVER" };
            print!(" {verdict} the budget of {budget:.0} ns");
        }
        println!();
    }
}

/// A bar of at most 24 characters.
fn bar(part: f64) -> String {
    (1..=24_u8).take_while(|step| f64::from(*step) <= part * 24.0).map(|_| '█').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_and_judged() {
        let line = serde_json::json!({ "name": "SM3", "bytes": 64, "ns": 10.0, "peer_ns": 15.0,
            "budget_ns": 9.0 });
        let row = parse(&line).expect("a row");
        assert_eq!(row.ratio(), Some(1.5));
        assert!(!row.within_budget());
        assert_eq!(bar(0.5).chars().count(), 12);
    }
}
