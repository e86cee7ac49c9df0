//! Objects that the crates make, and hand-made ones that break one rule each.

use serde_json::{Value, json};
use yufu_protocol::enrolment::{ActivationCode, EnrolmentDraft};
use yufu_protocol::envelope::{self, ContentKind};
use yufu_protocol::id::{Challenge, KeyId};
use yufu_protocol::input::{self, Code, Slot, SlotIndex};
use yufu_sm::sm2::SignerId;
use yufu_sm::sm3;
use yufu_tests::vectors::Stream;

use crate::case::Case;
use crate::judge;
use yufu_tests::make::{self, NOW, certification_request, header, signing, tlv};

pub fn all() -> Vec<Case> {
    let mut cases = transactions();
    cases.extend(signed_objects());
    cases.extend(bundles());
    cases.extend(enrolments());
    cases.extend(envelopes());
    cases.extend(reports());
    cases.extend(sealed_inputs());
    cases.extend(submit_tokens());
    cases
}

/// The fields of a transaction in DER, so that a case can replace one.
struct Fields([Vec<u8>; 10]);

impl Fields {
    fn new() -> Self {
        Self([
            tlv(0x0c, &[b"yufu-transaction"]),
            tlv(0x02, &[&[1]]),
            tlv(0x0a, &[&[1]]),
            tlv(0x16, &[b"20251125-0001"]),
            tlv(0x16, &[b"acct-1"]),
            tlv(0x16, &[b"6222021234567890128"]),
            tlv(0x0c, &["王小明".as_bytes()]),
            tlv(0x02, &[&[0x27, 0x10]]),
            tlv(0x16, &[b"CNY"]),
            tlv(0xa0, &[&tlv(0x0c, &["房租".as_bytes()])]),
        ])
    }

    fn with(index: usize, field: Vec<u8>) -> Vec<u8> {
        let mut fields = Self::new();
        fields.0[index] = field;
        fields.der()
    }

    fn der(&self) -> Vec<u8> {
        tlv(0x30, &[&self.0.concat()])
    }
}

