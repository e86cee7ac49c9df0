//! HTTP messages as plain data, and the rules that each must keep before anyone looks at its
//! signature (RFC 9110, RFC 9530).
//!
//! The SDK opens no connection: the host's own HTTP client sends a [`Request`] and hands back a
//! [`Response`]. Names of header fields are compared without regard to case.

use sfv::{BareItem, ListEntry};

use crate::error::{Error, Format, Result};
use crate::signature::field;

/// Header field with the session's id, base64url of 16 bytes.
pub const SESSION: &str = "yufu-session";
/// Header field with the request's place in its session, a decimal integer.
pub const SEQUENCE: &str = "yufu-sequence";
/// Header field with the one-time submit token, base64url of 32 bytes.
pub const SUBMIT_TOKEN: &str = "yufu-submit-token";
/// Header field with the server's challenge that a login answers, base64url of 32 bytes.
pub const CHALLENGE: &str = "yufu-challenge";
/// Header field that names one exchange, base64url of 16 bytes; the response repeats it.
pub const REQUEST_NONCE: &str = "yufu-request-nonce";
/// Header field with the digest of the content (RFC 9530).
pub const CONTENT_DIGEST: &str = "content-digest";
/// Header field with the media type of the content.
pub const CONTENT_TYPE: &str = "content-type";
/// Header field that must be absent: what is signed is what is read.
pub const CONTENT_ENCODING: &str = "content-encoding";

/// The private name of SM3 among the digest algorithms of RFC 9530.
const DIGEST_ALGORITHM: &str = "sm3";

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

/// How much of a message is read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Most header fields.
    pub header_fields: usize,
    /// Most bytes in method, authority, path, query, and the names and values of all fields.
    pub header_bytes: usize,
    /// Most bytes of content.
    pub body_bytes: usize,
}

impl Limits {
    /// The strict limits that apply unless a caller sets others.
    pub const DEFAULT: Self =
        Self { header_fields: 64, header_bytes: 16 * 1024, body_bytes: 128 * 1024 };

    fn check_sizes(
        &self,
        target_bytes: usize,
        headers: &[(String, Vec<u8>)],
        body: &[u8],
    ) -> Result<()> {
        let field_bytes =
            || headers.iter().map(|(name, value)| name.len().saturating_add(value.len()));
        if headers.len() > self.header_fields
            || field_bytes().fold(target_bytes, usize::saturating_add) > self.header_bytes
            || body.len() > self.body_bytes
        {
            return Err(Error::TooLarge(Format::Http));
        }
        Ok(())
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The `content-digest` value of a content: `sm3=:…:` (RFC 9530 section 2).
///
/// ```
/// assert_eq!(
///     yufu_protocol::http::content_digest(b"abc"),
///     "sm3=:Zsfw9GLu7dnR8tRr3BDk4kFnxIdc8veiKX2gK49LqOA=:"
/// );
/// ```
pub fn content_digest(content: &[u8]) -> String {
    field::bytes_member(DIGEST_ALGORITHM, &yufu_sm::sm3::hash(content))
}

/// Compares the `sm3` digest in a `content-digest` value with the content.
///
/// Digests of other algorithms are ignored.
pub(crate) fn check_content_digest(value: &str, content: &[u8], format: Format) -> Result<()> {
    let members = field::parse(value).map_err(|_| Error::Field(format, CONTENT_DIGEST))?;
    let Some(ListEntry::Item(item)) = members.get(DIGEST_ALGORITHM) else {
        return Err(Error::Field(format, CONTENT_DIGEST));
    };
    match &item.bare_item {
        BareItem::ByteSequence(digest) if item.params.is_empty() => {
            if digest.as_slice() == yufu_sm::sm3::hash(content).as_slice() {
                Ok(())
            } else {
                Err(Error::Digest(format))
            }
        }
        _ => Err(Error::Field(format, CONTENT_DIGEST)),
    }
}

/// The values of a field that may stand several times, joined as RFC 9110 section 5.3 says.
pub(crate) fn combined(headers: &[(String, Vec<u8>)], name: &str) -> Result<Option<String>> {
    let mut joined: Option<String> = None;
    for (_, value) in headers.iter().filter(|(field, _)| field.eq_ignore_ascii_case(name)) {
        let value = ascii(value)?;
        joined = Some(match joined {
            Some(earlier) => format!("{earlier}, {value}"),
            None => value.to_owned(),
        });
    }
    Ok(joined)
}

fn single<'m>(headers: &'m [(String, Vec<u8>)], name: &str) -> Result<Option<&'m str>> {
    let mut values = headers.iter().filter(|(field, _)| field.eq_ignore_ascii_case(name));
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some((_, value)), None) => ascii(value).map(Some),
        (Some(_), Some(_)) => Err(Error::Malformed(Format::Http)),
    }
}

fn ascii(value: &[u8]) -> Result<&str> {
    let visible = value.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\t'));
    match std::str::from_utf8(value) {
        Ok(text) if visible => Ok(text.trim_matches([' ', '\t'])),
        _ => Err(Error::Malformed(Format::Http)),
    }
}

