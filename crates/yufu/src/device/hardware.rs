//! A P-256 key that the phone's hardware holds: its public half and what it signed.
//!
//! The SDK never sees the private half and checks no signature of it; the verifier does both.

use der::asn1::UintRef;
use der::{Decode, Encode, Sequence};

use crate::{Error, Result};

/// SubjectPublicKeyInfo of P-256 up to the coordinates of an uncompressed point (RFC 5480).
const SPKI_PREFIX: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\
    \x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00\x04";
const SPKI_LEN: usize = 91;

/// The public half of a hardware key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HardwareKey(Vec<u8>);

impl HardwareKey {
    /// Takes a SubjectPublicKeyInfo in DER: P-256, uncompressed, 91 bytes.
    ///
    /// # Errors
    /// [`Error::HardwareKeyInvalid`]. That the point is on the curve is for the verifier to check.
    pub fn from_spki(spki: &[u8]) -> Result<Self> {
        if spki.len() == SPKI_LEN && spki.starts_with(SPKI_PREFIX) {
            Ok(Self(spki.to_vec()))
        } else {
            Err(Error::HardwareKeyInvalid)
        }
    }

    /// The SubjectPublicKeyInfo in DER.
    pub fn spki(&self) -> &[u8] {
        &self.0
    }
}

/// What a hardware key signed: ECDSA over P-256 with SHA-256, r‖s.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HardwareSignature([u8; 64]);

#[derive(Sequence)]
struct EcdsaSigValue<'a> {
    r: UintRef<'a>,
    s: UintRef<'a>,
}

impl HardwareSignature {
    /// Takes r‖s, each 32 bytes.
    pub const fn from_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// Takes an ECDSA-Sig-Value in DER (RFC 3279, 2.2.3), the form that Android's and Apple's key
    /// stores give.
    ///
    /// # Errors
    /// [`Error::HardwareSignature`].
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let value = EcdsaSigValue::from_der(der).map_err(|_| Error::HardwareSignature)?;
        let mut bytes = [0; 64];
        let (r, s) = bytes.split_at_mut(32);
        for (half, number) in [(r, value.r), (s, value.s)] {
            let digits = number.as_bytes();
            let start = half.len().checked_sub(digits.len()).ok_or(Error::HardwareSignature)?;
            half.get_mut(start..).ok_or(Error::HardwareSignature)?.copy_from_slice(digits);
        }
        Ok(Self(bytes))
    }

    /// r‖s, as RFC 9421 carries it.
    pub const fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }

    /// ECDSA-Sig-Value in DER, as the enrolment carries it.
    pub(super) fn to_der(self) -> Result<Vec<u8>> {
        let (r, s) = self.0.split_at(32);
        let encode = || EcdsaSigValue { r: UintRef::new(r)?, s: UintRef::new(s)? }.to_der();
        encode().map_err(|_: der::Error| Error::HardwareSignature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn der_and_raw_signatures_are_two_forms_of_one() {
        let mut bytes = [0; 64];
        bytes[31] = 7; // r = 7
        bytes[32] = 0x80; // s with its top bit set
        let signature = HardwareSignature::from_bytes(bytes);
        let der = signature.to_der().unwrap();
        assert_eq!(der[..5], [0x30, 38, 2, 1, 7]);
        assert_eq!(HardwareSignature::from_der(&der), Ok(signature));
    }

    #[test]
    fn malformed_signatures_and_keys_are_refused() {
        let long = [&[0x30, 38, 2, 33, 1][..], &[0; 32], &[2, 1, 1]].concat();
        let negative: &[u8] = &[0x30, 6, 2, 1, 0x80, 2, 1, 1];
        let trailing: &[u8] = &[0x30, 6, 2, 1, 1, 2, 1, 1, 0];
        for der in [&long, negative, trailing, &[]] {
            assert_eq!(HardwareSignature::from_der(der), Err(Error::HardwareSignature), "{der:?}");
        }
        let compressed = [SPKI_PREFIX, &[2; 32]].concat();
        for spki in [&compressed[..], &[0; 91], &[]] {
            assert_eq!(HardwareKey::from_spki(spki), Err(Error::HardwareKeyInvalid));
        }
    }
}
