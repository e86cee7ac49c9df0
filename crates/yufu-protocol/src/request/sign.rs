//! The device's side: digest, our own fields and the signature are added to a request.

use rand_core::TryCryptoRng;
use yufu_sm::sm2::{SignerId, SigningKey};
use zeroize::Zeroizing;

use super::{ALWAYS, DEFAULT_LIFETIME, Sequence, WHERE_PRESENT};
use crate::error::{Error, Format, Result};
use crate::http::{self, Limits, Request};
use crate::id::{Challenge, KeyId, Nonce, SessionId, SubmitToken};
use crate::signature::{
    self, Algorithm, Component, HW_LABEL, HW_TAG, LABEL, Parameters, REQUEST_TAG, SIGNATURE,
    SIGNATURE_INPUT, Selected, SignatureInput, field,
};
use crate::time::UnixSeconds;

/// What a signature says beside the request itself.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RequestParameters {
    /// The key's name at the server.
    pub key_id: KeyId,
    /// When the request is signed, in the server's time.
    pub created: UnixSeconds,
    /// When it stops being valid; at most [`MAX_LIFETIME`](super::MAX_LIFETIME) later.
    pub expires: UnixSeconds,
    /// Nonce of this request; also its `yufu-request-nonce`, which the response repeats.
    pub nonce: Nonce,
    /// The session, once there is one.
    pub session: Option<SessionId>,
    /// The request's place in the session.
    pub sequence: Option<Sequence>,
    /// The server's permission for one transaction.
    pub submit_token: Option<SubmitToken>,
    /// The server's challenge that a login answers.
    pub challenge: Option<Challenge>,
}

impl RequestParameters {
    /// Parameters of a request outside any session, valid for
    /// [`DEFAULT_LIFETIME`](super::DEFAULT_LIFETIME).
    pub fn new(key_id: KeyId, created: UnixSeconds, nonce: Nonce) -> Self {
        Self {
            key_id,
            created,
            expires: created.saturating_add(DEFAULT_LIFETIME),
            nonce,
            session: None,
            sequence: None,
            submit_token: None,
            challenge: None,
        }
    }

    /// The same parameters inside a session.
    #[must_use]
    pub fn in_session(mut self, session: SessionId, sequence: Sequence) -> Self {
        self.session = Some(session);
        self.sequence = Some(sequence);
        self
    }

    /// The same parameters with a one-time submit token.
    #[must_use]
    pub fn with_submit_token(mut self, token: SubmitToken) -> Self {
        self.submit_token = Some(token);
        self
    }

    /// The same parameters in answer to a challenge.
    #[must_use]
    pub fn with_challenge(mut self, challenge: Challenge) -> Self {
        self.challenge = Some(challenge);
        self
    }
}

/// A shared key of the algorithm `hmac-sm3`, 32 bytes.
///
/// Both halves hold it, so it proves nothing to a third party: a type of its own keeps it away from
/// every route that moves money.
pub struct MacKey(Zeroizing<[u8; 32]>);

impl MacKey {
    /// Wraps the bytes.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*bytes))
    }

    pub(super) fn mac(&self, base: &[u8]) -> Zeroizing<[u8; 32]> {
        yufu_sm::sm3::hmac(self.0.as_slice(), &[base])
    }
}

impl std::fmt::Debug for MacKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MacKey(..)")
    }
}

/// Signs a request with the device key: adds `content-digest`, the fields of `parameters`,
/// `signature-input` and `signature`.
///
/// The request must not have any of these fields yet.
///
/// # Errors
/// Those of [`Request::check`]; [`Error::Field`] naming a field that is already there or not
/// valid; [`Error::Missing`] when there is content without `content-type`; [`Error::Crypto`] when
/// the random source fails.
pub fn sign<R: TryCryptoRng + ?Sized>(
    request: &mut Request,
    parameters: &RequestParameters,
    key: &SigningKey,
    signer_id: &SignerId<'_>,
    rng: &mut R,
) -> Result<()> {
    let (input, base) = prepare(request, parameters, Algorithm::Sm2Sm3)?;
    let signature = key.sign(signer_id, &base, rng)?;
    finish(request, &input, &signature.to_bytes());
    Ok(())
}