/// Refuses names that are no tokens, line breaks and NUL in any value (also the obsolete line
/// folding), and a content encoding.
fn check_fields(headers: &[(String, Vec<u8>)]) -> Result<()> {
    for (name, value) in headers {
        let token = !name.is_empty() && name.bytes().all(is_token);
        if !token || value.iter().any(|byte| matches!(byte, b'\r' | b'\n' | 0)) {
            return Err(Error::Malformed(Format::Http));
        }
        if name.eq_ignore_ascii_case(CONTENT_ENCODING) {
            return Err(Error::Field(Format::Http, CONTENT_ENCODING));
        }
    }
    Ok(())
}

/// `tchar` of RFC 9110 section 5.6.2.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn is_target(byte: u8) -> bool {
    byte.is_ascii_graphic() && byte != b'#'
}

/// A host and an optional port; user information has no place here.
fn is_authority(authority: &str) -> bool {
    let byte = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%[]:".contains(&byte);
    !authority.is_empty() && !authority.ends_with(':') && authority.bytes().all(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request::new("POST", "Bank.Example:443", "/v1/transfer?a=1?b")
    }

    #[test]
    fn target_splits_at_the_first_question_mark() {
        assert_eq!(request().path, "/v1/transfer");
        assert_eq!(request().query, "a=1?b");
        assert_eq!(request().check(&Limits::DEFAULT), Ok(()));
    }

    #[test]
    fn authority_is_lower_case_without_the_default_port() {
        assert_eq!(request().normalized_authority(), "bank.example");
        let other = Request { authority: "bank.example:8443".into(), ..request() };
        assert_eq!(other.normalized_authority(), "bank.example:8443");
        let plain = Request { authority: "[::1]:80".into(), ..request() };
        assert_eq!(plain.normalized_authority(), "[::1]:80");
    }

    #[test]
    fn malformed_method_target_and_authority_are_refused() {
        let malformed = [
            Request { method: String::new(), ..request() },
            Request { method: "post".into(), ..request() },
            Request { authority: String::new(), ..request() },
            Request { authority: "user@bank.example".into(), ..request() },
            Request { authority: "bank.example:".into(), ..request() },
            Request { path: "v1".into(), ..request() },
            Request { path: "/a b".into(), ..request() },
            Request { path: "/a?b".into(), ..request() },
            Request { path: "/\u{e9}".into(), ..request() },
            Request { query: "a#b".into(), ..request() },
            Request { query: "a\nb".into(), ..request() },
        ];
        for request in malformed {
            assert_eq!(
                request.check(&Limits::DEFAULT),
                Err(Error::Malformed(Format::Http)),
                "{request:?}"
            );
        }
    }

    #[test]
    fn line_breaks_and_bad_names_are_refused_in_every_field() {
        for (name, value) in [("x", "a\r\n b"), ("x", "a\nb"), ("x", "a\0"), ("", "a"), ("x:", "a")]
        {
            let mut request = request();
            request.push_header(name, value);
            assert_eq!(request.check(&Limits::DEFAULT), Err(Error::Malformed(Format::Http)));
        }
        let mut request = request();
        request.push_header("Content-Encoding", "identity");
        assert_eq!(
            request.check(&Limits::DEFAULT),
            Err(Error::Field(Format::Http, CONTENT_ENCODING))
        );
    }

    #[test]
    fn sizes_are_checked_before_the_form() {
        let limits = Limits { header_fields: 1, header_bytes: 64, body_bytes: 4 };
        let mut many = request();
        many.push_header("", "");
        many.push_header("", "");
        let mut long = request();
        long.push_header("\n", &"a".repeat(60));
        let big = Request { body: vec![0; 5], method: String::new(), ..request() };
        for request in [many, long, big] {
            assert_eq!(request.check(&limits), Err(Error::TooLarge(Format::Http)));
        }
    }

    #[test]
    fn fields_that_stand_once_are_refused_twice_and_outside_ascii() {
        let mut request = request();
        request.push_header("Yufu-Session", " abc\t");
        assert_eq!(request.header(SESSION), Ok(Some("abc")));
        request.push_header("yufu-session", "abc");
        assert_eq!(request.header(SESSION), Err(Error::Malformed(Format::Http)));
        request.push_header("x", "\u{e9}");
        assert_eq!(request.header("x"), Err(Error::Malformed(Format::Http)));
        assert_eq!(combined(&request.headers, SESSION), Ok(Some("abc, abc".into())));
    }

    #[test]
    fn content_digest_needs_sm3_and_ignores_others() {
        let digest = content_digest(b"abc");
        let check = |value: &str| check_content_digest(value, b"abc", Format::Request);
        assert_eq!(check(&digest), Ok(()));
        assert_eq!(check(&format!("sha-256=:AAAA:, {digest}")), Ok(()));
        assert_eq!(check(&content_digest(b"abd")), Err(Error::Digest(Format::Request)));
        for value in ["", "sha-256=:AAAA:", "sm3=1", "sm3=:AAAA", &format!("{digest};a")] {
            assert_eq!(check(value), Err(Error::Field(Format::Request, CONTENT_DIGEST)));
        }
        let twice = format!("{}, {digest}", content_digest(b"abd"));
        assert_eq!(check(&twice), Err(Error::Field(Format::Request, CONTENT_DIGEST)));
    }
}
