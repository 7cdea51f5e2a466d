"""The process in which limited work is done: `python -m knowledge.limited.process MODULE [BYTES SECONDS]`.

It limits its own memory, processor time and output, then imports MODULE, hands the JSON of its standard
input to the module's `work` and prints what that returns as JSON. Whatever happens here, the process
that asked goes on. It knows no settings and no database.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys

MEMORY_BYTES = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 60
WRITTEN_BYTES = 512 * 1024 * 1024
NICENESS = 5
"""Whoever waits for a page comes first."""


def limit_resources(memory: int = MEMORY_BYTES, processor: int = PROCESSOR_SECONDS) -> None:
    """Take what the operating system can enforce; the caller's own time limit stands besides."""
    try:
        import resource
    except ImportError:  # Windows has none
        return
    os.setpriority(os.PRIO_PROCESS, 0, max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
    for kind, most in (
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def main(module: str, *limits: str) -> None:
    """Do the work and print the answer, one line of JSON."""
    request = json.load(sys.stdin)
    limit_resources(*map(int, limits))
    # Libraries print warnings to stdout too; only our line may stand there.
    with contextlib.redirect_stdout(sys.stderr):
        answer = importlib.import_module(module).work(request)
    print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
