"""Which of a draft's public words could tell who a private person is, and which of that was answered.

Pure. The form shows each finding at its field; sending waits until it is taken out or answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from examples.details import DETAILS
from examples.draft_text import DraftText
from knowledge.identifiers import Finding, find_identifiers

_AROUND = 40
REASON_LIMIT = 300


@dataclass(frozen=True)
class Spot:
    """A finding as people see it: with the words around it and the answer to it, if there is one."""

    finding: Finding
    before: str
    after: str
    reason: str

    @property
    def name(self) -> str:
        """Of the form field in which it is answered."""
        return reason_name(self.finding)

    @property
    def anchor(self) -> str:
        """Where the form shows it."""
        return f"id_{self.name}"


def reason_name(finding: Finding) -> str:
    """Name of the form field for "this is right because …"."""
    return f"reason-{finding.identity}"


def public_words(text: DraftText) -> dict[str, str]:
    """Form field → words that everybody would read, as far as the writer typed them freely.

    A contact that they chose to show is left out: it is meant to lead to somebody.
    """
    words = {
        **text.answers,
        **{each.key: text.details[each.column] for each in DETAILS if each.is_searched},
        "content_note": text.consent.get("content_note", ""),
    }
    for key, said in text.file_words.items():
        words |= {f"alt-{key}": said.get("alt", ""), f"caption-{key}": said.get("caption", "")}
    return words


def spots_in(words: Mapping[str, str], reasons: Mapping[str, str]) -> list[Spot]:
    """Everything found, each thing once a field, in reading order."""
    return list(_spots(words, reasons))


def _spots(words: Mapping[str, str], reasons: Mapping[str, str]) -> Iterator[Spot]:
    seen: set[str] = set()
    for finding in find_identifiers(words):
        if finding.identity in seen:
            continue
        seen.add(finding.identity)
        text = words[finding.field]
        yield Spot(
            finding,
            before=_start(text[: finding.start]),
            after=_end(text[finding.end :]),
            reason=reasons.get(finding.identity, "").strip(),
        )


def unanswered(text: DraftText) -> dict[str, list[str]]:
    """Form field → what to do about each finding in it that has no answer yet."""
    found: dict[str, list[str]] = {}
    for spot in spots_in(public_words(text), text.reasons):
        if not spot.reason:
            advice = f"“{spot.finding.matched}”: {_lower_first(spot.finding.advice)}"
            found.setdefault(spot.finding.field, []).append(
                f"{advice} Or say below why it is right." if "say why" not in advice else advice
            )
    return found


def answered_only(words: Mapping[str, str], reasons: Mapping[str, str]) -> dict[str, str]:
    """The reasons that still belong to something in these words."""
    return {spot.finding.identity: spot.reason for spot in spots_in(words, reasons) if spot.reason}


def _start(text: str) -> str:
    line = text.split("\n")[-1]
    return f"…{line[-_AROUND:]}" if len(line) > _AROUND else line


def _end(text: str) -> str:
    line = text.split("\n")[0]
    return f"{line[:_AROUND]}…" if len(line) > _AROUND else line


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:] if not text.startswith("NHS") else text
