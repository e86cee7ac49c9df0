//! What is known of registers and of the stack.

use std::collections::BTreeMap;

use super::Analysis;
use crate::ct::machine_code::{Address, Operand, RBP, REGISTERS, RSP, Register};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Public,
    /// The same on the stack, put there as the start of something that may be written to.
    Initial,
    /// A pointer to a structure whose members are public.
    PublicStructure,
    Secret,
}

use Value::{Initial, Public, PublicStructure, Secret};

impl Value {
    pub(super) fn with(self, other: Self) -> Self {
        if self == Secret || other == Secret { Secret } else { Public }
    }

    pub(super) fn is_secret(self) -> bool {
        self == Secret
    }
}

/// A byte of the stack, counted from the frame pointer or from the stack pointer on entry.
pub(super) type Place = (Register, i64);

/// Bytes from an address of the stack on that may be written through it.
pub(super) const OBJECT: i64 = 32;
/// Bytes of the stack that a store with an index may reach.
const ARRAY: i64 = 512;

/// What is known before an instruction.
#[derive(Clone, PartialEq)]
pub(super) struct State {
    pub(super) registers: [Value; REGISTERS],
    pub(super) flags: Value,
    /// Where the stack pointer is, counted from where it was on entry.
    pub(super) depth: i64,
    /// What is absent is secret.
    pub(super) stack: BTreeMap<Place, Value>,
}

impl State {
    /// Takes in another way to get here; true where that changed something.
    pub(super) fn merge(&mut self, other: &Self) -> bool {
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

impl Analysis<'_> {
    /// What an operand of `size` bytes holds.
    pub(super) fn value(&self, operand: Operand, size: usize, state: &State) -> Value {
        match operand {
            Operand::Constant(_) => Public,
            Operand::Register(register, _) => {
                state.registers.get(register.0).copied().unwrap_or(Secret)
            }
            Operand::Memory(address) => self.load(address, size, state),
        }
    }

    pub(super) fn load(&self, address: Address, size: usize, state: &State) -> Value {
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
    pub(super) fn place(&self, address: Address, state: &State) -> Option<Place> {
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

    pub(super) fn store(
        &self,
        operand: Option<&Operand>,
        size: usize,
        new: Value,
        state: &mut State,
    ) {
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
    pub(super) fn sources(&self, state: &State, size: usize, operands: &[Operand]) -> Value {
        operands.iter().fold(Public, |all, operand| all.with(self.value(*operand, size, state)))
    }
}

/// Arguments beyond the registers stand above the return address.
fn is_argument((base, at): Place) -> bool {
    at >= if base == RBP { 16 } else { 8 }
}

fn bytes((base, from): Place, size: usize) -> impl Iterator<Item = Place> {
    (from..).take(size).map(move |at| (base, at))
}
