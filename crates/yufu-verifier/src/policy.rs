//! Which factors a payment needs (JR/T 0092 5.2.3b: strength of authentication by amount and risk).
//!
//! The policy looks at amount, the day's total, payee, device age, dormancy and the environment
//! report, and answers with the factors required. It decides nothing that was not asked: what it
//! does not know, a currency for instance, it refuses.

mod factors;

use std::collections::HashMap;

use yufu_protocol::transaction::{Amount, Currency};

pub use self::factors::{Factor, FactorSet, Required, Supplement};
use crate::{attempts::AttemptLimits, report::Verdict, secret::SecretHasher};

/// Amounts up to a bound and the factors that they need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Largest amount of this tier, in minor units.
    pub up_to_minor: u64,
    /// What it needs.
    pub required: Required,
}

/// The rules of one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrencyPolicy {
    tiers: Vec<Tier>,
    /// How much a customer may pay in a day, in minor units.
    pub daily_limit_minor: u64,
    /// From which amount a payment to a new payee needs more, in minor units.
    pub new_payee_from_minor: u64,
}

impl CurrencyPolicy {
    /// Rules for one currency. An amount above the last tier is refused.
    pub fn new(mut tiers: Vec<Tier>, daily_limit_minor: u64, new_payee_from_minor: u64) -> Self {
        tiers.sort_by_key(|tier| tier.up_to_minor);
        Self { tiers, daily_limit_minor, new_payee_from_minor }
    }

    fn required(&self, minor: u64) -> Option<Required> {
        self.tiers.iter().find(|tier| minor <= tier.up_to_minor).map(|tier| tier.required)
    }
}

/// How long sessions and one-time values live, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetimes {
    /// A session without a request (JR/T 0092 5.2.3a).
    pub session_idle: u64,
    /// A session at the longest.
    pub session: u64,
    /// A challenge.
    pub challenge: u64,
    /// A submit token with its input nonce and challenge.
    pub submit_token: u64,
    /// An activation code.
    pub activation: u64,
}

impl Default for Lifetimes {
    /// 5 minutes idle, 30 minutes a session, 5 minutes a one-time value, 7 days an activation code.
    fn default() -> Self {
        Self {
            session_idle: 300,
            session: 1_800,
            challenge: 300,
            submit_token: 300,
            activation: 604_800,
        }
    }
}

/// Everything that a bank may set. The default is strict and knows renminbi only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Rules by currency; others are refused.
    pub currencies: HashMap<Currency, CurrencyPolicy>,
    /// A device counts as young for this many seconds after its enrolment.
    pub young_device_seconds: u64,
    /// A customer counts as dormant after this many seconds without a login (clause H 5.3.5e).
    pub dormant_seconds: u64,
    /// What a new payee, a young device, dormancy or a suspicious report adds.
    pub step_up: Required,
    /// Limits on wrong secrets.
    pub attempts: AttemptLimits,
    /// Lifetimes.
    pub lifetimes: Lifetimes,
    /// PBKDF2 iterations for hashes of secrets that are set from now on.
    pub secret_iterations: u32,
    /// Offset of the bank's day from UTC, in seconds eastwards.
    pub day_offset_seconds: u64,
}

impl Default for Policy {
    /// Renminbi: session and PIN up to 50,000.00; a clean report too up to 200,000.00; the hardware
    /// key too up to 1,000,000.00, which is also the day's limit. A payment of 20,000.00 or more to
    /// a new payee, from a device younger than a day, or after 180 days without a login needs a
    /// clean report; so does whatever a suspicious report is attached to, which therefore needs
    /// another device.
    fn default() -> Self {
        let pin = Required::new(Factor::Session).and(Factor::Pin);
        let clean = pin.with(Supplement::CleanReport);
        let hardware = clean.and(Factor::HardwareKey);
        let tiers = [(5_000_000, pin), (20_000_000, clean), (100_000_000, hardware)]
            .map(|(up_to_minor, required)| Tier { up_to_minor, required });
        let renminbi = CurrencyPolicy::new(tiers.to_vec(), 100_000_000, 2_000_000);
        Self {
            currencies: HashMap::from([(Currency::CNY, renminbi)]),
            young_device_seconds: 86_400,
            dormant_seconds: 180 * 86_400,
            step_up: clean,
            attempts: AttemptLimits::default(),
            lifetimes: Lifetimes::default(),
            secret_iterations: SecretHasher::DEFAULT_ITERATIONS,
            day_offset_seconds: 8 * 3_600,
        }
    }
}

/// What the verifier knows about a payment when it asks the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// The amount.
    pub amount: Amount,
    /// The customer never paid this account.
    pub new_payee: bool,
    /// Seconds since the device was enrolled.
    pub device_age_seconds: u64,
    /// Seconds between this session's login and the one before it; none at the first login.
    pub dormant_for_seconds: Option<u64>,
    /// What the report said, where one was sent already.
    pub verdict: Option<Verdict>,
}

