"""What the limited process does with a picture: make it anew, or make a rendition of it.

The answer is what was made, each file as {name, size: [width, height]}, or `error`: "pixels" (more than we hold), "broken" (not to be read).
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from knowledge.limited.message import Message
from knowledge.pictures import decoding

FORMAT_OF = {
    "JPEG": "jpeg", "MPO": "jpeg", "HEIF": "jpeg", "PNG": "png", "GIF": "png", "WEBP": "webp",
    "AVIF": "avif",
}  # fmt: skip
QUALITY = {"jpeg": 76, "webp": 80, "avif": 61}
CLEAN_QUALITY = 88


def work(request: Message) -> Message:
    """Do what is asked: `clean` or `rendition`."""
    try:
        return {"clean": clean, "rendition": rendition}[request["do"]](request)
    except (decoding.TooManyPixels, MemoryError):
        return {"error": "pixels"}
    except Exception as error:  # Whatever a decoder says of bytes that anybody sent.
        return {"error": "broken", "said": f"{type(error).__name__}: {error}"[:500]}


def clean(request: Message) -> Message:
    """Write the picture anew, at most `side` pixels long, and a copy of at most `smaller`."""
    folder, side = Path(request["folder"]), request["side"]
    with decoding.open_picture(Path(request["source"])) as image:
        kind, profile = image.format, image.info.get("icc_profile")
        orientation = decoding.orientation_of(image)
        picture = decoding.plain_colours(decoding.unpack(image, side, side))
    picture = decoding.shrink(picture, side)
    picture = decoding.standard_colours(decoding.upright(picture, orientation), profile)
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    made = _write_best(picture, folder / "picture", is_lossless=kind in decoding.LOSSLESS)
    smaller = None
    if request.get("smaller") and max(picture.size) > request["smaller"]:
        small = decoding.shrink(picture, request["smaller"])
        kind = "png" if made.suffix == ".png" else "jpeg"
        options = {} if kind == "png" else {"quality": 85}
        smaller = _said(decoding.write(small, folder / "smaller", kind, **options), small)
    return {"file": _said(made, picture), "smaller": smaller}


def _said(path: Path, picture: Image.Image) -> Message:
    return {"name": path.name, "size": list(picture.size)}


def _write_best(picture: Image.Image, path: Path, *, is_lossless: bool) -> Path:
    """PNG where parts are see-through or nothing was lost before and it is no photograph; else JPEG."""
    if picture.mode == "RGBA":
        return decoding.write(picture, path, "png")
    photo = decoding.write(
        picture, path, "jpeg", quality=CLEAN_QUALITY, progressive=False, optimize=False
    )
    if not is_lossless:
        return photo
    exact = decoding.write(picture, path, "png")
    kept, other = exact, photo
    if exact.stat().st_size > decoding.KEPT_EVEN_IF * photo.stat().st_size:
        kept, other = photo, exact
    other.unlink()
    return kept


def rendition(request: Message) -> Message:
    """Cut and resize as `plans` says for pictures that lie upright or turned; see `renditions`."""
    with decoding.open_picture(Path(request["source"])) as image:
        orientation, profile = decoding.orientation_of(image), image.info.get("icc_profile")
        is_turned = decoding.swaps_sides(orientation)
        plan = request["plans"]["turned" if is_turned else "upright"]
        full = image.size[::-1] if is_turned else image.size
        left, top, right, bottom = plan["box"]
        size = tuple(plan["size"])
        wanted = (
            full[0] * size[0] / max(1, right - left),
            full[1] * size[1] / max(1, bottom - top),
        )
        wide, high = wanted[::-1] if is_turned else wanted
        kind = FORMAT_OF[image.format or ""]
        picture = decoding.plain_colours(decoding.unpack(image, round(wide), round(high)))
    picture = decoding.upright(picture, orientation)
    across, down = picture.width / full[0], picture.height / full[1]
    box = (left * across, top * down, right * across, bottom * down)
    picture = decoding.standard_colours(decoding.part(picture, box, size), profile)
    return _write_rendition(picture, request, request.get("format") or kind)


def _write_rendition(picture: Image.Image, request: Message, kind: str) -> Message:
    background = request.get("background")
    if background or kind == "jpeg":
        picture = decoding.without_alpha(picture, tuple(background or (255, 255, 255)))
    options: dict[str, bool | int] = {}
    if kind in QUALITY:
        options["quality"] = request.get("quality", {}).get(kind, QUALITY[kind])
    if kind == "webp" and request.get("lossless"):
        options = {"lossless": True}
    made = decoding.write(picture, Path(request["folder"]) / "rendition", kind, **options)
    return {"file": _said(made, picture), "format": kind}
