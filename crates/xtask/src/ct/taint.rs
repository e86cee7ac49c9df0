//! Follows secrets through one compiled function, from what it loads to what it branches on.
//!
//! Whatever is loaded from memory is secret, unless it lies at a fixed place of the program, was
//! put on the stack by the function as public, or is read through a pointer to a public structure.
//! Arguments are public: they are lengths and pointers. A vector that comes as an argument is
//! secret. What is computed from a secret is secret. The result are the uses of a secret that show
//! in time: as a condition, as an address, as the divisor or dividend of a division.
//!
//! The analysis is of one function by itself; what a callee returns is secret. It knows the stack
//! byte by byte where a constant address is used. Around an address of the stack that is computed
//! ([`OBJECT`]) constants and vectors that were put there are not public for long, because what
//! begins there may be written through that address; a general register that was put there is, since
//! compilers keep registers on the stack but don't keep what they keep inside of something else.

use std::collections::{BTreeMap, BTreeSet};

use super::machine_code::{
    Address, CALLER_SAVED, Instruction, Operand, Program, RAX, RBP, REGISTERS, RSP, Register,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    Public,
    /// The same on the stack, put there as the start of something that may be written to.
    Initial,
    /// A pointer to a structure whose members are public.
    PublicStructure,
    Secret,
}

use Value::{Initial, Public, PublicStructure, Secret};

impl Value {
    fn with(self, other: Self) -> Self {
        if self == Secret || other == Secret { Secret } else { Public }
    }

    fn is_secret(self) -> bool {
        self == Secret
    }
}

/// A byte of the stack, counted from the frame pointer or from the stack pointer on entry.
type Place = (Register, i64);

/// Bytes from an address of the stack on that may be written through it.
const OBJECT: i64 = 32;
/// Bytes of the stack that a store with an index may reach.
const ARRAY: i64 = 512;

/// What is known before an instruction.
#[derive(Clone, PartialEq)]
struct State {
    registers: [Value; REGISTERS],
    flags: Value,
    /// Where the stack pointer is, counted from where it was on entry.
    depth: i64,
    /// What is absent is secret.
    stack: BTreeMap<Place, Value>,
}

impl State {
    /// Takes in another way to get here; true where that changed something.
    fn merge(&mut self, other: &Self) -> bool {
        let before = self.clone();
        for (mine, theirs) in self.registers.iter_mut().zip(other.registers) {
            *mine = if *mine == theirs { theirs } else { mine.with(theirs) };
        }
        self.flags = self.flags.with(other.flags);
        self.stack.retain(|place, _| other.stack.contains_key(place));
        for (place, mine) in &mut self.stack {
            let theirs = other.stack.get(place).copied().unwrap_or(Secret);
            *mine = if *mine == theirs { theirs } else { mine.with(theirs) };
        }
        *self != before
    }
}

/// A use of a secret that shows in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub address: u64,
    /// `branch`, `address` or `division`.
    pub kind: &'static str,
    pub instruction: String,
}

/// The findings in a function, by address. `public` are the arguments that point to public
/// structures.
pub fn findings(program: &Program, code: &[Instruction], public: &[Register]) -> Vec<Finding> {
    let keeps_frame = |instruction: &Instruction| {
        instruction.mnemonic == "mov"
            && instruction.operands == [Operand::Register(RSP, 8), Operand::Register(RBP, 8)]
    };
    let has_frame = code.iter().any(keeps_frame);
    let mut analysis = Analysis { program, code, has_frame, taken: BTreeSet::new() };
    loop {
        let known = analysis.taken.len();
        let found = analysis.run(public);
        // Addresses that were found late count from the start.
        if analysis.taken.len() == known {
            return found;
        }
    }
}

struct Analysis<'p> {
    program: &'p Program,
    code: &'p [Instruction],
    /// Whether rbp is a frame pointer here.
    has_frame: bool,
    /// Addresses of the stack that are computed somewhere.
    taken: BTreeSet<Place>,
}

