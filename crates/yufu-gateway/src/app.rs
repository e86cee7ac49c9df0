//! What the routes share: the verifier, the key bundle, the sample bank.

use std::sync::Mutex;

use getrandom::SysRng;
use yufu_protocol::rejection::Reason;
use yufu_protocol::time::UnixSeconds;
use yufu_verifier::audit::{AuditRecord, AuditSink};
use yufu_verifier::store::MemoryStore;
use yufu_verifier::{KeyFolder, SystemClock, Verifier};

use crate::bank::Bank;
use crate::config::Config;
use crate::exchange::Refused;
use crate::gateway::StartError;

/// A bundle is made anew after this many seconds, well before it expires.
const BUNDLE_RENEWAL: u64 = 3_600;

/// What the routes share.
pub struct App {
    pub verifier: Verifier,
    pub bank: Bank,
    pub sandbox: bool,
    issuer: String,
    bundle: Mutex<Bundle>,
}

struct Bundle {
    keys: KeyFolder,
    text: String,
    made_at: UnixSeconds,
}

struct Audit(Box<dyn Fn(AuditRecord) + Send + Sync>);

impl AuditSink for Audit {
    fn record(&self, record: AuditRecord) {
        (self.0)(record);
    }
}

impl App {
    pub fn new(config: Config) -> Result<Self, StartError> {
        let clock = SystemClock;
        let now = yufu_verifier::Clock::now(&clock);
        let mut keys = KeyFolder::open_or_create(&config.keys, now, &mut SysRng)?;
        let text = keys.bundle(&config.issuer, now, &mut SysRng)?;
        let store = Box::new(MemoryStore::new());
        let own = KeyFolder::open(&config.keys)?.keys;
        let verifier = Verifier::new(own, store, config.policy, Box::new(clock))?;
        let mut verifier = verifier.with_attestation(config.attestation);
        for authority in &config.authorities {
            verifier = verifier.with_authority(authority);
        }
        for pack in config.packs {
            verifier = verifier.with_pack(pack);
        }
        if let Some(audit) = config.audit {
            verifier = verifier.with_audit(Box::new(Audit(audit)));
        }
        Ok(Self {
            verifier,
            bank: Bank::default(),
            sandbox: config.sandbox,
            issuer: config.issuer,
            bundle: Mutex::new(Bundle { keys, text, made_at: now }),
        })
    }

    /// The bundle in force.
    pub fn bundle(&self) -> Result<String, Refused> {
        let now = self.verifier.now();
        let mut bundle = self.bundle.lock().map_err(|_| Reason::Internal)?;
        if now >= bundle.made_at.saturating_add(BUNDLE_RENEWAL) {
            let made = bundle.keys.bundle(&self.issuer, now, &mut SysRng);
            bundle.text = made.map_err(|_| Reason::Internal)?;
            bundle.made_at = now;
        }
        Ok(bundle.text.clone())
    }
}
