//! One transfer, from the confirmed key fields to the receipt.

use std::sync::Arc;

use yufu::protocol::id::AccountRef;
use yufu::transaction::{self, OrderNumber, TransactionDigest};

use crate::environment::{AppInfo, Report, SealedReport};
use crate::error::{Result, YufuError, guard};
use crate::input::{SealedInput, SecureInput};
use crate::mirror::mirror;
use crate::pending::PendingReceipt;
use crate::slot::object;
use crate::{Keypad, rng};

mirror! {
    /// What the payer orders.
    TransactionKind = transaction::TransactionKind {
        /// Money to a person's or a company's account.
        Transfer,
        /// Payment to a merchant.
        Payment,
    }
}

mirror! {
    /// What the server may require of a transfer.
    Factor = transaction::Factor {
        /// The device key's signature: always.
        DeviceKey,
        /// An environment report for this transaction.
        EnvironmentReport,
        /// The transaction PIN, sealed for this transaction.
        TransactionPin,
        /// The second signature, by the hardware key.
        HardwareKey,
    }
}

mirror! {
    /// What became of an order.
    OrderState = transaction::OrderState {
        /// Taken on, not yet booked.
        Pending,
        /// Booked.
        Completed,
        /// Not booked, and never will be.
        Refused,
    }
}

/// A positive sum.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct Amount {
    /// Minor units: fen for CNY, yen for JPY.
    pub minor: u64,
    /// The currency's three letters by ISO 4217.
    pub currency: String,
}

/// What the server says became of an order, for display: masked values only.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct Receipt {
    /// The order number.
    pub order: String,
    /// What became of it.
    pub state: OrderState,
    /// The digest of the transaction that the server holds under this order, 32 bytes. After a lost
    /// answer compare it with the one that was confirmed.
    pub digest: Vec<u8>,
    /// When it was decided, in seconds since 1970 of the server.
    pub completed_at: u64,
    /// The account that was paid, masked.
    pub payee_account: String,
    /// The name of the one who was paid, masked.
    pub payee_name: String,
    /// The sum.
    pub amount: Amount,
    /// The sum for display, as 100.00 CNY.
    pub amount_text: String,
}

impl Amount {
    fn of(amount: transaction::Amount) -> Self {
        Self { minor: amount.minor(), currency: amount.currency().code().to_owned() }
    }
}

impl Receipt {
    pub(crate) fn of(core: transaction::Receipt) -> Result<Self> {
        Ok(Self {
            order: core.order().as_str().to_owned(),
            state: core.state().try_into()?,
            digest: core.digest().as_bytes().to_vec(),
            completed_at: core.completed_at().get(),
            payee_account: core.payee_account().to_owned(),
            payee_name: core.payee_name().to_owned(),
            amount: Amount::of(core.amount()),
            amount_text: core.amount().to_string(),
        })
    }
}

object! {
    /// The key fields of one transaction. Prints nothing of them.
    Transaction(transaction::Transaction)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Transaction {
    /// Checks and joins the key fields. `order` is the order number, also the idempotency key;
    /// `payer` is an account of the session; `remark` is the payer's note, if there is one.
    ///
    /// # Errors
    /// Codes 2001 to 2899 that name the field which is not valid.
    #[uniffi::constructor]
    pub fn new(
        kind: TransactionKind,
        order: &str,
        payer: &str,
        payee_account: &str,
        payee_name: &str,
        amount: Amount,
        remark: Option<String>,
    ) -> Result<Arc<Self>> {
        guard(|| {
            let (order, payer) = (OrderNumber::new(order)?, AccountRef::new(payer)?);
            let payee = AccountRef::new(payee_account)?;
            let amount = transaction::Amount::new(amount.minor, amount.currency.parse()?)?;
            let made = transaction::Transaction::new(
                kind.into(),
                order,
                payer,
                payee,
                payee_name,
                amount,
            )?;
            Ok(Self::holding(match remark {
                Some(remark) => made.with_remark(&remark)?,
                None => made,
            }))
        })
    }

    /// The digest that report, PIN and request are bound to, 32 bytes: what the confirmation page
    /// keeps for `submit`.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn digest(&self) -> Result<Vec<u8>> {
        self.0.with(|transaction| Ok(transaction.digest()?.as_bytes().to_vec()))
    }
}

object! {
    /// A transfer that the server permits once, waiting for the user's PIN. Closing it at any point
    /// leaves nothing behind.
    Transfer(transaction::Transfer)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Transfer {
    /// The digest of the key fields, 32 bytes.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn digest(&self) -> Result<Vec<u8>> {
        self.0.with(|transfer| Ok(transfer.digest().as_bytes().to_vec()))
    }

    /// Whether this is the transaction of that digest, 32 bytes.
    ///
    /// # Errors
    /// Code 7003 if the digest has another length.
    pub fn is_of(&self, digest: &[u8]) -> Result<bool> {
        self.0.with(|transfer| Ok(transfer.digest() == digest_of(digest)?))
    }

    /// The challenge that the report has to answer, 32 bytes.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn challenge(&self) -> Result<Vec<u8>> {
        self.0.with(|transfer| Ok(transfer.challenge().as_bytes().to_vec()))
    }

    /// What the server requires.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn required_factors(&self) -> Result<Vec<Factor>> {
        self.0.with(|transfer| {
            transfer.required_factors().iter().map(|factor| (*factor).try_into()).collect()
        })
    }

    /// Opens the field for the PIN. The keypad is used up; opening again drops the earlier input.
    ///
    /// # Errors
    /// Code 5502 if the permission has expired; 5301 to 5304 if the session is not active; 5101,
    /// 5103 or 5105 without a server key.
    pub fn open_input(&self, keypad: &Keypad) -> Result<Arc<SecureInput>> {
        let keypad = keypad.0.take()?;
        self.0.with(|transfer| Ok(SecureInput::holding(transfer.open_input(keypad, rng::new()?)?)))
    }

    /// Signs a report on this transfer and seals it to the server.
    ///
    /// # Errors
    /// As `open_input`.
    pub fn seal_report(&self, report: &Report, app: AppInfo) -> Result<Arc<SealedReport>> {
        let report = report.0.get()?;
        self.0.with(|transfer| {
            let sealed = transfer.seal_report(&report, &app.into(), &mut rng::new()?)?;
            Ok(SealedReport::holding(sealed))
        })
    }

    /// Signs the transfer. `confirmed` is the digest of what the confirmation page showed, 32 bytes.
    /// This object, the PIN and the report are used up, also by an error; nothing was sent then.
    ///
    /// # Errors
    /// Code 5501 if something else was confirmed, 5503 if a required factor is missing, 5502 if the
    /// permission has expired, 5301 to 5304 if the session can't sign, 7003 for a digest of another
    /// length.
    pub fn submit(
        &self,
        confirmed: &[u8],
        pin: Option<Arc<SealedInput>>,
        report: Option<Arc<SealedReport>>,
    ) -> Result<Arc<PendingReceipt>> {
        let pin = pin.map(|pin| pin.0.take()).transpose()?;
        let report = report.map(|report| report.0.take()).transpose()?;
        let transfer = self.0.take()?;
        guard(|| {
            let confirmed = digest_of(confirmed)?;
            let pending = transfer.submit(&confirmed, pin, report, &mut rng::new()?)?;
            Ok(PendingReceipt::holding(pending))
        })
    }
}

pub(crate) fn digest_of(bytes: &[u8]) -> Result<TransactionDigest> {
    let bytes = bytes.try_into().map_err(|_| YufuError::argument())?;
    Ok(TransactionDigest::from_bytes(bytes))
}
