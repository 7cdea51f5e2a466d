"""The hub's own vocabularies, kept by editors as data: topics, audiences, rungs, requirements, terms.

What a page is about is said by the through-models in `knowledge.models.tagging`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from knowledge.contracts import term_previews
from knowledge.models.public_version import PublicVersionMixin


class Topic(models.Model):
    """A subject that resources are about, such as "Perinatal mental health"."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    description = models.CharField(
        max_length=300, blank=True, help_text="One plain sentence for people new to the subject."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Audience(models.Model):
    """Whom a resource is for, such as "Midwives and other staff"."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Rung(models.Model):
    """A rung of the ladder of co-production (Think Local Act Personal), 1 at the bottom, 7 at the top."""

    number = models.PositiveSmallIntegerField(
        unique=True, validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, unique=True)
    description = models.TextField(help_text="What happens on this rung, in our own plain words.")
    next_step = models.TextField(
        blank=True, help_text="What would move a group from this rung to the next one up."
    )
    statement = models.CharField(
        max_length=200,
        blank=True,
        help_text=(
            "What is true of a group that has come so far, such as “We ask people before we decide.” "
            "The ladder's page asks whether it is. Empty: it does not ask."
        ),
    )

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class EvidenceRequirement(models.Model):
    """Something a service must show evidence of. Schemes change each year, so they are data."""

    scheme = models.CharField(
        max_length=150, help_text="The scheme that asks for it, such as Maternity Incentive Scheme."
    )
    code = models.CharField(
        max_length=60, blank=True, help_text="Its number there, such as Safety action 7."
    )
    title = models.CharField(max_length=200, blank=True, help_text="What it is called there.")
    slug = models.SlugField(max_length=120, unique=True)
    acronyms = models.CharField(
        max_length=100, blank=True, help_text="Short forms people search for, such as CNST, MIS."
    )
    explanation = models.TextField(blank=True, help_text="What it asks for, in plain words.")
    year = models.CharField(
        max_length=40, blank=True, help_text="The year or version this wording belongs to."
    )
    source_url = models.URLField(blank=True, help_text="Where the scheme itself says so.")
    is_current = models.BooleanField(
        default=True, help_text="Untick when the scheme no longer asks for it; old evidence stays."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first.")

    class Meta:
        ordering = ["position", "scheme", "code"]
        verbose_name = "evidence requirement"

    def __str__(self) -> str:
        return " ".join(part for part in (self.scheme, self.code.lower()) if part)


@dataclass(frozen=True)
class TermName:
    """One of the names of a term."""

    text: str
    is_former: bool = False


class TermQuerySet(models.QuerySet["Term"]):
    """Terms by what they are used for."""

    def published(self) -> TermQuerySet:
        """Those that search uses."""
        return self.filter(live=True)

    def explained(self) -> TermQuerySet:
        """Those that the glossary explains."""
        return self.published().exclude(definition="")


class Term(
    PublicVersionMixin,
    DraftStateMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    models.Model,
):
    """A word of the field with every name it goes by. Search takes all names for the same thing.

    Published at once, without a new index or a release; its history takes any change back.
    """

    name = models.CharField(
        max_length=150,
        unique=True,
        help_text="What it is called now, in full: Maternity and Neonatal Voices Partnership.",
    )
    acronym = models.CharField(
        max_length=30,
        blank=True,
        help_text="Its short form, such as MNVP. Texts of pages explain it where it first stands.",
    )
    other_names = models.TextField(
        blank=True, help_text="Other names that people use for it, short or long. One on each line."
    )
    former_names = models.TextField(
        blank=True, help_text="Names that it had in the past, short or long. One on each line."
    )
    definition = models.TextField(
        blank=True,
        max_length=600,
        help_text="What it means, in one or two plain sentences. The glossary shows terms that have one.",
    )

    objects = TermQuerySet.as_manager()
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="term")

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("acronym"),
        index.AutocompleteField("acronym"),
        index.SearchField("other_names"),
        index.SearchField("former_names"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    def clean(self) -> None:
        """Lines are put in order; a name must have something to search by."""
        super().clean()
        self.name, self.acronym = " ".join(self.name.split()), " ".join(self.acronym.split())
        errors = {}
        for field in ("other_names", "former_names"):
            lines = _lines(getattr(self, field))
            setattr(self, field, "\n".join(lines))
            if any(len(line) > 150 for line in lines):
                errors[field] = "Keep each name below 150 characters. Put one on each line."
            elif any(not any(char.isalnum() for char in line) for line in lines):
                errors[field] = "A name needs letters or numbers. Put one on each line."
        if errors:
            raise ValidationError(errors)

    @property
    def anchor(self) -> str:
        """Where the glossary explains it; it survives a change of name."""
        return f"term-{self.pk}"

    @property
    def names(self) -> tuple[TermName, ...]:
        """All its names, today's first, each once."""
        today = [self.name, self.acronym, *_lines(self.other_names)]
        found = {text.casefold(): TermName(text) for text in reversed(today) if text}
        names = list(found.values())[::-1]
        for text in _lines(self.former_names):
            if text.casefold() not in found:
                found[text.casefold()] = TermName(text, is_former=True)
                names.append(found[text.casefold()])
        return tuple(names)

    @property
    def also_called(self) -> list[str]:
        """Its other names of today."""
        return [
            name.text
            for name in self.names
            if not name.is_former and name.text not in (self.name, self.acronym)
        ]

    @property
    def formerly_called(self) -> list[str]:
        """Its names of the past."""
        return [name.text for name in self.names if name.is_former]

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The entry as the glossary shows it, and what others add with `knowledge.contracts.term_previews`."""
        return term_previews.preview_modes()

    def serve_preview(self, request, mode_name):
        """The preview of that name."""
        return term_previews.serve_preview(self, request, mode_name)


def _lines(text: str) -> list[str]:
    """The lines that say something, each once."""
    return list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in text.splitlines()))))
