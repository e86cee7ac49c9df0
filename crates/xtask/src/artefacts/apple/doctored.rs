//! A whole XCFramework of small libraries is sound; each change to it is found.

use object::write::{MachOBuildVersion, Object, Symbol, SymbolSection};
use object::{
    Architecture, BinaryFormat, Endianness, SectionKind, SymbolFlags, SymbolKind, SymbolScope,
};
use tempfile::TempDir;

use super::*;
use crate::ios::xcframework::{assemble, put};

const CALL: &str = "uniffi_yufu_ffi_fn_func_version";

/// What a small library holds.
#[derive(Clone, Copy)]
struct Small {
    exports: &'static [&'static str],
    imports: &'static [&'static str],
    minimum: u32,
    lines: bool,
    text: &'static [u8],
}

const SOUND: Small = Small {
    exports: &[CALL, "UNIFFI_META_YUFU_FFI_FUNC_VERSION", "rust_eh_personality"],
    imports: &["malloc", "fstat"],
    minimum: 0,
    lines: true,
    text: b"yufu/crates/yufu-ffi/src/lib.rs",
};

impl Small {
    /// An archive of one object.
    fn library(self, target: &Target) -> Vec<u8> {
        let architecture = match target.architecture {
            "arm64" => Architecture::Aarch64,
            _ => Architecture::X86_64,
        };
        let mut object = Object::new(BinaryFormat::MachO, architecture, Endianness::Little);
        let mut version = MachOBuildVersion::default();
        version.platform = match target.system {
            System::Device => object::macho::PLATFORM_IOS,
            System::Simulator => object::macho::PLATFORM_IOSSIMULATOR,
        };
        let usual: u32 = target.minimum.split_once('.').unwrap().0.parse().unwrap();
        version.minos = if self.minimum == 0 { usual << 16 } else { self.minimum << 16 };
        object.set_macho_build_version(version);
        let section = |object: &mut Object<'_>, segment: &[u8], name: &[u8], kind| {
            object.add_section(segment.to_vec(), name.to_vec(), kind)
        };
        let code = section(&mut object, b"__TEXT", b"__text", SectionKind::Text);
        object.append_section_data(code, self.text, 4);
        if self.lines {
            let lines = section(&mut object, b"__DWARF", b"__debug_line", SectionKind::Debug);
            object.append_section_data(lines, &[0; 64], 1);
        }
        let mut symbol = |name: &str, section, scope| {
            object.add_symbol(Symbol {
                name: name.into(),
                value: 0,
                size: 0,
                kind: SymbolKind::Text,
                scope,
                weak: false,
                section,
                flags: SymbolFlags::None,
            })
        };
        for name in self.exports {
            symbol(name, SymbolSection::Section(code), SymbolScope::Dynamic);
        }
        symbol("__divti3", SymbolSection::Section(code), SymbolScope::Linkage);
        for name in self.imports {
            symbol(name, SymbolSection::Undefined, SymbolScope::Unknown);
        }
        let member = object.write().unwrap();
        // The name stands before the object, which begins at a multiple of 8, as in Apple's archives.
        let name = b"small.o\0\0\0\0\0";
        let len = name.len() + member.len();
        let head = format!("#1/{:<13}{:<12}{:<6}{:<6}{:<8}{len:<10}`\n", name.len(), 0, 0, 0, 644);
        let mut archive = [b"!<arch>\n", head.as_bytes(), name, &member].concat();
        archive.resize(archive.len().next_multiple_of(2), b'\n');
        archive
    }
}

/// What `cargo xtask ios` makes, of small libraries.
struct Made {
    folder: TempDir,
    swift: TempDir,
}

impl Made {
    fn new(of: impl Fn(&Target) -> Small) -> Self {
        let (folder, swift) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let real = crate::ios::swift();
        let header =
            format!("typedef void (*Callback)(uint64_t);\nuint64_t {CALL}(uint64_t ptr\n);\n");
        put(&swift.path().join("Sources/YufuFFI/include/YufuFFI.h"), header.as_bytes()).unwrap();
        for module in ["Sources/Yufu", "Sources/YufuUI", "Sources/YufuURLSession"] {
            let manifest = read(&real.join("Sources/Yufu").join(PRIVACY)).unwrap();
            put(&swift.path().join(module).join(PRIVACY), &manifest).unwrap();
        }
        let map = "Sources/YufuFFI/include/module.modulemap";
        put(&swift.path().join(map), &read(&real.join(map)).unwrap()).unwrap();
        let libraries: Vec<_> =
            TARGETS.iter().map(|target| (target, of(target).library(target))).collect();
        assemble(folder.path(), swift.path(), &libraries).unwrap();
        crate::ios::write_package(folder.path(), swift.path(), None).unwrap();
        let bill = r#"{"bomFormat":"CycloneDX","metadata":{"component":{"name":"yufu-ffi"}},"components":[{}]}"#;
        put(&folder.path().join(BILL), bill.as_bytes()).unwrap();
        Self { folder, swift }
    }

    fn rows(&self) -> Vec<Row> {
        rows_with(|_, _, _| Ok(None), self.folder.path(), self.swift.path()).unwrap()
    }

    fn faults(&self) -> Vec<String> {
        self.rows().into_iter().flat_map(|row| row.faults).collect()
    }

