#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""drop.py TACKBOARD-MEDIA SCHEMAS DROP [N] : drops 1,000 files, pictures of 12 megapixels and videos,
on the real window, and watches its main loop. Fails when that was ever busy for longer than 16 ms."""

import os
import shutil
import subprocess
import sys
import tempfile

PICTURES = 20
VIDEOS = 4


def make(folder, name, *arguments):
    path = os.path.join(folder, name)
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", *arguments, path], check=True)


def make_files(folder, count):
    """One in ten is a video."""
    make(folder, "picture-%02d.jpg",
         "mandelbrot=size=3000x4000:rate=5:maxiter=100,noise=alls=14:allf=t", "-frames:v",
         str(PICTURES), "-q:v", "4")
    for number in range(VIDEOS):
        make(folder, f"video-{number}.mp4", f"mandelbrot=size=1080x1920:rate=30:start_scale={number + 1}",
             "-t", "6", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
    made = sorted(os.listdir(folder))
    pictures, videos = made[:PICTURES], made[PICTURES:]
    files = []
    for number in range(count):
        of = videos if number % 10 == 9 else pictures
        name = of[number // 10 % len(of)] if of is videos else of[number % len(of)]
        files.append(os.path.join(folder, f"{number:04}-{name}"))
        os.link(os.path.join(folder, name), files[-1])
    return files


def main():
    media, schemas, program = sys.argv[1:4]
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 1000
    display = [] if "DISPLAY" in os.environ else ["xvfb-run", "-a", "-s", "-screen 0 1280x900x24"]

    with tempfile.TemporaryDirectory(prefix="tack-drop-") as folder:
        home = os.path.join(folder, "home")
        os.mkdir(home, 0o700)
        pictures = os.path.join(folder, "files")
        os.mkdir(pictures)
        environment = dict(os.environ, HOME=home, XDG_CACHE_HOME=home, XDG_RUNTIME_DIR=home,
                           XDG_DATA_HOME=home, TMPDIR=home, TACKBOARD_MEDIA=media,
                           GSETTINGS_SCHEMA_DIR=schemas, GSETTINGS_BACKEND="memory",
                           GSK_RENDERER="cairo", GDK_BACKEND="x11", GDK_DEBUG="gl-disable",
                           GTK_A11Y="none", GIO_USE_VFS="local")
        command = display + (["dbus-run-session", "--"] if shutil.which("dbus-run-session") else [])
        return subprocess.run(command + [program] + make_files(pictures, count), env=environment,
                              check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
