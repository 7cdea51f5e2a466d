"""Files of the hub that everybody may open, by the address that a page has of them."""

from __future__ import annotations

import re
from pathlib import PurePath

from django.conf import settings
from django.db.models.fields.files import FieldFile

from knowledge.documents.files.visibility import is_public_file
from knowledge.models.files import HubDocument, HubImage, HubRendition

_DOCUMENT = re.compile(r"^/documents/(\d+)/")


def public_file_at(address: str) -> tuple[FieldFile, str] | None:
    """The file and a name for it; None where there is none, or where not everybody may open it."""
    if found := _DOCUMENT.match(address):
        document = HubDocument.objects.filter(pk=int(found[1])).first()
        if document is None or not is_public_file(document):
            return None
        return document.file, document.filename
    if not address.startswith(settings.MEDIA_URL):
        return None
    path = address.removeprefix(settings.MEDIA_URL)
    size = HubRendition.objects.select_related("image").filter(file=path).first()
    image = size.image if size else HubImage.objects.filter(file=path).first()
    if image is None or not is_public_file(image):
        return None
    return (size or image).file, f"picture{PurePath(path).suffix.lower()}"
