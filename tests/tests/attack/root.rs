//! What Magisk leaves behind, made in a mount namespace of the victim's own.

use std::process::Command;

use super::preload;
use super::victim::{PROGRAM, Victim, assert_found, text};

/// Runs the victim in a mount namespace that a script has changed first. Nothing of it is seen
/// outside.
fn in_namespace(script: &str) -> Victim {
    let mut command = Command::new("unshare");
    let script = format!("set -e\n{script}\nexec \"$0\"");
    command.args(["--mount", "--propagation", "private", "sh", "-c", &script, PROGRAM]);
    Victim::of(command)
}

#[test]
fn a_namespace_of_its_own_is_no_sign() {
    assert_found(&mut in_namespace(""), &[], &[]);
}

#[test]
fn a_mount_that_names_magisk_is_found() {
    let mut victim = in_namespace("mount -t tmpfs magisk /mnt");
    let findings = assert_found(&mut victim, &["root.module_mount"], &[]);
    assert_eq!(text(&findings, "root.module_mount"), "magisk / on ~/mnt");
}

#[test]
fn a_module_that_is_bound_over_a_system_file_is_found() {
    let script = "mount -t tmpfs tmpfs /mnt\nmkdir -p /mnt/adb/modules/x\n\
                  touch /mnt/adb/modules/x/su\nmount --bind /mnt/adb/modules/x/su /etc/hostname";
    let findings = assert_found(&mut in_namespace(script), &["root.module_mount"], &[]);
    assert!(text(&findings, "root.module_mount").contains("/adb/modules/x/su on /etc/hostname"));
}

#[test]
fn files_of_magisk_are_found() {
    let script = "mount -t tmpfs tmpfs /sbin\nmkdir /sbin/.magisk\ntouch /sbin/magisk";
    let findings = assert_found(&mut in_namespace(script), &["root.magisk_file"], &[]);
    assert_eq!(text(&findings, "root.magisk_file"), "/sbin/.magisk\n/sbin/magisk");
}

/// A root tool, and a library that answers libc's questions about its files.
#[test]
fn a_file_that_libc_denies_is_found_by_the_kernels_answer() {
    let folder = tempfile::tempdir().unwrap();
    let library = preload::build(folder.path(), "liar", LIES_ABOUT_FILES);
    let root = "mount -t tmpfs tmpfs /sbin\nmkdir /sbin/.magisk\ntouch /sbin/magisk /sbin/su";
    // What is there is seen by the kernel's answer, so that both ways together see what they saw before.
    let files = "/sbin/.magisk\n/sbin/magisk";
    let findings = assert_found(&mut in_namespace(root), &["root.magisk_file"], &[]);
    assert_eq!(text(&findings, "root.magisk_file"), files);
    let script = format!("{root}\nexport LD_PRELOAD={}", library.display());
    let found = [
        "hook.foreign_entry_point",
        "hook.hidden_file",
        "hook.loader_variable",
        "root.magisk_file",
    ];
    let findings = assert_found(&mut in_namespace(&script), &found, &[]);
    assert_eq!(text(&findings, "root.magisk_file"), files);
    let hidden = "/sbin/su exists by system call and is missing by libc";
    assert_eq!(text(&findings, "hook.hidden_file"), hidden);
}

/// A root tool, and a library that takes its mounts out of what libc reads.
#[test]
fn a_mount_that_libc_leaves_out_is_found_by_the_kernels_answer() {
    let folder = tempfile::tempdir().unwrap();
    let library = preload::build(folder.path(), "filter", FILTERS_MOUNTS);
    let hooked = format!("export LD_PRELOAD={}", library.display());
    let by_loader = ["hook.foreign_entry_point", "hook.loader_variable"];
    // Where there is nothing to take out the two lists agree.
    assert_found(&mut in_namespace(&hooked), &by_loader, &[]);
    let mut victim = in_namespace(&format!("mount -t tmpfs magisk /mnt\n{hooked}"));
    let found = [&["hook.hidden_mount", "root.module_mount"], &by_loader[..]].concat();
    let findings = assert_found(&mut victim, &found, &[]);
    let hidden = text(&findings, "hook.hidden_mount");
    assert_eq!(hidden, "magisk on ~/mnt is missing in mounts");
    assert_eq!(text(&findings, "root.module_mount"), "magisk / on ~/mnt");
}

