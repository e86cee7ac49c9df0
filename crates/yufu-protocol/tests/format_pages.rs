//! The pages in docs/formats/: their worked examples and tables are what the code does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers outside a test function, too"
)]

use std::collections::HashMap;

use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde::Serialize;
use serde::de::DeserializeOwned;
use yufu_protocol::api;
use yufu_protocol::bundle::{self, BundleClaims, KeyPurpose};
use yufu_protocol::cms::{self, Recipient, Signer, TrustedSigner};
use yufu_protocol::enrolment::{ActivationCode, EnrolmentDraft, EnrolmentRequest};
use yufu_protocol::envelope::{self, ContentKind};
use yufu_protocol::error::{Error, Format};
use yufu_protocol::id::{AccountRef, Challenge, KeyId, OrderNumber, Thumbprint, Ueid};
use yufu_protocol::jws;
use yufu_protocol::rejection::Reason;
use yufu_protocol::report::{self, ReportClaims};
use yufu_protocol::strength::{Finding, Personal, Rules, judge};
use yufu_protocol::time::UnixSeconds;
use yufu_protocol::transaction::{Amount, Currency, Transaction, TransactionKind};
use yufu_sm::sm2::{DecryptingKey, SignerId, SigningKey, VerifyingKey};
use yufu_sm::sm3;

/// A page's text and its named code blocks.
struct Page {
    text: String,
    blocks: HashMap<String, String>,
}

impl Page {
    fn read(name: &str) -> Self {
        let path = format!("{}/../../docs/formats/{name}.md", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).expect(&path);
        let mut blocks = HashMap::new();
        let mut open: Option<(String, String)> = None;
        for line in text.lines() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(info)) => {
                    let label = info.split_once(' ').map_or("", |(_, label)| label);
                    open = Some((label.to_owned(), String::new()));
                }
                (Some(_), Some(_)) => {
                    let (label, body) = open.take().unwrap();
                    if !label.is_empty() {
                        assert!(blocks.insert(label, body).is_none(), "label twice in {name}");
                    }
                }
                (Some((_, body)), None) => {
                    body.push_str(line);
                    body.push('\n');
                }
                (None, None) => {}
            }
        }
        Self { text, blocks }
    }

    fn block(&self, label: &str) -> &str {
        self.blocks.get(label).expect(label)
    }

    /// A block without its line breaks.
    fn token(&self, label: &str) -> String {
        self.block(label).split_whitespace().collect()
    }

    /// A block's bytes, comments after `#` left out.
    fn bytes(&self, label: &str) -> Vec<u8> {
        let digits: String = self
            .block(label)
            .lines()
            .flat_map(|line| line.split('#').next().unwrap().split_whitespace())
            .collect();
        hex::decode(digits).unwrap()
    }

    /// Rows of the page's tables, cells trimmed.
    fn rows(&self) -> Vec<Vec<&str>> {
        self.text
            .lines()
            .filter_map(|line| line.strip_prefix('|')?.strip_suffix('|'))
            .map(|line| line.split('|').map(str::trim).collect())
            .collect()
    }
}

fn signing_key(name: &str) -> SigningKey {
    SigningKey::from_bytes(&sm3::hash(format!("yufu example {name} key").as_bytes())).unwrap()
}

fn decrypting_key(name: &str) -> DecryptingKey {
    DecryptingKey::from_bytes(&sm3::hash(format!("yufu example {name} key").as_bytes())).unwrap()
}

/// The unsigned part of a compact object: everything before the last dot.
fn signing_input(typ: &str, kid: &str, payload: &[u8]) -> String {
    let token = jws::sign(
        typ,
        &KeyId::new(kid).unwrap(),
        payload,
        &signing_key("device"),
        &SignerId::DEFAULT,
        &mut getrandom::SysRng,
    )
    .unwrap();
    token.rsplit_once('.').unwrap().0.to_owned()
}

/// A JSON block as the writer writes it: read as `T`, written without white space.
fn canonical<T: Serialize + DeserializeOwned>(json: &str) -> Vec<u8> {
    serde_json::to_vec(&serde_json::from_str::<T>(json).unwrap()).unwrap()
}

