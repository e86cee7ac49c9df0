//! Judging a capture by a test.

use std::collections::BTreeSet;

use yufu_protocol::report::State;

use super::{DarwinTest, MountTest, Outcome, Says, Test, Text};
use crate::environment::evidence::{
    Answer, Capture, Darwin, FactName, FactValue, FileLook, HostFact, Look, Mapping, Mount, Part,
    Property, Reading, Signer,
};

/// Most pieces of evidence that an outcome lists.
const MAX_EVIDENCE: usize = 16;

impl Test {
    /// Judges a capture.
    #[must_use]
    pub fn judge(&self, capture: &Capture) -> Outcome {
        let mut outcome = self.look(capture);
        outcome.evidence.truncate(MAX_EVIDENCE);
        outcome
    }

    fn look(&self, capture: &Capture) -> Outcome {
        match self {
            Self::Any(of) => at_least(1, of, capture),
            Self::All(of) => at_least(of.len(), of, capture),
            Self::AtLeast { count, of } => at_least(*count, of, capture),
            Self::File(names) => files(capture, names, FileLook::exists, |file| file.path.clone()),
            Self::HiddenFile(names) => files(capture, names, FileLook::is_hidden, |file| {
                let call =
                    if file.call == Look::Exists { "exists" } else { "may not be looked at" };
                format!("{} {call} by system call and is missing by libc", file.path)
            }),
            Self::Property { name, value } => property(capture, name, |property| {
                property.values().find(|v| value.matches(v)).map(|v| format!("{name}={v}"))
            }),
            Self::PropertyConflict(names) => {
                let conflict = |property: &Property| {
                    let values: Vec<&str> = property.values().collect();
                    property.is_contradictory().then(|| {
                        format!("{} has the values {}", property.name, values.join(" and "))
                    })
                };
                combine(1, names.iter().map(|name| property(capture, name, conflict)).collect())
            }
            Self::Mount(test) => look(&capture.mounts, |mounts| {
                let found = mounts.iter().filter(|mount| test.matches(mount));
                found.map(|m| format!("{} {} on {}", m.source, m.root, m.point)).collect()
            }),
            Self::Map(text) => {
                look(&capture.maps, |maps| named(maps.iter().map(|map| map.path.as_str()), text))
            }
            Self::MapFromData => look(&capture.maps, |maps| from_data(maps)),
            Self::Image(text) => texts(&capture.images, text),
            Self::Thread(text) => look(&capture.tasks, |tasks| {
                named(tasks.iter().map(|task| task.name.as_str()), text)
            }),
            Self::Descriptor(text) => texts(&capture.descriptors, text),
            Self::Interface(text) => texts(&capture.interfaces, text),
            Self::Processor(text) => look(&capture.machine, |machine| {
                named(machine.processor.iter().map(String::as_str), text)
            }),
            Self::Dmi(text) => {
                look(&capture.machine, |m| named(m.dmi.iter().map(String::as_str), text))
            }
            Self::Kernel(text) => look(&capture.machine, |machine| {
                named([machine.release.as_str(), machine.version.as_str()].into_iter(), text)
            }),
            Self::LoaderVariable => look(&capture.loader, |loader| {
                let set = loader.variables.iter();
                set.map(|(name, files)| {
                    let unset = if loader.vanished.contains(name) { " (unset since)" } else { "" };
                    format!("{name}={}{unset}", files.join(":"))
                })
                .collect()
            }),
            Self::SystemPreload => look(&capture.loader, |loader| loader.system_wide.clone()),
            Self::ProcessTracer => look(&capture.process, |process| {
                one(process.tracer_pid != 0, || format!("TracerPid {}", process.tracer_pid))
            }),
            Self::TaskTracer => {
                let main = capture.process.seen().map_or(0, |process| process.tracer_pid);
                look(&capture.tasks, |tasks| {
                    let traced = tasks.iter().filter(|task| task.tracer_pid != 0 && main == 0);
                    traced.map(|t| format!("{} TracerPid {}", t.name, t.tracer_pid)).collect()
                })
            }
            Self::UserRoot => look(&capture.process, |process| {
                one(process.uid == 0, || "effective uid 0".to_owned())
            }),
            Self::UserConflict => look(&capture.process, |process| {
                let other = process.libc_uid.filter(|uid| *uid != process.uid);
                let text = |uid| format!("uid {} by the kernel, {uid} by libc", process.uid);
                other.map(text).into_iter().collect()
            }),
            Self::Capabilities => look(&capture.process, |process| {
                one(process.capabilities != 0, || format!("CapEff {:x}", process.capabilities))
            }),
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
            Self::ChangedCode(image) => look(&capture.code, |codes| {
                let changed = codes.iter().filter(|code| code.image == *image && code.changed != 0);
                changed
                    .map(|c| format!("{}: {} of {} bytes", c.image, c.changed, c.bytes))
                    .collect()
            }),
            Self::SplitCode(most) => look(&capture.maps, |maps| {
                let code = |map: &&Mapping| is_libc(&map.path) && map.permissions.contains('x');
                let count = maps.iter().filter(code).count();
                one(count > *most, || format!("libc has {count} executable mappings"))
            }),
            Self::Architecture(text) => {
                decided(named([capture.architecture.as_str()].into_iter(), text))
            }
            Self::WritableCode(limit) => look(&capture.maps, |maps| {
                let writable = maps.iter().filter(|map| is_writable_code(map, *limit));
                writable.map(|map| format!("{} {} bytes", map.permissions, map.size)).collect()
            }),
            Self::Hypervisor => look(&capture.machine, |machine| {
                one(machine.hypervisor, || "processor flag".to_owned())
            }),
            Self::Container => look(&capture.machine, |machine| machine.container.clone()),
            Self::FridaPort => look(&capture.ports, |ports| {
                let speaking = ports.iter().filter(|port| port.answer == Answer::DBus);
                speaking.map(|port| format!("port {}", port.number)).collect()
            }),
            Self::SlowCalls(times) => look(&capture.timing, |timing| {
                let slow = timing.call_nanos > timing.compute_nanos.saturating_mul(*times);
                one(slow, || {
                    format!(
                        "{} ns a call, {} ns computing",
                        timing.call_nanos, timing.compute_nanos
                    )
                })
            }),
            Self::ForeignSigner => signers(capture, &capture.expected.signers),
            Self::SignerConflict => match capture.facts.get(FactName::Signer) {
                HostFact::Known(FactValue::Text(named)) => {
                    signers(capture, std::slice::from_ref(named))
                }
                _ => unknown(),
            },
            Self::ForeignInstaller => {
                let expected = &capture.expected.installers;
                match capture.facts.get(FactName::Installer) {
                    HostFact::Known(FactValue::Text(from)) if !expected.is_empty() => {
                        decided(one(!expected.contains(from), || format!("installed by {from:?}")))
                    }
                    _ => unknown(),
                }
            }
            Self::Darwin(test) => look(&capture.darwin, |darwin| test.look(darwin)),
            Self::Fact { name, says } => match capture.facts.get(*name) {
                HostFact::Known(value) => decided(says.look(*name, value)),
                HostFact::Unobservable(_) => unknown(),
            },
        }
    }

