//! Parts that are unsafe to use alone: bare blocks, ECB, signatures over bare digests.
//!
//! Reach for this module only to build a scheme or to meet a peer's format.

use crate::sm2::{CiphertextFormat, DecryptingKey, Signature, SigningKey, VerifyingKey};
use crate::sm4::{BLOCK_LEN, Key, cipher::RoundKeys};
use crate::{Error, Result};
use alloc::vec::Vec;
use cipher::{
    Block, BlockCipherDecBackend, BlockCipherDecClosure, BlockCipherDecrypt, BlockCipherEncBackend,
    BlockCipherEncClosure, BlockCipherEncrypt, BlockSizeUser, InOut, InOutBuf, KeyInit,
    KeySizeUser, ParBlocks, ParBlocksSizeUser,
    array::Array,
    consts::{U16, U240},
};
use core::fmt;
use rand_core::TryCryptoRng;
use subtle::Choice;
use zeroize::Zeroizing;

/// Signs a digest that the caller made: e = SM3(Z ‖ message), with [`VerifyingKey::z`] for Z.
///
/// For messages that don't fit memory. A digest made without Z is not bound to any signer.
///
/// # Errors
/// [`Error::EntropyFailed`] when `rng` fails.
pub fn sign_prehash<R: TryCryptoRng + ?Sized>(
    key: &SigningKey,
    digest: &[u8; 32],
    rng: &mut R,
) -> Result<Signature> {
    key.sign_digest(digest, rng)
}

/// Checks a signature over a digest that the caller made.
///
/// # Errors
/// [`Error::InvalidSignature`] when it doesn't verify.
pub fn verify_prehash(key: &VerifyingKey, digest: &[u8; 32], signature: &Signature) -> Result<()> {
    key.verify_digest_vartime(digest, signature)
}

/// Decrypts, and gives out what came out beside whether it is valid.
///
/// For a caller that has to go on in one course whatever was sent: no branch depends on whether the
/// ciphertext is valid. What came out of one that is not must not be used.
///
/// # Errors
/// [`Error::InvalidCiphertext`] when it is no ciphertext by its form, or C1 no point of the curve:
/// that depends on nothing secret.
pub fn decrypt_masked(
    key: &DecryptingKey,
    ciphertext: &[u8],
    format: CiphertextFormat,
) -> Result<(Zeroizing<Vec<u8>>, Choice)> {
    key.decrypt_masked(ciphertext, format)
}

/// Encrypts whole blocks one by one (ECB): equal blocks stay equal.
///
/// # Errors
/// [`Error::InvalidLength`] unless `data` is whole blocks of 16 bytes.
pub fn ecb_encrypt(key: &Key, data: &mut [u8]) -> Result<()> {
    let (blocks, []) = data.as_chunks_mut() else { return Err(Error::InvalidLength) };
    RoundKeys::new(key).encrypt_blocks(blocks);
    Ok(())
}

/// Decrypts whole blocks one by one (ECB).
///
/// # Errors
/// [`Error::InvalidLength`] unless `data` is whole blocks of 16 bytes.
pub fn ecb_decrypt(key: &Key, data: &mut [u8]) -> Result<()> {
    let (blocks, []) = data.as_chunks_mut() else { return Err(Error::InvalidLength) };
    RoundKeys::inverse(key).encrypt_blocks(blocks);
    Ok(())
}

/// The bare block cipher, behind the traits of the crate `cipher`; wiped on drop.
#[derive(Clone)]
pub struct Sm4 {
    forward: RoundKeys,
    inverse: RoundKeys,
}

impl Sm4 {
    /// Expands `key`.
    pub fn from_key(key: &Key) -> Self {
        Self { forward: RoundKeys::new(key), inverse: RoundKeys::inverse(key) }
    }

    /// Decrypts whole blocks of a CBC message where they are, its padding like any other bytes.
    ///
    /// `chain` is the IV, or the last ciphertext block before these, and becomes that of the blocks
    /// that follow. Use [`cbc`](crate::sm4::cbc) unless a peer's format has no padding.
    pub fn cbc_decrypt(&self, chain: &mut [u8; BLOCK_LEN], blocks: &mut [[u8; BLOCK_LEN]]) {
        self.inverse.cbc_decrypt(chain, blocks);
    }
}

impl fmt::Debug for Sm4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sm4 { .. }")
    }
}

impl KeySizeUser for Sm4 {
    type KeySize = U16;
}

