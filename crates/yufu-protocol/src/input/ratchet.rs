//! The keystroke ratchet: one secret, the chain, that moves on with every slot.
//!
//! Each step derives a block key and the next chain value from the present one and forgets the
//! rest. HKDF-Expand of at most 32 bytes is one HMAC over the info and the byte 1 (RFC 5869
//! section 2.3), which is how it is written here.

use cipher::BlockCipherEncrypt;
use rand_core::TryCryptoRng;
use yufu_sm::hazmat::Sm4;
use yufu_sm::sm2::{CiphertextFormat, EncryptingKey};
use yufu_sm::{kdf, publish, sm3, wipe};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::sealed::{SealedInput, Slot, WrappedSeed};
use super::{BACKSPACE, Context, FILLER, SLOTS};
use crate::error::{Error, Format, Result};
use crate::id::fill;

const SLOT_INFO: &[u8] = b"yufu input slot";
const CHAIN_INFO: &[u8] = b"yufu input chain";
const TAG_INFO: &[u8] = b"yufu input tag";

/// One typed character: visible ASCII or the space. Wiped on drop, never printed.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Code(u8);

impl Code {
    /// The code of a character.
    ///
    /// # Errors
    /// [`Error::Field`] of [`Format::Input`] outside 0x20 to 0x7E.
    pub fn new(ascii: u8) -> Result<Self> {
        let printable = ascii.wrapping_sub(b' ') <= b'~' - b' ';
        // PUBLISHED: whether it is printable. Every key of a keypad is; another is refused.
        if publish(printable) { Ok(Self(ascii)) } else { Err(Error::Field(Format::Input, "code")) }
    }
}

/// The number of a slot, 1 to [`SLOTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotIndex(u16);

impl SlotIndex {
    /// The first slot.
    pub const FIRST: Self = Self(1);

    /// The slot's number.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The slot after this one, or `None` after the last.
    pub const fn next(self) -> Option<Self> {
        if (self.0 as usize) < SLOTS { Some(Self(self.0 + 1)) } else { None }
    }

    /// Every slot in order.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        std::iter::successors(Some(Self::FIRST), |index| index.next())
    }
}

/// Opens an input: draws a seed, wraps it to the server's input key, and sets the chain.
///
/// The caller keeps `chain` in memory that it protects, and passes it to every later step.
///
/// # Errors
/// [`Error::Crypto`] when the random source fails; the chain is then all zeros.
pub fn begin<R: TryCryptoRng + ?Sized>(
    context: &Context,
    key: &EncryptingKey,
    rng: &mut R,
    chain: &mut [u8; 32],
) -> Result<WrappedSeed> {
    chain.zeroize();
    let wrapped = draw_and_wrap(context, key, rng, chain);
    wipe::stack();
    wrapped
}

/// Encrypts one keystroke and moves the chain on. Nothing that remains can decrypt the slot.
#[must_use]
pub fn keystroke(chain: &mut [u8; 32], index: SlotIndex, code: Code) -> Slot {
    let slot = step(chain, index, code.0);
    drop(code);
    wipe::stack();
    slot
}

/// Makes the slot of a backspace and moves the chain on.
///
/// It deletes the last character that is still there. The caller overwrites that character's slot
/// with [`Slot::random`], and makes no edit slot when there is nothing to delete.
#[must_use]
pub fn edit(chain: &mut [u8; 32], index: SlotIndex) -> Slot {
    let slot = step(chain, index, BACKSPACE);
    wipe::stack();
    slot
}

/// Fills the log up to [`SLOTS`], authenticates it and wipes the chain.
///
/// `slots` are those made so far, in order.
///
/// # Errors
/// [`Error::TooLarge`] of [`Format::Input`] when there are more than [`SLOTS`]. The chain is wiped
/// whatever the outcome.
pub fn seal(
    chain: &mut [u8; 32],
    context: &Context,
    wrapped: WrappedSeed,
    slots: &[Slot],
) -> Result<SealedInput> {
    let sealed = fill_and_tag(chain, context, wrapped, slots);
    chain.zeroize();
    wipe::stack();
    sealed
}

