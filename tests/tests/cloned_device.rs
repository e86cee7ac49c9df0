//! A device's folder is copied, and both copies report: the server takes one of them. A device that
//! has no copy is never taken for one, whatever was lost on the way.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a suite fails by panicking"
)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::{fs, thread};

use getrandom::SysRng;
use yufu::device::{Device, FileStore, PlatformSecret, Saved};
use yufu::environment::{Collect, Report};
use yufu::keypad::Layout;
use yufu::request::Pending;
use yufu::session::{Server, Session};
use yufu_protocol::rejection::Reason;
use yufu_tests::bank::{Bank, PASSWORD, Phone, typed};
use yufu_tests::phone::{app, keypad};

/// A phone whose device is in a folder.
struct Kept {
    server: Server,
    store: FileStore,
}

impl Kept {
    fn new(bank: &Bank, folder: &Path) -> Self {
        let Phone { server, device, .. } = Phone::new(bank, "customer-1");
        // Up to here nothing is chained; what is counted by the time takes its second.
        bank.time.pass(1);
        let store = FileStore::new(folder);
        store.save(&device, &secret(), &mut SysRng).unwrap();
        Self { server, store }
    }

    /// The same phone with its data copied to another folder.
    fn copied(&self, from: &Path, to: &Path) -> Self {
        fs::create_dir(to).unwrap();
        fs::set_permissions(to, fs::Permissions::from_mode(0o700)).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
        Self { server: self.server.clone(), store: FileStore::new(to) }
    }

    /// As after a start of the app.
    fn load(&self) -> Arc<Device> {
        match self.store.load(&secret()).unwrap() {
            Some(Saved::Enrolled(device)) => Arc::new(device),
            _ => panic!("the device was enrolled"),
        }
    }

    /// A signed login that is not sent yet.
    fn prepare(&self, bank: &Bank, device: &Arc<Device>) -> Pending<Session> {
        let begin = Session::begin(&self.server, device, &mut SysRng).unwrap();
        let login = bank.exchange(begin).unwrap();
        let order = Collect::new(*login.challenge());
        let report = Report::of(&order, &order.capture());
        let report = login.seal_report(&report, &app(), &mut SysRng).unwrap();
        let input = login.open_input(keypad(Layout::Qwerty), SysRng).unwrap();
        let password = typed(input, PASSWORD).seal().unwrap();
        login.submit(password, report, &mut SysRng).unwrap()
    }

    /// Why a login after a start of the app is refused.
    fn refusal(&self, bank: &Bank) -> Option<Reason> {
        bank.exchange(self.prepare(bank, &self.load())).err().map(reason)
    }
}

fn secret() -> PlatformSecret {
    PlatformSecret::take(&mut [7; 32])
}

fn reason(error: yufu::Error) -> Reason {
    match error {
        yufu::Error::Rejected(rejection) => rejection.reason,
        error => panic!("{error}"),
    }
}

#[test]
fn of_two_copies_of_a_device_the_second_to_report_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let [own, other] = ["own", "other"].map(|name| scratch.path().join(name));
    for (name, copy_is_first) in [("customer", false), ("thief", true)] {
        let bank = Bank::new();
        let (own, other) = (own.join(name), other.join(name));
        fs::create_dir_all(own.parent().unwrap()).unwrap();
        fs::create_dir_all(other.parent().unwrap()).unwrap();
        let phone = Kept::new(&bank, &own);
        assert_eq!(phone.refusal(&bank), None);
        let copy = phone.copied(&own, &other);
        let (first, second) = if copy_is_first { (&copy, &phone) } else { (&phone, &copy) };
        for _ in 0..3 {
            assert_eq!(first.refusal(&bank), None);
            assert_eq!(second.refusal(&bank), Some(Reason::ReportForked));
        }
    }
}

#[test]
fn copy_that_leaves_the_chain_out_or_begins_a_new_one_is_refused() {
    let scratch = tempfile::tempdir().unwrap();
    let [own, other, third] = ["own", "other", "third"].map(|name| scratch.path().join(name));
    let bank = Bank::new();
    let phone = Kept::new(&bank, &own);
    assert_eq!(phone.refusal(&bank), None);
    let record = phone.load().to_record(&secret(), &mut SysRng).unwrap();
    let Saved::Enrolled(unchained) = Saved::from_record(&record, &secret()).unwrap() else {
        panic!("the device was enrolled")
    };
    let sent = phone.prepare(&bank, &Arc::new(unchained));
    assert_eq!(bank.exchange(sent).err().map(reason), Some(Reason::ReportForked));
    let anew = phone.copied(&own, &other);
    fs::remove_file(other.join("device.chain")).unwrap();
    assert_eq!(anew.refusal(&bank), Some(Reason::ReportForked));
    // A backup from before the last report.
    let backup = phone.copied(&own, &third);
    assert_eq!(phone.refusal(&bank), None);
    assert_eq!(backup.refusal(&bank), Some(Reason::ReportForked));
    assert_eq!(phone.refusal(&bank), None);
}

#[test]
fn one_device_reports_through_restarts_and_losses_without_a_flag() {
    let scratch = tempfile::tempdir().unwrap();
    let bank = Bank::new();
    let phone = Kept::new(&bank, &scratch.path().join("own"));
    let mut device = phone.load();
    for round in 0..50 {
        let pending = phone.prepare(&bank, &device);
        match round % 5 {
            // The request is lost, or the app ends between storing and sending.
            0 => drop(pending),
            // The answer is lost.
            1 => assert_eq!(bank.reason(pending.request()), None),
            _ => drop(bank.exchange(pending).unwrap()),
        }
        if round % 3 == 0 {
            device = phone.load();
        }
    }
    // More losses in a row than a report names earlier ones.
    for _ in 0..40 {
        drop(phone.prepare(&bank, &phone.load()));
    }
    assert_eq!(phone.refusal(&bank), None);
}

#[test]
fn late_report_of_the_device_itself_is_late_and_no_copy() {
    let scratch = tempfile::tempdir().unwrap();
    let bank = Bank::new();
    let phone = Kept::new(&bank, &scratch.path().join("own"));
    assert_eq!(phone.refusal(&bank), None);
    let device = phone.load();
    let (first, second) = (phone.prepare(&bank, &device), phone.prepare(&bank, &phone.load()));
    assert!(bank.exchange(second).is_ok());
    assert_eq!(bank.exchange(first).err().map(reason), Some(Reason::ReportReplayed));
    assert_eq!(phone.refusal(&bank), None);
}

#[test]
fn reports_made_at_once_are_one_chain() {
    let scratch = tempfile::tempdir().unwrap();
    let bank = Bank::new();
    let phone = Kept::new(&bank, &scratch.path().join("own"));
    let device = phone.load();
    thread::scope(|scope| {
        for restarted in [false, false, true, true] {
            let (phone, bank, device) = (&phone, &bank, device.clone());
            scope.spawn(move || {
                let device = if restarted { phone.load() } else { device };
                for _ in 0..4 {
                    let refused = bank.exchange(phone.prepare(bank, &device)).err().map(reason);
                    assert!(matches!(refused, None | Some(Reason::ReportReplayed)), "{refused:?}");
                }
            });
        }
    });
    assert_eq!(phone.refusal(&bank), None);
}
