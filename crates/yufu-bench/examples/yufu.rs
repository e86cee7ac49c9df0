//! Yufu's primitives as a worker of `cargo xtask bench --peers`: no peer has the two halves.

use std::io;

use yufu_bench::{Case, Group, cases, worker};

fn main() -> io::Result<()> {
    let cases = Case::all();
    let primitives = cases.iter().filter(|case| case.group != Group::Halves);
    let ids: Vec<_> = primitives.map(|case| case.id.as_str()).collect();
    let version = concat!("Yufu ", env!("CARGO_PKG_VERSION"));
    worker::serve(version, &ids, cases::subject, io::stdin().lock(), io::stdout().lock())
}
