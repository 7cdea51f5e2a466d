"""Organisations merge and split: everything that names them moves, their old ids and names lead on.

Whatever has a foreign key to an organisation is asked, and so are the versions of pages, so that a
draft that is published later names the new body too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ManyToOneRel, Model
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from knowledge.models import Organisation
from knowledge.people.models import Membership
from knowledge.people.organisations.regional import decides_for_region
from knowledge.users.models import User

MOST_PARTS = 6


@dataclass(frozen=True)
class Thing:
    """A row that names an organisation."""

    row: Model
    field: str

    @property
    def key(self) -> str:
        """Its name in the form of a split."""
        return f"{self.row._meta.label_lower}.{self.field}.{self.row.pk}"

    @property
    def kind(self) -> str:
        """What it is, for the preview."""
        return str(self.row._meta.verbose_name)


def user_may_change(user: User, *organisations: Organisation) -> bool:
    """Administrators all; moderators bodies of the regions that they decide about, no regions."""
    if user.is_active and user.is_superuser:
        return True
    return user.has_perm("knowledge.change_organisation") and all(
        each.kind != Organisation.Kind.REGION and decides_for_region(user, each.region_id)
        for each in organisations
    )


def things_of(former: Organisation) -> list[Thing]:
    """Everything that names it, in the order of its kinds. One query a kind."""
    found = []
    for model, field in _pointing_fields():
        rows = model._base_manager.filter(**{field: former}).order_by("pk")
        found += [Thing(row, field) for row in rows]
    return sorted(found, key=lambda thing: thing.kind)


def what_moves(things: Iterable[Thing]) -> list[tuple[str, int]]:
    """(kind, number), for the preview."""
    counts: dict[str, int] = {}
    for thing in things:
        counts[thing.kind] = counts.get(thing.kind, 0) + 1
    return sorted(counts.items())


@transaction.atomic
def merge(former: Organisation, into: Organisation, by: User) -> int:
    """Everything of the former becomes the other's; returns how many rows moved.

    PermissionDenied unless `by` may; ValidationError for bodies that cannot become one.
    """
    former, into = _locked(former), _locked(into)
    if not user_may_change(by, former, into):
        raise PermissionDenied
    if former.pk == into.pk or former.ended_at or into.ended_at:
        raise ValidationError("Choose two organisations that both exist now.")
    if (former.kind == Organisation.Kind.REGION) != (into.kind == Organisation.Kind.REGION):
        raise ValidationError("A region becomes part of a region only.")
    things = things_of(former)
    _move([(thing, into) for thing in things], former)
    _inherit(former, into)
    _end(former, [into], by, "people.organisation.merge")
    return len(things)


@transaction.atomic
def split(
    former: Organisation, names: Sequence[str], goes_to: Mapping[str, int], by: User
) -> list[Organisation]:
    """New bodies take its place; `goes_to` is a thing's key → place in `names`, the first by default.

    Raises as `merge` does.
    """
    former = _locked(former)
    if not user_may_change(by, former):
        raise PermissionDenied
    if former.kind == Organisation.Kind.REGION:
        raise ValidationError(
            "A region is not split here: its moderators would be left without one."
        )
    problem = problem_with_names(former, names)
    if former.ended_at or problem:
        raise ValidationError(problem or "This organisation has ended already.")
    parts = [
        Organisation.objects.create(
            name=name,
            slug=_free_slug(name),
            kind=former.kind,
            region=former.region,
            former_names=former.name,
        )
        for name in names
    ]
    things = things_of(former)
    _move([(each, parts[_place(goes_to.get(each.key), parts)]) for each in things], former)
    _end(former, parts, by, "people.organisation.split")
    return parts


def problem_with_names(former: Organisation, names: Sequence[str]) -> str:
    """Why these cannot be the names of the parts; "" when they can."""
    if not 2 <= len(names) <= MOST_PARTS:
        return f"Write two to {MOST_PARTS} names, one a line."
    if len({name.casefold() for name in names}) < len(names):
        return "Two of the names are the same."
    taken = Organisation.objects.filter(name__in=names).values_list("name", flat=True)
    if taken:
        return f"“{taken[0]}” exists already. Merge into it instead, or choose another name."
    if any(len(name) > 150 for name in names):
        return "A name has at most 150 characters."
    return ""


def _place(wanted: int | None, parts: Sequence[Organisation]) -> int:
    return wanted if wanted is not None and 0 <= wanted < len(parts) else 0


def _locked(organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _pointing_fields() -> Iterator[tuple[type[Model], str]]:
    """(model, field) of every foreign key to an organisation, in a stable order."""
    relations = [
        (relation.related_model, relation.field.name)
        for relation in Organisation._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel)
        and relation.related_model is not Organisation.successors.through
        and relation.related_model._meta.managed
    ]
    yield from sorted(relations, key=lambda each: each[0]._meta.label)


def _move(moves: Sequence[tuple[Thing, Organisation]], former: Organisation) -> None:
    pages: dict[int, Organisation] = {}
    for thing, into in moves:
        _move_row(thing, into)
        page_pk = (
            thing.row.pk if isinstance(thing.row, Page) else getattr(thing.row, "page_id", None)
        )
        if page_pk:
            pages[page_pk] = into
    fallback = moves[0][1] if moves else None
    _move_in_revisions(former, pages, fallback)
    for page in Page.objects.filter(pk__in=pages).specific():
        # Whoever keeps a copy of the page's facets hears of it by this.
        page.save(clean=False)


def _move_row(thing: Thing, into: Organisation) -> None:
    """Point the row at the new body; what the new body has already is not kept twice."""
    model, rows = type(thing.row), type(thing.row)._base_manager.filter(pk=thing.row.pk)
    try:
        with transaction.atomic():
            rows.update(**{thing.field: into})
    except IntegrityError:
        if model is Membership:
            rows.update(state=Membership.State.LEFT, decided_at=timezone.now())
            rows.update(**{thing.field: into})
        else:
            rows.delete()


def _move_in_revisions(
    former: Organisation, pages: Mapping[int, Organisation], fallback: Organisation | None
) -> None:
    names = {field for _, field in _pointing_fields()}
    holds = models.Q()
    for name in names:
        holds |= models.Q(text__contains=f'"{name}": {former.pk}')
    revisions = Revision.page_revisions.annotate(text=Cast("content", models.TextField()))
    for revision in revisions.filter(holds).iterator():
        into = pages.get(int(revision.object_id), fallback)
        if into is None:
            continue
        content = _moved(revision.content, names, former.pk, into.pk)
        if content != revision.content:
            Revision.objects.filter(pk=revision.pk).update(content=content)


def _moved(value: object, names: set[str], old: int, new: int) -> object:
    if isinstance(value, dict):
        return {
            key: new if key in names and each == old else _moved(each, names, old, new)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [_moved(each, names, old, new) for each in value]
    return value


def _inherit(former: Organisation, into: Organisation) -> None:
    """Names and mail domains of the former lead to the new body."""
    into.remember_name(former.name, *former.former_names.split("; "))
    domains = dict.fromkeys([*into.mail_domains.split(), *former.mail_domains.split()])
    into.mail_domains = " ".join(domains)
    into.save()


def _end(former: Organisation, successors: Sequence[Organisation], by: User, action: str) -> None:
    former.ended_at = timezone.now()
    former.mail_domains = ""
    former.save(update_fields=["ended_at", "mail_domains"])
    # One by one: Django adds several in the order of a set, and the links keep the order given.
    for successor in successors:
        former.successors.add(successor)
    log(
        instance=former,
        action=action,
        user=by,
        data={"former": former.name, "now": [each.name for each in successors]},
    )


def _free_slug(name: str) -> str:
    slug = slugify(name)[:140] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    number = 1
    free = slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
