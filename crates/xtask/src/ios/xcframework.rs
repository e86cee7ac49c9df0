//! The XCFramework: a folder with the library of each system, its header, and a list of them that Xcode
//! and Swift's package manager read.
//!
//! The header lies in a folder of its module's name. Xcode copies the headers of all XCFrameworks of an
//! app into one folder, where two files `module.modulemap` would meet; the compiler looks into the folder
//! of a module's name by itself.

use std::fs;
use std::path::Path;

use fat_macho::FatWriter;
use plist::{Dictionary, Value};

use super::target::{System, Target};
use super::{LIBRARY, of};

/// The XCFramework's folder.
pub const FOLDER: &str = "YufuFFI.xcframework";

/// What the library reads of the device, in Apple's words.
pub const PRIVACY: &str = "PrivacyInfo.xcprivacy";

/// Files beside the library, with where they come from below the Swift package.
pub const HEADERS: [(&str, &str); 2] = [
    ("Headers/YufuFFI/YufuFFI.h", "Sources/YufuFFI/include/YufuFFI.h"),
    ("Headers/YufuFFI/module.modulemap", "Sources/YufuFFI/include/module.modulemap"),
];

/// One library of the XCFramework.
#[derive(Debug)]
pub struct Slice<'a> {
    /// What it runs on.
    pub system: System,
    /// Its processors.
    pub targets: Vec<&'a Target>,
}

impl Slice<'_> {
    /// Its folder: `ios-arm64_x86_64-simulator`.
    pub fn folder(&self) -> String {
        let processors: Vec<_> = self.targets.iter().map(|target| target.architecture).collect();
        let variant = if self.system == System::Simulator { "-simulator" } else { "" };
        format!("ios-{}{variant}", processors.join("_"))
    }

    /// Its entry in the list.
    pub fn entry(&self) -> Value {
        let processors = self.targets.iter().map(|target| target.architecture.into()).collect();
        let mut entry = Dictionary::from_iter([
            ("BinaryPath", Value::from(LIBRARY)),
            ("HeadersPath", "Headers".into()),
            ("LibraryIdentifier", self.folder().into()),
            ("LibraryPath", LIBRARY.into()),
            ("SupportedArchitectures", Value::Array(processors)),
            ("SupportedPlatform", "ios".into()),
        ]);
        if self.system == System::Simulator {
            entry.insert("SupportedPlatformVariant".into(), "simulator".into());
        }
        Value::Dictionary(entry)
    }
}

/// The libraries that these targets make: one for devices and one for simulators.
pub fn slices<'a>(targets: &[&'a Target]) -> Vec<Slice<'a>> {
    let of = |system| {
        let targets = targets.iter().copied().filter(|target| target.system == system).collect();
        Slice { system, targets }
    };
    let both = [of(System::Device), of(System::Simulator)];
    both.into_iter().filter(|slice| !slice.targets.is_empty()).collect()
}

/// Writes the XCFramework below `to`, with the headers of the Swift package.
pub fn assemble(to: &Path, swift: &Path, libraries: &[(&Target, Vec<u8>)]) -> Result<(), String> {
    let folder = to.join(FOLDER);
    let targets: Vec<&Target> = libraries.iter().map(|(target, _)| *target).collect();
    let slices = slices(&targets);
    for slice in &slices {
        let own: Vec<&[u8]> = libraries
            .iter()
            .filter(|(target, _)| slice.targets.contains(target))
            .map(|(_, library)| library.as_slice())
            .collect();
        let to = folder.join(slice.folder());
        put(&to.join(LIBRARY), &joined(&own)?)?;
        for (name, from) in HEADERS {
            copy(&swift.join(from), &to.join(name))?;
        }
    }
    copy(&swift.join("Sources/Yufu").join(PRIVACY), &folder.join(PRIVACY))?;
    let list = Dictionary::from_iter([
        ("AvailableLibraries", Value::Array(slices.iter().map(Slice::entry).collect())),
        ("CFBundlePackageType", "XFWK".into()),
        ("XCFrameworkFormatVersion", "1.0".into()),
    ]);
    let mut text = Vec::new();
    Value::Dictionary(list).to_writer_xml(&mut text).map_err(|error| error.to_string())?;
    text.push(b'\n');
    put(&folder.join("Info.plist"), &text)
}

/// One library for several processors, or the only one as it is.
fn joined(libraries: &[&[u8]]) -> Result<Vec<u8>, String> {
    if let [only] = libraries {
        return Ok(only.to_vec());
    }
    let mut writer = FatWriter::new();
    for library in libraries {
        writer.add(*library).map_err(|error| error.to_string())?;
    }
    let mut bytes = Vec::new();
    writer.write_to(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// Copies a file into a folder that need not be there.
pub fn copy(from: &Path, to: &Path) -> Result<(), String> {
    put(to, &fs::read(from).map_err(|error| of(from, &error))?)
}

/// Writes a file into a folder that need not be there.
pub fn put(to: &Path, bytes: &[u8]) -> Result<(), String> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(|error| of(folder, &error))?;
    }
    fs::write(to, bytes).map_err(|error| of(to, &error))
}

#[cfg(test)]
mod tests {
    use super::super::target::TARGETS;
    use super::*;

    #[test]
    fn folders_have_the_names_that_xcode_gives_them() {
        let all: Vec<&Target> = TARGETS.iter().collect();
        let names: Vec<_> = slices(&all).iter().map(Slice::folder).collect();
        assert_eq!(names, ["ios-arm64", "ios-arm64_x86_64-simulator"]);
        let one: Vec<_> = slices(&[&TARGETS[2]]).iter().map(Slice::folder).collect();
        assert_eq!(one, ["ios-x86_64-simulator"]);
    }
}
