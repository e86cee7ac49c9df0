//! GHASH (NIST SP 800-38D 6.4): the one place where GCM's field is multiplied.

use super::kernel::{Path, Powers};
use super::{BLOCK_LEN, Block, cipher::Backend};
use ::ghash::{GHash, universal_hash::UniversalHash as _};
use zeroize::Zeroizing;

/// A running hash under a key; wiped on drop.
#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "the large variant is the usual one, without a heap")]
pub(super) enum Ghash {
    /// By carry-less multiplication.
    Kernel(KernelHash),
    /// By RustCrypto's constant-time code.
    Portable(GHash),
}

/// A kernel with its key and hash, filled up so that no padding is in what holds them.
#[derive(Clone)]
pub(super) struct KernelHash {
    pub(super) powers: Powers,
    y: Zeroizing<Block>,
    path: Path,
    #[allow(dead_code, reason = "stands where padding would")]
    filler: [u8; 15],
}

impl Ghash {
    pub(super) fn new(backend: Backend, key: &Block) -> Self {
        match backend {
            Backend::Kernel(path) => Self::Kernel(KernelHash {
                powers: path.powers(key),
                y: Zeroizing::new([0; BLOCK_LEN]),
                path,
                filler: [0; 15],
            }),
            Backend::Portable => Self::Portable(GHash::new(&(*key).into())),
        }
    }

    /// Takes in whole blocks.
    pub(super) fn update_blocks(&mut self, blocks: &[Block]) {
        self.update_padded(blocks.as_flattened());
    }

    /// Takes in `data`, filled up with zeros to whole blocks.
    pub(super) fn update_padded(&mut self, data: &[u8]) {
        match self {
            Self::Kernel(hash) => hash.path.hash(&hash.powers, &mut hash.y, data),
            Self::Portable(hash) => hash.update_padded(data),
        }
    }

    pub(super) fn finish(self) -> Block {
        match self {
            Self::Kernel(hash) => *hash.y,
            Self::Portable(hash) => hash.finalize().into(),
        }
    }
}
