"""How the web server runs, in one place: `gunicorn --config site/config/gunicorn.py`.

`make demo`, the container and docs/operations.md use this file; what they add is the address to
listen on. GUNICORN_CMD_ARGS and the command line go before what stands here.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path

from gunicorn.arbiter import Arbiter

_ROOT = Path(__file__).resolve().parents[2]

wsgi_app = "config.wsgi"
chdir = str(_ROOT)
pythonpath = str(_ROOT / "site")
bind = "127.0.0.1:8000"

# Python runs on one core in each process, so a worker for each; never one alone, so that a slow
# request or a worker that begins anew does not stop everybody. A worker holds some 100 MB.
workers = int(os.environ.get("WEB_CONCURRENCY") or min(max(2, os.cpu_count() or 1), 8))
# While one waits for the database or a slow network, others go on.
threads = 4

# Loaded once and then forked: workers share the memory of the code, and begin in no time.
preload_app = True
# Should something leak, it goes with its worker; not with all of them at once.
# A page from memory takes half a millisecond, and a new worker has to fill its memory again.
max_requests = 50_000
max_requests_jitter = 10_000

# A worker that has not answered its parent for so long is taken for dead.
timeout = 60
graceful_timeout = 30
# Longer than proxies keep an idle connection, so that none sends into one that is just closing.
keepalive = 75
# A long question stands in the address.
limit_request_line = 8190

# The sign of life is a file; on a disk that is busy a healthy worker would seem dead.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
loglevel = os.environ.get("LOG_LEVEL", "info").lower()
# No access log: it would be a list of visitors' addresses and of what they looked for.
accesslog = None


def when_ready(server: Arbiter) -> None:
    """Before the first worker is forked: the shared memory is left alone by the garbage collector."""
    gc.collect()
    gc.freeze()
