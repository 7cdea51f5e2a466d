"""Gives passages the vectors by which they are found by meaning: in the background, some at a time.

A record is findable by its words before it has any. A vector is kept with its passage, and its arrival is
a new version of the record, so an engine's copy takes it as it takes any change.
"""

from __future__ import annotations

import time

from django.db import transaction
from django.db.models import QuerySet

from search.copies import sync
from search.engines.registry import engine
from search.index import store
from search.index.embedding import Embedder, usable_embedder
from search.models import SearchPassage

AT_ONCE = 64
"""Passages that are read together; their records change once for all of them."""
SECONDS = 20.0
"""How long one run of the duty may take: other duties wait for it."""


def active_embedder() -> Embedder | None:
    """The configured model, where the engine in use has a place for vectors; None if it is unfit."""
    return usable_embedder() if engine().replica is not None else None


def missing() -> QuerySet[SearchPassage]:
    """Passages without a vector of the model in use; none where there is no model."""
    using = active_embedder()
    if using is None:
        return SearchPassage.objects.none()
    return SearchPassage.objects.exclude(vector_model=using.name)


def fill(seconds: float = SECONDS) -> str:
    """What the duty does: vectors for as many passages as the time allows, and off to the copy."""
    using = active_embedder()
    if using is None:
        return "no model is used"
    until = time.monotonic() + seconds
    done = 0
    while time.monotonic() < until and (number := _fill_some(using)):
        done += number
    if done:
        sync.deliver()
    return f"{done} passages have got their vector"


def _fill_some(using: Embedder) -> int:
    """The model reads outside of any transaction; what changed meanwhile keeps no vector."""
    rows = list(
        SearchPassage.objects.exclude(vector_model=using.name)
        .order_by("record_id", "position")
        .values_list("pk", "record_id", "record__title", "heading", "text")[:AT_ONCE]
    )
    vectors = using.embed([". ".join(filter(None, said)) for _, _, *said in rows])
    with transaction.atomic():
        for (pk, *_), vector in zip(rows, vectors, strict=True):
            SearchPassage.objects.filter(pk=pk).update(vector=vector, vector_model=using.name)
        store.raise_versions({record_id for _, record_id, *_ in rows})
    return len(rows)
