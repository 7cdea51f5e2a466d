"""Images and documents. Who may see one is decided in `knowledge.documents.files.visibility`, nowhere else."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import File
from django.db import models
from django.db.models import F
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    IMAGE_FORMAT_EXTENSIONS,
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)

from knowledge.blocks.alt_text import description
from knowledge.caching.making import do_not_keep
from knowledge.models.document_text import MOST_ATTEMPTS, DocumentText
from knowledge.models.replaced_files import (
    keep_addresses,
    old_file_gives_way,
    path_of_no_other,
)
from knowledge.pictures.asking import PictureError
from knowledge.pictures.model_fields import PictureModelField
from knowledge.pictures.renditions import make_rendition

Status = DocumentText.Status
NOT_THERE = "not-found"
"""Name of the file of a size that could not be made, as Wagtail has it."""
_LONGEST_NAME = 59


def without_tags(fields: tuple[str, ...]) -> tuple[str, ...]:
    """Tags of files are asked for nowhere: search and lists know files by title, text and pages."""
    return tuple(field for field in fields if field != "tags")


class HubImage(AbstractImage):
    """An image; its description is the text that people who cannot see it get.

    Its sizes are made in a limited process. Where one cannot be made a gap stands in its place, with the
    description, and the image is in the editors' list of unread pictures. Addresses from before its file
    was replaced lead on.
    """

    file = PictureModelField(
        "file", upload_to=get_upload_to, width_field="width", height_field="height"
    )
    is_listed = models.BooleanField(
        "public on its own",
        default=False,
        help_text="Tick to let everyone see this image even when no published page uses it.",
    )

    admin_form_fields = (*without_tags(Image.admin_form_fields), "is_listed")

    was_replaced = False
    """Whether its last saving put another file in the place of one that was there."""

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """Its description. Never its title, which begins as the file's name."""
        return description(self.description)

    def save(self, *args: object, **kwargs: object) -> None:
        with old_file_gives_way(self):
            super().save(*args, **kwargs)

    def note_content(self) -> None:
        """Set size and hash to those of the file."""
        self._set_image_file_metadata()

    def give_way(self) -> None:
        """Another file takes its place: its addresses lead on from now, and its sizes go."""
        sizes = list(self.renditions.all())
        paths = [(self.file.name, ""), *((size.file.name, size.filter_spec) for size in sizes)]
        keep_addresses(self, paths)
        for size in sizes:
            size.delete()  # one by one, so that the file goes with the row

    def get_upload_to(self, filename: str) -> str:
        return path_of_no_other(super().get_upload_to(filename), self.file.storage)

    def get_rendition(self, filter: Filter | str) -> AbstractRendition:
        """As Wagtail's, or a gap. Raises only for a filter that is none (InvalidFilterSpecError)."""
        try:
            return super().get_rendition(filter)
        except OSError:
            return self._gap(Filter(filter) if isinstance(filter, str) else filter)

    def get_renditions(self, *filters: Filter | str) -> dict[str, AbstractRendition]:
        """As Wagtail's, each made or a gap."""
        wanted = [Filter(each) if isinstance(each, str) else each for each in filters]
        there = self.find_existing_renditions(*wanted)
        return {each.spec: there.get(each) or self.get_rendition(each) for each in wanted}

    def create_rendition(self, filter: Filter) -> AbstractRendition:
        """As Wagtail's; of the new file, where one took this one's place meanwhile."""
        made, is_new = self.renditions.get_or_create(
            filter_spec=filter.spec,
            focal_point_key=filter.get_cache_key(self),
            defaults={"file": self.generate_rendition_file(filter)},
        )
        now = type(self)._base_manager.filter(pk=self.pk).first()
        if now is None or now.file.name == self.file.name:
            return made
        if is_new:
            made.delete()
        now.contextual_alt_text, now.decorative = self.contextual_alt_text, self.decorative
        return now.get_rendition(filter)

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """The file of one size. Raises SourceImageIOError; what failed for good is not tried again."""
        known = DocumentText.objects.filter(file_hash=self.file_hash).exclude(file_hash="").first()
        if known and known.is_final(MOST_ATTEMPTS):
            raise SourceImageIOError(known.error)
        try:
            file, kind = make_rendition(self, filter)
        except PictureError as error:
            if error.is_final:
                self._note_failure(
                    str(Status.TOO_BIG if error.too_big else Status.BROKEN),
                    error.said,
                )
            else:
                # All were busy, or it took too long: the next visitor may see it.
                do_not_keep()
            raise SourceImageIOError(str(error)) from error
        except OSError as error:
            self._note_failure(str(Status.MISSING), str(error))
            do_not_keep()
            raise SourceImageIOError(str(error)) from error
        key = filter.get_cache_key(self)
        ending = filter.spec.replace("|", ".") + IMAGE_FORMAT_EXTENSIONS[kind]
        ending = f"{key}.{ending}" if key else ending
        stem = PurePath(self.file.name).stem[: _LONGEST_NAME - len(ending)]
        file.name = f"{stem}.{ending}"
        return file

    def _note_failure(self, status: str, said: str) -> None:
        """Into the editors' list, by the content: a new file begins anew."""
        try:
            self.get_file_hash()
        except OSError:
            return  # Never saved whole, so there is nothing by which to know it again.
        row, _ = DocumentText.objects.get_or_create(
            file_hash=self.file_hash, defaults={"status": status}
        )
        DocumentText.objects.filter(pk=row.pk).update(
            status=status, error=said[:1000], attempts=F("attempts") + 1
        )

    def _gap(self, filter: Filter) -> HubRendition:
        width, height = filter.get_transform(self, (self.width or 1, self.height or 1)).size
        gap = HubRendition(image=self, filter_spec=filter.spec)
        gap.file.name = NOT_THERE
        gap.width, gap.height = width, height
        return gap


class HubRendition(AbstractRendition):
    """One size and format of an image."""

    image = models.ForeignKey(HubImage, on_delete=models.CASCADE, related_name="renditions")
    file = PictureModelField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        return path_of_no_other(super().get_upload_to(filename), self.file.storage)

    @property
    def is_gap(self) -> bool:
        """Whether it could not be made."""
        return self.file.name == NOT_THERE

    @property
    def url(self) -> str:
        """Its address; empty for a gap."""
        return "" if self.is_gap else super().url

    def img_tag(self, extra_attributes: dict[str, object] | None = None) -> SafeString:
        """The picture, or its description in the place of it."""
        if not self.is_gap:
            return super().img_tag(extra_attributes or {})
        return format_html('<span class="hub-picture-gap">{}</span>', self.alt)


class HubDocument(AbstractDocument):
    """A file: worksheet, handout, video, captions, Word template, original of an import."""

    is_listed = models.BooleanField(
        "public on its own",
        default=False,
        help_text="Tick to let everyone open this file even when no published page uses it.",
    )
    note = models.CharField(
        max_length=300, blank=True, help_text="What it is, in one sentence; shown beside its link."
    )

    admin_form_fields = (*without_tags(Document.admin_form_fields), "is_listed", "note")

    was_replaced = False
    """Whether its last saving put another file in the place of one that was there."""

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        """As Wagtail's, which says of a file that was refused already that its ending is not allowed."""
        if self.file:
            super().clean()

    def save(self, *args: object, **kwargs: object) -> None:
        with old_file_gives_way(self):
            super().save(*args, **kwargs)

    def note_content(self) -> None:
        """Set size and hash to those of the file."""
        self._set_document_file_metadata()

    def give_way(self) -> None:
        """Another file takes its place: its address has its number, and leads on by itself."""