/// Whoever patches one of the kernel's two lists is betrayed by the other.
#[test]
fn a_mountinfo_without_the_tools_mount_is_found_by_the_other_list() {
    let script = "mount -t tmpfs magisk /mnt\nfake=$(mktemp)\n\
                  grep -v magisk /proc/$$/mountinfo >\"$fake\"\n\
                  mount --bind \"$fake\" /proc/$$/mountinfo\nrm \"$fake\"";
    let found = ["hook.hidden_mount", "root.module_mount"];
    let findings = assert_found(&mut in_namespace(script), &found, &[]);
    let hidden = text(&findings, "hook.hidden_mount");
    assert!(hidden.contains("magisk on ~/mnt is missing in mountinfo"), "{hidden}");
    assert_eq!(text(&findings, "root.module_mount"), "magisk on ~/mnt");
}

/// Every function of libc that tells whether there is a file denies those of the tool.
const LIES_ABOUT_FILES: &str = r#"
    #define _GNU_SOURCE
    #include <errno.h>
    #include <fcntl.h>
    #include <stdarg.h>
    #include <string.h>
    #include <sys/stat.h>
    #include <sys/syscall.h>
    #include <unistd.h>
    // Rust tries statx with null, which the headers say no path is: not inlined, so that it is looked at.
    __attribute__((noipa)) static int is_hidden(const char *path) {
        return path && !strncmp(path, "/sbin/", 6); }
    #define LIE(path) if (is_hidden(path)) { errno = ENOENT; return -1; }
    #define MODE va_list list; va_start(list, flags); int mode = va_arg(list, int); va_end(list)
    int open(const char *path, int flags, ...) {
        MODE; LIE(path) return syscall(SYS_open, path, flags, mode); }
    int open64(const char *path, int flags, ...) {
        MODE; LIE(path) return syscall(SYS_open, path, flags, mode); }
    int openat(int at, const char *path, int flags, ...) {
        MODE; LIE(path) return syscall(SYS_openat, at, path, flags, mode); }
    int access(const char *path, int mode) { LIE(path) return syscall(SYS_access, path, mode); }
    int faccessat(int at, const char *path, int mode, int flags) {
        LIE(path) return syscall(SYS_faccessat, at, path, mode); }
    int stat(const char *restrict path, struct stat *restrict to) {
        LIE(path) return syscall(SYS_stat, path, to); }
    int stat64(const char *restrict path, struct stat64 *restrict to) {
        LIE(path) return syscall(SYS_stat, path, to); }
    int statx(int at, const char *restrict path, int flags, unsigned mask, struct statx *restrict to) {
        LIE(path) return syscall(SYS_statx, at, path, flags, mask, to); }
"#;

/// Whoever opens a list of mounts gets a copy without the lines that name the tool.
const FILTERS_MOUNTS: &str = r#"
    #define _GNU_SOURCE
    #include <fcntl.h>
    #include <stdarg.h>
    #include <stdio.h>
    #include <string.h>
    #include <sys/mman.h>
    #include <sys/syscall.h>
    #include <unistd.h>
    static int filtered(const char *path, int flags, int mode) {
        int real = syscall(SYS_open, path, flags, mode);
        if (real < 0 || (!strstr(path, "/mounts") && !strstr(path, "/mountinfo"))) return real;
        FILE *lines = fdopen(real, "r");
        int copy = memfd_create("copy", MFD_CLOEXEC);
        char line[4096];
        while (fgets(line, sizeof line, lines))
            if (!strstr(line, "magisk") && write(copy, line, strlen(line)) < 0) break;
        fclose(lines);
        lseek(copy, 0, SEEK_SET);
        return copy;
    }
    int open(const char *path, int flags, ...) {
        va_list list; va_start(list, flags); int mode = va_arg(list, int); va_end(list);
        return filtered(path, flags, mode); }
    int open64(const char *path, int flags, ...) {
        va_list list; va_start(list, flags); int mode = va_arg(list, int); va_end(list);
        return filtered(path, flags, mode); }
"#;