    /// The faults of a copy with one file changed.
    fn changed(name: &str, change: impl Fn(&str) -> String) -> String {
        let made = Self::new(|_| SOUND);
        let path = made.folder.path().join(name);
        let text = change(&fs::read_to_string(&path).unwrap_or_default());
        put(&path, text.as_bytes()).unwrap();
        made.faults().join("\n")
    }

    /// The faults where the device's library is another.
    fn with(device: Small) -> String {
        let of = |target: &Target| if target.system == System::Device { device } else { SOUND };
        Self::new(of).faults().join("\n")
    }
}

#[test]
fn a_sound_framework_has_no_fault() {
    let made = Made::new(|_| SOUND);
    assert_eq!(made.faults(), Vec::<String>::new());
    // The one that the suite Swift shows to Swift's package manager.
    let list = made.folder.path().join("YufuFFI.xcframework/Info.plist");
    assert_eq!(text(&list).unwrap(), include_str!("../../ios/Info.plist"));
    let names: Vec<_> = made.rows().into_iter().map(|row| row.name).collect();
    let mut wanted = TARGETS.map(|target| format!("{}, not linked", target.triple)).to_vec();
    wanted.push(ARCHIVE.into());
    assert_eq!(names, wanted);
}

#[test]
fn each_doctored_library_fails_with_its_reason() {
    let with = |change: fn(&mut Small)| {
        let mut small = SOUND;
        change(&mut small);
        Made::with(small)
    };
    assert!(with(|s| s.exports = &["rust_eh_personality"]).contains("which it lacks"));
    assert!(with(|s| s.exports = &[CALL, "EVP_DigestInit"]).contains("it exports EVP_DigestInit"));
    assert!(with(|s| s.imports = &["fstat", "dlopen"]).contains("imports dlopen"));
    assert!(with(|s| s.imports = &["fstat", "lstat"]).contains("imports lstat"));
    assert!(with(|s| s.imports = &["fstat", "statfs"]).contains("no reason for statfs"));
    assert!(with(|s| s.imports = &["malloc"]).contains("FileTimestamp, which is not used"));
    assert!(with(|s| s.lines = false).contains("line numbers"));
    assert!(with(|s| s.minimum = 17).contains("it is for arm64, ios 17.0"));
    assert!(with(|s| s.text = b"/home/someone/yufu/src/lib.rs").contains("/home/"));
    assert!(with(|s| s.text = b"hmac.state").contains("hmac.state"));
}

#[test]
fn a_library_for_another_system_or_processor_is_found() {
    let simulator = |_: &Target| SOUND;
    let made = Made::new(simulator);
    let framework = made.folder.path().join(FOLDER);
    let [device, both] =
        ["ios-arm64", "ios-arm64_x86_64-simulator"].map(|f| framework.join(f).join(LIBRARY));
    fs::copy(&both, &device).unwrap();
    let faults = made.faults().join("\n");
    assert!(faults.contains("does not list the libraries"), "{faults}");
}

#[test]
fn a_library_that_does_not_link_fails() {
    let made = Made::new(|_| SOUND);
    let linker: Linker = |_, target, _| match target.system {
        System::Device => Err("it does not link".into()),
        System::Simulator => Ok(Some(1)),
    };
    let rows = rows_with(linker, made.folder.path(), made.swift.path()).unwrap();
    let faults: Vec<_> = rows.iter().map(|row| row.faults.as_slice()).collect();
    assert_eq!(faults, [&["it does not link".to_owned()][..], &[], &[], &[]]);
}

#[test]
fn each_doctored_file_fails_with_its_reason() {
    let list = "YufuFFI.xcframework/Info.plist";
    let in_list = |from: &'static str, to: &'static str| {
        Made::changed(list, move |text| {
            assert!(text.contains(from), "{text}");
            text.replacen(from, to, 1)
        })
    };
    assert!(in_list("<string>x86_64</string>", "").contains("does not list"));
    assert!(
        in_list("<string>simulator</string>", "<string>maccatalyst</string>")
            .contains("does not list")
    );
    assert!(in_list("XFWK", "FMWK").contains("no XFWK"));
    assert!(in_list("1.0</string>", "2.0</string>").contains("format version"));
    let header = "YufuFFI.xcframework/ios-arm64/Headers/YufuFFI/YufuFFI.h";
    assert!(Made::changed(header, |text| text.to_owned() + " ").contains("is not Sources/YufuFFI"));
    let privacy = "YufuFFI.xcframework/PrivacyInfo.xcprivacy";
    let other = Made::changed(privacy, |text| text.replace("FileTimestamp", "UserDefaults"));
    assert!(other.contains("is another") && other.contains("no reason for fstat"), "{other}");
    assert!(
        Made::changed("YufuFFI.xcframework/ios-arm64/notes", |_| "x".into()).contains("it holds")
    );
    let anything = |text: &str| text.to_owned() + "\n";
    assert!(Made::changed(list, anything).contains("is not the archive of"));
    let digest = Made::changed("Package.swift", |text| {
        text.replace("let checksum = \"", "let checksum = \"0")
    });
    assert!(digest.contains("not the checksum"), "{digest}");
    let bill = |text: &str| text.replace("yufu-ffi", "yufu-jni");
    assert!(Made::changed(BILL, bill).contains("no bill of materials"));
}
