//! The system calls of a library for 32-bit Arm or x86, as `objdump` lists its code.
//!
//! Strict: what writes a number's register, or may come from elsewhere, and is not a plain constant, leaves
//! the number untold.

use std::path::Path;

use object::{Object, ObjectSection, ObjectSymbol, ObjectSymbolTable, RelocationTarget};

use super::{Numbers, REACH, SYSCALL};
use crate::shell;

/// How an ABI's listing is read.
struct Dialect {
    abi: &'static str,
    objdump: &'static str,
    arguments: &'static [&'static str],
    /// The instruction that asks the kernel, and the parts of the register that it takes its number from.
    instruction: &'static str,
    number: &'static [&'static str],
    /// The register of a function's first argument; none if that is pushed.
    argument: &'static [&'static str],
    /// Where the code goes on elsewhere, or comes from there.
    away: &'static [&'static str],
}

const X86_AWAY: &[&str] = &["jmp", "ret", "call", "ud2", "hlt", "int3", "int", "syscall"];

const DIALECTS: [Dialect; 3] = [
    Dialect {
        abi: "armeabi-v7a",
        objdump: "arm-linux-gnueabihf-objdump",
        arguments: &[],
        instruction: "svc",
        number: &["r7"],
        argument: &["r0"],
        away: &["b", "b.n", "b.w", "bl", "blx", "bx", "pop", "ldmia.w", "udf", "svc"],
    },
    Dialect {
        abi: "x86_64",
        objdump: "objdump",
        arguments: &["--disassembler-options=intel"],
        instruction: "syscall",
        number: &["rax", "eax", "ax", "al", "ah"],
        argument: &["rdi", "edi", "di", "dil"],
        away: X86_AWAY,
    },
    Dialect {
        abi: "x86",
        objdump: "objdump",
        arguments: &["--disassembler-options=intel"],
        instruction: "int 0x80",
        number: &["eax", "ax", "al", "ah"],
        argument: &[],
        away: X86_AWAY,
    },
];

/// A line of a listing.
#[derive(Debug)]
enum Line<'a> {
    /// A section begins.
    Section(&'a str),
    /// A function begins here.
    Function(u64, &'a str),
    /// An instruction, and the place that the listing says it is about.
    Code(u64, String, Option<u64>),
}

/// Where the dynamic linker writes the address of `syscall`, and where such places are counted from.
struct Slots {
    slots: Vec<u64>,
    table: u64,
}

/// The numbers of all calls of a library that has its symbols.
pub fn numbers(abi: &str, symbols: &Path) -> Result<Numbers, String> {
    let dialect = DIALECTS.iter().find(|dialect| dialect.abi == abi);
    let dialect = dialect.ok_or_else(|| format!("nothing reads the code of {abi}"))?;
    let mut objdump = shell::program(dialect.objdump);
    objdump.args(["--disassemble", "--no-show-raw-insn"]).args(dialect.arguments).arg(symbols);
    let text = shell::output(&mut objdump)
        .ok_or_else(|| format!("{} failed: cargo xtask setup --install", dialect.objdump))?;
    let bytes = std::fs::read(symbols).map_err(|error| error.to_string())?;
    let slots = slots(&bytes).map_err(|error| format!("{}: {error}", symbols.display()))?;
    let lines: Vec<_> = text.lines().filter_map(line).collect();
    Ok(made(dialect, &lines, &slots))
}

fn slots(library: &[u8]) -> object::Result<Slots> {
    let file = object::File::parse(library)?;
    let symbols = file.dynamic_symbol_table();
    let is_syscall = |target| match (&symbols, target) {
        (Some(symbols), RelocationTarget::Symbol(index)) => {
            symbols.symbol_by_index(index).is_ok_and(|it| it.name() == Ok(SYSCALL))
        }
        _ => false,
    };
    let relocations = file.dynamic_relocations().into_iter().flatten();
    let slots = relocations.filter(|(_, it)| is_syscall(it.target())).map(|(at, _)| at).collect();
    let table = file.section_by_name(".got.plt").map_or(0, |section| section.address());
    Ok(Slots { slots, table })
}

fn line(text: &str) -> Option<Line<'_>> {
    if let Some(name) = text.strip_prefix("Disassembly of section ") {
        return Some(Line::Section(name.trim_end_matches(':')));
    }
    let address = |text: &str| u64::from_str_radix(text, 16).ok();
    if let Some((start, name)) = text.strip_suffix(">:").and_then(|text| text.split_once(" <")) {
        return Some(Line::Function(address(start)?, name));
    }
    let (at, code) = text.trim_start().split_once(":\t")?;
    // What the listing adds: `# 1c0a20 <name>` on x86, `@ 0xf0` on Arm.
    let added = code.find(" # ").or_else(|| code.find('@'));
    let (code, comment) = code.split_at(added.unwrap_or(code.len()));
    let about = comment.strip_prefix(" # ").and_then(|text| address(text.split(' ').next()?));
    let words: Vec<_> = code.split_whitespace().collect();
    Some(Line::Code(address(at)?, words.join(" "), about))
}

