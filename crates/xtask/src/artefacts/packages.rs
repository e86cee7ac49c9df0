//! Checks of what an app links: the AAR, the jar, and the repository around them.

use super::maven::Expected;
use super::{Row, aar, inside, maven};
use crate::android::{self, facts, maven::stem, package};
use crate::archive::{self, Files};

/// Each published artefact, its size, and what does not hold of it.
pub fn rows() -> Result<Vec<Row>, String> {
    let repository = archive::folder(&package::repository(), |_| true)?;
    let expected = [
        Expected {
            name: "yufu",
            packaging: "aar",
            sources: ".kt",
            dependencies: package::needed(&package::IN_AAR)?,
        },
        Expected {
            name: facts::NAME,
            packaging: "aar",
            sources: "AndroidManifest.xml",
            dependencies: vec![facts::needed()],
        },
        Expected {
            name: "yufu-okhttp",
            packaging: "jar",
            sources: ".kt",
            dependencies: package::needed(&["okhttp"])?,
        },
    ];
    let file = |end: &str| repository.get(end).map(Vec::as_slice).unwrap_or_default();
    let (aar, jar) = (format!("{}.aar", stem("yufu")), format!("{}.jar", stem("yufu-okhttp")));
    let of_aar = aar::faults(file(&aar), &android::usual(), &libraries()?, &package::rules()?);
    let of_jar = match archive::read(file(&jar)) {
        Ok((classes, _)) => aar::classes(&classes),
        Err(why) => vec![why],
    };
    let of_facts = format!("{}.aar", stem(facts::NAME));
    let same = file(&of_facts) == facts::aar()?;
    let facts = if same { Vec::new() } else { vec!["it is not what the rules ask for".into()] };
    let mut of_all = maven::faults(&repository, &expected);
    for (name, bytes) in &repository {
        of_all.extend(of_this_machine(name, bytes));
    }
    let row = |name: &str, bytes: usize, faults| Row {
        name: name.into(),
        bytes: bytes as u64,
        faults,
        ..Row::default()
    };
    Ok(vec![
        row("yufu.aar", file(&aar).len(), of_aar),
        row("yufu-facts.aar", file(&of_facts).len(), facts),
        row("yufu-okhttp.jar", file(&jar).len(), of_jar),
        row("Maven layout", repository.values().map(Vec::len).sum(), of_all),
    ])
}

/// What a file or a file of an archive says of this machine.
fn of_this_machine(name: &str, bytes: &[u8]) -> Vec<String> {
    let packed = archive::read(bytes).map(|(files, _)| files).unwrap_or_default();
    let of = |(name, bytes): (&String, &Vec<u8>)| of_this_machine(name, bytes);
    let own = inside(bytes).into_iter().map(|fault| format!("{name}: {fault}"));
    own.chain(packed.iter().flat_map(of)).collect()
}

/// The library of each ABI that was built.
fn libraries() -> Result<Files, String> {
    let built = archive::folder(&android::jni(), |path| path.ends_with(android::LIBRARY))?;
    let abi = |path: &str| path.split('/').next().unwrap_or_default().to_owned();
    Ok(built.into_iter().map(|(path, bytes)| (abi(&path), bytes)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell;

    #[test]
    fn a_folder_of_this_machine_is_found_inside_an_archive_in_an_archive() {
        let path = shell::root().display().to_string().into_bytes();
        let inner = archive::write(&Files::from([("a.html".into(), path)])).unwrap();
        let outer = archive::write(&Files::from([("a.jar".into(), inner)])).unwrap();
        assert!(of_this_machine("a.aar", &outer).join("\n").contains("a.html: it holds"));
        assert!(of_this_machine("a.aar", b"nothing").is_empty());
    }
}
