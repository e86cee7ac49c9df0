//! The device record in a file.

use std::sync::Arc;

use yufu::device;

use crate::device::platform;
use crate::error::{Result, guard};
use crate::slot::object;
use crate::{Device, NewDevice, SavedDevice, rng};

object! {
    /// Keeps one device record in a folder of its own, which only the app's user can reach. A write
    /// replaces the record as a whole or not at all.
    ///
    /// `secret` is everywhere the 32 bytes that the platform's key store keeps for the app.
    FileStore(device::FileStore)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl FileStore {
    /// Names the folder, which is made at the first save; the one around it must exist. Choose one
    /// that is in no backup.
    ///
    /// # Errors
    /// None but code 7002.
    #[uniffi::constructor]
    pub fn new(folder: &str) -> Result<Arc<Self>> {
        guard(|| Ok(Self::holding(device::FileStore::new(folder))))
    }

    /// Saves a device whose enrolment is not finished, before the request is sent: once the
    /// activation code is used up, a lost key costs the customer a new letter.
    ///
    /// # Errors
    /// Codes 5201 and 5204; 7003 if the secret has another length; the old record is then still
    /// there.
    pub fn save_new(&self, device: &NewDevice, secret: &[u8]) -> Result<()> {
        let store = self.0.get()?;
        device.0.with(|device| Ok(store.save_new(device, &platform(secret)?, &mut rng::new()?)?))
    }

    /// Saves an enrolled device in place of what was there.
    ///
    /// # Errors
    /// As `save_new`.
    pub fn save(&self, device: &Device, secret: &[u8]) -> Result<()> {
        let store = self.0.get()?;
        device.0.with(|device| Ok(store.save(device, &platform(secret)?, &mut rng::new()?)?))
    }

    /// Reads the record; absent if there is none.
    ///
    /// # Errors
    /// Codes 5201 to 5204; 7003 if the secret has another length.
    pub fn load(&self, secret: &[u8]) -> Result<Option<Arc<SavedDevice>>> {
        self.0.with(|store| Ok(store.load(&platform(secret)?)?.map(SavedDevice::holding)))
    }

    /// Removes the record. Destroy the platform's secret too: a flash disk may keep the bytes.
    ///
    /// # Errors
    /// Codes 5201 and 5204.
    pub fn erase(&self) -> Result<()> {
        self.0.with(|store| Ok(store.erase()?))
    }
}
