//! The RustCrypto traits by which X.509 builders take a key: `signature`, `spki`.

use super::{Signature, SigningKeyWithId, VerifyingKey, VerifyingKeyWithId};
use der::{
    Document,
    asn1::{BitString, ObjectIdentifier},
};
use rand_core::TryCryptoRng;
use spki::{
    AlgorithmIdentifierOwned, DynSignatureAlgorithmIdentifier, EncodePublicKey,
    SignatureBitStringEncoding,
};

/// SM2 signature over an SM3 digest (GM/T 0006).
const SM2_WITH_SM3: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.156.10197.1.501");

impl signature::RandomizedSigner<Signature> for SigningKeyWithId<'_> {
    fn try_sign_with_rng<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
        message: &[u8],
    ) -> signature::Result<Signature> {
        self.key.sign(&self.id, message, rng).map_err(|_| signature::Error::new())
    }
}

impl signature::Keypair for SigningKeyWithId<'_> {
    type VerifyingKey = VerifyingKey;

    fn verifying_key(&self) -> VerifyingKey {
        self.key.verifying_key().clone()
    }
}

impl DynSignatureAlgorithmIdentifier for SigningKeyWithId<'_> {
    fn signature_algorithm_identifier(&self) -> spki::Result<AlgorithmIdentifierOwned> {
        Ok(AlgorithmIdentifierOwned { oid: SM2_WITH_SM3, parameters: None })
    }
}

impl signature::Verifier<Signature> for VerifyingKeyWithId<'_> {
    fn verify(&self, message: &[u8], signature: &Signature) -> signature::Result<()> {
        self.key.verify(&self.id, message, signature).map_err(|_| signature::Error::new())
    }
}

impl EncodePublicKey for VerifyingKey {
    fn to_public_key_der(&self) -> spki::Result<Document> {
        Ok(Document::try_from(self.to_spki_der())?)
    }
}

impl SignatureBitStringEncoding for Signature {
    fn to_bitstring(&self) -> der::Result<BitString> {
        BitString::from_bytes(&self.to_der())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sm2::{SignerId, SigningKey};
    use signature::{Keypair as _, RandomizedSigner as _, Verifier as _};

    #[test]
    fn traits_give_what_the_inherent_methods_give() {
        let key = SigningKey::from_bytes(&[0x42; 32]).unwrap();
        let signer = key.with_id(SignerId::DEFAULT);
        let signature = signer.try_sign_with_rng(&mut getrandom::SysRng, b"m").unwrap();
        let public = signer.verifying_key();
        assert_eq!(&public, key.verifying_key());
        public.with_id(SignerId::DEFAULT).verify(b"m", &signature).unwrap();
        assert!(public.with_id(SignerId::DEFAULT).verify(b"n", &signature).is_err());
        let document = public.to_public_key_der().unwrap();
        assert_eq!(document.as_bytes(), public.to_spki_der());
        assert_eq!(signature.to_bitstring().unwrap().raw_bytes(), signature.to_der());
        let algorithm = signer.signature_algorithm_identifier().unwrap();
        assert_eq!((algorithm.oid, algorithm.parameters), (SM2_WITH_SM3, None));
    }
}
