//! Both ways with openssl 3: what one makes the other reads.
//!
//! Needs the `openssl` command; its absence fails the test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it ran"
)]

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;
use yufu_sm::sm2::{
    CiphertextFormat, DecryptingKey, EncryptingKey, Signature, SignerId, SigningKey, VerifyingKey,
};
use yufu_sm::sm4::{Key, cbc, cmac, ctr};
use yufu_sm::{kdf, sm3};

const MESSAGES: [&[u8]; 4] = [b"a", b"sixteen byte msg", b"longer than one block", &[0x5a; 1000]];
const KEY: [u8; 16] = *b"\x01\x23\x45\x67\x89\xab\xcd\xef\xfe\xdc\xba\x98\x76\x54\x32\x10";
const IV: [u8; 16] = *b"an initial value";

/// Runs openssl in `dir` and returns its output, or none when it exits with an error.
fn try_openssl(dir: &Path, arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let mut child = Command::new("openssl")
        .args(arguments)
        .current_dir(dir)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command `openssl` (version 3) has to be installed for this test");
    // A command that doesn't read its input closes it early, which is no failure.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    output.status.success().then_some(output.stdout)
}

#[track_caller]
fn openssl(dir: &Path, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    try_openssl(dir, arguments, input)
        .unwrap_or_else(|| panic!("openssl {} failed", arguments.join(" ")))
}

