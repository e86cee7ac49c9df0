//! Factors of authentication, and sets of them that always hold one that may stand alone.

use yufu_protocol::api;

/// What proves who acts. Each may stand alone, if the policy says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Factor {
    /// An open session on an enrolled device: its key signed the request.
    Session = 1,
    /// The transaction PIN.
    Pin = 2,
    /// The hardware key's second signature.
    HardwareKey = 4,
}

/// What makes a factor stronger and is none itself: JR/T 0092 5.1.1e lets no captcha stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Supplement {
    /// An environment report without any suspicion.
    CleanReport = 8,
    /// A captcha that the bank's own system checked.
    Captcha = 16,
}

/// Factors and supplements, as required or as proved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FactorSet(u8);

impl FactorSet {
    /// Nothing proved yet.
    pub const EMPTY: Self = Self(0);

    /// The set with this factor.
    #[must_use]
    pub const fn and(self, factor: Factor) -> Self {
        Self(self.0 | factor as u8)
    }

    /// The set with this supplement.
    #[must_use]
    pub const fn with(self, supplement: Supplement) -> Self {
        Self(self.0 | supplement as u8)
    }

    /// Whether the factor is in the set.
    pub const fn contains(self, factor: Factor) -> bool {
        self.0 & factor as u8 != 0
    }

    /// Whether the supplement is in the set.
    pub const fn supplemented_by(self, supplement: Supplement) -> bool {
        self.0 & supplement as u8 != 0
    }

    /// Whether nothing of `other` is absent here.
    pub const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Factors that a payment needs: at least one [`Factor`], so that no supplement stands alone.
///
/// ```
/// use yufu_verifier::policy::{Factor, Required, Supplement};
///
/// let required = Required::new(Factor::Pin).with(Supplement::Captcha);
/// assert_eq!(required.names(), ["pin", "captcha"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Required(FactorSet);

impl Required {
    /// One factor.
    pub const fn new(factor: Factor) -> Self {
        Self(FactorSet::EMPTY.and(factor))
    }

    /// One factor more.
    #[must_use]
    pub const fn and(self, factor: Factor) -> Self {
        Self(self.0.and(factor))
    }

    /// Strengthened by a supplement.
    #[must_use]
    pub const fn with(self, supplement: Supplement) -> Self {
        Self(self.0.with(supplement))
    }

    /// What either requires.
    #[must_use]
    pub const fn join(self, other: Self) -> Self {
        Self(FactorSet(self.0.0 | other.0.0))
    }

    /// As a plain set.
    pub const fn factors(self) -> FactorSet {
        self.0
    }

    /// Whether `proved` is enough.
    pub const fn met_by(self, proved: FactorSet) -> bool {
        proved.covers(self.0)
    }

    /// As the answer to a request for a submit token tells it. A captcha has no place there: the
    /// bank's own system asks for it.
    pub fn to_wire(self) -> Vec<api::Factor> {
        let FactorSet(bits) = self.0;
        [
            (Factor::Session as u8, api::Factor::DeviceKey),
            (Supplement::CleanReport as u8, api::Factor::EnvironmentReport),
            (Factor::Pin as u8, api::Factor::TransactionPin),
            (Factor::HardwareKey as u8, api::Factor::HardwareKey),
        ]
        .into_iter()
        .filter(|(bit, _)| bits & bit != 0)
        .map(|(_, factor)| factor)
        .collect()
    }

    /// The names in the order `session`, `pin`, `hw`, `report-clean`, `captcha`.
    pub fn names(self) -> Vec<&'static str> {
        let FactorSet(bits) = self.0;
        [
            (Factor::Session as u8, "session"),
            (Factor::Pin as u8, "pin"),
            (Factor::HardwareKey as u8, "hw"),
            (Supplement::CleanReport as u8, "report-clean"),
            (Supplement::Captcha as u8, "captcha"),
        ]
        .into_iter()
        .filter(|(bit, _)| bits & bit != 0)
        .map(|(_, name)| name)
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proved_has_to_cover_all_that_is_required() {
        let required = Required::new(Factor::Session).and(Factor::Pin);
        let proved = FactorSet::EMPTY.and(Factor::Session);
        assert!(!required.met_by(proved));
        assert!(!required.met_by(proved.with(Supplement::Captcha)));
        assert!(required.met_by(proved.and(Factor::Pin)));
        assert!(required.met_by(proved.and(Factor::Pin).with(Supplement::CleanReport)));
    }
}
