//! The Swift API against running gateways: the package is built and tested in a Debian that has Swift,
//! over the static library built for this machine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a suite fails by panicking"
)]

#[path = "kotlin/jvm.rs"]
mod jvm;
#[path = "swift/line.rs"]
mod line;
#[path = "swift/package.rs"]
mod package;
#[path = "swift/phone.rs"]
mod phone;
#[path = "swift/street.rs"]
mod street;
#[path = "swift/system.rs"]
mod system;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use yufu_tests::facts::FactPack;

#[test]
fn swift_goes_the_main_path_and_its_attacks_and_misuse_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let bank = jvm::Bank::open(&folder.path().join("keys"));
    let other = jvm::Bank::open(&folder.path().join("other"));
    let elements = phone::secure_elements();
    let gateway = bank.address();
    let street = street::Street::open(gateway);
    let line = line::lay(gateway);
    let facts = FactPack::new();
    let tell = |swift: &mut Command| {
        bank.tell(swift);
        other.tell_as("YUFU_OTHER_GATEWAY", "YUFU_OTHER_ROOT", swift);
        // The keys' folder is outside of what the other system sees.
        for (name, keys) in [("YUFU_ROOT_KEY", "keys"), ("YUFU_OTHER_ROOT_KEY", "other")] {
            let root = fs::read_to_string(folder.path().join(keys).join("root.pub")).unwrap();
            swift.env(name, root);
        }
        street.tell(swift);
        swift.env("YUFU_LINE", line.to_string());
        swift.env("YUFU_SECURE_ELEMENTS", elements.to_string()).env("YUFU_STUBS", "1");
        swift.env("YUFU_FACT_PACK", &facts.token).env("YUFU_FACT_ROOT", hex::encode(&facts.root));
    };
    let library = system::library();
    let mut swift = system::swift_test(library, &[]);
    tell(&mut swift);
    println!("{}", all_passed(&jvm::done(&mut swift)));

    let fixed = system::fixed_library();
    let mut swift = system::swift_test(fixed, &["--filter", "VectorTests"]);
    // Each test is made, though only this one runs.
    tell(&mut swift);
    swift.env("YUFU_VECTORS", "/w/tests/vectors/sdk.json");
    let said = jvm::done(&mut swift);
    assert!(said.contains("with 0 failures") && said.contains(&count_of_vectors()), "{said}");
    println!("{}", count_of_vectors());

    let mut demo = system::swift_test_of("/w/ios-demo", library, &[]);
    tell(&mut demo);
    println!("{}", all_passed(&jvm::done(&mut demo)));

    // The mark of crates/yufu-ffi/src/fixed.rs.
    let mark = b"yufu-fixed-rng";
    let marked = |library: &str| {
        let bytes = fs::read(system::file(library)).unwrap();
        bytes.windows(mark.len()).any(|window| window == mark)
    };
    assert!(marked(fixed), "the control: the mark is found where it is");
    assert!(!marked(library));
}

/// All were made, and none was skipped: how many there were.
fn all_passed(said: &str) -> &str {
    let summary = said.lines().rfind(|line| line.contains("Executed ")).unwrap_or_default();
    assert!(summary.contains("with 0 failures") && !said.contains(" skipped ("), "{said}");
    summary.trim()
}

/// What every language says that it has played.
fn count_of_vectors() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/sdk.json");
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let cases = file.get("cases").unwrap().as_array().unwrap();
    let steps: usize =
        cases.iter().map(|case| case.get("steps").unwrap().as_array().unwrap().len()).sum();
    format!("sdk.json: {} cases, {steps} steps", cases.len())
}

#[test]
fn snippets_of_the_swift_guide_are_those_that_run() {
    let read = |path: &str| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
        fs::read_to_string(file).unwrap()
    };
    let test = read("bindings/swift/Tests/YufuTests/GuideTests.swift");
    let guide = read("docs/bindings/swift.md");
    let snippets: Vec<&str> = guide.split("```swift\n").skip(1).collect();
    assert!(snippets.len() >= 5);
    for snippet in snippets {
        let snippet = snippet.split("```").next().unwrap();
        let indent = |line: &str| {
            if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }
        };
        let indented: String = snippet.lines().map(indent).collect();
        assert!(test.contains(&indented), "not in GuideTests.swift:\n{snippet}");
    }
}
