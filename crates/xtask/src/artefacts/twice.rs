//! What is shipped, built once more: from what is committed, in another folder, with nothing left over
//! from the first time. The bytes must be the same.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Row;
use crate::archive::{self, Files};
use crate::{android, cross, report, shell};

/// The ABI that is built again. Of the others the AAR gets the libraries that lie there.
const ABI: &str = "arm64-v8a";

/// Builds again and compares: a row for each thing that was built.
pub fn rows() -> Result<Vec<Row>, String> {
    let changed = shell::output(shell::program("git").args(["status", "--porcelain"]));
    if changed.ok_or("git status failed")?.lines().any(|line| !line.starts_with("??")) {
        return Err("what is not committed can't be built twice".into());
    }
    let copy = Copy::new()?;
    copy.chore(&["android", "--libraries", ABI])?;
    let lying = archive::folder(&android::jni(), |name| !name.starts_with(ABI))?;
    archive::unpack(&lying, &copy.artefacts().join("android/jni"))?;
    copy.chore(&["aar"])?;
    copy.chore(&["ios"])?;
    compare(&cross::artefacts(), &copy.artefacts())
}

/// A clean copy of what is committed, which builds in a folder of its own.
struct Copy(PathBuf);

impl Copy {
    fn new() -> Result<Self, String> {
        let folder = shell::target().join("twice");
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
        let mut git = shell::program("git");
        git.args(["clone", "--quiet", "--shared"]).arg(shell::root()).arg(folder.join("tree"));
        // The tools are no product of a build.
        let tools = folder.join("build/tools");
        let linked = || {
            fs::create_dir_all(folder.join("build"))?;
            std::os::unix::fs::symlink(shell::target().join("tools"), &tools)
        };
        if !shell::passes(&mut git)? {
            return Err("git clone failed".into());
        }
        linked().map_err(|error| format!("{}: {error}", tools.display()))?;
        Ok(Self(folder))
    }

    fn chore(&self, words: &[&str]) -> Result<(), String> {
        report::step(&format!("again, from a clean copy: {}", words.join(" ")));
        let mut cargo: Command = shell::cargo(&["run", "--quiet", "--package", "xtask", "--"]);
        cargo.args(words).current_dir(self.0.join("tree")).stdout(std::io::stderr());
        cargo.env("CARGO_TARGET_DIR", self.0.join("build"));
        let made = shell::passes(&mut cargo)?;
        made.then_some(()).ok_or_else(|| format!("{} failed in the clean copy", words.join(" ")))
    }

    fn artefacts(&self) -> PathBuf {
        self.0.join("build/artefacts")
    }
}

/// What a row is called, where its files lie, and which of them were built again.
type Part = (&'static str, &'static str, fn(&str) -> bool);

const PARTS: [Part; 3] = [
    (ABI, "android/jni", |name| name.starts_with(ABI)),
    ("Maven layout", "maven", |_| true),
    ("iOS", "ios", |_| true),
];

fn compare(first: &Path, second: &Path) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    for (name, folder, wanted) in PARTS {
        let [first, second] =
            [first, second].map(|root| archive::folder(&root.join(folder), wanted));
        let first = first?;
        rows.push(Row {
            name: format!("{name}, built twice"),
            bytes: first.values().map(Vec::len).sum::<usize>() as u64,
            faults: differences(&first, &second?),
            ..Row::default()
        });
    }
    Ok(rows)
}

/// The files that are not the same in both, those of archives by themselves.
fn differences(first: &Files, second: &Files) -> Vec<String> {
    let mut faults = Vec::new();
    let mut names: Vec<_> = first.keys().chain(second.keys()).collect();
    names.sort();
    names.dedup();
    for name in names {
        let (Some(one), Some(other)) = (first.get(name), second.get(name)) else {
            faults.push(format!("{name} was made once only"));
            continue;
        };
        if one == other {
            continue;
        }
        match (archive::read(one), archive::read(other)) {
            (Ok((one, _)), Ok((other, _))) => {
                let within = differences(&one, &other);
                faults.extend(within.into_iter().map(|fault| format!("{name}: {fault}")));
                if one == other {
                    faults.push(format!("{name} has the same files, packed otherwise"));
                }
            }
            _ => faults.push(format!("{name} differs")),
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(of: &[(&str, &[u8])]) -> Files {
        of.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect()
    }

    #[test]
    fn what_differs_is_named_down_to_the_file_in_an_archive() {
        let jar = |class: &[u8]| archive::write(&files(&[("a.class", class)])).unwrap();
        let first = files(&[("a.jar", &jar(b"1")), ("b", b"1"), ("c", b"1"), ("d", b"1")]);
        assert_eq!(differences(&first, &first), Vec::<String>::new());
        let second = files(&[("a.jar", &jar(b"2")), ("b", b"1"), ("c", b"2"), ("e", b"1")]);
        let wanted =
            ["a.jar: a.class differs", "c differs", "d was made once only", "e was made once only"];
        assert_eq!(differences(&first, &second), wanted);
    }
}
