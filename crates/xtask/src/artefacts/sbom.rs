//! A bill of materials in CycloneDX 1.5 (ECMA-424): what a library is made of.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::shell;

/// Writes the crates that `package` has on any of these targets, one component each.
pub fn write(package: &str, triples: &[&str], to: &Path) -> Result<(), String> {
    let mut listed = String::new();
    for triple in triples {
        let mut tree = shell::cargo(&["tree", "--package", package, "--target", triple, "--edges"]);
        tree.args(["normal", "--prefix", "none", "--no-dedupe", "--format", "{p}\t{l}"]);
        listed += &shell::output(&mut tree).ok_or("cargo tree failed")?;
    }
    let lock = fs::read_to_string(shell::root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock: {error}"))?;
    let text = serde_json::to_string_pretty(&bill(package, &listed, &lock))
        .map_err(|error| error.to_string())?;
    fs::write(to, text + "\n").map_err(|error| format!("{}: {error}", to.display()))
}

/// Whether a text is a bill of what this package is made of.
pub fn is_of(package: &str, text: &str) -> bool {
    let Ok(bill) = serde_json::from_str::<Value>(text) else { return false };
    let at = |pointer| bill.pointer(pointer);
    at("/bomFormat").is_some_and(|format| format == "CycloneDX")
        && at("/metadata/component/name").is_some_and(|name| name == package)
        && at("/components").and_then(Value::as_array).is_some_and(|parts| !parts.is_empty())
}

fn bill(package: &str, listed: &str, lock: &str) -> Value {
    let lines: BTreeSet<&str> = listed.lines().filter(|line| !line.is_empty()).collect();
    let components: Vec<Value> = lines.iter().filter_map(|line| component(line, lock)).collect();
    let own = |c: &&Value| c["name"] == package;
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": components.iter().find(own) },
        "components": components.iter().filter(|c| c["name"] != package).collect::<Vec<_>>(),
    })
}

/// A line `name vVERSION (where)`, a tab, and the licence.
fn component(line: &str, lock: &str) -> Option<Value> {
    let (crate_, licence) = line.split_once('\t')?;
    let mut words = crate_.split(' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    let purl = format!("pkg:cargo/{name}@{version}");
    let licences =
        (!licence.is_empty()).then(|| json!([{ "expression": licence.replace('/', " OR ") }]));
    let hashes = checksum(name, version, lock)
        .map(|digest| json!([{ "alg": "SHA-256", "content": digest }]));
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": licences,
        "hashes": hashes,
    });
    if let Some(fields) = component.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    Some(component)
}

/// What the lock file says of a crate's archive; the project's own have none.
fn checksum<'a>(name: &str, version: &str, lock: &'a str) -> Option<&'a str> {
    let start = format!("name = \"{name}\"\nversion = \"{version}\"\n");
    let entry = lock.split("[[package]]\n").find(|entry| entry.starts_with(&start))?;
    entry.lines().find_map(|line| line.strip_prefix("checksum = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bill_names_each_crate_once_with_its_licence_and_digest() {
        let listed = "yufu-jni v0.1.0 (/x)\tMIT OR Apache-2.0\nhex v0.4.3\tMIT/Apache-2.0\nhex v0.4.3\tMIT/Apache-2.0\n";
        let lock =
            "[[package]]\nname = \"hex\"\nversion = \"0.4.3\"\nsource = \"s\"\nchecksum = \"ab\"\n";
        let bill = bill("yufu-jni", listed, lock);
        assert_eq!(bill["metadata"]["component"]["name"], "yufu-jni");
        assert_eq!(bill["components"].as_array().map(Vec::len), Some(1));
        let hex = &bill["components"][0];
        assert_eq!(hex["purl"], "pkg:cargo/hex@0.4.3");
        assert_eq!(hex["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(hex["hashes"][0]["content"], "ab");
        assert!(!bill.to_string().contains("/x"));
        assert!(is_of("yufu-jni", &bill.to_string()));
        assert!(!is_of("yufu-ffi", &bill.to_string()) && !is_of("yufu-jni", "{}"));
    }
}
