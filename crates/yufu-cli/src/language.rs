//! English and Chinese: the language of the environment, as other programs choose it.

use std::fmt;
use std::sync::OnceLock;

use yufu_protocol::strength::Finding;

/// A text in both languages; it prints in the one that is in force.
#[derive(Clone, Copy, Debug, Default)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

/// Pairs an English text with its Chinese one.
pub const fn text(en: &'static str, zh: &'static str) -> Text {
    Text { en, zh }
}

impl Text {
    /// The text in the language in force.
    pub fn get(self) -> &'static str {
        if is_chinese() { self.zh } else { self.en }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.get())
    }
}

/// What is wrong with a secret, in one sentence.
pub fn finding(finding: Finding) -> &'static str {
    if is_chinese() { finding.explain_zh() } else { finding.explain() }
}

/// Whether the first of LC_ALL, LC_MESSAGES and LANG that is set names Chinese.
pub fn is_chinese() -> bool {
    static CHINESE: OnceLock<bool> = OnceLock::new();
    *CHINESE.get_or_init(|| {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(std::env::var_os)
            .find(|value| !value.is_empty())
            .is_some_and(|value| value.to_string_lossy().starts_with("zh"))
    })
}
