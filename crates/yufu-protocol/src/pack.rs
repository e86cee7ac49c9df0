//! Rule packs: what an environment pass looks for, and how much each finding weighs.
//!
//! The bank signs a pack, the client runs its rules, and the verifier takes from the same pack which
//! checks a report has to hold. What a rule looks at (`when`) is the client's language and opaque
//! here, so that a pack may have kinds of rules that an older client does not know. Format:
//! docs/formats/pack.md.

use std::collections::BTreeMap;

use rand_core::TryCryptoRng;
use serde::{Deserialize, Serialize};
use yufu_sm::sm2::{SignerId, SigningKey, VerifyingKey};

use crate::bundle::root_key_id;
use crate::encoding::{MAX_SAFE_INTEGER, from_json_exact, to_json};
use crate::error::{Error, Format, Result};
use crate::jws;
use crate::report::{self, Confidence, Layer, Severity};
use crate::time::UnixSeconds;

const FORMAT: Format = Format::Pack;

/// The JWS type of a pack.
pub const TYPE: &str = "yufu-pack+jwt";
/// The version that is written and read.
pub const VERSION: u32 = 1;
/// Largest payload, in bytes of JSON.
pub const MAX_PAYLOAD_LEN: usize = 90 * 1024;
/// Most rules in a pack: a report has one finding for each.
pub const MAX_RULES: usize = report::MAX_FINDINGS;
/// Longest title, clause or MASTG id, in bytes.
pub const MAX_TITLE_LEN: usize = 256;
/// Longest lifetime of a signed pack, in seconds: 366 days.
pub const MAX_LIFETIME: u64 = 366 * 86_400;
/// How far a pack's date of issue may lie ahead of the reader's clock, in seconds.
pub const MAX_SKEW: u64 = 60;
/// Largest weight of a rule of the layer `host`, and largest severity [`Severity::Medium`]: what
/// the host's language sees is easier to forge than what native code reads.
pub const MAX_HOST_WEIGHT: u8 = 50;
/// How deep `when` may nest.
pub const MAX_DEPTH: usize = 16;

/// What a pack says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackClaims {
    /// [`VERSION`].
    pub version: u32,
    /// The pack's name.
    pub id: String,
    /// The platform whose captures it judges.
    pub platform: Platform,
    /// The pack's own version: grows with every change of a rule.
    pub sequence: u64,
    /// When it was made.
    #[serde(rename = "iat")]
    pub issued_at: UnixSeconds,
    /// First second in which it is not loaded; absent in a pack that is part of the app.
    #[serde(rename = "exp", default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<UnixSeconds>,
    /// What the client may do by itself when the server can't be asked; by category.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub policy: BTreeMap<String, Thresholds>,
    /// The rules, in the order of their codes.
    pub rules: Vec<RuleClaims>,
}

/// The platform of a pack or capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// Linux with a desktop's or server's C library.
    Linux,
    /// Android.
    Android,
    /// iOS.
    Ios,
    /// Any other.
    Other,
}

impl Platform {
    /// The name in reports and file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Linux => "linux",
            Self::Android => "android",
            Self::Ios => "ios",
            Self::Other => "other",
        }
    }
}

/// From which score of a category on the client warns, asks for more, or refuses by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Warn the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn: Option<u8>,
    /// Ask for a stronger proof of who acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_up: Option<u8>,
    /// Refuse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refuse: Option<u8>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleClaims {
    /// Stable name of the finding; begins with the category and a point.
    pub code: String,
    /// Kind of threat, as `root` or `hook`.
    pub category: String,
    /// Who looks.
    pub layer: Layer,
    /// How grave it is where detected.
    pub severity: Severity,
    /// How sure it is where detected.
    pub confidence: Confidence,
    /// What it adds to its category's score where detected, 0 to 100.
    pub weight: u8,
    /// The clause that asks for it.
    pub clause: String,
    /// The test of OWASP's MASTG that it answers; empty where it has none.
    pub mastg: String,
    /// Whether it runs, and whether it counts.
    #[serde(default, skip_serializing_if = "Mode::is_on")]
    pub mode: Mode,
    /// What is found.
    pub title: Title,
    /// What the rule looks at, in the client's language.
    pub when: serde_json::Value,
}

impl RuleClaims {
    /// How grave the finding is as this pack counts it: a rule in the shadow is information.
    #[must_use]
    pub fn effective_severity(&self) -> Severity {
        if self.mode == Mode::On { self.severity } else { Severity::Info }
    }
}

/// Whether a rule runs, and whether it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// It runs and counts.
    #[default]
    On,
    /// It runs and is reported as information: on trial.
    Shadow,
    /// It does not run and is not in the report: the kill switch.
    Off,
}

impl Mode {
    fn is_on(&self) -> bool {
        *self == Self::On
    }
}

/// What a finding means, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

impl PackClaims {
    /// The rules that run: those that are not switched off.
    pub fn running(&self) -> impl Iterator<Item = &RuleClaims> {
        self.rules.iter().filter(|rule| rule.mode != Mode::Off)
    }

    /// The canonical JSON: what is signed, and what an app has compiled in.
    ///
    /// # Errors
    /// What [`PackClaims::verify`] would find wrong with the claims, apart from time.
    pub fn to_json(&self) -> Result<Vec<u8>> {
        self.check()?;
        let payload = to_json(self, FORMAT)?;
        if payload.len() > MAX_PAYLOAD_LEN { Err(Error::TooLarge(FORMAT)) } else { Ok(payload) }
    }

