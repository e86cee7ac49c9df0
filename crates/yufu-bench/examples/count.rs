//! Runs each case between requests to callgrind: `cargo xtask bench --counts`.
#![allow(clippy::print_stdout, reason = "a program that prints the order of its dumps")]

#[cfg(not(yufu_ct))]
fn main() {
    println!("this needs a build with --cfg yufu_ct: cargo xtask bench --counts");
}

/// One line for each dump: the id of the case that it counts.
#[cfg(yufu_ct)]
fn main() -> Result<(), String> {
    use yufu_bench::{Case, Group, cases};
    use yufu_sm::ct;

    /// Callgrind's requests begin with its letters: dump and clear, and switch collecting.
    const DUMP: usize = 0x4354_0000;
    const TOGGLE: usize = 0x4354_0002;

    let has_all = is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("aes")
        && is_x86_feature_detected!("pclmulqdq");
    if !has_all {
        return Err("the counts are those of AVX2, AES-NI and PCLMULQDQ".into());
    }
    // All that valgrind 3.19 runs: the counts do not depend on what the processor has beyond it.
    ct::limit(ct::Kernels::Wide);
    for case in Case::all().into_iter().filter(|case| case.group != Group::Halves) {
        let mut subject = cases::subject(&case.id)?;
        subject.result(); // the first run sets up what is made once
        subject.run_between(&mut || {
            ct::request(TOGGLE, 0, 0);
        });
        ct::request(DUMP, 0, 0);
        println!("{}", case.id);
    }
    Ok(())
}
