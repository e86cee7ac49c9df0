//! `yufu env`: what the environment looks like from inside this process, or looked like elsewhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;
use yufu::environment::evidence::{Capture, MAX_LEN};
use yufu::environment::{Collect, Decision, Report};
use yufu_protocol::id::Challenge;
use yufu_protocol::report::{Finding, Severity, State};

use crate::files::{self, Output as OutputFile, refused};
use crate::language::{Text, is_chinese, text};
use crate::output::{self, BAD, DIM, Failure, GOOD, HEAD, NOTE, Outcome, paint};

/// Arguments of `yufu env`.
#[derive(Args, Debug)]
pub struct EnvArgs {
    /// Prints one JSON object
    #[arg(long)]
    json: bool,
    /// Writes what was read to a file (`-` for standard output) instead of judging it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["replay", "json"])]
    capture: Option<PathBuf>,
    /// Judges a capture of any platform instead of this machine
    #[arg(long, value_name = "FILE", conflicts_with = "ports")]
    replay: Option<PathBuf>,
    /// Knocks at the loopback ports of hook tools, too
    #[arg(long)]
    ports: bool,
}

#[derive(Serialize)]
struct Output<'r> {
    platform: &'static str,
    pack: &'r str,
    version: u64,
    severity: Severity,
    scores: BTreeMap<String, u8>,
    decision: Option<Decision>,
    findings: &'r [Finding],
}

/// Looks and reports; says no where anything above information was detected.
pub fn run(args: &EnvArgs) -> Result<Outcome, Failure> {
    let challenge = Challenge::random(&mut getrandom::SysRng).map_err(yufu::Error::from)?;
    let mut order = Collect::new(challenge).with_text();
    if args.ports {
        order = order.with_loopback_ports();
    }
    let capture = match &args.replay {
        Some(file) => read(file)?,
        None => order.capture(),
    };
    if let Some(file) = &args.capture {
        let mut out = OutputFile::create(file)?;
        out.write(capture.to_json().as_bytes())?;
        out.write(b"\n")?;
        out.finish()?;
        return Ok(Outcome::Yes);
    }
    let report = Report::of(&order, &capture);
    let Some(pack) = report.pack() else {
        return Err(Failure::Input("there is no rule pack for this platform".to_owned()));
    };
    if args.json {
        output::json(&Output {
            platform: capture.platform.name(),
            pack: pack.id(),
            version: pack.version(),
            severity: report.severity(),
            scores: report.scores(),
            decision: report.offline_decision(),
            findings: report.findings(),
        })?;
    } else {
        print(&report, pack.id(), pack.version())?;
    }
    Ok(if report.severity() == Severity::Info { Outcome::Yes } else { Outcome::No })
}

fn read(file: &Path) -> Result<Capture, Failure> {
    let json = files::read(file, u64::try_from(MAX_LEN).unwrap_or(u64::MAX))?;
    Capture::from_json(&json).map_err(|error| refused(file, &format!("{error} ({})", error.code())))
}

fn print(report: &Report, pack: &str, version: u64) -> Result<(), Failure> {
    output::line(paint(HEAD, format!("{pack} {version}")))?;
    for finding in report.findings() {
        let title =
            if is_chinese() { report.title_zh(&finding.code) } else { report.title(&finding.code) };
        let evidence = finding.text.as_deref().unwrap_or_default().replace('\n', "; ");
        output::line(format!(
            "{} {:<28} {title} {}",
            mark(finding),
            finding.code,
            paint(DIM, evidence)
        ))?;
    }
    output::line("")?;
    let scores = report.scores().into_iter().map(|(category, score)| {
        let style = if score == 0 { DIM } else { BAD };
        format!("{category} {}", paint(style, score))
    });
    output::line(format!(
        "{}  {}",
        text("scores of 100:", "得分（满分100）："),
        scores.collect::<Vec<_>>().join("  ")
    ))?;
    if let Some(decision) = report.offline_decision() {
        output::line(format!(
            "{} {}",
            text("while the server can't be asked:", "无法联系服务器时："),
            name(decision)
        ))?;
    }
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

fn name(decision: Decision) -> Text {
    match decision {
        Decision::Allow => text("allow", "允许"),
        Decision::Warn => text("warn", "提示风险"),
        Decision::StepUp => text("step up", "加强认证"),
        Decision::Refuse => text("refuse", "拒绝"),
    }
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
