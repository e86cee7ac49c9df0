//! HTTP messages as text, as RFC 9112 writes them: start line, header fields, empty line, content.
//!
//! For tools that keep messages in files; nothing on the wire is read by this module. Lines end with
//! CRLF or LF. With `content-length` the content is that long; without, it is the rest of the text,
//! byte for byte: an editor's last line end is part of it.
//!
//! ```
//! use yufu_protocol::http::text;
//!
//! let request = text::parse_request(b"GET /v1/orders/7 HTTP/1.1\nHost: bank.example\n\n")?;
//! assert_eq!((request.authority.as_str(), request.path.as_str()), ("bank.example", "/v1/orders/7"));
//! assert_eq!(text::parse_request(&text::write_request(&request))?, request);
//! # Ok::<(), text::Broken>(())
//! ```

use super::{Request, Response};

/// Why a text is not the message: a clause that follows the name of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Broken(&'static str);

type Result<T> = std::result::Result<T, Broken>;
type Fields = Vec<(String, Vec<u8>)>;

/// Writes a request with its authority as `host` and the length of its content.
pub fn write_request(request: &Request) -> Vec<u8> {
    let query = if request.query.is_empty() { "" } else { "?" };
    let (method, path) = (&request.method, &request.path);
    let mut out = format!("{method} {path}{query}{} HTTP/1.1\r\n", request.query).into_bytes();
    field(&mut out, "host", request.authority.as_bytes());
    let named = |name: &str| name.eq_ignore_ascii_case("host");
    finish(out, request.headers.iter().filter(|(name, _)| !named(name)), &request.body)
}

/// Writes a response with the length of its content.
pub fn write_response(response: &Response) -> Vec<u8> {
    let out = format!("HTTP/1.1 {} \r\n", response.status).into_bytes();
    finish(out, response.headers.iter(), &response.body)
}

fn field(out: &mut Vec<u8>, name: &str, value: &[u8]) {
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b": ");
    out.extend_from_slice(value);
    out.extend_from_slice(b"\r\n");
}

fn finish<'m>(
    mut out: Vec<u8>,
    fields: impl Iterator<Item = &'m (String, Vec<u8>)>,
    content: &[u8],
) -> Vec<u8> {
    for (name, value) in fields {
        if !name.eq_ignore_ascii_case("content-length") {
            field(&mut out, name, value);
        }
    }
    field(&mut out, "content-length", content.len().to_string().as_bytes());
    out.extend_from_slice(b"\r\n");
    out.extend_from_slice(content);
    out
}

/// Whether a file begins as a response does.
pub fn is_response(bytes: &[u8]) -> bool {
    bytes.starts_with(b"HTTP/")
}

/// Reads a request; its `host` field becomes the authority.
///
/// # Errors
/// [`Broken`], for a form that RFC 9112 does not have and for a transfer encoding.
pub fn parse_request(bytes: &[u8]) -> Result<Request> {
    let (start, mut headers, body) = parse(bytes)?;
    let mut parts = start.split(' ');
    let (Some(method), Some(target), Some(version), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Broken("its first line is not METHOD TARGET HTTP/1.1"));
    };
    if !version.starts_with("HTTP/") || !target.starts_with('/') {
        return Err(Broken("its first line is not METHOD TARGET HTTP/1.1"));
    }
    let hosts: Vec<_> = taken(&mut headers, "host");
    let [host] = hosts.as_slice() else {
        return Err(Broken("it has to have one host field"));
    };
    let host = std::str::from_utf8(host).map_err(|_| Broken("its host field is not text"))?;
    Ok(Request { headers, body, ..Request::new(method, host, target) })
}

/// Reads a response.
///
/// # Errors
/// As [`parse_request`].
pub fn parse_response(bytes: &[u8]) -> Result<Response> {
    let (start, headers, body) = parse(bytes)?;
    let status = start.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.filter(|_| start.starts_with("HTTP/"));
    let status = status.ok_or(Broken("its first line is not HTTP/1.1 STATUS"))?;
    Ok(Response { status, headers, body })
}

