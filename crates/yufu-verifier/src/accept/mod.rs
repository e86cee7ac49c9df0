//! The order of the checks, from a request to what it proved.
//!
//! The order is the defence: nothing is used up for a message whose signature fails, and no secret
//! is opened for a message that was received before.

mod body;
mod judged;
mod marks;
mod taken;

use yufu_protocol::{
    http::Request,
    id::{CorrelationId, KeyId},
    rejection::Reason,
};

use self::{body::Body, judged::Judged};
use crate::{accepted::Accepted, request::authenticate, route::RouteRule, verifier::Verifier};

pub(crate) use self::marks::challenge_mark;

pub(crate) fn accept(
    verifier: &Verifier,
    request: &Request,
    rule: &RouteRule,
    correlation: CorrelationId,
    claimed_key: &mut Option<KeyId>,
) -> Result<Accepted, Reason> {
    let now = verifier.now();
    let signed = authenticate(request, rule, verifier.store(), now, claimed_key)?;
    if !verifier.serves(request) {
        return Err(Reason::UnknownRoute);
    }
    let body = Body::read(rule.content, &request.body)?;
    let judged = Judged::of(verifier, signed, rule, &body, now)?;
    let accepted = judged.take(verifier, rule, now)?;
    accepted.open(verifier, body, correlation, now)
}
