//! The library that the Kotlin API calls.
//!
//! The module `shims` is generated from the metadata of `yufu-ffi`: one function for each native method
//! of the class `dev.yufu.Natives`. They are bound by `RegisterNatives` in `JNI_OnLoad`, which is the
//! only name that this library exports. The rest is the runtime that the shims stand on:
//!
//! - A shim takes the types of `value` and `handle`, which only the JVM can make, so that the
//!   generated code needs no `unsafe`.
//! - `env::call` starts every shim: it refuses to work under a pending exception, turns an error
//!   into a `YufuException`, and lets no panic out.
//! - Bytes and text are copied once, into memory that is wiped.
//! - A `Handle` is counted. Closing an object empties it and leaves the shell; the shell
//!   goes when the garbage collector finds the Kotlin object unreachable. A shim takes the object
//!   itself beside its handle, so it is reachable for as long as the call runs.

mod codec;
mod env;
mod handle;
mod shims;
mod value;

use std::ffi::c_void;

use jni::sys::{JNI_ERR, JNI_VERSION_1_6, JavaVM, jint};

use env::Env;

/// Binds the native methods and finds the factory of exceptions.
///
/// # Safety
/// The JVM calls it, once, with its own `vm`.
#[unsafe(no_mangle)]
#[allow(non_snake_case, reason = "the name is the JNI's")]
pub unsafe extern "system" fn JNI_OnLoad(vm: *mut JavaVM, _reserved: *mut c_void) -> jint {
    // A panic shows no message: it might quote what it stumbled over.
    std::panic::set_hook(Box::new(|_| {}));
    // SAFETY: `vm` is the JVM's own, and this thread is attached because it loads the library.
    let env = unsafe { Env::of_thread(vm) };
    let bound = env.and_then(|env| env::bind(&env, c"dev/yufu/Natives"));
    if bound.is_some() { JNI_VERSION_1_6 } else { JNI_ERR }
}
