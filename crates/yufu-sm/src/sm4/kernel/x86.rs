//! What an x86-64 processor can do, asked once.

use core::arch::x86_64::__cpuid_count;
use core::sync::atomic::{AtomicU8, Ordering};

cpufeatures::new!(ssse3, "ssse3", "aes", "pclmulqdq");
cpufeatures::new!(avx2, "avx2");

/// Not asked yet, or whether VAES and VPCLMULQDQ are there. `cpufeatures` would want AVX-512's
/// registers for them; their 256-bit forms need AVX's only.
static VAES: AtomicU8 = AtomicU8::new(UNKNOWN);
const UNKNOWN: u8 = 2;

/// AES and PCLMULQDQ with SSSE3.
pub(super) fn has_ssse3() -> bool {
    permitted!(Narrow) && ssse3::get()
}

/// The same with AVX2.
pub(super) fn has_avx2() -> bool {
    permitted!(Wide) && has_ssse3() && avx2::get()
}

/// The same with VAES and VPCLMULQDQ.
pub(super) fn has_vaes() -> bool {
    if !permitted!(All) || !has_avx2() {
        return false;
    }
    let known = VAES.load(Ordering::Relaxed);
    if known != UNKNOWN {
        return known == 1;
    }
    // SAFETY: the leaf exists, since it has reported AVX2.
    #[allow(unused_unsafe, reason = "a safe function from Rust 1.94 on, not yet in 1.89")]
    let features = unsafe { __cpuid_count(7, 0) }.ecx;
    let found = features >> 9 & features >> 10 & 1 == 1;
    VAES.store(u8::from(found), Ordering::Relaxed);
    found
}
