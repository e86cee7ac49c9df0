//! The device's own key, which signs three kinds of things and nothing else (X 5.4.2e,f).
//!
//! A [`DeviceKey`] signs a request (RFC 9421, tag `yufu-request-v1`), an environment report (JWS of
//! typ `yufu-report+jwt`) and an enrolment (PKCS#10): each through a function that takes the typed
//! object. No function signs bytes of the caller's choice, so a signature of this key always means
//! what its kind says. Keys that something is encrypted to are other types
//! ([`trust::InputKey`](crate::trust::InputKey), [`trust::ReportKey`](crate::trust::ReportKey)):
//!
//! ```compile_fail,E0599
//! # let mut rng = yufu::rng::SystemRng::new()?;
//! let key = yufu::keys::DeviceKey::generate(&mut rng)?;
//! key.sign(b"bytes of my choice", &mut rng)?; // no such function
//! # Ok::<(), yufu::Error>(())
//! ```

use core::fmt;

use rand_core::TryCryptoRng;
use yufu_protocol::enrolment::{EnrolmentDraft, HardwareEnrolmentDraft};
use yufu_protocol::http::Request;
use yufu_protocol::id::{KeyId, Thumbprint};
use yufu_protocol::report::ReportClaims;
use yufu_protocol::request::{self, RequestParameters};
use yufu_sm::sm2::{SignerId, SigningKey, VerifyingKey};
use yufu_sm::wipe;
use zeroize::Zeroizing;

use crate::secret::Secret;
use crate::{Error, Result};

/// PBKDF2 rounds of the key at rest. Its password is 32 bytes derived from the platform's secret,
/// which nobody guesses: more rounds would cost time and gain nothing.
const ITERATIONS: u32 = 10_000;

/// The SM2 key by which the bank knows this device. In secret memory, never printed, not cloned.
pub struct DeviceKey {
    key: Secret<SigningKey>,
    thumbprint: Thumbprint,
}

impl DeviceKey {
    /// A fresh key.
    ///
    /// # Errors
    /// [`Error::RandomFailed`] when the random source fails.
    pub fn generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self> {
        Self::place(|| SigningKey::generate(rng)).map_err(|_| Error::RandomFailed)
    }

    /// The public key.
    #[must_use]
    pub fn verifying_key(&self) -> &VerifyingKey {
        self.key.expose().verifying_key()
    }

    /// SM3 of the public key's SubjectPublicKeyInfo in DER.
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        self.thumbprint
    }

    /// Signs a request as the default signer's ID.
    pub(crate) fn sign_request<R: TryCryptoRng + ?Sized>(
        &self,
        message: &mut Request,
        parameters: &RequestParameters,
        rng: &mut R,
    ) -> Result<()> {
        Ok(request::sign(message, parameters, self.key.expose(), &SignerId::DEFAULT, rng)?)
    }

    /// Signs an environment report under the key's name at the bank.
    pub(crate) fn sign_report<R: TryCryptoRng + ?Sized>(
        &self,
        claims: &ReportClaims,
        key_id: &KeyId,
        rng: &mut R,
    ) -> Result<String> {
        Ok(claims.sign(key_id, self.key.expose(), &SignerId::DEFAULT, rng)?)
    }

    /// Signs an enrolment of this key alone, and gives the PKCS#10 request in DER.
    pub(crate) fn sign_enrolment<R: TryCryptoRng + ?Sized>(
        &self,
        draft: &EnrolmentDraft,
        rng: &mut R,
    ) -> Result<Zeroizing<Vec<u8>>> {
        Ok(draft.sign(self.key.expose(), rng)?)
    }

    /// Signs an enrolment that a hardware key has signed already, in DER.
    pub(crate) fn sign_hardware_enrolment<R: TryCryptoRng + ?Sized>(
        &self,
        draft: &HardwareEnrolmentDraft,
        hardware_signature: &[u8],
        rng: &mut R,
    ) -> Result<Zeroizing<Vec<u8>>> {
        Ok(draft.sign(hardware_signature, self.key.expose(), rng)?)
    }

    /// The key as PKCS#8 EncryptedPrivateKeyInfo in DER, for the device's record at rest.
    pub(crate) fn to_encrypted_pkcs8<R: TryCryptoRng + ?Sized>(
        &self,
        password: &[u8],
        rng: &mut R,
    ) -> Result<Vec<u8>> {
        Ok(self.key.expose().to_encrypted_pkcs8_der(password, ITERATIONS, rng)?)
    }

    /// The key of a record that [`to_encrypted_pkcs8`](Self::to_encrypted_pkcs8) made.
    pub(crate) fn from_encrypted_pkcs8(der: &[u8], password: &[u8]) -> Result<Self> {
        Self::place(|| SigningKey::from_encrypted_pkcs8_der(der, password))
    }

    /// Makes the key, moves it into secret memory, and wipes the stack that it came over.
    fn place(make: impl FnOnce() -> yufu_sm::Result<SigningKey>) -> Result<Self> {
        let key = make_in_secret_memory(make);
        wipe::stack();
        let key = key?;
        let thumbprint = Thumbprint::of_spki(&key.expose().verifying_key().to_spki_der());
        Ok(Self { key, thumbprint })
    }
}

