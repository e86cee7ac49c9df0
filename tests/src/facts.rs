//! A rule pack that looks at nothing but what a host told, for tests of the foreign API on any
//! machine: what a fact does is then seen alone.

use std::time::{SystemTime, UNIX_EPOCH};

use getrandom::SysRng;
use serde_json::{Value, json};
use yufu::environment::{Pack, probe};
use yufu_protocol::pack::PackClaims;
use yufu_protocol::report::Severity;
use yufu_sm::sm2::SigningKey;
use yufu_verifier::PackRecord;

/// A signed pack of five rules, newer than the one that is compiled in.
pub struct FactPack {
    /// The token.
    pub token: String,
    /// SubjectPublicKeyInfo of the key that signed it, in DER.
    pub root: Vec<u8>,
    /// What it says.
    pub claims: PackClaims,
}

/// Above that of every pack that is compiled in, and fixed: shared vectors hold it.
const SEQUENCE: u64 = 1002;

impl FactPack {
    /// Signs it with a new key, for the next hour.
    pub fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
        Self::at(now.as_secs())
    }

    /// Signs it at some time.
    pub fn at(now: u64) -> Self {
        let own = Pack::embedded(probe::PLATFORM).expect("compiled in");
        let claims = json!({
            "version": 1,
            "id": own.id(),
            "platform": probe::PLATFORM,
            "sequence": SEQUENCE,
            "iat": now,
            "exp": now + 3600,
            "policy": { "fraud": { "warn": 20, "refuse": 80 } },
            "rules": [
                rule("emulator.sensors", fact("sensors", &json!({ "at_most": 3 }))),
                rule("fraud.overlay", fact("overlay", &json!({ "flag": true }))),
                rule("network.tls", fact("tls_version", &json!({ "text": { "not": ["TLSv1.3"] } }))),
                rule("root.package", fact("packages", &json!({ "text": { "is": ["com.example.root"] } }))),
                rule("tamper.installer", json!("foreign_installer")),
            ],
        });
        let claims: PackClaims = serde_json::from_value(claims).expect("its claims");
        let key = SigningKey::generate(&mut SysRng).expect("random bytes");
        let token = claims.sign(&key, &mut SysRng).expect("a sound pack");
        Self { token, root: key.verifying_key().to_spki_der(), claims }
    }

    /// What a verifier has on record of it: every check informs.
    pub fn record(&self) -> PackRecord {
        let checks = self.claims.running().map(|rule| (rule.code.clone(), Severity::Info));
        PackRecord::new(&self.claims.id, &self.claims.sequence.to_string(), checks)
    }
}

impl Default for FactPack {
    fn default() -> Self {
        Self::new()
    }
}

fn fact(name: &str, says: &Value) -> Value {
    json!({ "fact": { "name": name, "says": says } })
}

fn rule(code: &str, when: Value) -> Value {
    json!({
        "code": code,
        "category": code.split('.').next(),
        "layer": "host",
        "severity": "medium",
        "confidence": "high",
        "weight": 40,
        "clause": "X 5.3.3a",
        "mastg": "",
        "title": { "en": "as the host says", "zh": "据宿主应用所述" },
        "when": when,
    })
}
