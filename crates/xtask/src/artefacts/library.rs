//! What an Android library has to be.

use std::collections::BTreeMap;

use super::elf::Facts;

/// The API level that a library has to run on.
pub const BASE: u32 = 21;

/// Names of bionic that a library may ask for, with the API level that has them.
const BIONIC: &str = include_str!("bionic.txt");

/// What an ABI's library must be.
pub fn faults(abi: &str, facts: &Facts) -> Vec<String> {
    let mut faults = Vec::new();
    let mut must = |held: bool, what: String| {
        if !held {
            faults.push(what);
        }
    };
    must(facts.machine == abi, format!("it is for {}", facts.machine));
    must(facts.alignment >= 16 << 10, format!("segments lie at {} bytes", facts.alignment));
    must(facts.exports == ["JNI_OnLoad"], format!("it exports {}", facts.exports.join(", ")));
    must(facts.needed.iter().any(|name| name == "libc.so"), "libc.so is not needed".into());
    let bionic = bionic();
    for name in &facts.needed {
        let known = ["libc.so", "libdl.so", "libm.so", "liblog.so"].contains(&name.as_str());
        must(known, format!("it needs {name}"));
    }
    for name in &facts.imports {
        let level = bionic.get(name.as_str());
        let held = level.is_some_and(|level| *level <= BASE);
        must(held, format!("it imports {name}, which API {BASE} lacks or the list does"));
    }
    for name in &facts.weak {
        let held = bionic.contains_key(name.as_str());
        must(held, format!("it imports {name} weakly, which the list lacks"));
    }
    must(facts.relro, "relocated data stays writable (RELRO)".into());
    must(facts.bind_now, "functions are bound late (BIND_NOW)".into());
    must(!facts.text_relocations, "code is relocated (TEXTREL)".into());
    must(!facts.executable_stack, "the stack is executable".into());
    must(!facts.symbols, "it is not stripped".into());
    must(facts.build_id, "it has no build identity".into());
    faults
}

/// The kept list: a name and the API level that has it, a line each.
fn bionic() -> BTreeMap<&'static str, u32> {
    let lines = BIONIC.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(name, level)| Some((name, level.trim().parse().ok()?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::elf;
    use super::*;

    fn sound() -> Facts {
        Facts {
            machine: "arm64-v8a".into(),
            alignment: 16 << 10,
            exports: vec!["JNI_OnLoad".into()],
            imports: vec!["malloc".into()],
            weak: vec!["getrandom".into()],
            needed: vec!["libdl.so".into(), "libc.so".into()],
            relro: true,
            bind_now: true,
            build_id: true,
            ..Facts::default()
        }
    }

    fn only_fault(doctor: impl Fn(&mut Facts)) -> String {
        let mut facts = sound();
        doctor(&mut facts);
        let mut found = faults("arm64-v8a", &facts);
        assert_eq!(found.len(), 1, "{found:?}");
        found.remove(0)
    }

    #[test]
    fn a_sound_library_has_no_fault() {
        assert_eq!(faults("arm64-v8a", &sound()), Vec::<String>::new());
    }

    #[test]
    fn each_doctored_library_fails_with_its_reason() {
        assert_eq!(faults("x86_64", &sound()), ["it is for arm64-v8a"]);
        assert!(only_fault(|f| f.alignment = 4096).contains("4096"));
        assert!(only_fault(|f| f.exports.push("yufu_secret".into())).contains("yufu_secret"));
        assert!(only_fault(|f| f.exports.clear()).contains("exports"));
        assert!(only_fault(|f| f.imports.push("getentropy".into())).contains("getentropy"));
        assert!(only_fault(|f| f.imports.push("no_such_name".into())).contains("no_such_name"));
        assert!(only_fault(|f| f.weak.push("no_such_name".into())).contains("weakly"));
        assert!(only_fault(|f| f.needed.retain(|name| name != "libc.so")).contains("libc.so"));
        assert!(only_fault(|f| f.needed.push("libc.so.6".into())).contains("libc.so.6"));
        assert!(only_fault(|f| f.relro = false).contains("RELRO"));
        assert!(only_fault(|f| f.bind_now = false).contains("BIND_NOW"));
        assert!(only_fault(|f| f.text_relocations = true).contains("TEXTREL"));
        assert!(only_fault(|f| f.executable_stack = true).contains("stack"));
        assert!(only_fault(|f| f.symbols = true).contains("stripped"));
        assert!(only_fault(|f| f.build_id = false).contains("identity"));
    }

    #[test]
    fn the_list_of_bionic_is_read() {
        assert_eq!(bionic().get("malloc"), Some(&21));
        assert!(bionic().len() > 20);
    }

    #[test]
    fn this_program_is_no_library_for_android() {
        let own = fs::read(std::env::current_exe().unwrap()).unwrap();
        let facts = elf::read(&own).unwrap();
        let found = faults("x86_64", &facts).join("\n");
        assert!(found.contains("it needs libc.so.6"), "{found}");
        assert!(found.contains("not stripped"), "{found}");
    }
}
