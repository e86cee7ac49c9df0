//! The signer's distinguishing ID and the hash that binds it to a key (GB/T 32918.2 5.5).

use super::{arithmetic::PARAMETERS, public::PublicPoint};
use crate::{Error, Result, sm3};
use alloc::vec::Vec;

/// Who signs: a byte string that both sides agree on beforehand.
///
/// A verifier takes it from its own record of the key, never from the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignerId<'a>(&'a [u8]);

impl SignerId<'static> {
    /// `1234567812345678`, the ID where no other was agreed (GM/T 0009 10).
    pub const DEFAULT: Self = Self(b"1234567812345678");
}

impl<'a> SignerId<'a> {
    /// Bytes of the longest ID: its length in bits has to fit 16 bits.
    pub const MAX_LEN: usize = 8191;

    /// An ID of 0 to 8191 bytes.
    ///
    /// # Errors
    /// [`Error::InvalidId`] when it is longer.
    pub const fn new(id: &'a [u8]) -> Result<Self> {
        if id.len() > Self::MAX_LEN { Err(Error::InvalidId) } else { Ok(Self(id)) }
    }

    /// The ID's bytes.
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.0
    }

    /// Z = SM3(ENTL ‖ ID ‖ a ‖ b ‖ x_G ‖ y_G ‖ x ‖ y).
    pub(super) fn z(&self, key: &PublicPoint) -> [u8; 32] {
        sm3::hash_parts(&[&self.entl(), self.0, PARAMETERS.as_flattened(), key.coordinates()])
    }

    /// What Z is the hash of, in one piece.
    pub(super) fn z_message(&self, key: &PublicPoint) -> Vec<u8> {
        [&self.entl()[..], self.0, PARAMETERS.as_flattened(), key.coordinates()].concat()
    }

    /// The ID's length in bits, which fits, since it has at most 8191 bytes.
    fn entl(&self) -> [u8; 2] {
        u16::try_from(self.0.len() * 8).unwrap_or(u16::MAX).to_be_bytes()
    }
}
