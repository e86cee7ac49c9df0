//! The message components that a signature can cover (RFC 9421 section 2).

use crate::error::{Error, Format, Result};
use crate::http::{self, Request, Response};

use super::{LABEL, SIGNATURE, field};

/// A message component with its parameters.
///
/// The set is closed: an identifier with any other name or parameter (`sf`, `key`, `bs`, `tr`, or
/// `req` on a request) is none of these and is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Component {
    /// The request's method.
    Method,
    /// The request's authority, lower case, without the default port of `https`.
    Authority,
    /// The request's absolute path.
    Path,
    /// The request's query with its `?`; `?` alone when there is none.
    Query,
    /// The response's status code.
    Status,
    /// Media type of the content.
    ContentType,
    /// SM3 of the content (RFC 9530).
    ContentDigest,
    /// The session's id.
    Session,
    /// The request's place in its session.
    Sequence,
    /// The server's one-time permission for one transaction.
    SubmitToken,
    /// The server's challenge that a login answers.
    Challenge,
    /// Name of the exchange; a response repeats its request's.
    RequestNonce,
    /// In a response: the method of its request.
    RequestMethod,
    /// In a response: the path of its request.
    RequestPath,
    /// In a response: the exchange as its request named it.
    RequestRequestNonce,
    /// In a response: the device's signature on its request.
    RequestSignature,
}

impl Component {
    const ALL: [Self; 16] = [
        Self::Method,
        Self::Authority,
        Self::Path,
        Self::Query,
        Self::Status,
        Self::ContentType,
        Self::ContentDigest,
        Self::Session,
        Self::Sequence,
        Self::SubmitToken,
        Self::Challenge,
        Self::RequestNonce,
        Self::RequestMethod,
        Self::RequestPath,
        Self::RequestRequestNonce,
        Self::RequestSignature,
    ];

    /// The component identifier in its canonical text, as it stands in a signature base.
    pub const fn identifier(self) -> &'static str {
        match self {
            Self::Method => r#""@method""#,
            Self::Authority => r#""@authority""#,
            Self::Path => r#""@path""#,
            Self::Query => r#""@query""#,
            Self::Status => r#""@status""#,
            Self::ContentType => r#""content-type""#,
            Self::ContentDigest => r#""content-digest""#,
            Self::Session => r#""yufu-session""#,
            Self::Sequence => r#""yufu-sequence""#,
            Self::SubmitToken => r#""yufu-submit-token""#,
            Self::Challenge => r#""yufu-challenge""#,
            Self::RequestNonce => r#""yufu-request-nonce""#,
            Self::RequestMethod => r#""@method";req"#,
            Self::RequestPath => r#""@path";req"#,
            Self::RequestRequestNonce => r#""yufu-request-nonce";req"#,
            Self::RequestSignature => r#""signature";key="yufu";req"#,
        }
    }

    /// The header field that holds the value, or `None` for a derived component.
    pub const fn field_name(self) -> Option<&'static str> {
        match self {
            Self::ContentType => Some(http::CONTENT_TYPE),
            Self::ContentDigest => Some(http::CONTENT_DIGEST),
            Self::Session => Some(http::SESSION),
            Self::Sequence => Some(http::SEQUENCE),
            Self::SubmitToken => Some(http::SUBMIT_TOKEN),
            Self::Challenge => Some(http::CHALLENGE),
            Self::RequestNonce => Some(http::REQUEST_NONCE),
            _ => None,
        }
    }

    pub(super) fn from_identifier(identifier: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|component| component.identifier() == identifier)
    }

    /// The component's value in a request.
    pub(crate) fn of_request(self, request: &Request) -> Result<String> {
        let value = match self {
            Self::Method => Some(request.method.clone()),
            Self::Authority => Some(request.normalized_authority()),
            Self::Path => Some(request.path.clone()),
            Self::Query => Some(format!("?{}", request.query)),
            _ => match self.field_name() {
                Some(name) => request.header(name)?.map(str::to_owned),
                None => None,
            },
        };
        value.ok_or(Error::Missing(Format::Request, self.identifier()))
    }

    /// The component's value in the response to a request.
    pub(crate) fn of_response(self, response: &Response, request: &Request) -> Result<String> {
        let value = match self {
            Self::Status => Some(response.status.to_string()),
            Self::RequestMethod => Some(request.method.clone()),
            Self::RequestPath => Some(request.path.clone()),
            Self::RequestRequestNonce => request.header(http::REQUEST_NONCE)?.map(str::to_owned),
            Self::RequestSignature => request_signature(request),
            _ => match self.field_name() {
                Some(name) => response.header(name)?.map(str::to_owned),
                None => None,
            },
        };
        value.ok_or(Error::Missing(Format::Response, self.identifier()))
    }
}

/// The member `yufu` of a request's `signature`, or `None` when the request has no readable one.
fn request_signature(request: &Request) -> Option<String> {
    let fields = http::combined(&request.headers, SIGNATURE).ok()??;
    let value = field::value(field::parse(&fields).ok()?.get(LABEL)?);
    (!value.is_empty()).then_some(value)
}

/// True when a response to this request covers the request's signature.
pub(crate) fn is_signed(request: &Request) -> bool {
    request_signature(request).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_read_back_and_are_all_different() {
        for component in Component::ALL {
            assert_eq!(Component::from_identifier(component.identifier()), Some(component));
        }
    }

    #[test]
    fn an_empty_query_is_a_question_mark() {
        let request = Request::new("GET", "bank.example", "/");
        assert_eq!(Component::Query.of_request(&request).unwrap(), "?");
    }

    #[test]
    fn a_request_has_no_component_of_a_response() {
        let request = Request::new("GET", "bank.example", "/");
        for component in [Component::Status, Component::RequestMethod, Component::RequestSignature]
        {
            assert!(component.of_request(&request).is_err());
        }
    }

    #[test]
    fn an_unreadable_signature_counts_as_none() {
        let mut request = Request::new("GET", "bank.example", "/");
        assert!(!is_signed(&request));
        request.push_header("signature", "yufu");
        assert!(!is_signed(&request));
        request.headers.clear();
        request.push_header("signature", "yufu=:AAAA:");
        assert!(is_signed(&request));
    }
}
