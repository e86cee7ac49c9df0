//! GHASH (NIST SP 800-38D 6.4): the one place where GCM's field is multiplied.

use super::Block;
use ::ghash::{GHash, universal_hash::UniversalHash as _};

/// A running hash under a key; wiped on drop.
#[derive(Clone)]
pub(super) struct Ghash(GHash);

impl Ghash {
    pub(super) fn new(key: &Block) -> Self {
        Self(GHash::new(&(*key).into()))
    }

    /// Takes in whole blocks.
    pub(super) fn update_blocks(&mut self, blocks: &[Block]) {
        self.0.update(::cipher::array::Array::cast_slice_from_core(blocks));
    }

    /// Takes in `data`, filled up with zeros to whole blocks.
    pub(super) fn update_padded(&mut self, data: &[u8]) {
        self.0.update_padded(data);
    }

    pub(super) fn finish(self) -> Block {
        self.0.finalize().into()
    }
}
