//! A verifier with a clock that the test sets, an opener that counts, and one customer.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
};

use getrandom::SysRng;
use yufu_protocol::{
    enrolment::ActivationCode,
    id::{AccountRef, KeyId},
    input::Context,
    rejection::Reason,
    report::Severity,
    time::UnixSeconds,
};
use yufu_sm::sm2::{EncryptingKey, VerifyingKey};
use yufu_verifier::{
    Clock, InProcessOpener, InputOpener, PackRecord, Policy, Secret, SecretKind, Verifier,
    VerifierKeys,
    audit::{AuditRecord, AuditSink},
    input::OpenerError,
    pin_block::{Pan, PinBlock, PinBlockFormat},
    store::{MemoryStore, Store},
};

pub const PASSWORD: &[u8] = b"Tea&Rain42";
pub const PIN: &[u8] = b"592847";
pub const CHECKS: [(&str, Severity); 4] = [
    ("debugger.tracer", Severity::High),
    ("emulator.hypervisor", Severity::Info),
    ("hook.preload", Severity::Medium),
    ("root.files", Severity::Low),
];

#[derive(Clone)]
pub struct SetClock(Arc<AtomicU64>);

impl Clock for SetClock {
    fn now(&self) -> UnixSeconds {
        UnixSeconds(self.0.load(Ordering::SeqCst))
    }
}

/// Counts openings, and can be told not to answer.
pub struct CountingOpener {
    inner: InProcessOpener,
    opened: Arc<AtomicUsize>,
    down: Arc<AtomicBool>,
}

impl InputOpener for CountingOpener {
    fn check_key(&self, input_key: &KeyId, now: UnixSeconds) -> Result<(), Reason> {
        self.inner.check_key(input_key, now)
    }

    fn secret(&self, sealed: &[u8], context: &Context) -> Result<Secret, OpenerError> {
        self.opened.fetch_add(1, Ordering::SeqCst);
        if self.down.load(Ordering::SeqCst) {
            return Err(OpenerError::Unavailable);
        }
        self.inner.secret(sealed, context)
    }

    fn pin_block(
        &self,
        sealed: &[u8],
        context: &Context,
        pan: &Pan,
        format: PinBlockFormat,
    ) -> Result<PinBlock, OpenerError> {
        self.opened.fetch_add(1, Ordering::SeqCst);
        self.inner.pin_block(sealed, context, pan, format)
    }
}

#[derive(Clone, Default)]
pub struct Audit(pub Arc<Mutex<Vec<AuditRecord>>>);

impl AuditSink for Audit {
    fn record(&self, record: AuditRecord) {
        self.0.lock().unwrap().push(record);
    }
}

pub struct Bank {
    pub verifier: Verifier,
    pub audit: Audit,
    pub input_key: (KeyId, EncryptingKey),
    pub report_key: (KeyId, EncryptingKey),
    pub response_key: (KeyId, VerifyingKey),
    pub opener_down: Arc<AtomicBool>,
    opened: Arc<AtomicUsize>,
    clock: SetClock,
}

pub fn account(text: &str) -> AccountRef {
    AccountRef::new(text).unwrap()
}

pub fn customer() -> AccountRef {
    account("customer-1")
}

impl Bank {
    pub fn new() -> Self {
        Self::with(Policy::default(), Box::new(MemoryStore::new()))
    }

    pub fn with_policy(policy: Policy) -> Self {
        Self::with(policy, Box::new(MemoryStore::new()))
    }

    pub fn with(policy: Policy, store: Box<dyn Store>) -> Self {
        Self::build(policy, store, None)
    }

    pub fn with_pin_key(key: [u8; 16]) -> Self {
        Self::build(Policy::default(), Box::new(MemoryStore::new()), Some(key))
    }

    fn build(mut policy: Policy, store: Box<dyn Store>, pin_key: Option<[u8; 16]>) -> Self {
        policy.secret_iterations = 0;
        let clock = SetClock(Arc::new(AtomicU64::new(1_800_000_000)));
        let mut keys = VerifierKeys::generate(clock.now(), &mut SysRng).unwrap();
        let input = keys.input.take().unwrap();
        let held = input.current();
        let input_key = (held.kid.clone(), held.key.encrypting_key().clone());
        let held = keys.report.current();
        let report_key = (held.kid.clone(), held.key.encrypting_key().clone());
        let held = keys.response.current();
        let response_key = (held.kid.clone(), held.key.verifying_key().clone());
        let mut inner = InProcessOpener::new(input).unwrap();
        if let Some(key) = pin_key {
            inner = inner.with_pin_key(key.into());
        }
        let (opened, opener_down) = (Arc::default(), Arc::default());
        let opener =
            CountingOpener { inner, opened: Arc::clone(&opened), down: Arc::clone(&opener_down) };
        let audit = Audit::default();
        let verifier = Verifier::new(keys, store, policy, Box::new(clock.clone()))
            .unwrap()
            .with_opener(Box::new(opener))
            .with_audit(Box::new(audit.clone()))
            .with_pack(PackRecord::new("test-pack", "1", CHECKS));
        let bank = Self {
            verifier,
            audit,
            input_key,
            report_key,
            response_key,
            opener_down,
            opened,
            clock,
        };
        bank.set(SecretKind::Login, PASSWORD, false);
        bank.set(SecretKind::Transaction, PIN, false);
        bank
    }

    pub fn set(&self, kind: SecretKind, secret: &[u8], must_change: bool) {
        self.verifier.set_secret(&customer(), kind, &Secret::new(secret), must_change).unwrap();
    }

    pub fn code(&self) -> ActivationCode {
        let accounts = [customer(), account("savings-1")];
        self.verifier.issue_activation_code(&customer(), &accounts).unwrap()
    }

    pub fn now(&self) -> UnixSeconds {
        self.clock.now()
    }

    pub fn pass(&self, seconds: u64) {
        self.clock.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub fn rewind(&self, seconds: u64) {
        self.clock.0.fetch_sub(seconds, Ordering::SeqCst);
    }

    pub fn openings(&self) -> usize {
        self.opened.load(Ordering::SeqCst)
    }
}
