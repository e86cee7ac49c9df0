//! Devices: enrolled with a single-use activation code, bound to one customer, revoked by the bank
//! (JR/T 0092 5.2.2g).

use getrandom::SysRng;
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use yufu_protocol::{
    api::{EnrolRequest, EnrolResponse},
    encoding::Bytes,
    enrolment::{self, ActivationCode, EnrolmentRequest, HardwareKey},
    error::Error,
    id::{AccountRef, Challenge, DeviceId, KeyId, Nonce, Thumbprint},
    rejection::{Reason, Rejection},
    time::UnixSeconds,
};
use yufu_sm::sm2::SignerId;
use zeroize::Zeroizing;

use crate::{
    accept::challenge_mark,
    attestation::{self, Attestation},
    report::Verdict,
    secret::Secret,
    store::{ActivationId, ActivationRecord, Claim, DeviceRecord},
    verifier::Verifier,
};

/// Wrong secrets that an activation code survives.
const ACTIVATION_TRIES: u32 = 5;
/// Characters of each half of an activation code, 40 bits.
const HALF: usize = 8;
/// Crockford's base 32: no letter that looks like a digit, and no U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Verifier {
    /// Makes an activation code for the bank's letter: 16 characters in four groups, of which the
    /// first eight name the record and the last eight are secret. It enrols one device, which may
    /// then pay from `accounts`.
    ///
    /// # Errors
    /// [`Reason::StoreUnavailable`], or [`Reason::Internal`] when there is no randomness.
    pub fn issue_activation_code(
        &self,
        customer: &AccountRef,
        accounts: &[AccountRef],
    ) -> Result<ActivationCode, Rejection> {
        self.decide("activation_code", |_, _| {
            let now = self.now();
            let (id, secret) = (random_half()?, random_half()?);
            let hash = self
                .code_hasher
                .record(&Secret::new(secret.as_bytes()), false, &mut SysRng)
                .map_err(|_| Reason::Internal)?;
            let text = Zeroizing::new(format!("{}{}", *id, *secret));
            let record = ActivationRecord {
                id: ActivationId(id.to_string()),
                secret: hash,
                customer: customer.clone(),
                accounts: accounts.to_vec(),
                expires_at: now.saturating_add(self.policy.lifetimes.activation),
                tries_left: ACTIVATION_TRIES,
            };
            self.store.put_activation(record, now)?;
            let mut groups = Zeroizing::new(String::new());
            for (position, letter) in text.chars().enumerate() {
                if position > 0 && position % 4 == 0 {
                    groups.push('-');
                }
                groups.push(letter);
            }
            ActivationCode::new(&groups).map_err(|_| Reason::Internal)
        })
    }

    /// Answers POST /v1/enrol.
    ///
    /// In order: the envelope is opened, the device key's signature checked, the challenge
    /// recognised, the hardware key's proof checked, the attestation judged, a try of the activation
    /// code used up, its secret compared, the challenge used up, and code and device exchanged in one
    /// atomic step.
    ///
    /// # Errors
    /// [`Rejection`]; every fault of the code is [`Reason::ActivationCodeRejected`].
    pub fn enrol(&self, request: &EnrolRequest) -> Result<EnrolResponse, Rejection> {
        self.decide("enrol", |_, key| self.try_enrol(request, key))
    }

    fn try_enrol(
        &self,
        request: &EnrolRequest,
        claimed_key: &mut Option<KeyId>,
    ) -> Result<EnrolResponse, Reason> {
        let now = self.now();
        let EnrolRequest { envelope, attestation } = request;
        let request = self.read_enrolment(envelope.as_slice(), now)?;
        let key = Thumbprint::of_spki(&request.device_key.to_spki_der()).to_key_id();
        *claimed_key = Some(key.clone());
        let issued = self.challenger.check(&request.challenge, now)?;
        let hardware_key = request.hardware.as_ref().map(check_hardware).transpose()?;
        let attested = attestation.as_ref().map(Bytes::as_slice);
        let attestation =
            self.attested(attested, &request.challenge, hardware_key.as_ref(), now)?;
        let activation = self.check_code(&request.activation_code, now)?;
        if self.store.device(&key)?.is_some() {
            return Err(Reason::DeviceAlreadyEnrolled);
        }
        let claim = Claim::new(challenge_mark(&issued));
        self.store.commit(&claim, now)?.map_err(|_| Reason::ChallengeUnknown)?;
        let nonce = Nonce::random(&mut SysRng).map_err(|_| Reason::Internal)?;
        let device = DeviceRecord {
            device: DeviceId::new(&nonce.to_string()).map_err(|_| Reason::Internal)?,
            key,
            public_key: request.device_key,
            signer_id: SignerId::DEFAULT.as_bytes().to_vec(),
            hardware_key,
            attestation,
            customer: activation.customer,
            accounts: activation.accounts,
            enrolled_at: now,
            revoked_at: None,
        };
        let response = EnrolResponse {
            device_id: device.device.clone(),
            key_id: device.key.clone(),
            account: device.customer.clone(),
            hardware_key: hardware_key.is_some(),
            server_time: now,
        };
        if self.store.enrol(&activation.id, device, now)? {
            Ok(response)
        } else {
            Err(Reason::ActivationCodeRejected)
        }
    }

    fn read_enrolment(
        &self,
        envelope: &[u8],
        now: UnixSeconds,
    ) -> Result<EnrolmentRequest, Reason> {
        let mut refused = Reason::EnrolmentMalformed;
        let der = enrolment::open(envelope, |kid| match self.report_keys.find(kid, now) {
            Ok(held) => Some(&held.key),
            Err(reason) => {
                refused = reason;
                None
            }
        })
        .map_err(|_| refused)?;
        EnrolmentRequest::from_der(&der).map_err(|error| match error {
            Error::Signature(_) => Reason::EnrolmentSignatureInvalid,
            _ => Reason::EnrolmentMalformed,
        })
    }

    /// What hardware says of a device that is to be enrolled, if the bank takes attestations of this
    /// platform.
    fn attested(
        &self,
        blob: Option<&[u8]>,
        challenge: &Challenge,
        hardware_key: Option<&[u8; 65]>,
        now: UnixSeconds,
    ) -> Result<Option<Attestation>, Reason> {
        let judge = |blob| self.judge_for(hardware_key, blob, challenge.as_bytes(), now);
        let attestation = blob.and_then(|blob| attestation::taken(judge(blob)).transpose());
        let attestation = attestation.transpose()?;
        match &attestation {
            None if self.attestation.at_enrolment => Err(Reason::AttestationMissing),
            Some(it) if attestation::verdict(&it.findings) == Verdict::Refuse => {
                Err(Reason::EnvironmentRefused)
            }
            _ => Ok(attestation),
        }
    }

    fn check_code(
        &self,
        code: &ActivationCode,
        now: UnixSeconds,
    ) -> Result<ActivationRecord, Reason> {
        let (id, secret) = halves(code).ok_or(Reason::ActivationCodeRejected)?;
        let record = self.store.try_activation(&id, now)?;
        let hash = record.as_ref().map(|record| &record.secret);
        let right = self.code_hasher.matches(&secret, hash);
        record.filter(|_| right).ok_or(Reason::ActivationCodeRejected)
    }

    /// Revokes a device: its requests are refused from now on, and its session ends. False: there
    /// is no such device.
    ///
    /// # Errors
    /// [`Reason::StoreUnavailable`].
    pub fn revoke_device(&self, key: &KeyId) -> Result<bool, Rejection> {
        self.decide("revoke", |_, claimed| {
            *claimed = Some(key.clone());
            Ok(self.store.revoke_device(key, self.now())?)
        })
    }
}

