//! What a pack wants to know that only its rules name.

use std::collections::BTreeSet;

use super::{Says, Test, Text};
use crate::environment::evidence::FactName;

/// The names that a pack's rules look for: a pass asks for these and for no others, so a device
/// never hands out a list of what it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// Files whose existence is looked at.
    pub files: BTreeSet<String>,
    /// System properties (Android).
    pub properties: BTreeSet<String>,
    /// Functions that the dynamic linker is asked for.
    pub symbols: BTreeSet<String>,
    /// IPv4 addresses that are looked for among this machine's own.
    pub addresses: BTreeSet<String>,
    /// Packages, for the host's layer (Android).
    pub packages: BTreeSet<String>,
    /// Classes, for the host's layer.
    pub classes: BTreeSet<String>,
    /// URL schemes, for the host's layer (iOS).
    pub url_schemes: BTreeSet<String>,
}

impl Asks {
    /// Adds what a test asks for.
    pub(in crate::environment) fn add(&mut self, test: &Test) {
        test.visit(&mut |look| match look {
            Test::File(files) | Test::HiddenFile(files) => self.files.extend(files.iter().cloned()),
            Test::Property { name, .. } => {
                self.properties.insert(name.clone());
            }
            Test::Symbol(names) => self.symbols.extend(names.iter().cloned()),
            Test::Address(names) => self.addresses.extend(names.iter().cloned()),
            Test::PropertyConflict(names) => self.properties.extend(names.iter().cloned()),
            Test::Fact { name, says: Says::Text(Text { is, .. }) } => {
                let asked = match name {
                    FactName::Packages => &mut self.packages,
                    FactName::Classes => &mut self.classes,
                    FactName::UrlSchemes => &mut self.url_schemes,
                    _ => return,
                };
                asked.extend(is.iter().cloned());
            }
            _ => {}
        });
    }
}
