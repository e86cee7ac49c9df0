//! Which keys are neighbours on a phone's digit pad and on a QWERTY keyboard.

/// Column and row of a key, in quarters of a key's width and in rows.
pub(super) type Place = (i8, i8);

/// The keys of a US keyboard by row, each with its character under shift, and the quarters by which
/// the row is moved to the right.
const ROWS: [(&[u8], &[u8], i8); 4] = [
    (b"1234567890-=", b"!@#$%^&*()_+", 0),
    (b"qwertyuiop[]", b"QWERTYUIOP{}", 2),
    (b"asdfghjkl;'", b"ASDFGHJKL:\"", 3),
    (b"zxcvbnm,./", b"ZXCVBNM<>?", 5),
];

/// The key's place on the QWERTY keyboard. Every key is looked at, whichever is asked for.
pub(super) fn qwerty(code: u8) -> Option<Place> {
    let mut found = None;
    for (row, (plain, shifted, indent)) in (0..).zip(ROWS) {
        for (column, (one, two)) in (0..).zip(plain.iter().zip(shifted)) {
            if code == *one || code == *two {
                found = Some((indent + 4 * column, row));
            }
        }
    }
    found
}

/// Neighbours in a row, and the two keys that touch it above and below. Two digits are left to the
/// digit pad's rules.
pub(super) fn qwerty_neighbours(one: u8, two: u8) -> bool {
    let (Some((x, y)), Some((to_x, to_y))) = (qwerty(one), qwerty(two)) else { return false };
    let beside = y == to_y && x.abs_diff(to_x) == 4;
    let above = y.abs_diff(to_y) == 1 && x.abs_diff(to_x) < 4;
    (beside || above) && !(one.is_ascii_digit() && two.is_ascii_digit())
}

/// The step from one digit to another on the pad 123/456/789/0, if they touch; diagonals count.
pub(super) fn pad_step(one: u8, two: u8) -> Option<Place> {
    let ((x, y), (to_x, to_y)) = (pad(one)?, pad(two)?);
    let step = (to_x - x, to_y - y);
    let touching = step != (0, 0) && step.0.abs() <= 1 && step.1.abs() <= 1;
    touching.then_some(step)
}

fn pad(code: u8) -> Option<Place> {
    let digit = i8::try_from(code.checked_sub(b'0').filter(|digit| *digit <= 9)?).ok()?;
    Some(if digit == 0 { (1, 3) } else { ((digit - 1) % 3, (digit - 1) / 3) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_printable_key_but_three_has_a_place() {
        let without: Vec<u8> = (b'!'..=b'~').filter(|code| qwerty(*code).is_none()).collect();
        assert_eq!(without, b"\\`|~");
    }

    #[test]
    fn qwerty_neighbours_touch() {
        for pair in ["qw", "as", "1q", "qa", "az", "zs", "2w", "p[", "!q", "@#", "Lk"] {
            let [one, two] = pair.as_bytes() else { panic!("{pair}") };
            assert!(qwerty_neighbours(*one, *two) && qwerty_neighbours(*two, *one), "{pair}");
        }
        for pair in ["qe", "qs", "1a", "zq", "12", "aa", "aA", "\\]"] {
            let [one, two] = pair.as_bytes() else { panic!("{pair}") };
            assert!(!qwerty_neighbours(*one, *two), "{pair}");
        }
    }

    #[test]
    fn pad_steps_are_geometric() {
        assert_eq!(pad_step(b'1', b'2'), Some((1, 0)));
        assert_eq!(pad_step(b'8', b'0'), Some((0, 1)));
        assert_eq!(pad_step(b'3', b'5'), Some((-1, 1)));
        for (one, two) in [(b'1', b'3'), (b'1', b'1'), (b'5', b'0'), (b'a', b'1'), (b'1', b'/')] {
            assert_eq!(pad_step(one, two), None);
        }
    }
}
