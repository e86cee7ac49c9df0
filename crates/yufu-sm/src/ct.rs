//! Talks to valgrind; exists only under `--cfg yufu_ct`, for `cargo xtask ct`.
//!
//! Valgrind's memcheck reports every branch and every address that depends on undefined memory.
//! Secrets marked undefined turn it into a check of constant time, in the manner of ctgrind. What
//! an algorithm publishes (a signature, the outcome of a check) is marked defined again.
#![allow(unsafe_code, reason = "a client request is an instruction sequence")]

use crate::drbg::hash::HashSm3Drbg;

pub use crate::kernels::{Kernels, limit};

/// The name of the kernel that SM4 runs on now.
pub fn sm4_kernel() -> &'static str {
    crate::sm4::kernel_name()
}

/// Memcheck's requests begin with its letters.
const MEMCHECK: usize = 0x4d43_0000;

/// Sends a client request; outside valgrind it does nothing and returns 0.
///
/// The sequence of rotations adds up to 128 bits, so that it changes nothing; valgrind knows it by
/// its bytes (valgrind.h of version 3).
#[cfg(target_arch = "x86_64")]
#[inline(never)]
pub fn request(code: usize, first: usize, second: usize) -> usize {
    let arguments = [code, first, second, 0, 0, 0];
    let mut result = 0_usize;
    // SAFETY: it changes nothing but rdx and rdi (and flags); valgrind reads the six arguments.
    unsafe {
        core::arch::asm!(
            "rol rdi, 3",
            "rol rdi, 13",
            "rol rdi, 61",
            "rol rdi, 51",
            "xchg rbx, rbx",
            in("rax") arguments.as_ptr(),
            inout("rdx") result,
            inout("rdi") 0_usize => _,
        );
    }
    result
}

/// Marks a value secret where it lies: it must steer no branch and no address.
pub fn secret<T: ?Sized>(value: &T) {
    request(
        MEMCHECK | 1,
        core::ptr::from_ref(value).cast::<u8>().expose_provenance(),
        size_of_val(value),
    );
}

/// Marks a value public where it lies.
pub fn public<T: ?Sized>(value: &T) {
    request(
        MEMCHECK | 2,
        core::ptr::from_ref(value).cast::<u8>().expose_provenance(),
        size_of_val(value),
    );
}

/// The same value, secret.
pub fn hide<T: Copy>(value: T) -> T {
    through_memory(value, secret)
}

/// The same value, public.
pub fn reveal<T: Copy>(value: T) -> T {
    through_memory(value, public)
}

/// Marks a value in memory and reads it from there: a copy in a register would keep its old mark.
fn through_memory<T: Copy>(value: T, mark: fn(&T)) -> T {
    let mut held = value;
    // SAFETY: `held` is valid for writes and for reads.
    unsafe {
        core::ptr::write_volatile(&raw mut held, value);
        mark(&held);
        core::ptr::read_volatile(&raw const held)
    }
}

/// Blocks that the generator of signing nonces gives one after the other, where signing takes the
/// first that it does not refuse.
pub fn nonces(entropy: [&[u8; 32]; 2], digest: &[u8; 32], blocks: &mut [[u8; 32]]) {
    let mut generator = HashSm3Drbg::new(entropy, digest);
    blocks.iter_mut().for_each(|block| generator.next_block(block));
}

/// Whether valgrind runs this program.
pub fn is_watched() -> bool {
    request(0x1001, 0, 0) != 0
}

/// How many uses of a secret valgrind has reported so far.
pub fn findings() -> usize {
    request(0x1201, 0, 0)
}
