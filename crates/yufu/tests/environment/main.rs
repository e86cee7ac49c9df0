//! The environment checks against real attacks on a child process, and against the same child left
//! alone. The child is this test binary with `YUFU_VICTIM` set, running the test `victim`.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails with its test")]

mod attacks;
mod clean;
mod victim;
