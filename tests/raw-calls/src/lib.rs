//! The probes' system calls, with their own tests, and a libc that lies beside them.
//!
//! `run.sh` runs both on 32-bit processors; that takes a standard library built for each, and so as
//! little else as can be.
#![cfg(test)]

mod probe {
    #[path = "../../../../crates/yufu/src/environment/probe/raw/mod.rs"]
    mod raw;

    mod lies;
}
