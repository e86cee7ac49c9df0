//! The optional second artefact: an AAR of nothing but a manifest, by which an app may see what Android
//! hides from one that does not say what it looks for (developer.android.com/training/package-visibility).
//!
//! The packages are those that the embedded rule pack asks for.

use std::collections::BTreeSet;

use super::aar::MINIMUM;
use super::maven::{Artefact, Dependency, GROUP, VERSION};
use crate::archive::{self, Files};

/// Its name in the repository.
pub const NAME: &str = "yufu-facts";

/// What an app gets by `uses-permission`. Neither is one that a person is asked for.
const PERMISSIONS: [&str; 2] =
    ["android.permission.ACCESS_NETWORK_STATE", "android.permission.DETECT_SCREEN_RECORDING"];

/// The services whose packages are looked for.
const SERVICES: [&str; 2] =
    ["android.accessibilityservice.AccessibilityService", "android.view.InputMethod"];

/// Tells the collector that what it does not see is not there.
const DECLARED: &str = "dev.yufu.queries";

/// What is published.
pub fn artefact() -> Result<Artefact<'static>, String> {
    let one = |name: &str, text: String| {
        archive::write(&Files::from([(name.to_owned(), text.into_bytes())]))
    };
    let manifest = manifest(&packages());
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>{NAME}</title>\n\
         <p>No code: this is what it adds to an app's manifest.</p>\n<pre>{}</pre></html>\n",
        manifest.replace('&', "&amp;").replace('<', "&lt;")
    );
    Ok(Artefact {
        name: NAME,
        packaging: "aar",
        description: "Lets the Yufu SDK see the packages and services that its rules ask for",
        dependencies: vec![needed()],
        main: aar_of(&manifest)?,
        sources: one("AndroidManifest.xml", manifest)?,
        pages: one("index.html", page)?,
        components: Vec::new(),
    })
}

/// The AAR itself.
pub fn aar() -> Result<Vec<u8>, String> {
    aar_of(&manifest(&packages()))
}

fn aar_of(manifest: &str) -> Result<Vec<u8>, String> {
    archive::write(&Files::from([
        ("AndroidManifest.xml".into(), manifest.into()),
        ("R.txt".into(), Vec::new()),
        ("classes.jar".into(), archive::write(&Files::new())?),
    ]))
}

/// It is of no use without the SDK.
pub fn needed() -> Dependency {
    Dependency { group: GROUP.into(), name: "yufu".into(), version: VERSION.into() }
}

/// The packages that the rules of Android's pack ask for, which `cargo xtask packs` wrote.
fn packages() -> BTreeSet<&'static str> {
    include_str!("../../../yufu/packs/android.packages").lines().collect()
}

fn manifest(packages: &BTreeSet<&str>) -> String {
    let element = |depth: usize, name: &str, value: &str| {
        format!("{:1$}<{name} android:name=\"{value}\" />\n", "", depth * 4)
    };
    let permissions: String =
        PERMISSIONS.iter().map(|name| element(1, "uses-permission", name)).collect();
    let packages: String = packages.iter().map(|name| element(2, "package", name)).collect();
    let services: String = SERVICES
        .iter()
        .map(|name| format!("        <intent>\n{}        </intent>\n", element(3, "action", name)))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"dev.yufu.facts\">\n    \
         <uses-sdk android:minSdkVersion=\"{MINIMUM}\" />\n{permissions}    \
         <queries>\n{packages}{services}    </queries>\n    \
         <application>\n        <meta-data android:name=\"{DECLARED}\" android:value=\"true\" />\n    \
         </application>\n</manifest>\n"
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use roxmltree::Document;

    use super::*;
    use crate::shell;

    const ANDROID: &str = "http://schemas.android.com/apk/res/android";

    #[test]
    fn manifest_names_each_package_that_a_rule_asks_for_and_what_the_collector_reads() {
        let packages = packages();
        for known in ["com.topjohnwu.magisk", "com.anydesk.anydeskandroid", "com.lbe.parallel"] {
            assert!(packages.contains(known), "{known}");
        }
        assert!(packages.iter().all(|name| name.contains('.') && !name.contains(' ')));
        let text = manifest(&packages);
        let document = Document::parse(&text).unwrap();
        let of = |tag: &str| -> BTreeSet<String> {
            let nodes = document.descendants().filter(|node| node.has_tag_name(tag));
            nodes.filter_map(|node| node.attribute((ANDROID, "name"))).map(String::from).collect()
        };
        assert_eq!(of("package"), packages.iter().copied().map(String::from).collect());
        assert_eq!(of("action"), SERVICES.map(String::from).into());
        assert_eq!(of("uses-permission"), PERMISSIONS.map(String::from).into());
        let collector = "bindings/android/src/main/kotlin/dev/yufu/android/AppQuestions.kt";
        let collector = fs::read_to_string(shell::root().join(collector)).unwrap();
        assert!(collector.contains(&format!("QUERIES = \"{DECLARED}\"")));
        assert_eq!(of("meta-data"), [DECLARED.to_owned()].into());
    }
}
