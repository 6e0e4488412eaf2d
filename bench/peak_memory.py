#!/usr/bin/env python3
"""Runs a command and prints the most memory that it and the processes it starts held at one time, in MB. Memory that
they share (a copy of a process, a library) counts once. Measured every few milliseconds."""

import os
import subprocess
import sys
import time


def pss(process):
    with open("/proc/%s/smaps_rollup" % process) as lines:
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def group(leader):
    for process in os.listdir("/proc"):
        if process.isdigit():
            try:
                with open("/proc/%s/stat" % process) as line:
                    if int(line.read().rsplit(")", 1)[1].split()[2]) == leader:
                        yield process
            except OSError:
                pass


run = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
peak = 0
while run.poll() is None:
    held = 0
    for process in group(run.pid):
        try:
            held += pss(process)
        except (OSError, ValueError):
            pass
    peak = max(peak, held)
    time.sleep(0.004)
print("%d" % round(peak / 1024))
