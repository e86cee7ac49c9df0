//! Signed responses, each bound to the one request that it answers (RFC 9421 section 2.4).
//!
//! The signature covers the request's method and path, the name that the request gave the exchange
//! and, when a device signed the request, that signature. An answer to any other request does not
//! verify, however genuine it is. The format is described in docs/formats/response-signature.md.
//!
//! ```
//! use yufu_protocol::http::{Request, Response};
//! use yufu_protocol::id::{KeyId, Nonce};
//! use yufu_protocol::response::{sign_response, verify_response};
//! use yufu_protocol::time::UnixSeconds;
//! use yufu_sm::sm2::SigningKey;
//!
//! let mut rng = getrandom::SysRng;
//! let (key, key_id) = (SigningKey::generate(&mut rng)?, KeyId::new("response-1")?);
//! let mut request = Request::new("POST", "bank.example", "/v1/challenge");
//! request.push_header("yufu-request-nonce", &Nonce::random(&mut rng)?.to_string());
//!
//! let now = UnixSeconds(1_760_000_000);
//! let mut response = Response::new(200, "application/json", b"{}".to_vec());
//! sign_response(&request, &mut response, &key_id, &key, now, &mut rng)?;
//!
//! let public = key.verifying_key();
//! verify_response(&request, &response, Some(now), |id| (*id == key_id).then_some(public))?;
//! # Ok::<(), yufu_protocol::error::Error>(())
//! ```

use rand_core::TryCryptoRng;
use yufu_sm::sm2::{Signature, SignerId, SigningKey, VerifyingKey};

use crate::error::{Error, Format, Result};
use crate::http::{self, Limits, Request, Response};
use crate::id::{KeyId, Nonce};
use crate::signature::{
    self, Algorithm, Component, LABEL, Parameters, RESPONSE_TAG, SIGNATURE, SIGNATURE_INPUT,
    SignatureInput, field, is_signed,
};
use crate::time::UnixSeconds;

/// The signer's ID of every server key: the default of GM/T 0009.
pub const SIGNER_ID: SignerId<'static> = SignerId::DEFAULT;
/// How old a response may be, in seconds.
pub const MAX_AGE: u64 = 120;
/// How far in the future a response may be dated, in seconds.
pub const MAX_SKEW: u64 = 60;

/// Signs a response to a request: adds `content-digest`, `yufu-request-nonce` as the request had
/// it, `signature-input` and `signature`.
///
/// The request may be one that was refused: if its signature cannot be read, the response is not
/// bound to it and its sender will not take the response for an answer.
///
/// # Errors
/// [`Error::Malformed`] when the request's method or path cannot stand in a signature base, or
/// those of [`Response::check`]; [`Error::Field`] naming a field that is already there;
/// [`Error::Missing`] when there is no `content-type`; [`Error::Crypto`] when the random source
/// fails.
pub fn sign_response<R: TryCryptoRng + ?Sized>(
    request: &Request,
    response: &mut Response,
    key_id: &KeyId,
    key: &SigningKey,
    created: UnixSeconds,
    rng: &mut R,
) -> Result<()> {
    request.check_target()?;
    response.check(&Limits::DEFAULT)?;
    for name in [http::CONTENT_DIGEST, http::REQUEST_NONCE, SIGNATURE_INPUT, SIGNATURE] {
        if response.headers.iter().any(|(field, _)| field.eq_ignore_ascii_case(name)) {
            return Err(Error::Field(Format::Response, name));
        }
    }
    response.push_header(http::CONTENT_DIGEST, &http::content_digest(&response.body));
    let nonce = request_nonce(request);
    if let Some(nonce) = nonce {
        response.push_header(http::REQUEST_NONCE, &nonce.to_string());
    }

    let parameters = Parameters {
        created,
        expires: None,
        nonce: None,
        key_id: key_id.clone(),
        algorithm: Algorithm::Sm2Sm3,
    };
    let components = components(nonce.is_some(), is_signed(request));
    let input = SignatureInput::new(components, parameters, RESPONSE_TAG)?;
    let base = base(&input, response, request)?;
    let signature = key.sign(&SIGNER_ID, &base, rng)?;
    response.push_header(SIGNATURE_INPUT, &input.member(LABEL));
    response.push_header(SIGNATURE, &field::bytes_member(LABEL, &signature.to_bytes()));
    Ok(())
}

