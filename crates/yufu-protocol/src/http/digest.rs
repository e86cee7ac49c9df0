//! The digest of a content (RFC 9530).

use sfv::{BareItem, ListEntry};

use super::CONTENT_DIGEST;
use crate::error::{Error, Format, Result};
use crate::signature::field;

/// The private name of SM3 among the digest algorithms of RFC 9530.
const DIGEST_ALGORITHM: &str = "sm3";

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

#[cfg(test)]
mod tests {
    use super::*;

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
