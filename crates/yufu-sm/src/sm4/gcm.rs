//! SM4-GCM (GB/T 36624, NIST SP 800-38D, RFC 8998): encryption with authentication.
//!
//! Promises secrecy and integrity while no nonce is used twice under one key. It does not hide the
//! plaintext's length, and does not bind the ciphertext to one key only (it is not committing).

use super::cipher::{Backend, Expanded, RoundKeys};
use super::kernel::{Message, Mode, SHORT};
use super::{BLOCK_LEN, Block, Key, Nonce, TAG_LEN, ctr::Sm4Ctr, ghash::Ghash};
use crate::{Error, Result, block_buffer::BlockBuffer, publish};
use alloc::vec::Vec;
use core::fmt;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, Zeroizing};

/// Bytes of the longest plaintext: 2^36 - 32 (SP 800-38D 5.2.1.1).
pub const MAX_PLAINTEXT: u64 = (1 << 36) - 32;
/// Bytes of the longest additional data: 2^61 - 1.
pub const MAX_AAD: u64 = (1 << 61) - 1;

/// SM4-GCM under one key, with nonces of 96 bits and whole tags of 128.
///
/// Also implements the traits of the crate `aead`.
pub struct Sm4Gcm {
    cipher: RoundKeys,
    ghash: Ghash,
}

impl Sm4Gcm {
    /// Prepares `key`.
    pub fn new(key: &Key) -> Self {
        Self::with_backend(Backend::detect(), key)
    }

    #[inline]
    pub(super) fn with_backend(backend: Backend, key: &Key) -> Self {
        let (cipher, hash_key) = RoundKeys::for_gcm(backend, key);
        Self { ghash: Ghash::new(backend, &hash_key), cipher }
    }

    /// Encrypts `plaintext` and returns the ciphertext with its tag of 16 bytes behind it; `aad` is
    /// authenticated beside it.
    ///
    /// # Errors
    /// [`Error::InvalidLength`] above [`MAX_PLAINTEXT`] or [`MAX_AAD`].
    pub fn seal(&self, nonce: impl Into<Nonce>, aad: &[u8], plaintext: &[u8]) -> Result<Vec<u8>> {
        // Room for the tag from the start, so that no copy of the plaintext is left behind.
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
        check_lengths(aad, data)?;
        Ok(self.crypt(Mode::Seal, &nonce.into(), aad, data))
    }

    /// Checks `tag`, and decrypts `data` where it is.
    ///
    /// # Errors
    /// [`Error::InvalidCiphertext`] whatever is wrong; `data` is then untouched.
    pub fn open_in_place(
        &self,
        nonce: impl Into<Nonce>,
        aad: &[u8],
        data: &mut [u8],
        tag: &[u8; TAG_LEN],
    ) -> Result<()> {
        check_lengths(aad, data).map_err(|_| Error::InvalidCiphertext)?;
        let nonce = nonce.into();
        let valid = self.crypt(Mode::Open, &nonce, aad, data).ct_eq(tag);
        // PUBLISHED: whether the tag matches, as the result says.
        if publish(bool::from(valid)) {
            return Ok(());
        }
        take_back(&self.cipher, &nonce, data);
        Err(Error::InvalidCiphertext)
    }

    /// Encrypts or decrypts `data`, and returns the tag.
    fn crypt(&self, mode: Mode, nonce: &Nonce, aad: &[u8], data: &mut [u8]) -> [u8; TAG_LEN] {
        let first_counter = first_counter(nonce);
        if let (Expanded::Kernel(keys), Ghash::Kernel(hash)) = (&self.cipher.0, &self.ghash) {
            let message = Message { mode, first_counter, aad };
            return keys.path.gcm(&keys.operands, &hash.powers, &message, data);
        }
        let mut sealer = self.start(first_counter, aad);
        sealer.data_len = data.len() as u64;
        if mode == Mode::Open {
            sealer.hash(data);
        }
        sealer.stream.apply(data);
        if mode == Mode::Seal {
            sealer.hash(data);
        }
        sealer.tag()
    }

    /// Starts to seal a message that comes in pieces.
    ///
    /// There is no opener in pieces: it would hand out plaintext before its tag is checked.
    ///
    /// # Errors
    /// [`Error::InvalidLength`] above [`MAX_AAD`].
    pub fn sealer(&self, nonce: impl Into<Nonce>, aad: &[u8]) -> Result<Sealer> {
        check_lengths(aad, &[])?;
        Ok(self.start(first_counter(&nonce.into()), aad))
    }

    fn start(&self, first_counter: u128, aad: &[u8]) -> Sealer {
        let mut mask = Zeroizing::new(first_counter.to_be_bytes());
        self.cipher.encrypt(&mut mask);
        let mut ghash = self.ghash.clone();
        ghash.update_padded(aad);
        let counter = first_counter.wrapping_add(1).to_be_bytes();
        Sealer {
            stream: Sm4Ctr::with_cipher(self.cipher.clone(), counter),
            ghash,
            buffer: BlockBuffer::default(),
            mask,
            aad_len: aad.len() as u64,
            data_len: 0,
        }
    }
}

/// Encrypts `data` where it is under a key that is for this message alone, such as the fresh key of
/// a record, and returns the tag: what [`Sm4Gcm`] does, for a short message in about half the time.
///
/// # Errors
/// As [`Sm4Gcm::seal_in_place`].
pub fn seal_once(
    key: &Key,
    nonce: impl Into<Nonce>,
    aad: &[u8],
    data: &mut [u8],
) -> Result<[u8; TAG_LEN]> {
    check_lengths(aad, data)?;
    Ok(crypt_once(Backend::detect(), Mode::Seal, key, &nonce.into(), aad, data))
}