impl Analysis<'_> {
    fn run(&mut self, public: &[Register]) -> Vec<Finding> {
        let code = self.code;
        let places: BTreeMap<u64, usize> =
            code.iter().enumerate().map(|(at, instruction)| (instruction.address, at)).collect();
        let mut registers = [Public; REGISTERS];
        for (number, value) in registers.iter_mut().enumerate() {
            if Register(number).is_vector() {
                *value = Secret;
            } else if public.contains(&Register(number)) {
                *value = PublicStructure;
            }
        }
        let start = State { registers, flags: Public, depth: 0, stack: BTreeMap::new() };
        let mut states = BTreeMap::from([(0, start)]);
        let (mut found, mut waiting) = (BTreeMap::new(), vec![0]);
        while let Some(at) = waiting.pop() {
            let (Some(instruction), Some(state)) = (code.get(at), states.get(&at)) else {
                continue;
            };
            let mut state = state.clone();
            if let Some(kind) = self.misuse(instruction, &state) {
                let (address, text) = (instruction.address, instruction.text.clone());
                found.insert(at, Finding { address, kind, instruction: text });
            }
            let falls_through = self.step(instruction, &mut state);
            let jump =
                instruction.mnemonic.starts_with('j').then_some(instruction.target).flatten();
            let target = jump.and_then(|target| places.get(&target)).copied();
            for next in target.into_iter().chain(falls_through.then_some(at + 1)) {
                let changed = match states.get_mut(&next) {
                    Some(known) => known.merge(&state),
                    None => states.insert(next, state.clone()).is_none(),
                };
                if changed {
                    waiting.push(next);
                }
            }
        }
        found.into_values().collect()
    }

    /// Whether an instruction shows a secret in time.
    fn misuse(&self, instruction: &Instruction, state: &State) -> Option<&'static str> {
        let name = instruction.mnemonic.as_str();
        if name.starts_with("nop") {
            return None;
        }
        let conditional = name.starts_with('j') && name != "jmp";
        if conditional && state.flags.is_secret() {
            return Some("branch");
        }
        let secret = |register: Option<Register>| {
            register
                .and_then(|register| state.registers.get(register.0))
                .is_some_and(|v| v.is_secret())
        };
        let addresses = instruction.operands.iter().any(|operand| match operand {
            Operand::Memory(address) => secret(address.base) || secret(address.index),
            Operand::Register(register, _) => name == "jmp" && secret(Some(*register)),
            Operand::Constant(_) => false,
        });
        if addresses && !name.starts_with("lea") {
            return Some("address");
        }
        let divides = name.starts_with("div") || name.starts_with("idiv");
        let of_secret = secret(Some(RAX))
            || instruction.operands.iter().any(|o| self.value(*o, 8, state).is_secret());
        (divides && of_secret).then_some("division")
    }

    /// What an operand of `size` bytes holds.
    fn value(&self, operand: Operand, size: usize, state: &State) -> Value {
        match operand {
            Operand::Constant(_) => Public,
            Operand::Register(register, _) => {
                state.registers.get(register.0).copied().unwrap_or(Secret)
            }
            Operand::Memory(address) => self.load(address, size, state),
        }
    }

    fn load(&self, address: Address, size: usize, state: &State) -> Value {
        if let Some(place) = self.place(address, state) {
            if is_argument(place) {
                return Public;
            }
            let mut bytes = bytes(place, size).map(|byte| self.byte(byte, state));
            let first = bytes.next().unwrap_or(Secret);
            return bytes.fold(first, |all, byte| if all == byte { all } else { all.with(byte) });
        }
        match (address.base, address.index) {
            // Relative to the instruction: a constant of the program, or what the processor has.
            (None, None) => Public,
            (Some(base), None) if state.registers.get(base.0) == Some(&PublicStructure) => Public,
            _ => Secret,
        }
    }

    /// The byte of the stack that a constant address means.
    fn place(&self, address: Address, state: &State) -> Option<Place> {
        match (address.base?, address.index) {
            (RSP, None) => Some((RSP, address.displacement + state.depth)),
            (RBP, None) if self.has_frame => Some((RBP, address.displacement)),
            _ => None,
        }
    }

    fn byte(&self, byte: Place, state: &State) -> Value {
        let (base, at) = byte;
        let near = (base, at - OBJECT + 1)..=byte;
        match state.stack.get(&byte).copied().unwrap_or(Secret) {
            Initial if self.taken.range(near).next().is_some() => Secret,
            Initial => Public,
            known => known,
        }
    }

    fn store(&self, operand: Option<&Operand>, size: usize, new: Value, state: &mut State) {
        match operand {
            Some(Operand::Register(register, _)) => {
                if let Some(value) = state.registers.get_mut(register.0) {
                    *value = new;
                }
            }
            Some(Operand::Memory(address)) => {
                let array = Address { index: None, ..*address };
                let (place, reach) = match (self.place(*address, state), self.place(array, state)) {
                    (Some(place), _) => (place, size),
                    // Somewhere in an array on the stack: what was public may not be any more.
                    (None, Some(array)) if new.is_secret() => {
                        let (base, from) = array;
                        state
                            .stack
                            .retain(|place, _| !(array..(base, from + ARRAY)).contains(place));
                        return;
                    }
                    _ => return,
                };
                for byte in bytes(place, reach) {
                    if new.is_secret() {
                        state.stack.remove(&byte);
                    } else {
                        state.stack.insert(byte, new);
                    }
                }
            }
            _ => {}
        }
    }

    /// What is computed from these.
    fn sources(&self, state: &State, size: usize, operands: &[Operand]) -> Value {
        operands.iter().fold(Public, |all, operand| all.with(self.value(*operand, size, state)))
    }

    /// Carries one instruction out; whether the next one follows.
    fn step(&mut self, instruction: &Instruction, state: &mut State) -> bool {
        let (name, operands) = (instruction.mnemonic.as_str(), instruction.operands.as_slice());
        let last = operands.last();
        let size = width(name, operands);

        let all_but_last = operands.split_last().map_or(&[][..], |(_, rest)| rest);
        let same =
            matches!(operands, [Operand::Register(a, _), Operand::Register(b, _), ..] if a == b);
        match name {
            _ if name.starts_with("jmp") || name.starts_with("ret") || name == "ud2" => {
                return false;
            }
            _ if name.starts_with('j') => {}
            _ if name.starts_with("call") => return self.call(instruction, state),
            "nop" | "nopw" | "nopl" | "vzeroupper" | "endbr64" => {}
            "push" => {
                let new = self.sources(state, size, operands);
                state.depth -= 8;
                let top = Address { displacement: 0, base: Some(RSP), index: None };
                self.store(Some(&Operand::Memory(top)), 8, new, state);
            }
            "pop" => {
                let top = Address { displacement: 0, base: Some(RSP), index: None };
                let new = self.load(top, 8, state);
                state.depth += 8;
                self.store(last, 8, new, state);
            }
            _ if last == Some(&Operand::Register(RSP, 8)) => state.depth += moved(name, operands),
            "vzeroall" => {
                state.registers.iter_mut().skip(16).take(16).for_each(|value| *value = Public);
            }
            _ if name.starts_with("prefetch") => {}
            _ if name.starts_with("lea") => {
                let Some(Operand::Memory(address)) = operands.first() else { return true };
                let array = Address { index: None, ..*address };
                self.taken.extend(self.place(array, state));
                let part = |register: Option<Register>| {
                    register.and_then(|r| state.registers.get(r.0)).copied().unwrap_or(Public)
                };
                let sum = part(address.base).with(part(address.index));
                self.store(last, size, sum, state);
            }
            _ if name.starts_with("cmp") && !name.starts_with("cmpxchg")
                || name.starts_with("test") =>
            {
                state.flags = self.sources(state, size, operands);
            }
            _ if COMPARES_VECTORS.iter().any(|prefix| name.starts_with(prefix)) => {
                state.flags = self.sources(state, size, operands);
            }
            _ if name.starts_with("set") => self.store(last, 1, state.flags, state),
            _ if name.starts_with("cmov") => {
                let new = self.sources(state, size, operands).with(state.flags);
                self.store(last, size, new, state);
            }
            // A copy keeps what a pointer points to.
            _ if !is_masked(operands)
                && ["mov", "vmov", "kmov"].iter().any(|start| name.starts_with(start)) =>
            {
                let new = operands.first().map_or(Secret, |from| self.value(*from, size, state));
                let to_memory = matches!(last, Some(Operand::Memory(_)));
                let kept =
                    matches!(operands.first(), Some(Operand::Register(r, _)) if !r.is_vector());
                let initial = to_memory && !kept && new == Public;
                self.store(last, size, if initial { Initial } else { new }, state);
            }
            "xor" | "sub" if same => {
                self.store(last, size, Public, state);
                state.flags = Public;
            }
            "vpxor" | "vpxord" | "vpxorq" | "vxorps" | "vxorpd" if same => {
                self.store(last, size, Public, state);
            }
            "pxor" | "xorps" if same => self.store(last, size, Public, state),
            _ if name.starts_with('v') && operands.len() > 1 => {
                let keeps = is_masked(operands) || READS_LAST.iter().any(|n| name.starts_with(n));
                let new = self.sources(state, size, if keeps { operands } else { all_but_last });
                self.store(last, size, new, state);
            }
            "xchg" => {
                let new = self.sources(state, size, operands);
                operands.iter().for_each(|operand| self.store(Some(operand), size, new, state));
            }
            "mulx" => {
                // Two results; the other factor is rdx.
                let new = self
                    .sources(state, size, operands.get(..1).unwrap_or_default())
                    .with(state.registers.get(2).copied().unwrap_or(Secret));
                operands
                    .iter()
                    .skip(1)
                    .for_each(|operand| self.store(Some(operand), size, new, state));
            }
            "mul" | "imul" | "div" | "idiv" | "mulq" if operands.len() == 1 => {
                let new = self.sources(state, size, operands).with(self.value(
                    Operand::Register(RAX, 8),
                    8,
                    state,
                ));
                for number in [0, 2] {
                    self.store(Some(&Operand::Register(Register(number), 8)), 8, new, state);
                }
                state.flags = new;
            }
            _ => {
                let carries =
                    ["adc", "sbb", "rcl", "rcr"].iter().any(|with| name.starts_with(with));
                let three = operands.len() == 3 && !name.starts_with("sh");
                let mut new =
                    self.sources(state, size, if three { all_but_last } else { operands });
                if carries || name == "adox" {
                    new = new.with(state.flags);
                }
                self.store(last, size, new, state);
                if !KEEPS_FLAGS.contains(&name) {
                    state.flags = new;
                }
            }
        }
        true
    }

    /// Goes into a callee and comes back, unless it never does.
    fn call(&self, instruction: &Instruction, state: &mut State) -> bool {
        let callee = instruction.target.and_then(|target| self.program.names.get(&target));
        let callee = callee.map_or("", String::as_str);
        let ends = ["panic", "_fail", "unwrap_failed", "expect_failed", "_Unwind_Resume", "abort"];
        if ends.iter().any(|part| callee.contains(part)) {
            return false;
        }
        for number in CALLER_SAVED {
            self.store(Some(&Operand::Register(Register(number), 8)), 8, Secret, state);
        }
        // These return the pointer that they were given, a place in a table, what the processor has.
        let public = ["memcpy", "memset", "memmove"].contains(&callee)
            || callee.contains("core::iter::")
            || callee.ends_with("::init_inner");
        if public {
            self.store(Some(&Operand::Register(RAX, 8)), 8, Public, state);
        }
        state.registers.iter_mut().skip(16).for_each(|value| *value = Secret);
        state.flags = Public;
        true
    }
}