/// Authenticates a request with a shared key (`hmac-sm3`), for routes that move no money.
///
/// # Errors
/// As [`sign`], but without randomness.
pub fn sign_with_mac(
    request: &mut Request,
    parameters: &RequestParameters,
    key: &MacKey,
) -> Result<()> {
    let (input, base) = prepare(request, parameters, Algorithm::HmacSm3)?;
    let mac = key.mac(&base);
    finish(request, &input, mac.as_slice());
    Ok(())
}

/// The bytes that the device's hardware key signs (ECDSA P-256 with SHA-256) beside the device
/// key: the same components and parameters as in the signed `request`, under `yufu-hw-v1`.
///
/// # Errors
/// [`Error::Missing`] when the request is not signed yet.
pub fn hw_base(request: &Request) -> Result<Vec<u8>> {
    signature::base(&hw_input(request)?, |component| component.of_request(request))
}

/// Adds the hardware key's signature, r‖s, to a signed request.
///
/// # Errors
/// [`Error::Missing`] when the request is not signed yet.
pub fn add_hw_signature(request: &mut Request, signature: &[u8; 64]) -> Result<()> {
    let input = hw_input(request)?;
    request.push_header(SIGNATURE_INPUT, &input.member(HW_LABEL));
    request.push_header(SIGNATURE, &field::bytes_member(HW_LABEL, signature));
    Ok(())
}

fn hw_input(request: &Request) -> Result<SignatureInput> {
    let Selected { input, .. } = signature::select(&request.headers, REQUEST_TAG, LABEL)?
        .ok_or(Error::Missing(Format::Request, SIGNATURE))?;
    let parameters = Parameters { algorithm: Algorithm::EcdsaP256Sha256, ..input.parameters };
    SignatureInput::new(input.components, parameters, HW_TAG)
}

fn prepare(
    request: &mut Request,
    parameters: &RequestParameters,
    algorithm: Algorithm,
) -> Result<(SignatureInput, Vec<u8>)> {
    request.check(&Limits::DEFAULT)?;
    for name in [
        http::CONTENT_DIGEST,
        http::SESSION,
        http::SEQUENCE,
        http::SUBMIT_TOKEN,
        http::CHALLENGE,
        http::REQUEST_NONCE,
        SIGNATURE_INPUT,
        SIGNATURE,
    ] {
        if request.headers.iter().any(|(field, _)| field.eq_ignore_ascii_case(name)) {
            return Err(Error::Field(Format::Request, name));
        }
    }
    if !request.body.is_empty() && request.header(http::CONTENT_TYPE)?.is_none() {
        return Err(Error::Missing(Format::Request, http::CONTENT_TYPE));
    }

    request.push_header(http::CONTENT_DIGEST, &http::content_digest(&request.body));
    let fields = [
        (http::SESSION, parameters.session.map(|session| session.to_string())),
        (http::SEQUENCE, parameters.sequence.map(|sequence| sequence.to_string())),
        (http::SUBMIT_TOKEN, parameters.submit_token.as_ref().map(SubmitToken::to_text)),
        (http::CHALLENGE, parameters.challenge.map(|challenge| challenge.to_string())),
        (http::REQUEST_NONCE, Some(parameters.nonce.to_string())),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            request.push_header(name, &value);
        }
    }

    let present = WHERE_PRESENT.into_iter().filter(|component| is_present(request, *component));
    let components: Vec<Component> = ALWAYS.into_iter().chain(present).collect();
    let input = SignatureInput::new(
        components,
        Parameters {
            created: parameters.created,
            expires: Some(parameters.expires),
            nonce: Some(parameters.nonce),
            key_id: parameters.key_id.clone(),
            algorithm,
        },
        REQUEST_TAG,
    )?;
    let base = signature::base(&input, |component| component.of_request(request))?;
    Ok((input, base))
}

fn finish(request: &mut Request, input: &SignatureInput, signature: &[u8]) {
    request.push_header(SIGNATURE_INPUT, &input.member(LABEL));
    request.push_header(SIGNATURE, &field::bytes_member(LABEL, signature));
}

/// True when the request has the component's field.
pub(super) fn is_present(request: &Request, component: Component) -> bool {
    component.field_name().is_some_and(|name| {
        request.headers.iter().any(|(field, _)| field.eq_ignore_ascii_case(name))
    })
}
