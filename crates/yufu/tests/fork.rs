//! A child made by `fork` without `exec`. Alone in its program: no other thread holds a lock.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a suite fails by panicking")]

use yufu::rng::SystemRng;
use yufu::secret::SecretBox;
use yufu_sm::rand_core::TryRng;

fn draw() -> [u8; 32] {
    let mut bytes = [0; 32];
    SystemRng::new().unwrap().try_fill_bytes(&mut bytes).unwrap();
    bytes
}

#[test]
fn a_forked_child_draws_random_numbers_and_has_secrets_of_its_own() {
    draw(); // the tests of the source remember it in secret memory
    // SAFETY: no other thread uses the SDK; the child leaves by _exit.
    let child = unsafe { libc::fork() };
    if child == 0 {
        let secret = SecretBox::<32>::random(&mut SystemRng::new().unwrap()).unwrap();
        let differ = *secret.expose() != draw();
        // SAFETY: ends the child without running the test harness's exit handlers.
        unsafe { libc::_exit(i32::from(!differ)) }
    }
    let mut status = -1;
    // SAFETY: waits for our own child and writes to our own variable.
    assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
    assert_eq!(status, 0, "the child crashed");
    draw();
}
