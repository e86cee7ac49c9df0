//! The kinds of personal financial information that have a mask.

use std::fmt;
use std::str::FromStr;

/// A kind of personal financial information.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// The number of a bank card (PAN).
    CardNumber,
    /// A citizen's identity number, of 15 or 18 characters.
    ChineseId,
    /// A mobile number of mainland China.
    Mobile,
    /// A person's name.
    Name,
    /// An email address.
    Email,
    /// A postal address.
    Address,
    /// The number of a passport.
    Passport,
    /// A unified social credit code.
    CreditCode,
    /// An amount of money.
    Amount,
    /// The number of an account.
    Account,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::CardNumber,
        Self::ChineseId,
        Self::Mobile,
        Self::Name,
        Self::Email,
        Self::Address,
        Self::Passport,
        Self::CreditCode,
        Self::Amount,
        Self::Account,
    ];

    /// The kind's name on a command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CardNumber => "card-number",
            Self::ChineseId => "chinese-id",
            Self::Mobile => "mobile",
            Self::Name => "name",
            Self::Email => "email",
            Self::Address => "address",
            Self::Passport => "passport",
            Self::CreditCode => "credit-code",
            Self::Amount => "amount",
            Self::Account => "account",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(UnknownKind)
    }
}

/// No kind has this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no kind of value has this name")]
pub struct UnknownKind;
