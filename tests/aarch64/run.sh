#!/bin/sh
# Runs yufu-sm's own tests on aarch64 under qemu, so that its NEON, AES, PMULL, SM3 and SM4 kernels
# are run, and measures the crate as a phone's library.
#
# `cargo xtask setup --install` brings what it wants. Exits with 77 where something is missing.
set -eu
cd "$(dirname "$0")/../.."
target=aarch64-unknown-linux-gnu
folder=$(realpath -m "${CARGO_TARGET_DIR:-target}")
# Of a library that uses all of it, without what one has that uses nothing.
limit=$((220 * 1024))

missing=
for tool in /usr/bin/cargo /usr/bin/rustc aarch64-linux-gnu-gcc qemu-aarch64-static; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
done
std="$folder/tools/aarch64"
sh tests/aarch64/std.sh --check "$std" >/dev/null || missing="$missing $std"
if [ -n "$missing" ]; then
    echo "missing:$missing (cargo xtask setup --install)" >&2
    exit 77
fi

# rustup's compiler has no standard library for this target; Debian's has.
unset RUSTUP_TOOLCHAIN RUSTFLAGS
export RUSTC=/usr/bin/rustc
export CARGO_TARGET_DIR="$folder/aarch64-qemu"
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUSTFLAGS="--sysroot $std/usr"
qemu() {
    echo "qemu-aarch64-static -cpu $1 -L /usr/aarch64-linux-gnu"
}

# `max` has every instruction that qemu knows; a Cortex-A72 has AES and PMULL, but not SM3 and SM4.
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="$(qemu max)"
/usr/bin/cargo test --locked -p yufu-sm --lib --test standards --target "$target"
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="$(qemu cortex-a72)"
/usr/bin/cargo test --locked -p yufu-sm --lib --target "$target" -- sm3 sm4

# Nothing is stripped by cargo: tests/aarch64/models.py looks at the names.
export CARGO_PROFILE_DIST_STRIP=none
library="$CARGO_TARGET_DIR/$target/dist/libyufu_whole_api.so"
size() {
    /usr/bin/cargo build --quiet --locked --profile dist -p yufu-whole-api "$@" --target "$target"
    aarch64-linux-gnu-strip -o "$library.stripped" "$library"
    bytes=$(stat -c %s "$library.stripped")
}
size --no-default-features
without=$bytes
size
bytes=$((bytes - without))
echo "yufu-sm is $bytes bytes of a library, $limit at most"
if [ "$bytes" -le "$limit" ]; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
