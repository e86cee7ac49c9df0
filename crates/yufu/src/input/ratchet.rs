//! The log of one input: encrypted slots, the chain in secret memory, and which slots still count.

use rand_core::TryCryptoRng;
use yufu_protocol::input::{
    self, Code, Context, SealedInput, Slot, SlotIndex, WrappedSeed, edit, keystroke,
};
use yufu_sm::sm2::EncryptingKey;

use super::InputContext;
use crate::secret::SecretBox;
use crate::trust::InputKey;
use crate::{Error, Result};

pub(super) struct Ratchet<R> {
    context: Context,
    key: EncryptingKey,
    pub(super) rng: R,
    chain: SecretBox<32>,
    /// `None` after the random source failed: the chain is zeros and nothing may be typed.
    wrapped: Option<WrappedSeed>,
    pub(super) slots: Vec<Slot>,
    /// Positions in `slots` of the characters that are in the field.
    live: Vec<usize>,
    /// The next slot; `None` when the log is full.
    next: Option<SlotIndex>,
}

impl<R: TryCryptoRng> Ratchet<R> {
    pub(super) fn open(context: InputContext, key: &InputKey, rng: R) -> Result<Self> {
        let mut ratchet = Self {
            context: context.with_key(key.id())?,
            key: key.encrypting_key().clone(),
            rng,
            chain: SecretBox::zeroed(),
            wrapped: None,
            slots: Vec::new(),
            live: Vec::new(),
            next: None,
        };
        ratchet.restart()?;
        Ok(ratchet)
    }

    /// Drops the log and begins a new one with a new seed.
    pub(super) fn restart(&mut self) -> Result<()> {
        self.wrapped = None;
        self.slots.clear();
        self.live.clear();
        let chain = self.chain.expose_mut();
        let wrapped = input::begin(&self.context, &self.key, &mut self.rng, chain);
        self.wrapped = Some(wrapped.map_err(|_| Error::RandomFailed)?);
        self.next = Some(SlotIndex::FIRST);
        Ok(())
    }

    pub(super) fn len(&self) -> usize {
        self.live.len()
    }

    /// Appends a character. [`Error::InputFull`] leaves the log for the caller to restart.
    pub(super) fn keystroke(&mut self, code: u8) -> Result<()> {
        let index = self.next_index()?;
        let slot = keystroke(self.chain.expose_mut(), index, Code::new(code)?);
        self.live.push(self.slots.len());
        self.push(index, slot);
        Ok(())
    }

    /// Overwrites the last character with random bytes and logs the deletion.
    pub(super) fn backspace(&mut self) -> Result<()> {
        let Some(deleted) = self.live.last().and_then(|last| self.slots.get_mut(*last)) else {
            return Ok(());
        };
        let Some(index) = self.next else {
            self.restart()?;
            return Err(Error::InputFull);
        };
        *deleted = Slot::random(&mut self.rng).map_err(|_| Error::RandomFailed)?;
        self.live.pop();
        let slot = edit(self.chain.expose_mut(), index);
        self.push(index, slot);
        Ok(())
    }

    pub(super) fn seal(mut self) -> Result<SealedInput> {
        let wrapped = self.wrapped.take().ok_or(Error::RandomFailed)?;
        if self.live.is_empty() {
            return Err(Error::InputEmpty);
        }
        Ok(input::seal(self.chain.expose_mut(), &self.context, wrapped, &self.slots)?)
    }

    fn next_index(&self) -> Result<SlotIndex> {
        if self.wrapped.is_none() {
            return Err(Error::RandomFailed);
        }
        self.next.ok_or(Error::InputFull)
    }

    fn push(&mut self, index: SlotIndex, slot: Slot) {
        self.slots.push(slot);
        self.next = index.next();
    }
}
