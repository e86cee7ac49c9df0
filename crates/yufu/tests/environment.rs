//! One pass in this process: its capture, its budget, its report. The attacks are in the `tests`
//! package.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails with its test")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;
use yufu::environment::evidence::{
    Answer, Capture, Cause, FactName, FactValue, HostFacts, ListedMount, Mount, Platform, Port,
    Property, Reading, Scheme, Signer,
};
use yufu::environment::{Collect, Pack, Report};
use yufu_protocol::id::Challenge;
use yufu_protocol::report::{Severity, State};

fn order() -> Collect {
    Collect::new(Challenge::from_bytes([0; 32]))
}

fn pass(budget: Duration) -> Capture {
    order().within(budget).capture()
}

fn pack() -> Arc<Pack> {
    Pack::embedded(Platform::Linux).unwrap()
}

#[test]
fn a_pass_without_time_is_unobservable_throughout() {
    let capture = pass(Duration::ZERO);
    assert_eq!(capture.process, Reading::Unobservable(Cause::OutOfTime));
    assert_eq!(capture.maps, Reading::Unobservable(Cause::OutOfTime));
    for finding in pack().judge(&capture, true) {
        // What the program was built for is known without a look.
        assert_eq!(finding.state, State::Unobservable, "{}", finding.code);
    }
}

#[test]
fn a_pass_keeps_its_budget() {
    for millis in [1, 2, 5] {
        let budget = Duration::from_millis(millis);
        assert!(fastest_pass(budget) < budget + Duration::from_millis(5));
    }
}

#[test]
fn a_whole_pass_takes_at_most_30_ms() {
    assert!(fastest_pass(Duration::from_secs(5)) < Duration::from_millis(30));
}

/// The fastest of several passes: other tests share the machine.
fn fastest_pass(budget: Duration) -> Duration {
    let timed = |_| {
        let started = Instant::now();
        let _ = pass(budget);
        started.elapsed()
    };
    (0..30).map(timed).min().unwrap()
}

#[test]
fn a_capture_says_the_same_after_a_round_trip() {
    let capture = pass(Duration::from_secs(5));
    let again = Capture::from_json(capture.to_json().as_bytes()).unwrap();
    assert_eq!(again, capture);
    let order = order().with_text();
    let (one, two) = (Report::of(&order, &capture), Report::of(&order, &again));
    assert_eq!(one.findings(), two.findings());
}

#[test]
fn a_capture_names_no_folder_of_the_user_and_no_address() {
    let capture = pass(Duration::from_secs(5));
    let json = capture.to_json();
    let program = std::env::current_exe().unwrap();
    let folder = program.parent().unwrap().to_str().unwrap();
    assert!(!json.contains(folder));
    assert!(!json.contains("CARGO_"));
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    for address in maps.lines().filter_map(|line| line.split('-').next()) {
        assert!(!json.contains(&format!("\"{address}")), "{address}");
    }
}

#[test]
fn a_capture_does_not_name_who_built_the_kernel() {
    let version = std::fs::read_to_string("/proc/version").unwrap();
    let Reading::Seen(machine) = pass(Duration::from_secs(5)).machine else { panic!("not seen") };
    assert!(machine.version.starts_with("Linux version "));
    let builders = version.split(['(', ')', ' ']).filter(|word| word.contains('@'));
    for builder in builders {
        assert!(!machine.version.contains(builder), "{builder}");
    }
}

#[test]
fn every_finding_has_a_title_in_both_languages() {
    let report = Report::of(&order(), &pass(Duration::ZERO));
    assert_eq!(report.severity(), Severity::Info);
    for finding in report.findings() {
        assert_ne!(report.title(&finding.code), finding.code);
        assert!(!report.title_zh(&finding.code).is_ascii());
    }
}

#[test]
fn the_facts_of_a_report_hold_no_list() {
    use yufu::environment::Subject;
    use yufu_protocol::id::{Thumbprint, Ueid};
    use yufu_protocol::{report::Software, time::UnixSeconds};
    let mut facts = HostFacts::default();
    let services = vec!["com.example.reader".to_owned()];
    facts.set(FactName::AccessibilityServices, FactValue::List(services)).unwrap();
    let order = order().with_host_facts(facts).within(Duration::ZERO);
    let subject = Subject {
        ueid: Ueid::of_device(&Thumbprint::from_bytes([1; 32])),
        counter: 1,
        chain: None,
        app: Software { id: "app".to_owned(), version: "1".to_owned() },
        issued_at: UnixSeconds(1),
    };
    let claims = Report::of(&order, &order.capture()).claims(&subject);
    assert_eq!(claims.facts[0].value, "1");
    assert!(!serde_json::to_string(&claims).unwrap().contains("com.example.reader"));
}

