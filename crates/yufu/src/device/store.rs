//! The device record and the chain of its reports: files that only their owner can reach.
//!
//! The folder is 0700 and each file 0600, both the caller's own; anything looser, a link or a
//! second name of the file is refused, never repaired. A write goes to a second file, which is
//! flushed and then renamed over the first: after a crash at any point the old record or the new
//! one is there, whole.

use std::fs::{File, Metadata};
use std::io::{Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rand_core::TryCryptoRng;
use rustix::fs::{self, AtFlags, FlockOperation, Mode, OFlags};
use rustix::io::Errno;
use yufu_protocol::id::Thumbprint;

use super::chain::Chain;
use super::record::{self, PlatformSecret, Saved};
use super::{Device, NewDevice};
use crate::{Error, Result};

/// A file of the folder, and the name under which a write prepares it.
#[derive(Clone, Copy)]
struct Name {
    file: &'static str,
    next: &'static str,
}

const KEY: Name = Name { file: "device.key", next: "device.key.next" };
const CHAIN: Name = Name { file: "device.chain", next: "device.chain.next" };

/// Keeps one device record in a folder of its own, and beside it the chain of the device's reports:
/// the server refuses a copy of the folder once one of the two has sent a report.
///
/// On phones the host keeps the record instead, as bytes beside its key store:
/// [`Device::to_record`] and [`Saved::from_record`].
#[derive(Clone, Debug)]
pub struct FileStore {
    folder: PathBuf,
}

impl FileStore {
    /// Names the folder; it is made with mode 0700 at the first save. Its parent must exist.
    pub fn new(folder: impl AsRef<Path>) -> Self {
        Self { folder: folder.as_ref().to_owned() }
    }

    /// Saves a device whose enrolment is not finished, before the request is sent: its key must
    /// outlive a crash between the server's answer and the next save.
    ///
    /// # Errors
    /// [`Error::KeyFileUnsafe`], [`Error::StorageFailed`]; the old record is then still there.
    pub fn save_new<R: TryCryptoRng + ?Sized>(
        &self,
        device: &NewDevice,
        secret: &PlatformSecret,
        rng: &mut R,
    ) -> Result<()> {
        self.write(&device.to_record(secret, rng)?)
    }

    /// Saves an enrolled device in place of what was there.
    ///
    /// # Errors
    /// [`Error::KeyFileUnsafe`], [`Error::StorageFailed`]; the old record is then still there.
    pub fn save<R: TryCryptoRng + ?Sized>(
        &self,
        device: &Device,
        secret: &PlatformSecret,
        rng: &mut R,
    ) -> Result<()> {
        self.write(&device.to_record(secret, rng)?)?;
        device.reports.keep_in(self);
        Ok(())
    }

    /// Reads the record; `None` if there is none.
    ///
    /// # Errors
    /// [`Error::KeyFileUnsafe`], [`Error::KeyFileDamaged`], [`Error::KeyFileLocked`] on a wrong
    /// platform secret, [`Error::StorageFailed`].
    pub fn load(&self, secret: &PlatformSecret) -> Result<Option<Saved>> {
        let folder = match self.open_folder() {
            Ok(folder) => folder,
            Err(Open::Absent) => return Ok(None),
            Err(Open::Failed(error)) => return Err(error),
        };
        let Some(bytes) = read(&folder, KEY)? else {
            return Ok(None);
        };
        let saved = Saved::from_record(&bytes, secret)?;
        if let Saved::Enrolled(device) = &saved {
            device.reports.keep_in(self);
        }
        Ok(Some(saved))
    }

    /// Removes the record, and what an interrupted write may have left.
    ///
    /// The bytes may survive on a flash disk; what makes them useless is that the host destroys
    /// the platform secret too.
    ///
    /// # Errors
    /// [`Error::KeyFileUnsafe`], [`Error::StorageFailed`].
    pub fn erase(&self) -> Result<()> {
        let folder = match self.open_folder() {
            Ok(folder) => folder,
            Err(Open::Absent) => return Ok(()),
            Err(Open::Failed(error)) => return Err(error),
        };
        for Name { file, next } in [KEY, CHAIN] {
            remove(&folder, next)?;
            remove(&folder, file)?;
        }
        fs::fsync(&folder).map_err(storage)
    }

    /// Changes the stored chain of `device` before what `change` gives may be used. Processes and
    /// threads that report for one device take turns.
    pub(super) fn change_chain<T>(
        &self,
        device: &Thumbprint,
        change: impl FnOnce(&mut Chain) -> T,
    ) -> Result<T> {
        let folder = self.locked_folder()?;
        let mut chain = match read(&folder, CHAIN)? {
            Some(bytes) => Chain::from_der(&bytes, device)?,
            None => Chain::default(),
        };
        let before = chain.clone();
        let made = change(&mut chain);
        if chain != before {
            replace(&folder, CHAIN, &chain.to_der(device)?)?;
        }
        Ok(made)
    }

    fn write(&self, record: &[u8]) -> Result<()> {
        match fs::mkdir(&self.folder, Mode::RWXU) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(storage(error)),
        }
        replace(&self.locked_folder()?, KEY, record)
    }

    /// The folder, which others leave alone until the descriptor is closed.
    fn locked_folder(&self) -> Result<File> {
        let folder = match self.open_folder() {
            Ok(folder) => folder,
            Err(Open::Absent) => return Err(Error::StorageFailed),
            Err(Open::Failed(error)) => return Err(error),
        };
        fs::flock(&folder, FlockOperation::LockExclusive).map_err(storage)?;
        Ok(folder)
    }

    /// Opens the folder itself, so that every later step names a file inside this very folder.
    fn open_folder(&self) -> Result<File, Open> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let folder = match fs::open(&self.folder, flags, Mode::empty()) {
            Ok(folder) => File::from(folder),
            Err(Errno::NOENT) => return Err(Open::Absent),
            Err(Errno::LOOP | Errno::NOTDIR) => return Err(Open::Failed(Error::KeyFileUnsafe)),
            Err(error) => return Err(Open::Failed(storage(error))),
        };
        match permissions(&folder) {
            Ok((0o700, _)) => Ok(folder),
            Ok(_) => Err(Open::Failed(Error::KeyFileUnsafe)),
            Err(error) => Err(Open::Failed(error)),
        }
    }
}

