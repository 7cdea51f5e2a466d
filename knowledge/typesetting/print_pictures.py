"""A picture of a document in a form that PDF and Word hold: photographs small, drawings sharp."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

QUALITY = 85
SMALLER = 0.5
"""A photograph is much smaller as JPEG than as PNG; a drawing is not, and would be blurred."""


def printable(path: Path) -> bytes:
    """JPEG or PNG of the picture in the file."""
    with Image.open(path) as picture:
        picture.load()
        has_alpha = "A" in picture.getbands() or "transparency" in picture.info
        plain = picture.convert("RGBA" if has_alpha else "RGB")
    sharp = _saved(plain, "PNG")
    if has_alpha:
        return sharp
    small = _saved(plain, "JPEG")
    return small if len(small) < len(sharp) * SMALLER else sharp


def _saved(picture: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **({"quality": QUALITY} if form == "JPEG" else {}))
    return out.getvalue()
