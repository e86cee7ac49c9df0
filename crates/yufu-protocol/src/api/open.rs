//! Bodies of the routes around a session: keys, enrolment, login, logout, verdicts.

use serde::{Deserialize, Serialize};

use crate::encoding::Bytes;
use crate::id::{AccountRef, Challenge, CorrelationId, DeviceId, InputNonce, KeyId, SessionId};
use crate::rejection::Reason;
use crate::time::UnixSeconds;

/// Answer to GET /v1/keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeysResponse {
    /// The key bundle: a JWS compact object, see docs/formats/bundle.md.
    pub bundle: String,
}

/// Answer to GET /v1/health.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthResponse {
    /// `ok`, or one word that says what is wrong.
    pub status: String,
    /// Version of the server's software.
    pub version: String,
}

/// Answer to POST /v1/challenge, whose request has no body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChallengeResponse {
    /// Answered once by a login, an enrolment or a report.
    pub challenge: Challenge,
    /// For one sealed input.
    pub input_nonce: InputNonce,
    /// The server's clock.
    pub server_time: UnixSeconds,
    /// When both values end.
    pub expires_at: UnixSeconds,
}

/// Body of POST /v1/enrol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnrolRequest {
    /// CMS AuthEnvelopedData around the PKCS#10 request, see docs/formats/enrolment.md.
    pub envelope: Bytes,
    /// What hardware attested for the challenge that the enrolment answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<Bytes>,
}

/// Answer to POST /v1/enrol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolResponse {
    /// The device's name at this server.
    pub device_id: DeviceId,
    /// The `keyid` under which the device key signs from now on.
    pub key_id: KeyId,
    /// The account that the activation code belongs to: what a login password is sealed for.
    pub account: AccountRef,
    /// Whether a hardware key was enrolled with it.
    pub hardware_key: bool,
    /// The server's clock.
    pub server_time: UnixSeconds,
}

/// Body of POST /v1/login. The challenge stands in the covered field `yufu-challenge`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginRequest {
    /// The login password: sealed input of purpose login, DER.
    pub password: Bytes,
    /// The environment report in its envelope.
    pub report: Bytes,
    /// What hardware attested for the report's challenge; the report names it by its digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attestation: Option<Bytes>,
}

/// Answer to POST /v1/login.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginResponse {
    /// The session's name; it gives no right without the device key.
    pub session_id: SessionId,
    /// The server's clock: the client's time from here on.
    pub server_time: UnixSeconds,
    /// When the session ends in any case.
    pub expires_at: UnixSeconds,
    /// The session ends after this many seconds without a request.
    pub idle_seconds: u32,
    /// The customer's accounts.
    pub account_refs: Vec<AccountRef>,
    /// What the app has to do or show first.
    pub login_state: LoginState,
}

/// What the app has to do or show right after a login.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginState {
    /// The first PIN has to be changed before anything else (X 5.1.4b).
    pub must_change_pin: bool,
    /// The login password, too, is one that the bank gave out and that the customer has to replace.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub must_change_password: bool,
    /// The login before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_login: Option<UnixSeconds>,
}

/// Body of POST /v1/logout: an empty object.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogoutRequest {}

/// Answer to POST /v1/logout.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogoutResponse {
    /// When the session ended.
    pub ended_at: UnixSeconds,
}

/// Body of POST /v1/verify: a request as a backend in another language received it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyRequest {
    /// The method, in capitals.
    pub method: String,
    /// The request target in origin form: path and, after `?`, the query.
    pub target: String,
    /// Host and, unless it is the scheme's default, port.
    pub authority: String,
    /// Every header field, in the order received, one entry a line.
    pub headers: Vec<VerifyHeader>,
    /// The body's bytes.
    pub body: Bytes,
}

/// One header field line of a [`VerifyRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerifyHeader {
    /// The field's name.
    pub name: String,
    /// The field's value.
    pub value: String,
}

/// Answer to POST /v1/verify. A verdict, so the HTTP status is 200 also for a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyResponse {
    /// Whether the request is to be acted on.
    pub accepted: bool,
    /// Names this verdict in the server's log and evidence.
    pub correlation_id: CorrelationId,
    /// The rule that failed; absent when accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The reason's number; absent when accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<u16>,
    /// The device that signed; absent when refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_id: Option<DeviceId>,
    /// The key that signed; absent when refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_id: Option<KeyId>,
    /// The session; absent when refused or without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_id: Option<SessionId>,
}

/// Body of POST /v1/sandbox/customers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SandboxRequest {
    /// The customer's name; the server has a default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// What the bank's letter to a made-up customer holds. Debug hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SandboxCustomer {
    /// For one enrolment.
    pub activation_code: String,
    /// For the first login.
    pub login_password: String,
    /// To be changed at the first login.
    pub initial_pin: String,
    /// The customer's account.
    pub account: AccountRef,
    /// What a new PIN must not contain.
    pub customer: CustomerFacts,
}

impl std::fmt::Debug for SandboxCustomer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SandboxCustomer").finish_non_exhaustive()
    }
}

/// Facts about a customer that a password must not contain (X 5.1.4a). Debug hides them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerFacts {
    /// Full name.
    pub name: String,
    /// `YYYYMMDD`.
    pub birthday: String,
    /// Identity card number.
    pub id_number: String,
    /// Mobile number.
    pub mobile: String,
    /// Card numbers.
    pub cards: Vec<String>,
}

impl std::fmt::Debug for CustomerFacts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CustomerFacts").finish_non_exhaustive()
    }
}
