"""A source of findable things whose words a test gives directly."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping

from django.db.models import QuerySet

from knowledge.findable import Card, FindableText, Passage
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

    def is_findable(self, thing: Topic) -> bool:
        return self.findable().filter(pk=thing.pk).exists()

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
