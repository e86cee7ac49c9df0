//! Values that mask themselves.

use std::sync::Arc;

use yufu::mask;

use crate::error::{Result, YufuError, guard};
use crate::mirror::mirror;
use crate::slot::object;

mirror! {
    /// A kind of personal financial information.
    ValueKind = mask::Kind {
        /// The number of a bank card.
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
}

mirror! {
    /// Where the user stands.
    Stage = mask::Stage {
        /// Nobody has logged in: anyone may hold the phone.
        BeforeLogin,
        /// The session's user looks at the screen.
        AfterLogin,
    }
}

mirror! {
    /// How identity was checked a moment ago.
    IdentityCheck = mask::IdentityCheck {
        /// The server accepted the login or the transaction password.
        Password,
        /// A hardware key that the user's biometrics release signed for the server.
        HardwareKey,
    }
}

/// Why a whole value may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Enum))]
pub enum RevealGround {
    /// The user confirms whom they are about to pay.
    PayeeConfirmation,
    /// The user reads the statement of their own account.
    AccountStatement,
}

object! {
    /// Personal financial information of one kind, which shows itself masked.
    Sensitive(mask::Sensitive)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Sensitive {
    /// Takes a value. It need not be valid: one that is not recognised shows as hidden wholly.
    ///
    /// # Errors
    /// None but code 7002.
    #[uniffi::constructor]
    pub fn new(kind: ValueKind, value: &str) -> Result<Arc<Self>> {
        guard(|| Ok(Self::holding(mask::Sensitive::new(kind.into(), value))))
    }

    /// Takes a value that is valid, in its canonical form.
    ///
    /// # Errors
    /// Codes 5701 to 5712 that say what is wrong with it.
    #[uniffi::constructor]
    pub fn validated(kind: ValueKind, value: &str) -> Result<Arc<Self>> {
        guard(|| Ok(Self::holding(yufu::validate::check(kind.into(), value)?)))
    }

    /// The kind of the value.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn kind(&self) -> Result<ValueKind> {
        self.0.with(|value| value.kind().try_into())
    }

    /// The value's mask.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn masked(&self) -> Result<String> {
        self.0.with(|value| Ok(value.masked()))
    }

    /// What a screen may show: after login the mask; before login the masks of name and mobile
    /// number, and nothing of other kinds.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn shown(&self, stage: Stage) -> Result<String> {
        self.0.with(|value| Ok(mask::show(value, stage.into())))
    }

    /// The whole value, on a ground that reaches name, account, card number, credit code and amount.
    ///
    /// # Errors
    /// Code 5751 for any other kind.
    pub fn reveal(&self, ground: RevealGround) -> Result<String> {
        self.0.with(|value| {
            let ground = match ground {
                RevealGround::PayeeConfirmation => mask::Ground::PayeeConfirmation,
                RevealGround::AccountStatement => mask::Ground::AccountStatement,
            };
            Ok(value.reveal(ground)?.to_owned())
        })
    }

    /// The whole value of any kind, because the user has just proved again who they are. The proof
    /// is used up.
    ///
    /// # Errors
    /// Code 5752 if the proof is older than 60 seconds.
    pub fn reveal_to(&self, proof: &IdentityProof) -> Result<String> {
        let proof = proof.0.take()?;
        self.0.with(|value| Ok(value.reveal(mask::Ground::IdentityReverified(proof))?.to_owned()))
    }
}

object! {
    /// That the user proved their identity a moment ago. It serves for one reveal within 60 seconds.
    IdentityProof(mask::IdentityProof)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl IdentityProof {
    /// A proof by a check that the server has just accepted.
    ///
    /// # Errors
    /// None but code 7002.
    #[uniffi::constructor]
    pub fn new(check: IdentityCheck) -> Result<Arc<Self>> {
        guard(|| Ok(Self::holding(mask::IdentityProof::now(check.into()))))
    }
}

object! {
    /// A bank card's expiry: it may be shown after login, and has no other way out.
    CardExpiry(mask::CardExpiry)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl CardExpiry {
    /// Takes an expiry as MM/YY or MMYY in ASCII.
    ///
    /// # Errors
    /// Code 7003 for anything else.
    #[uniffi::constructor]
    pub fn new(expiry: &[u8]) -> Result<Arc<Self>> {
        guard(|| {
            let text = std::str::from_utf8(expiry).map_err(|_| YufuError::argument())?;
            let expiry = mask::CardExpiry::parse(text).ok_or_else(YufuError::argument)?;
            Ok(Self::holding(expiry))
        })
    }

    /// MM/YY after login, before it nothing but mask characters.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn shown(&self, stage: Stage) -> Result<String> {
        self.0.with(|expiry| Ok(expiry.show(stage.into()).as_str().to_owned()))
    }
}

/// Masks a value. What is not recognised is hidden wholly.
///
/// # Errors
/// None but code 7002.
#[cfg_attr(feature = "scaffolding", uniffi::export)]
pub fn mask_value(kind: ValueKind, value: &str) -> Result<String> {
    guard(|| Ok(mask::mask(kind.into(), value)))
}
