#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""thumbnails.py TACKBOARD-MEDIA THUMBNAILS [ROUNDS] : 500 pictures of 12 megapixels, 50 of them
different, to thumbnails: by the window's processes into an empty cache, and by as many vipsthumbnail
as there are processors, in turn. Fails when Tackboard takes longer."""

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
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]


def take_time(command, check_folder, **options):
    began = time.monotonic()
    subprocess.run(command, check=True, **options)
    seconds = time.monotonic() - began
    made = sum(len(names) for _, _, names in os.walk(check_folder))
    assert made == DIFFERENT * NAMES_EACH, f"{made} thumbnails"
    return seconds


def run_tackboard(media, program, pictures):
    with tempfile.TemporaryDirectory(prefix="tack-cache-") as cache:
        environment = dict(os.environ, TACKBOARD_MEDIA=media, XDG_CACHE_HOME=cache)
        return take_time([program, str(SIDE)] + pictures, cache, env=environment)


def run_vips(pictures):
    """Each of them on one processor: so it is quicker than one on all."""
    with tempfile.TemporaryDirectory(prefix="tack-vips-") as output:
        jobs = os.cpu_count() or 1
        command = ["xargs", "-P", str(jobs), "-n", "25", "vipsthumbnail", "--size", str(SIDE), "-o",
                   os.path.join(output, "%s.png[compression=1]")]
        return take_time(command, output, input="\n".join(pictures), text=True,
                         env=dict(os.environ, VIPS_CONCURRENCY="1"))


def main():
    media, program = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    ratios = []

    with tempfile.TemporaryDirectory(prefix="tack-pictures-") as folder:
        pictures = make_pictures(folder)
        for number in range(rounds):
            ours = run_tackboard(media, program, pictures)
            theirs = run_vips(pictures)
            ratios.append(ours / theirs)
            print(f"round {number + 1}: {ours:.1f} s, vipsthumbnail {theirs:.1f} s", flush=True)

    ratio = statistics.median(ratios)
    print(f"{len(pictures)} pictures, median ratio of {rounds} pairs: {ratio:.2f} "
          f"(at most {RATIO_MAX})")
    return 0 if ratio <= RATIO_MAX else 1


if __name__ == "__main__":
    sys.exit(main())
