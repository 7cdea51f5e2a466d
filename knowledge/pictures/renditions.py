"""Sizes of a picture, as Wagtail's filters describe them, made in the limited process.

The filter is worked out here, on numbers only; the pixels are never in the web process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from wagtail.images.models import AbstractImage, Filter

from knowledge.limited.message import Message
from knowledge.pictures.asking import ask
from knowledge.pictures.cleaning import CleanFile, on_disk

WRITTEN = {"jpeg", "png", "webp", "avif"}
"""Formats that we write; a filter that asks for another gets a PNG."""


class _Recorder:
    """Stands where filter operations expect a picture, and notes what they would do to it."""

    background: tuple[int, int, int] | None = None

    def set_background_color_rgb(self, colour: tuple[int, int, int]) -> _Recorder:
        self.background = colour
        return self


def make_rendition(image: AbstractImage, filter_: Filter) -> tuple[CleanFile, str]:
    """The file and its format (jpeg, png, webp, avif). Raises PictureError, OSError where none is stored."""
    folder = TemporaryDirectory(prefix="hub-picture-")
    with _stored(image) as source:
        made = ask(_request(image, filter_), source, Path(folder.name))
    path = Path(folder.name) / made["file"]["name"]
    return CleanFile(path, path.name, folder, made["file"]["size"]), made["format"]


def _request(image: AbstractImage, filter_: Filter) -> Message:
    wide, high = image.width, image.height
    recorder = _Recorder()
    said: Message = {}
    for operation in filter_.filter_operations:
        operation.run(recorder, image, said)
    wanted = said.get("output-format")
    return {
        "do": "rendition",
        # An old picture may lie on its side, which is known only once it is open.
        "plans": {
            "upright": _plan(image, filter_, (wide, high)),
            "turned": _plan(image, filter_, (high, wide)),
        },
        "format": wanted if wanted in WRITTEN or not wanted else "png",
        "lossless": "lossless" in said.get("output-format-options", ()),
        "quality": {
            kind: said[f"{kind}-quality"]
            for kind in ("jpeg", "webp", "avif")
            if f"{kind}-quality" in said
        },
        "background": recorder.background,
    }


def _plan(image: AbstractImage, filter_: Filter, size: tuple[int, int]) -> Message:
    transform = filter_.get_transform(image, size)
    return {"box": list(transform.get_rect().round()), "size": list(transform.size)}


@contextmanager
def _stored(image: AbstractImage) -> Iterator[Path]:
    """The picture's file as a path, in whatever store it lies."""
    try:
        path = Path(image.file.path)
    except NotImplementedError:
        with image.open_file() as file, on_disk(file) as copy:
            yield copy
        return
    path.stat()  # raises where it is missing
    yield path
