"""What the kernel says of processes: processor time and memory. Linux only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
MEGABYTE = 1024
"""In the kernel's kilobytes."""


@dataclass(frozen=True)
class Memory:
    """Of one process or the sum of several, in MB."""

    resident: float = 0
    proportional: float = 0
    """PSS: what is shared counts once, divided among those who share it."""
    private: float = 0

    def __add__(self, other: Memory) -> Memory:
        return Memory(
            self.resident + other.resident,
            self.proportional + other.proportional,
            self.private + other.private,
        )


def ticks_in(stat: str) -> int:
    """Processor time, of user and system, in what /proc/PID/stat says."""
    # The command's name stands in brackets and may hold spaces and brackets.
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def memory_in(rollup: str) -> Memory:
    """What /proc/PID/smaps_rollup says."""
    sizes = {
        name: int(rest.split()[0])
        for name, _, rest in (line.partition(":") for line in rollup.splitlines()[1:])
    }
    private = sizes["Private_Clean"] + sizes["Private_Dirty"]
    return Memory(*(size / MEGABYTE for size in (sizes["Rss"], sizes["Pss"], private)))


def processor_seconds(pids: Iterable[int]) -> float:
    """Of all of these together, with those of their threads."""
    ticks = sum(ticks_in((PROC / str(pid) / "stat").read_text()) for pid in pids)
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_of(pids: Iterable[int]) -> Memory:
    """Of all of these together; one that has ended meanwhile holds nothing."""
    total = Memory()
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):
            total += memory_in((PROC / str(pid) / "smaps_rollup").read_text())
    return total


def children_of(pid: int) -> list[int]:
    """The processes that it began."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return [
            int(child)
            for task in (PROC / str(pid) / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    return []


def tree_of(pid: int) -> list[int]:
    """It and all that came from it."""
    return [pid, *(each for child in children_of(pid) for each in tree_of(child))]
