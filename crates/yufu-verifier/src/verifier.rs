//! The verifier: one value that a server holds, and the order of its checks.

use getrandom::SysRng;
use yufu_protocol::{
    api,
    http::{Request, Response},
    id::{CorrelationId, KeyId},
    rejection::{Reason, Rejection},
    response,
    time::UnixSeconds,
};
use yufu_sm::sm2::{DecryptingKey, SigningKey};

use crate::{
    accepted::Accepted,
    attestation::AttestationPolicy,
    audit::{AuditRecord, AuditSink, Decision, NoAudit},
    challenge::{Challenger, IssuedChallenge},
    clock::Clock,
    input::{CardDirectory, Expected, InProcessOpener, InputOpener, Opened, named_key},
    keys::{KeyRing, VerifierKeys},
    pin_block::PinBlockFormat,
    policy::Policy,
    report::PackRecord,
    route::RouteRule,
    secret::SecretHasher,
    store::Store,
};

/// Where transaction PINs go as PIN blocks.
pub(crate) struct PinBlocks {
    pub(crate) format: PinBlockFormat,
    pub(crate) cards: Box<dyn CardDirectory>,
}

/// The server's half of Yufu.
///
/// It guarantees that what it accepts was signed by an enrolled device for exactly what was
/// received, within its time and for the first time, and that everything the route's rule asks for
/// was proved. It does not decide whether the business is sound: the account's balance, for
/// instance, is the bank's own matter.
///
/// All methods take `&self` and may be called from many threads.
pub struct Verifier {
    pub(crate) store: Box<dyn Store>,
    pub(crate) policy: Policy,
    pub(crate) challenger: Challenger,
    pub(crate) hasher: SecretHasher,
    /// Activation codes are random, live for days, and are tried by strangers: a cheap hash.
    pub(crate) code_hasher: SecretHasher,
    pub(crate) report_keys: KeyRing<DecryptingKey>,
    pub(crate) opener: Option<Box<dyn InputOpener>>,
    pub(crate) packs: Vec<PackRecord>,
    pub(crate) attestation: AttestationPolicy,
    pub(crate) pin_blocks: Option<PinBlocks>,
    /// As signatures cover them; empty where any is served.
    authorities: Vec<String>,
    response_keys: KeyRing<SigningKey>,
    clock: Box<dyn Clock>,
    audit: Box<dyn AuditSink>,
}

impl Verifier {
    /// A verifier that opens inputs in this process if `keys` hold input keys, knows no rule pack,
    /// and keeps no audit.
    ///
    /// # Errors
    /// `EntropyFailed` when there is no randomness.
    pub fn new(
        keys: VerifierKeys,
        store: Box<dyn Store>,
        policy: Policy,
        clock: Box<dyn Clock>,
    ) -> yufu_protocol::error::Result<Self> {
        let opener = match keys.input {
            Some(ring) => Some(Box::new(InProcessOpener::new(ring)?) as Box<dyn InputOpener>),
            None => None,
        };
        Ok(Self {
            store,
            challenger: Challenger::new(keys.shared.challenge),
            hasher: SecretHasher::new(keys.shared.pepper, policy.secret_iterations),
            code_hasher: SecretHasher::new(keys.shared.pepper, SecretHasher::MIN_ITERATIONS),
            policy,
            report_keys: keys.report,
            opener,
            packs: Vec::new(),
            attestation: AttestationPolicy::default(),
            pin_blocks: None,
            authorities: Vec::new(),
            response_keys: keys.response,
            clock,
            audit: Box::new(NoAudit),
        })
    }

    /// Opens inputs elsewhere.
    #[must_use]
    pub fn with_opener(mut self, opener: Box<dyn InputOpener>) -> Self {
        self.opener = Some(opener);
        self
    }

    /// Hands the PIN of a transaction on as a PIN block; see
    /// [`authorise_pin_block`](Self::authorise_pin_block).
    #[must_use]
    pub fn with_pin_blocks(
        mut self,
        format: PinBlockFormat,
        cards: Box<dyn CardDirectory>,
    ) -> Self {
        self.pin_blocks = Some(PinBlocks { format, cards });
        self
    }

    /// Serves requests to this authority, host and port as in the `Host` field, and to others that
    /// are named in the same way; all else is refused with [`Reason::UnknownRoute`].
    ///
    /// Until one is named, requests to any are served. A bank names its own: a request that a phone
    /// signed for another server, one for tests say, is then worth nothing here.
    #[must_use]
    pub fn with_authority(mut self, authority: &str) -> Self {
        self.authorities.push(Request::new("GET", authority, "/").normalized_authority());
        self
    }

    /// Accepts reports of one more rule pack. Reports of packs that were not named are refused.
    #[must_use]
    pub fn with_pack(mut self, pack: PackRecord) -> Self {
        self.packs.push(pack);
        self
    }

    /// Takes hardware attestations under this policy, see [`weigh`](Self::weigh).
    #[must_use]
    pub fn with_attestation(mut self, policy: AttestationPolicy) -> Self {
        self.attestation = policy;
        self
    }

    /// Sends a record of every decision.
    #[must_use]
    pub fn with_audit(mut self, audit: Box<dyn AuditSink>) -> Self {
        self.audit = audit;
        self
    }

