"""Pictures of one colour, sent and decided about as people do."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from knowledge.models import HubImage
from knowledge.replacing.models import FileReplacement
from tests.signing_in import admin_client

State = FileReplacement.State
SIZE = "width-20|format-png"


def picture_of(colour: str, kind: str = "PNG", size: tuple[int, int] = (90, 60)) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, kind)
    return stream.getvalue()


def colour_of(content: bytes) -> str:
    """Which of red, green and blue a picture has."""
    with Image.open(io.BytesIO(content)) as image:
        values = image.convert("RGB").getpixel((5, 5))
    return ("red", "green", "blue")[values.index(max(values))]


def image_block(image: HubImage, words: str = "") -> dict:
    value = {"image": image.pk, "alt_text": words, "decorative": not words}
    return {"type": "image", "value": {"image": value, "caption": ""}}


def address(image: HubImage) -> str:
    return reverse("replace_image", args=[image.pk])


def send(user, image: HubImage, content: bytes | None = None, name: str = "new.jpg", **fields: str):
    upload = SimpleUploadedFile(name, content or picture_of("blue", "JPEG"))
    sent = {
        "file": upload, "why": "It is the new ward", "description": "Blue as it is.",
        "seen": HubImage.objects.get(pk=image.pk).file_hash, **fields,
    }  # fmt: skip
    return admin_client(user).post(address(image), sent, follow=True).content.decode()


def decide(user, image: HubImage, act: str = "accept") -> str:
    row = image.replacements.get(state=State.WAITING)
    return admin_client(user).post(address(image), {act: row.pk}, follow=True).content.decode()