#[test]
fn readme_states_the_example_keys_and_the_error_numbers() {
    let page = Page::read("README");
    let device = signing_key("device");
    let public = VerifyingKey::from_sec1_bytes(&page.bytes("device-public-key")).unwrap();
    assert_eq!(device.verifying_key(), &public);
    assert_eq!(device.to_bytes().to_vec(), page.bytes("device-private-key"));

    let rows = page.rows();
    let number = |name: &str| -> u16 {
        let row = rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{name}"));
        row[1].parse().unwrap()
    };
    for format in Format::ALL {
        assert_eq!(number(format.name()), format as u16, "{format}");
        for (kind, error) in [
            ("too large", Error::TooLarge(format)),
            ("malformed", Error::Malformed(format)),
            ("version", Error::Version(format)),
            ("field", Error::Field(format, "f")),
            ("missing", Error::Missing(format, "f")),
            ("algorithm", Error::Algorithm(format)),
            ("unknown key", Error::UnknownKey(format)),
            ("signature", Error::Signature(format)),
            ("digest", Error::Digest(format)),
            ("expired", Error::Expired(format)),
            ("not yet valid", Error::NotYetValid(format)),
            ("rollback", Error::Rollback(format)),
            ("decryption", Error::Decryption(format)),
        ] {
            assert_eq!(error.code(), 2000 + 50 * number(format.name()) + number(kind), "{error}");
        }
    }
}

#[test]
fn rejections_page_lists_every_reason_and_nothing_else() {
    let page = Page::read("rejections");
    let listed: Vec<String> = page
        .rows()
        .iter()
        .filter(|row| row[0].parse::<u16>().is_ok())
        .map(|row| row.join("|"))
        .collect();
    let expected: Vec<String> = Reason::ALL
        .iter()
        .map(|reason| {
            format!(
                "{}|`{}`|{}|{}<br>{}",
                reason.code(),
                reason.name(),
                reason.http_status(),
                reason.explain(),
                reason.explain_zh()
            )
        })
        .collect();
    assert_eq!(listed, expected);
}

#[test]
fn transaction_example_is_written_byte_for_byte() {
    let page = Page::read("transaction");
    let transaction = Transaction::new(
        TransactionKind::Transfer,
        OrderNumber::new("20251125-0001").unwrap(),
        AccountRef::new("acct-1").unwrap(),
        AccountRef::new("6222021234567890128").unwrap(),
        "王小明",
        Amount::new(10_000, Currency::CNY).unwrap(),
    )
    .unwrap()
    .with_remark("房租")
    .unwrap();
    let der = page.bytes("transaction-der");
    assert_eq!(transaction.to_der().unwrap(), der);
    assert_eq!(Transaction::from_der(&der).unwrap(), transaction);

    let digest = transaction.digest().unwrap();
    assert_eq!(digest.as_bytes().to_vec(), page.bytes("transaction-digest"));
    assert!(page.text.contains(&format!("As text: `{digest}`.")));
    assert_eq!(&sm3::hash_parts(&[b"yufu transaction digest v1\0", &der]), digest.as_bytes());
}

#[test]
fn transaction_page_lists_every_currency() {
    let page = Page::read("transaction");
    let mut listed: Vec<(u8, String)> = page
        .rows()
        .iter()
        .filter_map(|row| Some((row[0].parse::<u8>().ok()?, row[1])))
        .flat_map(|(decimals, codes)| codes.split(' ').map(move |code| (decimals, code.to_owned())))
        .collect();
    let mut expected: Vec<(u8, String)> =
        Currency::all().map(|c| (c.exponent(), c.code().to_owned())).collect();
    listed.sort();
    expected.sort();
    assert_eq!(listed, expected);
}

