//! What CONTRIBUTING.md says that it takes to add a function to the foreign API, done in a scratch copy.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a suite fails by panicking")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A copy without copying: the repository and the target folder with a layer above each that takes what
/// is written, in a namespace that ends with the command. Paths stay the same, so cargo builds only what
/// was changed.
const SCRATCH: &str = r#"
set -e
layers=$1; shift
for folder in "$@"; do
    [ "$folder" != -- ] || break
    name=$(printf %s "$folder" | tr / _)
    mkdir -p "$layers/$name/new" "$layers/$name/work"
    mount -t overlay overlay \
        -o "lowerdir=$folder,upperdir=$layers/$name/new,workdir=$layers/$name/work" "$folder"
done
while [ "$1" != -- ]; do shift; done
shift
exec "$@"
"#;

const ADD: &str = r#"
set -e
cd "$1"
cp "$2" crates/yufu-ffi/src/input.rs
cargo xtask generate
cargo xtask generate --check
cargo check --quiet --package yufu-jni
cat bindings/kotlin/src/main/generated/dev/yufu/SecureInput.kt >"$3/kotlin"
cat bindings/swift/Sources/Yufu/generated/Yufu.swift >"$3/swift"
cat tests/surface/rust.txt tests/surface/kotlin.txt tests/surface/swift.txt >"$3/surface"
"#;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The function of the guide, as it stands in the block of Rust.
fn of_the_guide() -> String {
    let guide = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let (_, section) = guide.split_once("## Add one function to the foreign API").unwrap();
    let (_, block) = section.split_once("```rust\n").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    // The block is indented as a part of a list, by three; in the source by four.
    block.lines().map(|line| format!(" {line}\n")).collect()
}

#[test]
fn one_function_and_generate_is_all_that_it_takes() {
    let source = fs::read_to_string(root().join("crates/yufu-ffi/src/input.rs")).unwrap();
    let place = "impl SecureInput {\n";
    assert!(source.contains(place) && !source.contains("fn is_empty"));
    let layers = tempfile::tempdir().unwrap();
    let added = layers.path().join("input.rs");
    let function = of_the_guide();
    fs::write(&added, source.replacen(place, &format!("{place}{function}\n"), 1)).unwrap();

    let target = env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned();
    let root = root().canonicalize().unwrap();
    let mut command = Command::new("unshare");
    command.arg("--mount");
    if !rustix::process::geteuid().is_root() {
        command.arg("--map-root-user");
    }
    command.args(["sh", "-c", SCRATCH, "sh"]).arg(layers.path()).arg(&root);
    if !target.starts_with(&root) {
        command.arg(&target);
    }
    command.args(["--", "sh", "-c", ADD, "sh"]).arg(&root).arg(&added).arg(layers.path());
    command.env("CARGO_TARGET_DIR", &target);
    // What cargo told this test is nothing to those that it starts.
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|s| name.starts_with(s)) {
            command.env_remove(name);
        }
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");

    let read = |name: &str| fs::read_to_string(layers.path().join(name)).unwrap();
    assert!(read("kotlin").contains("public fun isEmpty(): Boolean"));
    assert!(read("swift").contains("func isEmpty() throws -> Bool"));
    for entry in ["is_empty", "isEmpty"] {
        assert!(read("surface").contains(entry), "{entry}");
    }
    assert!(read("kotlin").contains("Whether the field is empty."));
    let untouched = fs::read_to_string(root.join("crates/yufu-ffi/src/input.rs")).unwrap();
    assert_eq!(untouched, source, "the scratch copy is a copy");
}
