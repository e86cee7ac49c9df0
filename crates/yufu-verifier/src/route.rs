//! What a route asks of a request before its business may run.

use yufu_protocol::{api, http::Limits};

use crate::attempts::SecretKind;

/// Whether the hardware key's second signature has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HardwareRule {
    /// Not looked at.
    Ignored,
    /// Required from a device that enrolled a hardware key.
    WhenEnrolled,
    /// Required from every device.
    Always,
}

/// What the body of a route holds, and so what is judged before the business sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Content {
    /// Anything or nothing: the caller reads it.
    Opaque,
    /// [`api::LoginRequest`]: a sealed password and a report.
    Login,
    /// [`api::SubmitTokenRequest`].
    SubmitToken,
    /// [`api::SecretChangeRequest`]: the old secret and twice the new one, sealed.
    ChangeSecret(SecretKind),
    /// [`api::TransferRequest`]: the transaction, the sealed PIN and a report.
    Transfer,
}

/// What a route asks of a request.
///
/// The rules of the SDK's own routes are constants; a route of the bank's own takes
/// [`RouteRule::SIGNED`] or [`RouteRule::IN_SESSION`].
///
/// ```
/// use yufu_verifier::{HardwareRule, RouteRule};
///
/// let rule = RouteRule { hardware: HardwareRule::Always, ..RouteRule::IN_SESSION };
/// assert!(rule.session && !rule.submit_token);
/// assert_eq!(RouteRule::find("POST", "/v1/transfer"), Some(&RouteRule::TRANSFER));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RouteRule {
    /// Stands in the audit.
    pub name: &'static str,
    /// Sizes, checked first.
    pub limits: Limits,
    /// An open session and its sequence number have to be covered.
    pub session: bool,
    /// A challenge of the server has to be covered; it is used up.
    pub challenge: bool,
    /// A submit token has to be covered; it is used up.
    pub submit_token: bool,
    /// The second signature.
    pub hardware: HardwareRule,
    /// What the body holds.
    pub content: Content,
}

impl RouteRule {
    /// A signature and nothing else.
    pub const SIGNED: Self = Self {
        name: "signed",
        limits: Limits::DEFAULT,
        session: false,
        challenge: false,
        submit_token: false,
        hardware: HardwareRule::Ignored,
        content: Content::Opaque,
    };
    /// A signature in an open session.
    pub const IN_SESSION: Self = Self { name: "in_session", session: true, ..Self::SIGNED };
    /// POST /v1/login.
    pub const LOGIN: Self =
        Self { name: "login", challenge: true, content: Content::Login, ..Self::SIGNED };
    /// POST /v1/logout.
    pub const LOGOUT: Self = Self { name: "logout", ..Self::IN_SESSION };
    /// POST /v1/submit-token.
    pub const SUBMIT_TOKEN: Self =
        Self { name: "submit_token", content: Content::SubmitToken, ..Self::IN_SESSION };
    /// POST /v1/pin.
    pub const CHANGE_PIN: Self = Self {
        name: "pin",
        challenge: true,
        hardware: HardwareRule::WhenEnrolled,
        content: Content::ChangeSecret(SecretKind::Transaction),
        ..Self::IN_SESSION
    };
    /// POST /v1/password.
    pub const CHANGE_PASSWORD: Self = Self {
        name: "password",
        content: Content::ChangeSecret(SecretKind::Login),
        ..Self::CHANGE_PIN
    };
    /// POST /v1/transfer.
    pub const TRANSFER: Self = Self {
        name: "transfer",
        submit_token: true,
        hardware: HardwareRule::WhenEnrolled,
        content: Content::Transfer,
        ..Self::IN_SESSION
    };
    /// GET /v1/orders/{order}.
    pub const ORDER: Self = Self { name: "order", ..Self::IN_SESSION };

    /// The rule of one of the SDK's own signed routes.
    pub fn find(method: &str, path: &str) -> Option<&'static Self> {
        match (method, path) {
            ("POST", api::ROUTE_LOGIN) => Some(&Self::LOGIN),
            ("POST", api::ROUTE_LOGOUT) => Some(&Self::LOGOUT),
            ("POST", api::ROUTE_SUBMIT_TOKEN) => Some(&Self::SUBMIT_TOKEN),
            ("POST", api::ROUTE_PIN) => Some(&Self::CHANGE_PIN),
            ("POST", api::ROUTE_PASSWORD) => Some(&Self::CHANGE_PASSWORD),
            ("POST", api::ROUTE_TRANSFER) => Some(&Self::TRANSFER),
            ("GET", path) if path.starts_with(api::ROUTE_ORDERS) => Some(&Self::ORDER),
            _ => None,
        }
    }
}