fn transactions() -> Vec<Case> {
    let case = |name: &str, data: Vec<u8>| Case::new("transaction", name, data, Value::Null);
    let name = |text: &str| Fields::with(6, tlv(0x0c, &[text.as_bytes()]));
    let remark = |text: &str| Fields::with(9, tlv(0xa0, &[&tlv(0x0c, &[text.as_bytes()])]));
    let amount = |bytes: &[u8]| Fields::with(7, tlv(0x02, &[bytes]));
    let mut long_form = Fields::new().der();
    long_form.insert(1, 0x81);
    let mut indefinite = Fields::new().der();
    indefinite[1] = 0x80;
    indefinite.extend([0, 0]);
    let mut nine = Fields::new();
    nine.0[9].clear();
    vec![
        case("with remark", Fields::new().der()).good(),
        case("without remark", nine.der()).good(),
        case("payment in yen", Fields::with(8, tlv(0x16, &[b"JPY"]))).good(),
        case("largest amount", amount(&999_999_999_999_999_u64.to_be_bytes()[1..])).good(),
        case("amount over the largest", amount(&1_000_000_000_000_000_u64.to_be_bytes()[1..]))
            .bad(),
        case("amount zero", amount(&[0])).bad(),
        case("negative amount", amount(&[0xff])).bad(),
        case("amount with a needless zero", amount(&[0, 0x27, 0x10])).bad(),
        case("seventy characters", name(&"王".repeat(70))).good(),
        case("seventy-one characters", name(&"王".repeat(71))).bad(),
        case("empty name", name("")).bad(),
        case("name that is not NFC", name("A\u{30a}")).bad(),
        case("right-to-left override", name("A\u{202e}B")).bad(),
        case("zero width space", name("A\u{200b}B")).bad(),
        case("private-use character", name("王\u{e000}")).good(),
        case("noncharacter", name("A\u{1fffe}B")).bad(),
        case("noncharacter of the Arabic block", name("A\u{fdd0}B")).bad(),
        case("variation selector", name("王\u{fe00}")).bad(),
        case("supplementary variation selector", name("王\u{e0100}")).bad(),
        case("ideographic space at the end", name("王\u{3000}")).bad(),
        case("ideographic space inside", name("王\u{3000}明")).good(),
        case("control character", name("A\tB")).bad(),
        case("delete character", remark("A\u{7f}")).bad(),
        case("remark of 140 characters", remark(&"a".repeat(140))).good(),
        case("remark of 141 characters", remark(&"a".repeat(141))).bad(),
        case("empty remark", remark("")).bad(),
        case("name that is not UTF-8", Fields::with(6, tlv(0x0c, &[&[0xff]]))).bad(),
        case("unknown currency", Fields::with(8, tlv(0x16, &[b"XAU"]))).bad(),
        case("currency in small letters", Fields::with(8, tlv(0x16, &[b"cny"]))).bad(),
        case("withdrawn currency", Fields::with(8, tlv(0x16, &[b"BGN"]))).bad(),
        case("unknown kind", Fields::with(2, tlv(0x0a, &[&[3]]))).bad(),
        case("kind as integer", Fields::with(2, tlv(0x02, &[&[1]]))).bad(),
        case("version 2", Fields::with(1, tlv(0x02, &[&[2]]))).bad(),
        case("another type", Fields::with(0, tlv(0x0c, &[b"yufu-transactioN"]))).bad(),
        case("order with a slash", Fields::with(3, tlv(0x16, &[b"a/b"]))).bad(),
        case("order of 64 characters", Fields::with(3, tlv(0x16, &[&[b'a'; 64]]))).good(),
        case("order of 65 characters", Fields::with(3, tlv(0x16, &[&[b'a'; 65]]))).bad(),
        case("payer with a space", Fields::with(4, tlv(0x16, &[b"a b"]))).bad(),
        case("payer in UTF-8", Fields::with(4, tlv(0x0c, &[b"acct-1"]))).bad(),
        case("account above ASCII", Fields::with(5, tlv(0x16, &[&[0xe9]]))).bad(),
        case("length in long form", long_form).bad(),
        case("indefinite length", indefinite).bad(),
        case("nothing", Vec::new()).bad(),
        case("over the limit", tlv(0x30, &[&[0; 2100]])).bad(),
    ]
}

