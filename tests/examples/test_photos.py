"""A photograph comes out without a word about where, when and by whom it was taken."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from examples.photos import MAX_SIDE, RefusedPhoto, without_metadata

SECRET = "Hove-secret-50.8279"


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
    content = without_metadata(source)
    data = content.read()
    assert SECRET.encode() not in data
    assert b"Exif" not in data
    with Image.open(io.BytesIO(data)) as image:
        assert not image.getexif()
        assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert image.convert("RGB").getpixel((5, 5))[0] > 150
    assert content.name == "my-photo-1.jpg"


def test_stands_upright_as_it_was_taken():
    with Image.open(without_metadata(picture("JPEG", exif=exif()))) as image:
        assert image.size == (20, 40)


def test_see_through_parts_stay():
    content = without_metadata(picture("PNG", mode="RGBA"))
    with Image.open(content) as image:
        assert image.mode == "RGBA"
        assert image.getpixel((5, 5)) == (200, 40, 40, 128)
    assert content.name.endswith(".png")


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK"])
def test_other_colour_modes(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    buffer = io.BytesIO()
    Image.new(mode, (8, 8)).save(buffer, kind)
    with Image.open(without_metadata(buffer)) as image:
        assert image.mode == "RGB"


def test_a_very_large_picture_is_made_smaller():
    with Image.open(without_metadata(picture("JPEG", size=(5000, 100)))) as image:
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
    with pytest.raises(RefusedPhoto, match="more than 50 million pixels; please make it smaller"):
        without_metadata(bomb(*size))


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
    with pytest.raises(RefusedPhoto, match="please send a JPEG, PNG, WebP or HEIC file") as refused:
        without_metadata(io.BytesIO(data))
    assert str(refused.value).startswith("“picture” ")
