//! What is an envelope's own in the ASN.1 of CMS: the name of the key and the kind of content (RFC
//! 2634, section 2.9).

use der::asn1::{ObjectIdentifier, SetOfVec, Utf8StringRef};
use der::{Encode, Sequence};

use super::{ContentKind, FORMAT, MAX_DER_LEN};
use crate::attribute::Attribute;
use crate::cms::asn1::{DATA, Identifier};
use crate::cms::authenticated::{Message, content_type};
use crate::error::{Error, Result};
use crate::id::KeyId;

const CONTENT_HINTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.4");

/// A message whose structure and names hold; nothing in it is genuine yet.
pub(super) struct Envelope<'a> {
    pub kid: KeyId,
    pub kind: ContentKind,
    pub message: Message<'a>,
}

pub(super) fn read(der: &[u8]) -> Result<Envelope<'_>> {
    let malformed = Error::Malformed(FORMAT);
    let message = Message::read(FORMAT, der, MAX_DER_LEN)?;
    let Identifier::KeyIdentifier(kid) = message.identifier else {
        return Err(malformed);
    };
    let attributes = message.attributes.as_ref().ok_or(malformed)?;
    let written = attributes.to_der().map_err(|_| malformed)?;
    let kind = [ContentKind::Report, ContentKind::Enrolment]
        .into_iter()
        .find(|kind| {
            self::attributes(*kind)
                .and_then(|expected| expected.to_der().map_err(|_| malformed))
                .is_ok_and(|expected| expected == written)
        })
        .ok_or(Error::Version(FORMAT))?;
    let kid = std::str::from_utf8(kid.as_bytes())
        .ok()
        .and_then(|text| KeyId::new(text).ok())
        .ok_or(Error::Field(FORMAT, "subject_key_identifier"))?;
    Ok(Envelope { kid, kind, message })
}

/// The authenticated attributes of a kind.
pub(super) fn attributes(kind: ContentKind) -> Result<SetOfVec<Attribute>> {
    let encode = || {
        let hints = ContentHints {
            description: Utf8StringRef::new(kind.description())?,
            content_type: DATA,
        };
        SetOfVec::from_iter([content_type(DATA)?, Attribute::single(CONTENT_HINTS, &hints)?])
    };
    encode().map_err(|_: der::Error| Error::Malformed(FORMAT))
}

#[derive(Sequence)]
struct ContentHints<'a> {
    description: Utf8StringRef<'a>,
    content_type: ObjectIdentifier,
}
