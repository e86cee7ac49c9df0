//! The choice among the kernels that this processor can run.

use super::{Message, Operands, Powers};
use crate::sm4::Block;

/// A kernel, and proof that this processor can run it.
#[derive(Clone, Copy)]
pub(in crate::sm4) enum Path {
    #[cfg(target_arch = "x86_64")]
    Avx512(super::avx512::Path),
    #[cfg(target_arch = "x86_64")]
    Gfni(super::gfni::Path),
    #[cfg(target_arch = "x86_64")]
    Vaes(super::vaes::Path),
    #[cfg(target_arch = "x86_64")]
    Avx2(super::avx2::Path),
    #[cfg(target_arch = "x86_64")]
    Ssse3(super::ssse3::Path),
    #[cfg(target_arch = "aarch64")]
    Sm4e(super::sm4e::Path),
    #[cfg(target_arch = "aarch64")]
    Neon(super::neon::Path),
}

/// Calls a method of whichever kernel it is.
macro_rules! call {
    ($path:expr, $method:ident($($argument:expr),*)) => {
        match $path {
            #[cfg(target_arch = "x86_64")]
            Path::Avx512(path) => path.$method($($argument),*),
            #[cfg(target_arch = "x86_64")]
            Path::Gfni(path) => path.$method($($argument),*),
            #[cfg(target_arch = "x86_64")]
            Path::Vaes(path) => path.$method($($argument),*),
            #[cfg(target_arch = "x86_64")]
            Path::Avx2(path) => path.$method($($argument),*),
            #[cfg(target_arch = "x86_64")]
            Path::Ssse3(path) => path.$method($($argument),*),
            #[cfg(target_arch = "aarch64")]
            Path::Sm4e(path) => path.$method($($argument),*),
            #[cfg(target_arch = "aarch64")]
            Path::Neon(path) => path.$method($($argument),*),
        }
    };
}

impl Path {
    /// The kernels that this processor can run, the fastest first.
    pub(in crate::sm4) fn available() -> impl Iterator<Item = Self> {
        let detectors: [fn() -> Option<Self>; _] = [
            #[cfg(target_arch = "x86_64")]
            || super::avx512::Path::detect().map(Self::Avx512),
            #[cfg(target_arch = "x86_64")]
            || super::gfni::Path::detect().map(Self::Gfni),
            #[cfg(target_arch = "x86_64")]
            || super::vaes::Path::detect().map(Self::Vaes),
            #[cfg(target_arch = "x86_64")]
            || super::avx2::Path::detect().map(Self::Avx2),
            #[cfg(target_arch = "x86_64")]
            || super::ssse3::Path::detect().map(Self::Ssse3),
            #[cfg(target_arch = "aarch64")]
            || super::sm4e::Path::detect().map(Self::Sm4e),
            #[cfg(target_arch = "aarch64")]
            || super::neon::Path::detect().map(Self::Neon),
        ];
        detectors.into_iter().filter_map(|detect| detect())
    }

    /// The kernel's name.
    #[cfg(any(test, yufu_ct))]
    pub(in crate::sm4) fn name(self) -> &'static str {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(_) => "avx512",
            #[cfg(target_arch = "x86_64")]
            Self::Gfni(_) => "gfni",
            #[cfg(target_arch = "x86_64")]
            Self::Vaes(_) => "vaes",
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(_) => "avx2",
            #[cfg(target_arch = "x86_64")]
            Self::Ssse3(_) => "ssse3",
            #[cfg(target_arch = "aarch64")]
            Self::Sm4e(_) => "sm4e",
            #[cfg(target_arch = "aarch64")]
            Self::Neon(_) => "neon",
        }
    }

    /// Expands `key`, for encryption or for decryption.
    pub(in crate::sm4) fn expand(self, key: &Block, inverse: bool) -> Operands {
        call!(self, expand(key, inverse))
    }

    /// Expands `key` for encryption, and gives SM4 of zeros beside it.
    pub(in crate::sm4) fn expand_for_gcm(self, key: &Block) -> (Operands, Block) {
        call!(self, expand_for_gcm(key))
    }

    /// Encrypts each block in place.
    pub(in crate::sm4) fn encrypt_blocks(self, keys: &Operands, blocks: &mut [Block]) {
        call!(self, encrypt_blocks(keys, blocks));
    }

    /// Decrypts blocks chained by CBC in place; `keys` are for decryption.
    pub(in crate::sm4) fn cbc_decrypt(
        self,
        keys: &Operands,
        chain: &mut Block,
        blocks: &mut [Block],
    ) {
        call!(self, cbc_decrypt(keys, chain, blocks));
    }

    /// XORs the key stream from `counter` onto `data`; the counter's last 32 bits must not
    /// overflow before the last block. Returns the block of the stream that the last byte took
    /// from, when that block has bytes left.
    pub(in crate::sm4) fn ctr(self, keys: &Operands, counter: u128, data: &mut [u8]) -> Block {
        call!(self, ctr(keys, counter, data))
    }

    /// Encrypts or decrypts `data` in place by GCM, and returns the tag.
    pub(in crate::sm4) fn gcm(
        self,
        keys: &Operands,
        powers: &Powers,
        message: &Message<'_>,
        data: &mut [u8],
    ) -> Block {
        call!(self, gcm(keys, powers, message, data))
    }

    /// Encrypts or decrypts `data`, of at most [`SHORT`](super::SHORT) bytes, in place by GCM under
    /// a new key, and returns the tag.
    pub(in crate::sm4) fn once(self, key: &Block, message: &Message<'_>, data: &mut [u8]) -> Block {
        call!(self, once(key, message, data))
    }

    /// The powers of a key of GHASH.
    pub(in crate::sm4) fn powers(self, hash_key: &Block) -> Powers {
        call!(self, powers(hash_key))
    }

    /// Takes `data`, filled up with zeros to whole blocks, into the hash `y`.
    pub(in crate::sm4) fn hash(self, powers: &Powers, y: &mut Block, data: &[u8]) {
        call!(self, hash(powers, y, data));
    }
}
