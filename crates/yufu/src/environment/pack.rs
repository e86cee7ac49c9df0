//! Rule packs: which rules there are. A verifier expects one finding for each rule of the pack that
//! it has on record, so a report can't leave one out.

use yufu_protocol::id::EvidenceDigest;
use yufu_protocol::report::{Confidence, Finding, Layer, Severity, State};

use super::evidence::{Capture, Part};
use super::rule::{Check, Rule};

/// A list of rules with a name and a version.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The pack's name.
    pub id: &'static str,
    /// Its version; grows with every change of a rule.
    pub version: u32,
    /// Its rules, in the order of their codes.
    pub rules: &'static [Rule],
}

impl Pack {
    /// The pack that is compiled in: Linux and what Android shares with it.
    #[must_use]
    pub fn embedded() -> Self {
        Self { id: "yufu-linux", version: 1, rules: RULES }
    }

    /// The rule of a finding.
    #[must_use]
    pub fn rule(&self, code: &str) -> Option<&'static Rule> {
        self.rules.iter().find(|rule| rule.code == code)
    }

    /// Judges a capture: one finding for each rule, in the order of their codes. `with_text` adds
    /// the evidence in words to its digest.
    #[must_use]
    pub fn judge(&self, capture: &Capture, with_text: bool) -> Vec<Finding> {
        self.rules.iter().map(|rule| rule.judge(capture, with_text)).collect()
    }
}

impl Rule {
    fn judge(&self, capture: &Capture, with_text: bool) -> Finding {
        let outcome = self.check.judge(capture);
        let found = outcome.state == State::Detected;
        let evidence = outcome.evidence.join("\n");
        Finding {
            code: self.code.to_owned(),
            category: self.category.to_owned(),
            severity: self.severity,
            confidence: self.confidence,
            state: outcome.state,
            layer: Layer::Native,
            evidence: found
                .then(|| EvidenceDigest::from_bytes(yufu_sm::sm3::hash(evidence.as_bytes()))),
            text: (found && with_text).then(|| shorten(evidence)),
            micros: capture.micros.get(&self.check.part()).copied().unwrap_or(0),
        }
    }
}

impl Check {
    /// The part of a capture that this looks at.
    fn part(&self) -> Part {
        match self {
            Self::ProcessTracer | Self::Root => Part::Process,
            Self::TaskTracer | Self::TaskName(_) => Part::Tasks,
            Self::LoaderVariable | Self::SystemPreload => Part::Loader,
            Self::ForeignEntryPoint | Self::ChangedEntryPoint => Part::EntryPoints,
            Self::ChangedCode => Part::Code,
            Self::MappedName(_) | Self::WritableCode(_) => Part::Maps,
            Self::Hypervisor | Self::Container => Part::Machine,
        }
    }
}

