//! A reference HTTP service over the Yufu verifier.
//!
//! It serves the routes of docs/formats/api.md with a sample bank behind them, and
//! `POST /v1/verify` for backends in other languages. A bank reads it to see in which order the
//! verifier's calls belong; it runs it beside a service of its own, or links the verifier instead.
//!
//! | module | what it holds |
//! |---|---|
//! | [`Config`], [`Gateway`] | where it listens, its keys, how it starts and ends |
//! | [`bank`] | a sample ledger with made-up customers |
//!
//! TLS ends before it: the service speaks plain HTTP and belongs behind the bank's own terminator.
//! `POST /v1/verify` answers whoever reaches it, and is for the backends' network alone.

#![forbid(unsafe_code)]

mod app;
pub mod bank;
mod config;
mod exchange;

mod gateway;
mod routes;
mod sandbox;
mod server;

pub use config::Config;
pub use gateway::{Background, Gateway, StartError};
pub use server::ConnectionLimits;
