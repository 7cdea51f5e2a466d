"""Work that takes as long and as much memory as it is told."""

from __future__ import annotations

import time


def work(request: dict[str, int]) -> dict[str, bool]:
    time.sleep(request.get("seconds", 0))
    return {"done": len(bytes(request.get("bytes", 1))) > 0}
