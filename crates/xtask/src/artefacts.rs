//! `verify-artefacts`: opens what is shipped and checks it.

mod aar;
mod apple;
mod calls;
mod elf;
mod macho;
pub mod make;
mod maven;
mod packages;
pub mod sbom;
mod twice;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use elf::Facts;
use serde_json::json;

use crate::{Outcome, android, android_demo, ios, report, shell};

/// Most bytes of a library for one ABI.
const BUDGET: u64 = 700_000;

/// Most bytes of `yufu-sm` in the library for arm64, tables included. (For x86-64 there are more kernels.)
const BUDGET_OF_SM: u64 = 220_000;

/// The API level that a library has to run on.
const BASE: u32 = 21;

/// Names of bionic that a library may ask for, with the API level that has them.
const BIONIC: &str = include_str!("artefacts/bionic.txt");

/// System calls of arm64 that a library may make by number, with the API level that allows them.
const CALLS: &str = include_str!("artefacts/calls.txt");

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
pub struct Order {
    /// Only what is shipped for one system.
    pub only: Option<Kind>,
    /// The libraries for Android are run, too.
    pub run: bool,
    /// All is built once more and compared.
    pub twice: bool,
    /// A library may be above its budget.
    pub any_size: bool,
    /// One JSON object on standard output.
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
    if !order.any_size {
        for row in &mut rows {
            row.faults.extend(row.missed());
        }
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
    Ok(Row { name: "demo app".into(), bytes, budget: None, faults: faults.collect() })
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
        let faults = match elf::read(&bytes) {
            Ok(facts) => [faults(&abi, &facts), inside(&bytes)].concat(),
            Err(why) => vec![why],
        };
        if abi == "arm64-v8a" {
            rows.push(row_of_sm(&abi)?);
        }
        rows.push(Row { name: abi, bytes: bytes.len() as u64, budget: Some(BUDGET), faults });
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
    Ok(Row {
        name: format!("{abi}: yufu-sm"),
        bytes,
        budget: Some(BUDGET_OF_SM),
        faults: faults_of_sm(bytes),
    })
}

fn faults_of_sm(bytes: u64) -> Vec<String> {
    match bytes {
        0 => vec!["no symbol names it".into()],
        1..=BUDGET_OF_SM => Vec::new(),
        _ => vec![format!("{bytes} bytes are more than {BUDGET_OF_SM}")],
    }
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

/// What an ABI's library must be.
fn faults(abi: &str, facts: &Facts) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |held: bool, what: String| {
        if !held {
            faults.push(what);
        }
    };
    must(facts.machine == abi, format!("it is for {}", facts.machine));
    must(facts.alignment >= 16 << 10, format!("segments lie at {} bytes", facts.alignment));
    must(facts.exports == ["JNI_OnLoad"], format!("it exports {}", facts.exports.join(", ")));
    must(facts.needed.iter().any(|name| name == "libc.so"), "libc.so is not needed".into());
    let bionic = bionic();
    for name in &facts.needed {
        let known = ["libc.so", "libdl.so", "libm.so", "liblog.so"].contains(&name.as_str());
        must(known, format!("it needs {name}"));
    }
    for name in &facts.imports {
        let level = bionic.get(name.as_str());
        let held = level.is_some_and(|level| *level <= BASE);
        must(held, format!("it imports {name}, which API {BASE} lacks or the list does"));
    }
    for name in &facts.weak {
        let held = bionic.contains_key(name.as_str());
        must(held, format!("it imports {name} weakly, which the list lacks"));
    }
    let listed = calls_listed();
    for number in &facts.calls {
        let Some(number) = number else {
            must(false, "it makes a system call whose number can't be told".into());
            continue;
        };
        let held = listed.get(number).is_some_and(|level| *level <= BASE);
        must(
            held,
            format!("it makes system call {number}, which API {BASE} lacks or the list does"),
        );
    }
    must(facts.relro, "relocated data stays writable (RELRO)".into());
    must(facts.bind_now, "functions are bound late (BIND_NOW)".into());
    must(!facts.text_relocations, "code is relocated (TEXTREL)".into());
    must(!facts.executable_stack, "the stack is executable".into());
    must(!facts.symbols, "it is not stripped".into());
    must(facts.build_id, "it has no build identity".into());
    faults
}

/// The kept list: a name and the API level that has it, a line each.
fn bionic() -> BTreeMap<&'static str, u32> {
    let lines = BIONIC.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(name, level)| Some((name, level.trim().parse().ok()?)))
        .collect()
}