#[test]
fn jws_example_verifies_and_its_unsigned_part_is_written_byte_for_byte() {
    let page = Page::read("jws");
    let token = page.token("jws");
    let verified = jws::verify(&token, "example+jwt", |_| {
        Some((signing_key("device").verifying_key().clone(), SignerId::DEFAULT))
    })
    .unwrap();
    assert_eq!(verified.payload, b"hello, signature");
    assert_eq!(verified.kid.as_str(), "device-1");
    let input = signing_input("example+jwt", "device-1", b"hello, signature");
    assert_eq!(token.rsplit_once('.').unwrap().0, input);
}

#[test]
fn bundle_example_verifies_and_its_unsigned_part_is_written_byte_for_byte() {
    let page = Page::read("bundle");
    let root = VerifyingKey::from_sec1_bytes(&page.bytes("root-public-key")).unwrap();
    assert_eq!(&root, signing_key("root").verifying_key());
    let token = page.token("bundle");
    let claims =
        BundleClaims::verify(&token, std::slice::from_ref(&root), UnixSeconds(1_764_028_800), None)
            .unwrap();
    let shown: String = page.block("bundle-payload").split_whitespace().collect();
    let payload = shown.into_bytes();
    assert_eq!(serde_json::to_vec(&claims).unwrap(), payload);
    let kid = Thumbprint::of_spki(&root.to_spki_der()).to_key_id();
    let input = signing_input(bundle::TYPE, kid.as_str(), &payload);
    assert_eq!(token.rsplit_once('.').unwrap().0, input);

    let key = |purpose| claims.current(purpose, UnixSeconds(1_764_028_800)).unwrap();
    let response = key(KeyPurpose::ResponseSignature).verifying_key().unwrap();
    assert_eq!(&response, signing_key("response").verifying_key());
    for (purpose, name) in
        [(KeyPurpose::InputEncryption, "input"), (KeyPurpose::ReportEncryption, "report")]
    {
        let listed = key(purpose).encrypting_key().unwrap();
        assert_eq!(&listed, decrypting_key(name).encrypting_key());
    }
}

#[test]
fn envelope_example_opens() {
    let page = Page::read("envelope");
    let key = decrypting_key("report");
    assert_eq!(key.to_bytes().to_vec(), page.bytes("report-private-key"));
    let der = page.bytes("envelope");
    assert_eq!(envelope::recipient(&der).unwrap().as_str(), "report-1");
    let content = envelope::open(&der, ContentKind::Report, |_| Some(&key)).unwrap();
    assert_eq!(content.as_slice(), b"hello, envelope");

    // Every byte that is not random is the same in a new one.
    let kid = KeyId::new("report-1").unwrap();
    let sealed = envelope::seal(
        key.encrypting_key(),
        &kid,
        ContentKind::Report,
        b"hello, envelope",
        &mut getrandom::SysRng,
    )
    .unwrap();
    let attributes = der.len() - 18 - 0x4b;
    assert_eq!(
        sealed[sealed.len() - 18 - 0x4b..sealed.len() - 16],
        der[attributes..der.len() - 16]
    );
    let head = der.windows(13).position(|w| w.starts_with(b"\x80\x08report-1\x30\x0b")).unwrap();
    assert_eq!(sealed[head..head + 23], der[head..head + 23]);
}

#[test]
fn cms_examples_verify_and_open_and_all_but_the_random_bytes_are_written_again() {
    let page = Page::read("cms");
    let (content, mut rng) = (b"hello, CMS", getrandom::SysRng);
    let key = signing_key("device");
    let signed = page.bytes("signed");
    let read = cms::verify(&signed, &TrustedSigner::new(key.verifying_key())).unwrap();
    assert_eq!(read.data(), Some(&content[..]));
    let time = read.signing_time().unwrap();
    assert_eq!(time, UnixSeconds(1_795_656_129));
    let again = Signer::new(&key).at(time).sign(content, &mut rng).unwrap();
    // Up to the signature; the lengths before it vary with the signature's own.
    let body = |der: &[u8]| {
        let start = der.windows(3).position(|part| part == [2, 1, 3]).unwrap();
        let end = der.windows(2).position(|part| part == [0x83, 0x75]).unwrap();
        let signers = der.windows(2).position(|part| part == [0x80, 20]).unwrap();
        [der[start..signers - 11].to_vec(), der[signers..end].to_vec()].concat()
    };
    assert_eq!(body(&again), body(&signed));

    let key = decrypting_key("report");
    let sealed = page.bytes("sealed");
    assert_eq!(cms::open(&sealed, &key).unwrap().as_slice(), content);
    let recipient = Recipient::new(key.encrypting_key());
    let again = cms::seal(&recipient, content, &mut rng).unwrap();
    let name = |der: &[u8]| {
        let start = der.windows(2).position(|part| part == [0x80, 20]).unwrap();
        der[start..start + 22 + 13].to_vec()
    };
    assert_eq!(name(&again), name(&sealed));
}

