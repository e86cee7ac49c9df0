//! What a decoder or a maker of a wire format can say went wrong.
//!
//! An error names the format and the rule, never the content.

/// The wire formats of this crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[repr(u8)]
pub enum Format {
    /// Identifiers and nonces (module [`id`](crate::id)).
    Id = 0,
    /// Key fields of a transaction (module [`transaction`](crate::transaction)).
    Transaction = 1,
    /// JWS compact objects (module `jws`).
    Jws = 2,
    /// The server's signed key bundle (module `bundle`).
    Bundle = 3,
    /// The PKCS#10 enrolment request (module `enrolment`).
    Enrolment = 4,
    /// CMS AuthEnvelopedData (module `envelope`).
    Envelope = 5,
    /// Environment reports (module `report`).
    Report = 6,
    /// JSON bodies of the routes (module [`api`](crate::api)).
    Api = 7,
    /// HTTP messages as plain data (module `http`).
    Http = 8,
    /// RFC 9421 signature fields (module `signature`).
    Signature = 9,
    /// Signed requests (module `request`).
    Request = 10,
    /// Signed responses (module `response`).
    Response = 11,
    /// Sealed input (module `input`).
    Input = 12,
    /// One-time submit tokens (module `submit_token`).
    SubmitToken = 13,
    /// Rule packs (module [`pack`](crate::pack)).
    Pack = 14,
    /// CMS messages in files (module [`cms`](crate::cms)).
    Cms = 15,
}

impl Format {
    /// Every format, in the order of its number.
    pub const ALL: [Self; 16] = [
        Self::Id,
        Self::Transaction,
        Self::Jws,
        Self::Bundle,
        Self::Enrolment,
        Self::Envelope,
        Self::Report,
        Self::Api,
        Self::Http,
        Self::Signature,
        Self::Request,
        Self::Response,
        Self::Input,
        Self::SubmitToken,
        Self::Pack,
        Self::Cms,
    ];

    /// The format's name in messages and documentation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Id => "identifier",
            Self::Transaction => "transaction",
            Self::Jws => "JWS",
            Self::Bundle => "key bundle",
            Self::Enrolment => "enrolment request",
            Self::Envelope => "envelope",
            Self::Report => "report",
            Self::Api => "body",
            Self::Http => "HTTP message",
            Self::Signature => "HTTP signature",
            Self::Request => "signed request",
            Self::Response => "signed response",
            Self::Input => "sealed input",
            Self::SubmitToken => "submit token",
            Self::Pack => "rule pack",
            Self::Cms => "CMS message",
        }
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// A wire object could not be made, read or believed.
///
/// The same kinds serve every format; [`Error::code`] tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// More bytes, members or entries than the format's limit.
    #[error("{0} is too large")]
    TooLarge(Format),
    /// Not the one encoding that the format allows.
    #[error("{0} is malformed")]
    Malformed(Format),
    /// A version or type that this crate does not take.
    #[error("{0} has an unknown version or type")]
    Version(Format),
    /// A field's value is outside what the format allows; the field is named.
    #[error("{0}: field {1} is not valid")]
    Field(Format, &'static str),
    /// A required field or component is absent; it is named.
    #[error("{0}: {1} is missing")]
    Missing(Format, &'static str),
    /// The algorithm is not the one that the format, or the key's record, fixes.
    #[error("{0} names an algorithm that is refused")]
    Algorithm(Format),
    /// No key is known under the key id.
    #[error("{0} names an unknown key")]
    UnknownKey(Format),
    /// The signature or tag does not fit.
    #[error("{0}: signature is not valid")]
    Signature(Format),
    /// The content digest does not fit the content.
    #[error("{0}: digest does not match the content")]
    Digest(Format),
    /// Not valid any more.
    #[error("{0} has expired")]
    Expired(Format),
    /// Dated later than the clock allows.
    #[error("{0} is not valid yet")]
    NotYetValid(Format),
    /// Older than one that was already accepted.
    #[error("{0} is older than the one in use")]
    Rollback(Format),
    /// Could not be decrypted. One error for every cause.
    #[error("{0} could not be decrypted")]
    Decryption(Format),
    /// A genuine or forged answer to another request: stale.
    #[error("{0} answers another request")]
    OtherRequest(Format),
    /// A primitive failed while an object was made; the random source, as a rule.
    #[error(transparent)]
    Crypto(#[from] yufu_sm::Error),
}

impl Error {
    /// The stable number of this error: `2000 + 50 * format + kind`, or the primitive's own code.
    ///
    /// Formats and kinds are listed in docs/formats/README.md.
    pub fn code(&self) -> u16 {
        let (format, kind) = match *self {
            Self::TooLarge(format) => (format, 1),
            Self::Malformed(format) => (format, 2),
            Self::Version(format) => (format, 3),
            Self::Field(format, _) => (format, 4),
            Self::Missing(format, _) => (format, 5),
            Self::Algorithm(format) => (format, 6),
            Self::UnknownKey(format) => (format, 7),
            Self::Signature(format) => (format, 8),
            Self::Digest(format) => (format, 9),
            Self::Expired(format) => (format, 10),
            Self::NotYetValid(format) => (format, 11),
            Self::Rollback(format) => (format, 12),
            Self::Decryption(format) => (format, 13),
            Self::OtherRequest(format) => (format, 14),
            Self::Crypto(error) => return error.code(),
        };
        2000 + 50 * u16::from(format as u8) + kind
    }
}

/// The result of making or reading a wire object.
pub type Result<T> = std::result::Result<T, Error>;
