//! The one error of the validators.

/// Why a text is not valid. Never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Invalid {
    /// Nothing was entered.
    #[error("the value is empty")]
    Empty,
    /// Longer or shorter than the kind allows.
    #[error("the length is wrong")]
    Length,
    /// A character that the kind does not have; also every invisible or direction-changing one.
    #[error("a character is not allowed here")]
    Character,
    /// The right characters in the wrong arrangement.
    #[error("the format is wrong")]
    Format,
    /// The check digit does not fit the rest: most likely a typing error.
    #[error("the check digit is wrong")]
    Checksum,
    /// The length is not one that the card's issuing network uses.
    #[error("the length does not fit the card's issuer")]
    Issuer,
    /// No such province or registration authority.
    #[error("the region does not exist")]
    Region,
    /// No such day in the calendar.
    #[error("the date does not exist")]
    Date,
    /// The number lies in a range that is not assigned.
    #[error("the number range is not assigned")]
    Unassigned,
    /// Zero, where a positive amount is asked for.
    #[error("the amount must be positive")]
    Zero,
    /// More decimals than the currency has.
    #[error("the amount has more decimals than the currency")]
    Decimals,
    /// More than can be represented.
    #[error("the amount is too large")]
    TooLarge,
    /// The link's scheme is not on the list.
    #[error("the scheme is not allowed")]
    Scheme,
    /// The link's host is not on the list, or is missing.
    #[error("the host is not allowed")]
    Host,
    /// The link carries a user name or a password.
    #[error("the link carries user information")]
    UserInfo,
    /// The link names a port that is not on the list.
    #[error("the port is not allowed")]
    Port,
    /// A host in letters that can pass for others (IDN), in Unicode or as `xn--`.
    #[error("the host may imitate another")]
    Homograph,
    /// The path leaves its folder: `.`, `..`, an encoded slash, or an encoding within an encoding.
    #[error("the path leaves its folder")]
    Traversal,
    /// A percent encoding that is broken or hides a control or direction-changing character.
    #[error("the encoding hides something")]
    Encoding,
    /// A scheme or host that no link policy may allow.
    #[error("the link policy is not acceptable")]
    Policy,
}

impl Invalid {
    /// The stable code, as docs/errors.md lists it.
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Self::Empty => 5701,
            Self::Length => 5702,
            Self::Character => 5703,
            Self::Format => 5704,
            Self::Checksum => 5705,
            Self::Issuer => 5706,
            Self::Region => 5707,
            Self::Date => 5708,
            Self::Unassigned => 5709,
            Self::Zero => 5710,
            Self::Decimals => 5711,
            Self::TooLarge => 5712,
            Self::Scheme => 5721,
            Self::Host => 5722,
            Self::UserInfo => 5723,
            Self::Port => 5724,
            Self::Homograph => 5725,
            Self::Traversal => 5726,
            Self::Encoding => 5727,
            Self::Policy => 5728,
        }
    }
}
