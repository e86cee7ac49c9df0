//! A record of every decision, without personal data (JR/T 0092 5.5.1.1d).

use yufu_protocol::{
    id::{CorrelationId, KeyId},
    rejection::Reason,
    time::UnixSeconds,
};

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decision {
    /// All checks held.
    Accepted,
    /// A check failed.
    Rejected(Reason),
}

/// One line of the audit: who signed, what was decided, and the id that the client saw.
///
/// It holds no account, name, amount, address or content of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// When.
    pub at: UnixSeconds,
    /// The rule under which the request was judged, such as `transfer`.
    pub route: &'static str,
    /// The key that the request named, if it got that far. Unless the decision came after the
    /// signature check, anybody may have named it.
    pub key: Option<KeyId>,
    /// What was decided.
    pub decision: Decision,
    /// Stands in the client's error and the evidence too.
    pub correlation: CorrelationId,
}

/// Takes audit records. It is called on the request's thread and should only queue.
pub trait AuditSink: Send + Sync {
    /// Takes one record.
    fn record(&self, record: AuditRecord);
}

/// Keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoAudit;

impl AuditSink for NoAudit {
    fn record(&self, _: AuditRecord) {}
}