/// Why the policy has no set of factors for a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// The currency is not one that the bank takes.
    Currency,
    /// The amount is above the last tier or above the day's limit by itself.
    Amount,
    /// The environment report rules every payment out.
    Environment,
}

impl Policy {
    /// The factors that a payment in this situation needs.
    ///
    /// # Errors
    /// [`Refusal`] where no set of factors is enough.
    ///
    /// ```
    /// use yufu_protocol::transaction::{Amount, Currency};
    /// use yufu_verifier::policy::{Factor, Policy, Situation};
    ///
    /// let situation = Situation {
    ///     amount: Amount::new(60_000_000, Currency::CNY)?,
    ///     new_payee: false,
    ///     device_age_seconds: 90 * 86_400,
    ///     dormant_for_seconds: None,
    ///     verdict: None,
    /// };
    /// let required = Policy::default().required(&situation).unwrap();
    /// assert!(required.factors().contains(Factor::HardwareKey));
    /// # Ok::<(), yufu_protocol::error::Error>(())
    /// ```
    pub fn required(&self, situation: &Situation) -> Result<Required, Refusal> {
        if situation.verdict == Some(Verdict::Refuse) {
            return Err(Refusal::Environment);
        }
        let rules = self.currencies.get(&situation.amount.currency()).ok_or(Refusal::Currency)?;
        let minor = situation.amount.minor();
        if minor > rules.daily_limit_minor {
            return Err(Refusal::Amount);
        }
        let required = rules.required(minor).ok_or(Refusal::Amount)?;
        let large = minor >= rules.new_payee_from_minor;
        let young = situation.device_age_seconds < self.young_device_seconds;
        let dormant =
            situation.dormant_for_seconds.is_some_and(|seconds| seconds >= self.dormant_seconds);
        let suspicious = situation.verdict == Some(Verdict::StepUp);
        let step_up = (large && (situation.new_payee || young || dormant)) || suspicious;
        Ok(if step_up { required.join(self.step_up) } else { required })
    }

    /// The bank's day that `now` falls in, counted from 1970-01-01.
    pub fn day(&self, now: yufu_protocol::time::UnixSeconds) -> u64 {
        now.saturating_add(self.day_offset_seconds).get() / 86_400
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn situation(yuan: u64) -> Situation {
        Situation {
            amount: Amount::new(yuan * 100, Currency::CNY).unwrap(),
            new_payee: false,
            device_age_seconds: 90 * 86_400,
            dormant_for_seconds: Some(86_400),
            verdict: Some(Verdict::Clean),
        }
    }

    fn names(situation: &Situation) -> Vec<&'static str> {
        Policy::default().required(situation).unwrap().names()
    }

    #[test]
    fn factors_grow_with_the_amount() {
        assert_eq!(names(&situation(50_000)), ["session", "pin"]);
        assert_eq!(names(&situation(50_001)), ["session", "pin", "report-clean"]);
        assert_eq!(names(&situation(200_001)), ["session", "pin", "hw", "report-clean"]);
    }

    #[test]
    fn amount_above_every_tier_and_other_currencies_are_refused() {
        let policy = Policy::default();
        assert_eq!(policy.required(&situation(1_000_001)), Err(Refusal::Amount));
        let dollars = Amount::new(1, "USD".parse().unwrap()).unwrap();
        let foreign = Situation { amount: dollars, ..situation(1) };
        assert_eq!(policy.required(&foreign), Err(Refusal::Currency));
    }

    #[test]
    fn risk_adds_factors() {
        let stepped = ["session", "pin", "report-clean"];
        assert_eq!(names(&Situation { new_payee: true, ..situation(19_999) }), ["session", "pin"]);
        assert_eq!(names(&Situation { new_payee: true, ..situation(20_000) }), stepped);
        assert_eq!(names(&Situation { device_age_seconds: 60, ..situation(20_000) }), stepped);
        let dormant = Situation { dormant_for_seconds: Some(180 * 86_400), ..situation(20_000) };
        assert_eq!(names(&dormant), stepped);
        let suspicious = Situation { verdict: Some(Verdict::StepUp), ..situation(1) };
        assert_eq!(names(&suspicious), stepped);
    }

    #[test]
    fn report_that_refuses_rules_out_the_smallest_payment() {
        let refused = Situation { verdict: Some(Verdict::Refuse), ..situation(1) };
        assert_eq!(Policy::default().required(&refused), Err(Refusal::Environment));
    }

    #[test]
    fn the_day_begins_at_midnight_in_beijing() {
        let policy = Policy::default();
        let midnight = yufu_protocol::time::UnixSeconds(16 * 3_600);
        assert_eq!((policy.day(midnight.saturating_sub(1)), policy.day(midnight)), (0, 1));
    }
}
