//! Files that commands read and write. `-` is standard input.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use tempfile::NamedTempFile;
use yufu_sm::sm2::VerifyingKey;
use zeroize::Zeroizing;

use crate::output::Failure;

/// Longest key file, in bytes.
const MAX_KEY_FILE: u64 = 16 * 1024;
/// Length from which on progress is shown, in bytes.
const LONG: u64 = 64 << 20;
/// Bytes that are held at once.
pub const PIECE: usize = 1 << 20;

/// Whether a path means standard input or output.
pub fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Opens a file to read; a directory is refused at once.
pub fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    if is_standard(path) {
        return Ok(Box::new(io::stdin().lock()));
    }
    let name = path.display().to_string();
    let file = File::open(path).map_err(Failure::io(&name))?;
    if file.metadata().map_err(Failure::io(&name))?.is_dir() {
        return Err(Failure::Input(format!("{name}: is a directory")));
    }
    Ok(Box::new(file))
}

/// Reads a whole file of at most `max` bytes. What it held is wiped with the result.
pub fn read(path: &Path, max: u64) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut bytes = Zeroizing::new(Vec::new());
    let name = path.display().to_string();
    open(path)?.take(max + 1).read_to_end(&mut bytes).map_err(Failure::io(&name))?;
    if bytes.len() as u64 > max {
        return Err(Failure::Input(format!("{name}: longer than {max} bytes")));
    }
    Ok(bytes)
}

/// Reads an SM2 public key in PEM.
pub fn read_public_key(path: &Path) -> Result<VerifyingKey, Failure> {
    let bytes = read(path, MAX_KEY_FILE)?;
    std::str::from_utf8(&bytes)
        .ok()
        .and_then(|pem| VerifyingKey::from_spki_pem(pem).ok())
        .ok_or_else(|| refused(path, "no SM2 public key in PEM"))
}

/// The failure of a file whose content is not what was expected.
pub fn refused(path: &Path, why: &str) -> Failure {
    Failure::Input(format!("{}: {why}", path.display()))
}

/// A file that is read from front to back, with progress on standard error where it is long and
/// somebody looks.
pub struct Input {
    reader: Box<dyn Read>,
    name: String,
    bar: ProgressBar,
}

impl Input {
    /// Opens a file, or standard input.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let reader = open(path)?;
        let length = std::fs::metadata(path).map_or(0, |data| data.len());
        let long = length >= LONG && !is_standard(path);
        let bar = if long { ProgressBar::new(length) } else { ProgressBar::hidden() };
        if let Ok(style) = ProgressStyle::with_template(
            "{bar:30} {bytes}/{total_bytes} {binary_bytes_per_sec} {eta}",
        ) {
            bar.set_style(style);
        }
        Ok(Self { reader, name: path.display().to_string(), bar })
    }

    /// Fills `piece` as far as the file goes, and returns how far that was.
    pub fn fill(&mut self, piece: &mut [u8]) -> Result<usize, Failure> {
        let mut filled = 0;
        while let Some(free) = piece.get_mut(filled..).filter(|free| !free.is_empty()) {
            match self.reader.read(free) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Failure::io(&self.name)(error)),
            }
        }
        self.bar.inc(filled as u64);
        Ok(filled)
    }

    /// Hands the whole file to `take`, piece by piece.
    pub fn each(
        &mut self,
        mut take: impl FnMut(&mut [u8]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut piece = Zeroizing::new(vec![0; PIECE]);
        loop {
            let filled = self.fill(&mut piece)?;
            take(piece.get_mut(..filled).unwrap_or_default())?;
            if filled < PIECE {
                return Ok(());
            }
        }
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// An output that appears whole or not at all.
///
/// A file is written beside its place and renamed. What cannot be renamed, such as standard output
/// or a device, gets everything at the end.
pub struct Output {
    target: Target,
    name: String,
}

enum Target {
    /// A new file, its final place, and whether it may take another's place.
    Beside(NamedTempFile, PathBuf, bool),
    /// What will be written to standard output.
    Standard(File),
    /// What will be written to a device or a pipe.
    Through(File, File),
}

impl Output {
    /// An output that others may read as the process's umask says.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        Self::with_mode(path, 0o666, true)
    }

    /// An output for its owner's eyes, in a place where nothing is yet.
    pub fn create_secret(path: &Path) -> Result<Self, Failure> {
        if path.exists() {
            return Err(refused(path, "exists already"));
        }
        Self::with_mode(path, 0o600, false)
    }

    fn with_mode(path: &Path, mode: u32, replace: bool) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let failed = Failure::io(&name);
        if is_standard(path) {
            let target = Target::Standard(tempfile::tempfile().map_err(failed)?);
            return Ok(Self { target, name: "standard output".to_owned() });
        }
        // Through a link, so that the link stays.
        let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let target = match std::fs::metadata(&place) {
            Ok(data) if data.is_dir() => return Err(refused(path, "is a directory")),
            Ok(data) if !data.is_file() => {
                let device = File::options().write(true).open(&place);
                let spool = tempfile::tempfile().map_err(Failure::io(&name))?;
                Target::Through(spool, device.map_err(failed)?)
            }
            found => {
                let mode = found.map_or(mode, |data| data.permissions().mode());
                let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty());
                let beside = tempfile::Builder::new()
                    .prefix(".yufu-")
                    .permissions(std::fs::Permissions::from_mode(mode))
                    .tempfile_in(folder.unwrap_or(Path::new(".")));
                Target::Beside(beside.map_err(failed)?, place, replace)
            }
        };
        Ok(Self { target, name })
    }

    /// Appends bytes.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let result = match &mut self.target {
            Target::Beside(file, ..) => file.write_all(bytes),
            Target::Standard(spool) | Target::Through(spool, _) => spool.write_all(bytes),
        };
        result.map_err(Failure::io(&self.name))
    }

    /// Lets the output appear.
    pub fn finish(self) -> Result<(), Failure> {
        let copied = |mut spool: File, to: &mut dyn Write| {
            spool.rewind()?;
            io::copy(&mut spool, to)?;
            to.flush()
        };
        let result = match self.target {
            Target::Standard(spool) => copied(spool, &mut io::stdout().lock()),
            Target::Through(spool, mut device) => copied(spool, &mut device),
            Target::Beside(file, place, replace) => file.as_file().sync_all().and_then(|()| {
                let moved =
                    if replace { file.persist(place) } else { file.persist_noclobber(place) };
                moved.map(drop).map_err(|error| error.error)
            }),
        };
        result.map_err(Failure::io(&self.name))
    }
}
