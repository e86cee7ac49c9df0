//! AuthorizationList: a key's properties, each under a tag of its own.

use x509_cert::der::asn1::AnyRef;
use x509_cert::der::{Decode, Tag, Tagged};

use super::description::{Application, RootOfTrust, elements, integer};
use crate::attestation::error::{AttestationError, Result, malformed};

const PURPOSE: u32 = 1;
const ORIGIN: u32 = 702;
const ROOT_OF_TRUST: u32 = 704;
const OS_VERSION: u32 = 705;
const OS_PATCH_LEVEL: u32 = 706;
const APPLICATION_ID: u32 = 709;
const VENDOR_PATCH_LEVEL: u32 = 718;
const BOOT_PATCH_LEVEL: u32 = 719;

/// The properties that are judged; the others are read over.
#[derive(Default)]
pub(super) struct AuthorizationList {
    pub purposes: Vec<u64>,
    pub origin: Option<u64>,
    pub root_of_trust: Option<RootOfTrust>,
    /// Such as 140000 for Android 14.
    pub os_version: Option<u32>,
    /// The oldest of the patch levels of system, vendor and boot image, YYYYMM.
    pub patch_level: Option<u32>,
    pub application: Option<Application>,
}

impl AuthorizationList {
    pub fn read(any: AnyRef<'_>) -> Result<Self> {
        let mut list = Self::default();
        let mut last = None;
        for field in elements(any, Tag::Sequence)? {
            let field = field?;
            let Tag::ContextSpecific { constructed: true, number } = field.tag() else {
                return Err(AttestationError::Malformed);
            };
            // DER: in the order of their tags, none twice.
            if last.is_some_and(|last| number.value() <= last) {
                return Err(AttestationError::Malformed);
            }
            last = Some(number.value());
            let value = AnyRef::from_der(field.value()).map_err(malformed)?;
            list.set(number.value(), value)?;
        }
        Ok(list)
    }

    fn set(&mut self, tag: u32, value: AnyRef<'_>) -> Result<()> {
        match tag {
            PURPOSE => {
                self.purposes = elements(value, Tag::Set)?
                    .map(|purpose| integer(purpose?))
                    .collect::<Result<_>>()?;
            }
            ORIGIN => self.origin = Some(integer(value)?),
            ROOT_OF_TRUST => self.root_of_trust = Some(RootOfTrust::read(value)?),
            OS_VERSION => self.os_version = Some(small(value)?),
            OS_PATCH_LEVEL => self.patched(small(value)?),
            // YYYYMMDD.
            VENDOR_PATCH_LEVEL | BOOT_PATCH_LEVEL => self.patched(small(value)? / 100),
            APPLICATION_ID => self.application = Some(Application::read(value)?),
            _ => {}
        }
        Ok(())
    }

    fn patched(&mut self, level: u32) {
        // Some devices state no vendor or boot level and write 0.
        if level != 0 {
            self.patch_level = Some(self.patch_level.map_or(level, |oldest| oldest.min(level)));
        }
    }
}

fn small(any: AnyRef<'_>) -> Result<u32> {
    any.decode_as().map_err(malformed)
}
