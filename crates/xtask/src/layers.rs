//! The direction of dependencies: downwards only, and neither half sees the other.

use serde_json::Value;

/// What each crate may see. A crate that is not listed may not join the workspace.
const MAY_SEE: &[(&str, &[&str])] = &[
    ("yufu-sm", &[]),
    ("yufu-protocol", &["yufu-sm"]),
    ("yufu", &["yufu-sm", "yufu-protocol"]),
    ("yufu-verifier", &["yufu-sm", "yufu-protocol"]),
    ("yufu-gateway", &["yufu-sm", "yufu-protocol", "yufu-verifier"]),
    ("yufu-bench", &["yufu-sm", "yufu-protocol", "yufu", "yufu-verifier"]),
    (
        "yufu-cli",
        &["yufu-sm", "yufu-protocol", "yufu", "yufu-verifier", "yufu-gateway", "yufu-bench"],
    ),
    (
        "yufu-tests",
        &[
            "yufu-sm",
            "yufu-protocol",
            "yufu",
            "yufu-verifier",
            "yufu-gateway",
            "yufu-cli",
            "yufu-memory",
            "yufu-ffi",
            "yufu-sdk-vectors",
        ],
    ),
    ("yufu-memory", &["yufu-sm", "yufu-protocol", "yufu"]),
    ("yufu-sdk-vectors", &["yufu-ffi"]),
    ("yufu-ct", &["yufu-sm", "yufu-protocol"]),
    ("yufu-whole-api", &["yufu-sm"]),
    ("yufu-ffi", &["yufu"]),
    ("yufu-jni", &["yufu-ffi"]),
    ("yufu-raw-jni", &["yufu"]),
    ("yufu-raw-calls", &[]),
    ("yufu-bindgen", &[]),
    ("xtask", &["yufu-bench"]),
];

/// Every dependency between the workspace's packages that breaks the rule, of any kind: a
/// test that needs both halves belongs to `yufu-tests`.
pub fn violations(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let names: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut found = Vec::new();
    for package in packages {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, may_see)) = MAY_SEE.iter().find(|(crate_name, _)| *crate_name == name) else {
            found.push(format!("{name} has no place in the layers (crates/xtask/src/layers.rs)"));
            continue;
        };
        let dependencies =
            package["dependencies"].as_array().map(Vec::as_slice).unwrap_or_default();
        for dependency in dependencies.iter().filter_map(|entry| entry["name"].as_str()) {
            if names.contains(&dependency) && !may_see.contains(&dependency) {
                found.push(format!("{name} must not depend on {dependency}"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn workspace(package: &str, dependency: &str) -> Value {
        json!({ "packages": [
            { "name": package, "dependencies": [{ "name": dependency }, { "name": "serde" }] },
            { "name": dependency, "dependencies": [] },
        ]})
    }

    #[test]
    fn downwards_is_allowed() {
        assert!(violations(&workspace("yufu", "yufu-sm")).is_empty());
    }

    #[test]
    fn client_and_verifier_may_not_see_each_other() {
        assert_eq!(violations(&workspace("yufu", "yufu-verifier")).len(), 1);
        assert_eq!(violations(&workspace("yufu-verifier", "yufu")).len(), 1);
    }

    #[test]
    fn upwards_is_refused() {
        assert_eq!(violations(&workspace("yufu-sm", "yufu-protocol")).len(), 1);
    }

    #[test]
    fn an_unknown_crate_is_refused() {
        assert_eq!(violations(&json!({ "packages": [{ "name": "yufu-extra" }] })).len(), 1);
    }
}
