"""What one person writes never shows in the editor of another who opens theirs at the same moment."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter


@pytest.fixture
def busy_threads():
    """Threads that take turns far more often than they do by themselves."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def test_texts_of_two_editors_are_never_mixed(busy_threads):
    converter = ContentstateConverter(
        ["bold", "h2", "ul", "link"]
    )  # One for a field, as forms have.

    def opened(words: str) -> set[str]:
        html = f"<p>{words}</p><ul><li>{words}</li></ul>" * 150
        return {
            block["text"]
            for _ in range(10)
            for block in json.loads(converter.from_database_format(html))["blocks"]
        }

    people = ["Anna's draft", "Bert's draft", "Cleo's draft"]
    with ThreadPoolExecutor(len(people)) as threads:
        assert list(threads.map(opened, people)) == [{words} for words in people]
