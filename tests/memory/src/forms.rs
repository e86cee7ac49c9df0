//! The PIN in every plain form, at every stride, in both directions.

use super::Finding;
use super::dump::Dump;

/// The widest distance between two symbols: a `String` or a `Vec` in an array of them.
pub const WIDEST: usize = 24;

/// A sequence of bytes, a part of which is enough to betray the PIN.
pub struct Form {
    name: &'static str,
    symbols: Vec<u8>,
    /// How many symbols in a row count as found.
    run: usize,
}

/// Symbols in a row that are as good as the PIN, by how likely other data looks the same: text
/// digits are rare in memory, small numbers are not.
const RUN_OF_TEXT: usize = 6;
const RUN_OF_NUMBERS: usize = 8;
const RUN_OF_PACKED: usize = 5;

/// Every plain form of `pin`, typed by touching `cells`. UTF-16 and UTF-32 in either order are the
/// text at strides 2 and 4. A PIN with other characters than digits has no numbers.
#[must_use]
pub fn of(pin: &[u8], cells: &[u8]) -> Vec<Form> {
    let mut forms = vec![
        Form { name: "text", symbols: pin.to_vec(), run: RUN_OF_TEXT },
        Form { name: "touched cells", symbols: cells.to_vec(), run: RUN_OF_NUMBERS },
    ];
    if pin.iter().all(u8::is_ascii_digit) {
        let digits: Vec<u8> = pin.iter().map(|digit| digit - b'0').collect();
        forms.push(Form { name: "digit values", symbols: digits.clone(), run: RUN_OF_NUMBERS });
        for (name, high_first) in
            [("BCD, high nibble first", true), ("BCD, low nibble first", false)]
        {
            for phase in 0..2 {
                let symbols = packed(&digits[phase..], high_first);
                forms.push(Form { name, symbols, run: RUN_OF_PACKED });
            }
        }
    }
    let reversed: Vec<Form> = forms.iter().map(Form::reversed).collect();
    forms.extend(reversed);
    forms
}

/// [`of`], but that no run of fewer than `run` symbols counts: for memory that is full of text.
#[must_use]
pub fn of_at_least(pin: &[u8], cells: &[u8], run: usize) -> Vec<Form> {
    let longer = |form: Form| Form { run: form.run.max(run), ..form };
    of(pin, cells).into_iter().map(longer).collect()
}

/// Two digits a byte; an odd last digit is left out.
#[must_use]
pub fn packed(digits: &[u8], high_first: bool) -> Vec<u8> {
    let pack =
        |pair: &[u8]| if high_first { pair[0] << 4 | pair[1] } else { pair[1] << 4 | pair[0] };
    digits.chunks_exact(2).map(pack).collect()
}

/// Looks for every form in every region.
#[must_use]
pub fn search(dump: &Dump, forms: &[Form]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for region in &dump.regions {
        for form in forms {
            if let Some((offset, stride)) = form.find(&region.bytes) {
                let what = format!("the PIN as {} at stride {stride}", form.name);
                findings.push(Finding::at(region, offset, what));
            }
        }
    }
    findings
}

impl Form {
    fn reversed(&self) -> Self {
        let symbols = self.symbols.iter().rev().copied().collect();
        Self { symbols, ..*self }
    }

    /// The first place where `run` symbols in a row stand at one stride.
    fn find(&self, bytes: &[u8]) -> Option<(usize, usize)> {
        let mut starts: [Vec<&[u8]>; 256] = [const { Vec::new() }; 256];
        for part in self.symbols.windows(self.run) {
            starts[usize::from(part[0])].push(part);
        }
        for (offset, byte) in bytes.iter().enumerate() {
            for part in &starts[usize::from(*byte)] {
                for stride in 1..=WIDEST {
                    let matches =
                        |(index, symbol)| bytes.get(offset + index * stride) == Some(symbol);
                    if part.iter().enumerate().skip(1).all(matches) {
                        return Some((offset, stride));
                    }
                }
            }
        }
        None
    }
}
