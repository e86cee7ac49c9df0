//! Names: short text of a fixed alphabet.

use serde::{Deserialize, Deserializer, Serialize};

use crate::error::{Error, Format, Result};

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $max:literal, $allowed:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Longest text, in bytes.
            pub const MAX_LEN: usize = $max;

            /// Checks length and alphabet.
            ///
            /// # Errors
            /// [`Error::Field`] of [`Format::Id`], naming this type.
            pub fn new(text: &str) -> Result<Self> {
                let allowed: fn(u8) -> bool = $allowed;
                let valid = (1..=$max).contains(&text.len()) && text.bytes().all(allowed);
                if valid {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(Error::Field(Format::Id, stringify!($name)))
                }
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self> {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(
                deserializer: D,
            ) -> std::result::Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::new(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

macro_rules! public_text {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

text_id!(
    /// Name of a key: 1 to 64 of `A-Z a-z 0-9 _ - .`
    KeyId,
    64,
    is_name
);
public_text!(KeyId);

impl KeyId {
    /// A key id that is the base64url text of at most 48 bytes.
    pub(super) const fn from_base64url(text: String) -> Self {
        Self(text)
    }
}

text_id!(
    /// Name that the server gave a device: 1 to 64 of `A-Z a-z 0-9 _ - .`
    DeviceId,
    64,
    is_name
);
public_text!(DeviceId);

text_id!(
    /// The payer's number of an order, also its idempotency key: 1 to 64 of `A-Z a-z 0-9 _ - .`
    OrderNumber,
    64,
    is_name
);
public_text!(OrderNumber);

text_id!(
    /// Reference to an account, or an account number: 1 to 64 visible ASCII characters.
    ///
    /// Debug hides the text and there is no Display: it may be an account number.
    AccountRef,
    64,
    |byte| byte.is_ascii_graphic()
);

impl std::fmt::Debug for AccountRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccountRef(..)")
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}
