//! Verification (GB/T 32918.2 7.1).

use super::{
    Signature, SignerId,
    arithmetic::{AffinePoint, Scalar, equation::Equation},
    public::{PublicPoint, public_key_methods},
};
use crate::{Error, Result, sm3};
use alloc::vec::Vec;

/// A public key that verifies signatures.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifyingKey(PublicPoint);

public_key_methods!(VerifyingKey);

impl VerifyingKey {
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
        self.verify_digest_vartime(&self.digest(id, parts), signature)
    }

    /// This key with a fixed ID, for the traits of the crate `signature`.
    pub fn with_id<'k>(&'k self, id: SignerId<'k>) -> VerifyingKeyWithId<'k> {
        VerifyingKeyWithId { key: self, id }
    }

    /// Z: the hash that binds `id` to this key, and that a message is hashed behind
    /// (GB/T 32918.2 5.5).
    pub fn z(&self, id: &SignerId<'_>) -> [u8; sm3::DIGEST_LEN] {
        id.z(&self.0)
    }

    /// e = SM3(Z ‖ message).
    pub(crate) fn digest(&self, id: &SignerId<'_>, parts: &[&[u8]]) -> [u8; sm3::DIGEST_LEN] {
        digest_behind(&self.z(id), parts)
    }

    /// What Z is the hash of.
    pub(super) fn z_message(&self, id: &SignerId<'_>) -> Vec<u8> {
        id.z_message(&self.0)
    }

    pub(crate) fn verify_digest_vartime(
        &self,
        digest: &[u8; sm3::DIGEST_LEN],
        signature: &Signature,
    ) -> Result<()> {
        match equation_of(digest, signature) {
            Some(equation) if equation.holds_vartime(self.point()) => Ok(()),
            _ => Err(Error::InvalidSignature),
        }
    }

    pub(super) fn point(&self) -> &AffinePoint {
        self.0.point()
    }

    pub(super) fn from_point(point: PublicPoint) -> Self {
        Self(point)
    }
}

/// e = SM3(Z ‖ message).
pub(super) fn digest_behind(z: &[u8; sm3::DIGEST_LEN], parts: &[&[u8]]) -> [u8; sm3::DIGEST_LEN] {
    let mut state = sm3::Sm3::new();
    state.update(z);
    parts.iter().for_each(|part| state.update(part));
    state.finish()
}

/// What a signature over `digest` claims: with t = r + s, the point s G + t P has the x coordinate
/// r - e. None for t = 0.
pub(super) fn equation_of(
    digest: &[u8; sm3::DIGEST_LEN],
    signature: &Signature,
) -> Option<Equation> {
    // r and s are in [1, n-1]: the type says so.
    let (r, s) = signature.scalars()?;
    let (t, x) = (r.add(&s), r.sub(&Scalar::reduce(digest)));
    (!bool::from(t.is_zero())).then_some(Equation { s, t, x })
}

/// A verifying key with a fixed ID; see [`VerifyingKey::with_id`].
#[derive(Debug)]
pub struct VerifyingKeyWithId<'k> {
    pub(super) key: &'k VerifyingKey,
    pub(super) id: SignerId<'k>,
}
