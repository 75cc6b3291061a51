#!/bin/sh
# samples.sh FOLDER : makes sample files to pin: a clip from ten drawn pictures, and some pictures at a
# size people's own have. All by GStreamer, on the spot, once.
set -eu
folder=$1
photos=$(dirname "$0")/../data/photos
mkdir -p "$folder"

clip=$folder/tall-vase-throwing.mp4
if [ ! -s "$clip" ]; then
  encoder=
  for candidate in 'openh264enc bitrate=2000000' 'x264enc bitrate=2000 speed-preset=veryfast'; do
    if [ -z "$encoder" ] && gst-inspect-1.0 --exists "${candidate%% *}"; then
      encoder=$candidate
    fi
  done
  if [ -n "$encoder" ]; then
    # shellcheck disable=SC2086
    gst-launch-1.0 -q multifilesrc location="$photos/f%d.jpg" start-index=0 stop-index=9 \
      caps=image/jpeg,framerate=1/1 ! jpegdec ! videoconvertscale ! videorate \
      ! video/x-raw,format=I420,width=720,height=1280,pixel-aspect-ratio=1/1,framerate=10/1 \
      ! $encoder ! h264parse ! mp4mux ! filesink location="$clip.part" >/dev/null
    mv "$clip.part" "$clip"
  else
    echo "No H.264 encoder (openh264enc or x264enc): no sample clip." >&2
  fi
fi

for name in balcony cake leaves; do
  picture=$folder/$name.jpg
  [ -s "$picture" ] || {
    gst-launch-1.0 -q filesrc location="$photos/$name.jpg" ! jpegdec ! videoconvertscale \
      ! video/x-raw,width=1000,height=1500,pixel-aspect-ratio=1/1 ! jpegenc quality=90 \
      ! filesink location="$picture.part" >/dev/null
    mv "$picture.part" "$picture"
  }
done
