//! A small app under attack: it links the SDK, says that it is ready, and passes once for each line
//! that it reads. It prints the findings of each pass.
//!
//! `victim [ROLE]` does to itself what an attacker in the process would do; `victim once FILE` passes
//! after a moment without being asked and writes to a file, for tools that keep its standard streams.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a helper of tests")]

use std::io::BufRead;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use yufu::environment::{Collect, Report, collect};
use yufu_protocol::id::Challenge;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let worker = named_thread("worker");
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["once", file] => {
            // The tool has resumed us; it needs a moment to put its hooks in.
            std::thread::sleep(Duration::from_secs(2));
            std::fs::write(file, serde_json::to_string(report().findings()).unwrap()).unwrap();
            return;
        }
        ["frida-thread"] => std::mem::forget(named_thread("gum-js-loop").1),
        ["writable-code"] => map_writable_code(64 << 10),
        ["hooked"] => overwrite(libc_function(c"access"), &[0xe9, 0, 0, 0, 0]),
        ["own-text"] => overwrite((unused as fn(u64) -> u64) as *mut u8, &[0xcc]),
        ["pointer-hook"] => hook_by_pointer(),
        _ => {}
    }
    println!("READY {} {}", std::process::id(), worker.0);
    for line in std::io::stdin().lock().lines() {
        if line.is_err() {
            return;
        }
        mark("begin");
        let report = report();
        mark("end");
        println!("FINDINGS {}", serde_json::to_string(report.findings()).unwrap());
    }
}

fn report() -> Report {
    let order = Collect::new(Challenge::from_bytes([1; 32]));
    collect(&order.within(Duration::from_secs(20)).with_text())
}

/// What strace sees of this tells it where a pass begins and ends.
fn mark(name: &str) {
    let _ = std::fs::metadata(format!("/yufu-{name}"));
}

/// A thread that waits for ever, and its number.
fn named_thread(name: &str) -> (i32, Sender<()>) {
    let (end, ended) = channel::<()>();
    let (started, running) = channel();
    let body = move || {
        // SAFETY: no arguments, no memory.
        started.send(unsafe { libc::gettid() }).unwrap();
        let _ = ended.recv();
    };
    std::thread::Builder::new().name(name.to_owned()).spawn(body).unwrap();
    (running.recv().unwrap(), end)
}

fn map_writable_code(size: usize) {
    let protection = libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC;
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
    // SAFETY: a new anonymous mapping touches no existing memory.
    let address = unsafe { libc::mmap(std::ptr::null_mut(), size, protection, flags, -1, 0) };
    assert_ne!(address, libc::MAP_FAILED);
}

fn libc_function(name: &std::ffi::CStr) -> *mut u8 {
    // SAFETY: the name ends in a NUL; RTLD_DEFAULT is always valid.
    unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) }.cast()
}

/// Writes over the first bytes of a function, as an inline hook or a breakpoint does. Nobody calls
/// it afterwards.
fn overwrite(function: *mut u8, code: &[u8]) {
    let page = function.map_addr(|address| address & !4095).cast();
    let all = libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC;
    // SAFETY: the pages of a function that nobody runs are made writable and a few bytes of it are
    // replaced; the rest of the pages stays executable throughout.
    unsafe {
        assert_eq!(libc::mprotect(page, 8192, all), 0);
        std::ptr::copy_nonoverlapping(code.as_ptr(), function, code.len());
        assert_eq!(libc::mprotect(page, 8192, libc::PROT_READ | libc::PROT_EXEC), 0);
    }
}

/// A function of the victim's own that nobody calls.
#[inline(never)]
fn unused(value: u64) -> u64 {
    std::hint::black_box(value).rotate_left(7)
}

/// The attack that passes unseen: a function pointer of the app is replaced, no code is.
fn hook_by_pointer() {
    static HANDLER: std::sync::Mutex<fn(u64) -> u64> = std::sync::Mutex::new(unused);
    fn foreign(value: u64) -> u64 {
        unused(value) ^ 1
    }
    *HANDLER.lock().unwrap() = foreign;
    let handler = *HANDLER.lock().unwrap();
    assert_ne!(handler(7), unused(7));
}
