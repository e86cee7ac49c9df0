//! A map whose entries end, with a bound on how many live at once.

use std::{
    borrow::Borrow,
    collections::{BTreeSet, HashMap},
    hash::Hash,
};

use yufu_protocol::time::UnixSeconds;

use crate::store::StoreError;

/// How many ended entries an insertion removes at most: more than one, so that the map shrinks
/// faster than it grows and no insertion waits for a long sweep.
const SWEPT_PER_INSERT: usize = 4;

/// A bounded map with expiry. Full means full: nothing live is ever pushed out.
#[derive(Debug)]
pub(super) struct Expiring<K, V> {
    entries: HashMap<K, (UnixSeconds, V)>,
    by_expiry: BTreeSet<(UnixSeconds, K)>,
    capacity: usize,
    /// Entries that end at or before this time may have been forgotten.
    swept: Option<UnixSeconds>,
}

impl<K: Clone + Eq + Hash + Ord, V> Expiring<K, V> {
    pub(super) fn new(capacity: usize) -> Self {
        Self { entries: HashMap::new(), by_expiry: BTreeSet::new(), capacity, swept: None }
    }

    /// The entry, while it lives.
    pub(super) fn get<Q>(&self, key: &Q, now: UnixSeconds) -> Option<&V>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        self.entries.get(key).filter(|(ends, _)| now < *ends).map(|(_, value)| value)
    }

    /// The entry, while it lives, to change it.
    pub(super) fn get_mut<Q>(&mut self, key: &Q, now: UnixSeconds) -> Option<&mut V>
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        self.entries.get_mut(key).filter(|(ends, _)| now < *ends).map(|(_, value)| value)
    }

    /// Whether the key is present, ended or not: a used value never becomes fresh again.
    pub(super) fn holds<Q>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
        Q: Eq + Hash + ?Sized,
    {
        self.entries.contains_key(key)
    }

    /// Whether an entry that ends at `ends` might have been forgotten already, for instance
    /// because the clock was set back.
    pub(super) fn is_past(&self, ends: UnixSeconds, now: UnixSeconds) -> bool {
        ends <= now || self.swept.is_some_and(|swept| ends <= swept)
    }

    /// Makes room for `count` more entries, or reports that there is none.
    pub(super) fn reserve(&mut self, count: usize, now: UnixSeconds) -> Result<(), StoreError> {
        let full = |entries: usize, capacity| entries.saturating_add(count) > capacity;
        let mut budget = SWEPT_PER_INSERT.saturating_mul(count);
        while budget > 0 || full(self.entries.len(), self.capacity) {
            let Some((ends, _)) = self.by_expiry.first().filter(|(ends, _)| *ends <= now) else {
                break;
            };
            self.swept = self.swept.max(Some(*ends));
            if let Some((_, key)) = self.by_expiry.pop_first() {
                self.entries.remove(&key);
            }
            budget = budget.saturating_sub(1);
        }
        if full(self.entries.len(), self.capacity) { Err(StoreError::Full) } else { Ok(()) }
    }

    /// Adds or replaces an entry. Call [`reserve`](Self::reserve) first.
    pub(super) fn insert(&mut self, key: K, ends: UnixSeconds, value: V) {
        if let Some((old, _)) = self.entries.insert(key.clone(), (ends, value)) {
            self.by_expiry.remove(&(old, key.clone()));
        }
        self.by_expiry.insert((ends, key));
    }

    pub(super) fn remove(&mut self, key: &K) -> Option<V> {
        let (ends, value) = self.entries.remove(key)?;
        self.by_expiry.remove(&(ends, key.clone()));
        Some(value)
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(count: u64, ends: u64) -> Expiring<u64, ()> {
        let mut map = Expiring::new(100);
        for key in 0..count {
            map.reserve(1, UnixSeconds(0)).unwrap();
            map.insert(key, UnixSeconds(ends), ());
        }
        map
    }

    #[test]
    fn full_map_pushes_nothing_live_out() {
        let mut map = filled(100, 10);
        assert_eq!(map.reserve(1, UnixSeconds(9)), Err(StoreError::Full));
        assert!((0..100).all(|key| map.holds(&key)));
        assert_eq!(map.reserve(1, UnixSeconds(10)), Ok(()));
    }

    #[test]
    fn each_insertion_removes_a_few_ended_entries() {
        let mut map = filled(100, 10);
        map.reserve(1, UnixSeconds(20)).unwrap();
        assert_eq!(map.len(), 100 - SWEPT_PER_INSERT);
    }

    #[test]
    fn time_that_was_swept_is_past_even_if_the_clock_goes_back() {
        let mut map = filled(1, 10);
        map.reserve(1, UnixSeconds(20)).unwrap();
        assert!(!map.holds(&0));
        assert!(map.is_past(UnixSeconds(10), UnixSeconds(5)));
        assert!(!map.is_past(UnixSeconds(11), UnixSeconds(5)));
    }

    #[test]
    fn replaced_entry_ends_at_its_new_time() {
        let mut map = filled(1, 10);
        map.insert(0, UnixSeconds(30), ());
        map.reserve(1, UnixSeconds(20)).unwrap();
        assert!(map.get(&0, UnixSeconds(20)).is_some());
        assert_eq!(map.remove(&0), Some(()));
        assert_eq!(map.len(), 0);
    }
}
