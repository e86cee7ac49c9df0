//! From an accepted transaction to its one execution.

use yufu_protocol::{
    api::OrderState,
    id::OrderNumber,
    rejection::{Reason, Rejection},
    transaction::Transaction,
};

use crate::{
    accepted::{Accepted, AcceptedContent, AcceptedTransfer, Authorised},
    input::Opened,
    pin_block::PinBlock,
    policy::Factor,
    store::{OrderKey, OrderRecord, Spending},
    verifier::Verifier,
};

/// The bank's own system refused a transaction and booked nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BusinessRefused;

impl Verifier {
    /// Checks the PIN of an accepted transaction against the customer's record.
    ///
    /// # Errors
    /// [`Reason::InputRejected`] for a wrong PIN, also one that could not be opened;
    /// [`Reason::PinChangeRequired`] while the first PIN is in force; [`Reason::StepOutOfOrder`]
    /// for anything but an accepted transaction whose PIN, if it has one, was opened to a secret.
    pub fn authorise(&self, accepted: Accepted) -> Result<Authorised, Rejection> {
        self.authorise_with(accepted, |verifier, opened, attempt| {
            let record = verifier.confirm_secret(&opened, attempt)?;
            if record.must_change { Err(Reason::PinChangeRequired) } else { Ok(()) }
        })
    }

    /// Asks the bank's own system about the PIN block of an accepted transaction.
    ///
    /// # Errors
    /// [`Reason::InputRejected`] where `is_right` says no; [`Reason::StepOutOfOrder`] for anything
    /// but an accepted transaction whose PIN, if it has one, was opened to a PIN block.
    pub fn authorise_pin_block(
        &self,
        accepted: Accepted,
        is_right: impl FnOnce(&PinBlock) -> bool,
    ) -> Result<Authorised, Rejection> {
        self.authorise_with(accepted, |verifier, opened, attempt| {
            let Opened::PinBlock(block) = opened else { return Err(Reason::StepOutOfOrder) };
            if is_right(&block) { verifier.settle(attempt) } else { Err(Reason::InputRejected) }
        })
    }

    fn authorise_with(
        &self,
        accepted: Accepted,
        confirm: impl FnOnce(&Self, Opened, crate::AttemptGuard) -> Result<(), Reason>,
    ) -> Result<Authorised, Rejection> {
        let Accepted { correlation, device, content, proved, .. } = accepted;
        let key = device.key.clone();
        let authorise = || {
            let AcceptedContent::Transfer(transfer) = content else {
                return Err(Reason::StepOutOfOrder);
            };
            let AcceptedTransfer { transaction, digest, pin } = *transfer;
            match pin {
                Some((opened, attempt)) => confirm(self, opened, attempt)?,
                None if proved.contains(Factor::Pin) => return Err(Reason::Internal),
                None => {}
            }
            Ok(Authorised { correlation, device, transaction, digest })
        };
        self.conclude("transfer_pin", Some(key), correlation, authorise())
    }

    /// Runs the business of an authorised transaction, once for its order number.
    ///
    /// An order that was submitted before is not run again: its record is returned as it stands.
    /// If the store fails after the business ran, the order stays [`OrderState::Pending`], for the
    /// bank to settle; it is never run a second time.
    ///
    /// # Errors
    /// [`Reason::OrderConflict`] if the number stands for another transaction,
    /// [`Reason::LimitExceeded`] by the day's limit, [`Reason::BusinessRefused`],
    /// [`Reason::StoreUnavailable`].
    pub fn run_order(
        &self,
        authorised: &Authorised,
        business: impl FnOnce(&Transaction) -> Result<(), BusinessRefused>,
    ) -> Result<OrderRecord, Rejection> {
        let key = Some(authorised.device.key.clone());
        let result = self.try_run(authorised, business);
        self.conclude("transfer_order", key, authorised.correlation, result)
    }

    fn try_run(
        &self,
        authorised: &Authorised,
        business: impl FnOnce(&Transaction) -> Result<(), BusinessRefused>,
    ) -> Result<OrderRecord, Reason> {
        let (transaction, customer) = (&authorised.transaction, &authorised.device.customer);
        let amount = transaction.amount();
        let limit = self
            .policy
            .currencies
            .get(&amount.currency())
            .map(|rules| rules.daily_limit_minor)
            .ok_or(Reason::LimitExceeded)?;
        let now = self.now();
        let mut order = OrderRecord {
            key: OrderKey { customer: customer.clone(), order: transaction.order().clone() },
            transaction: transaction.clone(),
            digest: authorised.digest,
            state: OrderState::Pending,
            updated_at: now,
        };
        if let Some(known) = self.store.begin_order(order.clone())? {
            let same = known.digest == order.digest;
            return if same { Ok(known) } else { Err(Reason::OrderConflict) };
        }
        let spending = Spending {
            customer: customer.clone(),
            currency: amount.currency(),
            day: self.policy.day(now),
            minor: amount.minor(),
        };
        if !self.store.spend(&spending, limit)? {
            self.store.finish_order(&order.key, OrderState::Refused, now)?;
            return Err(Reason::LimitExceeded);
        }
        let outcome = business(transaction);
        let now = self.now();
        if outcome.is_err() {
            self.store.finish_order(&order.key, OrderState::Refused, now)?;
            self.store.unspend(&spending)?;
            return Err(Reason::BusinessRefused);
        }
        self.store.finish_order(&order.key, OrderState::Completed, now)?;
        self.store.learn_payee(customer, transaction.payee_account())?;
        order.state = OrderState::Completed;
        order.updated_at = now;
        Ok(order)
    }

    /// What became of an order of the customer who asks.
    ///
    /// # Errors
    /// [`Reason::OrderUnknown`], also for another customer's order.
    pub fn order(
        &self,
        accepted: &Accepted,
        order: &OrderNumber,
    ) -> Result<OrderRecord, Rejection> {
        let key = OrderKey { customer: accepted.device.customer.clone(), order: order.clone() };
        let find = || self.store.order(&key)?.ok_or(Reason::OrderUnknown);
        let signer = Some(accepted.device.key.clone());
        self.conclude("order_status", signer, accepted.correlation, find())
    }
}
