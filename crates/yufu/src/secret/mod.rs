//! Memory for secrets: locked, kept out of dumps, wiped when freed (X 5.5.1.1a, X 5.5.6.1).
//!
//! [`SecretBox`] and [`SecretBytes`] hold their bytes in a small pool of pages that never reach
//! swap. On Linux outside Android the pool is a `memfd_secret` area, which the kernel hides from
//! every other process, root included; where the kernel refuses it, and on every other system, it
//! is made of locked pages between guard pages, out of core dumps and wiped in a forked child.
//! Nothing here fails: what the system does not grant is listed by [`warnings`], and on it goes.
//!
//! What it does not promise: code inside this process can read the pool, and the caller's own
//! copies (a register, a stack frame) are the caller's to wipe. A child made by `fork` without
//! `exec` must not touch a secret of its parent: with `memfd_secret` the area is absent there.
//!
//! ```
//! use yufu::secret::SecretBox;
//!
//! let mut key = SecretBox::<32>::zeroed();
//! key.expose_mut().fill(7);
//! assert_eq!(key.expose(), &[7; 32]);
//! assert_eq!(format!("{key:?}"), "SecretBox(..)");
//! ```
#![allow(unsafe_code, reason = "page protection and placement are system calls on raw addresses")]

mod pages;
mod pool;
mod warning;

use core::fmt;
use core::marker::PhantomData;
use std::sync::OnceLock;

use rand_core::TryCryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

pub use pages::Backing;
pub use warning::LockWarning;

use pool::{ALIGNMENT, Pool, Slot};

static POOL: OnceLock<Pool> = OnceLock::new();

/// The pool was in use already, with another backing than the one asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("secret memory is already in use with another backing")]
pub struct AlreadyInUse;

/// Chooses the memory behind every secret of this process; call it before the first secret is made.
///
/// Without it the pool asks for [`Backing::KernelSecret`] where that exists. Choose
/// [`Backing::LockedPages`] where `memfd_secret` is in the way (it blocks hibernation), or to test
/// what such a system would do.
///
/// # Errors
/// [`AlreadyInUse`] if the pool exists with another backing.
pub fn configure(wanted: Backing) -> Result<(), AlreadyInUse> {
    let pool = POOL.get_or_init(|| Pool::new(wanted));
    if pool.wanted() == wanted { Ok(()) } else { Err(AlreadyInUse) }
}

/// The memory that secrets are in, `None` if the system gave no pages at all.
pub fn backing() -> Option<Backing> {
    pool().backing()
}

/// What the system did not grant so far, each kind once. Empty is the good case.
pub fn warnings() -> Vec<LockWarning> {
    pool().warnings()
}

fn pool() -> &'static Pool {
    POOL.get_or_init(|| Pool::new(Backing::strongest()))
}

/// One value in secret memory.
///
/// `T` keeps its secret inline: what it owns on the heap is dropped but is outside this memory.
/// The value is moved in once, so make it before it holds the secret.
pub(crate) struct Secret<T> {
    slot: Slot,
    owns: PhantomData<T>,
}

impl<T> Secret<T> {
    /// Moves `value` into secret memory.
    pub(crate) fn new(value: T) -> Self {
        Self::new_in(pool(), value)
    }

    fn new_in(pool: &'static Pool, value: T) -> Self {
        const { assert!(align_of::<T>() <= ALIGNMENT) }
        let slot = pool.take(size_of::<T>());
        // SAFETY: the slot is ours alone, at least size_of::<T>() bytes long and aligned to
        // ALIGNMENT, which is enough for T.
        unsafe { slot.start().cast::<T>().write(value) };
        Self { slot, owns: PhantomData }
    }

    pub(crate) fn expose(&self) -> &T {
        // SAFETY: `new` wrote a T here and only `drop` takes it away; `&self` forbids writers.
        unsafe { self.slot.start().cast::<T>().as_ref() }
    }

