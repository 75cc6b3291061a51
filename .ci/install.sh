#!/bin/sh
# install.sh run|test|bench : installs the packages of that purpose that are missing, and says so.
# Asks nothing; does nothing, quickly, when everything is there.
set -eu

apt_run="build-essential meson ninja-build pkg-config gettext desktop-file-utils libglib2.0-dev
  libglib2.0-dev-bin libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev libjson-glib-dev libsqlite3-dev
  libgexiv2-dev libjpeg-dev libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev gstreamer1.0-tools
  gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-libav
  glib-networking adwaita-icon-theme hicolor-icon-theme librsvg2-common fonts-cantarell
  dconf-gsettings-backend gsettings-desktop-schemas"
apt_test="$apt_run clang-format xvfb xauth dbus appstream git"
apt_bench="$apt_test ffmpeg ffmpegthumbnailer libvips-tools curl python3"
dnf_run="gcc make meson ninja-build pkgconf-pkg-config gettext desktop-file-utils glib2-devel
  gtk4-devel libadwaita-devel libsoup3-devel json-glib-devel sqlite-devel libgexiv2-devel libjpeg-turbo-devel
  gstreamer1-devel gstreamer1-plugins-base-devel gstreamer1-plugins-good
  gstreamer1-plugins-bad-free gstreamer1-plugin-libav gstreamer1-plugin-openh264 glib-networking
  adwaita-icon-theme"
dnf_test="$dnf_run xorg-x11-server-Xvfb xorg-x11-xauth dbus-daemon appstream git"
dnf_bench="$dnf_test ffmpeg-free ffmpegthumbnailer vips-tools curl python3"
pacman_run="base-devel meson gettext desktop-file-utils gtk4 libadwaita libsoup3 json-glib sqlite
  libgexiv2 libjpeg-turbo gst-plugins-base gst-plugins-good gst-plugins-bad gst-libav glib-networking
  adwaita-icon-theme"
pacman_test="$pacman_run xorg-server-xvfb xorg-xauth dbus appstream git"
pacman_bench="$pacman_test ffmpeg ffmpegthumbnailer libvips curl python"

case ${1:-} in
  run | test | bench) purpose=$1 ;;
  *) echo "usage: install.sh run|test|bench" >&2; exit 2 ;;
esac

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# missing_of LIST CHECK… : the words of LIST for which CHECK WORD fails.
missing_of() {
  packages=$1
  shift
  for package in $packages; do
    "$@" "$package" >/dev/null 2>&1 || printf ' %s' "$package"
  done
}

has_deb() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1")" = installed ]
}

if command -v apt-get >/dev/null; then
  missing=$(eval "missing_of \"\$apt_$purpose\" has_deb")
  set -- apt-get install -y -qq --no-install-recommends
elif command -v dnf >/dev/null; then
  missing=$(eval "missing_of \"\$dnf_$purpose\" rpm -q --whatprovides")
  set -- dnf install -y -q
elif command -v pacman >/dev/null; then
  missing=$(eval "missing_of \"\$pacman_$purpose\" pacman -Q")
  set -- pacman -S --needed --noconfirm
else
  echo "No apt, dnf or pacman here: install the libraries that meson.build names yourself." >&2
  exit 0
fi

[ -n "$missing" ] || exit 0
echo "Installing what is missing: $*$missing"
if [ "$1" = apt-get ]; then
  as_root apt-get update -qq
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive "$@" $missing >/dev/null
else
  # shellcheck disable=SC2086
  as_root "$@" $missing
fi
