#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""cover.py TACKBOARD-CLI SCRUB [RUNS]: one frame of a video, against the tools people would use
else, and a hundred frames of one that stays open.

Whole processes, in pairs that take turns, so that a busy machine slows both sides alike. Prints the
medians; only a program that fails, or takes another frame than the other one, ends it with an error.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
# Labelled with its colours, and with those that JPEG has: what an unlabelled clip looks like is
# everybody's own guess, and ffmpeg does not convert others.
COLORS = ["-colorspace", "smpte170m", "-color_primaries", "smpte170m", "-color_trc", "smpte170m",
          "-pix_fmt", "yuv420p"]
CLIPS = {
    "1080p H.264": (60, ["-c:v", "libx264", "-preset", "veryfast"], "1920x1080"),
    # Encoded for a third of its length and repeated, or it would take minutes.
    "4K HEVC": (20, ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none",
                     "-tag:v", "hvc1"], "3840x2160"),
}
LENGTH = 60
THUMB = (96, 54)
# Mean difference of light, of 255: encoders of pictures differ by 1, frames of this clip by more.
SAME_BELOW = 3


# Of a scrub's frames, in milliseconds.
SCRUB_MEDIAN_MAX = 50


def run(command, env):
    start = time.perf_counter()
    done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{command[0]} failed: {done.stderr.strip()}")
    return seconds


def read_light(path):
    return subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-vf", "scale=%d:%d" % THUMB,
                           "-pix_fmt", "gray", "-f", "rawvideo", "-"],
                          check=True, stdout=subprocess.PIPE).stdout


def measure_difference(path, other):
    pairs = list(zip(read_light(path), read_light(other)))
    return sum(abs(a - b) for a, b in pairs) / len(pairs)


def compare(name, ours, theirs, picture, other, runs, env, must_be_same):
    run(ours, env)
    run(theirs, env)
    our_times = []
    their_times = []
    for _ in range(runs):
        our_times.append(run(ours, env))
        their_times.append(run(theirs, env))

    mine = statistics.median(our_times)
    yours = statistics.median(their_times)
    difference = measure_difference(picture, other)
    verdict = "PASS" if mine <= yours else "over budget"
    print(f"{name}: tackboard-cli {mine * 1000:.0f} ms, {os.path.basename(theirs[0])} "
          f"{yours * 1000:.0f} ms, ratio {mine / yours:.2f}: {verdict} "
          f"(best {min(our_times) * 1000:.0f} and {min(their_times) * 1000:.0f} ms; "
          f"frames differ by {difference:.1f} of 255)", flush=True)
    if must_be_same and difference > SAME_BELOW:
        sys.exit(f"{name}: not the same frame")


def make_clip(name, path, env):
    seconds, encoder, size = CLIPS[name]
    part = path + ".part.mp4"
    run(["ffmpeg", "-v", "error", "-y",
         "-f", "lavfi", "-i", f"testsrc2=size={size}:rate=30:duration={seconds}",
         "-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}",
         *COLORS, *encoder, "-c:a", "aac", "-shortest", part], env)
    run(["ffmpeg", "-v", "error", "-y", "-stream_loop", str(LENGTH // seconds - 1), "-i", part,
         "-c", "copy", *(["-tag:v", "hvc1"] if "HEVC" in name else []), path], env)
    os.remove(part)
    print(f"{LENGTH} s of {name}, {os.path.getsize(path) / 1e6:.0f} MB")


def compare_tools(name, cli, clip, runs, env):
    ours = clip + ".ours.jpg"
    theirs = clip + ".theirs.jpg"
    compare(f"{name}, exact frame", [cli, "cover", clip, "--at=30", "--output=" + ours],
            ["ffmpeg", "-v", "error", "-y", "-ss", "30", "-i", clip, "-frames:v", "1", "-q:v", "2",
             theirs], ours, theirs, runs, env, True)
    compare(f"{name}, key frame", [cli, "cover", clip, "--at=30", "--keyframe", "--output=" + ours],
            ["ffmpegthumbnailer", "-i", clip, "-t", "50%", "-s", "0", "-o", theirs],
            ours, theirs, runs, env, False)


def measure_scrub(name, scrub, clip, env):
    lines = subprocess.run([scrub, clip], env=env, check=True, stdout=subprocess.PIPE,
                           text=True).stdout.splitlines()
    for kind, line in zip(("100 key frames", "10 exact frames"), lines):
        median, slowest = (int(number) / 1000 for number in line.split())
        verdict = ""
        if "key" in kind:
            verdict = ": PASS" if median < SCRUB_MEDIAN_MAX else ": over budget"
        print(f"{name}, scrub, {kind}: median {median:.1f} ms, slowest {slowest:.1f} ms"
              f"{verdict}", flush=True)


def main():
    cli = os.path.abspath(sys.argv[1])
    scrub = os.path.abspath(sys.argv[2])
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 11
    for tool in "ffmpeg", "ffmpegthumbnailer":
        if shutil.which(tool) is None:
            print(f"No {tool} here to compare with.")
            sys.exit(SKIPPED)

    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, GST_REGISTRY=os.path.join(folder, "registry.bin"))
        print(f"Medians of {runs} pairs")
        for name in CLIPS:
            clip = os.path.join(folder, "clip.mp4")
            make_clip(name, clip, env)
            compare_tools(name, cli, clip, runs, env)
            measure_scrub(name, scrub, clip, env)


if __name__ == "__main__":
    main()
