//! Stands where rustc expects the NDK's compiler: turns its words into those of lld, which zig has.
//!
//! rustc passes `--as-needed`, and the stubs of bionic's libraries are empty ([`super::toolchain`]),
//! so that no library would be recorded as needed; the linker would then find none of their functions
//! when the library is loaded.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::abi::{ABIS, Abi};

/// What every library is linked with: pages of 16 KB, nothing writable that is executable or that
/// relocation alone writes, and an identity by which its symbols are found.
const ALWAYS: [&str; 14] = [
    "-z",
    "max-page-size=16384",
    "-z",
    "common-page-size=16384",
    "-z",
    "noexecstack",
    "-z",
    "relro",
    "-z",
    "now",
    "--hash-style=gnu",
    "--build-id=sha1",
    // Instances of one generic function are often the same code.
    "--icf=all",
    "-O2",
];

/// What is meant for a compiler that calls the linker, and says nothing to the linker.
const FOR_COMPILERS: [&str; 6] =
    ["-nodefaultlibs", "-nostartfiles", "-no-pie", "-static-pie", "-fuse-ld=lld", "-lgcc"];

/// Where the library without symbols goes, beside the whole one.
pub fn stripped(whole: &Path) -> PathBuf {
    whole.with_extension("stripped")
}

/// Links twice: the whole library, and one without symbols that has the same identity.
pub fn run(triple: &str, zig: &Path, stubs: &Path, arguments: &[String]) -> crate::Outcome {
    let abi = ABIS.iter().find(|abi| abi.triple == triple).ok_or("no such target")?;
    let words = translate(abi, stubs, arguments);
    if !link(zig, &words)? {
        return Ok(false);
    }
    let output = words.iter().skip_while(|word| *word != "-o").nth(1).ok_or("no output")?;
    let bytes = std::fs::read(output).map_err(|error| format!("{output}: {error}"))?;
    let identity = crate::artefacts::build_id(&bytes).ok_or("no build identity")?;
    let without = stripped(Path::new(output)).display().to_string();
    let renamed = words.iter().map(|word| match word.as_str() {
        "--build-id=sha1" => format!("--build-id=0x{identity}"),
        word if word == output => without.clone(),
        word => word.to_owned(),
    });
    link(zig, &renamed.chain(["--strip-all".to_owned()]).collect::<Vec<_>>())
}

fn link(zig: &Path, words: &[String]) -> crate::Outcome {
    crate::shell::passes(Command::new(zig).arg("ld.lld").args(words))
}

fn translate(abi: &Abi, stubs: &Path, arguments: &[String]) -> Vec<String> {
    let mut words: Vec<String> = vec!["-m".into(), abi.emulation.into()];
    words.extend(ALWAYS.map(String::from));
    words.extend(["-L".into(), stubs.display().to_string()]);
    let mut arguments = arguments.iter();
    let (mut output, mut shared) = (None, false);
    while let Some(argument) = arguments.next() {
        let for_compilers = FOR_COMPILERS.contains(&argument.as_str())
            || argument.starts_with("-m")
            || argument.starts_with("--target=");
        match argument.as_str() {
            "-Xlinker" => words.extend(arguments.next().cloned()),
            "-o" => {
                output = arguments.next().map(PathBuf::from);
                words.push("-o".into());
                words.extend(output.as_ref().map(|path| path.display().to_string()));
            }
            "-shared" => {
                shared = true;
                words.push("-shared".into());
            }
            list if list.starts_with("-Wl,") => {
                words.extend(list.split(',').skip(1).map(String::from));
            }
            _ if for_compilers => {}
            other => words.push(other.into()),
        }
    }
    words.retain(|word| word != "--as-needed");
    let name = output.as_deref().and_then(Path::file_name).filter(|_| shared);
    if let Some(name) = name.filter(|_| !words.iter().any(|word| word == "-soname")) {
        words.extend(["-soname".into(), name.to_string_lossy().into_owned()]);
    }
    // The mathematical and the logging library only where something of theirs is used.
    let last = ["--as-needed", "-llog", "-lm", "--no-as-needed", "-ldl", "-lc"];
    words.extend(last.map(String::from));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_a_compiler_become_words_for_lld() {
        let arguments = [
            "-m64",
            "-Wl,--as-needed",
            "-Wl,-Bdynamic,-lc",
            "-nodefaultlibs",
            "-Xlinker",
            "-x",
            "-shared",
            "-o",
            "out/libyufu_jni.so",
            "a.o",
        ];
        let arguments: Vec<String> = arguments.map(String::from).into();
        let words = translate(&ABIS[0], Path::new("stubs"), &arguments);
        let text = words.join(" ");
        assert!(text.starts_with("-m aarch64linux -z max-page-size=16384"), "{text}");
        assert!(text.contains("-L stubs -Bdynamic -lc -x -shared -o out/libyufu_jni.so a.o"));
        assert!(text.contains("-soname libyufu_jni.so --as-needed -llog -lm --no-as-needed"));
        assert!(text.ends_with("-ldl -lc"));
        assert_eq!(words.iter().filter(|word| *word == "--as-needed").count(), 1);
    }
}
