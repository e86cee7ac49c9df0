//! Runs what handles secrets under valgrind, which watches them: `cargo xtask ct`.
//!
//! Prints one JSON object per case: the kernels it ran on, its name, and how many uses of a secret
//! as a condition or as an address valgrind has reported in it. The first cases leak on purpose.
//! Every other case has to end with none, whatever it hands out as published.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a check fails by panicking and prints what it found"
)]

#[cfg(yufu_ct)]
mod primitives;
#[cfg(yufu_ct)]
mod protocol;
#[cfg(yufu_ct)]
mod watch;

#[cfg(not(yufu_ct))]
fn main() {
    println!("this needs a build with --cfg yufu_ct: cargo xtask ct");
    std::process::exit(2);
}

#[cfg(yufu_ct)]
fn main() {
    use yufu_sm::ct::{Kernels, is_watched, limit, sm4_kernel};

    if !is_watched() {
        println!("this runs under valgrind: cargo xtask ct");
        std::process::exit(2);
    }
    // Valgrind 3.19 runs no VAES.
    for (kernels, expected) in
        [(Kernels::Portable, "portable"), (Kernels::Narrow, "ssse3"), (Kernels::Wide, "avx2")]
    {
        limit(kernels);
        assert_eq!(sm4_kernel(), expected, "what the processor under valgrind has");
        let watch = watch::Watch::new(expected);
        watch.control();
        primitives::run(&watch);
        protocol::run(&watch);
    }
}
