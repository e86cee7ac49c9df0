//! Where fuzzing starts: the cases of tests/vectors, the examples of docs/formats, and what this
//! machine looks like. None is written by hand, so a format that changes brings its seeds along.

use std::path::Path;

use serde_json::Value;
use yufu::device::{Device, PlatformSecret};
use yufu_protocol::http::{Request, Response, text};

use super::{app, fixed, foreign};
use crate::make::{decrypting, signing};
use crate::vectors::Stream;

/// Inputs of a machine: so many, so long.
const WALKS: (usize, usize) = (8, 48);

/// The seeds of a target.
///
/// # Panics
/// If there are none, or the vectors are not what the suites wrote.
#[must_use]
pub fn of(target: &str) -> Vec<Vec<u8>> {
    let seeds: Vec<Vec<u8>> = match target {
        "transaction" | "jws" | "enrolment" => cases(target),
        "sealed_input" => cases("sealed input"),
        "bundle" | "report" => cases(target).iter().filter_map(|token| payload(token)).collect(),
        "envelope" => [cases("envelope"), cases("sealed report")].concat(),
        "api" => examples(),
        "texts" => [cases("submit token"), values(), names()].concat(),
        "message" => [requests(), responses()].concat(),
        "request" => requests(),
        "response" => responses(),
        "keys" => keys(),
        "sm2" => [hex_values("sm2_signature"), hex_values("sm2_encryption"), walks(200)].concat(),
        "sm4" => walks(600),
        "device_record" => records(),
        "capture" => corpus(),
        "kernel_text" => kernel_texts(),
        "pack" => packs(),
        "cms" => foreign::cms_seeds(),
        "attestation" => foreign::attestation_seeds(),
        "values" => values(),
        "link" => ["https://m.bank.example/transfer?order=42", "bankapp://a.pay.bank.example/x#y"]
            .map(Vec::from)
            .into(),
        _ => walks(WALKS.1),
    };
    assert!(!seeds.is_empty(), "{target} has no seeds");
    seeds
}

/// Inputs that were faults once, each a file of tests/vectors/fuzz/TARGET named after its fault.
///
/// # Panics
/// If a file can't be read.
#[must_use]
pub fn mended(target: &str) -> Vec<Vec<u8>> {
    let folder = root().join("tests/vectors/fuzz").join(target);
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    files.map(|file| std::fs::read(file.expect("a file").path()).expect("readable")).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests stands in the root")
}

fn vectors(name: &str) -> Value {
    let path = root().join("tests/vectors").join(name);
    let bytes = std::fs::read(path).expect("the vectors are there");
    serde_json::from_slice(&bytes).expect("the vectors are JSON")
}

/// The objects of a format in the protocol's vectors, but for those that are edits of others.
fn cases(format: &str) -> Vec<Vec<u8>> {
    given(format).filter_map(|case| Some(bytes(case["data_hex"].as_str()?))).collect()
}

fn given(format: &str) -> impl Iterator<Item = Value> {
    let Value::Array(cases) = vectors("protocol.json")["cases"].take() else {
        panic!("no cases");
    };
    cases.into_iter().filter(move |case| case["format"] == format)
}

fn bytes(digits: &str) -> Vec<u8> {
    hex::decode(digits).expect("hexadecimal")
}

/// The middle part of a JWS.
fn payload(token: &[u8]) -> Option<Vec<u8>> {
    let part = std::str::from_utf8(token).ok()?.split('.').nth(1)?;
    yufu_protocol::encoding::from_base64url(part, 1 << 20, yufu_protocol::error::Format::Jws).ok()
}

fn requests() -> Vec<Vec<u8>> {
    let steps = given("requests")
        .flat_map(|case| case["given"]["steps"].as_array().cloned().unwrap_or_default());
    steps.map(|step| text::write_request(&request(&step["message"]))).collect()
}

fn responses() -> Vec<Vec<u8>> {
    given("response")
        .map(|case| text::write_response(&response(&case["given"]["response"])))
        .collect()
}

/// The request that the answers of the vectors belong to.
pub(super) fn answered_request() -> Request {
    let case = given("response").next().expect("a case");
    request(&case["given"]["request"])
}

fn request(message: &Value) -> Request {
    let word = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
    Request {
        method: word("method"),
        authority: word("authority"),
        path: word("path"),
        query: word("query"),
        headers: headers(message),
        body: word("body").into_bytes(),
    }
}

fn response(message: &Value) -> Response {
    Response {
        status: message["status"].as_u64().and_then(|n| n.try_into().ok()).unwrap_or_default(),
        headers: headers(message),
        body: message["body"].as_str().unwrap_or_default().into(),
    }
}

