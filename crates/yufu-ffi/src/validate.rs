//! Amounts as people type them, and links that reach the app from outside.

use std::sync::Arc;

use yufu::validate;

use crate::error::{Result, guard};
use crate::slot::object;

/// Reads an amount of money and gives it in minor units (fen, cents). `decimals` is the number of
/// decimals of the currency, at most 4.
///
/// # Errors
/// Codes 5701 to 5712 that say what is wrong with it.
#[cfg_attr(feature = "scaffolding", uniffi::export)]
pub fn parse_amount(text: &str, decimals: u8) -> Result<u64> {
    guard(|| Ok(validate::amount(text, decimals)?))
}

/// A link that a policy allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "scaffolding", derive(uniffi::Record))]
pub struct Link {
    /// The link as it was checked, byte for byte.
    pub link: String,
    /// The scheme in small letters.
    pub scheme: String,
    /// The host in small letters.
    pub host: String,
}

object! {
    /// Which links the app follows. What is not listed is refused.
    LinkPolicy(validate::LinkPolicy)
}

#[cfg_attr(feature = "scaffolding", uniffi::export)]
impl LinkPolicy {
    /// A policy of schemes, hosts, and ports beside the schemes' own. A host is a whole name, or
    /// an asterisk, a full stop and a name of at least two labels, which allows every name below it.
    ///
    /// # Errors
    /// Code 5728 if a list is empty, a scheme runs code or is not encrypted, or a host is no plain
    /// name.
    #[uniffi::constructor]
    pub fn new(schemes: Vec<String>, hosts: Vec<String>, ports: Vec<u16>) -> Result<Arc<Self>> {
        guard(|| {
            let schemes: Vec<&str> = schemes.iter().map(String::as_str).collect();
            let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
            Ok(Self::holding(validate::LinkPolicy::new(&schemes, &hosts)?.with_ports(&ports)))
        })
    }

    /// Checks a link of at most 2,048 bytes.
    ///
    /// # Errors
    /// Codes 5701 to 5727: the first rule that the link breaks.
    pub fn check(&self, link: &str) -> Result<Link> {
        self.0.with(|policy| {
            let checked = policy.check(link)?;
            Ok(Link {
                link: checked.as_str().to_owned(),
                scheme: checked.scheme().to_owned(),
                host: checked.host().to_owned(),
            })
        })
    }
}
