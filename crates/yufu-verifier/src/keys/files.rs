//! Files that only their owner may read.

use std::{fs, io, path::Path};

use zeroize::Zeroizing;

use super::KeyFolderError;

pub(super) fn io_error(file: &Path) -> impl FnOnce(io::Error) -> KeyFolderError {
    let file = file.to_owned();
    move |source| KeyFolderError::Io { file, source }
}

pub(super) fn create_folder(path: &Path) -> Result<(), KeyFolderError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(io_error(path))
}

pub(super) fn write_secret(file: &Path, content: &[u8]) -> Result<(), KeyFolderError> {
    write(file, content, 0o600)
}

/// Writes a new file that has its final permissions from the first byte on.
pub(super) fn write(file: &Path, content: &[u8], mode: u32) -> Result<(), KeyFolderError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let written = options.open(file).and_then(|mut opened| {
        io::Write::write_all(&mut opened, content)?;
        opened.sync_all()
    });
    written.map_err(io_error(file))
}

pub(super) fn read_secret(file: &Path) -> Result<Zeroizing<String>, KeyFolderError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(file).map_err(io_error(file))?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(KeyFolderError::Permissions(file.to_owned()));
        }
    }
    fs::read_to_string(file).map(Zeroizing::new).map_err(io_error(file))
}
