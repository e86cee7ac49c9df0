//! The system calls of a library for arm64, read from its instructions.

use super::{REACH, SYSCALL};
use object::elf::FileHeader64;
use object::read::elf::ElfFile;
use object::{
    Endianness, Object, ObjectSection, ObjectSymbol, ObjectSymbolTable, RelocationTarget,
    SectionKind,
};

/// The register that an `SVC` takes its number from.
const OF_SVC: u32 = 8;

/// The register that a function takes its first argument from.
const OF_FUNCTION: u32 = 0;

/// The numbers of all calls, sorted; `None` for one that can't be told.
pub fn numbers(file: &ElfFile<'_, FileHeader64<Endianness>>) -> object::Result<Vec<Option<u32>>> {
    let mut codes = Vec::new();
    for section in file.sections().filter(|section| section.kind() == SectionKind::Text) {
        codes.push((section.address(), words(section.data()?)));
    }
    let slot = slot(file);
    let stub = codes.iter().find_map(|(address, code)| stub(code, *address, slot?));
    let mut numbers: Vec<Option<u32>> =
        codes.iter().flat_map(|(address, code)| made(code, *address, stub)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

/// Where the linker writes the address of `syscall`.
fn slot(file: &ElfFile<'_, FileHeader64<Endianness>>) -> Option<u64> {
    let symbols = file.dynamic_symbol_table()?;
    let is_syscall = |target| match target {
        RelocationTarget::Symbol(index) => {
            symbols.symbol_by_index(index).is_ok_and(|it| it.name() == Ok(SYSCALL))
        }
        _ => false,
    };
    let mut relocations = file.dynamic_relocations()?;
    relocations.find(|(_, it)| is_syscall(it.target())).map(|(address, _)| address)
}

fn words(code: &[u8]) -> Vec<u32> {
    let words = code.chunks_exact(4).filter_map(|word| word.try_into().ok());
    words.map(u32::from_le_bytes).collect()
}

/// The address of the piece of code that goes where a slot points: `ADRP X16; LDR X17, [X16, #imm]`.
fn stub(code: &[u32], address: u64, slot: u64) -> Option<u64> {
    const BTI_C: u32 = 0xd503_245f;
    let goes_there = |at: usize| {
        let [adrp, ldr] = *code.get(at..at + 2)? else { return None };
        if adrp & 0x9f00_001f != 0x9000_0010 || ldr & 0xffc0_03ff != 0xf940_0211 {
            return None;
        }
        let pages = signed(adrp >> 3 & 0x1f_fffc | adrp >> 29 & 3, 21);
        let page = (address_of(at, address) & !0xfff).wrapping_add_signed(pages << 12);
        (page + u64::from(ldr >> 10 & 0xfff) * 8 == slot).then_some(at)
    };
    let at = (0..code.len()).find_map(goes_there)?;
    let padded = at.checked_sub(1).filter(|before| code.get(*before) == Some(&BTI_C));
    Some(address_of(padded.unwrap_or(at), address))
}

/// The numbers of the calls in some code.
fn made(code: &[u32], address: u64, stub: Option<u64>) -> Vec<Option<u32>> {
    let of = |(at, word): (usize, &u32)| {
        let register = if word & 0xffe0_001f == 0xd400_0001 {
            OF_SVC
        } else if branch(*word, address_of(at, address)).is_some_and(|to| Some(to) == stub) {
            OF_FUNCTION
        } else {
            return None;
        };
        Some(value(code, at, register))
    };
    code.iter().enumerate().filter_map(of).collect()
}

/// Where a `B` or `BL` goes.
fn branch(word: u32, address: u64) -> Option<u64> {
    let is = word & 0x7c00_0000 == 0x1400_0000;
    is.then(|| address.wrapping_add_signed(signed(word & 0x3ff_ffff, 26) * 4))
}

fn address_of(at: usize, start: u64) -> u64 {
    start + 4 * at as u64
}

fn signed(value: u32, bits: u32) -> i64 {
    let value = i64::from(value);
    if value >> (bits - 1) & 1 == 1 { value - (1 << bits) } else { value }
}

/// The number that the last instruction to write a register before `at` wrote, if it was `MOVZ`.
fn value(code: &[u32], at: usize, register: u32) -> Option<u32> {
    let written = (at.saturating_sub(REACH)..at).rev().find_map(|before| {
        let apart = outlined(code, before);
        let words = apart.or_else(|| code.get(before..=before)).unwrap_or_default();
        words.iter().rev().find(|word| writes(**word, register))
    })?;
    // Of 32 or 64 bits, not shifted.
    let is_movz = written & 0x7fe0_001f == 0x5280_0000 | register;
    is_movz.then_some(written >> 5 & 0xffff)
}

/// What the `BL` at `at` calls, if it is a few instructions that the compiler found in several places and
/// put apart: straight, and no function with a frame of its own.
fn outlined(code: &[u32], at: usize) -> Option<&[u32]> {
    const MOST: usize = 16;
    const RET: u32 = 0xd65f_03c0;
    let call = code.get(at).filter(|word| *word & 0xfc00_0000 == 0x9400_0000)?;
    let distance = isize::try_from(signed(call & 0x3ff_ffff, 26)).ok()?;
    let body = code.get(at.checked_add_signed(distance)?..)?;
    let end =
        body.iter().take(MOST).position(|word| matches!(word >> 25 & 0xf, 0b1010 | 0b1011))?;
    body.get(..end).filter(|_| body.get(end) == Some(&RET))
}

/// Whether an instruction may write a general register, or comes from elsewhere (Arm A64, C4.1).
fn writes(word: u32, register: u32) -> bool {
    let first = word & 0x1f == register;
    let second = word >> 10 & 0x1f == register;
    match word >> 25 & 0xf {
        // Data processing, of an immediate value and of registers.
        0b1000 | 0b1001 | 0b0101 | 0b1101 => first,
        // Branches. One on a condition goes on here; what `B`, `RET` and `BRK` stand before came from
        // elsewhere; a function that was called keeps neither of the two registers.
        0b1010 | 0b1011 => {
            let conditional = word & 0xfe00_0000 == 0x5400_0000 // B.cond
                || word & 0x7c00_0000 == 0x3400_0000; // CBZ, CBNZ, TBZ, TBNZ
            let system = word & 0xff00_0000 == 0xd500_0000; // hints, barriers, MRS
            let svc = word & 0xffe0_001f == 0xd400_0001;
            let reads_system = word & 0xfff0_0000 == 0xd530_0000; // MRS
            !(conditional || system || svc) || reads_system && first || svc && register == 0
        }
        // Loads and stores; those of vector registers aside.
        0b0100 | 0b0110 | 0b1100 | 0b1110 => {
            let vector = word >> 26 & 1 == 1;
            let literal = word & 0x3b00_0000 == 0x1800_0000;
            let pair = word & 0x3a00_0000 == 0x2800_0000;
            let load = word >> 22 & 1 == 1;
            match (pair, literal) {
                _ if vector => false,
                (true, _) => load && (first || second),
                (_, true) => first,
                _ => (load || word >> 23 & 1 == 1) && first,
            }
        }
        // Floating point and vectors: only what moves to a general register.
        0b0111 | 0b1111 => {
            let converts = word & 0x5f20_fc00 == 0x1e20_0000;
            let moves = word & 0xbfe0_ec00 == 0x0e00_2c00; // SMOV, UMOV
            (converts || moves) && first
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use object::write::{Object as Written, StandardSection};
    use object::{Architecture, BinaryFormat};

    use super::*;

    const SVC: u32 = 0xd400_0001;
    const NOP: u32 = 0xd503_201f;

    /// `MOV Wregister, #value`.
    fn mov(register: u32, value: u32) -> u32 {
        0x5280_0000 | value << 5 | register
    }

    /// A library with this code.
    fn library(code: &[u32]) -> Vec<u8> {
        let mut object = Written::new(BinaryFormat::Elf, Architecture::Aarch64, Endianness::Little);
        let text = object.section_id(StandardSection::Text);
        let bytes: Vec<u8> = code.iter().flat_map(|word| word.to_le_bytes()).collect();
        object.append_section_data(text, &bytes, 4);
        object.write().unwrap()
    }

    fn found(code: &[u32]) -> Vec<Option<u32>> {
        numbers(&ElfFile::parse(library(code).as_slice()).unwrap()).unwrap()
    }

    #[test]
    fn numbers_of_system_calls_are_read_from_a_library() {
        assert_eq!(
            found(&[mov(0, 3), mov(8, 63), NOP, SVC, mov(8, 57), SVC]),
            [Some(57), Some(63)]
        );
        assert_eq!(found(&[mov(8, 63), NOP]), []);
    }

    #[test]
    fn a_number_that_is_not_plain_can_not_be_told() {
        for (name, before) in [
            ("nothing", vec![]),
            ("mov x8, x0", vec![mov(8, 63), 0xaa00_03e8]),
            ("ldr x8, [sp]", vec![mov(8, 63), 0xf940_03e8]),
            ("ldp x9, x8, [sp]", vec![mov(8, 63), 0xa940_23e9]),
            ("csel w8, w9, w10, eq", vec![mov(8, 63), 0x1a8a_0128]),
            ("movk w8, #1, lsl #16", vec![mov(8, 63), 0x72a0_0028]),
            ("bl", vec![mov(8, 63), 0x9400_0100]),
            ("ret", vec![mov(8, 63), 0xd65f_03c0]),
            ("mrs x8, tpidr_el0", vec![mov(8, 63), 0xd53b_d048]),
            ("fmov x8, d0", vec![mov(8, 63), 0x9e66_0008]),
            ("umov w8, v0.s[0]", vec![mov(8, 63), 0x0e04_3c08]),
            ("too far", [vec![mov(8, 63)], vec![NOP; REACH]].concat()),
        ] {
            assert_eq!(found(&[before, vec![SVC]].concat()), [None], "{name}");
        }
    }

    #[test]
    fn what_does_not_write_the_register_is_passed_over() {
        for (name, between) in [
            ("str x8, [sp]", 0xf900_03e8),
            ("stp x8, x9, [sp, #-16]!", 0xa9bf_27e8),
            ("movi v8.2d, #0", 0x6f00_e408),
            ("ldr d8, [sp]", 0xfd40_03e8),
            ("cbz x8", 0xb400_0048),
            ("b.eq", 0x5400_0040),
            ("mov w9, #1", mov(9, 1)),
        ] {
            assert_eq!(found(&[mov(8, 63), between, SVC]), [Some(63)], "{name}");
        }
    }

    #[test]
    fn what_the_compiler_put_apart_is_looked_through() {
        const RET: u32 = 0xd65f_03c0;
        let to = |words: u32| 0x9400_0000 | words;
        let apart = |body: &[u32]| [&[mov(8, 63), to(3), SVC, RET], body].concat();
        for (name, body, number) in [
            ("another register", vec![mov(1, 7), RET], Some(63)),
            ("the register", vec![mov(8, 57), RET], Some(57)),
            ("the register, from another", vec![0xaa00_03e8, RET], None),
            ("a function", vec![0xa9bf_7bfd, to(9), RET], None),
            ("no end", vec![NOP, mov(1, 7)], None),
        ] {
            assert_eq!(found(&apart(&body)), [number], "{name}");
        }
        assert_eq!(found(&[mov(8, 63), 0x97ff_0000, SVC]), [None], "outside");
    }

    #[test]
    fn calls_of_the_function_that_takes_a_number_are_found() {
        // The code lies at 0x1000, and at 0x1010: ADRP X16, 0x3000; LDR X17, [X16, #0x18].
        let adrp = 0xd000_0010;
        let code = [mov(0, 278), NOP, 0x9400_0002, NOP, adrp, 0xf940_0e11, 0x9100_6210];
        assert_eq!(stub(&code, 0x1000, 0x3018), Some(0x1010));
        assert_eq!(stub(&code, 0x1000, 0x3020), None);
        assert_eq!(made(&code, 0x1000, Some(0x1010)), [Some(278)]);
        assert_eq!(made(&code, 0x1000, None), []);
        // With a landing pad the calls go there.
        let padded = [0xd503_245f, adrp, 0xf940_0e11];
        assert_eq!(stub(&padded, 0x1000, 0x3018), Some(0x1000));
        // Backwards, and at the end of a function.
        assert_eq!(branch(0x17ff_ffff, 0x1000), Some(0xffc));
        assert_eq!(made(&[mov(0, 98), 0x17ff_ffff], 0x1000, Some(0x1000)), [Some(98)]);
    }
}
