//! A store in this process's memory.

mod claims;
mod expiring;
mod state;

use std::sync::{Mutex, MutexGuard};

use yufu_protocol::{
    api::OrderState,
    id::{AccountRef, KeyId, SessionId},
    submit_token::StoreKey,
    time::UnixSeconds,
};

use self::state::{SecretKey, SessionEntry, State, TokenEntry};
use super::{
    ActivationId, ActivationRecord, Claim, Conflict, DeviceRecord, OrderKey, OrderRecord, Result,
    SequenceWindow, SessionRecord, SessionStatus, Spending, Store, StoreError, TokenRecord,
};
use crate::{
    attempts::{AttemptKey, AttemptLimits, Reservation, SecretKind},
    secret::SecretRecord,
};

/// Submit tokens that a session may hold at once.
const TOKENS_PER_SESSION: usize = 8;

/// How many entries of each kind a [`MemoryStore`] holds before it answers
/// [`StoreError::Full`]. Entries with an end make room again when they have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Nonces, challenges and input nonces that were used and are still valid.
    pub marks: usize,
    /// Activation codes.
    pub activations: usize,
    /// Devices; also bounds sessions, attempts, secrets and days' totals.
    pub devices: usize,
    /// Orders and known payees.
    pub orders: usize,
}

impl Default for Capacity {
    /// About 200 MB when everything is full.
    fn default() -> Self {
        Self { marks: 1_000_000, activations: 10_000, devices: 50_000, orders: 200_000 }
    }
}

/// A [`Store`] in memory, for tests, demonstrations and a single server.
///
/// **It does not survive a restart**, and two servers do not share it. After a restart every device
/// has to be enrolled again; nonces of the last three minutes are forgotten together with the keys
/// that could use them, so nothing can be replayed. It holds at most [`Capacity`] and then refuses.
///
/// All operations take one lock; a thread that panics while holding it leaves the store
/// [unavailable](StoreError::Unavailable) for good.
#[derive(Debug, Default)]
pub struct MemoryStore {
    state: Mutex<State>,
}

impl MemoryStore {
    /// An empty store with the default [`Capacity`].
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty store with bounds of the caller's choice.
    pub fn with_capacity(capacity: Capacity) -> Self {
        Self { state: Mutex::new(State::new(capacity)) }
    }

    fn lock(&self) -> Result<MutexGuard<'_, State>> {
        self.state.lock().map_err(|_| StoreError::Unavailable)
    }
}

impl Store for MemoryStore {
    fn commit(
        &self,
        claim: &Claim,
        now: UnixSeconds,
    ) -> Result<core::result::Result<(), Conflict>> {
        self.lock()?.commit(claim, now)
    }

    fn put_activation(&self, record: ActivationRecord, now: UnixSeconds) -> Result<()> {
        let mut state = self.lock()?;
        state.activations.reserve(1, now)?;
        state.activations.insert(record.id.clone(), record.expires_at, record);
        Ok(())
    }

    fn try_activation(
        &self,
        id: &ActivationId,
        now: UnixSeconds,
    ) -> Result<Option<ActivationRecord>> {
        let mut state = self.lock()?;
        let Some(record) = state.activations.get_mut(id, now) else { return Ok(None) };
        let Some(left) = record.tries_left.checked_sub(1) else { return Ok(None) };
        record.tries_left = left;
        Ok(Some(record.clone()))
    }

    fn enrol(&self, code: &ActivationId, device: DeviceRecord, now: UnixSeconds) -> Result<bool> {
        let mut state = self.lock()?;
        let taken = state.devices.contains_key(&device.key);
        if taken || state.activations.get(code, now).is_none() {
            return Ok(false);
        }
        if state.devices.len() >= state.capacity.devices {
            return Err(StoreError::Full);
        }
        state.activations.remove(code);
        state.devices.insert(device.key.clone(), device);
        Ok(true)
    }

    fn device(&self, key: &KeyId) -> Result<Option<DeviceRecord>> {
        Ok(self.lock()?.devices.get(key).cloned())
    }

    fn revoke_device(&self, key: &KeyId, now: UnixSeconds) -> Result<bool> {
        let mut state = self.lock()?;
        let Some(device) = state.devices.get_mut(key) else { return Ok(false) };
        device.revoked_at.get_or_insert(now);
        let customer = device.customer.clone();
        let session = state.session_of.get(&customer).copied();
        if let Some(id) = session {
            let opened_by_it =
                state.sessions.get(&id).is_some_and(|entry| entry.record.key == *key);
            if opened_by_it {
                state.end_session(&id, now);
            }
        }
        Ok(true)
    }

