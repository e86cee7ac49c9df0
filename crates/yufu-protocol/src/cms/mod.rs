//! Files for one recipient or from one signer: CMS (RFC 5652, RFC 5083) with SM2, SM3 and SM4, for
//! exchange with other software. What app and bank send each other is an
//! [`envelope`](crate::envelope), made of the same parts.
//!
//! | call | structure |
//! |---|---|
//! | [`seal`], [`open`] | AuthEnvelopedData, SM4-GCM with a tag of 16 bytes |
//! | [`Signer::sign`], [`verify`] | SignedData with its content, SM2 with SM3 |
//! | [`Signer::sign_detached`], [`verify_detached`] | SignedData without it |
//! | [`Signed::open`] | EnvelopedData with SM4-CBC as in GM/T 0010, inside a SignedData |
//!
//! Keys are the caller's: no certificate in a message is believed. EnvelopedData is never made.
//! Format: docs/formats/cms.md.
//!
//! ```
//! use yufu_protocol::cms::{self, Signer, TrustedSigner};
//! use yufu_sm::sm2::SigningKey;
//!
//! let mut rng = getrandom::SysRng;
//! let key = SigningKey::generate(&mut rng)?;
//! let der = Signer::new(&key).sign(b"minutes of the meeting", &mut rng)?;
//! let signed = cms::verify(&der, &TrustedSigner::new(key.verifying_key()))?;
//! assert_eq!(signed.data(), Some(&b"minutes of the meeting"[..]));
//! # Ok::<(), yufu_protocol::error::Error>(())
//! ```

pub(crate) mod asn1;
pub(crate) mod authenticated;
mod certificate;
mod enveloped;
mod signed;
mod verify;

pub use authenticated::{Recipient, open, seal};
pub use certificate::{Certificate, MAX_CERTIFICATE_LEN};
pub use signed::Signer;
pub use verify::{Signed, TrustedSigner, verify, verify_detached};

use crate::error::Format;

const FORMAT: Format = Format::Cms;

/// Longest content that a message carries, in bytes.
pub const MAX_CONTENT_LEN: usize = 64 << 20;
/// Longest message, in bytes of DER.
pub const MAX_DER_LEN: usize = MAX_CONTENT_LEN + (64 << 10);

/// Which standard's object identifiers the content types have. Readers take both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContentTypes {
    /// RFC 5652: 1.2.840.113549.1.7.x, which software outside China knows.
    #[default]
    Rfc5652,
    /// GM/T 0010: 1.2.156.10197.6.1.4.2.x. Signers are named by issuer and serial number alone.
    Gmt0010,
}
