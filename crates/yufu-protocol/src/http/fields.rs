//! Header fields: those that stand once, those that may stand several times, and their form
//! (RFC 9110 section 5).

use super::CONTENT_ENCODING;
use crate::error::{Error, Format, Result};

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

pub(super) fn single<'m>(headers: &'m [(String, Vec<u8>)], name: &str) -> Result<Option<&'m str>> {
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
pub(super) fn check_fields(headers: &[(String, Vec<u8>)]) -> Result<()> {
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
