"""When an example is sent, its pictures and documents become files of the hub's library.

Moderators then see and correct exactly what will be published. As long as no public page uses them they
are as private as before: `knowledge.documents.files.visibility` decides.
"""

from __future__ import annotations

from django.core.files.base import File
from django.db.models import F, Model, QuerySet
from wagtail.models import Collection

from examples.models import Submission, SubmissionFile
from examples.submissions.attach import store_again
from knowledge.models import HubDocument, HubImage

COLLECTION = "From contributors"


def bring_to_library(submission: Submission) -> None:
    """Each attached file once, however often the example is sent."""
    waiting = submission.files.attached().filter(image=None, document=None)
    for file in waiting:
        words = submission.file_words.get(str(file.pk), {})
        with file.file.open("rb") as stored:
            _bring(file, words, File(stored, name=file.name))
        file.save(update_fields=["image", "document"])


def _bring(file: SubmissionFile, words: dict[str, str], content: File) -> None:
    common: dict[str, object] = {
        "file": content,
        "collection": _collection(),
        "uploaded_by_user_id": file.submission.owner_id,
    }
    if file.is_picture:
        alt = words.get("alt", "")
        title = (words.get("caption") or alt or file.name)[:200]
        image = HubImage(title=title, description=alt[:255], **common)
        # Wagtail's forms do this; by the hash editors are told of a picture that cannot be opened.
        image._set_image_file_metadata()
        image.save()
        file.image = image
    else:
        title = (words.get("caption") or file.name)[:200]
        file.document = HubDocument.objects.create(title=title, **common)


def bring_back(file: SubmissionFile) -> None:
    """Attach again what was taken out, from the library, where a public page kept it."""
    in_library = file.image or file.document
    if in_library is None:
        return
    if not file.file:
        with in_library.file.open("rb") as stored:
            store_again(file, File(stored, name=file.name))
    file.removed_at = None
    file.save()


def _collection() -> Collection:
    found = Collection.objects.filter(name=COLLECTION, depth=2).first()
    if found is None:
        root = Collection.get_first_root_node()
        found = root.add_child(name=COLLECTION)
    return found


def brought_ids(files: list[SubmissionFile]) -> tuple[set[int], set[int]]:
    """Ids of the images and documents of the library that came from these files."""
    return (
        {file.image_id for file in files if file.image_id},
        {file.document_id for file in files if file.document_id},
    )


def file_origins(model: type[Model]) -> QuerySet:
    """Images or documents of the library that came from contributors, each with its example's page."""
    link = "image" if model is HubImage else "document"
    rows = SubmissionFile.objects.filter(**{f"{link}__isnull": False})
    return rows.annotate(file_id=F(f"{link}_id"), from_page_id=F("submission__page_id"))
