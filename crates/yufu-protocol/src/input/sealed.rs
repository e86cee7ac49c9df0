//! The sealed form, as it travels.

use der::asn1::{OctetStringRef, Utf8StringRef};
use der::{Decode, Encode, Sequence};
use rand_core::TryCryptoRng;

use super::{REFUSED, SLOTS, SUITE, VERSION};
use crate::error::{Error, Format, Result};
use crate::id::{KeyId, fill};

const SLOT_LEN: usize = 16;
const TAG_LEN: usize = 32;

/// One encrypted keystroke, edit or filler, 16 bytes; nobody can tell which without the chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot([u8; SLOT_LEN]);

impl Slot {
    /// Wraps the bytes.
    pub const fn from_bytes(bytes: [u8; SLOT_LEN]) -> Self {
        Self(bytes)
    }

    /// What overwrites a deleted keystroke.
    ///
    /// # Errors
    /// [`Error::Crypto`] when the random source fails.
    pub fn random<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self> {
        let mut bytes = [0; SLOT_LEN];
        fill(rng, &mut bytes)?;
        Ok(Self(bytes))
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; SLOT_LEN] {
        &self.0
    }
}

/// The seed of a chain, encrypted to the server's input key (SM2, DER of GM/T 0009).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrappedSeed(Vec<u8>);

impl WrappedSeed {
    /// Longest ciphertext of a 32-byte seed in DER.
    pub const MAX_LEN: usize = 144;

    pub(super) const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The ciphertext.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A sealed input. It is sent once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedInput {
    pub(super) input_key: KeyId,
    pub(super) wrapped: WrappedSeed,
    pub(super) slots: [Slot; SLOTS],
    pub(super) tag: [u8; TAG_LEN],
}

impl SealedInput {
    /// Longest encoding, in bytes.
    pub const MAX_LEN: usize = 1_400;

    /// The name of the input key that the seed is wrapped to. A hint for the server, which checks
    /// it with everything else when it opens the input.
    pub fn input_key(&self) -> &KeyId {
        &self.input_key
    }

    /// The sealed input in DER.
    ///
    /// # Errors
    /// None in practice; [`Error::Malformed`] if the encoder fails.
    pub fn to_der(&self) -> Result<Vec<u8>> {
        let slots: Vec<u8> = self.slots.iter().flat_map(|slot| slot.0).collect();
        let encode = || {
            SealedInputDer {
                version: VERSION,
                suite: SUITE,
                input_key: Utf8StringRef::new(self.input_key.as_str())?,
                wrapped: OctetStringRef::new(self.wrapped.as_bytes())?,
                slots: OctetStringRef::new(&slots)?,
                tag: OctetStringRef::new(&self.tag)?,
            }
            .to_der()
        };
        encode().map_err(|_: der::Error| Error::Malformed(Format::Input))
    }

    /// Reads a sealed input in strict DER.
    ///
    /// # Errors
    /// [`Error::Decryption`] of [`Format::Input`], the same as [`open`](super::open) gives.
    pub fn from_der(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > Self::MAX_LEN {
            return Err(REFUSED);
        }
        let read = SealedInputDer::from_der(bytes).map_err(|_| REFUSED)?;
        let known = (read.version, read.suite) == (VERSION, SUITE);
        if !known || read.wrapped.as_bytes().len() > WrappedSeed::MAX_LEN {
            return Err(REFUSED);
        }
        let (blocks, rest) = read.slots.as_bytes().as_chunks::<SLOT_LEN>();
        let slots: &[[u8; SLOT_LEN]; SLOTS] = blocks.try_into().map_err(|_| REFUSED)?;
        if !rest.is_empty() {
            return Err(REFUSED);
        }
        Ok(Self {
            input_key: KeyId::new(read.input_key.as_str()).map_err(|_| REFUSED)?,
            wrapped: WrappedSeed(read.wrapped.as_bytes().to_vec()),
            slots: slots.map(Slot),
            tag: read.tag.as_bytes().try_into().map_err(|_| REFUSED)?,
        })
    }
}

#[derive(Sequence)]
struct SealedInputDer<'a> {
    version: u8,
    suite: u8,
    input_key: Utf8StringRef<'a>,
    wrapped: &'a OctetStringRef,
    slots: &'a OctetStringRef,
    tag: &'a OctetStringRef,
}
