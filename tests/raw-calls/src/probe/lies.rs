//! Functions of libc that find and read files, replaced in the program itself, as a preloaded library
//! replaces them.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::cell::Cell;
use std::ffi::{CString, c_char, c_int, c_void};
use std::fs;
use std::io::{Error, ErrorKind, Result};

use super::raw::{self, Descriptor};

thread_local! {
    /// Whether they say in this thread that nothing is there.
    static LIES: Cell<bool> = const { Cell::new(false) };
}

/// Fails as a missing file does, or asks the kernel.
fn answer(ask: impl FnOnce() -> i64) -> i64 {
    if !LIES.get() {
        return ask();
    }
    // SAFETY: every thread has its own.
    unsafe { *libc::__errno_location() = libc::ENOENT };
    -1
}

/// A function of libc under its own name that lies, or makes the call of this number.
macro_rules! replaced {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $result:ty = $call:ident($($value:expr),*);)*) => {$(
        #[unsafe(no_mangle)]
        extern "C" fn $name($($argument: $kind),*) -> $result {
            #[allow(clippy::useless_conversion, reason = "32 bits wide on some targets")]
            // SAFETY: the arguments are those of the function that this stands for.
            let answer = answer(|| unsafe { libc::syscall(libc::$call, $($value),*) }.into());
            answer.try_into().unwrap_or(-1)
        }
    )*};
}

replaced! {
    open(path: *const c_char, flags: c_int, mode: c_int) -> c_int =
        SYS_openat(libc::AT_FDCWD, path, flags, mode);
    open64(path: *const c_char, flags: c_int, mode: c_int) -> c_int =
        SYS_openat(libc::AT_FDCWD, path, flags | libc::O_LARGEFILE, mode);
    access(path: *const c_char, mode: c_int) -> c_int =
        SYS_faccessat(libc::AT_FDCWD, path, mode);
    read(file: c_int, buffer: *mut c_void, len: usize) -> isize = SYS_read(file, buffer, len);
    readlink(path: *const c_char, buffer: *mut c_char, len: usize) -> isize =
        SYS_readlinkat(libc::AT_FDCWD, path, buffer, len);
}

/// What `ask` answers while libc lies.
fn lied_to<T>(ask: impl FnOnce() -> T) -> T {
    LIES.set(true);
    let answer = ask();
    LIES.set(false);
    answer
}

#[test]
fn a_lying_libc_fools_who_asks_it_and_not_the_probes() {
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    fs::write(&file, "content").unwrap();
    std::os::unix::fs::symlink("file", &link).unwrap();
    let name = |path: &std::path::Path| CString::new(path.to_str().unwrap()).unwrap();
    let (file_name, link_name) = (name(&file), name(&link));
    let by_libc = || -> [Result<Vec<u8>>; 3] {
        // SAFETY: the name ends in a NUL and lives during the call.
        let found = match unsafe { libc::access(file_name.as_ptr(), libc::F_OK) } {
            0 => Ok(Vec::new()),
            _ => Err(Error::last_os_error()),
        };
        let target = fs::read_link(&link).map(|path| path.into_os_string().into_encoded_bytes());
        [found, fs::read(&file), target]
    };
    let honest = by_libc().map(Result::unwrap);
    assert_eq!(honest, [Vec::new(), b"content".to_vec(), b"file".to_vec()]);
    for fooled in lied_to(by_libc) {
        assert_eq!(fooled.unwrap_err().kind(), ErrorKind::NotFound);
    }

    lied_to(|| {
        raw::exists(&file_name).unwrap();
        let mut buffer = [0; 16];
        let len = Descriptor::file(&file_name).unwrap().read(&mut buffer).unwrap();
        assert_eq!(&buffer[..len], b"content");
        let len = raw::link(&link_name, &mut buffer).unwrap();
        assert_eq!(&buffer[..len], b"file");
        let mut names = Vec::new();
        let listed = Descriptor::folder(&name(folder.path())).unwrap();
        let mut see = |name: &[u8]| {
            names.push(name.to_vec());
            true
        };
        listed.names(&mut see).unwrap();
        names.sort();
        assert_eq!(names, [&b"."[..], b"..", b"file", b"link"]);
    });
}
