//! The desktop harness: both halves of Yufu without a phone.

fn main() {}
