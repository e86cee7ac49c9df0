//! 32-bit Arm by the EABI (asm/unistd-eabi.h), in ARM and in Thumb state.

use std::arch::asm;

use super::{Arguments, Numbers, StatLayout, halves};

pub(in super::super) const NUMBERS: Numbers = Numbers {
    faccessat: 334,
    openat: 322,
    close: 6,
    getdents64: 217,
    read: 3,
    pread64: 180,
    readlinkat: 332,
    fstat: 197, // fstat64
};

pub(in super::super) const STAT: StatLayout = StatLayout { device: 0, inode: 96, len: 48 };

/// An offset, as the fourth argument and those behind it: it begins at an even register.
pub(in super::super) fn offset(offset: u64) -> [usize; 3] {
    let [low, high] = halves(offset);
    [0, low, high]
}

/// Makes a system call.
///
/// # Safety
/// The arguments are what the call of this number wants, and memory that they point at is there for as
/// long as the call takes.
#[inline(always)]
pub(in super::super) unsafe fn call<const NUMBER: usize>(arguments: Arguments) -> isize {
    let [first, second, third, fourth, fifth, sixth] = arguments;
    let answer: isize;
    // SAFETY: the caller's. The kernel keeps every register but r0 and has a stack of its own. r7 is the
    // frame pointer of Thumb code, which can't be named here, so that it is moved aside by hand; where a
    // function has none, the register that it is moved to may be r7 itself, which is then lost and known so.
    // The number is written here so that whoever reads the machine code finds it before the call.
    unsafe {
        asm!(
            "mov {frame}, r7",
            "movw r7, #{number}",
            "svc #0",
            "mov r7, {frame}",
            frame = out(reg) _,
            number = const NUMBER,
            inlateout("r0") first => answer,
            in("r1") second,
            in("r2") third,
            in("r3") fourth,
            in("r4") fifth,
            in("r5") sixth,
            options(nostack),
        );
    }
    answer
}
