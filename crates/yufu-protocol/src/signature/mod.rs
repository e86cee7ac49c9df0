//! HTTP message signatures (RFC 9421): which components are covered, under which parameters, and
//! the bytes that are signed.
//!
//! Yufu uses a closed part of the RFC. A component is one of [`Component`], a parameter one of
//! `created`, `expires`, `nonce`, `keyid`, `alg` and `tag`; anything else under one of our tags is
//! refused. Signatures with other tags belong to others and are ignored. The format is described
//! in docs/formats/request-signature.md and docs/formats/response-signature.md; modules
//! [`request`](crate::request) and [`response`](crate::response) are what most callers need.

mod component;
pub(crate) mod field;
mod input;

pub use component::Component;
pub(crate) use component::is_signed;
pub(crate) use input::{Parameters, Selected, SignatureInput, base, select};

/// Label of the device's and the server's signature in `signature-input` and `signature`.
pub const LABEL: &str = "yufu";
/// Label of the hardware key's signature.
pub const HW_LABEL: &str = "hw";
/// Tag of a request signed by the device key.
pub const REQUEST_TAG: &str = "yufu-request-v1";
/// Tag of the same request signed by the hardware key.
pub const HW_TAG: &str = "yufu-hw-v1";
/// Tag of a response signed by the server.
pub const RESPONSE_TAG: &str = "yufu-response-v1";

/// Header field with the covered components and the parameters.
pub(crate) const SIGNATURE_INPUT: &str = "signature-input";
/// Header field with the signatures.
pub(crate) const SIGNATURE: &str = "signature";

/// A signature algorithm, as the parameter `alg` names it.
///
/// The parameter is a hint: the key's record fixes the algorithm, and a message that names another
/// is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Algorithm {
    /// SM2 with SM3 (GB/T 32918.2), r‖s in 64 bytes. A private name.
    Sm2Sm3,
    /// HMAC with SM3, 32 bytes. A private name. It proves nothing to a third party, so no route
    /// that moves money takes it.
    HmacSm3,
    /// ECDSA over P-256 with SHA-256 (RFC 9421 section 3.3.4), r‖s in 64 bytes.
    EcdsaP256Sha256,
}

impl Algorithm {
    /// The value of the parameter `alg`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sm2Sm3 => "sm2-sm3",
            Self::HmacSm3 => "hmac-sm3",
            Self::EcdsaP256Sha256 => "ecdsa-p256-sha256",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Sm2Sm3, Self::HmacSm3, Self::EcdsaP256Sha256]
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
    }
}
