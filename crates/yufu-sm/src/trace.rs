//! Records secret values for the memory attack; exists only under `--cfg yufu_trace`.
//!
//! The attack has to know which values to look for in a dump. A build with this configuration
//! reports them to one sink; any other build contains neither the calls nor this module.

use std::sync::OnceLock;

/// Receives a label and the secret's bytes.
pub type Sink = fn(label: &str, secret: &[u8]);

static SINK: OnceLock<Sink> = OnceLock::new();

/// Sets the process's sink. The first call wins; later ones return `false`.
pub fn set_sink(sink: Sink) -> bool {
    SINK.set(sink).is_ok()
}

/// Reports one secret value.
pub fn secret(label: &str, secret: &[u8]) {
    if let Some(sink) = SINK.get() {
        sink(label, secret);
    }
}
