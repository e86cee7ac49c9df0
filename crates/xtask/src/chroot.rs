//! A newer Debian in a folder of its own, for tools that this system's Debian lacks.
//!
//! Everything is mounted in a namespace that ends with the process, so nothing stays mounted,
//! whatever happens.

use std::fs;
use std::path::PathBuf;

use crate::setup::{as_root, must};
use crate::{report, shell, tools};

/// What the system does without, 1 GB together.
const LEFT_OUT: [&str; 4] = [
    "/usr/share/doc/*",
    "/usr/share/man/*",
    "/usr/share/locale/*",
    "/usr/libexec/swift/lib/swift_static/*",
];

/// The folder that is its root.
pub fn root(suite: &str) -> PathBuf {
    tools::tools().join(suite)
}

/// The version of a package in it.
pub fn version(suite: &str, package: &str) -> Option<String> {
    let status = fs::read_to_string(root(suite).join("var/lib/dpkg/status")).ok()?;
    let heading = format!("Package: {package}\n");
    let record = status.split("\n\n").find(|record| record.starts_with(&heading))?;
    let version = record.lines().find_map(|line| line.strip_prefix("Version: "))?;
    Some(format!("{version} in {suite}"))
}

/// Makes it, with these packages. It gets its name when it is complete: what an earlier attempt
/// left is thrown away.
pub fn make(suite: &str, packages: &[&str]) -> Result<(), String> {
    let mirror = mirror().ok_or("apt knows no mirror of Debian")?;
    let (root, unfinished) = (root(suite), root(&format!("{suite}.unfinished")));
    report::step(&format!("Debian {suite} beside this system: a minute or two, 2.4 GB"));
    for old in [&root, &unfinished] {
        if old.exists() {
            must(as_root("rm").args(["-rf", "--one-file-system"]).arg(old))?;
        }
    }
    fs::create_dir_all(tools::tools()).map_err(|error| error.to_string())?;
    let mut make = as_root("unshare");
    make.args(["--mount", "mmdebstrap", "--variant=minbase", "--mode=root"]);
    make.arg("--dpkgopt=force-unsafe-io");
    make.args(LEFT_OUT.map(|path| format!("--dpkgopt=path-exclude={path}")));
    make.arg(format!("--include={}", packages.join(",")));
    must(make.arg(suite).arg(&unfinished).arg(mirror))?;
    must(as_root("mv").arg("--no-target-directory").arg(&unfinished).arg(&root))
}

/// The mirror that apt takes Debian itself from; apt checks its signatures.
fn mirror() -> Option<String> {
    let mut apt = shell::program("apt-get");
    apt.args(["indextargets", "--format", "$(LABEL) $(REPO_URI)", "Created-By: Packages"]);
    let text = shell::output(&mut apt)?;
    text.lines().find_map(|line| line.strip_prefix("Debian ")).map(str::to_owned)
}
