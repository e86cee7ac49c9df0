//! HTTP messages as plain data, and the rules that each must keep before anyone looks at its
//! signature (RFC 9110, RFC 9530).
//!
//! The SDK opens no connection: the host's own HTTP client sends a [`Request`] and hands back a
//! [`Response`]. Names of header fields are compared without regard to case.

mod digest;
mod fields;
mod limits;
mod message;
pub mod text;

pub use digest::content_digest;
pub use limits::Limits;
pub use message::{Request, Response};

pub(crate) use digest::check_content_digest;
pub(crate) use fields::combined;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, Format};

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
}