/// The bytes that openssl prints as hexadecimal digits, with or without colons, after any `=`.
fn hex_output(output: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(output.to_vec()).unwrap();
    let digits = text.rsplit("= ").next().unwrap().trim().replace(':', "");
    hex::decode(digits).unwrap()
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn openssl_is_version_3_or_later() {
    let version = String::from_utf8(openssl(folder().path(), &["version"], b""));
    let version = version.unwrap();
    let major = version.strip_prefix("OpenSSL ").and_then(|rest| rest.split('.').next());
    let major: u32 = major.and_then(|major| major.parse().ok()).expect("a version number");
    println!("{version}");
    assert!(major >= 3, "{version} is too old");
}

#[test]
fn openssl_reads_our_keys_and_we_read_them_back() {
    let dir = folder();
    let dir = dir.path();
    let key = SigningKey::generate(&mut getrandom::SysRng).unwrap();
    let spki = key.verifying_key().to_spki_der();
    let forms = [
        ("PEM", key.to_pkcs8_pem().unwrap().as_bytes().to_vec()),
        ("DER", key.to_pkcs8_der().unwrap().to_vec()),
        ("PEM", key.to_sec1_pem().unwrap().as_bytes().to_vec()),
        ("DER", key.to_sec1_der().unwrap().to_vec()),
    ];
    for (form, bytes) in forms {
        fs::write(dir.join("key"), bytes).unwrap();
        let read = ["pkey", "-in", "key", "-inform", form];
        let public = [&read[..], &["-pubout", "-outform", "DER"]].concat();
        assert_eq!(openssl(dir, &public, b""), spki);
        let pem = String::from_utf8(openssl(dir, &read, b"")).unwrap();
        assert_eq!(*SigningKey::from_pkcs8_pem(&pem).unwrap().to_bytes(), *key.to_bytes());
    }
    let pem = key.verifying_key().to_spki_pem().unwrap();
    let again = openssl(dir, &["pkey", "-pubin"], pem.as_bytes());
    assert_eq!(String::from_utf8(again).unwrap(), pem);
}

#[test]
fn we_read_openssl_keys_in_every_form() {
    let dir = folder();
    let dir = dir.path();
    openssl(dir, &["genpkey", "-algorithm", "SM2", "-out", "key"], b"");
    let text = |arguments: &[&str]| String::from_utf8(openssl(dir, arguments, b"")).unwrap();
    let key = SigningKey::from_pkcs8_pem(&fs::read_to_string(dir.join("key")).unwrap()).unwrap();
    let public = VerifyingKey::from_spki_pem(&text(&["pkey", "-in", "key", "-pubout"])).unwrap();
    assert_eq!(key.verifying_key(), &public);
    let spki = openssl(dir, &["pkey", "-in", "key", "-pubout", "-outform", "DER"], b"");
    assert_eq!(VerifyingKey::from_spki_der(&spki).unwrap(), public);
    assert_eq!(public.to_spki_der(), spki);
    let sec1 = SigningKey::from_sec1_pem(&text(&["ec", "-in", "key"])).unwrap();
    assert_eq!(*sec1.to_bytes(), *key.to_bytes());
    let sec1 = openssl(dir, &["ec", "-in", "key", "-outform", "DER"], b"");
    assert_eq!(*SigningKey::from_sec1_der(&sec1).unwrap().to_bytes(), *key.to_bytes());
    assert_eq!(*key.to_sec1_der().unwrap(), sec1);
}

#[test]
fn signatures_verify_both_ways() {
    let dir = folder();
    let dir = dir.path();
    let key = SigningKey::generate(&mut getrandom::SysRng).unwrap();
    fs::write(dir.join("key"), key.to_pkcs8_pem().unwrap().as_bytes()).unwrap();
    fs::write(dir.join("public"), key.verifying_key().to_spki_pem().unwrap()).unwrap();
    for (id, option) in [
        (SignerId::DEFAULT, "distid:1234567812345678"),
        (SignerId::new(b"alice@example.com").unwrap(), "distid:alice@example.com"),
        (SignerId::new(b"").unwrap(), "digest:sm3"),
    ] {
        let options = ["-rawin", "-in", "message", "-digest", "sm3", "-pkeyopt", option];
        let verify = ["pkeyutl", "-verify", "-pubin", "-inkey", "public", "-sigfile", "signature"];
        let verify = [&verify[..], &options].concat();
        let sign = [&["pkeyutl", "-sign", "-inkey", "key"][..], &options].concat();
        for message in MESSAGES {
            fs::write(dir.join("message"), message).unwrap();
            let ours = key.sign(&id, message, &mut getrandom::SysRng).unwrap();
            fs::write(dir.join("signature"), ours.to_der()).unwrap();
            openssl(dir, &verify, b"");
            let theirs = Signature::from_der(&openssl(dir, &sign, b"")).unwrap();
            key.verifying_key().verify(&id, message, &theirs).unwrap();
            // The control: openssl does look.
            let other = key.sign(&id, b"another", &mut getrandom::SysRng).unwrap();
            fs::write(dir.join("signature"), other.to_der()).unwrap();
            assert_eq!(try_openssl(dir, &verify, b""), None);
        }
    }
}

#[test]
fn ciphertexts_decrypt_both_ways() {
    let dir = folder();
    let dir = dir.path();
    let key = DecryptingKey::generate(&mut getrandom::SysRng).unwrap();
    fs::write(dir.join("key"), key.to_pkcs8_pem().unwrap().as_bytes()).unwrap();
    fs::write(dir.join("public"), key.encrypting_key().to_spki_pem().unwrap()).unwrap();
    let public = EncryptingKey::from_spki_der(&key.encrypting_key().to_spki_der()).unwrap();
    let decrypt = ["pkeyutl", "-decrypt", "-inkey", "key"];
    let encrypt = ["pkeyutl", "-encrypt", "-pubin", "-inkey", "public"];
    for message in MESSAGES {
        // Several times, for coordinates with and without a leading zero byte.
        for _ in 0..4 {
            let ours =
                public.encrypt(message, CiphertextFormat::Der, &mut getrandom::SysRng).unwrap();
            assert_eq!(openssl(dir, &decrypt, &ours), message);
            let theirs = openssl(dir, &encrypt, message);
            assert_eq!(**key.decrypt(&theirs, CiphertextFormat::Der).unwrap(), *message);
        }
    }
}

#[test]
fn modes_agree_both_ways() {
    let dir = folder();
    let dir = dir.path();
    let key = Key::from_bytes(&KEY);
    let (key_hex, iv_hex) = (hex::encode(KEY), hex::encode(IV));
    let enc = |mode: &str, direction: &str, input: &[u8]| {
        openssl(dir, &["enc", mode, direction, "-K", &key_hex, "-iv", &iv_hex], input)
    };
    for message in MESSAGES {
        let ciphertext = cbc::encrypt(&key, &IV, message);
        assert_eq!(enc("-sm4-cbc", "-e", message), ciphertext);
        assert_eq!(enc("-sm4-cbc", "-d", &ciphertext), message);
        assert_eq!(**cbc::decrypt(&key, &IV, &ciphertext).unwrap(), *message);
        let mut stream = message.to_vec();
        ctr::apply(&key, &IV, &mut stream);
        assert_eq!(enc("-sm4-ctr", "-e", message), stream);
    }
}

#[test]
fn hashes_and_codes_agree() {
    let dir = folder();
    let dir = dir.path();
    let key_option = format!("hexkey:{}", hex::encode(KEY));
    for message in MESSAGES {
        let digest = hex_output(&openssl(dir, &["dgst", "-sm3"], message));
        assert_eq!(digest, sm3::hash(message));
        let hmac = ["mac", "-digest", "SM3", "-macopt", &key_option, "HMAC"];
        assert_eq!(
            hex_output(&openssl(dir, &hmac, message)),
            sm3::hmac(&KEY, &[message]).as_slice()
        );
        let mac = ["mac", "-cipher", "SM4-CBC", "-macopt", &key_option, "CMAC"];
        assert_eq!(
            hex_output(&openssl(dir, &mac, message)),
            cmac::mac(&Key::from_bytes(&KEY), &[message])
        );
    }
}

#[test]
fn derived_keys_agree() {
    let dir = folder();
    let dir = dir.path();
    for length in [1, 16, 32, 33, 100] {
        let text = length.to_string();
        let mut out = vec![0; length];
        let start = ["kdf", "-keylen", &text, "-kdfopt", "digest:SM3", "-kdfopt"];
        let hkdf = ["key:a key", "-kdfopt", "salt:a salt", "-kdfopt", "info:a purpose", "HKDF"];
        kdf::hkdf(b"a salt", b"a key", &[b"a ", b"purpose"], &mut out).unwrap();
        assert_eq!(hex_output(&openssl(dir, &[&start[..], &hkdf].concat(), b"")), out);
        let pbkdf2 = ["pass:word", "-kdfopt", "salt:sixteen byte slt", "-kdfopt", "iter:1234"];
        let pbkdf2 = [&start[..], &pbkdf2, &["PBKDF2"]].concat();
        kdf::pbkdf2(b"word", b"sixteen byte slt", 1234, &mut out).unwrap();
        assert_eq!(hex_output(&openssl(dir, &pbkdf2, b"")), out);
    }
}

/// openssl 3.0 has no HMAC-SM3 in PBES2, but has each of its parts: here it takes our file apart
/// and decrypts it step by step, then puts another key into the same envelope for us to read.
#[test]
fn encrypted_keys_open_with_openssl_parts() {
    let dir = folder();
    let dir = dir.path();
    let key = SigningKey::generate(&mut getrandom::SysRng).unwrap();
    let sealed = key.to_encrypted_pkcs8_der(b"pass word", 10_000, &mut getrandom::SysRng).unwrap();
    let parsed = openssl(dir, &["asn1parse", "-inform", "DER"], &sealed);
    let parsed = String::from_utf8(parsed).unwrap();
    let values = |kind: &str| -> Vec<String> {
        let lines = parsed.lines().filter(|line| line.contains(kind));
        lines.map(|line| line.rsplit(':').next().unwrap().to_owned()).collect()
    };
    assert_eq!(
        values("OBJECT"),
        ["PBES2", "PBKDF2", "1.2.156.10197.1.401.2", "sm4-cbc"],
        "{parsed}"
    );
    assert_eq!(values("INTEGER"), ["2710"], "10000 iterations");
    let octets = values("OCTET STRING");
    let [salt, iv, ciphertext] = &octets[..] else { panic!("{parsed}") };
    let salt = format!("hexsalt:{salt}");
    let derived = [
        "kdf",
        "-keylen",
        "16",
        "-kdfopt",
        "digest:SM3",
        "-kdfopt",
        "pass:pass word",
        "-kdfopt",
        &salt,
        "-kdfopt",
        "iter:10000",
        "PBKDF2",
    ];
    let derived = hex::encode(hex_output(&openssl(dir, &derived, b"")));
    let enc = |direction: &str, input: &[u8]| {
        openssl(dir, &["enc", "-sm4-cbc", direction, "-K", &derived, "-iv", iv], input)
    };
    let ciphertext = hex::decode(ciphertext).unwrap();
    let plain = enc("-d", &ciphertext);
    assert_eq!(plain, *key.to_pkcs8_der().unwrap());

    let other = SigningKey::generate(&mut getrandom::SysRng).unwrap();
    let exchanged = enc("-e", &other.to_pkcs8_der().unwrap());
    assert_eq!(exchanged.len(), ciphertext.len());
    let mut envelope = sealed.clone();
    let start = envelope.len() - ciphertext.len();
    envelope[start..].copy_from_slice(&exchanged);
    let read = SigningKey::from_encrypted_pkcs8_der(&envelope, b"pass word").unwrap();
    assert_eq!(*read.to_bytes(), *other.to_bytes());
}
