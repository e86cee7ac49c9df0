//! Checks of a Maven repository's layout.

use roxmltree::Document;
use serde_json::Value;

use crate::android::maven::{
    Dependency, GROUP, VERSION, checksums, child, dependencies, stem, text_of,
};
use crate::archive::{self, Files};

/// What is published under one name, and what an app needs beside it.
pub struct Expected {
    /// Its name.
    pub name: &'static str,
    /// `aar` or `jar`.
    pub packaging: &'static str,
    /// How the names of its sources end.
    pub sources: &'static str,
    /// From the POM of the project that it is made of.
    pub dependencies: Vec<Dependency>,
}

/// What a repository with nothing but these artefacts must be.
pub fn faults(files: &Files, expected: &[Expected]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut known = Vec::new();
    for artefact in expected {
        let stem = stem(artefact.name);
        let ends = [".pom", "-sources.jar", "-javadoc.jar", "-cyclonedx.json"];
        known.push(format!("{stem}.{}", artefact.packaging));
        known.extend(ends.map(|end| format!("{stem}{end}")));
        let of = |end: &str| files.get(&format!("{stem}{end}")).map(Vec::as_slice);
        if let Some(text) = of(".pom") {
            faults.extend(pom(artefact, &String::from_utf8_lossy(text)));
        }
        for (end, page) in [("-sources.jar", artefact.sources), ("-javadoc.jar", "index.html")] {
            faults.extend(of(end).and_then(|bytes| archive_of(end, bytes, page)));
        }
        if of("-cyclonedx.json").is_some_and(|bytes| !is_bill(artefact, bytes)) {
            faults.push(format!("{} has no bill of materials", artefact.name));
        }
    }
    for name in &known {
        let Some(bytes) = files.get(name) else {
            faults.push(format!("{name} is missing"));
            continue;
        };
        for (sum, digest) in checksums(name, bytes) {
            if files.get(&sum) != Some(&digest) {
                faults.push(format!("{sum} is missing or wrong"));
            }
        }
    }
    for name in files.keys() {
        let of = name.strip_suffix(".sha1").or_else(|| name.strip_suffix(".sha256"));
        if !known.iter().any(|known| known == of.unwrap_or(name)) {
            faults.push(format!("it holds {name}"));
        }
    }
    faults
}

fn pom(artefact: &Expected, text: &str) -> Vec<String> {
    let name = artefact.name;
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(why) => return vec![format!("the POM of {name}: {why}")],
    };
    let project = document.root_element();
    let mut faults = Vec::new();
    for (element, value) in [
        ("groupId", GROUP),
        ("artifactId", name),
        ("version", VERSION),
        ("packaging", artefact.packaging),
    ] {
        if text_of(project, element).as_deref() != Some(value) {
            faults.push(format!("the POM of {name}: {element} is not {value}"));
        }
    }
    if dependencies(text).as_ref() != Ok(&artefact.dependencies) {
        faults.push(format!("the POM of {name} has other dependencies than its project"));
    }
    let listed = child(project, "dependencies");
    for node in listed.iter().flat_map(|node| node.children()).filter(|node| node.is_element()) {
        let own = text_of(node, "groupId").as_deref() == Some(GROUP);
        if own != (text_of(node, "type").as_deref() == Some("aar")) {
            faults.push(format!("the POM of {name}: the AAR alone is one"));
        }
    }
    // What would send an app's build elsewhere, or run there.
    for element in ["parent", "repositories", "build", "profiles", "distributionManagement"] {
        if child(project, element).is_some() {
            faults.push(format!("the POM of {name} has {element}"));
        }
    }
    if child(project, "licenses").is_none() {
        faults.push(format!("the POM of {name} names no licence"));
    }
    faults
}

fn archive_of(end: &str, bytes: &[u8], page: &str) -> Option<String> {
    match archive::read(bytes) {
        Err(why) => Some(format!("{end}: {why}")),
        Ok((_, false)) => Some(format!("{end} says when it was made")),
        Ok((files, true)) => {
            let there = files.keys().any(|name| name.ends_with(page));
            (!there).then(|| format!("{end} holds no {page}"))
        }
    }
}

