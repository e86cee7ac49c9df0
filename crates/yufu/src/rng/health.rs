//! The tests that random bytes pass: once at start-up, and all the time.
//!
//! Each test errs on a perfect source with a probability of at most alpha = 2^-40. There are three
//! start-up tests (together at most 2^-38.4 per process), and the continuous tests are far rarer
//! still on full-entropy bytes, because their cutoffs assume half the entropy that the source has:
//! 2^-80 per byte for a repetition and 2^-300 per window for a proportion.

/// Length of the start-up sample in bytes: the 20,000 bits that power-up tests have long used.
pub(super) const START_UP_BYTES: usize = 2_500;
const BITS: f64 = 20_000.0;

/// |ones - zeros| / 2 at which the frequency test (GB/T 32915 monobit) fails: the exact two-sided
/// tail of Binomial(20000, 1/2) from here on is 2^-40.07.
const MONOBIT_CUTOFF: u32 = 506;
/// Sum of squared counts of the 16 nibbles at which the poker test (GB/T 32915, m = 4) fails.
/// The statistic 16/5000 * sum - 5000 follows chi-square with 15 degrees of freedom, whose upper
/// tail is 2^-40.005 at 90.21: sum = (90.21 + 5000) * 5000 / 16 = 1590690.6.
const POKER_CUTOFF: u64 = 1_590_691;
/// Standard deviations at which the runs test (GB/T 32915 total runs) fails: the two-sided normal
/// tail at 7.144 is 2^-40.
const RUNS_CUTOFF: f64 = 7.144;

/// SP 800-90B 4.4 claims a min-entropy H per sample. The bytes should have 8 bits; H = 4 is claimed,
/// so a source that lost half of its entropy is at the edge of being noticed.
/// Repetition count (4.4.1): C = 1 + ceil(40 / H).
const REPETITION_CUTOFF: u32 = 11;
/// Adaptive proportion (4.4.2): window of 512 samples, C = 1 + the 1 - 2^-40 quantile of
/// Binomial(511, 2^-H); the tail from C - 1 on is 2^-41.03. The first sample counts itself.
const PROPORTION_CUTOFF: u32 = 79;
const PROPORTION_WINDOW: u32 = 512;

/// Whether the sample passes all start-up tests.
pub(super) fn start_up(sample: &[u8; START_UP_BYTES]) -> bool {
    let ones: u32 = sample.iter().map(|byte| byte.count_ones()).sum();
    monobit(ones) && poker(sample) && runs(sample, ones)
}

fn monobit(ones: u32) -> bool {
    ones.abs_diff(10_000) < MONOBIT_CUTOFF
}

fn poker(sample: &[u8]) -> bool {
    let count = |nibble: u8| {
        let of = |byte: &u8| u64::from(byte >> 4 == nibble) + u64::from(byte & 15 == nibble);
        sample.iter().map(of).sum::<u64>()
    };
    (0..16).map(|nibble| count(nibble).pow(2)).sum::<u64>() < POKER_CUTOFF
}

/// The number of runs V has mean 2 n p (1 - p) and deviation 2 sqrt(n) p (1 - p), p the share of ones.
fn runs(sample: &[u8], ones: u32) -> bool {
    let mut runs = 1_u32;
    let mut last = sample.first().map_or(0, |first| first >> 7);
    for byte in sample {
        // Bits are taken high to low; a change stands where a bit differs from its forerunner.
        runs += (byte ^ (byte >> 1 | last << 7)).count_ones();
        last = byte & 1;
    }
    let share = f64::from(ones) / BITS;
    let both = 2.0 * share * (1.0 - share);
    (f64::from(runs) - BITS * both).abs() < RUNS_CUTOFF * BITS.sqrt() * both
}

/// The state of the continuous tests: one byte of output is one sample.
#[derive(Default)]
pub(super) struct Continuous {
    last: u8,
    repeated: u32,
    first_of_window: u8,
    in_window: u32,
    equal_in_window: u32,
}

impl Continuous {
    /// Whether all these samples pass.
    pub(super) fn accept(&mut self, samples: &[u8]) -> bool {
        samples.iter().all(|sample| self.repetition(*sample) & self.proportion(*sample))
    }

    fn repetition(&mut self, sample: u8) -> bool {
        let repeats = self.repeated > 0 && sample == self.last;
        self.repeated = if repeats { self.repeated.saturating_add(1) } else { 1 };
        self.last = sample;
        self.repeated < REPETITION_CUTOFF
    }

