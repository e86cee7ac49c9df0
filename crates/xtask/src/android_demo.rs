//! `android-demo`: the demo app as a signed APK, without Gradle and Android's SDK, and a look into it.

mod apk;
mod judge;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use clap::Args;

use crate::{Outcome, android, cross, report, shell, tools};

/// The lowest and the targeted level of Android's API.
const LEVELS: [&str; 2] = ["21", "35"];

/// The host that runs an emulator, as the phone in it sees it, and where `yufu serve` listens.
const HOST: &str = "10.0.2.2:8089";

/// Where the app finds its bank.
#[derive(Args)]
pub struct Bank {
    /// The gateway's host and port, as the phone sees them
    #[arg(long, value_name = "HOST:PORT", default_value = HOST)]
    authority: String,
    /// The file root.pub of the gateway; without it the app trusts no bank
    #[arg(long, value_name = "FILE")]
    root: Option<PathBuf>,
}

impl Default for Bank {
    fn default() -> Self {
        Self { authority: HOST.into(), root: None }
    }
}

/// Builds the APK and checks it.
pub fn run(bank: &Bank) -> Outcome {
    let started = Instant::now();
    let folder = folder();
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let libraries = libraries()?;

    report::step("classes and resources");
    let jars = compile()?;
    let base = link(bank, &folder)?;

    report::step("shrunk by R8");
    let dex = shrink(&jars, &folder)?;

    report::step("packed and signed");
    let unsigned = folder.join("unsigned.apk");
    apk::pack(&unsigned, &base, &dex, &libraries)?;
    let signed = apk();
    sign(&unsigned, &signed, &folder)?;
    for file in [&unsigned, &base] {
        let _ = fs::remove_file(file);
    }

    report::step("checked");
    let mut held = true;
    for (what, faults) in checks()? {
        report::verdict(faults.is_empty(), what);
        faults.iter().for_each(|fault| eprintln!("   {fault}"));
        held &= faults.is_empty();
    }
    let size = fs::metadata(&signed).map_err(|error| error.to_string())?.len();
    let minutes = report::minutes(started.elapsed());
    report::verdict(held, &format!("{} KB in {minutes} minutes", size.div_ceil(1000)));
    println!("{}", signed.display());
    Ok(held)
}

fn folder() -> PathBuf {
    cross::artefacts().join("android-demo")
}

/// Where the APK lies.
pub fn apk() -> PathBuf {
    folder().join("yufu-demo.apk")
}

/// What is looked at in the APK that was built, and what of it does not hold.
pub fn checks() -> Result<[(&'static str, Vec<String>); 5], String> {
    let libraries = libraries()?;
    let abis: Vec<&str> = libraries.iter().map(|(abi, _)| abi.as_str()).collect();
    judge::run(&apk(), &aapt2(), &abis)
}

fn demo() -> PathBuf {
    shell::root().join("android-demo")
}

fn aapt2() -> PathBuf {
    demo().join("target/aapt2/prebuilt/linux/aapt2")
}

/// The libraries that `android` has made, by ABI.
fn libraries() -> Result<Vec<(String, PathBuf)>, String> {
    let none = "no library for Android: cargo xtask android arm64-v8a";
    let entries = fs::read_dir(android::jni()).map_err(|_| none)?;
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let abi = entry.ok()?;
            let library = abi.path().join(android::LIBRARY);
            library.is_file().then_some((abi.file_name().into_string().ok()?, library))
        })
        .collect();
    found.sort();
    if found.is_empty() { Err(none.into()) } else { Ok(found) }
}

/// What is shrunk, and Android's own classes.
struct Jars {
    program: Vec<PathBuf>,
    android: Vec<PathBuf>,
}

fn compile() -> Result<Jars, String> {
    let mut maven = shell::program("mvn");
    maven.args(["--batch-mode", "--quiet", "-Dmaven.test.skip=true", "--also-make"]);
    maven.args(["--projects", "../android-demo", "--file", "bindings", "package"]);
    must(&mut maven, "the app was not compiled")?;
    let listed = |name: &str| {
        let list = demo().join("target").join(name);
        let text = fs::read_to_string(&list);
        let text = text.map_err(|error| format!("{}: {error}", list.display()))?;
        Ok::<Vec<_>, String>(text.trim().split(':').map(PathBuf::from).collect())
    };
    let mut program = listed("program.classpath")?;
    program.push(demo().join("target/yufu-android-demo-0.1.0.jar"));
    Ok(Jars { program, android: listed("android.classpath")? })
}