/// The kept list: a number, its name and the API level that allows it, a line each.
fn calls_listed() -> BTreeMap<u32, u32> {
    let lines = CALLS.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut parts = line.split(' ');
            Some((parts.next()?.parse().ok()?, parts.nth(1)?.parse().ok()?))
        })
        .collect()
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

    fn sound() -> Facts {
        Facts {
            machine: "arm64-v8a".into(),
            alignment: 16 << 10,
            exports: vec!["JNI_OnLoad".into()],
            imports: vec!["malloc".into()],
            weak: vec!["getrandom".into()],
            needed: vec!["libdl.so".into(), "libc.so".into()],
            relro: true,
            bind_now: true,
            build_id: true,
            calls: vec![Some(61), Some(278)],
            ..Facts::default()
        }
    }

    fn only_fault(doctor: impl Fn(&mut Facts)) -> String {
        let mut facts = sound();
        doctor(&mut facts);
        let mut found = faults("arm64-v8a", &facts);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }

    #[test]
    fn code_of_the_primitives_that_is_too_large_or_not_found_is_a_fault() {
        assert!(faults_of_sm(BUDGET_OF_SM).is_empty() && faults_of_sm(1).is_empty());
        assert_eq!(faults_of_sm(BUDGET_OF_SM + 1).len(), 1);
        assert_eq!(faults_of_sm(0).len(), 1);
    }

    #[test]
    fn a_sound_library_has_no_fault() {
        assert_eq!(faults("arm64-v8a", &sound()), Vec::<String>::new());
    }

    #[test]
    fn each_doctored_library_fails_with_its_reason() {
        assert_eq!(faults("x86_64", &sound()), ["it is for arm64-v8a"]);
        assert!(only_fault(|f| f.alignment = 4096).contains("4096"));
        assert!(only_fault(|f| f.exports.push("yufu_secret".into())).contains("yufu_secret"));
        assert!(only_fault(|f| f.exports.clear()).contains("exports"));
        assert!(only_fault(|f| f.imports.push("getentropy".into())).contains("getentropy"));
        assert!(only_fault(|f| f.imports.push("no_such_name".into())).contains("no_such_name"));
        assert!(only_fault(|f| f.weak.push("no_such_name".into())).contains("weakly"));
        assert!(only_fault(|f| f.needed.retain(|name| name != "libc.so")).contains("libc.so"));
        assert!(only_fault(|f| f.needed.push("libc.so.6".into())).contains("libc.so.6"));
        assert!(only_fault(|f| f.calls.push(Some(424))).contains("system call 424"));
        assert!(only_fault(|f| f.calls.push(None)).contains("can't be told"));
        assert!(only_fault(|f| f.relro = false).contains("RELRO"));
        assert!(only_fault(|f| f.bind_now = false).contains("BIND_NOW"));
        assert!(only_fault(|f| f.text_relocations = true).contains("TEXTREL"));
        assert!(only_fault(|f| f.executable_stack = true).contains("stack"));
        assert!(only_fault(|f| f.symbols = true).contains("stripped"));
        assert!(only_fault(|f| f.build_id = false).contains("identity"));
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

    #[test]
    fn the_list_of_bionic_is_read() {
        assert_eq!(bionic().get("malloc"), Some(&21));
        assert!(bionic().len() > 20);
    }

    #[test]
    fn the_list_of_system_calls_is_read() {
        let lines = CALLS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(calls_listed().len(), lines);
        assert_eq!(calls_listed().get(&278), Some(&21));
    }

    #[test]
    fn this_program_is_no_library_for_android() {
        let own = fs::read(std::env::current_exe().unwrap()).unwrap();
        let facts = elf::read(&own).unwrap();
        let found = faults("x86_64", &facts).join("\n");
        assert!(found.contains("it needs libc.so.6"), "{found}");
        assert!(found.contains("not stripped"), "{found}");
    }
}
