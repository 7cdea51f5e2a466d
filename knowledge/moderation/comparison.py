"""What a decision changes: every field of the editor, compared with what the public reads now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.db.models import Field, ForeignKey, Model
from wagtail.admin.compare import ChildRelationComparison, FieldComparison
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from knowledge.access.regions import pages_to_choose
from knowledge.models import HubDocument, HubImage
from knowledge.moderation.file_comparison import named_file
from knowledge.users.models import User
from knowledge.users.requests import SignedInRequest


@dataclass(frozen=True)
class Change:
    """One field that differs. `comparison` has its words; `gone` and `new` where it leads, and its files."""

    comparison: FieldComparison | ChildRelationComparison
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def is_only_looks(self) -> bool:
        """Whether neither words nor targets differ, so that nothing would be marked."""
        if not isinstance(self.comparison, FieldComparison) or self.gone or self.new:
            return False
        shown = self.comparison.htmldiff()
        return "addition" not in shown and "deletion" not in shown


def changes_to_public(page: Page, request: SignedInRequest) -> list[Change]:
    """The fields that differ. What is not public is compared with nothing."""
    draft = page.get_latest_revision_as_object()
    public = type(page).objects.get(pk=page.pk) if page.live else type(page)()
    panel = (
        type(page).get_edit_handler().get_bound_panel(instance=draft, request=request, form=None)
    )
    return changes_between(public, draft, panel.get_comparison(), request.user)


def changes_between(
    public: Page, draft: Page, comparisons: Iterable[type], user: User
) -> list[Change]:
    """Wagtail's comparisons of two versions, each with the targets that they do not show."""
    changes = []
    for compare in comparisons:
        each = compare(public, draft)
        if not each.has_changed():
            continue
        field = getattr(each, "field", None)
        before, after = (Counter(_targets(field, of, user)) for of in (public, draft))
        changes.append(Change(each, tuple(before - after), tuple(after - before)))
    return changes


def _targets(field: object, page: Page, user: User) -> Iterator[str]:
    """Where its links lead and which pages and files it shows: two may have the same words or title."""
    if isinstance(field, ForeignKey) and issubclass(field.related_model, Page):
        if key := field.value_from_object(page):
            yield _name(field.related_model, key, user)
        return
    if not isinstance(field, StreamField | RichTextField):
        return
    value = field.value_from_object(page)
    found = [(model, str(key)) for model, key, _, _ in field.extract_references(value)]
    names = {(_kind(model), key): _name(model, key, user) for model, key in set(found)}
    shown = Counter((_kind(model), key) for model, key in found)
    for link in _links(field, value):
        words = " ".join(link.get_text(" ").split())
        target = (str(link.get("linktype", "")), str(link.get("id", "")))
        shown[target] -= 1
        yield f"“{words}” leads to {link.get('href') or names.get(target, 'nothing')}"
    yield from (names[target] for target in shown.elements())


def _kind(model: type[Model]) -> str:
    """What a rich text's link calls it."""
    return "page" if issubclass(model, Page) else str(model._meta.verbose_name)


def _links(field: Field, value: object) -> Iterator:
    """The links within its rich texts."""
    for text in _strings(field.get_prep_value(value)):
        if "<a " in text:
            yield from BeautifulSoup(text, "html.parser").find_all("a")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _name(model: type[Model], key: object, user: User) -> str:
    """A page with its address, a file with its name and size: they tell it from another of its title."""
    if issubclass(model, Page) and not pages_to_choose(user).filter(pk=key).exists():
        return "a page that you may not see, or that is gone"
    found = model._base_manager.filter(pk=key).first()
    if found is None:
        return f"a {model._meta.verbose_name} that is gone"
    if isinstance(found, HubDocument | HubImage):
        return f"the {model._meta.verbose_name} {named_file(found)}"
    where = found.url_path if isinstance(found, Page) else ""
    return f"the {model._meta.verbose_name} “{found}” ({where})" if where else f"“{found}”"
