"""What Elasticsearch holds of an item: one document with its words, its passages and its facets.

Words are the stems that `search.language.normalise` made, so a plain whitespace analyzer is all that is needed,
and this engine finds exactly what the database finds. The text that visitors read is not copied: what is
shown comes from the record. The document is made from the record's rows, by one pure function.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from elasticsearch_dsl import (
    Boolean,
    Document,
    InnerDoc,
    Integer,
    Keyword,
    Long,
    MetaField,
    Nested,
    Object,
    Text,
)

from search.engines.base import EngineUnavailable
from search.engines.elastic.body import Body
from search.index.embedding import Embedder, floats, usable_embedder
from search.language.normalise import stems
from search.language.query import FILTERS
from search.language.ranking import BM25_B, BM25_K1
from search.language.records import BREAK
from search.models import SearchFacet, SearchPassage, SearchRecord

MAPPING_VERSION = 5
"""Raise it when the documents, their mapping or the settings of the index change: the next `sync_search`
or duty rebuilds."""

VECTOR = "vector_"
"""Begins the name of the field that holds a passage's vector."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _stems() -> Text:
    """Stems, parted by spaces; positions between values are left free, so no phrase runs across."""
    return Text(analyzer="whitespace", position_increment_gap=100)


class PassageDocument(InnerDoc):
    """A stretch of an item that a hit can open at."""

    position = Integer()
    title = _stems()
    heading = _stems()
    text = _stems()


class FacetsDocument(InnerDoc):
    """The item's values of every facet but its kind, as they stand in addresses."""

    class Meta:
        dynamic = MetaField("strict")


class ItemDocument(Document):
    """A findable item, or (with `is_removed`) the sign that it is one no more."""

    source = Keyword()
    item_id = Long()
    is_removed = Boolean()
    record = Long()
    kind = Keyword()
    title_key = Keyword()
    sort_date = Long()
    prominence = Integer()
    title = _stems()
    headings = _stems()
    about = _stems()
    body = _stems()
    passages = Nested(PassageDocument)
    facets = Object(FacetsDocument)

    class Meta:
        dynamic = MetaField("strict")


def mapping() -> Body:
    """The mapping that an index must have."""
    made = ItemDocument._doc_type.mapping.to_dict()
    made["properties"]["facets"]["properties"] = {
        name: {"type": "keyword"} for name in FILTERS if name != "kind"
    }
    if using := usable_embedder():
        made["properties"]["passages"]["properties"][vector_field(using)] = {
            "type": "dense_vector",
            "dims": using.dimensions,
            "similarity": "cosine",
        }
    return {**made, "_meta": {"version": MAPPING_VERSION}}


def vector_field(using: Embedder) -> str:
    """The field for vectors of a model; another model has another, so that none are ever compared."""
    return f"{VECTOR}{using.name}"


def index_settings() -> Body:
    """Settings of a new index; replicas follow the number of nodes, one shard holds all of a hub."""
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        # All fields share it: `combined_fields` allows none of a field's own.
        "similarity": {"default": {"type": "BM25", "k1": BM25_K1, "b": BM25_B}},
    }


def document_id(source: str, item_id: int) -> str:
    """The id of an item's document."""
    return f"{source}:{item_id}"


def item_key_of(document: str) -> tuple[str, int]:
    """Source and key of a document's item; EngineUnavailable for a document that we never wrote."""
    source, _, item_id = document.rpartition(":")
    if not source or not item_id.isdecimal():
        raise EngineUnavailable(f"its index holds “{document}”, which is no document of the hub")
    return source, int(item_id)


def tombstone(source: str, item_id: int) -> Body:
    """What takes the place of a removed item, so that no late writing brings it back."""
    return {"source": source, "item_id": item_id, "is_removed": True}


PassageParts = tuple[int, str, Mapping[str, list[float]]]
"""Position and stems of a passage, and its vector by the field's name, once it has one."""


def without_vectors(document: Body) -> Body:
    """A document as Elasticsearch gives it back: it keeps vectors apart, and none of our copies reads
    them. Whether a vector has arrived is told by the version."""
    parts = [
        {name: value for name, value in part.items() if not name.startswith(VECTOR)}
        for part in document.get("passages", ())
    ]
    return {**document, "passages": parts} if parts else dict(document)


def documents_of(records: Sequence[SearchRecord]) -> dict[int, Body]:
    """Record key → its document. Two queries, however many records."""
    keys = [record.pk for record in records]
    passages: dict[int, list[PassageParts]] = defaultdict(list)
    rows = SearchPassage.objects.filter(record_id__in=keys).order_by("record_id", "position")
    columns = ["record_id", "position", "stems"]
    if using := usable_embedder():
        columns += ["vector", "vector_model"]
    for record_id, position, said, *vector in rows.values_list(*columns).iterator():
        has_vector = using is not None and vector[1] == using.name
        more = {vector_field(using): floats(bytes(vector[0]))} if using and has_vector else {}
        passages[record_id].append((position, said, more))
    facets: dict[int, list[tuple[str, int]]] = defaultdict(list)
    tagged = SearchFacet.objects.filter(record_id__in=keys).order_by("record_id", "facet", "value")
    for record_id, facet, value in tagged.values_list("record_id", "facet", "value"):
        facets[record_id].append((facet, value))
    return {
        record.pk: to_document(record, passages[record.pk], facets[record.pk]) for record in records
    }


def to_document(
    record: SearchRecord, passages: Iterable[PassageParts], facets: Iterable[tuple[str, int]]
) -> Body:
    """The document of a record with its passages and facets (name, value)."""
    title = " ".join(stems(record.title))
    parts = []
    for position, said, more in passages:
        heading, _, text = said.partition(BREAK)
        words = {"title": title, "heading": heading.strip(), "text": text.strip()}
        parts.append({"position": position, **words, **more})
    return {
        "source": record.source,
        "item_id": record.item_id,
        "is_removed": False,
        "record": record.pk,
        "kind": record.kind,
        "title_key": record.title_key,
        "sort_date": (record.sort_date - _EPOCH) // timedelta(microseconds=1),
        "prominence": record.prominence,
        "title": title,
        "headings": [part["heading"] for part in parts if part["heading"]],
        "about": [" ".join(stems(text)) for text in (record.lead, record.extra_terms) if text],
        "body": [part["text"] for part in parts if part["text"]],
        "passages": parts,
        "facets": _by_name(facets),
    }


def _by_name(facets: Iterable[tuple[str, int]]) -> Mapping[str, list[str]]:
    named: dict[str, list[str]] = {}
    for name, value in facets:
        if name in FILTERS:
            named.setdefault(name, []).append(str(value))
    return named
