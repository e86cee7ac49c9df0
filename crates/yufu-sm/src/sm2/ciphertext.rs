//! The three forms of an SM2 ciphertext.

use super::{POINT_LEN, public};
use crate::{Error, Result};
use alloc::vec::Vec;
use der::{
    Decode as _, Encode as _, Sequence,
    asn1::{OctetStringRef, UintRef},
};

/// How a ciphertext is laid out. The format is agreed beforehand; it is never guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CiphertextFormat {
    /// SEQUENCE { x INTEGER, y INTEGER, C3 OCTET STRING, C2 OCTET STRING } (GM/T 0009 7.2).
    Der,
    /// 04 ‖ x ‖ y ‖ C3 ‖ C2, the order of GB/T 32918.4.
    C1C3C2,
    /// 04 ‖ x ‖ y ‖ C2 ‖ C3, the order of the 2010 edition, for old peers.
    C1C2C3,
}

/// The parts of a ciphertext: the ephemeral point, the hash, and the masked plaintext.
pub(super) struct Parts<'a> {
    pub(super) x: [u8; 32],
    pub(super) y: [u8; 32],
    pub(super) c3: [u8; 32],
    pub(super) c2: &'a [u8],
}

impl<'a> Parts<'a> {
    /// Takes a ciphertext apart. C2 is not empty in the result.
    pub(super) fn parse(bytes: &'a [u8], format: CiphertextFormat) -> Result<Self> {
        let parts = match format {
            CiphertextFormat::Der => Self::parse_der(bytes),
            CiphertextFormat::C1C3C2 => Self::parse_raw(bytes, |rest| {
                let (c3, c2) = rest.split_first_chunk()?;
                Some((*c3, c2))
            }),
            CiphertextFormat::C1C2C3 => Self::parse_raw(bytes, |rest| {
                let (c2, c3) = rest.split_last_chunk()?;
                Some((*c3, c2))
            }),
        };
        parts.filter(|parts| !parts.c2.is_empty()).ok_or(Error::InvalidCiphertext)
    }

    fn parse_raw(
        bytes: &'a [u8],
        split: impl FnOnce(&'a [u8]) -> Option<([u8; 32], &'a [u8])>,
    ) -> Option<Self> {
        let (c1, rest) = bytes.split_first_chunk::<POINT_LEN>()?;
        let (x, y) = public::split(c1)?;
        let (c3, c2) = split(rest)?;
        Some(Self { x: *x, y: *y, c3, c2 })
    }

    fn parse_der(bytes: &'a [u8]) -> Option<Self> {
        let der = DerParts::from_der(bytes).ok()?;
        Some(Self {
            x: left_padded(der.x.as_bytes())?,
            y: left_padded(der.y.as_bytes())?,
            c3: der.hash.as_bytes().try_into().ok()?,
            c2: der.cipher.as_bytes(),
        })
    }

    pub(super) fn encode(&self, format: CiphertextFormat) -> Result<Vec<u8>> {
        let c1 = public::join(&self.x, &self.y);
        match format {
            CiphertextFormat::Der => self.encode_der().map_err(|_| Error::InvalidLength),
            CiphertextFormat::C1C3C2 => Ok([c1.as_slice(), &self.c3, self.c2].concat()),
            CiphertextFormat::C1C2C3 => Ok([c1.as_slice(), self.c2, &self.c3].concat()),
        }
    }

    fn encode_der(&self) -> der::Result<Vec<u8>> {
        DerParts {
            x: UintRef::new(&self.x)?,
            y: UintRef::new(&self.y)?,
            hash: OctetStringRef::new(&self.c3)?,
            cipher: OctetStringRef::new(self.c2)?,
        }
        .to_der()
    }
}

#[derive(Sequence)]
struct DerParts<'a> {
    x: UintRef<'a>,
    y: UintRef<'a>,
    hash: &'a OctetStringRef,
    cipher: &'a OctetStringRef,
}

/// 32 big-endian bytes of an integer that has no more.
fn left_padded(integer: &[u8]) -> Option<[u8; 32]> {
    let mut out = [0; 32];
    let start = out.len().checked_sub(integer.len())?;
    out.iter_mut().skip(start).zip(integer).for_each(|(to, from)| *to = *from);
    Some(out)
}
