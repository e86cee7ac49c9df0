//! The server's side: a request is read, and each rule can be checked on its own.

use subtle::ConstantTimeEq;
use yufu_sm::sm2::{Signature, SignerId, VerifyingKey};

use super::sign::is_present;
use super::{ALWAYS, MAX_LIFETIME, MAX_SKEW, MacKey, Sequence, WHERE_PRESENT};
use crate::error::{Error, Format, Result};
use crate::http::{self, Limits, Request};
use crate::id::{Challenge, KeyId, Nonce, SessionId, SubmitToken};
use crate::rejection::Reason;
use crate::signature::{
    self, Algorithm, Component, HW_LABEL, HW_TAG, LABEL, REQUEST_TAG, SIGNATURE, Selected,
};
use crate::time::UnixSeconds;

/// A request whose signature fields were read. Nothing of it is true before
/// [`verify`](Self::verify) has said so.
///
/// An accessor gives a field's value only when the signature covers that field.
#[derive(Clone, Debug)]
pub struct ParsedRequest<'r> {
    request: &'r Request,
    device: Selected,
    hw: Option<Selected>,
    expires: UnixSeconds,
    nonce: Nonce,
    session: Option<SessionId>,
    sequence: Option<Sequence>,
    submit_token: Option<SubmitToken>,
    challenge: Option<Challenge>,
    request_nonce: Option<Nonce>,
}

/// The hardware key's signature, for `ring` or the like to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HwSignature {
    /// The signature base: what ECDSA P-256 with SHA-256 was computed over.
    pub base: Vec<u8>,
    /// r‖s.
    pub signature: [u8; 64],
}

impl<'r> ParsedRequest<'r> {
    /// Checks sizes and form, then finds the one signature tagged `yufu-request-v1`, and the one
    /// tagged `yufu-hw-v1` if there is any.
    ///
    /// # Errors
    /// Those of [`Request::check`]; [`Error::Missing`] of [`Format::Request`] naming `signature`
    /// when no signature has our tag; errors of [`Format::Signature`] when the fields are
    /// malformed or more than one has it; [`Error::Field`] naming a covered field that cannot be
    /// read.
    pub fn parse(request: &'r Request, limits: &Limits) -> Result<Self> {
        request.check(limits)?;
        let device = signature::select(&request.headers, REQUEST_TAG, LABEL)?
            .ok_or(Error::Missing(Format::Request, SIGNATURE))?;
        let hw = signature::select(&request.headers, HW_TAG, HW_LABEL)?;
        let parameters = &device.input.parameters;
        let parsed = Self {
            request,
            expires: parameters.expires.ok_or(Error::Missing(Format::Signature, "expires"))?,
            nonce: parameters.nonce.ok_or(Error::Missing(Format::Signature, "nonce"))?,
            session: None,
            sequence: None,
            submit_token: None,
            challenge: None,
            request_nonce: None,
            device,
            hw,
        };
        Ok(Self {
            session: parsed.covered_value(Component::Session)?,
            sequence: parsed.covered_value(Component::Sequence)?,
            submit_token: parsed.covered_value(Component::SubmitToken)?,
            challenge: parsed.covered_value(Component::Challenge)?,
            request_nonce: parsed.covered_value(Component::RequestNonce)?,
            ..parsed
        })
    }

    /// The name of the signing key. A hint: the record found under it fixes algorithm and ID.
    pub fn key_id(&self) -> &KeyId {
        &self.device.input.parameters.key_id
    }

    /// The algorithm that the message names.
    pub fn algorithm(&self) -> Algorithm {
        self.device.input.parameters.algorithm
    }

    /// When the request was signed, by its own word.
    pub fn created(&self) -> UnixSeconds {
        self.device.input.parameters.created
    }

    /// When it stops being valid.
    pub fn expires(&self) -> UnixSeconds {
        self.expires
    }

    /// The signature's nonce.
    pub fn nonce(&self) -> Nonce {
        self.nonce
    }

