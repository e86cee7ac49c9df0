//! What one accepted request uses up, all of it or nothing.

use yufu_protocol::{
    id::{KeyId, SessionId},
    report::{ReportChain, Succession},
    submit_token::StoreKey,
    time::UnixSeconds,
};

/// Domain-separated SM3 of a value that may be used once: a nonce, a challenge, an input nonce.
///
/// A store sees digests only and cannot hand out what it remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkId(pub [u8; 32]);

/// A single-use value and the time until which its reuse has to be noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which value.
    pub id: MarkId,
    /// From here on nothing that carries the value passes its own time check, and the store may
    /// forget it.
    pub expires_at: UnixSeconds,
}

/// The session, its key and the sequence number of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SequenceClaim {
    /// The session; it must be open, and is touched.
    pub session: SessionId,
    /// The next number in the session's window.
    pub number: u64,
}

/// The place of an environment report among those of its device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportClaim {
    /// The device's key.
    pub key: KeyId,
    /// Above every earlier one of this key.
    pub counter: u64,
    /// Goes on from the last one of this key that was taken.
    pub chain: Option<ReportChain>,
}

impl ReportClaim {
    /// Whether this report may be taken after `last`, the last one of its key that was taken: a
    /// pure rule that stores apply in their atomic step, and then keep this claim as the last.
    ///
    /// A device that chained once chains for ever: a copy must not pass by leaving the chain out.
    ///
    /// # Errors
    /// [`Conflict::ReportForked`], or [`Conflict::ReportCounter`] for a report that was sent again
    /// or after a later one.
    pub fn follows(&self, last: &Self) -> Result<(), Conflict> {
        let succession = match (&self.chain, &last.chain) {
            (Some(next), Some(last)) => next.after(last),
            (None, Some(_)) => Succession::Forked,
            (_, None) => Succession::Continues,
        };
        match succession {
            Succession::Forked => Err(Conflict::ReportForked),
            Succession::Continues if self.counter > last.counter => Ok(()),
            Succession::Continues | Succession::Late => Err(Conflict::ReportCounter),
        }
    }
}

/// Everything that one request uses up.
///
/// [`Store::commit`](super::Store::commit) checks the fields in the order in which they stand here
/// and takes all of them or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The nonce of the signature.
    pub nonce: Mark,
    /// The session's sequence number.
    pub sequence: Option<SequenceClaim>,
    /// The submit token.
    pub token: Option<StoreKey>,
    /// The server's challenge.
    pub challenge: Option<Mark>,
    /// The nonces under which inputs were sealed.
    pub inputs: Vec<Mark>,
    /// The report's counter and chain.
    pub report: Option<ReportClaim>,
}

impl Claim {
    /// A claim on a nonce alone.
    pub const fn new(nonce: Mark) -> Self {
        Self {
            nonce,
            sequence: None,
            token: None,
            challenge: None,
            inputs: Vec::new(),
            report: None,
        }
    }
}

/// The first part of a claim that could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Conflict {
    /// The signature's nonce was used: the request is a resend.
    Nonce,
    /// The session has ended, is idle too long, or never was.
    Session,
    /// The sequence number was used, or is too old to tell.
    SequenceUsed,
    /// The sequence number is too far ahead.
    SequenceOutOfRange,
    /// The submit token was used.
    TokenUsed,
    /// The submit token has expired or never was.
    TokenUnknown,
    /// The challenge was used.
    Challenge,
    /// An input nonce was used.
    Input,
    /// The report's counter did not go up.
    ReportCounter,
    /// The report does not go on from the device's last: the device has a copy.
    ReportForked,
    /// A mark has expired already: its reuse could not be noticed.
    Expired,
}
