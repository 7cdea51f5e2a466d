"""What the limited process does with a Word form: reads it, and says what went where or why not."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from examples.template_fields import TEMPLATES
from examples.word.reading import read_word_form
from knowledge.importing.guard import RefusedFile


def work(request: dict[str, str]) -> dict[str, Any]:
    """The form at `path`, for somebody who chose the template `expected`."""
    try:
        found = read_word_form(
            request["name"], Path(request["path"]).read_bytes(), TEMPLATES.get(request["expected"])
        )
    except RefusedFile as refused:
        return {"refused": refused.reason}
    return {
        "template": found.template.key if found.template else "",
        "answers": found.answers,
        "unplaced": [asdict(each) for each in found.unplaced],
        "reworded": found.reworded,
        "pictures": found.pictures,
    }
