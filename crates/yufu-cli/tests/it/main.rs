//! The binary `yufu`, as people and scripts run it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod bench;
mod cms;
mod crypto;
mod demo;
mod environment;
mod explain;
mod help;
mod pack;
mod request;
mod run;
mod serve;
mod values;
