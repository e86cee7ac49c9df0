//! `yufu pack`.

use crate::crypto::Folder;
use crate::run::yufu;

const PLATFORMS: [&str; 3] = ["android", "ios", "linux"];

#[test]
fn source_that_is_printed_compiles_to_the_pack_that_is_compiled_in() {
    let scratch = Folder::new();
    for platform in PLATFORMS {
        let printed = yufu(&["pack", "source", platform]);
        let source = scratch.file("source.toml", printed.text().as_bytes());
        let out = scratch.path("pack.json");
        assert_eq!(yufu(&["pack", "compile", &source, "--out", &out]).status, Some(0));
        let embedded = format!("{}/../yufu/packs/{platform}.json", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(scratch.read("pack.json"), std::fs::read(embedded).unwrap(), "{platform}");
        let check = ["pack", "compile", &source, "--out", &out, "--check"];
        assert_eq!(yufu(&check).status, Some(0));
        scratch.file("pack.json", b"{}");
        assert_eq!(yufu(&check).status, Some(1));
    }
}

#[test]
fn what_an_app_declares_is_what_the_pack_asks_the_host_for() {
    let declared = yufu(&["pack", "declare", "android"]);
    let packages: Vec<&str> = declared.text().lines().collect();
    assert!(packages.contains(&"com.topjohnwu.magisk") && packages.is_sorted());
    let kept = include_str!("../../../yufu/packs/android.packages");
    assert_eq!(declared.text(), kept, "cargo xtask packs");
    assert!(yufu(&["pack", "declare", "ios"]).text().lines().any(|scheme| scheme == "sileo"));
    assert_eq!(yufu(&["pack", "declare", "linux"]).text(), "");
}

#[test]
fn signed_pack_is_verified_with_its_root_and_with_no_other() {
    let scratch = Folder::new();
    let (key, public) = scratch.keys();
    let source = scratch.file("source.toml", yufu(&["pack", "source", "ios"]).text().as_bytes());
    let out = scratch.path("pack.jws");
    let signed = yufu(&["pack", "sign", &source, "--key", &key, "--out", &out]);
    assert_eq!(signed.status, Some(0), "{}", signed.err);
    let verified = yufu(&["pack", "verify", &out, "--key", &public]);
    assert_eq!(verified.status, Some(0), "{}", verified.err);
    for code in ["yufu-ios", "hook.changed_entry_point", "jailbreak."] {
        assert!(verified.text().contains(code), "{code}");
    }

    let other = Folder::new();
    let (_, other) = other.keys();
    let refused = yufu(&["pack", "verify", &out, "--key", &other]);
    assert_eq!((refused.status, refused.out.len()), (Some(1), 0), "{}", refused.err);
    let token = scratch.read("pack.jws");
    let mut changed = token.clone();
    changed[token.len() / 2] ^= 1;
    for (name, content) in [
        ("changed", changed),
        ("cut", token[..token.len() / 2].to_vec()),
        ("empty", Vec::new()),
        ("source", yufu(&["pack", "source", "ios"]).out),
        ("binary", vec![0xff; 4096]),
    ] {
        let file = scratch.file(name, &content);
        let ran = yufu(&["pack", "verify", &file, "--key", &public]);
        assert_eq!((ran.status, ran.out.len()), (Some(1), 0), "{name}: {}", ran.err);
        assert!(ran.err.contains(name) && !ran.err.contains("panicked"), "{}", ran.err);
    }
    let large = scratch.file("large", &vec![b'a'; 10 << 20]);
    yufu(&["pack", "verify", &large, "--key", &public]).is_bad_input("large");
    yufu(&["pack", "verify", &scratch.path("absent"), "--key", &public]).is_bad_input("absent");
    yufu(&["pack", "verify", &out, "--key", &out]).is_bad_input("pack.jws");
}

#[test]
fn hostile_source_is_one_clear_error() {
    let scratch = Folder::new();
    let honest = yufu(&["pack", "source", "linux"]).out;
    let text = std::str::from_utf8(&honest).unwrap();
    let out = scratch.path("out.json");
    for (name, content) in [
        ("empty", String::new()),
        ("no-toml", "when = {".to_owned()),
        ("deep", format!("{}\nx = {}", text, "[".repeat(1 << 17))),
        ("unknown-kind", text.replacen("when = \"changed_entry_point\"", "when = \"moon\"", 1)),
        ("no-clause", text.replacen("clause = ", "paragraph = ", 1)),
        ("heavy", text.replacen("weight = 90", "weight = 101", 1)),
        ("large", " ".repeat(10 << 20)),
    ] {
        assert_ne!(content, text, "{name}");
        let file = scratch.file(name, content.as_bytes());
        yufu(&["pack", "compile", &file, "--out", &out]).is_bad_input(name);
    }
    let bytes = scratch.file("bytes", &[0xff, 0xfe]);
    yufu(&["pack", "compile", &bytes, "--out", &out]).is_bad_input("bytes");
    yufu(&["pack", "compile", &scratch.path(""), "--out", &out]).is_bad_input("directory");
    assert!(!std::path::Path::new(&out).exists());
}