const COMPARES_VECTORS: [&str; 7] =
    ["vptest", "ptest", "vtest", "vcomis", "vucomis", "kortest", "ktest"];
/// Their destination is a source.
const READS_LAST: [&str; 6] = ["vpternlog", "vpermi2", "vpermt2", "vfm", "vpshldv", "vpshrdv"];
const KEEPS_FLAGS: [&str; 7] = ["not", "bswap", "rorx", "shlx", "shrx", "sarx", "cltq"];

/// Whether a mask selects the elements that are written.
fn is_masked(operands: &[Operand]) -> bool {
    operands.len() > 2
        && matches!(operands.first(), Some(Operand::Register(register, _)) if register.is_mask())
}

/// Arguments beyond the registers stand above the return address.
fn is_argument((base, at): Place) -> bool {
    at >= if base == RBP { 16 } else { 8 }
}

fn bytes((base, from): Place, size: usize) -> impl Iterator<Item = Place> {
    (from..).take(size).map(move |at| (base, at))
}

/// How far an instruction moves the stack pointer; to align it, beyond everything that is known.
fn moved(name: &str, operands: &[Operand]) -> i64 {
    match (name.trim_end_matches('q'), operands.first()) {
        ("sub", Some(Operand::Constant(bytes))) => -bytes,
        ("add", Some(Operand::Constant(bytes))) => *bytes,
        _ => -(1 << 20),
    }
}