impl KeyInit for Sm4 {
    fn new(key: &cipher::Key<Self>) -> Self {
        let bytes: &[u8; 16] = key.as_ref();
        Self::from_key(&Key::from_bytes(bytes))
    }
}

impl BlockSizeUser for Sm4 {
    type BlockSize = U16;
}

impl ParBlocksSizeUser for Sm4 {
    /// Whole groups of every kernel, and so many of them that calls don't count.
    type ParBlocksSize = U240;
}

impl BlockCipherEncrypt for Sm4 {
    fn encrypt_with_backend(&self, f: impl BlockCipherEncClosure<BlockSize = U16>) {
        f.call(self);
    }
}

impl BlockCipherEncBackend for Sm4 {
    fn encrypt_block(&self, mut block: InOut<'_, '_, Block<Self>>) {
        let mut out = [block.clone_in().into()];
        self.forward.encrypt_blocks(&mut out);
        let [out] = out;
        *block.get_out() = out.into();
    }

    fn encrypt_par_blocks(&self, blocks: InOut<'_, '_, ParBlocks<Self>>) {
        self.encrypt_tail_blocks(blocks.into_buf());
    }

    fn encrypt_tail_blocks(&self, blocks: InOutBuf<'_, '_, Block<Self>>) {
        let blocks = Array::cast_slice_to_core_mut(blocks.into_out_with_copied_in());
        self.forward.encrypt_blocks(blocks);
    }
}

impl BlockCipherDecrypt for Sm4 {
    fn decrypt_with_backend(&self, f: impl BlockCipherDecClosure<BlockSize = U16>) {
        f.call(self);
    }
}

impl BlockCipherDecBackend for Sm4 {
    fn decrypt_block(&self, mut block: InOut<'_, '_, Block<Self>>) {
        let mut out = [block.clone_in().into()];
        self.inverse.encrypt_blocks(&mut out);
        let [out] = out;
        *block.get_out() = out.into();
    }

    fn decrypt_par_blocks(&self, blocks: InOut<'_, '_, ParBlocks<Self>>) {
        self.decrypt_tail_blocks(blocks.into_buf());
    }

    fn decrypt_tail_blocks(&self, blocks: InOutBuf<'_, '_, Block<Self>>) {
        let blocks = Array::cast_slice_to_core_mut(blocks.into_out_with_copied_in());
        self.inverse.encrypt_blocks(blocks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn cbc_in_pieces_of_any_size_equals_another_implementation() {
        use cipher::{BlockModeDecrypt as _, KeyIvInit as _};
        for count in 0..=70_u8 {
            let data: Vec<[u8; 16]> = (0..count).map(|i| [i ^ 0x5a; 16]).collect();
            let mut oracle = cbc::Decryptor::<::sm4::Sm4>::new(&[0x42; 16].into(), &[7; 16].into());
            let mut expected = data.clone();
            oracle.decrypt_blocks(Array::cast_slice_from_core_mut(&mut expected));
            for split in [1, 7, 16, 70] {
                let (mut chain, mut out) = ([7; 16], data.clone());
                let cipher = Sm4::from_key(&Key::from_bytes(&[0x42; 16]));
                out.chunks_mut(split).for_each(|piece| cipher.cbc_decrypt(&mut chain, piece));
                assert_eq!(out, expected, "{count} in {split}");
                assert_eq!(chain, data.last().copied().unwrap_or([7; 16]));
            }
        }
    }

    #[test]
    fn many_blocks_through_the_traits_are_the_blocks_one_by_one() {
        let key = Key::from_bytes(&[0x42; 16]);
        let cipher = Sm4::from_key(&key);
        for count in (0..=52_u8).chain([239, 240, 241, 255]) {
            let plain: Vec<Block<Sm4>> = (0..count).map(|i| [i; 16].into()).collect();
            let mut expected: Vec<Block<Sm4>> = plain.clone();
            for block in &mut expected {
                BlockCipherEncrypt::encrypt_block(&cipher, block);
            }
            let mut there: Vec<Block<Sm4>> = plain.clone();
            cipher.encrypt_blocks(&mut there);
            let mut beside: Vec<Block<Sm4>> = alloc::vec![Block::<Sm4>::default(); plain.len()];
            cipher.encrypt_blocks_b2b(&plain, &mut beside).unwrap();
            assert!(there == expected && beside == expected, "{count}");
            cipher.decrypt_blocks(&mut there);
            cipher.decrypt_blocks_b2b(&expected, &mut beside).unwrap();
            assert!(there == plain && beside == plain, "{count}");
        }
    }
}
