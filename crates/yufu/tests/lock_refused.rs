//! Without the right to lock memory, secrets still work and the caller is told.
#![cfg(target_os = "linux")]

use rustix::process::{Resource, Rlimit, setrlimit};
use rustix::thread::{CapabilitySet, capabilities, set_capabilities};
use yufu::secret::{self, Backing, LockWarning, SecretBox};

#[test]
fn a_refused_lock_is_a_warning_and_not_a_failure() {
    // Root may lock beyond the limit: give up that right in this thread, then allow no lock at all.
    let mut held = capabilities(None).unwrap();
    held.effective.remove(CapabilitySet::IPC_LOCK);
    set_capabilities(None, held).unwrap();
    setrlimit(Resource::Memlock, Rlimit { current: Some(0), maximum: Some(0) }).unwrap();

    let mut kept = SecretBox::<32>::zeroed();
    kept.expose_mut().fill(3);

    assert_eq!(kept.expose(), &[3; 32]);
    assert_eq!(secret::backing(), Some(Backing::LockedPages));
    let codes: Vec<u16> = secret::warnings().into_iter().map(LockWarning::code).collect();
    assert_eq!(codes, [5901, 5902]);
}
