//! The processors and systems that the library for iOS is made for, by the names that each tool gives
//! them.

/// What the library is compiled for.
#[derive(Debug, PartialEq, Eq)]
pub struct Target {
    /// Rust's target.
    pub triple: &'static str,
    /// Apple's name of the processor.
    pub architecture: &'static str,
    /// Device or simulator.
    pub system: System,
    /// The first version of iOS that it runs on.
    pub minimum: &'static str,
}

/// What a library of an XCFramework runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// An iPhone or iPad.
    Device,
    /// The simulator of a Mac.
    Simulator,
}

/// `IPHONEOS_DEPLOYMENT_TARGET`: what devices get.
pub const MINIMUM: &str = "13.0";

/// Every target. On Apple's own processors there is no simulator before 14.
pub const TARGETS: [Target; 3] = [
    Target {
        triple: "aarch64-apple-ios",
        architecture: "arm64",
        system: System::Device,
        minimum: MINIMUM,
    },
    Target {
        triple: "aarch64-apple-ios-sim",
        architecture: "arm64",
        system: System::Simulator,
        minimum: "14.0",
    },
    Target {
        triple: "x86_64-apple-ios",
        architecture: "x86_64",
        system: System::Simulator,
        minimum: MINIMUM,
    },
];

/// The targets of these names, or all.
pub fn named(names: &[String]) -> Result<Vec<&'static Target>, String> {
    let known = || TARGETS.map(|target| target.triple).join(", ");
    if let Some(name) = names.iter().find(|name| TARGETS.iter().all(|t| t.triple != **name)) {
        return Err(format!("no target {name}; there are {}", known()));
    }
    let wanted = |target: &&Target| names.is_empty() || names.iter().any(|n| n == target.triple);
    Ok(TARGETS.iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_by_name_in_their_order() {
        let names = ["x86_64-apple-ios".to_owned(), "aarch64-apple-ios".to_owned()];
        let found: Vec<_> = named(&names).unwrap().iter().map(|target| target.triple).collect();
        assert_eq!(found, ["aarch64-apple-ios", "x86_64-apple-ios"]);
        assert_eq!(named(&[]).unwrap().len(), 3);
        assert!(named(&["armv7-apple-ios".to_owned()]).unwrap_err().contains("aarch64-apple-ios"));
    }
}