    pub(crate) fn expose_mut(&mut self) -> &mut T {
        // SAFETY: as in `expose`; `&mut self` makes this the only reference.
        unsafe { self.slot.start().cast::<T>().as_mut() }
    }
}

impl<T> Drop for Secret<T> {
    fn drop(&mut self) {
        if self.slot.is_reachable() {
            // SAFETY: the T of `new` is still here, and nothing reads it afterwards; the slot wipes
            // the bytes when it is dropped, right after this.
            unsafe { self.slot.start().cast::<T>().drop_in_place() };
        }
    }
}

// SAFETY: a Secret<T> owns its T as a Box<T> does, so it moves between threads where T may.
unsafe impl<T: Send> Send for Secret<T> {}
// SAFETY: `&Secret<T>` gives `&T` and nothing more.
unsafe impl<T: Sync> Sync for Secret<T> {}

/// `N` secret bytes. Wiped on drop, never printed, not cloned.
pub struct SecretBox<const N: usize>(Secret<[u8; N]>);

impl<const N: usize> SecretBox<N> {
    /// A box of zeros, to be filled in place.
    #[must_use]
    pub fn zeroed() -> Self {
        Self(Secret::new([0; N]))
    }

    /// Moves the bytes in and wipes `source`.
    #[must_use]
    pub fn take(source: &mut [u8; N]) -> Self {
        let mut boxed = Self::zeroed();
        boxed.expose_mut().copy_from_slice(source);
        source.zeroize();
        boxed
    }

    /// Fresh random bytes, drawn straight into secret memory.
    ///
    /// # Errors
    /// Those of `rng`.
    pub fn random<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        let mut boxed = Self::zeroed();
        rng.try_fill_bytes(boxed.expose_mut())?;
        Ok(boxed)
    }

    /// The bytes. Whoever copies them wipes the copy.
    #[must_use]
    pub fn expose(&self) -> &[u8; N] {
        self.0.expose()
    }

    /// The bytes, to be written in place.
    pub fn expose_mut(&mut self) -> &mut [u8; N] {
        self.0.expose_mut()
    }

    /// Overwrites the bytes with zeros now.
    pub fn wipe(&mut self) {
        self.expose_mut().zeroize();
    }
}

impl<const N: usize> ConstantTimeEq for SecretBox<N> {
    fn ct_eq(&self, other: &Self) -> subtle::Choice {
        self.expose().ct_eq(other.expose())
    }
}

impl<const N: usize> fmt::Debug for SecretBox<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBox(..)")
    }
}

/// Secret bytes of a length known at run time. Wiped on drop, never printed, not cloned.
pub struct SecretBytes {
    slot: Slot,
    len: usize,
}

impl SecretBytes {
    /// `len` zeros, to be filled in place.
    #[must_use]
    pub fn zeroed(len: usize) -> Self {
        Self { slot: pool().take(len), len }
    }

    /// Moves the bytes in and wipes `source`.
    #[must_use]
    pub fn take(source: &mut [u8]) -> Self {
        let mut bytes = Self::zeroed(source.len());
        bytes.expose_mut().copy_from_slice(source);
        source.zeroize();
        bytes
    }

    /// The bytes. Whoever copies them wipes the copy.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        // SAFETY: the slot is at least `len` bytes, initialised by the pool; `&self` forbids writers.
        unsafe { core::slice::from_raw_parts(self.slot.start().as_ptr(), self.len) }
    }

    /// The bytes, to be written in place.
    pub fn expose_mut(&mut self) -> &mut [u8] {
        // SAFETY: as in `expose`; `&mut self` makes this the only reference.
        unsafe { core::slice::from_raw_parts_mut(self.slot.start().as_ptr(), self.len) }
    }
}

impl ConstantTimeEq for SecretBytes {
    fn ct_eq(&self, other: &Self) -> subtle::Choice {
        self.expose().ct_eq(other.expose())
    }
}

impl fmt::Debug for SecretBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretBytes(..)")
    }
}

#[cfg(test)]
mod tests;
