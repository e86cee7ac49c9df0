//! Dictionaries of RFC 9651 in their one canonical form.

use base64ct::{Base64, Encoding};
use sfv::{Dictionary, FieldType, Key, ListEntry, Parser};

use crate::error::{Error, Format, Result};

/// Reads a Dictionary field.
///
/// Only the form that RFC 9651 section 4.1 serialises is taken: that refuses duplicate members
/// and parameters, odd white space and base64 with stray bits in one comparison.
pub(crate) fn parse(value: &str) -> Result<Dictionary> {
    let members: Dictionary =
        Parser::new(value).parse().map_err(|_| Error::Malformed(Format::Signature))?;
    if members.serialize().as_deref() == Some(value) {
        Ok(members)
    } else {
        Err(Error::Malformed(Format::Signature))
    }
}

/// The value of one member in its canonical form, as RFC 9421 sections 2.1.2 and 2.3 sign it.
///
/// Empty for a bare `true`, which is written without a value.
pub(crate) fn value(entry: &ListEntry) -> String {
    let members: Dictionary =
        Key::from_string("v".to_owned()).map(|key| (key, entry.clone())).into_iter().collect();
    let text = members.serialize().unwrap_or_default();
    text.strip_prefix("v=").unwrap_or_default().to_owned()
}

/// A member that holds bytes, as it stands in a Dictionary field: `name=:base64:`.
pub(crate) fn bytes_member(name: &str, bytes: &[u8]) -> String {
    format!("{name}=:{}:", Base64::encode_string(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_canonical_form_is_read() {
        for text in [r#"yufu=("@method" "a";req);created=1;nonce="x", hw=:AAAA:"#, "a, b=?0"] {
            assert_eq!(parse(text).unwrap().serialize().as_deref(), Some(text));
        }
        for text in [
            "",
            "a=1,b=2",
            "a=1,  b=2",
            "a=1 , b=2",
            "a=1, a=1",
            "a=(1);b;b",
            "a=( 1)",
            "a=01",
            "a=:AAB=:",
            "a=:AAA:",
            "a=?1",
            "a=1,",
            "A=1",
            "a=\u{e9}",
        ] {
            assert_eq!(parse(text), Err(Error::Malformed(Format::Signature)), "{text:?}");
        }
    }

    #[test]
    fn value_is_the_member_without_its_name() {
        let members = parse("yufu=:AAAA:;a, x=(1 2);b=3").unwrap();
        assert_eq!(value(members.get("yufu").unwrap()), ":AAAA:;a");
        assert_eq!(value(members.get("x").unwrap()), "(1 2);b=3");
        assert_eq!(value(parse("a").unwrap().get("a").unwrap()), "");
    }

    #[test]
    fn written_bytes_are_canonical() {
        let text = bytes_member("sm3", &[0xfb, 0xff]);
        assert_eq!(text, "sm3=:+/8=:");
        assert!(parse(&text).is_ok());
    }
}
