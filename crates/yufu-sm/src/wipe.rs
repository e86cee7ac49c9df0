//! Overwriting what a computation left behind on the stack and in vector registers.
//!
//! Values that this crate owns are wiped when they are dropped. Copies that the compiler made on
//! the stack (moved arguments, spilled registers, temporaries of the arithmetic) have no owner;
//! they lie below the caller's frame once the callee has returned. Vector registers keep the last
//! copied block, such as a cipher's round keys, until something else needs the register.
#![allow(unsafe_code, reason = "vector registers can be cleared by instructions alone")]

/// Bytes that [`stack`] overwrites below its caller.
pub const STACK_BYTES: usize = 16 * 1024;

/// Overwrites [`STACK_BYTES`] of the stack below the caller's frame, and on x86-64 and AArch64 the
/// vector registers.
///
/// Call it after the function that handled the secret has returned, from the function that called
/// it. A best effort: it can't reach general registers, which the next few instructions use anew,
/// nor frames deeper than its reach.
#[inline(never)]
pub fn stack() {
    overwrite_below();
    vector_registers();
}

#[inline(never)]
fn overwrite_below() {
    let mut below = core::mem::MaybeUninit::<[u8; STACK_BYTES]>::uninit();
    // SAFETY: any bytes are a value of an array of bytes, and each is written before it is read.
    let below = unsafe { core::hint::black_box(&mut below).assume_init_mut() };
    array(below);
}

/// Overwrites an array with zeros, in stores as wide as the target has and none optimised away;
/// `zeroize` writes one element at a time.
#[inline]
pub(crate) fn array<T: Copy + Default, const N: usize>(array: &mut [T; N]) {
    array.fill(T::default());
    // What reads all of memory keeps the stores before it.
    #[cfg(not(any(target_arch = "wasm32", miri)))]
    // SAFETY: the assembly is empty.
    unsafe {
        core::arch::asm!(
            "/* {0} */",
            in(reg) array.as_ptr(),
            options(readonly, nostack, preserves_flags)
        );
    }
    #[cfg(any(target_arch = "wasm32", miri))]
    core::hint::black_box(array);
}

#[cfg(target_arch = "x86_64")]
fn vector_registers() {
    use core::arch::asm;

    cpufeatures::new!(avx, "avx");
    cpufeatures::new!(avx512f, "avx512f");

    if avx::get() {
        // SAFETY: the processor has AVX, and the instruction writes ymm0 to ymm15 only, which
        // sysv64 lets a callee change.
        unsafe { asm!("vzeroall", clobber_abi("sysv64"), options(nomem, nostack)) };
    } else {
        // SAFETY: the instructions write xmm0 to xmm15 only, which sysv64 lets a callee change.
        unsafe {
            asm!(
                "xorps xmm0, xmm0",
                "xorps xmm1, xmm1",
                "xorps xmm2, xmm2",
                "xorps xmm3, xmm3",
                "xorps xmm4, xmm4",
                "xorps xmm5, xmm5",
                "xorps xmm6, xmm6",
                "xorps xmm7, xmm7",
                "xorps xmm8, xmm8",
                "xorps xmm9, xmm9",
                "xorps xmm10, xmm10",
                "xorps xmm11, xmm11",
                "xorps xmm12, xmm12",
                "xorps xmm13, xmm13",
                "xorps xmm14, xmm14",
                "xorps xmm15, xmm15",
                clobber_abi("sysv64"),
                options(nomem, nostack),
            );
        }
    }
    if avx512f::get() {
        // SAFETY: the processor has AVX-512, and the instructions write zmm16 to zmm31 only, which
        // sysv64 lets a callee change. memcpy uses them where they exist.
        unsafe {
            asm!(
                "vpxord zmm16, zmm16, zmm16",
                "vpxord zmm17, zmm17, zmm17",
                "vpxord zmm18, zmm18, zmm18",
                "vpxord zmm19, zmm19, zmm19",
                "vpxord zmm20, zmm20, zmm20",
                "vpxord zmm21, zmm21, zmm21",
                "vpxord zmm22, zmm22, zmm22",
                "vpxord zmm23, zmm23, zmm23",
                "vpxord zmm24, zmm24, zmm24",
                "vpxord zmm25, zmm25, zmm25",
                "vpxord zmm26, zmm26, zmm26",
                "vpxord zmm27, zmm27, zmm27",
                "vpxord zmm28, zmm28, zmm28",
                "vpxord zmm29, zmm29, zmm29",
                "vpxord zmm30, zmm30, zmm30",
                "vpxord zmm31, zmm31, zmm31",
                clobber_abi("sysv64"),
                options(nomem, nostack),
            );
        }
    }
}

#[cfg(target_arch = "aarch64")]
fn vector_registers() {
    // SAFETY: the instructions write v0 to v31 only. The ABI lets a callee change all of them but
    // the lower halves of v8 to v15, which are declared beside it.
    unsafe {
        core::arch::asm!(
            "movi v0.16b, #0", "movi v1.16b, #0", "movi v2.16b, #0", "movi v3.16b, #0",
            "movi v4.16b, #0", "movi v5.16b, #0", "movi v6.16b, #0", "movi v7.16b, #0",
            "movi v8.16b, #0", "movi v9.16b, #0", "movi v10.16b, #0", "movi v11.16b, #0",
            "movi v12.16b, #0", "movi v13.16b, #0", "movi v14.16b, #0", "movi v15.16b, #0",
            "movi v16.16b, #0", "movi v17.16b, #0", "movi v18.16b, #0", "movi v19.16b, #0",
            "movi v20.16b, #0", "movi v21.16b, #0", "movi v22.16b, #0", "movi v23.16b, #0",
            "movi v24.16b, #0", "movi v25.16b, #0", "movi v26.16b, #0", "movi v27.16b, #0",
            "movi v28.16b, #0", "movi v29.16b, #0", "movi v30.16b, #0", "movi v31.16b, #0",
            out("v8") _, out("v9") _, out("v10") _, out("v11") _,
            out("v12") _, out("v13") _, out("v14") _, out("v15") _,
            clobber_abi("C"), options(nomem, nostack),
        );
    }
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn vector_registers() {}
