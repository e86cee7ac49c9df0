#!/bin/sh
# Stands before rustc for the project's own crates while the fuzzer is built: optimised, and with the
# counters and traced comparisons that LLVM's fuzzer steers by. Dependencies stay as they are for
# every test. Build scripts stay, too: they are not linked with the fuzzer.
case "$*" in
*"--crate-name build_script_build"*) exec "$@" ;;
*--crate-name*)
    exec "$@" -Copt-level=3 -Cpasses=sancov-module \
        -Cllvm-args=-sanitizer-coverage-level=4 \
        -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
        -Cllvm-args=-sanitizer-coverage-pc-table \
        -Cllvm-args=-sanitizer-coverage-trace-compares
    ;;
*) exec "$@" ;;
esac
