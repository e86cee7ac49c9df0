//! KeyDescription: what the key store states about a key, as ASN.1.

use x509_cert::der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use x509_cert::der::{Decode, Reader, SliceReader, Tag, Tagged};

use super::authorization::AuthorizationList;
use crate::attestation::error::{AttestationError, Result, malformed};

/// The extension's identifier.
pub(super) const OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.11129.2.1.17");

/// Where a key, or the statement about it, is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Software,
    TrustedEnvironment,
    StrongBox,
}

/// What verified boot found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BootState {
    Verified,
    /// Signed by a root that the owner set.
    SelfSigned,
    Unverified,
    Failed,
}

pub(super) struct KeyDescription {
    statement: Level,
    key: Level,
    pub challenge: Vec<u8>,
    pub software: AuthorizationList,
    pub hardware: AuthorizationList,
}

impl KeyDescription {
    /// The weaker of statement and key: one is worth no more than the other.
    pub fn level(&self) -> Level {
        self.statement.min(self.key)
    }

    pub fn from_der(der: &[u8]) -> Result<Self> {
        let outer = AnyRef::from_der(der).map_err(malformed)?;
        let mut fields = Fields::of(outer)?;
        let version = fields.integer()?;
        let statement = level(fields.next()?)?;
        fields.integer()?;
        let key = level(fields.next()?)?;
        let challenge = octets(fields.next()?)?;
        let _unique_id = octets(fields.next()?)?;
        let software = AuthorizationList::read(fields.next()?)?;
        let hardware = AuthorizationList::read(fields.next()?)?;
        fields.end()?;
        // Version 1 is Android 7; there was none before.
        if version == 0 {
            return Err(AttestationError::Malformed);
        }
        Ok(Self { statement, key, challenge, software, hardware })
    }
}

/// The verified boot that hardware states.
pub(super) struct RootOfTrust {
    pub locked: bool,
    pub state: BootState,
}

impl RootOfTrust {
    pub fn read(any: AnyRef<'_>) -> Result<Self> {
        let mut fields = Fields::of(any)?;
        let _key = octets(fields.next()?)?;
        let locked = fields.next()?.decode_as::<bool>().map_err(malformed)?;
        let state = match enumerated(fields.next()?)? {
            0 => BootState::Verified,
            1 => BootState::SelfSigned,
            2 => BootState::Unverified,
            3 => BootState::Failed,
            _ => return Err(AttestationError::Malformed),
        };
        // verifiedBootHash came with version 3.
        if let Some(hash) = fields.rest.next() {
            octets(hash?)?;
        }
        fields.end()?;
        Ok(Self { locked, state })
    }
}

/// The apps that may use the key, and who signed them.
pub(super) struct Application {
    pub packages: Vec<String>,
    pub signers: Vec<Vec<u8>>,
}

impl Application {
    pub fn read(any: AnyRef<'_>) -> Result<Self> {
        let inner = octets(any)?;
        let mut fields = Fields::of(AnyRef::from_der(&inner).map_err(malformed)?)?;
        let (packages, signers) = (fields.next()?, fields.next()?);
        fields.end()?;
        let packages = elements(packages, Tag::Set)?.map(|package| {
            let mut fields = Fields::of(package?)?;
            let name = octets(fields.next()?)?;
            fields.integer()?;
            fields.end()?;
            String::from_utf8(name).map_err(malformed)
        });
        let signers = elements(signers, Tag::Set)?.map(|digest| octets(digest?));
        Ok(Self {
            packages: packages.collect::<Result<_>>()?,
            signers: signers.collect::<Result<_>>()?,
        })
    }
}

/// The elements of a SEQUENCE, one after the other.
struct Fields<'a> {
    rest: Elements<'a>,
}

impl<'a> Fields<'a> {
    fn of(any: AnyRef<'a>) -> Result<Self> {
        Ok(Self { rest: elements(any, Tag::Sequence)? })
    }

    fn next(&mut self) -> Result<AnyRef<'a>> {
        self.rest.next().ok_or(AttestationError::Malformed)?
    }

    fn integer(&mut self) -> Result<u64> {
        integer(self.next()?)
    }

    fn end(mut self) -> Result<()> {
        if self.rest.next().is_some() { Err(AttestationError::Malformed) } else { Ok(()) }
    }
}

/// The elements inside a constructed one.
pub(super) struct Elements<'a>(SliceReader<'a>);

impl<'a> Iterator for Elements<'a> {
    type Item = Result<AnyRef<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_finished() {
            return None;
        }
        Some(AnyRef::decode(&mut self.0).map_err(malformed))
    }
}

pub(super) fn elements(any: AnyRef<'_>, tag: Tag) -> Result<Elements<'_>> {
    if any.tag() != tag {
        return Err(AttestationError::Malformed);
    }
    SliceReader::new(any.value()).map(Elements).map_err(malformed)
}

pub(super) fn integer(any: AnyRef<'_>) -> Result<u64> {
    any.decode_as().map_err(malformed)
}

pub(super) fn octets(any: AnyRef<'_>) -> Result<Vec<u8>> {
    let octets: &OctetStringRef = any.decode_as().map_err(malformed)?;
    Ok(octets.as_bytes().to_vec())
}

/// ENUMERATED of one byte.
fn enumerated(any: AnyRef<'_>) -> Result<u8> {
    match (any.tag(), any.value()) {
        (Tag::Enumerated, [value]) => Ok(*value),
        _ => Err(AttestationError::Malformed),
    }
}

fn level(any: AnyRef<'_>) -> Result<Level> {
    match enumerated(any)? {
        0 => Ok(Level::Software),
        1 => Ok(Level::TrustedEnvironment),
        2 => Ok(Level::StrongBox),
        _ => Err(AttestationError::Malformed),
    }
}
