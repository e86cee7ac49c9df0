//! LLVM's fuzzer over the target that `YUFU_FUZZ_TARGET` names.
//!
//! One program for all targets, so that there is one build; `cargo xtask fuzz` makes and runs it.
#![no_main]

use std::sync::OnceLock;

libfuzzer_sys::fuzz_target!(|data: &[u8]| (target())(data));

fn target() -> fn(&[u8]) {
    static TARGET: OnceLock<fn(&[u8])> = OnceLock::new();
    *TARGET.get_or_init(|| {
        let name = std::env::var("YUFU_FUZZ_TARGET").unwrap_or_default();
        let target = yufu_tests::fuzz::find(&name);
        target.unwrap_or_else(|| panic!("YUFU_FUZZ_TARGET={name} names no target")).run
    })
}
