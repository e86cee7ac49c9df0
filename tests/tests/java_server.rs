//! The Spring Boot filter against a running gateway and requests that the client half signed.

use std::path::Path;
use std::process::Command;

use yufu_gateway::{Config, Gateway};
use yufu_tests::bank;

#[test]
fn spring_boot_service_accepts_what_the_client_signed_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    let config = Config {
        listen: ([127, 0, 0, 1], 0).into(),
        packs: vec![bank::pack()],
        sandbox: true,
        ..Config::new(&keys)
    };
    let gateway = Gateway::start(config).unwrap();

    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bindings/java-server");
    let output = Command::new("mvn")
        .args(["--batch-mode", "--quiet", "test"])
        .arg(format!("-Dyufu.signer={}", env!("CARGO_BIN_EXE_signer")))
        .arg(format!("-Dyufu.gateway=http://{}", gateway.address()))
        .env("YUFU_GATEWAY", gateway.address().to_string())
        .env("YUFU_ROOT", keys.join("root.pub"))
        .current_dir(project)
        .output()
        .expect("Maven runs");
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
