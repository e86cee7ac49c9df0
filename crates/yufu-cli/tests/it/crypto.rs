//! `yufu sm2`, `sm3` and `sm4`, both ways with Debian's openssl, and with everything that can be
//! wrong with a file.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::run::{command, yufu, yufu_with};

const KEY: &str = "0123456789abcdeffedcba9876543210";
const IV16: &str = "000102030405060708090a0b0c0d0e0f";
const IV12: &str = "000102030405060708090a0b";
const DISTID: &str = "distid:1234567812345678";

/// A scratch folder with an SM4 key in it.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.file("key", KEY.as_bytes());
        folder
    }

    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    pub fn file(&self, name: &str, content: &[u8]) -> String {
        fs::write(self.0.path().join(name), content).unwrap();
        self.path(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.path().join(name)).unwrap()
    }

    pub fn names(&self) -> Vec<PathBuf> {
        fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    fn sm4(&self, direction: &str, mode: &str, input: &str, output: &str) -> crate::run::Ran {
        let iv = if matches!(mode, "gcm" | "ccm") { IV12 } else { IV16 };
        let key = self.path("key");
        yufu(&["sm4", direction, "--mode", mode, "--key-file", &key, "--iv", iv, input, output])
    }

    pub fn keys(&self) -> (String, String) {
        let (private, public) = (self.path("sm2.key"), self.path("sm2.pub"));
        let ran = yufu(&["sm2", "keygen", "--out", &private, "--public", &public]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        (private, public)
    }
}

pub fn openssl(args: &[&str]) -> Vec<u8> {
    let ran = Command::new("openssl").args(args).stdin(Stdio::null()).output().unwrap();
    assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
    ran.stdout
}

/// Some bytes around the size of a piece, that repeat nowhere.
pub fn content(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at * 31 + at / 251) % 256).unwrap()).collect()
}

#[test]
fn digests_are_openssl_s_and_printed_as_sha256sum_prints_them() {
    let folder = Folder::new();
    for length in [0, 1, 64, (1 << 20) - 1, 1 << 20, (1 << 20) + 1] {
        let file = folder.file("data", &content(length));
        let theirs = String::from_utf8(openssl(&["dgst", "-sm3", "-r", &file])).unwrap();
        let theirs = theirs.split(' ').next().unwrap();
        assert_eq!(yufu(&["sm3", &file]).text(), format!("{theirs}  {file}\n"));
        let key = format!("hexkey:{KEY}");
        let mac = ["dgst", "-sm3", "-mac", "HMAC", "-macopt", &key, "-r", &file];
        let theirs = String::from_utf8(openssl(&mac)).unwrap();
        let theirs = theirs.split(' ').next().unwrap();
        let ours = yufu(&["sm3", "--hmac-key-file", &folder.path("key"), &file]);
        assert_eq!(ours.text(), format!("{theirs}  {file}\n"));
    }
    let abc = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0  -\n";
    assert_eq!(yufu_with(&["sm3"], b"abc").text(), abc);
    assert_eq!(yufu_with(&["sm3", "-"], b"abc").text(), abc);
    let odd = folder.file("a\\b\nc", b"abc");
    let line = yufu(&["sm3", &odd]);
    assert!(line.text().starts_with("\\66c7f0f4") && line.text().ends_with("a\\\\b\\nc\n"));
}

#[test]
fn files_that_cannot_be_hashed_do_not_keep_others_from_it() {
    let folder = Folder::new();
    let (good, missing) = (folder.file("good", b"abc"), folder.path("missing"));
    let directory = folder.path("");
    let ran = yufu(&["sm3", &missing, &good, &directory]);
    assert_eq!(ran.status, Some(2));
    assert_eq!(ran.text().lines().count(), 1);
    assert_eq!(ran.err.lines().filter(|line| line.starts_with("yufu:")).count(), 2);
    for (content, naming) in [(&b""[..], "hexadecimal"), (b"xyz", "hexadecimal")] {
        let key = folder.file("bad", content);
        yufu(&["sm3", "--hmac-key-file", &key, &good]).is_bad_input(naming);
    }
}

#[test]
fn ctr_and_cbc_are_openssl_s_both_ways() {
    let folder = Folder::new();
    for mode in ["ctr", "cbc"] {
        for length in [0, 1, 15, 16, 17, (1 << 20) - 1, 1 << 20, (1 << 20) + 5] {
            let (plain, ours) = (folder.file("plain", &content(length)), folder.path("ours"));
            let theirs = folder.path("theirs");
            assert_eq!(folder.sm4("encrypt", mode, &plain, &ours).status, Some(0));
            let cipher = format!("-sm4-{mode}");
            let args = ["enc", &cipher, "-K", KEY, "-iv", IV16, "-in", &plain, "-out", &theirs];
            openssl(&args);
            assert!(folder.read("ours") == folder.read("theirs"), "{mode} {length}");
            let opened = folder.path("opened");
            assert_eq!(folder.sm4("decrypt", mode, &theirs, &opened).status, Some(0));
            assert!(folder.read("opened") == content(length), "{mode} {length}");
        }
    }
}