/// docs/formats/capture.schema.json allows what a pass writes, part by part, and nothing that a
/// capture does not have.
#[test]
fn the_schema_describes_what_a_pass_writes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats/capture.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut capture = order().with_loopback_ports().within(Duration::from_secs(5)).capture();
    let text = |text: &str| text.to_owned();
    capture.properties = Reading::Seen(vec![Property {
        name: text("ro.debuggable"),
        libc: Some(text("0")),
        area: vec![text("1")],
    }]);
    capture.signers = Reading::Seen(vec![Signer { scheme: Scheme::V31, certificate: text("00") }]);
    capture.ports = Reading::Seen(vec![Port { number: 27042, answer: Answer::DBus }]);
    capture.darwin = serde_json::from_str(
        r#"{ "seen": { "jailbreak_roots": 1, "program": { "encrypted": true, "signed": true, "debuggable": false } } }"#,
    )
    .unwrap();
    capture.mounts = Reading::Seen(vec![Mount {
        root: text("/"),
        point: text("/"),
        kind: text("ext4"),
        source: text("/dev/root"),
        options: vec![text("rw")],
    }]);
    capture.mount_list = Reading::Seen(vec![ListedMount {
        point: text("/"),
        kind: text("ext4"),
        source: text("/dev/root"),
    }]);
    capture.symbols = Reading::Seen(vec![text("frida_agent_main")]);
    capture.addresses = Reading::Seen(vec![text("10.0.2.15")]);
    capture.expected.signers = vec![text("00")];
    capture.expected.installers = vec![text("com.example.store")];
    capture.facts.set(FactName::Vpn, FactValue::Flag(true)).unwrap();
    capture.facts.set(FactName::Attestation, FactValue::Blob(vec![1].into())).unwrap();
    capture.facts.set_unobservable(FactName::Adb, Cause::Denied);
    let json: Value = serde_json::from_str(&capture.to_json()).unwrap();
    assert_eq!(allows(&schema, &schema, &json), Ok(()));
    let members =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(members(&schema["properties"]), members(&json));
    let mut more = json.clone();
    more["aura"] = Value::Bool(true);
    assert!(allows(&schema, &schema, &more).is_err());
}

/// The part of JSON Schema that the page uses.
fn allows(root: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let no = |why: &str| Err(format!("{why}: {value} by {schema}"));
    if let Some(reference) = schema["$ref"].as_str() {
        let target = root.pointer(reference.trim_start_matches('#')).unwrap();
        return allows(root, target, value);
    }
    if let Some(any) = schema["oneOf"].as_array() {
        let fitting = any.iter().filter(|one| allows(root, one, value).is_ok()).count();
        return if fitting == 1 { Ok(()) } else { no("not one of them") };
    }
    if schema.get("const").is_some_and(|fixed| fixed != value) {
        return no("another constant");
    }
    if schema["enum"].as_array().is_some_and(|values| !values.contains(value)) {
        return no("not among the values");
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64(),
        "null" => value.is_null(),
        _ => panic!("{kind}"),
    };
    match &schema["type"] {
        Value::String(kind) if !is(kind) => return no("another type"),
        Value::Array(kinds) if !kinds.iter().any(|kind| is(kind.as_str().unwrap())) => {
            return no("another type");
        }
        _ => {}
    }
    if let Some(members) = value.as_object() {
        for (name, member) in members {
            match (schema["properties"].get(name), &schema["additionalProperties"]) {
                (Some(inner), _) => allows(root, inner, member)?,
                (None, Value::Bool(false)) => return no(name),
                (None, inner) => allows(root, inner, member)?,
            }
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            if !members.contains_key(name.as_str().unwrap()) {
                return no("a member is missing");
            }
        }
    }
    for (index, entry) in value.as_array().into_iter().flatten().enumerate() {
        let inner = schema["prefixItems"].get(index).unwrap_or(&schema["items"]);
        allows(root, inner, entry)?;
    }
    Ok(())
}