fn signed_objects() -> Vec<Case> {
    let (device, default) = (signing("device key"), SignerId::DEFAULT);
    let typ = "example+jwt";
    let case = |name: &str, data| Case::new("jws", name, data, json!({ "typ": typ }));
    let made = |header: &str| make::jws(header, b"hello", &device, &default);
    let other = |from: &str, to: &str| made(&header(typ, "device-1").replace(from, to));
    let own_id = SignerId::new(b"another-id").unwrap();
    let padded = {
        let mut token = made(&header(typ, "device-1"));
        token.push(b'=');
        token
    };
    vec![
        case("plain", made(&header(typ, "device-1"))).good(),
        case("spaces in the header", other(",", " ,\n ")).good(),
        case(
            "members in another order",
            made(r#"{"kid":"device-1","typ":"example+jwt","alg":"SM2SM3"}"#),
        )
        .good(),
        case(
            "signer's ID of the record",
            make::jws(&header(typ, "device-2"), b"", &device, &own_id),
        )
        .good(),
        case("default ID where the record has another", made(&header(typ, "device-2"))).bad(),
        case(
            "signed by another key",
            make::jws(&header(typ, "device-1"), b"hello", &signing("root key"), &default),
        )
        .bad(),
        case("unknown key", made(&header(typ, "device-9"))).bad(),
        case("key id with a slash", made(&header(typ, "a/b"))).bad(),
        case("another type", made(&header("example", "device-1"))).bad(),
        case("alg none", other("SM2SM3", "none")).bad(),
        case("alg ES256", other("SM2SM3", "ES256")).bad(),
        case("crit", other("}", r#","crit":[]}"#)).bad(),
        case("jwk", other("}", r#","jwk":{}}"#)).bad(),
        case("b64", other("}", r#","b64":true}"#)).bad(),
        case("member twice", other("}", r#","alg":"SM2SM3"}"#)).bad(),
        case("member that is null", other(r#""SM2SM3""#, "null")).bad(),
        case("no kid", made(r#"{"alg":"SM2SM3","typ":"example+jwt"}"#)).bad(),
        case("header as an array", made(r#"["SM2SM3","example+jwt","device-1"]"#)).bad(),
        case("escaped letters in the header", other("SM2SM3", "\\u0053M2SM3")).good(),
        case("byte order mark", made(&format!("\u{feff}{}", header(typ, "device-1")))).bad(),
        case("header over the limit", other("{", &format!("{{{}", " ".repeat(500)))).bad(),
        case("padding", padded).bad(),
        case("two parts", b"e30.e30".to_vec()).bad(),
        case("four parts", b"e30.e30.e30.e30".to_vec()).bad(),
    ]
}

fn server_key(name: &str, purpose: &str) -> Value {
    let spki = match purpose {
        "response_signature" => signing(name).verifying_key().to_spki_der(),
        _ => make::decrypting(name).encrypting_key().to_spki_der(),
    };
    json!({
        "kid": name.replace(" key", "-1"),
        "purpose": purpose,
        "public_key": yufu_protocol::encoding::to_base64url(&spki),
        "not_before": NOW,
        "not_after": NOW + 86_400,
    })
}

fn bundles() -> Vec<Case> {
    let root = signing("root key");
    let kid = yufu_protocol::bundle::root_key_id(root.verifying_key());
    let claims = || {
        json!({
            "version": 1, "iss": "bank.example", "sequence": 7, "iat": NOW, "exp": NOW + 86_400,
            "keys": [
                server_key("response key", "response_signature"),
                server_key("input key", "input_encryption"),
                server_key("report key", "report_encryption"),
            ],
        })
    };
    let token = |payload: &str| {
        let header = header("yufu-bundle+jwt", kid.as_str());
        make::jws(&header, payload.as_bytes(), &root, &SignerId::DEFAULT)
    };
    let now = json!({ "now": NOW });
    let case = |name: &str, payload: &str, given: &Value| {
        Case::new("bundle", name, token(payload), given.clone())
    };
    let with = |pointer: &str, value: Value| {
        let mut changed = claims();
        *changed.pointer_mut(pointer).unwrap() = value;
        changed.to_string()
    };
    let plain = claims().to_string();
    let mut extra = claims();
    extra["note"] = json!("x");
    let mut lacking = claims();
    lacking.as_object_mut().unwrap().remove("iss");
    let many: Vec<Value> = (0..33).map(|_| server_key("input key", "input_encryption")).collect();
    let over = format!("{}{plain}", " ".repeat(16_384));
    let minus_g = {
        let mut point =
            hex::decode("3059301306072a8648ce3d020106082a811ccf5501822d034200").unwrap();
        point.extend(
            hex::decode(
                "0432c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7\
             43c8c95c0b098863a642311c9496deac2f56788239d5b8c0fd20cd1adec60f5f",
            )
            .unwrap(),
        );
        yufu_protocol::encoding::to_base64url(&point)
    };
    vec![
        case("plain", &plain, &now).good(),
        case("same sequence again", &plain, &json!({ "now": NOW, "last_sequence": 7 })).good(),
        case("older than the last", &plain, &json!({ "now": NOW, "last_sequence": 8 })).bad(),
        case("one minute early", &plain, &json!({ "now": NOW - 60 })).good(),
        case("over a minute early", &plain, &json!({ "now": NOW - 61 })).bad(),
        case("last second", &plain, &json!({ "now": NOW + 86_399 })).good(),
        case("first second after", &plain, &json!({ "now": NOW + 86_400 })).bad(),
        case("366 days", &with("/exp", json!(NOW + 366 * 86_400)), &now).good(),
        case("over 366 days", &with("/exp", json!(NOW + 366 * 86_400 + 1)), &now).bad(),
        case("ends before it begins", &with("/exp", json!(NOW)), &now).bad(),
        case("version 2", &with("/version", json!(2)), &now).bad(),
        case("empty issuer", &with("/iss", json!("")), &now).bad(),
        case("issuer of 128", &with("/iss", json!("a".repeat(128))), &now).good(),
        case("issuer of 129", &with("/iss", json!("a".repeat(129))), &now).bad(),
        case("issuer with a space", &with("/iss", json!("a b")), &now).bad(),
        case("largest sequence", &with("/sequence", json!(9_007_199_254_740_991_u64)), &now).good(),
        case("sequence over 2^53", &with("/sequence", json!(9_007_199_254_740_992_u64)), &now)
            .bad(),
        case("sequence as float", &plain.replace("\"sequence\":7", "\"sequence\":7.0"), &now).bad(),
        case("sequence with exponent", &plain.replace("\"sequence\":7", "\"sequence\":7e0"), &now)
            .bad(),
        case("negative zero", &plain.replace("\"sequence\":7", "\"sequence\":-0"), &now).bad(),
        case("sequence as text", &with("/sequence", json!("7")), &now).bad(),
        case("unknown member", &extra.to_string(), &now).bad(),
        case("no issuer", &lacking.to_string(), &now).bad(),
        case("member twice", &plain.replace("\"iat\":", "\"iat\":1,\"iat\":"), &now).bad(),
        case("no keys", &with("/keys", json!([])), &now).good(),
        case("thirty-three keys", &with("/keys", json!(many)), &now).bad(),
        case("key id twice", &with("/keys/1/kid", json!("response-1")), &now).bad(),
        case(
            "key twice",
            &with("/keys/1/public_key", claims()["keys"][0]["public_key"].clone()),
            &now,
        )
        .bad(),
        case("unknown purpose", &with("/keys/0/purpose", json!("signing")), &now).good(),
        case("key that is no SM2 key", &with("/keys/0/public_key", json!("MFkw")), &now).bad(),
        case("key at -G", &with("/keys/0/public_key", json!(minus_g)), &now).bad(),
        case("key that ends first", &with("/keys/0/not_after", json!(NOW)), &now).bad(),
        case("key as an array", &with("/keys/0", json!(["a", "input_encryption", "", 1, 2])), &now)
            .bad(),
        case("payload over the limit", &over, &now).bad(),
        Case::new(
            "bundle",
            "signed by a device",
            make::jws(
                &header("yufu-bundle+jwt", kid.as_str()),
                plain.as_bytes(),
                &signing("device key"),
                &SignerId::DEFAULT,
            ),
            now.clone(),
        )
        .bad(),
        Case::new(
            "bundle",
            "of another type",
            make::jws(
                &header("yufu-report+jwt", kid.as_str()),
                plain.as_bytes(),
                &root,
                &SignerId::DEFAULT,
            ),
            now,
        )
        .bad(),
    ]
}

fn challenge() -> Challenge {
    Challenge::from_bytes(sm3::hash(b"yufu example challenge"))
}

/// The example of the page, hardware key and all.
fn page_block(page: &str, name: &str) -> Vec<u8> {
    let path = crate::root().join("docs/formats").join(page);
    let text = std::fs::read_to_string(path).unwrap();
    let block =
        text.split(&format!("```hex {name}\n")).nth(1).unwrap().split("```").next().unwrap();
    let digits = block.lines().map(|line| line.split('#').next().unwrap().replace(' ', ""));
    hex::decode(digits.collect::<String>()).unwrap()
}

fn enrolments() -> Vec<Case> {
    let device = signing("device key");
    let case = |name: &str, data: Vec<u8>| Case::new("enrolment", name, data, Value::Null);
    let draft = EnrolmentDraft::new(ActivationCode::new("7F3K-92QX-M4TD").unwrap(), challenge());
    let plain = draft.sign(&device, &mut Stream::new(b"enrolment")).unwrap();
    let attribute =
        |oid: &str, value: &[u8]| tlv(0x30, &[&hex::decode(oid).unwrap(), &tlv(0x31, &[value])]);
    let code =
        |tag: u8, text: &str| attribute("06092a864886f70d010907", &tlv(tag, &[text.as_bytes()]));
    let nonce = |bytes: &[u8]| attribute("060a2a864886f70d01091903", &tlv(0x04, &[bytes]));
    let alt_key = attribute(
        "0603551d48",
        page_block("enrolment.md", "enrolment-hardware-message")
            .windows(91)
            .rev()
            .find(|window| window.starts_with(&[0x30, 0x59]))
            .unwrap(),
    );
    let spki = device.verifying_key().to_spki_der();
    let subject = tlv(
        0x30,
        &[&tlv(0x31, &[&tlv(0x30, &[&[0x06, 3, 0x55, 4, 3], &tlv(0x0c, &[b"yufu device"])])])],
    );
    let build = |version: &[u8], subject: &[u8], attributes: &[&[u8]]| {
        let version = tlv(0x02, &[version]);
        let info = tlv(0x30, &[&version, subject, &spki, &tlv(0xa0, attributes)]);
        certification_request(&info, &device)
    };
    let (good_code, good_nonce) = (code(0x13, "7F3K-92QX-M4TD"), nonce(challenge().as_bytes()));
    let sorted = |one: Vec<u8>, other: &[u8]| {
        let mut both = [one.as_slice(), other];
        both.sort_unstable();
        build(&[0], &subject, &both)
    };
    let with_code = |tag, text: &str| sorted(code(tag, text), &good_nonce);
    let other_name = tlv(
        0x30,
        &[&tlv(0x31, &[&tlv(0x30, &[&[0x06, 3, 0x55, 4, 3], &tlv(0x0c, &[b"yufu devicE"])])])],
    );
    let others_signature = {
        let version = tlv(0x02, &[&[0]]);
        let attributes = tlv(0xa0, &[&good_code, &good_nonce]);
        let info = tlv(0x30, &[&version, &subject, &spki, &attributes]);
        certification_request(&info, &signing("root key"))
    };
    let mut three = vec![good_code.as_slice(), good_nonce.as_slice()];
    let friendly = attribute("06092a864886f70d010914", &tlv(0x1e, &[&[0, 0x41]]));
    three.push(&friendly);
    three.sort_unstable();
    let mut keyed = vec![good_code.as_slice(), good_nonce.as_slice(), alt_key.as_slice()];
    keyed.sort_unstable();
    vec![
        case("plain", plain.to_vec()).good(),
        case("built by hand", build(&[0], &subject, &[&good_code, &good_nonce])).good(),
        case("with hardware key", page_block("enrolment.md", "enrolment-with-hardware-key")).good(),
        case("attributes not sorted", build(&[0], &subject, &[&good_nonce, &good_code])).bad(),
        case("version 1", build(&[1], &subject, &[&good_code, &good_nonce])).bad(),
        case("another subject", build(&[0], &other_name, &[&good_code, &good_nonce])).bad(),
        case("code as UTF8String", with_code(0x0c, "7F3K-92QX-M4TD")).bad(),
        case("code of 7", with_code(0x13, "ABCDEFG")).bad(),
        case("code of 64", with_code(0x13, &"A".repeat(64))).good(),
        case("code of 65", with_code(0x13, &"A".repeat(65))).bad(),
        case("code with a space", with_code(0x13, "ABCD EFGH")).bad(),
        case("no code", build(&[0], &subject, &[&good_nonce])).bad(),
        case("no nonce", build(&[0], &subject, &[&good_code])).bad(),
        case("nonce of 31", sorted(good_code.clone(), &nonce(&[7; 31]))).bad(),
        case("nonce twice", build(&[0], &subject, &[&good_code, &good_nonce, &good_nonce])).bad(),
        case("unknown attribute", build(&[0], &subject, &three)).bad(),
        case("hardware key without proof", build(&[0], &subject, &keyed)).bad(),
        case("signed by another key", others_signature).bad(),
        case("over the limit", tlv(0x30, &[&[0; 1100]])).bad(),
    ]
}

fn seal(kind: ContentKind, content: &[u8], kid: &str) -> Vec<u8> {
    let key = make::decrypting("report key");
    let kid = KeyId::new(kid).unwrap();
    let mut rng = Stream::new(b"envelope");
    envelope::seal(key.encrypting_key(), &kid, kind, content, &mut rng).unwrap()
}

fn envelopes() -> Vec<Case> {
    let given = json!({ "kind": "report" });
    let case = |name: &str, data| Case::new("envelope", name, data, given.clone());
    let enrolment = seal(ContentKind::Enrolment, b"request", "report-1");
    vec![
        case("report", seal(ContentKind::Report, b"hello, envelope", "report-1")).good(),
        case("empty content", seal(ContentKind::Report, b"", "report-1")).good(),
        case("unknown key", seal(ContentKind::Report, b"hello", "report-2")).bad(),
        case("enrolment passed off as report", enrolment.clone()).bad(),
        Case::new("envelope", "enrolment", enrolment, json!({ "kind": "enrolment" })).good(),
        case("nothing", Vec::new()).bad(),
    ]
}

fn claims() -> Value {
    let finding = |code: &str| {
        json!({
            "code": code, "category": "hook", "severity": "high", "confidence": "medium",
            "state": "clean", "layer": "native", "micros": 41,
        })
    };
    json!({
        "version": 1,
        "eat_nonce": "AsZIYMTnl9QdKZU4zxI51weeqmF8txy-leLg5Q6laS0",
        "iat": NOW,
        "ueid": "Afyli_tiUpp2t80T71Nf_jfAe4F8fFKaEhCfaRYXWttN",
        "counter": 9,
        "pack": { "id": "builtin", "version": "1" },
        "sdk": { "id": "yufu", "version": "0.1.0" },
        "app": { "id": "com.example.bank", "version": "8.2.1" },
        "osname": "Android",
        "osversion": "14",
        "findings": [finding("debugger.tracer"), finding("hook.frida")],
        "facts": [{ "name": "screen_lock", "value": "true" }],
    })
}

fn reports() -> Vec<Case> {
    let device = signing("device key");
    let sign = |payload: &str| {
        let header = header("yufu-report+jwt", "device-1");
        make::jws(&header, payload.as_bytes(), &device, &SignerId::DEFAULT)
    };
    let case = |name: &str, payload: String| Case::new("report", name, sign(&payload), Value::Null);
    let with = |pointer: &str, value: Value| {
        let mut changed = claims();
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        let parent = changed.pointer_mut(parent).unwrap();
        match parent.as_object_mut() {
            Some(object) => drop(object.insert(member.to_owned(), value)),
            None => parent[member.parse::<usize>().unwrap()] = value,
        }
        changed.to_string()
    };
    let bytes = |length: usize| json!(yufu_protocol::encoding::to_base64url(&vec![2; length]));
    let many = |count: usize| -> Value {
        (0..count).map(|i| json!({ "name": format!("f{i:03}"), "value": "" })).collect()
    };
    let chain = |link: u8, previous: &[u8]| {
        let link_of = |byte: &u8| json!(yufu_protocol::encoding::to_base64url(&[*byte; 16]));
        let previous: Vec<Value> = previous.iter().map(link_of).collect();
        with("/chain", json!({ "link": link_of(&link), "previous": previous }))
    };
    let earlier: Vec<u8> = (1..=33).collect();
    let plain = sign(&claims().to_string());
    let sealed = |name: &str, content: &[u8]| {
        let data = seal(ContentKind::Report, content, "report-1");
        Case::new("sealed report", name, data, Value::Null)
    };
    vec![
        case("plain", claims().to_string()).good(),
        case("with transaction", with("/transaction_digest", bytes(32))).good(),
        case("transaction of 31 bytes", with("/transaction_digest", bytes(31))).bad(),
        case("transaction that is null", with("/transaction_digest", Value::Null)).bad(),
        case("version 2", with("/version", json!(2))).bad(),
        case("unknown member", with("/note", json!(1))).bad(),
        case("ueid of another type", with("/ueid", bytes(33))).bad(),
        case("ueid of 32 bytes", with("/ueid", bytes(32))).bad(),
        case("counter over 2^53", with("/counter", json!(9_007_199_254_740_992_u64))).bad(),
        case("first of a chain", chain(0, &[])).good(),
        case("chain of 32", chain(0, &earlier[..32])).good(),
        case("chain of 33", chain(0, &earlier)).bad(),
        case("link twice", chain(1, &[2, 3, 2])).bad(),
        case("link among the previous", chain(1, &[2, 1])).bad(),
        case("link of 15 bytes", with("/chain", json!({ "link": bytes(15), "previous": [] })))
            .bad(),
        case("chain without previous", with("/chain", json!({ "link": bytes(16) }))).bad(),
        case("chain that is null", with("/chain", Value::Null)).bad(),
        case("empty osversion", with("/osversion", json!(""))).good(),
        case("empty osname", with("/osname", json!(""))).bad(),
        case("osname of 65", with("/osname", json!("a".repeat(65)))).bad(),
        case("osname with a space", with("/osname", json!("Harmony OS"))).good(),
        case("pack without version", with("/pack", json!({ "id": "builtin" }))).bad(),
        case("code in capitals", with("/findings/0/code", json!("Debugger"))).bad(),
        case("codes not ascending", with("/findings/0/code", json!("zzz"))).bad(),
        case("code twice", with("/findings/0/code", json!("hook.frida"))).bad(),
        case("unknown severity", with("/findings/0/severity", json!("fatal"))).bad(),
        case("unknown state", with("/findings/0/state", json!("maybe"))).bad(),
        case("severity as object", with("/findings/0/severity", json!({ "high": null }))).bad(),
        case("evidence", with("/findings/0/evidence", bytes(32))).good(),
        case("evidence of 33 bytes", with("/findings/0/evidence", bytes(33))).bad(),
        case("evidence that is null", with("/findings/0/evidence", Value::Null)).bad(),
        case("text of 1024", with("/findings/0/text", json!("a".repeat(1024)))).good(),
        case("text of 1025", with("/findings/0/text", json!("a".repeat(1025)))).bad(),
        case("micros of 2^32", with("/findings/0/micros", json!(4_294_967_296_u64))).bad(),
        case("no findings", with("/findings", json!([]))).good(),
        case("sixty-four facts", with("/facts", many(64))).good(),
        case("sixty-five facts", with("/facts", many(65))).bad(),
        case("fact of 256 bytes", with("/facts/0/value", json!("a".repeat(256)))).good(),
        case("fact of 258 bytes", with("/facts/0/value", json!("王".repeat(86)))).bad(),
        case("lone surrogate", claims().to_string().replace("Android", "\\ud800")).bad(),
        case("text after the object", format!("{} x", claims())).bad(),
        sealed("plain", &plain).good(),
        sealed("content that is no token", b"hello").bad(),
        sealed("content above ASCII", "é".as_bytes()).bad(),
    ]
}

fn sealed_inputs() -> Vec<Case> {
    let given = json!({
        "purpose": 2, "field": "pin", "input_nonce": "a1".repeat(32), "session": "a2".repeat(16),
        "account": "6222020000000000005", "device_key": "a3".repeat(32), "input_key": "input-1",
        "transaction": "a4".repeat(32),
    });
    let bare = json!({
        "purpose": 1, "field": "password", "input_nonce": "a1".repeat(32), "session": "",
        "account": "acct-1", "device_key": "a3".repeat(32), "input_key": "input-1",
        "transaction": "00".repeat(32),
    });
    let key = make::decrypting("input key");
    // `k` presses the key k; backspace is an edit, `?` a slot of random bytes.
    let typed = |given: &Value, log: &str| {
        let context = judge::context(given);
        let (mut rng, mut chain) = (Stream::new(b"sealed input"), [0; 32]);
        let wrapped = input::begin(&context, key.encrypting_key(), &mut rng, &mut chain).unwrap();
        let (mut slots, mut index) = (Vec::new(), Some(SlotIndex::FIRST));
        for byte in log.bytes() {
            let here = index.unwrap();
            slots.push(match byte {
                b'\x08' => input::edit(&mut chain, here),
                b'?' => {
                    let _overwritten = input::edit(&mut chain, here);
                    Slot::random(&mut rng).unwrap()
                }
                other => input::keystroke(&mut chain, here, Code::new(other).unwrap()),
            });
            index = here.next();
        }
        let sealed = input::seal(&mut chain, &context, wrapped, &slots).unwrap();
        sealed.to_der().unwrap()
    };
    let case =
        |name: &str, log: &str| Case::new("sealed input", name, typed(&given, log), given.clone());
    let elsewhere = |name: &str, member: &str, value: Value| {
        let mut other = given.clone();
        other[member] = value;
        Case::new("sealed input", name, typed(&given, "13"), other).bad()
    };
    vec![
        case("digits", "135790").good(),
        case("nothing typed", "").good(),
        case("full", &"7".repeat(64)).good(),
        case("corrected", "1?\x083").good(),
        case("corrected twice", "??\x08\x084").good(),
        case("deleted but still readable", "12\x083").good(),
        case("all deleted", "?\x08").good(),
        case("unreadable slot is left", "1?").bad(),
        case("edit of an empty line", "\x081").bad(),
        case("one edit too many", "1\x08\x08").bad(),
        Case::new("sealed input", "without session and transaction", typed(&bare, "Tea 4!"), bare)
            .good(),
        elsewhere("for another purpose", "purpose", json!(4)),
        elsewhere("for another field", "field", json!("pin2")),
        elsewhere("under another nonce", "input_nonce", json!("a5".repeat(32))),
        elsewhere("of another session", "session", json!("a5".repeat(16))),
        elsewhere("for another account", "account", json!("6222020000000000006")),
        elsewhere("by another device", "device_key", json!("a5".repeat(32))),
        elsewhere("for another transaction", "transaction", json!("a5".repeat(32))),
        elsewhere("for no transaction", "transaction", json!("00".repeat(32))),
    ]
}

fn submit_tokens() -> Vec<Case> {
    let case = |name: &str, text: &str| {
        Case::new("submit token", name, text.as_bytes().to_vec(), Value::Null)
    };
    let good = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    vec![
        case("plain", good).good(),
        case("padded", &format!("{good}=")).bad(),
        case("stray bits", &good.replace("Hh8", "Hh9")).bad(),
        case("standard alphabet", &good.replace("AAE", "A+E")).bad(),
        case("space before it", &format!(" {good}")).bad(),
        case("too short", &good[..42]).bad(),
    ]
}