/// Splits a message into start line, fields and content.
fn parse(bytes: &[u8]) -> Result<(&str, Fields, Vec<u8>)> {
    let (start, mut rest) = line(bytes)?;
    let start = std::str::from_utf8(start).map_err(|_| Broken("its first line is not text"))?;
    let mut fields = Fields::new();
    loop {
        let (text, after) = line(rest)?;
        rest = after;
        if text.is_empty() {
            break;
        }
        let colon =
            text.iter().position(|byte| *byte == b':').ok_or(Broken("a field has no colon"))?;
        let (name, value) = text.split_at(colon);
        let name = std::str::from_utf8(name).map_err(|_| Broken("a field's name is not text"))?;
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        fields.push((name.to_owned(), value.to_vec()));
    }
    if !taken(&mut fields, "transfer-encoding").is_empty() {
        return Err(Broken("it has a transfer-encoding; save its content decoded"));
    }
    let body = match taken(&mut fields, "content-length").as_slice() {
        [] => rest,
        [length] => std::str::from_utf8(length)
            .ok()
            .and_then(|length| length.parse::<usize>().ok())
            .filter(|length| *length == rest.len())
            .map(|_| rest)
            .ok_or(Broken("its content is not as long as content-length says"))?,
        _ => return Err(Broken("it has two content-length fields")),
    };
    Ok((start, fields, body.to_vec()))
}

/// Takes the values of a field out.
fn taken(fields: &mut Fields, name: &str) -> Vec<Vec<u8>> {
    fields
        .extract_if(.., |(field, _)| field.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
        .collect()
}

fn line(bytes: &[u8]) -> Result<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    let end = end.ok_or(Broken("it ends before the empty line that follows the fields"))?;
    let (line, rest) = bytes.split_at(end);
    Ok((line.strip_suffix(b"\r").unwrap_or(line), rest.get(1..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_as_they_were_written() {
        let mut request = Request::new("POST", "bank.example:8443", "/v1/transfer?a=1");
        request.push_header("content-type", "text/plain");
        request.body = b"\r\n\r\n\0\xff".to_vec();
        assert_eq!(parse_request(&write_request(&request)), Ok(request));
        let response = Response::new(403, "text/plain", b"no\n".to_vec());
        assert_eq!(parse_response(&write_response(&response)), Ok(response));
    }

    #[test]
    fn bare_line_feeds_and_a_missing_length_are_read() {
        let request = parse_request(b"GET / HTTP/1.1\nHost: a\nX:  b \n\nbody\n").unwrap();
        assert_eq!((request.authority.as_str(), request.body.as_slice()), ("a", &b"body\n"[..]));
        assert_eq!(request.headers, [("X".to_owned(), b"b".to_vec())]);
    }

    #[test]
    fn broken_messages_are_refused() {
        for bytes in [
            &b""[..],
            b"GET / HTTP/1.1",
            b"GET / HTTP/1.1\n",
            b"GET / HTTP/1.1\nHost: a\n",
            b"GET / HTTP/1.1\n\n",
            b"GET / HTTP/1.1\nHost: a\nHost: b\n\n",
            b"GET  / HTTP/1.1\nHost: a\n\n",
            b"GET http://a/ HTTP/1.1\nHost: a\n\n",
            b"GET / HTTP/1.1\nHost: a\nnone\n\n",
            b"GET / HTTP/1.1\nHost: a\nContent-Length: 2\n\na",
            b"GET / HTTP/1.1\nHost: a\nContent-Length: 1\nContent-Length: 1\n\na",
            b"GET / HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n0\r\n\r\n",
            b"GET / HTTP/1.1\nHost: \xff\n\n",
        ] {
            assert!(parse_request(bytes).is_err(), "{}", String::from_utf8_lossy(bytes));
        }
        assert!(parse_response(b"HTTP/1.1 x\n\n").is_err());
    }
}
