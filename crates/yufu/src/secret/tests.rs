use std::collections::HashSet;
use std::os::unix::fs::FileExt;

use super::*;

/// A pool of its own for a test, so that tests don't disturb each other.
fn fresh(backing: Backing) -> &'static Pool {
    Box::leak(Box::new(Pool::new(backing)))
}

fn both() -> [&'static Pool; 2] {
    [fresh(Backing::KernelSecret), fresh(Backing::LockedPages)]
}

/// What another process would read at `start` through /proc/PID/mem.
#[cfg(target_os = "linux")]
fn read_as_attacker(start: *const u8, len: usize) -> std::io::Result<Vec<u8>> {
    let mut read = vec![0; len];
    let memory = std::fs::File::open("/proc/self/mem")?;
    memory.read_exact_at(&mut read, start as u64)?;
    Ok(read)
}

/// The lines of /proc/self/smaps about the mapping that holds `address`.
#[cfg(target_os = "linux")]
fn mapping(address: usize) -> Vec<String> {
    let smaps = std::fs::read_to_string("/proc/self/smaps").unwrap();
    let mut found = Vec::new();
    let mut inside = false;
    for line in smaps.lines() {
        let range = line.split(' ').next().unwrap().split_once('-').and_then(|(from, to)| {
            Some((usize::from_str_radix(from, 16).ok()?, usize::from_str_radix(to, 16).ok()?))
        });
        if let Some((from, to)) = range {
            inside = (from..to).contains(&address);
        }
        if inside {
            found.push(line.to_owned());
        }
    }
    found
}

#[test]
fn secrets_start_zeroed_and_keep_what_is_written() {
    for pool in both() {
        let mut secret = Secret::new_in(pool, [0_u8; 100]);
        assert_eq!(secret.expose(), &[0; 100]);
        secret.expose_mut().fill(0xa5);
        assert_eq!(secret.expose(), &[0xa5; 100]);
    }
}

#[test]
fn a_freed_slot_is_wiped_and_used_again() {
    for pool in both() {
        let mut secret = Secret::new_in(pool, [0_u8; 64]);
        secret.expose_mut().fill(0x5a);
        let start = secret.slot.start();
        drop(secret);
        // SAFETY: the pool is leaked, so its pages stay mapped, and the slot is free.
        assert_eq!(unsafe { start.cast::<[u8; 64]>().read() }, [0; 64]);
        assert_eq!(Secret::new_in(pool, [0_u8; 64]).slot.start(), start);
    }
}

#[test]
fn the_value_is_dropped_once() {
    struct Counted(std::sync::Arc<()>);
    let witness = std::sync::Arc::new(());
    let secret = Secret::new_in(fresh(Backing::LockedPages), Counted(witness.clone()));
    assert_eq!(std::sync::Arc::strong_count(&secret.expose().0), 2);
    drop(secret);
    assert_eq!(std::sync::Arc::strong_count(&witness), 1);
}

#[test]
#[cfg(target_os = "linux")]
fn kernel_secret_hides_from_proc_mem_and_locked_pages_do_not() {
    let locked = Secret::new_in(fresh(Backing::LockedPages), *b"positive control");
    let read = read_as_attacker(locked.slot.start().as_ptr(), 16).unwrap();
    assert_eq!(read, b"positive control");

    let pool = fresh(Backing::KernelSecret);
    if pool.backing() == Some(Backing::KernelSecret) {
        let hidden = Secret::new_in(pool, *b"nobody sees this");
        assert!(read_as_attacker(hidden.slot.start().as_ptr(), 16).is_err());
        assert_eq!(hidden.expose(), b"nobody sees this");
    } else {
        let [LockWarning::KernelSecretRefused { .. }] = pool.warnings()[..] else {
            panic!("the fallback must be reported")
        };
    }
}

