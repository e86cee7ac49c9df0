//! /proc, /sys and the loader's files.

use std::collections::BTreeSet;
use std::ffi::CString;

use super::reads::{
    ADDRESSES, CGROUP, CPUINFO, DESCRIPTOR, DESCRIPTORS, DMI_PRODUCT, DMI_VENDOR, DOCKER, ENVIRON,
    INTERFACES, MAPS, MOUNTINFO, MOUNTS, PODMAN, PRELOAD, RELEASE, STATUS, TASK_STATUS, TASKS,
    VERSION,
};
use super::{Deadline, Failure, Probed, file, image};
use crate::environment::evidence::{
    Cause, FileLook, ListedMount, Loader, Machine, Mount, Process, Task, parse_local_addresses,
    parse_mountinfo, parse_mounts, parse_status, redact_builder, redact_path,
};

/// A status file has about 1.5 KiB.
const MAX_STATUS: usize = 16 << 10;
/// Maps of a large app have about 1 MiB.
const MAX_MAPS: usize = 8 << 20;
/// The kernel's own limit for one process's environment is larger; a phone's is a few KiB.
const MAX_ENVIRON: usize = 256 << 10;
/// Small files of one or a few lines.
const MAX_SMALL: usize = 16 << 10;
/// The entries of a phone's processors, or of a server's first ones.
const CPUINFO_HEAD: usize = 16 << 10;
/// A phone with many modules has a few hundred mounts.
const MAX_MOUNTINFO: usize = 1 << 20;
/// A phone has a few routes; a router's table is not read to its end.
const MAX_ROUTES: usize = 128 << 10;
/// Longest name of a processor or text of the kernel that is kept, in characters.
const MAX_NAME: usize = 256;

/// Variables that make the dynamic loader load foreign code.
const LOADER_VARIABLES: [&str; 2] = ["LD_PRELOAD", "LD_AUDIT"];

pub(super) fn process() -> Probed<Process> {
    let text = file::text(&STATUS, None, MAX_STATUS)?;
    let status = parse_status(&text).ok_or(Failure::Malformed)?;
    Ok(Process {
        tracer_pid: status.tracer_pid,
        uid: status.uid,
        libc_uid: Some(image::libc_user()),
        capabilities: status.capabilities,
    })
}

pub(super) fn tasks(deadline: Deadline) -> Probed<Vec<Task>> {
    let mut tasks = Vec::new();
    for number in file::names(&TASKS, deadline)? {
        deadline.check()?;
        let path = TASK_STATUS.path.replace('*', &number);
        match file::text(&TASK_STATUS, Some(&path), MAX_STATUS) {
            Ok(text) => {
                let status = parse_status(&text).ok_or(Failure::Malformed)?;
                tasks.push(Task { name: status.name, tracer_pid: status.tracer_pid });
            }
            Err(Cause::Missing) => {} // the thread has ended meanwhile
            Err(cause) => return Err(cause.into()),
        }
    }
    Ok(tasks)
}

pub(super) fn mounts() -> Probed<Vec<Mount>> {
    let text = file::text(&MOUNTINFO, None, MAX_MOUNTINFO)?;
    parse_mountinfo(&text).ok_or(Failure::Malformed)
}

pub(super) fn mount_list() -> Probed<Vec<ListedMount>> {
    let text = image::libc_text(&MOUNTS, MAX_MOUNTINFO)?;
    parse_mounts(&text).ok_or(Failure::Malformed)
}

pub(super) fn files(asked: &BTreeSet<String>, deadline: Deadline) -> Probed<Vec<FileLook>> {
    let mut files = Vec::with_capacity(asked.len());
    for path in asked {
        deadline.check()?;
        let (call, libc) = (file::look(path), image::libc_look(path));
        files.push(FileLook { path: path.clone(), call, libc });
    }
    Ok(files)
}

pub(super) fn descriptors(deadline: Deadline) -> Probed<Vec<String>> {
    let mut descriptors = Vec::new();
    for number in file::names(&DESCRIPTORS, deadline)? {
        deadline.check()?;
        // One that was closed meanwhile is gone, as is the folder's own.
        let Ok(target) = file::link(&DESCRIPTOR.path.replace('*', &number)) else { continue };
        descriptors.push(match target.split_once(":[") {
            Some((kind, _)) if !kind.starts_with('/') && kind != "anon_inode" => kind.to_owned(),
            _ => redact_path(&target),
        });
    }
    Ok(descriptors)
}