    /// The covered session.
    pub fn session(&self) -> Option<SessionId> {
        self.session
    }

    /// The covered place in the session.
    pub fn sequence(&self) -> Option<Sequence> {
        self.sequence
    }

    /// The covered one-time submit token.
    pub fn submit_token(&self) -> Option<&SubmitToken> {
        self.submit_token.as_ref()
    }

    /// The covered challenge.
    pub fn challenge(&self) -> Option<Challenge> {
        self.challenge
    }

    /// The covered name of the exchange.
    pub fn request_nonce(&self) -> Option<Nonce> {
        self.request_nonce
    }

    /// What the signature covers, in its own order, each once.
    pub fn covered(&self) -> &[Component] {
        &self.device.input.components
    }

    /// Checks that exactly what must be covered is: the components of every request, each
    /// optional field that the request has and no other, and what the route demands besides.
    ///
    /// # Errors
    /// [`Error::Missing`] of [`Format::Request`], naming the component that is not covered or not
    /// there; [`Error::Field`] of it, naming one that has no place on a request.
    pub fn require(&self, route: &[Component]) -> Result<()> {
        let covered = self.covered();
        let demanded = ALWAYS.iter().chain(route).copied();
        let present = WHERE_PRESENT.into_iter().filter(|one| is_present(self.request, *one));
        let content = (!self.request.body.is_empty()).then_some(Component::ContentType);
        for component in demanded.chain(present).chain(content) {
            if !covered.contains(&component) {
                return Err(Error::Missing(Format::Request, component.identifier()));
            }
        }
        for component in covered {
            if !ALWAYS.contains(component) && !WHERE_PRESENT.contains(component) {
                return Err(Error::Field(Format::Request, component.identifier()));
            }
            component.of_request(self.request)?;
        }
        Ok(())
    }

    /// Checks that the signature lives at most [`MAX_LIFETIME`], is not dated more than
    /// [`MAX_SKEW`] in the future, and has not expired.
    ///
    /// # Errors
    /// [`Error::Field`] naming `expires`, [`Error::NotYetValid`] or [`Error::Expired`].
    pub fn check_lifetime(&self, now: UnixSeconds) -> Result<()> {
        match self.expires.since(self.created()) {
            Some(1..=MAX_LIFETIME) => {}
            _ => return Err(Error::Field(Format::Request, "expires")),
        }
        if self.created() > now.saturating_add(MAX_SKEW) {
            return Err(Error::NotYetValid(Format::Request));
        }
        if now > self.expires {
            return Err(Error::Expired(Format::Request));
        }
        Ok(())
    }

    /// Verifies the device key's signature.
    ///
    /// # Errors
    /// [`Error::Algorithm`] unless the message names `sm2-sm3`; [`Error::Missing`] when a covered
    /// component is not there; [`Error::Signature`].
    pub fn verify(&self, key: &VerifyingKey, signer_id: &SignerId<'_>) -> Result<()> {
        self.expect(Algorithm::Sm2Sm3)?;
        let signature = Signature::from_slice(&self.device.signature)
            .map_err(|_| Error::Signature(Format::Request))?;
        key.verify(signer_id, &self.base(&self.device)?, &signature)
            .map_err(|_| Error::Signature(Format::Request))
    }

    /// Verifies a shared key's MAC. Never the right call on a route that moves money.
    ///
    /// # Errors
    /// As [`verify`](Self::verify), for `hmac-sm3`.
    pub fn verify_mac(&self, key: &MacKey) -> Result<()> {
        self.expect(Algorithm::HmacSm3)?;
        let mac = key.mac(&self.base(&self.device)?);
        if bool::from(mac.as_slice().ct_eq(&self.device.signature)) {
            Ok(())
        } else {
            Err(Error::Signature(Format::Request))
        }
    }

