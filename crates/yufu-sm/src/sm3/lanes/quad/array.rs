//! Arrays of four words, for processors whose vectors have no path of their own.

pub(super) type Word = [u32; 4];

fn zip(x: Word, y: Word, operation: impl Fn(u32, u32) -> u32) -> Word {
    let ([x0, x1, x2, x3], [y0, y1, y2, y3]) = (x, y);
    [operation(x0, y0), operation(x1, y1), operation(x2, y2), operation(x3, y3)]
}

pub(super) fn add(x: Word, y: Word) -> Word {
    zip(x, y, u32::wrapping_add)
}

pub(super) fn and(x: Word, y: Word) -> Word {
    zip(x, y, |x, y| x & y)
}

pub(super) fn xor(x: Word, y: Word) -> Word {
    zip(x, y, |x, y| x ^ y)
}

pub(super) fn rotate<const LEFT: u32, const RIGHT: u32>(x: Word) -> Word {
    x.map(|x| x.rotate_left(LEFT))
}

pub(super) fn rotate8(x: Word) -> Word {
    x.map(|x| x.rotate_left(8))
}

pub(super) fn splat(constant: u32) -> Word {
    [constant; 4]
}

pub(super) fn load(words: [u32; 4]) -> Word {
    words
}

pub(super) fn store(word: Word) -> [u32; 4] {
    word
}
