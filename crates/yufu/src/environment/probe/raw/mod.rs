//! Files by the kernel's own numbers: a hook in libc neither sees nor answers these calls.
//!
//! For the processors of Android and their Linux. Another's calls are `rustix`'s, which are raw on Linux and
//! libc's on Android.

#[cfg(any(
    all(any(target_arch = "aarch64", target_arch = "x86_64"), target_pointer_width = "64"),
    any(target_arch = "arm", target_arch = "x86")
))]
#[path = "number/mod.rs"]
mod calls;
#[cfg(not(any(
    all(any(target_arch = "aarch64", target_arch = "x86_64"), target_pointer_width = "64"),
    any(target_arch = "arm", target_arch = "x86")
)))]
#[path = "other.rs"]
mod calls;

pub(super) use calls::{Descriptor, exists, link};

/// What is asked of an open file's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Status {
    /// The device that the file lies on.
    pub(super) device: u64,
    /// Its number there.
    pub(super) inode: u64,
    /// Its length in bytes.
    #[cfg_attr(not(target_os = "android"), allow(dead_code, reason = "asked of packages alone"))]
    pub(super) len: u64,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::ffi::{CStr, CString};
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::path::Path;

    use rustix::fs::{Access, Mode, OFlags};
    use rustix::io::Errno;

    use super::*;

    fn name(path: &Path) -> CString {
        CString::new(path.to_str().unwrap()).unwrap()
    }

    /// Paths that answer differently: files, folders, links, and each reason for which there is none.
    fn paths(folder: &Path) -> Vec<CString> {
        fs::write(folder.join("file"), [7; 10_000]).unwrap();
        fs::write(folder.join("closed"), "x").unwrap();
        fs::set_permissions(folder.join("closed"), fs::Permissions::from_mode(0o000)).unwrap();
        symlink("file", folder.join("link")).unwrap();
        symlink("circle", folder.join("circle")).unwrap();
        symlink("nowhere", folder.join("dangling")).unwrap();
        let long = "x".repeat(300);
        let own = ["", "file", "closed", "link", "circle", "dangling", "file/below", "none", &long];
        let own = own.iter().map(|last| name(&folder.join(last)));
        let system = [c"/proc/self/maps", c"/proc/1/environ", c"/root/x", c"", c"/"];
        own.chain(system.map(Into::into)).collect()
    }

    fn assert_seen_as_rustix_sees_it(path: &CStr) {
        assert_eq!(exists(path), rustix::fs::access(path, Access::EXISTS), "{path:?}");
        let mut buffer = [0; 512];
        let own = link(path, &mut buffer).map(|len| buffer[..len].to_vec());
        let other = rustix::fs::readlink(path, Vec::new()).map(CString::into_bytes);
        assert_eq!(own, other, "{path:?}");
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let other = rustix::fs::open(path, flags, Mode::empty());
        assert_eq!(Descriptor::file(path).err(), other.err(), "{path:?}");
        let other = rustix::fs::open(path, flags | OFlags::DIRECTORY, Mode::empty());
        assert_eq!(Descriptor::folder(path).err(), other.err(), "{path:?}");
    }

    #[test]
    fn a_path_is_seen_as_rustix_sees_it() {
        let folder = tempfile::tempdir().unwrap();
        for path in paths(folder.path()) {
            assert_seen_as_rustix_sees_it(&path);
        }
    }

    #[test]
    fn what_is_closed_to_the_caller_is_denied_as_rustix_is_denied() {
        let folder = tempfile::tempdir().unwrap();
        let paths = paths(folder.path());
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let below = name(&folder.path().join("file"));
        let look = move || {
            // Of this thread alone, by the kernel: nobody's, whom the folder is closed to.
            if rustix::process::geteuid().is_root() {
                let nobody = rustix::process::Uid::from_raw(65534);
                rustix::thread::set_thread_res_uid(nobody, nobody, nobody).unwrap();
                assert_eq!(exists(&below), Err(Errno::ACCESS));
            }
            let closed = Descriptor::file(c"/proc/1/environ").err();
            assert_eq!(closed, Some(Errno::ACCESS));
            paths.iter().for_each(|path| assert_seen_as_rustix_sees_it(path));
        };
        std::thread::spawn(look).join().unwrap();
    }

    #[test]
    fn bytes_and_status_of_a_file_are_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let content: Vec<u8> = (0..=255).cycle().take(9_000).collect();
        fs::write(&path, &content).unwrap();
        let file = Descriptor::file(&name(&path)).unwrap();
        let mut buffer = [0; 8_192];
        assert_eq!(file.read(&mut buffer), Ok(8_192));
        assert_eq!(buffer[..], content[..8_192]);
        assert_eq!(file.read(&mut buffer), Ok(808));
        assert_eq!(buffer[..808], content[8_192..]);
        assert_eq!(file.read(&mut buffer), Ok(0));
        assert_eq!(file.read_at(&mut buffer[..3], 257), Ok(3));
        assert_eq!(buffer[..3], [1, 2, 3]);
        assert_eq!(file.read_at(&mut buffer, 9_000), Ok(0));
        assert_eq!(file.read_at(&mut buffer, u64::MAX), Err(Errno::INVAL));
        let meta = fs::metadata(&path).unwrap();
        let (device, inode, len) = (meta.dev(), meta.ino(), meta.len());
        assert_eq!(file.status(), Ok(Status { device, inode, len }));
    }

    #[test]
    fn a_folder_is_no_file_and_a_file_no_folder() {
        let folder = Descriptor::folder(c"/proc/self").unwrap();
        assert_eq!(folder.read(&mut [0; 8]), Err(Errno::ISDIR));
        let file = Descriptor::file(c"/proc/self/maps").unwrap();
        assert_eq!(file.names(&mut |_| true), Err(Errno::NOTDIR));
    }

    #[test]
    fn every_name_of_a_folder_is_listed_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut expected: BTreeSet<String> = [".".into(), "..".into()].into();
        for number in 0..700 {
            let name = format!("{number}{}", "x".repeat(number % 200));
            fs::write(folder.path().join(&name), "").unwrap();
            expected.insert(name);
        }
        let listing = Descriptor::folder(&name(folder.path())).unwrap();
        let mut names = Vec::new();
        listing
            .names(&mut |name| {
                names.push(String::from_utf8(name.to_vec()).unwrap());
                true
            })
            .unwrap();
        assert_eq!(names.len(), expected.len());
        assert_eq!(names.into_iter().collect::<BTreeSet<_>>(), expected);
        let listing = Descriptor::folder(&name(folder.path())).unwrap();
        let mut seen = 0;
        listing
            .names(&mut |_| {
                seen += 1;
                seen < 3
            })
            .unwrap();
        assert_eq!(seen, 3);
    }

    #[test]
    fn a_descriptor_is_closed_when_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine");
        fs::write(&path, "x").unwrap();
        let open = || {
            let links = fs::read_dir("/proc/self/fd").unwrap().flatten();
            links.filter(|link| fs::read_link(link.path()).is_ok_and(|to| to == path)).count()
        };
        let file = Descriptor::file(&name(&path)).unwrap();
        assert_eq!(open(), 1);
        drop(file);
        assert_eq!(open(), 0);
    }
}