    /// The parts of a capture that this looks at.
    pub(in crate::environment) fn looks_at(&self) -> BTreeSet<Part> {
        let mut parts = BTreeSet::new();
        self.visit(&mut |look| {
            parts.insert(match look {
                Self::File(_) | Self::HiddenFile(_) => Part::Files,
                Self::Property { .. } | Self::PropertyConflict(_) => Part::Properties,
                Self::Mount(_) => Part::Mounts,
                Self::Map(_) | Self::MapFromData | Self::WritableCode(_) | Self::SplitCode(_) => {
                    Part::Maps
                }
                Self::Image(_) => Part::Images,
                Self::Thread(_) | Self::TaskTracer => Part::Tasks,
                Self::Descriptor(_) => Part::Descriptors,
                Self::Interface(_) => Part::Interfaces,
                Self::Processor(_)
                | Self::Dmi(_)
                | Self::Kernel(_)
                | Self::Hypervisor
                | Self::Container => Part::Machine,
                Self::LoaderVariable | Self::SystemPreload => Part::Loader,
                Self::ProcessTracer | Self::UserRoot | Self::UserConflict | Self::Capabilities => {
                    Part::Process
                }
                Self::ForeignEntryPoint | Self::ChangedEntryPoint => Part::EntryPoints,
                Self::ChangedCode(_) => Part::Code,
                Self::FridaPort => Part::Ports,
                Self::SlowCalls(_) => Part::Timing,
                Self::ForeignSigner | Self::SignerConflict => Part::Signers,
                Self::Darwin(_) => Part::Darwin,
                Self::ForeignInstaller | Self::Fact { .. } => Part::Facts,
                // Read nowhere, or made of the looks that are visited by themselves.
                Self::Architecture(_) | Self::Any(_) | Self::All(_) | Self::AtLeast { .. } => {
                    return;
                }
            });
        });
        parts
    }
}

