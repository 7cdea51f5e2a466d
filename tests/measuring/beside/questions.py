"""What visitors ask for: pages, searches of the judged questions, suggestions."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from tests.machine import ROOT
from tests.measuring.beside.prepare import addresses
from tests.measuring.beside.sides import Side
from tests.measuring.beside.table import STOCK


def mixed_paths(side: Side) -> Iterator[str]:
    """What visitors ask for: six pages, three searches, a suggestion; the stock site has only its own search."""
    pages = itertools.cycle(addresses(side))
    questions = asked_questions()
    if side.name == STOCK:
        searches = itertools.cycle(f"/search/?{urlencode({'query': text})}" for text in questions)
        hints = searches
    else:
        searches = itertools.cycle(search_paths(questions))
        hints = itertools.cycle(suggestion_paths([text[:6] for text in questions]))
    while True:
        yield from itertools.islice(pages, 6)
        yield from itertools.islice(searches, 3)
        yield next(hints)


def asked_questions() -> list[str]:
    """The judged ones about the demo."""
    lines = (ROOT / "tests" / "judged" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def search_paths(questions: Iterable[str]) -> list[str]:
    return [f"/search/?{urlencode({'q': text})}" for text in questions]


def suggestion_paths(questions: Iterable[str]) -> list[str]:
    return [f"/search/suggestions/?{urlencode({'q': text})}" for text in questions]
