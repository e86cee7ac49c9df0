#!/bin/sh
# Runs the probes' system calls on 32-bit Arm (in Thumb state, as Android's libraries are) and 32-bit x86,
# under qemu.
#
# Wants from Debian: rustc-web cargo-web rust-web-src gcc-arm-linux-gnueabihf libc6-dev-armhf-cross
# gcc-i686-linux-gnu libc6-dev-i386-cross qemu-user-static. Exits with 77 where something is missing.
set -eu
cd "$(dirname "$0")/../.."
folder=$(realpath -m "${CARGO_TARGET_DIR:-target}")

missing=
for tool in /usr/bin/cargo /usr/bin/rustc arm-linux-gnueabihf-gcc i686-linux-gnu-gcc qemu-arm-static \
    qemu-i386-static; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
done
if [ -n "$missing" ]; then
    echo "missing:$missing" >&2
    exit 77
fi

# rustup's compiler has no standard library for these, and no source of it; Debian's has.
unset RUSTUP_TOOLCHAIN RUSTFLAGS
export RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1
export CARGO_TARGET_DIR="$folder/raw-calls"
export CARGO_TARGET_THUMBV7NEON_UNKNOWN_LINUX_GNUEABIHF_LINKER=arm-linux-gnueabihf-gcc
export CARGO_TARGET_THUMBV7NEON_UNKNOWN_LINUX_GNUEABIHF_RUNNER="qemu-arm-static -L /usr/arm-linux-gnueabihf"
export CARGO_TARGET_I686_UNKNOWN_LINUX_GNU_LINKER=i686-linux-gnu-gcc
export CARGO_TARGET_I686_UNKNOWN_LINUX_GNU_RUNNER="qemu-i386-static -L /usr/i686-linux-gnu"
/usr/bin/cargo test --locked --package yufu-raw-calls -Zbuild-std=std,panic_unwind,test \
    -Zbuild-std-features=panic-unwind --lib --target thumbv7neon-unknown-linux-gnueabihf \
    --target i686-unknown-linux-gnu \
    --config 'profile.dev.debug=false' --config 'profile.dev.package."*".opt-level=0' "$@"
