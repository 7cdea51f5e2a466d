"""An import loses no words, publishes nothing, makes nothing twice and can be taken back."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from wagtail.models import Page

from examples.models import PracticeExamplePage, PracticeTemplatePage
from knowledge.importing import contents
from knowledge.importing.contents import words_on
from knowledge.importing.items import words_of
from knowledge.importing.models import ImportedThing, ImportRun
from knowledge.importing.report import as_text
from knowledge.importing.runs import OpenedFile, import_files, open_file
from knowledge.importing.undo import undo_run
from knowledge.models import HomePage, HubDocument, HubImage, PackPage, SectionPage, VideoPage
from knowledge.users.models import User
from tests.factories import add_page, make_admin, make_editor
from tests.knowledge.importing import deck_builder
from tests.knowledge.pictures.test_cleaning import SECRET, exif
from tests.knowledge.pictures.test_cleaning import picture as phone_picture
from tests.shared_fixtures import shared_fixture


def do_import(pack, form, user, *, update=False):
    """One file imported; its run."""
    ((run, _),) = import_files([pack.opened(form)], user, update=update)
    return run


def latest(page: Page) -> Page:
    """The newest draft of the page as the database has it now."""
    return contents.latest(Page.objects.get(pk=page.pk))


def counts() -> dict[str, int]:
    """How many of everything there are."""
    kinds = (SectionPage, VideoPage, PracticeExamplePage, PracticeTemplatePage, PackPage)
    found = {kind.__name__: kind.objects.count() for kind in kinds}
    return {**found, "documents": HubDocument.objects.count(), "images": HubImage.objects.count()}


def entries(run, kind) -> list[dict]:
    """The entries of a kind in a run's report."""
    return [entry for entry in run.report if entry["kind"] == kind]


@shared_fixture
def admin_who_imports(home_without_pack: HomePage) -> User:
    """Somebody who may import."""
    return make_admin("importer@example.org")


@shared_fixture
def deck_run(home_without_pack: HomePage, admin_who_imports: User) -> ImportRun:
    """The built deck, imported."""
    ((run, _),) = import_files([opened_deck("a.pptx")], admin_who_imports, update=False)
    return run


@pytest.fixture
def importer(admin_who_imports: User) -> User:
    return admin_who_imports


def opened_deck(name: str) -> OpenedFile:
    """The built deck, read."""
    return open_file(name, deck_builder.build_deck())


@pytest.mark.parametrize("form", ["deck", "text"])
def test_a_pack_becomes_drafts_once(pack, importer, form):
    public = set(Page.objects.live().values_list("pk", flat=True))

    run = do_import(pack, form, importer)

    assert not lost_words(pack.opened(form), run)
    assert set(Page.objects.live().values_list("pk", flat=True)) == public
    assert not HubDocument.objects.filter(is_listed=True).exists()
    found = SectionPage.objects.child_of(PackPage.objects.get())
    assert tuple(found.values_list("title", flat=True)) == pack.sections
    assert_three_examples_with_their_filled_fields()
    assert_two_wordings_became_one_comparison(pack)
    if form == "deck":
        assert_films_files_and_forms()
    else:
        assert_links_were_judged(pack, run)

    before, revisions = counts(), _revisions()
    again = import_files([pack.opened(form, "Another name.pptx")], importer, update=True)
    assert counts() == before
    assert _revisions() == revisions
    assert not again[0][1].changes_hub


def lost_words(opened: OpenedFile, run: ImportRun) -> Counter[str]:
    """What the file says and neither a draft nor the report does."""
    source: Counter[str] = Counter()
    for _, text in opened.drafts.source.texts():
        source.update(words_of(text))
    kept = Counter(words_of(as_text(run.report)))
    for thing in run.things.exclude(page=None):
        kept.update(words_of(words_on(latest(thing.page))))
    return source - kept


def assert_films_files_and_forms() -> None:
    films = VideoPage.objects.order_by("title")
    assert [film.title for film in films] == ["Session 1", "Session 2", "Session 3"]
    assert len({film.file_id for film in films}) == 1
    assert all(film.poster for film in films)
    assert HubDocument.objects.filter(file__endswith=".docx").count() == 2
    assert HubDocument.objects.filter(file__endswith=".mp4").count() == 1
    templates = PracticeTemplatePage.objects.values_list("practice_template", flat=True)
    assert sorted(templates) == ["business-as-usual", "projects"]


def assert_three_examples_with_their_filled_fields() -> None:
    pages = PracticeExamplePage.objects.order_by("path")
    filled = [sum(bool(text) for _, text in page.answers()) for page in pages]
    assert filled == [6, 6, 2]
    assert all(len(page.title) <= 125 for page in pages)


