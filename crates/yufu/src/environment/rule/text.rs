//! Matching one text.

use serde::{Deserialize, Serialize};

/// A text for which one of these patterns holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// It is one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// It begins with one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub starts: Vec<String>,
    /// It holds one of these; the case of ASCII letters does not matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub has: Vec<String>,
    /// The last part of a path holds these words in a row, compared whole and without case: `frida
    /// agent` is in `/memfd:frida-agent-64.so`, not in `libfridagent.so`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Whether it is not one of the above instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
}

impl Text {
    /// Whether there is something to look for, and no pattern that everything matches.
    pub(super) fn can_match(&self) -> bool {
        let Self { is, starts, has, words, not } = self;
        let all = || [starts, has, words, not].into_iter().flatten();
        (all().count() > 0 || !is.is_empty()) && all().all(|pattern| !pattern.is_empty())
    }

    /// Whether `text` is such a text.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.is.iter().any(|pattern| pattern == text)
            || self.starts.iter().any(|pattern| text.starts_with(pattern))
            || self.has.iter().any(|pattern| has(text, pattern))
            || self.words.iter().any(|pattern| has_words(text, pattern))
            || !self.not.is_empty() && !self.not.iter().any(|pattern| pattern == text)
    }
}

fn has(text: &str, pattern: &str) -> bool {
    let windows = text.as_bytes().windows(pattern.len().max(1));
    windows.into_iter().any(|window| window.eq_ignore_ascii_case(pattern.as_bytes()))
}

fn has_words(text: &str, pattern: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_ascii_alphanumeric());
        parts.filter(|part| !part.is_empty()).map(str::to_ascii_lowercase).collect()
    };
    let (text, pattern) = (words(text.rsplit('/').next().unwrap_or_default()), words(pattern));
    !pattern.is_empty() && text.windows(pattern.len()).any(|run| run == pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_whole() {
        for text in ["/memfd:frida-agent-64.so (deleted)", "~/frida-agent.so", "~/x.Frida_Agent"] {
            assert!(has_words(text, "frida agent"), "{text}");
        }
        for text in ["~/libfridagent.so", "/usr/frida-agent/other.so", "~/agent-frida.so", ""] {
            assert!(!has_words(text, "frida agent"), "{text}");
        }
        assert!(has_words("~/libksu.so ksu", "ksu") && !has_words("~/backsup", "ksu"));
    }

    #[test]
    fn each_kind_of_pattern_matches_as_it_says() {
        let text = |json: &str| serde_json::from_str::<Text>(json).unwrap();
        assert!(text(r#"{ "is": ["1"] }"#).matches("1"));
        assert!(!text(r#"{ "is": ["1"] }"#).matches("11"));
        assert!(text(r#"{ "starts": ["/adb/"] }"#).matches("/adb/modules"));
        assert!(!text(r#"{ "starts": ["/adb/"] }"#).matches("/data/adb/"));
        assert!(text(r#"{ "has": ["xposedbridge"] }"#).matches("/x/XposedBridge.jar"));
        assert!(text(r#"{ "not": ["green"] }"#).matches("orange"));
        assert!(!text(r#"{ "not": ["green"] }"#).matches("green"));
    }

    #[test]
    fn patterns_that_match_everything_are_refused() {
        for json in [r#"{}"#, r#"{ "has": [""] }"#, r#"{ "starts": [""] }"#, r#"{ "not": [""] }"#] {
            assert!(!serde_json::from_str::<Text>(json).unwrap().can_match(), "{json}");
        }
    }
}
