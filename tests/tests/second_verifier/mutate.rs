//! Small damage to good objects, at places drawn from a stream.

use yufu_sm::rand_core::TryRng;
use yufu_tests::vectors::Stream;

use crate::case::{Case, Edit};

const FLIPS: usize = 8;

pub fn all(cases: &[Case], label: &[u8]) -> Vec<Case> {
    let mut rng = Stream::new(label);
    let good = cases.iter().filter(|case| case.accepted == Some(true) && !case.data.is_empty());
    good.flat_map(|case| of(case, &mut rng)).collect()
}

fn of(case: &Case, rng: &mut Stream) -> Vec<Case> {
    let len = case.data.len();
    let mut below = |limit: usize| rng.try_next_u64().unwrap() as usize % limit;
    let mut edits = vec![
        Edit { at: len - 1, remove: 1, insert: vec![] },
        Edit { at: len, remove: 0, insert: vec![0] },
        Edit { at: 0, remove: 1, insert: vec![] },
    ];
    for _ in 0..FLIPS {
        let at = below(len);
        let changed = case.data[at] ^ (1 << below(8));
        edits.push(Edit { at, remove: 1, insert: vec![changed] });
    }
    for _ in 0..FLIPS / 4 {
        let at = below(len);
        edits.push(Edit { at, remove: 1, insert: vec![] });
        let (from, at) = (below(len), below(len));
        edits.push(Edit { at, remove: 0, insert: vec![case.data[from]] });
    }
    edits.into_iter().map(|edit| case.edited(edit)).collect()
}