fn headers(message: &Value) -> Vec<(String, Vec<u8>)> {
    let pair = |field: &Value| Some((field[0].as_str()?.to_owned(), field[1].as_str()?.into()));
    message["headers"].as_array().into_iter().flatten().filter_map(pair).collect()
}

/// The JSON examples of docs/formats, and the contents of the vectors' messages.
fn examples() -> Vec<Vec<u8>> {
    let mut found: Vec<Vec<u8>> = Vec::new();
    for page in std::fs::read_dir(root().join("docs/formats")).expect("docs/formats") {
        let page = std::fs::read_to_string(page.expect("a page").path()).expect("readable");
        // Each example has a name behind the fence.
        let blocks = page.split("```json ").skip(1).filter_map(|block| block.split_once('\n'));
        found.extend(blocks.filter_map(|(_, block)| Some(block.split_once("\n```")?.0.into())));
    }
    found
        .extend(given("requests").filter_map(|case| {
            Some(case["given"]["steps"][0]["message"]["body"].as_str()?.into())
        }));
    found
}

/// Every member of an object of tests/vectors/yufu.json that holds bytes.
fn hex_values(name: &str) -> Vec<Vec<u8>> {
    let file = vectors("yufu.json");
    let members = file[name].as_object().expect("an object").iter();
    members
        .filter(|(name, _)| name.ends_with("_hex"))
        .map(|(_, value)| bytes(value.as_str().expect("text")))
        .collect()
}

fn values() -> Vec<Vec<u8>> {
    let file = vectors("yufu.json");
    let masks = file["mask"].as_array().expect("an array").iter();
    masks.map(|mask| mask["value"].as_str().expect("text").into()).collect()
}

/// Names of reasons and of findings.
fn names() -> Vec<Vec<u8>> {
    let reasons = yufu_protocol::rejection::Reason::ALL.iter().map(|reason| reason.name());
    let findings = yufu_protocol::strength::Finding::ALL.iter().map(|finding| finding.name());
    reasons.chain(findings).map(Vec::from).collect()
}

fn keys() -> Vec<Vec<u8>> {
    let (signing, decrypting) = (signing("device key"), decrypting("report key"));
    let public = signing.verifying_key();
    let password = decrypting.to_encrypted_pkcs8_der(b"password", 10_000, &mut fixed());
    vec![
        public.to_sec1_bytes().into(),
        public.to_spki_der(),
        public.to_spki_pem().expect("encodes").into(),
        signing.to_pkcs8_der().expect("encodes").to_vec(),
        signing.to_pkcs8_pem().expect("encodes").as_bytes().into(),
        signing.to_sec1_der().expect("encodes").to_vec(),
        signing.to_sec1_pem().expect("encodes").as_bytes().into(),
        password.expect("encodes").to_vec(),
    ]
}

/// A record of a device that is not yet enrolled, and the content inside.
fn records() -> Vec<Vec<u8>> {
    let secret = PlatformSecret::take(&mut app::SECRET.clone());
    let device = Device::create(&mut fixed()).expect("fixed");
    let record = device.to_record(&secret, &mut fixed()).expect("encodes");
    // SEQUENCE, OCTET STRING, each with a length of three bytes.
    let content = record.get(8..record.len().saturating_sub(34)).unwrap_or_default().to_vec();
    vec![record, content]
}

/// The captures of the corpus.
fn corpus() -> Vec<Vec<u8>> {
    let folders = std::fs::read_dir(root().join("tests/corpus")).expect("the corpus");
    let file = |folder: std::fs::DirEntry| folder.path().join("capture.json");
    folders
        .map(|folder| std::fs::read(file(folder.expect("a folder"))).expect("a capture"))
        .collect()
}

/// The kernel's texts on this process.
fn kernel_texts() -> Vec<Vec<u8>> {
    let files = [
        "/proc/self/maps",
        "/proc/self/mountinfo",
        "/proc/self/mounts",
        "/proc/self/net/fib_trie",
        "/proc/self/status",
    ];
    files.map(std::fs::read).into_iter().flatten().collect()
}

/// The packs that are compiled in.
fn packs() -> Vec<Vec<u8>> {
    let packs = yufu::environment::Pack::all_embedded().iter();
    packs.map(|pack| pack.claims().to_json().expect("was read")).collect()
}

/// Steps of a machine, from a reproducible stream.
fn walks(length: usize) -> Vec<Vec<u8>> {
    use yufu_sm::rand_core::TryRng as _;
    let mut stream = Stream::new(b"walks");
    let mut walk = || {
        let mut walk = vec![0; length];
        stream.try_fill_bytes(&mut walk).expect("a stream does not fail");
        walk
    };
    (0..WALKS.0).map(|_| walk()).collect()
}
