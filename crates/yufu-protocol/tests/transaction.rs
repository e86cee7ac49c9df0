//! Transactions: one value, one encoding, one digest.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers outside a test function, too"
)]

use proptest::prelude::*;
use yufu_protocol::error::{Error, Format};
use yufu_protocol::id::{AccountRef, OrderNumber};
use yufu_protocol::transaction::{
    Amount, Currency, MAX_DER_LEN, MAX_MINOR, Transaction, TransactionKind,
};

const FORMAT: Format = Format::Transaction;

fn account(text: &str) -> AccountRef {
    AccountRef::new(text).unwrap()
}

fn amount(minor: u64, code: &str) -> Amount {
    Amount::new(minor, code.parse().unwrap()).unwrap()
}

fn transfer(payee_name: &str) -> Result<Transaction, Error> {
    Transaction::new(
        TransactionKind::Transfer,
        OrderNumber::new("order-1").unwrap(),
        account("acct-1"),
        account("6222021234567890128"),
        payee_name,
        amount(10_000, "CNY"),
    )
}

/// Replaces the one occurrence of `from`, which has the length of `to`.
fn swap(der: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let at = der.windows(from.len()).position(|window| window == from).unwrap();
    [&der[..at], to, &der[at + from.len()..]].concat()
}

#[test]
fn amounts_are_positive_and_bounded() {
    for minor in [0, MAX_MINOR + 1, u64::MAX] {
        assert_eq!(Amount::new(minor, Currency::CNY), Err(Error::Field(FORMAT, "amount")));
    }
    assert_eq!(amount(1, "CNY").to_string(), "0.01 CNY");
    assert_eq!(amount(123_456, "JPY").to_string(), "123456 JPY");
    assert_eq!(amount(1_050, "KWD").to_string(), "1.050 KWD");
    assert_eq!(amount(MAX_MINOR, "CNY").to_string(), "9999999999999.99 CNY");
}

#[test]
fn text_that_hides_or_reorders_is_refused_in_every_field() {
    for text in ["", " 王", "王\u{202e}小明", "王\u{200b}", "A\u{30a}se", "a\nb", &"王".repeat(141)]
    {
        assert_eq!(transfer(text).map(|_| ()), Err(Error::Field(FORMAT, "payee_name")), "{text:?}");
        let remark = transfer("王小明").unwrap().with_remark(text);
        assert_eq!(remark.map(|_| ()), Err(Error::Field(FORMAT, "remark")), "{text:?}");
    }
}

#[test]
fn hostile_fields_in_der_are_refused() {
    let der = transfer("王小明").unwrap().to_der().unwrap();
    let refused = |from: &[u8], to: &[u8]| Transaction::from_der(&swap(&der, from, to)).map(|_| ());
    let hidden = "王\u{200b}明".as_bytes();
    assert_eq!(refused("王小明".as_bytes(), hidden), Err(Error::Field(FORMAT, "payee_name")));
    assert_eq!(refused(b"CNY", b"XAU"), Err(Error::Field(FORMAT, "currency")));
    assert_eq!(refused(b"order-1", b"order 1"), Err(Error::Field(FORMAT, "order")));
    assert_eq!(refused(b"acct-1", b"acct 1"), Err(Error::Field(FORMAT, "payer")));
    assert_eq!(refused(b"yufu-transaction", b"yufu-transactiom"), Err(Error::Version(FORMAT)));
    // version INTEGER 1 -> 2; kind ENUMERATED 1 -> 9; amount INTEGER 10000 -> -10000.
    assert_eq!(refused(&[2, 1, 1, 10], &[2, 1, 2, 10]), Err(Error::Version(FORMAT)));
    assert_eq!(refused(&[10, 1, 1], &[10, 1, 9]), Err(Error::Malformed(FORMAT)));
    assert_eq!(refused(&[2, 2, 0x27, 0x10], &[2, 2, 0xd8, 0xf0]), Err(Error::Malformed(FORMAT)));
    assert_eq!(refused(&[2, 2, 0x27, 0x10], &[2, 2, 0x00, 0x00]), Err(Error::Malformed(FORMAT)));
}

