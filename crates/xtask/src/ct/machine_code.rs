//! x86-64 machine code as `objdump` prints it (AT&T syntax), function by function.

use std::collections::BTreeMap;
use std::path::Path;

use crate::shell;

/// A register: 0 to 15 are general ones, 16 to 47 vectors, 48 to 55 the masks of AVX-512. Parts count
/// as the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Register(pub usize);

/// Registers there are.
pub const REGISTERS: usize = 56;
/// The register that a function returns its result in.
pub const RAX: Register = Register(0);
/// The stack pointer.
pub const RSP: Register = Register(4);
/// The frame pointer, where a function keeps one.
pub const RBP: Register = Register(5);
/// What a callee may change: rax, rcx, rdx, rsi, rdi, r8 to r11. Vectors beside.
pub const CALLER_SAVED: [usize; 9] = [0, 1, 2, 6, 7, 8, 9, 10, 11];

const GENERAL: [[&str; 4]; 8] = [
    ["rax", "eax", "ax", "al"],
    ["rcx", "ecx", "cx", "cl"],
    ["rdx", "edx", "dx", "dl"],
    ["rbx", "ebx", "bx", "bl"],
    ["rsp", "esp", "sp", "spl"],
    ["rbp", "ebp", "bp", "bpl"],
    ["rsi", "esi", "si", "sil"],
    ["rdi", "edi", "di", "dil"],
];

/// The register of this name, and how many bytes of it are meant.
pub fn register(name: &str) -> Option<(Register, usize)> {
    let sizes = [8, 4, 2, 1];
    for (number, names) in GENERAL.iter().enumerate() {
        if let Some(size) = names.iter().position(|known| *known == name) {
            return Some((Register(number), *sizes.get(size)?));
        }
    }
    if let Some(at) = ["ah", "ch", "dh", "bh"].iter().position(|known| *known == name) {
        return Some((Register(at), 1));
    }
    if let Some(number) = name.strip_prefix('r') {
        let digits = number.trim_end_matches(['d', 'w', 'b']);
        let size = match number.get(digits.len()..)? {
            "d" => 4,
            "w" => 2,
            "b" => 1,
            _ => 8,
        };
        return digits.parse().ok().filter(|number| *number < 16).map(|n| (Register(n), size));
    }
    if let Some(number) = name.strip_prefix('k') {
        return number.parse::<usize>().ok().filter(|n| *n < 8).map(|n| (Register(48 + n), 8));
    }
    let (kind, number) = name.split_at_checked(3)?;
    let size = match kind {
        "xmm" => 16,
        "ymm" => 32,
        "zmm" => 64,
        _ => return None,
    };
    number.parse::<usize>().ok().filter(|n| *n < 32).map(|n| (Register(16 + n), size))
}

impl Register {
    /// Masks as well.
    pub fn is_vector(self) -> bool {
        self.0 >= 16
    }

    pub fn is_mask(self) -> bool {
        self.0 >= 48
    }
}

/// A memory operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address {
    pub displacement: i64,
    /// None for an address that is relative to the instruction.
    pub base: Option<Register>,
    pub index: Option<Register>,
}

/// What an instruction works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A constant, 0 where it is a name.
    Constant(i64),
    /// A register, and how many bytes of it.
    Register(Register, usize),
    Memory(Address),
}

/// One instruction; `operands` in AT&T's order, the destination last, and before them the mask by
/// which AVX-512 selects elements.
#[derive(Clone, Debug)]
pub struct Instruction {
    pub address: u64,
    pub text: String,
    pub mnemonic: String,
    pub operands: Vec<Operand>,
    /// Where a direct jump or call goes.
    pub target: Option<u64>,
}

/// A function's instructions.
pub struct Function {
    pub name: String,
    pub code: Vec<Instruction>,
}

/// A disassembled program.
pub struct Program {
    pub functions: Vec<Function>,
    /// Names by address: functions, and the slots through which others are called.
    pub names: BTreeMap<u64, String>,
}

/// Disassembles a program that has its symbols.
pub fn disassemble(program: &Path) -> Result<Program, String> {
    let mut objdump = shell::program("objdump");
    let text = shell::output(
        objdump.args(["--disassemble", "--demangle", "--no-show-raw-insn"]).arg(program),
    )
    .ok_or("objdump failed")?;
    let mut objdump = shell::program("objdump");
    let relocations =
        shell::output(objdump.arg("--dynamic-reloc").arg(program)).ok_or("objdump failed")?;
    Ok(parse(&text, &relocations))
}

fn parse(text: &str, relocations: &str) -> Program {
    let (mut functions, mut names) = (Vec::<Function>::new(), BTreeMap::new());
    for line in text.lines() {
        if let Some((address, name)) = header(line) {
            names.insert(address, name.to_owned());
            functions.push(Function { name: name.to_owned(), code: Vec::new() });
        } else if let Some(function) = functions.last_mut() {
            function.code.extend(instruction(line));
        }
    }
    for line in relocations.lines() {
        let mut words = line.split_whitespace();
        if let (Some(slot), Some(_), Some(value)) = (words.next(), words.next(), words.next())
            && let Ok(slot) = u64::from_str_radix(slot, 16)
        {
            let local = value.strip_prefix("*ABS*+0x").map(|hex| u64::from_str_radix(hex, 16));
            let name = match local {
                Some(Ok(address)) => names.get(&address).cloned(),
                _ => value.split('@').next().map(String::from),
            };
            names.extend(name.map(|name| (slot, name)));
        }
    }
    Program { functions, names }
}

