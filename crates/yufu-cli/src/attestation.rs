//! The bank's policy on hardware attestation, as `yufu serve --attestation` reads it from a file in
//! TOML (docs/attestation.md).

use std::path::{Path, PathBuf};

use serde::Deserialize;
use yufu_verifier::attestation::{
    AndroidApp, AndroidPolicy, ApplePolicy, AttestationPolicy, MAX_LIST_LEN, RevocationList, Root,
};

use crate::files::{self, refused};
use crate::output::Failure;

/// Longest policy and longest file of roots, in bytes.
const MAX_FILE: u64 = 1 << 20;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Source {
    at_enrolment: bool,
    at_login: bool,
    android: Android,
    apple: Apple,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Android {
    roots: Vec<PathBuf>,
    revoked: Option<PathBuf>,
    apps: Vec<App>,
    strong_box: bool,
    patch_months: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct App {
    package: String,
    /// SHA-256 of the signing certificate in hexadecimal.
    signer: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Apple {
    roots: Vec<PathBuf>,
    apps: Vec<String>,
    development: bool,
}

/// Reads a policy. The files that it names are looked for beside it.
pub fn read(path: &Path) -> Result<AttestationPolicy, Failure> {
    let text = files::read(path, MAX_FILE)?;
    let text = std::str::from_utf8(&text).map_err(|_| refused(path, "not in UTF-8"))?;
    let Source { at_enrolment, at_login, android, apple } =
        toml::from_str(text).map_err(|error| refused(path, error.to_string().trim_end()))?;
    let beside = |name: &Path| path.parent().unwrap_or(Path::new("")).join(name);
    let roots = |names: &[PathBuf]| -> Result<Vec<Root>, Failure> {
        let each = names.iter().map(|name| {
            let name = beside(name);
            let pem = files::read(&name, MAX_FILE)?;
            Root::all_from_pem(&pem).map_err(|_| refused(&name, "no certificates in PEM"))
        });
        Ok(each.collect::<Result<Vec<_>, _>>()?.concat())
    };
    let revoked = match android.revoked.as_deref().map(beside) {
        Some(name) => {
            let json = files::read(&name, MAX_LIST_LEN as u64)?;
            RevocationList::from_json(&json)
                .map_err(|_| refused(&name, "no list of revoked certificates"))?
        }
        None => RevocationList::default(),
    };
    let policy = AttestationPolicy {
        android: AndroidPolicy {
            roots: roots(&android.roots)?,
            revoked,
            apps: android
                .apps
                .into_iter()
                .map(|app| android_app(app).ok_or_else(|| refused(path, "signer: no SHA-256")))
                .collect::<Result<_, _>>()?,
            strong_box: android.strong_box,
            patch_months: android.patch_months,
        },
        apple: ApplePolicy {
            roots: roots(&apple.roots)?,
            apps: apple.apps,
            development: apple.development,
        },
        at_enrolment,
        at_login,
    };
    let no_root = policy.android.roots.is_empty() && policy.apple.roots.is_empty();
    if no_root && (at_enrolment || at_login) {
        return Err(refused(path, "wants attestations and names no root: nobody could enrol"));
    }
    Ok(policy)
}

fn android_app(App { package, signer }: App) -> Option<AndroidApp> {
    let signer = hex::decode(signer).ok()?.try_into().ok()?;
    Some(AndroidApp { package, signer })
}
