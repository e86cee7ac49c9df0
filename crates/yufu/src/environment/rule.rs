//! Rules: pure functions of a capture. They make no system call, so any machine can judge any
//! capture again.

use yufu_protocol::report::{Confidence, Severity, State};

use super::evidence::{Capture, Mapping, Reading};

/// One thing to look for, and how much it weighs if it is there.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Stable name of the finding.
    pub code: &'static str,
    /// Kind of threat: `debugger`, `hook`, `root`, `emulator`.
    pub category: &'static str,
    /// How grave it is where detected.
    pub severity: Severity,
    /// How sure it is where detected.
    pub confidence: Confidence,
    /// The clause that asks for it.
    pub clause: &'static str,
    /// The test of OWASP's MASTG that it answers.
    pub mastg: &'static str,
    /// What is found, in English.
    pub title_en: &'static str,
    /// What is found, in Chinese.
    pub title_zh: &'static str,
    /// How it is looked for.
    pub check: Check,
}

/// A way of looking at a capture. Rule packs choose among these and give the words to look for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Check {
    /// The main thread has a tracer.
    ProcessTracer,
    /// Another thread has a tracer while the main thread has none.
    TaskTracer,
    /// A loader variable was set at start.
    LoaderVariable,
    /// The system forces libraries into every process.
    SystemPreload,
    /// A function of libc resolves to another image.
    ForeignEntryPoint,
    /// A function of libc begins otherwise than in its file, or with a jump if there is no file.
    ChangedEntryPoint,
    /// Code of the program or of libc differs from its file.
    ChangedCode,
    /// The name of a mapped file holds one of these runs of words, compared whole.
    MappedName(&'static [&'static [&'static str]]),
    /// A thread has one of these names, compared whole.
    TaskName(&'static [&'static str]),
    /// A mapping of more than these bytes without a file is writable and executable at once.
    WritableCode(u64),
    /// The effective user is root.
    Root,
    /// The processor or DMI names a hypervisor.
    Hypervisor,
    /// A container runtime left its marks.
    Container,
}

/// What a rule says of a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The state of the finding.
    pub state: State,
    /// What in the capture led to `Detected`; empty otherwise.
    pub evidence: Vec<String>,
}

impl Check {
    /// Judges a capture.
    #[must_use]
    pub fn judge(&self, capture: &Capture) -> Outcome {
        match self {
            Self::ProcessTracer => look(&capture.process, |p| {
                one(p.tracer_pid != 0, || format!("TracerPid {}", p.tracer_pid))
            }),
            Self::TaskTracer => {
                let main = capture.process.seen().map_or(0, |process| process.tracer_pid);
                look(&capture.tasks, |tasks| {
                    let traced = tasks.iter().filter(|t| t.tracer_pid != 0 && main == 0);
                    traced.map(|t| format!("{} TracerPid {}", t.name, t.tracer_pid)).collect()
                })
            }
            Self::LoaderVariable => look(&capture.loader, |loader| {
                let set = loader.variables.iter();
                set.map(|(name, files)| {
                    let unset = if loader.vanished.contains(name) { " (unset since)" } else { "" };
                    format!("{name}={}{unset}", files.join(":"))
                })
                .collect()
            }),
            Self::SystemPreload => look(&capture.loader, |loader| loader.system_wide.clone()),
            Self::ForeignEntryPoint => look(&capture.entry_points, |entries| {
                let foreign = entries.iter().filter(|entry| !entry.in_libc);
                foreign.map(|entry| format!("{} in {}", entry.name, entry.owner)).collect()
            }),
            Self::ChangedEntryPoint => look(&capture.entry_points, |entries| {
                let changed = entries.iter().filter(|entry| match &entry.file {
                    Some(file) => *file != entry.memory,
                    None => is_jump(&capture.architecture, &entry.memory),
                });
                changed.map(|entry| format!("{} begins {}", entry.name, entry.memory)).collect()
            }),
            Self::ChangedCode => look(&capture.code, |codes| {
                let changed = codes.iter().filter(|code| code.changed != 0);
                changed
                    .map(|c| format!("{}: {} of {} bytes", c.image, c.changed, c.bytes))
                    .collect()
            }),
            Self::MappedName(names) => look(&capture.maps, |maps| {
                let named = maps.iter().filter(|m| names.iter().any(|name| holds(&m.path, name)));
                distinct(named.map(|mapping| mapping.path.clone()))
            }),
            Self::TaskName(names) => look(&capture.tasks, |tasks| {
                let named = tasks.iter().filter(|task| names.contains(&task.name.as_str()));
                distinct(named.map(|task| task.name.clone()))
            }),
            Self::WritableCode(limit) => look(&capture.maps, |maps| {
                let writable = maps.iter().filter(|m| is_writable_code(m, *limit));
                writable.map(|m| format!("{} {} bytes", m.permissions, m.size)).collect()
            }),
            Self::Root => {
                look(&capture.process, |p| one(p.uid == 0, || "effective uid 0".to_owned()))
            }
            Self::Hypervisor => look(&capture.machine, |machine| {
                let mut signs = one(machine.hypervisor, || "processor flag".to_owned());
                signs.extend(machine.dmi.iter().filter(|name| is_virtual(name)).cloned());
                signs
            }),
            Self::Container => look(&capture.machine, |machine| machine.container.clone()),
        }
    }
}