/// `Detected` if `count` of the tests hold; `Unobservable` or `Error` if they could, had everything
/// been read.
fn at_least(count: usize, of: &[Test], capture: &Capture) -> Outcome {
    combine(count, of.iter().map(|test| test.look(capture)).collect())
}

fn combine(count: usize, outcomes: Vec<Outcome>) -> Outcome {
    let of = |state| outcomes.iter().filter(|outcome| outcome.state == state).count();
    let (detected, errors) = (of(State::Detected), of(State::Error));
    let open = errors + of(State::Unobservable);
    if detected >= count {
        return decided(outcomes.into_iter().flat_map(|outcome| outcome.evidence).collect());
    }
    let state = match detected + open >= count {
        true if errors > 0 => State::Error,
        true => State::Unobservable,
        false => State::Clean,
    };
    Outcome { state, evidence: Vec::new() }
}

/// `Detected` if `signs` finds any in what was read; what was not read is no sign.
fn look<T>(reading: &Reading<T>, signs: impl FnOnce(&T) -> Vec<String>) -> Outcome {
    match reading {
        Reading::Seen(value) => decided(signs(value)),
        Reading::Unobservable(_) => unknown(),
        Reading::Malformed => Outcome { state: State::Error, evidence: Vec::new() },
    }
}

fn decided(evidence: Vec<String>) -> Outcome {
    let state = if evidence.is_empty() { State::Clean } else { State::Detected };
    Outcome { state, evidence }
}

fn unknown() -> Outcome {
    Outcome { state: State::Unobservable, evidence: Vec::new() }
}

fn one(is: bool, sign: impl FnOnce() -> String) -> Vec<String> {
    if is { vec![sign()] } else { Vec::new() }
}

/// The distinct ones of the texts that match.
fn named<'a>(texts: impl Iterator<Item = &'a str>, pattern: &Text) -> Vec<String> {
    let found: BTreeSet<&str> = texts.filter(|text| pattern.matches(text)).collect();
    found.into_iter().map(str::to_owned).collect()
}

fn texts(reading: &Reading<Vec<String>>, pattern: &Text) -> Outcome {
    look(reading, |texts| named(texts.iter().map(String::as_str), pattern))
}

/// Looks at files by name. One that could be looked at is enough for `Clean`: the folders of the
/// system are closed to apps on every phone.
fn files(
    capture: &Capture,
    names: &[String],
    holds: fn(&FileLook) -> bool,
    sign: fn(&FileLook) -> String,
) -> Outcome {
    let Reading::Seen(files) = &capture.files else { return look(&capture.files, |_| Vec::new()) };
    let asked: Vec<&FileLook> = files.iter().filter(|file| names.contains(&file.path)).collect();
    let signs: Vec<String> = asked.iter().filter(|file| holds(file)).map(|f| sign(f)).collect();
    match signs.is_empty() && asked.iter().all(|file| file.is_unobservable()) {
        true => unknown(),
        false => decided(signs),
    }
}

