//! What an algorithm gives away of its secrets, and why it may.
//!
//! No branch and no address depends on a secret, but on a few outcomes that become known anyway: a
//! draw that is refused, a signature, a public key. Each of them passes through [`publish`], below
//! a line `PUBLISHED:` that gives the reason. `cargo xtask ct` lists them all, and finds whatever
//! else depends on a secret.

/// The value itself, which is public from here on.
///
/// In the builds that valgrind watches it ends the watch on this value; in any other it is nothing.
#[inline(always)]
#[must_use]
pub fn publish<T: Copy>(value: T) -> T {
    #[cfg(yufu_ct)]
    let value = crate::ct::reveal(value);
    value
}
