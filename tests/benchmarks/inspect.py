#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""inspect.py TACKBOARD-CLI [RUNS]: what a video is, against ffprobe.

One MP4 and one WebM in one process of each; and a hundred of them in one process of ours against a
process of ffprobe for each, as a script would do it. Whole processes, in pairs that take turns, so that a busy
machine slows both sides alike. Prints the medians of the pairs' times and ratios.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
N_CLIPS = 100
ONE_MAX = 1.0
HUNDRED_MAX = 0.5


def run(command, env, check=True):
    return subprocess.run(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          check=check, text=True).stdout


CODERS = {
    "mp4": ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"],
    "webm": ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libvorbis"],
}


def make_clips(folder, ending, env):
    first = os.path.join(folder, f"0.{ending}")
    run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=1080x1920:rate=30:duration=10",
         "-f", "lavfi", "-i", "sine=duration=10", "-pix_fmt", "yuv420p", *CODERS[ending],
         "-shortest", first], env)
    clips = [os.path.join(folder, f"{i}.{ending}") for i in range(N_CLIPS)]
    for clip in clips[1:]:
        shutil.copyfile(first, clip)
    return clips


def measure(cli, clips, env):
    start = time.perf_counter()
    # Its status says that Pinterest refuses WebM.
    lines = run([cli, "--json", "inspect", *clips], env, check=False).splitlines()
    seconds = time.perf_counter() - start
    if len(lines) != len(clips) or '"video_codec":"' not in lines[-1]:
        sys.exit("tackboard-cli did not tell what the clips are")
    return seconds


def measure_ffprobe(clips, env):
    start = time.perf_counter()
    for clip in clips:
        run(["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", clip], env)
    return time.perf_counter() - start


def compare(name, cli, clips, most, runs, env):
    measure(cli, clips[:1], env)
    measure_ffprobe(clips[:1], env)
    pairs = [(measure(cli, clips, env), measure_ffprobe(clips, env)) for _ in range(runs)]
    ours, theirs = (statistics.median(times) * 1000 for times in zip(*pairs))
    ratio = statistics.median(a / b for a, b in pairs)
    verdict = "PASS" if ratio <= most else "over budget"
    print(f"{name}: tackboard-cli {ours:.0f} ms, ffprobe {theirs:.0f} ms, ratio {ratio:.2f} "
          f"of at most {most}: {verdict}", flush=True)


def main():
    cli = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    for tool in "ffmpeg", "ffprobe":
        if shutil.which(tool) is None:
            print(f"No {tool} here to compare with.")
            sys.exit(SKIPPED)

    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, GST_REGISTRY=os.path.join(folder, "registry.bin"))
        for ending in CODERS:
            clips = make_clips(folder, ending, env)
            compare(f"one {ending}", cli, clips[:1], ONE_MAX, runs, env)
            compare(f"{N_CLIPS} {ending}", cli, clips, HUNDRED_MAX, min(runs, 3), env)


if __name__ == "__main__":
    main()
