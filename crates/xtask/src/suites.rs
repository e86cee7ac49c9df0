//! The suites of `cargo xtask test`.
//!
//! Each package's targets form a suite by themselves, read from `cargo metadata` so that none
//! can be forgotten, but for the [`SPECIAL`] ones, which need a tool or a build of their own.

mod table;

use std::process::Command;

use serde_json::Value;

use crate::{shell, tools};
use table::{CHORES, SPECIAL};

/// One row of `cargo xtask test`.
pub struct Suite {
    /// Its name.
    pub name: String,
    /// The program that runs it; `cargo test` where there is none.
    program: Option<&'static str>,
    /// Its arguments.
    arguments: Vec<String>,
    /// The tools it needs, by their names in [`tools::TOOLS`].
    pub needs: &'static [&'static str],
    /// A program that stands before rustc for the project's own crates.
    wrapper: Option<&'static str>,
}

/// A test target that needs more than `cargo test`.
struct Special {
    name: &'static str,
    package: &'static str,
    target: &'static str,
    needs: &'static [&'static str],
    release: bool,
    wrapper: Option<&'static str>,
}

/// Stands before rustc where chance, time and the device are fixed for the shared vectors.
pub const FIXED_RNG: &str = "tests/rustc/yufu_fixed_rng.sh";

/// Work that is no `cargo test`: it prints what passed and failed on a line that [`test`] reads.
///
/// [`test`]: crate::test
struct Chore {
    name: &'static str,
    /// `xtask` is this program.
    program: &'static str,
    arguments: &'static [&'static str],
    needs: &'static [&'static str],
}

impl Suite {
    /// The command that runs this suite, all of it even when a test fails. With `require_all` a
    /// test that can do only part of its work on this machine fails.
    pub fn command(&self, require_all: bool) -> Command {
        let mut command = match self.program {
            None => shell::cargo(&["test", "--no-fail-fast"]),
            Some("xtask") => shell::program(std::env::current_exe().unwrap_or_default()),
            Some(program) => shell::program(program),
        };
        command.args(&self.arguments).env("YUFU_PYTHON", tools::venv().join("bin/python"));
        if require_all {
            command.env("YUFU_REQUIRE_ALL", "1");
        }
        if let Some(wrapper) = self.wrapper {
            command.env("RUSTC_WORKSPACE_WRAPPER", shell::root().join(wrapper));
        }
        command
    }

    /// The first tool that this machine lacks.
    pub fn lacks(&self) -> Option<&'static str> {
        self.needs
            .iter()
            .copied()
            .find(|name| tools::find(name).is_none_or(|tool| tool.version().is_none()))
    }
}

/// All suites, in the order of the layers, special ones last.
pub fn all(metadata: &Value) -> Result<Vec<Suite>, String> {
    let packages = metadata["packages"].as_array().ok_or("cargo metadata lists no packages")?;
    let mut suites: Vec<Suite> = packages.iter().filter_map(ordinary).collect();
    suites.push(Suite {
        name: "documentation examples".into(),
        program: None,
        arguments: ["--workspace", "--doc"].map(String::from).into(),
        needs: &[],
        wrapper: None,
    });
    suites.push(Suite {
        name: "yufu-sm with its small table".into(),
        program: None,
        arguments: [
            "--package",
            "yufu-sm",
            "--features",
            "small-table",
            "--lib",
            "--test",
            "standards",
        ]
        .map(String::from)
        .into(),
        needs: &[],
        wrapper: None,
    });
    for special in SPECIAL {
        let exists = packages.iter().any(|package| {
            package["name"] == special.package
                && test_targets(package).any(|target| target == special.target)
        });
        if !exists {
            return Err(format!("{} has no test target {}", special.package, special.target));
        }
        let mut arguments = vec!["--package", special.package, "--test", special.target];
        if special.release {
            arguments.push("--release");
        }
        suites.push(Suite {
            name: special.name.into(),
            program: None,
            arguments: arguments.into_iter().map(String::from).collect(),
            needs: special.needs,
            wrapper: special.wrapper,
        });
    }
    suites.extend(CHORES.iter().map(|chore| Suite {
        name: chore.name.into(),
        program: Some(chore.program),
        arguments: chore.arguments.iter().copied().map(String::from).collect(),
        needs: chore.needs,
        wrapper: None,
    }));
    Ok(suites)
}

/// The targets of a package that need nothing but `cargo test`.
fn ordinary(package: &Value) -> Option<Suite> {
    let name = package["name"].as_str()?;
    let mut arguments = vec!["--package".to_owned(), name.to_owned()];
    let before = arguments.len();
    for (kind, option) in [("lib", "--lib"), ("bin", "--bins")] {
        if targets(package).any(|target| is_kind(target, kind) && target["test"] == true) {
            arguments.push(option.into());
        }
    }
    for target in test_targets(package) {
        let special = SPECIAL.iter().any(|row| row.package == name && row.target == target);
        if !special {
            arguments.extend(["--test".to_owned(), target.to_owned()]);
        }
    }
    let has_targets = arguments.len() > before;
    has_targets.then(|| Suite {
        name: name.into(),
        program: None,
        arguments,
        needs: &[],
        wrapper: None,
    })
}

fn targets(package: &Value) -> impl Iterator<Item = &Value> {
    package["targets"].as_array().map(Vec::as_slice).unwrap_or_default().iter()
}

fn test_targets(package: &Value) -> impl Iterator<Item = &str> {
    targets(package)
        .filter(|target| is_kind(target, "test"))
        .filter_map(|target| target["name"].as_str())
}

fn is_kind(target: &Value, kind: &str) -> bool {
    target["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|entry| entry == kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_needed_tool_is_in_the_table() {
        let special = SPECIAL.iter().flat_map(|special| special.needs);
        for name in special.chain(CHORES.iter().flat_map(|chore| chore.needs)) {
            assert!(tools::find(name).is_some(), "{name}");
        }
    }

    #[test]
    fn a_new_test_target_joins_its_package() {
        let package = serde_json::json!({ "name": "yufu-sm", "targets": [
            { "name": "yufu_sm", "kind": ["lib"], "test": true },
            { "name": "openssl", "kind": ["test"], "test": true },
            { "name": "new", "kind": ["test"], "test": true },
        ]});
        let suite = ordinary(&package).expect("has targets");
        assert_eq!(suite.arguments, ["--package", "yufu-sm", "--lib", "--test", "new"]);
    }
}
