//! `aar`: the AAR and the jar that apps link, as a Maven repository.
//!
//! One AAR holds the API and the views, because an app that wants one wants both and a shrinker removes
//! the rest. The adapter for OkHttp is a jar of its own, so that no app gets OkHttp unasked; what an app has
//! to declare so that hidden facts are seen is an AAR of its own, so that no app declares it unasked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::maven::{self, Artefact, Dependency};
use super::{aar, facts};
use crate::archive::{self, Files};
use crate::{Outcome, cross, report, shell};

/// The projects below `bindings` that go into the AAR.
pub const IN_AAR: [&str; 2] = ["kotlin", "android"];

/// The folders of a project's sources.
const SOURCES: [&str; 2] = ["src/main/kotlin", "src/main/generated"];

/// Where the repository lies.
pub fn repository() -> PathBuf {
    cross::artefacts().join("maven")
}

/// Compiles, packs the libraries that `android` built, and writes the repository; or the AAR alone.
pub fn run(alone: Option<&Path>) -> Outcome {
    report::step("classes of the API");
    maven(&["--file", "bindings/pom.xml", "clean", "process-classes"])?;
    if let Some(path) = alone {
        let (libraries, _) = libraries(&super::jni())?;
        let aar = aar::assemble(&classes(&IN_AAR)?, &rules()?, &libraries)?;
        fs::write(path, aar).map_err(|error| format!("{}: {error}", path.display()))?;
        return Ok(true);
    }
    report::step("pages of the API, archives and checksums");
    let mut files = Files::new();
    for artefact in [aar()?, facts::artefact()?, okhttp()?] {
        files.extend(maven::layout(&artefact)?);
    }
    let repository = repository();
    if repository.exists() {
        fs::remove_dir_all(&repository).map_err(|e| format!("{}: {e}", repository.display()))?;
    }
    archive::unpack(&files, &repository)?;
    let path = repository.join(format!("{}.aar", maven::stem("yufu")));
    println!("{}", path.display());
    Ok(true)
}

fn maven(arguments: &[&str]) -> Result<(), String> {
    let passed = shell::passes(shell::program("mvn").args(["-q", "-B"]).args(arguments))?;
    passed.then_some(()).ok_or_else(|| "Maven failed".into())
}

fn project(name: &str) -> PathBuf {
    shell::root().join("bindings").join(name)
}

/// The rules for whoever shrinks the classes.
pub fn rules() -> Result<Vec<u8>, String> {
    let path = project("kotlin").join("src/main/resources").join(aar::RULES);
    fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn aar() -> Result<Artefact<'static>, String> {
    let (libraries, components) = libraries(&super::jni())?;
    Ok(Artefact {
        name: "yufu",
        packaging: "aar",
        description: "The Yufu SDK for Android: the API for Kotlin and Java, its views and its library",
        dependencies: needed(&IN_AAR)?,
        main: aar::assemble(&classes(&IN_AAR)?, &rules()?, &libraries)?,
        sources: archive::write(&sources(&IN_AAR)?)?,
        pages: archive::write(&pages("yufu", &IN_AAR)?)?,
        components,
    })
}

fn okhttp() -> Result<Artefact<'static>, String> {
    let projects = ["okhttp"];
    Ok(Artefact {
        name: "yufu-okhttp",
        packaging: "jar",
        description: "Sends what the Yufu SDK signs over OkHttp",
        dependencies: needed(&projects)?,
        main: archive::write(&classes(&projects)?)?,
        sources: archive::write(&sources(&projects)?)?,
        pages: archive::write(&pages("yufu-okhttp", &projects)?)?,
        components: Vec::new(),
    })
}

/// The libraries that lie there, and what each is made of.
fn libraries(folder: &Path) -> Result<(Files, Vec<Value>), String> {
    let read = |path: &Path| fs::read(path).map_err(|e| format!("{}: {e}", path.display()));
    let mut libraries = Files::new();
    let mut components = BTreeMap::new();
    for abi in &super::abi::ABIS {
        let library = folder.join(abi.name).join(super::LIBRARY);
        if !library.is_file() {
            continue;
        }
        libraries.insert(abi.name.to_owned(), read(&library)?);
        let bill: Value = serde_json::from_slice(&read(&library.with_extension("cdx.json"))?)
            .map_err(|error| format!("{}: {error}", library.display()))?;
        let listed = bill.get("components").and_then(Value::as_array);
        let own = bill.pointer("/metadata/component");
        for component in listed.into_iter().flatten().chain(own) {
            if let Some(reference) = component.get("bom-ref").map(Value::to_string) {
                components.insert(reference, component.clone());
            }
        }
    }
    Ok((libraries, components.into_values().collect()))
}

/// What an app needs beside these projects.
pub fn needed(projects: &[&str]) -> Result<Vec<Dependency>, String> {
    let mut all = Vec::new();
    for name in projects {
        let pom = project(name).join("pom.xml");
        let text = fs::read_to_string(&pom).map_err(|e| format!("{}: {e}", pom.display()))?;
        all.extend(maven::dependencies(&text)?);
    }
    let within = |d: &Dependency| d.group == maven::GROUP && projects.contains(&"kotlin");
    all.retain(|dependency| !within(dependency));
    all.sort();
    all.dedup();
    Ok(all)
}

fn classes(projects: &[&str]) -> Result<Files, String> {
    let mut files = Files::new();
    for name in projects {
        let wanted = |path: &str| path.ends_with(".class") || path.ends_with(".kotlin_module");
        files.extend(archive::folder(&project(name).join("target/classes"), wanted)?);
    }
    Ok(files)
}

fn sources(projects: &[&str]) -> Result<Files, String> {
    let mut files = Files::new();
    let folders = projects.iter().flat_map(|name| SOURCES.map(|folder| project(name).join(folder)));
    for folder in folders.filter(|folder| folder.is_dir()) {
        files.extend(archive::folder(&folder, |path| path.ends_with(".kt"))?);
    }
    Ok(files)
}

/// Pages for a reader, in the place of Javadoc.
fn pages(name: &str, projects: &[&str]) -> Result<Files, String> {
    let folder = shell::target().join("android/pages").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let of = |name: &&str| SOURCES.map(|sources| project(name).join(sources));
    let folders: Vec<_> = projects.iter().flat_map(of).filter(|path| path.is_dir()).collect();
    let list: Vec<_> = folders.iter().map(|path| path.display().to_string()).collect();
    maven(&[
        "--file",
        "bindings/aar/pom.xml",
        &format!("-Dyufu.name={name}"),
        &format!("-Dyufu.sources={}", list.join(",")),
        &format!("-Dyufu.pages={}", folder.display()),
        "dokka:dokka",
    ])?;
    archive::folder(&folder, |_| true)
}
