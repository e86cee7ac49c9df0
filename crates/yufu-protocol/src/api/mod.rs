//! JSON bodies of the gateway's routes, shared by the client, the gateway and the tools.
//!
//! A request body with a member that its type does not have is refused; a response may grow, so
//! its reader ignores members it does not know. Duplicate members are refused in both. Binary
//! members are base64url without padding. Format: docs/formats/api.md.

mod money;
mod open;
mod problem;

pub use money::{
    Factor, OrderState, Receipt, SecretChangeRequest, SecretChangeResponse, SubmitTokenRequest,
    SubmitTokenResponse, TransferRequest,
};
pub use open::{
    ChallengeResponse, CustomerFacts, EnrolRequest, EnrolResponse, HealthResponse, KeysResponse,
    LoginRequest, LoginResponse, LoginState, LogoutRequest, LogoutResponse, SandboxCustomer,
    SandboxRequest, VerifyHeader, VerifyRequest, VerifyResponse,
};
pub use problem::Problem;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::encoding::{from_json, to_json};
use crate::error::{Format, Result};

/// Largest body that [`decode`] reads, in bytes.
pub const MAX_BODY_LEN: usize = 256 * 1024;
/// Media type of every body but problems.
pub const MEDIA_TYPE: &str = "application/json";
/// Media type of a [`Problem`] (RFC 9457).
pub const PROBLEM_MEDIA_TYPE: &str = "application/problem+json";

/// Header field with the session's id, base64url.
pub const HEADER_SESSION: &str = "yufu-session";
/// Header field with the session's sequence number, a decimal integer.
pub const HEADER_SEQUENCE: &str = "yufu-sequence";
/// Header field with the submit token, base64url.
pub const HEADER_SUBMIT_TOKEN: &str = "yufu-submit-token";
/// Header field with the nonce that ties a response to its request, base64url, both ways.
pub const HEADER_REQUEST_NONCE: &str = "yufu-request-nonce";
/// Header field with the challenge that a login answers, base64url.
pub const HEADER_CHALLENGE: &str = "yufu-challenge";

/// The server's signed key bundle (GET).
pub const ROUTE_KEYS: &str = "/v1/keys";
/// Whether the server runs (GET).
pub const ROUTE_HEALTH: &str = "/v1/health";
/// A new challenge and input nonce (POST).
pub const ROUTE_CHALLENGE: &str = "/v1/challenge";
/// Enrolment of a device (POST).
pub const ROUTE_ENROL: &str = "/v1/enrol";
/// Login (POST).
pub const ROUTE_LOGIN: &str = "/v1/login";
/// End of a session (POST).
pub const ROUTE_LOGOUT: &str = "/v1/logout";
/// Permission to submit one transaction (POST).
pub const ROUTE_SUBMIT_TOKEN: &str = "/v1/submit-token";
/// Changing the transaction PIN (POST).
pub const ROUTE_PIN: &str = "/v1/pin";
/// Changing the login password (POST).
pub const ROUTE_PASSWORD: &str = "/v1/password";
/// A transfer (POST).
pub const ROUTE_TRANSFER: &str = "/v1/transfer";
/// Status of an order (GET); the order number follows.
pub const ROUTE_ORDERS: &str = "/v1/orders/";
/// Verdict on a request, for backends in other languages (POST).
pub const ROUTE_VERIFY: &str = "/v1/verify";
/// A made-up customer with an activation letter, for demonstrations (POST).
pub const ROUTE_SANDBOX_CUSTOMERS: &str = "/v1/sandbox/customers";

/// Reads a body of at most [`MAX_BODY_LEN`] bytes.
///
/// # Errors
/// `TooLarge` or `Malformed` of [`Format::Api`].
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    // A body is an object: serde would take an array of the members' values, too.
    let first = body.iter().find(|byte| !byte.is_ascii_whitespace());
    if first.is_some_and(|byte| *byte != b'{') {
        return Err(crate::error::Error::Malformed(Format::Api));
    }
    from_json(body, MAX_BODY_LEN, Format::Api)
}

/// Writes a body.
///
/// # Errors
/// `Malformed` of [`Format::Api`], which no body of this module causes.
pub fn encode<T: Serialize>(body: &T) -> Result<Vec<u8>> {
    to_json(body, Format::Api)
}
