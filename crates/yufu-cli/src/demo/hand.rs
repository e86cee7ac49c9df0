//! A hand at the keypad: it reads the labels on the screen and touches cells, as a person does.

use yufu::input::SecureInput;
use yufu::keypad::{CellKind, Keypad};
use yufu::rng::SystemRng;

use crate::keypad::pad::{self, Scene};
use crate::output::Failure;

/// Who types a secret.
#[derive(Clone, Copy)]
pub enum Hand<'s> {
    /// The demo, which knows it.
    Machine(&'s [u8]),
    /// Someone at the terminal. Nothing in this process learns what it is.
    Person,
}

impl Hand<'_> {
    /// Types the secret; `scene` says what a person is asked for.
    pub fn type_on(
        self,
        mut input: SecureInput<SystemRng>,
        scene: impl FnOnce() -> Scene,
    ) -> Result<SecureInput<SystemRng>, Failure> {
        match self {
            Self::Machine(secret) => type_secret(&mut input, secret).map(|()| input),
            Self::Person => pad::ask(input, scene()),
        }
    }
}

/// Types `secret`, a character a touch.
pub fn type_secret(input: &mut SecureInput<SystemRng>, secret: &[u8]) -> Result<(), Failure> {
    for byte in secret {
        let cell = find(input, char::from(*byte))?;
        input.press(cell)?;
    }
    Ok(())
}

/// The cell that shows `wanted`, turning pages where the keypad has several.
fn find(input: &mut SecureInput<SystemRng>, wanted: char) -> Result<usize, Failure> {
    const TURNS: [CellKind; 3] = [CellKind::Shift, CellKind::Symbols, CellKind::Letters];
    let mut text = [0; 4];
    let wanted: &str = wanted.encode_utf8(&mut text);
    for turn in [None].into_iter().chain(TURNS.map(Some)) {
        if let Some(cell) = turn.and_then(|kind| cell_of(input.keypad(), kind)) {
            input.press(cell)?;
        }
        let pad = input.keypad();
        if let Some(cell) = (0..pad.cells().len()).find(|cell| pad.label(*cell) == Some(wanted)) {
            return Ok(cell);
        }
    }
    // The message names no character: it may be part of a secret.
    Err(Failure::Input("the keypad has no key for a character of the secret".to_owned()))
}

fn cell_of(pad: &Keypad, kind: CellKind) -> Option<usize> {
    pad.cells().iter().position(|cell| cell.kind == kind)
}
