//! A library that uses all of yufu-sm, and functions that leak: `cargo xtask ct` disassembles it.
//! Nobody links it.

mod api;

/// Every capability once; what it returns has no meaning.
#[unsafe(no_mangle)]
#[allow(unsafe_code, reason = "an exported name")]
pub extern "C" fn yufu_sm_whole_api(seed: u64) -> u64 {
    api::run(seed)
}
