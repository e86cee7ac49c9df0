//! The key fields of a transaction, and the digest that stands for them (clauses X 5.5.1.2,
//! H 5.6.2(2)d).
//!
//! What the customer confirmed, what the PIN is sealed for, what the report is bound to and what
//! the server books is one value: the SM3 digest of one DER encoding. Amounts are integers in minor
//! units; text is NFC without characters that hide or reorder others. Format:
//! docs/formats/transaction.md.
//!
//! ```
//! use yufu_protocol::id::{AccountRef, OrderNumber};
//! use yufu_protocol::transaction::{Amount, Currency, Transaction, TransactionKind};
//!
//! # fn main() -> yufu_protocol::error::Result<()> {
//! let transaction = Transaction::new(
//!     TransactionKind::Transfer,
//!     OrderNumber::new("20251125-0001")?,
//!     AccountRef::new("acct-1")?,
//!     AccountRef::new("6222021234567890128")?,
//!     "王小明",
//!     Amount::new(100_00, Currency::CNY)?,
//! )?
//! .with_remark("房租")?;
//! let der = transaction.to_der()?;
//! assert_eq!(Transaction::from_der(&der)?.digest()?, transaction.digest()?);
//! # Ok(())
//! # }
//! ```

mod currency;
mod digest;
mod text;

pub use currency::Currency;
pub use digest::TransactionDigest;

use der::asn1::{Ia5StringRef, Utf8StringRef};
use der::{Decode, Encode, Enumerated, Sequence};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Format, Result};
use crate::id::{AccountRef, OrderNumber};

const FORMAT: Format = Format::Transaction;

/// Largest DER encoding that is read, in bytes.
pub const MAX_DER_LEN: usize = 2048;
/// Longest payee name, in Unicode characters.
pub const MAX_PAYEE_NAME: usize = 70;
/// Longest remark, in Unicode characters.
pub const MAX_REMARK: usize = 140;
/// Largest amount, in minor units: fifteen digits, the range of a structured-field integer.
pub const MAX_MINOR: u64 = 999_999_999_999_999;

const TYPE_TAG: &str = "yufu-transaction";
const VERSION: u8 = 1;

/// What the payer orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enumerated, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[repr(u8)]
pub enum TransactionKind {
    /// Money to a person's or a company's account.
    Transfer = 1,
    /// Payment to a merchant.
    Payment = 2,
}

/// A positive sum: minor units and their currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    minor: u64,
    currency: Currency,
}

impl Amount {
    /// `minor` units of `currency`: fen for CNY, yen for JPY, fils for KWD.
    ///
    /// # Errors
    /// [`Error::Field`] for zero and above [`MAX_MINOR`].
    pub fn new(minor: u64, currency: Currency) -> Result<Self> {
        if (1..=MAX_MINOR).contains(&minor) {
            Ok(Self { minor, currency })
        } else {
            Err(Error::Field(FORMAT, "amount"))
        }
    }

    /// The sum in minor units.
    pub const fn minor(&self) -> u64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(&self) -> Currency {
        self.currency
    }
}

impl std::fmt::Display for Amount {
    /// Major units with the currency's decimals, and the code: `100.00 CNY`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let exponent = self.currency.exponent();
        let unit = 10u64.pow(u32::from(exponent));
        let (major, minor) = (self.minor / unit, self.minor % unit);
        if exponent == 0 {
            write!(f, "{major} {}", self.currency)
        } else {
            write!(f, "{major}.{minor:0width$} {}", self.currency, width = usize::from(exponent))
        }
    }
}

/// The key fields of one transaction. Every value of this type is valid.
///
/// Debug shows neither accounts nor text.
#[derive(Clone, PartialEq, Eq)]
pub struct Transaction {
    kind: TransactionKind,
    order: OrderNumber,
    payer: AccountRef,
    payee_account: AccountRef,
    payee_name: String,
    amount: Amount,
    remark: Option<String>,
}

impl Transaction {
    /// Checks and joins the key fields.
    ///
    /// `payee_name` is 1 to [`MAX_PAYEE_NAME`] characters in NFC, without white space at either end
    /// and without control, bidi, zero-width or other invisible characters.
    ///
    /// # Errors
    /// [`Error::Field`] naming the field.
    pub fn new(
        kind: TransactionKind,
        order: OrderNumber,
        payer: AccountRef,
        payee_account: AccountRef,
        payee_name: &str,
        amount: Amount,
    ) -> Result<Self> {
        if !text::is_safe(payee_name, MAX_PAYEE_NAME) {
            return Err(Error::Field(FORMAT, "payee_name"));
        }
        let payee_name = payee_name.to_owned();
        Ok(Self { kind, order, payer, payee_account, payee_name, amount, remark: None })
    }

