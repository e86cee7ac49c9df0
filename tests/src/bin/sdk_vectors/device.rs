//! The bank's keys, the enrolment of a device and its record, the environment.

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use yufu_protocol::id::AccountRef;
use yufu_tests::bank::START;

use crate::recorder::Recorder;

/// What the platform's key store keeps, in these vectors.
pub const SECRET: &str = "0707070707070707070707070707070707070707070707070707070707070707";

/// A P-256 key that stands for the phone's secure element.
pub struct SecureElement(EcdsaKeyPair);

impl SecureElement {
    pub fn new() -> Self {
        let (random, algorithm) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        Self(EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).unwrap())
    }

    /// SubjectPublicKeyInfo.
    pub fn spki(&self) -> Vec<u8> {
        let mut spki = hex::decode("3059301306072a8648ce3d020106082a8648ce3d030107034200").unwrap();
        spki.extend(self.0.public_key().as_ref());
        spki
    }

    pub fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        Some(self.0.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec())
    }
}

pub fn record(r: &mut Recorder) {
    trust(r);
    enrolment(r, "6222020000000000001", None);
    enrolment(r, "6222020000000000002", Some(&SecureElement::new()));
    host_facts(r);
}

fn trust(r: &mut Recorder) {
    r.case("trust in the bank's server");
    r.error("Trust.new", "", json!(["", 0]), 1005);
    r.server();
    r.value("Trust.sequence", "trust", json!([]));
    r.value("Trust.expires_at", "trust", json!([]));
    let bundle = r.bank.bundle().to_owned();
    r.value("Trust.load", "trust", json!([bundle, START]));
    r.error("Trust.load", "trust", json!([bundle, START + 400 * 86_400]), 5103);
    r.error("Trust.load", "trust", json!(["", START]), 5102);
    r.error("Server.load_keys", "server", json!([500, [], "", START]), 5406);
    r.object("Trust.new", "", json!([hex::encode(r.bank.root()), 9]), "later");
    r.error("Trust.expires_at", "later", json!([]), 5101);
    r.error("Trust.load", "later", json!([bundle, START]), 5104);
    r.value("Trust.close", "later", json!([]));
    r.error("Server.new", "", json!(["bank.example", "later"]), 7001);
}

/// Enrols a device as `device`.
pub fn enrol(r: &mut Recorder, account: &str, hardware: Option<&SecureElement>) {
    let code = r.bank.customer(&AccountRef::new(account).unwrap());
    let spki = hardware.map(|key| hex::encode(key.spki()));
    r.object("NewDevice.new", "", json!([spki]), "new");
    r.object("Server.challenge", "server", json!([]), "asked");
    r.exchange("PendingOffer", "asked", "offer");
    r.value("Offer.server_time", "offer", json!([]));
    r.value("Offer.challenge", "offer", json!([]));
    r.object("NewDevice.enrolment", "new", json!(["offer", hex::encode(code)]), "enrolment");
    let message = r.value("Enrolment.hardware_message", "enrolment", json!([]));
    let signature = message
        .as_str()
        .zip(hardware)
        .and_then(|(message, key)| key.sign(&hex::decode(message).unwrap()).map(hex::encode));
    // This bank lists no root, so it looks at none.
    let attestation = hardware.map(|_| "3000");
    r.value("NewDevice.to_record", "new", json!([SECRET]));
    r.object(
        "Enrolment.sign",
        "enrolment",
        json!(["new", "server", signature, attestation]),
        "sent",
    );
    r.exchange("PendingEnrolment", "sent", "enrolled");
    r.object("NewDevice.enrolled", "new", json!(["enrolled"]), "device");
}

fn enrolment(r: &mut Recorder, account: &str, hardware: Option<&SecureElement>) {
    let with = if hardware.is_some() { "with" } else { "without" };
    r.case(&format!("enrolment {with} a hardware key"));
    r.server();
    r.error("NewDevice.new", "", json!(["00"]), 5205);
    enrol(r, account, hardware);
    r.error("NewDevice.to_record", "new", json!([SECRET]), 7001);
    for getter in ["id", "key_id", "account", "has_hardware_key", "thumbprint"] {
        r.value(&format!("Device.{getter}"), "device", json!([]));
    }
    let record = r.value("Device.to_record", "device", json!([SECRET]));
    records(r, &record);
}

