//! Helpers that the cross-crate suites share.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a suite fails by panicking"
)]

pub mod bank;
pub mod corpus;
pub mod facts;
pub mod fuzz;
pub mod http;
pub mod make;
pub mod phone;
pub mod vectors;
