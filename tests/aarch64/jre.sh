#!/bin/sh
# Fetches Debian's Java and what it links for aarch64 into FOLDER, if it is not there, so that qemu
# can run it.
#
# apt works on lists of its own below FOLDER, as in std.sh.
set -eu
folder=${1:?usage: jre.sh FOLDER}
packages="openjdk-17-jre-headless libc6 libgcc-s1 libstdc++6 zlib1g"
[ "$(cat "$folder/version" 2>/dev/null)" != "$packages" ] || exit 0

rm -rf "$folder"
mkdir -p "$folder/lists/lists/partial" "$folder/cache/archives/partial" "$folder/packages"
folder=$(cd "$folder" && pwd)
apt() {
    apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User=root \
        -o Dir::State="$folder/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$folder/cache" "$@"
}
apt update
cd "$folder/packages"
for package in $packages; do
    apt download "$package:arm64"
done
for package in *.deb; do
    dpkg -x "$package" "$folder"
done
rm -rf "$folder/lists" "$folder/cache" "$folder/packages"
echo "$packages" >"$folder/version"
