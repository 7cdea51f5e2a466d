"""Limits how often one network may ask for suggestions, without writing to the database.

django-ratelimit counts in the site's shared cache, which is a table by default: a write for each key
that somebody presses. A count within each process is enough to stop a flood.
"""

from __future__ import annotations

import time
from collections import Counter
from threading import Lock

from django.http import HttpRequest

from knowledge.access.client_address import client_of

_lock = Lock()
_counts: Counter[tuple[str, str]] = Counter()
_minute = 0


def is_asked_too_often(request: HttpRequest, group: str, most: int) -> bool:
    """Counts this request, and says whether its network has asked more than so often this minute."""
    global _minute
    key = (group, client_of(request))
    minute = int(time.monotonic() // 60)
    with _lock:
        if minute != _minute:
            _counts.clear()
            _minute = minute
        _counts[key] += 1
        return _counts[key] > most
