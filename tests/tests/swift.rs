//! The Swift API against running gateways: the package is built and tested in a Debian that has Swift,
//! over the static library built for this machine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a suite fails by panicking"
)]

#[path = "kotlin/jvm.rs"]
#[allow(dead_code, reason = "the library for the JVM is not wanted here")]
mod jvm;
#[path = "swift/phone.rs"]
mod phone;
#[path = "swift/street.rs"]
mod street;
#[path = "swift/system.rs"]
mod system;

use std::fs;
use std::path::Path;

use yufu_tests::facts::FactPack;

#[test]
fn swift_goes_the_main_path_and_its_attacks_and_misuse_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let bank = jvm::Bank::open(&folder.path().join("keys"));
    let other = jvm::Bank::open(&folder.path().join("other"));
    let elements = phone::secure_elements();
    let gateway = bank.address();
    let street = street::Street::open(gateway);
    let facts = FactPack::new();
    let mut swift = system::command(&[
        "swift",
        "test",
        "--package-path",
        "/w/bindings/swift",
        "--scratch-path",
        "/t/swift",
        "-Xlinker",
        "-L/t/swift-library",
    ]);
    bank.tell(&mut swift);
    other.tell_as("YUFU_OTHER_GATEWAY", "YUFU_OTHER_ROOT", &mut swift);
    // The keys' folder is outside of what the other system sees.
    for (name, keys) in [("YUFU_ROOT_KEY", "keys"), ("YUFU_OTHER_ROOT_KEY", "other")] {
        let root = fs::read_to_string(folder.path().join(keys).join("root.pub")).unwrap();
        swift.env(name, root);
    }
    swift.env("YUFU_SECURE_ELEMENTS", elements.to_string()).env("YUFU_STUBS", "1");
    street.tell(&mut swift);
    swift.env("YUFU_FACT_PACK", facts.token).env("YUFU_FACT_ROOT", hex::encode(facts.root));
    system::library();
    let said = jvm::done(&mut swift);
    let summary = said.lines().rfind(|line| line.contains("Executed ")).unwrap_or_default();
    assert!(summary.contains("with 0 failures") && !said.contains(" skipped ("), "{said}");
    println!("{}", summary.trim());
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