enum Open {
    Absent,
    Failed(Error),
}

/// Writes a file whole or not at all.
fn replace(folder: &File, name: Name, bytes: &[u8]) -> Result<()> {
    remove(folder, name.next)?;
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW;
    let next = fs::openat(folder, name.next, flags | OFlags::CLOEXEC, Mode::RUSR | Mode::WUSR)
        .map_err(storage)?;
    let mut next = File::from(next);
    next.write_all(bytes).and_then(|()| next.sync_all()).map_err(|_| Error::StorageFailed)?;
    fs::renameat(folder, name.next, folder, name.file).map_err(storage)?;
    fs::fsync(folder).map_err(storage)
}

fn read(folder: &File, name: Name) -> Result<Option<Vec<u8>>> {
    // NONBLOCK: a pipe in the file's place must not hold the caller.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = match fs::openat(folder, name.file, flags, Mode::empty()) {
        Ok(file) => File::from(file),
        Err(Errno::NOENT) => return Ok(None),
        Err(Errno::LOOP | Errno::NXIO) => return Err(Error::KeyFileUnsafe),
        Err(error) => return Err(storage(error)),
    };
    let (mode, found) = permissions(&file)?;
    if !found.is_file() || mode != 0o600 || found.nlink() != 1 {
        return Err(Error::KeyFileUnsafe);
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(record::MAX_LEN).unwrap_or(u64::MAX).saturating_add(1);
    file.take(limit).read_to_end(&mut bytes).map_err(|_| Error::StorageFailed)?;
    Ok(Some(bytes))
}

/// Who may do what with the caller's own file, and what else is known of it.
///
/// By std, not `rustix`: on 32-bit Android that one asks by `statx`, for which the filter of versions 8
/// to 10 ends an app.
fn permissions(file: &File) -> Result<(u32, Metadata)> {
    let found = file.metadata().map_err(|_| Error::StorageFailed)?;
    if found.uid() != rustix::process::geteuid().as_raw() {
        return Err(Error::KeyFileUnsafe);
    }
    Ok((found.mode() & 0o777, found))
}

fn remove(folder: &File, name: &str) -> Result<()> {
    match fs::unlinkat(folder, name, AtFlags::empty()) {
        Ok(()) | Err(Errno::NOENT) => Ok(()),
        Err(error) => Err(storage(error)),
    }
}

fn storage(_: Errno) -> Error {
    Error::StorageFailed
}
