//! The tools that the chores and suites need beside Rust: what each is for, how to find it and
//! where it comes from. A new suite that needs a tool adds a row here.

use std::path::PathBuf;

use crate::shell;

/// Where a missing tool comes from.
pub enum Source {
    /// Debian packages.
    Debian(&'static [&'static str]),
    /// A component of the toolchain.
    Rustup(&'static str),
    /// A PyPI requirement, installed into [`venv`].
    Python(&'static str),
}

/// A tool that some chore needs.
pub struct Tool {
    /// Its name, by which suites ask for it.
    pub name: &'static str,
    /// What needs it.
    pub purpose: &'static str,
    /// A command that prints its version.
    probe: &'static [&'static str],
    /// Where it comes from.
    pub source: Source,
}

/// Every tool. Python packages come after the Python that installs them.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "cc",
        purpose: "links Rust programs, builds ring",
        probe: &["cc", "--version"],
        source: Source::Debian(&["gcc", "libc6-dev"]),
    },
    Tool {
        name: "git",
        purpose: "check: lists the files that the secret scanner reads",
        probe: &["git", "--version"],
        source: Source::Debian(&["git"]),
    },
    Tool {
        name: "rustfmt",
        purpose: "check: format",
        probe: &["cargo", "fmt", "--version"],
        source: Source::Rustup("rustfmt"),
    },
    Tool {
        name: "clippy",
        purpose: "check: lints",
        probe: &["cargo", "clippy", "--version"],
        source: Source::Rustup("clippy"),
    },
    Tool {
        name: "openssl",
        purpose: "test: SM2, SM3 and SM4 both ways with a peer",
        probe: &["openssl", "version"],
        source: Source::Debian(&["openssl"]),
    },
    Tool {
        name: "gdb",
        purpose: "test: gcore of the memory attack",
        probe: &["gdb", "--version"],
        source: Source::Debian(&["gdb"]),
    },
    Tool {
        name: "python3",
        purpose: "installs vectors from PyPI",
        probe: &["python3", "-c", "import ensurepip, venv, sys; print(sys.version.split()[0])"],
        source: Source::Debian(&["python3", "python3-venv"]),
    },
    Tool {
        name: "cryptography_vectors",
        purpose: "test: registry vectors for SM3 and SM4",
        probe: &["python", "-c", "import cryptography_vectors as v; print(v.__version__)"],
        source: Source::Python("cryptography_vectors==50.0.2"),
    },
];

/// The virtual environment below the target folder that holds Python packages.
pub fn venv() -> PathBuf {
    shell::target().join("tools/python")
}

impl Tool {
    /// The version found on this machine.
    ///
    /// A Python package counts only in the version that [`Source::Python`] pins.
    pub fn version(&self) -> Option<String> {
        let (name, arguments) = self.probe.split_first()?;
        let mut command = match self.source {
            Source::Python(_) => shell::program(venv().join("bin").join(name)),
            _ => shell::program(name),
        };
        let text = shell::output(command.args(arguments))?;
        let line = text.lines().next().unwrap_or_default().trim().to_owned();
        match self.source {
            Source::Python(requirement) => {
                requirement.ends_with(&format!("=={line}")).then_some(line)
            }
            _ => Some(line),
        }
    }
}

/// The tool of that name.
pub fn find(name: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|tool| tool.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = TOOLS.iter().map(|tool| tool.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TOOLS.len());
    }

    #[test]
    fn python_packages_are_pinned() {
        for tool in TOOLS {
            if let Source::Python(requirement) = tool.source {
                assert!(requirement.contains("=="), "{requirement}");
            }
        }
    }
}