    fn proportion(&mut self, sample: u8) -> bool {
        if self.in_window == 0 {
            self.first_of_window = sample;
            self.equal_in_window = 0;
        }
        self.equal_in_window += u32::from(sample == self.first_of_window);
        self.in_window = (self.in_window + 1) % PROPORTION_WINDOW;
        self.equal_in_window < PROPORTION_CUTOFF
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALPHA: f64 = 1.0 / (1_u64 << 40) as f64;

    fn ln_factorial(n: u32) -> f64 {
        (2..=n).map(|k| f64::from(k).ln()).sum()
    }

    /// P[Binomial(n, p) >= from].
    fn upper_tail(n: u32, p: f64, from: u32) -> f64 {
        (from..=n)
            .map(|k| {
                let ways = ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k);
                (ways + f64::from(k) * p.ln() + f64::from(n - k) * (1.0 - p).ln()).exp()
            })
            .sum()
    }

    #[test]
    fn repetition_cutoff_is_the_one_of_sp_800_90b() {
        assert_eq!(REPETITION_CUTOFF, 1 + 40_u32.div_ceil(4));
    }

    #[test]
    fn proportion_cutoff_is_the_smallest_within_alpha() {
        let of = |cutoff: u32| upper_tail(PROPORTION_WINDOW - 1, 1.0 / 16.0, cutoff - 1);
        assert!(of(PROPORTION_CUTOFF) <= ALPHA);
        assert!(of(PROPORTION_CUTOFF - 1) > ALPHA);
    }

    #[test]
    fn monobit_cutoff_is_the_smallest_within_alpha() {
        // 2 * P[ones >= 10000 + cutoff], as one sum over n = 20000 with the first term's logarithm.
        let of = |cutoff: u32| {
            let from = 10_000 + cutoff;
            let first = ln_factorial(20_000)
                - ln_factorial(from)
                - ln_factorial(20_000 - from)
                - 20_000.0 * 2_f64.ln();
            let mut term = 2.0 * first.exp();
            (from..20_000).fold(0.0, |sum, k| {
                let now = term;
                term *= f64::from(20_000 - k) / f64::from(k + 1);
                sum + now
            })
        };
        assert!(of(MONOBIT_CUTOFF) <= ALPHA);
        assert!(of(MONOBIT_CUTOFF - 1) > ALPHA);
    }

    /// Upper tail of chi-square with an odd number of degrees of freedom, in closed form.
    #[test]
    fn poker_cutoff_is_within_alpha() {
        let statistic = POKER_CUTOFF as f64 * 16.0 / 5_000.0 - 5_000.0;
        let half = statistic / 2.0;
        // Q(15/2, x) = erfc(sqrt x) + e^-x * sum over k = 1..=7 of x^(k - 1/2) / Gamma(k + 1/2);
        // erfc(sqrt x) < e^-x / sqrt(pi x) bounds the first term.
        let mut gamma = std::f64::consts::PI.sqrt();
        let mut tail = (-half).exp() / (std::f64::consts::PI * half).sqrt();
        for k in 1..=7 {
            gamma *= f64::from(k) - 0.5;
            tail += (-half).exp() * half.powf(f64::from(k) - 0.5) / gamma;
        }
        assert!((ALPHA / 2.0..=ALPHA).contains(&tail), "{tail:e}");
    }

    #[test]
    fn runs_cutoff_is_within_alpha() {
        // Mills' bounds on the normal tail: phi(z) / z * (1 - 1/z^2) < Q(z) < phi(z) / z.
        let z = RUNS_CUTOFF;
        let density = (-z * z / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
        assert!(2.0 * density / z * (1.0 - 1.0 / (z * z)) < ALPHA);
        assert!(2.0 * density / z > ALPHA / 1.1, "the cutoff is not needlessly wide");
    }

    #[test]
    fn false_alarms_of_a_session_are_rarer_than_two_to_the_minus_37() {
        let start_up = 3.0 * ALPHA;
        // A session draws less than 100,000 bytes; a run of 11 equal bytes ends at each of them.
        let repetition = 1e5 * 256_f64.powi(1 - 11);
        let proportion = 1e5 / 512.0 * upper_tail(511, 1.0 / 256.0, PROPORTION_CUTOFF - 1);
        assert!(start_up + repetition + proportion < 2_f64.powi(-37));
    }
}