fn property(capture: &Capture, name: &str, sign: impl Fn(&Property) -> Option<String>) -> Outcome {
    look(&capture.properties, |properties| {
        let named = properties.iter().filter(|property| property.name == name);
        named.filter_map(sign).collect()
    })
}

impl MountTest {
    fn matches(&self, mount: &Mount) -> bool {
        let holds =
            |text: &Option<Text>, value: &str| text.as_ref().is_none_or(|text| text.matches(value));
        let has_option = |text: &Text| mount.options.iter().any(|option| text.matches(option));
        holds(&self.root, &mount.root)
            && holds(&self.point, &mount.point)
            && holds(&self.kind, &mount.kind)
            && holds(&self.source, &mount.source)
            && self.option.as_ref().is_none_or(has_option)
    }
}

/// System files that lie on the device of /data: a module was mounted over them.
fn from_data(maps: &[Mapping]) -> Vec<String> {
    let data = maps.iter().find(|map| {
        let path = map.path.as_str();
        path.starts_with("/data/") || path.starts_with("~/") && path.ends_with(".apk")
    });
    let Some(data) = data.filter(|map| !map.device.is_empty()) else { return Vec::new() };
    let system = ["/system/", "/vendor/", "/product/", "/odm/"];
    let replaced = maps.iter().filter(|map| {
        map.device == data.device && system.iter().any(|folder| map.path.starts_with(folder))
    });
    let paths: BTreeSet<String> = replaced.map(|map| map.path.clone()).collect();
    paths.into_iter().collect()
}

fn is_libc(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with("libc.so") || name.starts_with("libc-2") || name.starts_with("ld-musl")
}

