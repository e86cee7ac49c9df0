//! Writes both languages from the foreign API's metadata: `cargo xtask generate` runs it.
//!
//! UniFFI leaves a description of everything that `yufu-ffi` exports in the library. From it come
//! the Kotlin API, the JNI shims behind it, the Swift API, and the files in tests/surface.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool talks")]
#![forbid(unsafe_code)]

mod docs;
mod jna;
mod jni;
mod kotlin;
mod metadata;
mod model;
mod names;
mod surface;
mod swift;
mod swift_vectors;
mod vectors;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

use model::Model;

/// Writes the generated files, or compares them.
#[derive(Parser)]
struct Arguments {
    /// The shared library of yufu-ffi, with its symbols
    #[arg(long)]
    library: PathBuf,
    /// The folder of the repository
    #[arg(long)]
    root: PathBuf,
    /// Write nothing; fail if a file is not current
    #[arg(long)]
    check: bool,
    /// Write UniFFI's Kotlin over JNA into this folder instead
    #[arg(long, value_name = "FOLDER", conflicts_with = "check")]
    jna: Option<PathBuf>,
}

/// Path below the repository's folder, and content.
type Files = BTreeMap<String, String>;

/// Folders in which every file is generated.
const OWNED: &[&str] = &["bindings/kotlin/src/main/generated/dev/yufu", swift::FOLDER];

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(stale) if stale.is_empty() => ExitCode::SUCCESS,
        Ok(stale) => {
            for path in stale {
                eprintln!("{path} is not current: cargo xtask generate");
            }
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

/// Writes what differs; with `check` names it.
fn run(arguments: &Arguments) -> Result<Vec<String>> {
    let library = std::fs::read(&arguments.library).context("the library can't be read")?;
    let model = Model::read(&library)?;
    if let Some(folder) = &arguments.jna {
        jna::write(&model, &arguments.library, folder)?;
        return Ok(Vec::new());
    }
    let mut files = Files::new();
    kotlin::write(&model, &mut files);
    jni::write(&model, &mut files);
    surface::write(&model, &mut files);
    swift_vectors::write(&model, &mut files);
    swift::write(&model, &arguments.library, &mut files)?;
    vectors::write(&model, &mut files);
    let mut stale = Vec::new();
    for (path, content) in &files {
        let file = arguments.root.join(path);
        if std::fs::read_to_string(&file).is_ok_and(|found| found == *content) {
            continue;
        }
        stale.push(path.clone());
        if !arguments.check {
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&file, content).with_context(|| path.clone())?;
        }
    }
    for folder in OWNED {
        for entry in std::fs::read_dir(arguments.root.join(folder))? {
            let name = entry?.file_name();
            let path = format!("{folder}/{}", name.to_string_lossy());
            if !files.contains_key(&path) {
                if !arguments.check {
                    std::fs::remove_file(arguments.root.join(&path))?;
                }
                stale.push(path);
            }
        }
    }
    println!("{} files, {} calls", files.len(), model.calls().count());
    Ok(if arguments.check { stale } else { Vec::new() })
}
