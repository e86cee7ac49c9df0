//! A request and a response as plain data, and the form that each must have.

use super::fields::{check_fields, single};
use super::{CONTENT_TYPE, Limits};
use crate::error::{Error, Format, Result};

/// An HTTP request: what its signature can cover, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Method in upper case, such as `POST`.
    pub method: String,
    /// Host with an optional port, as in the `Host` field; the scheme is taken to be `https`.
    pub authority: String,
    /// Absolute path as sent, percent-encoding untouched, such as `/v1/transfer`.
    pub path: String,
    /// Query without its `?`; empty when there is none.
    pub query: String,
    /// Header fields in the order received.
    pub headers: Vec<(String, Vec<u8>)>,
    /// Content, byte for byte.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without header fields or content, its target split at the first `?`.
    ///
    /// ```
    /// use yufu_protocol::http::Request;
    ///
    /// let request = Request::new("GET", "bank.example", "/v1/orders/7?lang=zh");
    /// assert_eq!((request.path.as_str(), request.query.as_str()), ("/v1/orders/7", "lang=zh"));
    /// ```
    pub fn new(method: &str, authority: &str, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method: method.to_owned(),
            authority: authority.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// The same request with content of the given media type.
    #[must_use]
    pub fn with_body(mut self, content_type: &str, body: Vec<u8>) -> Self {
        self.headers.push((CONTENT_TYPE.to_owned(), content_type.as_bytes().to_vec()));
        self.body = body;
        self
    }

    /// Appends a header field.
    pub fn push_header(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.as_bytes().to_vec()));
    }

    /// The value of a field that may stand once, without the white space around it.
    ///
    /// # Errors
    /// [`Error::Malformed`] of [`Format::Http`] when the field stands twice or holds anything but
    /// visible ASCII, space and tab.
    pub fn header(&self, name: &str) -> Result<Option<&str>> {
        single(&self.headers, name)
    }

    /// The authority as RFC 9421 section 2.2.3 signs it: lower case, without `:443`.
    pub fn normalized_authority(&self) -> String {
        let lower = self.authority.to_ascii_lowercase();
        lower.strip_suffix(":443").map(str::to_owned).unwrap_or(lower)
    }

    /// Checks sizes first, then the form of method, target and fields.
    ///
    /// # Errors
    /// [`Error::TooLarge`], or [`Error::Malformed`], or [`Error::Field`] naming
    /// `content-encoding`; all of [`Format::Http`].
    pub fn check(&self, limits: &Limits) -> Result<()> {
        let target = [&self.method, &self.authority, &self.path, &self.query];
        limits.check_sizes(
            target.iter().map(|part| part.len()).sum(),
            &self.headers,
            &self.body,
        )?;
        self.check_target()?;
        check_fields(&self.headers)
    }

    /// Checks that method and target can stand in a signature base.
    pub(crate) fn check_target(&self) -> Result<()> {
        let well_formed = !self.method.is_empty()
            && self.method.bytes().all(|byte| byte.is_ascii_uppercase())
            && is_authority(&self.authority)
            && self.path.starts_with('/')
            && self.path.bytes().all(|byte| is_target(byte) && byte != b'?')
            && self.query.bytes().all(is_target);
        if well_formed { Ok(()) } else { Err(Error::Malformed(Format::Http)) }
    }
}

/// An HTTP response: what its signature can cover, and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// Status code, 100 to 599.
    pub status: u16,
    /// Header fields in the order received.
    pub headers: Vec<(String, Vec<u8>)>,
    /// Content, byte for byte.
    pub body: Vec<u8>,
}

impl Response {
    /// A response with content of the given media type.
    pub fn new(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        let headers = vec![(CONTENT_TYPE.to_owned(), content_type.as_bytes().to_vec())];
        Self { status, headers, body }
    }

    /// Appends a header field.
    pub fn push_header(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.as_bytes().to_vec()));
    }

    /// The value of a field that may stand once; see [`Request::header`].
    ///
    /// # Errors
    /// As [`Request::header`].
    pub fn header(&self, name: &str) -> Result<Option<&str>> {
        single(&self.headers, name)
    }

    /// Checks sizes first, then the status and the form of the fields.
    ///
    /// # Errors
    /// As [`Request::check`].
    pub fn check(&self, limits: &Limits) -> Result<()> {
        limits.check_sizes(0, &self.headers, &self.body)?;
        if !(100..=599).contains(&self.status) {
            return Err(Error::Malformed(Format::Http));
        }
        check_fields(&self.headers)
    }
}

fn is_target(byte: u8) -> bool {
    byte.is_ascii_graphic() && byte != b'#'
}

/// A host and an optional port; user information has no place here.
fn is_authority(authority: &str) -> bool {
    let byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%[]:".contains(&byte);
    !authority.is_empty() && !authority.ends_with(':') && authority.bytes().all(byte)
}
