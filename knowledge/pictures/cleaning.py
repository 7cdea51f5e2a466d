"""Makes of an upload a new picture that says nothing about who took it, where or when.

For everybody's pictures, editors' too. What comes back lies on the disk: no door holds a picture in memory.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import NamedTemporaryFile, TemporaryDirectory

from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify

from knowledge.limited.message import Message
from knowledge.pictures.asking import ask
from knowledge.pictures.limits import MAX_SIDE

_MARKS = re.compile(rb"(?i:exif)|[tiz][ET]Xt|XMP|ns\.adobe\.com/xap|Photoshop 3\.0")
CONTENT_TYPES = {".jpg": "image/jpeg", ".png": "image/png"}


class CleanFile(UploadedFile):
    """A picture that we wrote, with its size in pixels; storage moves it into its place.

    Its folder goes with it.
    """

    def __init__(
        self, path: Path, name: str, folder: TemporaryDirectory, size: Sequence[int]
    ) -> None:
        super().__init__(
            path.open("rb"), name, CONTENT_TYPES.get(path.suffix, ""), path.stat().st_size
        )
        self._path, self._folder = path, folder
        self.width, self.height = size

    def temporary_file_path(self) -> str:
        """Where it lies, for a storage that can move it."""
        return str(self._path)


@dataclass(frozen=True)
class CleanPicture:
    """The picture, and a smaller copy where one was asked for and it is larger."""

    file: CleanFile
    smaller: CleanFile | None = None


def clean_picture(upload: File, *, smaller: int | None = None) -> CleanPicture:
    """A new JPEG, or PNG where that shows it better; upright, its longer side at most `MAX_SIDE`.

    Of a moving picture the first frame remains. Raises PictureError, whose words are for the sender.
    """
    stem = slugify(PurePath(getattr(upload, "name", None) or "").stem)[:80] or "picture"
    folder = TemporaryDirectory(prefix="hub-picture-")
    with on_disk(upload) as source:
        made = ask({"do": "clean", "side": MAX_SIDE, "smaller": smaller}, source, Path(folder.name))

    def file(said: Message) -> CleanFile:
        path = Path(folder.name) / said["name"]
        return CleanFile(path, f"{stem}{path.suffix}", folder, said["size"])

    return CleanPicture(file(made["file"]), file(made["smaller"]) if made["smaller"] else None)


def tells_more_than_pixels(data: bytes) -> bool:
    """Whether a picture may say who took it, where or with what: it is to be cleaned then.

    Looks for the marks of Exif, XMP, IPTC and comments and unpacks nothing, so that pictures out of a
    file, of which few have any, cost no process each. A mark that is there by chance does no harm.
    """
    if data.startswith(b"\xff\xd8") and b"\xff\xfe" in data:
        return True  # A JPEG's comment; its pixels never hold the two bytes.
    return data.startswith(b"GIF") or _MARKS.search(data) is not None


@contextmanager
def on_disk(file: File) -> Iterator[Path]:
    """A path with the file's content, whether it is a large upload, a small one or stored elsewhere."""
    path = getattr(file, "temporary_file_path", None)
    if path is not None:
        yield Path(path())
        return
    with NamedTemporaryFile(prefix="hub-picture-") as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        copy.flush()
        file.seek(0)
        yield Path(copy.name)
