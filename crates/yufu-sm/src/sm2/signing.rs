//! Signing (GB/T 32918.2 6.1).

use super::{
    Signature, SignerId, VerifyingKey,
    arithmetic::{Factor, Point, Scalar},
    nonce,
    private::{PrivateScalar, private_key_methods},
    verifying::digest_behind,
};
use crate::{Error, Result, publish, sm3, wipe};
use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

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
    inverse: Factor,
    verifying_key: VerifyingKey,
    /// Z of [`SignerId::DEFAULT`]; public, but wiped with what it lies beside.
    default_z: Zeroizing<[u8; sm3::DIGEST_LEN]>,
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
        let z = if *id == SignerId::DEFAULT { *self.default_z } else { self.verifying_key.z(id) };
        self.sign_digest(&digest_behind(&z, parts), rng)
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
            .and_then(|mut drbg| self.sign_with_nonces(digest, || nonce::next_nonce(&mut drbg)));
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
            let x1 = Point::mul_base_x(&k).ok_or(Error::EntropyFailed)?;
            let r = e.add(&Scalar::reduce(&x1));
            let sum = r.add(&k);
            // PUBLISHED: whether the standard refuses the nonce, which is dropped then.
            if publish(bool::from(r.is_zero() | sum.is_zero())) {
                continue;
            }
            // (k - r d) / (1 + d) = (r + k) / (1 + d) - r
            let s = sum.times(&self.inverse).sub(&r);
            // PUBLISHED: whether s is zero; s itself is published otherwise.
            if publish(bool::from(s.is_zero())) {
                continue;
            }
            return Signature::from_scalars(&r, &s);
        }
        Err(Error::EntropyFailed)
    }

    fn from_private(private: PrivateScalar) -> Result<Self> {
        let inverse = private.scalar().add(&Scalar::one()).invert().ok_or(Error::InvalidKey)?;
        let verifying_key = VerifyingKey::from_point(private.public().clone());
        let default_z = Zeroizing::new(verifying_key.z(&SignerId::DEFAULT));
        wipe::stack();
        Ok(Self { private, inverse: inverse.into(), verifying_key, default_z })
    }
}

