//! What a screen may show before and after login (X 5.1.2.2b, H 5.4.2g).

use std::fmt;

use zeroize::Zeroizing;

use super::{HIDDEN, Kind, Sensitive};

/// Where the user stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has logged in: anyone may hold the phone.
    BeforeLogin,
    /// The session's user looks at the screen.
    AfterLogin,
}

/// What a screen may show of a value: after login its mask; before login the masks of name and
/// mobile number, by which a returning user knows their own account, and nothing of other kinds.
#[must_use]
pub fn show(value: &Sensitive, stage: Stage) -> String {
    match (stage, value.kind()) {
        (Stage::AfterLogin, _) | (Stage::BeforeLogin, Kind::Name | Kind::Mobile) => value.masked(),
        (Stage::BeforeLogin, _) => HIDDEN.to_owned(),
    }
}

/// A bank card's expiry: the one payment-sensitive item that may be displayed, after login only. It
/// may not be stored: the type has no way out but [`show`](Self::show).
pub struct CardExpiry(Zeroizing<String>);

impl CardExpiry {
    /// Takes an expiry as `MM/YY` or `MMYY`; anything else is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = Zeroizing::new(text.trim().replacen('/', "", 1));
        let month: u8 = digits.get(..2)?.parse().ok()?;
        let plain = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        (plain && (1..=12).contains(&month)).then_some(Self(digits))
    }

    /// `MM/YY` after login, before it nothing but mask characters.
    #[must_use]
    pub fn show(&self, stage: Stage) -> Zeroizing<String> {
        match (stage, self.0.split_at_checked(2)) {
            (Stage::AfterLogin, Some((month, year))) => Zeroizing::new(format!("{month}/{year}")),
            _ => Zeroizing::new("**/**".to_owned()),
        }
    }
}

impl fmt::Debug for CardExpiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardExpiry(**/**)")
    }
}
