//! The signature of a request: everything that is checked before anything is looked up or used up
//! (JR/T 0092 5.5.1.2, 5.5.3.5a).

use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use yufu_protocol::{
    http::{self, Request},
    id::KeyId,
    rejection::Reason,
    request::{self, ParsedRequest},
    signature::{Algorithm, Component},
    time::UnixSeconds,
};
use yufu_sm::sm2::SignerId;

use crate::{
    route::{HardwareRule, RouteRule},
    store::{DeviceRecord, Store},
};

/// A request that a known device signed, within its time, for what was received.
pub(crate) struct Authenticated<'r> {
    pub(crate) parsed: ParsedRequest<'r>,
    pub(crate) device: DeviceRecord,
    /// The hardware key signed too.
    pub(crate) hardware: bool,
}

/// Checks sizes, signature fields, key, covered set, lifetime, signatures and content digest, in
/// this order. `claimed_key` is set as soon as the request has named one.
pub(crate) fn authenticate<'r>(
    request: &'r Request,
    rule: &RouteRule,
    store: &dyn Store,
    now: UnixSeconds,
    claimed_key: &mut Option<KeyId>,
) -> Result<Authenticated<'r>, Reason> {
    let parsed =
        ParsedRequest::parse(request, &rule.limits).map_err(|error| request::reason(&error))?;
    *claimed_key = Some(parsed.key_id().clone());
    let device = store
        .device(parsed.key_id())
        .map_err(|_| Reason::StoreUnavailable)?
        .ok_or(Reason::KeyUnknown)?;
    if device.revoked_at.is_some() {
        return Err(Reason::KeyRevoked);
    }
    if parsed.algorithm() != Algorithm::Sm2Sm3 {
        return Err(Reason::AlgorithmRefused);
    }
    require_covered(&parsed, request, rule)?;
    let signer_id = SignerId::new(&device.signer_id).map_err(|_| Reason::Internal)?;
    parsed
        .check_lifetime(now)
        .and_then(|()| parsed.verify(&device.public_key, &signer_id))
        .map_err(|error| request::reason(&error))?;
    let hardware = check_hardware(&parsed, rule.hardware, &device)?;
    parsed.check_digest().map_err(|error| request::reason(&error))?;
    Ok(Authenticated { parsed, device, hardware })
}

fn require_covered(
    parsed: &ParsedRequest<'_>,
    request: &Request,
    rule: &RouteRule,
) -> Result<(), Reason> {
    let has = |name: &str| request.headers.iter().any(|(n, _)| n.eq_ignore_ascii_case(name));
    let mut demanded = vec![Component::RequestNonce];
    if rule.session {
        if !has(http::SESSION) {
            return Err(Reason::SessionMissing);
        }
        demanded.extend([Component::Session, Component::Sequence]);
    }
    if rule.submit_token {
        if !has(http::SUBMIT_TOKEN) {
            return Err(Reason::SubmitTokenMissing);
        }
        demanded.push(Component::SubmitToken);
    }
    if rule.challenge {
        demanded.push(Component::Challenge);
    }
    parsed.require(&demanded).map_err(|error| request::reason(&error))
}

/// Whether the hardware key signed, which it must where the rule says so.
fn check_hardware(
    parsed: &ParsedRequest<'_>,
    rule: HardwareRule,
    device: &DeviceRecord,
) -> Result<bool, Reason> {
    let required = match rule {
        HardwareRule::Ignored => return Ok(false),
        HardwareRule::WhenEnrolled => device.hardware_key.is_some(),
        HardwareRule::Always => true,
    };
    if !required {
        return Ok(false);
    }
    let key = device.hardware_key.as_ref().ok_or(Reason::HardwareSignatureMissing)?;
    let signed = parsed
        .hw_signature()
        .map_err(|_| Reason::HardwareSignatureInvalid)?
        .ok_or(Reason::HardwareSignatureMissing)?;
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key)
        .verify(&signed.base, &signed.signature)
        .map_err(|_| Reason::HardwareSignatureInvalid)?;
    Ok(true)
}