    fn open_session(&self, mut session: SessionRecord, now: UnixSeconds) -> Result<SessionRecord> {
        let mut state = self.lock()?;
        let customer = session.customer.clone();
        state.has_room_for_customer(&customer)?;
        if let Some(earlier) = state.session_of.get(&customer).copied() {
            state.end_session(&earlier, now);
        }
        session.previous_login = state.last_login.insert(customer.clone(), now);
        state.session_of.insert(customer, session.id);
        let entry = SessionEntry::new(session.clone(), SequenceWindow::new());
        state.sessions.insert(session.id, entry);
        Ok(session)
    }

    fn session(&self, id: &SessionId, now: UnixSeconds) -> Result<SessionStatus> {
        let state = self.lock()?;
        Ok(match state.sessions.get(id) {
            Some(entry) if entry.record.is_open(now) => {
                SessionStatus::Open(Box::new(entry.record.clone()))
            }
            Some(_) => SessionStatus::Expired,
            None if state.ended.holds(id) => SessionStatus::Ended,
            None => SessionStatus::Unknown,
        })
    }

    fn end_session(&self, id: &SessionId, now: UnixSeconds) -> Result<bool> {
        Ok(self.lock()?.end_session(id, now))
    }

    fn put_token(&self, token: TokenRecord, now: UnixSeconds) -> Result<()> {
        let mut state = self.lock()?;
        let Some(entry) =
            state.sessions.get_mut(&token.session).filter(|entry| entry.record.is_open(now))
        else {
            return Ok(());
        };
        let pushed_out =
            if entry.tokens.len() >= TOKENS_PER_SESSION { entry.tokens.pop_front() } else { None };
        entry.tokens.push_back(token.id);
        if let Some(oldest) = pushed_out {
            state.tokens.remove(&oldest);
        }
        state.tokens.insert(token.id, TokenEntry { record: token, used: false });
        Ok(())
    }

    fn token(&self, id: &StoreKey) -> Result<Option<TokenRecord>> {
        Ok(self.lock()?.tokens.get(id).map(|entry| entry.record.clone()))
    }

    fn reserve_attempt(
        &self,
        key: &AttemptKey,
        limits: &AttemptLimits,
        now: UnixSeconds,
    ) -> Result<Reservation> {
        let mut state = self.lock()?;
        if !state.attempts.contains_key(key) && state.attempts.len() >= state.secrets_capacity() {
            return Err(StoreError::Full);
        }
        Ok(state.attempts.entry(key.clone()).or_default().reserve(limits, now))
    }

    fn settle_attempt(&self, key: &AttemptKey, serial: u64) -> Result<()> {
        if let Some(attempts) = self.lock()?.attempts.get_mut(key) {
            attempts.settle(serial);
        }
        Ok(())
    }

    fn secret(&self, account: &AccountRef, kind: SecretKind) -> Result<Option<SecretRecord>> {
        let key = SecretKey { account: account.clone(), kind };
        Ok(self.lock()?.secrets.get(&key).cloned())
    }

    fn put_secret(
        &self,
        account: &AccountRef,
        kind: SecretKind,
        record: SecretRecord,
    ) -> Result<()> {
        let mut state = self.lock()?;
        let key = SecretKey { account: account.clone(), kind };
        if !state.secrets.contains_key(&key) && state.secrets.len() >= state.secrets_capacity() {
            return Err(StoreError::Full);
        }
        state.secrets.insert(key, record);
        Ok(())
    }

    fn begin_order(&self, order: OrderRecord) -> Result<Option<OrderRecord>> {
        let mut state = self.lock()?;
        if let Some(known) = state.orders.get(&order.key) {
            return Ok(Some(known.clone()));
        }
        if state.orders.len() >= state.capacity.orders {
            return Err(StoreError::Full);
        }
        state.orders.insert(order.key.clone(), order);
        Ok(None)
    }

    fn finish_order(&self, key: &OrderKey, order: OrderState, now: UnixSeconds) -> Result<()> {
        if let Some(record) = self.lock()?.orders.get_mut(key) {
            record.state = order;
            record.updated_at = now;
        }
        Ok(())
    }

    fn order(&self, key: &OrderKey) -> Result<Option<OrderRecord>> {
        Ok(self.lock()?.orders.get(key).cloned())
    }

    fn spend(&self, spending: &Spending, limit_minor: u64) -> Result<bool> {
        self.lock()?.spend(spending, limit_minor)
    }

    fn unspend(&self, spending: &Spending) -> Result<()> {
        self.lock()?.unspend(spending);
        Ok(())
    }

    fn knows_payee(&self, customer: &AccountRef, payee: &AccountRef) -> Result<bool> {
        Ok(self.lock()?.payees.contains(&(customer.clone(), payee.clone())))
    }

    fn learn_payee(&self, customer: &AccountRef, payee: &AccountRef) -> Result<()> {
        let mut state = self.lock()?;
        let pair = (customer.clone(), payee.clone());
        if !state.payees.contains(&pair) && state.payees.len() >= state.capacity.orders {
            return Err(StoreError::Full);
        }
        state.payees.insert(pair);
        Ok(())
    }
}
