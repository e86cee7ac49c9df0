//! The processors that Android has, by the names that each tool gives them.

/// An Android ABI (developer.android.com/ndk/guides/abis).
#[derive(Debug)]
pub struct Abi {
    /// The folder in an AAR or APK.
    pub name: &'static str,
    /// Rust's target.
    pub triple: &'static str,
    /// The target of zig's C compiler for code that needs no C library of its own.
    pub zig: &'static str,
    /// lld's emulation.
    pub emulation: &'static str,
    /// The NDK's compiler, which starts with this and ends with `-clang`.
    pub ndk: &'static str,
    /// Built unless others are asked for.
    pub usual: bool,
}

/// Every ABI.
pub const ABIS: [Abi; 4] = [
    Abi {
        name: "arm64-v8a",
        triple: "aarch64-linux-android",
        zig: "aarch64-linux-musl",
        emulation: "aarch64linux",
        ndk: "aarch64-linux-android21",
        usual: true,
    },
    Abi {
        name: "armeabi-v7a",
        triple: "armv7-linux-androideabi",
        zig: "arm-linux-musleabi",
        emulation: "armelf_linux_eabi",
        ndk: "armv7a-linux-androideabi21",
        usual: true,
    },
    Abi {
        name: "x86_64",
        triple: "x86_64-linux-android",
        zig: "x86_64-linux-musl",
        emulation: "elf_x86_64",
        ndk: "x86_64-linux-android21",
        usual: true,
    },
    Abi {
        name: "x86",
        triple: "i686-linux-android",
        zig: "x86-linux-musl",
        emulation: "elf_i386",
        ndk: "i686-linux-android21",
        usual: false,
    },
];

/// The ABIs of these names, or the usual ones.
pub fn named(names: &[String]) -> Result<Vec<&'static Abi>, String> {
    if names.is_empty() {
        return Ok(ABIS.iter().filter(|abi| abi.usual).collect());
    }
    let known = || ABIS.map(|abi| abi.name).join(", ");
    let find = |name: &String| {
        let found = ABIS.iter().find(|abi| abi.name == name || abi.triple == name);
        found.ok_or_else(|| format!("no ABI {name}; there are {}", known()))
    };
    names.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abis_are_found_by_either_name() {
        let names = ["x86".to_owned(), "aarch64-linux-android".to_owned()];
        let found: Vec<_> = named(&names).unwrap().iter().map(|abi| abi.name).collect();
        assert_eq!(found, ["x86", "arm64-v8a"]);
        assert_eq!(named(&[]).unwrap().len(), 3);
        assert!(named(&["mips".to_owned()]).unwrap_err().contains("arm64-v8a"));
    }
}