#[test]
fn enrolment_examples_verify_and_their_unsigned_part_is_written_byte_for_byte() {
    let page = Page::read("enrolment");
    let key = signing_key("device");
    let challenge = Challenge::from_bytes(sm3::hash(b"yufu example challenge"));
    assert_eq!(challenge.as_bytes().to_vec(), page.bytes("enrolment-challenge"));
    let code = ActivationCode::new("7F3K-92QX-M4TD").unwrap();
    let draft = EnrolmentDraft::new(code, challenge);

    let plain = page.bytes("enrolment");
    let request = EnrolmentRequest::from_der(&plain).unwrap();
    assert_eq!(&request.device_key, key.verifying_key());
    assert_eq!(request.activation_code.as_str(), "7F3K-92QX-M4TD");
    assert_eq!(request.challenge, challenge);
    let again = draft.sign(&key, &mut getrandom::SysRng).unwrap();
    let info = 4..4 + 3 + usize::from(plain[6]);
    assert_eq!(again[info.clone()], plain[info]);

    let with_hardware = page.bytes("enrolment-with-hardware-key");
    let request = EnrolmentRequest::from_der(&with_hardware).unwrap();
    let hardware = request.hardware.unwrap();
    assert_eq!(hardware.message.as_slice(), page.bytes("enrolment-hardware-message"));
    let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &hardware.spki[26..]);
    assert!(public.verify(&hardware.message, &hardware.signature).is_ok());
    let draft = draft.with_hardware_key(key.verifying_key(), &hardware.spki).unwrap();
    assert_eq!(draft.hardware_message(), hardware.message.as_slice());
    let again = draft.sign(&hardware.signature, &key, &mut getrandom::SysRng).unwrap();
    let info = 4..4 + 4 + usize::from(u16::from_be_bytes([with_hardware[6], with_hardware[7]]));
    assert_eq!(again[info.clone()], with_hardware[info]);
}

#[test]
fn report_example_verifies_and_its_unsigned_part_is_written_byte_for_byte() {
    let page = Page::read("report");
    let token = page.token("report");
    let key = signing_key("device").verifying_key().clone();
    let (kid, claims) =
        ReportClaims::verify(&token, |_| Some((key.clone(), SignerId::DEFAULT))).unwrap();
    let payload = canonical::<ReportClaims>(page.block("report-payload"));
    assert_eq!(serde_json::to_vec(&claims).unwrap(), payload);
    let input = signing_input(report::TYPE, kid.as_str(), &payload);
    assert_eq!(token.rsplit_once('.').unwrap().0, input);

    assert_eq!(claims.ueid, Ueid::of_device(&Thumbprint::of_spki(&key.to_spki_der())));
    assert_eq!(claims.eat_nonce.as_bytes(), &sm3::hash(b"yufu example challenge"));
    let digest = Page::read("transaction").bytes("transaction-digest");
    assert_eq!(claims.transaction_digest.unwrap().as_bytes().to_vec(), digest);
}

