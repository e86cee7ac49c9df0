//! The device: its key, its enrolment, and the key at rest (X 5.2.2g, 5.3.3e; H 5.6.1m).
//!
//! [`Device::create`] makes a key; the bank learns it by an enrolment that carries the activation
//! code of the bank's letter; from then on it is a [`Device`], which can log in. The key leaves
//! memory only in a record that the platform's secret opens: see [`FileStore`] and
//! [`PlatformSecret`].
//!
//! A phone may add a key of its own hardware. The SDK then hands out what that key has to sign,
//! here and on every request, and takes the signature back.

mod chain;
mod hardware;
mod record;
mod report;
mod store;

use rand_core::TryCryptoRng;
use yufu_protocol::api;
use yufu_protocol::encoding::Bytes;
use yufu_protocol::enrolment::{self, EnrolmentDraft, HardwareEnrolmentDraft};
use yufu_protocol::http::Request;
use yufu_protocol::id::{AccountRef, DeviceId, KeyId, Thumbprint};
use zeroize::Zeroizing;

pub use hardware::{HardwareKey, HardwareSignature};
pub use record::{PlatformSecret, Saved};
pub(crate) use report::Parts;
pub use report::SealedReport;
pub use store::FileStore;
pub use yufu_protocol::enrolment::ActivationCode;

use crate::keys::DeviceKey;
use crate::request::Pending;
use crate::session::{Offer, Server};
use crate::{Error, Result};

/// A device key that the bank does not know yet.
#[derive(Debug)]
pub struct NewDevice {
    key: DeviceKey,
    hardware: Option<HardwareKey>,
}

/// A device that the bank knows.
#[derive(Debug)]
pub struct Device {
    key: DeviceKey,
    hardware: Option<HardwareKey>,
    names: Names,
    reports: report::Reports,
}

/// What the bank calls a device, its key, and the customer it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Names {
    device: DeviceId,
    key: KeyId,
    account: AccountRef,
}

impl Device {
    /// Makes a new device key.
    ///
    /// # Errors
    /// [`Error::Crypto`] if the random source fails.
    pub fn create<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<NewDevice> {
        Ok(NewDevice { key: DeviceKey::generate(rng)?, hardware: None })
    }

    /// The device's name at the bank.
    pub fn id(&self) -> &DeviceId {
        &self.names.device
    }

    /// The name under which the device key signs.
    pub fn key_id(&self) -> &KeyId {
        &self.names.key
    }

    /// The customer's account that the enrolment bound the device to.
    pub fn account(&self) -> &AccountRef {
        &self.names.account
    }

    /// The device key, which signs requests, reports and enrolments and nothing else.
    pub fn key(&self) -> &DeviceKey {
        &self.key
    }

    /// The hardware key, if one was enrolled.
    pub fn hardware_key(&self) -> Option<&HardwareKey> {
        self.hardware.as_ref()
    }

    /// SM3 of the device key's SubjectPublicKeyInfo.
    pub fn thumbprint(&self) -> Thumbprint {
        self.key.thumbprint()
    }

    /// The device as an encrypted record, for a host that keeps it itself.
    ///
    /// # Errors
    /// [`Error::RandomFailed`], [`Error::Crypto`].
    pub fn to_record<R: TryCryptoRng + ?Sized>(
        &self,
        secret: &PlatformSecret,
        rng: &mut R,
    ) -> Result<Vec<u8>> {
        record::write(&self.key, self.hardware.as_ref(), Some(&self.names), secret, rng)
    }
}

impl NewDevice {
    /// Adds the phone's own P-256 key, to be enrolled together with this one.
    #[must_use]
    pub fn with_hardware_key(self, hardware: HardwareKey) -> Self {
        Self { hardware: Some(hardware), ..self }
    }

    /// Makes and signs the enrolment of a device without a hardware key.
    ///
    /// The host saves this device before it sends the request: once the code is used up, a lost key
    /// costs the customer a new letter.
    ///
    /// # Errors
    /// As [`Enrolment::sign`].
    pub fn enrol<R: TryCryptoRng + ?Sized>(
        &self,
        server: &Server,
        offer: &Offer,
        code: ActivationCode,
        rng: &mut R,
    ) -> Result<Pending<Enrolled>> {
        self.enrolment(offer, code)?.sign(self, server, None, rng)
    }

