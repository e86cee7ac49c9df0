//! Checks of an AAR.

use roxmltree::Document;

use crate::android::LIBRARY;
use crate::android::aar::{MINIMUM, PACKAGE};
use crate::archive::{self, Files};

/// The namespace of Android's attributes.
const ANDROID: &str = "http://schemas.android.com/apk/res/android";

/// Every class file starts with this (JVM specification 4.1).
const MAGIC: [u8; 4] = [0xca, 0xfe, 0xba, 0xbe];

/// The class files of Java 8, all that Android 5 reads.
const JAVA_8: [u8; 4] = [0, 0, 0, 52];

/// What an AAR must be, which holds these libraries and these rules.
pub fn faults(bytes: &[u8], abis: &[&str], libraries: &Files, rules: &[u8]) -> Vec<String> {
    match archive::read(bytes) {
        Err(why) => vec![why],
        Ok((files, undated)) => {
            let mut faults = contents(&files, abis, libraries, rules);
            if !undated {
                faults.push("it says when it was made".into());
            }
            faults
        }
    }
}

fn contents(files: &Files, abis: &[&str], libraries: &Files, rules: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |held: bool, what: String| {
        if !held {
            faults.push(what);
        }
    };
    let of = |abi: &str| format!("jni/{abi}/{LIBRARY}");
    for abi in abis {
        must(files.contains_key(&of(abi)), format!("{abi} is missing"));
    }
    for (abi, library) in libraries {
        let held = files.get(&of(abi)).is_none_or(|packed| packed == library);
        must(held, format!("the library of {abi} is not the one that was built"));
    }
    for name in files.keys() {
        let known = ["AndroidManifest.xml", "R.txt", "classes.jar", "proguard.txt"];
        let library = libraries.keys().any(|abi| *name == of(abi));
        must(known.contains(&name.as_str()) || library, format!("it holds {name}"));
    }
    must(files.get("R.txt").is_some_and(Vec::is_empty), "R.txt is not there or not empty".into());
    let same = files.get("proguard.txt").is_some_and(|packed| packed == rules);
    must(same, "proguard.txt is not the repository's".into());
    match files.get("AndroidManifest.xml").map(|bytes| String::from_utf8_lossy(bytes)) {
        None => must(false, "AndroidManifest.xml is missing".into()),
        Some(text) => manifest(&text).into_iter().for_each(|fault| must(false, fault)),
    }
    match files.get("classes.jar").map(|bytes| archive::read(bytes)) {
        Some(Ok((jar, true))) => classes(&jar).into_iter().for_each(|fault| must(false, fault)),
        Some(Ok(_)) => must(false, "classes.jar says when it was made".into()),
        Some(Err(why)) => must(false, format!("classes.jar: {why}")),
        None => must(false, "classes.jar is missing".into()),
    }
    faults
}

fn manifest(text: &str) -> Vec<String> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(why) => return vec![format!("AndroidManifest.xml: {why}")],
    };
    let root = document.root_element();
    let mut faults = Vec::new();
    if root.attribute("package") != Some(PACKAGE) {
        faults.push(format!("its package is not {PACKAGE}"));
    }
    let mut minimum = None;
    for node in root.descendants().filter(|node| node.is_element() && *node != root) {
        match node.tag_name().name() {
            "uses-sdk" => minimum = node.attribute((ANDROID, "minSdkVersion")),
            // A permission, a component, or a setting that would be merged into the app's.
            other => faults.push(format!("the manifest has {other}")),
        }
    }
    if minimum != Some(MINIMUM) {
        faults.push(format!("it does not run from API {MINIMUM} on"));
    }
    faults
}