    /// Adds a remark: 1 to [`MAX_REMARK`] characters under the rules of the payee's name.
    ///
    /// # Errors
    /// [`Error::Field`] naming the field.
    pub fn with_remark(mut self, remark: &str) -> Result<Self> {
        if !text::is_safe(remark, MAX_REMARK) {
            return Err(Error::Field(FORMAT, "remark"));
        }
        self.remark = Some(remark.to_owned());
        Ok(self)
    }

    /// What the payer orders.
    pub const fn kind(&self) -> TransactionKind {
        self.kind
    }

    /// The order number, also the idempotency key.
    pub const fn order(&self) -> &OrderNumber {
        &self.order
    }

    /// The account that pays.
    pub const fn payer(&self) -> &AccountRef {
        &self.payer
    }

    /// The account that is paid.
    pub const fn payee_account(&self) -> &AccountRef {
        &self.payee_account
    }

    /// The name of the one who is paid.
    pub fn payee_name(&self) -> &str {
        &self.payee_name
    }

    /// The sum.
    pub const fn amount(&self) -> Amount {
        self.amount
    }

    /// The payer's note to the payee.
    pub fn remark(&self) -> Option<&str> {
        self.remark.as_deref()
    }

    /// The DER encoding; equal transactions have equal bytes.
    ///
    /// # Errors
    /// [`Error::Malformed`], which no valid transaction causes.
    pub fn to_der(&self) -> Result<Vec<u8>> {
        let encode = || {
            TransactionDer {
                type_tag: Utf8StringRef::new(TYPE_TAG)?,
                version: VERSION,
                kind: self.kind,
                order: Ia5StringRef::new(self.order.as_str())?,
                payer: Ia5StringRef::new(self.payer.as_str())?,
                payee_account: Ia5StringRef::new(self.payee_account.as_str())?,
                payee_name: Utf8StringRef::new(&self.payee_name)?,
                amount: self.amount.minor,
                currency: Ia5StringRef::new(self.amount.currency.code())?,
                remark: self.remark.as_deref().map(Utf8StringRef::new).transpose()?,
            }
            .to_der()
        };
        encode().map_err(|_: der::Error| Error::Malformed(FORMAT))
    }

    /// Reads the DER encoding and checks every field.
    ///
    /// # Errors
    /// [`Error::TooLarge`] above [`MAX_DER_LEN`]; [`Error::Malformed`] for anything but the one DER
    /// encoding; [`Error::Version`]; [`Error::Field`] naming the field.
    pub fn from_der(bytes: &[u8]) -> Result<Self> {
        if bytes.len() > MAX_DER_LEN {
            return Err(Error::TooLarge(FORMAT));
        }
        let fields = TransactionDer::from_der(bytes).map_err(|_| Error::Malformed(FORMAT))?;
        if fields.type_tag.as_str() != TYPE_TAG || fields.version != VERSION {
            return Err(Error::Version(FORMAT));
        }
        let field = |name| move |_| Error::Field(FORMAT, name);
        let transaction = Self::new(
            fields.kind,
            OrderNumber::new(fields.order.as_str()).map_err(field("order"))?,
            AccountRef::new(fields.payer.as_str()).map_err(field("payer"))?,
            AccountRef::new(fields.payee_account.as_str()).map_err(field("payee_account"))?,
            fields.payee_name.as_str(),
            Amount::new(fields.amount, fields.currency.as_str().parse()?)?,
        )?;
        let transaction = match fields.remark {
            Some(remark) => transaction.with_remark(remark.as_str())?,
            None => transaction,
        };
        if transaction.to_der()? == bytes { Ok(transaction) } else { Err(Error::Malformed(FORMAT)) }
    }

    /// The digest that stands for this transaction everywhere:
    /// SM3("yufu transaction digest v1" ‖ 0x00 ‖ DER).
    ///
    /// # Errors
    /// [`Error::Malformed`], which no valid transaction causes.
    pub fn digest(&self) -> Result<TransactionDigest> {
        let der = self.to_der()?;
        Ok(TransactionDigest::of_der(&der))
    }
}

impl std::fmt::Debug for Transaction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Transaction").field("order", &self.order).finish_non_exhaustive()
    }
}

/// The SEQUENCE of docs/formats/transaction.md.
#[derive(Sequence)]
struct TransactionDer<'a> {
    type_tag: Utf8StringRef<'a>,
    version: u8,
    kind: TransactionKind,
    order: Ia5StringRef<'a>,
    payer: Ia5StringRef<'a>,
    payee_account: Ia5StringRef<'a>,
    payee_name: Utf8StringRef<'a>,
    amount: u64,
    currency: Ia5StringRef<'a>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    remark: Option<Utf8StringRef<'a>>,
}
