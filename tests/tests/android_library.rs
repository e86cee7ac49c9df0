//! Every app that this machine can run, at one gateway: the libraries that are shipped for Android, which a
//! JVM loads over glibc with bionic's names, and which are made to panic as well; Android's demo under
//! Robolectric; and iOS's below its views.
//!
//! `YUFU_ANDROID_ABIS` names the ABIs, `arm64-v8a` unless said; qemu runs that one with a JVM for aarch64.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a suite fails by panicking"
)]

#[path = "android/app.rs"]
mod app;
#[path = "android/demos.rs"]
mod demos;
#[path = "kotlin/jvm.rs"]
mod jvm;
#[path = "swift/line.rs"]
mod line;
#[path = "swift/phone.rs"]
mod phone;
#[allow(dead_code, reason = "the suites of one language use more of it")]
#[path = "swift/street.rs"]
mod street;
#[allow(dead_code, reason = "the suites of one language use more of it")]
#[path = "swift/system.rs"]
mod system;

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

/// Compiles the app that lets the library panic, beside the other's classes.
fn panicking(app: &App) -> PathBuf {
    let classes = app.folder.path().join("panic");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("android/app/Panic.java");
    let mut javac = Command::new("javac");
    javac.args(["--release", "8", "-Xlint:-options", "-d"]).arg(&classes);
    jvm::done(javac.arg("-cp").arg(class_path(&app.jars)).arg(source));
    classes
}

fn class_path(jars: &[PathBuf]) -> String {
    let jars: Vec<_> = jars.iter().map(|jar| jar.display().to_string()).collect();
    jars.join(":")
}

/// A panic in the library as it is shipped is an exception, and the app goes on.
fn assert_outlives_a_panic(start: impl Fn() -> Command) {
    let said = jvm::done(start().env("YUFU_BROKEN_CLOCK", "1"));
    assert_eq!(said.matches("thrown: 7002").count(), 2, "{said}");
    assert!(said.contains("went on: "), "{said}");
    // The control: nothing panics by a clock that works.
    let said = jvm::done(&mut start());
    assert_eq!(said.matches("no panic").count(), 2, "{said}");
}

#[test]
fn libraries_for_android_and_both_demos_are_accepted_by_one_gateway() {
    let app = App::build();
    let keys = tempfile::tempdir().unwrap();
    let bank = jvm::Bank::open(keys.path());
    let classes = class_path(&[app.jars.as_slice(), &[panicking(&app)]].concat());
    let abis = env::var("YUFU_ANDROID_ABIS").unwrap_or_else(|_| "arm64-v8a".into());
    for (number, abi) in abis.split_whitespace().enumerate() {
        jvm::done(app::xtask(&["android", "--libraries"]).arg(abi));
        let library = target().join("artefacts/android/jni").join(abi);
        let compiler = if abi == "arm64-v8a" { "aarch64-linux-gnu-gcc" } else { "cc" };
        let start = |bionic: &[PathBuf], class: &str| {
            let mut java = java(abi, bionic);
            java.arg(format!("-Djava.library.path={}", library.display()));
            java.arg("-cp").arg(&classes).arg(class);
            java
        };
        let run = |bionic: &[PathBuf]| {
            let mut java = start(bionic, "app.Caller");
            java.arg(bank.address().to_string()).arg(keys.path().join("root.pub"));
            java
        };
        let bionic = bionic(compiler, app.folder.path());
        let said = jvm::done(&mut run(&bionic));
        assert!(said.contains("logged in: ") && said.contains("done: "), "{abi}: {said}");
        assert!(!said.contains("in native method"), "{abi}: {said}");
        let logged_in = bank.accepted().values().filter(|it| it.contains("login")).count();
        assert_eq!(logged_in, number + 1, "{abi}");
        // The control: it is Android's library, which glibc alone does not load.
        let alone = run(&[]).output().unwrap();
        let said = String::from_utf8_lossy(&alone.stderr);
        assert!(!alone.status.success() && said.contains("UnsatisfiedLinkError"), "{said}");
        assert_outlives_a_panic(|| start(&bionic, "app.Panic"));
    }

    // Each demo is one phone more, and pays.
    for demo in [demos::android as fn(&jvm::Bank, &Path), demos::ios] {
        let before = bank.accepted();
        demo(&bank, keys.path());
        let new: Vec<_> =
            bank.accepted().into_iter().filter(|(key, _)| !before.contains_key(key)).collect();
        let [(_, routes)] = new.as_slice() else { panic!("{new:?}") };
        assert!(routes.contains("login") && routes.contains("transfer"), "{routes:?}");
    }
}
