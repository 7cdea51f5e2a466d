"""Files of the hub that everybody may open, by the address that a page has of them."""

from __future__ import annotations

import re
from pathlib import PurePath

from django.conf import settings
from django.db.models.fields.files import FieldFile

from knowledge.documents.files.picture_addresses import picture_at
from knowledge.documents.files.visibility import is_public_file
from knowledge.models.files import HubDocument

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
    picture = picture_at(address.removeprefix(settings.MEDIA_URL))
    if picture is None or not is_public_file(picture.image):
        return None
    file = picture.file()
    return file, f"picture{PurePath(file.name or '').suffix.lower()}"