/// Bytes that an instruction moves.
fn width(name: &str, operands: &[Operand]) -> usize {
    let by_letter = |letter: Option<char>| match letter {
        Some('b') => 1,
        Some('w') => 2,
        Some('l') => 4,
        _ => 8,
    };
    if name.starts_with("movz") || name.starts_with("movs") {
        return by_letter(name.chars().nth(4));
    }
    let registers = operands.iter().filter_map(|operand| match operand {
        Operand::Register(_, size) => Some(*size),
        _ => None,
    });
    match registers.max() {
        Some(16..) if ["vmovd", "vpbroadcastd", "vbroadcastss"].contains(&name) => 4,
        Some(16..) if ["vmovq", "vmovsd", "vmovlps", "vmovhps", "vpbroadcastq"].contains(&name) => {
            8
        }
        Some(16..) if name == "vpbroadcastb" => 1,
        Some(size) => size,
        None => by_letter(name.chars().last()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::machine_code::{Function, Program, parse_for_tests};
    use super::*;

    fn found(code: &str, public: &[&str]) -> Vec<&'static str> {
        let program: Program = parse_for_tests(code);
        let Some(Function { code, .. }) = program.functions.first() else { return Vec::new() };
        let registers = public.iter().filter_map(|name| {
            super::super::machine_code::register(name).map(|(register, _)| register)
        });
        let public: Vec<Register> = registers.collect();
        findings(&program, code, &public).into_iter().map(|finding| finding.kind).collect()
    }

    #[test]
    fn a_branch_on_what_was_loaded_is_found() {
        assert_eq!(found("mov (%rdi),%rax\ntest %rax,%rax\nje 0\nret", &[]), ["branch"]);
    }

    #[test]
    fn a_table_indexed_by_what_was_loaded_is_found() {
        let code = "movzbl (%rdi),%eax\nadd $1,%rax\nmov (%rsi,%rax,8),%rcx\nret";
        assert_eq!(found(code, &[]), ["address"]);
        let code = "vmovdqu (%rdi),%ymm0\nvmovd %xmm0,%eax\nmov (%rsi,%rax,8),%rcx\nret";
        assert_eq!(found(code, &[]), ["address"]);
    }

    #[test]
    fn a_secret_that_was_on_the_stack_is_found() {
        let code = "sub $0x78,%rsp\nvmovdqu (%rdi),%ymm0\nvmovdqu %ymm0,0x20(%rsp)\ncmpb $1,0x3f(%rsp)\nje 0\nret";
        assert_eq!(found(code, &[]), ["branch"]);
    }

    #[test]
    fn a_secret_that_went_through_a_sum_of_three_is_found() {
        let code = "vpxord %ymm17,%ymm17,%ymm17\nvmovdqu64 (%rdi),%ymm18\n\
                    vpternlogd $0x96,0x8(%rsp){1to8},%ymm17,%ymm18\nvmovd %xmm18,%eax\n\
                    mov (%rsi,%rax,8),%rcx\nret";
        assert_eq!(found(code, &[]), ["address"]);
    }

    #[test]
    fn a_secret_that_became_a_mask_is_found() {
        let compared = "vmovdqu64 (%rdi),%ymm1\nvpcmpeqd %ymm1,%ymm1,%k1\n";
        assert_eq!(found(&format!("{compared}kortestb %k1,%k1\nje 0\nret"), &[]), ["branch"]);
        let selected = "vpxor %xmm2,%xmm2,%xmm2\nvmovdqa32 %ymm2,%ymm2{%k1}{z}\n\
                        vmovd %xmm2,%eax\nmov (%rsi,%rax,8),%rcx\nret";
        assert_eq!(found(&format!("{compared}{selected}"), &[]), ["address"]);
    }

    #[test]
    fn lengths_and_counters_are_public() {
        let code = "sub $0x78,%rsp\nmov %rsi,0x8(%rsp)\nmov (%rdi),%rax\nadd $1,%rax\nmov %rax,0x10(%rsp)\n\
                    sub $1,%rsi\nmov 0x8(%rsp),%rcx\ncmp %rcx,%rsi\njne 0\nret";
        assert_eq!(found(code, &[]), [""; 0]);
    }

    #[test]
    fn a_member_of_a_public_structure_is_public() {
        let code = "mov (%rdi),%rax\ntest %rax,%rax\nje 0\nret";
        assert_eq!(found(code, &["rdi"]), [""; 0]);
    }

    #[test]
    fn a_division_is_found() {
        assert_eq!(found("mov (%rdi),%rax\ndiv %rsi\nret", &[]), ["division"]);
    }
}
