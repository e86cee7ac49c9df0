//! What is shipped for iOS: the XCFramework and the Swift package around it.

mod link;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use plist::Value;

use super::macho::{self, Facts};
use super::{Row, inside, sbom};
use crate::archive::folder as read_folder;
use crate::ios::target::{System, TARGETS, Target};
use crate::ios::xcframework::{FOLDER, HEADERS, PRIVACY, Slice, slices};
use crate::ios::{ARCHIVE, BILL, LIBRARY, archive, checksum, checksum_in};

/// Names of the system that a library may ask for.
const DARWIN: &str = include_str!("darwin.txt");

/// Functions whose use Apple wants a reason for ("Describing use of required reason API"), and what the
/// reason is filed under.
const WITH_REASON: [(&str, &[&str]); 3] = [
    (
        "FileTimestamp",
        &["stat", "fstat", "fstatat", "lstat", "getattrlist", "getattrlistbulk", "fgetattrlist"],
    ),
    ("SystemBootTime", &["mach_absolute_time"]),
    ("DiskSpace", &["statfs", "statvfs", "fstatfs", "fstatvfs", "getattrlistat"]),
];

/// What a library is held against.
struct Wanted {
    /// Functions that the header declares.
    functions: BTreeSet<String>,
    /// What the privacy manifest gives reasons for.
    reasons: BTreeSet<String>,
}

/// What tells how much of a library an app's linker keeps, where there is one.
type Linker = fn(&Path, &Target, &BTreeSet<String>) -> Result<Option<u64>, String>;

/// A row for each processor's library, and one for what is around them.
pub fn rows(folder: &Path, swift: &Path) -> Result<Vec<Row>, String> {
    rows_with(link::size, folder, swift)
}

fn rows_with(linker: Linker, folder: &Path, swift: &Path) -> Result<Vec<Row>, String> {
    let framework = folder.join(FOLDER);
    if !framework.is_dir() {
        return Err(format!("no {}: cargo xtask ios", framework.display()));
    }
    let wanted = Wanted {
        functions: functions(&text(&swift.join("Sources/YufuFFI/include/YufuFFI.h"))?),
        reasons: reasons(&framework.join(PRIVACY))?,
    };
    let mut rows = Vec::new();
    let mut built = Vec::new();
    let all = read_folder(&framework, |_| true)?;
    for (name, library) in all.iter().filter(|(name, _)| name.ends_with(LIBRARY)) {
        let path = framework.join(name);
        for facts in macho::read(library)? {
            let Some(target) = target(&facts) else {
                let what = facts.architectures.union(&facts.platforms).cloned().collect::<Vec<_>>();
                let faults = vec![format!("it is for {}", what.join(", "))];
                rows.push(Row {
                    name: name.clone(),
                    bytes: facts.loaded,
                    faults,
                    ..Row::default()
                });
                continue;
            };
            built.push(target);
            let mut faults = faults(&facts, &wanted);
            let linked = linker(&path, target, &wanted.functions).unwrap_or_else(|why| {
                faults.push(why);
                None
            });
            let what = if linked.is_some() { "linked" } else { "not linked" };
            let name = format!("{}, {what}", target.triple);
            rows.push(Row {
                name,
                bytes: linked.unwrap_or(facts.loaded),
                faults,
                ..Row::default()
            });
        }
    }
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    built.sort_by_key(|target| TARGETS.iter().position(|known| known == *target));
    let slices = slices(&built);
    let mut faults = around(folder, swift, &slices)?;
    for (name, bytes) in &all {
        let found = inside(bytes);
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    let bytes = read(&folder.join(ARCHIVE))?.len() as u64;
    rows.push(Row { name: ARCHIVE.into(), bytes, faults, ..Row::default() });
    Ok(rows)
}

/// The target that a library is for, by what its objects say.
fn target(facts: &Facts) -> Option<&'static Target> {
    TARGETS.iter().find(|target| {
        let system = match target.system {
            System::Device => "ios",
            System::Simulator => "ios-simulator",
        };
        facts.platforms == BTreeSet::from([format!("{system} {}", target.minimum)])
            && facts.architectures == BTreeSet::from([target.architecture.to_owned()])
    })
}

