#!/bin/sh
# build.sh BUILD-FOLDER [MESON-OPTION…] : sets the folder up when it is new, and compiles.
set -eu
build=$1
shift

if [ ! -f "$build/build.ninja" ]; then
  echo "Setting up $build"
  mkdir -p "$build"
  meson setup "$build" "$@" >"$build/setup.log" 2>&1 || { cat "$build/setup.log" >&2; exit 1; }
elif [ $# -gt 0 ]; then
  meson configure "$build" "$@" >/dev/null
fi

echo "Compiling"
meson compile -C "$build" >"$build/compile.log" 2>&1 || { cat "$build/compile.log" >&2; exit 1; }
