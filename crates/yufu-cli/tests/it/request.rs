//! `yufu request`.

use std::fs;

use crate::run::{yufu, yufu_with};

const MESSAGE: &[u8] = b"POST /v1/transfer?lang=zh HTTP/1.1\r\nHost: Bank.Example\r\n\
    Content-Type: application/json\r\nyufu-session: BwcHBwcHBwcHBwcHBwcHBw\r\n\
    yufu-sequence: 7\r\nContent-Length: 7\r\n\r\n{\"a\":1}";

struct Scene {
    folder: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let scene = Self { folder: tempfile::tempdir().unwrap() };
        let (private, public) = (scene.path("sm2.key"), scene.path("sm2.pub"));
        let ran = yufu(&["sm2", "keygen", "--out", &private, "--public", &public]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        fs::write(scene.path("mac"), "42".repeat(32)).unwrap();
        scene
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn sign(&self, more: &[&str], out: &str) -> crate::run::Ran {
        let out = self.path(out);
        let args = [&["request", "sign", "--key-id", "device-1"], more, &["-", &out]].concat();
        yufu_with(&args, MESSAGE)
    }
}

#[test]
fn both_algorithms_verify_what_they_signed() {
    let scene = Scene::new();
    let (private, public, mac) = (scene.path("sm2.key"), scene.path("sm2.pub"), scene.path("mac"));
    for (sign, verify, algorithm) in [
        (["--key", &private], ["--key", &public], "sm2-sm3"),
        (["--mac-key-file", &mac], ["--mac-key-file", &mac], "hmac-sm3"),
    ] {
        let signed = scene.sign(&sign, "signed");
        assert_eq!(signed.status, Some(0), "{}", signed.err);
        let file = scene.path("signed");
        let ran = yufu(&[&["request", "verify"], &verify[..], &[&file]].concat());
        assert_eq!(ran.status, Some(0), "{}{}", ran.text(), ran.err);
        assert!(ran.text().contains(&format!("{algorithm} keyid device-1")));
        assert!(ran.text().contains("@query") && ran.text().contains("yufu-sequence"));

        let text = fs::read_to_string(&file).unwrap();
        assert!(text.ends_with("\r\n\r\n{\"a\":1}"));
        for (from, to, reason) in [
            ("{\"a\":1}", "{\"a\":2}", "digest_mismatch"),
            ("lang=zh", "lang=en", "signature_invalid"),
            ("yufu-sequence: 7", "yufu-sequence: 8", "signature_invalid"),
            ("Bank.Example", "evil.example", "signature_invalid"),
        ] {
            assert!(text.contains(from));
            fs::write(scene.path("changed"), text.replacen(from, to, 1)).unwrap();
            let changed = scene.path("changed");
            let ran = yufu(&[&["request", "verify"], &verify[..], &[&changed]].concat());
            assert_eq!(ran.status, Some(1));
            assert!(ran.text().starts_with(reason), "{}", ran.text());
        }
    }
}

#[test]
fn other_keys_algorithms_and_times_are_a_no() {
    let scene = Scene::new();
    let (private, public, mac) = (scene.path("sm2.key"), scene.path("sm2.pub"), scene.path("mac"));
    scene.sign(&["--key", &private, "--created", "1760000000", "--lifetime", "30"], "signed");
    let file = scene.path("signed");
    let at = |args: &[&str]| yufu(&[&["request", "verify"], args, &[&file]].concat());
    assert_eq!(at(&["--key", &public, "--at", "1760000030"]).status, Some(0));
    for (args, reason) in [
        (&["--key", &public][..], "request_expired"),
        (&["--key", &public, "--at", "1760000031"], "request_expired"),
        (&["--key", &public, "--at", "1759999939"], "request_from_future"),
        (&["--key", &public, "--at", "1760000030", "--id", "ALICE"], "signature_invalid"),
        (&["--mac-key-file", &mac, "--at", "1760000030"], "algorithm_refused"),
    ] {
        let ran = at(args);
        assert_eq!(ran.status, Some(1), "{reason}: {}", ran.err);
        assert!(ran.text().starts_with(reason), "{}", ran.text());
    }
}

#[test]
fn unsigned_messages_and_wrong_files_are_told_apart() {
    let scene = Scene::new();
    let (private, public, mac) = (scene.path("sm2.key"), scene.path("sm2.pub"), scene.path("mac"));
    let ran = yufu_with(&["request", "verify", "--key", &public, "-"], MESSAGE);
    assert_eq!(ran.status, Some(1));
    assert!(ran.text().starts_with("signature_missing"));
    yufu_with(&["request", "verify", "--key", &public, "-"], b"").is_bad_input("-");
    yufu_with(&["request", "verify", "--key", &private, "-"], MESSAGE).is_bad_input("public key");
    yufu_with(&["request", "verify", "-"], MESSAGE).is_bad_input("--key");
    let both = ["request", "verify", "--key", &public, "--mac-key-file", &mac, "-"];
    yufu_with(&both, MESSAGE).is_bad_input("--mac-key-file");
    scene.sign(&["--key", &private, "--lifetime", "121"], "out").is_bad_input("--lifetime");
    scene.sign(&["--key", &public], "out").is_bad_input("private key");
    scene.sign(&["--mac-key-file", &private], "out").is_bad_input("hexadecimal");
    assert!(!fs::exists(scene.path("out")).unwrap());
    // What is signed already is not signed again.
    scene.sign(&["--key", &private], "signed");
    let args = ["request", "sign", "--key", &private, "--key-id", "k", &scene.path("signed"), "-"];
    yufu(&args).is_bad_input("content-digest");
}
