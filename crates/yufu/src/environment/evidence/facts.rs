//! What only the host's language can see: a closed list of typed facts.
//!
//! The Kotlin and Swift layers fill it. A fact that nobody gave, or that needs a permission or a
//! `<queries>` entry which the app does not have, is `unobservable` and no suspicion. Rules on facts
//! are of the layer `host`, whose weight is bounded: the host's language is easy to hook.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use yufu_protocol::encoding::to_base64url;
use yufu_protocol::report::Fact;

use super::Cause;
use super::apk::hex;

/// Longest text, in bytes.
const MAX_TEXT: usize = 256;
/// Most entries of a list.
const MAX_ENTRIES: usize = 256;
/// Largest blob, in bytes.
const MAX_BLOB: usize = 32 << 10;

/// Makes the enum of facts with name, kind and meaning in one table.
macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal $kind:ident;)+) => {
        /// A fact that a host layer may give.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum FactName {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl FactName {
            /// Every fact.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in captures, packs and reports.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// The kind of its value.
            #[must_use]
            pub const fn kind(self) -> FactKind {
                match self {
                    $(Self::$variant => FactKind::$kind,)+
                }
            }

            /// What it means, in English.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+).trim_ascii(),)+
                }
            }
        }
    };
}

facts! {
    /// Those of the packages that the pack asks for which are installed. Needs `<queries>`.
    Packages "packages" List;
    /// Those of the classes that the pack asks for which can be loaded.
    Classes "classes" List;
    /// Those of the URL schemes that the pack asks for which another app answers (iOS).
    UrlSchemes "url_schemes" List;
    /// SM3 of the certificate that the package manager names for this app, in hex. A layer may give the
    /// certificate itself.
    Signer "signer" Text;
    /// The package that installed this app; empty if it was side-loaded.
    Installer "installer" Text;
    /// The app's manifest allows a debugger.
    AppDebuggable "app_debuggable" Flag;
    /// A Java debugger is connected.
    DebuggerConnected "debugger_connected" Flag;
    /// Developer options are on.
    DeveloperOptions "developer_options" Flag;
    /// ADB is on.
    Adb "adb" Flag;
    /// Enabled accessibility services that are not part of the system.
    AccessibilityServices "accessibility_services" List;
    /// Enabled input methods that are not part of the system.
    InputMethods "input_methods" List;
    /// Another window covered the app's own while it was touched.
    Overlay "overlay" Flag;
    /// Apps that hold device administration.
    DeviceAdministrators "device_administrators" List;
    /// The screen is being recorded or captured.
    ScreenCaptured "screen_captured" Flag;
    /// The screen is shown on another display.
    ScreenMirrored "screen_mirrored" Flag;
    /// The audio mode: `normal`, `ringtone`, `in_call` or `in_communication`.
    AudioMode "audio_mode" Text;
    /// A VPN carries the traffic.
    Vpn "vpn" Flag;
    /// A proxy is set.
    Proxy "proxy" Flag;
    /// Certificate authorities that the user added.
    UserCertificates "user_certificates" Number;
    /// The TLS version of the connection to the bank, as `TLSv1.3`.
    TlsVersion "tls_version" Text;
    /// The TLS cipher suite of the connection to the bank, by its IANA name.
    TlsSuite "tls_suite" Text;
    /// A screen lock is set.
    ScreenLock "screen_lock" Flag;
    /// The location is a mock one.
    MockLocation "mock_location" Flag;
    /// How many sensors the device has.
    Sensors "sensors" Number;
    /// The device has telephony hardware.
    Telephony "telephony" Flag;
    /// The number of the Android user or profile that the app runs in.
    UserId "user_id" Number;
    /// The profile is managed by an employer.
    WorkProfile "work_profile" Flag;
    /// The app's data folder is another's than its package's.
    ForeignDataFolder "foreign_data_folder" Flag;
    /// Frames of the zygote's start that stand twice in one stack.
    ZygoteFrames "zygote_frames" Number;
    /// The attestation object or certificate chain, as the platform gave it for the challenge that
    /// the report answers. It is sent beside the report.
    Attestation "attestation" Blob;
}

