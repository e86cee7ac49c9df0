//! Helpers that the cross-crate suites share.
