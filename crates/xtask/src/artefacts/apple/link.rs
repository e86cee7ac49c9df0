//! What an app's linker keeps of a static library: LLVM's linker for Apple's systems, which comes with
//! Swift, drops what no function of the header reaches.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::ios::target::{System, Target};
use crate::{chroot, shell};

/// The size of a shared library that has these functions of `library`, without symbols for debuggers.
///
/// `None` where there is no such linker.
pub fn size(
    library: &Path,
    target: &Target,
    functions: &BTreeSet<String>,
) -> Result<Option<u64>, String> {
    let system = chroot::root("trixie");
    let lld = system.join("usr/libexec/swift/bin/ld64.lld");
    if !lld.exists() {
        return Ok(None);
    }
    let folder = shell::target().join("ios").join(target.triple);
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let (kept, linked) = (folder.join("kept.txt"), folder.join("linked.dylib"));
    let names: String = functions.iter().map(|name| format!("_{name}\n")).collect();
    fs::write(&kept, names).map_err(|error| format!("{}: {error}", kept.display()))?;
    let platform = match target.system {
        System::Device => "ios",
        System::Simulator => "ios-simulator",
    };
    // A program of another system, run by that system's loader.
    let mut linker = shell::program(system.join("usr/lib64/ld-linux-x86-64.so.2"));
    linker.args(["--argv0", "ld64.lld", "--library-path"]);
    linker.arg(system.join("usr/lib/x86_64-linux-gnu")).arg(lld);
    linker.args(["-arch", target.architecture, "-platform_version", platform]);
    linker.args([target.minimum, target.minimum, "-dylib", "-dead_strip", "-S", "-x"]);
    linker.args(["-undefined", "dynamic_lookup", "-all_load", "-exported_symbols_list"]);
    linker.arg(&kept).arg("-o").arg(&linked).arg(library);
    if !shell::passes(&mut linker)? {
        return Err(format!("{} does not link", target.triple));
    }
    let size = fs::metadata(&linked).map_err(|error| format!("{}: {error}", linked.display()))?;
    Ok(Some(size.len()))
}
