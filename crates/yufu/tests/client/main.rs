//! The client against a scripted bank made of yufu-protocol: what it believes and what it refuses.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod bank;
mod enrolment;
mod lifetime;
mod responses;
mod transfer;
mod trust;
