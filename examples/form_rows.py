"""What the form of an example shows of a question, a finding and an attached file."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django import forms

from examples.details import Detail
from examples.models import SubmissionFile
from examples.safety_check import Spot
from examples.shown_files import private_url, shown_url
from examples.template_fields import TemplateField


@dataclass(frozen=True)
class FileRow:
    """An attached file as the form shows it."""

    file: SubmissionFile
    fields: list[forms.BoundField]
    is_first: bool
    is_last: bool

    @property
    def url(self) -> str:
        """Where its authors open it."""
        return private_url(self.file)

    @property
    def shown_url(self) -> str:
        """The picture in the size of a page."""
        return shown_url(self.file)

    @property
    def shown_size(self) -> tuple[int, int]:
        """Its width and height there."""
        return self.file.size_to_show()


@dataclass(frozen=True)
class ShownSpot:
    """A finding, and the field of the form in which it is answered."""

    spot: Spot
    field: forms.BoundField


@dataclass(frozen=True)
class DetailRow:
    """A detail as the form shows it."""

    definition: Detail
    field: forms.BoundField


@dataclass(frozen=True)
class AnswerRow:
    """A field of the template as the form shows it."""

    definition: TemplateField
    field: forms.BoundField
    spots: list[ShownSpot]
    month: datetime.date | None
    """What was read from a date in words; None where it is no date or none was found."""

    @property
    def is_answered(self) -> bool:
        """Whether something was written."""
        return bool((self.field.value() or "").strip())