#[test]
fn gcm_and_ccm_open_what_they_sealed_and_nothing_else() {
    let folder = Folder::new();
    for mode in ["gcm", "ccm"] {
        for length in [0, 1, 16, (1 << 20) - 16, (1 << 20) - 1, 1 << 20, (1 << 20) + 17] {
            let plain = folder.file("plain", &content(length));
            let (sealed, opened) = (folder.path("sealed"), folder.path("opened"));
            assert_eq!(folder.sm4("encrypt", mode, &plain, &sealed).status, Some(0));
            assert_eq!(folder.read("sealed").len(), length + 16);
            assert_eq!(folder.sm4("decrypt", mode, &sealed, &opened).status, Some(0));
            assert!(folder.read("opened") == content(length), "{mode} {length}");
        }
        let genuine = folder.read("sealed");
        fs::remove_file(folder.path("opened")).unwrap();
        let changed = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut bytes = genuine.clone();
            change(&mut bytes);
            folder.file("changed", &bytes)
        };
        for file in [
            changed(&|bytes| bytes[0] ^= 1),
            changed(&|bytes| *bytes.last_mut().unwrap() ^= 1),
            changed(&|bytes| bytes.truncate(bytes.len() - 1)),
            changed(&|bytes| bytes.push(0)),
            changed(&|bytes| bytes.truncate(15)),
            changed(&Vec::clear),
        ] {
            let before = folder.names().len();
            let ran = folder.sm4("decrypt", mode, &file, &folder.path("opened"));
            assert_eq!(ran.status, Some(1), "{mode}: {}", ran.err);
            assert_eq!(ran.err.lines().count(), 1);
            assert_eq!(folder.names().len(), before, "something was left behind");
        }
    }
}

/// RFC 8998, appendix A.1 and A.2.
#[test]
fn gcm_and_ccm_give_the_standard_s_ciphertext() {
    let folder = Folder::new();
    let plain: Vec<u8> = [0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 0xee, 0xaa]
        .iter()
        .flat_map(|byte| [*byte; 8])
        .collect();
    let (plain, sealed) = (folder.file("plain", &plain), folder.path("sealed"));
    let aad = hex::decode("feedfacedeadbeeffeedfacedeadbeefabaddad2").unwrap();
    let (aad, key) = (folder.file("aad", &aad), folder.path("key"));
    for (mode, tag) in
        [("gcm", "83de3541e4c2b58177e065a9bf7b62ec"), ("ccm", "16842d4fa186f56ab33256971fa110f4")]
    {
        let iv = "00001234567800000000abcd";
        let args = ["sm4", "encrypt", "--mode", mode, "--key-file", &key, "--iv", iv];
        let ran = yufu(&[&args, ["--aad-file", &aad, &plain, &sealed].as_slice()].concat());
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        assert!(hex::encode(folder.read("sealed")).ends_with(tag));
    }
}

#[test]
fn wrong_keys_ivs_and_files_of_sm4_are_bad_input_and_nothing_is_written() {
    let folder = Folder::new();
    let (plain, key, out) = (folder.file("plain", b"abc"), folder.path("key"), folder.path("out"));
    let (short, empty) = (folder.file("short", b"0123"), folder.file("empty", b""));
    let (missing, directory) = (folder.path("missing"), folder.path(""));
    let nowhere = folder.path("nowhere/out");
    let before = folder.names().len();
    let run = |mode: &str, key: &str, iv: &str, more: &[&str], input: &str, output: &str| {
        let args = ["sm4", "encrypt", "--mode", mode, "--key-file", key, "--iv", iv];
        yufu(&[&args, more, &[input, output]].concat())
    };
    run("gcm", &short, IV12, &[], &plain, &out).is_bad_input("32 hexadecimal");
    run("gcm", &empty, IV12, &[], &plain, &out).is_bad_input("hexadecimal");
    run("gcm", &missing, IV12, &[], &plain, &out).is_bad_input("missing");
    run("gcm", &directory, IV12, &[], &plain, &out).is_bad_input("directory");
    run("gcm", &key, IV16, &[], &plain, &out).is_bad_input("--iv");
    run("cbc", &key, IV12, &[], &plain, &out).is_bad_input("--iv");
    run("gcm", &key, "xx", &[], &plain, &out).is_bad_input("--iv");
    run("ecb", &key, IV16, &[], &plain, &out).is_bad_input("--mode");
    run("cbc", &key, IV16, &["--aad-file", &plain], &plain, &out).is_bad_input("--aad-file");
    run("gcm", &key, IV12, &[], &missing, &out).is_bad_input("missing");
    run("gcm", &key, IV12, &[], &directory, &out).is_bad_input("directory");
    run("gcm", &key, IV12, &[], &plain, &directory).is_bad_input("directory");
    run("gcm", &key, IV12, &[], &plain, &nowhere).is_bad_input("nowhere");
    assert_eq!(folder.names().len(), before);
}

