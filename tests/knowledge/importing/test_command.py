"""The command says what it made and what it could not place, and a dry run writes nothing."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from knowledge.importing.models import ImportRun
from knowledge.models import SectionPage
from tests.factories import make_admin
from tests.knowledge.importing import deck_builder


@pytest.fixture
def deck(tmp_path, home):
    """The built deck as a file."""
    path = tmp_path / "pack.pptx"
    path.write_bytes(deck_builder.build_deck())
    return str(path)


@pytest.mark.each_database
def test_a_dry_run_says_all_and_writes_nothing(deck, capsys):
    call_command("import_pack", deck, dry_run=True)

    said = capsys.readouterr().out
    assert "Section: Gap finder" in said
    assert "Nothing was written." in said
    assert not ImportRun.objects.exists()
    assert not SectionPage.objects.exists()


def test_it_prints_what_it_made_and_could_not_place(deck, capsys):
    user = make_admin()
    call_command("import_pack", deck, user=user.email.upper())

    said = capsys.readouterr().out
    assert "Practice example: A feeding plan written with parents [slide 11]" in said
    assert "Links without a target, which are plain text now (1)" in said
    assert "Links that lead only to a home page (2)" in said
    assert "Remind the group to take a break before this one." in said
    assert "The table of contents" in said
    assert "Nothing was published." in said
    run = ImportRun.objects.get()
    assert (run.started_by, run.state) == (user, ImportRun.State.DONE)


def test_it_offers_updates(deck, capsys, tmp_path):
    call_command("import_pack", deck)
    capsys.readouterr()
    changed = tmp_path / "renamed.txt"
    changed.write_bytes(deck_builder.build_text(gap_line="A line that is new."))

    call_command("import_pack", str(changed))
    said = capsys.readouterr().out
    assert "an update is offered (1)" in said
    assert "Run it again with --update" in said
    assert "A line that is new." in said

    call_command("import_pack", str(changed), update=True)
    assert "Updated drafts (1)" in capsys.readouterr().out
