#!/bin/sh
# demo.sh BUILD-FOLDER : shows what was built, with the built-in stand-in for Pinterest and a few sample
# files: the window where there is a display, the headless program where there is none.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
build=$top/$1

samples=${XDG_CACHE_HOME:-$HOME/.cache}/tackboard/samples
echo "Making sample files in $samples"
sh "$top/.ci/samples.sh" "$samples"

export GSETTINGS_SCHEMA_DIR="$build/data" TACKBOARD_MEDIA="$build/src/media/tackboard-media"
if [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; then
  echo "Opening the window in demo mode: nothing leaves this computer"
  exec "$build/src/tackboard" --demo "$samples"/*.mp4 "$samples"/*.jpg
fi

echo "No display here: publishing a clip and a picture to the built-in stand-in for Pinterest"
"$build/src/cli/tackboard-cli" --demo publish "$samples/tall-vase-throwing.mp4" "$samples/cake.jpg" \
  --board=Ceramics --title='{name}' --alt-text='{name}'
echo "To open the window, call “make run” in a desktop session."