#[inline(never)]
fn draw_and_wrap<R: TryCryptoRng + ?Sized>(
    context: &Context,
    key: &EncryptingKey,
    rng: &mut R,
    chain: &mut [u8; 32],
) -> Result<WrappedSeed> {
    let mut seed = Zeroizing::new([0; 32]);
    fill(rng, seed.as_mut_slice())?;
    trace("input seed", seed.as_slice());
    let wrapped = key.encrypt(seed.as_slice(), CiphertextFormat::Der, rng)?;
    *chain = *first_chain_value(&context.to_der()?, &seed);
    trace("input chain", chain);
    Ok(WrappedSeed::from_bytes(wrapped))
}

#[inline(never)]
fn fill_and_tag(
    chain: &mut [u8; 32],
    context: &Context,
    wrapped: WrappedSeed,
    made: &[Slot],
) -> Result<SealedInput> {
    if made.len() > SLOTS {
        return Err(Error::TooLarge(Format::Input));
    }
    let mut slots = [Slot::default(); SLOTS];
    for (place, index) in slots.iter_mut().zip(SlotIndex::all()) {
        *place = match made.get(usize::from(index.get()) - 1) {
            Some(slot) => *slot,
            None => step(chain, index, FILLER),
        };
    }
    let tag = tag(chain, &context.to_der()?, &wrapped, &slots);
    Ok(SealedInput { input_key: context.input_key.clone(), wrapped, slots, tag: *tag })
}

/// One slot: the block {code 1, index 2, zeros 13} under the slot's key.
#[inline(never)]
pub(super) fn step(chain: &mut [u8; 32], index: SlotIndex, code: u8) -> Slot {
    let key = advance(chain, index);
    let [high, low] = index.get().to_be_bytes();
    let mut block = Zeroizing::new([0; 16]);
    *block = [code, high, low, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    Sm4::from_key(&key).encrypt_block((&mut *block).into());
    Slot::from_bytes(*block)
}

/// c_1 = HKDF-Extract(salt = SM3(context), ikm = c_0).
pub(super) fn first_chain_value(context: &[u8], seed: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    kdf::hkdf_extract(&sm3::hash(context), seed)
}

/// Derives the slot's key and moves the chain on.
pub(super) fn advance(chain: &mut [u8; 32], index: SlotIndex) -> yufu_sm::sm4::Key {
    let index = index.get().to_be_bytes();
    let slot = sm3::hmac(chain, &[SLOT_INFO, &index, &[1]]);
    let next = sm3::hmac(chain, &[CHAIN_INFO, &index, &[1]]);
    *chain = *next;
    let mut key = Zeroizing::new([0; 16]);
    key.iter_mut().zip(slot.iter()).for_each(|(to, from)| *to = *from);
    trace("input chain", chain);
    trace("input block key", key.as_slice());
    yufu_sm::sm4::Key::from_bytes(&key)
}

/// The tag over context, wrapped seed and slots, under the chain's last value.
pub(super) fn tag(
    chain: &[u8; 32],
    context: &[u8],
    wrapped: &WrappedSeed,
    slots: &[Slot; SLOTS],
) -> Zeroizing<[u8; 32]> {
    let key = sm3::hmac(chain, &[TAG_INFO, &[1]]);
    trace("input tag key", key.as_slice());
    let mut parts = vec![context, wrapped.as_bytes()];
    parts.extend(slots.iter().map(|slot| slot.as_bytes().as_slice()));
    sm3::hmac(key.as_slice(), &parts)
}

/// Reports a secret to the memory attack's build, and does nothing elsewhere.
#[cfg(yufu_trace)]
fn trace(label: &str, secret: &[u8]) {
    yufu_sm::trace::secret(label, secret);
}

#[cfg(not(yufu_trace))]
const fn trace(_label: &str, _secret: &[u8]) {}
