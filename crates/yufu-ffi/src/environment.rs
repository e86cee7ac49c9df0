//! What the device is, told honestly.

use std::sync::Arc;
use std::time::Duration;

use yufu::protocol::id::Challenge;
use yufu::protocol::report;
use yufu::{device, environment};

use crate::error::{Result, YufuError, guard};
use crate::mirror::mirror;
use crate::slot::object;
use crate::transfer::digest_of;

mirror! {
    /// How grave a finding is.
    Severity = report::Severity {
        /// For the record; never raises the verdict.
        Info,
        /// Weak.
        Low,
        /// Worth a second factor.
        Medium,
        /// Worth a refusal of money.
        High,
    }
}

mirror! {
    /// How sure a check is.
    Confidence = report::Confidence {
        /// Ordinary devices show it, too.
        Low,
        /// Few ordinary devices show it.
        Medium,
        /// No ordinary device shows it.
        High,
    }
}

mirror! {
    /// Outcome of a check.
    FindingState = report::State {
        /// It is there.
        Detected,
        /// It was looked for and is not there.
        Clean,
        /// The platform does not let this process look. Never suspicion.
        Unobservable,
        /// The look failed. Never suspicion.
        Error,
    }
}

mirror! {
    /// Where a check ran.
    Layer = report::Layer {
        /// In native code, by reading the system.
        Native,
        /// In the host's language, handed in as a fact.
        Host,
        /// In hardware-backed attestation.
        Attestation,
    }
}

/// The app that hosts the SDK, as each report names it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct AppInfo {
    /// Package name or bundle id, 1 to 64 ASCII characters.
    pub id: String,
    /// Version, 1 to 64 ASCII characters.
    pub version: String,
}

/// A fact that only the host can see, as data.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct Fact {
    /// The fact's stable name: 1 to 64 of a-z, 0-9, full stop, underscore and hyphen.
    pub name: String,
    /// Its value, at most 256 bytes of UTF-8.
    pub value: String,
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct Finding {
    /// The check's stable name.
    pub code: String,
    /// What kind of thing it looks for.
    pub category: String,
    /// How grave it is where detected.
    pub severity: Severity,
    /// How sure the check is where detected.
    pub confidence: Confidence,
    /// What came out.
    pub state: FindingState,
    /// Who looked.
    pub layer: Layer,
    /// What it means, in English.
    pub title: String,
    /// What it means, in Chinese.
    pub title_zh: String,
    /// How long the check took, in microseconds.
    pub micros: u32,
}

impl From<AppInfo> for report::Software {
    fn from(app: AppInfo) -> Self {
        Self { id: app.id, version: app.version }
    }
}

object! {
    /// The device's environment, and the facts about it that the host has gathered.
    Environment(Vec<report::Fact>)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Environment {
    /// An environment with the host's facts, at most 64.
    ///
    /// # Errors
    /// Code 7003 if there are more facts, or one has another form.
    #[uniffi::constructor]
    pub fn new(facts: Vec<Fact>) -> Result<Arc<Self>> {
        guard(|| {
            if facts.len() > report::MAX_FACTS || !facts.iter().all(Fact::is_sound) {
                return Err(YufuError::argument());
            }
            let fact = |fact: Fact| report::Fact { name: fact.name, value: fact.value };
            Ok(Self::holding(facts.into_iter().map(fact).collect()))
        })
    }

    /// Looks at the environment for a challenge of 32 bytes and, if it is for money, a transaction's
    /// digest of 32 bytes. It takes at most about `budget_millis`; call it off the thread that draws.
    ///
    /// # Errors
    /// Code 7003 for a challenge or digest of another length.
    pub fn collect(
        &self,
        challenge: &[u8],
        transaction: Option<Vec<u8>>,
        budget_millis: u32,
    ) -> Result<Arc<Report>> {
        let facts = self.0.get()?;
        guard(|| {
            let challenge = challenge.try_into().map_err(|_| YufuError::argument())?;
            let mut order = environment::Collect::new(Challenge::from_bytes(challenge))
                .within(Duration::from_millis(budget_millis.into()))
                .with_facts(facts);
            if let Some(digest) = &transaction {
                order = order.for_transaction(digest_of(digest)?);
            }
            Ok(Report::holding(environment::collect(&order)))
        })
    }
}

impl Fact {
    fn is_sound(&self) -> bool {
        let allowed = |b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-');
        (1..=report::MAX_NAME_LEN).contains(&self.name.len())
            && self.name.bytes().all(allowed)
            && self.value.len() <= report::MAX_FACT_LEN
    }
}

object! {
    /// What a look at the environment found. Unsigned as long as it is inside the app.
    Report(environment::Report)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Report {
    /// One finding for each check, in the order of their codes.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn findings(&self) -> Result<Vec<Finding>> {
        self.0.with(|report| {
            let finding = |core: &report::Finding| {
                Ok(Finding {
                    code: core.code.clone(),
                    category: core.category.clone(),
                    severity: core.severity.try_into()?,
                    confidence: core.confidence.try_into()?,
                    state: core.state.try_into()?,
                    layer: core.layer.try_into()?,
                    title: report.title(&core.code).to_owned(),
                    title_zh: report.title_zh(&core.code).to_owned(),
                    micros: core.micros,
                })
            };
            report.findings().iter().map(finding).collect()
        })
    }

    /// The gravest severity that was detected; information if nothing was.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn severity(&self) -> Result<Severity> {
        self.0.with(|report| report.severity().try_into())
    }
}

object! {
    /// A report that the device key signed and only the server can read. It is sent once.
    SealedReport(device::SealedReport)
}