/// Cuts a text to what a report takes.
fn shorten(mut text: String) -> String {
    let mut end = text.len().min(yufu_protocol::report::MAX_TEXT_LEN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
    text
}

const RULES: &[Rule] = &[
    Rule {
        code: "debugger.task_tracer",
        category: "debugger",
        severity: Severity::High,
        confidence: Confidence::High,
        clause: "X 5.3.3a",
        mastg: "MASTG-TEST-0046",
        title_en: "a single thread is traced",
        title_zh: "单个线程被跟踪",
        check: Check::TaskTracer,
    },
    Rule {
        code: "debugger.tracer",
        category: "debugger",
        severity: Severity::High,
        confidence: Confidence::High,
        clause: "X 5.3.3a",
        mastg: "MASTG-TEST-0046",
        title_en: "the process is traced by a debugger",
        title_zh: "进程正被调试器跟踪",
        check: Check::ProcessTracer,
    },
    Rule {
        code: "emulator.container",
        category: "emulator",
        severity: Severity::Info,
        confidence: Confidence::High,
        clause: "X 5.3.4b",
        mastg: "MASTG-TEST-0049",
        title_en: "the process runs in a container",
        title_zh: "进程运行于容器中",
        check: Check::Container,
    },
    Rule {
        code: "emulator.hypervisor",
        category: "emulator",
        severity: Severity::Info,
        confidence: Confidence::High,
        clause: "X 5.3.4b",
        mastg: "MASTG-TEST-0049",
        title_en: "the machine is virtual",
        title_zh: "设备为虚拟机",
        check: Check::Hypervisor,
    },
    Rule {
        code: "hook.changed_code",
        category: "hook",
        severity: Severity::High,
        confidence: Confidence::High,
        clause: "X 5.3.3a",
        mastg: "MASTG-TEST-0050",
        title_en: "code of the program or of the C library was changed in memory",
        title_zh: "程序或C库的内存代码被修改",
        check: Check::ChangedCode,
    },
    Rule {
        code: "hook.changed_entry_point",
        category: "hook",
        severity: Severity::High,
        confidence: Confidence::High,
        clause: "X 5.3.3a",
        mastg: "MASTG-TEST-0050",
        title_en: "a function of the C library begins with foreign code",
        title_zh: "C库函数入口被挂钩",
        check: Check::ChangedEntryPoint,
    },
    Rule {
        code: "hook.foreign_entry_point",
        category: "hook",
        severity: Severity::High,
        confidence: Confidence::Medium,
        clause: "X 5.3.3a",
        mastg: "MASTG-TEST-0050",
        title_en: "another library stands in for the C library",
        title_zh: "其他库取代了C库函数",
        check: Check::ForeignEntryPoint,
    },
    Rule {
        code: "hook.frida_map",
        category: "hook",
        severity: Severity::High,
        confidence: Confidence::High,
        clause: "X 5.3.3a",
        mastg: "MASTG-TEST-0048",
        title_en: "Frida is mapped into the process",
        title_zh: "进程中映射了Frida",
        check: Check::MappedName(&[
            &["frida", "agent"],
            &["frida", "gadget"],
            &["libfrida", "agent"],
            &["libfrida", "gadget"],
            &["fridagadget"],
            &["frida", "helper"],
        ]),
    },
    Rule {
        code: "hook.frida_thread",
        category: "hook",
        severity: Severity::High,
        confidence: Confidence::High,
        clause: "X 5.3.3a",
        mastg: "MASTG-TEST-0048",
        title_en: "a thread of Frida runs in the process",
        title_zh: "进程中有Frida线程",
        check: Check::TaskName(&["gum-js-loop", "pool-frida", "pool-spawner", "linjector"]),
    },
    Rule {
        code: "hook.loader_variable",
        category: "hook",
        severity: Severity::Medium,
        confidence: Confidence::Medium,
        clause: "X 5.3.3a",
        mastg: "MASTG-TEST-0048",
        title_en: "a library was preloaded by an environment variable",
        title_zh: "环境变量预加载了动态库",
        check: Check::LoaderVariable,
    },
    Rule {
        code: "hook.system_preload",
        category: "hook",
        severity: Severity::Medium,
        confidence: Confidence::Medium,
        clause: "X 5.3.3a",
        mastg: "MASTG-TEST-0048",
        title_en: "the system forces a library into every process",
        title_zh: "系统为所有进程强制加载动态库",
        check: Check::SystemPreload,
    },
    Rule {
        code: "hook.writable_code",
        category: "hook",
        severity: Severity::Medium,
        confidence: Confidence::Low,
        clause: "X 5.3.3a",
        mastg: "MASTG-TEST-0048",
        title_en: "memory without a file is writable and executable",
        title_zh: "存在可写可执行的匿名内存",
        check: Check::WritableCode(16 << 10),
    },
    Rule {
        code: "root.uid",
        category: "root",
        severity: Severity::Info,
        confidence: Confidence::High,
        clause: "X 5.3.4a",
        mastg: "MASTG-TEST-0045",
        title_en: "the process runs as root",
        title_zh: "进程以root身份运行",
        check: Check::Root,
    },
];

#[cfg(test)]
mod tests {
    use super::super::evidence::{Cause, FORMAT, Platform, Reading};
    use super::*;

    fn unobservable() -> Capture {
        Capture {
            format: FORMAT,
            platform: Platform::Linux,
            architecture: "x86_64".to_owned(),
            process: Reading::Unobservable(Cause::Denied),
            tasks: Reading::Unobservable(Cause::OutOfTime),
            loader: Reading::Unobservable(Cause::Missing),
            maps: Reading::Unobservable(Cause::Denied),
            entry_points: Reading::Unobservable(Cause::Unsupported),
            code: Reading::Unobservable(Cause::Failed),
            machine: Reading::Unobservable(Cause::TooLarge),
            micros: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn rules_stand_in_the_order_of_their_codes() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
        for rule in RULES {
            assert!(rule.code.starts_with(&format!("{}.", rule.category)));
        }
    }

    #[test]
    fn what_was_not_read_is_never_suspicion() {
        for finding in Pack::embedded().judge(&unobservable(), true) {
            assert_eq!(finding.state, State::Unobservable, "{}", finding.code);
            assert_eq!((finding.evidence, finding.text), (None, None));
        }
    }

    #[test]
    fn what_can_not_be_understood_is_an_error_and_no_suspicion() {
        let mut capture = unobservable();
        capture.process = Reading::Malformed;
        capture.maps = Reading::Malformed;
        let findings = Pack::embedded().judge(&capture, true);
        let errors = findings.iter().filter(|f| f.state == State::Error).map(|f| f.code.as_str());
        assert_eq!(
            errors.collect::<Vec<_>>(),
            ["debugger.tracer", "hook.frida_map", "hook.writable_code", "root.uid"]
        );
        assert!(findings.iter().all(|finding| finding.state != State::Detected));
    }

    #[test]
    fn text_is_given_only_when_asked_for() {
        let mut capture = unobservable();
        capture.process =
            Reading::Seen(super::super::evidence::Process { tracer_pid: 7, uid: 1000 });
        let tracer = |with_text| {
            let findings = Pack::embedded().judge(&capture, with_text);
            findings.into_iter().find(|finding| finding.code == "debugger.tracer").unwrap()
        };
        assert_eq!(tracer(true).text.as_deref(), Some("TracerPid 7"));
        assert_eq!(tracer(false).text, None);
        let digest = EvidenceDigest::from_bytes(yufu_sm::sm3::hash(b"TracerPid 7"));
        assert_eq!(tracer(false).evidence, Some(digest));
    }
}
