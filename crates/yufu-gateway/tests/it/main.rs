//! The gateway over real HTTP.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod limits;
mod phone;
mod routes;
mod server;
mod shutdown;
mod verify;
