//! A Maven repository's layout, as Gradle and Maven read it from a folder or a server.

use roxmltree::{Document, Node};
use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};
use sha2::Sha256;

use crate::archive::Files;

/// The group of everything that is published.
pub const GROUP: &str = "dev.yufu";

/// The version of everything that is published.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What an app gets with an artefact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dependency {
    /// Whose it is.
    pub group: String,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// What is published under one name.
pub struct Artefact<'a> {
    /// Its name.
    pub name: &'a str,
    /// `aar` or `jar`.
    pub packaging: &'a str,
    /// What it is, in a sentence.
    pub description: &'a str,
    /// What an app needs beside it.
    pub dependencies: Vec<Dependency>,
    /// The artefact itself.
    pub main: Vec<u8>,
    /// The archive of its sources.
    pub sources: Vec<u8>,
    /// The archive of its API's pages.
    pub pages: Vec<u8>,
    /// Components of its bill of materials that no POM names.
    pub components: Vec<Value>,
}

/// The path of an artefact's file, without what tells one from the other.
pub fn stem(name: &str) -> String {
    format!("{}/{name}/{VERSION}/{name}-{VERSION}", GROUP.replace('.', "/"))
}

/// The files of an artefact, with their checksums.
pub fn layout(artefact: &Artefact<'_>) -> Result<Files, String> {
    let stem = stem(artefact.name);
    let bill = serde_json::to_string_pretty(&bill(artefact)).map_err(|error| error.to_string())?;
    let mut files = Files::from([
        (format!("{stem}.{}", artefact.packaging), artefact.main.clone()),
        (format!("{stem}.pom"), pom(artefact).into_bytes()),
        (format!("{stem}-sources.jar"), artefact.sources.clone()),
        (format!("{stem}-javadoc.jar"), artefact.pages.clone()),
        (format!("{stem}-cyclonedx.json"), (bill + "\n").into_bytes()),
    ]);
    let sums = files.iter().flat_map(|(name, bytes)| checksums(name, bytes)).collect::<Vec<_>>();
    files.extend(sums);
    Ok(files)
}

/// The files beside a file that hold its checksums.
pub fn checksums(name: &str, bytes: &[u8]) -> [(String, Vec<u8>); 2] {
    [
        (format!("{name}.sha1"), hex::encode(Sha1::digest(bytes)).into_bytes()),
        (format!("{name}.sha256"), hex::encode(Sha256::digest(bytes)).into_bytes()),
    ]
}

fn pom(artefact: &Artefact<'_>) -> String {
    let Artefact { name, packaging, description, .. } = artefact;
    let mut dependencies = String::new();
    for Dependency { group, name, version } in &artefact.dependencies {
        // Of the project's own only the AAR is asked for.
        let kind = if group == GROUP { "\n      <type>aar</type>" } else { "" };
        dependencies += &format!(
            "    <dependency>\n      <groupId>{group}</groupId>\n      <artifactId>{name}</artifactId>\n      \
             <version>{version}</version>{kind}\n      <scope>compile</scope>\n    </dependency>\n"
        );
    }
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>{GROUP}</groupId>
  <artifactId>{name}</artifactId>
  <version>{VERSION}</version>
  <packaging>{packaging}</packaging>
  <name>{name}</name>
  <description>{description}</description>
  <licenses>
    <license>
      <name>Apache-2.0</name>
      <url>https://www.apache.org/licenses/LICENSE-2.0</url>
    </license>
    <license>
      <name>MIT</name>
      <url>https://opensource.org/license/mit</url>
    </license>
  </licenses>
  <dependencies>
{dependencies}  </dependencies>
</project>
"#
    )
}

fn bill(artefact: &Artefact<'_>) -> Value {
    let component = |group: &str, name: &str, version: &str| {
        let purl = format!("pkg:maven/{group}/{name}@{version}");
        json!({ "type": "library", "bom-ref": purl, "group": group, "name": name,
            "version": version, "purl": purl })
    };
    let named = artefact.dependencies.iter().map(|d| component(&d.group, &d.name, &d.version));
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": component(GROUP, artefact.name, VERSION) },
        "components": named.chain(artefact.components.iter().cloned()).collect::<Vec<_>>(),
    })
}

/// What an app gets with a project of this POM: neither tests nor what the platform has.
pub fn dependencies(pom: &str) -> Result<Vec<Dependency>, String> {
    let document = Document::parse(pom).map_err(|error| error.to_string())?;
    let project = document.root_element();
    let properties = child(project, "properties");
    let resolved = |text: &str| match text.strip_prefix("${").and_then(|t| t.strip_suffix('}')) {
        Some(name) => properties.and_then(|node| text_of(node, name)),
        None => Some(text.to_owned()),
    };
    let listed = child(project, "dependencies");
    let mut found = Vec::new();
    for node in listed.iter().flat_map(|node| node.children()).filter(Node::is_element) {
        if text_of(node, "scope").is_some_and(|scope| scope != "compile") {
            continue;
        }
        let of = |name: &str| text_of(node, name).and_then(|text| resolved(&text));
        match (of("groupId"), of("artifactId"), of("version")) {
            (Some(group), Some(name), Some(version)) => {
                found.push(Dependency { group, name, version });
            }
            _ => return Err("a dependency has no group, name or version".into()),
        }
    }
    found.sort();
    Ok(found)
}

/// The child element of that name.
pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

/// The text of the child element of that name.
pub fn text_of(node: Node<'_, '_>, name: &str) -> Option<String> {
    Some(child(node, name)?.text()?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_app_gets_neither_tests_nor_what_its_platform_has() {
        let pom = "<project><properties><v>2.0</v></properties><dependencies>\
            <dependency><groupId>g</groupId><artifactId>b</artifactId><version>${v}</version></dependency>\
            <dependency><groupId>g</groupId><artifactId>t</artifactId><version>1</version>\
            <scope>test</scope></dependency></dependencies></project>";
        let only = Dependency { group: "g".into(), name: "b".into(), version: "2.0".into() };
        assert_eq!(dependencies(pom).unwrap(), [only]);
        assert!(dependencies(&pom.replace("<v>2.0</v>", "")).is_err());
    }

    #[test]
    fn checksums_are_those_of_the_standards() {
        // FIPS 180-4 examples: "abc".
        let [sha1, sha256] = checksums("a", b"abc");
        assert_eq!(sha1, ("a.sha1".into(), b"a9993e364706816aba3e25717850c26c9cd0d89d".to_vec()));
        assert!(sha256.1.starts_with(b"ba7816bf8f01cfea"));
    }
}
