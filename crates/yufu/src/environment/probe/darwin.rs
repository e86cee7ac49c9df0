//! What only iOS has: dyld's images, the kernel's word on debugging, the sandbox, the own program, and how
//! functions of the system begin in memory.
#![allow(unsafe_code, reason = "foreign functions of dyld, mach and libc")]

use std::collections::BTreeSet;
use std::ffi::{CStr, CString, c_char, c_int, c_uint, c_void};
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom};

use super::reads::{IOS_BUNDLES, IOS_GROUPS, IOS_SANDBOX, IOS_VAR};
use super::{Deadline, Probed};
use crate::environment::evidence::{
    Cause, Darwin, Encryption, EntryPoint, FileLook, Loader, Look, hex, is_jailbreak_root,
    parse_code_signature, parse_mach_o, redact_path,
};

/// Functions that a hook or a breakpoint would want: files, environment, debugging, network.
const ENTRY_POINTS: [&CStr; 14] = [
    c"open",
    c"openat",
    c"fopen",
    c"read",
    c"readlink",
    c"stat",
    c"access",
    c"getenv",
    c"sysctl",
    c"getppid",
    c"task_get_exception_ports",
    c"connect",
    c"send",
    c"recv",
];
/// Where the system's C library lies; a simulator has it below a folder of its own.
const LIBC_FOLDER: &str = "/usr/lib/system/";
/// Bytes of an entry point that are looked at.
const PROLOGUE: usize = 16;

/// `P_TRACED` of `sys/proc.h`.
const P_TRACED: u32 = 0x800;
/// Where `kinfo_proc` has `kp_proc.p_flag` on 64-bit systems: behind four pointers.
const FLAG_AT: usize = 32;
/// Masks, ports, behaviours and flavours: `EXC_TYPES_COUNT` of `mach/exception_types.h`.
const EXCEPTIONS: usize = 14;
/// All exceptions that a debugger takes over: `EXC_MASK_ALL` without resource and guard.
const EXCEPTION_MASK: c_uint = 0x1bfe;
/// Mounts that are looked at; the root is the first.
const MOUNTS: usize = 4;
/// Header and load commands of a large program are shorter.
const MAX_HEAD: u64 = 64 << 10;
/// Largest code signature that is read.
const MAX_SIGNATURE: u64 = 4 << 20;

unsafe extern "C" {
    static mach_task_self_: c_uint;
    fn _dyld_image_count() -> u32;
    fn _dyld_get_image_name(index: u32) -> *const c_char;
    fn task_get_exception_ports(
        task: c_uint,
        mask: c_uint,
        masks: *mut c_uint,
        count: *mut c_uint,
        ports: *mut c_uint,
        behaviors: *mut c_int,
        flavors: *mut c_int,
    ) -> c_int;
    fn vm_read_overwrite(
        task: c_uint,
        address: usize,
        size: usize,
        data: usize,
        size_read: *mut usize,
    ) -> c_int;
}

pub(super) fn state() -> Darwin {
    Darwin {
        traced: process_flags().is_some_and(|flags| flags & P_TRACED != 0),
        exception_ports: exception_ports(),
        parent: std::os::unix::process::parent_id(),
        sandbox_write: writes_outside_the_sandbox(),
        root_writable: root_is_writable(),
        simulator: std::env::var_os("SIMULATOR_DEVICE_NAME").is_some(),
        jailbreak_roots: jailbreak_roots(),
        program: program(),
    }
}

pub(super) fn images() -> Vec<String> {
    // SAFETY: no memory; the count may change while it is walked, which the next call bears.
    let count = unsafe { _dyld_image_count() };
    let name = |index| {
        // SAFETY: an index beyond the end gives null; a name ends in a NUL and stays while its
        // image is loaded.
        unsafe {
            let name = _dyld_get_image_name(index);
            (!name.is_null()).then(|| redact_path(&CStr::from_ptr(name).to_string_lossy()))
        }
    };
    (0..count).filter_map(name).collect()
}