/// `Detected` if `signs` finds any in what was read; what was not read is no sign.
fn look<T>(reading: &Reading<T>, signs: impl FnOnce(&T) -> Vec<String>) -> Outcome {
    let (state, evidence) = match reading {
        Reading::Seen(value) => match signs(value) {
            none if none.is_empty() => (State::Clean, none),
            some => (State::Detected, some),
        },
        Reading::Unobservable(_) => (State::Unobservable, Vec::new()),
        Reading::Malformed => (State::Error, Vec::new()),
    };
    Outcome { state, evidence }
}

fn one(is: bool, sign: impl FnOnce() -> String) -> Vec<String> {
    if is { vec![sign()] } else { Vec::new() }
}

fn distinct(signs: impl Iterator<Item = String>) -> Vec<String> {
    signs.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// Whether the file's name holds `run` as whole words in a row: `frida agent` is in
/// `/memfd:frida-agent-64.so`, not in `libfridagent.so`.
fn holds(path: &str, run: &[&str]) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    words.windows(run.len().max(1)).any(|words| words == run)
}

fn is_writable_code(mapping: &Mapping, limit: u64) -> bool {
    mapping.path.is_empty()
        && mapping.size > limit
        && mapping.permissions.contains('w')
        && mapping.permissions.contains('x')
}

/// Whether code begins, in hex, as common inline hooks and breakpoints do.
fn is_jump(architecture: &str, code: &str) -> bool {
    let known: &[&str] = match architecture {
        "x86_64" => &["e9", "ff25", "cc", "48b8"], // jmp, jmp [rip], int3, mov rax
        "aarch64" => &["5000005800021fd6", "5100005820021fd6"], // ldr x16 or x17, #8; br
        _ => &[],
    };
    known.iter().any(|start| code.starts_with(start))
}

fn is_virtual(name: &str) -> bool {
    const MAKERS: [&str; 10] = [
        "QEMU",
        "KVM",
        "VMware",
        "VirtualBox",
        "innotek",
        "Xen",
        "Bochs",
        "Parallels",
        "Virtual Machine",
        "Compute Engine",
    ];
    MAKERS.iter().any(|maker| name.contains(maker))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_whole() {
        let run = ["frida", "agent"];
        for path in ["/memfd:frida-agent-64.so (deleted)", "~/frida-agent.so", "~/x.Frida_Agent"] {
            assert!(holds(path, &run), "{path}");
        }
        for path in ["~/libfridagent.so", "/usr/lib/frida-agent/other.so", "~/agent-frida.so", ""] {
            assert!(!holds(path, &run), "{path}");
        }
    }

    #[test]
    fn small_or_named_writable_code_is_passed_over() {
        let map = |size, permissions: &str, path: &str| Mapping {
            size,
            permissions: permissions.into(),
            path: path.into(),
        };
        assert!(is_writable_code(&map(32 << 10, "rwxp", ""), 16 << 10));
        assert!(!is_writable_code(&map(16 << 10, "rwxp", ""), 16 << 10));
        assert!(!is_writable_code(&map(32 << 10, "r-xp", ""), 16 << 10));
        assert!(!is_writable_code(&map(32 << 10, "rwxp", "/memfd:jit-cache"), 16 << 10));
    }

    #[test]
    fn a_jump_is_known_by_the_captures_own_architecture() {
        assert!(is_jump("x86_64", "e9deadbeef"));
        assert!(is_jump("aarch64", "5000005800021fd600000000"));
        assert!(!is_jump("aarch64", "e9deadbe"));
        assert!(!is_jump("x86_64", "554189f248"));
        assert!(!is_jump("x86_64", ""));
    }
}
