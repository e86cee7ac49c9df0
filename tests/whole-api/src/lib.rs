//! A library that uses all of yufu-sm.
//!
//! `cargo xtask ct` disassembles it, tests/aarch64/run.sh measures its size. Nobody links it.

#[cfg(feature = "api")]
mod api;

/// Every capability once, if they are there; what it returns has no meaning.
#[unsafe(no_mangle)]
#[allow(unsafe_code, reason = "an exported name")]
pub extern "C" fn yufu_sm_whole_api(seed: u64) -> u64 {
    // Whatever is built allocates, and may panic.
    let bytes = vec![std::hint::black_box(1_u8); std::hint::black_box(9)];
    assert!(std::hint::black_box(seed) > 0, "a seed");
    #[cfg(feature = "api")]
    let seed = api::run(seed);
    seed + bytes.len() as u64
}
