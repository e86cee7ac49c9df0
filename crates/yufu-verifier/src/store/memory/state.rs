//! The tables of the memory store.

use std::collections::{HashMap, HashSet, VecDeque};

use yufu_protocol::{
    id::{AccountRef, KeyId, SessionId},
    submit_token::StoreKey,
    time::UnixSeconds,
    transaction::Currency,
};

use super::{Capacity, expiring::Expiring};
use crate::{
    attempts::{AttemptKey, AttemptState, SecretKind},
    secret::SecretRecord,
    store::{
        ActivationId, ActivationRecord, DeviceRecord, MarkId, OrderKey, OrderRecord, ReportClaim,
        Result, SequenceWindow, SessionRecord, Spending, StoreError, TokenRecord,
    },
};

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct SecretKey {
    pub(super) account: AccountRef,
    pub(super) kind: SecretKind,
}

#[derive(Debug)]
pub(super) struct SessionEntry {
    pub(super) record: SessionRecord,
    pub(super) window: SequenceWindow,
    /// Oldest first.
    pub(super) tokens: VecDeque<StoreKey>,
}

impl SessionEntry {
    pub(super) const fn new(record: SessionRecord, window: SequenceWindow) -> Self {
        Self { record, window, tokens: VecDeque::new() }
    }
}

#[derive(Debug)]
pub(super) struct TokenEntry {
    pub(super) record: TokenRecord,
    /// A used token stays until it expires, so that a resend is recognised as one.
    pub(super) used: bool,
}

#[derive(Debug)]
struct DayTotal {
    day: u64,
    minor: u64,
}

#[derive(Debug)]
pub(super) struct State {
    pub(super) capacity: Capacity,
    pub(super) marks: Expiring<MarkId, ()>,
    pub(super) activations: Expiring<ActivationId, ActivationRecord>,
    pub(super) devices: HashMap<KeyId, DeviceRecord>,
    pub(super) reports: HashMap<KeyId, ReportClaim>,
    pub(super) sessions: HashMap<SessionId, SessionEntry>,
    /// Sessions that were ended before their time, as long as there is room for them.
    pub(super) ended: Expiring<SessionId, ()>,
    pub(super) session_of: HashMap<AccountRef, SessionId>,
    pub(super) last_login: HashMap<AccountRef, UnixSeconds>,
    pub(super) tokens: HashMap<StoreKey, TokenEntry>,
    pub(super) attempts: HashMap<AttemptKey, AttemptState>,
    pub(super) secrets: HashMap<SecretKey, SecretRecord>,
    pub(super) orders: HashMap<OrderKey, OrderRecord>,
    pub(super) payees: HashSet<(AccountRef, AccountRef)>,
    totals: HashMap<(AccountRef, Currency), DayTotal>,
}

impl State {
    pub(super) fn new(capacity: Capacity) -> Self {
        Self {
            capacity,
            marks: Expiring::new(capacity.marks),
            activations: Expiring::new(capacity.activations),
            devices: HashMap::new(),
            reports: HashMap::new(),
            sessions: HashMap::new(),
            ended: Expiring::new(capacity.devices),
            session_of: HashMap::new(),
            last_login: HashMap::new(),
            tokens: HashMap::new(),
            attempts: HashMap::new(),
            secrets: HashMap::new(),
            orders: HashMap::new(),
            payees: HashSet::new(),
            totals: HashMap::new(),
        }
    }

    /// Secrets and attempts: a customer has two secrets, and a device may pay from a few accounts.
    pub(super) const fn secrets_capacity(&self) -> usize {
        self.capacity.devices.saturating_mul(8)
    }

    /// A customer needs a device, so there are no more customers than devices.
    pub(super) fn has_room_for_customer(&self, customer: &AccountRef) -> Result<()> {
        let known = self.last_login.contains_key(customer);
        if known || self.last_login.len() < self.capacity.devices {
            Ok(())
        } else {
            Err(StoreError::Full)
        }
    }

    pub(super) fn end_session(&mut self, id: &SessionId, now: UnixSeconds) -> bool {
        let Some(entry) = self.sessions.remove(id) else { return false };
        if entry.record.is_open(now) && self.ended.reserve(1, now).is_ok() {
            self.ended.insert(*id, entry.record.expires_at, ());
        }
        for token in entry.tokens {
            self.tokens.remove(&token);
        }
        if self.session_of.get(&entry.record.customer) == Some(id) {
            self.session_of.remove(&entry.record.customer);
        }
        true
    }

    pub(super) fn spend(&mut self, spending: &Spending, limit_minor: u64) -> Result<bool> {
        let key = (spending.customer.clone(), spending.currency);
        if !self.totals.contains_key(&key) && self.totals.len() >= self.secrets_capacity() {
            return Err(StoreError::Full);
        }
        let total = self.totals.entry(key).or_insert(DayTotal { day: spending.day, minor: 0 });
        // A day that lies in the past counts into the latest: a clock set back frees no limit.
        if spending.day > total.day {
            *total = DayTotal { day: spending.day, minor: 0 };
        }
        match total.minor.checked_add(spending.minor).filter(|sum| *sum <= limit_minor) {
            Some(sum) => {
                total.minor = sum;
                Ok(true)
            }
            None => Ok(false),
        }
    }

    pub(super) fn unspend(&mut self, spending: &Spending) {
        let key = (spending.customer.clone(), spending.currency);
        if let Some(total) = self.totals.get_mut(&key).filter(|total| total.day == spending.day) {
            total.minor = total.minor.saturating_sub(spending.minor);
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new(Capacity::default())
    }
}