/// Whether it is a bill of this artefact that names all that an app gets with it.
fn is_bill(artefact: &Expected, bytes: &[u8]) -> bool {
    let Ok(bill) = serde_json::from_slice::<Value>(bytes) else { return false };
    let at = |pointer| bill.pointer(pointer);
    let listed = at("/components").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let has = |part: &Value, name: &str| part.get("name").is_some_and(|own| own == name);
    let named = |wanted: &Dependency| listed.iter().any(|part| has(part, &wanted.name));
    at("/bomFormat").is_some_and(|format| format == "CycloneDX")
        && at("/metadata/component").is_some_and(|own| has(own, artefact.name))
        && artefact.dependencies.iter().all(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::android::maven::{Artefact, layout};

    fn needed(group: &str, name: &str) -> Dependency {
        Dependency { group: group.into(), name: name.into(), version: "1.0".into() }
    }

    fn expected() -> Vec<Expected> {
        let dependencies = vec![needed("com.other", "other"), needed(GROUP, "yufu")];
        vec![Expected { name: "yufu-okhttp", packaging: "jar", sources: ".kt", dependencies }]
    }

    fn sound() -> Files {
        let one = |name: &str| archive::write(&Files::from([(name.into(), vec![1])])).unwrap();
        layout(&Artefact {
            name: "yufu-okhttp",
            packaging: "jar",
            description: "an example",
            dependencies: expected().remove(0).dependencies,
            main: one("a.class"),
            sources: one("a.kt"),
            pages: one("index.html"),
            components: Vec::new(),
        })
        .unwrap()
    }

    /// Changes a file and its checksums.
    fn change(files: &mut Files, end: &str, bytes: Vec<u8>) {
        let name = format!("{}{end}", stem("yufu-okhttp"));
        files.extend(checksums(&name, &bytes));
        assert!(files.insert(name, bytes).is_some());
    }

    fn only_fault(doctor: impl Fn(&mut Files)) -> String {
        let mut files = sound();
        doctor(&mut files);
        let mut found = faults(&files, &expected());
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }

    fn pom_fault(from: &str, to: &str) -> String {
        only_fault(|files| {
            let name = format!("{}.pom", stem("yufu-okhttp"));
            let text = String::from_utf8(files[&name].clone()).unwrap();
            assert!(text.contains(from), "{text}");
            change(files, ".pom", text.replacen(from, to, 1).into_bytes());
        })
    }

    #[test]
    fn a_sound_repository_has_no_fault() {
        assert_eq!(faults(&sound(), &expected()), Vec::<String>::new());
    }

    #[test]
    fn each_doctored_repository_fails_with_its_reason() {
        let stem = stem("yufu-okhttp");
        for end in [".jar.sha1", "-sources.jar.sha256"] {
            let name = format!("{stem}{end}");
            assert!(only_fault(|f| drop(f.remove(&name))).contains(end));
            assert!(only_fault(|f| f.get_mut(&name).unwrap()[0] ^= 1).contains(end));
        }
        let missing = |f: &mut Files| f.retain(|name, _| !name.contains("-javadoc.jar"));
        assert!(only_fault(missing).contains("javadoc.jar is missing"));
        assert!(only_fault(|f| drop(f.insert("key.pem".into(), vec![1]))).contains("key.pem"));
        assert!(only_fault(|f| change(f, "-sources.jar", vec![1])).contains("-sources.jar"));
        let empty = archive::write(&Files::new()).unwrap();
        assert!(only_fault(|f| change(f, "-javadoc.jar", empty.clone())).contains("index.html"));
        assert!(only_fault(|f| change(f, "-cyclonedx.json", b"{}".to_vec())).contains("bill"));
    }

    #[test]
    fn each_doctored_pom_fails_with_its_reason() {
        assert!(pom_fault("<packaging>jar", "<packaging>pom").contains("packaging"));
        assert!(pom_fault(VERSION, "9.9.9").contains("version"));
        assert!(pom_fault("<version>1.0", "<version>2.0").contains("other dependencies"));
        assert!(pom_fault("<scope>compile", "<scope>test").contains("other dependencies"));
        assert!(pom_fault("\n      <type>aar</type>", "").contains("AAR"));
        assert!(pom_fault("<licenses>", "<repositories /><licenses>").contains("repositories"));
        assert!(pom_fault("</project>", "").contains("POM"));
    }
}
