//! `android`: the library that Kotlin calls, for Android's processors.

pub mod aar;
mod abi;
pub mod facts;
pub mod linker;
pub mod maven;
pub mod package;
mod toolchain;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use abi::Abi;

use crate::artefacts::sbom;
use crate::{Outcome, cross, report, shell};

/// The library's file name.
pub const LIBRARY: &str = "libyufu_jni.so";

/// What becomes of the libraries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// They are compiled, and nothing is made.
    Checked,
    /// They are made.
    Built,
    /// They are made and packed.
    Packed,
}

/// Does that with the ABIs of these names, or the usual ones.
pub fn run(abis: &[String], until: Until) -> Outcome {
    let abis = abi::named(abis)?;
    if until == Until::Checked {
        let triples: Vec<_> = abis.iter().map(|abi| abi.triple).collect();
        return cross::compiles("yufu-jni", &triples, &[]);
    }
    for abi in abis {
        let started = std::time::Instant::now();
        report::step(&format!("{} ({})", abi.name, abi.triple));
        let library = build(abi)?;
        let size = fs::metadata(&library).map_err(|error| error.to_string())?.len();
        let minutes = report::minutes(started.elapsed());
        report::verdict(true, &format!("{} KB in {minutes} minutes", size.div_ceil(1000)));
        println!("{}", library.display());
    }
    if until == Until::Built { Ok(true) } else { package::run(None) }
}

/// The ABIs that an AAR has at least.
pub fn usual() -> Vec<&'static str> {
    abi::ABIS.iter().filter(|abi| abi.usual).map(|abi| abi.name).collect()
}

/// Where an ABI's library with its symbols lies.
pub fn symbols() -> PathBuf {
    cross::artefacts().join("android/symbols")
}

/// Where an ABI's stripped library lies.
pub fn jni() -> PathBuf {
    cross::artefacts().join("android/jni")
}

/// What makes it smaller, beside what every library for phones has.
const SMALL: [&str; 2] = [
    // Code that occurs several times becomes a function only where that saves more than the bytes that
    // the two tables of unwinding have for each function.
    "-Cllvm-args=-outliner-benefit-threshold=36",
    // Functions of 64-bit Arm that save the same registers share the code that does. A static library,
    // as iOS has, would export it.
    "-Cllvm-args=-homogeneous-prolog-epilog",
];

fn build(abi: &Abi) -> Result<PathBuf, String> {
    let toolchain = toolchain::prepare(abi)?;
    let flags = [toolchain.flags, SMALL.map(String::from).into()].concat();
    let mut cargo = cross::rustc("yufu-jni", "cdylib", abi.triple, &flags);
    let variable = abi.triple.to_uppercase().replace('-', "_");
    cargo.env(format!("CARGO_TARGET_{variable}_LINKER"), &toolchain.linker);
    if !shell::passes(&mut cargo)? {
        return Err(format!("{} was not built", abi.name));
    }
    let whole = cross::target().join(abi.triple).join("mobile").join(LIBRARY);
    let folders = [jni(), symbols()].map(|to| to.join(abi.name));
    for folder in &folders {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let [stripped, symbols] = folders.map(|folder| folder.join(LIBRARY));
    fs::copy(&whole, symbols).map_err(|error| format!("{}: {error}", whole.display()))?;
    match &toolchain.objcopy {
        Some(program) => {
            let mut objcopy = Command::new(program);
            if !shell::passes(objcopy.arg("--strip-all").arg(&whole).arg(&stripped))? {
                return Err("the symbols could not be removed".into());
            }
        }
        None => {
            let linked = linker::stripped(&whole.with_file_name("deps").join(LIBRARY));
            fs::copy(&linked, &stripped).map_err(|e| format!("{}: {e}", linked.display()))?;
        }
    }
    sbom::write("yufu-jni", &[abi.triple], &stripped.with_extension("cdx.json"))?;
    Ok(stripped)
}
