//! `verify-artefacts`: opens what is shipped and checks it.

mod aar;
mod apple;
mod calls;
mod elf;
mod library;
mod macho;
pub mod make;
mod maven;
mod packages;
pub mod sbom;
mod twice;

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::{Outcome, android, android_demo, ios, report, shell};

/// Most bytes of a library for one ABI.
const BUDGET: u64 = 700_000;

/// Most bytes of `yufu-sm` in the library for arm64, tables included. (For x86-64 there are more kernels.)
const BUDGET_OF_SM: u64 = 220_000;

/// Text that only builds for tests hold: the labels of recorded secrets, and the fixed randomness.
const OF_TESTS: [&str; 3] = ["hmac.state", "sm2.encrypt.ephemeral", "yufu-fixed-rng"];

/// What is shipped for one system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// The libraries that `android` made, and nothing around them.
    Libraries,
    /// What `android` made.
    Android,
    /// What `ios` made.
    Ios,
    /// The demo app for Android.
    AndroidDemo,
}

/// What to check, and how thoroughly.
#[derive(clap::Args)]
pub struct Order {
    /// Only what is shipped for this system
    pub only: Option<Kind>,
    /// Run the libraries for Android that this machine can run, too
    #[arg(long)]
    pub run: bool,
    /// Build once more, from a clean copy in another folder, and compare, too
    #[arg(long)]
    pub twice: bool,
    /// Say that a library is above its budget, and do not fail for it
    #[arg(long)]
    pub any_size: bool,
    /// One JSON object on standard output
    #[arg(long)]
    pub json: bool,
}

/// What was found of one artefact.
#[derive(Default)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// Its size. Of a static library: linked, or else all that an app's linker may take.
    pub bytes: u64,
    /// The most bytes that it may have.
    pub budget: Option<u64>,
    /// The budget holds whatever sizes are left out.
    pub firm: bool,
    /// What does not hold.
    pub faults: Vec<String>,
}

impl Row {
    /// By how much it is above its budget.
    fn missed(&self) -> Option<String> {
        let budget = self.budget.filter(|budget| self.bytes > *budget)?;
        Some(format!("the budget is missed by {} bytes", self.bytes - budget))
    }
}

/// Checks what lies below the artefacts' folder, or only what is shipped for one system.
pub fn run(order: &Order) -> Outcome {
    let wanted = |kind: Kind, folder: &Path| match order.only {
        Some(only) => only == kind,
        None => folder.exists(),
    };
    let android = wanted(Kind::Android, &android::jni());
    let mut rows = Vec::new();
    if android || order.only == Some(Kind::Libraries) {
        rows.extend(libraries(&android::jni())?);
    }
    if android {
        rows.extend(packages::rows()?);
    }
    if wanted(Kind::Ios, &ios::folder()) {
        rows.extend(apple::rows(&ios::folder(), &ios::swift())?);
    }
    if wanted(Kind::AndroidDemo, &android_demo::apk()) {
        rows.push(demo()?);
    }
    if rows.is_empty() {
        return Err("nothing was made: cargo xtask artefacts".into());
    }
    if order.twice {
        rows.extend(twice::rows()?);
    }
    for row in rows.iter_mut().filter(|row| row.firm || !order.any_size) {
        row.faults.extend(row.missed());
    }
    tell(&rows, order.json);
    let ran = !order.run || runs()?;
    Ok(ran && rows.iter().all(|row| row.faults.is_empty()))
}

/// The demo app, looked at as when it was built.
fn demo() -> Result<Row, String> {
    let bytes = fs::metadata(android_demo::apk()).map_err(|error| error.to_string())?.len();
    let faults = android_demo::checks()?
        .into_iter()
        .flat_map(|(what, faults)| faults.into_iter().map(move |fault| format!("{what}: {fault}")));
    Ok(Row { name: "demo app".into(), bytes, faults: faults.collect(), ..Row::default() })
}

/// The suite that runs the libraries, for both ABIs that this machine can run.
fn runs() -> Outcome {
    report::step("the libraries for Android, run");
    let mut cargo = shell::cargo(&["test", "--package", "yufu-tests", "--test", "android_library"]);
    cargo.env("YUFU_ANDROID_ABIS", "arm64-v8a x86_64");
    // What is counted on standard output is what was opened.
    shell::passes(cargo.stdout(std::io::stderr()))
}

fn libraries(folder: &Path) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    let entries = fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}: cargo xtask android", folder.display()))?;
    let mut abis: Vec<_> =
        entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    abis.sort();
    for abi in abis {
        let path = folder.join(&abi).join(android::LIBRARY);
        let bytes = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let symbols = android::symbols().join(&abi).join(android::LIBRARY);
        let faults = match elf::read(&bytes) {
            Ok(facts) => [
                library::faults(&abi, &facts),
                calls::faults(&abi, &bytes, &symbols)?,
                inside(&bytes),
            ]
            .concat(),
            Err(why) => vec![why],
        };
        if abi == "arm64-v8a" {
            rows.push(row_of_sm(&abi)?);
        }
        let bytes = bytes.len() as u64;
        rows.push(Row { name: abi, bytes, budget: Some(BUDGET), firm: false, faults });
    }
    Ok(rows)
}