#[inline(never)]
fn make_in_secret_memory(
    make: impl FnOnce() -> yufu_sm::Result<SigningKey>,
) -> yufu_sm::Result<Secret<SigningKey>> {
    make().map(Secret::new)
}

impl fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceKey").field("thumbprint", &self.thumbprint).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::testing::{Broken, SplitMix};
    use yufu_protocol::http::Limits;
    use yufu_protocol::id::Nonce;
    use yufu_protocol::request::ParsedRequest;
    use yufu_protocol::time::UnixSeconds;

    fn signed(key: &DeviceKey) -> Request {
        let mut rng = SplitMix(7);
        let mut request = Request::new("GET", "bank.example", "/v1/orders/1");
        let nonce = Nonce::random(&mut rng).unwrap();
        let parameters =
            RequestParameters::new(KeyId::new("device-1").unwrap(), UnixSeconds(1_000), nonce);
        key.sign_request(&mut request, &parameters, &mut rng).unwrap();
        request
    }

    #[test]
    fn a_signed_request_verifies_with_this_key_alone() {
        let key = DeviceKey::generate(&mut SplitMix(1)).unwrap();
        let other = DeviceKey::generate(&mut SplitMix(2)).unwrap();
        let request = signed(&key);
        let parsed = ParsedRequest::parse(&request, &Limits::DEFAULT).unwrap();
        assert!(parsed.verify(key.verifying_key(), &SignerId::DEFAULT).is_ok());
        assert!(parsed.verify(other.verifying_key(), &SignerId::DEFAULT).is_err());
    }

    #[test]
    fn a_key_at_rest_opens_with_its_password_alone() {
        let key = DeviceKey::generate(&mut SplitMix(1)).unwrap();
        let record = key.to_encrypted_pkcs8(&[7; 32], &mut SplitMix(3)).unwrap();
        let again = DeviceKey::from_encrypted_pkcs8(&record, &[7; 32]).unwrap();
        assert_eq!(again.thumbprint(), key.thumbprint());
        assert!(DeviceKey::from_encrypted_pkcs8(&record, &[8; 32]).is_err());
    }

    #[test]
    fn the_thumbprint_is_that_of_the_public_key() {
        let key = DeviceKey::generate(&mut SplitMix(1)).unwrap();
        let expected = Thumbprint::of_spki(&key.verifying_key().to_spki_der());
        assert_eq!(key.thumbprint(), expected);
    }

    #[test]
    fn without_randomness_there_is_no_key() {
        let made = DeviceKey::generate(&mut Broken);
        assert!(matches!(made, Err(Error::RandomFailed)));
    }

    #[test]
    fn printing_a_key_shows_its_thumbprint_and_no_scalar() {
        let key = DeviceKey::generate(&mut SplitMix(1)).unwrap();
        let scalar = key.key.expose().to_bytes();
        let text = format!("{key:?}").to_lowercase();
        let hex: String = scalar.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(text.starts_with("devicekey") && !text.contains(&hex[..16]));
    }
}
