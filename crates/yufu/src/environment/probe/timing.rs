//! How dear a system call is. Loud machines make it uncertain: corroboration, no more.

use std::time::Instant;

use crate::environment::evidence::Timing;

/// Runs of which the fastest counts.
const RUNS: usize = 16;

pub(super) fn measure() -> Timing {
    Timing { call_nanos: fastest(call), compute_nanos: fastest(compute) }
}

fn fastest(run: fn()) -> u64 {
    let once = |_| {
        let started = Instant::now();
        run();
        u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX)
    };
    (0..RUNS).map(once).min().unwrap_or(0)
}

fn call() {
    std::hint::black_box(std::os::unix::process::parent_id());
}

fn compute() {
    let mut value = std::hint::black_box(0x9e37_79b9_u64);
    for _ in 0..1000 {
        value = value.wrapping_mul(6_364_136_223_846_793_005).rotate_left(7);
    }
    std::hint::black_box(value);
}
