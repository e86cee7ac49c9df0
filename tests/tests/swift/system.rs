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

/// Builds the static library in the profile of this test, and lays it into a folder of its own: beside
/// a shared library of its name the linker would take that.
pub fn library() {
    let mut cargo = Command::new(env!("CARGO"));
    let build = ["rustc", "--package", "yufu-ffi", "--lib", "--crate-type", "staticlib"];
    super::jvm::done(cargo.args(build));
    let folder = target().join("swift-library");
    fs::create_dir_all(&folder).unwrap();
    let built = target().join("debug/libyufu_ffi.a");
    fs::copy(built, folder.join("libyufu_ffi.a")).unwrap();
}

/// Tests lie in target/debug/deps.
fn target() -> PathBuf {
    env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned()
}
