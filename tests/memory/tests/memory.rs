//! The memory attack and its positive controls. `cargo xtask test memory` runs it on a release
//! build, once as it ships and once with `--cfg yufu_trace`, which adds the recorded secrets.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a suite fails by panicking and says what it ran"
)]

mod memory {
    mod attack;
    mod controls;
}
