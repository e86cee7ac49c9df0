//! The secret scanner: no key material in tracked files (X 5.2.1c, H 5.3.5c).
//!
//! It finds private keys in PEM, key files, well-known token prefixes and hexadecimal literals
//! long enough to be a key. Test code and vectors may hold published values. A literal
//! elsewhere needs a word near it that says where it comes from.

use std::path::Path;

use crate::shell;

/// Where keys are published values or made for tests alone.
const TEST_PATHS: &[&str] = &["tests/", "docs/formats/"];
/// Words that name the origin of a literal.
const ORIGINS: &[&str] =
    &["GB/T", "GM/T", "RFC ", "known answer", "test vector", "example", "curve"];
/// How many lines above a literal the origin may stand.
const NEAR: usize = 12;
/// Files that are source, and so are read for literals.
const SOURCES: &[&str] =
    &["rs", "toml", "sh", "json", "kt", "kts", "swift", "java", "xml", "properties", "py"];
/// Files that are keys.
const KEY_FILES: &[&str] = &["pem", "key", "p8", "p12", "pfx", "jks", "keystore"];
/// The shortest literal that can be an SM4 key, in digits.
const SHORTEST: usize = 32;

/// A finding: `path:line: what`.
pub type Finding = String;

/// Scans every file that git tracks.
pub fn scan() -> Result<(usize, Vec<Finding>), String> {
    // The checkout may belong to another user, as it does in a container.
    let list =
        shell::output(shell::program("git").args(["-c", "safe.directory=*", "ls-files", "-z"]))
            .ok_or("git ls-files failed")?;
    let mut findings = Vec::new();
    let mut read = 0;
    for path in list.split('\0').filter(|path| !path.is_empty()) {
        let Ok(bytes) = std::fs::read(shell::root().join(path)) else { continue };
        read += 1;
        findings.extend(scan_file(path, &String::from_utf8_lossy(&bytes)));
    }
    Ok((read, findings))
}

fn scan_file(path: &str, text: &str) -> Vec<Finding> {
    let extension = Path::new(path).extension().and_then(|end| end.to_str()).unwrap_or_default();
    let in_tests =
        TEST_PATHS.iter().any(|part| path.starts_with(part) || path.contains(&format!("/{part}")));
    let mut findings = Vec::new();
    if KEY_FILES.contains(&extension) && !in_tests {
        findings.push(format!("{path}:1: a key file"));
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut in_test_module = false;
    for (index, line) in lines.iter().enumerate() {
        in_test_module |= line.trim() == "#[cfg(test)]"
            && lines
                .get(index + 1)
                .is_some_and(|next| next.starts_with("mod ") && next.contains('{'));
        let known = in_tests || in_test_module;
        let mut report = |what: &str| findings.push(format!("{path}:{}: {what}", index + 1));
        if is_private_pem(line) && !known {
            report("a private key in PEM");
        }
        if has_token(line) {
            report("an access token");
        }
        if SOURCES.contains(&extension) && !known && has_key_literal(line) {
            let mut near = lines.iter().take(index + 1).skip(index.saturating_sub(NEAR));
            if !near.any(|line| ORIGINS.iter().any(|origin| line.contains(origin))) {
                report("a hexadecimal literal without a stated origin");
            }
        }
    }
    findings
}

/// A PEM heading that carries on with a body; code that merely names the heading does not.
fn is_private_pem(line: &str) -> bool {
    line.trim_start_matches([' ', '/', '!', '"', '\t']).starts_with("-----BEGIN ")
        && line.contains("PRIVATE KEY-----")
}

fn has_token(line: &str) -> bool {
    [("ghp_", 36), ("AKIA", 16), ("xoxb-", 20), ("glpat-", 20)].iter().any(|(prefix, length)| {
        line.split(prefix)
            .skip(1)
            .any(|rest| rest.bytes().take_while(u8::is_ascii_alphanumeric).count() >= *length)
    })
}

/// Whether a quoted string holds a run of hexadecimal digits that varies as a key does.
fn has_key_literal(line: &str) -> bool {
    line.split('"').skip(1).step_by(2).any(|literal| {
        literal.split(|c: char| !c.is_ascii_hexdigit()).any(|run| {
            let mut digits: Vec<u8> = run.bytes().collect();
            digits.sort_unstable();
            digits.dedup();
            run.len() >= SHORTEST && digits.len() > 4
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn a_literal_without_origin_is_found() {
        assert_eq!(scan_file("crates/x/src/a.rs", &format!("let k = \"{KEY}\";")).len(), 1);
    }

    #[test]
    fn a_literal_with_origin_is_allowed() {
        let text = format!("// GB/T 32907 appendix A\nlet k = \"{KEY}\";");
        assert!(scan_file("crates/x/src/a.rs", &text).is_empty());
    }

    #[test]
    fn test_code_may_hold_vectors() {
        let text = format!("#[cfg(test)]\nmod tests {{ const K: &str = \"{KEY}\"; }}");
        assert!(scan_file("crates/x/src/a.rs", &text).is_empty());
        assert!(scan_file("crates/x/tests/a.rs", &format!("let k = \"{KEY}\";")).is_empty());
    }

    #[test]
    fn private_keys_are_found_in_any_file() {
        let pem = "-----BEGIN PRIVATE KEY-----\nMIGH";
        assert_eq!(scan_file("README.md", pem).len(), 1);
        assert!(scan_file("tests/vectors/device.pem", pem).is_empty());
        assert_eq!(scan_file("crates/x/device.pem", pem).len(), 2);
    }

    #[test]
    fn tokens_are_found_even_in_tests() {
        let token = format!("ghp_{}", "a1".repeat(18));
        assert_eq!(scan_file("tests/a.rs", &token).len(), 1);
    }

    #[test]
    fn a_repeated_pattern_is_no_key() {
        assert!(!has_key_literal(&format!("\"{}\"", "00ff".repeat(16))));
    }
}
