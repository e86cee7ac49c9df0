//! Bodies of the routes that the verifier itself looks into.

use yufu_protocol::{
    api,
    encoding::Bytes,
    rejection::Reason,
    transaction::{Transaction, TransactionDigest},
};

use crate::{attempts::SecretKind, route::Content};

/// The body in the form that the route's rule names.
pub(super) enum Body {
    Opaque,
    Login(api::LoginRequest),
    SubmitToken(api::SubmitTokenRequest),
    ChangeSecret(SecretKind, api::SecretChangeRequest),
    Transfer(Box<TransferBody>),
}

pub(super) struct TransferBody {
    pub(super) transaction: Transaction,
    pub(super) digest: TransactionDigest,
    pub(super) pin: Option<Vec<u8>>,
    pub(super) report: Option<Vec<u8>>,
    pub(super) attestation: Option<Vec<u8>>,
}

impl Body {
    pub(super) fn read(content: Content, body: &[u8]) -> Result<Self, Reason> {
        let malformed = |_| Reason::BodyMalformed;
        Ok(match content {
            Content::Opaque => Self::Opaque,
            Content::Login => Self::Login(api::decode(body).map_err(malformed)?),
            Content::SubmitToken => Self::SubmitToken(api::decode(body).map_err(malformed)?),
            Content::ChangeSecret(kind) => {
                Self::ChangeSecret(kind, api::decode(body).map_err(malformed)?)
            }
            Content::Transfer => {
                let api::TransferRequest { transaction, pin, report, attestation } =
                    api::decode(body).map_err(malformed)?;
                let malformed = |_| Reason::TransactionMalformed;
                let transaction =
                    Transaction::from_der(transaction.as_slice()).map_err(malformed)?;
                let digest = transaction.digest().map_err(malformed)?;
                let [pin, report, attestation] =
                    [pin, report, attestation].map(|bytes| bytes.map(Bytes::into_vec));
                Self::Transfer(Box::new(TransferBody {
                    transaction,
                    digest,
                    pin,
                    report,
                    attestation,
                }))
            }
        })
    }

    pub(super) fn report(&self) -> Option<&[u8]> {
        match self {
            Self::Login(login) => Some(login.report.as_slice()),
            Self::Transfer(transfer) => transfer.report.as_deref(),
            _ => None,
        }
    }

    pub(super) fn attestation(&self) -> Option<&[u8]> {
        match self {
            Self::Login(login) => login.attestation.as_ref().map(Bytes::as_slice),
            Self::Transfer(transfer) => transfer.attestation.as_deref(),
            _ => None,
        }
    }

    pub(super) fn sealed_inputs(&self) -> Vec<&[u8]> {
        match self {
            Self::Login(login) => vec![login.password.as_slice()],
            Self::ChangeSecret(_, change) => {
                vec![change.old.as_slice(), change.new.as_slice(), change.repeat.as_slice()]
            }
            Self::Transfer(transfer) => transfer.pin.as_deref().into_iter().collect(),
            _ => Vec::new(),
        }
    }

    pub(super) fn digest(&self) -> Option<&TransactionDigest> {
        match self {
            Self::Transfer(transfer) => Some(&transfer.digest),
            _ => None,
        }
    }
}
