"""Takes turns: of some work only one runs at a time on this machine, whichever process asks for it."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

try:
    import fcntl
except ImportError:  # Windows: within this process only
    fcntl = None  # type: ignore[assignment]

LOOK_EVERY = 0.05
_within: dict[str, threading.Lock] = {}


class StillBusy(Exception):
    """It did not become our turn in time."""


@contextmanager
def one_at_a_time(work: str, *, seconds: float) -> Iterator[None]:
    """Hold the turn for this sort of work. Raises StillBusy when others hold it for so long."""
    until = time.monotonic() + seconds
    lock = _within.setdefault(work, threading.Lock())
    if not lock.acquire(timeout=seconds):
        raise StillBusy(work)
    try:
        with _lock_file(work).open("w") as file:
            while not _is_ours(file.fileno()):
                if time.monotonic() > until:
                    raise StillBusy(work)
                time.sleep(LOOK_EVERY)
            yield  # Closing the file gives the turn back; so does the end of this process.
    finally:
        lock.release()


def _is_ours(file: int) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_file(work: str) -> Path:
    """One for this hub and user: another hub on the machine, with other files, has its own turns."""
    owner = os.getuid() if hasattr(os, "getuid") else 0
    mark = hashlib.sha256(f"{settings.MEDIA_ROOT}:{owner}".encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"hub-{mark}-{work}.lock"
