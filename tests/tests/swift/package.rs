//! The Swift package that is shipped (`cargo xtask ios`), as the package manager reads it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::Value;

use super::jvm::done;
use super::system;

const SHIPPED: &str = include_str!("../../../crates/xtask/src/ios/Package.swift");
/// What lists the libraries of the XCFramework; a test of xtask holds it.
const LIST: &str = include_str!("../../../crates/xtask/src/ios/Info.plist");
const ARCHIVE: &[u8] = b"not an archive, but the package manager only digests it";
const URL: &str = "https://bank.example/YufuFFI.xcframework.zip";

/// A package as the package manager understands it.
fn understood(folder: &str) -> Value {
    let words = ["swift", "package", "--package-path", folder, "dump-package"];
    serde_json::from_str(&done(&mut system::command(&words))).unwrap()
}

fn named<'a>(package: &'a Value, list: &str, name: &str) -> &'a Value {
    let entries = package[list].as_array().unwrap();
    entries.iter().find(|entry| entry["name"] == name).unwrap()
}

#[test]
fn the_shipped_package_offers_what_the_repository_does_over_a_binary() {
    let folder = system::target().join("swift-package");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.zip"), ARCHIVE).unwrap();
    let words = ["swift", "package", "--package-path", "/w/bindings/swift", "compute-checksum"];
    let said = done(system::command(&words).arg("/t/swift-package/a.zip"));
    let checksum = hex::encode(ring::digest::digest(&ring::digest::SHA256, ARCHIVE));
    assert_eq!(said.trim(), checksum);

    let manifest = SHIPPED.replace("CHECKSUM", &checksum);
    let ours = understood("/w/bindings/swift");
    for url in [None, Some(URL)] {
        let told = url.map_or("nil".to_owned(), |url| format!("{url:?}"));
        let text = manifest
            .replace("let archive: String? = nil", &format!("let archive: String? = {told}"));
        assert_eq!(text == manifest, url.is_none());
        fs::write(folder.join("Package.swift"), text).unwrap();
        let theirs = understood("/t/swift-package");
        assert_eq!(theirs["products"], ours["products"]);
        for module in ["Yufu", "YufuUI", "YufuURLSession"] {
            for what in ["dependencies", "resources"] {
                let [theirs, ours] = [&theirs, &ours].map(|p| &named(p, "targets", module)[what]);
                assert_eq!(theirs, ours, "{module}");
            }
        }
        let native = named(&theirs, "targets", "YufuFFI");
        assert_eq!(native["type"], "binary");
        match url {
            None => assert_eq!(native["path"], "YufuFFI.xcframework"),
            Some(url) => {
                assert_eq!(native["url"], url);
                assert_eq!(native["checksum"], checksum);
            }
        }
    }
}

#[test]
fn the_package_manager_takes_the_library_of_each_system() {
    let folder = system::target().join("swift-package-ios");
    let put = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("Package.swift", SHIPPED);
    for module in ["Yufu", "YufuUI", "YufuURLSession"] {
        put(&format!("Sources/{module}/Empty.swift"), "");
        put(&format!("Sources/{module}/PrivacyInfo.xcprivacy"), "");
    }
    put("YufuFFI.xcframework/Info.plist", LIST);
    let slices = ["ios-arm64", "ios-arm64_x86_64-simulator"];
    for slice in slices {
        put(&format!("YufuFFI.xcframework/{slice}/libyufu_ffi.a"), "");
        put(&format!("YufuFFI.xcframework/{slice}/Headers/YufuFFI/YufuFFI.h"), "");
    }
    // It asks for Apple's archiver before it plans, and never runs it.
    put("bin/libtool", "#!/bin/sh\nexit 1\n");
    fs::set_permissions(folder.join("bin/libtool"), fs::Permissions::from_mode(0o755)).unwrap();
    let systems = [("arm64-apple-ios13.0", 0), ("x86_64-apple-ios13.0-simulator", 1)];
    for (triple, taken) in systems {
        let _ = fs::remove_dir_all(folder.join(".build"));
        let package = ["swift", "build", "--package-path", "/t/swift-package-ios"];
        let to = ["--triple", triple, "--sdk", "/t/swift-package-ios", "--target", "Yufu"];
        let mut swift = system::command(&[&package[..], &to].concat());
        // It plans, and ends where it would need Apple's standard library.
        let said =
            swift.env("PATH", "/t/swift-package-ios/bin:/usr/sbin:/usr/bin:/bin").output().unwrap();
        let plan = fs::read_to_string(folder.join(".build/debug.yaml"));
        let plan = plan.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&said.stderr)));
        for (index, slice) in slices.iter().enumerate() {
            let named = plan.contains(&format!("YufuFFI.xcframework/{slice}/Headers"));
            assert_eq!(named, index == taken, "{triple}: {slice}");
        }
    }
}

#[test]
fn apples_property_lists_are_well_formed() {
    // It exits with 0 in any case.
    let lint = |file: &str| {
        let words = ["/usr/libexec/swift/bin/plutil", "-lint", "--", file];
        done(&mut system::command(&words)).trim() == format!("{file}: OK")
    };
    for module in ["Yufu", "YufuUI"] {
        assert!(lint(&format!("/w/bindings/swift/Sources/{module}/PrivacyInfo.xcprivacy")));
    }
    assert!(lint("/w/crates/xtask/src/ios/Info.plist"));
    for language in ["en", "zh-Hans"] {
        assert!(lint(&format!("/w/ios-demo/App/{language}.lproj/Localizable.strings")));
    }
    assert!(!lint("/w/bindings/swift/Package.swift"), "the control");
}

/// Apple wants a reason where Swift sources name these ("Describing use of required reason API").
const WITH_REASON: [(&str, &[&str]); 5] = [
    (
        "FileTimestamp",
        &["creationDate", "modificationDate", "fileModificationDate", "ModificationDateKey"],
    ),
    ("SystemBootTime", &["systemUptime", "mach_absolute_time"]),
    (
        "DiskSpace",
        &["volumeAvailableCapacity", "volumeTotalCapacity", "systemFreeSize", "systemSize"],
    ),
    ("ActiveKeyboards", &["activeInputModes"]),
    ("UserDefaults", &["UserDefaults"]),
];

#[test]
fn privacy_manifests_give_a_reason_for_what_the_swift_sources_use() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings/swift/Sources");
    for (module, native) in [("Yufu", "FileTimestamp"), ("YufuUI", ""), ("YufuURLSession", "")] {
        let mut code = String::new();
        for entry in fs::read_dir(sources.join(module)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "swift") {
                code += &fs::read_to_string(path).unwrap();
            }
        }
        assert!(!code.is_empty());
        let manifest = sources.join(module).join("PrivacyInfo.xcprivacy");
        let manifest = fs::read_to_string(manifest).unwrap_or_default();
        for (kind, names) in WITH_REASON {
            // What the native library uses is checked in the library itself, by verify-artefacts.
            let used = names.iter().any(|name| code.contains(name)) || kind == native;
            let stated =
                manifest.contains(&format!("<string>NSPrivacyAccessedAPICategory{kind}</string>"));
            assert_eq!(used, stated, "{module}: {kind}");
        }
    }
}
