"""Starts limited work and waits for its answer; the one way to have a stranger's file opened.

The process that asks holds a few kilobytes meanwhile, and the lock of the interpreter is free.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import IO

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
    # A file can make its reader warn without end: that goes to the disk, where the system limits it.
    with tempfile.TemporaryFile(prefix="hub-said-") as warnings:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, no shell
                [sys.executable, "-m", "knowledge.limited.process", module],
                input=json.dumps(request).encode(),
                cwd=settings.BASE_DIR,
                env=_environment(),
                stdout=subprocess.PIPE,
                stderr=warnings,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise TookTooLong(f"Reading took more than {seconds:g} seconds.") from late
        return _answer(done.stdout, warnings, done.returncode)


def run_watched(
    module: str, request: Message, *, seconds: int, memory: int, look: Callable[[], None]
) -> Message:
    """The same for long work of our own: `look` is called every second, and what it raises ends the work.

    The process may take so many seconds and bytes of memory.
    """
    with (
        tempfile.TemporaryFile(prefix="hub-said-") as warnings,
        subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "knowledge.limited.process", module, str(memory), str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=warnings,
            cwd=settings.BASE_DIR,
            env=_environment(),
        ) as process,
    ):
        until = time.monotonic() + seconds
        asked: bytes | None = json.dumps(request).encode()
        try:
            while True:
                try:
                    said, _ = process.communicate(asked, timeout=1)
                    break
                except subprocess.TimeoutExpired:
                    asked = None
                    if time.monotonic() > until:
                        raise TookTooLong(f"It took more than {seconds} seconds.") from None
                    look()
        except BaseException:
            process.kill()
            raise
        return _answer(said, warnings, process.returncode)


def _answer(said: bytes, warnings: IO[bytes], code: int) -> Message:
    try:
        return dict(json.loads(said))
    except ValueError:
        raise LimitedWorkError(
            f"The process stopped with code {code}. {_last_line(warnings)}"[:1000]
        ) from None


def _last_line(file: IO[bytes]) -> str:
    file.seek(max(0, file.seek(0, os.SEEK_END) - 4096))
    return "".join(file.read().decode(errors="replace").strip().splitlines()[-1:])


def _environment() -> dict[str, str]:
    """No key, no database address: what a file takes over finds nothing to take along."""
    kept = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")
    return {name: os.environ[name] for name in kept if name in os.environ}
