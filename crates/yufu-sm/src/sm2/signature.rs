//! The signature (r, s), as 64 bytes and as DER (GM/T 0009 7.3).

use super::{SIGNATURE_LEN, arithmetic::Scalar};
use crate::{Error, Result, publish};
use alloc::vec::Vec;
use der::{Decode as _, Encode as _, Sequence, asn1::UintRef};

/// A signature whose r and s are in [1, n-1].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Signature([u8; SIGNATURE_LEN]);

impl Signature {
    /// Takes r ‖ s.
    ///
    /// # Errors
    /// [`Error::InvalidSignature`] when r or s is outside [1, n-1].
    pub fn from_bytes(bytes: &[u8; SIGNATURE_LEN]) -> Result<Self> {
        let signature = Self(*bytes);
        let (r, s) = signature.scalars().ok_or(Error::InvalidSignature)?;
        if bool::from(r.is_zero() | s.is_zero()) {
            return Err(Error::InvalidSignature);
        }
        Ok(signature)
    }

    /// Takes r ‖ s from a slice of exactly 64 bytes.
    ///
    /// # Errors
    /// [`Error::InvalidSignature`] for another length, and as [`Self::from_bytes`].
    pub fn from_slice(bytes: &[u8]) -> Result<Self> {
        bytes.try_into().map_err(|_| Error::InvalidSignature).and_then(Self::from_bytes)
    }

    /// r ‖ s.
    pub const fn to_bytes(&self) -> [u8; SIGNATURE_LEN] {
        self.0
    }

    /// Reads SEQUENCE { r INTEGER, s INTEGER } in strict DER.
    ///
    /// # Errors
    /// [`Error::InvalidSignature`] for anything else, and as [`Self::from_bytes`].
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let parts = Parts::from_der(der).map_err(|_| Error::InvalidSignature)?;
        let mut bytes = [0; SIGNATURE_LEN];
        let (r, s) = bytes.split_at_mut(SIGNATURE_LEN / 2);
        for (to, integer) in [(r, parts.r), (s, parts.s)] {
            let start =
                to.len().checked_sub(integer.as_bytes().len()).ok_or(Error::InvalidSignature)?;
            to.iter_mut().skip(start).zip(integer.as_bytes()).for_each(|(to, from)| *to = *from);
        }
        Self::from_bytes(&bytes)
    }

    /// SEQUENCE { r INTEGER, s INTEGER } in DER: 8 to 72 bytes.
    pub fn to_der(&self) -> Vec<u8> {
        let (r, s) = self.0.split_at(SIGNATURE_LEN / 2);
        let encode = || Parts { r: UintRef::new(r)?, s: UintRef::new(s)? }.to_der();
        // Two integers of 32 bytes always encode.
        encode().unwrap_or_default()
    }

    pub(super) fn from_scalars(r: &Scalar, s: &Scalar) -> Result<Self> {
        let mut bytes = [0; SIGNATURE_LEN];
        let (r_bytes, s_bytes) = bytes.split_at_mut(SIGNATURE_LEN / 2);
        r_bytes.copy_from_slice(r.to_bytes().as_slice());
        s_bytes.copy_from_slice(s.to_bytes().as_slice());
        // PUBLISHED: the signature.
        Self::from_bytes(&publish(bytes))
    }

    /// r and s, or none when one of them is not below n.
    pub(super) fn scalars(&self) -> Option<(Scalar, Scalar)> {
        Some((
            Scalar::from_bytes(self.0.first_chunk()?)?,
            Scalar::from_bytes(self.0.last_chunk()?)?,
        ))
    }
}

#[derive(Sequence)]
struct Parts<'a> {
    r: UintRef<'a>,
    s: UintRef<'a>,
}