/// `00000000000bb840 <name>:`.
fn header(line: &str) -> Option<(u64, &str)> {
    let (address, name) = line.strip_suffix(">:")?.split_once(" <")?;
    Some((u64::from_str_radix(address, 16).ok()?, name))
}

/// `   c14c6:\tmovzbl (%r8),%r15d`, or none for another line.
fn instruction(line: &str) -> Option<Instruction> {
    let (address, text) = line.trim_start().split_once(":\t")?;
    let address = u64::from_str_radix(address, 16).ok()?;
    let (code, comment) = text.split_once('#').unwrap_or((text, ""));
    let mut words = code.split_whitespace().peekable();
    while words.next_if(|word| PREFIXES.contains(word)).is_some() {}
    let mnemonic = words.next()?.to_owned();
    let arguments = words.next().unwrap_or_default();
    let is_jump = mnemonic.starts_with('j') || mnemonic.starts_with("call");
    let hexadecimal = |text: &str| u64::from_str_radix(text, 16).ok();
    let target = match is_jump {
        true if arguments.starts_with('*') => {
            comment.split_whitespace().next().and_then(hexadecimal)
        }
        true => hexadecimal(arguments),
        false => None,
    };
    let mask = arguments.split_once("{%").and_then(|(_, rest)| register(rest.split('}').next()?));
    let mask = mask.map(|(register, size)| Operand::Register(register, size));
    let operands = mask.into_iter().chain(split(arguments).into_iter().map(operand)).collect();
    Some(Instruction { address, text: code.trim().to_owned(), mnemonic, operands, target })
}

const PREFIXES: [&str; 8] = ["rep", "repz", "repnz", "lock", "cs", "data16", "bnd", "notrack"];

/// Splits at commas outside parentheses.
fn split(arguments: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, byte) in arguments.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            b',' if depth == 0 => {
                parts.extend(arguments.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(arguments.get(start..).filter(|last| !last.is_empty()));
    parts
}

fn operand(text: &str) -> Operand {
    // `{1to8}`, `{%k1}` and `{z}` stand behind an operand.
    let text = text.trim_start_matches('*').split('{').next().unwrap_or_default();
    if let Some((register, size)) = text.strip_prefix('%').and_then(register) {
        return Operand::Register(register, size);
    }
    let Some((displacement, inside)) = text.strip_suffix(')').and_then(|text| text.split_once('('))
    else {
        return Operand::Constant(number(text.trim_start_matches('$')));
    };
    let displacement = displacement.rsplit(':').next().unwrap_or_default();
    let mut parts = inside.split(',').map(|part| part.trim_start_matches('%'));
    let mut next = || parts.next().and_then(register).map(|(register, _)| register);
    let (base, index) = (next(), next());
    Operand::Memory(Address { displacement: number(displacement), base, index })
}

/// `-0x1f`, `0x20` or nothing.
fn number(text: &str) -> i64 {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let digits = digits.trim_start_matches("0x");
    // Constants are printed without a sign: the top half is negative.
    sign * u64::from_str_radix(digits, 16).map_or(0, u64::cast_signed)
}

/// The program of one function whose lines are these instructions, one byte each.
#[cfg(test)]
pub fn parse_for_tests(code: &str) -> Program {
    let lines: Vec<_> =
        code.lines().enumerate().map(|(at, line)| format!("{at:x}:\t{line}")).collect();
    parse(&format!("0 <f>:\n{}\n", lines.join("\n")), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read() {
        let text = "0000000000001000 <f>:\n    1000:\tmov    %rax,-0x10(%rbp,%rdi,8)\n    \
                    1004:\tje     1000 <f>\n    1006:\tcall   *0x20(%rip)        # 2000 <_D+0x1>\n";
        let program = parse(text, "0000000000002000 R_X86_64_RELATIVE  *ABS*+0x0000000000001000\n");
        let [mov, je, call] = program.functions[0].code.as_slice() else { panic!("three") };
        let memory = Address {
            displacement: -16,
            base: Some(RBP),
            index: register("rdi").map(|(register, _)| register),
        };
        assert_eq!(mov.operands, [Operand::Register(RAX, 8), Operand::Memory(memory)]);
        assert_eq!((je.target, call.target), (Some(0x1000), Some(0x2000)));
        assert_eq!(program.names[&0x2000], "f");
    }

    #[test]
    fn parts_of_a_register_are_the_register() {
        let whole =
            ["r9", "r9d", "r9w", "r9b"].map(|name| register(name).map(|(number, _)| number));
        assert_eq!(whole, [Some(Register(9)); 4]);
        assert_eq!(register("ymm3"), Some((Register(19), 32)));
        assert_eq!(register("k2"), Some((Register(50), 8)));
        assert_eq!(register("rip"), None);
    }
}
