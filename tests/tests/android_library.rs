//! The libraries that are shipped for Android, run on this machine: a JVM loads them over glibc with
//! bionic's names, and an app enrols and logs in at a running gateway.
//!
//! `YUFU_ANDROID_ABIS` names the ABIs, `arm64-v8a` unless said; qemu runs that one with a JVM for aarch64.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a suite fails by panicking"
)]

#[path = "android/app.rs"]
mod app;
#[path = "kotlin/jvm.rs"]
mod jvm;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use app::App;

/// Bionic's libraries, by the names that a library for Android needs them by.
const BIONIC: [&str; 4] = ["libc.so", "libdl.so", "libm.so", "liblog.so"];

/// Where cargo builds.
fn target() -> PathBuf {
    env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned()
}

/// Compiles tests/android/bionic.c under each of bionic's names, the code in the first alone.
fn bionic(compiler: &str, folder: &Path) -> Vec<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("android/bionic.c");
    let empty = folder.join("empty.c");
    fs::write(&empty, "\n").unwrap();
    let build = |name: &str| {
        let library = folder.join(name);
        let mut cc = Command::new(compiler);
        cc.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-fno-builtin", "-o"])
            .arg(&library);
        cc.arg(format!("-Wl,-soname,{name}"));
        jvm::done(cc.arg(if name == "libc.so" { &source } else { &empty }));
        library
    };
    BIONIC.map(build).into()
}

/// A JVM for the ABI, over these libraries.
fn java(abi: &str, bionic: &[PathBuf]) -> Command {
    let list: Vec<_> = bionic.iter().map(|path| path.display().to_string()).collect();
    let preload = format!("LD_PRELOAD={}", list.join(":"));
    let mut command = match abi {
        "x86_64" => {
            let mut env = Command::new("env");
            env.arg(preload).arg("java");
            env
        }
        "arm64-v8a" => {
            let jre = target().join("tools/aarch64-jre");
            let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("aarch64/jre.sh");
            jvm::done(Command::new("sh").arg(script).arg(&jre));
            let mut qemu = Command::new("qemu-aarch64-static");
            qemu.args(["-cpu", "max", "-E", &preload, "-L"]).arg(&jre);
            qemu.arg(jre.join("usr/lib/jvm/java-17-openjdk-arm64/bin/java"));
            qemu.args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"]);
            qemu
        }
        other => unreachable!("nothing here runs {other}"),
    };
    command.arg("-Xcheck:jni");
    command
}

#[test]
fn library_that_is_shipped_for_android_logs_in_at_a_gateway() {
    let app = App::build();
    let keys = tempfile::tempdir().unwrap();
    let bank = jvm::Bank::open(keys.path());
    let classes: Vec<_> = app.jars.iter().map(|jar| jar.display().to_string()).collect();
    let abis = env::var("YUFU_ANDROID_ABIS").unwrap_or_else(|_| "arm64-v8a".into());
    for abi in abis.split_whitespace() {
        jvm::done(app::xtask(&["android", "--libraries"]).arg(abi));
        let library = target().join("artefacts/android/jni").join(abi);
        let compiler = if abi == "arm64-v8a" { "aarch64-linux-gnu-gcc" } else { "cc" };
        let run = |bionic: &[PathBuf]| {
            let mut java = java(abi, bionic);
            java.arg(format!("-Djava.library.path={}", library.display()));
            java.arg("-cp").arg(classes.join(":")).arg("app.Caller");
            java.arg(bank.address().to_string()).arg(keys.path().join("root.pub"));
            java
        };
        let said = jvm::done(&mut run(&bionic(compiler, app.folder.path())));
        assert!(said.contains("logged in: ") && said.contains("done: "), "{abi}: {said}");
        assert!(!said.contains("in native method"), "{abi}: {said}");
        // The control: it is Android's library, which glibc alone does not load.
        let alone = run(&[]).output().unwrap();
        let said = String::from_utf8_lossy(&alone.stderr);
        assert!(!alone.status.success() && said.contains("UnsatisfiedLinkError"), "{said}");
    }
}
