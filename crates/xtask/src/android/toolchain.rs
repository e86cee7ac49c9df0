//! What links for Android: the NDK where there is one, and otherwise zig's lld with an unwinder of
//! zig's sources and empty stand-ins for bionic's libraries.
//!
//! A shared library may leave names undefined, so empty stand-ins are enough; which names those may
//! be is checked in what was built ([`crate::artefacts`]).

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::abi::Abi;
use crate::{report, shell, tools};

/// Which linker a build uses.
pub struct Toolchain {
    /// Where rustc finds it.
    pub linker: PathBuf,
    /// Arguments of rustc's that the linker needs.
    pub flags: Vec<String>,
    /// What removes symbols; the linker that stands in for the NDK's has done so already.
    pub objcopy: Option<PathBuf>,
}

/// Sources of LLVM's unwinder in zig's library, in C and assembler, and in C++.
const UNWINDER_C: [&str; 5] = [
    "Unwind-sjlj.c",
    "UnwindLevel1.c",
    "UnwindLevel1-gcc-ext.c",
    "UnwindRegistersRestore.S",
    "UnwindRegistersSave.S",
];
const UNWINDER_CXX: [&str; 2] = ["libunwind.cpp", "Unwind-EHABI.cpp"];

/// The unwinder tells of a broken stack before it aborts. Bionic has `stderr` from API 23 on.
const QUIET: &str = "\
#include <stdio.h>
#define fprintf(...) ((void)0)
#define fflush(...) ((void)0)
";

/// Bionic's libraries that a stand-in is made for.
const STUBS: [&str; 4] = ["c", "dl", "m", "log"];

/// Finds or makes what links for this ABI.
pub fn prepare(abi: &Abi) -> Result<Toolchain, String> {
    match std::env::var_os("ANDROID_NDK_HOME") {
        Some(home) => ndk(abi, Path::new(&home)),
        None => zig(abi),
    }
}

fn ndk(abi: &Abi, home: &Path) -> Result<Toolchain, String> {
    let bin = home.join("toolchains/llvm/prebuilt/linux-x86_64/bin");
    let linker = bin.join(format!("{}-clang", abi.ndk));
    if !linker.is_file() {
        return Err(format!("ANDROID_NDK_HOME: no {}", linker.display()));
    }
    let words = "-Wl,-z,max-page-size=16384,-z,now,-z,relro,--build-id=sha1,--hash-style=gnu";
    let flags = vec![format!("-Clink-arg={words}")];
    Ok(Toolchain { linker, flags, objcopy: Some(bin.join("llvm-objcopy")) })
}

fn zig(abi: &Abi) -> Result<Toolchain, String> {
    let zig = tools::zig()?;
    let folder = shell::target().join("android/toolchain").join(abi.triple);
    let linker = folder.join("linker");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    if !folder.join("libunwind.a").is_file() {
        report::step(&format!("an unwinder and stand-ins for {}", abi.name));
        stand_ins(abi, &zig, &folder)?;
        unwinder(abi, &zig, &folder)?;
    }
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    // Linux says so of a program that was built anew since it started; its place is the same.
    let own = PathBuf::from(own.to_string_lossy().trim_end_matches(" (deleted)"));
    let script = format!(
        "#!/bin/sh\nexec '{}' link --target {} --zig '{}' --stubs '{}' -- \"$@\"\n",
        own.display(),
        abi.triple,
        zig.display(),
        folder.display()
    );
    // Cargo builds everything anew when the linker's file is a newer one.
    if fs::read_to_string(&linker).ok().as_ref() != Some(&script) {
        fs::write(&linker, script).map_err(|error| error.to_string())?;
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(&linker, executable).map_err(|error| error.to_string())?;
    }
    Ok(Toolchain { linker, flags: Vec::new(), objcopy: None })
}

fn stand_ins(abi: &Abi, zig: &Path, folder: &Path) -> Result<(), String> {
    let empty = folder.join("empty.s");
    fs::write(&empty, "\n").map_err(|error| error.to_string())?;
    for name in STUBS {
        let mut cc = shell::program(zig);
        cc.args(["cc", "-target", abi.zig, "-nostdlib", "-shared"]);
        cc.arg(format!("-Wl,-soname,lib{name}.so")).arg(&empty);
        done(cc.arg("-o").arg(folder.join(format!("lib{name}.so"))))?;
    }
    Ok(())
}

fn unwinder(abi: &Abi, zig: &Path, folder: &Path) -> Result<(), String> {
    let library = zig.parent().unwrap_or(zig).join("lib/libunwind");
    // In a folder of their own: zig puts C++ headers of its own before those of its library.
    let headers = folder.join("include");
    done(shell::program("cp").arg("-rT").arg(library.join("include")).arg(&headers))?;
    let quiet = folder.join("quiet.h");
    fs::write(&quiet, QUIET).map_err(|error| error.to_string())?;
    let mut objects = Vec::new();
    let c = UNWINDER_C.iter().map(|source| ("cc", source));
    for (compiler, source) in c.chain(UNWINDER_CXX.iter().map(|source| ("c++", source))) {
        let object = folder.join(format!("{source}.o"));
        let mut cc = shell::program(zig);
        cc.args([compiler, "-target", abi.zig, "-Os", "-fPIC", "-fvisibility=hidden"]);
        // Bionic's name for the place of errno.
        cc.args(["-DNDEBUG", "-D_LIBUNWIND_IS_NATIVE_ONLY", "-D__errno_location=__errno"]);
        cc.args(["-fno-sanitize=all", "-I"]).arg(&headers);
        if !source.ends_with(".S") {
            cc.arg("-include").arg(&quiet);
        }
        if compiler == "c++" {
            cc.args(["-nostdinc++", "-std=c++17", "-fno-exceptions", "-fno-rtti"]);
            cc.arg("-funwind-tables");
        }
        // No path of this machine in what is shipped.
        cc.arg(format!("-ffile-prefix-map={}=libunwind", library.display()));
        done(cc.arg("-c").arg(library.join("src").join(source)).arg("-o").arg(&object))?;
        objects.push(object);
    }
    let mut archive = shell::program(zig);
    done(archive.args(["ar", "rcsD"]).arg(folder.join("libunwind.a")).args(objects))
}

fn done(command: &mut std::process::Command) -> Result<(), String> {
    let output = command.output().map_err(|error| shell::cannot_start(command, &error))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    output.status.success().then_some(()).ok_or(said)
}