#[test]
fn api_examples_are_read_and_written_again() {
    let page = Page::read("api");
    let mut checked = 0;
    let mut check = |label: &str, again: fn(&[u8]) -> Vec<u8>| {
        let json = page.block(label);
        let written = again(json.as_bytes());
        let value = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
        assert_eq!(value(&written), value(json.as_bytes()), "{label}");
        checked += 1;
    };
    fn again<T: Serialize + DeserializeOwned>(body: &[u8]) -> Vec<u8> {
        api::encode(&api::decode::<T>(body).unwrap()).unwrap()
    }
    check("keys-response", again::<api::KeysResponse>);
    check("health-response", again::<api::HealthResponse>);
    check("challenge-response", again::<api::ChallengeResponse>);
    check("enrol-request", again::<api::EnrolRequest>);
    check("enrol-response", again::<api::EnrolResponse>);
    check("login-request", again::<api::LoginRequest>);
    check("login-response", again::<api::LoginResponse>);
    check("logout-request", again::<api::LogoutRequest>);
    check("logout-response", again::<api::LogoutResponse>);
    check("secret-change-request", again::<api::SecretChangeRequest>);
    check("secret-change-response", again::<api::SecretChangeResponse>);
    check("submit-token-request", again::<api::SubmitTokenRequest>);
    check("submit-token-response", again::<api::SubmitTokenResponse>);
    check("transfer-request", again::<api::TransferRequest>);
    check("receipt", again::<api::Receipt>);
    check("verify-request", again::<api::VerifyRequest>);
    check("verify-accepted", again::<api::VerifyResponse>);
    check("verify-rejected", again::<api::VerifyResponse>);
    check("sandbox-request", again::<api::SandboxRequest>);
    check("sandbox-customer", again::<api::SandboxCustomer>);
    check("problem", again::<api::Problem>);
    assert_eq!(checked, page.blocks.len());
}

#[test]
fn limits_on_the_pages_are_those_of_the_code() {
    for (page, limits) in [
        ("transaction", vec![yufu_protocol::transaction::MAX_DER_LEN]),
        ("jws", vec![jws::MAX_TOKEN_LEN, jws::MAX_HEADER_LEN]),
        ("bundle", vec![bundle::MAX_PAYLOAD_LEN, bundle::MAX_KEYS]),
        ("enrolment", vec![yufu_protocol::enrolment::MAX_DER_LEN]),
        ("envelope", vec![envelope::MAX_CONTENT_LEN, envelope::MAX_DER_LEN]),
        ("cms", vec![cms::MAX_CONTENT_LEN, cms::MAX_DER_LEN, cms::MAX_CERTIFICATE_LEN]),
        ("report", vec![report::MAX_PAYLOAD_LEN, report::MAX_FINDINGS, report::MAX_FACTS]),
    ] {
        let text = Page::read(page).text;
        let line = text.lines().find(|line| line.starts_with("Limit")).expect(page);
        for limit in limits {
            assert!(line.contains(&limit.to_string()), "{page}: {limit}");
        }
    }
    assert!(Page::read("api").text.contains(&api::MAX_BODY_LEN.to_string()));
}

#[test]
fn strength_page_lists_every_finding_and_its_examples_hold() {
    let page = Page::read("strength");
    let listed: Vec<_> = page.text.lines().filter(|line| line.starts_with("| 29")).collect();
    assert_eq!(listed.len(), Finding::ALL.len());
    for (row, finding) in listed.iter().zip(Finding::ALL) {
        let expected = format!("| {} | `{}` | ", finding.code(), finding.name());
        assert!(row.starts_with(&expected), "{row}");
    }
    let mut customer = Personal::default();
    customer.add_birthday(1990, 3, 7).unwrap();
    customer.add_id_number(b"11010519491231002X").unwrap();
    customer.add_mobile_number(b"13800138000").unwrap();
    customer.add_card_number(b"6222021234567890128").unwrap();
    customer.add_card_number(b"6217000010001234567").unwrap();
    for (block, rules) in [("pins", Rules::PIN), ("passwords", Rules::PASSWORD)] {
        for line in page.block(block).lines() {
            let (secret, names) = line.split_once(' ').unwrap_or((line, ""));
            let found = judge(secret.as_bytes(), &rules, &customer);
            let found: Vec<_> = found.iter().map(Finding::name).collect();
            assert_eq!(found.join(" "), names, "{secret}");
        }
    }
}
