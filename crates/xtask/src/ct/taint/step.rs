//! What each instruction makes of what is known.

use super::Analysis;
use super::frame::{
    State,
    Value::{Initial, Public, Secret},
};
use crate::ct::machine_code::{Address, CALLER_SAVED, Instruction, Operand, RAX, RSP, Register};

impl Analysis<'_> {
    /// Carries one instruction out; whether the next one follows.
    pub(super) fn step(&mut self, instruction: &Instruction, state: &mut State) -> bool {
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
