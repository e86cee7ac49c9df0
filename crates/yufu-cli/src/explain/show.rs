//! An explanation for people.

use super::Explanation;
use super::checks::Held;
use crate::language::text;
use crate::output::{self, BAD, DIM, Failure, GOOD, HEAD, NOTE, paint};

/// Prints it.
pub fn print(explanation: &Explanation) -> Result<(), Failure> {
    output::line(paint(HEAD, &explanation.request))?;
    if let Some(stated) = &explanation.rejection {
        output::line(format!(
            "{} {} {}: {}",
            text("rejected", "被拒绝"),
            stated.code,
            stated.reason,
            stated.explanation
        ))?;
    }
    if !explanation.covered.is_empty() {
        output::line(format!("{} {}", text("covers", "覆盖"), explanation.covered.join(" ")))?;
    }
    output::line("")?;
    for check in &explanation.checks {
        let mark = match check.held {
            Held::Yes => paint(GOOD, "✓"),
            Held::No => paint(BAD, "✗"),
            Held::Unknown => paint(NOTE, "?"),
        };
        output::line(format!("  {mark} {:<20} {}", check.name, paint(DIM, &check.detail)))?;
    }
    for change in &explanation.changed {
        output::line(format!("\n{} {}", text("changed", "已改动"), paint(BAD, &change.component)))?;
        output::line(format!("  {} {}", text("signed  ", "签名时"), change.signed))?;
        output::line(format!("  {} {}", text("received", "收到时"), change.received))?;
    }
    if let Some(undone) = &explanation.undone {
        output::line(format!(
            "\n{} {} = {} ({} {})",
            text("the signature verifies with", "以下值可通过验签："),
            undone.component,
            undone.signed,
            text("received", "收到"),
            undone.received
        ))?;
    }
    output::line("")?;
    match &explanation.failed {
        Some(failed) => {
            output::line(format!("{} {}", text("failed:", "未通过："), paint(BAD, failed)))
        }
        None => output::line(text(
            "nothing that failed could be named; give --sent, or --key with --authority",
            "未能指出未通过项；请提供 --sent，或 --key 与 --authority",
        )),
    }
}
