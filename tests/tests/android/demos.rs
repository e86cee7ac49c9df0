//! The demo apps of both systems, as far as this machine runs them: Android's whole under Robolectric, and
//! of iOS's what is below its views. Each pays once, from the letter to the receipt.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{jvm, line, phone, system};

/// android-demo's activities and views, over this machine's library.
pub fn android(bank: &jvm::Bank, _: &Path) {
    let mut maven = Command::new("mvn");
    maven.args(["--batch-mode", "test", "--projects", "../android-demo", "--also-make"]);
    maven.arg("-Dtest=dev.yufu.demo.MainPathTest#a transfer*");
    maven.arg("-Dsurefire.failIfNoSpecifiedTests=false");
    maven.arg(format!("-Dyufu.library={}", jvm::library().display()));
    let said = jvm::done(bank.tell(maven.current_dir(jvm::project().join(".."))));
    assert!(said.contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0"), "{said}");
}

/// ios-demo's DemoCore, in the Debian that has Swift. `keys` is the gateway's folder.
pub fn ios(bank: &jvm::Bank, keys: &Path) {
    let transfer = "test_a_transfer_from_the_letter_to_the_receipt_and_the_logout";
    let mut swift =
        system::swift_test_of("/w/ios-demo", system::library(), &["--filter", transfer]);
    bank.tell(&mut swift);
    // The keys' folder is outside of what the other system sees.
    swift.env("YUFU_ROOT_KEY", fs::read_to_string(keys.join("root.pub")).unwrap());
    swift.env("YUFU_SECURE_ELEMENTS", phone::secure_elements().to_string());
    swift.env("YUFU_LINE", line::lay(bank.address()).to_string());
    let said = jvm::done(swift.env("YUFU_STUBS", "1"));
    assert!(said.contains("Executed 1 test, with 0 failures"), "{said}");
}
