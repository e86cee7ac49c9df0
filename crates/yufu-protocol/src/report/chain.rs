//! Where a report stands among those of its device: a copy of the device cannot go on where the
//! device itself went on.

use serde::{Deserialize, Serialize};

use crate::id::ReportLink;

/// Most earlier links that a report names.
pub const MAX_PREVIOUS: usize = 32;

/// The random link of this report, and those of the reports before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportChain {
    /// Drawn for this report, and stored before the report left the device.
    pub link: ReportLink,
    /// Newest first, back to the last report that the device knows the server took. Empty in the
    /// device's first report.
    pub previous: Vec<ReportLink>,
}

/// How a report's chain stands to the last one that the server took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Succession {
    /// It goes on from there.
    Continues,
    /// It was made before that one, or is that one: the device sent it late or again.
    Late,
    /// It goes on from somewhere else: there are two copies of the device.
    Forked,
}

impl ReportChain {
    /// Compares with the chain of the last report that was taken from this device.
    pub fn after(&self, last: &Self) -> Succession {
        if self.link == last.link || last.previous.contains(&self.link) {
            Succession::Late
        } else if self.previous.contains(&last.link) {
            Succession::Continues
        } else {
            Succession::Forked
        }
    }

    /// At most [`MAX_PREVIOUS`] earlier links, none twice.
    pub(super) fn is_valid(&self) -> bool {
        let mut earlier = self.previous.as_slice();
        let mut link = &self.link;
        while !earlier.contains(link) {
            match earlier.split_first() {
                Some((next, rest)) => (link, earlier) = (next, rest),
                None => return self.previous.len() <= MAX_PREVIOUS,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(link: u8, previous: impl IntoIterator<Item = u8>) -> ReportChain {
        let link_of = |byte| ReportLink::from_bytes([byte; 16]);
        ReportChain { link: link_of(link), previous: previous.into_iter().map(link_of).collect() }
    }

    #[test]
    fn successor_continues_sender_of_old_reports_is_late_and_a_copy_forks() {
        let last = chain(3, [2, 1]);
        for (next, succession) in [
            (chain(4, [3]), Succession::Continues),
            (chain(4, [3, 2, 1]), Succession::Continues),
            // Report 4 was lost on the way.
            (chain(5, [4, 3, 2]), Succession::Continues),
            (chain(3, [2, 1]), Succession::Late),
            (chain(2, [1]), Succession::Late),
            (chain(4, [2, 1]), Succession::Forked),
            (chain(5, [4, 2, 1]), Succession::Forked),
            (chain(9, []), Succession::Forked),
        ] {
            assert_eq!(next.after(&last), succession, "{next:?}");
        }
    }

    #[test]
    fn links_are_few_and_stand_once() {
        assert!(chain(0, []).is_valid());
        assert!(chain(0, 1..=32).is_valid());
        assert!(!chain(0, 1..=33).is_valid());
        assert!(!chain(1, [1]).is_valid());
        assert!(!chain(0, [1, 2, 1]).is_valid());
    }
}
