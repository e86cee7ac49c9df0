//! How much memory an environment pass takes.

use yufu::environment::{Collect, collect};
use yufu_protocol::id::Challenge;

/// The most memory that one pass had in use beyond what was in use before it, in bytes: pages of
/// any kind, code that was read in included. Call it before anything else did a pass. `None` where
/// Linux does not tell (proc(5): `clear_refs`, `VmHWM`).
pub fn peak_of_environment_pass() -> Option<u64> {
    // Sets the peak back to what is in use now.
    std::fs::write("/proc/self/clear_refs", "5").ok()?;
    let before = peak()?;
    std::hint::black_box(collect(&Collect::new(Challenge::from_bytes([7; 32]))));
    peak()?.checked_sub(before)
}

fn peak() -> Option<u64> {
    of_status(&std::fs::read_to_string("/proc/self/status").ok()?)
}

fn of_status(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_read() {
        assert_eq!(of_status("VmPeak:\t 9 kB\nVmHWM:\t    12 kB\n"), Some(12 * 1024));
        assert_eq!(of_status("Name:\tx\n"), None);
    }
}
