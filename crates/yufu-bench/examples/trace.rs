//! Runs one case between two calls that a trace shows: `cargo xtask bench --models`.

use std::hint::black_box;

/// Nothing but a place. What runs between its two calls is the case.
#[inline(never)]
#[unsafe(no_mangle)]
extern "C" fn yufu_trace_mark() {
    black_box(());
}

fn main() -> Result<(), String> {
    let id = std::env::args().nth(1).ok_or("which case?")?;
    let mut subject = yufu_bench::cases::subject(&id)?;
    subject.result(); // the first run sets up what is made once
    subject.run_between(&mut || yufu_trace_mark());
    Ok(())
}
