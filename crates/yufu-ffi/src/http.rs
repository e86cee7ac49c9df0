//! HTTP messages as data: the host's own client sends and receives them.

use yufu::protocol::http::{Request, Response};

use crate::error::{Result, YufuError};

/// One header field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct HttpHeader {
    /// The field's name; case does not matter.
    pub name: String,
    /// The field's value, without line breaks.
    pub value: String,
}

/// A request to send unchanged: no header added that it has already, no compression, no redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct HttpRequest {
    /// The method in upper case, such as POST.
    pub method: String,
    /// Host and, unless it is the default, port.
    pub authority: String,
    /// Path and, after a question mark, query, percent-encoded.
    pub target: String,
    /// Header fields, in their order.
    pub headers: Vec<HttpHeader>,
    /// The content, byte for byte; empty if there is none.
    pub body: Vec<u8>,
}

/// A success whose signature verified.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct Answer {
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The content, byte for byte.
    pub body: Vec<u8>,
    /// When the server signed it, in seconds since 1970.
    pub created: u64,
}

impl HttpRequest {
    pub(crate) fn of(request: &Request) -> Result<Self> {
        let mark = if request.query.is_empty() { "" } else { "?" };
        let header = |(name, value): &(String, Vec<u8>)| {
            let value = String::from_utf8(value.clone()).map_err(|_| YufuError::internal())?;
            Ok(HttpHeader { name: name.clone(), value })
        };
        Ok(Self {
            method: request.method.clone(),
            authority: request.authority.clone(),
            target: format!("{}{mark}{}", request.path, request.query),
            headers: request.headers.iter().map(header).collect::<Result<_>>()?,
            body: request.body.clone(),
        })
    }
}

/// The answer as the host received it.
pub(crate) fn response(status: u16, headers: Vec<HttpHeader>, body: &[u8]) -> Response {
    let headers = headers.into_iter().map(|field| (field.name, field.value.into_bytes()));
    Response { status, headers: headers.collect(), body: body.to_vec() }
}
