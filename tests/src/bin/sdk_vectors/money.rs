//! Login, session, requests, transfers, changes of a secret.

use serde_json::{Value, json};
use yufu_tests::bank::{PASSWORD, PIN};

use crate::device::{self, SecureElement};
use crate::recorder::Recorder;

pub fn record(r: &mut Recorder) {
    session(r);
    let hardware = SecureElement::new();
    transfer(r, &hardware);
    secret_change(r);
}

fn app() -> Value {
    json!({ "id": "dev.yufu.vectors", "version": "1" })
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn keypad(r: &mut Recorder, layout: &str) {
    r.object("Keypad.new", "", json!([layout, "shuffled", "standard"]), "keypad");
}

/// A phone that is logged in, with `session`, `environment` and `facts`.
fn log_in(r: &mut Recorder, account: &str, hardware: Option<&SecureElement>) {
    r.server();
    device::enrol(r, account, hardware);
    device::environment(r);
    r.object("HostFacts.new", "", json!([]), "facts");
    r.object("Server.begin_login", "server", json!(["device"]), "begun");
    let sign = |base: &[u8]| hardware.and_then(|key| key.sign(base));
    r.exchange_with("PendingLogin", "begun", "login", sign);
    let challenge = r.value("Login.challenge", "login", json!([]));
    r.object("Environment.collect", "environment", json!(["facts", challenge, null, 200]), "look");
    r.object("Login.seal_report", "login", json!(["look", app()]), "report");
    keypad(r, "qwerty");
    r.object("Login.open_input", "login", json!(["keypad"]), "input");
    r.error("Login.open_input", "login", json!(["keypad"]), 7001);
    r.type_into("input", text(PASSWORD));
    r.object("SecureInput.seal", "input", json!([]), "password");
    let limits = json!({ "idle_seconds": 300, "background_seconds": 60 });
    r.object("Login.submit", "login", json!(["password", "report", limits]), "opening");
    r.exchange_with("PendingSession", "opening", "session", sign);
}

fn session(r: &mut Recorder) {
    r.case("login and session");
    log_in(r, "6222020000000000003", None);
    for getter in [
        "state",
        "touch",
        "server_time",
        "accounts",
        "must_change_pin",
        "must_change_password",
        "last_login",
        "enter_background",
        "enter_foreground",
    ] {
        r.value(&format!("Session.{getter}"), "session", json!([]));
    }
    r.object("RequestSigner.new", "", json!(["session"]), "signer");
    let head = |media: Value| {
        json!({ "method": "GET", "target": "/v1/orders/none-1", "media_type": media,
            "submit_token": null, "lifetime_seconds": 60 })
    };
    r.object("RequestSigner.sign", "signer", json!([head(json!(null)), ""]), "question");
    let given = r.answer("PendingAnswer", "question", |_| None);
    let refused = yufu_code(&given);
    r.error("PendingAnswer.receive", "question", given, refused);
    r.error("RequestSigner.sign", "signer", json!([head(json!(null)), "00"]), 7003);
    r.object("RequestSigner.sign", "signer", json!([head(json!(null)), ""]), "forged");
    r.error("PendingAnswer.receive", "forged", json!([200, [], ""]), 5402);
    r.error("PendingAnswer.request", "forged", json!([]), 7001);

    r.object("Session.logout", "session", json!([]), "leaving");
    r.value("Session.state", "session", json!([]));
    r.exchange("PendingLogout", "leaving", "");
    r.error("Session.logout", "session", json!([]), 5303);
    r.error("Session.order", "session", json!(["none-1"]), 5303);
}

/// The code of a signed refusal.
fn yufu_code(given: &Value) -> u16 {
    let body = hex::decode(given[2].as_str().unwrap()).unwrap();
    let problem: Value = serde_json::from_slice(&body).unwrap();
    problem["code"].as_u64().unwrap().try_into().unwrap()
}

fn transfer(r: &mut Recorder, hardware: &SecureElement) {
    let payer = "6222020000000000004";
    r.case("transfer with a hardware key");
    log_in(r, payer, Some(hardware));
    let sign = |base: &[u8]| hardware.sign(base);
    let amount = json!({ "minor": 12_345, "currency": "CNY" });
    let order = |order: &str| {
        json!(["transfer", order, payer, "6222021234567890128", "王小明", amount, "茶"])
    };
    r.error("Transaction.new", "", order("no order number, for it has spaces"), 2004);
    r.object("Transaction.new", "", order("vectors-0001"), "transaction");
    r.value("Transaction.digest", "transaction", json!([]));
    r.object("Session.begin_transfer", "session", json!(["transaction"]), "asking");
    r.exchange_with("PendingTransfer", "asking", "transfer", sign);
    let digest = r.value("Transfer.digest", "transfer", json!([]));
    r.value("Transfer.is_of", "transfer", json!([digest]));
    r.error("Transfer.is_of", "transfer", json!(["00"]), 7003);
    r.value("Transfer.required_factors", "transfer", json!([]));
    let challenge = r.value("Transfer.challenge", "transfer", json!([]));
    let collect = json!(["facts", challenge, digest, 200]);
    r.object("Environment.collect", "environment", collect, "look");
    r.object("Transfer.seal_report", "transfer", json!(["look", app()]), "report");
    keypad(r, "digits");
    r.object("Transfer.open_input", "transfer", json!(["keypad"]), "input");
    pin_pad(r);
    r.type_into("input", text(PIN));
    r.object("SecureInput.seal", "input", json!([]), "pin");
    r.object("Transfer.submit", "transfer", json!([digest, "pin", "report"]), "paying");
    r.exchange_with("PendingReceipt", "paying", "", sign);
    r.object("Session.order", "session", json!(["vectors-0001"]), "asked again");
    r.exchange_with("PendingReceipt", "asked again", "", sign);
    r.value("Session.lock", "session", json!([]));
    r.value("Session.state", "session", json!([]));
    r.error("Session.begin_transfer", "session", json!(["transaction"]), 5301);
}

/// Every touch but those that a secret takes.
fn pin_pad(r: &mut Recorder) {
    for look in ["columns", "appearance", "cells", "length", "masked", "findings"] {
        r.value(&format!("SecureInput.{look}"), "input", json!([]));
    }
    r.value("SecureInput.label", "input", json!([0]));
    r.error("SecureInput.press", "input", json!([99]), 5602);
    r.value("SecureInput.press", "input", json!([0]));
    r.value("SecureInput.masked", "input", json!([]));
    r.value("SecureInput.backspace", "input", json!([]));
    r.value("SecureInput.press", "input", json!([1]));
    r.value("SecureInput.clear", "input", json!([]));
    r.value("SecureInput.length", "input", json!([]));
}

fn secret_change(r: &mut Recorder) {
    r.case("change of the PIN");
    log_in(r, "6222020000000000005", None);
    for (new, name) in [("123456", "weak"), ("830275", "good")] {
        r.object("Session.begin_secret_change", "session", json!(["transaction"]), "changing");
        r.exchange("PendingSecretChange", "changing", "change");
        for (open, secret, gives) in
            [("old", text(PIN), "old"), ("new", new, "first"), ("repeat", new, "second")]
        {
            keypad(r, "digits");
            let call = format!("SecretChange.open_{open}");
            if open == "old" {
                r.object(&call, "change", json!(["keypad"]), "input");
            } else {
                r.object("DenyList.new", "", json!([]), "deny");
                personal(r);
                r.object(&call, "change", json!(["keypad", "transaction", "deny"]), "input");
            }
            r.type_into("input", secret);
            r.value("SecureInput.findings", "input", json!([]));
            r.object("SecureInput.seal", "input", json!([]), gives);
        }
        r.object("SecretChange.submit", "change", json!(["old", "first", "second"]), name);
        r.exchange("PendingChange", name, "");
    }
    keypad(r, "digits");
    r.object("Session.begin_secret_change", "session", json!(["login"]), "another");
    r.exchange("PendingSecretChange", "another", "change");
    r.object("SecretChange.open_old", "change", json!(["keypad"]), "input");
    r.error("SecureInput.seal", "input", json!([]), 5603);
    r.error("SecureInput.press", "input", json!([0]), 7001);
}

/// Fills the list.
fn personal(r: &mut Recorder) {
    r.value("DenyList.add_birthday", "deny", json!([1990, 3, 7]));
    r.error("DenyList.add_birthday", "deny", json!([1990, 2, 30]), 5605);
    r.value("DenyList.add_id_number", "deny", json!([hex::encode("11010519900307002X")]));
    r.value("DenyList.add_mobile_number", "deny", json!([hex::encode("13800138000")]));
    r.value("DenyList.add_card_number", "deny", json!([hex::encode("6222021234567890128")]));
}
