//! How fast Yufu is: what is timed, and the one loop that times it.
//!
//! Times on a shared machine are noise. So every round times each runner once, for a fraction of a
//! millisecond: what disturbs the machine disturbs all of them, and the ratio of two of them holds.
//! The best round stands for the speed, because noise only adds; the median round for what a user
//! meets.
//!
//! | to | take |
//! |---|---|
//! | know what is timed | [`Case::all`] |
//! | time work in this process | [`Subject`], [`Race`] |
//! | time a peer in a process of its own, in the same rounds | [`Worker`] |
//! | be such a process | [`worker::serve`] |
//! | get Yufu's own work | [`cases::subject`] (features `primitives`, `halves`) |
//!
//! `yufu bench` and `cargo xtask bench` are the two programs over it.

#![forbid(unsafe_code)]

mod case;
#[cfg(feature = "primitives")]
pub mod cases;
pub mod machine;
mod race;
pub mod show;
mod subject;
pub mod worker;

pub use case::{Case, Group, Like};
pub use race::{Pace, Race, Timed, Timing};
pub use subject::Subject;
pub use worker::Worker;
