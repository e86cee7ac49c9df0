//! The device key at rest: who may read it, what opens it, and what a crash leaves.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use getrandom::SysRng;
use yufu::Error;
use yufu::device::{Device, FileStore, NewDevice, PlatformSecret, Saved};
use yufu_protocol::id::Thumbprint;

fn secret() -> PlatformSecret {
    PlatformSecret::take(&mut [7; 32])
}

fn new_device() -> NewDevice {
    Device::create(&mut SysRng).unwrap()
}

fn thumbprint(saved: &Saved) -> Thumbprint {
    match saved {
        Saved::New(device) => device.thumbprint(),
        Saved::Enrolled(device) => device.thumbprint(),
    }
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// A store with one record, its folder, and the record's device.
fn stored(scratch: &Path) -> (FileStore, NewDevice) {
    let store = FileStore::new(scratch.join("device"));
    let device = new_device();
    store.save_new(&device, &secret(), &mut SysRng).unwrap();
    (store, device)
}

#[test]
fn record_comes_back_with_the_same_key() {
    let scratch = tempfile::tempdir().unwrap();
    let store = FileStore::new(scratch.path().join("device"));
    assert!(store.load(&secret()).unwrap().is_none());
    let (store, device) = stored(scratch.path());
    let loaded = store.load(&secret()).unwrap().unwrap();
    assert_eq!(thumbprint(&loaded), device.thumbprint());
    store.erase().unwrap();
    assert!(store.load(&secret()).unwrap().is_none());
    store.erase().unwrap();
}

#[test]
fn folder_and_file_are_the_owners_alone() {
    let scratch = tempfile::tempdir().unwrap();
    stored(scratch.path());
    let folder = scratch.path().join("device");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("device.key")), 0o600);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn loose_permissions_and_links_are_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let (store, device) = stored(scratch.path());
    let folder = scratch.path().join("device");
    let file = folder.join("device.key");
    let refused = |store: &FileStore| store.load(&secret()).err();

    for mode in [0o640, 0o604, 0o660, 0o700] {
        set_mode(&file, mode);
        assert_eq!(refused(&store), Some(Error::KeyFileUnsafe), "file {mode:o}");
    }
    set_mode(&file, 0o600);
    for mode in [0o750, 0o701, 0o777] {
        set_mode(&folder, mode);
        assert_eq!(refused(&store), Some(Error::KeyFileUnsafe), "folder {mode:o}");
        let saved = store.save_new(&device, &secret(), &mut SysRng);
        assert_eq!(saved, Err(Error::KeyFileUnsafe), "folder {mode:o}");
        assert_eq!(store.erase(), Err(Error::KeyFileUnsafe), "folder {mode:o}");
    }
    set_mode(&folder, 0o700);

    let second_name = scratch.path().join("second-name");
    fs::hard_link(&file, &second_name).unwrap();
    assert_eq!(refused(&store), Some(Error::KeyFileUnsafe));
    fs::remove_file(&file).unwrap();
    symlink(&second_name, &file).unwrap();
    assert_eq!(refused(&store), Some(Error::KeyFileUnsafe));
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_eq!(refused(&store), Some(Error::KeyFileUnsafe));

    let linked = scratch.path().join("linked");
    symlink(&folder, &linked).unwrap();
    assert_eq!(refused(&FileStore::new(&linked)), Some(Error::KeyFileUnsafe));
}

#[test]
fn a_link_in_the_place_of_the_next_file_is_not_followed() {
    let scratch = tempfile::tempdir().unwrap();
    let (store, device) = stored(scratch.path());
    let victim = scratch.path().join("victim");
    fs::write(&victim, "untouched").unwrap();
    symlink(&victim, scratch.path().join("device/device.key.next")).unwrap();
    store.save_new(&device, &secret(), &mut SysRng).unwrap();
    assert_eq!(fs::read_to_string(&victim).unwrap(), "untouched");
}

#[test]
fn wrong_platform_secret_is_one_clear_error() {
    let scratch = tempfile::tempdir().unwrap();
    let (store, _) = stored(scratch.path());
    let wrong = PlatformSecret::take(&mut [8; 32]);
    assert_eq!(store.load(&wrong).err(), Some(Error::KeyFileLocked));
}

#[test]
fn any_changed_byte_and_any_cut_is_noticed() {
    let record = new_device().to_record(&secret(), &mut SysRng).unwrap();
    assert!(Saved::from_record(&record, &secret()).is_ok());
    for at in 0..record.len() {
        let mut changed = record.clone();
        changed[at] ^= 1;
        let error = Saved::from_record(&changed, &secret()).unwrap_err();
        let expected = [Error::KeyFileLocked, Error::KeyFileDamaged];
        assert!(expected.contains(&error), "byte {at}: {error:?}");
        let cut = Saved::from_record(&record[..at], &secret()).unwrap_err();
        assert_eq!(cut, Error::KeyFileDamaged, "cut at {at}");
    }
    let longer = [&record[..], &[0]].concat();
    assert_eq!(Saved::from_record(&longer, &secret()).err(), Some(Error::KeyFileDamaged));
    assert_eq!(Saved::from_record(&[0x30; 5000], &secret()).err(), Some(Error::KeyFileDamaged));
}

#[test]
fn record_and_debug_show_neither_key_nor_secret() {
    let device = new_device();
    let (one, two) = (
        device.to_record(&secret(), &mut SysRng).unwrap(),
        device.to_record(&secret(), &mut SysRng).unwrap(),
    );
    assert_ne!(one, two);
    assert!(!one.windows(32).any(|window| window == [7; 32]));
    assert_eq!(format!("{:?}", secret()), "PlatformSecret(..)");
}

#[test]
fn half_a_next_file_does_not_hide_the_old_record() {
    let scratch = tempfile::tempdir().unwrap();
    let (store, device) = stored(scratch.path());
    let next = scratch.path().join("device/device.key.next");
    fs::write(&next, "half").unwrap();
    assert_eq!(thumbprint(&store.load(&secret()).unwrap().unwrap()), device.thumbprint());
    store.save_new(&device, &secret(), &mut SysRng).unwrap();
    assert!(!next.exists());
}

/// Set for the child of the next test: the folder to write to.
const VICTIM: &str = "YUFU_TEST_RECORD_FOLDER";

#[test]
fn a_process_killed_while_it_writes_leaves_the_old_record_or_the_new_one() {
    if let Some(folder) = std::env::var_os(VICTIM) {
        let (store, device) = (FileStore::new(folder), new_device());
        loop {
            store.save_new(&device, &secret(), &mut SysRng).unwrap();
        }
    }
    let scratch = tempfile::tempdir().unwrap();
    let (store, old) = stored(scratch.path());
    let name = "a_process_killed_while_it_writes_leaves_the_old_record_or_the_new_one";
    let mut seen_new = false;
    for round in 0..20_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([name, "--exact", "--nocapture"])
            .env(VICTIM, scratch.path().join("device"))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(20 + 7 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let loaded = store.load(&secret()).unwrap().expect("there is a record at any moment");
        seen_new |= thumbprint(&loaded) != old.thumbprint();
    }
    assert!(seen_new, "the child never wrote: the test proved nothing");
}
