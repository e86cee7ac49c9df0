//! The verifier against honest phones, dishonest ones, and many at once.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod attestation;
mod bank;
mod concurrency;
mod enrolment;
mod error_codes;
mod hostile;
mod money;
mod order_of_checks;
mod phone;
mod sessions;
