#!/bin/sh
# Parses every Swift file of the package, and checks the types of what iOS alone compiles against the
# modules in this folder. usage: check.sh PACKAGE MODULES-OF-THE-BUILT-PACKAGE
set -e
stubs=$(dirname "$0") package=$1 modules=$2
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
find "$package/Sources" "$package/Tests" "$package/Package.swift" -name '*.swift' | sort >"$made/all"
xargs swiftc -frontend -parse -D unused <"$made/all"
for module in UIKit SwiftUI LocalAuthentication Security; do
    swiftc -frontend -emit-module -module-name "$module" -parse-as-library -I "$made" \
        -o "$made/$module.swiftmodule" "$stubs/$module.swift"
done
swiftc -typecheck -swift-version 5 -module-name YufuUI -I "$made" -I "$modules" \
    -Xcc "-fmodule-map-file=$package/Sources/YufuFFI/include/module.modulemap" \
    "$package"/Sources/YufuUI/*.swift
echo "$(wc -l <"$made/all") files parse, $(ls "$package"/Sources/YufuUI/*.swift | wc -l) checked"
