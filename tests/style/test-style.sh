#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test-style.sh SOURCE-FOLDER : whether the C files look like one hand wrote them, and the rooms keep
# their doors. TAP.
set -u
cd "$1" || exit 1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Not by Git: an unpacked release has none.
find src tests -name '*.[ch]' | LC_ALL=C sort >"$work/files"

n=0
failed=0
# check NAME COMPLAINTS-FILE : passes when there is no complaint.
check() {
  n=$((n + 1))
  if [ -s "$2" ]; then
    failed=1
    echo "not ok $n $1"
    sed 's/^/# /' "$2" | head -n 40
  else
    echo "ok $n $1"
  fi
}

# Other versions lay some lines out differently.
formatter=
for candidate in clang-format-14 clang-format; do
  case $("$candidate" --version 2>/dev/null) in
    *' version 14.'*) formatter=${formatter:-$candidate} ;;
  esac
done
if [ -n "$formatter" ]; then
  xargs "$formatter" --dry-run --Werror --ferror-limit=1 <"$work/files" >"$work/complaints" 2>&1
  check /style/format "$work/complaints"
else
  n=$((n + 1))
  echo "ok $n /style/format # SKIP clang-format 14 is not installed"
fi

while read -r file; do
  head -n 1 "$file" | grep -qF '/* SPDX-License-Identifier: GPL-3.0-or-later */' ||
    echo "$file does not begin with its license"
  [ "$(wc -l <"$file")" -le 1000 ] || echo "$file is longer than 1000 lines: split it by topic"
done <"$work/files" >"$work/complaints"
check /style/files "$work/complaints"

# A room includes only itself and rooms that it stands on; see src/meson.build.
# shellcheck disable=SC2046
awk '
  BEGIN {
    doors["base"] = "base"
    doors["api"] = "api base"
    doors["media"] = "media base"
    doors["account"] = "account api base"
    doors["drafts"] = "drafts media base"
    doors["publish"] = "publish drafts account media api base"
    doors["demo"] = "demo base"
    doors["ui"] = "ui publish drafts account media api base demo"
    doors["cli"] = "cli publish drafts account media api base demo"
    owners["gtk/"] = owners["adwaita."] = "ui"
    owners["libsoup/"] = "api account demo"
    owners["gst/"] = owners["gexiv2/"] = "media"
    owners["sqlite3."] = "drafts"
  }
  FNR == 1 { split(FILENAME, parts, "/"); room = parts[2]; is_room = room in doors }
  !is_room { next }
  /^#include "[a-z]*\// {
    split($2, include, "[\"/]")
    if (include[2] in doors && !has(doors[room], include[2]))
      print FILENAME ": the room " room " may not include " $2
  }
  /^#include </ {
    for (start in owners)
      if (index($2, "<" start) == 1 && !has(owners[start], room))
        print FILENAME ": " $2 " belongs to: " owners[start]
  }
  function has(words, word) { return index(" " words " ", " " word " ") > 0 }
' $(grep '^src/' "$work/files") >"$work/complaints"
check /style/rooms "$work/complaints"

# In these rooms data flows one way: no files include each other, not even by way of others.
grep '^src/\(base\|media\|account\|demo\)/' "$work/files" | xargs grep -H '^#include "[a-z]*/' |
  sed 's|^src/\(.*\)\.[ch]:#include "\(.*\)\.h"$|\1 \2|' | tsort 2>"$work/complaints" >/dev/null
check /style/circles "$work/complaints"

echo "1..$n"
exit "$failed"
