#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""thumbnails.py TACKBOARD-MEDIA THUMBNAILS : 500 pictures of 12 megapixels, 50 of them different, to
thumbnails: by the window's processes into an empty cache, and by as many vipsthumbnail as there are
processors, 50 in turn. Fails when Tackboard takes longer."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

SIDE = 512
DIFFERENT = 50
NAMES_EACH = 10
RATIO_MAX = 1.0


def make_pictures(folder):
    """Photographs have noise everywhere, and that is what takes time to decode."""
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i",
         "mandelbrot=size=4000x3000:rate=5:maxiter=200,noise=alls=14:allf=t", "-frames:v",
         str(DIFFERENT), "-q:v", "4", os.path.join(folder, "0-%02d.jpg")], check=True)
    for first in sorted(os.listdir(folder)):
        for number in range(1, NAMES_EACH):
            os.link(os.path.join(folder, first), os.path.join(folder, f"{number}-{first[2:]}"))
    names = sorted(os.listdir(folder))
    return [[os.path.join(folder, name) for name in names[first:first + DIFFERENT]]
            for first in range(0, len(names), DIFFERENT)]


def take_time(command, output, **options):
    began = time.monotonic()
    subprocess.run(command, check=True, **options)
    seconds = time.monotonic() - began
    made = sum(len(names) for _, _, names in os.walk(output))
    assert made == DIFFERENT, f"{made} thumbnails"
    return seconds


def run_tackboard(media, program, pictures):
    with tempfile.TemporaryDirectory(prefix="tack-cache-") as cache:
        environment = dict(os.environ, TACKBOARD_MEDIA=media, XDG_CACHE_HOME=cache)
        return take_time([program, str(SIDE)] + pictures, cache, env=environment)


def run_vips(pictures):
    """Each of them on one processor: so it is quicker than one on all."""
    with tempfile.TemporaryDirectory(prefix="tack-vips-") as output:
        jobs = os.cpu_count() or 1
        command = ["xargs", "-P", str(jobs), "-n", "10", "vipsthumbnail", "--size", str(SIDE), "-o",
                   os.path.join(output, "%s.png[compression=1]")]
        return take_time(command, output, input="\n".join(pictures), text=True,
                         env=dict(os.environ, VIPS_CONCURRENCY="1"))


def main():
    media, program = sys.argv[1:3]
    ratios, all_ours, all_theirs = [], 0, 0

    with tempfile.TemporaryDirectory(prefix="tack-pictures-") as folder:
        for number, pictures in enumerate(make_pictures(folder)):
            ours = run_tackboard(media, program, pictures)
            theirs = run_vips(pictures)
            all_ours += ours
            all_theirs += theirs
            ratios.append(ours / theirs)
            print(f"round {number + 1}: {ours:.2f} s, vipsthumbnail {theirs:.2f} s", flush=True)

    ratio = statistics.median(ratios)
    print(f"{DIFFERENT * NAMES_EACH} pictures: {all_ours:.1f} s, vipsthumbnail {all_theirs:.1f} s; "
          f"median ratio of {len(ratios)} pairs: {ratio:.2f} (at most {RATIO_MAX})")
    return 0 if ratio <= RATIO_MAX else 1


if __name__ == "__main__":
    sys.exit(main())
