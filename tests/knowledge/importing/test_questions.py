"""What an import asks of the database: most of its time."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.importing.runs import OpenedFile, import_files, open_file, preview
from knowledge.models import SectionPage
from tests.knowledge.documents.office_files import p, word


@pytest.fixture
def worker(settings):
    """Tasks wait, as they do for a worker."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}
    }


def chapters(name: str, count: int) -> OpenedFile:
    """A file of so many sections."""
    said = "".join(
        p(f"{name} {chr(97 + n)} of it", "Heading1") + p(f"Something {n} was said.")
        for n in range(count)
    )
    return open_file(f"{name}.docx", word(said, title=name))


def asked(work) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_a_preview_asks_no_more_of_a_longer_file(importer):
    short, long = chapters("Short", 3), chapters("Long", 15)
    preview(short, importer, update=False)  # What is asked once is known.
    assert asked(lambda: preview(long, importer, update=False)) == asked(
        lambda: preview(short, importer, update=False)
    )


def test_nor_of_one_whose_pages_are_on_the_hub(importer):
    files = chapters("Short", 3), chapters("Long", 15)
    for file in files:
        import_files([file], importer, update=False)
    short, long = (asked(lambda file=file: preview(file, importer, update=False)) for file in files)
    assert long == short
    plan = preview(files[1], importer, update=True)
    sections = [each for each in plan.actions if each.draft.kind == "section"]
    assert [each.action for each in sections] == ["unchanged"] * 15


def test_a_page_more_is_not_asked_about_twice(importer, worker, django_capture_on_commit_callbacks):
    import_files([chapters("First", 2)], importer, update=False)

    def work(name: str, count: int) -> int:
        file = chapters(name, count)
        with django_capture_on_commit_callbacks(execute=True):
            return asked(lambda: import_files([file], importer, update=False))

    more = work("Long", 22) - work("Short", 2)
    assert SectionPage.objects.count() == 26
    # Wagtail's own: seven to add a page, four for its first revision and for its history, and the savepoints
    # of both; ours: two marks for search.
    assert more <= 20 * 25
