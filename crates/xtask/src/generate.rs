//! `generate`: both languages from the foreign API's metadata.

use crate::{Outcome, shell};

/// Writes the generated files, or with `check` compares them.
pub fn run(check: bool) -> Outcome {
    // The metadata is in the symbols of a shared library, which nothing else needs.
    let library = ["rustc", "--quiet", "--package", "yufu-ffi", "--lib", "--crate-type", "cdylib"];
    if !shell::passes(&mut shell::cargo(&library))? {
        return Ok(false);
    }
    let mut command = shell::cargo(&["run", "--quiet", "--package", "yufu-bindgen", "--"]);
    command.arg("--library").arg(shell::target().join("debug/libyufu_ffi.so"));
    command.arg("--root").arg(shell::root());
    if check {
        command.arg("--check");
    }
    command.stdout(std::io::stderr());
    shell::passes(&mut command)
}
