//! Why an attestation is not believed.

/// Why an attestation is not believed. What a genuine one says against the device is a finding
/// instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AttestationError {
    /// More bytes or certificates than the limits.
    #[error("the attestation is too large")]
    TooLarge,
    /// Neither a chain of certificates nor an App Attest object, or one that breaks its rules.
    #[error("the attestation is malformed")]
    Malformed,
    /// The chain does not lead to a root that the bank listed.
    #[error("the attestation's chain does not lead to a listed root")]
    UnknownRoot,
    /// A certificate's issuer may not issue it: name, CA flag, path length or key usage.
    #[error("the attestation's chain is not one of issuers")]
    BrokenChain,
    /// A signature does not fit, or its algorithm is not taken.
    #[error("a signature of the attestation is not valid")]
    Signature,
    /// A certificate is not valid at this time.
    #[error("a certificate of the attestation is not valid at this time")]
    Dates,
    /// A certificate is revoked or suspended.
    #[error("a certificate of the attestation is revoked")]
    Revoked,
    /// The certificate has no statement about a key, or one stands higher in the chain.
    #[error("the attestation has no statement in its place")]
    NoStatement,
    /// It answers another challenge.
    #[error("the attestation answers another challenge")]
    Challenge,
    /// It is about another key than the one expected.
    #[error("the attestation is about another key")]
    OtherKey,
    /// It was made for another app (App Attest).
    #[error("the attestation was made for another app")]
    OtherApp,
    /// The counter did not grow: replayed, or the key was copied (App Attest).
    #[error("the attestation's counter did not grow")]
    Counter,
    /// The bank lists no root for this platform.
    #[error("attestations of this platform are not taken")]
    Platform,
    /// The report beside it does not name it.
    #[error("the report does not name the attestation")]
    Unnamed,
}

impl AttestationError {
    /// Every error, in the order of its number.
    pub const ALL: [Self; 14] = [
        Self::TooLarge,
        Self::Malformed,
        Self::UnknownRoot,
        Self::BrokenChain,
        Self::Signature,
        Self::Dates,
        Self::Revoked,
        Self::NoStatement,
        Self::Challenge,
        Self::OtherKey,
        Self::OtherApp,
        Self::Counter,
        Self::Platform,
        Self::Unnamed,
    ];

    /// The stable number, listed in docs/errors.md.
    pub const fn code(self) -> u16 {
        match self {
            Self::TooLarge => 6301,
            Self::Malformed => 6302,
            Self::UnknownRoot => 6303,
            Self::BrokenChain => 6304,
            Self::Signature => 6305,
            Self::Dates => 6306,
            Self::Revoked => 6307,
            Self::NoStatement => 6308,
            Self::Challenge => 6309,
            Self::OtherKey => 6310,
            Self::OtherApp => 6311,
            Self::Counter => 6312,
            Self::Platform => 6313,
            Self::Unnamed => 6314,
        }
    }
}

pub(super) type Result<T> = std::result::Result<T, AttestationError>;

pub(super) fn malformed<E>(_: E) -> AttestationError {
    AttestationError::Malformed
}
