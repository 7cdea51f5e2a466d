"""The least that a page can cost under the same web server: the same bytes from memory, and nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

LEFT_TO_THE_SERVER = {"connection", "date", "server", "transfer-encoding"}

_folder = Path(os.environ["FLOOR_FOLDER"])
_headers = [
    (name, value)
    for name, value in json.loads((_folder / "headers.json").read_text())
    if name.lower() not in LEFT_TO_THE_SERVER
]
_body = (_folder / "body").read_bytes()


def application(
    environ: dict[str, object], start_response: Callable[..., object]
) -> Iterable[bytes]:
    """One answer to everything."""
    start_response("200 OK", _headers)
    return [_body]