    /// The hardware key's signature, if the request has one.
    ///
    /// # Errors
    /// [`Error::Field`] naming `hw` when it does not cover the same under the same parameters,
    /// names another algorithm, or is not 64 bytes long.
    pub fn hw_signature(&self) -> Result<Option<HwSignature>> {
        let Some(hw) = &self.hw else {
            return Ok(None);
        };
        let (ours, theirs) = (&self.device.input, &hw.input);
        let same = ours.components == theirs.components
            && ours.parameters.created == theirs.parameters.created
            && ours.parameters.expires == theirs.parameters.expires
            && ours.parameters.nonce == theirs.parameters.nonce
            && ours.parameters.key_id == theirs.parameters.key_id
            && theirs.parameters.algorithm == Algorithm::EcdsaP256Sha256;
        match <[u8; 64]>::try_from(hw.signature.as_slice()) {
            Ok(signature) if same => Ok(Some(HwSignature { base: self.base(hw)?, signature })),
            _ => Err(Error::Field(Format::Request, HW_LABEL)),
        }
    }

    /// Compares the content with the SM3 of the covered `content-digest`.
    ///
    /// # Errors
    /// [`Error::Missing`] or [`Error::Field`] naming `content-digest`; [`Error::Digest`].
    pub fn check_digest(&self) -> Result<()> {
        let component = Component::ContentDigest;
        let value = self
            .covered_text(component)?
            .ok_or(Error::Missing(Format::Request, component.identifier()))?;
        http::check_content_digest(value, &self.request.body, Format::Request)
    }

    /// The bytes that the device key signed, for a tool that explains a rejection.
    ///
    /// # Errors
    /// [`Error::Missing`] when a covered component is not there.
    pub fn signature_base(&self) -> Result<Vec<u8>> {
        self.base(&self.device)
    }

    fn base(&self, selected: &Selected) -> Result<Vec<u8>> {
        signature::base(&selected.input, |component| component.of_request(self.request))
    }

    fn expect(&self, algorithm: Algorithm) -> Result<()> {
        if self.algorithm() == algorithm { Ok(()) } else { Err(Error::Algorithm(Format::Request)) }
    }

    fn covered_text(&self, component: Component) -> Result<Option<&'r str>> {
        match component.field_name() {
            Some(name) if self.covered().contains(&component) => self.request.header(name),
            _ => Ok(None),
        }
    }

    fn covered_value<T: std::str::FromStr>(&self, component: Component) -> Result<Option<T>> {
        let malformed = |_| Error::Field(Format::Request, component.identifier());
        self.covered_text(component)?.map(str::parse).transpose().map_err(malformed)
    }
}

/// The reason that a server gives for an error of this module.
pub fn reason(error: &Error) -> Reason {
    match *error {
        Error::TooLarge(_) => Reason::RequestTooLarge,
        Error::Field(Format::Http, http::CONTENT_ENCODING) => Reason::ContentEncodingRefused,
        Error::Missing(Format::Request, SIGNATURE) => Reason::SignatureMissing,
        Error::Field(Format::Signature, "tag") => Reason::SignatureAmbiguous,
        Error::Malformed(Format::Signature)
        | Error::Field(Format::Signature, _)
        | Error::Missing(Format::Signature, _) => Reason::SignatureMalformed,
        Error::Algorithm(_) => Reason::AlgorithmRefused,
        Error::Missing(Format::Request, _) => Reason::ComponentMissing,
        Error::Field(Format::Request, "expires") => Reason::LifetimeTooLong,
        Error::Field(Format::Request, HW_LABEL) => Reason::HardwareSignatureInvalid,
        Error::Field(Format::Request, http::CONTENT_DIGEST) => Reason::DigestMissing,
        Error::NotYetValid(_) => Reason::RequestFromFuture,
        Error::Expired(_) => Reason::RequestExpired,
        Error::Signature(_) => Reason::SignatureInvalid,
        Error::Digest(_) => Reason::DigestMismatch,
        _ => Reason::MalformedRequest,
    }
}
