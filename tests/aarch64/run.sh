#!/bin/sh
# Runs yufu-sm's own tests on aarch64 under qemu, so that its NEON, AES, PMULL, SM3 and SM4 kernels
# are run; and the probes' system calls, as tests/raw-calls/run.sh does on 32-bit processors.
#
# Wants from Debian: rustc-web cargo-web gcc-aarch64-linux-gnu libc6-dev-arm64-cross
# qemu-user-static; std.sh fetches the standard library. Exits with 77 where something is missing.
set -eu
cd "$(dirname "$0")/../.."
target=aarch64-unknown-linux-gnu
folder=$(realpath -m "${CARGO_TARGET_DIR:-target}")

missing=
for tool in /usr/bin/cargo /usr/bin/rustc aarch64-linux-gnu-gcc qemu-aarch64-static; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
done
std="$folder/tools/aarch64"
if [ -n "$missing" ]; then
    echo "missing:$missing" >&2
    exit 77
fi
sh tests/aarch64/std.sh "$std"

# rustup's compiler has no standard library for this target; Debian's has.
unset RUSTUP_TOOLCHAIN RUSTFLAGS
export RUSTC=/usr/bin/rustc
export CARGO_TARGET_DIR="$folder/aarch64-qemu"
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUSTFLAGS="--sysroot $std/usr"
qemu() {
    echo "qemu-aarch64-static -cpu $1 -L /usr/aarch64-linux-gnu"
}

run_tests() {
    # An oracle need not be fast here: most of the time would go into building it.
    /usr/bin/cargo test --locked --target "$target" --config 'profile.dev.package."*".opt-level=1' "$@"
}

# `max` has every instruction that qemu knows; a Cortex-A72 has AES and PMULL, but not SM3 and SM4.
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="$(qemu max)"
run_tests -p yufu-sm --lib --test standards
run_tests -p yufu-raw-calls --lib
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="$(qemu cortex-a72)"
run_tests -p yufu-sm --lib -- sm3 sm4
