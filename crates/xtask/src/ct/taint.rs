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
//! ([`frame::OBJECT`]) constants and vectors that were put there are not public for long, because what
//! begins there may be written through that address; a general register that was put there is, since
//! compilers keep registers on the stack but don't keep what they keep inside of something else.

mod frame;
mod step;

use std::collections::{BTreeMap, BTreeSet};

use super::machine_code::{Instruction, Operand, Program, RAX, RBP, REGISTERS, RSP, Register};
use frame::{Place, State, Value};

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
        let mut registers = [Value::Public; REGISTERS];
        for (number, value) in registers.iter_mut().enumerate() {
            if Register(number).is_vector() {
                *value = Value::Secret;
            } else if public.contains(&Register(number)) {
                *value = Value::PublicStructure;
            }
        }
        let start = State { registers, flags: Value::Public, depth: 0, stack: BTreeMap::new() };
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
