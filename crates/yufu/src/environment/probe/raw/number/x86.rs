//! 32-bit x86 (asm/unistd_32.h).

use std::arch::asm;

use super::{Arguments, Numbers, StatLayout, halves};

pub(in super::super) const NUMBERS: Numbers = Numbers {
    faccessat: 307,
    openat: 295,
    close: 6,
    getdents64: 220,
    read: 3,
    pread64: 180,
    readlinkat: 305,
    fstat: 197, // fstat64
};

pub(in super::super) const STAT: StatLayout = StatLayout { device: 0, inode: 88, len: 44 };

/// An offset, as the fourth argument and those behind it.
pub(in super::super) fn offset(offset: u64) -> [usize; 3] {
    let [low, high] = halves(offset);
    [low, high, 0]
}

/// Makes a system call of at most five arguments.
///
/// # Safety
/// The arguments are what the call of this number wants, and memory that they point at is there for as
/// long as the call takes.
#[inline(always)]
pub(in super::super) unsafe fn call<const NUMBER: usize>(arguments: Arguments) -> isize {
    let answer: isize;
    // SAFETY: the caller's. The kernel keeps every register but eax. Position-independent code keeps its
    // table in ebx, and the compiler esi for itself, and with the five arguments no register is left for a
    // pointer: they are read from memory, and what is not the compiler's to give is put back from the
    // stack. The number is written here so that whoever reads the machine code finds it before the call.
    unsafe {
        asm!(
            "push ebx",
            "push esi",
            "push edi",
            "mov ebx, [eax]",
            "mov ecx, [eax + 4]",
            "mov edx, [eax + 8]",
            "mov esi, [eax + 12]",
            "mov edi, [eax + 16]",
            "mov eax, {number}",
            "int 0x80",
            "pop edi",
            "pop esi",
            "pop ebx",
            number = const NUMBER,
            inout("eax") arguments.as_ptr() => answer,
            out("ecx") _,
            out("edx") _,
        );
    }
    answer
}
