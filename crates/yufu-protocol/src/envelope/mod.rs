//! Encryption of a whole message to one server key (clauses X 5.5.3.1e, X 5.4.2a): CMS
//! AuthEnvelopedData (RFC 5083, RFC 5084) with SM2 and SM4-GCM (GM/T 0010, GB/T 35275).
//!
//! Every message has its own SM4 key, which travels encrypted under the server's SM2 key. What kind
//! of content it is stands in the authenticated attributes: a report can't be opened as an
//! enrolment. Format: docs/formats/envelope.md.

mod asn1;

use rand_core::TryCryptoRng;
use yufu_sm::sm2::{DecryptingKey, EncryptingKey};
use zeroize::Zeroizing;

use crate::cms::asn1::Identifier;
use crate::cms::authenticated::{self, octets};
use crate::error::{Error, Format, Result};
use crate::id::KeyId;

const FORMAT: Format = Format::Envelope;

/// Longest content, in bytes.
pub const MAX_CONTENT_LEN: usize = 96 * 1024;
/// Longest envelope, in bytes of DER.
pub const MAX_DER_LEN: usize = MAX_CONTENT_LEN + 1024;

/// What an envelope holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContentKind {
    /// A report: JWS compact object.
    Report,
    /// An enrolment request: PKCS#10 in DER.
    Enrolment,
}

impl ContentKind {
    /// The text of the authenticated content hint.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Report => "yufu-report+jwt",
            Self::Enrolment => "yufu-enrolment+pkcs10",
        }
    }
}

/// Encrypts `content` to the key named `kid`, and gives the envelope in DER.
///
/// # Errors
/// [`Error::TooLarge`] above [`MAX_CONTENT_LEN`]; [`Error::Crypto`] when the random source or the
/// encryption failed.
pub fn seal<R: TryCryptoRng + ?Sized>(
    key: &EncryptingKey,
    kid: &KeyId,
    kind: ContentKind,
    content: &[u8],
    rng: &mut R,
) -> Result<Vec<u8>> {
    if content.len() > MAX_CONTENT_LEN {
        return Err(Error::TooLarge(FORMAT));
    }
    let identifier = Identifier::KeyIdentifier(octets(FORMAT, kid.as_str().as_bytes())?);
    authenticated::write(FORMAT, key, identifier, Some(asn1::attributes(kind)?), content, rng)
}

/// Decrypts an envelope of `kind`. `lookup` gives the private key for a key id.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Malformed`]; [`Error::Version`] for another kind of content;
/// [`Error::UnknownKey`]; [`Error::Decryption`] for every failure after that.
pub fn open<'k, F>(der: &[u8], kind: ContentKind, lookup: F) -> Result<Zeroizing<Vec<u8>>>
where
    F: FnOnce(&KeyId) -> Option<&'k DecryptingKey>,
{
    let envelope = asn1::read(der)?;
    if envelope.kind != kind {
        return Err(Error::Version(FORMAT));
    }
    let key = lookup(&envelope.kid).ok_or(Error::UnknownKey(FORMAT))?;
    envelope.message.open(key)
}

/// The id of the key that an envelope is encrypted to.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Malformed`].
pub fn recipient(der: &[u8]) -> Result<KeyId> {
    asn1::read(der).map(|envelope| envelope.kid)
}
