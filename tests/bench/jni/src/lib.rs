//! Two calls of the SDK as a careful hand would bind them to JNI, for these two alone.
//!
//! They are what `cargo xtask bench --bindings` times the Kotlin API beside, and do the same work over
//! the same core: the handle is checked, and that the object is open; the bytes are copied once, into
//! memory that is wiped; a panic stops here; what is refused is thrown. What is left out is what only a
//! whole API needs: any other type or error, pending exceptions, an object's class and its reaper.
//!
//! - `thumbprint` is `Device.thumbprint`: 32 bytes come out, and the core does nothing but hold them.
//! - `setBytes` is `HostFacts.setBytes`: 32 bytes go in, and the core puts them into a map.
//!
//! The functions whose names end in `Work` do in a loop what the core does for one such call, so that
//! this can be taken off both.

use std::alloc::System;
use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use jni::sys::{JNIEnv, JNINativeInterface__1_4, jbyte, jlong, jobject};
use yufu::device::{Device, PlatformSecret, Saved};
use yufu::environment::evidence::{FactName, FactValue, HostFacts};
use zeroize::Zeroizing;
use zeroizing_alloc::ZeroAlloc;

/// As in the library that is compared: the same copies cost the same wiping.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

/// Why nothing came of a call.
struct Refused;

type Result<T> = std::result::Result<T, Refused>;

/// An object that the JVM keeps the address of: the value, until it is closed.
struct Object<T>(Mutex<Option<Box<T>>>);

impl<T> Object<T> {
    fn give(value: T) -> jlong {
        let object = Box::new(Self(Mutex::new(Some(Box::new(value)))));
        (Box::into_raw(object) as usize as u64).cast_signed()
    }

    /// # Safety
    /// The number is 0 or comes from [`give`](Self::give) for this type.
    unsafe fn at<'o>(handle: jlong) -> Result<&'o Self> {
        let pointer = usize::try_from(handle.cast_unsigned()).unwrap_or(0) as *const Self;
        // SAFETY: by the rule above; nothing ever takes an object of this benchmark back.
        unsafe { pointer.as_ref() }.ok_or(Refused)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Box<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self) {
        let value = self.lock().take();
        drop(value);
    }

    fn with<R>(&self, call: impl FnOnce(&mut T) -> Result<R>) -> Result<R> {
        call(self.lock().as_deref_mut().ok_or(Refused)?)
    }
}

/// # Safety
/// `env` is what the JVM handed to the running call.
unsafe fn table<'e>(env: *mut JNIEnv) -> &'e JNINativeInterface__1_4 {
    // SAFETY: the pointer is the JVM's, which knows this version.
    unsafe { &(**env).v1_4 }
}

/// Runs a call, lets no panic out, and throws for what was refused.
///
/// # Safety
/// `env` is what the JVM handed to the running call.
unsafe fn call<R>(env: *mut JNIEnv, nothing: R, body: impl FnOnce() -> Result<R>) -> R {
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(done)) => done,
        Ok(Err(Refused)) | Err(_) => {
            // SAFETY: `env` is the JVM's; both texts end with a zero.
            unsafe {
                let jni = table(env);
                let class = (jni.FindClass)(env, c"java/lang/IllegalStateException".as_ptr());
                (jni.ThrowNew)(env, class, c"refused".as_ptr());
            }
            nothing
        }
    }
}

/// The bytes of an array, copied once.
///
/// # Safety
/// `env` is what the JVM handed to the running call, with this reference to an array.
unsafe fn copy(env: *mut JNIEnv, array: jobject) -> Result<Zeroizing<Vec<u8>>> {
    if array.is_null() {
        return Err(Refused);
    }
    // SAFETY: the array is no null, and the copy has room for all of it.
    unsafe {
        let jni = table(env);
        let len = (jni.GetArrayLength)(env, array);
        let mut bytes = Zeroizing::new(vec![0; usize::try_from(len).map_err(|_| Refused)?]);
        (jni.GetByteArrayRegion)(env, array, 0, len, bytes.as_mut_ptr().cast::<jbyte>());
        Ok(bytes)
    }
}

/// Opens the record of an enrolled device.
///
/// # Safety
/// The JVM calls it.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn Java_bench_Raw_device(
    env: *mut JNIEnv,
    _class: jobject,
    record: jobject,
    secret: jobject,
) -> jlong {
    let open = || {
        // SAFETY: both are arrays by the method's signature.
        let (record, secret) = unsafe { (copy(env, record)?, copy(env, secret)?) };
        let mut secret: Zeroizing<[u8; 32]> =
            Zeroizing::new(secret.as_slice().try_into().map_err(|_| Refused)?);
        match Saved::from_record(&record, &PlatformSecret::take(&mut secret)) {
            Ok(Saved::Enrolled(device)) => Ok(Object::give(device)),
            _ => Err(Refused),
        }
    };
    // SAFETY: the JVM's own `env`.
    unsafe { call(env, 0, open) }
}

