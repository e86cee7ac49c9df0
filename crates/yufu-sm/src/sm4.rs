//! SM4 (GB/T 32907): a block cipher of 128-bit keys and blocks, in its modes.
//!
//! Take [`gcm`] unless a peer asks for another: it encrypts and authenticates. [`ccm`] does the
//! same for peers that need it. [`ctr`] and [`cbc`] encrypt only; whoever can change the
//! ciphertext changes the plaintext. [`cmac`] authenticates only. The bare block and ECB are in
//! [`crate::hazmat`].

mod aead_traits;
mod bitsliced;
pub mod cbc;
pub mod ccm;
pub(crate) mod cipher;
pub mod cmac;
#[allow(clippy::indexing_slicing, reason = "runs in the compiler, which refuses what is outside")]
mod constants;
pub mod ctr;
pub mod gcm;
mod ghash;
#[allow(unsafe_code, reason = "vector instructions and their operands")]
#[allow(clippy::indexing_slicing, reason = "arrays of fixed sizes, in loops of fixed counts")]
#[cfg_attr(
    not(any(target_arch = "x86_64", target_arch = "aarch64")),
    allow(dead_code, unused_macros, unused_imports, unused_variables, reason = "no kernel here")
)]
mod kernel;
#[cfg(test)]
mod tests;

use crate::{Error, Result};
use core::fmt;
use rand_core::TryCryptoRng;
use subtle::{Choice, ConstantTimeEq};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Bytes in a key.
pub const KEY_LEN: usize = 16;
/// Bytes in a block.
pub const BLOCK_LEN: usize = 16;
/// Bytes in a nonce of GCM and CCM.
pub const NONCE_LEN: usize = 12;
/// Bytes in an authentication tag.
pub const TAG_LEN: usize = 16;

/// One block.
pub(crate) type Block = [u8; BLOCK_LEN];

/// An SM4 key; wiped on drop, compared in constant time, never printed.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; KEY_LEN]);

impl Key {
    /// A fresh random key.
    ///
    /// # Errors
    /// [`Error::EntropyFailed`] when `rng` fails.
    pub fn generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self> {
        let mut key = Self([0; KEY_LEN]);
        rng.try_fill_bytes(&mut key.0).map_err(|_| Error::EntropyFailed)?;
        Ok(key)
    }

    /// A key from its 16 bytes, which the caller wipes.
    pub const fn from_bytes(bytes: &[u8; KEY_LEN]) -> Self {
        Self(*bytes)
    }

    /// A key from a slice.
    ///
    /// # Errors
    /// [`Error::InvalidLength`] unless there are exactly 16 bytes.
    pub fn from_slice(bytes: &[u8]) -> Result<Self> {
        bytes.try_into().map(Self).map_err(|_| Error::InvalidLength)
    }

    /// The key's bytes, to wrap them under another key.
    pub const fn as_bytes(&self) -> &[u8; KEY_LEN] {
        &self.0
    }
}

impl From<[u8; KEY_LEN]> for Key {
    fn from(bytes: [u8; KEY_LEN]) -> Self {
        Self(bytes)
    }
}

impl ConstantTimeEq for Key {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key { .. }")
    }
}

/// A 96-bit nonce of GCM or CCM. One key and one nonce may seal one message only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Nonce([u8; NONCE_LEN]);

impl Nonce {
    /// A random nonce. No key may see more than 2^32 of them.
    ///
    /// # Errors
    /// [`Error::EntropyFailed`] when `rng` fails.
    pub fn generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self> {
        let mut bytes = [0; NONCE_LEN];
        rng.try_fill_bytes(&mut bytes).map_err(|_| Error::EntropyFailed)?;
        Ok(Self(bytes))
    }

    /// A nonce from its 12 bytes: a counter, or what a peer sent.
    pub const fn from_bytes(bytes: [u8; NONCE_LEN]) -> Self {
        Self(bytes)
    }

    /// The nonce's bytes.
    pub const fn as_bytes(&self) -> &[u8; NONCE_LEN] {
        &self.0
    }
}

impl From<[u8; NONCE_LEN]> for Nonce {
    fn from(bytes: [u8; NONCE_LEN]) -> Self {
        Self(bytes)
    }
}

impl From<&[u8; NONCE_LEN]> for Nonce {
    fn from(bytes: &[u8; NONCE_LEN]) -> Self {
        Self(*bytes)
    }
}

/// The name of the kernel that keys are expanded for now.
#[cfg(yufu_ct)]
pub(crate) fn kernel_name() -> &'static str {
    cipher::Backend::detect().name()
}
