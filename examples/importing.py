"""Tells the importer what a table in the shape of a practice template is, and makes a draft of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wagtail.models import Page

from examples.models import ExampleIndexPage, PracticeExamplePage, PracticeTemplatePage
from examples.recognition import field_from_label, plain_label, template_from_labels
from examples.template_fields import TEMPLATES, PracticeTemplate
from examples.titles import short_title
from knowledge.importing.table_readers import TableMatch

_DOTS = re.compile(r"^[.…_\s]*$")


class PracticeTableReader:
    """Reads filled templates as examples, and empty ones as the templates themselves."""

    name = "practice"

    def recognise(self, rows: Sequence[tuple[str, str]]) -> TableMatch | None:
        """The example or template in these (label, value) rows."""
        template = template_from_labels(label for label, _ in rows)
        if template is None:
            return None
        answers: dict[str, list[str]] = {}
        known = 0
        for label, value in rows:
            field = field_from_label(label, template)
            if field is None:
                continue
            known += 1
            if not _DOTS.match(value):
                answers.setdefault(field.key, []).append(value.strip())
        filled = tuple((key, "\n".join(texts)) for key, texts in answers.items())
        if not filled:
            return TableMatch(
                self.name, f"template:{template.key}", template.name, "practice template",
                (), known, True, template.key,
            )  # fmt: skip
        full_title = dict(filled).get(template.title_field.key, "") or filled[0][1]
        return TableMatch(
            self.name, f"example:{plain_label(full_title)[:200]}", short_title(full_title),
            "practice example", filled, known, False, template.key,
        )  # fmt: skip

    def placed_words(self, match: TableMatch) -> str:
        """The answers; a template page has the hub's own words only."""
        return "\n".join(words for _, words in match.answers)

    def keeps_intro(self, match: TableMatch) -> bool:
        """A template's page has a body for what stood above it; an example has none."""
        return match.is_blank

    def new_page(self, match: TableMatch) -> Page:
        """An unsaved example, or the page of the template."""
        page_type = PracticeTemplatePage if match.is_blank else PracticeExamplePage
        return page_type(title=match.title)

    def write(self, page: Page, match: TableMatch, intro: str) -> None:
        """Writes the answers as they stand; fields that the table leaves empty become empty."""
        page.title = match.title
        page.practice_template = match.variant
        if not isinstance(page, PracticeExamplePage):
            page.summary = self._template(match).purpose
            if intro:
                page.body = [("text", intro)]
            return
        answers = dict(match.answers)
        for key in self._template(match).keys:
            setattr(page, key, answers.get(key, ""))

    def same_on_hub(self, match: TableMatch) -> Page | None:
        """The page of this template: its fields are the hub's own, so a second one says nothing."""
        if not match.is_blank:
            return None
        return PracticeTemplatePage.objects.filter(practice_template=match.variant).first()

    def index_page(self) -> Page | None:
        """The list of practice examples."""
        return ExampleIndexPage.objects.order_by("path").first()

    def new_index_page(self) -> Page:
        """A list of practice examples."""
        return ExampleIndexPage(title="Practice examples")

    def _template(self, match: TableMatch) -> PracticeTemplate:
        return TEMPLATES[match.variant]
