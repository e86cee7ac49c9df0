//! The block cipher itself (GB/T 32907 7): the one place where its rounds are run.

use super::{Block, Key};
use ::cipher::{BlockCipherDecrypt as _, BlockCipherEncrypt as _, KeyInit as _, array::Array};

/// Blocks that modes hand over at once, so that a kernel can work on them side by side.
pub(super) const BATCH: usize = 16;

/// The expanded key, for both directions; wiped on drop.
#[derive(Clone)]
pub(crate) struct RoundKeys(sm4::Sm4);

impl RoundKeys {
    /// Expands `key` (GB/T 32907 7.3).
    pub(crate) fn new(key: &Key) -> Self {
        trace_secret!("sm4.key", key.as_bytes());
        Self(sm4::Sm4::new(Array::cast_from_core(key.as_bytes())))
    }

    /// Encrypts each block in place.
    pub(crate) fn encrypt_blocks(&self, blocks: &mut [Block]) {
        self.0.encrypt_blocks(Array::cast_slice_from_core_mut(blocks));
    }

    /// Decrypts each block in place.
    pub(crate) fn decrypt_blocks(&self, blocks: &mut [Block]) {
        self.0.decrypt_blocks(Array::cast_slice_from_core_mut(blocks));
    }

    /// Encrypts one block.
    pub(crate) fn encrypt(&self, block: &mut Block) {
        self.encrypt_blocks(core::slice::from_mut(block));
    }
}
