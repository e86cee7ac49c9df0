//! The text encodings that every format shares: base64url and JSON, each in its one strict form.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Format, Result};

/// Largest integer that every JSON reader holds exactly: 2^53 - 1 (RFC 8259, section 6).
pub const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// Bytes that stand in JSON as base64url text without padding (RFC 4648, section 5).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl Bytes {
    /// The bytes.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, by value.
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bytes({} bytes)", self.0.len())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&to_base64url(&self.0))
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        from_base64url(&text, usize::MAX, Format::Api).map(Self).map_err(serde::de::Error::custom)
    }
}

/// Encodes bytes as base64url without padding.
pub fn to_base64url(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Decodes base64url without padding, at most `max` bytes of result.
///
/// White space, padding, the `+/` alphabet and unused bits that are not zero are refused.
///
/// # Errors
/// [`Error::TooLarge`] or [`Error::Malformed`] of `format`.
pub fn from_base64url(text: &str, max: usize, format: Format) -> Result<Vec<u8>> {
    if text.len() / 4 > max / 3 + 1 {
        return Err(Error::TooLarge(format));
    }
    let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| Error::Malformed(format))?;
    if bytes.len() > max {
        return Err(Error::TooLarge(format));
    }
    // One text for one value: holds even if the decoder's rule on unused bits should change.
    if to_base64url(&bytes) != text {
        return Err(Error::Malformed(format));
    }
    Ok(bytes)
}

/// Decodes base64url text of exactly `N` bytes.
///
/// # Errors
/// [`Error::Malformed`] of `format`.
pub fn array_from_base64url<const N: usize>(text: &str, format: Format) -> Result<[u8; N]> {
    from_base64url(text, N, format)?.try_into().map_err(|_| Error::Malformed(format))
}

/// Writes a value as JSON without white space, members in the order of their declaration.
///
/// # Errors
/// [`Error::Malformed`] of `format` if the value has no JSON form.
pub fn to_json<T: Serialize>(value: &T, format: Format) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(|_| Error::Malformed(format))
}

/// Reads a signed JSON object: what was not understood is refused.
///
/// Duplicate and unknown members, objects written as arrays, `null` in the place of an absent
/// member, numbers such as `1.0` and anything after the object are refused: the value, written
/// again, must be the same JSON value. Order of members and white space are free.
///
/// # Errors
/// [`Error::TooLarge`] above `max` bytes, [`Error::Malformed`] otherwise.
pub fn from_json_exact<T>(bytes: &[u8], max: usize, format: Format) -> Result<T>
where
    T: Serialize + DeserializeOwned,
{
    let value: T = from_json(bytes, max, format)?;
    let read: serde_json::Value =
        serde_json::from_slice(bytes).map_err(|_| Error::Malformed(format))?;
    let written = serde_json::to_value(&value).map_err(|_| Error::Malformed(format))?;
    if read == written { Ok(value) } else { Err(Error::Malformed(format)) }
}

/// Reads a JSON value of at most `max` bytes. Duplicate members are refused; whether unknown
/// members are is the type's own rule.
///
/// # Errors
/// [`Error::TooLarge`] above `max` bytes, [`Error::Malformed`] otherwise.
pub fn from_json<T: DeserializeOwned>(bytes: &[u8], max: usize, format: Format) -> Result<T> {
    if bytes.len() > max {
        return Err(Error::TooLarge(format));
    }
    serde_json::from_slice(bytes).map_err(|_| Error::Malformed(format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Pair {
        a: u32,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        b: Option<Vec<Single>>,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Single {
        c: u8,
    }

    #[test]
    fn base64url_has_one_text_for_one_value() {
        for text in ["QQ==", "QR", "Q", "Q Q", "QQ\n", "+/", "\u{e9}"] {
            assert!(from_base64url(text, 16, Format::Api).is_err(), "{text:?}");
        }
        assert_eq!(from_base64url("QQ", 1, Format::Api), Ok(b"A".to_vec()));
        assert_eq!(from_base64url("QUI", 1, Format::Api), Err(Error::TooLarge(Format::Api)));
        assert_eq!(from_base64url("", 0, Format::Api), Ok(vec![]));
    }

    #[test]
    fn exact_json_takes_only_what_it_would_write() {
        let read = |text: &str| from_json_exact::<Pair>(text.as_bytes(), 100, Format::Api);
        assert_eq!(read(r#" {"b":[{"c":1}],"a":1} "#).unwrap().a, 1);
        for text in [
            r#"{"a":1,"a":1}"#,
            r#"{"a":1,"b":null}"#,
            r#"{"a":1,"x":0}"#,
            r#"{"a":1,"b":[{"c":1,"d":1}]}"#,
            r#"{"a":1,"b":[[1]]}"#,
            r#"{"a":1,"b":[{"c":1,"c":1}]}"#,
            r#"{"a":1.0}"#,
            r#"{"a":-0}"#,
            "[1,null]",
            r#"{"a":1}{}"#,
            r#"{"a":1"#,
            "",
        ] {
            assert_eq!(read(text), Err(Error::Malformed(Format::Api)), "{text}");
        }
        let long = format!(r#"{{"a":1{}}}"#, " ".repeat(100));
        assert_eq!(read(&long), Err(Error::TooLarge(Format::Api)));
    }
}
