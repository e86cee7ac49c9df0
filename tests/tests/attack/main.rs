//! Real attacks on a small victim that links the SDK, and the same victim left alone.
//!
//! Each test names the findings that an attack leads to: no fewer, and none that nobody can explain.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails with its test")]

mod alone;
mod debugger;
mod frida;
mod hook;
mod preload;
mod qemu;
mod root;
mod victim;
