use std::collections::VecDeque;

use proptest::prelude::*;

use super::*;

/// A source made of a function from the byte's position to the byte.
struct Made<F>(F, u64);

impl<F: FnMut(u64) -> Option<u8>> TryRng for Made<F> {
    type Error = RngError;

    fn try_next_u32(&mut self) -> Result<u32, RngError> {
        unreachable!("the tests draw bytes")
    }

    fn try_next_u64(&mut self) -> Result<u64, RngError> {
        unreachable!("the tests draw bytes")
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), RngError> {
        for byte in out {
            *byte = (self.0)(self.1).ok_or(RngError::Source)?;
            self.1 += 1;
        }
        Ok(())
    }
}

const START: u64 = START_UP_BYTES as u64;

/// SplitMix64: a fixed, good stream for tests.
fn good(position: u64) -> u8 {
    let mut z = (position + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)).to_le_bytes()[0]
}

/// Each bit is one with probability `of_256 / 256`.
fn biased(position: u64, of_256: u8) -> u8 {
    (0..8).fold(0, |byte, bit| byte << 1 | u8::from(good(position * 8 + bit) < of_256))
}

fn tested(source: impl FnMut(u64) -> Option<u8>) -> Tested<impl TryRng> {
    Tested::new(Made(source, 0))
}

/// How many bytes pass, one at a time, before the source is refused.
fn lifetime(source: impl FnMut(u64) -> Option<u8>) -> (usize, Option<RngError>) {
    let mut tested = tested(source);
    for drawn in 0..20_000 {
        if let Err(failed) = tested.fill(&mut [0]) {
            return (drawn, Some(failed));
        }
    }
    (20_000, None)
}

#[test]
fn a_good_source_passes() {
    assert_eq!(lifetime(|at| Some(good(at))), (20_000, None));
}

#[test]
fn a_thousand_start_ups_of_the_system_raise_no_alarm() {
    for _ in 0..1_000 {
        assert!(Tested::new(SysRng).fill(&mut [0; 64]).is_ok());
    }
}

#[test]
fn a_source_that_is_bad_from_the_start_fails_at_start_up() {
    let start_up = |name: &str, source: fn(u64) -> u8| {
        assert_eq!(lifetime(|at| Some(source(at))), (0, Some(RngError::StartUp)), "{name}");
    };
    start_up("zeros", |_| 0);
    start_up("ones", |_| 0xff);
    start_up("alternating bits", |_| 0x55);
    start_up("a period of 16", |at| good(at % 16));
    start_up("ones at 55 %", |at| biased(at, 141));
}

#[test]
fn too_many_and_too_few_runs_fail_though_ones_are_balanced() {
    // Every nibble equally often, in an order that joins or splits runs.
    let sticky = |at: u64| if good(at / 2) & 1 == 0 { 0x0f } else { 0xf0 };
    assert_eq!(lifetime(|at| Some(sticky(at))), (0, Some(RngError::StartUp)));
}

#[test]
fn a_source_that_sticks_later_fails_after_ten_repeats() {
    let stuck_at = START + 1_000;
    let source = |at: u64| Some(if at < stuck_at { good(at) } else { 0xa7 });
    let (drawn, failed) = lifetime(source);
    assert_eq!(failed, Some(RngError::Continuous));
    assert!((1_009..=1_010).contains(&drawn), "{drawn}");
}

#[test]
fn a_source_that_turns_biased_later_fails_within_some_windows() {
    // Bits that are one with 85 %: 1.9 bits of min-entropy a byte, below the claim of 4.
    let source = |at: u64| Some(if at < START { good(at) } else { biased(at, 218) });
    let (drawn, failed) = lifetime(source);
    assert_eq!(failed, Some(RngError::Continuous));
    assert!(drawn < 16 * 512, "{drawn}");
}

#[test]
fn one_value_too_often_in_a_window_fails_though_it_never_repeats() {
    let source = |at: u64| Some(if at < START || !at.is_multiple_of(3) { good(at) } else { 0x33 });
    assert_eq!(lifetime(source).1, Some(RngError::Continuous));
}

#[test]
fn an_unreadable_source_fails() {
    assert_eq!(lifetime(|_| None), (0, Some(RngError::Source)));
    assert_eq!(lifetime(|at| (at < START + 5).then(|| good(at))), (5, Some(RngError::Source)));
}

#[test]
fn failure_is_final_and_leaves_no_bytes() {
    let mut broken_once = tested(|at| (at != START + 5).then(|| good(at)));
    let mut out = [0xee; 16];
    assert_eq!(broken_once.fill(&mut out), Err(RngError::Source));
    assert_eq!(out, [0; 16], "a partial output must not be used");
    for _ in 0..3 {
        let mut out = [0xee; 16];
        assert_eq!(broken_once.fill(&mut out), Err(RngError::Source));
        assert_eq!(out, [0; 16]);
    }
}

#[test]
fn the_system_source_serves_many_threads() {
    let mut drawn: Vec<u64> = std::thread::scope(|scope| {
        let draw = || (0..200).map(|_| SystemRng::new().unwrap().try_next_u64().unwrap()).collect();
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(draw)).collect();
        threads.into_iter().flat_map(|thread| -> Vec<u64> { thread.join().unwrap() }).collect()
    });
    drawn.sort_unstable();
    drawn.dedup();
    assert_eq!(drawn.len(), 1_600);
}

/// Hands out the given words, then fails.
fn words(words: &[u32]) -> Made<impl FnMut(u64) -> Option<u8>> {
    let mut bytes: VecDeque<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    Made(move |_| bytes.pop_front(), 0)
}

#[test]
fn uniform_below_rejects_instead_of_folding() {
    // Masked to four bits: 15, 10 and 12 are rejected, 9 is taken.
    assert_eq!(uniform_below(10, &mut words(&[15, 0xfa, 12, 0xffff_fff9])), Ok(9));
    assert_eq!(uniform_below(10, &mut words(&[15, 10])), Err(RngError::Source));
    assert_eq!(uniform_below(0, &mut words(&[])), Ok(0));
    assert_eq!(uniform_below(1, &mut words(&[77])), Ok(0));
    assert_eq!(uniform_below(u32::MAX, &mut words(&[u32::MAX, 5])), Ok(5));
}

#[test]
fn uniform_below_is_uniform_by_chi_square() {
    let mut source = Made(|at| Some(good(at)), 0);
    for bound in [2_u32, 3, 10, 26, 33] {
        let mut counts = vec![0_u32; bound as usize];
        let expected = 2_000.0;
        for _ in 0..bound * 2_000 {
            counts[uniform_below(bound, &mut source).unwrap() as usize] += 1;
        }
        let chi: f64 =
            counts.iter().map(|count| (f64::from(*count) - expected).powi(2) / expected).sum();
        // Mean bound - 1, deviation sqrt(2 (bound - 1)); the stream is fixed, so this is exact.
        let freedom = f64::from(bound - 1);
        assert!(chi < freedom + 5.0 * (2.0 * freedom).sqrt(), "bound {bound}: {chi}");
    }
}

proptest! {
    #[test]
    fn uniform_below_stays_below(bound in 1_u32.., offset in any::<u32>()) {
        let mut source = Made(|at| Some(good(at + u64::from(offset))), 0);
        prop_assert!(uniform_below(bound, &mut source).unwrap() < bound);
    }
}