fn is_writable_code(map: &Mapping, limit: u64) -> bool {
    map.path.is_empty()
        && map.size > limit
        && map.permissions.contains('w')
        && map.permissions.contains('x')
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

/// Says of a package none of whose certificates is among `expected`.
fn signers(capture: &Capture, expected: &[String]) -> Outcome {
    if expected.is_empty() {
        return unknown();
    }
    look(&capture.signers, |signers: &Vec<Signer>| {
        let known = |signer: &Signer| {
            expected.iter().any(|name| name.eq_ignore_ascii_case(&signer.certificate))
        };
        let foreign: Vec<String> =
            signers.iter().filter(|s| !known(s)).map(|s| s.certificate.clone()).collect();
        if signers.is_empty() { vec!["no signer".to_owned()] } else { foreign }
    })
}

impl DarwinTest {
    fn look(self, darwin: &Darwin) -> Vec<String> {
        let program = darwin.program.as_ref();
        let (holds, sign) = match self {
            Self::Traced => (darwin.traced, "P_TRACED"),
            Self::ExceptionPorts => (darwin.exception_ports > 0, "exception ports are taken"),
            Self::Parent => (darwin.parent != 1, "the parent is not launchd"),
            Self::SandboxWrite => (darwin.sandbox_write, "a file was written outside the sandbox"),
            Self::RootWritable => (darwin.root_writable, "/ is writable"),
            Self::Simulator => (darwin.simulator, "simulator"),
            Self::NotEncrypted => (program.is_some_and(|p| !p.encrypted), "cryptid 0"),
            Self::NotSigned => (program.is_some_and(|p| !p.signed), "no LC_CODE_SIGNATURE"),
            Self::Debuggable => (program.is_some_and(|p| p.debuggable), "get-task-allow"),
        };
        one(holds, || sign.to_owned())
    }
}

impl Says {
    fn look(&self, name: FactName, value: &FactValue) -> Vec<String> {
        let sign = |value: &dyn std::fmt::Display| format!("{}={value}", name.name());
        match (self, value) {
            (Self::Flag(is), FactValue::Flag(flag)) => one(is == flag, || sign(flag)),
            (Self::AtLeast(least), FactValue::Number(n)) => one(n >= least, || sign(n)),
            (Self::AtMost(most), FactValue::Number(n)) => one(n <= most, || sign(n)),
            (Self::Text(pattern), FactValue::Text(text)) => {
                one(pattern.matches(text), || sign(text))
            }
            (Self::Text(pattern), FactValue::List(entries)) => {
                let found = entries.iter().filter(|entry| pattern.matches(entry));
                found.map(|entry| sign(entry)).collect()
            }
            // A rule on another kind of value than the fact has finds nothing; `yufu pack compile`
            // refuses it.
            _ => Vec::new(),
        }
    }

    /// Whether a fact of this kind can say so.
    pub(in crate::environment) fn fits(&self, name: FactName) -> bool {
        use crate::environment::evidence::FactKind::{Blob, Flag, List, Number, Text};
        match name.kind() {
            Flag => matches!(self, Self::Flag(_)),
            Number => matches!(self, Self::AtLeast(_) | Self::AtMost(_)),
            Text | List => matches!(self, Self::Text(_)),
            Blob => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::evidence::{Cause, Platform};

    fn outcome(state: State) -> Outcome {
        let evidence = if state == State::Detected { vec!["x".to_owned()] } else { Vec::new() };
        Outcome { state, evidence }
    }

    #[test]
    fn what_was_not_read_leaves_a_combination_open_only_if_it_could_decide_it() {
        use State::{Clean, Detected, Error, Unobservable};
        for (count, states, expected) in [
            (1, vec![Clean, Detected], Detected),
            (1, vec![Clean, Unobservable], Unobservable),
            (2, vec![Clean, Unobservable], Clean),
            (2, vec![Detected, Unobservable], Unobservable),
            (2, vec![Detected, Unobservable, Detected], Detected),
            (2, vec![Detected, Error], Error),
            (1, vec![Clean, Clean], Clean),
        ] {
            let combined = combine(count, states.iter().map(|&state| outcome(state)).collect());
            assert_eq!(combined.state, expected, "{count} of {states:?}");
            assert_eq!(combined.evidence.is_empty(), expected != Detected);
        }
    }

    #[test]
    fn small_or_named_writable_code_is_passed_over() {
        let map = |size, permissions: &str, path: &str| Mapping {
            size,
            permissions: permissions.into(),
            device: String::new(),
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

    #[test]
    fn a_folder_that_is_closed_to_apps_is_no_sign_and_not_clean() {
        let file = |path: &str, look| FileLook { path: path.to_owned(), call: look, libc: look };
        let mut capture = Capture::empty(Platform::Android, "aarch64");
        capture.files = Reading::Seen(vec![
            file("/data/adb/magisk", Look::Denied),
            file("/sbin/su", Look::Missing),
        ]);
        let state = |files: &[&str]| {
            let files = files.iter().map(|file| (*file).to_owned()).collect();
            Test::File(files).judge(&capture).state
        };
        assert_eq!(state(&["/data/adb/magisk"]), State::Unobservable);
        assert_eq!(state(&["/data/adb/magisk", "/sbin/su"]), State::Clean);
    }

    #[test]
    fn a_system_file_from_the_data_partition_is_found() {
        let map = |device: &str, path: &str| Mapping {
            size: 4096,
            permissions: "r-xp".into(),
            device: device.into(),
            path: path.into(),
        };
        let app = map("fe:30", "~/base.apk");
        let own = map("fe:01", "/system/lib64/libc.so");
        let replaced = map("fe:30", "/system/lib64/libzygisk.so");
        assert!(from_data(&[app.clone(), own.clone()]).is_empty());
        assert_eq!(from_data(&[app, own, replaced]), ["/system/lib64/libzygisk.so"]);
    }

    #[test]
    fn without_an_expectation_no_signer_is_foreign() {
        let mut capture = Capture::empty(Platform::Android, "aarch64");
        capture.signers = Reading::Seen(Vec::new());
        assert_eq!(Test::ForeignSigner.judge(&capture).state, State::Unobservable);
        capture.expected.signers = vec!["aa".to_owned()];
        assert_eq!(Test::ForeignSigner.judge(&capture).state, State::Detected);
        capture.signers = Reading::Unobservable(Cause::Missing);
        assert_eq!(Test::ForeignSigner.judge(&capture).state, State::Unobservable);
    }
}
