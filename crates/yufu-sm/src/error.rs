//! What can go wrong, as one small value without any secret in it.

/// Result of this crate.
pub type Result<T> = core::result::Result<T, Error>;

/// Why an operation was refused.
///
/// No variant carries input, key material or a position inside a secret. Every failure to decrypt,
/// whatever its cause, is [`Error::InvalidCiphertext`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A private key outside [1, n-2], or one that doesn't belong to the public key beside it.
    #[error("the private key is not valid")]
    InvalidKey,
    /// A public key that is off the curve, at infinity, or -G.
    #[error("the point is not a valid public key")]
    InvalidPoint,
    /// A signature that is malformed or doesn't verify.
    #[error("the signature is not valid")]
    InvalidSignature,
    /// A ciphertext, tag or padding that is malformed or doesn't authenticate.
    #[error("the ciphertext is not valid")]
    InvalidCiphertext,
    /// DER or PEM that is not strictly encoded, or of another algorithm.
    #[error("the encoding is not valid")]
    InvalidEncoding,
    /// A length outside what the algorithm allows.
    #[error("the length is not allowed")]
    InvalidLength,
    /// A signer's ID longer than 8191 bytes, whose bit length ENTL can't hold.
    #[error("the signer ID is too long")]
    InvalidId,
    /// SM2 encryption of nothing, which GB/T 32918.4 doesn't define.
    #[error("there is nothing to encrypt")]
    EmptyPlaintext,
    /// The source of randomness failed, or gave nothing usable.
    #[error("the source of randomness failed")]
    EntropyFailed,
    /// A DRBG that has given its share of output and wants fresh entropy first.
    #[error("the generator needs fresh entropy")]
    ReseedRequired,
    /// The peer of a key agreement doesn't hold the same key.
    #[error("the key confirmation does not match")]
    ConfirmationFailed,
    /// An iteration count below or above what is accepted.
    #[error("the iteration count is not allowed")]
    InvalidIterations,
    /// A known answer was not reproduced.
    #[error("the self-test failed")]
    SelfTestFailed,
}

impl Error {
    /// The stable numeric code of this error.
    pub const fn code(self) -> u16 {
        match self {
            Self::InvalidKey => 1001,
            Self::InvalidPoint => 1002,
            Self::InvalidSignature => 1003,
            Self::InvalidCiphertext => 1004,
            Self::InvalidEncoding => 1005,
            Self::InvalidLength => 1006,
            Self::InvalidId => 1007,
            Self::EmptyPlaintext => 1008,
            Self::EntropyFailed => 1009,
            Self::ReseedRequired => 1010,
            Self::ConfirmationFailed => 1011,
            Self::InvalidIterations => 1012,
            Self::SelfTestFailed => 1013,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct() {
        let all = [
            Error::InvalidKey,
            Error::InvalidPoint,
            Error::InvalidSignature,
            Error::InvalidCiphertext,
            Error::InvalidEncoding,
            Error::InvalidLength,
            Error::InvalidId,
            Error::EmptyPlaintext,
            Error::EntropyFailed,
            Error::ReseedRequired,
            Error::ConfirmationFailed,
            Error::InvalidIterations,
            Error::SelfTestFailed,
        ];
        let mut codes = all.map(Error::code);
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
