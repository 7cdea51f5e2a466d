"""Gives passages the vectors by which they are found by meaning: in the background, some at a time.

A record is findable by its words before it has any. A vector is kept with its passage, and its arrival is
a new version of the record, so an engine's copy takes it as it takes any change.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping
from functools import cache

from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest

from search.copies import sync
from search.copies.embedding import Embedder, ModelUnfit, Vector, embedder
from search.engines.base import Version, engine
from search.models import SearchPassage, SearchRecord

logger = logging.getLogger(__name__)

AT_ONCE = 64
"""Passages that are read together; their records change once for all of them."""
SECONDS = 20.0
"""How long one run of the duty may take: other duties wait for it."""

Text = tuple[int, str, str]
"""Record, heading and text of a passage: what its vector was made of, beside the record's title."""


def model() -> Embedder | None:
    """The configured model, where the engine in use has a place for vectors; None if it is unfit."""
    if engine().copy is None:
        return None
    try:
        return embedder()
    except (ModelUnfit, ImportError) as error:
        _tell_once(str(error))
        return None


@cache
def _tell_once(why: str) -> None:
    logger.error("Search by meaning is off: %s", why)


def missing() -> QuerySet[SearchPassage]:
    """Passages without a vector of the model in use; none where there is no model."""
    using = model()
    if using is None:
        return SearchPassage.objects.none()
    return SearchPassage.objects.exclude(vector_model=using.name)


def fill(seconds: float = SECONDS) -> str:
    """What the duty does: vectors for as many passages as the time allows, and off to the copy."""
    using = model()
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
        raise_versions({record_id for _, record_id, *_ in rows})
    return len(rows)


def raise_versions(record_ids: Iterable[int]) -> None:
    """Let these records be sent again, as another version of themselves."""
    records = SearchRecord.objects.filter(pk__in=list(record_ids))
    now = time.time_ns() // 1000
    records.update(version=Greatest(F("version") + 1, now))
    rows = records.values_list("source", "thing_id", "version")
    sync.put_if_copied(Version(*row) for row in rows)


def kept_vectors(record_ids: Iterable[int]) -> Mapping[Text, tuple[Vector, str]]:
    """Vectors of these records' passages, so that a passage that stays as it is keeps its own."""
    rows = SearchPassage.objects.filter(record_id__in=list(record_ids), vector__isnull=False)
    return {
        (record_id, heading, text): (bytes(vector), name)
        for record_id, heading, text, vector, name in rows.values_list(
            "record_id", "heading", "text", "vector", "vector_model"
        )
    }
