//! What only the host's language can see, as typed facts.

use std::sync::Arc;

use yufu::environment::evidence::{self, Cause, FactValue};

use crate::Result;
use crate::error::guard;
use crate::mirror::mirror;
use crate::slot::object;

mirror! {
    /// A fact that the host may give, and the kind of its value.
    FactName = evidence::FactName {
        /// Those of the packages that the pack asks for which are installed. Needs `<queries>`. A list.
        Packages,
        /// Those of the classes that the pack asks for which can be loaded. A list.
        Classes,
        /// Those of the URL schemes that the pack asks for which another app answers (iOS). A list.
        UrlSchemes,
        /// SM3 of the certificate that the package manager names for this app, in hex. A text, or
        /// as bytes the certificate itself in DER.
        Signer,
        /// The package that installed this app; empty if it was side-loaded. A text.
        Installer,
        /// The app's manifest allows a debugger. A flag.
        AppDebuggable,
        /// A Java debugger is connected. A flag.
        DebuggerConnected,
        /// Developer options are on. A flag.
        DeveloperOptions,
        /// ADB is on. A flag.
        Adb,
        /// Enabled accessibility services that are not part of the system. A list.
        AccessibilityServices,
        /// Enabled input methods that are not part of the system. A list.
        InputMethods,
        /// Another window covered the app's own while it was touched. A flag.
        Overlay,
        /// Apps that hold device administration. A list.
        DeviceAdministrators,
        /// The screen is being recorded or captured. A flag.
        ScreenCaptured,
        /// The screen is shown on another display. A flag.
        ScreenMirrored,
        /// The audio mode: `normal`, `ringtone`, `in_call` or `in_communication`. A text.
        AudioMode,
        /// A VPN carries the traffic. A flag.
        Vpn,
        /// A proxy is set. A flag.
        Proxy,
        /// Certificate authorities that the user added. A number.
        UserCertificates,
        /// The TLS version of the connection to the bank, as `TLSv1.3`. A text.
        TlsVersion,
        /// The TLS cipher suite of the connection to the bank, by its IANA name. A text.
        TlsSuite,
        /// A screen lock is set. A flag.
        ScreenLock,
        /// The location is a mock one. A flag.
        MockLocation,
        /// How many sensors the device has. A number.
        Sensors,
        /// The device has telephony hardware. A flag.
        Telephony,
        /// The number of the Android user or profile that the app runs in. A number.
        UserId,
        /// The profile is managed by an employer. A flag.
        WorkProfile,
        /// The app's data folder is another's than its package's. A flag.
        ForeignDataFolder,
        /// Frames of the zygote's start that stand twice in one stack. A number.
        ZygoteFrames,
        /// The attestation object or certificate chain, as the platform gave it. Bytes.
        Attestation,
    }
}

mirror! {
    /// Why a fact can't be given.
    UnobservableCause = Cause {
        /// The system forbids it to this app: a permission or a `<queries>` entry is missing.
        Denied,
        /// It does not exist here.
        Missing,
        /// There was no time for it.
        OutOfTime,
        /// It is larger than a fact may be.
        TooLarge,
        /// This platform has nothing of the kind.
        Unsupported,
        /// The app did not look: what a fact that was never given is.
        NotAsked,
        /// The system gave an error.
        Failed,
    }
}

object! {
    /// The facts that the host has gathered for one look at the environment.
    ///
    /// Every fact may be left out: it is then unobservable, which is never a suspicion. A fact that
    /// is given twice has the later value.
    HostFacts(evidence::HostFacts)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl HostFacts {
    /// No facts yet.
    ///
    /// # Errors
    /// None but code 7002.
    #[uniffi::constructor]
    pub fn new() -> Result<Arc<Self>> {
        guard(|| Ok(Self::holding(evidence::HostFacts::default())))
    }

    /// Gives a flag.
    ///
    /// # Errors
    /// Code 5811 if the fact is of another kind.
    pub fn set_flag(&self, fact: FactName, value: bool) -> Result<()> {
        self.set(fact, FactValue::Flag(value))
    }

    /// Gives a number.
    ///
    /// # Errors
    /// Code 5811 if the fact is of another kind, 5812 for a number of 2^53 or more.
    pub fn set_number(&self, fact: FactName, value: u64) -> Result<()> {
        self.set(fact, FactValue::Number(value))
    }

    /// Gives a text of at most 256 bytes.
    ///
    /// # Errors
    /// Code 5811 if the fact is of another kind, 5812 if the text is longer.
    pub fn set_text(&self, fact: FactName, value: &str) -> Result<()> {
        self.set(fact, FactValue::Text(value.to_owned()))
    }

    /// Gives a list of at most 256 texts of at most 256 bytes. Reports say how many there are, and
    /// not which.
    ///
    /// # Errors
    /// Code 5811 if the fact is of another kind, 5812 if the list or a text is longer.
    pub fn set_list(&self, fact: FactName, values: Vec<String>) -> Result<()> {
        self.set(fact, FactValue::List(values))
    }

    /// Gives at most 32 KiB of bytes. Reports hold their SM3 alone.
    ///
    /// # Errors
    /// Code 5811 if the fact is of another kind, 5812 if there are more bytes.
    pub fn set_bytes(&self, fact: FactName, value: &[u8]) -> Result<()> {
        self.set(fact, FactValue::Blob(value.to_vec().into()))
    }

    /// Says why a fact can't be given.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn set_unobservable(&self, fact: FactName, cause: UnobservableCause) -> Result<()> {
        self.0.with(|facts| {
            facts.set_unobservable(fact.into(), cause.into());
            Ok(())
        })
    }
}

impl HostFacts {
    fn set(&self, fact: FactName, value: FactValue) -> Result<()> {
        self.0.with(|facts| Ok(facts.set(fact.into(), value)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fact_of_the_core_has_a_name_here() {
        for name in evidence::FactName::ALL {
            let own = FactName::try_from(*name).unwrap();
            assert_eq!(evidence::FactName::from(own), *name);
        }
    }
}