/// A signing key with a fixed ID; see [`SigningKey::with_id`].
#[derive(Debug)]
pub struct SigningKeyWithId<'k> {
    pub(super) key: &'k SigningKey,
    pub(super) id: SignerId<'k>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    const N: &str = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";

    fn bytes(hex: &str) -> [u8; 32] {
        hex::decode(hex).unwrap().try_into().unwrap()
    }

    fn scalar(hex: &str) -> Scalar {
        Scalar::from_bytes(&bytes(hex)).unwrap()
    }

    fn negated(value: &Scalar) -> Scalar {
        value.sub(value).sub(value)
    }

    fn example_key() -> SigningKey {
        let d = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
        SigningKey::from_bytes(&bytes(d)).unwrap()
    }

    fn example_nonce() -> Scalar {
        scalar("59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21")
    }

    fn x1(nonce: &Scalar) -> Scalar {
        Scalar::reduce(&Point::mul_base_x(nonce).unwrap())
    }

    /// Gives `refused` first, then the example's nonce, and counts.
    fn sign_counting(key: &SigningKey, digest: &[u8; 32], refused: &Scalar) -> (Signature, usize) {
        let mut nonces = Vec::from([example_nonce(), refused.clone()]);
        let signature =
            key.sign_with_nonces(digest, || nonces.pop().ok_or(Error::EntropyFailed)).unwrap();
        (signature, 2 - nonces.len())
    }

    /// The example of GM/T 0003.5 annex A.
    #[test]
    fn standard_example_is_reproduced() {
        let key = example_key();
        assert_eq!(
            hex::encode(key.verifying_key().to_sec1_bytes()),
            "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020\
             ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
        );
        let id = SignerId::DEFAULT;
        assert_eq!(
            hex::encode(key.verifying_key().z(&id)),
            "b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3"
        );
        let digest = key.verifying_key().digest(&id, &[b"message digest"]);
        assert_eq!(
            hex::encode(digest),
            "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640"
        );
        let signature = key.sign_with_nonces(&digest, || Ok(example_nonce())).unwrap();
        assert_eq!(
            hex::encode(signature.to_bytes()),
            "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3\
             b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
        );
        key.verifying_key().verify(&id, b"message digest", &signature).unwrap();
    }

    #[test]
    fn nonce_that_makes_r_zero_is_replaced() {
        let key = example_key();
        let k = scalar("0000000000000000000000000000000000000000000000000000000000000007");
        let digest = *negated(&x1(&k)).to_bytes();
        let (signature, tried) = sign_counting(&key, &digest, &k);
        assert_eq!(tried, 2);
        key.verifying_key().verify_digest_vartime(&digest, &signature).unwrap();
    }

    #[test]
    fn nonce_that_makes_r_plus_k_equal_n_is_replaced() {
        let key = example_key();
        let k = scalar("0000000000000000000000000000000000000000000000000000000000000007");
        let digest = *negated(&x1(&k).add(&k)).to_bytes();
        let (signature, tried) = sign_counting(&key, &digest, &k);
        assert_eq!(tried, 2);
        key.verifying_key().verify_digest_vartime(&digest, &signature).unwrap();
    }

    #[test]
    fn nonce_that_makes_s_zero_is_replaced() {
        let k = scalar("0000000000000000000000000000000000000000000000000000000000000007");
        let digest = [0x5a; 32];
        // s = 0 exactly when k = r d.
        let r = Scalar::reduce(&digest).add(&x1(&k));
        let d = k.mul(&r.invert().unwrap());
        let key = SigningKey::from_bytes(&d.to_bytes()).unwrap();
        let (signature, tried) = sign_counting(&key, &digest, &k);
        assert_eq!(tried, 2);
        key.verifying_key().verify_digest_vartime(&digest, &signature).unwrap();
    }

    #[test]
    fn nonces_that_are_all_refused_end_in_an_error() {
        let key = example_key();
        let k = scalar("0000000000000000000000000000000000000000000000000000000000000007");
        let digest = *negated(&x1(&k)).to_bytes();
        let mut tried = 0;
        let result = key.sign_with_nonces(&digest, || {
            tried += 1;
            Ok(k.clone())
        });
        assert_eq!(result, Err(Error::EntropyFailed));
        assert_eq!(tried, MAX_NONCES);
    }

    /// With d = n-1 the inverse of 1 + d doesn't exist.
    #[test]
    fn private_key_n_minus_1_is_refused() {
        let mut n_minus_1 = bytes(N);
        n_minus_1[31] -= 1;
        assert_eq!(SigningKey::from_bytes(&n_minus_1).unwrap_err(), Error::InvalidKey);
        n_minus_1[31] -= 1;
        SigningKey::from_bytes(&n_minus_1).unwrap();
    }

    /// r + s = n makes t zero: without the check [s]G alone would decide.
    #[test]
    fn signature_whose_r_plus_s_is_n_is_refused() {
        let key = example_key();
        let s = scalar("0000000000000000000000000000000000000000000000000000000000000009");
        let r = negated(&s);
        // The digest for which R = e + x1 = r would hold.
        let digest = *r.sub(&x1(&s)).to_bytes();
        let signature = Signature::from_scalars(&r, &s).unwrap();
        assert_eq!(
            key.verifying_key().verify_digest_vartime(&digest, &signature),
            Err(Error::InvalidSignature)
        );
    }

    /// [s]G + [t]P = infinity has no x; it needs s + t d = 0, so r = -s (1 + d) / d.
    #[test]
    fn signature_whose_point_is_infinity_is_refused() {
        let key = example_key();
        let d = key.private.scalar();
        let s = scalar("0000000000000000000000000000000000000000000000000000000000000009");
        let t = negated(&s.mul(&d.invert().unwrap()));
        let signature = Signature::from_scalars(&t.sub(&s), &s).unwrap();
        for digest in [[0; 32], *t.sub(&s).to_bytes()] {
            assert_eq!(
                key.verifying_key().verify_digest_vartime(&digest, &signature),
                Err(Error::InvalidSignature)
            );
        }
    }
}
