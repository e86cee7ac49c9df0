//! aarch64 (asm/unistd.h).

use std::arch::asm;

use super::{Arguments, Numbers};

pub(in super::super) const NUMBERS: Numbers = Numbers {
    faccessat: 48,
    openat: 56,
    close: 57,
    getdents64: 61,
    read: 63,
    pread64: 67,
    readlinkat: 78,
    fstat: 80,
};

/// Makes a system call of at most four arguments.
///
/// # Safety
/// The arguments are what the call of this number wants, and memory that they point at is there for as
/// long as the call takes.
#[inline(always)]
pub(in super::super) unsafe fn call<const NUMBER: usize>(arguments: Arguments) -> isize {
    let [first, second, third, fourth, ..] = arguments;
    let answer: isize;
    // SAFETY: the caller's. The kernel keeps every register but x0 and has a stack of its own. The
    // number is written here so that whoever reads the machine code finds it before the call.
    unsafe {
        asm!(
            "mov x8, {number}",
            "svc 0",
            number = const NUMBER,
            inlateout("x0") first => answer,
            in("x1") second,
            in("x2") third,
            in("x3") fourth,
            out("x8") _,
            options(nostack),
        );
    }
    answer
}