/// What classes for an app must be.
pub fn classes(jar: &Files) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, bytes) in jar {
        let class = name.starts_with("dev/yufu/") && name.ends_with(".class");
        if !class && !name.ends_with(".kotlin_module") {
            faults.push(format!("classes.jar holds {name}"));
        }
        if class && (bytes.get(..4) != Some(&MAGIC[..]) || bytes.get(4..8) != Some(&JAVA_8[..])) {
            faults.push(format!("{name} is not of Java 8"));
        }
    }
    if !jar.keys().any(|name| name.ends_with(".class")) {
        faults.push("there is no class".into());
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::android::aar::assemble;

    const ABI: &str = "arm64-v8a";
    const RULES: &[u8] = b"-keep class dev.yufu.Natives";

    fn class(version: u8) -> Files {
        let bytes = [&MAGIC[..], &[0, 0, 0, version], b"rest"].concat();
        Files::from([("dev/yufu/Natives.class".into(), bytes)])
    }

    fn library() -> Files {
        Files::from([(ABI.into(), b"ELF".to_vec())])
    }

    fn sound() -> Files {
        archive::read(&assemble(&class(52), RULES, &library()).unwrap()).unwrap().0
    }

    fn found(files: &Files) -> Vec<String> {
        faults(&archive::write(files).unwrap(), &[ABI], &library(), RULES)
    }

    fn only_fault(doctor: impl Fn(&mut Files)) -> String {
        let mut files = sound();
        doctor(&mut files);
        let mut found = found(&files);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }

    fn change(files: &mut Files, name: &str, from: &str, to: &str) {
        let text = String::from_utf8(files[name].clone()).unwrap();
        assert!(text.contains(from), "{text}");
        files.insert(name.into(), text.replace(from, to).into_bytes());
    }

    #[test]
    fn a_sound_aar_has_no_fault() {
        assert_eq!(found(&sound()), Vec::<String>::new());
    }

    #[test]
    fn each_doctored_aar_fails_with_its_reason() {
        let end = "</manifest>";
        let manifest = "AndroidManifest.xml";
        for (added, name) in [
            ("<uses-permission android:name=\"android.permission.INTERNET\" />", "uses-permission"),
            ("<permission android:name=\"p\" />", "permission"),
            ("<application />", "application"),
            ("<queries />", "queries"),
        ] {
            let fault = only_fault(|f| change(f, manifest, end, &format!("{added}{end}")));
            assert_eq!(fault, format!("the manifest has {name}"));
        }
        assert!(only_fault(|f| change(f, manifest, "\"21\"", "\"24\"")).contains("API 21"));
        assert!(only_fault(|f| change(f, manifest, "dev.yufu", "dev.other")).contains("package"));
        assert!(only_fault(|f| change(f, manifest, end, "")).contains("AndroidManifest.xml"));
        assert!(only_fault(|f| drop(f.remove(manifest))).contains("missing"));
        assert!(only_fault(|f| drop(f.remove("R.txt"))).contains("R.txt"));
        assert!(only_fault(|f| drop(f.remove("proguard.txt"))).contains("proguard.txt"));
        assert!(only_fault(|f| f.get_mut("proguard.txt").unwrap().push(b'#')).contains("proguard"));
        let library = format!("jni/{ABI}/{LIBRARY}");
        assert!(only_fault(|f| drop(f.remove(&library))).contains("arm64-v8a is missing"));
        assert!(only_fault(|f| f.get_mut(&library).unwrap().push(0)).contains("not the one"));
        let add = |name: &'static str| move |f: &mut Files| drop(f.insert(name.into(), vec![1]));
        assert!(only_fault(add("jni/mips/libyufu_jni.so")).contains("mips"));
        assert!(only_fault(add("assets/key.pem")).contains("key.pem"));
        assert!(only_fault(add("classes.jar")).contains("classes.jar"));
        assert!(only_fault(|f| drop(f.remove("classes.jar"))).contains("classes.jar"));
    }

    #[test]
    fn each_doctored_jar_fails_with_its_reason() {
        let with = |jar: Files| {
            move |f: &mut Files| drop(f.insert("classes.jar".into(), archive::write(&jar).unwrap()))
        };
        assert!(only_fault(with(class(55))).contains("not of Java 8"));
        assert!(only_fault(with(Files::new())).contains("no class"));
        for name in ["META-INF/proguard/other.pro", "kotlin/Unit.class"] {
            let mut jar = class(52);
            jar.insert(name.into(), class(52).into_values().next().unwrap());
            assert!(only_fault(with(jar)).contains(name));
        }
    }

    #[test]
    fn an_aar_that_says_when_it_was_made_is_found() {
        let mut bytes = archive::write(&sound()).unwrap();
        // The time stands at 10 in each local header and at 12 in each central one (APPNOTE 4.3).
        let at = bytes.windows(4).rposition(|w| w == [b'P', b'K', 1, 2]).unwrap();
        bytes[at + 12] ^= 2;
        assert_eq!(faults(&bytes, &[ABI], &library(), RULES), ["it says when it was made"]);
        assert!(!faults(b"no archive", &[], &library(), RULES).is_empty());
    }
}
