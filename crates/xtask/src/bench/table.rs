//! Ratios to the peers, as a table with bars and as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use yufu_bench::machine::Machine;
use yufu_bench::{Group, show};

use super::peers::{REFERENCE, Row};

/// Columns of a title.
const TITLE: usize = 34;
/// Columns of the longest bar.
const BAR: u16 = 20;

type Versions<'v> = BTreeMap<&'static str, &'v str>;

/// Prints how many times as fast as each peer Yufu is; bars are beside RustCrypto's crates.
pub fn print(rows: &[Row], ours: &str, versions: &Versions<'_>, machine: &Machine, rounds: u32) {
    println!("{}, {} cores{}", machine.processor, machine.cores, load(machine));
    println!("{ours}");
    for (name, version) in versions {
        println!("{name}: {version}");
    }
    let longest = rows.iter().filter_map(reference).fold(1.0, f64::max);
    for group in Group::ALL {
        let members: Vec<_> = rows.iter().filter(|row| row.case.group == group).collect();
        if members.is_empty() {
            continue;
        }
        print!("\n{:<TITLE$} {:>9} {:>7}", group.title(), "best", "MB/s");
        for name in versions.keys() {
            print!(" {name:>12}");
        }
        println!();
        for row in members {
            print_row(row, versions, longest);
        }
    }
    let targets = rows.iter().filter_map(Row::reached);
    let missed = targets.clone().filter(|reached| !reached).count();
    println!(
        "\nhow many times as fast as the peer Yufu is, by the best of {rounds} interleaved rounds"
    );
    println!("{} targets, {missed} missed", targets.count());
}

fn print_row(row: &Row, versions: &Versions<'_>, longest: f64) {
    let best = row.ours.best();
    let rate =
        row.case.megabytes_per_second(best).map_or(String::new(), |rate| format!("{rate:.0}"));
    print!("{:<TITLE$} {:>9} {rate:>7}", row.case.title, show::time(best));
    for name in versions.keys() {
        let times = row.peers.get(name).map_or(String::new(), |peer| format!("{:.2}", peer.times));
        print!(" {times:>12}");
    }
    if let Some(times) = reference(row) {
        print!(" {}", show::bar(times / longest, BAR));
    }
    if let Some((reached, target)) = row.reached().zip(row.case.target) {
        let verdict = if reached { "held" } else { "MISSED" };
        print!(" {verdict}, at least {target}");
    }
    println!();
}

fn reference(row: &Row) -> Option<f64> {
    row.peers.get(REFERENCE).map(|peer| peer.times)
}

fn load(machine: &Machine) -> String {
    machine.load.map_or(String::new(), |load| format!(", load {load}"))
}

/// One object with everything.
pub fn as_json(
    rows: &[Row],
    ours: &str,
    versions: &Versions<'_>,
    machine: &Machine,
    rounds: u32,
) -> Value {
    let case = |row: &Row| {
        let peers: BTreeMap<_, _> = row
            .peers
            .iter()
            .map(|(name, peer)| {
                let peer = json!({
                    "best_ns": peer.best,
                    "times": peer.times,
                    "times_by_median": peer.times_by_median,
                });
                (name, peer)
            })
            .collect();
        json!({
            "id": row.case.id,
            "title": row.case.title,
            "bytes": row.case.bytes,
            "best_ns": row.ours.best(),
            "median_ns": row.ours.median(),
            "peers": peers,
            "target": row.case.target,
            "reached": row.reached(),
        })
    };
    json!({
        "machine": {
            "processor": machine.processor, "cores": machine.cores, "load": machine.load,
        },
        "yufu": ours,
        "peers": versions,
        "rounds": rounds,
        "cases": rows.iter().map(case).collect::<Vec<_>>(),
    })
}
