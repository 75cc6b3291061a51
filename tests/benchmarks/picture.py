#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""picture.py TACKBOARD-CLI [ROUNDS] : publishes a picture of 20 MB and one of a few bytes in turn,
to the stand-in on loopback, and compares the most memory that the whole process ever had. What the
large one takes more is what sending it costs. Fails over budget."""

import json
import os
import random
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import zlib

SIZE = 20 * 1000 * 1000
MEMORY_MAX_MIB = 40


def write_chunk(picture, kind, data):
    picture.write(struct.pack(">I", len(data)) + kind + data)
    picture.write(struct.pack(">I", zlib.crc32(kind + data)))


def make_picture(path, side):
    """A PNG of noise, which nothing can pack. Made row by row: the memory of this process counts for
    those that it starts."""
    packer = zlib.compressobj(0)
    with open(path, "wb") as picture:
        picture.write(b"\x89PNG\r\n\x1a\n")
        write_chunk(picture, b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        for _ in range(side):
            write_chunk(picture, b"IDAT", packer.compress(b"\0" + random.randbytes(side * 3)))
        write_chunk(picture, b"IDAT", packer.flush())
        write_chunk(picture, b"IEND", b"")
        return picture.tell()


def start_server(program):
    server = subprocess.Popen([program, "--json", "demo-server"], stdout=subprocess.PIPE, text=True)
    return server, json.loads(server.stdout.readline())


def publish(program, picture, server, folder):
    """Returns seconds, and the peak of memory in MiB."""
    environment = dict(os.environ, TACKBOARD_API_URL=server["url"],
                       TACKBOARD_ACCESS_TOKEN=server["token"])
    command = [program, "--json", "--store=" + os.path.join(folder, "store"), "publish", picture,
               "--board=Ceramics"]
    began = time.monotonic()
    client = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(client.pid, 0)
    client.returncode = status
    if status != 0:
        sys.exit("Tackboard did not publish the picture.")
    return time.monotonic() - began, usage.ru_maxrss / 1024


def main():
    program = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    more, seconds = [], []

    with tempfile.TemporaryDirectory(prefix="tack-picture-") as folder:
        large, small = (os.path.join(folder, name) for name in ("large.png", "small.png"))
        size = make_picture(large, 2575)
        assert SIZE * 0.99 < size <= SIZE
        make_picture(small, 300)
        process, server = start_server(program)
        try:
            for number in range(rounds):
                _, idle = publish(program, small, server, folder)
                took, peak = publish(program, large, server, folder)
                more.append(peak - idle)
                seconds.append(took)
                print(f"round {number + 1}: {took:.2f} s, {peak:.0f} MiB, with a small picture "
                      f"{idle:.0f} MiB", flush=True)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()

    print(f"{size / 1e6:.1f} MB, median of {rounds}: {statistics.median(seconds):.2f} s; "
          f"at most {max(more):.0f} MiB more than a small picture (less than {MEMORY_MAX_MIB})")
    return 0 if max(more) < MEMORY_MAX_MIB else 1


if __name__ == "__main__":
    sys.exit(main())
