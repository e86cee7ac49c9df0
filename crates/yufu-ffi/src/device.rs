//! The device and its key at rest.

use std::sync::Arc;

use yufu::device::{self, HardwareKey, PlatformSecret, Saved};
use zeroize::Zeroizing;

use crate::enrolment::{Enrolled, Enrolment};
use crate::error::{Result, YufuError, guard};
use crate::rng;
use crate::slot::object;
use crate::trust::Offer;

object! {
    /// A device key that the bank does not know yet.
    NewDevice(device::NewDevice)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl NewDevice {
    /// Makes a new device key. `hardware_key` is the SubjectPublicKeyInfo in DER of the phone's own
    /// P-256 key, if it has one, to be enrolled with it.
    ///
    /// # Errors
    /// Code 5205 if the hardware key is no P-256 public key, 5001 if the random source fails.
    #[uniffi::constructor]
    pub fn new(hardware_key: Option<Vec<u8>>) -> Result<Arc<Self>> {
        guard(|| {
            let device = device::Device::create(&mut rng::new()?)?;
            Ok(Self::holding(match hardware_key {
                Some(spki) => device.with_hardware_key(HardwareKey::from_spki(&spki)?),
                None => device,
            }))
        })
    }

    /// Makes the enrolment, bound to the challenge in `offer` and to the activation code of the
    /// bank's letter, as ASCII.
    ///
    /// # Errors
    /// Code 5502 if the offer has expired; 2001 to 2899 if the code has another form.
    pub fn enrolment(&self, offer: &Offer, activation_code: &[u8]) -> Result<Arc<Enrolment>> {
        let offer = offer.0.get()?;
        self.0.with(|device| {
            let code = std::str::from_utf8(activation_code).map_err(|_| YufuError::argument())?;
            let code = device::ActivationCode::new(code)?;
            Ok(Enrolment::holding(device.enrolment(&offer, code)?))
        })
    }

    /// The key as an encrypted record, to be kept before the enrolment is sent: once the activation
    /// code is used up, a lost key costs the customer a new letter.
    ///
    /// `secret` is 32 bytes that the platform's key store keeps for the app.
    ///
    /// # Errors
    /// Code 7003 if the secret has another length.
    pub fn to_record(&self, secret: &[u8]) -> Result<Vec<u8>> {
        self.0.with(|device| Ok(device.to_record(&platform(secret)?, &mut rng::new()?)?))
    }

    /// Takes the names that the server gave this device. This object and `enrolled` are used up.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn enrolled(&self, enrolled: &Enrolled) -> Result<Arc<Device>> {
        let enrolled = enrolled.0.take()?;
        let device = self.0.take()?;
        guard(|| Ok(Device::holding(Arc::new(device.enrolled(enrolled)))))
    }
}

object! {
    /// A device that the bank knows.
    Device(Arc<device::Device>)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Device {
    /// The device's name at the bank.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn id(&self) -> Result<String> {
        self.0.with(|device| Ok(device.id().as_str().to_owned()))
    }

    /// The name under which the device key signs.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn key_id(&self) -> Result<String> {
        self.0.with(|device| Ok(device.key_id().as_str().to_owned()))
    }

    /// The customer's account that the enrolment bound the device to: the payer of a transfer. Show
    /// it masked.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn account(&self) -> Result<String> {
        self.0.with(|device| Ok(device.account().as_str().to_owned()))
    }

    /// Whether a hardware key was enrolled, which then has to sign each request.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn has_hardware_key(&self) -> Result<bool> {
        self.0.with(|device| Ok(device.hardware_key().is_some()))
    }

    /// SM3 of the device key's SubjectPublicKeyInfo, 32 bytes.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn thumbprint(&self) -> Result<Vec<u8>> {
        self.0.with(|device| Ok(device.thumbprint().as_bytes().to_vec()))
    }

    /// The device as an encrypted record for the host to keep, at most 4096 bytes. `secret` is the
    /// 32 bytes that the platform's key store keeps for the app.
    ///
    /// # Errors
    /// Code 7003 if the secret has another length.
    pub fn to_record(&self, secret: &[u8]) -> Result<Vec<u8>> {
        self.0.with(|device| Ok(device.to_record(&platform(secret)?, &mut rng::new()?)?))
    }
}

object! {
    /// What a record held: an enrolled device, or a key whose enrolment was not finished.
    SavedDevice(Saved)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl SavedDevice {
    /// Opens a record with the platform's 32 secret bytes.
    ///
    /// # Errors
    /// Code 5202 if these bytes are no record, 5203 if the secret is another one or a byte was
    /// changed, 7003 if the secret has another length.
    #[uniffi::constructor]
    pub fn new(record: &[u8], secret: &[u8]) -> Result<Arc<Self>> {
        guard(|| Ok(Self::holding(Saved::from_record(record, &platform(secret)?)?)))
    }

    /// Whether the enrolment was finished: then take `device`, else `new_device`.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn is_enrolled(&self) -> Result<bool> {
        self.0.with(|saved| Ok(matches!(saved, Saved::Enrolled(_))))
    }

    /// The enrolled device. This object is used up.
    ///
    /// # Errors
    /// Code 7003 if the enrolment was not finished.
    pub fn device(&self) -> Result<Arc<Device>> {
        match self.0.take()? {
            Saved::Enrolled(device) => guard(|| Ok(Device::holding(Arc::new(device)))),
            Saved::New(_) => Err(YufuError::argument()),
        }
    }

    /// The key whose enrolment was not finished. This object is used up.
    ///
    /// # Errors
    /// Code 7003 if it was.
    pub fn new_device(&self) -> Result<Arc<NewDevice>> {
        match self.0.take()? {
            Saved::New(device) => guard(|| Ok(NewDevice::holding(device))),
            Saved::Enrolled(_) => Err(YufuError::argument()),
        }
    }
}

pub(crate) fn platform(secret: &[u8]) -> Result<PlatformSecret> {
    let copy: [u8; 32] = secret.try_into().map_err(|_| YufuError::argument())?;
    Ok(PlatformSecret::take(&mut Zeroizing::new(copy)))
}
