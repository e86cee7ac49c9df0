//! `android`: the library that Kotlin calls, for Android's processors.

pub mod aar;
mod abi;
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

/// Builds the ABIs of these names, or the usual ones, and packs what was built, or leaves
/// it at the libraries.
pub fn run(abis: &[String], libraries: bool) -> Outcome {
    for abi in abi::named(abis)? {
        let started = std::time::Instant::now();
        report::step(&format!("{} ({})", abi.name, abi.triple));
        let library = build(abi)?;
        let size = fs::metadata(&library).map_err(|error| error.to_string())?.len();
        let minutes = report::minutes(started.elapsed());
        report::verdict(true, &format!("{} KB in {minutes} minutes", size.div_ceil(1000)));
        println!("{}", library.display());
    }
    if libraries { Ok(true) } else { package::run(None) }
}

/// The ABIs that an AAR has at least.
pub fn usual() -> Vec<&'static str> {
    abi::ABIS.iter().filter(|abi| abi.usual).map(|abi| abi.name).collect()
}

/// Where an ABI's stripped library lies.
pub fn jni() -> PathBuf {
    cross::artefacts().join("android/jni")
}

fn build(abi: &Abi) -> Result<PathBuf, String> {
    let toolchain = toolchain::prepare(abi)?;
    let flags = [toolchain.flags, vec![OUTLINED.into()]].concat();
    let mut cargo = cross::rustc("yufu-jni", "cdylib", abi.triple, &flags);
    let variable = abi.triple.to_uppercase().replace('-', "_");
    cargo.env(format!("CARGO_TARGET_{variable}_LINKER"), &toolchain.linker);
    if !shell::passes(&mut cargo)? {
        return Err(format!("{} was not built", abi.name));
    }
    let whole = cross::target().join(abi.triple).join("mobile").join(LIBRARY);
    let folders = [jni(), cross::artefacts().join("android/symbols")].map(|to| to.join(abi.name));
    for folder in &folders {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let [stripped, symbols] = folders.map(|folder| folder.join(LIBRARY));
    fs::copy(&whole, symbols).map_err(|error| format!("{}: {error}", whole.display()))?;
/// Code that occurs several times becomes a function only where that saves more than the bytes that the
/// two tables of unwinding have for each function.
const OUTLINED: &str = "-Cllvm-args=-outliner-benefit-threshold=36";

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
