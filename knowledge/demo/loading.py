"""Loads the demo once. Where it has been loaded nothing of it is made again, whatever became of it.

Loading is one transaction, so the demo is there whole or not at all, and its first page tells which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page

from knowledge.demo.desk import fill_desk
from knowledge.demo.links import fill_ledger
from knowledge.demo.lookup import Lookup
from knowledge.demo.organisations import make_organisations
from knowledge.demo.page_making import fill_page, make_empty_page
from knowledge.demo.pages import PAGES
from knowledge.demo.people import EDITOR, DemoPerson, make_people
from knowledge.demo.specs import DemoPage
from knowledge.demo.vocabulary import make_vocabulary
from knowledge.users.models import User
from knowledge.web.first_pages import follow_base_url, make_site_root
from knowledge.web.usual_terms import load_usual_terms

HOME = next(spec for spec in PAGES if not spec.parent)


class DemoReport:
    """What a run made and what it found already there."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.kept: Counter[str] = Counter()
        self.people: list[DemoPerson] = []
        self.was_there = False
        """Whether the demo had been loaded before and was left as people have made it."""

    def count(self, what: str, is_new: bool) -> None:
        """One more of that sort."""
        (self.made if is_new else self.kept)[what] += 1

    def __str__(self) -> str:
        if self.was_there:
            return "It was there already and is left as it is"
        sorts = sorted({*self.made, *self.kept})
        parts = [f"{sort}: {self.made[sort]} made, {self.kept[sort]} kept" for sort in sorts]
        return "; ".join(parts)


@transaction.atomic
def load(more_pages: Iterable[DemoPage] = (), *, with_people: bool = True) -> DemoReport:
    """Load the demo and the pages that another app adds, unless it was loaded before.

    With `with_people` off no account is made; else those that are missing are, each time.
    """
    report = DemoReport()
    lookup = Lookup(report.count)
    if lookup.page(HOME.slug):
        report.was_there = True
        if with_people:
            report.people = make_people(report.count)
        follow_base_url()
        return report
    make_organisations(report.count)
    make_vocabulary(report.count)
    load_usual_terms(report.count)
    if with_people:
        report.people = make_people(report.count)
    lookup = Lookup(report.count)
    made: list[tuple[DemoPage, Page]] = []
    for spec in [*PAGES, *more_pages]:
        page = make_empty_page(spec, lookup)
        made.append((spec, page))
        if not spec.parent:
            make_site_root(page, spec.slug)
        report.count("pages", True)
    follow_base_url()
    # Only now can a page link to any other.
    for spec, page in made:
        fill_page(spec, page, lookup)
    editor = User.objects.filter(email=EDITOR).first()
    fill_ledger(editor)
    fill_desk(editor)
    return report
