//! Builds for phones: Debian's compiler, whose standard library comes as source, because rustup has
//! none for these targets here. The primitives get the smaller table.

use std::path::PathBuf;
use std::process::Command;

use crate::shell;

/// Where such builds go. Debian's compiler and rustup's must not share a folder.
pub fn target() -> PathBuf {
    shell::target().join("phone")
}

/// Where what is shipped goes.
pub fn artefacts() -> PathBuf {
    shell::target().join("artefacts")
}

/// `cargo rustc` of one package for one target, its standard library included, as it ships.
///
/// `flags` are the compiler's. A change of them builds everything anew, so they are the same for all
/// targets but for the linker's.
pub fn rustc(package: &str, kind: &str, triple: &str, flags: &[String]) -> Command {
    let mut cargo = cargo("rustc", package, triple, flags);
    cargo.args(["--crate-type", kind]);
    cargo
}

/// `cargo check` of one package for each of these targets, in an environment: nothing is made, and what
/// does not compile is found in a third of the time.
pub fn compiles(package: &str, triples: &[&str], environment: &[(&str, &str)]) -> crate::Outcome {
    let mut failed = 0;
    for triple in triples {
        crate::report::step(&format!("{triple}: checked, not built"));
        let mut cargo = cargo("check", package, triple, &[]);
        if !shell::passes(cargo.envs(environment.iter().copied()))? {
            failed += 1;
        }
    }
    println!("{} passed, {failed} failed", triples.len() - failed);
    Ok(failed == 0)
}

fn cargo(verb: &str, package: &str, triple: &str, flags: &[String]) -> Command {
    let mut cargo = shell::program("/usr/bin/cargo");
    cargo.args([verb, "--locked", "--package", package, "--lib", "--features", "small-table"]);
    cargo.args(["--profile", "mobile", "--target", triple, "-Zbuild-std=std,panic_abort"]);
    // Traces of panics would be in nobody's log, and a quarter of the library.
    cargo.arg("-Zbuild-std-features=panic-unwind,optimize_for_size");
    cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", "/usr/bin/rustc");
    cargo.env("CARGO_TARGET_DIR", target());
    for name in ["RUSTUP_TOOLCHAIN", "RUSTC_WORKSPACE_WRAPPER", "RUSTC_WRAPPER", "RUSTFLAGS"] {
        cargo.env_remove(name);
    }
    let small = SMALL.map(String::from);
    let flags = [small.as_slice(), &without_paths(), flags].concat();
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    cargo
}

/// What makes the library smaller (docs/adr/0018-small-and-unwinding.md).
const SMALL: [&str; 5] = [
    // Nothing that only a developer would read: the places of panics, and what `Debug` writes.
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    // A panic in a destructor ends the process, so that nobody has to be ready for one.
    "-Zpanic-in-drop=abort",
    // Unwinding begins at calls alone, so that tables need not tell of every instruction.
    "-Zuse-sync-unwind=yes",
    // Functions that differ in constants alone become one.
    "-Cllvm-args=-enable-global-merge-func",
];

/// No folder of this machine in what is shipped.
fn without_paths() -> Vec<String> {
    let home = std::env::var("CARGO_HOME").map_or_else(
        |_| PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cargo"),
        PathBuf::from,
    );
    let sysroot = shell::output(Command::new("/usr/bin/rustc").args(["--print", "sysroot"]));
    let library = PathBuf::from(sysroot.unwrap_or_default().trim()).join("lib/rustlib/src/rust");
    // Debian's is a link, and some paths are where it leads.
    let led_to = library.canonicalize().unwrap_or_else(|_| library.clone());
    [
        (shell::root().to_owned(), "yufu"),
        (target(), "build"),
        (home.join("registry/src"), "crates"),
        (library, "rust"),
        (led_to, "rust"),
    ]
    .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
    .into()
}
