//! What is published: each call of `publish`, which ends the watch on a value, with its reason.

use std::path::{Path, PathBuf};

use super::{Case, Part};
use crate::shell;

/// Starts a reason; it goes on on the comment's next lines.
const MARK: &str = "// PUBLISHED: ";

pub fn run() -> Result<Vec<Case>, String> {
    let mut files = Vec::new();
    for package in ["yufu-sm", "yufu-protocol"] {
        sources(&shell::root().join("crates").join(package).join("src"), &mut files)?;
    }
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|error| error.to_string())?;
        let name = file.strip_prefix(shell::root().join("crates")).unwrap_or(&file).display();
        for (line, reason) in calls(&text) {
            cases.push(Case {
                part: Part::Published,
                kernels: String::new(),
                name: format!("{name}:{line}").replace("/src/", "/"),
                findings: 1,
                known: usize::from(reason.is_some()),
                note: reason.unwrap_or_else(|| format!("wants a comment {MARK}")),
            });
        }
    }
    Ok(cases)
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|error| error.to_string())?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The lines that call `publish`, with the reason in the comment above.
fn calls(text: &str) -> Vec<(usize, Option<String>)> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let is_call = |line: &str| line.contains("publish(") && !line.starts_with("//");
    let called = lines.iter().enumerate().filter(|(_, line)| is_call(line));
    called.map(|(at, _)| (at + 1, reason(lines.get(..at).unwrap_or_default()))).collect()
}

fn reason(before: &[&str]) -> Option<String> {
    let comment: Vec<_> =
        before.iter().rev().take_while(|line| line.starts_with("// ")).copied().collect();
    let (first, rest) = comment.split_last()?;
    let mut reason = first.strip_prefix(MARK)?.to_owned();
    for line in rest.iter().rev() {
        reason += line.trim_start_matches('/');
    }
    Some(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_without_a_reason_is_noticed() {
        let text = "// PUBLISHED: because\n// it is.\nlet a = publish(b);\nlet c = publish(d);\n";
        assert_eq!(calls(text), [(3, Some("because it is.".into())), (4, None)]);
    }
}