#[test]
fn existing_output_keeps_its_mode_and_a_failure_leaves_it_alone() {
    let folder = Folder::new();
    let (plain, out) = (folder.file("plain", b"abc"), folder.file("out", b"old"));
    fs::set_permissions(&out, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(folder.sm4("decrypt", "gcm", &plain, &out).status, Some(1));
    assert_eq!(folder.read("out"), b"old");
    assert_eq!(folder.sm4("encrypt", "gcm", &plain, &out).status, Some(0));
    assert_eq!(fs::metadata(&out).unwrap().permissions().mode() & 0o777, 0o640);
    // In place, and through a link that stays one.
    assert_eq!(folder.sm4("decrypt", "gcm", &out, &out).status, Some(0));
    assert_eq!(folder.read("out"), b"abc");
    let link = folder.path("link");
    std::os::unix::fs::symlink(&out, &link).unwrap();
    assert_eq!(folder.sm4("encrypt", "ctr", &plain, &link).status, Some(0));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_ne!(folder.read("out"), b"abc");
}

#[test]
fn full_device_is_an_error_and_a_closed_pipe_is_none() {
    let folder = Folder::new();
    let plain = folder.file("plain", &content(1 << 20));
    folder.sm4("encrypt", "ctr", &plain, "/dev/full").is_bad_input("/dev/full");
    assert_eq!(folder.sm4("encrypt", "ctr", &plain, "/dev/null").status, Some(0));
    let key = folder.path("key");
    let args = ["sm4", "encrypt", "--mode", "ctr", "--key-file", &key, "--iv", IV16, &plain, "-"];
    let mut child = command(&args).spawn().unwrap();
    drop(child.stdout.take());
    let ran = child.wait_with_output().unwrap();
    assert_eq!(ran.status.code(), Some(0));
    assert!(ran.stderr.is_empty());
}

/// Needs a small file system of its own, mounted in a namespace of its own; a machine that forbids
/// those can't run it, which `--require-all` counts as a failure.
#[test]
fn full_disk_leaves_nothing_half_written() {
    let folder = Folder::new();
    let plain = folder.file("plain", &content(3 << 20));
    let small = folder.path("small");
    fs::create_dir(&small).unwrap();
    let script = format!(
        "mount -t tmpfs -o size=1m none '{small}' && {{ '{}' sm4 encrypt --mode gcm --key-file \
         '{}' --iv {IV12} '{plain}' '{small}/out'; echo status $?; ls -A '{small}' | wc -l; }}",
        env!("CARGO_BIN_EXE_yufu"),
        folder.path("key"),
    );
    let ran = Command::new("unshare").args(["-rm", "sh", "-c", &script]).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    if !out.contains("status") {
        assert!(std::env::var_os("YUFU_REQUIRE_ALL").is_none(), "no mount in a namespace: {err}");
        return;
    }
    assert_eq!(out.split_whitespace().collect::<Vec<_>>(), ["status", "2", "0"], "{err}");
    assert_eq!(err.lines().filter(|line| line.starts_with("yufu:")).count(), 1, "{err}");
}

#[test]
fn sm2_keys_signatures_and_ciphertexts_are_read_by_openssl_and_back() {
    let folder = Folder::new();
    let (private, public) = folder.keys();
    assert_eq!(fs::metadata(&private).unwrap().permissions().mode() & 0o777, 0o600);
    let theirs = openssl(&["pkey", "-in", &private, "-pubout"]);
    assert_eq!(theirs, fs::read(&public).unwrap());
    let file = folder.file("file", &content((1 << 20) + 3));

    let ours = yufu(&["sm2", "sign", "--key", &private, &file]);
    assert_eq!(ours.status, Some(0), "{}", ours.err);
    let signature = folder.file("signature", &ours.out);
    let raw = ["-rawin", "-digest", "sm3", "-pkeyopt", DISTID];
    let verify = ["pkeyutl", "-verify", "-in", &file, "-pubin", "-inkey", &public];
    openssl(&[&verify[..], &["-sigfile", &signature], &raw].concat());

    let sign = ["pkeyutl", "-sign", "-in", &file, "-inkey", &private, "-out", &signature];
    openssl(&[&sign[..], &raw].concat());
    let args = ["sm2", "verify", "--key", &public, "--signature", &signature];
    assert_eq!(yufu(&[&args[..], &[&file]].concat()).status, Some(0));
    for wrong in [&["--id", "ALICE"][..], &["--format", "raw"]] {
        let ran = yufu(&[&args[..], wrong, &[&file]].concat());
        assert_eq!((ran.status, ran.text()), (Some(1), ""), "{wrong:?}");
        assert_eq!(ran.err.lines().count(), 1);
    }
    let other = folder.file("other", b"abc");
    assert_eq!(yufu(&[&args[..], &[&other]].concat()).status, Some(1));

    let (sealed, opened) = (folder.path("sealed"), folder.path("opened"));
    let encrypt = ["pkeyutl", "-encrypt", "-pubin", "-inkey", &public, "-in", &other];
    openssl(&[&encrypt[..], &["-out", &sealed]].concat());
    assert_eq!(yufu(&["sm2", "decrypt", "--key", &private, &sealed, &opened]).status, Some(0));
    assert_eq!(folder.read("opened"), b"abc");
    assert_eq!(yufu(&["sm2", "encrypt", "--key", &public, &other, &sealed]).status, Some(0));
    assert_eq!(openssl(&["pkeyutl", "-decrypt", "-inkey", &private, "-in", &sealed]), b"abc");

    // A key that openssl made.
    let theirs = folder.path("theirs.key");
    openssl(&["genpkey", "-algorithm", "SM2", "-out", &theirs]);
    assert_eq!(yufu(&["sm2", "sign", "--key", &theirs, &file]).status, Some(0));
}

#[test]
fn sm2_formats_are_explicit_and_never_guessed() {
    let folder = Folder::new();
    let (private, public) = folder.keys();
    let plain = folder.file("plain", b"abc");
    let (sealed, opened) = (folder.path("sealed"), folder.path("opened"));
    for format in ["der", "c1c3c2", "c1c2c3"] {
        let encrypt = ["sm2", "encrypt", "--key", &public, "--format", format, &plain, &sealed];
        assert_eq!(yufu(&encrypt).status, Some(0));
        for read_as in ["der", "c1c3c2", "c1c2c3"] {
            let _ = fs::remove_file(&opened);
            let args = ["sm2", "decrypt", "--key", &private, "--format", read_as, &sealed, &opened];
            let status = yufu(&args).status;
            assert_eq!(status, Some(i32::from(format != read_as)), "{format} as {read_as}");
            assert_eq!(fs::exists(&opened).unwrap(), format == read_as);
        }
    }
    let raw = yufu(&["sm2", "sign", "--key", &private, "--format", "raw", &plain]);
    assert_eq!(raw.out.len(), 64);
    let signature = folder.file("signature", &raw.out);
    let verify = ["sm2", "verify", "--key", &public, "--signature", &signature, "--format", "raw"];
    assert_eq!(yufu(&[&verify[..], &[&plain]].concat()).status, Some(0));
}

#[test]
fn wrong_files_of_sm2_are_bad_input_and_a_private_key_is_never_overwritten() {
    let folder = Folder::new();
    let (private, public) = folder.keys();
    let before = folder.read("sm2.key");
    yufu(&["sm2", "keygen", "--out", &private, "--public", &public]).is_bad_input("exists");
    assert_eq!(folder.read("sm2.key"), before);
    let (plain, empty) = (folder.file("plain", b"abc"), folder.file("empty", b""));
    let (missing, out) = (folder.path("missing"), folder.path("out"));
    yufu(&["sm2", "sign", "--key", &public, &plain]).is_bad_input("private key");
    yufu(&["sm2", "sign", "--key", &empty, &plain]).is_bad_input("private key");
    yufu(&["sm2", "sign", "--key", &missing, &plain]).is_bad_input("missing");
    yufu(&["sm2", "sign", "--key", &private, &missing]).is_bad_input("missing");
    yufu(&["sm2", "sign", "--key", &private, "--id", &"a".repeat(8192), &plain])
        .is_bad_input("--id");
    yufu(&["sm2", "encrypt", "--key", &private, &plain, &out]).is_bad_input("public key");
    yufu(&["sm2", "encrypt", "--key", &public, &empty, &out]).is_bad_input("empty");
    yufu(&["sm2", "decrypt", "--key", &public, &plain, &out]).is_bad_input("private key");
    let verify = ["sm2", "verify", "--key", &public, "--signature"];
    yufu(&[&verify[..], &[&missing, &plain]].concat()).is_bad_input("missing");
    assert_eq!(yufu(&[&verify[..], &[&empty, &plain]].concat()).status, Some(1));
    assert_eq!(yufu(&["sm2", "decrypt", "--key", &private, &plain, &out]).status, Some(1));
    assert!(!fs::exists(&out).unwrap());
}
