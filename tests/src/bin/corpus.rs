//! Judges the corpus and writes docs/corpus.md, or with `--check` compares it.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool talks")]

use std::process::ExitCode;

use yufu_tests::corpus::Corpus;

fn main() -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    match run(check) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("corpus: {why}");
            ExitCode::from(2)
        }
    }
}

fn run(check: bool) -> Result<bool, String> {
    let corpus = Corpus::judge()?;
    let faults = corpus.faults();
    for fault in &faults {
        eprintln!("  {fault}");
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/corpus.md");
    let page = corpus.page();
    let current = std::fs::read_to_string(path).is_ok_and(|written| written == page);
    if check && !current {
        eprintln!("  docs/corpus.md is not current");
    } else if !current {
        std::fs::write(path, page).map_err(|error| format!("{path}: {error}"))?;
    }
    println!("{} captures, {} faults", corpus.count(), faults.len());
    Ok(faults.is_empty() && (current || !check))
}