fn records(r: &mut Recorder, record: &Value) {
    r.object("SavedDevice.new", "", json!([record, SECRET]), "saved");
    r.value("SavedDevice.is_enrolled", "saved", json!([]));
    r.object("SavedDevice.device", "saved", json!([]), "again");
    r.value("Device.id", "again", json!([]));
    r.error("SavedDevice.device", "saved", json!([]), 7001);
    r.error("SavedDevice.new", "", json!(["", SECRET]), 5202);
    r.error("SavedDevice.new", "", json!([record, "00".repeat(32)]), 5203);
    r.error("SavedDevice.new", "", json!([record, "00"]), 7003);
    r.error("Device.to_record", "device", json!(["00"]), 7003);

    r.object("FileStore.new", "", json!(["${folder}/device"]), "store");
    r.value("FileStore.load", "store", json!([SECRET]));
    r.object("NewDevice.new", "", json!([null]), "fresh");
    r.value("FileStore.save_new", "store", json!(["fresh", SECRET]));
    r.object("FileStore.load", "store", json!([SECRET]), "unfinished");
    r.value("SavedDevice.is_enrolled", "unfinished", json!([]));
    r.object("SavedDevice.new_device", "unfinished", json!([]), "found");
    r.value("FileStore.save", "store", json!(["device", SECRET]));
    r.error("FileStore.load", "store", json!(["00".repeat(32)]), 5203);
    r.object("FileStore.load", "store", json!([SECRET]), "kept");
    r.value("SavedDevice.is_enrolled", "kept", json!([]));
    r.value("FileStore.erase", "store", json!([]));
    r.value("FileStore.load", "store", json!([SECRET]));
}

/// The environment that these vectors are judged by, as `environment`.
pub fn environment(r: &mut Recorder) {
    let roots = json!([hex::encode(&r.pack.root)]);
    let token = r.pack.token.clone();
    r.object("Pack.embedded", "", json!([]), "own");
    r.object("Pack.update", "own", json!([token, roots, START]), "pack");
    let expected = json!({ "signers": [], "installers": ["com.example.store"] });
    r.object("Environment.new", "", json!([expected, "pack"]), "environment");
}

fn host_facts(r: &mut Recorder) {
    r.case("host facts and rule packs");
    environment(r);
    r.value("Environment.allow_loopback_ports", "environment", json!([]));
    r.value("Pack.id", "pack", json!([]));
    r.value("Pack.version", "pack", json!([]));
    r.value("Pack.asks", "pack", json!([]));
    let token = r.pack.token.clone();
    r.error("Pack.update", "own", json!([token, [], START]), 2107);
    r.error("Pack.update", "own", json!(["x", [], START]), 2102);

    let challenge = "00".repeat(32);
    r.object("HostFacts.new", "", json!([]), "facts");
    let collect = json!(["facts", challenge, null, 200]);
    r.object("Environment.collect", "environment", collect.clone(), "nothing");
    r.value("Report.severity", "nothing", json!([]));
    r.value("Report.findings", "nothing", json!([]));
    r.value("Report.offline_decision", "nothing", json!([]));
    r.value("HostFacts.set_flag", "facts", json!(["overlay", true]));
    r.value("HostFacts.set_number", "facts", json!(["sensors", 3]));
    r.value("HostFacts.set_text", "facts", json!(["installer", "com.example.elsewhere"]));
    r.value("HostFacts.set_text", "facts", json!(["tls_version", "TLSv1.3"]));
    r.value("HostFacts.set_list", "facts", json!(["packages", ["com.example.root"]]));
    r.value("HostFacts.set_bytes", "facts", json!(["attestation", "010203"]));
    r.value("HostFacts.set_unobservable", "facts", json!(["adb", "denied"]));
    r.error("HostFacts.set_flag", "facts", json!(["installer", true]), 5811);
    r.error("HostFacts.set_number", "facts", json!(["sensors", 1_u64 << 53]), 5812);
    r.object("Environment.collect", "environment", collect, "found");
    r.value("Report.severity", "found", json!([]));
    r.value("Report.findings", "found", json!([]));
    r.value("Report.scores", "found", json!([]));
    r.value("Report.offline_decision", "found", json!([]));
    r.error("Environment.collect", "environment", json!(["facts", "00", null, 1]), 7003);
    r.error("Environment.collect", "environment", json!(["facts", challenge, "00", 1]), 7003);
}
