//! SM4-CCM (NIST SP 800-38C, RFC 8998): encryption with authentication, for peers that need it.
//!
//! Promises what [`super::gcm`] promises. It needs the whole message at once, since its length
//! comes first.

use super::{BLOCK_LEN, Block, Key, Nonce, TAG_LEN, cipher::RoundKeys, ctr::Sm4Ctr};
use crate::{Error, Result, block_buffer::BlockBuffer, publish};
use alloc::vec::Vec;
use core::fmt;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, Zeroizing};

/// Bytes of the longest plaintext: a nonce of 12 bytes leaves 3 for the length.
pub const MAX_PLAINTEXT: usize = (1 << 24) - 1;
/// Bytes of the longest additional data that this crate encodes.
pub const MAX_AAD: u64 = 0xffff_ffff;

/// SM4-CCM under one key, with nonces of 96 bits and whole tags of 128.
///
/// Also implements the traits of the crate `aead`.
pub struct Sm4Ccm {
    cipher: RoundKeys,
}

impl Sm4Ccm {
    /// Prepares `key`.
    pub fn new(key: &Key) -> Self {
        Self { cipher: RoundKeys::new(key) }
    }

    /// Encrypts `plaintext` and returns the ciphertext with its tag of 16 bytes behind it; `aad` is
    /// authenticated beside it.
    ///
    /// # Errors
    /// [`Error::InvalidLength`] above [`MAX_PLAINTEXT`] or [`MAX_AAD`].
    pub fn seal(&self, nonce: impl Into<Nonce>, aad: &[u8], plaintext: &[u8]) -> Result<Vec<u8>> {
        let mut out = Vec::with_capacity(plaintext.len() + TAG_LEN);
        out.extend_from_slice(plaintext);
        let tag = self.seal_in_place(nonce, aad, &mut out)?;
        out.extend_from_slice(&tag);
        Ok(out)
    }

    /// Checks and decrypts what [`Self::seal`] made.
    ///
    /// # Errors
    /// [`Error::InvalidCiphertext`] whatever is wrong with it.
    pub fn open(
        &self,
        nonce: impl Into<Nonce>,
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>> {
        let (ciphertext, tag) = sealed.split_last_chunk().ok_or(Error::InvalidCiphertext)?;
        let mut out = Zeroizing::new(ciphertext.to_vec());
        self.open_in_place(nonce, aad, &mut out, tag)?;
        Ok(out)
    }

    /// Encrypts `data` where it is, and returns the tag.
    ///
    /// # Errors
    /// [`Error::InvalidLength`] above [`MAX_PLAINTEXT`] or [`MAX_AAD`]; `data` is then untouched.
    pub fn seal_in_place(
        &self,
        nonce: impl Into<Nonce>,
        aad: &[u8],
        data: &mut [u8],
    ) -> Result<[u8; TAG_LEN]> {
        let nonce = nonce.into();
        let mac = self.mac(&nonce, aad, data)?;
        let (mask, mut stream) = self.stream(&nonce);
        stream.apply(data);
        Ok(masked(&mac, &mask))
    }

    /// Decrypts `data` where it is, and checks `tag`.
    ///
    /// # Errors
    /// [`Error::InvalidCiphertext`] whatever is wrong; `data` is then all zeros.
    pub fn open_in_place(
        &self,
        nonce: impl Into<Nonce>,
        aad: &[u8],
        data: &mut [u8],
        tag: &[u8; TAG_LEN],
    ) -> Result<()> {
        let nonce = nonce.into();
        let (mask, mut stream) = self.stream(&nonce);
        stream.apply(data);
        match self.mac(&nonce, aad, data) {
            // PUBLISHED: whether the tag matches, as the result says.
            Ok(mac) if publish(bool::from(masked(&mac, &mask).ct_eq(tag))) => Ok(()),
            _ => {
                data.zeroize();
                Err(Error::InvalidCiphertext)
            }
        }
    }

    /// The mask of the tag, and the key stream of the data (SP 800-38C A.3).
    fn stream(&self, nonce: &Nonce) -> (Zeroizing<Block>, Sm4Ctr) {
        let counter = u128::from_be_bytes(block_with_nonce(2, nonce));
        let mut mask = Zeroizing::new(counter.to_be_bytes());
        self.cipher.encrypt(&mut mask);
        (mask, Sm4Ctr::with_cipher(self.cipher.clone(), (counter + 1).to_be_bytes()))
    }

    /// CBC-MAC over lengths, additional data and plaintext (SP 800-38C A.2).
    fn mac(&self, nonce: &Nonce, aad: &[u8], plaintext: &[u8]) -> Result<Zeroizing<Block>> {
        let length = u32::try_from(plaintext.len()).map_err(|_| Error::InvalidLength)?;
        let aad_len = u32::try_from(aad.len()).map_err(|_| Error::InvalidLength)?;
        if plaintext.len() > MAX_PLAINTEXT {
            return Err(Error::InvalidLength);
        }
        // Flags: additional data present, tag of 16 bytes, length field of 3 bytes.
        let flags = if aad.is_empty() { 0x3a } else { 0x7a };
        let mut first = block_with_nonce(flags, nonce);
        let [_, b13, b14, b15] = length.to_be_bytes();
        first[13] = b13;
        first[14] = b14;
        first[15] = b15;
        let mut mac = CbcMac { cipher: &self.cipher, state: Zeroizing::new([0; BLOCK_LEN]) };
        mac.update_padded(&[&first]);
        if !aad.is_empty() {
            match u16::try_from(aad_len) {
                Ok(short) if short < 0xff00 => mac.update_padded(&[&short.to_be_bytes(), aad]),
                _ => mac.update_padded(&[&[0xff, 0xfe], &aad_len.to_be_bytes(), aad]),
            }
        }
        mac.update_padded(&[plaintext]);
        Ok(mac.state)
    }
}

impl fmt::Debug for Sm4Ccm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sm4Ccm { .. }")
    }
}

struct CbcMac<'c> {
    cipher: &'c RoundKeys,
    state: Zeroizing<Block>,
}

impl CbcMac<'_> {
    /// Takes in the concatenation of `parts`, filled up with zeros to whole blocks.
    fn update_padded(&mut self, parts: &[&[u8]]) {
        let mut buffer = BlockBuffer::<BLOCK_LEN>::default();
        for part in parts {
            buffer.absorb(part, |blocks| blocks.iter().for_each(|block| self.block(block)));
        }
        if !buffer.pending().is_empty() {
            self.block(buffer.pending());
        }
    }

    fn block(&mut self, block: &[u8]) {
        self.state.iter_mut().zip(block).for_each(|(to, from)| *to ^= *from);
        self.cipher.encrypt(&mut self.state);
    }
}

/// `first || nonce || 000000`.
fn block_with_nonce(first: u8, nonce: &Nonce) -> Block {
    let mut block = [0_u8; BLOCK_LEN];
    block[0] = first;
    block.iter_mut().skip(1).zip(nonce.as_bytes()).for_each(|(to, from)| *to = *from);
    block
}

fn masked(mac: &Block, mask: &Block) -> Block {
    let mut tag = *mac;
    tag.iter_mut().zip(mask).for_each(|(to, from)| *to ^= *from);
    tag
}
