//! Server keys in a folder that only its owner may read.
//!
//! | file | content |
//! |---|---|
//! | `root.pem` | root key, PKCS#8; it signs bundles and belongs offline once a bank is in earnest |
//! | `root.pub` | public root key, SPKI in PEM: what the app is built with |
//! | `keys.json` | names, purposes and spans of the server's keys; sequence of the bundle |
//! | `KID.pem` | one private key each, PKCS#8 |
//! | `shared.key` | [`SharedSecrets`] in hexadecimal |

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rand_core::TryCryptoRng;
use serde::{Deserialize, Serialize};
use yufu_protocol::{bundle::KeyPurpose, id::KeyId, time::UnixSeconds};
use yufu_sm::sm2::{DecryptingKey, SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use super::files::{create_folder, io_error, read_secret, write, write_secret};
use super::{HeldKey, KeyRing, SharedSecrets, VerifierKeys};

/// Why the folder could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFolderError {
    /// A file could not be read or written.
    #[error("key folder: {}: {source}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file that holds a secret may be read by others than its owner.
    #[error("key folder: {} may be read by others; allow its owner only", .0.display())]
    Permissions(PathBuf),
    /// A file is not what was written.
    #[error("key folder: {} is damaged", .0.display())]
    Damaged(PathBuf),
    /// A key could not be drawn or written.
    #[error(transparent)]
    Crypto(#[from] yufu_sm::Error),
    /// The bundle could not be made.
    #[error(transparent)]
    Bundle(#[from] yufu_protocol::error::Error),
}

impl KeyFolderError {
    /// The stable number of this error.
    pub fn code(&self) -> u16 {
        match self {
            Self::Io { .. } => 6101,
            Self::Permissions(_) => 6102,
            Self::Damaged(_) => 6103,
            Self::Crypto(error) => error.code(),
            Self::Bundle(error) => error.code(),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    version: u32,
    sequence: u64,
    /// Newest first within a purpose.
    keys: Vec<IndexEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndexEntry {
    kid: KeyId,
    purpose: KeyPurpose,
    not_before: UnixSeconds,
    not_after: UnixSeconds,
}

/// The root key and the server's keys, from a folder.
#[derive(Debug)]
pub struct KeyFolder {
    path: PathBuf,
    sequence: u64,
    /// Signs bundles.
    pub root: SigningKey,
    /// What [`Verifier::new`](crate::Verifier::new) takes.
    pub keys: VerifierKeys,
}

impl KeyFolder {
    /// Opens the folder, or makes it with fresh keys where there is none.
    ///
    /// # Errors
    /// [`KeyFolderError`]; a half-written folder is reported as damaged, never completed.
    pub fn open_or_create<R: TryCryptoRng + ?Sized>(
        path: &Path,
        now: UnixSeconds,
        rng: &mut R,
    ) -> Result<Self, KeyFolderError> {
        if path.join("keys.json").exists() {
            return Self::open(path);
        }
        if path.join("root.pem").exists() {
            return Err(KeyFolderError::Damaged(path.join("keys.json")));
        }
        create_folder(path)?;
        let folder = Self {
            path: path.to_owned(),
            sequence: 0,
            root: SigningKey::generate(rng)?,
            keys: VerifierKeys::generate(now, rng)?,
        };
        write_secret(&path.join("root.pem"), folder.root.to_pkcs8_pem()?.as_bytes())?;
        let public = folder.root.verifying_key().to_spki_pem()?;
        write(&path.join("root.pub"), public.as_bytes(), 0o644)?;
        let shared = &folder.keys.shared;
        let mut text = Zeroizing::new(hex::encode(shared.challenge));
        text.push_str(&Zeroizing::new(hex::encode(shared.pepper)));
        write_secret(&path.join("shared.key"), text.as_bytes())?;
        folder.save()?;
        Ok(folder)
    }

    /// Opens an existing folder.
    ///
    /// # Errors
    /// [`KeyFolderError`].
    pub fn open(path: &Path) -> Result<Self, KeyFolderError> {
        let file = path.join("keys.json");
        let damaged = || KeyFolderError::Damaged(file.clone());
        let bytes = fs::read(&file).map_err(io_error(&file))?;
        let index: Index = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        if index.version != 1 {
            return Err(damaged());
        }
        let root_file = path.join("root.pem");
        let root = SigningKey::from_pkcs8_pem(&read_secret(&root_file)?)
            .map_err(|_| KeyFolderError::Damaged(root_file))?;
        let keys = VerifierKeys {
            response: ring(path, &index, KeyPurpose::ResponseSignature, |pem| {
                SigningKey::from_pkcs8_pem(pem)
            })?
            .ok_or_else(damaged)?,
            input: ring(path, &index, KeyPurpose::InputEncryption, |pem| {
                DecryptingKey::from_pkcs8_pem(pem)
            })?,
            report: ring(path, &index, KeyPurpose::ReportEncryption, |pem| {
                DecryptingKey::from_pkcs8_pem(pem)
            })?
            .ok_or_else(damaged)?,
            shared: read_shared(&path.join("shared.key"))?,
        };
        Ok(Self { path: path.to_owned(), sequence: index.sequence, root, keys })
    }

    /// The public root key: what the app is built with.
    ///
    /// # Errors
    /// [`KeyFolderError`].
    pub fn read_root(path: &Path) -> Result<VerifyingKey, KeyFolderError> {
        let file = path.join("root.pub");
        let pem = fs::read_to_string(&file).map_err(io_error(&file))?;
        VerifyingKey::from_spki_pem(&pem).map_err(|_| KeyFolderError::Damaged(file))
    }

    /// Makes a bundle with the next sequence number and remembers that number.
    ///
    /// # Errors
    /// [`KeyFolderError`].
    pub fn bundle<R: TryCryptoRng + ?Sized>(
        &mut self,
        issuer: &str,
        now: UnixSeconds,
        rng: &mut R,
    ) -> Result<String, KeyFolderError> {
        self.sequence = self.sequence.saturating_add(1);
        let bundle = self.keys.bundle(&self.root, issuer, self.sequence, now, &[], rng)?;
        self.save()?;
        Ok(bundle)
    }

    /// Replaces the server's keys; see [`VerifierKeys::rotate`]. Make a new bundle afterwards.
    ///
    /// # Errors
    /// [`KeyFolderError`].
    pub fn rotate<R: TryCryptoRng + ?Sized>(
        &mut self,
        now: UnixSeconds,
        rng: &mut R,
    ) -> Result<(), KeyFolderError> {
        self.keys.rotate(now, rng)?;
        self.save()
    }

    /// Writes the private keys that are new, then the index.
    fn save(&self) -> Result<(), KeyFolderError> {
        let mut keys = Vec::new();
        for held in self.keys.response.iter() {
            self.save_key(&held.kid, || held.key.to_pkcs8_pem())?;
            keys.push(entry(held, KeyPurpose::ResponseSignature));
        }
        let inputs = self.keys.input.iter().flat_map(KeyRing::iter);
        let inputs = inputs.map(|held| (held, KeyPurpose::InputEncryption));
        let reports = self.keys.report.iter().map(|held| (held, KeyPurpose::ReportEncryption));
        for (held, purpose) in inputs.chain(reports) {
            self.save_key(&held.kid, || held.key.to_pkcs8_pem())?;
            keys.push(entry(held, purpose));
        }
        let index = Index { version: 1, sequence: self.sequence, keys };
        let file = self.path.join("keys.json");
        let json =
            serde_json::to_vec_pretty(&index).map_err(|_| KeyFolderError::Damaged(file.clone()))?;
        // Written beside and moved, so that a crash leaves the old index or the new one.
        let beside = self.path.join("keys.json.new");
        if beside.exists() {
            fs::remove_file(&beside).map_err(io_error(&beside))?;
        }
        write_secret(&beside, &json)?;
        fs::rename(&beside, &file).map_err(io_error(&file))
    }

    fn save_key(
        &self,
        kid: &KeyId,
        pem: impl FnOnce() -> yufu_sm::Result<Zeroizing<String>>,
    ) -> Result<(), KeyFolderError> {
        let file = self.key_file(kid);
        if file.exists() { Ok(()) } else { write_secret(&file, pem()?.as_bytes()) }
    }

    fn key_file(&self, kid: &KeyId) -> PathBuf {
        self.path.join(format!("{kid}.pem"))
    }
}

fn entry<K>(held: &HeldKey<K>, purpose: KeyPurpose) -> IndexEntry {
    IndexEntry {
        kid: held.kid.clone(),
        purpose,
        not_before: held.not_before,
        not_after: held.not_after,
    }
}

fn ring<K>(
    path: &Path,
    index: &Index,
    purpose: KeyPurpose,
    read: impl Fn(&str) -> yufu_sm::Result<K>,
) -> Result<Option<KeyRing<K>>, KeyFolderError> {
    let mut held = Vec::new();
    for entry in index.keys.iter().filter(|entry| entry.purpose == purpose) {
        let file = path.join(format!("{}.pem", entry.kid));
        let key = read(&read_secret(&file)?).map_err(|_| KeyFolderError::Damaged(file))?;
        let (not_before, not_after) = (entry.not_before, entry.not_after);
        held.push(HeldKey { kid: entry.kid.clone(), key, not_before, not_after });
    }
    let mut held = held.into_iter();
    Ok(held.next().map(|current| KeyRing { current, previous: held.collect() }))
}

fn read_shared(file: &Path) -> Result<SharedSecrets, KeyFolderError> {
    let text = read_secret(file)?;
    let mut both = Zeroizing::new([0; 64]);
    hex::decode_to_slice(text.trim(), both.as_mut_slice())
        .map_err(|_| KeyFolderError::Damaged(file.to_owned()))?;
    let mut shared = SharedSecrets { challenge: [0; 32], pepper: [0; 32] };
    let (challenge, pepper) = both.split_at(32);
    shared.challenge.copy_from_slice(challenge);
    shared.pepper.copy_from_slice(pepper);
    Ok(shared)
}

#[cfg(test)]
mod tests {
    use getrandom::SysRng;
    use yufu_protocol::bundle::BundleClaims;

    use super::*;

    const NOW: UnixSeconds = UnixSeconds(1_760_000_000);

    fn kids(keys: &VerifierKeys) -> Vec<KeyId> {
        let inputs = keys.input.iter().flat_map(KeyRing::iter).map(|held| held.kid.clone());
        let responses = keys.response.iter().map(|held| held.kid.clone());
        responses.chain(inputs).chain(keys.report.iter().map(|held| held.kid.clone())).collect()
    }

    #[test]
    fn folder_is_made_once_and_read_back() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("keys");
        let made = KeyFolder::open_or_create(&path, NOW, &mut SysRng).unwrap();
        let read = KeyFolder::open_or_create(&path, NOW, &mut SysRng).unwrap();
        assert_eq!(kids(&made.keys), kids(&read.keys));
        assert_eq!(made.keys.shared.challenge, read.keys.shared.challenge);
        assert_eq!(made.keys.shared.pepper, read.keys.shared.pepper);
        assert_eq!(&KeyFolder::read_root(&path).unwrap(), read.root.verifying_key());
    }

    #[test]
    fn bundle_is_believed_by_the_root_and_its_sequence_grows() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("keys");
        let mut folder = KeyFolder::open_or_create(&path, NOW, &mut SysRng).unwrap();
        let root = [folder.root.verifying_key().clone()];
        let first = folder.bundle("bank.example", NOW, &mut SysRng).unwrap();
        let claims = BundleClaims::verify(&first, &root, NOW, None).unwrap();
        let bundled: Vec<_> = claims.keys.iter().map(|key| key.kid.clone()).collect();
        assert_eq!((claims.sequence, bundled), (1, kids(&folder.keys)));
        let mut reopened = KeyFolder::open(&path).unwrap();
        let second = reopened.bundle("bank.example", NOW, &mut SysRng).unwrap();
        assert_eq!(BundleClaims::verify(&second, &root, NOW, Some(1)).unwrap().sequence, 2);
    }

    #[test]
    fn replaced_keys_stay_usable_for_the_overlap() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("keys");
        let mut folder = KeyFolder::open_or_create(&path, NOW, &mut SysRng).unwrap();
        let old = folder.keys.report.current().kid.clone();
        folder.rotate(NOW, &mut SysRng).unwrap();
        let folder = KeyFolder::open(&path).unwrap();
        assert_ne!(folder.keys.report.current().kid, old);
        let end = NOW.saturating_add(super::super::KEY_OVERLAP);
        assert!(folder.keys.report.find(&old, end.saturating_sub(1)).is_ok());
        let retired = folder.keys.report.find(&old, end).unwrap_err();
        assert_eq!(retired, yufu_protocol::rejection::Reason::ServerKeyRetired);
    }

    #[cfg(unix)]
    #[test]
    fn secrets_are_readable_by_their_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("keys");
        KeyFolder::open_or_create(&path, NOW, &mut SysRng).unwrap();
        for file in fs::read_dir(&path).unwrap() {
            let file = file.unwrap();
            let mode = file.metadata().unwrap().permissions().mode() & 0o777;
            let expected = if file.file_name() == "root.pub" { 0o644 } else { 0o600 };
            assert_eq!(mode, expected, "{:?}", file.file_name());
        }
        fs::set_permissions(path.join("root.pem"), fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(KeyFolder::open(&path), Err(KeyFolderError::Permissions(_))));
    }

    #[test]
    fn folder_without_its_index_is_damaged_and_not_overwritten() {
        let scratch = tempfile::tempdir().unwrap();
        let path = scratch.path().join("keys");
        KeyFolder::open_or_create(&path, NOW, &mut SysRng).unwrap();
        fs::remove_file(path.join("keys.json")).unwrap();
        let again = KeyFolder::open_or_create(&path, NOW, &mut SysRng);
        assert!(matches!(again, Err(KeyFolderError::Damaged(_))));
    }
}
