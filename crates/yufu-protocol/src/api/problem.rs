//! A refusal on the wire: RFC 9457 problem details.

use serde::{Deserialize, Serialize};

use crate::id::CorrelationId;
use crate::rejection::{Reason, Rejection};

/// Body of every answer that is not a success.
///
/// `reason` is text, so that a client understands a refusal whose reason is newer than itself.
///
/// ```
/// use yufu_protocol::api::Problem;
/// use yufu_protocol::id::CorrelationId;
/// use yufu_protocol::rejection::{Reason, Rejection};
///
/// let rejection = Rejection::new(Reason::Replayed, CorrelationId::from_bytes([7; 16]));
/// let problem = Problem::from(rejection);
/// assert_eq!((problem.status, problem.code), (409, 3501));
/// assert_eq!(problem.known_reason(), Some(Reason::Replayed));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Always `about:blank`: `code` and `reason` say what happened.
    #[serde(rename = "type")]
    pub kind: String,
    /// The reason's name in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// One sentence: what failed, and what to do next.
    pub detail: String,
    /// The reason's number.
    pub code: u16,
    /// The reason's name.
    pub reason: String,
    /// Names the exchange in the server's log and evidence.
    pub correlation_id: CorrelationId,
}

impl Problem {
    /// The reason, if this version knows it.
    pub fn known_reason(&self) -> Option<Reason> {
        Reason::from_code(self.code).filter(|reason| reason.name() == self.reason)
    }
}

impl From<Rejection> for Problem {
    fn from(rejection: Rejection) -> Self {
        let reason = rejection.reason;
        Self {
            kind: "about:blank".to_owned(),
            title: reason.name().replace('_', " "),
            status: reason.http_status(),
            detail: reason.explain().to_owned(),
            code: reason.code(),
            reason: reason.name().to_owned(),
            correlation_id: rejection.correlation,
        }
    }
}
