//! The enrolment of a device.

use std::sync::Arc;

use yufu::device::{self, HardwareSignature};

use crate::error::Result;
use crate::pending::PendingEnrolment;
use crate::slot::object;
use crate::{NewDevice, Server, rng};

object! {
    /// An enrolment that is not signed yet.
    Enrolment(device::Enrolment)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Enrolment {
    /// What the hardware key has to sign (ECDSA P-256 with SHA-256); nothing without such a key.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn hardware_message(&self) -> Result<Option<Vec<u8>>> {
        self.0.with(|enrolment| Ok(enrolment.hardware_message().map(<[u8]>::to_vec)))
    }

    /// Signs with the device key and seals the whole to the server. `hardware_signature` is the
    /// hardware key's ECDSA-Sig-Value in DER over `hardware_message`; `attestation` is what hardware
    /// attested for the offer's challenge: Android's certificates of the hardware key in DER, the
    /// key's own first, one after the other, or App Attest's object, at most 32,768 bytes.
    ///
    /// # Errors
    /// Code 5206 if the hardware signature is missing, malformed or not wanted, 5502 if the offer
    /// has expired, 5101, 5103 or 5105 without a server key.
    pub fn sign(
        &self,
        device: &NewDevice,
        server: &Server,
        hardware_signature: Option<Vec<u8>>,
        attestation: Option<Vec<u8>>,
    ) -> Result<Arc<PendingEnrolment>> {
        let (server, enrolment) = (server.0.get()?, self.0.take()?);
        let enrolment = match attestation {
            Some(attestation) => enrolment.with_attestation(attestation),
            None => enrolment,
        };
        device.0.with(|device| {
            let signature = hardware_signature.as_deref().map(HardwareSignature::from_der);
            let signature = signature.transpose()?;
            let pending = enrolment.sign(device, &server, signature.as_ref(), &mut rng::new()?)?;
            Ok(PendingEnrolment::holding(pending))
        })
    }
}

object! {
    /// The server's word that it knows the device.
    Enrolled(device::Enrolled)
}