#[test]
#[cfg(target_os = "linux")]
fn pages_are_locked_undumpable_and_kept_from_children() {
    for pool in both() {
        let secret = Secret::new_in(pool, 0_u8);
        let lines = mapping(secret.slot.start().as_ptr() as usize);
        let flags = lines.iter().find(|line| line.starts_with("VmFlags:")).unwrap();
        let from_child = match pool.backing().unwrap() {
            Backing::KernelSecret => "dc",
            Backing::LockedPages => "wf",
        };
        for flag in ["lo", "dd", from_child] {
            assert!(flags.contains(flag), "{flag} missing in {flags}");
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn guard_pages_stand_at_both_ends() {
    let page = rustix::param::page_size();
    for pool in both() {
        let start = pool.take(1).start().as_ptr() as usize;
        for address in [start - page, start - 1, start + 32 * 1024, start + 32 * 1024 + page - 1] {
            let lines = mapping(address);
            assert!(lines[0].contains(" ---"), "no guard at {address:x}: {}", lines[0]);
        }
        assert!(mapping(start)[0].contains(" rw-"));
    }
}

/// Runs `check` in a forked child and tells whether it returned true there.
#[cfg(target_os = "linux")]
fn holds_in_child(check: impl FnOnce() -> bool) -> bool {
    // SAFETY: the child touches its own pool and the heap alone, and leaves by _exit.
    match unsafe { libc::fork() } {
        0 => {
            let status = i32::from(!check());
            // SAFETY: ends the child without running the test harness's exit handlers.
            unsafe { libc::_exit(status) }
        }
        child => {
            let mut status = -1;
            // SAFETY: waits for our own child and writes to our own variable.
            let waited = unsafe { libc::waitpid(child, &raw mut status, 0) };
            waited == child && status == 0
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_forked_child_has_no_secret_of_its_parent_and_can_make_its_own() {
    for pool in both() {
        let inherited = Secret::new_in(pool, [0x77_u8; 32]);
        let kernel_secret = pool.backing() == Some(Backing::KernelSecret);
        let inherited = std::mem::ManuallyDrop::new(inherited);
        assert!(holds_in_child(|| {
            // The area of memfd_secret is not there at all; reading it would be a fault.
            let gone = kernel_secret || inherited.expose() == &[0; 32];
            let own = Secret::new_in(pool, [0x11_u8; 32]);
            let warned = pool.warnings().contains(&LockWarning::ForkedChild);
            drop(std::mem::ManuallyDrop::into_inner(inherited));
            gone && own.expose() == &[0x11; 32] && warned == kernel_secret
        }));
    }
}

#[test]
fn slots_never_overlap() {
    let pool = fresh(Backing::LockedPages);
    let slots: Vec<_> =
        [1, 64, 65, 128, 200, 0].map(|len| (pool.take(len), len.max(1))).into_iter().collect();
    let mut seen = HashSet::new();
    for (slot, len) in &slots {
        let start = slot.start().as_ptr() as usize;
        assert_eq!(start % ALIGNMENT, 0);
        assert!((start..start + len).all(|address| seen.insert(address)));
    }
}

#[test]
fn an_exhausted_pool_warns_once_and_goes_on() {
    let pool = fresh(Backing::LockedPages);
    let slots: Vec<_> = (0..32).map(|_| pool.take(1024)).collect();
    assert_eq!(pool.warnings(), []);
    for _ in 0..3 {
        let mut spilled = Secret::new_in(pool, [0_u8; 16]);
        spilled.expose_mut().fill(1);
        assert_eq!(spilled.expose(), &[1; 16]);
    }
    assert_eq!(pool.warnings(), [LockWarning::PoolExhausted]);
    let first = slots[0].start();
    drop(slots);
    assert_eq!(pool.take(32 * 1024).start(), first);
}

#[test]
fn a_secret_larger_than_the_pool_is_on_the_heap() {
    let mut large = SecretBytes::zeroed(40_000);
    large.expose_mut().fill(9);
    assert!(large.expose().iter().all(|byte| *byte == 9));
    assert!(warnings().contains(&LockWarning::PoolExhausted));
}

#[test]
fn threads_share_the_pool_without_mixing_their_secrets() {
    let pool = fresh(Backing::LockedPages);
    std::thread::scope(|scope| {
        for mark in 1..=8_u8 {
            scope.spawn(move || {
                for round in 0..500 {
                    let mut secret = Secret::new_in(pool, [0_u8; 300]);
                    assert_eq!(secret.expose(), &[0; 300], "round {round}");
                    secret.expose_mut().fill(mark);
                    std::thread::yield_now();
                    assert_eq!(secret.expose(), &[mark; 300], "round {round}");
                }
            });
        }
    });
    let _whole = pool.take(32 * 1024);
    assert_eq!(pool.warnings(), [], "every slot was given back");
}

#[test]
fn taking_bytes_wipes_their_source() {
    let mut source = [7; 32];
    let boxed = SecretBox::take(&mut source);
    assert_eq!((source, boxed.expose()), ([0; 32], &[7; 32]));
    let mut source = vec![7; 50];
    let bytes = SecretBytes::take(&mut source);
    assert_eq!((source, bytes.expose()), (vec![0; 50], &[7; 50][..]));
}

#[test]
fn comparison_and_printing_do_not_show_content() {
    let (mut one, two) = (SecretBox::<4>::zeroed(), SecretBox::<4>::zeroed());
    assert!(bool::from(one.ct_eq(&two)));
    one.expose_mut()[3] = 0x41;
    assert!(!bool::from(one.ct_eq(&two)));
    assert_eq!(format!("{one:?}"), "SecretBox(..)");
    assert_eq!(format!("{:?}", SecretBytes::zeroed(3)), "SecretBytes(..)");
    one.wipe();
    assert_eq!(one.expose(), &[0; 4]);
}

#[test]
fn secrets_move_between_threads() {
    fn is_send_and_sync<T: Send + Sync>() {}
    is_send_and_sync::<SecretBox<32>>();
    is_send_and_sync::<SecretBytes>();
}

#[test]
fn a_second_backing_is_refused_once_in_use() {
    let wanted = pool().wanted();
    assert_eq!(configure(wanted), Ok(()));
    let other = match wanted {
        Backing::KernelSecret => Backing::LockedPages,
        Backing::LockedPages => Backing::KernelSecret,
    };
    assert_eq!(configure(other), Err(AlreadyInUse));
}