#[test]
fn other_encodings_of_the_same_value_are_refused() {
    let der = transfer("王小明").unwrap().to_der().unwrap();
    assert!(Transaction::from_der(&der).is_ok());
    let len = u8::try_from(der.len() - 2).unwrap();
    let long_form = [&[0x30, 0x81, len], &der[2..]].concat();
    let indefinite = [&[0x30, 0x80], &der[2..], &[0, 0]].concat();
    let trailing = [&der[..], &[0]].concat();
    for bytes in [&long_form, &indefinite, &trailing, &der[..der.len() - 1].to_vec(), &vec![]] {
        assert_eq!(Transaction::from_der(bytes).map(|_| ()), Err(Error::Malformed(FORMAT)));
    }
    let too_long = vec![0x30; MAX_DER_LEN + 1];
    assert_eq!(Transaction::from_der(&too_long).map(|_| ()), Err(Error::TooLarge(FORMAT)));
}

#[test]
fn every_field_changes_the_digest() {
    let base = transfer("王小明").unwrap();
    let new = |kind, order, payer, payee, name, sum| {
        let order = OrderNumber::new(order).unwrap();
        Transaction::new(kind, order, account(payer), account(payee), name, sum).unwrap()
    };
    let (transfer, payment) = (TransactionKind::Transfer, TransactionKind::Payment);
    let (payee, sum) = ("6222021234567890128", amount(10_000, "CNY"));
    assert_eq!(new(transfer, "order-1", "acct-1", payee, "王小明", sum), base);
    for other in [
        new(payment, "order-1", "acct-1", payee, "王小明", sum),
        new(transfer, "order-2", "acct-1", payee, "王小明", sum),
        new(transfer, "order-1", "acct-2", payee, "王小明", sum),
        new(transfer, "order-1", "acct-1", "6222021234567890129", "王小明", sum),
        new(transfer, "order-1", "acct-1", payee, "王小名", sum),
        new(transfer, "order-1", "acct-1", payee, "王小明", amount(10_001, "CNY")),
        new(transfer, "order-1", "acct-1", payee, "王小明", amount(10_000, "HKD")),
        base.clone().with_remark("房租").unwrap(),
    ] {
        assert_ne!(other.digest().unwrap(), base.digest().unwrap(), "{:?}", other.payee_name());
    }
}

#[test]
fn debug_shows_neither_account_nor_name() {
    let shown = format!("{:?}", transfer("王小明").unwrap().with_remark("房租").unwrap());
    for hidden in ["6222", "王小明", "房租", "acct-1", "10000"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}

prop_compose! {
    fn transactions()(
        order in "[A-Za-z0-9_.-]{1,64}",
        payer in "[!-~]{1,64}",
        payee in "[!-~]{1,64}",
        name in "[一-龥a-zA-Z·]{1,70}",
        minor in 1..=MAX_MINOR,
        currency in prop::sample::select(Currency::all().collect::<Vec<_>>()),
        payment in any::<bool>(),
        remark in prop::option::of("[一-龥a-z0-9，。]{1,140}"),
    ) -> Transaction {
        let kind = if payment { TransactionKind::Payment } else { TransactionKind::Transfer };
        let transaction = Transaction::new(
            kind,
            OrderNumber::new(&order).unwrap(),
            account(&payer),
            account(&payee),
            &name,
            Amount::new(minor, currency).unwrap(),
        )
        .unwrap();
        match remark {
            Some(remark) => transaction.with_remark(&remark).unwrap(),
            None => transaction,
        }
    }
}

proptest! {
    #[test]
    fn der_comes_back(transaction in transactions()) {
        let der = transaction.to_der().unwrap();
        prop_assert!(der.len() <= MAX_DER_LEN);
        prop_assert_eq!(Transaction::from_der(&der).unwrap(), transaction);
    }

    #[test]
    fn changed_bytes_never_keep_the_digest(
        transaction in transactions(),
        at in any::<prop::sample::Index>(),
        flip in 1..=255u8,
    ) {
        let mut der = transaction.to_der().unwrap();
        let at = at.index(der.len());
        der[at] ^= flip;
        if let Ok(other) = Transaction::from_der(&der) {
            prop_assert_ne!(other.digest().unwrap(), transaction.digest().unwrap());
            prop_assert_eq!(other.to_der().unwrap(), der);
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(Transaction::from_der(&bytes).is_err());
    }

    #[test]
    fn arbitrary_text_is_judged_without_a_panic(text in any::<String>()) {
        if let Ok(transaction) = transfer(&text) {
            prop_assert_eq!(transaction.payee_name(), text);
        }
    }
}
