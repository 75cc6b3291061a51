#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# test-po.sh SOURCE-FOLDER : whether translators get every text, and give every text back. TAP.
set -u
source=$1

for tool in xgettext msgmerge msgfmt msgattrib; do
  command -v "$tool" >/dev/null || { echo "1..0 # SKIP $tool (package gettext) is not installed"; exit 0; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$source" || exit 1

# The keywords of Meson's preset “glib”, which po/meson.build uses.
extract() {
  xgettext --files-from="$1" --output="$2" --from-code=UTF-8 --add-location=file --no-wrap \
    --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=g_dcgettext:2 \
    --keyword=g_dngettext:2,3 --keyword=g_dpgettext2:2c,3 \
    --flag=g_dngettext:2:pass-c-format --flag=g_strdup_printf:1:c-format
}

n=0
failed=0
# check NAME COMPLAINTS-FILE : passes when there is no complaint.
check() {
  n=$((n + 1))
  if [ -s "$2" ]; then
    failed=1
    echo "not ok $n $1"
    sed 's/^/# /' "$2"
  else
    echo "ok $n $1"
  fi
}

# A file has a text to translate when xgettext finds one in it.
find src data -name '*.[ch]' -o -name '*.ui' -o -name '*.desktop.in' -o -name '*.metainfo.xml.in' \
  -o -name '*.gschema.xml' | LC_ALL=C sort >"$work/files"
extract "$work/files" "$work/all.pot" 2>"$work/complaints"
check /po/texts-can-be-extracted "$work/complaints"

sed -n 's/^#: //p' "$work/all.pot" | tr ' ' '\n' | LC_ALL=C sort -u >"$work/with-texts"
grep -v '^#' po/POTFILES >"$work/listed"
{ LC_ALL=C sort -u "$work/listed" | LC_ALL=C comm -3 "$work/with-texts" - >"$work/differing"
  sed -n 's/^[^\t].*/not listed, though it has texts: &/p' "$work/differing"
  sed -n 's/^\t/listed, though it is missing or has no text: /p' "$work/differing"
  LC_ALL=C sort -c "$work/listed" 2>&1; } >"$work/complaints"
check /po/potfiles-lists-what-has-texts "$work/complaints"

# What translators see of a sentence with a %s must say so, or nobody checks their translation of it.
awk '/^#,.*c-format/ { is_format = 1 } /^msgid .*%[-0-9.]*l?[sdufgx]/ && !is_format { print }
  /^$/ { is_format = 0 }' "$work/all.pot" >"$work/complaints"
check /po/formats-are-marked "$work/complaints"

# shellcheck disable=SC2013
for language in $(grep -v '^#' po/LINGUAS); do
  { msgfmt --check --check-accelerators=_ --output-file=/dev/null "po/$language.po"
    msgmerge --quiet --no-fuzzy-matching --output-file="$work/$language.po" "po/$language.po" \
      "$work/all.pot"
    msgattrib --untranslated --no-obsolete --no-wrap "$work/$language.po" |
      sed -n '/^#: /{n;:a;/^#/{n;ba};s/^msg[a-z]* /without a translation: /p}'
    msgattrib --only-fuzzy --no-obsolete --no-wrap "$work/$language.po" |
      sed -n '/^#: /{n;:a;/^#/{n;ba};s/^msg[a-z]* /only guessed: /p}'
  } >"$work/complaints" 2>&1
  check "/po/$language/complete" "$work/complaints"
done

# German as it is set: „…“, a real ellipsis after a space, no English quotation marks.
msgattrib --no-obsolete --no-wrap po/de.po |
  sed -n '/^msgstr/,/^$/{s/^msgstr\(\[[0-9]\]\)\{0,1\} //;/./p;}' |
  sed -n 's/^"\(.*\)"$/\1/;2,${/\\"/p;/”/p;/\.\.\./p;/[[:alpha:]]…/p;}' |
  grep -v '^[A-Za-z-]*: ' >"$work/complaints"
check /po/de/typography "$work/complaints"

echo "1..$n"
exit "$failed"
