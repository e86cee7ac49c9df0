//! What an x86-64 processor can do, asked once.

use core::arch::x86_64::__cpuid_count;
use core::sync::atomic::{AtomicU8, Ordering};

cpufeatures::new!(ssse3, "ssse3", "aes", "pclmulqdq");
cpufeatures::new!(avx2, "avx2");
cpufeatures::new!(avx512, "avx512f", "avx512vl");

/// What leaf 7 of CPUID says in ecx, in its bits 8 to 10, once it is [`KNOWN`]. `cpufeatures` would
/// want AVX-512's registers for it; the forms of 256 bits need AVX's only.
static LEAF_7: AtomicU8 = AtomicU8::new(0);
const GFNI: u8 = 1;
const VAES: u8 = 2;
const VPCLMULQDQ: u8 = 4;
const KNOWN: u8 = 8;

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
    permitted!(All) && has_avx2() && has(VAES | VPCLMULQDQ)
}

/// AVX2 with GFNI and VPCLMULQDQ.
pub(super) fn has_gfni() -> bool {
    permitted!(All) && has_avx2() && has(GFNI | VPCLMULQDQ)
}

/// The same with AVX-512VL.
pub(super) fn has_avx512() -> bool {
    has_gfni() && avx512::get()
}

/// Whether a processor with AVX2 has these.
fn has(wanted: u8) -> bool {
    let mut features = LEAF_7.load(Ordering::Relaxed);
    if features & KNOWN == 0 {
        // SAFETY: the leaf exists, since it has reported AVX2.
        #[allow(unused_unsafe, reason = "a safe function from Rust 1.94 on, not yet in 1.89")]
        let [_, found, ..] = unsafe { __cpuid_count(7, 0) }.ecx.to_le_bytes();
        features = found & (GFNI | VAES | VPCLMULQDQ) | KNOWN;
        LEAF_7.store(features, Ordering::Relaxed);
    }
    features & wanted == wanted
}
