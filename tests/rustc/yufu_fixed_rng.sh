#!/bin/sh
# Stands before rustc for the project's own crates: they are built with `--cfg yufu_fixed_rng`, their
# dependencies are those of every other build.
exec "$@" --cfg yufu_fixed_rng