fn made(dialect: &Dialect, lines: &[Line<'_>], slots: &Slots) -> Numbers {
    let stubs = stubs(lines, slots);
    let mut numbers = Vec::new();
    let mut in_stubs = false;
    for (at, line) in lines.iter().enumerate() {
        match line {
            Line::Section(name) => in_stubs = name.starts_with(".plt"),
            Line::Code(_, code, about) if !in_stubs => {
                if is(code, dialect.instruction) {
                    numbers.push(value(dialect, lines, at, dialect.number));
                } else if goes_to(code, *about, &stubs, slots) {
                    numbers.push(match dialect.argument {
                        [] => pushed(dialect, lines, at),
                        register => value(dialect, lines, at, register),
                    });
                }
            }
            _ => {}
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Whether it is this instruction, in any state of the processor and with any operand but a given one.
fn is(code: &str, instruction: &str) -> bool {
    code == instruction || code.split(' ').next() == Some(instruction)
}

/// The pieces of code that go on to `syscall`.
fn stubs(lines: &[Line<'_>], slots: &Slots) -> Vec<u64> {
    let mut stubs = Vec::new();
    let mut in_stubs = false;
    for (at, line) in lines.iter().enumerate() {
        match line {
            Line::Section(name) => in_stubs = name.starts_with(".plt"),
            // What the linker puts between Thumb code and a stub in ARM state.
            Line::Function(start, name) if name.ends_with("Thunk_syscall") => stubs.push(*start),
            Line::Code(start, code, about) if in_stubs => {
                let arm = || arm_slot(lines.get(at..at + 3)?);
                let x86 = code.starts_with("jmp ") && through_slot(code, *about, slots);
                if x86 || arm().is_some_and(|slot| slots.slots.contains(&slot)) {
                    stubs.push(*start);
                }
            }
            _ => {}
        }
    }
    stubs
}

/// Where a stub of Arm's goes: `add ip, pc, #a; add ip, ip, #b; ldr pc, [ip, #c]!`.
fn arm_slot(lines: &[Line<'_>]) -> Option<u64> {
    let [Line::Code(start, first, _), Line::Code(_, second, _), Line::Code(_, third, _)] = lines
    else {
        return None;
    };
    let first = rotated(first.strip_prefix("add ip, pc, #")?)?;
    let second = rotated(second.strip_prefix("add ip, ip, #")?)?;
    let third = rotated(third.strip_prefix("ldr pc, [ip, #")?.strip_suffix("]!")?)?;
    Some((start + 8 + first + second + third) & 0xffff_ffff)
}

/// A constant of Arm's: `20480`, or `0, 12` for one that is turned right by 12 bits.
fn rotated(text: &str) -> Option<u64> {
    let (value, turns) = text.split_once(", ").unwrap_or((text, "0"));
    let value: u32 = value.parse().ok()?;
    Some(value.rotate_right(turns.parse().ok()?).into())
}

/// Whether a call or jump goes to `syscall`.
fn goes_to(code: &str, about: Option<u64>, stubs: &[u64], slots: &Slots) -> bool {
    let Some((mnemonic, to)) = code.split_once(' ') else { return false };
    let goes = mnemonic.starts_with('b') || mnemonic.starts_with('j') || mnemonic == "call";
    let address = to.split(' ').next().and_then(|to| u64::from_str_radix(to, 16).ok());
    goes && (address.is_some_and(|to| stubs.contains(&to)) || through_slot(code, about, slots))
}

/// Whether an operand is the place of the address: from the instruction, or from the table's register.
fn through_slot(code: &str, about: Option<u64>, slots: &Slots) -> bool {
    let by_table = || {
        let (_, place) = code.split_once("DWORD PTR [ebx")?;
        let (sign, digits) = place.strip_suffix(']')?.split_at_checked(1)?;
        let distance = i64::from_str_radix(digits.strip_prefix("0x")?, 16).ok()?;
        let distance = if sign == "-" { -distance } else { distance };
        slots.table.checked_add_signed(distance)
    };
    let place = about.filter(|_| code.contains("[rip")).or_else(by_table);
    place.is_some_and(|place| slots.slots.contains(&place))
}

/// The instructions before one, nearest first, for as long as the code surely came from there.
fn before<'a>(
    dialect: &'a Dialect,
    lines: &'a [Line<'_>],
    at: usize,
) -> impl Iterator<Item = (usize, &'a str)> {
    let code = |(at, line): (usize, &'a Line<'_>)| match line {
        Line::Code(_, code, _) => {
            let mnemonic = code.split(' ').next()?;
            // `pop` of x86 goes nowhere, and Arm's only with the program counter.
            let stays = mnemonic == "pop" && !code.contains("pc");
            (stays || !dialect.away.contains(&mnemonic)).then_some((at, code.as_str()))
        }
        _ => None,
    };
    let nearest = lines.iter().enumerate().take(at).rev();
    nearest.map_while(code).take(REACH)
}

/// The constant that the last instruction about a register put there.
fn value(dialect: &Dialect, lines: &[Line<'_>], at: usize, register: &[&str]) -> Option<u32> {
    let about = |code: &str| words(code).any(|word| register.contains(&word));
    let (at, code) = before(dialect, lines, at).find(|(_, code)| about(code))?;
    let (mnemonic, operands) = code.split_once(' ')?;
    let (to, from) = operands.split_once(',').unwrap_or((operands, ""));
    if !register.contains(&to) {
        return None;
    }
    match (mnemonic, from.trim()) {
        ("movs" | "mov.w" | "movw" | "mov", constant) => number(constant),
        ("xor", same) if same == to => Some(0),
        ("pop", _) => {
            let (_, before) = before(dialect, lines, at).next()?;
            number(before.strip_prefix("push ")?)
        }
        _ => None,
    }
}

/// The constant that is the first argument on the stack.
fn pushed(dialect: &Dialect, lines: &[Line<'_>], at: usize) -> Option<u32> {
    let moves = |code: &str| code.starts_with("push") || words(code).any(|word| word == "esp");
    let (_, code) = before(dialect, lines, at).find(|(_, code)| moves(code))?;
    number(code.strip_prefix("push ").or_else(|| code.strip_prefix("mov DWORD PTR [esp],"))?)
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_ascii_alphanumeric())
}

/// `#384` or `0x180`.
fn number(constant: &str) -> Option<u32> {
    match (constant.strip_prefix('#'), constant.strip_prefix("0x")) {
        (Some(digits), _) => digits.parse().ok(),
        (_, Some(digits)) => u32::from_str_radix(digits, 16).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers in these lines of code, which lie at 0x1000 and on, and in stubs at 0x2000 and on.
    fn found(abi: &str, code: &[&str], stubs: &[&str]) -> Numbers {
        let dialect = DIALECTS.iter().find(|dialect| dialect.abi == abi).unwrap();
        let listed = |start: usize, code: &[&str]| -> String {
            let lines = code.iter().enumerate();
            lines.map(|(at, code)| format!("    {:x}:\t{code}\n", start + 4 * at)).collect()
        };
        let text = format!(
            "Disassembly of section .text:\n\n00001000 <f>:\n{}\n\
             Disassembly of section .plt:\n\n00002000 <.plt>:\n{}",
            listed(0x1000, code),
            listed(0x2000, stubs)
        );
        let lines: Vec<_> = text.lines().filter_map(line).collect();
        made(dialect, &lines, &Slots { slots: vec![0x3018], table: 0x3000 })
    }

    const ARM_STUB: [&str; 3] =
        ["add\tip, pc, #0, 12", "add\tip, ip, #4096\t@ 0x1000", "ldr\tpc, [ip, #16]!\t@ 0x10"];

    #[test]
    fn numbers_before_the_instruction_are_read() {
        let arm = ["mov\tr8, r7", "movw\tr7, #322\t@ 0x142", "svc\t0", "mov\tr7, r8"];
        assert_eq!(found("armeabi-v7a", &arm, &[]), [Some(322)]);
        let x86_64 =
            ["push   0x3", "pop    rax", "mov    rdi,rbx", "syscall", "xor    eax,eax", "syscall"];
        assert_eq!(found("x86_64", &x86_64, &[]), [Some(0), Some(3)]);
        let x86 = ["mov    eax,0x127", "int    0x80", "int    0x81"];
        assert_eq!(found("x86", &x86, &[]), [Some(295)]);
        assert_eq!(found("x86", &["mov    eax,0x127", "nop"], &[]), []);
    }

    #[test]
    fn numbers_of_the_function_that_takes_them_are_read() {
        let arm = ["movs\tr0, #240\t@ 0xf0", "movs\tr2, #129\t@ 0x81", "blx\t2000 <f+0x8>"];
        assert_eq!(found("armeabi-v7a", &arm, &ARM_STUB), [Some(240)]);
        let through = "call   QWORD PTR [rip+0x2000]        # 3018 <syscall>";
        assert_eq!(
            found("x86_64", &["mov    edi,0xca", "xor    eax,eax", through], &[]),
            [Some(202)]
        );
        let other = "call   QWORD PTR [rip+0x2000]        # 3020 <gettid>";
        assert_eq!(found("x86_64", &["mov    edi,0xca", other], &[]), []);
        let stub = ["jmp    QWORD PTR [rip+0x1012]        # 3018 <syscall>"];
        let by_stub = ["mov    edi,0xba", "jmp    2000 <syscall@plt>"];
        assert_eq!(found("x86_64", &by_stub, &stub), [Some(186)]);
        let stub = ["jmp    DWORD PTR [ebx+0x18]"];
        assert_eq!(found("x86", &["push   0xe0", "call   2000 <.plt>"], &stub), [Some(224)]);
        let moved = ["mov    DWORD PTR [esp],0xf0", "mov    ecx,eax", "call   2000 <.plt>"];
        assert_eq!(found("x86", &moved, &stub), [Some(240)]);
    }

    #[test]
    fn a_number_that_is_not_plain_can_not_be_told() {
        for (abi, set, between, call) in [
            ("armeabi-v7a", "movw\tr7, #322", "mov\tr7, r0", "svc\t0"),
            ("armeabi-v7a", "movw\tr7, #322", "movne\tr7, #3", "svc\t0"),
            ("armeabi-v7a", "movw\tr7, #322", "ldr\tr7, [sp]", "svc\t0"),
            ("armeabi-v7a", "movw\tr7, #322", "bl\t1000 <f>", "svc\t0"),
            ("armeabi-v7a", "movw\tr7, #322", "pop\t{r4, pc}", "svc\t0"),
            ("armeabi-v7a", "movs\tr0, #240", "ldmia\tr4, {r0, r1}", "blx\t2000 <f>"),
            ("x86_64", "mov    eax,0x3", "mov    al,BYTE PTR [rbx]", "syscall"),
            ("x86_64", "mov    eax,0x3", "jmp    1000 <f>", "syscall"),
            ("x86_64", "mov    eax,0x3", "or     rax,rbx", "syscall"),
            ("x86_64", "push   rbx", "pop    rax", "syscall"),
            ("x86", "mov    eax,0x3", "ret", "int    0x80"),
        ] {
            assert_eq!(found(abi, &[set, between, call], &ARM_STUB), [None], "{abi}: {between}");
        }
        let stub = ["jmp    DWORD PTR [ebx+0x18]"];
        for last in ["push   eax", "sub    esp,0x8", "mov    DWORD PTR [esp],eax"] {
            let code = ["push   0xf0", last, "call   2000 <.plt>"];
            assert_eq!(found("x86", &code, &stub), [None], "{last}");
        }
        let far = [vec!["mov    eax,0x3"], vec!["nop"; REACH], vec!["syscall"]].concat();
        assert_eq!(found("x86_64", &far, &[]), [None]);
    }
}