    /// The server's time.
    pub fn now(&self) -> UnixSeconds {
        self.clock.now()
    }

    /// The policy in force.
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The store.
    pub fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }

    /// Answers POST /v1/challenge: costs no memory, see [`IssuedChallenge`].
    ///
    /// # Errors
    /// [`Reason::Internal`] when there is no randomness.
    pub fn challenge(&self) -> Result<api::ChallengeResponse, Rejection> {
        let now = self.now();
        let ends = now.saturating_add(self.policy.lifetimes.challenge);
        self.decide("challenge", |_, _| {
            let IssuedChallenge { challenge, input_nonce, expires_at } =
                self.challenger.issue(ends, &mut SysRng).map_err(|_| Reason::Internal)?;
            Ok(api::ChallengeResponse { challenge, input_nonce, server_time: now, expires_at })
        })
    }

    /// Accepts a signed request, or says why not.
    ///
    /// The checks, in this order; the first that fails is the reason:
    /// 1. sizes; exactly one signature with our tag; the key's record; the covered set; lifetime;
    ///    signature, and the hardware key's where the rule asks for it; the body's digest; the
    ///    authority is one of [those served](Self::with_authority);
    /// 2. the body's form, session, challenge and submit token as far as reading them tells; the
    ///    account is the device's own; the report; the factors that the policy asks for;
    /// 3. nonce, sequence, submit token, challenge with its input nonce, and the report's counter,
    ///    all used up in one atomic step or none;
    /// 4. an attempt is reserved;
    /// 5. the sealed input is opened.
    ///
    /// What fails before step 3 uses nothing up.
    ///
    /// # Errors
    /// [`Rejection`]; its reasons are listed in docs/formats/rejections.md.
    pub fn accept(&self, request: &Request, rule: &RouteRule) -> Result<Accepted, Rejection> {
        self.decide(rule.name, |correlation, key| {
            crate::accept::accept(self, request, rule, correlation, key)
        })
    }

    /// Signs a response, also a refusal, and binds it to its request.
    ///
    /// # Errors
    /// Those of [`response::sign_response`].
    pub fn sign_response(
        &self,
        request: &Request,
        response: &mut Response,
    ) -> yufu_protocol::error::Result<()> {
        let held = self.response_keys.current();
        let (now, rng) = (self.now(), &mut SysRng);
        response::sign_response(request, response, &held.kid, &held.key, now, rng)
    }

    pub(crate) fn serves(&self, request: &Request) -> bool {
        self.authorities.is_empty() || self.authorities.contains(&request.normalized_authority())
    }

    pub(crate) fn opener(&self) -> Result<&dyn InputOpener, Reason> {
        self.opener.as_deref().ok_or(Reason::StoreUnavailable)
    }

    pub(crate) fn open_secret(
        &self,
        sealed: &[u8],
        expected: &Expected<'_>,
    ) -> Result<Opened, Reason> {
        let context = expected.context(named_key(sealed)?)?;
        let secret = self.opener()?.secret(sealed, &context);
        secret.map(Opened::Secret).map_err(|_| Reason::StoreUnavailable)
    }

    /// Opens the PIN of a payment, to a PIN block where the bank wants blocks.
    pub(crate) fn open_pin(
        &self,
        sealed: &[u8],
        expected: &Expected<'_>,
    ) -> Result<Opened, Reason> {
        let Some(PinBlocks { format, cards }) = &self.pin_blocks else {
            return self.open_secret(sealed, expected);
        };
        let context = expected.context(named_key(sealed)?)?;
        let pan = cards.pan(expected.account).ok_or(Reason::AccountNotBound)?;
        let block = self.opener()?.pin_block(sealed, &context, &pan, *format);
        block.map(Opened::PinBlock).map_err(|_| Reason::StoreUnavailable)
    }

    /// Runs a decision, gives a refusal its correlation id, and sends the audit record.
    pub(crate) fn decide<T>(
        &self,
        route: &'static str,
        decision: impl FnOnce(CorrelationId, &mut Option<KeyId>) -> Result<T, Reason>,
    ) -> Result<T, Rejection> {
        // Without randomness nothing can be accepted; the refusal then carries zeros.
        let drawn = CorrelationId::random(&mut SysRng);
        let correlation = drawn.unwrap_or(CorrelationId::from_bytes([0; 16]));
        let mut key = None;
        let result = match drawn {
            Ok(_) => decision(correlation, &mut key),
            Err(_) => Err(Reason::Internal),
        };
        self.conclude(route, key, correlation, result)
    }

    /// As [`decide`](Self::decide), under the correlation id of a request accepted before.
    pub(crate) fn conclude<T>(
        &self,
        route: &'static str,
        key: Option<KeyId>,
        correlation: CorrelationId,
        result: Result<T, Reason>,
    ) -> Result<T, Rejection> {
        let decision = match &result {
            Ok(_) => Decision::Accepted,
            Err(reason) => Decision::Rejected(*reason),
        };
        self.audit.record(AuditRecord { at: self.now(), route, key, decision, correlation });
        result.map_err(|reason| Rejection::new(reason, correlation))
    }
}

impl core::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Verifier").field("policy", &self.policy).finish_non_exhaustive()
    }
}
