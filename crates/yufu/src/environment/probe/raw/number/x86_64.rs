//! x86-64 (asm/unistd_64.h).

use std::arch::asm;

use super::{Arguments, Numbers};

pub(in super::super) const NUMBERS: Numbers = Numbers {
    faccessat: 269,
    openat: 257,
    close: 3,
    getdents64: 217,
    read: 0,
    pread64: 17,
    readlinkat: 267,
    fstat: 5,
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
    // SAFETY: the caller's. The kernel keeps every register but rax, rcx and r11 and has a stack of its
    // own. The number is written here so that whoever reads the machine code finds it before the call.
    unsafe {
        asm!(
            "mov eax, {number}",
            "syscall",
            number = const NUMBER,
            out("rax") answer,
            in("rdi") first,
            in("rsi") second,
            in("rdx") third,
            in("r10") fourth,
            out("rcx") _,
            out("r11") _,
            options(nostack),
        );
    }
    answer
}
