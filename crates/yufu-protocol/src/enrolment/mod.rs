//! Enrolment of a device (clauses X 5.2.2g, H 5.6.1m): a PKCS#10 request (RFC 2986) signed by the
//! device key that it names.
//!
//! The request carries the activation code and answers the server's challenge. Where there is a
//! hardware P-256 key, its public half and its own signature over the same request stand in the
//! alternative key attributes of X.509 (2019): the two keys vouch for each other. The request holds
//! a secret, so it travels in an envelope. Format: docs/formats/enrolment.md.
//!
//! ```
//! use yufu_protocol::enrolment::{ActivationCode, EnrolmentDraft, EnrolmentRequest};
//! use yufu_protocol::id::Challenge;
//! use yufu_sm::sm2::SigningKey;
//!
//! # fn main() -> yufu_protocol::error::Result<()> {
//! let mut rng = getrandom::SysRng;
//! let device_key = SigningKey::generate(&mut rng)?;
//! let code = ActivationCode::new("7F3K-92QX-M4TD")?;
//! let challenge = Challenge::random(&mut rng)?;
//! let der = EnrolmentDraft::new(code, challenge).sign(&device_key, &mut rng)?;
//!
//! let request = EnrolmentRequest::from_der(&der)?;
//! assert_eq!(&request.device_key, device_key.verifying_key());
//! assert_eq!(request.challenge, challenge);
//! # Ok(())
//! # }
//! ```

mod asn1;

use rand_core::TryCryptoRng;
use yufu_sm::sm2::{DecryptingKey, EncryptingKey, Signature, SignerId, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use crate::envelope::{self, ContentKind};
use crate::error::{Error, Format, Result};
use crate::id::{Challenge, KeyId};

const FORMAT: Format = Format::Enrolment;

/// Longest request, in bytes of DER.
pub const MAX_DER_LEN: usize = 1024;
/// Shortest activation code, in characters.
pub const MIN_CODE_LEN: usize = 8;
/// Longest activation code, in characters.
pub const MAX_CODE_LEN: usize = 64;

/// The single-use code of the bank's letter: 8 to 64 of `A-Z a-z 0-9 -`.
///
/// Wiped on drop; Debug hides it.
#[derive(Clone)]
pub struct ActivationCode(Zeroizing<String>);

impl ActivationCode {
    /// Checks length and alphabet.
    ///
    /// # Errors
    /// [`Error::Field`].
    pub fn new(text: &str) -> Result<Self> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if (MIN_CODE_LEN..=MAX_CODE_LEN).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(Zeroizing::new(text.to_owned())))
        } else {
            Err(Error::Field(FORMAT, "activation_code"))
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for ActivationCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ActivationCode(..)")
    }
}

/// An enrolment request that is not signed yet.
#[derive(Debug)]
pub struct EnrolmentDraft {
    code: ActivationCode,
    challenge: Challenge,
}

impl EnrolmentDraft {
    /// A request with this activation code, in answer to this challenge.
    pub const fn new(code: ActivationCode, challenge: Challenge) -> Self {
        Self { code, challenge }
    }

    /// Adds a hardware P-256 key, given as SubjectPublicKeyInfo in DER: 91 bytes, uncompressed point.
    ///
    /// # Errors
    /// [`Error::Field`] for any other key.
    pub fn with_hardware_key(
        self,
        device_key: &VerifyingKey,
        spki: &[u8],
    ) -> Result<HardwareEnrolmentDraft> {
        if !asn1::is_p256_spki(spki) {
            return Err(Error::Field(FORMAT, "hardware_key"));
        }
        let message = asn1::request_info(&asn1::Fields {
            device_spki: &device_key.to_spki_der(),
            code: self.code.as_str(),
            challenge: &self.challenge,
            hardware_spki: Some(spki),
            hardware_signature: None,
        })?;
        Ok(HardwareEnrolmentDraft {
            draft: self,
            device_key: device_key.clone(),
            spki: spki.to_vec(),
            message,
        })
    }

    /// Signs the request with the device key, under the default signer's ID, and gives it in DER.
    ///
    /// # Errors
    /// [`Error::Crypto`] when signing failed.
    pub fn sign<R: TryCryptoRng + ?Sized>(
        &self,
        key: &SigningKey,
        rng: &mut R,
    ) -> Result<Zeroizing<Vec<u8>>> {
        let info = asn1::request_info(&asn1::Fields {
            device_spki: &key.verifying_key().to_spki_der(),
            code: self.code.as_str(),
            challenge: &self.challenge,
            hardware_spki: None,
            hardware_signature: None,
        })?;
        sign_info(&info, key, rng)
    }
}

