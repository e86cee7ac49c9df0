//! The project's own chores, one word each: `cargo xtask VERB`.
//!
//! Each verb exits 0 only if what it does held, and prints what it measured last.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool talks")]
#![forbid(unsafe_code)]

mod android;
mod android_demo;
mod archive;
mod artefacts;
mod bench;
mod check;
mod chroot;
mod cross;
mod ct;
mod fuzz;
mod generate;
mod ios;
mod layers;
mod report;
mod secrets;
mod setup;
mod shell;
mod suites;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own chores.
#[derive(Parser)]
#[command(name = "cargo xtask", version, about)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Says what this machine lacks, or installs it
    Setup {
        /// Install what is missing, from Debian, PyPI and rustup
        #[arg(long)]
        install: bool,
        /// One JSON object on standard output
        #[arg(long)]
        json: bool,
    },
    /// Format, lints, docs, generated files, layers, secrets
    Check {
        /// One JSON object on standard output
        #[arg(long)]
        json: bool,
    },
    /// Every suite that this machine can run, then what was skipped and why
    Test {
        /// A skipped suite or test is a failure
        #[arg(long)]
        require_all: bool,
        /// Run only the suites whose name contains this text
        #[arg(value_name = "NAME")]
        only: Option<String>,
        /// One JSON object on standard output
        #[arg(long)]
        json: bool,
    },
    /// Speeds, beside the peers too, and instruction counts
    Bench(bench::Order),
    /// Constant time: under valgrind, in machine code, and what is published; with controls
    Ct {
        /// Only this part
        part: Option<ct::Part>,
        /// One JSON object on standard output
        #[arg(long)]
        json: bool,
    },
    /// The libraries for Android, stripped, with their symbols apart
    Android {
        /// ABIs to build: arm64-v8a, armeabi-v7a, x86_64, x86; all but the last unless named
        #[arg(value_name = "ABI")]
        abis: Vec<String>,
        /// Pack nothing
        #[arg(long)]
        libraries: bool,
        /// Make nothing: say whether they compile
        #[arg(long, conflicts_with = "libraries")]
        check: bool,
    },
    /// The AAR and its Maven repository, of the libraries that `android` built
    Aar {
        /// The AAR and nothing else, there
        #[arg(long, value_name = "FILE")]
        alone: Option<std::path::PathBuf>,
    },
    /// The library for iOS: an XCFramework, and the Swift package around it
    Ios {
        /// Make nothing: say whether it compiles
        #[arg(long)]
        check: bool,
        /// Where the package takes its archive from; beside itself unless said
        #[arg(long, conflicts_with = "check")]
        url: Option<String>,
        /// Targets: aarch64-apple-ios, aarch64-apple-ios-sim, x86_64-apple-ios; all unless named
        #[arg(value_name = "TARGET")]
        targets: Vec<String>,
    },
    /// The demo app as a signed APK with the libraries of `android`, checked
    AndroidDemo {
        #[command(flatten)]
        bank: android_demo::Bank,
    },
    /// Everything that is shipped: libraries, AAR, Maven repository, XCFramework, Swift package, demo app
    Artefacts,
    /// Opens what `artefacts` made, and checks it
    VerifyArtefacts(artefacts::Order),
    /// Links for Android in the place of the NDK's compiler
    #[command(hide = true)]
    Link {
        #[arg(long)]
        target: String,
        #[arg(long)]
        zig: std::path::PathBuf,
        #[arg(long)]
        stubs: std::path::PathBuf,
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Every fuzz target, from seeds that the tests' vectors made
    Fuzz {
        /// Seconds for all targets together, beside the build
        #[arg(long, default_value_t = 240)]
        seconds: u64,
        /// Run only the targets whose name contains this text
        #[arg(value_name = "NAME")]
        only: Option<String>,
        /// One JSON object on standard output
        #[arg(long)]
        json: bool,
    },
    /// Writes the Kotlin API, the JNI shims and the surface files
    Generate {
        /// Write nothing; fail if a file is not current
        #[arg(long)]
        check: bool,
    },
    /// Real attacks on a small victim that links the SDK
    Attack,
    /// Judges every capture of tests/corpus and writes the matrix, docs/corpus.md
    Corpus {
        /// Write nothing; fail if the page is not current
        #[arg(long)]
        check: bool,
    },
    /// Makes the rule packs that are compiled in, crates/yufu/packs/*.json, of their TOML
    Packs {
        /// Write nothing; fail if a pack is not current
        #[arg(long)]
        check: bool,
    },
    /// Writes the shared vector files, yufu.json and sdk.json in tests/vectors
    Vectors {
        /// Write nothing; fail if yufu.json is not current. A suite plays sdk.json
        #[arg(long)]
        check: bool,
    },
}

/// A verb's outcome: whether what it does held, or why it could not be found out.
type Outcome = Result<bool, String>;

fn main() -> ExitCode {
    let outcome = match Arguments::parse().verb {
        Verb::Setup { install, json } => setup::run(install, json),
        Verb::Bench(order) => bench::run(&order),
        Verb::Check { json } => check::run(json),
        Verb::Ct { part, json } => ct::run(part, json),
        Verb::Fuzz { seconds, only, json } => fuzz::run(seconds, only.as_deref(), json),
        Verb::Generate { check } => generate::run(check),
        Verb::Test { require_all, only, json } => test::run(require_all, only.as_deref(), json),
        Verb::Android { abis, libraries, check } => {
            let until = match (check, libraries) {
                (true, _) => android::Until::Checked,
                (false, true) => android::Until::Built,
                (false, false) => android::Until::Packed,
            };
            android::run(&abis, until)
        }
        Verb::Aar { alone } => android::package::run(alone.as_deref()),
        Verb::Ios { check, url, targets } => ios::run(&targets, check, url.as_deref()),
        Verb::AndroidDemo { bank } => android_demo::run(&bank),
        Verb::Artefacts => artefacts::make::run(),
        Verb::VerifyArtefacts(order) => artefacts::run(&order),
        Verb::Link { target, zig, stubs, arguments } => {
            android::linker::run(&target, &zig, &stubs, &arguments)
        }
        Verb::Attack => test::run(true, Some("environment attacks"), false),
        Verb::Corpus { check } => shell::passes(&mut check::corpus(check)),
        Verb::Packs { check } => check::packs(check),
        Verb::Vectors { check } => check::all_vectors(check),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => {
            eprintln!("xtask: {reason}");
            ExitCode::from(2)
        }
    }
}
