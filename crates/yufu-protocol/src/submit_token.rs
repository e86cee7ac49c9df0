//! The server's one-time permission to submit one transaction (X 5.5.3.5b).
//!
//! A token is 32 random bytes that mean nothing outside the server that drew them. It travels once
//! each way: in the answer to `POST /v1/submit-token`, and in the header field [`HEADER`] of the
//! request that uses it, where the signature covers it. The server remembers what it was issued for
//! under its [`StoreKey`], so that a stolen store holds no usable token. The format is described in
//! docs/formats/submit-token.md.
//!
//! ```
//! use yufu_protocol::submit_token::{StoreKey, SubmitToken};
//!
//! let token = SubmitToken::random(&mut getrandom::SysRng)?;
//! let received: SubmitToken = token.to_text().parse()?;
//! assert_eq!(StoreKey::of(&received), StoreKey::of(&token));
//! # Ok::<(), yufu_protocol::error::Error>(())
//! ```

pub use crate::http::SUBMIT_TOKEN as HEADER;
pub use crate::id::SubmitToken;

const PREFIX: &[u8] = b"yufu submit token v1";

/// The name under which a store keeps a token: SM3 over `yufu submit token v1` and the token.
///
/// Looking it up in a table reveals nothing of the token, whatever the table's timing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoreKey([u8; 32]);

impl StoreKey {
    /// The key of a token.
    pub fn of(token: &SubmitToken) -> Self {
        Self(yufu_sm::sm3::hash_parts(&[PREFIX, token.as_bytes()]))
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of docs/formats/submit-token.md.
    #[test]
    fn worked_example_holds() {
        let token = SubmitToken::from_bytes(std::array::from_fn(|at| u8::try_from(at).unwrap()));
        assert_eq!(token.to_text(), "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        assert_eq!(token.to_text().parse(), Ok(token.clone()));
        let key = hex::encode(StoreKey::of(&token).as_bytes());
        assert_eq!(key, "c9bd7f85446e0316f2f4a849649d3401778ef115c02618a64a7affb27bb7e244");
        let page = include_str!("../../../docs/formats/submit-token.md");
        assert!(page.contains(&token.to_text()) && page.contains(&key));
    }

    #[test]
    fn tokens_of_other_lengths_and_alphabets_are_refused() {
        for text in ["", "AAEC", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", &"+".repeat(43)] {
            assert!(text.parse::<SubmitToken>().is_err(), "{text:?}");
        }
    }
}
