"""A source of findable things whose words a test gives directly."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db.models import QuerySet

from knowledge.contracts import findable
from knowledge.contracts.findable import Card, FindableText
from knowledge.contracts.passage import Passage
from knowledge.models import Topic


class SayingSource:
    """Topics that stand for things; each says the passages it was given."""

    name = "saying"
    model = Topic

    def __init__(self, says: dict[int, list[str]]):
        self.says = says
        self.poisoned: set[int] = set()

    def findable(self) -> QuerySet[Topic]:
        return Topic.objects.filter(slug__startswith="saying-")

    def rule(self) -> Hashable:
        return ()

    def is_findable(self, item: Topic) -> bool:
        return self.findable().filter(pk=item.pk).exists()

    def fingerprints(self) -> Iterator[tuple[int, str]]:
        for pk in self.findable().values_list("pk", flat=True):
            if pk in self.says:
                yield pk, "|".join(self.says[pk])

    def texts(self, pks: Iterable[int]) -> Mapping[int, FindableText]:
        wanted = set(pks)
        if wanted & self.poisoned:
            raise ValueError(f"cannot read {sorted(wanted & self.poisoned)}")
        known = self.findable().filter(pk__in=wanted).values_list("pk", flat=True)
        return {
            pk: FindableText(
                title=f"Saying {pk}",
                kind="resource",
                passages=tuple(Passage(text=text) for text in self.says[pk]),
            )
            for pk in known
            if pk in self.says
        }

    def cards(self, pks: Iterable[int]) -> Mapping[int, Card]:
        known = self.findable().filter(pk__in=list(pks)).values_list("pk", flat=True)
        return {
            pk: Card(title=f"Saying {pk}", url=f"/saying/{pk}/", kind="resource") for pk in known
        }


@contextmanager
def sources_as_before() -> Iterator[None]:
    """Whatever is declared inside is forgotten in the end."""
    before = dict(findable._sources)
    try:
        yield
    finally:
        findable._sources.clear()
        findable._sources.update(before)


@contextmanager
def only_saying(*texts: str, keys: Iterator[int] | None = None) -> Iterator[SayingSource]:
    """The only source: things that each say one of these, in their order, with these keys."""
    rows = [
        Topic.objects.create(
            pk=next(keys) if keys else None, name=f"saying {n}", slug=f"saying-{n}"
        )
        for n in range(len(texts))
    ]
    only = SayingSource({row.pk: [text] for row, text in zip(rows, texts, strict=True)})
    with sources_as_before():
        findable._sources.clear()
        findable.register(only)
        yield only
