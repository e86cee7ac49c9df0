//! How single-use values are named in the store, and what their reuse is called.

use yufu_protocol::{
    id::{InputNonce, KeyId, Nonce},
    rejection::Reason,
    time::UnixSeconds,
};
use yufu_sm::sm3;

use crate::{
    challenge::IssuedChallenge,
    store::{Conflict, Mark, MarkId},
};

/// A mark outlives what it guards by this many seconds, so that a boundary never matters.
const MARGIN: u64 = 60;

/// Stands for the nonce of a key's signature.
pub(super) fn nonce_mark(key: &KeyId, nonce: &Nonce, expires_at: UnixSeconds) -> Mark {
    mark("request", &[key.as_str().as_bytes(), nonce.as_bytes()], expires_at)
}

/// Stands for the use of a challenge.
pub(crate) fn challenge_mark(issued: &IssuedChallenge) -> Mark {
    mark("challenge", &[issued.challenge.as_bytes()], issued.expires_at)
}

/// Stands for the inputs sealed under a nonce.
pub(super) fn input_mark(nonce: &InputNonce, expires_at: UnixSeconds) -> Mark {
    mark("input", &[nonce.as_bytes()], expires_at)
}

fn mark(kind: &str, parts: &[&[u8]], expires_at: UnixSeconds) -> Mark {
    // NUL stands in no kind and no key id, so that no two lists of parts read the same.
    let mut all: Vec<&[u8]> = vec![b"yufu once ", kind.as_bytes()];
    for part in parts {
        all.extend([&b"\0"[..], part]);
    }
    let id = MarkId(sm3::hash_parts(&all));
    Mark { id, expires_at: expires_at.saturating_add(MARGIN) }
}

pub(super) fn conflict_reason(conflict: Conflict) -> Reason {
    match conflict {
        Conflict::Nonce => Reason::Replayed,
        Conflict::Expired => Reason::RequestExpired,
        Conflict::Session => Reason::SessionEnded,
        Conflict::SequenceUsed => Reason::SequenceReused,
        Conflict::SequenceOutOfRange => Reason::SequenceJump,
        Conflict::TokenUsed => Reason::SubmitTokenUsed,
        Conflict::TokenUnknown => Reason::SubmitTokenUnknown,
        Conflict::Challenge => Reason::ChallengeUnknown,
        Conflict::Input => Reason::InputNonceUnknown,
        Conflict::ReportCounter => Reason::ReportReplayed,
        Conflict::ReportForked => Reason::ReportForked,
    }
}
