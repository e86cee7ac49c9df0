//! Overwriting what a computation left behind on the stack.
//!
//! Values that this crate owns are wiped when they are dropped. Copies that the compiler made on
//! the stack (moved arguments, spilled registers, temporaries of the arithmetic) have no owner;
//! they lie below the caller's frame once the callee has returned.

use zeroize::Zeroize as _;

/// Bytes that [`stack`] overwrites below its caller.
pub const STACK_BYTES: usize = 16 * 1024;

/// Overwrites [`STACK_BYTES`] of the stack below the caller's frame.
///
/// Call it after the function that handled the secret has returned, from the function that called
/// it. A best effort: it can't reach registers, nor frames deeper than its reach.
#[inline(never)]
pub fn stack() {
    let mut below = [0_u64; STACK_BYTES / 8];
    core::hint::black_box(&mut below).zeroize();
}