/// What `yufu-sm` takes in an ABI's library, by the symbols that are kept apart.
fn row_of_sm(abi: &str) -> Result<Row, String> {
    let path = android::symbols().join(abi).join(android::LIBRARY);
    let bytes = fs::read(&path)
        .map_err(|error| error.to_string())
        .and_then(|library| elf::bytes_of("yufu_sm", &library).map_err(|error| error.to_string()))
        .map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(of_sm(abi, bytes))
}

fn of_sm(abi: &str, bytes: u64) -> Row {
    let faults = if bytes == 0 { vec!["no symbol names it".into()] } else { Vec::new() };
    let name = format!("{abi}: yufu-sm");
    Row { name, bytes, budget: Some(BUDGET_OF_SM), firm: true, faults }
}

fn tell(rows: &[Row], as_json: bool) {
    if as_json {
        let of = |row: &Row| json!({ "name": row.name, "bytes": row.bytes, "budget": row.budget, "faults": row.faults });
        println!("{}", json!({ "artefacts": rows.iter().map(of).collect::<Vec<_>>() }));
        return;
    }
    for row in rows {
        let budget = row.budget.map_or_else(String::new, |budget| format!(" of {budget}"));
        let text = format!("{:<34} {:>9}{budget} bytes", row.name, row.bytes);
        report::verdict(row.faults.is_empty(), &text);
        row.faults.iter().for_each(|fault| eprintln!("   {fault}"));
        if let Some(missed) = row.missed().filter(|missed| !row.faults.contains(missed)) {
            eprintln!("   {missed}, which is not counted here");
        }
    }
    let failed = rows.iter().filter(|row| !row.faults.is_empty()).count();
    println!("{} passed, {failed} failed", rows.len() - failed);
}

/// A library's identity in hexadecimal digits.
pub fn build_id(library: &[u8]) -> Option<String> {
    use object::Object as _;
    let file = object::File::parse(library).ok()?;
    let id = file.build_id().ok().flatten()?;
    Some(hex::encode(id))
}

/// What must not be inside: folders of this machine, its name, and what only tests are built with.
fn inside(bytes: &[u8]) -> Vec<String> {
    let own = [shell::root(), &shell::target(), Path::new("/home/"), Path::new("/root/")];
    let mut texts: Vec<String> = own.iter().map(|path| path.display().to_string()).collect();
    texts.extend(["/usr/lib/rustlib", "/usr/src/rust"].map(String::from));
    texts.push("registry/src/".into());
    texts.extend(OF_TESTS.map(String::from));
    if let Ok(name) = fs::read_to_string("/etc/hostname") {
        texts.extend(Some(name.trim().to_owned()).filter(|name| name.len() > 3));
    }
    let held = |text: &String| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    texts.iter().filter(|text| held(text)).map(|text| format!("it holds {text:?}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_of_the_primitives_that_is_too_large_or_not_found_is_a_fault() {
        assert_eq!(of_sm("", BUDGET_OF_SM).missed(), None);
        assert!(of_sm("", BUDGET_OF_SM + 1).missed().is_some() && of_sm("", 1).firm);
        assert!(of_sm("", 1).faults.is_empty());
        assert_eq!(of_sm("", 0).faults.len(), 1);
    }

    #[test]
    fn a_library_above_its_budget_is_told_so() {
        let of = |bytes| Row { bytes, budget: Some(BUDGET), ..Row::default() };
        assert_eq!(of(BUDGET).missed(), None);
        assert_eq!(of(BUDGET + 7).missed().unwrap(), "the budget is missed by 7 bytes");
        assert_eq!(Row { bytes: BUDGET + 7, ..Row::default() }.missed(), None);
    }

    #[test]
    fn folders_of_this_machine_are_found_inside() {
        assert_eq!(inside(b"yufu/crates/yufu/src/lib.rs"), Vec::<String>::new());
        let held = format!("x{}/crates", shell::root().display());
        assert!(!inside(held.as_bytes()).is_empty());
        assert!(!inside(b"label hmac.state").is_empty());
    }

    #[test]
    fn text_of_test_builds_is_what_their_sources_put_into_them() {
        let sources = [
            include_str!("../../yufu-sm/src/sm3/hmac.rs"),
            include_str!("../../yufu-sm/src/sm2/encryption.rs"),
            include_str!("../../yufu-ffi/src/fixed.rs"),
        ];
        for (text, source) in OF_TESTS.iter().zip(sources) {
            assert!(source.contains(&format!("\"{text}")), "{text}");
        }
    }
}