/// No facts yet.
///
/// # Safety
/// The JVM calls it.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn Java_bench_Raw_facts(_env: *mut JNIEnv, _class: jobject) -> jlong {
    Object::give(HostFacts::default())
}

/// The device key's thumbprint, 32 bytes.
///
/// # Safety
/// The JVM calls it, with a number that `device` gave.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn Java_bench_Raw_thumbprint(
    env: *mut JNIEnv,
    _class: jobject,
    handle: jlong,
) -> jobject {
    let give = || {
        // SAFETY: the number is one of `device`'s.
        let object = unsafe { Object::<Device>::at(handle)? };
        let bytes = object.with(|device| Ok(thumbprint_of(device)))?;
        let len = i32::try_from(bytes.len()).map_err(|_| Refused)?;
        // SAFETY: a new array has room for what is copied; one that could not be made is null.
        unsafe {
            let jni = table(env);
            let array = (jni.NewByteArray)(env, len);
            if !array.is_null() {
                (jni.SetByteArrayRegion)(env, array, 0, len, bytes.as_ptr().cast::<jbyte>());
            }
            Ok(array)
        }
    };
    // SAFETY: the JVM's own `env`.
    unsafe { call(env, std::ptr::null_mut(), give) }
}

/// Gives the platform's attestation.
///
/// # Safety
/// The JVM calls it, with a number that `facts` gave.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn Java_bench_Raw_setBytes(
    env: *mut JNIEnv,
    _class: jobject,
    handle: jlong,
    value: jobject,
) {
    let take = || {
        // SAFETY: an array by the method's signature, and a number of `facts`'s.
        let (bytes, object) = unsafe { (copy(env, value)?, Object::<HostFacts>::at(handle)?) };
        object.with(|facts| set(facts, &bytes))
    };
    // SAFETY: the JVM's own `env`.
    unsafe { call(env, (), take) }
}

/// Closes a device.
///
/// # Safety
/// The JVM calls it, with a number that `device` gave.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn Java_bench_Raw_closeDevice(
    env: *mut JNIEnv,
    _class: jobject,
    handle: jlong,
) {
    // SAFETY: the JVM's own `env`, and a number of `device`'s.
    unsafe { call(env, (), || Object::<Device>::at(handle).map(Object::close)) }
}

/// Closes facts.
///
/// # Safety
/// The JVM calls it, with a number that `facts` gave.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn Java_bench_Raw_closeFacts(
    env: *mut JNIEnv,
    _class: jobject,
    handle: jlong,
) {
    // SAFETY: the JVM's own `env`, and a number of `facts`'s.
    unsafe { call(env, (), || Object::<HostFacts>::at(handle).map(Object::close)) }
}

/// Nanoseconds of what the core does in so many calls of `thumbprint`.
///
/// # Safety
/// The JVM calls it, with a number that `device` gave.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn Java_bench_Raw_thumbprintWork(
    env: *mut JNIEnv,
    _class: jobject,
    handle: jlong,
    times: jlong,
) -> jlong {
    // SAFETY: the JVM's own `env`, and a number of `device`'s.
    unsafe {
        call(env, 0, || {
            Object::<Device>::at(handle)?.with(|device| {
                repeat(times, || {
                    black_box(thumbprint_of(black_box(device)));
                    Ok(())
                })
            })
        })
    }
}

/// Nanoseconds of what the core does in so many calls of `setBytes`.
///
/// # Safety
/// The JVM calls it, with a number that `facts` gave.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn Java_bench_Raw_setBytesWork(
    env: *mut JNIEnv,
    _class: jobject,
    handle: jlong,
    times: jlong,
) -> jlong {
    // SAFETY: the JVM's own `env`, and a number of `facts`'s.
    unsafe {
        call(env, 0, || {
            Object::<HostFacts>::at(handle)?
                .with(|facts| repeat(times, || set(black_box(facts), black_box(&[7; 32]))))
        })
    }
}

fn thumbprint_of(device: &Device) -> Vec<u8> {
    device.thumbprint().as_bytes().to_vec()
}

fn set(facts: &mut HostFacts, bytes: &[u8]) -> Result<()> {
    let value = FactValue::Blob(bytes.to_vec().into());
    facts.set(FactName::Attestation, value).map_err(|_| Refused)
}

fn repeat(times: jlong, mut work: impl FnMut() -> Result<()>) -> Result<jlong> {
    let start = Instant::now();
    for _ in 0..times {
        work()?;
    }
    jlong::try_from(start.elapsed().as_nanos()).map_err(|_| Refused)
}
