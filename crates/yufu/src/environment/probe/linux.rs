//! /proc, /sys and the loader's files.

use super::{
    CGROUP, CPUINFO, DMI_PRODUCT, DMI_VENDOR, DOCKER, Deadline, ENVIRON, Failure, MAPS, PODMAN,
    PRELOAD, RELEASE, STATUS, TASK_STATUS, TASKS, file,
};
use crate::environment::evidence::{
    Cause, Loader, Machine, Process, Task, parse_status, redact_path,
};

/// A status file has about 1.5 KiB.
const MAX_STATUS: usize = 16 << 10;
/// Maps of a large app have about 1 MiB.
const MAX_MAPS: usize = 8 << 20;
/// The kernel's own limit for one process's environment is larger; a phone's is a few KiB.
const MAX_ENVIRON: usize = 256 << 10;
/// Small files of one or a few lines.
const MAX_SMALL: usize = 16 << 10;
/// One processor's entry is shorter.
const CPUINFO_HEAD: usize = 4096;

/// Variables that make the dynamic loader load foreign code.
const LOADER_VARIABLES: [&str; 2] = ["LD_PRELOAD", "LD_AUDIT"];

pub(super) fn process() -> Result<Process, Failure> {
    let text = file::text(&STATUS, None, MAX_STATUS)?;
    parse_status(&text).map(|(_, process)| process).ok_or(Failure::Malformed)
}

pub(super) fn tasks(deadline: Deadline) -> Result<Vec<Task>, Failure> {
    let mut tasks = Vec::new();
    for number in file::numbers(&TASKS, deadline)? {
        deadline.check()?;
        let path = TASK_STATUS.path.replace('*', &number.to_string());
        match file::text(&TASK_STATUS, Some(&path), MAX_STATUS) {
            Ok(text) => tasks.push(parse_status(&text).ok_or(Failure::Malformed)?.0),
            Err(Cause::Missing) => {} // the thread has ended meanwhile
            Err(cause) => return Err(cause.into()),
        }
    }
    Ok(tasks)
}

pub(super) fn maps() -> Result<String, Failure> {
    Ok(file::text(&MAPS, None, MAX_MAPS)?)
}

pub(super) fn loader() -> Result<Loader, Failure> {
    let environ = file::bytes(&ENVIRON, None, MAX_ENVIRON, true)?;
    let mut loader = Loader::default();
    for entry in environ.split(|&byte| byte == 0) {
        let Some((name, value)) = std::str::from_utf8(entry).ok().and_then(|e| e.split_once('='))
        else {
            continue;
        };
        if LOADER_VARIABLES.contains(&name) && !value.is_empty() {
            loader.variables.push((name.to_owned(), files(value)));
            if std::env::var_os(name).is_none() {
                loader.vanished.push(name.to_owned());
            }
        }
    }
    loader.system_wide = match file::text(&PRELOAD, None, MAX_SMALL) {
        Ok(text) => files(&text),
        Err(Cause::Missing) => Vec::new(),
        Err(cause) => return Err(cause.into()),
    };
    Ok(loader)
}

/// The files of a list that blanks, line breaks or colons part (ld.so(8)).
fn files(list: &str) -> Vec<String> {
    let parts = list.split(|c: char| c.is_ascii_whitespace() || c == ':');
    parts.filter(|file| !file.is_empty()).map(redact_path).collect()
}

pub(super) fn machine() -> Result<Machine, Failure> {
    let head = file::bytes(&CPUINFO, None, CPUINFO_HEAD, false)?;
    let head = String::from_utf8_lossy(&head);
    let flags = head.lines().find(|line| line.starts_with("flags"));
    let hypervisor = flags.is_some_and(|flags| flags.split(' ').any(|flag| flag == "hypervisor"));

    // DMI is absent on phones and in some sandboxes: it only adds names.
    let dmi = [DMI_VENDOR, DMI_PRODUCT]
        .iter()
        .filter_map(|entry| file::text(entry, None, MAX_SMALL).ok())
        .map(|text| text.trim().chars().take(64).collect())
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
    Ok(Machine { hypervisor, dmi, container, release })
}
