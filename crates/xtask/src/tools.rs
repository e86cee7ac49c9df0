//! The tools that the chores and suites need beside Rust: what each is for, how to find it and
//! where it comes from.

mod table;

use std::path::PathBuf;

pub use table::TOOLS;

use crate::{chroot, shell};

/// Where a missing tool comes from.
pub enum Source {
    /// Debian packages.
    Debian(&'static [&'static str]),
    /// A component of the toolchain.
    Rustup(&'static str),
    /// A PyPI requirement, installed into [`venv`].
    Python(&'static str),
    /// A PyPI requirement that another version of the same package stands in [`venv`] beside, and the
    /// folder of its own that it is installed into, below [`tools`].
    PythonBeside(&'static str, &'static str),
    /// An npm package with its version, installed into [`node`].
    Npm(&'static str),
    /// Maven artefacts `group:name:version`, copied into [`java`].
    Maven(&'static [&'static str]),
    /// Packages of a newer Debian, in a system of their own: the suite's name, under which it lies
    /// below [`tools`], and the packages, the one that matters first.
    Chroot(&'static str, &'static [&'static str]),
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

/// Every PyPI requirement: the environment is made whole or not at all.
pub fn python_requirements() -> Vec<&'static str> {
    let requirement = |tool: &Tool| match tool.source {
        Source::Python(requirement) => Some(requirement),
        _ => None,
    };
    TOOLS.iter().filter_map(requirement).collect()
}

/// The folder below the target folder that holds what is not installed on the machine.
pub fn tools() -> PathBuf {
    shell::target().join("tools")
}

/// The folder that holds npm packages.
pub fn node() -> PathBuf {
    tools().join("node")
}

/// The folder that holds jars.
pub fn java() -> PathBuf {
    tools().join("java")
}

/// Zig's program, of the Python package `ziglang`.
pub fn zig() -> Result<PathBuf, String> {
    let mut python = shell::program(venv().join("bin/python"));
    python.args(["-c", "import ziglang; print(ziglang.__path__[0])"]);
    let folder = shell::output(&mut python).ok_or("no zig: cargo xtask setup --install")?;
    Ok(PathBuf::from(folder.trim()).join("zig"))
}

/// The virtual environment that holds Python packages.
pub fn venv() -> PathBuf {
    tools().join("python")
}

impl Tool {
    /// The version found on this machine.
    ///
    /// A Python package counts only in the version that [`Source::Python`] pins.
    pub fn version(&self) -> Option<String> {
        let (name, arguments) = self.probe.split_first()?;
        if let Source::Maven(artefacts) = self.source {
            return jars(artefacts);
        }
        if let Source::Chroot(suite, packages) = self.source {
            return chroot::version(suite, packages.first()?);
        }
        let mut command = match self.source {
            Source::Python(_) | Source::PythonBeside(..) => {
                shell::program(venv().join("bin").join(name))
            }
            _ => shell::program(name),
        };
        if let Source::PythonBeside(_, folder) = self.source {
            command.env("PYTHONPATH", tools().join(folder));
        }
        command.env("NODE_PATH", node().join("node_modules"));
        let text = shell::output(command.args(arguments))?;
        let line = text.lines().next().unwrap_or_default().trim().to_owned();
        match self.source {
            Source::Python(requirement) | Source::PythonBeside(requirement, _) => {
                requirement.ends_with(&format!("=={line}")).then_some(line)
            }
            Source::Npm(package) => package.ends_with(&format!("@{line}")).then_some(line),
            _ => Some(line),
        }
    }
}

/// The version of the first of these artefacts, if the jars of all are there.
fn jars(artefacts: &[&str]) -> Option<String> {
    let there = |artefact: &&str| {
        let (_, name) = artefact.split_once(':')?;
        java().join(format!("{}.jar", name.replace(':', "-"))).is_file().then_some(())
    };
    artefacts.iter().try_for_each(there)?;
    artefacts.first()?.rsplit(':').next().map(String::from)
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
