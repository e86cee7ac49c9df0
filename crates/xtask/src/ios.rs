//! `ios`: the library that Swift calls, for devices and simulators, and the Swift package around it.

mod package;
pub mod target;
pub mod xcframework;

use std::fs;
use std::path::{Path, PathBuf};

pub use package::{ARCHIVE, archive, checksum, checksum_in, write as write_package};
use target::{MINIMUM, Target};

use crate::artefacts::sbom;
use crate::{Outcome, cross, report, shell};

/// The static library's file name.
pub const LIBRARY: &str = "libyufu_ffi.a";

/// The bill of materials beside the XCFramework.
pub const BILL: &str = "YufuFFI.cdx.json";

/// Builds the targets of these names, or all, and packs them. With `check` it compiles them and makes
/// nothing.
pub fn run(names: &[String], check: bool, url: Option<&str>) -> Outcome {
    let targets = target::named(names)?;
    let triples: Vec<_> = targets.iter().map(|target| target.triple).collect();
    if check {
        return cross::compiles("yufu-ffi", &triples, &[("IPHONEOS_DEPLOYMENT_TARGET", MINIMUM)]);
    }
    let mut libraries = Vec::new();
    for target in &targets {
        let started = std::time::Instant::now();
        report::step(target.triple);
        let library = build(target)?;
        let minutes = report::minutes(started.elapsed());
        report::verdict(true, &format!("{} KB in {minutes} minutes", library.len().div_ceil(1000)));
        libraries.push((*target, library));
    }
    let folder = folder();
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| of(&folder, &error))?;
    }
    xcframework::assemble(&folder, &swift(), &libraries)?;
    sbom::write("yufu-ffi", &triples, &folder.join(BILL))?;
    write_package(&folder, &swift(), url)?;
    println!("{}", folder.join("Package.swift").display());
    println!("{} passed, 0 failed", targets.len());
    Ok(true)
}

/// Where what is made for iOS lies.
pub fn folder() -> PathBuf {
    cross::artefacts().join("ios")
}

/// The Swift package in the repository.
pub fn swift() -> PathBuf {
    shell::root().join("bindings/swift")
}

fn build(target: &Target) -> Result<Vec<u8>, String> {
    let mut cargo = cross::rustc("yufu-ffi", "staticlib", target.triple, &[]);
    if !shell::passes(cargo.env("IPHONEOS_DEPLOYMENT_TARGET", MINIMUM))? {
        return Err(format!("{} was not built", target.triple));
    }
    let library = cross::target().join(target.triple).join("mobile").join(LIBRARY);
    fs::read(&library).map_err(|error| of(&library, &error))
}

/// What a file or folder did not let us do.
fn of(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}
