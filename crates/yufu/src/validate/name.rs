//! Names of persons: Chinese, of minorities with a separating dot, and in other alphabets.

use yufu_protocol::nfc::nfc;

use super::text::{bounded, is_hidden};
use super::{Invalid, Sensitive};
use crate::mask::Kind;

/// What a name is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Han characters only.
    Han,
    /// Two or more groups of Han characters with `·` between them.
    Dotted,
    /// Words of one alphabet.
    Alphabetic,
}

/// The dots that stand in names for U+00B7, which is the one that GB 18030 devices should write.
const DOTS: [char; 6] = ['·', '•', '‧', '・', '･', '⸱'];

/// Validates a person's name: 2 to 8 Han characters; groups of them with a dot between, 30
/// characters in all; or words of one alphabet (Latin, Cyrillic, Hangul), 2 to 60 characters, with
/// blanks, hyphens, apostrophes, full stops or a comma between them. The canonical form is NFC with
/// `·` (U+00B7) as the dot.
///
/// # Errors
/// `Length`, `Character` (also letters of two scripts in one name), `Format`.
pub fn name(text: &str) -> Result<Sensitive, Invalid> {
    let (canonical, _) = classify(text)?;
    Ok(Sensitive::new(Kind::Name, &canonical))
}

/// The canonical form of a name and what it is made of.
pub(crate) fn classify(text: &str) -> Result<(String, Shape), Invalid> {
    let text = bounded(text, 240)?;
    if text.chars().any(is_hidden) {
        return Err(Invalid::Character);
    }
    let name: String = nfc(text).chars().map(|c| if DOTS.contains(&c) { '·' } else { c }).collect();
    let length = name.chars().count();
    let shape = if name.chars().all(is_han) {
        Shape::Han
    } else if name.contains('·') && name.chars().all(|c| c == '·' || is_han(c)) {
        Shape::Dotted
    } else {
        Shape::Alphabetic
    };
    let (lengths, well_formed) = match shape {
        Shape::Han => (2..=8, true),
        Shape::Dotted => (3..=30, name.split('·').all(|part| !part.is_empty())),
        Shape::Alphabetic => (2..=60, alphabetic(&name)?),
    };
    if !lengths.contains(&length) {
        return Err(Invalid::Length);
    }
    if well_formed { Ok((name, shape)) } else { Err(Invalid::Format) }
}

/// Whether words stand in a row with single separators; an error if they are not of one alphabet.
fn alphabetic(name: &str) -> Result<bool, Invalid> {
    let mut scripts = name.chars().filter(|c| !is_separator(*c)).map(alphabet);
    let first = scripts.next().flatten().ok_or(Invalid::Character)?;
    if !scripts.all(|script| script == Some(first)) {
        return Err(Invalid::Character);
    }
    let spaced = name.replace(", ", " ").replace(". ", " ");
    let spaced = spaced.strip_suffix('.').unwrap_or(&spaced);
    Ok(spaced.split(is_separator).all(|word| !word.is_empty()))
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-' | '\'' | '’' | '.' | ',' | '·')
}

/// Unified ideographs of every extension, and 〇.
fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0x20000..=0x323af)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Latin,
    Cyrillic,
    Hangul,
}

fn alphabet(c: char) -> Option<Alphabet> {
    match u32::from(c) {
        0xd7 | 0xf7 => None, // × and ÷ lie among the letters
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0x24f | 0x1e00..=0x1eff => Some(Alphabet::Latin),
        0x400..=0x481 | 0x48a..=0x52f => Some(Alphabet::Cyrillic),
        0xac00..=0xd7a3 => Some(Alphabet::Hangul),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_shape_are_known() {
        for (name, shape) in [
            ("张三", Shape::Han),
            ("欧阳娜娜", Shape::Han),
            ("𠮷田", Shape::Han),
            ("买买提·吐尔逊", Shape::Dotted),
            ("阿不都热合曼•艾力", Shape::Dotted),
            ("John Smith", Shape::Alphabetic),
            ("O'Neil, Mary-Jane", Shape::Alphabetic),
            ("Martin L. King Jr.", Shape::Alphabetic),
            ("Jose\u{301} Núñez", Shape::Alphabetic),
            ("Иван Петров", Shape::Alphabetic),
            ("김민수", Shape::Alphabetic),
        ] {
            assert_eq!(classify(name).map(|(_, shape)| shape), Ok(shape), "{name}");
        }
        assert_eq!(classify("阿依古丽•买买提").unwrap().0, "阿依古丽·买买提");
        assert_eq!(classify("Jose\u{301}").unwrap().0, "José");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for (name, error) in [
            ("", Invalid::Empty),
            ("张", Invalid::Length),
            ("张三李四王五赵六钱", Invalid::Length),
            ("张3", Invalid::Character),
            ("张San", Invalid::Character),
            ("Jоhn Smith", Invalid::Character), // Cyrillic о
            ("张\u{200b}三", Invalid::Character),
            ("\u{202e}张三", Invalid::Character),
            ("张三😀", Invalid::Character),
            ("J\u{489}ohn", Invalid::Character),
            ("买买提·", Invalid::Format),
            ("买买提··吐尔逊", Invalid::Format),
            ("John  Smith", Invalid::Format),
            ("-John", Invalid::Format),
            ("...", Invalid::Character),
        ] {
            assert_eq!(classify(name), Err(error), "{name}");
        }
    }
}