/// Links the resources once more, with the bank's address and root key in the place of the ones there.
fn link(bank: &Bank, folder: &Path) -> Result<PathBuf, String> {
    let values = folder.join("bank/values");
    fs::create_dir_all(&values).map_err(|error| error.to_string())?;
    let root = match &bank.root {
        Some(file) => {
            fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?
        }
        None => {
            eprintln!("   it trusts no bank: --root FILE");
            String::new()
        }
    };
    fs::write(values.join("bank.xml"), bank_resources(&bank.authority, &root)?)
        .map_err(|error| error.to_string())?;
    let compiled = folder.join("bank.zip");
    let mut aapt = Command::new(aapt2());
    aapt.arg("compile").arg("--dir").arg(folder.join("bank")).arg("-o").arg(&compiled);
    must(&mut aapt, "the bank's resources were not compiled")?;
    let base = folder.join("base.apk");
    let mut aapt = Command::new(aapt2());
    aapt.args(["link", "--min-sdk-version", LEVELS[0], "--target-sdk-version", LEVELS[1]]);
    aapt.args(["--version-code", "1", "--version-name", env!("CARGO_PKG_VERSION"), "--manifest"]);
    aapt.arg(demo().join("app/src/main/AndroidManifest.xml"));
    aapt.arg("-I").arg(demo().join("target/aapt2/prebuilt/android-framework.jar"));
    aapt.arg("-R").arg(&compiled).arg("-o").arg(&base).arg(demo().join("target/resources.zip"));
    must(&mut aapt, "the resources were not linked")?;
    fs::remove_dir_all(folder.join("bank")).map_err(|error| error.to_string())?;
    fs::remove_file(compiled).map_err(|error| error.to_string())?;
    Ok(base)
}

fn bank_resources(authority: &str, root: &str) -> Result<String, String> {
    let root: String = root.lines().filter(|line| !line.starts_with('-')).collect();
    let plain = |text: &str, more: &str| {
        text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    if !plain(authority, ".:-[]") || !plain(&root, "+/=") {
        return Err("the bank's host or root key has another form".into());
    }
    Ok(format!(
        "<resources>\n<string name=\"bank_authority\">{authority}</string>\n\
         <string name=\"bank_root\">{root}</string>\n</resources>\n"
    ))
}

fn shrink(jars: &Jars, folder: &Path) -> Result<PathBuf, String> {
    let dex = folder.join("dex");
    fs::create_dir_all(&dex).map_err(|error| error.to_string())?;
    let mut java = shell::program("java");
    java.arg("-Xmx1500m").arg("-cp").arg(tools::java().join("r8-9.4.34.jar"));
    java.args(["com.android.tools.r8.R8", "--release", "--min-api", LEVELS[0]]);
    for jar in &jars.android {
        java.arg("--lib").arg(jar);
    }
    // What Android's jar leaves to the platform's own: java.lang and the like.
    java.arg("--lib").arg(java_home()?);
    for rules in ["app/proguard-rules.pro", "target/resources.pro"] {
        java.arg("--pg-conf").arg(demo().join(rules));
    }
    for (number, rules) in apk::rules(&jars.program)?.into_iter().enumerate() {
        let file = folder.join(format!("rules-{number}.pro"));
        fs::write(&file, rules).map_err(|error| error.to_string())?;
        java.arg("--pg-conf").arg(file);
    }
    java.arg("--pg-map-output").arg(folder.join("mapping.txt"));
    java.arg("--output").arg(&dex);
    java.args(&jars.program);
    must(&mut java, "R8 failed")?;
    Ok(dex)
}

fn java_home() -> Result<PathBuf, String> {
    let mut java = shell::program("java");
    // It says so on standard error, with its other settings.
    let said = java.args(["-XshowSettings:properties", "-version"]).output();
    let said = said.map_err(|error| error.to_string())?.stderr;
    let said = String::from_utf8_lossy(&said);
    let home = said.lines().find_map(|line| line.trim().strip_prefix("java.home = "));
    home.map(PathBuf::from).ok_or_else(|| "java does not say where it lives".into())
}

/// Signs with a key that is made now and kept beside the APK: it proves nothing but that signing works.
fn sign(unsigned: &Path, signed: &Path, folder: &Path) -> Result<(), String> {
    let store = folder.join("test-key.p12");
    let mut keytool = shell::program("keytool");
    keytool.args(["-genkeypair", "-storetype", "PKCS12", "-storepass", "for-tests", "-alias"]);
    keytool.args(["test", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "365"]);
    keytool.args(["-dname", "CN=Yufu demo, OU=test key", "-keystore"]).arg(&store);
    must(&mut keytool, "no key was made")?;
    let mut apksigner = shell::program("apksigner");
    apksigner.args(["sign", "--ks-pass", "pass:for-tests", "--min-sdk-version", LEVELS[0]]);
    apksigner.args(["--v1-signing-enabled", "true", "--v2-signing-enabled", "true"]);
    apksigner.args(["--v3-signing-enabled", "true", "--v4-signing-enabled", "false"]);
    apksigner.arg("--ks").arg(store).arg("--out").arg(signed).arg(unsigned);
    must(&mut apksigner, "it was not signed")
}

fn must(command: &mut Command, otherwise: &str) -> Result<(), String> {
    if shell::passes(command)? { Ok(()) } else { Err(otherwise.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bank_of_another_form_is_no_resource() {
        let pem = "-----BEGIN PUBLIC KEY-----\nAAAA\nBB==\n-----END PUBLIC KEY-----\n";
        let text = bank_resources("bank.example:443", pem).unwrap();
        assert!(text.contains(">AAAABB==<") && text.contains(">bank.example:443<"), "{text}");
        assert!(bank_resources("bank<", "").is_err());
        assert!(bank_resources("bank", "</string>").is_err());
    }
}
