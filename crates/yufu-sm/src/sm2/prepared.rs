//! Verification with a key that was prepared, or of many signatures at once: for servers.

use super::{
    Signature, SignerId, VerifyingKey,
    arithmetic::equation::{self, PreparedPoint},
    verifying::equation_of,
};
use crate::{Error, Result, sm3};
use alloc::{boxed::Box, vec::Vec};
use core::fmt;

/// A public key with tables of its multiples, 8 KiB, with which verifying takes about a third of
/// the time. Preparing takes about as long as two verifications without.
///
/// ```
/// use yufu_sm::sm2::{SignerId, SigningKey};
///
/// let mut rng = getrandom::SysRng;
/// let key = SigningKey::generate(&mut rng)?;
/// let signature = key.sign(&SignerId::DEFAULT, b"pay 100.00", &mut rng)?;
/// let prepared = key.verifying_key().prepare();
/// prepared.verify(&SignerId::DEFAULT, b"pay 100.00", &signature)?;
/// # Ok::<(), yufu_sm::Error>(())
/// ```
#[derive(Clone)]
pub struct PreparedVerifyingKey {
    key: VerifyingKey,
    point: Box<PreparedPoint>,
}

impl VerifyingKey {
    /// This key with tables that make verification faster.
    pub fn prepare(&self) -> PreparedVerifyingKey {
        PreparedVerifyingKey { key: self.clone(), point: self.point().prepare() }
    }
}

impl PreparedVerifyingKey {
    /// The key that was prepared.
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.key
    }

    /// Checks that the holder of this key, as `id`, signed `message`.
    ///
    /// # Errors
    /// [`Error::InvalidSignature`] when not.
    pub fn verify(&self, id: &SignerId<'_>, message: &[u8], signature: &Signature) -> Result<()> {
        self.verify_parts(id, &[message], signature)
    }

    /// Checks a signature over the concatenation of `parts`.
    ///
    /// # Errors
    /// As [`Self::verify`].
    pub fn verify_parts(
        &self,
        id: &SignerId<'_>,
        parts: &[&[u8]],
        signature: &Signature,
    ) -> Result<()> {
        self.verify_digest_vartime(&self.key.digest(id, parts), signature)
    }

    pub(crate) fn verify_digest_vartime(
        &self,
        digest: &[u8; sm3::DIGEST_LEN],
        signature: &Signature,
    ) -> Result<()> {
        match equation_of(digest, signature) {
            Some(equation) if equation.holds_prepared_vartime(&self.point) => Ok(()),
            _ => Err(Error::InvalidSignature),
        }
    }
}

impl fmt::Debug for PreparedVerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PreparedVerifyingKey").field(&self.key).finish()
    }
}

/// One signature of those that [`verify_batch`] checks.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// Who is said to have signed.
    pub key: &'a VerifyingKey,
    /// The ID from the record of that key.
    pub id: SignerId<'a>,
    /// What is said to be signed.
    pub message: &'a [u8],
    /// The signature.
    pub signature: &'a Signature,
}

