//! Which sequence numbers of a session were used (JR/T 0092 5.5.3.5a, replay).
//!
//! Requests of one session may overtake each other on the way, so the verifier keeps the highest
//! number it has seen and a bitmap of the [`SequenceWindow::WIDTH`] numbers that end there.

/// The highest sequence number seen in a session and the bitmap of those just below it.
///
/// A store persists it through [`to_parts`](Self::to_parts) and
/// [`from_parts`](Self::from_parts), and applies [`accept`](Self::accept) inside its atomic step.
///
/// ```
/// use yufu_verifier::store::{SequenceError, SequenceWindow};
///
/// let mut window = SequenceWindow::new();
/// assert_eq!(window.accept(2), Ok(()));
/// assert_eq!(window.accept(1), Ok(()));
/// assert_eq!(window.accept(2), Err(SequenceError::Used));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SequenceWindow {
    highest: u64,
    /// Bit i is set when `highest - i` was used.
    used: u128,
}

/// Why a sequence number was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SequenceError {
    /// The number was used before, or is so old that this is no longer known.
    Used,
    /// The number is above [`SequenceWindow::MAX`] or too far ahead.
    OutOfRange,
}

impl SequenceWindow {
    /// The largest integer of a structured field (RFC 9651, section 3.3.1).
    pub const MAX: u64 = 999_999_999_999_999;
    /// How far above the highest number seen the next one may lie.
    pub const MAX_JUMP: u64 = 1_024;
    /// How many numbers, counted down from the highest, are still acceptable.
    pub const WIDTH: u64 = 128;

    /// The window of a new session: its first number is at least 1.
    pub const fn new() -> Self {
        Self { highest: 0, used: 1 }
    }

    /// Marks `number` as used; on an error nothing changes.
    pub fn accept(&mut self, number: u64) -> Result<(), SequenceError> {
        if number > Self::MAX {
            return Err(SequenceError::OutOfRange);
        }
        if let Some(jump) = number.checked_sub(self.highest).filter(|jump| *jump > 0) {
            if jump > Self::MAX_JUMP {
                return Err(SequenceError::OutOfRange);
            }
            let shifted = if jump < Self::WIDTH { self.used << jump } else { 0 };
            *self = Self { highest: number, used: shifted | 1 };
            return Ok(());
        }
        let age = self.highest - number;
        if age >= Self::WIDTH || self.used & (1_u128 << age) != 0 {
            return Err(SequenceError::Used);
        }
        self.used |= 1_u128 << age;
        Ok(())
    }

    /// The state as a store writes it: highest number and bitmap.
    pub const fn to_parts(self) -> (u64, u128) {
        (self.highest, self.used)
    }

    /// The state as a store reads it back.
    pub const fn from_parts(highest: u64, used: u128) -> Self {
        Self { highest, used }
    }
}

impl Default for SequenceWindow {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn zero_is_never_a_sequence_number() {
        assert_eq!(SequenceWindow::new().accept(0), Err(SequenceError::Used));
    }

    #[test]
    fn jump_beyond_the_limit_changes_nothing() {
        let mut window = SequenceWindow::new();
        assert_eq!(window.accept(1_025), Err(SequenceError::OutOfRange));
        assert_eq!(window, SequenceWindow::new());
        assert_eq!(window.accept(1_024), Ok(()));
    }

    #[test]
    fn the_largest_number_is_accepted_and_the_next_refused() {
        let mut window = SequenceWindow::from_parts(SequenceWindow::MAX - 1, 1);
        assert_eq!(window.accept(SequenceWindow::MAX + 1), Err(SequenceError::OutOfRange));
        assert_eq!(window.accept(SequenceWindow::MAX), Ok(()));
    }

    proptest! {
        /// The bitmap agrees with a set that forgets nothing.
        #[test]
        fn window_agrees_with_a_naive_set(
            steps in prop::collection::vec((any::<bool>(), 0_u64..1_100), 1..400),
        ) {
            let mut window = SequenceWindow::new();
            let mut used = HashSet::from([0_u64]);
            let mut highest = 0_u64;
            for (forward, distance) in steps {
                // Small distances are the interesting ones: most steps land inside the window.
                let distance = if distance % 3 == 0 { distance } else { distance % 160 };
                let number =
                    if forward { highest + distance } else { highest.saturating_sub(distance) };
                let expected = if number > highest + 1_024 {
                    Err(SequenceError::OutOfRange)
                } else if number + 128 <= highest || !used.insert(number) {
                    Err(SequenceError::Used)
                } else {
                    highest = highest.max(number);
                    Ok(())
                };
                prop_assert_eq!(window.accept(number), expected, "number {}", number);
            }
        }
    }
}