/// Checks `tag`, and decrypts `data` where it is, under a key that is for this message alone.
///
/// # Errors
/// As [`Sm4Gcm::open_in_place`].
pub fn open_once(
    key: &Key,
    nonce: impl Into<Nonce>,
    aad: &[u8],
    data: &mut [u8],
    tag: &[u8; TAG_LEN],
) -> Result<()> {
    check_lengths(aad, data).map_err(|_| Error::InvalidCiphertext)?;
    let nonce = nonce.into();
    let valid = crypt_once(Backend::detect(), Mode::Open, key, &nonce, aad, data).ct_eq(tag);
    // PUBLISHED: whether the tag matches, as the result says.
    if publish(bool::from(valid)) {
        return Ok(());
    }
    take_back(&RoundKeys::new(key), &nonce, data);
    Err(Error::InvalidCiphertext)
}

/// Encrypts or decrypts `data`, and returns the tag.
pub(super) fn crypt_once(
    backend: Backend,
    mode: Mode,
    key: &Key,
    nonce: &Nonce,
    aad: &[u8],
    data: &mut [u8],
) -> [u8; TAG_LEN] {
    if let (Backend::Kernel(path), 0..=SHORT) = (backend, data.len()) {
        trace_secret!("sm4.key", key.as_bytes());
        let message = Message { mode, first_counter: first_counter(nonce), aad };
        return path.once(key.as_bytes(), &message, data);
    }
    Sm4Gcm::with_backend(backend, key).crypt(mode, nonce, aad, data)
}

/// Makes `data` what it was before it was decrypted, by the key stream once more.
fn take_back(cipher: &RoundKeys, nonce: &Nonce, data: &mut [u8]) {
    let mut counter = first_counter(nonce).wrapping_add(1).to_be_bytes();
    cipher.ctr(&mut counter, data);
}

/// J0 = nonce || 1, which masks the tag; the data's counter starts one above (SP 800-38D 7.1).
fn first_counter(nonce: &Nonce) -> u128 {
    let mut first = [0_u8; BLOCK_LEN];
    first.iter_mut().zip(nonce.as_bytes()).for_each(|(to, from)| *to = *from);
    u128::from_be_bytes(first) | 1
}

fn check_lengths(aad: &[u8], data: &[u8]) -> Result<()> {
    if aad.len() as u64 > MAX_AAD || data.len() as u64 > MAX_PLAINTEXT {
        return Err(Error::InvalidLength);
    }
    Ok(())
}

impl fmt::Debug for Sm4Gcm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sm4Gcm { .. }")
    }
}

/// A message being sealed in pieces; made by [`Sm4Gcm::sealer`], wiped on drop.
pub struct Sealer {
    stream: Sm4Ctr,
    ghash: Ghash,
    buffer: BlockBuffer<BLOCK_LEN>,
    /// The encrypted first counter block.
    mask: Zeroizing<Block>,
    aad_len: u64,
    data_len: u64,
}

impl Sealer {
    /// Encrypts the next piece where it is.
    ///
    /// # Errors
    /// [`Error::InvalidLength`] when the message passes [`MAX_PLAINTEXT`]; `data` is then untouched.
    pub fn update(&mut self, data: &mut [u8]) -> Result<()> {
        self.count(data.len())?;
        self.stream.apply(data);
        self.hash(data);
        Ok(())
    }

    /// The tag over all pieces.
    pub fn finish(mut self) -> [u8; TAG_LEN] {
        self.tag()
    }

    fn count(&mut self, more: usize) -> Result<()> {
        self.data_len = self
            .data_len
            .checked_add(more as u64)
            .filter(|total| *total <= MAX_PLAINTEXT)
            .ok_or(Error::InvalidLength)?;
        Ok(())
    }

    fn hash(&mut self, ciphertext: &[u8]) {
        let ghash = &mut self.ghash;
        self.buffer.absorb(ciphertext, |blocks| ghash.update_blocks(blocks));
    }

    fn tag(&mut self) -> [u8; TAG_LEN] {
        self.ghash.update_padded(self.buffer.pending());
        let mut lengths = [0_u8; BLOCK_LEN];
        let bits = (u128::from(self.aad_len) << 67) | (u128::from(self.data_len) << 3);
        lengths.copy_from_slice(&bits.to_be_bytes());
        self.ghash.update_blocks(&[lengths]);
        let mut tag = self.ghash.clone().finish();
        tag.iter_mut().zip(self.mask.iter()).for_each(|(to, from)| *to ^= *from);
        tag
    }
}

impl Drop for Sealer {
    fn drop(&mut self) {
        self.data_len.zeroize();
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer { .. }")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Past the limit the counter would wrap and the key stream repeat.
    #[test]
    fn message_beyond_the_limit_is_refused_and_left_untouched() {
        let gcm = Sm4Gcm::new(&Key::from_bytes(&[7; 16]));
        let mut sealer = gcm.sealer([0; 12], b"").unwrap();
        sealer.data_len = MAX_PLAINTEXT - 1;
        let mut data = [1, 2];
        assert_eq!(sealer.update(&mut data), Err(Error::InvalidLength));
        assert_eq!(data, [1, 2]);
        sealer.update(&mut data[..1]).unwrap();
        assert_eq!(sealer.update(&mut data[..1]), Err(Error::InvalidLength));
    }
}
