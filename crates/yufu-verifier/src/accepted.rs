//! What [`Verifier::accept`](crate::Verifier::accept) proved.

use yufu_protocol::{
    api,
    id::{CorrelationId, KeyId, SessionId},
    report::ReportClaims,
    transaction::{Transaction, TransactionDigest},
};

use crate::{
    attempts::{AttemptGuard, SecretKind},
    attestation::Weighed,
    input::Opened,
    policy::FactorSet,
    report::Verdict,
    store::{DeviceRecord, SessionRecord},
};

/// One thing that was proved about a request, in the order of proof.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Proof {
    /// The device key of this name signed it, within its time, for this method, address and path.
    DeviceSignature(KeyId),
    /// The device's hardware key signed the same.
    HardwareSignature,
    /// The body is the one that was signed.
    BodyIntact,
    /// The device's own report answers the server's challenge, and the transaction if there is one.
    Report(Verdict),
    /// It was never received before.
    FirstReceipt,
    /// It belongs to this open session of the device, in sequence.
    InSession(SessionId),
    /// It answers a challenge of the server that nobody answered before.
    ChallengeAnswered,
    /// It used the submit token that was issued for this transaction.
    SubmitTokenSpent,
    /// An attempt was reserved and the sealed input opened. Whether the secret is right is not
    /// known yet.
    InputOpened,
}

/// A request on which every check of the verifier held.
///
/// Whether a sealed secret is right has yet to be asked: the attempt stays counted as a failure
/// until it is.
#[derive(Debug)]
pub struct Accepted {
    pub(crate) correlation: CorrelationId,
    pub(crate) proofs: Vec<Proof>,
    pub(crate) proved: FactorSet,
    pub(crate) device: DeviceRecord,
    pub(crate) session: Option<SessionRecord>,
    pub(crate) report: Option<(Verdict, ReportClaims)>,
    pub(crate) attestation: Option<Weighed>,
    pub(crate) content: AcceptedContent,
}

/// What the body held.
#[derive(Debug)]
pub(crate) enum AcceptedContent {
    Opaque,
    Login {
        password: Opened,
        attempt: AttemptGuard,
    },
    SubmitToken(api::SubmitTokenRequest),
    ChangeSecret {
        kind: SecretKind,
        old: Opened,
        new: Opened,
        repeat: Opened,
        attempt: AttemptGuard,
    },
    Transfer(Box<AcceptedTransfer>),
}

#[derive(Debug)]
pub(crate) struct AcceptedTransfer {
    pub(crate) transaction: Transaction,
    pub(crate) digest: TransactionDigest,
    pub(crate) pin: Option<(Opened, AttemptGuard)>,
}

impl Accepted {
    /// Names the exchange in the server's log and evidence.
    pub const fn correlation(&self) -> CorrelationId {
        self.correlation
    }

    /// What was proved, in the order of proof.
    pub fn proofs(&self) -> &[Proof] {
        &self.proofs
    }

    /// The device that signed.
    pub const fn device(&self) -> &DeviceRecord {
        &self.device
    }

    /// The session, on a route that needs one.
    pub const fn session(&self) -> Option<&SessionRecord> {
        self.session.as_ref()
    }

    /// What the report said, and the attestation beside it, on a route that needs a report.
    pub fn verdict(&self) -> Option<Verdict> {
        self.report.as_ref().map(|(verdict, _)| *verdict)
    }

    /// The report itself, for a comparison with what hardware attests
    /// ([`attestation::contradictions`](crate::attestation::contradictions)).
    pub fn report(&self) -> Option<&ReportClaims> {
        self.report.as_ref().map(|(_, claims)| claims)
    }

    /// The attestation that came beside the report, with its findings and where it contradicts the
    /// report; none where none was sent or the bank takes none of this platform.
    pub const fn attestation(&self) -> Option<&Weighed> {
        self.attestation.as_ref()
    }

    /// The transaction, on the route that submits one.
    pub fn transaction(&self) -> Option<&Transaction> {
        match &self.content {
            AcceptedContent::Transfer(transfer) => Some(&transfer.transaction),
            _ => None,
        }
    }

    /// The sealed secret as it was opened: the password, the PIN, or the old one of a
    /// change.
    pub fn input(&self) -> Option<&Opened> {
        match &self.content {
            AcceptedContent::Login { password, .. } => Some(password),
            AcceptedContent::ChangeSecret { old, .. } => Some(old),
            AcceptedContent::Transfer(transfer) => transfer.pin.as_ref().map(|(input, _)| input),
            _ => None,
        }
    }

    /// Attempts left should the secret prove wrong.
    pub fn attempts_left(&self) -> Option<u32> {
        match &self.content {
            AcceptedContent::Login { attempt, .. }
            | AcceptedContent::ChangeSecret { attempt, .. } => Some(attempt.left()),
            AcceptedContent::Transfer(transfer) => {
                transfer.pin.as_ref().map(|(_, attempt)| attempt.left())
            }
            _ => None,
        }
    }
}

/// A transaction that may be carried out: accepted, and its secret is right.
///
/// Only [`Verifier::authorise`](crate::Verifier::authorise) and
/// [`Verifier::authorise_pin_block`](crate::Verifier::authorise_pin_block) make one.
#[derive(Debug)]
pub struct Authorised {
    pub(crate) correlation: CorrelationId,
    pub(crate) device: DeviceRecord,
    pub(crate) transaction: Transaction,
    pub(crate) digest: TransactionDigest,
}

impl Authorised {
    /// Names the exchange in the server's log and evidence.
    pub const fn correlation(&self) -> CorrelationId {
        self.correlation
    }

    /// The device that ordered it.
    pub const fn device(&self) -> &DeviceRecord {
        &self.device
    }

    /// What to carry out.
    pub const fn transaction(&self) -> &Transaction {
        &self.transaction
    }

    /// The digest that stands for it.
    pub const fn digest(&self) -> TransactionDigest {
        self.digest
    }
}
