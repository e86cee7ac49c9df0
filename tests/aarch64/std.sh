#!/bin/sh
# Fetches the standard library for aarch64 that belongs to Debian's rustc into FOLDER, if it is not
# there.
#
# apt works on lists of its own below FOLDER, so that this machine gets no foreign architecture and
# nothing wants root.
set -eu
folder=${1:?usage: std.sh FOLDER}
version=$(/usr/bin/rustc --version | cut -d' ' -f2)
[ "$(cat "$folder/version" 2>/dev/null)" != "$version" ] || exit 0

rm -rf "$folder"
mkdir -p "$folder/lists/lists/partial" "$folder/cache/archives/partial" "$folder/packages"
folder=$(cd "$folder" && pwd)
apt() {
    apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User=root \
        -o Dir::State="$folder/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$folder/cache" "$@"
}
apt update
cd "$folder/packages"
apt download libstd-rust-web-dev:arm64 "libstd-rust-web-${version%.*}:arm64"
for package in *.deb; do
    dpkg -x "$package" "$folder"
done
rm -rf "$folder/lists" "$folder/cache" "$folder/packages"
echo "$version" >"$folder/version"
