//! The JVM as a shim sees it.

use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::OnceLock;

use jni_sys::{
    JNI_OK, JNI_VERSION_1_6, JNIEnv, JNIInvokeInterface_, JNINativeInterface__1_4, JNINativeMethod,
    JavaVM, jclass, jint, jmethodID, jobject, jvalue,
};
use yufu_ffi::{Result, YufuError};

use crate::codec::Writer;
use crate::{Method, shims};

/// The calling thread's access to the JVM.
///
/// A value stands for a pointer that the JVM handed to this thread for the running call: only
/// [`Env::of`] and the JVM itself, as the first argument of a shim, make one.
#[repr(transparent)]
pub struct Env(*mut JNIEnv);

/// How exceptions are made: `dev.yufu.Errors.of(byte[])`.
struct Factory {
    class: jclass,
    of: jmethodID,
}

// SAFETY: a global reference and a method id may be used by every thread.
unsafe impl Send for Factory {}
// SAFETY: as above; neither is changed after it was made.
unsafe impl Sync for Factory {}

static FACTORY: OnceLock<Factory> = OnceLock::new();

impl Env {
    /// The environment of this thread, if it is attached.
    ///
    /// # Safety
    /// `vm` must be the JVM's.
    pub unsafe fn of(vm: *mut JavaVM) -> Option<Self> {
        let mut env = ptr::null_mut();
        // SAFETY: the caller vouches for `vm`; `env` is where the pointer is to be written.
        let found = unsafe {
            let table: &JNIInvokeInterface_ = &**vm;
            (table.v1_4.GetEnv)(vm, &mut env, JNI_VERSION_1_6)
        };
        (found == JNI_OK && !env.is_null()).then(|| Self(env.cast()))
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

    /// Binds the natives of a class and finds the factory of exceptions.
    pub fn bind(&self, class: &CStr, methods: &[Method]) -> bool {
        let native = |(name, signature, shim): &Method| JNINativeMethod {
            name: name.as_ptr().cast_mut(),
            signature: signature.as_ptr().cast_mut(),
            fnPtr: shim.cast_mut().cast(),
        };
        let natives: Vec<_> = methods.iter().map(native).collect();
        let Ok(count) = jint::try_from(natives.len()) else { return false };
        let jni = self.jni();
        // SAFETY: the names end in a zero byte; a class that is not found is null and goes no
        // further; each entry of `natives` holds a shim of the signature that it names, which the
        // generator wrote side by side.
        unsafe {
            let class = (jni.FindClass)(self.0, class.as_ptr());
            if class.is_null() || (jni.RegisterNatives)(self.0, class, natives.as_ptr(), count) != 0
            {
                return false;
            }
            let class = (jni.FindClass)(self.0, c"dev/yufu/Errors".as_ptr());
            if class.is_null() {
                return false;
            }
            let signature = c"([B)Ldev/yufu/YufuException;".as_ptr();
            let of = (jni.GetStaticMethodID)(self.0, class, c"of".as_ptr(), signature);
            let class = (jni.NewGlobalRef)(self.0, class);
            if of.is_null() || class.is_null() {
                return false;
            }
            FACTORY.get_or_init(|| Factory { class, of });
        }
        true
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
    // Unwind safety: an object whose call panicked is closed, and nothing else is shared.
    let run = AssertUnwindSafe(|| {
        if env.is_pending() {
            return R::default();
        }
        body(&env).unwrap_or_else(|error| {
            env.throw(error);
            R::default()
        })
    });
    catch_unwind(run).unwrap_or_else(|_| {
        let thrown = AssertUnwindSafe(|| env.throw(YufuError::internal()));
        // A second panic leaves no exception to be thrown; the default is all there is.
        let _ = catch_unwind(thrown);
        R::default()
    })
}