/// Checks that a response is the server's answer to this very request, and unchanged. Returns when
/// it was signed, in the server's time.
///
/// `now` is the server's time as the client keeps it; `None` before the client knows it, when the
/// request's nonce alone proves that the answer is fresh. `lookup` gives the public key of a
/// response-signing key that is valid now.
///
/// # Errors
/// In the order of the checks:
/// - those of [`Response::check`];
/// - [`Error::Missing`] of [`Format::Response`] naming `signature`: the response is not signed;
/// - errors of [`Format::Signature`]: its signature fields are malformed;
/// - [`Error::Missing`] or [`Error::Field`] of [`Format::Response`] naming a component that the
///   signature should or should not cover;
/// - [`Error::OtherRequest`]: it answers another request, which makes it stale;
/// - [`Error::NotYetValid`], [`Error::Expired`]: dated outside [`MAX_SKEW`] and [`MAX_AGE`];
/// - [`Error::Algorithm`], [`Error::UnknownKey`], [`Error::Signature`], [`Error::Digest`].
pub fn verify_response<K: std::borrow::Borrow<VerifyingKey>>(
    request: &Request,
    response: &Response,
    now: Option<UnixSeconds>,
    lookup: impl FnOnce(&KeyId) -> Option<K>,
) -> Result<UnixSeconds> {
    response.check(&Limits::DEFAULT)?;
    let selected = signature::select(&response.headers, RESPONSE_TAG, LABEL)?
        .ok_or(Error::Missing(Format::Response, SIGNATURE))?;
    let (input, parameters) = (&selected.input, &selected.input.parameters);
    require(&input.components, &components(true, is_signed(request)))?;

    let asked = request_nonce(request)
        .ok_or(Error::Missing(Format::Response, Component::RequestRequestNonce.identifier()))?;
    let echoed = response.header(http::REQUEST_NONCE)?.and_then(|text| text.parse().ok());
    if echoed != Some(asked) {
        return Err(Error::OtherRequest(Format::Response));
    }
    if let Some(now) = now {
        if parameters.created > now.saturating_add(MAX_SKEW) {
            return Err(Error::NotYetValid(Format::Response));
        }
        if now.saturating_sub(MAX_AGE) > parameters.created {
            return Err(Error::Expired(Format::Response));
        }
    }

    if parameters.algorithm != Algorithm::Sm2Sm3 {
        return Err(Error::Algorithm(Format::Response));
    }
    let key = lookup(&parameters.key_id).ok_or(Error::UnknownKey(Format::Response))?;
    let base = base(input, response, request)?;
    Signature::from_slice(&selected.signature)
        .and_then(|signature| key.borrow().verify(&SIGNER_ID, &base, &signature))
        .map_err(|_| Error::Signature(Format::Response))?;
    let digest = response
        .header(http::CONTENT_DIGEST)?
        .ok_or(Error::Missing(Format::Response, Component::ContentDigest.identifier()))?;
    http::check_content_digest(digest, &response.body, Format::Response)?;
    Ok(parameters.created)
}

/// What a response signature covers.
fn components(with_nonce: bool, request_is_signed: bool) -> Vec<Component> {
    let mut components = vec![Component::Status, Component::ContentType, Component::ContentDigest];
    if with_nonce {
        components.push(Component::RequestNonce);
    }
    components.extend([Component::RequestMethod, Component::RequestPath]);
    if with_nonce {
        components.push(Component::RequestRequestNonce);
    }
    if request_is_signed {
        components.push(Component::RequestSignature);
    }
    components
}

fn require(covered: &[Component], demanded: &[Component]) -> Result<()> {
    if let Some(missing) = demanded.iter().find(|one| !covered.contains(one)) {
        return Err(Error::Missing(Format::Response, missing.identifier()));
    }
    match covered.iter().find(|one| !demanded.contains(one)) {
        Some(other) => Err(Error::Field(Format::Response, other.identifier())),
        None => Ok(()),
    }
}

fn request_nonce(request: &Request) -> Option<Nonce> {
    request.header(http::REQUEST_NONCE).ok()??.parse().ok()
}

fn base(input: &SignatureInput, response: &Response, request: &Request) -> Result<Vec<u8>> {
    signature::base(input, |component| component.of_response(response, request))
}
