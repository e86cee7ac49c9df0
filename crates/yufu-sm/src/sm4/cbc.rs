//! SM4-CBC with PKCS#7 padding (GB/T 17964): for files and peers that demand it.
//!
//! Encrypts only. Unless the ciphertext is authenticated beside it, who can submit ciphertexts and
//! see whether they decrypt reads the plaintext; see [`super::gcm`].

use super::{BLOCK_LEN, Block, Key, cipher::RoundKeys, cipher::xor};
use crate::{Error, Result, block_buffer::BlockBuffer, publish};
use alloc::vec::Vec;
use core::fmt;
use subtle::{ConditionallySelectable as _, ConstantTimeEq as _, ConstantTimeLess as _};
use zeroize::{Zeroize as _, Zeroizing};

/// Blocks to a group of the widest kernel.
const GROUP: usize = 24;

/// Encrypts `plaintext`, which grows by 1 to 16 bytes. `iv` has to be unpredictable.
pub fn encrypt(key: &Key, iv: &[u8; BLOCK_LEN], plaintext: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(plaintext.len() + BLOCK_LEN);
    let mut encryptor = Encryptor::new(key, iv);
    encryptor.update(plaintext, &mut out);
    encryptor.finish(&mut out);
    out
}

/// Decrypts `ciphertext` and takes its padding off.
///
/// # Errors
/// [`Error::InvalidCiphertext`] when it is empty, not whole blocks, or wrongly padded.
pub fn decrypt(key: &Key, iv: &[u8; BLOCK_LEN], ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let mut out = Zeroizing::new(ciphertext.to_vec());
    decrypt_in_place(key, iv, &mut out)?;
    Ok(out)
}

/// Decrypts `data` where it is and takes its padding off.
///
/// # Errors
/// [`Error::InvalidCiphertext`] when it is empty or not whole blocks, and when it is wrongly padded;
/// it is empty then.
pub fn decrypt_in_place(key: &Key, iv: &[u8; BLOCK_LEN], data: &mut Vec<u8>) -> Result<()> {
    let length = in_place(key, iv, data);
    if length.is_err() {
        data.zeroize();
    }
    length.map(|length| data.truncate(length))
}

/// Decrypts, and gives the length without the padding.
fn in_place(key: &Key, iv: &[u8; BLOCK_LEN], data: &mut [u8]) -> Result<usize> {
    let (blocks, rest) = data.as_chunks_mut();
    if blocks.is_empty() || !rest.is_empty() {
        return Err(Error::InvalidCiphertext);
    }
    RoundKeys::inverse(key).cbc_decrypt(&mut { *iv }, blocks);
    let padding = blocks.last().and_then(padding_len).ok_or(Error::InvalidCiphertext)?;
    Ok(data.len() - padding)
}

/// Encryption of data that comes in pieces; wiped on drop.
pub struct Encryptor {
    cipher: RoundKeys,
    chain: Block,
    buffer: BlockBuffer<BLOCK_LEN>,
}

impl Encryptor {
    /// Starts an encryption.
    pub fn new(key: &Key, iv: &[u8; BLOCK_LEN]) -> Self {
        Self { cipher: RoundKeys::new(key), chain: *iv, buffer: BlockBuffer::default() }
    }

    /// Takes in the next piece and appends the blocks that are complete to `out`.
    pub fn update(&mut self, data: &[u8], out: &mut Vec<u8>) {
        let Self { cipher, chain, buffer } = self;
        buffer.absorb(data, |blocks| {
            for block in blocks {
                xor(chain, block);
                cipher.encrypt(chain);
                out.extend_from_slice(chain);
            }
        });
    }

    /// Pads, and appends the last block.
    pub fn finish(mut self, out: &mut Vec<u8>) {
        let free = BLOCK_LEN - self.buffer.pending().len();
        let padding = [u8::try_from(free).unwrap_or_default(); BLOCK_LEN];
        self.update(padding.get(..free).unwrap_or_default(), out);
    }
}

impl fmt::Debug for Encryptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Encryptor { .. }")
    }
}

/// Decryption of data that comes in pieces; wiped on drop.
///
/// What it appends is not authenticated.
pub struct Decryptor {
    cipher: RoundKeys,
    chain: Block,
    buffer: BlockBuffer<BLOCK_LEN>,
}

impl Decryptor {
    /// Starts a decryption.
    pub fn new(key: &Key, iv: &[u8; BLOCK_LEN]) -> Self {
        Self { cipher: RoundKeys::inverse(key), chain: *iv, buffer: BlockBuffer::default() }
    }

    /// Takes in the next piece and appends the plaintext of all blocks but the last so far.
    pub fn update(&mut self, data: &[u8], out: &mut Vec<u8>) {
        let Self { cipher, chain, buffer } = self;
        buffer.absorb_but_last(data, |blocks| {
            // In groups, so that what is copied is still near when it is decrypted.
            for group in blocks.chunks(GROUP) {
                let start = out.len();
                out.extend_from_slice(group.as_flattened());
                let appended = out.get_mut(start..).unwrap_or_default();
                cipher.cbc_decrypt(chain, appended.as_chunks_mut().0);
            }
        });
    }

    /// Decrypts the last block and appends it without its padding.
    ///
    /// # Errors
    /// [`Error::InvalidCiphertext`] when the input was empty, not whole blocks, or wrongly padded.
    pub fn finish(mut self, out: &mut Vec<u8>) -> Result<()> {
        let last: &Block =
            self.buffer.pending().try_into().map_err(|_| Error::InvalidCiphertext)?;
        let mut plain = Zeroizing::new(*last);
        self.cipher.cbc_decrypt(&mut self.chain, core::slice::from_mut(&mut plain));
        let padding = padding_len(&plain).ok_or(Error::InvalidCiphertext)?;
        out.extend_from_slice(plain.get(..BLOCK_LEN - padding).unwrap_or_default());
        Ok(())
    }
}

impl Drop for Decryptor {
    fn drop(&mut self) {
        self.chain.zeroize();
    }
}

impl fmt::Debug for Decryptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Decryptor { .. }")
    }
}

/// The length of PKCS#7 padding, judged over the whole block without a branch on its bytes.
fn padding_len(block: &Block) -> Option<usize> {
    let [.., length] = *block;
    let block_len = 16_u8;
    let mut valid = !length.ct_eq(&0) & length.ct_lt(&(block_len + 1));
    for (byte, from_end) in block.iter().rev().zip(0_u8..) {
        let inside = from_end.ct_lt(&length);
        valid &= u8::conditional_select(&length, byte, inside).ct_eq(&length);
    }
    // PUBLISHED: whether the padding is right, and how long it is: the result has that length.
    publish(bool::from(valid)).then(|| usize::from(publish(length)))
}
