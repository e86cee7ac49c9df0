//! The AAR's rules for shrinkers: an app that was shrunk and obfuscated under them runs, and none of them
//! can be left out.
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

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use app::{App, here};

/// Classes that keep their names; of what lies within them, this is the start.
const KEPT: [&str; 3] = ["dev/yufu/Natives", "dev/yufu/Errors", "dev/yufu/YufuException"];

/// An app, and the library of this machine.
struct Shrunk {
    app: App,
    library: PathBuf,
}

impl Shrunk {
    /// Shrinks the first of the jars, which use the others, under these rules and the app's own.
    fn shrink(&self, by: Shrinker, rules: &str, jars: usize) -> PathBuf {
        let out = self.app.folder.path().join("shrunk.jar");
        let under = self.app.folder.path().join("rules.pro");
        fs::write(&under, rules).unwrap();
        let _ = fs::remove_file(&out);
        let mut java = Command::new("java");
        java.args(["-Xmx1g", "-XX:TieredStopAtLevel=1", "-cp", &self.app.tools]);
        let jdk = jvm::home();
        let own = here().join("app.pro");
        match by {
            Shrinker::R8 => {
                java.args(["com.android.tools.r8.R8", "--classfile", "--release"]);
                java.arg("--lib").arg(jdk).arg("--pg-conf").arg(under).arg("--pg-conf").arg(own);
                let (shrunk, used) = self.app.jars.split_at(jars);
                java.args(used.iter().flat_map(|jar| [OsStr::new("--classpath"), jar.as_os_str()]));
                java.arg("--output").arg(&out).args(shrunk);
            }
            Shrinker::ProGuard => {
                java.arg("proguard.ProGuard");
                for jar in self.app.jars.iter().take(jars) {
                    java.arg("-injars").arg(format!("{}(!META-INF/versions/**)", jar.display()));
                }
                let classes = jdk.join("jmods/java.base.jmod");
                java.arg("-outjars").arg(&out).arg("-libraryjars");
                java.arg(format!("{}(!**.jar;!module-info.class)", classes.display()));
                java.arg("-include").arg(under).arg("-include").arg(own);
            }
        }
        jvm::done(&mut java);
        out
    }

    /// A JVM that runs a shrunk app, of one jar or of several with colons between.
    fn run(&self, jar: &Path) -> Command {
        let mut java = Command::new("java");
        java.arg("-Xcheck:jni");
        java.arg(format!("-Djava.library.path={}", self.library.display()));
        java.arg("-cp").arg(jar).arg("app.Caller");
        java
    }
}

#[derive(Clone, Copy)]
enum Shrinker {
    R8,
    ProGuard,
}

/// The classes in a jar, by their paths.
fn classes(jar: &Path) -> Vec<String> {
    let mut list = Command::new("jar");
    let said = jvm::done(list.arg("--list").arg("--file").arg(jar));
    said.lines().filter_map(|line| line.strip_suffix(".class")).map(String::from).collect()
}

/// What is left of the rules when one of them is taken out: each in turn, then all.
fn without_one(rules: &str) -> Vec<String> {
    let lines = rules.lines().filter(|line| !line.starts_with('#'));
    let mut each: Vec<String> = Vec::new();
    for line in lines {
        match each.last_mut().filter(|_| !line.starts_with('-')) {
            Some(rule) => *rule += &format!("{line}\n"),
            None => each.push(format!("{line}\n")),
        }
    }
    let mut all: Vec<String> = Vec::new();
    for out in 0..each.len() {
        let mut left = each.clone();
        left.remove(out);
        all.push(left.concat());
    }
    all.push(String::new());
    all
}

#[test]
fn app_shrunk_under_the_rules_of_the_aar_runs_and_without_one_of_them_does_not() {
    let app = Shrunk { app: App::build(), library: jvm::library() };
    let keys = tempfile::tempdir().unwrap();
    let bank = jvm::Bank::open(keys.path());
    for by in [Shrinker::R8, Shrinker::ProGuard] {
        let shrunk = app.shrink(by, &app.app.rules, 3);
        let named = classes(&shrunk);
        let all = app.app.jars.iter().map(|jar| classes(jar).len()).sum::<usize>();
        assert!(named.len() * 2 < all, "{} of {all} classes are left", named.len());
        let others = named.iter().filter(|name| name.starts_with("dev/yufu/"));
        let others: Vec<_> =
            others.filter(|name| !KEPT.contains(&name.split('$').next().unwrap())).collect();
        assert!(others.is_empty(), "full obfuscation leaves no other name: {others:?}");
        let mut java = app.run(&shrunk);
        java.arg(bank.address().to_string()).arg(keys.path().join("root.pub"));
        let said = jvm::done(&mut java);
        assert!(said.contains("logged in: ") && said.contains("done: "), "{said}");
        assert!(!said.contains("in native method"), "{said}");
    }
    let broken = without_one(&app.app.rules);
    assert!(broken.len() >= 4, "{broken:?}");
    for rules in broken {
        // Kotlin's classes stay as they are, which is quicker.
        let shrunk = app.shrink(Shrinker::R8, &rules, 2);
        let kotlin = app.app.jars.last().unwrap().display();
        let both = PathBuf::from(format!("{}:{kotlin}", shrunk.display()));
        let output = app.run(&both).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(!said.contains("done: "), "it runs under\n{rules}");
    }
}