/// An enrolment request with a hardware key, which has to sign first.
#[derive(Debug)]
pub struct HardwareEnrolmentDraft {
    draft: EnrolmentDraft,
    device_key: VerifyingKey,
    spki: Vec<u8>,
    message: Zeroizing<Vec<u8>>,
}

impl HardwareEnrolmentDraft {
    /// What the hardware key signs with ECDSA over SHA-256: the CertificationRequestInfo without
    /// the attribute for that signature.
    pub fn hardware_message(&self) -> &[u8] {
        &self.message
    }

    /// Adds the hardware key's signature (ECDSA-Sig-Value in DER, at most 72 bytes), signs with the
    /// device key, and gives the request in DER.
    ///
    /// # Errors
    /// [`Error::Field`] if the signature is not of a possible length or the device key is another
    /// than the draft's; [`Error::Crypto`] when signing failed.
    pub fn sign<R: TryCryptoRng + ?Sized>(
        &self,
        hardware_signature: &[u8],
        key: &SigningKey,
        rng: &mut R,
    ) -> Result<Zeroizing<Vec<u8>>> {
        if *key.verifying_key() != self.device_key {
            return Err(Error::Field(FORMAT, "device_key"));
        }
        let info = asn1::request_info(&asn1::Fields {
            device_spki: &self.device_key.to_spki_der(),
            code: self.draft.code.as_str(),
            challenge: &self.draft.challenge,
            hardware_spki: Some(&self.spki),
            hardware_signature: Some(hardware_signature),
        })?;
        sign_info(&info, key, rng)
    }
}

/// A hardware key in a request, and what proves that the sender holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct HardwareKey {
    /// The P-256 key: SubjectPublicKeyInfo in DER, 91 bytes.
    pub spki: Vec<u8>,
    /// What it signed.
    pub message: Zeroizing<Vec<u8>>,
    /// The signature: ECDSA-Sig-Value in DER, **not checked yet**. The verifier checks it.
    pub signature: Vec<u8>,
}

impl std::fmt::Debug for HardwareKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HardwareKey(..)")
    }
}

/// An enrolment request whose device key has been seen to sign it.
#[derive(Clone, Debug)]
pub struct EnrolmentRequest {
    /// The device key.
    pub device_key: VerifyingKey,
    /// The activation code, for the verifier to compare and to use up.
    pub activation_code: ActivationCode,
    /// The challenge that it answers, for the verifier to compare and to use up.
    pub challenge: Challenge,
    /// The hardware key, its proof still to be checked.
    pub hardware: Option<HardwareKey>,
}

impl EnrolmentRequest {
    /// Reads a request and checks the device key's signature.
    ///
    /// # Errors
    /// [`Error::TooLarge`] above [`MAX_DER_LEN`]; [`Error::Malformed`]; [`Error::Version`];
    /// [`Error::Algorithm`]; [`Error::Missing`] or [`Error::Field`], naming the attribute;
    /// [`Error::Signature`].
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let parsed = asn1::read(der)?;
        let device_key = VerifyingKey::from_spki_der(&parsed.device_spki)
            .map_err(|_| Error::Field(FORMAT, "device_key"))?;
        let signature =
            Signature::from_der(&parsed.signature).map_err(|_| Error::Signature(FORMAT))?;
        device_key
            .verify(&SignerId::DEFAULT, &parsed.info, &signature)
            .map_err(|_| Error::Signature(FORMAT))?;
        Ok(Self {
            device_key,
            activation_code: parsed.code,
            challenge: parsed.challenge,
            hardware: parsed.hardware,
        })
    }
}

/// Seals a request to the server's report key.
///
/// # Errors
/// Those of [`envelope::seal`].
pub fn seal<R: TryCryptoRng + ?Sized>(
    request_der: &[u8],
    key: &EncryptingKey,
    kid: &KeyId,
    rng: &mut R,
) -> Result<Vec<u8>> {
    envelope::seal(key, kid, ContentKind::Enrolment, request_der, rng)
}

/// Opens a sealed request, for [`EnrolmentRequest::from_der`].
///
/// # Errors
/// Those of [`envelope::open`].
pub fn open<'k, F>(der: &[u8], lookup: F) -> Result<Zeroizing<Vec<u8>>>
where
    F: FnOnce(&KeyId) -> Option<&'k DecryptingKey>,
{
    envelope::open(der, ContentKind::Enrolment, lookup)
}

fn sign_info<R: TryCryptoRng + ?Sized>(
    info: &[u8],
    key: &SigningKey,
    rng: &mut R,
) -> Result<Zeroizing<Vec<u8>>> {
    let signature = key.sign(&SignerId::DEFAULT, info, rng)?;
    asn1::request(info, &signature.to_der())
}
