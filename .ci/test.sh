#!/bin/sh
# test.sh BUILD-FOLDER : runs all tests on a display and a D-Bus session of their own, and ends with the
# line "N passed, N failed". What a test leaves out for want of a tool counts as neither.
set -u
build=$1

echo "Testing"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
rm -f "$build/meson-logs/testlog.junit.xml"
# GStreamer's scan of its plugins takes half a second: the tests share one.
env HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_CACHE_HOME="$home/.cache" \
  GST_REGISTRY="$home/registry.bin" GSETTINGS_BACKEND=memory \
  xvfb-run -a -s "-screen 0 1280x900x24" dbus-run-session -- \
  meson test -C "$build" --no-rebuild --print-errorlogs --timeout-multiplier 4 </dev/null
status=$?

counts=$(grep -o '<testsuite [^>]*' "$build/meson-logs/testlog.junit.xml" 2>/dev/null | awk '
  function number(name) {
    if (match($0, name "=\"[0-9]+\""))
      return substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3) + 0
    return 0
  }
  { bad = number("failures") + number("errors")
    passed += number("tests") - bad - number("skipped"); failed += bad }
  END { printf "%d %d", passed, failed }')
passed=${counts% *}
failed=${counts#* }

# A test that crashed before its first case has no case that failed.
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
[ "$passed" -gt 0 ] || status=1
echo "$passed passed, $failed failed"
exit "$status"
