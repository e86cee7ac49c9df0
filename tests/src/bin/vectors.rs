//! Writes the shared vector file, or with `--check` fails if it is not current.
#![allow(clippy::print_stderr, clippy::print_stdout, reason = "a command-line tool talks")]

use std::path::Path;
use std::process::ExitCode;

fn main() -> std::io::Result<ExitCode> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/yufu.json");
    let text = format!("{:#}\n", yufu_tests::vectors::all());
    if std::env::args().nth(1).as_deref() != Some("--check") {
        std::fs::write(&path, &text)?;
        println!("wrote tests/vectors/yufu.json, {} bytes", text.len());
        return Ok(ExitCode::SUCCESS);
    }
    if std::fs::read_to_string(&path).is_ok_and(|present| present == text) {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("tests/vectors/yufu.json is not current: cargo xtask vectors");
    Ok(ExitCode::FAILURE)
}
