"""Starts limited work and waits for its answer; the one way to have a stranger's file opened.

The process that asks holds a few kilobytes meanwhile, and the lock of the interpreter is free.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from django.conf import settings

from knowledge.limited.message import Message


class LimitedWorkError(Exception):
    """The work gave no answer. `str()` is for whoever maintains it."""


class TookTooLong(LimitedWorkError):
    """It was ended because its time was up."""


def run_limited(module: str, request: Message, *, seconds: float) -> Message:
    """What `module.work(request)` answers. `module` is a name of ours, never one that was typed.

    Raises TookTooLong after so many seconds, LimitedWorkError where the process came to another end.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "knowledge.limited.process", module],
            input=json.dumps(request).encode(),
            cwd=settings.BASE_DIR,
            env=_environment(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise TookTooLong(f"Reading took more than {seconds:g} seconds.") from late
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise LimitedWorkError(
            f"The reader stopped with code {done.returncode}. {''.join(last)}"[:1000]
        ) from None
    return dict(answer)


def _environment() -> dict[str, str]:
    """No key, no database address: what a file takes over finds nothing to take along."""
    kept = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")
    return {name: os.environ[name] for name in kept if name in os.environ}
