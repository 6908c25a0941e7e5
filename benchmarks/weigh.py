"""Run a program and say what it cost: started from here, its peak of memory is its own.

Linux counts what a process was before it became the program: a copy of its parent, however large.
This script stays small, so that no more than a few MiB can be counted so.

``python -I -S weigh.py PROGRAM ARGUMENT…`` prints one JSON object: seconds on the clock and of CPU,
children included, and the peak as the system counts it.
"""

import json
import os
import sys
import time

started = time.perf_counter()
child = os.posix_spawn(
    sys.argv[1],
    sys.argv[1:],
    os.environ,
    file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
)
_, status, usage = os.wait4(child, 0)
cost = {
    "wall": time.perf_counter() - started,
    "cpu": usage.ru_utime + usage.ru_stime,
    "memory": usage.ru_maxrss,
}
sys.stdout.write(json.dumps(cost))
sys.exit(0 if status == 0 else 1)
