"""What a process and those that it started hold of the memory, as Linux tells it."""

from __future__ import annotations

import subprocess
import time
from contextlib import suppress
from pathlib import Path

_PAUSE = 0.2  # seconds between two looks at the memory


def family(pid: int) -> list[int]:
    """A process and those that it started, as far as they still run."""
    found = [pid]
    for one in found:
        with suppress(OSError):
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
    return found


def resident(pid: int) -> float:
    """MB that a process and those that it started hold; what they share counts once."""
    return sum(map(_own, family(pid)))


def most_resident(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> float:
    """Wait for the end of a process, and tell the most MB that it and those that it started held."""
    most = 0.0
    while process.poll() is None:
        most = max(most, resident(process.pid))
        time.sleep(_PAUSE)
    return most


def _own(pid: int) -> float:
    """MB of one process, its part of what several share."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1000
    return 0.0
