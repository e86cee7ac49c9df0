//! The client half of Yufu: the security core that a bank app links.

#![deny(unsafe_code)] // allowed in `secret` and `environment::probe` alone

pub mod error;
pub mod mask;
pub mod rng;
pub mod secret;
pub mod validate;

pub use error::{Error, Result};
