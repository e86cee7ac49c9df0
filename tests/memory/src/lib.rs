//! The memory attack: an attacker who dumps the process of a typed PIN (X 5.5.1.1a).
//!
//! [`process`] drives a victim, [`dump`] copies its memory from outside, and three searches look
//! through the copy: [`forms`] for the PIN as text, codes or touched cells, [`keys`] for bytes that
//! open an earlier keystroke when they are tried as a key, [`recorded`] for the secret values that
//! a build with `--cfg yufu_trace` reports.
//!
//! The attacker alone knows the PIN. The victim shows the labels of its cells and is told the
//! number of the cell to touch, so that whatever the victim holds of the PIN, Yufu left there.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a suite fails by panicking"
)]

pub mod dump;
pub mod forms;
pub mod keys;
pub mod process;
pub mod recorded;
pub mod scene;
pub mod sm4;

/// Something that must not be in a dump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub what: String,
    /// Where: the mapping and the offset in it.
    pub place: String,
}

impl Finding {
    /// A finding at `offset` of a region.
    #[must_use]
    pub fn at(region: &dump::Region, offset: usize, what: String) -> Self {
        Self { what, place: format!("{} + {offset:#x}", region.name) }
    }
}
