//! What a signed APK must be.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{LEVELS, apk};
use crate::shell;

/// Checks an APK, and that its signature breaks with one byte: what was looked at, and what of it does
/// not hold.
pub fn run(
    signed: &Path,
    aapt2: &Path,
    abis: &[&str],
) -> Result<[(&'static str, Vec<String>); 5], String> {
    let badging = said(Command::new(aapt2).args(["dump", "badging"]).arg(signed))?;
    let tree = said(
        Command::new(aapt2).args(["dump", "xmltree", "--file", "AndroidManifest.xml"]).arg(signed),
    )?;
    Ok([
        ("manifest", badges(&badging, abis)),
        ("exports", exports(&tree)),
        ("alignment", apk::misplaced(signed)?),
        ("classes", classes(signed)?),
        ("signature", signature(signed)?),
    ])
}

fn said(command: &mut Command) -> Result<String, String> {
    shell::output(command)
        .ok_or_else(|| format!("{} failed", command.get_program().to_string_lossy()))
}

fn badges(badging: &str, abis: &[&str]) -> Vec<String> {
    let has = |line: &str| badging.lines().any(|found| found.starts_with(line));
    let mut wanted = vec![
        "package: name='dev.yufu.demo'".to_owned(),
        format!("minSdkVersion:'{}'", LEVELS[0]),
        format!("targetSdkVersion:'{}'", LEVELS[1]),
        "launchable-activity: name='dev.yufu.demo.MainActivity'".to_owned(),
        "application-label-zh:'鱼符示例'".to_owned(),
    ];
    let mut faults: Vec<_> = wanted.drain(..).filter(|line| !has(line)).collect();
    let native = badging.lines().find(|line| line.starts_with("native-code:")).unwrap_or_default();
    faults.extend(abis.iter().filter(|abi| !native.contains(*abi)).map(|abi| format!("no {abi}")));
    let permissions = badging.lines().filter(|line| line.starts_with("uses-permission"));
    let foreign = permissions.filter(|line| !line.contains("'android.permission.INTERNET'"));
    faults.extend(foreign.map(String::from));
    let debuggable = badging.lines().filter(|line| line.contains("debuggable"));
    faults.extend(debuggable.map(String::from));
    faults
}

/// The launcher alone is exported, and nothing may be backed up.
fn exports(tree: &str) -> Vec<String> {
    let mut exported = Vec::new();
    let mut name = "";
    for line in tree.lines().map(str::trim) {
        if line.starts_with("E: ") {
            name = "";
        }
        if line.contains("android:name(") {
            name = line.split('"').nth(1).unwrap_or_default();
        }
        if line.contains("android:exported(") && line.ends_with("=true") {
            exported.push(name);
        }
    }
    let mut faults = Vec::new();
    if exported != [".MainActivity"] {
        faults.push(format!("exported: {}", exported.join(", ")));
    }
    let refuses =
        |line: &str| line.contains("android:allowBackup(") && line.trim().ends_with("=false");
    if !tree.lines().any(refuses) {
        faults.push("it may be backed up".into());
    }
    faults
}

/// The classes are whole, shrunk, and still have the natives under the names that the library binds.
fn classes(signed: &Path) -> Result<Vec<String>, String> {
    let mut dexdump = shell::program("dexdump");
    let text = said(dexdump.arg("-f").arg(signed))?;
    let mut faults = Vec::new();
    for kept in ["Ldev/yufu/Natives;", "Ldev/yufu/Errors;", "Ldev/yufu/demo/MainActivity;"] {
        if !text.contains(kept) {
            faults.push(format!("{kept} is gone"));
        }
    }
    for shrunk in ["Ldev/yufu/demo/bank/Teller;", "Lokhttp3/OkHttpClient;", "Lorg/robolectric"] {
        let descriptor = format!("Class descriptor  : '{shrunk}");
        if text.contains(&descriptor) {
            faults.push(format!("{shrunk} was neither renamed nor removed"));
        }
    }
    Ok(faults)
}

fn signature(signed: &Path) -> Result<Vec<String>, String> {
    let verify = |file: &Path| {
        let mut apksigner = shell::program("apksigner");
        apksigner.args(["verify", "--verbose", "--min-sdk-version", LEVELS[0]]).arg(file);
        shell::output(&mut apksigner)
    };
    let text = verify(signed).unwrap_or_default();
    let schemes = ["v1 scheme (JAR signing)", "v2 scheme", "v3 scheme"];
    let holds =
        |scheme: &str| text.lines().any(|line| line.contains(scheme) && line.ends_with(": true"));
    let mut faults: Vec<_> = schemes
        .iter()
        .filter(|scheme| !holds(scheme))
        .map(|scheme| format!("no {scheme}"))
        .collect();
    let mut bytes = fs::read(signed).map_err(|error| error.to_string())?;
    let middle = bytes.len() / 2;
    if let Some(byte) = bytes.get_mut(middle) {
        *byte ^= 1;
    }
    let changed = signed.with_extension("changed");
    fs::write(&changed, bytes).map_err(|error| error.to_string())?;
    if verify(&changed).is_some() {
        faults.push("a changed byte passed".into());
    }
    fs::remove_file(changed).map_err(|error| error.to_string())?;
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BADGING: &str = "package: name='dev.yufu.demo' versionCode='1'\nminSdkVersion:'21'\n\
        targetSdkVersion:'35'\nuses-permission: name='android.permission.INTERNET'\n\
        application-label-zh:'鱼符示例'\n\
        launchable-activity: name='dev.yufu.demo.MainActivity'\nnative-code: 'arm64-v8a'\n";
    const TREE: &str = "E: application (line=1)\n  A: x:android:allowBackup(0x01)=false\n\
        E: activity (line=2)\n A: x:android:name(0x01)=\".MainActivity\" (Raw)\n \
        A: x:android:exported(0x01)=true\n";

    #[test]
    fn a_sound_manifest_has_no_fault() {
        assert_eq!(badges(BADGING, &["arm64-v8a"]), Vec::<String>::new());
        assert_eq!(exports(TREE), Vec::<String>::new());
    }

    #[test]
    fn each_doctored_manifest_fails() {
        let lines =
            ["application-debuggable\n", "uses-permission: name='android.permission.CAMERA'\n"];
        for line in lines {
            assert_eq!(badges(&format!("{BADGING}{line}"), &["arm64-v8a"]).len(), 1, "{line}");
        }
        assert_eq!(badges(BADGING, &["x86_64"]), ["no x86_64"]);
        assert_eq!(badges(&BADGING.replace("'35'", "'30'"), &[]).len(), 1);
        assert_eq!(exports(&TREE.replace("exported(0x01)=true", "exported(0x01)=false")).len(), 1);
        assert_eq!(
            exports(&TREE.replace("allowBackup(0x01)=false", "allowBackup(0x01)=true")).len(),
            1
        );
        let more = format!(
            "{TREE}E: service\n A: x:android:name(0)=\"a\"\n A: x:android:exported(0)=true\n"
        );
        assert_eq!(exports(&more), ["exported: .MainActivity, a"]);
    }
}
