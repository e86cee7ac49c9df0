//! Yufu's primitives as a worker of `cargo xtask bench --peers`: no peer has the two halves.
//!
//! In a build with `--cfg yufu_ct` an argument holds it back to `portable`, `narrow` or `wide` kernels.

use std::io;

use yufu_bench::{Case, Group, cases, worker};

fn main() -> io::Result<()> {
    #[cfg(yufu_ct)]
    hold_back()?;
    let cases = Case::all();
    let primitives = cases.iter().filter(|case| case.group != Group::Halves);
    let ids: Vec<_> = primitives.map(|case| case.id.as_str()).collect();
    let version = concat!("Yufu ", env!("CARGO_PKG_VERSION"));
    worker::serve(version, &ids, cases::subject, io::stdin().lock(), io::stdout().lock())
}

#[cfg(yufu_ct)]
fn hold_back() -> io::Result<()> {
    use yufu_sm::ct::{Kernels, limit};

    let kernels = match std::env::args().nth(1).as_deref() {
        Some("portable") => Kernels::Portable,
        Some("narrow") => Kernels::Narrow,
        Some("wide") => Kernels::Wide,
        _ => return Err(io::Error::other("name the kernels: portable, narrow or wide")),
    };
    limit(kernels);
    Ok(())
}