    /// Makes the enrolment: bound to the activation code and to the challenge in `offer`.
    ///
    /// # Errors
    /// [`Error::OfferExpired`], [`Error::Format`].
    pub fn enrolment(&self, offer: &Offer, code: ActivationCode) -> Result<Enrolment> {
        offer.now()?;
        let draft = EnrolmentDraft::new(code, *offer.challenge());
        let draft = match &self.hardware {
            None => Draft::Plain(draft),
            Some(hardware) => {
                let device_key = self.key.verifying_key();
                Draft::Hardware(Box::new(draft.with_hardware_key(device_key, hardware.spki())?))
            }
        };
        Ok(Enrolment { draft, offer: offer.clone(), attestation: None })
    }

    /// Takes the names that the server gave this device.
    pub fn enrolled(self, enrolled: Enrolled) -> Device {
        self.named(enrolled.0)
    }

    /// SM3 of the device key's SubjectPublicKeyInfo.
    pub fn thumbprint(&self) -> Thumbprint {
        self.key.thumbprint()
    }

    /// The device as an encrypted record, for a host that keeps it itself.
    ///
    /// # Errors
    /// [`Error::RandomFailed`], [`Error::Crypto`].
    pub fn to_record<R: TryCryptoRng + ?Sized>(
        &self,
        secret: &PlatformSecret,
        rng: &mut R,
    ) -> Result<Vec<u8>> {
        record::write(&self.key, self.hardware.as_ref(), None, secret, rng)
    }

    fn named(self, names: Names) -> Device {
        let Self { key, hardware } = self;
        Device { key, hardware, names, reports: report::Reports::default() }
    }
}

/// An enrolment that is not signed yet.
#[derive(Debug)]
pub struct Enrolment {
    draft: Draft,
    offer: Offer,
    attestation: Option<Bytes>,
}

#[derive(Debug)]
enum Draft {
    Plain(EnrolmentDraft),
    Hardware(Box<HardwareEnrolmentDraft>),
}

impl Enrolment {
    /// What the hardware key has to sign (ECDSA P-256 with SHA-256); `None` without such a key.
    pub fn hardware_message(&self) -> Option<&[u8]> {
        match &self.draft {
            Draft::Plain(_) => None,
            Draft::Hardware(draft) => Some(draft.hardware_message()),
        }
    }

    /// Sends what hardware attested for the offer's challenge with the enrolment: Android's
    /// certificates of the hardware key in DER, the key's own first, one after the other, or App
    /// Attest's object. The server judges it; it takes at most 32,768 bytes.
    #[must_use]
    pub fn with_attestation(self, attestation: Vec<u8>) -> Self {
        Self { attestation: Some(Bytes::from(attestation)), ..self }
    }

    /// Signs with the device key, and seals the whole to the server: the activation code is not
    /// readable on the way.
    ///
    /// # Errors
    /// [`Error::HardwareSignature`] if it is missing or not wanted; [`Error::OfferExpired`]; those
    /// of [`Trust::report_key`](crate::trust::Trust::report_key); [`Error::Crypto`].
    pub fn sign<R: TryCryptoRng + ?Sized>(
        &self,
        device: &NewDevice,
        server: &Server,
        hardware: Option<&HardwareSignature>,
        rng: &mut R,
    ) -> Result<Pending<Enrolled>> {
        let seal_to = server.trust().report_key(self.offer.now()?)?;
        let request: Zeroizing<Vec<u8>> = match (&self.draft, hardware) {
            (Draft::Plain(draft), None) => device.key.sign_enrolment(draft, rng)?,
            (Draft::Hardware(draft), Some(signature)) => {
                device.key.sign_hardware_enrolment(draft, &signature.to_der()?, rng)?
            }
            _ => return Err(Error::HardwareSignature),
        };
        let envelope = enrolment::seal(&request, seal_to.encrypting_key(), seal_to.id(), rng)?;
        let attestation = self.attestation.clone();
        let body = api::encode(&api::EnrolRequest { envelope: envelope.into(), attestation })?;
        let message = Request::new("POST", server.authority(), api::ROUTE_ENROL)
            .with_body(api::MEDIA_TYPE, body);
        let with_hardware = hardware.is_some();
        let pending = server.unsigned(message, Some(self.offer.time()), rng)?;
        Ok(pending.and_then(move |answer| Enrolled::read(answer.json()?, with_hardware)))
    }
}

/// The server's word that it knows the device; for [`NewDevice::enrolled`].
#[derive(Clone, Debug)]
pub struct Enrolled(Names);

impl Enrolled {
    /// A server that dropped the hardware key would later take requests without it.
    fn read(answer: api::EnrolResponse, with_hardware: bool) -> Result<Self> {
        if answer.hardware_key != with_hardware {
            return Err(Error::ResponseMalformed);
        }
        let api::EnrolResponse { device_id, key_id, account, .. } = answer;
        Ok(Self(Names { device: device_id, key: key_id, account }))
    }
}