/// The kind of a fact's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// Yes or no.
    Flag,
    /// A number below 2^53.
    Number,
    /// At most 256 bytes of text.
    Text,
    /// At most 256 texts.
    List,
    /// At most 32 KiB of bytes; reports hold its SM3 alone.
    Blob,
}

/// A fact's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactValue {
    /// Yes or no.
    Flag(bool),
    /// A number below 2^53.
    Number(u64),
    /// Text.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// Bytes.
    Blob(yufu_protocol::encoding::Bytes),
}

/// A fact, or why it is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HostFact {
    /// It is known.
    Known(FactValue),
    /// It is not known. This is no suspicion.
    Unobservable(Cause),
}

/// The facts that a host layer gave.
///
/// ```
/// use yufu::environment::evidence::{Cause, FactName, FactValue, HostFact, HostFacts};
///
/// let mut facts = HostFacts::default();
/// facts.set(FactName::Vpn, FactValue::Flag(true))?;
/// facts.set_unobservable(FactName::Packages, Cause::Denied);
/// assert_eq!(facts.get(FactName::Vpn), &HostFact::Known(FactValue::Flag(true)));
/// assert_eq!(facts.get(FactName::Adb), &HostFact::Unobservable(Cause::NotAsked));
/// assert!(facts.set(FactName::Vpn, FactValue::Number(1)).is_err());
/// # Ok::<(), yufu::environment::evidence::FactInvalid>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<FactName, HostFact>", into = "BTreeMap<FactName, HostFact>")]
pub struct HostFacts(BTreeMap<FactName, HostFact>);

impl HostFacts {
    /// Gives a fact. A blob for [`FactName::Signer`] is a certificate in DER, of which the SM3 is kept.
    ///
    /// # Errors
    /// [`FactInvalid`] if the value is of another kind or too large.
    pub fn set(&mut self, name: FactName, value: FactValue) -> Result<(), FactInvalid> {
        let value = if name == FactName::Signer { value.digested()? } else { value };
        check(name, &value)?;
        self.0.insert(name, HostFact::Known(value));
        Ok(())
    }

    /// Says why a fact can't be given.
    pub fn set_unobservable(&mut self, name: FactName, cause: Cause) {
        self.0.insert(name, HostFact::Unobservable(cause));
    }

    /// A fact; one that was not given is `Unobservable(NotAsked)`.
    #[must_use]
    pub fn get(&self, name: FactName) -> &HostFact {
        self.0.get(&name).unwrap_or(&HostFact::Unobservable(Cause::NotAsked))
    }

    /// What hardware attested, if the host gave it.
    pub(crate) fn attestation(&self) -> Option<&yufu_protocol::encoding::Bytes> {
        match self.0.get(&FactName::Attestation)? {
            HostFact::Known(FactValue::Blob(bytes)) => Some(bytes),
            _ => None,
        }
    }

    /// What a report says of the facts: flags, numbers and texts as they are, of a list how many, of
    /// a blob its SM3.
    #[must_use]
    pub fn to_report(&self) -> Vec<Fact> {
        let known = self.0.iter().filter_map(|(name, fact)| match fact {
            HostFact::Known(value) => Some((name, value)),
            HostFact::Unobservable(_) => None,
        });
        let mut facts: Vec<Fact> = known
            .map(|(name, value)| Fact { name: name.name().to_owned(), value: value.in_report() })
            .collect();
        facts.sort_by(|a, b| a.name.cmp(&b.name));
        facts
    }
}

impl FactValue {
    /// Of a blob its SM3 in hex.
    fn digested(self) -> Result<Self, FactInvalid> {
        match self {
            Self::Blob(bytes) if bytes.as_slice().len() > MAX_BLOB => Err(FactInvalid::TooLarge),
            Self::Blob(bytes) => Ok(Self::Text(hex(&yufu_sm::sm3::hash(bytes.as_slice())))),
            value => Ok(value),
        }
    }

    fn in_report(&self) -> String {
        match self {
            Self::Flag(flag) => flag.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::List(entries) => entries.len().to_string(),
            Self::Blob(bytes) => to_base64url(&yufu_sm::sm3::hash(bytes.as_slice())),
        }
    }

    fn kind(&self) -> FactKind {
        match self {
            Self::Flag(_) => FactKind::Flag,
            Self::Number(_) => FactKind::Number,
            Self::Text(_) => FactKind::Text,
            Self::List(_) => FactKind::List,
            Self::Blob(_) => FactKind::Blob,
        }
    }
}

