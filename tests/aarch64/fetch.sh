# Read by std.sh and jre.sh: `fetch FOLDER MARK PACKAGE…` unpacks packages of Debian's for arm64 into
# FOLDER, if MARK does not say that they are there.
#
# apt works on lists of its own below FOLDER, so that this machine gets no foreign architecture and
# nothing wants root.
fetch() {
    folder=$1 mark=$2
    shift 2
    [ "$(cat "$folder/version" 2>/dev/null)" != "$mark" ] || return 0

    rm -rf "$folder"
    mkdir -p "$folder/lists/lists/partial" "$folder/cache/archives/partial" "$folder/packages"
    folder=$(cd "$folder" && pwd)
    arm64_apt update
    for package in "$@"; do
        (cd "$folder/packages" && arm64_apt download "$package:arm64")
    done
    for package in "$folder"/packages/*.deb; do
        dpkg -x "$package" "$folder"
    done
    rm -rf "$folder/lists" "$folder/cache" "$folder/packages"
    echo "$mark" >"$folder/version"
}

arm64_apt() {
    apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o APT::Sandbox::User=root \
        -o Dir::State="$folder/lists" -o Dir::State::status=/dev/null -o Dir::Cache="$folder/cache" "$@"
}
