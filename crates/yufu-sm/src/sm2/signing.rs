//! Signing (GB/T 32918.2 6.1).

use super::{
    Signature, SignerId, VerifyingKey,
    arithmetic::{Point, Scalar},
    nonce,
    private::{PrivateScalar, private_key_methods},
};
use crate::{Error, Result, sm3, wipe};
use rand_core::TryCryptoRng;

/// Nonces tried before signing gives up. One fails with a chance of about 2^-255.
const MAX_NONCES: usize = 16;

/// A private key that signs; wiped on drop, never printed.
///
/// A signature is not checked before it is returned. A fault that the hardware is made to commit
/// while signing can leak the key; where that is a threat, verify before sending (the key has
/// [`Self::verifying_key`]). The nonce depends on fresh randomness, so that the comparison of two
/// runs, the easiest fault attack, gives nothing.
pub struct SigningKey {
    private: PrivateScalar,
    /// (1 + d)^-1.
    inverse: Scalar,
    verifying_key: VerifyingKey,
}

private_key_methods!(SigningKey, private, Self::from_private);

impl SigningKey {
    /// The public key of this key.
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.verifying_key
    }

    /// Signs `message` as `id`, with a nonce from the key, the message and `rng` together.
    ///
    /// # Errors
    /// [`Error::EntropyFailed`] when `rng` fails; no signature is made without fresh randomness.
    pub fn sign<R: TryCryptoRng + ?Sized>(
        &self,
        id: &SignerId<'_>,
        message: &[u8],
        rng: &mut R,
    ) -> Result<Signature> {
        self.sign_parts(id, &[message], rng)
    }

    /// Signs the concatenation of `parts` as `id`.
    ///
    /// # Errors
    /// As [`Self::sign`].
    pub fn sign_parts<R: TryCryptoRng + ?Sized>(
        &self,
        id: &SignerId<'_>,
        parts: &[&[u8]],
        rng: &mut R,
    ) -> Result<Signature> {
        self.sign_digest(&self.verifying_key.digest(id, parts), rng)
    }

    /// This key with a fixed ID, for the traits of the crate `signature`.
    pub fn with_id<'k>(&'k self, id: SignerId<'k>) -> SigningKeyWithId<'k> {
        SigningKeyWithId { key: self, id }
    }

    /// Signs e = SM3(Z ‖ message).
    pub(crate) fn sign_digest<R: TryCryptoRng + ?Sized>(
        &self,
        digest: &[u8; sm3::DIGEST_LEN],
        rng: &mut R,
    ) -> Result<Signature> {
        let signature = nonce::hedged(self.private.scalar(), digest, rng)
            .and_then(|mut drbg| self.sign_with_nonces(digest, || nonce::random_scalar(&mut drbg)));
        wipe::stack();
        signature
    }

    /// Signs with the first nonce in [1, n-1] that `nonces` gives and the standard doesn't refuse.
    fn sign_with_nonces(
        &self,
        digest: &[u8; sm3::DIGEST_LEN],
        mut nonces: impl FnMut() -> Result<Scalar>,
    ) -> Result<Signature> {
        let e = Scalar::reduce(digest);
        for _ in 0..MAX_NONCES {
            let k = nonces()?;
            let x1 = Point::mul_base(&k).coordinates().ok_or(Error::EntropyFailed)?.x;
            let r = e.add(&Scalar::reduce(&x1));
            let sum = r.add(&k);
            if bool::from(r.is_zero() | sum.is_zero()) {
                continue;
            }
            // (k - r d) / (1 + d) = (r + k) / (1 + d) - r
            let s = self.inverse.mul(&sum).sub(&r);
            if bool::from(s.is_zero()) {
                continue;
            }
            return Signature::from_scalars(&r, &s);
        }
        Err(Error::EntropyFailed)
    }

    fn from_private(private: PrivateScalar) -> Result<Self> {
        let inverse = private.scalar().add(&Scalar::one()).invert().ok_or(Error::InvalidKey)?;
        let verifying_key = VerifyingKey::from_point(private.public().clone());
        wipe::stack();
        Ok(Self { private, inverse, verifying_key })
    }
}

/// A signing key with a fixed ID; see [`SigningKey::with_id`].
#[derive(Debug)]
pub struct SigningKeyWithId<'k> {
    key: &'k SigningKey,
    id: SignerId<'k>,
}

impl signature::RandomizedSigner<Signature> for SigningKeyWithId<'_> {
    fn try_sign_with_rng<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
        message: &[u8],
    ) -> signature::Result<Signature> {
        self.key.sign(&self.id, message, rng).map_err(|_| signature::Error::new())
    }
}
