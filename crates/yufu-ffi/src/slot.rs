//! What an object of the foreign API holds: a value until it is closed or used up.

use std::fmt;
use std::sync::{Mutex, MutexGuard};

use crate::error::{Result, YufuError, guard};

/// A value that threads take turns with. On the heap, so that closing frees and wipes it at once.
pub(crate) struct Slot<T>(Mutex<Option<Box<T>>>);

impl<T> Slot<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Mutex::new(Some(Box::new(value))))
    }

    /// Runs a call on the value.
    pub(crate) fn with<R>(&self, call: impl FnOnce(&mut T) -> Result<R>) -> Result<R> {
        guard(|| call(self.lock().as_deref_mut().ok_or_else(YufuError::closed)?))
    }

    /// Takes the value out, which closes the object.
    pub(crate) fn take(&self) -> Result<T> {
        guard(|| self.lock().take().map(|value| *value).ok_or_else(YufuError::closed))
    }

    pub(crate) fn close(&self) -> Result<()> {
        guard(|| {
            let value = self.lock().take();
            drop(value);
            Ok(())
        })
    }

    /// A call that panicked may have left the value half changed: it is dropped.
    fn lock(&self) -> MutexGuard<'_, Option<Box<T>>> {
        self.0.lock().unwrap_or_else(|poisoned| {
            let mut held = poisoned.into_inner();
            *held = None;
            self.0.clear_poison();
            held
        })
    }
}

impl<T: Clone> Slot<T> {
    /// A handle to what the value shares.
    pub(crate) fn get(&self) -> Result<T> {
        self.with(|value| Ok(value.clone()))
    }
}

impl<T> fmt::Debug for Slot<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(..)")
    }
}

/// Declares an object of the foreign API, with the `close` that each has.
macro_rules! object {
    ($(#[$doc:meta])* $name:ident($held:ty)) => {
        $(#[$doc])*
        #[derive(Debug)]
        #[cfg_attr(feature = "scaffolding", derive(uniffi::Object))]
        pub struct $name(pub(crate) $crate::slot::Slot<$held>);

        impl $name {
            pub(crate) fn holding(value: $held) -> std::sync::Arc<Self> {
                std::sync::Arc::new(Self($crate::slot::Slot::new(value)))
            }
        }

        #[cfg_attr(feature = "scaffolding", uniffi::export)]
        impl $name {
            /// Frees what this object holds and wipes its secrets. Closing twice is no error.
            ///
            /// # Errors
            /// None but code 7002.
            pub fn close(&self) -> $crate::Result<()> {
                self.0.close()
            }
        }
    };
}

pub(crate) use object;

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    struct Counted(Arc<AtomicUsize>);

    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn closing_drops_the_value_once_and_later_calls_are_refused() {
        let dropped = Arc::new(AtomicUsize::new(0));
        let slot = Slot::new(Counted(dropped.clone()));
        slot.close().unwrap();
        slot.close().unwrap();
        assert_eq!(dropped.load(Ordering::Relaxed), 1);
        assert_eq!(slot.with(|_| Ok(())), Err(YufuError::closed()));
    }

    #[test]
    fn panic_becomes_internal_and_closes_the_object() {
        let slot = Slot::new(7);
        let panicked: Result<()> = slot.with(|_| std::panic::panic_any("a secret"));
        assert_eq!(panicked, Err(YufuError::internal()));
        assert_eq!(slot.with(|_| Ok(())), Err(YufuError::closed()));
    }

    #[test]
    fn threads_that_take_the_value_get_it_once() {
        let slot = Slot::new(String::from("once"));
        let taken = thread::scope(|scope| {
            let threads: Vec<_> = (0..16).map(|_| scope.spawn(|| slot.take().is_ok())).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).filter(|took| *took).count()
        });
        assert_eq!(taken, 1);
    }
}
