//! Rule packs: what a look at the environment looks for.

use std::sync::Arc;

use yufu::environment::{self, probe};
use yufu::protocol::time::UnixSeconds;
use yufu::sm::sm2::VerifyingKey;

use crate::error::{Result, YufuError, guard};
use crate::slot::object;

/// The names that a pack asks the host for. The host looks for these and for no others.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct Asks {
    /// Packages (Android), for the fact `Packages`.
    pub packages: Vec<String>,
    /// Java classes (Android), for the fact `Classes`.
    pub classes: Vec<String>,
    /// URL schemes (iOS), for the fact `UrlSchemes`.
    pub url_schemes: Vec<String>,
}

object! {
    /// A list of rules with a name and a version.
    Pack(Arc<environment::Pack>)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl Pack {
    /// The pack that is compiled in for this platform.
    ///
    /// # Errors
    /// Code 7002 on a platform that has none.
    #[uniffi::constructor]
    pub fn embedded() -> Result<Arc<Self>> {
        guard(|| Ok(Self::holding(own()?)))
    }

    /// Reads a newer pack to be used in the place of this one, which stays as it is. The host keeps
    /// the token and offers it again at the next start.
    ///
    /// `roots` are the SubjectPublicKeyInfos in DER of the bank's pack root keys, `now` is the
    /// device's clock in seconds since 1970.
    ///
    /// # Errors
    /// Code 1001 to 1005 if a root is no SM2 public key; 1001 to 2899 if the token is no pack that
    /// one of them signed, is not in force, is another platform's, or is older than this one.
    pub fn update(&self, token: &str, roots: Vec<Vec<u8>>, now: u64) -> Result<Arc<Self>> {
        self.0.with(|pack| {
            let key = |spki: &Vec<u8>| VerifyingKey::from_spki_der(spki);
            let roots = roots.iter().map(key).collect::<Result<Vec<_>, _>>()?;
            Ok(Self::holding(Arc::new(pack.update(token, &roots, UnixSeconds(now))?)))
        })
    }

    /// The pack's name.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn id(&self) -> Result<String> {
        self.0.with(|pack| Ok(pack.id().to_owned()))
    }

    /// The pack's version; grows with every change of a rule.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn version(&self) -> Result<u64> {
        self.0.with(|pack| Ok(pack.version()))
    }

    /// What the host looks for.
    ///
    /// # Errors
    /// None but codes 7001 and 7002.
    pub fn asks(&self) -> Result<Asks> {
        self.0.with(|pack| {
            let asks = pack.asks();
            Ok(Asks {
                packages: asks.packages.iter().cloned().collect(),
                classes: asks.classes.iter().cloned().collect(),
                url_schemes: asks.url_schemes.iter().cloned().collect(),
            })
        })
    }
}

fn own() -> Result<Arc<environment::Pack>> {
    environment::Pack::embedded(probe::PLATFORM).ok_or_else(YufuError::internal)
}
