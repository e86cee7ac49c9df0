//! A sample bank: a ledger in memory and what it knows of its customers.
//!
//! It stands where a bank's core system would; it is gone when the process ends.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard};

use yufu_protocol::api::CustomerFacts;
use yufu_protocol::id::AccountRef;
use yufu_protocol::rejection::Reason;
use yufu_protocol::strength::Personal;
use yufu_protocol::transaction::{Currency, Transaction};

/// Customers that the sample bank takes.
const MAX_CUSTOMERS: usize = 10_000;

/// The sample bank.
#[derive(Default)]
pub struct Bank {
    books: Mutex<Books>,
}

#[derive(Default)]
struct Books {
    /// Renminbi by account, in fen.
    balances: HashMap<AccountRef, u64>,
    customers: HashMap<AccountRef, CustomerFacts>,
}

/// Why the sample bank booked nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BookingError {
    /// The payer has no account here.
    #[error("there is no such account")]
    NoAccount,
    /// The payer's balance is too small.
    #[error("the balance is too small")]
    Balance,
    /// The sample bank keeps renminbi only.
    #[error("the account is not kept in this currency")]
    Currency,
    /// Payer and payee are the same account.
    #[error("payer and payee are the same account")]
    SameAccount,
    /// No more customers, or a sum that cannot be represented.
    #[error("the books are full")]
    Full,
}

impl Bank {
    /// Opens a customer's account with a balance in fen.
    ///
    /// # Errors
    /// [`BookingError::Full`].
    pub fn open_account(
        &self,
        account: &AccountRef,
        facts: CustomerFacts,
        balance_minor: u64,
    ) -> Result<(), BookingError> {
        let mut books = self.lock().ok_or(BookingError::Full)?;
        if books.customers.len() >= MAX_CUSTOMERS {
            return Err(BookingError::Full);
        }
        books.balances.insert(account.clone(), balance_minor);
        books.customers.insert(account.clone(), facts);
        Ok(())
    }

    /// The balance of an account in fen.
    pub fn balance(&self, account: &AccountRef) -> Option<u64> {
        self.lock()?.balances.get(account).copied()
    }

    /// Books a transfer, all of it or nothing. A payee elsewhere is another bank's to credit.
    ///
    /// # Errors
    /// [`BookingError`].
    pub fn book(&self, transaction: &Transaction) -> Result<(), BookingError> {
        let (payer, payee) = (transaction.payer(), transaction.payee_account());
        if transaction.amount().currency() != Currency::CNY {
            return Err(BookingError::Currency);
        }
        if payer == payee {
            return Err(BookingError::SameAccount);
        }
        let minor = transaction.amount().minor();
        let mut books = self.lock().ok_or(BookingError::Full)?;
        let from = *books.balances.get(payer).ok_or(BookingError::NoAccount)?;
        let left = from.checked_sub(minor).ok_or(BookingError::Balance)?;
        if let Some(to) = books.balances.get_mut(payee) {
            *to = to.checked_add(minor).ok_or(BookingError::Full)?;
        }
        books.balances.insert(payer.clone(), left);
        Ok(())
    }

    /// What a new PIN of this customer must not contain.
    pub(crate) fn personal(&self, customer: &AccountRef) -> Result<Personal, Reason> {
        let books = self.lock().ok_or(Reason::Internal)?;
        let facts = books.customers.get(customer).ok_or(Reason::BusinessRefused)?;
        personal_of(facts).map_err(|_| Reason::Internal)
    }

    fn lock(&self) -> Option<MutexGuard<'_, Books>> {
        self.books.lock().ok()
    }
}

impl std::fmt::Debug for Bank {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bank").finish_non_exhaustive()
    }
}

/// The deny list for a customer's secrets (JR/T 0092 5.1.4a).
fn personal_of(
    facts: &CustomerFacts,
) -> Result<Personal, yufu_protocol::strength::PersonalInvalid> {
    let mut personal = Personal::default();
    let part = |range| facts.birthday.get(range).unwrap_or_default();
    if let (Ok(year), Ok(month), Ok(day)) =
        (part(0..4).parse(), part(4..6).parse(), part(6..8).parse())
    {
        personal.add_birthday(year, month, day)?;
    }
    personal.add_id_number(facts.id_number.as_bytes())?;
    personal.add_mobile_number(facts.mobile.as_bytes())?;
    for card in &facts.cards {
        personal.add_card_number(card.as_bytes())?;
    }
    Ok(personal)
}

#[cfg(test)]
mod tests {
    use yufu_protocol::id::OrderNumber;
    use yufu_protocol::transaction::{Amount, TransactionKind};

    use super::*;

    fn account(text: &str) -> AccountRef {
        AccountRef::new(text).unwrap()
    }

    fn transfer(from: &str, to: &str, minor: u64, currency: Currency) -> Transaction {
        let (payer, payee) = (account(from), account(to));
        let amount = Amount::new(minor, currency).unwrap();
        let order = OrderNumber::new("20261125000001").unwrap();
        Transaction::new(TransactionKind::Transfer, order, payer, payee, "王小明", amount).unwrap()
    }

    fn bank() -> Bank {
        let bank = Bank::default();
        bank.open_account(&account("A"), CustomerFacts::default(), 100).unwrap();
        bank.open_account(&account("B"), CustomerFacts::default(), 5).unwrap();
        bank
    }

    #[test]
    fn transfer_moves_money_and_creates_none() {
        let bank = bank();
        bank.book(&transfer("A", "B", 30, Currency::CNY)).unwrap();
        assert_eq!(
            (bank.balance(&account("A")), bank.balance(&account("B"))),
            (Some(70), Some(35))
        );
        bank.book(&transfer("A", "elsewhere", 70, Currency::CNY)).unwrap();
        assert_eq!(bank.balance(&account("A")), Some(0));
    }

    #[test]
    fn refused_booking_changes_nothing() {
        let bank = bank();
        let dollars = "USD".parse().unwrap();
        for (order, why) in [
            (transfer("A", "B", 101, Currency::CNY), BookingError::Balance),
            (transfer("A", "A", 1, Currency::CNY), BookingError::SameAccount),
            (transfer("C", "A", 1, Currency::CNY), BookingError::NoAccount),
            (transfer("A", "B", 1, dollars), BookingError::Currency),
        ] {
            assert_eq!(bank.book(&order), Err(why));
        }
        assert_eq!(
            (bank.balance(&account("A")), bank.balance(&account("B"))),
            (Some(100), Some(5))
        );
    }
}
