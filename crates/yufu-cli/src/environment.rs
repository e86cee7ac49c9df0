//! `yufu env`: what the environment looks like from inside this process.

use clap::Args;
use serde::Serialize;
use yufu::environment::{Collect, Report, collect};
use yufu_protocol::id::Challenge;
use yufu_protocol::report::{Finding, Severity, State};

use crate::language::{is_chinese, text};
use crate::output::{self, BAD, DIM, Failure, GOOD, NOTE, Outcome, paint};

/// Arguments of `yufu env`.
#[derive(Args, Debug)]
pub struct EnvArgs {
    /// Prints one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Output<'r> {
    pack: &'r str,
    version: u32,
    severity: Severity,
    findings: &'r [Finding],
}

/// Looks and reports; says no where anything above information was detected.
pub fn run(args: &EnvArgs) -> Result<Outcome, Failure> {
    let challenge = Challenge::random(&mut getrandom::SysRng).map_err(yufu::Error::from)?;
    let report = collect(&Collect::new(challenge).with_text());
    if args.json {
        output::json(&Output {
            pack: report.pack().id,
            version: report.pack().version,
            severity: report.severity(),
            findings: report.findings(),
        })?;
    } else {
        print(&report)?;
    }
    Ok(if report.severity() == Severity::Info { Outcome::Yes } else { Outcome::No })
}

fn print(report: &Report) -> Result<(), Failure> {
    for finding in report.findings() {
        let title =
            if is_chinese() { report.title_zh(&finding.code) } else { report.title(&finding.code) };
        let evidence = finding.text.as_deref().unwrap_or_default();
        output::line(format!(
            "{} {:<28} {title} {}",
            mark(finding),
            finding.code,
            paint(DIM, evidence)
        ))?;
    }
    output::line("")?;
    output::line(format!(
        "{} {}  {} {}  {} {}  {} {}  {} {}",
        paint(GOOD, "✓"),
        text("clean", "正常"),
        paint(NOTE, "i"),
        text("information, no suspicion", "仅供参考，不构成怀疑"),
        paint(BAD, "!"),
        text("detected", "已检出"),
        paint(DIM, "?"),
        text("not observable here", "此处无法观察"),
        paint(NOTE, "e"),
        text("the check failed", "检查出错"),
    ))
}

fn mark(finding: &Finding) -> String {
    match (finding.state, finding.severity) {
        (State::Clean, _) => paint(GOOD, "✓"),
        (State::Detected, Severity::Info) => paint(NOTE, "i"),
        (State::Detected, _) => paint(BAD, "!"),
        (State::Error, _) => paint(NOTE, "e"),
        _ => paint(DIM, "?"),
    }
}
