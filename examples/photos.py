"""Makes of an uploaded photograph a new picture that says nothing about who took it, where or when.

The pixels are written anew, so that no EXIF, GPS position, comment, thumbnail or maker's note can
survive, whatever the format. Pictures that would unpack to too much are refused before they do.
"""

from __future__ import annotations

import io
import warnings
from pathlib import PurePath
from typing import IO

from django.core.files.base import ContentFile
from django.utils.text import slugify
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

MAX_PIXELS = 50_000_000
"""Above what phones send; it takes about 150 MB of memory to unpack."""
MAX_SIDE = 4000
"""Longer sides are made this long: more than any page shows."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")

register_heif_opener()


class RefusedPhoto(Exception):
    """The file is no picture that we can show. `str()` is one sentence for the person who sent it."""


def without_metadata(file: IO[bytes]) -> ContentFile:
    """A new JPEG, or a PNG where the picture has see-through parts; turned as it was taken.

    Of a moving picture the first frame remains. RefusedPhoto when it cannot be read or is too large.
    """
    name = PurePath(getattr(file, "name", None) or "picture").name
    file.seek(0)
    try:
        with warnings.catch_warnings():
            # Pillow warns of sizes that our own, lower limit refuses anyway.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=_FORMATS) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise RefusedPhoto(_too_large(name))
                picture = _pixels(image)
    except Image.DecompressionBombError as error:
        raise RefusedPhoto(_too_large(name)) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise RefusedPhoto(
            f"“{name}” is no picture that we can show; please send a JPEG, PNG, WebP or HEIC file."
        ) from error
    extension, settings = ("png", {}) if picture.mode == "RGBA" else ("jpg", {"quality": 88})
    buffer = io.BytesIO()
    picture.save(buffer, "PNG" if extension == "png" else "JPEG", optimize=True, **settings)
    stem = slugify(PurePath(name).stem)[:80] or "picture"
    return ContentFile(buffer.getvalue(), name=f"{stem}.{extension}")


def smaller(file: IO[bytes], side: int) -> ContentFile:
    """A copy whose longer side is at most `side`, of a picture that `without_metadata` made."""
    with Image.open(file, formats=("JPEG", "PNG")) as picture:
        picture.draft("RGB", (side, side))
        kind, options = picture.format or "PNG", {"quality": 85} if picture.format == "JPEG" else {}
        picture.thumbnail((side, side))
        buffer = io.BytesIO()
        picture.save(buffer, kind, optimize=True, **options)
    return ContentFile(buffer.getvalue())


def _pixels(image: Image.Image) -> Image.Image:
    """The picture's pixels alone, upright and of a bearable size."""
    image.draft("RGB", (MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(image)
    has_alpha = "A" in upright.getbands() or "transparency" in upright.info
    picture = upright.convert("RGBA" if has_alpha else "RGB")
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    if has_alpha and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    # Pillow's writers copy comments and profiles from here.
    picture.info = {}
    return picture


def _too_large(name: str) -> str:
    return (
        f"“{name}” has more than {MAX_PIXELS // 1_000_000} million pixels; please make it smaller "
        "and send it again."
    )
