"""Proves that no words are lost: every paragraph and cell of a source is in a draft or in the report.

Pure. Words are counted, not ordered: a paragraph that stands twice must be placed twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from knowledge.importing.items import ImportWarning, squeezed, words_of


def unplaced(source: Iterable[tuple[str, str]], placed: Iterable[str]) -> list[ImportWarning]:
    """What of (place, words) is missing among the texts placed, to be reported verbatim.

    A paragraph counts as placed only if each of its words has an occurrence to itself. Paragraphs
    that stand as a line of a placed text take theirs first, so that what is missing is named rightly.
    """
    texts = list(placed)
    left: Counter[str] = Counter()
    for text in texts:
        left.update(words_of(text))
    lines = {squeezed(line) for text in texts for line in text.splitlines()}
    paragraphs = [(place, text, Counter(words_of(text))) for place, text in source]
    rest = []
    for index in sorted(range(len(paragraphs)), key=lambda item: -len(paragraphs[item][1])):
        _, text, words = paragraphs[index]
        # Counter's own "<=" and "-=" look at every word of the source each time.
        if squeezed(text) in lines and all(left[word] >= count for word, count in words.items()):
            left.subtract(words)
        else:
            rest.append(index)
    missing: list[ImportWarning] = []
    for index in sorted(rest):
        place, text, words = paragraphs[index]
        lacking = Counter(
            {word: count - left[word] for word, count in words.items() if count > left[word]}
        )
        left.subtract(words - lacking)
        if lacking:
            whole = sum(lacking.values()) * 2 >= sum(words.values())
            said = text if whole else " ".join(_in_order(text, lacking))
            what = "In no draft" if whole else f"Words that are in no draft, of “{_short(text)}”"
            missing.append(ImportWarning(what, said, place))
    return missing


def _in_order(text: str, lacking: Counter[str]) -> list[str]:
    remaining = Counter(lacking)
    found = []
    for word in words_of(text):
        if remaining[word] > 0:
            remaining[word] -= 1
            found.append(word)
    return found


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + "…"