pub(super) fn interfaces(deadline: Deadline) -> Probed<Vec<String>> {
    Ok(file::names(&INTERFACES, deadline)?)
}

pub(super) fn addresses(asked: &BTreeSet<String>) -> Probed<Vec<String>> {
    let text = file::text(&ADDRESSES, None, MAX_ROUTES)?;
    let own = parse_local_addresses(&text).ok_or(Failure::Malformed)?;
    let is_own = |name: &&String| name.parse().is_ok_and(|address| own.contains(&address));
    Ok(asked.iter().filter(is_own).cloned().collect())
}

/// Those of the functions that the dynamic linker finds for everyone in the process.
pub(super) fn symbols(asked: &BTreeSet<String>) -> Vec<String> {
    let is_there = |name: &&String| {
        CString::new(name.as_str()).is_ok_and(|name| image::address_of(&name).is_some())
    };
    asked.iter().filter(is_there).cloned().collect()
}

pub(super) fn maps() -> Probed<String> {
    Ok(file::text(&MAPS, None, MAX_MAPS)?)
}

pub(super) fn loader() -> Probed<Loader> {
    let environ = file::secret(&ENVIRON, MAX_ENVIRON)?;
    let mut loader = Loader::default();
    for entry in environ.split(|&byte| byte == 0) {
        let Some((name, value)) = std::str::from_utf8(entry).ok().and_then(|e| e.split_once('='))
        else {
            continue;
        };
        if LOADER_VARIABLES.contains(&name) && !value.is_empty() {
            loader.variables.push((name.to_owned(), listed(value)));
            if std::env::var_os(name).is_none() {
                loader.vanished.push(name.to_owned());
            }
        }
    }
    loader.system_wide = match file::text(&PRELOAD, None, MAX_SMALL) {
        Ok(text) => listed(&text),
        Err(Cause::Missing) => Vec::new(),
        Err(cause) => return Err(cause.into()),
    };
    Ok(loader)
}

/// The files of a list that blanks, line breaks or colons part (ld.so(8)).
fn listed(list: &str) -> Vec<String> {
    let parts = list.split(|c: char| c.is_ascii_whitespace() || c == ':');
    parts.filter(|file| !file.is_empty()).map(redact_path).collect()
}

pub(super) fn machine() -> Probed<Machine> {
    let head = file::head(&CPUINFO, None, CPUINFO_HEAD)?;
    let head = String::from_utf8_lossy(&head);
    let fields = || head.lines().filter_map(|line| line.split_once(':'));
    let flags = fields().find(|(name, _)| name.trim() == "flags");
    let hypervisor = flags.is_some_and(|(_, flags)| flags.split(' ').any(|f| f == "hypervisor"));
    let naming = ["model name", "vendor_id", "Hardware", "Processor"];
    let named = fields().filter(|(name, _)| naming.contains(&name.trim()));
    let mut processor: BTreeSet<String> = named.map(|(_, value)| shorten(value)).collect();
    processor.extend(image::processor().into_iter().filter(|name| !name.is_empty()));

    // DMI is absent on phones and in some sandboxes: it only adds names.
    let dmi = [DMI_VENDOR, DMI_PRODUCT]
        .iter()
        .filter_map(|entry| file::text(entry, None, MAX_SMALL).ok())
        .map(|text| shorten(&text))
        .collect();

    let mut container: Vec<String> = Vec::new();
    container
        .extend([DOCKER, PODMAN].iter().filter(|e| file::exists(e)).map(|e| e.path.to_owned()));
    let cgroup = file::text(&CGROUP, None, MAX_SMALL).unwrap_or_default();
    let runtimes = ["docker", "containerd", "kubepods", "libpod", "lxc"];
    container
        .extend(runtimes.iter().filter(|r| cgroup.contains(**r)).map(|r| format!("cgroup {r}")));
    // A report takes a version of at most 64 printable characters.
    let release = file::text(&RELEASE, None, MAX_SMALL).unwrap_or_default();
    let release = release.trim().chars().filter(|c| matches!(c, ' '..='~')).take(64).collect();
    let version = file::text(&VERSION, None, MAX_SMALL).unwrap_or_default();
    let version = shorten(&redact_builder(&version));
    let processor = processor.into_iter().collect();
    Ok(Machine { hypervisor, processor, dmi, container, release, version })
}

fn shorten(text: &str) -> String {
    text.trim().chars().take(MAX_NAME).collect()
}
