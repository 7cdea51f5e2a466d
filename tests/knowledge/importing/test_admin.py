"""Importing in the admin: who may, what they see, and that a yes counts once."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from knowledge.access.roles import ensure_roles
from knowledge.importing import runs
from knowledge.importing.models import STALLED_AFTER, ImportRun
from knowledge.importing.runs import (
    PREVIEWS_KEPT,
    forget_previews,
    read_for_preview,
    run_import,
)
from knowledge.models import HomePage, PackPage, PageRegion, SectionPage
from knowledge.users.models import User
from tests.factories import (
    make_contributor,
    make_editor,
    make_moderator,
    make_region,
    make_user,
)
from tests.knowledge.importing import deck_builder
from tests.shared_fixtures import shared_fixture
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


def colleague():
    """A client of somebody who may enter the admin and nothing more."""
    user = make_user()
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    return admin_client(user)


def upload(client, data: bytes, name: str = "pack.txt"):
    """The file, sent by the form, and read by the worker."""
    response = send(client, data, name)
    for run in ImportRun.objects.filter(state=ImportRun.State.QUEUED):
        read_for_preview.call(run.pk)
    return response


def send(client, data: bytes, name: str = "pack.txt"):
    """The file, sent by the form, and not read yet."""
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("hub_import_upload"), {"file": file})


@shared_fixture
def moderator_without_pack(home_without_pack: HomePage) -> User:
    """Importing needs no administrator."""
    ensure_roles()
    return make_moderator()


@shared_fixture
def previewed(moderator_without_pack: User) -> ImportRun:
    """A pack that the moderator sent and that the worker has read."""
    upload(admin_client(moderator_without_pack), PACK)
    return ImportRun.objects.get()


@pytest.fixture
def moderator(moderator_without_pack):
    """Their client."""
    return admin_client(moderator_without_pack)


PACK = deck_builder.build_text()


def page_of(client, run) -> str:
    """The import's page."""
    response = client.get(reverse("hub_import", args=[run.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_upload_preview_confirm_result_undo(moderator, django_capture_on_commit_callbacks):
    assert moderator.get(reverse("hub_import_upload")).status_code == 200
    response = upload(moderator, PACK)
    run = ImportRun.objects.get()
    assert response.url == reverse("hub_import", args=[run.pk])
    assert not SectionPage.objects.exists()
    shown = page_of(moderator, run)
    assert "Section: Gap finder" in shown
    assert "Hills Foundation" in shown

    with django_capture_on_commit_callbacks(execute=True):
        moderator.post(reverse("hub_import_confirm", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == ImportRun.State.DONE
    section = SectionPage.objects.get(title="Gap finder")
    assert not section.live
    assert reverse("wagtailadmin_pages:edit", args=[section.pk]) in page_of(moderator, run)

    moderator.post(reverse("hub_import_undo", args=[run.pk]))
    assert not SectionPage.objects.exists()
    assert "Taken away" in page_of(moderator, run)
    again = moderator.post(reverse("hub_import_undo", args=[run.pk]), follow=True)
    assert "only once" in again.content.decode()


def test_an_update_is_ticked(moderator, django_capture_on_commit_callbacks):
    for line, ticked in (("One way.", {}), ("Another way.", {}), ("Another way.", {"update": "1"})):
        upload(moderator, deck_builder.build_text(gap_line=line))
        run = ImportRun.objects.first()
        assert ("Update the drafts" in page_of(moderator, run)) == (line == "Another way.")
        with django_capture_on_commit_callbacks(execute=True):
            moderator.post(reverse("hub_import_confirm", args=[run.pk]), ticked)
        said = str(SectionPage.objects.get(title="Gap finder").get_latest_revision().content)
        assert ("Another way." in said) == bool(ticked)


def test_a_bad_file_is_refused_beside_the_field(moderator):
    for name, data, reason in (
        ("deck.pptx", b"MZ\x90\x00 this program", "is a program"),
        ("deck.pptx", b"PK\x03\x04 and then nothing", "is damaged"),
        ("deck.docx", b"%PDF-1.7 ...", "is a PDF"),
    ):
        response = upload(moderator, data, name)
        assert response.status_code == 422, reason
        assert reason in response.content.decode()
        assert not ImportRun.objects.exists(), reason


def test_a_large_file_is_refused(moderator, settings):
    settings.HUB_MAX_UPLOAD_MB = 0
    response = upload(moderator, PACK)

    assert "is too large" in response.content.decode()
    assert not ImportRun.objects.exists()


def test_what_cannot_be_read_whole_is_refused_in_a_sentence_and_can_be_thrown_away(
    moderator, monkeypatch
):
    monkeypatch.setattr(runs, "MAX_TEXT", 1000)
    for data, reason in (
        (b"Words\n" * 20_000 + b"\0", "is not a .pptx, .docx, .odt or .txt file"),
        (b" " * 100_000, "is empty"),
        (deck_builder.build_text(), "please divide it"),
    ):
        upload(moderator, data)
        run = ImportRun.objects.get()
        assert run.state == ImportRun.State.FAILED
        assert reason in page_of(moderator, run)
        moderator.post(reverse("hub_import_discard", args=[run.pk]))
        assert not ImportRun.objects.exists()
        assert not run.file.storage.exists(run.file.name)


@pytest.mark.parametrize("is_readable", [True, False])
def test_old_previews_are_forgotten(moderator, monkeypatch, is_readable):
    for _ in range(2):
        upload(moderator, deck_builder.build_text() if is_readable else b" " * 100_000)
    old = ImportRun.objects.last()
    ImportRun.objects.filter(pk=old.pk).update(started_at=timezone.now() - PREVIEWS_KEPT * 2)

    assert forget_previews() == 1
    assert not ImportRun.objects.filter(pk=old.pk).exists()
    assert not old.file.storage.exists(old.file.name)
    assert ImportRun.objects.count() == 1


def test_the_original_can_be_had_again(moderator):
    data = deck_builder.build_text()
    upload(moderator, data)
    run = ImportRun.objects.get()

    response = moderator.get(reverse("hub_import_original", args=[run.pk]))

    assert b"".join(response.streaming_content) == data
    assert "attachment" in response["Content-Disposition"]


def test_the_history_lists_searches_and_exports(moderator, django_assert_max_num_queries):
    for _ in range(3):
        upload(moderator, deck_builder.build_text(), "spring.txt")
    run = ImportRun.objects.first()

    with django_assert_max_num_queries(40):
        shown = moderator.get("/admin/importing/importrun/?q=spring&state=preview").content.decode()
    assert reverse("hub_import", args=[run.pk]) in shown
    exported = moderator.get("/admin/importing/importrun/?export=csv")
    assert b"spring.txt" in b"".join(exported.streaming_content)
    assert moderator.get("/admin/importing/importrun/create/").status_code in {302, 403}
    assert colleague().get("/admin/importing/importrun/").status_code in {302, 403}


def test_a_file_is_read_by_the_worker(moderator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        send(moderator, PACK)
    run = ImportRun.objects.get()
    assert (run.state, run.report) == (ImportRun.State.QUEUED, [])
    assert "Waiting to be read" in page_of(moderator, run)
    for callback in waiting:
        callback()
    run.refresh_from_db()
    assert run.state == ImportRun.State.PREVIEW
    assert "Section: Gap finder" in page_of(moderator, run)
    assert not SectionPage.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        moderator.post(reverse("hub_import_confirm", args=[run.pk]))
    assert SectionPage.objects.filter(title="Gap finder").exists()


def test_a_file_that_cannot_be_read_says_so_and_is_never_imported_unseen(
    moderator, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(runs, "MOST_DRAFTS", 1)
    with django_capture_on_commit_callbacks(execute=True):
        send(moderator, PACK)
    run = ImportRun.objects.get()
    assert run.state == ImportRun.State.FAILED
    assert "please divide it" in page_of(moderator, run)

    monkeypatch.setattr(runs, "MOST_DRAFTS", 500)
    with django_capture_on_commit_callbacks(execute=True):
        moderator.post(reverse("hub_import_again", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == ImportRun.State.PREVIEW
    assert not SectionPage.objects.exists()


def test_an_import_changes_and_shows_nothing_of_another_region(
    moderator, django_capture_on_commit_callbacks
):
    def imported(client, line: str) -> ImportRun:
        upload(client, deck_builder.build_text(gap_line=line))
        run = ImportRun.objects.first()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("hub_import_confirm", args=[run.pk]), {"update": "1"})
        return run

    first = imported(moderator, "One way.")
    section = SectionPage.objects.get(title="Gap finder")
    PageRegion.objects.create(page_id=section.pk, region=make_region("South East"))
    others = admin_client(make_editor(region=make_region("North West")))
    shown = page_of(others, imported(others, "Another way."))
    assert "it belongs to another region" in shown
    assert reverse("wagtailadmin_pages:edit", args=[section.pk]) not in shown
    assert "Another way." not in str(section.get_latest_revision().content)
    for name in ("hub_import", "hub_import_original"):
        assert others.get(reverse(name, args=[first.pk])).status_code == 404
    others.post(reverse("hub_import_undo", args=[first.pk]))
    first.refresh_from_db()
    assert first.state == ImportRun.State.DONE


def test_a_yes_counts_once(moderator, previewed, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            moderator.post(reverse("hub_import_confirm", args=[previewed.pk]))
    run_import.call(previewed.pk)

    assert PackPage.objects.count() == 1
    assert previewed.things.filter(kind="section").count() == len(deck_builder.ROWS)


def test_progress_is_shown_without_scripts(moderator, previewed):
    ImportRun.objects.update(state=ImportRun.State.RUNNING, progress="Writing 9 drafts")

    shown = page_of(moderator, previewed)
    assert 'http-equiv="refresh"' in shown
    assert "Writing 9 drafts" in shown


def test_a_stalled_import_can_be_started_again(
    moderator, previewed, django_capture_on_commit_callbacks
):
    long_ago = timezone.now() - STALLED_AFTER * 2
    ImportRun.objects.update(state=ImportRun.State.RUNNING, changed_at=long_ago)
    assert "Try again" in page_of(moderator, previewed)

    with django_capture_on_commit_callbacks(execute=True):
        moderator.post(reverse("hub_import_again", args=[previewed.pk]))

    previewed.refresh_from_db()
    assert previewed.state == ImportRun.State.DONE


def test_a_failure_leaves_nothing_half_made(
    moderator, previewed, django_capture_on_commit_callbacks, monkeypatch
):
    original = SectionPage.save_revision

    def fail_late(page, *args, **kwargs):
        if page.title == "Other resources":
            raise RuntimeError("the disk is full")
        return original(page, *args, **kwargs)

    monkeypatch.setattr(SectionPage, "save_revision", fail_late)
    with django_capture_on_commit_callbacks(execute=True):
        moderator.post(reverse("hub_import_confirm", args=[previewed.pk]))

    previewed.refresh_from_db()
    assert previewed.state == ImportRun.State.FAILED
    assert not PackPage.objects.exists()
    assert "Nothing was made" in page_of(moderator, previewed)


def test_a_preview_can_be_thrown_away(moderator, previewed):
    name, storage = previewed.file.name, previewed.file.storage

    moderator.post(reverse("hub_import_discard", args=[previewed.pk]))

    assert not ImportRun.objects.exists()
    assert not storage.exists(name)


def test_only_who_may_import_gets_in(moderator, previewed, client):
    addresses = [
        reverse("hub_import_upload"),
        reverse("hub_import", args=[previewed.pk]),
        reverse("hub_import_original", args=[previewed.pk]),
    ]
    other, contributor = colleague(), admin_client(make_contributor())
    for stranger in (client, other, contributor):
        for address in addresses:
            assert stranger.get(address).status_code in {302, 403, 404}
        for name in ("confirm", "undo", "discard", "again"):
            stranger.post(reverse(f"hub_import_{name}", args=[previewed.pk]))
    previewed.refresh_from_db()
    assert previewed.state == ImportRun.State.PREVIEW
    assert reverse("hub_import_upload") not in other.get("/admin/").content.decode()
    assert reverse("hub_import_upload") in moderator.get("/admin/").content.decode()


def test_whoever_undid_an_import_still_sees_what_came_of_it(
    moderator, previewed, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        moderator.post(reverse("hub_import_confirm", args=[previewed.pk]))
    colleague_of_theirs = admin_client(make_editor(region=make_region()))
    done = colleague_of_theirs.post(reverse("hub_import_undo", args=[previewed.pk]), follow=True)
    assert done.status_code == 200
    assert "Taken away" in done.content.decode()