impl TryFrom<BTreeMap<FactName, HostFact>> for HostFacts {
    type Error = FactInvalid;

    fn try_from(facts: BTreeMap<FactName, HostFact>) -> Result<Self, FactInvalid> {
        for (name, fact) in &facts {
            if let HostFact::Known(value) = fact {
                check(*name, value)?;
            }
        }
        Ok(Self(facts))
    }
}

impl From<HostFacts> for BTreeMap<FactName, HostFact> {
    fn from(facts: HostFacts) -> Self {
        facts.0
    }
}

fn check(name: FactName, value: &FactValue) -> Result<(), FactInvalid> {
    if value.kind() != name.kind() {
        return Err(FactInvalid::Kind);
    }
    let fits = match value {
        FactValue::Flag(_) => true,
        FactValue::Number(number) => *number <= yufu_protocol::encoding::MAX_SAFE_INTEGER,
        FactValue::Text(text) => text.len() <= MAX_TEXT,
        FactValue::List(entries) => {
            entries.len() <= MAX_ENTRIES && entries.iter().all(|entry| entry.len() <= MAX_TEXT)
        }
        FactValue::Blob(bytes) => bytes.as_slice().len() <= MAX_BLOB,
    };
    if fits { Ok(()) } else { Err(FactInvalid::TooLarge) }
}

/// Why a fact is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FactInvalid {
    /// The value is of another kind than the fact's.
    #[error("the fact has a value of another kind")]
    Kind,
    /// The value is over the limit of its kind.
    #[error("the fact's value is too large")]
    TooLarge,
}

impl FactInvalid {
    /// The stable code, as docs/errors.md lists it.
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Self::Kind => 5811,
            Self::TooLarge => 5812,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for name in FactName::ALL {
            assert_eq!(serde_json::to_value(name).unwrap(), name.name());
        }
    }

    #[test]
    fn a_fact_of_the_wrong_kind_or_size_is_refused() {
        let mut facts = HostFacts::default();
        let text = |len: usize| FactValue::Text("x".repeat(len));
        assert_eq!(facts.set(FactName::Vpn, text(1)), Err(FactInvalid::Kind));
        assert_eq!(facts.set(FactName::Installer, text(257)), Err(FactInvalid::TooLarge));
        let list = FactValue::List(vec![String::new(); 257]);
        assert_eq!(facts.set(FactName::Packages, list), Err(FactInvalid::TooLarge));
        assert_eq!(facts.set(FactName::Installer, text(256)), Ok(()));
        let json = r#"{ "vpn": { "known": { "number": 1 } } }"#;
        assert!(serde_json::from_str::<HostFacts>(json).is_err());
    }

    #[test]
    fn a_certificate_is_kept_as_what_the_signing_block_is_compared_with() {
        let mut facts = HostFacts::default();
        facts.set(FactName::Signer, FactValue::Blob(b"abc".to_vec().into())).unwrap();
        // GB/T 32905-2016, A.1.
        let digest = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        let expected = HostFact::Known(FactValue::Text(digest.to_owned()));
        assert_eq!(facts.get(FactName::Signer), &expected);
        let large = FactValue::Blob(vec![0; MAX_BLOB + 1].into());
        assert_eq!(facts.set(FactName::Signer, large), Err(FactInvalid::TooLarge));
    }

    #[test]
    fn a_report_counts_lists_and_digests_blobs() {
        let mut facts = HostFacts::default();
        let list = vec!["com.example.one".to_owned(), "com.example.two".to_owned()];
        facts.set(FactName::Packages, FactValue::List(list)).unwrap();
        facts.set(FactName::Attestation, FactValue::Blob(vec![1, 2, 3].into())).unwrap();
        facts.set_unobservable(FactName::Adb, Cause::Denied);
        let report = facts.to_report();
        let digest = to_base64url(&yufu_sm::sm3::hash(&[1, 2, 3]));
        let values: Vec<_> = report.iter().map(|f| (f.name.as_str(), f.value.as_str())).collect();
        assert_eq!(values, [("attestation", digest.as_str()), ("packages", "2")]);
    }
}