def assert_two_wordings_became_one_comparison(pack) -> None:
    body = SectionPage.objects.get(title=pack.joined).body
    (comparison,) = [block.value for block in body if block.block_type == "comparison"]
    rows = comparison["rows"]
    assert len(rows) == 7
    assert all(row["left"] and row["right"] for row in rows)
    assert [row["name"][0] for row in rows] == list("7654321")
    assert any(row["left"] != row["right"] for row in rows)


def assert_links_were_judged(pack, run: ImportRun) -> None:
    assert len(entries(run, "nowhere")) == pack.no_target_in_text
    assert len(entries(run, "home")) == pack.home_links
    for thing in run.things.filter(kind="section"):
        assert 'href="#"' not in str(latest(thing.page).body.raw_data)


@pytest.mark.parametrize("first", ["deck", "text"])
def test_the_other_format_makes_nothing_twice(pack, importer, first):
    second = "text" if first == "deck" else "deck"
    do_import(pack, first, importer)
    do_import(pack, second, importer)
    do_import(pack, second, importer, update=True)
    do_import(pack, first, importer, update=True)

    found = counts()
    assert found["PackPage"] == 1
    assert found["SectionPage"] == len(pack.sections)
    assert (found["PracticeExamplePage"], found["PracticeTemplatePage"]) == (3, 2)
    assert (found["VideoPage"], found["documents"]) == (3, 3)
    films = [
        block
        for block in SectionPage.objects.get(title="Other resources")
        .get_latest_revision_as_object()
        .body
        if block.block_type == "video"
    ]
    assert len(films) == 3


def test_both_formats_in_one_call(pack, importer):
    import_files([pack.opened("text"), pack.opened("deck")], importer, update=False)

    assert counts()["SectionPage"] == len(pack.sections)
    assert counts()["PracticeExamplePage"] == 3


@pytest.mark.each_database
def test_undo_takes_back_what_nobody_changed(pack, importer):
    pages, files = set(Page.objects.values_list("pk", flat=True)), counts()
    run = do_import(pack, "deck", importer)

    undo_run(run, importer)

    assert set(Page.objects.values_list("pk", flat=True)) == pages
    assert counts() == files
    run.refresh_from_db()
    assert run.state == ImportRun.State.UNDONE
    assert run.undone_by == importer
    assert not entries(run, "kept")


@pytest.mark.each_database
def test_undo_keeps_what_somebody_edited_published_or_uses(pack, importer):
    run = do_import(pack, "deck", importer)
    edited = SectionPage.objects.get(title="Introduction")
    edited.summary = "Edited."
    edited.save_revision()
    published = PracticeExamplePage.objects.order_by("path").first()
    published.get_latest_revision().publish()

    undo_run(run, importer)

    run.refresh_from_db()
    kept = {entry["page"] for entry in entries(run, "kept")}
    assert {edited.pk, published.pk, edited.get_parent().pk} <= kept
    assert set(SectionPage.objects.all()) == {edited}
    assert PracticeExamplePage.objects.count() == 1
    assert VideoPage.objects.count() == 0


def test_an_editors_change_is_never_touched(deck_run, importer):
    page = SectionPage.objects.get(title="Gap finder")
    page.summary = "An editor wrote this."
    page.save_revision(user=make_editor())
    changed = deck_builder.build_deck(gap_line="Answer the questions on your own first.")

    ((run, _),) = import_files([open_file("b.pptx", changed)], importer, update=True)

    assert latest(page).summary == "An editor wrote this."
    assert "own first" not in words_on(latest(page))
    assert [entry["page"] for entry in entries(run, "left")] == [page.pk]
    assert "own first" in as_text(run.report)


@pytest.mark.each_database
def test_an_update_is_offered_and_made_only_when_asked_for(deck_run, importer):
    page = SectionPage.objects.get(title="Gap finder")
    anchors = [block.id for block in page.body]
    changed = open_file("b.txt", deck_builder.build_text(gap_line="Take turns with the questions."))

    ((offered, plan),) = import_files([changed], importer, update=False)
    assert plan.offers_update
    assert "Take turns" not in words_on(latest(page))
    assert "Take turns" in as_text(offered.report)

    import_files([changed], importer, update=True)
    assert "Take turns" in words_on(latest(page))
    assert not latest(page).live
    assert set(anchors) & {block.id for block in latest(page).body} or len(anchors) == 1


def test_what_was_kept_is_not_made_again(deck_run, importer):
    page = SectionPage.objects.get(title="Introduction")
    page.summary = "Edited."
    page.save_revision()
    undo_run(deck_run, importer)

    import_files([opened_deck("a.pptx")], importer, update=True)

    assert SectionPage.objects.filter(title="Introduction").count() == 1
    assert latest(page).summary == "Edited."


