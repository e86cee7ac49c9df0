//! Public-key encryption (GB/T 32918.4).

use super::{
    CiphertextFormat,
    arithmetic::{Point, Scalar},
    ciphertext::Parts,
    kdf, nonce,
    private::{PrivateScalar, private_key_methods},
    public::{PublicPoint, public_key_methods},
};
use crate::{Error, Result, sm3, wipe};
use alloc::{vec, vec::Vec};
use rand_core::TryCryptoRng;
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// Ephemeral scalars tried before encryption gives up. For a plaintext of one byte one in 256
/// fails, so this many fail with a chance of 2^-256.
const MAX_EPHEMERALS: usize = 32;

/// A public key to encrypt to.
///
/// The ciphertext doesn't say who made it: anyone can encrypt to a public key.
#[derive(Clone, PartialEq, Eq)]
pub struct EncryptingKey(PublicPoint);

public_key_methods!(EncryptingKey);

impl EncryptingKey {
    /// Encrypts `plaintext`; the result is 97 bytes longer, in DER up to 20 more.
    ///
    /// # Errors
    /// [`Error::EmptyPlaintext`], [`Error::EntropyFailed`] when `rng` fails, and
    /// [`Error::InvalidLength`] above what the KDF (2^37 bytes) or DER can hold.
    pub fn encrypt<R: TryCryptoRng + ?Sized>(
        &self,
        plaintext: &[u8],
        format: CiphertextFormat,
        rng: &mut R,
    ) -> Result<Vec<u8>> {
        let ciphertext =
            self.encrypt_with_ephemerals(plaintext, format, || nonce::random_scalar(rng));
        wipe::stack();
        ciphertext
    }

    /// Encrypts with the first ephemeral scalar in [1, n-1] that `ephemerals` gives and whose KDF
    /// stream is not all zero.
    fn encrypt_with_ephemerals(
        &self,
        plaintext: &[u8],
        format: CiphertextFormat,
        mut ephemerals: impl FnMut() -> Result<Scalar>,
    ) -> Result<Vec<u8>> {
        if plaintext.is_empty() {
            return Err(Error::EmptyPlaintext);
        }
        let mut c2 = Zeroizing::new(vec![0; plaintext.len()]);
        for _ in 0..MAX_EPHEMERALS {
            let k = ephemerals()?;
            trace_secret!("sm2.encrypt.ephemeral", k.to_bytes().as_slice());
            let c1 = Point::mul_base(&k).coordinates().ok_or(Error::EntropyFailed)?;
            let shared = self.0.point().mul(&k).coordinates().ok_or(Error::EntropyFailed)?;
            if kdf::derive(&[shared.x.as_slice(), shared.y.as_slice()], &mut c2)? {
                continue;
            }
            trace_secret!("sm2.encrypt.stream", &c2);
            c2.iter_mut().zip(plaintext).for_each(|(to, from)| *to ^= *from);
            let c3 = sm3::hash_parts(&[shared.x.as_slice(), plaintext, shared.y.as_slice()]);
            return Parts { x: *c1.x, y: *c1.y, c3, c2: &c2 }.encode(format);
        }
        Err(Error::EntropyFailed)
    }
}

/// A private key that decrypts; wiped on drop, never printed.
pub struct DecryptingKey {
    private: PrivateScalar,
    encrypting_key: EncryptingKey,
}

private_key_methods!(DecryptingKey, private, Self::from_private);

impl DecryptingKey {
    /// The public key of this key.
    pub fn encrypting_key(&self) -> &EncryptingKey {
        &self.encrypting_key
    }

    /// Decrypts a ciphertext in the agreed `format`.
    ///
    /// # Errors
    /// [`Error::InvalidCiphertext`] whatever is wrong with it.
    pub fn decrypt(
        &self,
        ciphertext: &[u8],
        format: CiphertextFormat,
    ) -> Result<Zeroizing<Vec<u8>>> {
        let plaintext = Parts::parse(ciphertext, format).and_then(|parts| self.open(&parts));
        wipe::stack();
        plaintext.map_err(|_| Error::InvalidCiphertext)
    }

    fn open(&self, parts: &Parts<'_>) -> Result<Zeroizing<Vec<u8>>> {
        let c1 = Point::from_coordinates(&parts.x, &parts.y).ok_or(Error::InvalidCiphertext)?;
        let shared = c1.mul(self.private.scalar()).coordinates().ok_or(Error::InvalidCiphertext)?;
        let mut plaintext = Zeroizing::new(vec![0; parts.c2.len()]);
        if kdf::derive(&[shared.x.as_slice(), shared.y.as_slice()], &mut plaintext)? {
            return Err(Error::InvalidCiphertext);
        }
        plaintext.iter_mut().zip(parts.c2).for_each(|(to, from)| *to ^= *from);
        let expected = Zeroizing::new(sm3::hash_parts(&[
            shared.x.as_slice(),
            &plaintext,
            shared.y.as_slice(),
        ]));
        if bool::from(expected.ct_eq(&parts.c3)) {
            Ok(plaintext)
        } else {
            Err(Error::InvalidCiphertext)
        }
    }

    fn from_private(private: PrivateScalar) -> Result<Self> {
        let encrypting_key = EncryptingKey(private.public().clone());
        Ok(Self { private, encrypting_key })
    }
}
