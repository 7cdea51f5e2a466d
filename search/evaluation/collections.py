"""Reads judged collections from a folder of JSON lines; what is wrong is named with file and line.

Two shapes: any collection (docs, queries, qrels and, where present, variants.jsonl), and the hub's
own judged queries, which are about the demo's pages and documents and bring no documents.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CLEAN = "clean"
"""The variant that holds the queries as they were asked."""


class CollectionError(Exception):
    """A collection that cannot be read; the message says where and what is expected."""


@dataclass(frozen=True)
class Doc:
    """A document of a collection."""

    id: str
    title: str
    text: str
    facets: tuple[tuple[str, int], ...] = ()
    """As `FindableText.facets`. Collections that are judged have none."""


@dataclass(frozen=True)
class Collection:
    """Queries with judgements, and the documents they are about (none for the hub's own)."""

    docs: tuple[Doc, ...]
    variants: Mapping[str, Mapping[str, str]]
    """Variant → query id → text. `CLEAN` is always there and first."""
    judgements: Mapping[str, Mapping[str, int]]
    """Query id → item → rel."""


def read_collection(folder: Path) -> Collection:
    """Read docs.jsonl, queries.jsonl, qrels.jsonl and, where present, variants.jsonl."""
    docs = tuple(
        Doc(_text(row, "id"), _text(row, "title", ""), _text(row, "text", ""))
        for row in _rows(folder / "docs.jsonl")
    )
    if len({doc.id for doc in docs}) != len(docs):
        raise CollectionError(f"{folder / 'docs.jsonl'}: an id stands there twice.")
    judgements = _judgements(folder / "qrels.jsonl", "docid")
    queries = {_text(row, "id"): _text(row, "text") for row in _rows(folder / "queries.jsonl")}
    variants: dict[str, dict[str, str]] = {CLEAN: queries}
    if (folder / "variants.jsonl").exists():
        for row in _rows(folder / "variants.jsonl"):
            for name, text in row.items():
                if name != "id" and text:
                    variants.setdefault(name, {})[_text(row, "id")] = _text(row, name)
    return Collection(docs, _judged_only(variants, judgements, folder), judgements)


def read_own(folder: Path) -> Collection:
    """Read the hub's own queries; each half and each kind is a variant beside the whole."""
    judgements = _judgements(folder / "qrels.jsonl", "thing")
    variants: dict[str, dict[str, str]] = {CLEAN: {}}
    for row in _rows(folder / "queries.jsonl"):
        for name in (CLEAN, _text(row, "half"), _text(row, "kind")):
            variants.setdefault(name, {})[_text(row, "id")] = _text(row, "text")
    return Collection((), _judged_only(variants, judgements, folder), judgements)


def _judged_only(
    variants: Mapping[str, Mapping[str, str]],
    judgements: Mapping[str, Mapping[str, int]],
    folder: Path,
) -> dict[str, dict[str, str]]:
    """Without the queries that have no relevant document: as in trec_eval, they count for nothing."""
    relevant = {
        qid for qid, judged in judgements.items() if any(rel > 0 for rel in judged.values())
    }
    kept = {
        name: {qid: text for qid, text in texts.items() if qid in relevant}
        for name, texts in variants.items()
    }
    if not kept[CLEAN]:
        raise CollectionError(f"{folder}: no query has a relevant document in qrels.jsonl.")
    return kept


def _judgements(path: Path, item: str) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows(path):
        try:
            judged[_text(row, "qid")][_text(row, item)] = int(row["rel"])
        except (KeyError, TypeError, ValueError):
            raise CollectionError(f"{path}: “rel” is to be a whole number in {row}.") from None
    return dict(judged)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        lines: Sequence[str] = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CollectionError(f"{path} cannot be read: {error}.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise CollectionError(f"{path}, line {number}: this is not JSON ({error}).") from error
        if not isinstance(row, dict):
            raise CollectionError(f"{path}, line {number}: a line is to be one JSON object.")
        yield row


def _text(row: Mapping[str, object], name: str, default: str | None = None) -> str:
    """A field as text; numbers are taken as they are written."""
    value = row.get(name, default)
    if value is None and default is not None:
        return default
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value)
    raise CollectionError(f"“{name}” is missing, or no text, in {json.dumps(row)[:200]}.")
