//! What an app links: an AAR (developer.android.com/studio/projects/android-library#aar-contents).

use crate::archive::{self, Files};

/// The oldest Android that it runs on.
pub const MINIMUM: &str = "21";

/// The package that Android names it by.
pub const PACKAGE: &str = "dev.yufu";

/// The rules in the repository, which a shrinker of jars finds by their place.
pub const RULES: &str = "META-INF/proguard/yufu.pro";

/// It asks for no permission and declares nothing.
fn manifest() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <manifest xmlns:android=\"http://schemas.android.com/apk/res/android\" package=\"{PACKAGE}\">\n    \
         <uses-sdk android:minSdkVersion=\"{MINIMUM}\" />\n\
         </manifest>\n"
    )
}

/// An AAR of these classes, of these rules for whoever shrinks them, and of the library of each ABI.
pub fn assemble(classes: &Files, rules: &[u8], libraries: &Files) -> Result<Vec<u8>, String> {
    let mut files = Files::from([
        ("AndroidManifest.xml".into(), manifest().into_bytes()),
        // It has no resources.
        ("R.txt".into(), Vec::new()),
        ("classes.jar".into(), archive::write(classes)?),
        ("proguard.txt".into(), rules.to_vec()),
    ]);
    for (abi, library) in libraries {
        files.insert(format!("jni/{abi}/{}", super::LIBRARY), library.clone());
    }
    archive::write(&files)
}
