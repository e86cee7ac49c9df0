//! What Magisk leaves behind, made in a mount namespace of the victim's own.

use std::process::Command;

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
