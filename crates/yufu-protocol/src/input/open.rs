//! Opening a sealed input, at the server: one course and one answer, whatever was sent.

use cipher::BlockCipherDecrypt;
use rand_core::TryCryptoRng;
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq, ConstantTimeGreater};
use yufu_sm::hazmat::{Sm4, decrypt_masked};
use yufu_sm::sm2::{CiphertextFormat, DecryptingKey};
use yufu_sm::{publish, sm4, wipe};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::ratchet::{SlotIndex, advance, first_chain_value, tag};
use super::sealed::{SealedInput, Slot};
use super::{BACKSPACE, Context, FILLER, REFUSED, SLOTS};
use crate::error::Result;
use crate::id::fill;

/// What was typed, one ASCII byte a character. Wiped on drop, never printed.
///
/// It has a fixed size, so that a caller can place it in protected memory.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct OpenedInput {
    codes: [u8; SLOTS],
    len: u8,
}

impl OpenedInput {
    /// An empty buffer.
    pub const fn new() -> Self {
        Self { codes: [0; SLOTS], len: 0 }
    }

    /// What was typed; empty when nothing was, or nothing was opened.
    pub fn as_bytes(&self) -> &[u8] {
        self.codes.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// The whole buffer, zeros after what was typed, for a comparison in constant time.
    pub const fn as_padded(&self) -> &[u8; SLOTS] {
        &self.codes
    }

    /// How many characters were typed.
    pub const fn len(&self) -> usize {
        self.len as usize
    }

    /// True when nothing was typed, or nothing was opened.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Default for OpenedInput {
    fn default() -> Self {
        Self::new()
    }
}

/// Opens a sealed input under the context that the server built from its own state.
///
/// The tag is compared before any slot counts, all slots are always processed, and no branch
/// depends on what they hold. A seed that cannot be unwrapped is replaced by a random one, so that
/// the course is the same, but for a wrapped seed that shows to everyone that it is none. `out` holds what was typed only on success, and nothing otherwise.
///
/// # Errors
/// [`Error::Decryption`](crate::error::Error::Decryption) of
/// [`Format::Input`](crate::error::Format::Input) for every cause;
/// [`Error::Crypto`](crate::error::Error::Crypto) when the random source fails, before anything is
/// opened.
pub fn open<R: TryCryptoRng + ?Sized>(
    sealed: &SealedInput,
    context: &Context,
    key: &DecryptingKey,
    rng: &mut R,
    out: &mut OpenedInput,
) -> Result<()> {
    out.zeroize();
    let mut seed = Zeroizing::new([0; 32]);
    fill(rng, seed.as_mut_slice())?;
    let context = context.to_der()?;
    unwrap_seed(sealed, key, &mut seed);
    let valid = read(sealed, &context, &seed, out);
    wipe::stack();
    // PUBLISHED: whether the input was opened, as the result says.
    if publish(bool::from(valid)) { Ok(()) } else { Err(REFUSED) }
}

/// Overwrites the random seed with the wrapped one, if that can be unwrapped.
#[inline(never)]
fn unwrap_seed(sealed: &SealedInput, key: &DecryptingKey, seed: &mut [u8; 32]) {
    let wrapped = sealed.wrapped.as_bytes();
    let Ok((unwrapped, valid)) = decrypt_masked(key, wrapped, CiphertextFormat::Der) else {
        return;
    };
    let valid = valid & unwrapped.len().ct_eq(&seed.len());
    for (to, from) in seed.iter_mut().zip(unwrapped.iter().chain(std::iter::repeat(&0))) {
        to.conditional_assign(from, valid);
    }
}

#[inline(never)]
fn read(sealed: &SealedInput, context: &[u8], seed: &[u8; 32], out: &mut OpenedInput) -> Choice {
    let mut chain = first_chain_value(context, seed);
    // Room for all at once: a vector that grows leaves copies of the keys behind.
    let mut keys: Vec<sm4::Key> = Vec::with_capacity(SLOTS);
    keys.extend(SlotIndex::all().map(|index| advance(&mut chain, index)));
    let expected = tag(&chain, context, &sealed.wrapped, &sealed.slots);
    let mut valid = expected.as_slice().ct_eq(&sealed.tag);

    let mut line = Line::new();
    for ((slot, key), index) in sealed.slots.iter().zip(&keys).zip(SlotIndex::all()) {
        line.take(&decrypt(slot, key), index);
    }
    valid &= line.finish(valid, out);
    valid
}

fn decrypt(slot: &Slot, key: &sm4::Key) -> Zeroizing<[u8; 16]> {
    let mut block = Zeroizing::new(*slot.as_bytes());
    Sm4::from_key(key).decrypt_block((&mut *block).into());
    block
}

/// What stands in the field while the log is read, slot by slot.
struct Line {
    codes: Zeroizing<[u8; SLOTS]>,
    /// 1 where the character's slot could not be read, so that a later edit must delete it.
    unreadable: [u8; SLOTS],
    len: u8,
    /// A filler was seen: nothing but fillers may follow.
    ended: Choice,
    malformed: Choice,
}

impl Line {
    fn new() -> Self {
        let no = Choice::from(0);
        Self {
            codes: Zeroizing::new([0; SLOTS]),
            unreadable: [0; SLOTS],
            len: 0,
            ended: no,
            malformed: no,
        }
    }

    /// Applies one slot without a branch on what it holds.
    fn take(&mut self, block: &[u8; 16], index: SlotIndex) {
        let [code, high, low, zeros @ ..] = block;
        let framed = [*high, *low].as_slice().ct_eq(index.get().to_be_bytes().as_slice())
            & zeros.as_slice().ct_eq([0; 13].as_slice());
        let filler = framed & code.ct_eq(&FILLER);
        let edit = framed & code.ct_eq(&BACKSPACE);
        let character = framed & code.ct_gt(&0x1f) & 0x7f_u8.ct_gt(code);
        let pushed = !(filler | edit);

        self.malformed |= self.ended & !filler;
        self.ended |= filler;
        let empty = self.len.ct_eq(&0);
        self.malformed |= edit & empty;

        let unreadable = u8::conditional_select(&1, &0, character);
        let places = self.codes.iter_mut().zip(&mut self.unreadable);
        for ((place, flag), position) in places.zip(0_u8..) {
            let here = pushed & position.ct_eq(&self.len);
            place.conditional_assign(code, here);
            flag.conditional_assign(&unreadable, here);
        }
        let longer = self.len.wrapping_add(1);
        let shorter = self.len.wrapping_sub(1);
        self.len.conditional_assign(&longer, pushed);
        self.len.conditional_assign(&shorter, edit & !empty);
    }

    /// Hands out what is left, if it is all readable and `valid` already.
    fn finish(mut self, valid: Choice, out: &mut OpenedInput) -> Choice {
        for (flag, position) in self.unreadable.iter().zip(0_u8..) {
            self.malformed |= self.len.ct_gt(&position) & flag.ct_eq(&1);
        }
        let good = valid & !self.malformed;
        for ((to, from), position) in out.codes.iter_mut().zip(self.codes.iter()).zip(0_u8..) {
            to.conditional_assign(from, good & self.len.ct_gt(&position));
        }
        out.len.conditional_assign(&self.len, good);
        good
    }
}
