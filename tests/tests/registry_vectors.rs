//! SM3 and SM4 against the vectors of PyPI's `cryptography_vectors`: those of GB/T 32905 and
//! GB/T 32907 by way of OSCCA's papers, draft-ribose-cfrg-sm4 and RFC 8998.
//!
//! `cargo xtask setup --install` brings the package and `cargo xtask test` says where it is.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a suite fails by panicking and says what it ran"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use yufu_sm::sm4::{Key, cbc, ctr, gcm::Sm4Gcm};
use yufu_sm::{hazmat, sm3};

/// One vector: its fields by name.
type Vector = BTreeMap<String, String>;

/// The package's folder, asked of the Python that holds it.
fn package() -> PathBuf {
    let python = std::env::var_os("YUFU_PYTHON").expect("run by `cargo xtask test registry`");
    let output = Command::new(python)
        .args(["-c", "import cryptography_vectors as v; print(v.__path__[0])"])
        .output()
        .expect("python starts");
    assert!(
        output.status.success(),
        "cryptography_vectors is missing: cargo xtask setup --install"
    );
    PathBuf::from(String::from_utf8_lossy(&output.stdout).trim())
}

/// Reads a file of `NAME = VALUE` lines, in which a repeated name begins the next vector.
fn vectors(file: &str) -> Vec<Vector> {
    let path = package().join(file);
    let text = std::fs::read_to_string(&path).expect("the file is in the package");
    let mut vectors = vec![Vector::new()];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((name, value)) = line.split_once(" = ") else { continue };
        if vectors.last().is_some_and(|vector| vector.contains_key(name)) {
            vectors.push(Vector::new());
        }
        vectors.last_mut().expect("never empty").insert(name.to_owned(), value.to_owned());
    }
    vectors
}

fn bytes(vector: &Vector, name: &str) -> Vec<u8> {
    hex::decode(&vector[name]).expect("hexadecimal")
}

fn block(vector: &Vector, name: &str) -> [u8; 16] {
    bytes(vector, name).try_into().expect("16 bytes")
}

fn key(vector: &Vector) -> Key {
    Key::from(block(vector, "KEY"))
}

/// Runs `check` on every vector of a file, which has to hold exactly `count`: a file that was cut
/// short or could not be read must not look like success.
fn each(file: &str, count: usize, check: impl Fn(&Vector)) {
    let vectors = vectors(file);
    vectors.iter().for_each(check);
    println!("{file}: {} vectors", vectors.len());
    assert_eq!(vectors.len(), count, "{file}");
}

#[test]
fn sm3_agrees() {
    each("hashes/SM3/oscca.txt", 6, |vector| {
        let length = vector["Len"].parse::<usize>().expect("a number of bits") / 8;
        assert_eq!(sm3::hash(&bytes(vector, "Msg")[..length]).as_slice(), bytes(vector, "MD"));
    });
}

#[test]
fn sm4_ecb_agrees() {
    each("ciphers/SM4/draft-ribose-cfrg-sm4-10-ecb.txt", 4, |vector| {
        let mut data = bytes(vector, "PLAINTEXT");
        hazmat::ecb_encrypt(&key(vector), &mut data).expect("whole blocks");
        assert_eq!(data, bytes(vector, "CIPHERTEXT"));
        hazmat::ecb_decrypt(&key(vector), &mut data).expect("whole blocks");
        assert_eq!(data, bytes(vector, "PLAINTEXT"));
    });
}

#[test]
fn sm4_cbc_agrees_before_the_padding() {
    each("ciphers/SM4/draft-ribose-cfrg-sm4-10-cbc.txt", 2, |vector| {
        let expected = bytes(vector, "CIPHERTEXT");
        let sealed = cbc::encrypt(&key(vector), &block(vector, "IV"), &bytes(vector, "PLAINTEXT"));
        assert_eq!(sealed[..expected.len()], expected);
        let opened = cbc::decrypt(&key(vector), &block(vector, "IV"), &sealed).expect("padded");
        assert_eq!(*opened, bytes(vector, "PLAINTEXT"));
    });
}

#[test]
fn sm4_ctr_agrees() {
    each("ciphers/SM4/draft-ribose-cfrg-sm4-10-ctr.txt", 2, |vector| {
        let mut data = bytes(vector, "PLAINTEXT");
        ctr::apply(&key(vector), &block(vector, "IV"), &mut data);
        assert_eq!(data, bytes(vector, "CIPHERTEXT"));
    });
}

#[test]
fn sm4_gcm_agrees() {
    each("ciphers/SM4/rfc8998.txt", 1, |vector| {
        let gcm = Sm4Gcm::new(&key(vector));
        let nonce: [u8; 12] = bytes(vector, "IV").try_into().expect("12 bytes");
        let mut expected = bytes(vector, "CIPHERTEXT");
        expected.extend(bytes(vector, "TAG"));
        let sealed = gcm.seal(nonce, &bytes(vector, "AAD"), &bytes(vector, "PLAINTEXT"));
        assert_eq!(sealed, Ok(expected.clone()));
        let opened = gcm.open(nonce, &bytes(vector, "AAD"), &expected).expect("authentic");
        assert_eq!(*opened, bytes(vector, "PLAINTEXT"));
    });
}
