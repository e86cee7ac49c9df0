//! A transfer from confirmation to receipt, and the ways in which it must not go through.

use getrandom::SysRng;
use yufu::Error;
use yufu::device::SealedReport;
use yufu::environment::{Collect, collect};
use yufu::request::Pending;
use yufu::transaction::{Factor, OrderNumber, OrderState, Receipt, TransactionDigest, Transfer};
use yufu_protocol::api;

use super::bank::{Bank, app, transaction};

fn report(transfer: &Transfer) -> SealedReport {
    let order = Collect::new(*transfer.challenge()).for_transaction(transfer.digest());
    transfer.seal_report(&collect(&order), &app(), &mut SysRng).unwrap()
}

fn submit(bank: &Bank, transfer: Transfer) -> yufu::Result<Pending<Receipt>> {
    let (digest, report) = (transfer.digest(), report(&transfer));
    transfer.submit(&digest, Some(bank.sealed()), Some(report), &mut SysRng)
}

#[test]
fn receipt_shows_the_order_and_masked_values_only() {
    let bank = Bank::new();
    let transfer = bank.transfer(&bank.session());
    let digest = transfer.digest();
    let receipt = bank.exchange(submit(&bank, transfer).unwrap()).unwrap();
    assert_eq!(receipt.state(), OrderState::Completed);
    assert_eq!(receipt.digest(), digest);
    assert_eq!(receipt.amount(), transaction(12_345).amount());
    let shown = format!("{receipt:?}");
    for secret in ["6222020200998877", "6222020200112233", "张三丰"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(receipt.payee_account().ends_with("8877"));
    assert!(receipt.payee_name().contains('*'));
}

#[test]
fn what_is_submitted_must_be_what_was_confirmed() {
    let bank = Bank::new();
    let transfer = bank.transfer(&bank.session());
    let shown: TransactionDigest = transaction(12_346).digest().unwrap();
    let report = report(&transfer);
    let refused = transfer.submit(&shown, Some(bank.sealed()), Some(report), &mut SysRng);
    assert_eq!(refused.err(), Some(Error::ConfirmationMismatch));
    assert!(bank.orders.lock().unwrap().is_empty());
}

#[test]
fn every_required_factor_must_be_there() {
    let bank = Bank::new();
    let session = bank.session();
    let transfer = bank.transfer(&session);
    let (digest, sealed) = (transfer.digest(), report(&transfer));
    let refused = transfer.submit(&digest, None, Some(sealed), &mut SysRng);
    assert_eq!(refused.err(), Some(Error::FactorMissing));

    let transfer = bank.transfer(&session);
    let refused = transfer.submit(&digest, Some(bank.sealed()), None, &mut SysRng);
    assert_eq!(refused.err(), Some(Error::FactorMissing));

    bank.factors.lock().unwrap().push(Factor::HardwareKey);
    assert_eq!(submit(&bank, bank.transfer(&session)).err(), Some(Error::FactorMissing));
}

#[test]
fn an_abandoned_transfer_leaves_nothing_and_the_session_goes_on() {
    let bank = Bank::new();
    let session = bank.session();
    bank.transfer(&session).abandon();
    assert!(bank.orders.lock().unwrap().is_empty());
    assert!(bank.exchange(submit(&bank, bank.transfer(&session)).unwrap()).is_ok());
}

#[test]
fn permission_is_not_used_after_its_end() {
    let bank = Bank::new();
    let session = bank.session();
    let transfer = bank.transfer(&session);
    let sealed = report(&transfer);
    bank.clock.advance(120);
    let digest = transfer.digest();
    let refused = transfer.submit(&digest, Some(bank.sealed()), Some(sealed), &mut SysRng);
    assert_eq!(refused.err(), Some(Error::OfferExpired));
}

#[test]
fn nothing_is_submitted_from_a_locked_session() {
    let bank = Bank::new();
    let session = bank.session();
    let transfer = bank.transfer(&session);
    let sealed = report(&transfer);
    session.lock();
    let digest = transfer.digest();
    let refused = transfer.submit(&digest, Some(bank.sealed()), Some(sealed), &mut SysRng);
    assert_eq!(refused.err(), Some(Error::SessionLocked));
}

#[test]
fn a_lost_answer_is_looked_up_by_a_new_request() {
    let bank = Bank::new();
    let session = bank.session();
    let transfer = bank.transfer(&session);
    let digest = transfer.digest();
    let lost = submit(&bank, transfer).unwrap();
    bank.answer(lost.request());
    drop(lost);
    let order = transaction(1).order().clone();
    let receipt = bank.exchange(session.order(&order, &mut SysRng).unwrap()).unwrap();
    assert_eq!((receipt.state(), receipt.digest()), (OrderState::Completed, digest));
}

#[test]
fn a_signed_receipt_for_other_fields_is_not_shown() {
    let bank = Bank::new();
    let session = bank.session();
    let pending = submit(&bank, bank.transfer(&session)).unwrap();
    let other = api::encode(&bank.receipt(&transaction(99))).unwrap();
    let response = bank.sign(pending.request(), 200, api::MEDIA_TYPE, other);
    assert_eq!(pending.receive(&response).err(), Some(Error::ConfirmationMismatch));
    let pending = session.order(&OrderNumber::new("7").unwrap(), &mut SysRng).unwrap();
    let other = api::encode(&bank.receipt(&transaction(1))).unwrap();
    let response = bank.sign(pending.request(), 200, api::MEDIA_TYPE, other);
    assert_eq!(pending.receive(&response).err(), Some(Error::ResponseMalformed));
}
