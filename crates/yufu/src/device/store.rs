//! The device record on a desktop: one file that only its owner can reach.
//!
//! The folder is 0700 and the file 0600, both the caller's own; anything looser, a link or a
//! second name of the file is refused, never repaired. A write goes to a second file, which is
//! flushed and then renamed over the first: after a crash at any point the old record or the new
//! one is there, whole.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rand_core::TryCryptoRng;
use rustix::fs::{self, AtFlags, FileType, FlockOperation, Mode, OFlags};
use rustix::io::Errno;

use super::record::{self, PlatformSecret, Saved};
use super::{Device, NewDevice};
use crate::{Error, Result};

const FILE: &str = "device.key";
const NEXT: &str = "device.key.next";

/// Keeps one device record in a folder of its own.
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
        self.write(&device.to_record(secret, rng)?)
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
        match read(&folder)? {
            Some(bytes) => Saved::from_record(&bytes, secret).map(Some),
            None => Ok(None),
        }
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
        remove(&folder, NEXT)?;
        remove(&folder, FILE)?;
        fs::fsync(&folder).map_err(storage)
    }

    fn write(&self, record: &[u8]) -> Result<()> {
        match fs::mkdir(&self.folder, Mode::RWXU) {
            Ok(()) | Err(Errno::EXIST) => {}
            Err(error) => return Err(storage(error)),
        }
        let folder = match self.open_folder() {
            Ok(folder) => folder,
            Err(Open::Absent) => return Err(Error::StorageFailed),
            Err(Open::Failed(error)) => return Err(error),
        };
        // Two processes that save at once take turns; the lock ends with the descriptor.
        fs::flock(&folder, FlockOperation::LockExclusive).map_err(storage)?;
        remove(&folder, NEXT)?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW;
        let next = fs::openat(&folder, NEXT, flags | OFlags::CLOEXEC, Mode::RUSR | Mode::WUSR)
            .map_err(storage)?;
        let mut next = File::from(next);
        next.write_all(record).and_then(|()| next.sync_all()).map_err(|_| Error::StorageFailed)?;
        fs::renameat(&folder, NEXT, &folder, FILE).map_err(storage)?;
        fs::fsync(&folder).map_err(storage)
    }

    /// Opens the folder itself, so that every later step names a file inside this very folder.
    fn open_folder(&self) -> Result<OwnedFd, Open> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let folder = match fs::open(&self.folder, flags, Mode::empty()) {
            Ok(folder) => folder,
            Err(Errno::NOENT) => return Err(Open::Absent),
            Err(Errno::LOOP | Errno::NOTDIR) => return Err(Open::Failed(Error::KeyFileUnsafe)),
            Err(error) => return Err(Open::Failed(storage(error))),
        };
        let found = fs::fstat(&folder).map_err(|error| Open::Failed(storage(error)))?;
        let private = found.st_mode & 0o777 == 0o700;
        if private && found.st_uid == rustix::process::geteuid().as_raw() {
            Ok(folder)
        } else {
            Err(Open::Failed(Error::KeyFileUnsafe))
        }
    }
}

enum Open {
    Absent,
    Failed(Error),
}

fn read(folder: &OwnedFd) -> Result<Option<Vec<u8>>> {
    // NONBLOCK: a pipe in the file's place must not hold the caller.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = match fs::openat(folder, FILE, flags, Mode::empty()) {
        Ok(file) => file,
        Err(Errno::NOENT) => return Ok(None),
        Err(Errno::LOOP | Errno::NXIO) => return Err(Error::KeyFileUnsafe),
        Err(error) => return Err(storage(error)),
    };
    let found = fs::fstat(&file).map_err(storage)?;
    let plain = FileType::from_raw_mode(found.st_mode) == FileType::RegularFile;
    let private = found.st_mode & 0o777 == 0o600 && found.st_nlink == 1;
    if !plain || !private || found.st_uid != rustix::process::geteuid().as_raw() {
        return Err(Error::KeyFileUnsafe);
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(record::MAX_LEN).unwrap_or(u64::MAX).saturating_add(1);
    File::from(file).take(limit).read_to_end(&mut bytes).map_err(|_| Error::StorageFailed)?;
    Ok(Some(bytes))
}

fn remove(folder: &OwnedFd, name: &str) -> Result<()> {
    match fs::unlinkat(folder, name, AtFlags::empty()) {
        Ok(()) | Err(Errno::NOENT) => Ok(()),
        Err(error) => Err(storage(error)),
    }
}

fn storage(_: Errno) -> Error {
    Error::StorageFailed
}
