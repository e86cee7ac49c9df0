#!/bin/sh
# Fetches Debian's Java and what it links for aarch64 into FOLDER, if it is not there, so that qemu
# can run it.
set -eu
. "$(dirname "$0")/fetch.sh"
packages="openjdk-17-jre-headless libc6 libgcc-s1 libstdc++6 zlib1g"
fetch "${1:?usage: jre.sh FOLDER}" "$packages" $packages