/// Checks that the hardware key signed the enrolment, and returns its uncompressed point.
fn check_hardware(hardware: &HardwareKey) -> Result<[u8; 65], Reason> {
    let point = hardware.spki.last_chunk::<65>().ok_or(Reason::EnrolmentMalformed)?;
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point)
        .verify(&hardware.message, &hardware.signature)
        .map_err(|_| Reason::HardwareProofInvalid)?;
    Ok(*point)
}

/// Eight random characters, 40 bits.
fn random_half() -> Result<Zeroizing<String>, Reason> {
    let mut bytes = Zeroizing::new([0; HALF]);
    rand_core::TryRng::try_fill_bytes(&mut SysRng, bytes.as_mut_slice())
        .map_err(|_| Reason::Internal)?;
    let letters = bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte % 32)));
    Ok(Zeroizing::new(letters.map(|letter| char::from(*letter)).collect()))
}

/// The two halves of a code as a person may have typed it: without regard to case and hyphens, O
/// for 0, I and L for 1.
fn halves(code: &ActivationCode) -> Option<(ActivationId, Secret)> {
    let mut letters = Zeroizing::new(Vec::with_capacity(2 * HALF));
    for byte in code.as_str().bytes().filter(|byte| *byte != b'-') {
        letters.push(match byte.to_ascii_uppercase() {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        });
    }
    if letters.len() != 2 * HALF {
        return None;
    }
    let (id, secret) = letters.split_at_checked(HALF)?;
    let id = String::from_utf8(id.to_vec()).ok()?;
    Some((ActivationId(id), Secret::new(secret)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Secret)> {
        halves(&ActivationCode::new(text).unwrap()).map(|(id, secret)| (id.0, secret))
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        for text in ["0123-4567-89AB-CDEF", "ol234567-89abcdef", "O-I-2-3-4-5-6-7-89abCDEF"] {
            let (id, secret) = read(text).unwrap();
            assert_eq!(id, "01234567");
            assert!(secret.same_as(&Secret::new(b"89ABCDEF")));
        }
        for text in ["0123-4567-89AB-CDE", "0123-4567-89AB-CDEF-0", "--------"] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn halves_use_the_alphabet_alone() {
        let half = random_half().unwrap();
        assert_eq!(half.len(), HALF);
        assert!(half.bytes().all(|byte| ALPHABET.contains(&byte)));
    }
}
