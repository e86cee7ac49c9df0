//! How code begins that an inline hook or a breakpoint was written over.
//!
//! Only where the same code on disk can't be read: there a difference says more.

/// An instruction: bits that are looked at, and what they are.
type Instruction = (u32, u32);

/// `BRK #imm16` (Arm A64, C6.2.50): a software breakpoint.
const BRK: Instruction = (0xffe0_001f, 0xd420_0000);

/// What a compiler may put before a function's first instruction: `BTI` with any target.
const LANDING_PADS: Instruction = (0xffff_ff3f, 0xd503_241f);

/// The two registers that a call may change before it arrives (AAPCS64 6.1.1), so that a trampoline goes
/// through one of them.
const VENEER_REGISTERS: [u32; 2] = [16, 17];

/// Instructions of trampolines for one register.
struct Through {
    ldr: Instruction,
    adrp: Instruction,
    add: Instruction,
    movz: Instruction,
    movk: Instruction,
    br: Instruction,
}

impl Through {
    const fn register(register: u32) -> Self {
        let twice = register << 5 | register;
        Self {
            ldr: (0xff00_001f, 0x5800_0000 | register), // LDR Xt, label
            adrp: (0x9f00_001f, 0x9000_0000 | register), // ADRP Xt, label
            add: (0xff80_03ff, 0x9100_0000 | twice),    // ADD Xt, Xt, #imm
            movz: (0xff80_001f, 0xd280_0000 | register), // MOVZ Xt, #imm
            movk: (0xff80_001f, 0xf280_0000 | register), // MOVK Xt, #imm
            br: (0xffff_ffff, 0xd61f_0000 | register << 5), // BR Xt
        }
    }

    /// The ways of loading an address of another module and going there.
    fn forms(&self) -> [Vec<Instruction>; 4] {
        let Self { ldr, adrp, add, movz, movk, br } = *self;
        [vec![ldr, br], vec![adrp, add, br], vec![movz, movk, br], vec![movz, movk, movk, br]]
    }
}

/// Bytes that x86-64 code begins with: `INT3`, `JMP rel32`, `JMP [RIP]`, `MOV RAX, imm64`.
const X86_64: [&[u8]; 4] = [&[0xcc], &[0xe9], &[0xff, 0x25], &[0x48, 0xb8]];

/// Whether a function's first bytes, in hex, are those of a common inline hook or a breakpoint.
///
/// A plain `B` of A64 is none: compilers end in one what only calls another function.
pub(super) fn is_trampoline(architecture: &str, code: &str) -> bool {
    let Some(code) = bytes(code) else { return false };
    match architecture {
        "x86_64" => X86_64.iter().any(|start| code.starts_with(start)),
        "aarch64" => {
            let words = code.chunks_exact(4).filter_map(|word| word.try_into().ok());
            let words: Vec<u32> = words.map(u32::from_le_bytes).collect();
            let behind_pad = words.split_first().filter(|(first, _)| is(**first, LANDING_PADS));
            let words = behind_pad.map_or(words.as_slice(), |(_, rest)| rest);
            let through = VENEER_REGISTERS.map(|register| Through::register(register).forms());
            begins(words, &[BRK]) || through.iter().flatten().any(|form| begins(words, form))
        }
        _ => false,
    }
}

fn is(word: u32, (mask, value): Instruction) -> bool {
    word & mask == value
}

fn begins(words: &[u32], form: &[Instruction]) -> bool {
    words.len() >= form.len() && words.iter().zip(form).all(|(word, like)| is(*word, *like))
}

/// The bytes of hexadecimal digits; a capture may hold anything there.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    };
    digits.as_bytes().chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a64(words: &[u32]) -> bool {
        let code: Vec<String> =
            words.iter().flat_map(|w| w.to_le_bytes()).map(|byte| format!("{byte:02x}")).collect();
        is_trampoline("aarch64", &code.concat())
    }

    const BR_X16: u32 = 0xd61f_0200;
    const BR_X17: u32 = 0xd61f_0220;
    const BTI_C: u32 = 0xd503_245f;

    #[test]
    fn each_way_of_going_elsewhere_is_known() {
        for (name, words) in [
            ("brk #0", vec![0xd420_0000]),
            ("brk #0xf000", vec![0xd43e_0000]),
            ("ldr x16, #8; br x16", vec![0x5800_0050, BR_X16, 0x1234_5678, 0x7f]),
            ("ldr x17, #8; br x17", vec![0x5800_0051, BR_X17]),
            ("ldr x17, #12; br x17", vec![0x5800_0071, BR_X17]),
            ("bti c; ldr x16, #8; br x16", vec![BTI_C, 0x5800_0050, BR_X16]),
            ("bti j; brk #1", vec![0xd503_249f, 0xd420_0020]),
            ("adrp x17; add x17; br x17", vec![0xb000_0011, 0x9100_4231, BR_X17]),
            ("movz x16; movk x16; br x16", vec![0xd282_4690, 0xf2aa_cf10, BR_X16]),
            (
                "movz x17; movk x17; movk x17; br x17",
                vec![0xd282_4691, 0xf2aa_cf11, 0xf2c0_0ff1, BR_X17],
            ),
        ] {
            assert!(a64(&words), "{name}");
        }
    }

    #[test]
    fn what_compilers_write_is_none() {
        for (name, words) in [
            ("stp x29, x30, [sp, #-32]!", vec![0xa9be_7bfd, 0x9100_03fd]),
            ("paciasp; stp", vec![0xd503_233f, 0xa9be_7bfd]),
            ("bti c; b", vec![BTI_C, 0x1400_0010]),
            ("b", vec![0x1400_0010]),
            ("mov x8, #63; svc #0", vec![0xd280_07e8, 0xd400_0001]),
            ("ldr x16; br x17", vec![0x5800_0050, BR_X17]),
            ("ldr x8, #8; br x16", vec![0x5800_0048, BR_X16]),
            ("adrp x16; ldr x17; add x16; br x17", vec![0x9000_0010, 0xf940_0211, 0x9100_0210]),
            ("movz x16, and no branch", vec![0xd282_4690, 0xf2aa_cf10]),
            ("brk as a second instruction", vec![0xa9be_7bfd, 0xd420_0000]),
            ("nothing", vec![]),
        ] {
            assert!(!a64(&words), "{name}");
        }
    }

    #[test]
    fn a_trampoline_is_known_by_the_captures_own_architecture() {
        for code in ["e9deadbeef", "ff2500000000", "cc", "48b81122334455667788"] {
            assert!(is_trampoline("x86_64", code), "{code}");
            assert!(!is_trampoline("aarch64", code), "{code}");
            assert!(!is_trampoline("riscv64", code), "{code}");
        }
        assert!(!is_trampoline("x86_64", "554189f248"));
        assert!(!is_trampoline("x86_64", "000020d4"));
        assert!(is_trampoline("aarch64", "000020d4"));
    }

    #[test]
    fn what_is_not_hexadecimal_is_no_code() {
        for code in ["", "c", "e9d", "zz", "\u{e9}\u{e9}", "+1+1"] {
            assert!(!is_trampoline("x86_64", code), "{code}");
            assert!(!is_trampoline("aarch64", code), "{code}");
        }
    }
}
