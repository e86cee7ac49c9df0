//! What only iOS has: process flags, exception ports, the sandbox, and the program's own Mach-O.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What iOS says of this process.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Darwin {
    /// The kernel says that the process is traced (sysctl, P_TRACED).
    #[serde(default)]
    pub traced: bool,
    /// Exception ports that somebody listens on; a debugger takes them over.
    #[serde(default)]
    pub exception_ports: u32,
    /// The parent process; 1 for an app.
    #[serde(default)]
    pub parent: u32,
    /// A file could be created outside the sandbox. It was removed at once.
    #[serde(default)]
    pub sandbox_write: bool,
    /// The root file system is mounted writable.
    #[serde(default)]
    pub root_writable: bool,
    /// The program is run by the simulator.
    #[serde(default)]
    pub simulator: bool,
    /// Folders that are named like the root of a RootHide jailbreak; absent where the sandbox lets none
    /// of the folders that hold one be listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jailbreak_roots: Option<u32>,
    /// What the program's own file says; absent where it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub program: Option<Encryption>,
}

/// Whether a folder is named as RootHide names its root: 16 hexadecimal digits, new on each device.
#[must_use]
pub fn is_jailbreak_root(name: &str) -> bool {
    let digits = name.strip_prefix(".jbroot-").unwrap_or_default();
    digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// How a program file is protected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Encryption {
    /// The store's encryption is in force (LC_ENCRYPTION_INFO, cryptid).
    pub encrypted: bool,
    /// There is a code signature (LC_CODE_SIGNATURE).
    pub signed: bool,
    /// The signature's entitlements allow a debugger (`get-task-allow`).
    pub debuggable: bool,
}

const MAGIC_64: u32 = 0xfeed_facf;
const LC_CODE_SIGNATURE: u32 = 0x1d;
const LC_ENCRYPTION_INFO_64: u32 = 0x2c;
const SUPER_BLOB: u32 = 0xfade_0cc0;
const ENTITLEMENTS: u32 = 0xfade_7171;
/// Most load commands or blobs that are looked at.
const MAX_ENTRIES: u32 = 1024;

/// Reads the header and load commands of a 64-bit Mach-O file (`mach-o/loader.h`): how it is
/// protected, and where in the file its code signature stands. `None` if it is none.
#[must_use]
pub fn parse_mach_o(head: &[u8]) -> Option<(Encryption, Option<Range<u64>>)> {
    if le(head, 0)? != MAGIC_64 {
        return None;
    }
    let mut encryption = Encryption::default();
    let mut signature = None;
    let mut at = 32_usize;
    for _ in 0..le(head, 16)?.min(MAX_ENTRIES) {
        let (command, size) = (le(head, at)?, usize::try_from(le(head, at.checked_add(4)?)?).ok()?);
        match command {
            LC_ENCRYPTION_INFO_64 => encryption.encrypted = le(head, at.checked_add(16)?)? != 0,
            LC_CODE_SIGNATURE => {
                let start = u64::from(le(head, at.checked_add(8)?)?);
                let end = start.checked_add(u64::from(le(head, at.checked_add(12)?)?))?;
                encryption.signed = true;
                signature = Some(start..end);
            }
            _ => {}
        }
        at = at.checked_add(size.max(8))?;
    }
    Some((encryption, signature))
}

/// Whether a code signature's entitlements hold `get-task-allow` (`cs_blobs.h`); `None` if it is no
/// code signature.
#[must_use]
pub fn parse_code_signature(blob: &[u8]) -> Option<bool> {
    if be(blob, 0)? != SUPER_BLOB {
        return None;
    }
    for index in 0..be(blob, 8)?.min(MAX_ENTRIES) {
        let entry = usize::try_from(index).ok()?.checked_mul(8)?.checked_add(16)?;
        let at = usize::try_from(be(blob, entry)?).ok()?;
        if be(blob, at)? == ENTITLEMENTS {
            let len = usize::try_from(be(blob, at.checked_add(4)?)?).ok()?;
            let text = String::from_utf8_lossy(blob.get(at.checked_add(8)?..at.checked_add(len)?)?);
            let value = text.split_once("<key>get-task-allow</key>").map(|(_, value)| value);
            return Some(value.is_some_and(|value| value.trim_start().starts_with("<true/>")));
        }
    }
    Some(false)
}

fn word(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok()
}

fn le(bytes: &[u8], at: usize) -> Option<u32> {
    word(bytes, at).map(u32::from_le_bytes)
}

fn be(bytes: &[u8], at: usize) -> Option<u32> {
    word(bytes, at).map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn program() -> Vec<u8> {
        let words = [
            MAGIC_64,
            0,
            0,
            2,
            2,
            40,
            0,
            0, // header: two commands
            LC_ENCRYPTION_INFO_64,
            24,
            0x4000,
            0x8000,
            1,
            0, // cryptid 1
            LC_CODE_SIGNATURE,
            16,
            0x9000,
            0x100,
        ];
        words.iter().flat_map(|word: &u32| word.to_le_bytes()).collect()
    }

    fn signature(entitlements: &str) -> Vec<u8> {
        let len = u32::try_from(entitlements.len() + 8).unwrap();
        let words = [SUPER_BLOB, len + 20, 1, 5, 20, ENTITLEMENTS, len];
        let head = words.iter().flat_map(|word| word.to_be_bytes());
        head.chain(entitlements.bytes()).collect()
    }

    #[test]
    fn encryption_and_signature_are_found() {
        let (encryption, signature) = parse_mach_o(&program()).unwrap();
        assert!(encryption.encrypted && encryption.signed);
        assert_eq!(signature, Some(0x9000..0x9100));
        assert_eq!(parse_mach_o(b"ELF"), None);
    }

    #[test]
    fn a_root_of_roothide_is_known_by_its_digits() {
        assert!(is_jailbreak_root(".jbroot-0123456789ABCDEF"));
        for other in
            [".jbroot-", ".jbroot-0123", ".jbroot-0123456789ABCDEG", "0123456789ABCDEF", ""]
        {
            assert!(!is_jailbreak_root(other), "{other}");
        }
    }

    #[test]
    fn a_debuggable_program_says_so_in_its_entitlements() {
        let yes = signature("<dict><key>get-task-allow</key>\n\t<true/></dict>");
        let no = signature("<dict><key>get-task-allow</key><false/></dict>");
        assert_eq!(
            (parse_code_signature(&yes), parse_code_signature(&no)),
            (Some(true), Some(false))
        );
        assert_eq!(parse_code_signature(b""), None);
    }

    proptest! {
        #[test]
        fn any_program_is_read_without_a_panic(at in 0_usize..72, byte: u8, cut in 0_usize..72) {
            let mut bytes = program();
            bytes[at] = byte;
            let _ = parse_mach_o(&bytes);
            let _ = parse_mach_o(&bytes[..cut]);
            let mut blob = signature("<key>get-task-allow</key><true/>");
            if let Some(place) = blob.get_mut(at) {
                *place = byte;
            }
            let _ = parse_code_signature(&blob);
        }
    }
}
