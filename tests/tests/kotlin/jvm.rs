//! What the suites of the Kotlin API share: the library, the compiled classes, a bank.
#![allow(dead_code, reason = "not every suite needs all of it")]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, LazyLock, Mutex};

use yufu_gateway::{Background, Config, Gateway};
use yufu_verifier::audit::{AuditRecord, Decision};

/// A bank with a sandbox, its keys in a folder of its own.
pub struct Bank {
    gateway: Background,
    root: PathBuf,
    decisions: Arc<Mutex<Vec<AuditRecord>>>,
}

impl Bank {
    /// Starts a gateway on a free port.
    pub fn open(keys: &Path) -> Self {
        let decisions = Arc::default();
        let sink: Arc<Mutex<Vec<AuditRecord>>> = Arc::clone(&decisions);
        let config = Config {
            listen: ([127, 0, 0, 1], 0).into(),
            // Every check informs: the JVM under test runs with what its machine has, and a finding
            // there would say nothing about the bindings. EnvironmentTest.kt judges by a pack of its
            // own instead.
            packs: yufu_tests::bank::packs(),
            sandbox: true,
            audit: Some(Box::new(move |record| sink.lock().unwrap().push(record))),
            ..Config::new(keys)
        };
        let (gateway, root) = (Gateway::start(config).unwrap(), keys.join("root.pub"));
        Self { gateway, root, decisions }
    }

    /// What it accepted of each device so far, by the routes' names.
    pub fn accepted(&self) -> BTreeMap<String, BTreeSet<&'static str>> {
        let mut accepted: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
        for record in self.decisions.lock().unwrap().iter() {
            if let (Decision::Accepted, Some(key)) = (record.decision, &record.key) {
                accepted.entry(key.as_str().to_owned()).or_default().insert(record.route);
            }
        }
        accepted
    }

    /// Where it listens.
    pub fn address(&self) -> std::net::SocketAddr {
        self.gateway.address()
    }

    /// Tells a program where the bank is.
    pub fn tell<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        self.tell_as("YUFU_GATEWAY", "YUFU_ROOT", command)
    }

    /// Tells it under other names.
    pub fn tell_as<'c>(
        &self,
        gateway: &str,
        root: &str,
        command: &'c mut Command,
    ) -> &'c mut Command {
        command.env(gateway, self.gateway.address().to_string()).env(root, &self.root)
    }
}

/// The Maven project.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings/kotlin")
}

/// Builds the library in the profile of this test, and gives the folder that it is in.
pub fn library() -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    done(cargo.args(["rustc", "--package", "yufu-jni", "--lib", "--crate-type", "cdylib"]));
    // Tests lie in target/debug/deps.
    let test = env::current_exe().unwrap();
    let folder = test.ancestors().nth(2).unwrap().to_owned();
    assert!(folder.join("libyufu_jni.so").is_file(), "{}", folder.display());
    folder
}

/// Builds the library of the shared vectors, in a folder that nothing else takes a library from.
///
/// A shared library's name holds no hash of its build, so that cargo would leave this one in the place
/// of the good one; the archive's name does.
pub fn fixed_library() -> PathBuf {
    static BUILT: LazyLock<PathBuf> = LazyLock::new(build_fixed);
    BUILT.clone()
}

fn build_fixed() -> PathBuf {
    let mut cargo = Command::new(env!("CARGO"));
    let wrapper = Path::new(env!("CARGO_MANIFEST_DIR")).join("rustc/yufu_fixed_rng.sh");
    cargo.args(["rustc", "--package", "yufu-jni", "--lib", "--crate-type", "staticlib"]);
    done(cargo.env("RUSTC_WORKSPACE_WRAPPER", wrapper));
    let test = env::current_exe().unwrap();
    let built = test.ancestors().nth(2).unwrap();
    let folder = built.join("fixed-rng");
    std::fs::create_dir_all(&folder).unwrap();
    let mut cc = Command::new("cc");
    let exports = folder.join("exports");
    std::fs::write(&exports, "{ global: JNI_OnLoad; local: *; };").unwrap();
    cc.args(["-shared", "-Wl,-u,JNI_OnLoad", "-o"]).arg(folder.join("libyufu_jni.so"));
    cc.arg(format!("-Wl,--version-script={}", exports.display()));
    done(cc.arg(built.join("libyufu_jni.a")).args(["-lgcc_s", "-lpthread", "-lm", "-ldl"]));
    folder
}

/// The folder of this machine's JDK.
pub fn home() -> PathBuf {
    let mut java = Command::new("java");
    let said = done(java.args(["-XshowSettings:properties", "-version"]));
    let home = said.lines().find_map(|line| line.trim().strip_prefix("java.home = "));
    PathBuf::from(home.unwrap())
}

/// Compiles src/test/c/misuse.c, and gives the JVM's options that load it.
pub fn misuse(folder: &Path) -> String {
    let home = home();
    let library = folder.join("libmisuse.so");
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"]).arg(&library);
    cc.arg(project().join("src/test/c/misuse.c"));
    for include in ["include", "include/linux"] {
        cc.arg("-I").arg(home.join(include));
    }
    done(&mut cc);
    let library = library.display();
    format!("-agentpath:{library} -Dyufu.misuse={library}")
}

/// Runs a program and gives what it said.
pub fn done(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    let said = text(&output);
    assert!(output.status.success(), "{said}");
    said
}

fn text(output: &Output) -> String {
    let both = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8_lossy(&both).into_owned()
}
