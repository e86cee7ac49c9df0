//! Writes the fuzz targets' seeds below a folder, and prints each target with its dictionary.
#![allow(clippy::print_stdout, reason = "a command-line tool talks")]

use std::path::PathBuf;

use yufu_tests::fuzz::{TARGETS, seeds};

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| "seeds".into()));
    for target in TARGETS {
        let own = folder.join(target.name);
        std::fs::create_dir_all(&own)?;
        let seeds = seeds::of(target.name).into_iter().chain(seeds::mended(target.name));
        for (number, seed) in seeds.enumerate() {
            std::fs::write(own.join(format!("seed-{number:03}")), seed)?;
        }
        println!("{} {}", target.name, target.dictionary.unwrap_or("-"));
    }
    Ok(())
}
