//! Running other programs from the repository's root.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The repository's root.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// Where builds and downloaded tools go: `CARGO_TARGET_DIR`, or `target` in the root.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// A program that runs in the root and reads nothing.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// The cargo that runs this.
///
/// It is not told of this package: a build script that looks at such variables, ring's does, would
/// run again whenever cargo is called by a chore after it was called by a person.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    let of_this_package = ["CARGO_PKG_", "CARGO_MANIFEST_"];
    for (name, _) in std::env::vars_os() {
        if of_this_package.iter().any(|start| name.to_string_lossy().starts_with(start)) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a program and says whether it exited with 0.
pub fn passes(command: &mut Command) -> Result<bool, String> {
    command.status().map(|status| status.success()).map_err(|error| cannot_start(command, &error))
}

/// What a program prints on standard output; `None` if it failed or does not exist.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The sentence for a program that did not start.
pub fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("cannot start {}: {error}", command.get_program().to_string_lossy())
}

/// `cargo metadata` of the workspace's own packages.
pub fn metadata() -> Result<serde_json::Value, String> {
    let text = output(&mut cargo(&["metadata", "--format-version", "1", "--no-deps"]))
        .ok_or("cargo metadata failed")?;
    serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))
}
