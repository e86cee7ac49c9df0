//! The victim on an emulated processor.

use super::victim::{Victim, assert_found};

#[test]
fn a_run_under_qemu_user_is_found() {
    // QEMU rewrites maps and its own signal pages; what else it shows is not promised.
    let perhaps =
        ["hook.changed_code", "hook.writable_code", "hook.split_code", "hook.hidden_user"];
    let mut victim = Victim::under("qemu-x86_64-static", &[]);
    assert_found(&mut victim, &["emulator.instructions"], &perhaps);
}
