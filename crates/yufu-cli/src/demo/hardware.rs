//! A P-256 key that stands for the phone's secure element.
//!
//! On a phone the key lies in the StrongBox or the Secure Enclave; here it is a software key, and
//! proves the protocol, not the hardware.

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use yufu::device::{HardwareKey, HardwareSignature};

use crate::output::Failure;

/// DER of a SubjectPublicKeyInfo for P-256 up to the point itself (RFC 5480).
const SPKI_PREFIX: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
    0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// The stand-in for the secure element.
pub struct StandIn {
    pair: EcdsaKeyPair,
    random: SystemRandom,
}

impl StandIn {
    /// A fresh key.
    pub fn generate() -> Result<Self, Failure> {
        let failed = || Failure::Server("cannot make a P-256 key".to_owned());
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).map_err(|_| failed())?;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random)
            .map_err(|_| failed())?;
        Ok(Self { pair, random })
    }

    /// The public half, for the enrolment.
    pub fn public_key(&self) -> Result<HardwareKey, Failure> {
        let spki = [&SPKI_PREFIX, self.pair.public_key().as_ref()].concat();
        Ok(HardwareKey::from_spki(&spki)?)
    }

    /// Signs a message, as the secure element does behind the user's fingerprint.
    pub fn sign(&self, message: &[u8]) -> Result<HardwareSignature, Failure> {
        let failed = || Failure::Server("the P-256 key did not sign".to_owned());
        let signature = self.pair.sign(&self.random, message).map_err(|_| failed())?;
        let bytes = signature.as_ref().try_into().map_err(|_| failed())?;
        Ok(HardwareSignature::from_bytes(bytes))
    }
}
