//! The JVM as a shim sees it.

use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use jni::errors::{Error, Result as Bound};
use jni::objects::JClass;
use jni::refs::Global;
use jni::strings::JNIStr;
use jni::sys::{JNIEnv, JNINativeInterface__1_4, jmethodID, jobject, jvalue};
use jni::{NativeMethod, jni_sig, jni_str};
use yufu_ffi::{Result, YufuError};

use crate::codec::Writer;
use crate::{Method, shims};

/// The calling thread's access to the JVM.
///
/// A value stands for a pointer that the JVM handed to this thread for the running call: only the
/// JVM itself, as the first argument of a shim, makes one.
#[repr(transparent)]
pub struct Env(*mut JNIEnv);

/// How exceptions are made: `dev.yufu.Errors.of(byte[])`.
struct Factory {
    class: Global<JClass<'static>>,
    of: jmethodID,
}

// SAFETY: a global reference and a method id may be used by every thread.
unsafe impl Send for Factory {}
// SAFETY: as above; neither is changed after it was made.
unsafe impl Sync for Factory {}

static FACTORY: OnceLock<Factory> = OnceLock::new();

/// Binds the natives of a class and finds the factory of exceptions.
pub fn bind(env: &mut jni::Env<'_>, class: &CStr, methods: &[Method]) -> Bound<()> {
    let name = |text| JNIStr::from_cstr(text).ok_or(Error::NullPtr("a name of JNI's"));
    let natives = methods.iter().map(|(method, signature, shim)| {
        // SAFETY: each entry holds a shim of the signature that it names, which the generator wrote
        // side by side.
        Ok(unsafe {
            NativeMethod::from_raw_parts(name(method)?, name(signature)?, shim.cast_mut().cast())
        })
    });
    let natives = natives.collect::<Bound<Vec<_>>>()?;
    let class = env.find_class(name(class)?)?;
    // SAFETY: the methods of the class are static, as the shims take them to be.
    unsafe { env.register_native_methods(class, &natives)? };
    let class = env.find_class(jni_str!("dev/yufu/Errors"))?;
    let signature = jni_sig!("([B)Ldev/yufu/YufuException;");
    let of = env.get_static_method_id(&class, jni_str!("of"), signature)?.into_raw();
    let class = env.new_global_ref(class)?;
    FACTORY.get_or_init(|| Factory { class, of });
    Ok(())
}

impl Env {
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
            (jni.CallStaticObjectMethodA)(
                self.0,
                factory.class.as_raw(),
                factory.of,
                arguments.as_ptr(),
            )
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
