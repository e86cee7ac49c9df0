//! Arguments and results that are no objects of the foreign API.

use std::ptr;

use jni::sys::{jbyte, jint, jlong, jobject, jsize};
use yufu_ffi::{Result, YufuError};
use zeroize::Zeroizing;

use crate::codec::Reader;
use crate::env::Env;

/// Most bytes that one argument may have. The core takes less; this bounds what is copied for it.
const MAX_BYTES: usize = 16 << 20;

/// A byte array of the JVM, or null.
#[repr(transparent)]
pub struct Bytes(jobject);

/// A string of the JVM, or null.
#[repr(transparent)]
pub struct Text(jobject);

/// A direct ByteBuffer of the JVM, or null.
#[repr(transparent)]
pub struct Buffer(jobject);

/// A reference that a shim returns; null by default.
#[repr(transparent)]
pub struct Given(jobject);

impl Default for Given {
    fn default() -> Self {
        Self(ptr::null_mut())
    }
}

impl Given {
    pub fn raw(&self) -> jobject {
        self.0
    }
}

impl Bytes {
    /// The bytes, copied once.
    pub fn copy(&self, env: &Env) -> Result<Zeroizing<Vec<u8>>> {
        if self.0.is_null() {
            return Err(YufuError::argument());
        }
        let jni = env.jni();
        // SAFETY: the reference is not null, and of an array by the shim's signature.
        let len: jsize = unsafe { (jni.GetArrayLength)(env.raw(), self.0) };
        let mut bytes = room(len)?;
        // SAFETY: the region is the whole array, and `bytes` has room for it.
        unsafe {
            (jni.GetByteArrayRegion)(env.raw(), self.0, 0, len, bytes.as_mut_ptr().cast::<jbyte>());
        }
        Ok(bytes)
    }

    /// The bytes; none for null.
    pub fn optional(&self, env: &Env) -> Result<Option<Vec<u8>>> {
        if self.0.is_null() {
            return Ok(None);
        }
        Ok(Some(std::mem::take(&mut *self.copy(env)?)))
    }

    /// A value that the Kotlin side encoded.
    pub fn decode<T>(
        &self,
        env: &Env,
        read: impl FnOnce(&mut Reader<'_>) -> Result<T>,
    ) -> Result<T> {
        let bytes = self.copy(env)?;
        let mut reader = Reader::new(&bytes);
        let value = read(&mut reader)?;
        reader.end()?;
        Ok(value)
    }
}

impl Buffer {
    /// The bytes from `offset` on, copied once: the JVM may change them at any time.
    pub fn copy(&self, env: &Env, offset: jint, len: jint) -> Result<Zeroizing<Vec<u8>>> {
        if self.0.is_null() {
            return Err(YufuError::argument());
        }
        let jni = env.jni();
        // SAFETY: the reference is not null, and of a ByteBuffer by the shim's signature; one that
        // is not direct has the address null.
        let (start, capacity) = unsafe {
            let start = (jni.GetDirectBufferAddress)(env.raw(), self.0);
            (start, (jni.GetDirectBufferCapacity)(env.raw(), self.0))
        };
        let end = jlong::from(offset).saturating_add(len.into());
        let offset = usize::try_from(offset).map_err(|_| YufuError::argument())?;
        if start.is_null() || end > capacity {
            return Err(YufuError::argument());
        }
        let mut bytes = room(len)?;
        // SAFETY: offset and length lie within the buffer's memory, which the buffer keeps alive;
        // the copy goes to memory of our own. A writer in another thread can spoil what is copied
        // and nothing else.
        unsafe {
            let from = start.cast::<u8>().add(offset);
            ptr::copy(from, bytes.as_mut_ptr(), bytes.len());
        }
        Ok(bytes)
    }
}

impl Text {
    /// The text. A lone half of a surrogate pair is no text.
    pub fn copy(&self, env: &Env) -> Result<Zeroizing<String>> {
        if self.0.is_null() {
            return Err(YufuError::argument());
        }
        let jni = env.jni();
        // SAFETY: the reference is not null, and of a string by the shim's signature.
        let len: jsize = unsafe { (jni.GetStringLength)(env.raw(), self.0) };
        let count = usize::try_from(len).map_err(|_| YufuError::argument())?;
        if count > MAX_BYTES / 4 {
            return Err(YufuError::argument());
        }
        let mut units = Zeroizing::new(vec![0_u16; count]);
        // SAFETY: the region is the whole string, and `units` has room for it.
        unsafe { (jni.GetStringRegion)(env.raw(), self.0, 0, len, units.as_mut_ptr()) };
        let text = String::from_utf16(&units).map_err(|_| YufuError::argument())?;
        Ok(Zeroizing::new(text))
    }

    /// The text; none for null.
    pub fn optional(&self, env: &Env) -> Result<Option<String>> {
        if self.0.is_null() {
            return Ok(None);
        }
        Ok(Some(std::mem::take(&mut *self.copy(env)?)))
    }
}

/// Zeros for that many bytes.
fn room(len: jsize) -> Result<Zeroizing<Vec<u8>>> {
    match usize::try_from(len) {
        Ok(len) if len <= MAX_BYTES => Ok(Zeroizing::new(vec![0; len])),
        _ => Err(YufuError::argument()),
    }
}

/// A number that the Kotlin side took as an `Int`.
pub fn narrow<T: TryFrom<jint>>(number: jint) -> Result<T> {
    T::try_from(number).map_err(|_| YufuError::argument())
}

/// A number that the Kotlin side took as a `Long`.
pub fn unsigned(number: jlong) -> Result<u64> {
    u64::try_from(number).map_err(|_| YufuError::argument())
}

/// A number for a Kotlin `Int`.
pub fn int<T: TryInto<jint>>(number: T) -> Result<jint> {
    number.try_into().map_err(|_| YufuError::internal())
}

/// A number for a Kotlin `Long`.
pub fn long(number: u64) -> Result<jlong> {
    number.try_into().map_err(|_| YufuError::internal())
}

/// Bytes for the JVM.
pub fn bytes(env: &Env, value: &[u8]) -> Result<Given> {
    let len = int(value.len())?;
    let jni = env.jni();
    // SAFETY: an array that could not be made is null and goes no further; else it has room for
    // what is copied.
    unsafe {
        let array = (jni.NewByteArray)(env.raw(), len);
        if !array.is_null() {
            (jni.SetByteArrayRegion)(env.raw(), array, 0, len, value.as_ptr().cast::<jbyte>());
        }
        Ok(Given(array))
    }
}

/// Text for the JVM.
pub fn text(env: &Env, value: &str) -> Result<Given> {
    let units: Zeroizing<Vec<u16>> = Zeroizing::new(value.encode_utf16().collect());
    let len = int(units.len())?;
    // SAFETY: the pointer and the length belong together.
    Ok(Given(unsafe { (env.jni().NewString)(env.raw(), units.as_ptr(), len) }))
}