fn faults(facts: &Facts, wanted: &Wanted) -> Vec<String> {
    let mut faults = Vec::new();
    for name in wanted.functions.difference(&facts.exports) {
        faults.push(format!("the header declares {name}, which it lacks"));
    }
    for name in facts.exports.difference(&wanted.functions) {
        // UniFFI's description of the API, and names that carry their crate's. An app's linker drops both.
        let own = name.starts_with("UNIFFI_META_") || name.starts_with("_RNv");
        if !own && name != "rust_eh_personality" {
            faults.push(format!("it exports {name}"));
        }
    }
    let darwin: BTreeSet<&str> = DARWIN.lines().filter(|line| !line.starts_with('#')).collect();
    let plain = |name: &String| name.split('$').next().unwrap_or_default().to_owned();
    for name in facts.imports.iter().filter(|name| !darwin.contains(plain(name).as_str())) {
        faults.push(format!("it imports {name}, which the list lacks"));
    }
    let imports: BTreeSet<String> = facts.imports.iter().map(plain).collect();
    for (kind, names) in WITH_REASON {
        let used: Vec<_> = names.iter().filter(|name| imports.contains(**name)).copied().collect();
        match (used.is_empty(), wanted.reasons.contains(kind)) {
            (false, false) => {
                faults.push(format!("{PRIVACY} gives no reason for {}", used.join(", ")));
            }
            (true, true) => {
                faults.push(format!("{PRIVACY} gives a reason for {kind}, which is not used"))
            }
            _ => {}
        }
    }
    if !facts.lines {
        faults.push("its functions have no line numbers".into());
    }
    faults
}

/// What must hold of the files around the libraries.
fn around(folder: &Path, swift: &Path, slices: &[Slice<'_>]) -> Result<Vec<String>, String> {
    let framework = folder.join(FOLDER);
    let mut faults = Vec::new();
    let mut must = |held: bool, what: String| {
        if !held {
            faults.push(what);
        }
    };
    let mut files_wanted = vec!["Info.plist".to_owned(), PRIVACY.to_owned()];
    for slice in slices {
        let within = |name: &str| format!("{}/{name}", slice.folder());
        files_wanted.push(within(LIBRARY));
        for (name, from) in HEADERS {
            let name = within(name);
            let same = fs::read(framework.join(&name)).ok() == Some(read(&swift.join(from))?);
            must(same, format!("{name} is not {from}"));
            files_wanted.push(name);
        }
    }
    files_wanted.sort();
    let there: Vec<_> = read_folder(&framework, |_| true)?.into_keys().collect();
    must(there == files_wanted, format!("it holds {}", there.join(", ")));
    let privacy = swift.join("Sources/Yufu").join(PRIVACY);
    must(read(&framework.join(PRIVACY))? == read(&privacy)?, format!("{PRIVACY} is another"));

    let list = plist(&framework.join("Info.plist"))?;
    let entry = |key: &str| list.as_dictionary().and_then(|list| list.get(key));
    must(entry("CFBundlePackageType") == Some(&"XFWK".into()), "Info.plist: no XFWK".into());
    let version = entry("XCFrameworkFormatVersion") == Some(&"1.0".into());
    must(version, "Info.plist: another format version".into());
    let libraries = Value::Array(slices.iter().map(Slice::entry).collect());
    must(
        entry("AvailableLibraries") == Some(&libraries),
        "Info.plist does not list the libraries that are there".into(),
    );

    let bytes = read(&folder.join(ARCHIVE))?;
    must(bytes == archive(&framework)?, format!("{ARCHIVE} is not the archive of {FOLDER}"));
    let manifest = text(&folder.join("Package.swift"))?;
    let stated = checksum_in(&manifest) == Some(&checksum(&bytes));
    must(stated, format!("Package.swift: not the checksum of {ARCHIVE}"));
    let named = sbom::is_of("yufu-ffi", &text(&folder.join(BILL))?);
    must(named, format!("{BILL} is no bill of materials of yufu-ffi"));
    Ok(faults)
}

/// The functions that a header of UniFFI's declares.
fn functions(header: &str) -> BTreeSet<String> {
    let before = header.lines().filter_map(|line| Some(line.split_once('(')?.0));
    let names = before.filter_map(|before| before.split([' ', '*']).next_back());
    names
        .filter(|name| name.starts_with("uniffi_") || name.starts_with("ffi_"))
        .map(String::from)
        .collect()
}

/// What a privacy manifest gives reasons for, without Apple's prefix.
fn reasons(path: &Path) -> Result<BTreeSet<String>, String> {
    let manifest = plist(path)?;
    let types = manifest.as_dictionary().and_then(|all| all.get("NSPrivacyAccessedAPITypes"));
    let kinds = types.and_then(Value::as_array).into_iter().flatten().filter_map(|entry| {
        let kind = entry.as_dictionary()?.get("NSPrivacyAccessedAPIType")?.as_string()?;
        Some(kind.strip_prefix("NSPrivacyAccessedAPICategory")?.to_owned())
    });
    Ok(kinds.collect())
}

fn plist(path: &Path) -> Result<Value, String> {
    Value::from_file(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod doctored;
