"""Opens pictures, makes them small while they are read where their format can, and writes new ones.

Runs in the limited process: no settings, no database. Nothing of a file but its pixels goes on: no
position, time, maker, comment, thumbnail or colour profile (its colours are changed to those of sRGB).
"""

from __future__ import annotations

import io
import math
from pathlib import Path

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from knowledge.pictures.limits import MILLION_PIXELS

MAX_PIXELS = MILLION_PIXELS * 1_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
LOSSLESS = {"PNG", "GIF"}
KEPT_EVEN_IF = 2.0
"""A picture that came without loss stays so unless that takes more than this many times the room."""
OPTIMISED_PIXELS = 4_000_000
"""A PNG of more pixels is packed less tightly, for that takes long."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION = 0x0112
_SWAPS_SIDES = {5, 6, 7, 8}

READERS = (
    JpegImagePlugin, PngImagePlugin, WebPImagePlugin, GifImagePlugin, AvifImagePlugin,
)  # fmt: skip
"""Loaded here, so that Pillow does not load its other forty for each picture."""

# Our own limit is lower, and is asked once a JPEG's reduced size is known.
Image.MAX_IMAGE_PIXELS = None


class TooManyPixels(Exception):
    """It would unpack to more than we hold."""


def open_picture(path: Path) -> Image.Image:
    """The first frame, not unpacked yet. Raises what Pillow raises for what is no picture."""
    head = path.open("rb").read(32)
    formats: tuple[str, ...] = FORMATS
    if head[4:8] == b"ftyp" and b"avi" not in head[8:]:
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
        formats = ("HEIF",)
    return Image.open(path, formats=formats)


def orientation_of(image: Image.Image) -> int:
    """1 to 8, as cameras count; 1 where it says nothing that can be read."""
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # Metadata is bytes of anybody's; the picture may be sound all the same.
        return 1
    return found if found in _TURNS else 1


def swaps_sides(orientation: int) -> bool:
    """Whether width and height change places."""
    return orientation in _SWAPS_SIDES


def unpack(image: Image.Image, width: int, height: int) -> Image.Image:
    """The pixels, of a JPEG in no more than twice the wanted size. Raises TooManyPixels."""
    image.draft("RGB", (width, height))
    if image.width * image.height > MAX_PIXELS:
        raise TooManyPixels
    image.load()
    return image


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Turned as it was taken."""
    return image.transpose(_TURNS[orientation]) if orientation in _TURNS else image


def plain_colours(image: Image.Image) -> Image.Image:
    """RGB, or RGBA where parts are see-through, in a way that can be resized."""
    if image.mode.startswith("I") or image.mode == "F":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("RGB")
    has_alpha = "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info
    if has_alpha:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in {"RGB", "CMYK"} else image.convert("RGB")


def standard_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Its colours as sRGB, which everybody's screen takes pictures without a profile for."""
    if profile and image.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            standard = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(image, source, standard, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            changed = None  # A profile that is none; the colours are near enough.
        if changed is not None:
            return changed
    return image.convert("RGB") if image.mode == "CMYK" else image


def shrink(image: Image.Image, side: int) -> Image.Image:
    """With its longer side no longer than that."""
    factor = side / max(image.size)
    if factor >= 1:
        return image
    size = tuple(max(1, round(each * factor)) for each in image.size)
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)  # type: ignore[arg-type]


def write(image: Image.Image, path: Path, kind: str, **options: object) -> Path:
    """Save it as that kind (jpeg, png, webp, avif) beside `path`, pixels only; returns where."""
    image.info = {}
    suffix = {"jpeg": ".jpg"}.get(kind, f".{kind}")
    target = path.with_suffix(suffix)
    if kind == "jpeg":
        options = {"progressive": True, "optimize": True, **options}
    elif kind == "png":
        is_small = image.width * image.height <= OPTIMISED_PIXELS
        options = {**({"optimize": True} if is_small else {"compress_level": 3}), **options}
    image.save(target, kind.upper(), **options)
    return target


def without_alpha(image: Image.Image, background: tuple[int, int, int]) -> Image.Image:
    """On a background of that colour."""
    if image.mode != "RGBA":
        return image
    plain = Image.new("RGB", image.size, background)
    plain.paste(image, mask=image.getchannel("A"))
    return plain


def part(
    image: Image.Image, box: tuple[float, float, float, float], size: tuple[int, int]
) -> Image.Image:
    """What lies in the box (left, top, right, bottom), in that size."""
    left, top, right, bottom = box
    box = (max(0, left), max(0, top), min(image.width, right), min(image.height, bottom))
    size = (max(1, math.floor(size[0])), max(1, math.floor(size[1])))
    return image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
