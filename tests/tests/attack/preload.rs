//! Libraries that the loader puts before the victim's own.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::victim::{PROGRAM, Victim};

/// A victim with this library before its own.
pub fn preloaded(library: &Path) -> Victim {
    let mut command = Command::new(PROGRAM);
    command.env("LD_PRELOAD", library);
    Victim::of(command)
}

/// Compiles a library.
pub fn build(folder: &Path, name: &str, source: &str) -> PathBuf {
    let file = folder.join("source.c");
    let library = folder.join(format!("{name}.so"));
    std::fs::write(&file, source).unwrap();
    let cc = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(&file)
        .arg("-ldl")
        .status()
        .unwrap();
    assert!(cc.success());
    library
}
