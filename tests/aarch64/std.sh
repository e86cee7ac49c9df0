#!/bin/sh
# Fetches the standard library for aarch64 that belongs to Debian's rustc into FOLDER, if it is not
# there.
set -eu
. "$(dirname "$0")/fetch.sh"
version=$(/usr/bin/rustc --version | cut -d' ' -f2)
fetch "${1:?usage: std.sh FOLDER}" "$version" libstd-rust-web-dev "libstd-rust-web-${version%.*}"
