//! The JVM as a shim sees it.

use std::ffi::{CStr, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::OnceLock;

use jni::sys::{
    JNI_OK, JNI_VERSION_1_6, JNIEnv, JNINativeInterface__1_4, JNINativeMethod, JavaVM, jclass,
    jmethodID, jobject, jvalue,
};
use yufu_ffi::{Result, YufuError};

use crate::codec::Writer;
use crate::shims;

/// The calling thread's access to the JVM.
///
/// A value stands for a pointer that the JVM handed to this thread for the running call: only the
/// JVM itself, as the first argument of a shim, makes one.
#[repr(transparent)]
pub struct Env(*mut JNIEnv);

/// How exceptions are made: `dev.yufu.Errors.of(byte[])`.
struct Factory {
    /// A global reference, which is kept for ever: a library of Android's is never unloaded.
    class: jclass,
    of: jmethodID,
}

// SAFETY: a global reference and a method id may be used by every thread.
unsafe impl Send for Factory {}
// SAFETY: as above; neither is changed after it was made.
unsafe impl Sync for Factory {}

static FACTORY: OnceLock<Factory> = OnceLock::new();

/// Binds the native methods of a class and finds the factory of exceptions. Where it finds something
/// missing, the JVM's own exception is pending.
pub fn bind(env: &Env, class: &CStr) -> Option<()> {
    let mut rest = shims::METHODS.as_bytes();
    let mut next = || {
        let word = CStr::from_bytes_until_nul(rest).ok()?;
        rest = rest.get(word.to_bytes_with_nul().len()..)?;
        Some(word)
    };
    let mut natives = Vec::new();
    let mut signature = next()?;
    for shim in shims::shims() {
        let mut name = next()?;
        if name.is_empty() {
            (signature, name) = (next()?, next()?);
        }
        // The JVM writes to neither.
        let [name, signature] = [name, signature].map(|word| word.as_ptr().cast_mut());
        natives.push(JNINativeMethod { name, signature, fnPtr: shim.cast_mut().cast() });
    }
    let count = natives.len().try_into().ok()?;
    let class = env.class(class)?;
    let errors = env.class(c"dev/yufu/Errors")?;
    let signature = c"([B)Ldev/yufu/YufuException;";
    let jni = env.jni();
    // SAFETY: names and signatures end with a zero; each entry holds a shim of the signature that
    // it names, because the generator wrote both in one order, and takes it to be of a static method, as
    // all of the class are. Both references are of classes.
    unsafe {
        if (jni.RegisterNatives)(env.0, class, natives.as_ptr(), count) != JNI_OK {
            return None;
        }
        let of = (jni.GetStaticMethodID)(env.0, errors, c"of".as_ptr(), signature.as_ptr());
        let class = (jni.NewGlobalRef)(env.0, errors);
        if of.is_null() || class.is_null() {
            return None;
        }
        FACTORY.get_or_init(|| Factory { class, of });
    }
    Some(())
}

impl Env {
    /// That of a thread which is attached.
    ///
    /// # Safety
    /// `vm` is the JVM's own, and what this returns goes no further than the call that the JVM made.
    pub unsafe fn of_thread(vm: *mut JavaVM) -> Option<Self> {
        let mut env: *mut c_void = ptr::null_mut();
        // SAFETY: the pointer is the JVM's, whose table has had this function since version 1.2.
        let found = unsafe { ((**vm).v1_4.GetEnv)(vm, &mut env, JNI_VERSION_1_6) };
        (found == JNI_OK && !env.is_null()).then_some(Self(env.cast()))
    }

    /// The class of that name.
    fn class(&self, name: &CStr) -> Option<jclass> {
        // SAFETY: the name ends with a zero.
        let class = unsafe { (self.jni().FindClass)(self.0, name.as_ptr()) };
        (!class.is_null()).then_some(class)
    }

    /// The pointer, for calls through [`jni`](Self::jni).
    pub fn raw(&self) -> *mut JNIEnv {
        self.0
    }

    /// The JNI's functions.
    pub fn jni(&self) -> &JNINativeInterface__1_4 {
        // SAFETY: the pointer is the JVM's and lives as long as the call that `self` belongs to;
        // `JNI_OnLoad` asked for a later version than the table's.
        unsafe { &(**self.0).v1_4 }
    }

    /// Whether an exception waits to be thrown.
    pub fn is_pending(&self) -> bool {
        // SAFETY: may be called at any time.
        unsafe { (self.jni().ExceptionCheck)(self.0) }
    }

    /// Makes the exception of an error pending.
    fn throw(&self, error: YufuError) {
        let mut writer = Writer::default();
        shims::write_yufu_error(&mut writer, error);
        let Some(factory) = FACTORY.get() else { return };
        let Ok(bytes) = writer.give(self) else { return };
        let arguments = [jvalue { l: bytes.raw() }];
        let jni = self.jni();
        // SAFETY: class and method belong together and take one array.
        let thrown: jobject = unsafe {
            (jni.CallStaticObjectMethodA)(self.0, factory.class, factory.of, arguments.as_ptr())
        };
        // If the factory itself threw, its own exception is pending.
        if !self.is_pending() && !thrown.is_null() {
            // SAFETY: an exception, by the factory's signature.
            unsafe { (jni.Throw)(self.0, thrown) };
        }
    }
}

/// Runs the body of a shim. With an exception pending, before or after, what it returns does not
/// matter and is the default.
pub fn call<R: Default>(env: Env, body: impl FnOnce(&Env) -> Result<R>) -> R {
    let mut once = Once { body: Some(body), given: R::default() };
    guarded(&env, &mut once);
    once.given
}

/// The body of a shim. The code around it is there once for all of them, not once for each.
trait Body {
    fn run(&mut self, env: &Env) -> Result<()>;
}

/// A body that has not run yet, or what it gave.
struct Once<F, R> {
    body: Option<F>,
    given: R,
}

impl<R, F: FnOnce(&Env) -> Result<R>> Body for Once<F, R> {
    fn run(&mut self, env: &Env) -> Result<()> {
        if let Some(body) = self.body.take() {
            self.given = body(env)?;
        }
        Ok(())
    }
}

/// Lets neither an error nor a panic out: each becomes an exception.
#[inline(never)]
fn guarded(env: &Env, body: &mut dyn Body) {
    // Unwind safety: an object whose call panicked is closed, and nothing else is shared.
    let run = AssertUnwindSafe(|| {
        if !env.is_pending()
            && let Err(error) = body.run(env)
        {
            env.throw(error);
        }
    });
    if catch_unwind(run).is_err() {
        // A second panic leaves no exception to be thrown; the default is all there is.
        let _ = catch_unwind(AssertUnwindSafe(|| env.throw(YufuError::internal())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shim_has_a_name_and_a_signature() {
        let mut named = 0;
        for same in shims::METHODS.split_terminator("\0\0") {
            let mut words = same.split('\0');
            assert!(words.next().is_some_and(|signature| signature.starts_with('(')), "{same}");
            for name in words {
                assert!(name.starts_with(|first: char| first.is_ascii_lowercase()), "{same}");
                named += 1;
            }
        }
        assert_eq!(named, shims::shims().len());
    }
}
