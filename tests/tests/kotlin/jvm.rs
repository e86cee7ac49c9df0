//! What the suites of the Kotlin API share: the library, the compiled classes, a bank.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use yufu_gateway::{Background, Config, Gateway};

/// A bank with a sandbox, its keys in a folder of its own.
pub struct Bank {
    gateway: Background,
    root: PathBuf,
}

impl Bank {
    /// Starts a gateway on a free port.
    pub fn open(keys: &Path) -> Self {
        let config = Config {
            listen: ([127, 0, 0, 1], 0).into(),
            // Every check informs: the JVM under test runs with what its machine has, and a finding
            // there would say nothing about the bindings. EnvironmentTest.kt judges by a pack of its
            // own instead.
            packs: vec![yufu_tests::bank::pack()],
            sandbox: true,
            ..Config::new(keys)
        };
        Self { gateway: Gateway::start(config).unwrap(), root: keys.join("root.pub") }
    }

    /// Where it listens.
    #[allow(dead_code, reason = "not every suite asks")]
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
