//! `yufu selftest`: the known answers of the standards, computed by this build.

use clap::Args;
use serde::Serialize;

use crate::language::text;
use crate::output::{self, BAD, Failure, GOOD, Outcome, paint};

/// Arguments of `yufu selftest`.
#[derive(Args, Debug)]
pub struct SelftestArgs {
    /// Prints one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Output {
    passed: bool,
    algorithms: &'static [&'static str],
}

/// Computes every known answer; says no where one differs.
pub fn run(args: &SelftestArgs) -> Result<Outcome, Failure> {
    let report = yufu_sm::selftest::run();
    if args.json {
        let algorithms = report.map_or(&[][..], |report| report.passed());
        output::json(&Output { passed: report.is_ok(), algorithms })?;
    } else if let Ok(report) = report {
        for name in report.passed() {
            output::line(format!("{} {name}", paint(GOOD, "✓")))?;
        }
    } else {
        output::line(paint(
            BAD,
            text(
                "a known answer differs: nothing of this build is to be trusted",
                "与标准答案不一致：本构建不可信任",
            ),
        ))?;
    }
    Ok(if report.is_ok() { Outcome::Yes } else { Outcome::No })
}
