//! JWS compact objects (RFC 7515) signed with SM2: the shape of key bundles and reports.
//!
//! One algorithm under a private name, one set of header members, one type that the reader expects.
//! Nothing in the object chooses how it is checked but the key id, and that only picks a record
//! that the reader already trusts. Format: docs/formats/jws.md.

use rand_core::TryCryptoRng;
use serde::{Deserialize, Serialize};
use yufu_sm::sm2::{SIGNATURE_LEN, Signature, SignerId, SigningKey, VerifyingKey};

use crate::encoding::{from_base64url, from_json_exact, to_base64url, to_json};
use crate::error::{Error, Format, Result};
use crate::id::KeyId;

const FORMAT: Format = Format::Jws;

/// The value of `alg`: SM2 with SM3 and the signer's ID of the key's record; r ‖ s, 64 bytes.
/// A private name (RFC 7515, section 4.1.1): IANA registers none for SM2.
pub const ALGORITHM: &str = "SM2SM3";
/// Longest object, in bytes of text.
pub const MAX_TOKEN_LEN: usize = 128 * 1024;
/// Longest protected header, in bytes of JSON.
pub const MAX_HEADER_LEN: usize = 512;

/// What a verified object held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The key that signed it.
    pub kid: KeyId,
    /// The payload's bytes.
    pub payload: Vec<u8>,
}

/// Signs `payload` as an object of type `typ` under the key named `kid`.
///
/// # Errors
/// [`Error::TooLarge`] above [`MAX_TOKEN_LEN`]; [`Error::Crypto`] when signing failed.
pub fn sign<R: TryCryptoRng + ?Sized>(
    typ: &str,
    kid: &KeyId,
    payload: &[u8],
    key: &SigningKey,
    id: &SignerId<'_>,
    rng: &mut R,
) -> Result<String> {
    let header =
        Header { alg: ALGORITHM.to_owned(), typ: typ.to_owned(), kid: kid.as_str().to_owned() };
    let mut token = to_base64url(&to_json(&header, FORMAT)?);
    token.push('.');
    token.push_str(&to_base64url(payload));
    let signature = key.sign(id, token.as_bytes(), rng)?;
    token.push('.');
    token.push_str(&to_base64url(&signature.to_bytes()));
    if token.len() > MAX_TOKEN_LEN { Err(Error::TooLarge(FORMAT)) } else { Ok(token) }
}

/// Checks an object of type `typ` and gives its payload.
///
/// `lookup` gives the key and the signer's ID that the reader's own record holds for a key id.
///
/// # Errors
/// [`Error::TooLarge`]; [`Error::Malformed`], also for any header member but `alg`, `typ` and `kid`;
/// [`Error::Algorithm`]; [`Error::Version`] for another type; [`Error::UnknownKey`];
/// [`Error::Signature`].
pub fn verify<'k, F>(token: &str, typ: &str, lookup: F) -> Result<Verified>
where
    F: FnOnce(&KeyId) -> Option<(VerifyingKey, SignerId<'k>)>,
{
    let parts = Parts::split(token)?;
    let header = parts.header()?;
    if header.alg != ALGORITHM {
        return Err(Error::Algorithm(FORMAT));
    }
    if header.typ != typ {
        return Err(Error::Version(FORMAT));
    }
    let kid = KeyId::new(&header.kid).map_err(|_| Error::Field(FORMAT, "kid"))?;
    let payload = from_base64url(parts.payload, MAX_TOKEN_LEN, FORMAT)?;
    let signature = from_base64url(parts.signature, SIGNATURE_LEN, FORMAT)?;
    let signature = Signature::from_slice(&signature).map_err(|_| Error::Signature(FORMAT))?;
    let (key, id) = lookup(&kid).ok_or(Error::UnknownKey(FORMAT))?;
    key.verify(&id, parts.signing_input.as_bytes(), &signature)
        .map_err(|_| Error::Signature(FORMAT))?;
    Ok(Verified { kid, payload })
}

/// The exact set of header members (RFC 7515, section 4.1). `jwk`, `jku`, `x5u`, `x5c`, `crit`,
/// `b64`, `zip` and every other member are refused by not being here.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

struct Parts<'a> {
    signing_input: &'a str,
    header: &'a str,
    payload: &'a str,
    signature: &'a str,
}

impl<'a> Parts<'a> {
    fn split(token: &'a str) -> Result<Self> {
        if token.len() > MAX_TOKEN_LEN {
            return Err(Error::TooLarge(FORMAT));
        }
        let (signing_input, signature) = token.rsplit_once('.').ok_or(Error::Malformed(FORMAT))?;
        let (header, payload) = signing_input.split_once('.').ok_or(Error::Malformed(FORMAT))?;
        Ok(Self { signing_input, header, payload, signature })
    }

    fn header(&self) -> Result<Header> {
        let json = from_base64url(self.header, MAX_HEADER_LEN, FORMAT)?;
        from_json_exact(&json, MAX_HEADER_LEN, FORMAT)
    }
}
