"""A photograph comes out without a word about where, when and by whom it was taken."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image, PngImagePlugin

from knowledge.pictures import asking
from knowledge.pictures.asking import PictureError, PicturesBusy
from knowledge.pictures.cleaning import clean_picture, tells_more_than_pixels
from knowledge.pictures.limits import MAX_SIDE
from tests.machine import ROOT

SECRET = "Hove-secret-50.8279"


def clean(file: io.BytesIO):
    """The new picture's file."""
    return clean_picture(file).file


def exif() -> Image.Exif:
    """Position, time, maker, comment and orientation, as a phone writes them."""
    data = Image.Exif()
    data[0x010E] = data[0x010F] = data[0x013B] = SECRET
    data[0x0112] = 6
    position = data.get_ifd(0x8825)
    position[1], position[2] = "N", (50.0, 49.0, 40.44)
    position[29] = SECRET
    return data


def picture(kind: str, mode: str = "RGB", size=(40, 20), **settings) -> io.BytesIO:
    buffer = io.BytesIO()
    image = Image.new(mode, size, (200, 40, 40, 128)[: len(mode)] if mode != "P" else 3)
    image.save(buffer, kind, **settings)
    buffer.name = f"IMG {SECRET}/../My photo (1).{kind.lower()}"
    buffer.seek(0)
    return buffer


def with_png_text() -> io.BytesIO:
    info = PngImagePlugin.PngInfo()
    info.add_text("Location", SECRET)
    info.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    return picture("PNG", pnginfo=info, exif=exif())


CASES = {
    "AVIF": lambda: picture("AVIF", exif=exif(), xmp=SECRET.encode()),
    "JPEG": lambda: picture("JPEG", exif=exif(), comment=SECRET, xmp=SECRET.encode()),
    "WebP": lambda: picture("WEBP", exif=exif(), xmp=SECRET.encode()),
    "PNG": with_png_text,
    "HEIC": lambda: picture("HEIF", exif=exif().tobytes(), xmp=SECRET.encode()),
    "GIF": lambda: picture("GIF", comment=SECRET),
}


@pytest.mark.parametrize("make", CASES.values(), ids=CASES.keys())
def test_nothing_but_pixels_is_left(make):
    source = make()
    assert SECRET.encode() in source.getvalue()
    assert tells_more_than_pixels(source.getvalue())
    content = clean_picture(source).file
    data = content.read()
    assert SECRET.encode() not in data
    assert b"Exif" not in data
    with Image.open(io.BytesIO(data)) as image:
        assert not image.getexif()
        assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert image.convert("RGB").getpixel((5, 5))[0] > 150
    assert content.name in {"my-photo-1.jpg", "my-photo-1.png"}


def test_stands_upright_as_it_was_taken():
    with Image.open(clean(picture("JPEG", exif=exif()))) as image:
        assert image.size == (20, 40)


def test_see_through_parts_stay():
    content = clean(picture("PNG", mode="RGBA"))
    with Image.open(content) as image:
        assert image.mode == "RGBA"
        assert image.getpixel((5, 5)) == (200, 40, 40, 128)
    assert content.name.endswith(".png")


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK"])
def test_other_colour_modes(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    buffer = io.BytesIO()
    Image.new(mode, (8, 8)).save(buffer, kind)
    with Image.open(clean(buffer)) as image:
        assert image.mode == "RGB"


def test_a_very_large_picture_is_made_smaller():
    with Image.open(clean(picture("JPEG", size=(5000, 100)))) as image:
        assert max(image.size) <= MAX_SIDE


def bomb(width: int, height: int) -> io.BytesIO:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(8000, 8000), (10_000, 10_000), (60_000, 60_000)])
def test_pictures_that_unpack_to_too_much_are_refused(size):
    with pytest.raises(PictureError, match="more than 50 million pixels"):
        clean(bomb(*size))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        b"\xff\xd8\xff\xe0broken",
        picture("PNG").getvalue()[:60],
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n",
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(data):
    with pytest.raises(PictureError, match="save it again as a JPEG or PNG file"):
        clean(io.BytesIO(data))


def test_a_jpeg_of_more_pixels_is_made_small_while_it_is_read():
    made = clean(picture("JPEG", size=(9000, 9000)))
    assert (made.width, made.height) == (4000, 4000)


def test_large_metadata_spoils_nothing():
    """As some programs write it: more than one part can hold, with an orientation nobody can read."""
    plain = picture("JPEG", size=(300, 200)).getvalue()
    part = b"\xff\xe1" + struct.pack(">H", 65_000) + b"Exif\0\0II*\0" + bytes(64_988)
    with Image.open(clean(io.BytesIO(plain[:2] + part * 4 + plain[2:]))) as image:
        assert image.size == (300, 200)
        assert not image.getexif()


def test_a_drawing_keeps_its_sharp_edges_and_a_photograph_its_size():
    drawing = Image.new("RGB", (600, 400), "white")
    drawing.paste("#005eb8", (100, 100, 300, 300))
    noise = Image.effect_noise((600, 400), 90).convert("RGB")
    kinds = []
    for image in (drawing, noise):
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        kinds.append(clean(buffer).name.rsplit(".")[-1])
    assert kinds == ["png", "jpg"]


def test_a_smaller_copy_only_of_what_is_larger():
    small, large = (
        clean_picture(picture("JPEG", size=(side, 50)), smaller=1000) for side in (900, 1500)
    )
    assert small.smaller is None
    with Image.open(large.smaller) as image:
        assert image.size == (1000, 33)


def test_whoever_takes_too_long_or_waits_too_long_is_told(monkeypatch):
    monkeypatch.setattr(asking, "WORK_SECONDS", 0.01)
    with pytest.raises(PictureError, match="takes too long"):
        clean(picture("JPEG"))
    monkeypatch.setattr(asking, "WAIT_SECONDS", 0.1)
    with (
        asking.one_at_a_time("pictures", seconds=5),
        pytest.raises(PicturesBusy, match="in a minute"),
    ):
        clean(picture("JPEG"))


def test_nothing_is_left_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made = clean_picture(picture("JPEG"))
    assert list(tmp_path.glob("hub-picture-*"))
    del made
    with pytest.raises(PictureError):
        clean(io.BytesIO(b"nothing"))
    assert not list(tmp_path.glob("hub-picture-*"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_has_pixels_alone_is_known_without_unpacking(kind):
    assert not tells_more_than_pixels(picture(kind).getvalue())


LOADED = """
import json, sys
from knowledge.pictures.work import work
answers = [work(json.loads(line)) for line in sys.stdin]
print(json.dumps([answers, sorted(name for name in sys.modules if name.endswith("ImagePlugin"))]))
"""


def test_no_reader_of_other_formats_is_loaded(tmp_path):
    """Pillow loads all it has, forty, once it is asked for one that it does not know: longer than most pictures take."""
    kinds = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "HEIF")
    lines = []
    for kind in kinds:
        source = tmp_path / kind
        source.write_bytes(picture(kind).read())
        request = {"do": "clean", "side": 100, "source": str(source), "folder": str(tmp_path)}
        lines.append(json.dumps(request))
    said = subprocess.run(
        [sys.executable, "-c", LOADED],
        input="\n".join(lines), cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    answers, loaded = json.loads(said)
    assert [each.get("error") for each in answers] == [None] * len(kinds)
    # Ours, and two that it always loads.
    names = ("Avif", "Bmp", "Gif", "Jpeg", "Png", "Ppm", "WebP")
    assert loaded == [f"PIL.{name}ImagePlugin" for name in names]
