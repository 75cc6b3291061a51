#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""upload.py TACKBOARD-CLI [ROUNDS] : sends a video of 1 GiB to the stand-in on loopback, by
Tackboard and by curl in turn, and compares. Speed counts from the first byte to the bucket's
answer; memory is the most that the whole process of Tackboard ever had. Fails over budget."""

import json
import os
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request

SIZE = 1 << 30
MEMORY_MAX_MIB = 96
SPEED_MIN = 0.8
SKIPPED = 77

ENCODERS = ("openh264enc", "x264enc")
CLIP = ("gst-launch-1.0 -q videotestsrc num-buffers=50 "
        "! video/x-raw,format=I420,width=720,height=1080,framerate=10/1 ! {encoder} "
        "! h264parse ! mp4mux ! filesink location={path}")


def make_video(path):
    """A real clip, and behind it a box that players pass over, up to 1 GiB."""
    for encoder in ENCODERS:
        command = CLIP.format(encoder=encoder, path=path).split()
        if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          check=False).returncode == 0:
            break
    else:
        print("No H.264 encoder (openh264enc or x264enc) to make a video with.")
        sys.exit(SKIPPED)

    with open(path, "ab") as video:
        rest = SIZE - video.tell()
        video.write(struct.pack(">I4sQ", 1, b"free", rest))
        video.truncate(SIZE)
    # Into the cache: the disk is not what is measured.
    with open(path, "rb") as video:
        while video.read(1 << 20):
            pass


def start_server(program):
    server = subprocess.Popen([program, "--json", "demo-server"], stdout=subprocess.PIPE, text=True)
    return server, json.loads(server.stdout.readline())


def send_by_tackboard(program, video, server, folder):
    """Returns seconds from the first byte to the answer, and the peak of memory in MiB."""
    environment = dict(os.environ, TACKBOARD_API_URL=server["url"],
                       TACKBOARD_ACCESS_TOKEN=server["token"])
    command = [program, "--json", "--store=" + os.path.join(folder, "store"), "publish", video,
               "--board=Ceramics"]
    began = ended = None
    client = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
    for line in client.stdout:
        event = json.loads(line)
        if event.get("step") == "uploading" and began is None:
            began = time.monotonic()
        elif event.get("step") == "processing" and ended is None:
            ended = time.monotonic()
    _, status, usage = os.wait4(client.pid, 0)
    client.returncode = status
    if status != 0 or ended is None:
        sys.exit("Tackboard did not publish the video.")
    return ended - began, usage.ru_maxrss / 1024


def send_by_curl(video, server):
    request = urllib.request.Request(
        server["url"] + "/media", data=b'{"media_type":"video"}',
        headers={"Authorization": "Bearer " + server["token"],
                 "Content-Type": "application/json"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request) as answer:
        upload = json.load(answer)

    command = ["curl", "--silent", "--show-error", "--noproxy", "*", "--header", "Expect:",
               "--output", os.devnull, "--write-out", "%{http_code} %{time_total}"]
    for name, value in upload["upload_parameters"].items():
        command += ["--form-string", name + "=" + value]
    command += ["--form", "file=@" + video, upload["upload_url"]]
    code, seconds = subprocess.run(command, stdout=subprocess.PIPE, text=True,
                                   check=True).stdout.split()
    if code != "204":
        sys.exit("The bucket answered curl with " + code + ".")
    return float(seconds)


def main():
    program = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    tackboard, curl, peaks = [], [], []

    if shutil.which("curl") is None:
        print("No curl to compare with.")
        return SKIPPED

    with tempfile.TemporaryDirectory(prefix="tack-upload-") as folder:
        video = os.path.join(folder, "video.mp4")
        make_video(video)
        process, server = start_server(program)
        try:
            for number in range(rounds):
                if number % 2 == 1:
                    curl.append(send_by_curl(video, server))
                seconds, peak = send_by_tackboard(program, video, server, folder)
                tackboard.append(seconds)
                peaks.append(peak)
                if number % 2 == 0:
                    curl.append(send_by_curl(video, server))
                print(f"round {number + 1}: Tackboard {seconds:.2f} s, curl {curl[-1]:.2f} s, "
                      f"{peak:.0f} MiB", flush=True)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()

    ours, theirs = statistics.median(tackboard), statistics.median(curl)
    speed = statistics.median(c / t for c, t in zip(curl, tackboard))
    print(f"1 GiB on loopback, median of {rounds}: Tackboard {ours:.2f} s "
          f"({SIZE / ours / 1e6:.0f} MB/s), curl {theirs:.2f} s ({SIZE / theirs / 1e6:.0f} MB/s)")
    print(f"speed {speed:.2f} of curl's (at least {SPEED_MIN}), "
          f"peak of memory {max(peaks):.0f} MiB (less than {MEMORY_MAX_MIB})")
    return 0 if speed >= SPEED_MIN and max(peaks) < MEMORY_MAX_MIB else 1


if __name__ == "__main__":
    sys.exit(main())