    /// Reads a pack that is believed for where it comes from: compiled into the app. A pack that
    /// was received goes through [`PackClaims::verify`].
    ///
    /// # Errors
    /// [`Error::TooLarge`], [`Error::Malformed`], [`Error::Version`] or [`Error::Field`] of
    /// [`Format::Pack`].
    pub fn from_own_json(json: &[u8]) -> Result<Self> {
        let claims: Self = from_json_exact(json, MAX_PAYLOAD_LEN, FORMAT)?;
        claims.check()?;
        Ok(claims)
    }

    /// Signs the pack with the pack root's key; the header's key id is its thumbprint.
    ///
    /// # Errors
    /// Those of [`PackClaims::to_json`]; [`Error::Missing`] without a time of expiry.
    pub fn sign<R: TryCryptoRng + ?Sized>(&self, root: &SigningKey, rng: &mut R) -> Result<String> {
        self.expires_at.ok_or(Error::Missing(FORMAT, "exp"))?;
        let kid = root_key_id(root.verifying_key());
        jws::sign(TYPE, &kid, &self.to_json()?, root, &SignerId::DEFAULT, rng)
    }

    /// Believes a pack: signed by one of `roots`, of our version, valid at `now`, consistent, and
    /// not older than `last_sequence` of the same pack.
    ///
    /// # Errors
    /// Those of [`jws::verify`]; of [`Format::Pack`]: [`Error::Malformed`], [`Error::Version`],
    /// [`Error::Field`], [`Error::Missing`], [`Error::TooLarge`], [`Error::NotYetValid`],
    /// [`Error::Expired`], [`Error::Rollback`].
    pub fn verify(
        token: &str,
        roots: &[VerifyingKey],
        now: UnixSeconds,
        last_sequence: Option<u64>,
    ) -> Result<Self> {
        let verified = jws::verify(token, TYPE, |kid| {
            let root = roots.iter().find(|root| root_key_id(root) == *kid)?;
            Some((root.clone(), SignerId::DEFAULT))
        })?;
        let claims = Self::from_own_json(&verified.payload)?;
        let expires_at = claims.expires_at.ok_or(Error::Missing(FORMAT, "exp"))?;
        if claims.issued_at > now.saturating_add(MAX_SKEW) {
            return Err(Error::NotYetValid(FORMAT));
        }
        if expires_at <= now {
            return Err(Error::Expired(FORMAT));
        }
        if last_sequence.is_some_and(|last| claims.sequence < last) {
            return Err(Error::Rollback(FORMAT));
        }
        Ok(claims)
    }

    /// The rules that hold at any time.
    fn check(&self) -> Result<()> {
        let field = |name| Err(Error::Field(FORMAT, name));
        if self.version != VERSION {
            return Err(Error::Version(FORMAT));
        }
        if self.rules.len() > MAX_RULES || self.policy.len() > MAX_RULES {
            return Err(Error::TooLarge(FORMAT));
        }
        if !report::is_code(&self.id) {
            return field("id");
        }
        if self.sequence > MAX_SAFE_INTEGER {
            return field("sequence");
        }
        match self.expires_at.map(|end| end.since(self.issued_at)) {
            None | Some(Some(1..=MAX_LIFETIME)) => {}
            Some(_) => return field("exp"),
        }
        let percent = |value: Option<u8>| value.is_none_or(|value| (1..=100).contains(&value));
        for (category, thresholds) in &self.policy {
            let Thresholds { warn, step_up, refuse } = *thresholds;
            if !report::is_code(category) || ![warn, step_up, refuse].into_iter().all(percent) {
                return field("policy");
            }
        }
        if !self.rules.is_sorted_by(|a, b| a.code < b.code) {
            return field("rules");
        }
        self.rules.iter().try_for_each(RuleClaims::check)
    }
}

impl RuleClaims {
    fn check(&self) -> Result<()> {
        let field = |name| Err(Error::Field(FORMAT, name));
        let in_category = self.code.strip_prefix(&self.category);
        if !report::is_code(&self.code)
            || !report::is_code(&self.category)
            || !in_category.is_some_and(|rest| rest.starts_with('.'))
        {
            return field("code");
        }
        if self.weight > 100 {
            return field("weight");
        }
        let is_weak = self.weight <= MAX_HOST_WEIGHT && self.severity <= Severity::Medium;
        if self.layer == Layer::Host && !is_weak {
            return field("layer");
        }
        let texts = [&self.title.en, &self.title.zh, &self.clause];
        if texts.iter().any(|text| text.is_empty()) {
            return field("title");
        }
        if texts.iter().chain([&&self.mastg]).any(|text| text.len() > MAX_TITLE_LEN) {
            return field("title");
        }
        if depth(&self.when) > MAX_DEPTH {
            return field("when");
        }
        Ok(())
    }
}

/// How deep a value nests. The reader of JSON has bounded it before, so this ends.
fn depth(value: &serde_json::Value) -> usize {
    let inner = match value {
        serde_json::Value::Array(items) => items.iter().map(depth).max(),
        serde_json::Value::Object(members) => members.values().map(depth).max(),
        _ => return 0,
    };
    1 + inner.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_arrays_and_objects() {
        assert_eq!(depth(&serde_json::json!(1)), 0);
        assert_eq!(depth(&serde_json::json!({ "any": [{ "file": ["/x"] }] })), 4);
    }
}
