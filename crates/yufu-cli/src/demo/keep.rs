//! What `--keep` leaves behind: each message of the story in a file, for `yufu explain` and
//! `yufu request verify`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use yufu_protocol::api;
use yufu_protocol::http::{Request, Response};
use yufu_sm::sm2::VerifyingKey;

use crate::message;
use crate::output::Failure;

/// What is kept outside the steps and attacks.
const BETWEEN: &str = "between";

/// A folder that takes copies of messages.
///
/// A file is named by its number, the step or attack, and what it is: `request` and `response` as
/// they went over the wire, `signed` as the phone signed it before somebody changed it.
#[derive(Debug)]
pub struct Keep {
    folder: PathBuf,
    now: Mutex<(u32, &'static str)>,
}

impl Keep {
    /// Takes a folder, made if it is not there.
    pub fn new(folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(Failure::io(format!("--keep {}", folder.display())))?;
        Ok(Self { folder: folder.to_owned(), now: Mutex::new((0, BETWEEN)) })
    }

    /// Names what follows; nothing for what lies between two steps.
    pub fn scene(&self, name: Option<&'static str>) {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).1 = name.unwrap_or(BETWEEN);
    }

    /// Keeps one exchange. The sandbox's letters are left out: they hold passwords.
    pub fn exchange(&self, request: &Request, response: &Response) -> Result<(), Failure> {
        if request.path == api::ROUTE_SANDBOX_CUSTOMERS {
            return Ok(());
        }
        let stem = {
            let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
            now.0 += 1;
            stem(*now)
        };
        self.write(&format!("{stem}.request"), &message::write_request(request))?;
        self.write(&format!("{stem}.response"), &message::write_response(response))
    }

    /// Keeps the request that the next exchange was made of.
    pub fn signed(&self, request: &Request) -> Result<(), Failure> {
        let (number, scene) = *self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let stem = stem((number + 1, scene));
        self.write(&format!("{stem}.signed"), &message::write_request(request))
    }

    /// Keeps the first phone's public key.
    pub fn key(&self, key: &VerifyingKey) -> Result<(), Failure> {
        if self.folder.join("device.pub").exists() {
            return Ok(());
        }
        let pem = key.to_spki_pem().map_err(yufu::Error::from)?;
        self.write("device.pub", pem.as_bytes())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.folder.join(name);
        fs::write(&path, bytes).map_err(Failure::io(path.display().to_string()))
    }
}

fn stem((number, scene): (u32, &str)) -> String {
    format!("{number:03}-{}", scene.to_lowercase().replace([' ', '_'], "-"))
}
