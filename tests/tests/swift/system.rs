//! The Debian that has Swift, which `cargo xtask setup --install` makes.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the new system sees: the repository at /w, the target folder at /t, and its own processes.
/// All of it is mounted in a namespace that ends with the command.
const ENTER: &str = r#"
root=$1 work=$2 target=$3; shift 3
mkdir -p "$root/w" "$root/t"
mount --bind "$work" "$root/w"
mount --bind "$target" "$root/t"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
rm -f "$root"/t/swift/debug/*.xctest
exec chroot "$root" "$@"
"#;

/// A command in that system.
pub fn command(words: &[&str]) -> Command {
    let root = target().join("tools/trixie");
    assert!(root.is_dir(), "no Swift here: cargo xtask setup --install");
    let work = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut command = Command::new("unshare");
    command.args(["--mount", "--pid", "--fork", "--kill-child"]);
    if !rustix::process::geteuid().is_root() {
        command.arg("--map-root-user");
    }
    command.args(["sh", "-ec", ENTER, "sh"]).args([&root, &work, &target()]).args(words);
    command
        .env("HOME", "/tmp")
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .env_remove("LD_LIBRARY_PATH");
    command
}

/// `swift test` of the bindings over the library in this folder below the target folder.
pub fn swift_test(library: &str, filter: &[&str]) -> Command {
    swift_test_of("/w/bindings/swift", library, filter)
}

/// The same of another package. What both have in common is compiled once.
pub fn swift_test_of(package: &str, library: &str, filter: &[&str]) -> Command {
    let package = ["swift", "test", "--package-path", package, "--scratch-path", "/t/swift"];
    let library = format!("-L/t/{library}");
    command(&[&package[..], &["-Xlinker", &library], filter].concat())
}

/// Builds the static library in the profile of this test, and lays it into a folder of its own, which it
/// names: beside a shared library of its name the linker would take that.
pub fn library() -> &'static str {
    build("swift-library", None)
}

/// The same for the shared vectors.
pub fn fixed_library() -> &'static str {
    build("swift-fixed-library", Some("rustc/yufu_fixed_rng.sh"))
}

/// Where such a library lies.
pub fn file(library: &str) -> PathBuf {
    target().join(library).join("libyufu_ffi.a")
}

fn build(folder: &'static str, wrapper: Option<&str>) -> &'static str {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["rustc", "--package", "yufu-ffi", "--lib", "--crate-type", "staticlib"]);
    if let Some(wrapper) = wrapper {
        let wrapper = Path::new(env!("CARGO_MANIFEST_DIR")).join(wrapper);
        cargo.env("RUSTC_WORKSPACE_WRAPPER", wrapper);
    }
    super::jvm::done(&mut cargo);
    fs::create_dir_all(target().join(folder)).unwrap();
    fs::copy(target().join("debug/libyufu_ffi.a"), file(folder)).unwrap();
    folder
}

/// Tests lie in target/debug/deps.
pub fn target() -> PathBuf {
    env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned()
}
