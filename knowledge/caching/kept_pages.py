"""Public answers as they were given, in the memory of the process, up to a number of bytes."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

import brotli
from cachetools import LRUCache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from knowledge.caching.stamp import Stamp, Stamps

SHARED_SECONDS = 60
"""So long may a proxy or CDN answer with a page without asking; browsers ask each time."""
BESIDE_THE_BODY = 3000
"""Bytes that an entry takes beside what is sent: key, headers, Python's own."""
LONGEST_ADDRESS = 500
"""A longer one is nobody's link."""

Key = tuple[str, str, str]
"""Scheme, host, and path with query."""

_ACCEPTED = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?$")


@dataclass(frozen=True)
class KeptPage:
    """One answer, true until what it is made of changes or its time is up."""

    stamp: Stamp | Stamps
    """That of content; both, where it is made of search's records too."""
    ends: datetime
    headers: tuple[tuple[str, str], ...]
    bodies: dict[str, bytes]
    """Encoding → what is sent; "identity" is there always."""

    @classmethod
    def of(cls, response: HttpResponse, stamp: Stamp | Stamps, ends: datetime) -> KeptPage:
        """What was answered, compressed once for all who ask later."""
        body = response.content
        digest = hashlib.blake2b(body, digest_size=15).hexdigest()
        # Weak: it tells the page, whichever way it is compressed.
        response.headers["ETag"] = f'W/"{digest}"'
        # Whoever is signed in sees more, in the same place.
        patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
        headers = tuple(item for item in response.items() if item[0] != "Content-Length")
        return cls(
            stamp,
            ends,
            headers,
            {
                "br": brotli.compress(body, quality=5),
                "gzip": gzip.compress(body, compresslevel=6, mtime=0),
                "identity": body,
            },
        )

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return sum(map(len, self.bodies.values())) + BESIDE_THE_BODY

    def is_true(self, stamps: Stamps, now: datetime) -> bool:
        """Whether nothing that it could depend on has changed."""
        return stamps.confirm(self.stamp) and now < self.ends

    def answer(self, request: HttpRequest, now: datetime) -> HttpResponseBase:
        """The answer to this visitor: compressed as they take it, or that they have it already."""
        encoding = best_encoding(request.headers.get("Accept-Encoding", ""))
        body = self.bodies[encoding]
        response = HttpResponse(body, headers=dict(self.headers))
        response.headers["Content-Length"] = str(len(body))
        if encoding != "identity":
            response.headers["Content-Encoding"] = encoding
        if "Cache-Control" not in response.headers:
            seconds = min(SHARED_SECONDS, int((self.ends - now).total_seconds()))
            patch_cache_control(response, public=True, max_age=0, s_maxage=max(0, seconds))
        found = get_conditional_response(request, response.headers["ETag"], None, response)
        return found or response


class KeptPages:
    """The kept pages of this process; those asked for longest ago give way."""

    def __init__(self, most_bytes: int) -> None:
        self._pages: LRUCache[Key, KeptPage] = LRUCache(
            most_bytes, getsizeof=lambda page: page.size
        )
        self._lock = Lock()

    def get(self, key: Key) -> KeptPage | None:
        """What was kept there, true or not."""
        with self._lock:
            return self._pages.get(key)

    def keep(self, key: Key, page: KeptPage) -> None:
        """Keep it in place of what was there; one that is larger than all the room is not kept."""
        with self._lock:
            self._pages.pop(key, None)
            if page.size <= self._pages.maxsize and len(key[2]) <= LONGEST_ADDRESS:
                self._pages[key] = page

    def forget_all(self) -> None:
        """Nothing is kept any more."""
        with self._lock:
            self._pages.clear()


def best_encoding(accepted: str) -> str:
    """Of those that are kept, the smallest that the client takes."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        if found := _ACCEPTED.match(part):
            weights[found[1]] = _weight(found[2])
    return next((name for name in ("br", "gzip") if weights.get(name, 0) > 0), "identity")


def _weight(said: str | None) -> float:
    try:
        return float(said) if said else 1.0
    except ValueError:
        return 0.0
