//! What the device is, told honestly.

use std::sync::Arc;
use std::time::Duration;

use yufu::device;
use yufu::environment::{self, evidence};
use yufu::protocol::id::Challenge;
use yufu::protocol::report;

use crate::error::{Result, YufuError, guard};
use crate::mirror::mirror;
use crate::slot::object;
use crate::transfer::digest_of;
use crate::{HostFacts, Pack};

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

/// What an app expects of itself. An empty list says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct Expected {
    /// SM3 of the signing certificates, in DER, that the bank signs its app with, in lower-case hex.
    pub signers: Vec<String>,
    /// Package names of the app stores that the bank ships through.
    pub installers: Vec<String>,
}

/// The score of one category of threats.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct CategoryScore {
    /// The category, as in the findings.
    pub category: String,
    /// 0 for nothing detected, to 100.
    pub score: u8,
}

mirror! {
    /// What the app may do by itself while the server can't be asked. The server decides otherwise.
    Decision = environment::Decision {
        /// Go on.
        Allow,
        /// Warn the customer and go on.
        Warn,
        /// Go on with a stronger proof of who acts.
        StepUp,
        /// Do nothing that moves money.
        Refuse,
    }
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

/// How a look is made.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    expected: evidence::Expected,
    pack: Option<Arc<environment::Pack>>,
    loopback_ports: bool,
}

object! {
    /// The device's environment. One for the whole process is enough.
    Environment(Setup)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Environment {
    /// An environment that is judged by `pack`, or by the pack that is compiled in. `expected` is
    /// what the app expects of itself; without it nothing about the app's origin is judged.
    ///
    /// # Errors
    /// Code 7001 if the pack is closed.
    #[uniffi::constructor]
    pub fn new(expected: Option<Expected>, pack: Option<Arc<Pack>>) -> Result<Arc<Self>> {
        guard(|| {
            let expected = match expected {
                Some(Expected { signers, installers }) => {
                    evidence::Expected { signers, installers }
                }
                None => evidence::Expected::default(),
            };
            let pack = pack.map(|pack| pack.0.get()).transpose()?;
            Ok(Self::holding(Setup { expected, pack, loopback_ports: false }))
        })
    }

    /// Lets every look from now on knock at the loopback ports of hook tools: the only one that
    /// opens a socket, which never leaves the device.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn allow_loopback_ports(&self) -> Result<()> {
        self.0.with(|setup| {
            setup.loopback_ports = true;
            Ok(())
        })
    }

    /// Looks at the environment for a challenge of 32 bytes and, if it is for money, a transaction's
    /// digest of 32 bytes. `facts` are what the host saw; they stay as they are. It takes at most
    /// about `budget_millis`; call it off the thread that draws.
    ///
    /// # Errors
    /// Code 7003 for a challenge or digest of another length.
    pub fn collect(
        &self,
        facts: &HostFacts,
        challenge: &[u8],
        transaction: Option<Vec<u8>>,
        budget_millis: u32,
    ) -> Result<Arc<Report>> {
        // The look itself holds neither object.
        let (setup, facts) = (self.0.get()?, facts.0.get()?);
        guard(|| {
            let challenge = challenge.try_into().map_err(|_| YufuError::argument())?;
            let mut order = environment::Collect::new(Challenge::from_bytes(challenge))
                .within(Duration::from_millis(budget_millis.into()))
                .with_host_facts(facts)
                .expecting(setup.expected);
            if let Some(pack) = setup.pack {
                order = order.with_pack(pack);
            }
            if setup.loopback_ports {
                order = order.with_loopback_ports();
            }
            if let Some(digest) = &transaction {
                order = order.for_transaction(digest_of(digest)?);
            }
            #[cfg(not(yufu_fixed_rng))]
            let report = environment::collect(&order);
            #[cfg(yufu_fixed_rng)]
            let report = {
                let mut device = crate::fixed::device();
                let seen = order.clone().within(Duration::ZERO).capture();
                (device.facts, device.expected) = (seen.facts, seen.expected);
                environment::Report::of(&order, &device)
            };
            Ok(Report::holding(report))
        })
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

    /// The score of each category, in the order of their names.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn scores(&self) -> Result<Vec<CategoryScore>> {
        self.0.with(|report| {
            let score = |(category, score)| CategoryScore { category, score };
            Ok(report.scores().into_iter().map(score).collect())
        })
    }

    /// What the pack's signed policy allows while the server can't be asked; absent if the pack has
    /// no policy.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn offline_decision(&self) -> Result<Option<Decision>> {
        self.0.with(|report| report.offline_decision().map(Decision::try_from).transpose())
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
