"""What the moderators changed in a contributor's words, word by word, so that they can see it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from wagtail.models import Revision

from examples.details import words_on_page
from examples.models import Submission
from examples.submissions.authors import authors_of
from examples.template_fields import FIELDS

BESIDE = {"title": "Title", "summary": "Summary", **words_on_page()}


@dataclass(frozen=True)
class Stretch:
    """Words that stayed ("="), were taken out ("-") or put in ("+")."""

    kind: str
    text: str


@dataclass(frozen=True)
class FieldChange:
    """One field with its stretches in order."""

    label: str
    stretches: tuple[Stretch, ...]


def compared(before: str, after: str) -> tuple[Stretch, ...]:
    """Stretches that make `before` without the "+" ones and `after` without the "-" ones. Pure."""
    old, new = _words(before), _words(after)
    stretches: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            stretches.append(Stretch("=", "".join(old[a:b])))
            continue
        if b > a:
            stretches.append(Stretch("-", "".join(old[a:b])))
        if d > c:
            stretches.append(Stretch("+", "".join(new[c:d])))
    return tuple(stretches)


def _words(text: str) -> list[str]:
    """Words and the spaces between them; joined again they are the text."""
    return re.findall(r"\s+|[^\s]+", text.replace("\r\n", "\n"))


def wording_changes(submission: Submission) -> list[FieldChange]:
    """How the newest version by somebody else differs from what the authors last sent. Two queries."""
    if not submission.page_id:
        return []
    authors = authors_of(submission)
    rows = list(
        Revision.page_revisions.filter(object_id=str(submission.page_id))
        .order_by("created_at", "pk")
        .values("pk", "user_id", "content")
    )
    sent = [index for index, row in enumerate(rows) if row["user_id"] in authors]
    if not sent or sent[-1] == len(rows) - 1:
        return []
    return _changes(rows[sent[-1]]["content"], rows[-1]["content"], submission.definition.keys)


def _changes(before: dict, after: dict, keys: Iterable[str]) -> list[FieldChange]:
    changes = []
    labels = {**{key: FIELDS[key].label for key in keys}, **BESIDE}
    for key, label in labels.items():
        old, new = str(before.get(key) or ""), str(after.get(key) or "")
        if old.split() != new.split():
            changes.append(FieldChange(label, compared(old, new)))
    return changes