@pytest.mark.each_database
def test_undo_of_an_update_sets_the_draft_back(deck_run, importer):
    changed = open_file("b.pptx", deck_builder.build_deck(gap_line="Something else altogether."))
    ((run, _),) = import_files([changed], importer, update=True)
    page = SectionPage.objects.get(title="Gap finder")
    assert "Something else" in words_on(latest(page))

    undo_run(run, importer)

    assert "Something else" not in words_on(latest(page))
    assert "as a group" in words_on(latest(page))
    # And the first import still knows its draft as it left it.
    ((_, plan),) = import_files([opened_deck("a.pptx")], importer, update=True)
    assert not plan.changes_hub


def test_speakers_notes_are_kept_for_editors_only(deck_run):
    page = SectionPage.objects.get(title="How do we shape together?")
    assert "take a break" not in words_on(page)
    assert "take a break" in page.wagtail_admin_comments.get().text
    assert "take a break" in deck_run.things.get(page=page).note
    assert "take a break" in entries(deck_run, "note")[0]["words"]


@pytest.mark.each_database
def test_two_packs_may_have_sections_of_one_name(deck_run, importer):
    other = deck_builder.Presentation()
    title = other.slides.add_slide(other.slide_layouts[0])
    title.shapes.title.text, title.placeholders[1].text = "Pack of the West", "v1 May 2025"
    deck_builder.add_slide(other, "Introduction", "Quite another introduction of ours.")
    deck_builder.add_slide(other, "West only", "Something that stands in this pack alone.")
    deck_builder.add_slide(other, "West too", "And something else that stands here.")

    import_files([open_file("w.pptx", deck_builder.saved(other))], importer, update=True)

    assert PackPage.objects.count() == 2
    assert SectionPage.objects.filter(title="Introduction").count() == 2


def test_the_original_is_kept_and_no_address_leads_to_it(deck_run, importer, client):
    assert deck_run.file.read() == deck_builder.build_deck()
    assert (deck_run.started_by, deck_run.sha256) == (importer, opened_deck("a.pptx").sha256)
    assert len(deck_run.file.name) > 30
    assert client.get(f"/media/{deck_run.file.name}").status_code == 404


def test_a_picture_says_nothing_beside_its_pixels(importer):
    deck = deck_builder.Presentation()
    slide = deck_builder.add_slide(deck, "A walk", "We went for a walk.")
    slide.shapes.add_picture(phone_picture("JPEG", exif=exif()), 0, 0)
    file = open_file("walk.pptx", deck_builder.saved(deck))
    import_files([file], importer, update=False)
    image = HubImage.objects.get()
    with image.file.open() as stored:
        data = stored.read()
    assert SECRET.encode() not in data
    assert b"Exif" not in data
    assert (image.width, image.height) == (20, 40)  # Upright, as the phone said.


def test_a_damaged_picture_is_left_out_and_named(importer):
    deck = deck_builder.Presentation()
    slide = deck_builder.add_slide(deck, "A walk", "We went for a walk.")
    whole = phone_picture("JPEG", size=(400, 300), exif=exif()).getvalue()
    slide.shapes.add_picture(io.BytesIO(whole[: len(whole) // 2]), 0, 0)
    file = open_file("walk.pptx", deck_builder.saved(deck))
    ((run, _),) = import_files([file], importer, update=False)
    assert not HubImage.objects.exists()
    assert "We went for a walk." in words_on(SectionPage.objects.get(title="A walk"))
    assert any("picture is damaged" in entry["what"] for entry in run.report)


def test_sections_go_into_the_pack_that_is_there(importer, home):
    mine = add_page(PackPage, home, "Our pack", version="1", version_date="2026-01-01")

    import_files([opened_deck("a.pptx")], importer, update=False)

    assert PackPage.objects.get() == mine
    assert SectionPage.objects.child_of(mine).count() == len(deck_builder.ROWS)


def test_a_page_of_the_same_name_is_an_editors_and_stays(importer, home):
    mine = add_page(PackPage, home, "Our pack", version="1", version_date="2026-01-01")
    section = add_page(SectionPage, mine, "Gap finder")

    import_files([opened_deck("a.pptx")], importer, update=True)

    assert SectionPage.objects.child_of(mine).get() == section
    assert not ImportedThing.objects.filter(page=section).exists()
    assert PackPage.objects.count() == 2


def _revisions() -> dict[int, int]:
    return {page.pk: page.revisions.count() for page in Page.objects.all()}
