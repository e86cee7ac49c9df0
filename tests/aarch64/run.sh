#!/bin/sh
# Runs yufu-sm's own tests on aarch64 under qemu, so that its NEON, AES and PMULL kernels are run.
#
# Wants from Debian: rustc-web cargo-web gcc-aarch64-linux-gnu libc6-dev-arm64-cross
# qemu-user-static, and the standard library for aarch64 (libstd-rust-web-dev and
# libstd-rust-web-1.96 of the architecture arm64, unpacked) below /usr/lib/rustlib.
# Exits with 77 where something is missing. Arguments go to `cargo test`.
set -eu
cd "$(dirname "$0")/../.."
target=aarch64-unknown-linux-gnu

missing=
for tool in /usr/bin/cargo /usr/bin/rustc aarch64-linux-gnu-gcc qemu-aarch64-static; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
done
[ -d "/usr/lib/rustlib/$target" ] || missing="$missing /usr/lib/rustlib/$target"
if [ -n "$missing" ]; then
    echo "missing:$missing" >&2
    exit 77
fi

# rustup's compiler has no standard library for this target; Debian's has.
export RUSTC=/usr/bin/rustc
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target}/aarch64-qemu"
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
# `max` has every instruction that qemu knows.
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="qemu-aarch64-static -cpu max -L /usr/aarch64-linux-gnu"
exec /usr/bin/cargo test --locked -p yufu-sm --lib --target "$target" "$@"