/// How functions of the C library begin. There is no file to compare with: the system's libraries lie in
/// one cache that dyld has changed, so that foreign code is known by its form.
pub(super) fn entry_points(deadline: Deadline) -> Probed<Vec<EntryPoint>> {
    let mut entries = Vec::with_capacity(ENTRY_POINTS.len());
    for name in ENTRY_POINTS {
        deadline.check()?;
        // SAFETY: the name ends in a NUL; RTLD_DEFAULT is a handle that is always valid.
        let address = unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) };
        if address.is_null() {
            continue;
        }
        let owner = owner(address);
        entries.push(EntryPoint {
            name: name.to_string_lossy().into_owned(),
            in_libc: owner.contains(LIBC_FOLDER),
            owner: redact_path(&owner),
            memory: memory(address).map(|code| hex(&code)).unwrap_or_default(),
            file: None,
        });
    }
    if entries.is_empty() { Err(Cause::Unsupported.into()) } else { Ok(entries) }
}

/// The image that an address lies in; nothing if it is in none.
fn owner(address: *const c_void) -> String {
    // SAFETY: a structure of addresses may be zero.
    let mut info: libc::Dl_info = unsafe { std::mem::zeroed() };
    // SAFETY: dladdr looks the address up and does not follow it; a name that it gives ends in a NUL and
    // stays while its image is loaded.
    unsafe {
        if libc::dladdr(address, &raw mut info) == 0 || info.dli_fname.is_null() {
            return String::new();
        }
        CStr::from_ptr(info.dli_fname).to_string_lossy().into_owned()
    }
}

/// The first bytes of a function. The kernel copies them, so that code which may not be read or is gone
/// is an error and no crash.
fn memory(address: *const c_void) -> Option<[u8; PROLOGUE]> {
    let mut code = [0_u8; PROLOGUE];
    let mut len = 0;
    let to = code.as_mut_ptr().expose_provenance();
    // SAFETY: the kernel writes at most that many bytes to an array of that length.
    let result = unsafe {
        vm_read_overwrite(mach_task_self_, address.expose_provenance(), PROLOGUE, to, &raw mut len)
    };
    (result == 0 && len == PROLOGUE).then_some(code)
}

pub(super) fn loader() -> Loader {
    let mut loader = Loader::default();
    let name = "DYLD_INSERT_LIBRARIES";
    if let Some(value) = std::env::var_os(name) {
        let files = value.to_string_lossy().split(':').map(redact_path).collect();
        loader.variables.push((name.to_owned(), files));
    }
    loader
}

/// Looks at files by two functions of libc: raw system calls are not for apps on iOS.
pub(super) fn files(asked: &BTreeSet<String>, deadline: Deadline) -> Probed<Vec<FileLook>> {
    let mut files = Vec::with_capacity(asked.len());
    for path in asked {
        deadline.check()?;
        // Of what is there but no link, the kernel says that the argument is invalid. Unlike `lstat` this
        // gives no times of the file (PrivacyInfo.xcprivacy).
        let call = match fs::read_link(path) {
            Ok(_) => Look::Exists,
            Err(error) if error.kind() == ErrorKind::InvalidInput => Look::Exists,
            Err(error) => look(error.kind()),
        };
        let libc = match CString::new(path.as_str()) {
            // SAFETY: the name ends in a NUL and lives during the call.
            Ok(name) => match unsafe { libc::access(name.as_ptr(), libc::F_OK) } {
                0 => Look::Exists,
                _ => look(std::io::Error::last_os_error().kind()),
            },
            Err(_) => Look::Denied,
        };
        files.push(FileLook { path: path.clone(), call, libc });
    }
    Ok(files)
}

fn look(kind: ErrorKind) -> Look {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Look::Missing,
        _ => Look::Denied,
    }
}

