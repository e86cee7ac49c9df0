//! UniFFI's own Kotlin over JNA, of the calls that `cargo xtask bench --bindings` times ours beside.

use std::fs;
use std::path::Path;

use anyhow::Result;
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

use crate::model::{Call, Model, Ty};

/// The calls that are timed, and those that make their objects.
const KEPT: [(&str, &str); 5] = [
    ("Device", "thumbprint"),
    ("HostFacts", "new"),
    ("HostFacts", "set_bytes"),
    ("SavedDevice", "device"),
    ("SavedDevice", "new"),
];

/// Writes it into a folder.
///
/// All other calls are left out: half a megabyte of Kotlin takes a minute to compile. Among them is
/// `close`, which would clash with UniFFI's own.
pub fn write(model: &Model, library: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let path = folder.join("uniffi.toml");
    fs::write(&path, format!("[defaults.bindings.kotlin]\nexclude = {:?}\n", excluded(model)))?;
    generate(GenerateOptions {
        languages: vec![TargetLanguage::Kotlin],
        source: library.to_owned().try_into()?,
        out_dir: folder.to_owned().try_into()?,
        config_override: Some(path.try_into()?),
        ..Default::default()
    })
}

/// The names of other calls, and of the classes that nothing needs then.
fn excluded(model: &Model) -> Vec<String> {
    let kept = |call: &&Call| {
        let owner = call.owner.as_deref().unwrap_or_default();
        KEPT.iter().any(|(object, name)| owner == *object && call.name == *name)
    };
    // UniFFI writes what reads an optional value or a list, whether or not a call takes one.
    let within = |name: &str| {
        let is = |ty: &Ty| matches!(ty, Ty::Option(inner) | Ty::List(inner) if **inner == Ty::Object(name.to_owned()));
        model.calls().any(|call| {
            call.returns.as_ref().is_some_and(is) || call.parameters.iter().any(|p| is(&p.ty))
        })
    };
    let needed = |name: &str| KEPT.iter().any(|(object, _)| *object == name) || within(name);
    let classes = model.objects.iter().map(|object| &object.name).filter(|name| !needed(name));
    let calls = model.calls().filter(|call| !kept(call)).map(|call| match &call.owner {
        Some(owner) => format!("{owner}.{}", call.name),
        None => call.name.clone(),
    });
    classes.cloned().chain(calls).collect()
}
