//! A value that masks itself, and the grounds on which it may be seen whole (X 5.5.5).

use std::fmt;
use std::time::Duration;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{Kind, mask};
use crate::session::{BootClock, Clock};

/// Personal financial information of one kind.
///
/// Display and Debug show its mask, so that a log line or a panic can't show more (X 5.5.1.1d). The
/// whole value is reached through [`reveal`](Self::reveal) alone, which asks for the ground. The
/// memory is wiped on drop. Payment-sensitive data (PIN, CVV, track data) has no kind.
///
/// ```
/// use yufu::mask::{Ground, Kind, Sensitive};
///
/// let payee = Sensitive::new(Kind::Name, "张三丰");
/// assert_eq!(format!("to {payee}"), "to 张**");
/// assert_eq!(payee.reveal(Ground::PayeeConfirmation)?, "张三丰");
/// # Ok::<(), yufu::mask::RevealRefused>(())
/// ```
#[derive(Clone)]
pub struct Sensitive {
    kind: Kind,
    value: Zeroizing<String>,
}

impl Sensitive {
    /// Takes a value. It need not be valid: one that is not recognised shows as hidden wholly.
    #[must_use]
    pub fn new(kind: Kind, value: &str) -> Self {
        Self { kind, value: Zeroizing::new(value.to_owned()) }
    }

    /// The kind of the value.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The value's mask.
    #[must_use]
    pub fn masked(&self) -> String {
        mask(self.kind, &self.value)
    }

    /// The whole value, on one of the grounds that X 5.5.5 names.
    ///
    /// # Errors
    /// [`RevealRefused::Ground`] where the ground does not reach this kind: a payee's confirmation
    /// and a statement show name, account, card number, credit code and amount, and nothing else of
    /// a person. Only a fresh check of identity reveals every kind; [`RevealRefused::Stale`] if the
    /// check is older than [`IdentityProof::MAX_AGE`].
    pub fn reveal(&self, ground: Ground) -> Result<&str, RevealRefused> {
        self.reveal_at(ground, BootClock.elapsed())
    }

    pub(super) fn reveal_at(&self, ground: Ground, now: Duration) -> Result<&str, RevealRefused> {
        use Kind::{Account, Amount, CardNumber, CreditCode, Name};
        match ground {
            Ground::IdentityReverified(proof) if proof.is_fresh(now) => Ok(&self.value),
            Ground::IdentityReverified(_) => Err(RevealRefused::Stale),
            Ground::PayeeConfirmation | Ground::AccountStatement => match self.kind {
                Name | Account | CardNumber | CreditCode | Amount => Ok(&self.value),
                _ => Err(RevealRefused::Ground),
            },
        }
    }

    /// The whole value, inside the crate.
    pub(crate) fn canonical(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.masked())
    }
}

impl fmt::Debug for Sensitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({})", self.kind, self.masked())
    }
}

impl PartialEq for Sensitive {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.value.as_bytes().ct_eq(other.value.as_bytes()).into()
    }
}

impl Eq for Sensitive {}

/// Why a whole value may be shown. The caller states it in so many words, so that a review finds
/// every place by its name.
#[derive(Debug)]
pub enum Ground {
    /// The user confirms whom they are about to pay.
    PayeeConfirmation,
    /// The user reads the statement of their own account.
    AccountStatement,
    /// The user has just proved again who they are.
    IdentityReverified(IdentityProof),
}

/// How the user proved again who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IdentityCheck {
    /// The server accepted the login or the transaction password.
    Password,
    /// A hardware key that the user's biometrics release signed for the server.
    HardwareKey,
}

/// That the user proved their identity a moment ago. It serves for one reveal, within
/// [`MAX_AGE`](Self::MAX_AGE): it can't be cloned.
///
/// The proof is the app's statement of what the server answered: the app holds the whole value
/// already, so nothing in the app could be proved to it. What the type gives is that no value is
/// shown on an old check or without one by oversight.
#[derive(Debug)]
pub struct IdentityProof {
    check: IdentityCheck,
    taken_at: Duration,
}

impl IdentityProof {
    /// The longest time between the check and the reveal, counted also while the device sleeps.
    pub const MAX_AGE: Duration = Duration::from_secs(60);

    /// A proof by a check that the server has just accepted.
    #[must_use]
    pub fn now(check: IdentityCheck) -> Self {
        Self { check, taken_at: BootClock.elapsed() }
    }

    /// How identity was checked.
    #[must_use]
    pub fn check(&self) -> IdentityCheck {
        self.check
    }

    /// A clock that went backwards makes a proof stale.
    fn is_fresh(&self, now: Duration) -> bool {
        now.checked_sub(self.taken_at).is_some_and(|age| age <= Self::MAX_AGE)
    }
}

/// Why a whole value is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RevealRefused {
    /// This ground does not reach this kind of value.
    #[error("this ground does not allow this value to be shown")]
    Ground,
    /// The check of identity is too old.
    #[error("identity must be checked again")]
    Stale,
}

impl RevealRefused {
    /// The stable code, as docs/errors.md lists it.
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Self::Ground => 5751,
            Self::Stale => 5752,
        }
    }
}