fn process_flags() -> Option<u32> {
    let pid = c_int::try_from(std::process::id()).ok()?;
    let mut name = [libc::CTL_KERN, libc::KERN_PROC, libc::KERN_PROC_PID, pid];
    let mut entry = [0_u8; 1024];
    let mut len = entry.len();
    // SAFETY: name and entry have the lengths that are given; the kernel writes at most `len` bytes.
    let result = unsafe {
        libc::sysctl(
            name.as_mut_ptr(),
            4,
            entry.as_mut_ptr().cast(),
            &raw mut len,
            std::ptr::null_mut(),
            0,
        )
    };
    let flags = entry.get(FLAG_AT..FLAG_AT + 4).filter(|_| result == 0 && len > FLAG_AT + 4)?;
    Some(u32::from_le_bytes(flags.try_into().ok()?))
}

fn exception_ports() -> u32 {
    let (mut masks, mut ports) = ([0; EXCEPTIONS], [0; EXCEPTIONS]);
    let (mut behaviors, mut flavors) = ([0; EXCEPTIONS], [0; EXCEPTIONS]);
    let mut count = 0;
    // SAFETY: the four arrays have room for every exception that the mask names.
    let result = unsafe {
        task_get_exception_ports(
            mach_task_self_,
            EXCEPTION_MASK,
            masks.as_mut_ptr(),
            &raw mut count,
            ports.as_mut_ptr(),
            behaviors.as_mut_ptr(),
            flavors.as_mut_ptr(),
        )
    };
    let count = if result == 0 { usize::try_from(count).unwrap_or(0) } else { 0 };
    let taken = ports.iter().take(count).filter(|port| **port != 0).count();
    u32::try_from(taken).unwrap_or(0)
}

fn writes_outside_the_sandbox() -> bool {
    let written = File::create_new(IOS_SANDBOX.path).is_ok();
    if written {
        // What was made here is removed here; if that fails the finding stands all the same.
        let _ = fs::remove_file(IOS_SANDBOX.path);
    }
    written
}

fn root_is_writable() -> bool {
    // SAFETY: a structure of integers and arrays of them may be zero.
    let mut mounts: [libc::statfs; MOUNTS] = unsafe { std::mem::zeroed() };
    let Ok(len) = c_int::try_from(size_of_val(&mounts)) else { return false };
    // SAFETY: the table has the length that is given.
    let count = unsafe { libc::getfsstat(mounts.as_mut_ptr(), len, libc::MNT_NOWAIT) };
    let is_root = |mount: &&libc::statfs| mount.f_mntonname.starts_with(&[b'/' as c_char, 0]);
    let root = mounts.iter().take(usize::try_from(count).unwrap_or(0)).find(is_root);
    root.is_some_and(|root| root.f_flags & u32::try_from(libc::MNT_RDONLY).unwrap_or(1) == 0)
}

/// How many roots of RootHide stand in the folders that the sandbox lets be listed; `None` if it lets none.
fn jailbreak_roots() -> Option<u32> {
    let roots = |entry: &super::Read| {
        let names = fs::read_dir(entry.path).ok()?.flatten().map(|entry| entry.file_name());
        let roots = names.filter(|name| is_jailbreak_root(&name.to_string_lossy())).count();
        u32::try_from(roots).ok()
    };
    [IOS_VAR, IOS_BUNDLES, IOS_GROUPS].iter().filter_map(roots).reduce(u32::saturating_add)
}

fn program() -> Option<Encryption> {
    let mut file = File::open(std::env::current_exe().ok()?).ok()?;
    let mut head = Vec::new();
    file.by_ref().take(MAX_HEAD).read_to_end(&mut head).ok()?;
    let (mut encryption, signature) = parse_mach_o(&head)?;
    if let Some(range) = signature.filter(|range| range.end - range.start <= MAX_SIGNATURE) {
        let mut blob = Vec::new();
        file.seek(SeekFrom::Start(range.start)).ok()?;
        file.take(range.end - range.start).read_to_end(&mut blob).ok()?;
        encryption.debuggable = parse_code_signature(&blob).unwrap_or(false);
    }
    Some(encryption)
}
