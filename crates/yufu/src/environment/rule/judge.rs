//! Judging a capture by a test.

use std::collections::BTreeSet;

use super::combine::{asked, at_least, combine, decided, look, named, one, texts, unknown};
use super::signs::{files, from_data, is_libc, is_writable_code, mounts, property, signers};
use super::trampoline::is_trampoline;
use super::{DarwinTest, Outcome, Test};
use crate::environment::evidence::{
    Answer, Capture, FactName, FactValue, FileLook, HostFact, Look, Mapping, Part, Property,
    Reading, mounts_apart,
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

    pub(super) fn look(&self, capture: &Capture) -> Outcome {
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
            Self::Mount(test) => mounts(capture, test),
            Self::MountConflict => match &capture.mounts {
                Reading::Seen(mounts) => {
                    look(&capture.mount_list, |listed| mounts_apart(mounts, listed))
                }
                other => look(other, |_| Vec::new()),
            },
            Self::Map(text) => {
                look(&capture.maps, |maps| named(maps.iter().map(|map| map.path.as_str()), text))
            }
            Self::MapFromData => look(&capture.maps, |maps| from_data(maps)),
            Self::Image(text) => texts(&capture.images, text),
            Self::Symbol(names) => asked(&capture.symbols, names),
            Self::Thread(text) => look(&capture.tasks, |tasks| {
                named(tasks.iter().map(|task| task.name.as_str()), text)
            }),
            Self::Descriptor(text) => texts(&capture.descriptors, text),
            Self::Interface(text) => texts(&capture.interfaces, text),
            Self::Address(names) => asked(&capture.addresses, names),
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
                    None => is_trampoline(&capture.architecture, &entry.memory),
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
            Self::Darwin(DarwinTest::JailbreakRoot)
                if capture.darwin.seen().is_some_and(|darwin| darwin.jailbreak_roots.is_none()) =>
            {
                unknown()
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
                Self::MountConflict => Part::MountList,
                Self::Map(_) | Self::MapFromData | Self::WritableCode(_) | Self::SplitCode(_) => {
                    Part::Maps
                }
                Self::Image(_) => Part::Images,
                Self::Symbol(_) => Part::Symbols,
                Self::Thread(_) | Self::TaskTracer => Part::Tasks,
                Self::Descriptor(_) => Part::Descriptors,
                Self::Interface(_) => Part::Interfaces,
                Self::Address(_) => Part::Addresses,
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

#[cfg(test)]
mod tests {
    use super::*;
    use yufu_protocol::report::State;

    use crate::environment::evidence::{Cause, Darwin, ListedMount, Platform};

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
    fn without_an_expectation_no_signer_is_foreign() {
        let mut capture = Capture::empty(Platform::Android, "aarch64");
        capture.signers = Reading::Seen(Vec::new());
        assert_eq!(Test::ForeignSigner.judge(&capture).state, State::Unobservable);
        capture.expected.signers = vec!["aa".to_owned()];
        assert_eq!(Test::ForeignSigner.judge(&capture).state, State::Detected);
        capture.signers = Reading::Unobservable(Cause::Missing);
        assert_eq!(Test::ForeignSigner.judge(&capture).state, State::Unobservable);
    }

    #[test]
    fn two_lists_of_mounts_of_which_one_was_not_read_are_no_conflict() {
        let mut capture = Capture::empty(Platform::Android, "aarch64");
        let state = |capture: &Capture| Test::MountConflict.judge(capture).state;
        capture.mount_list = Reading::Seen(vec![ListedMount {
            point: "/x".to_owned(),
            kind: "tmpfs".to_owned(),
            source: "x".to_owned(),
        }]);
        assert_eq!(state(&capture), State::Unobservable);
        capture.mounts = Reading::Seen(Vec::new());
        assert_eq!(state(&capture), State::Detected);
        capture.mount_list = Reading::Unobservable(Cause::Denied);
        assert_eq!(state(&capture), State::Unobservable);
    }

    #[test]
    fn a_root_in_folders_that_no_app_may_list_is_unobservable() {
        let mut capture = Capture::empty(Platform::Ios, "aarch64");
        let mut state = |jailbreak_roots| {
            capture.darwin = Reading::Seen(Darwin { jailbreak_roots, ..Darwin::default() });
            Test::Darwin(DarwinTest::JailbreakRoot).judge(&capture).state
        };
        assert_eq!(state(None), State::Unobservable);
        assert_eq!(state(Some(0)), State::Clean);
        assert_eq!(state(Some(1)), State::Detected);
    }
}
