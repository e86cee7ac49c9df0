//! The device key at rest: an encrypted PKCS#8 key and what belongs to it, under one tag.
//!
//! ```text
//! DeviceRecord ::= SEQUENCE {
//!     content  OCTET STRING (CONTAINING Content),
//!     tag      OCTET STRING (SIZE (32)) }     -- HMAC-SM3 over the DER of Content
//! Content ::= SEQUENCE {
//!     version  INTEGER (1),
//!     salt     OCTET STRING (SIZE (32)),
//!     key      OCTET STRING,                  -- EncryptedPrivateKeyInfo, PBES2
//!     hardware [0] IMPLICIT OCTET STRING OPTIONAL,  -- SubjectPublicKeyInfo of P-256
//!     names    [1] IMPLICIT Names OPTIONAL }  -- present once the device is enrolled
//! Names ::= SEQUENCE { device UTF8String, key UTF8String, account UTF8String }
//! ```
//!
//! PBES2's password and the tag's key are both HKDF-SM3 of the platform secret under the salt. The
//! key therefore opens on this device alone, and a changed byte anywhere is noticed (X 5.3.3e,
//! 5.5.4.2). docs/formats/device-record.md has the labels and an example.

use std::fmt;

use der::asn1::{OctetStringRef, Utf8StringRef};
use der::{Decode, Encode, Sequence};
use rand_core::TryCryptoRng;
use subtle::ConstantTimeEq;
use yufu_protocol::id::{AccountRef, DeviceId, KeyId};
use yufu_sm::{kdf, sm3};
use zeroize::Zeroizing;

use super::{Device, HardwareKey, Names, NewDevice};
use crate::keys::DeviceKey;
use crate::secret::SecretBox;
use crate::{Error, Result};

/// The longest record that is read, in bytes.
pub const MAX_LEN: usize = 4096;

const VERSION: u8 = 1;
const PASSWORD_LABEL: &[u8] = b"yufu device record password v1";
const TAG_LABEL: &[u8] = b"yufu device record tag v1";

/// 32 secret bytes that the platform keeps for the app: a Keystore or Keychain item on a phone.
///
/// Whoever has both this and the record has the device key.
pub struct PlatformSecret(SecretBox<32>);

impl PlatformSecret {
    /// Moves the bytes into locked memory and wipes `source`.
    pub fn take(source: &mut [u8; 32]) -> Self {
        Self(SecretBox::take(source))
    }

    fn derive(&self, salt: &[u8], label: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
        let prk = kdf::hkdf_extract(salt, self.0.expose());
        let mut key = Zeroizing::new([0; 32]);
        kdf::hkdf_expand(&prk, &[label], key.as_mut())?;
        Ok(key)
    }
}

impl fmt::Debug for PlatformSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlatformSecret(..)")
    }
}

/// What a record holds.
#[derive(Debug)]
pub enum Saved {
    /// A key whose enrolment was not finished: enrol it again, or erase it.
    New(NewDevice),
    /// An enrolled device.
    Enrolled(Device),
}

#[derive(Sequence)]
struct Record<'a> {
    content: &'a OctetStringRef,
    tag: &'a OctetStringRef,
}

#[derive(Sequence)]
struct Content<'a> {
    version: u8,
    salt: &'a OctetStringRef,
    key: &'a OctetStringRef,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", optional = "true")]
    hardware: Option<&'a OctetStringRef>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", constructed = "true", optional = "true")]
    names: Option<NamesDer<'a>>,
}

#[derive(Sequence)]
struct NamesDer<'a> {
    device: Utf8StringRef<'a>,
    key: Utf8StringRef<'a>,
    account: Utf8StringRef<'a>,
}

impl Saved {
    /// Opens a record that [`Device::to_record`] or [`NewDevice::to_record`] made.
    ///
    /// # Errors
    /// [`Error::KeyFileDamaged`] if these bytes are no record, [`Error::KeyFileLocked`] if the
    /// platform secret is another one or a byte was changed.
    pub fn from_record(record: &[u8], secret: &PlatformSecret) -> Result<Self> {
        if record.len() > MAX_LEN {
            return Err(Error::KeyFileDamaged);
        }
        let record = Record::from_der(record).map_err(|_| Error::KeyFileDamaged)?;
        let content = Content::from_der(record.content.as_bytes());
        let content = content.map_err(|_| Error::KeyFileDamaged)?;
        if content.version != VERSION {
            return Err(Error::KeyFileDamaged);
        }
        let salt = content.salt.as_bytes();
        let tag_key = secret.derive(salt, TAG_LABEL)?;
        let tag = sm3::hmac(tag_key.as_slice(), &[record.content.as_bytes()]);
        if !bool::from(tag.as_slice().ct_eq(record.tag.as_bytes())) {
            return Err(Error::KeyFileLocked);
        }
        // Authentic from here on; what does not parse was never written by this crate.
        let password = secret.derive(salt, PASSWORD_LABEL)?;
        let key = DeviceKey::from_encrypted_pkcs8(content.key.as_bytes(), password.as_slice())
            .map_err(|_| Error::KeyFileDamaged)?;
        let hardware = content.hardware.map(|spki| HardwareKey::from_spki(spki.as_bytes()));
        let new = NewDevice { key, hardware: hardware.transpose()? };
        match content.names {
            None => Ok(Self::New(new)),
            Some(names) => {
                let names = Names {
                    device: DeviceId::new(names.device.as_str())?,
                    key: KeyId::new(names.key.as_str())?,
                    account: AccountRef::new(names.account.as_str())?,
                };
                Ok(Self::Enrolled(new.named(names)))
            }
        }
    }
}

/// Writes a record with a fresh salt.
pub(super) fn write<R: TryCryptoRng + ?Sized>(
    key: &DeviceKey,
    hardware: Option<&HardwareKey>,
    names: Option<&Names>,
    secret: &PlatformSecret,
    rng: &mut R,
) -> Result<Vec<u8>> {
    let mut salt = [0; 32];
    rng.try_fill_bytes(&mut salt).map_err(|_| Error::RandomFailed)?;
    let password = secret.derive(&salt, PASSWORD_LABEL)?;
    let tag_key = secret.derive(&salt, TAG_LABEL)?;
    let key = key.to_encrypted_pkcs8(password.as_slice(), rng)?;
    encode(&salt, &key, hardware, names, &tag_key).map_err(|_| Error::StorageFailed)
}

fn encode(
    salt: &[u8],
    key: &[u8],
    hardware: Option<&HardwareKey>,
    names: Option<&Names>,
    tag_key: &[u8; 32],
) -> der::Result<Vec<u8>> {
    let names = match names {
        None => None,
        Some(names) => Some(NamesDer {
            device: Utf8StringRef::new(names.device.as_str())?,
            key: Utf8StringRef::new(names.key.as_str())?,
            account: Utf8StringRef::new(names.account.as_str())?,
        }),
    };
    let hardware = hardware.map(|key| OctetStringRef::new(key.spki())).transpose()?;
    let content = Content {
        version: VERSION,
        salt: OctetStringRef::new(salt)?,
        key: OctetStringRef::new(key)?,
        hardware,
        names,
    }
    .to_der()?;
    let tag = sm3::hmac(tag_key, &[&content]);
    Record { content: OctetStringRef::new(&content)?, tag: OctetStringRef::new(tag.as_slice())? }
        .to_der()
}
