//! Objects of the foreign API as numbers that the JVM keeps.

use std::marker::PhantomData;
use std::sync::Arc;

use jni::sys::{jlong, jobject};
use yufu_ffi::{Result, YufuError};

/// An object that lives at least as long as the Kotlin object which keeps this number.
///
/// The JVM alone hands one in, and it has none but those that [`give`](Self::give) made for the
/// same class: the number stands in a field that only the generated class reads. 0 is none.
#[repr(transparent)]
pub struct Handle<T> {
    number: jlong,
    object: PhantomData<T>,
}

/// The Kotlin object itself, beside its handle: reachable for as long as the shim runs.
#[repr(transparent)]
pub struct Keep(#[allow(dead_code, reason = "it is there to be held")] jobject);

impl<T> Handle<T> {
    /// Hands an object to the JVM, which gives it back by [`free`](Self::free).
    pub fn give(object: Arc<T>) -> jlong {
        // An address fits 64 bits on every platform.
        (Arc::into_raw(object) as usize as u64).cast_signed()
    }

    /// The object.
    pub fn get(&self) -> Result<&T> {
        // SAFETY: by the type's rule the pointer comes from `give` for this T, and the count that
        // `give` left is taken back only by `free`, after the Kotlin object has become unreachable.
        unsafe { self.pointer().as_ref() }.ok_or_else(YufuError::argument)
    }

    /// Another count of the object; none for 0.
    pub fn share(&self) -> Option<Arc<T>> {
        let pointer = self.pointer();
        (!pointer.is_null()).then(|| {
            // SAFETY: as in `get`; the new count is the caller's.
            unsafe {
                Arc::increment_strong_count(pointer);
                Arc::from_raw(pointer)
            }
        })
    }

    /// Takes back what [`give`](Self::give) gave. The reaper calls it once for each number.
    pub fn free(self) {
        let pointer = self.pointer();
        if !pointer.is_null() {
            // SAFETY: as in `get`; the reaper holds the number in one list, and takes it out first.
            drop(unsafe { Arc::from_raw(pointer) });
        }
    }

    /// The same number, of a class that is known only now.
    pub fn of_class<U>(self) -> Handle<U> {
        Handle { number: self.number, object: PhantomData }
    }

    fn pointer(&self) -> *const T {
        usize::try_from(self.number.cast_unsigned()).unwrap_or(0) as *const T
    }
}
