//! What needs no bank: masks, reveals, validators, links, keypads.

use serde_json::json;

use crate::recorder::Recorder;

pub fn record(r: &mut Recorder) {
    functions(r);
    sensitive(r);
    links(r);
    keypads(r);
}

fn functions(r: &mut Recorder) {
    r.case("functions");
    r.value("self_test", "", json!([]));
    r.any("memory_warnings", "", json!([]));
    for (text, decimals) in [("1234.5", 2), ("0.01", 2), ("7", 0)] {
        r.value("parse_amount", "", json!([text, decimals]));
    }
    for (text, decimals, code) in
        [("", 2, 5701), ("0", 2, 5710), ("1.234", 2, 5711), ("x", 2, 5703)]
    {
        r.error("parse_amount", "", json!([text, decimals]), code);
    }
    for (kind, value) in [
        ("card_number", "6222021234567890128"),
        ("chinese_id", "11010519491231002X"),
        ("mobile", "13800138000"),
        ("name", "欧阳娜娜"),
        ("email", "someone@bank.example"),
        ("address", "北京市东城区某街某号"),
        ("passport", "E12345678"),
        ("credit_code", "91350211M000100Y43"),
        ("amount", "1234.50"),
        ("account", "6222021234567890128"),
        ("mobile", "not a number"),
    ] {
        r.value("mask_value", "", json!([kind, value]));
    }
}

fn sensitive(r: &mut Recorder) {
    r.case("sensitive values");
    r.object("Sensitive.validated", "", json!(["card_number", "6222 0212 3456 7890 128"]), "card");
    r.value("Sensitive.kind", "card", json!([]));
    r.value("Sensitive.masked", "card", json!([]));
    r.value("Sensitive.shown", "card", json!(["before_login"]));
    r.value("Sensitive.shown", "card", json!(["after_login"]));
    r.value("Sensitive.reveal", "card", json!(["account_statement"]));
    r.error("Sensitive.validated", "", json!(["card_number", "6222021234567890129"]), 5705);
    r.error("Sensitive.validated", "", json!(["mobile", ""]), 5701);
    r.object("Sensitive.new", "", json!(["mobile", "13800138000"]), "mobile");
    r.error("Sensitive.reveal", "mobile", json!(["payee_confirmation"]), 5751);
    r.object("IdentityProof.new", "", json!(["password"]), "proof");
    r.value("Sensitive.reveal_to", "mobile", json!(["proof"]));
    r.error("Sensitive.reveal_to", "mobile", json!(["proof"]), 7001);
    r.object("CardExpiry.new", "", json!([hex::encode("0529")]), "expiry");
    r.value("CardExpiry.shown", "expiry", json!(["before_login"]));
    r.value("CardExpiry.shown", "expiry", json!(["after_login"]));
    r.error("CardExpiry.new", "", json!([""]), 7003);
    r.error("CardExpiry.new", "", json!(["ff"]), 7003);
    r.value("Sensitive.close", "card", json!([]));
    r.error("Sensitive.masked", "card", json!([]), 7001);
}

fn links(r: &mut Recorder) {
    r.case("links");
    r.object("LinkPolicy.new", "", json!([["https"], ["m.bank.example"], [8443]]), "policy");
    r.value("LinkPolicy.check", "policy", json!(["https://m.bank.example/pay?order=1"]));
    r.value("LinkPolicy.check", "policy", json!(["https://m.bank.example:8443/"]));
    for (link, code) in [
        ("https://m.bank.example.evil.example/", 5722),
        ("http://m.bank.example/", 5721),
        ("https://user@m.bank.example/", 5723),
        ("https://m.bank.example:1/", 5724),
    ] {
        r.error("LinkPolicy.check", "policy", json!([link]), code);
    }
}

fn keypads(r: &mut Recorder) {
    for layout in ["digits", "qwerty"] {
        r.case(&format!("keypad of {layout}"));
        for (order, style) in [("fixed", "standard"), ("shuffled", "large")] {
            r.object("Keypad.new", "", json!([layout, order, style]), order);
            r.value("Keypad.columns", order, json!([]));
            r.value("Keypad.appearance", order, json!([]));
            let cells = r.value("Keypad.cells", order, json!([]));
            for cell in 0..cells.as_array().unwrap().len() {
                r.value("Keypad.label", order, json!([cell]));
            }
            r.error("Keypad.label", order, json!([99]), 5602);
        }
        r.value("Keypad.close", "fixed", json!([]));
        r.error("Keypad.cells", "fixed", json!([]), 7001);
    }
}