/// Checks signatures by any keys, each for itself; the results come in the order of the claims.
///
/// The same as as many calls of [`VerifyingKey::verify`], but that the field inversions are shared
/// and the messages, which are copied for it, are hashed side by side.
/// Keys that come again and again are better prepared, see [`PreparedVerifyingKey`].
///
/// ```
/// use yufu_sm::sm2::{Claim, SignerId, SigningKey, verify_batch};
///
/// let mut rng = getrandom::SysRng;
/// let (key, id) = (SigningKey::generate(&mut rng)?, SignerId::DEFAULT);
/// let signature = key.sign(&id, b"one", &mut rng)?;
/// let claim = |message| Claim { key: key.verifying_key(), id, message, signature: &signature };
/// let results = verify_batch(&[claim(b"one"), claim(b"two")]);
/// assert!(results[0].is_ok() && results[1].is_err());
/// # Ok::<(), yufu_sm::Error>(())
/// ```
pub fn verify_batch(claims: &[Claim<'_>]) -> Vec<Result<()>> {
    let equations: Vec<_> = claims
        .iter()
        .zip(digests(claims))
        .map(|(claim, digest)| {
            equation_of(&digest, claim.signature).map(|equation| (claim.key.point(), equation))
        })
        .collect();
    equation::hold_each_vartime(&equations)
        .into_iter()
        .map(|holds| if holds { Ok(()) } else { Err(Error::InvalidSignature) })
        .collect()
}

/// e = SM3(Z ‖ message) of each claim, side by side.
fn digests(claims: &[Claim<'_>]) -> Vec<[u8; sm3::DIGEST_LEN]> {
    let hash_each = |messages: Vec<Vec<u8>>| {
        sm3::hash_many(&messages.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    let z = hash_each(claims.iter().map(|claim| claim.key.z_message(&claim.id)).collect());
    hash_each(
        z.iter().zip(claims).map(|(z, claim)| [z.as_slice(), claim.message].concat()).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sm2::{SigningKey, arithmetic::Scalar};

    /// Signatures by several keys with every fault that verification has a check for.
    fn cases() -> Vec<(VerifyingKey, [u8; 32], Signature, bool)> {
        let mut rng = getrandom::SysRng;
        let mut cases = Vec::new();
        for seed in 1..20_u8 {
            let key = SigningKey::from_bytes(&[seed; 32]).unwrap();
            let digest = [seed.wrapping_mul(77); 32];
            let signature = key.sign_digest(&digest, &mut rng).unwrap();
            let public = key.verifying_key().clone();
            cases.push((public.clone(), digest, signature, true));
            let mut bytes = signature.to_bytes();
            bytes[usize::from(seed)] ^= 1;
            cases.push((public.clone(), digest, Signature::from_bytes(&bytes).unwrap(), false));
            let (r, s) = signature.scalars().unwrap();
            let minus_s = s.sub(&s).sub(&s);
            let sum_is_n = Signature::from_scalars(&minus_s, &s).unwrap();
            cases.push((public.clone(), digest, sum_is_n, false));
            let swapped = Signature::from_scalars(&s, &r).unwrap();
            cases.push((public, digest, swapped, false));
        }
        // [s]G + [t]P at infinity: s + t d = 0.
        let d = Scalar::from_bytes(&[7; 32]).unwrap();
        let key = SigningKey::from_bytes(&[7; 32]).unwrap();
        let s = Scalar::from_bytes(&[9; 32]).unwrap();
        let minus_s = s.sub(&s).sub(&s);
        let t = minus_s.mul(&d.invert().unwrap());
        let r = t.sub(&s);
        let infinity = Signature::from_scalars(&r, &s).unwrap();
        cases.push((key.verifying_key().clone(), *r.to_bytes(), infinity, false));
        cases
    }

    #[test]
    fn prepared_key_accepts_and_refuses_what_the_key_does() {
        for (key, digest, signature, valid) in cases() {
            assert_eq!(key.verify_digest_vartime(&digest, &signature).is_ok(), valid);
            let prepared = key.prepare();
            assert_eq!(prepared.verify_digest_vartime(&digest, &signature).is_ok(), valid);
        }
    }

    #[test]
    fn batch_judges_each_claim_for_itself() {
        let mut rng = getrandom::SysRng;
        let keys: Vec<_> = (1..40_u8).map(|i| SigningKey::from_bytes(&[i; 32]).unwrap()).collect();
        let id = SignerId::DEFAULT;
        let signatures: Vec<_> =
            keys.iter().map(|key| key.sign(&id, b"message", &mut rng).unwrap()).collect();
        for length in [0, 1, 2, 15, 16, 17, 33, 39] {
            let claims: Vec<_> = keys
                .iter()
                .zip(&signatures)
                .take(length)
                .enumerate()
                .map(|(index, (key, signature))| Claim {
                    key: key.verifying_key(),
                    id,
                    message: if index % 3 == 1 { b"another" } else { b"message" },
                    signature,
                })
                .collect();
            let results = verify_batch(&claims);
            assert_eq!(results.len(), length);
            for (index, (claim, result)) in claims.iter().zip(results).enumerate() {
                assert_eq!(result.is_ok(), index % 3 != 1);
                assert_eq!(result, claim.key.verify(&id, claim.message, claim.signature));
            }
        }
    }

    #[test]
    fn batch_refuses_what_single_verification_refuses() {
        // Claims hold messages, so the faults are put into the equations.
        let cases = cases();
        let equations: Vec<_> = cases
            .iter()
            .map(|(key, digest, signature, _)| {
                equation_of(digest, signature).map(|equation| (key.point(), equation))
            })
            .collect();
        let results = equation::hold_each_vartime(&equations);
        let expected: Vec<_> = cases.iter().map(|(.., valid)| *valid).collect();
        assert_eq!(results, expected);
    }
}
