//! `yufu serve`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command};

use crate::demo::assert_as_it_should;
use crate::run::{command, yufu};

struct Served {
    child: Child,
    url: String,
    output: BufReader<std::process::ChildStdout>,
}

impl Served {
    fn start(data: &Path, more: &[&str]) -> Self {
        let args = [&["serve", "--listen", "127.0.0.1:0", "--quiet"], more].concat();
        let mut child = command(&args).env("XDG_DATA_HOME", data).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let url = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        Self { child, url, output }
    }

    /// Asks it to end and returns its exit status.
    fn end(mut self) -> Option<i32> {
        let kill = format!("kill -TERM {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn starts_from_nothing_plays_the_demo_and_ends_when_asked() {
    let data = tempfile::tempdir().unwrap();
    let mut served = Served::start(data.path(), &[]);
    let mut line = String::new();
    served.output.read_line(&mut line).unwrap();
    let keys = data.path().join("yufu/server-keys");
    assert!(line.contains(keys.join("root.pub").to_str().unwrap()), "{line}");
    let mode = fs::metadata(&keys).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");

    let demo = command(&["demo", "--json", "--server", &served.url])
        .env("XDG_DATA_HOME", data.path())
        .output()
        .unwrap();
    assert_eq!(demo.status.code(), Some(0), "{}", String::from_utf8_lossy(&demo.stderr));
    assert_as_it_should(&serde_json::from_slice(&demo.stdout).unwrap());
    assert_eq!(served.end(), Some(0));
}

#[test]
fn second_start_uses_the_same_keys() {
    let data = tempfile::tempdir().unwrap();
    let root = || fs::read(data.path().join("yufu/server-keys/root.pub")).unwrap();
    assert_eq!(Served::start(data.path(), &[]).end(), Some(0));
    let first = root();
    assert_eq!(Served::start(data.path(), &[]).end(), Some(0));
    assert_eq!(root(), first);
}

#[test]
fn demo_against_a_server_without_a_sandbox_says_what_to_do() {
    let data = tempfile::tempdir().unwrap();
    let served = Served::start(data.path(), &["--no-sandbox"]);
    let demo = command(&["demo", "--server", &served.url])
        .env("XDG_DATA_HOME", data.path())
        .output()
        .unwrap();
    assert_ne!(demo.status.code(), Some(0));
    let told = [demo.stdout, demo.stderr].concat();
    assert!(String::from_utf8(told).unwrap().contains("--sandbox"));
}

#[test]
fn demo_with_another_root_key_is_not_accepted() {
    let (data, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let served = Served::start(data.path(), &[]);
    assert_eq!(Served::start(other.path(), &[]).end(), Some(0));
    let root = other.path().join("yufu/server-keys/root.pub");
    let ran = yufu(&["demo", "--json", "--server", &served.url, "--root", root.to_str().unwrap()]);
    assert!(matches!(ran.status, Some(1 | 2)), "{}", ran.err);
}

#[test]
fn wrong_addresses_and_folders_are_bad_input() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("file");
    fs::write(&file, "").unwrap();
    yufu(&["serve", "--listen", "nonsense"]).is_bad_input("--listen");
    let served = Served::start(data.path(), &[]);
    let address = served.url.strip_prefix("http://").unwrap();
    let keys = data.path().join("other");
    let keys = keys.to_str().unwrap();
    yufu(&["serve", "--listen", address, "--keys", keys]).is_bad_input(address);
    yufu(&["serve", "--listen", "127.0.0.1:0", "--keys", file.to_str().unwrap()])
        .is_bad_input("file");
}

/// A root whose key was never kept.
const ROOT: &str = include_str!("root.pem");

#[test]
fn policy_on_attestation_is_read_with_the_files_that_it_names() {
    let data = tempfile::tempdir().unwrap();
    let policy = data.path().join("policy.toml");
    fs::write(data.path().join("root.pem"), ROOT).unwrap();
    fs::write(data.path().join("status.json"), r#"{"entries": {}}"#).unwrap();
    let text = format!(
        "at_enrolment = true\n[android]\nroots = [\"root.pem\"]\nrevoked = \"status.json\"\n\
         [[android.apps]]\npackage = \"bank.example\"\nsigner = \"{}\"\n",
        "51".repeat(32)
    );
    fs::write(&policy, text).unwrap();
    let served = Served::start(data.path(), &["--attestation", policy.to_str().unwrap()]);
    let demo = command(&["demo", "--server", &served.url])
        .env("XDG_DATA_HOME", data.path())
        .output()
        .unwrap();
    // The demo's phone has no hardware that attests anything.
    assert_ne!(demo.status.code(), Some(0));
    let said = String::from_utf8_lossy(&demo.stderr);
    assert!(said.contains("An attestation is needed"), "{said}");
}

#[test]
fn policy_of_the_page_on_attestation_is_read() {
    let page = include_str!("../../../../docs/attestation.md");
    let (_, example) = page.split_once("```toml attestation-policy\n").unwrap();
    let (example, _) = example.split_once("```").unwrap();
    let data = tempfile::tempdir().unwrap();
    let policy = data.path().join("policy.toml");
    fs::write(&policy, example).unwrap();
    // Each file that it names is looked for.
    for (name, content) in
        [("status.json", r#"{"entries": {}}"#), ("google.pem", ROOT), ("apple.pem", ROOT)]
    {
        let path = policy.to_str().unwrap();
        yufu(&["serve", "--listen", "127.0.0.1:0", "--attestation", path]).is_bad_input(name);
        fs::write(data.path().join(name), content).unwrap();
    }
    let served = Served::start(data.path(), &["--attestation", policy.to_str().unwrap()]);
    assert_eq!(served.end(), Some(0));
}

#[test]
fn unusable_policy_on_attestation_is_bad_input() {
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("root.pem"), ROOT).unwrap();
    fs::write(data.path().join("empty.pem"), "").unwrap();
    let policy = data.path().join("policy.toml");
    let path = policy.to_str().unwrap();
    for (text, named) in [
        ("at_login = 1", "at_login"),
        ("at_logon = true", "at_logon"),
        ("at_login = true", "no root"),
        ("[android]\nroots = [\"absent.pem\"]", "absent.pem"),
        ("[android]\nroots = [\"empty.pem\"]", "empty.pem"),
        ("[android]\nrevoked = \"root.pem\"", "root.pem"),
        ("[[android.apps]]\npackage = \"a\"\nsigner = \"51\"", "signer"),
    ] {
        fs::write(&policy, text).unwrap();
        yufu(&["serve", "--listen", "127.0.0.1:0", "--attestation", path]).is_bad_input(named);
    }
    yufu(&["serve", "--attestation", "/nowhere/policy.toml"]).is_bad_input("/nowhere");
}
