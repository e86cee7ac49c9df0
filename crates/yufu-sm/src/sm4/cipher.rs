//! The block cipher itself (GB/T 32907 7): the one place where its rounds are run, and chosen.

use super::kernel::{Operands, Path};
use super::{BLOCK_LEN, Block, Key, bitsliced};
use zeroize::Zeroizing;

/// Blocks that the portable code works on side by side.
const BATCH: usize = 16;

/// How SM4 runs on this processor.
#[derive(Clone, Copy)]
pub(super) enum Backend {
    /// With the AES instructions.
    Kernel(Path),
    /// Bitsliced, everywhere else.
    Portable,
}

impl Backend {
    /// The fastest here. The processor is asked once; later calls read the answer.
    pub(super) fn detect() -> Self {
        Path::available().next().map_or(Self::Portable, Self::Kernel)
    }

    /// All that run here.
    #[cfg(test)]
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Path::available().map(Self::Kernel).chain([Self::Portable])
    }

    #[cfg(any(test, yufu_ct))]
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Kernel(path) => path.name(),
            Self::Portable => "portable",
        }
    }
}

/// The expanded key, for one direction; wiped on drop.
#[derive(Clone)]
pub(crate) struct RoundKeys(pub(super) Expanded);

/// A key in the form of its backend.
#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "the large variant is the usual one, without a heap")]
pub(super) enum Expanded {
    /// For a kernel.
    Kernel(KernelKeys),
    /// For the portable code.
    Portable(bitsliced::RoundKeys),
}

/// A kernel and its keys, filled up so that no padding is in what holds them.
#[derive(Clone)]
pub(super) struct KernelKeys {
    pub(super) operands: Operands,
    pub(super) path: Path,
    #[allow(dead_code, reason = "stands where padding would")]
    filler: [u8; 15],
}

impl Expanded {
    #[inline]
    fn kernel(path: Path, operands: Operands) -> Self {
        Self::Kernel(KernelKeys { operands, path, filler: [0; 15] })
    }
}

impl RoundKeys {
    /// Expands `key` (GB/T 32907 7.3).
    pub(crate) fn new(key: &Key) -> Self {
        Self::with_backend(Backend::detect(), key, false)
    }

    /// Expands `key` for the inverse cipher: the same rounds with the keys in reverse order
    /// (GB/T 32907 7.2), so that [`Self::encrypt_blocks`] decrypts.
    pub(crate) fn inverse(key: &Key) -> Self {
        Self::with_backend(Backend::detect(), key, true)
    }

    pub(super) fn with_backend(backend: Backend, key: &Key, inverse: bool) -> Self {
        trace_secret!("sm4.key", key.as_bytes());
        let key = key.as_bytes();
        Self::traced(match backend {
            Backend::Kernel(path) => Expanded::kernel(path, path.expand(key, inverse)),
            Backend::Portable => Expanded::Portable(bitsliced::RoundKeys::new(key, inverse)),
        })
    }

    /// Expands `key` for encryption, and encrypts zeros with it: GHASH's key.
    #[inline]
    pub(super) fn for_gcm(backend: Backend, key: &Key) -> (Self, Zeroizing<Block>) {
        let Backend::Kernel(path) = backend else {
            let keys = Self::with_backend(backend, key, false);
            let mut hash_key = Zeroizing::new([0; BLOCK_LEN]);
            keys.encrypt(&mut hash_key);
            return (keys, hash_key);
        };
        trace_secret!("sm4.key", key.as_bytes());
        let (operands, hash_key) = path.expand_for_gcm(key.as_bytes());
        (Self::traced(Expanded::kernel(path, operands)), Zeroizing::new(hash_key))
    }

    /// Reports the round keys where the memory attack wants to know them.
    #[inline]
    fn traced(keys: Expanded) -> Self {
        #[cfg(yufu_trace)]
        match &keys {
            Expanded::Kernel(keys) => keys.operands.trace(),
            Expanded::Portable(keys) => keys.trace(),
        }
        Self(keys)
    }

    /// Encrypts each block in place.
    pub(crate) fn encrypt_blocks(&self, blocks: &mut [Block]) {
        match &self.0 {
            Expanded::Kernel(keys) => keys.path.encrypt_blocks(&keys.operands, blocks),
            Expanded::Portable(keys) => keys.encrypt_blocks(blocks),
        }
    }

    /// Encrypts one block.
    pub(crate) fn encrypt(&self, block: &mut Block) {
        self.encrypt_blocks(core::slice::from_mut(block));
    }

    /// Decrypts blocks chained by CBC in place, with the keys of [`Self::inverse`]; `chain` is the
    /// block of ciphertext before them, and becomes their last.
    pub(crate) fn cbc_decrypt(&self, chain: &mut Block, blocks: &mut [Block]) {
        match &self.0 {
            Expanded::Kernel(keys) => keys.path.cbc_decrypt(&keys.operands, chain, blocks),
            Expanded::Portable(keys) => {
                let mut before = [[0; BLOCK_LEN]; BATCH];
                for blocks in blocks.chunks_mut(BATCH) {
                    for (before, block) in before.iter_mut().zip(&*blocks) {
                        *before = core::mem::replace(chain, *block);
                    }
                    keys.encrypt_blocks(blocks);
                    xor(blocks.as_flattened_mut(), before.as_flattened());
                }
            }
        }
    }

    /// XORs the key stream onto `data` and moves `counter` behind the blocks used. When the last of
    /// them has bytes left, it is returned.
    pub(super) fn ctr(&self, counter: &mut Block, mut data: &mut [u8]) -> Zeroizing<Block> {
        let mut next = u128::from_be_bytes(*counter);
        let mut last = Zeroizing::new([0; BLOCK_LEN]);
        while !data.is_empty() {
            let [.., c12, c13, c14, c15] = next.to_be_bytes();
            // Kernels count in 32 bits.
            let blocks = (1 << 32) - u64::from(u32::from_be_bytes([c12, c13, c14, c15]));
            let most = usize::try_from(blocks * 16).unwrap_or(usize::MAX);
            let (part, rest) = data.split_at_mut(most.min(data.len()));
            match &self.0 {
                Expanded::Kernel(keys) => *last = keys.path.ctr(&keys.operands, next, part),
                Expanded::Portable(keys) => portable_ctr(keys, next, part, &mut last),
            }
            next = next.wrapping_add(part.len().div_ceil(BLOCK_LEN) as u128);
            data = rest;
        }
        *counter = next.to_be_bytes();
        last
    }
}

fn portable_ctr(keys: &bitsliced::RoundKeys, mut counter: u128, data: &mut [u8], last: &mut Block) {
    let mut stream = Zeroizing::new([[0_u8; BLOCK_LEN]; BATCH]);
    for part in data.chunks_mut(BATCH * BLOCK_LEN) {
        let stream = stream.get_mut(..part.len().div_ceil(BLOCK_LEN)).unwrap_or_default();
        for block in stream.iter_mut() {
            *block = counter.to_be_bytes();
            counter = counter.wrapping_add(1);
        }
        keys.encrypt_blocks(stream);
        xor(part, stream.as_flattened());
        *last = stream.last().copied().unwrap_or_default();
    }
}

/// XORs as much of `other` onto `data` as there is.
pub(super) fn xor(data: &mut [u8], other: &[u8]) {
    data.iter_mut().zip(other).for_each(|(to, from)| *to ^= *from);
}
