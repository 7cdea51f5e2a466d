"""Writes and removes records with all that hangs on them; the caller's transaction holds it together."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import F
from django.db.models.functions import Greatest
from django.dispatch import Signal
from django.utils import timezone

from search.index.embedding import Vector
from search.index.fulltext import fulltext_tables
from search.language.items import ItemVersion
from search.language.normalise import stem
from search.language.records import Record, RecordPassage
from search.models import SearchFacet, SearchPassage, SearchRecord

TERMS_AT_ONCE = 200

records_changed = Signal()
"""Records were written or removed, within the writer's transaction: `versions`, an iterable of ItemVersion."""

Text = tuple[int, str, str]
"""Record, heading and text of a passage: what its vector was made of, beside the record's title."""


@dataclass(frozen=True)
class Rendered:
    """A record to be kept, with the source's fingerprint seen before its text was read."""

    record: Record
    fingerprint: str = ""


def write(source: str, rendered: Mapping[int, Rendered]) -> int:
    """Keep these items' records; returns how many had changed. Unchanged ones cost one update."""
    kept = {
        row.item_id: row
        for row in SearchRecord.objects.filter(source=source, item_id__in=list(rendered))
    }
    now = timezone.now()
    fresh: list[tuple[SearchRecord, Record]] = []
    renewed: list[tuple[SearchRecord, Record]] = []
    words: Counter[str] = Counter()
    for item_id, rendering in rendered.items():
        row = kept.get(item_id)
        if row is not None and row.content_hash == rendering.record.content_hash:
            if row.fingerprint != rendering.fingerprint:
                row.fingerprint = rendering.fingerprint
                row.save(update_fields=["fingerprint"])
            continue
        if row is None:
            row = SearchRecord(source=source, item_id=item_id, version=0, sort_date=now)
            fresh.append((row, rendering.record))
        else:
            words.subtract(row.vocabulary.split())
            renewed.append((row, rendering.record))
        words.update(rendering.record.vocabulary)
        _fill(row, rendering, now)
    SearchRecord.objects.bulk_create([row for row, _ in fresh])
    for row, _ in renewed:
        row.save()
    changed = [*renewed, *fresh]
    _replace_parts(changed, renewed_ids=[row.pk for row, _ in renewed])
    _tell(ItemVersion(source, row.item_id, row.version) for row, _ in changed)
    _count_words(words)
    return len(changed)


def remove(source: str, item_ids: Iterable[int]) -> int:
    """Forget these items; returns how many were known."""
    rows = list(SearchRecord.objects.filter(source=source, item_id__in=list(item_ids)))
    if not rows:
        return 0
    words: Counter[str] = Counter()
    for row in rows:
        words.subtract(row.vocabulary.split())
    ids = [row.pk for row in rows]
    fulltext_tables().remove(ids)
    now = time.time_ns() // 1000
    _tell(ItemVersion(source, row.item_id, max(row.version + 1, now)) for row in rows)
    SearchRecord.objects.filter(pk__in=ids).delete()
    _count_words(words)
    return len(rows)


def _fill(row: SearchRecord, rendering: Rendered, now) -> None:
    record = rendering.record
    row.kind, row.title, row.title_key = record.kind, record.title, record.title_key
    row.lead, row.extra_terms = record.lead, record.extra_terms
    row.prominence = record.prominence
    row.vocabulary = " ".join(record.vocabulary)
    row.sort_date = record.published_at or row.sort_date
    # Time in microseconds also grows past a removal, when the row that counted is gone.
    row.version = max(row.version + 1, time.time_ns() // 1000)
    row.content_hash, row.fingerprint, row.written_at = (
        record.content_hash,
        rendering.fingerprint,
        now,
    )


def _replace_parts(
    changed: Sequence[tuple[SearchRecord, Record]], *, renewed_ids: Sequence[int]
) -> None:
    vectors = _kept_vectors(renewed_ids) if renewed_ids else {}
    if renewed_ids:
        SearchPassage.objects.filter(record_id__in=renewed_ids).delete()
        SearchFacet.objects.filter(record_id__in=renewed_ids).delete()
    SearchPassage.objects.bulk_create(
        [
            _passage(row, position, passage, vectors)
            for row, record in changed
            for position, passage in enumerate(record.passages)
        ],
        batch_size=500,
    )
    SearchFacet.objects.bulk_create(
        [
            SearchFacet(record=row, facet=facet, value=value)
            for row, record in changed
            for facet, value in record.facets
        ],
        batch_size=500,
    )
    fulltext_tables().write({row.pk: record.columns for row, record in changed})


def _passage(
    row: SearchRecord,
    position: int,
    passage: RecordPassage,
    vectors: Mapping[Text, tuple[Vector, str]],
) -> SearchPassage:
    vector, vector_model = vectors.get((row.pk, passage.heading, passage.text), (None, ""))
    return SearchPassage(
        record=row,
        position=position,
        heading=passage.heading,
        text=passage.text,
        anchor=passage.anchor,
        place=passage.place,
        stems=passage.stems,
        moments=passage.moments,
        vector=vector,
        vector_model=vector_model,
    )


def raise_versions(record_ids: Iterable[int]) -> None:
    """Let these records be taken for another version of themselves, as when a vector has arrived."""
    records = SearchRecord.objects.filter(pk__in=list(record_ids))
    now = time.time_ns() // 1000
    records.update(version=Greatest(F("version") + 1, now))
    _tell(ItemVersion(*row) for row in records.values_list("source", "item_id", "version"))


def _tell(versions: Iterable[ItemVersion]) -> None:
    if changed := list(versions):
        records_changed.send(SearchRecord, versions=changed)


def _kept_vectors(record_ids: Iterable[int]) -> Mapping[Text, tuple[Vector, str]]:
    """Vectors of these records' passages, so that a passage that stays as it is keeps its own."""
    rows = SearchPassage.objects.filter(record_id__in=list(record_ids), vector__isnull=False)
    return {
        (record_id, heading, text): (bytes(vector or b""), name)
        for record_id, heading, text, vector, name in rows.values_list(
            "record_id", "heading", "text", "vector", "vector_model"
        )
    }


def _count_words(words: Counter[str]) -> None:
    """Add to the vocabulary's counts; a word that nothing holds any more is forgotten."""
    with connection.cursor() as cursor:
        for number in sorted({number for number in words.values() if number < 0}):
            fewer = sorted(word for word, change in words.items() if change == number)
            for part in _parts(fewer):
                cursor.execute(
                    "UPDATE search_searchterm"  # noqa: S608 - our own marks
                    " SET document_frequency = document_frequency + %s WHERE document_frequency >= %s"
                    f" AND word IN ({', '.join(['%s'] * len(part))})",
                    [number, -number, *part],
                )
        for part in _parts(sorted(word for word, change in words.items() if change > 0)):
            cursor.execute(
                "INSERT INTO search_searchterm (word, stem, document_frequency) VALUES "  # noqa: S608 - as above
                + ", ".join(["(%s, %s, %s)"] * len(part))
                + " ON CONFLICT (word) DO UPDATE"
                " SET document_frequency ="
                " search_searchterm.document_frequency + excluded.document_frequency",
                [value for word in part for value in (word, stem(word), words[word])],
            )
        if any(change < 0 for change in words.values()):
            cursor.execute("DELETE FROM search_searchterm WHERE document_frequency = 0")


def _parts(words: list[str]) -> Iterator[list[str]]:
    for begin in range(0, len(words), TERMS_AT_ONCE):
        yield words[begin : begin + TERMS_AT_ONCE]
