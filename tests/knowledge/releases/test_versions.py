"""A version reads byte for byte as it was, whatever becomes of its pages; what is taken down is a notice."""

from __future__ import annotations

import datetime
import io
import subprocess
import threading
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import etree
from PIL import Image
from wagtail.models import Page, PageViewRestriction

from knowledge.models import SectionPage
from knowledge.models.work import Work
from knowledge.moderation.models import PublicNotice
from knowledge.moderation.take_down import hide, show_again
from knowledge.releases import freezing
from knowledge.releases.freezing import NothingPublic, freeze
from knowledge.releases.models import Download, FrozenFile, Release, TakenDown
from knowledge.releases.reading import Version
from knowledge.releases.releasing import freeze_queued
from knowledge.typesetting.pages import main_part_of_page
from tests.factories import add_page, image_file, make_admin, make_moderator, make_region
from tests.knowledge.releases.conftest import Rich, built, release
from tests.machine import VNU
from tests.shared_fixtures import shared_fixture
from tests.signing_in import admin_client

ATOM = "{http://www.w3.org/2005/Atom}"
pytestmark = pytest.mark.django_db


@shared_fixture
def rich_release(rich: Rich) -> Release:
    """Version 0.5, of all that there is."""
    return release(notes="As the region sent it.")


def everything(client: Client, version: Release) -> dict[str, bytes]:
    """Address → content of all that a version holds."""
    base = version.get_absolute_url()
    found = {"": client.get(base).content, "style.css": client.get(f"{base}style.css").content}
    for page in version.pages.all():
        found[page.name] = client.get(f"{base}{page.name}.html").content
    for file in Version(version).files.values():
        answer = client.get(f"{base}files/{file.public_name}")
        found[file.public_name] = b"".join(answer.streaming_content)
    return found


def test_reads_as_it_was_whatever_becomes_of_its_pages(
    client, site_tree, rich: Rich, rich_release: Release
):
    version, before = rich_release, everything(client, rich_release)
    assert b"How to listen" in before["how-to-listen"]
    assert b"Notes.\n" in before.values()

    # Edited, its files replaced, renamed, moved, restricted, deleted.
    rich.section.title, rich.section.slug = "Something else", "something-else"
    rich.section.body = []
    rich.section.save_revision().publish()
    rich.document.file = ContentFile(b"Other notes", name="other.txt")
    rich.document.save()
    rich.image.delete()
    PageViewRestriction.objects.create(
        page=site_tree.pack, restriction_type="password", password="secret"
    )
    rich.examples.delete()
    site_tree.tools.unpublish()

    assert everything(client, version) == before
    later = release("0.6", "2023-01-01")
    assert not later.pages.filter(title="Something else").exists()


def test_a_replaced_picture_stays_in_old_versions_and_the_next_has_the_new_one(
    client, rich: Rich, rich_release: Release, django_capture_on_commit_callbacks
):
    version, before = rich_release, everything(client, rich_release)
    old = rich.image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        rich.image.file = image_file("new.png", (80, 60))
        rich.image.save()
    assert not rich.image.file.storage.exists(old)
    assert everything(client, version) == before
    later = release("0.6", "2023-01-01")
    assert everything(client, version) == before
    files = [
        set(each.pages.get(title="How to listen").files.values_list("pk", flat=True))
        for each in (version, later)
    ]
    assert [len(pks) for pks in files] == [2, 2]
    assert len(files[0] & files[1]) == 1, "the worksheet is the same, the picture another"


@pytest.mark.each_database
def test_what_is_taken_down_is_a_notice_in_every_version(client, rich: Rich, rich_release: Release):
    version, before = rich_release, everything(client, rich_release)
    offline = built(version, "zip")
    assert offline.is_ready
    hide(rich.example, make_admin())

    after = everything(client, version)
    assert b"quokkas" in before["tea-with-zebedee"]
    assert b"Our moderators took it down" in after["tea-with-zebedee"]
    assert not [name for name, content in after.items() if b"Zebedee" in content]
    assert not [name for name, content in after.items() if b"quokkas" in content]
    # What else stood on those pages still does.
    assert b"a page elsewhere" in after["how-to-listen"]

    offline.refresh_from_db()
    assert not offline.is_ready
    assert not offline.file
    assert client.get(reverse("releases:download", args=["0.5", "zip"])).status_code == 404
    assert b"Zebedee" not in client.get(reverse("releases:versions")).content

    show_again(rich.example, make_admin())
    assert everything(client, version) == before


def test_what_was_taken_down_stays_so_when_the_page_is_deleted(
    client, rich: Rich, rich_release: Release
):
    hide(rich.example, make_admin())
    rich.example.delete()
    assert not PublicNotice.objects.exists()
    assert TakenDown.objects.count() == 1
    page = client.get(f"{rich_release.get_absolute_url()}tea-with-zebedee.html").content
    assert b"Our moderators took it down" in page
    assert b"Zebedee" not in page


def test_an_alias_of_what_is_taken_down_is_a_notice_too(client, rich: Rich):
    alias = rich.example.create_alias(update_slug="second")
    rich.example.create_alias(update_slug="third")
    alias.create_alias(update_slug="fourth")
    version = release()
    before = everything(client, version)
    assert [name for name, content in before.items() if b"quokkas" in content]
    Page.objects.get(slug="third").delete()
    hide(rich.example, make_admin())
    after = everything(client, version)
    assert not [name for name, content in after.items() if b"Zebedee" in content]
    for name in ("tea-with-zebedee", "second", "third", "fourth"):
        assert b"Our moderators took it down" in after[name]
    show_again(rich.example, make_admin())
    assert everything(client, version) == before


def test_an_alias_that_is_taken_down_by_itself_stays_a_notice(client, rich: Rich):
    alias = rich.example.create_alias(update_slug="second")
    version = release()
    hide(alias, make_admin())
    rich.example.get_latest_revision().publish()
    after = everything(client, version)
    assert b"Our moderators took it down" in after["second"]
    assert b"Our moderators took it down" not in after["tea-with-zebedee"]


def test_files_of_what_was_taken_down_are_not_given_out(
    client, site_tree, rich: Rich, rich_release: Release
):
    base = rich_release.get_absolute_url()
    name = FrozenFile.objects.get(name="worksheet.txt").public_name
    assert client.get(f"{base}files/{name}").status_code == 200
    hide(rich.section, make_admin())
    assert client.get(f"{base}files/{name}").status_code == 404


def test_only_what_is_public_is_frozen(client, site_tree, rich: Rich):
    add_page(SectionPage, site_tree.pack, "A draft", live=False)
    hidden = add_page(SectionPage, site_tree.pack, "A restricted one")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    rich.section.title = "An unpublished title"
    rich.section.save_revision()
    titles = set(release().pages.values_list("title", flat=True))
    assert "How to listen" in titles
    assert not titles & {"A draft", "A restricted one", "An unpublished title", "Co-production Hub"}


def test_nothing_public_is_no_version(db):
    version = Release.objects.create(version="0.1")
    with pytest.raises(NothingPublic):
        freeze(version)
    assert not Release.objects.public().exists()


def test_one_content_is_kept_once(rich: Rich, rich_release: Release):
    first, second = rich_release, release("0.6", "2023-01-01")
    assert first.pages.get(title="How to listen").files.count() == 2
    assert set(first.pages.values_list("files", flat=True)) == set(
        second.pages.values_list("files", flat=True)
    )
    kept = FrozenFile.objects.get(name__startswith="picture")
    with kept.file.open("rb") as file:
        assert Image.open(io.BytesIO(file.read())).size == (64, 48)


def test_the_list_of_changes(client, site_tree, rich: Rich, rich_release: Release):
    assert "What changed" not in client.get(reverse("releases:versions")).content.decode()
    add_page(SectionPage, site_tree.pack, "Quite new")
    rich.section.summary = "Otherwise."
    rich.section.save_revision().publish()
    # The section's new name is a change of the section alone, not of what links to it.
    rich.example.title = "Tea with Zebedee and Ermintrude"
    rich.example.save_revision().publish()
    site_tree.about.delete()
    version = release("0.6", "2023-01-01")
    found = {(entry["kind"], entry["title"]) for entry in version.changes}
    assert found == {
        ("added", "Quite new"),
        ("changed", "How to listen"),
        ("changed", "Tea with Zebedee and Ermintrude"),
        ("removed", "Privacy notice"),
    }
    page = client.get(reverse("releases:versions")).content.decode()
    assert "1 added, 2 changed, 1 removed" in page
    assert "As the region sent it." in page
    hide(rich.example, make_admin())
    page = client.get(reverse("releases:versions")).content.decode()
    assert "Ermintrude" not in page
    assert "An example that was taken down" in page


def test_a_version_of_the_pack_alone_leads_to_the_rest_on_the_hub(client, site_tree, rich: Rich):
    version = Release.objects.create(version="0.1", released_on=datetime.date(2020, 1, 1))
    freeze(version, below=site_tree.pack)
    assert set(version.pages.values_list("title", flat=True)) == {
        "Resource pack",
        "What is co-production",
        "How to listen",
    }
    page = client.get(f"{version.get_absolute_url()}how-to-listen.html").content.decode()
    assert f'<a href="http://testserver{rich.example.url}">what Zebedee did</a>' in page
    # To lead elsewhere is no change of the page.
    assert {entry["kind"] for entry in release().changes} == {"added"}


def test_a_review_without_a_change_is_no_change(site_tree, rich: Rich, rich_release: Release):
    rich.section.last_reviewed = datetime.date(2030, 1, 1)
    rich.section.save_revision().publish()
    assert release("0.6", "2023-01-01").changes == []


def test_the_feed(client, site_tree, rich: Rich, rich_release: Release):
    Release.objects.update(notes="First & best")
    add_page(SectionPage, site_tree.pack, "Quite new")
    release("0.6", "2023-01-01")
    feed = etree.fromstring(client.get(reverse("releases:feed")).content)
    newest, first = feed.findall(f"{ATOM}entry")
    assert newest.findtext(f"{ATOM}title").endswith("version 0.6")
    assert "Quite new" in newest.findtext(f"{ATOM}summary")
    assert newest.find(f"{ATOM}link").get("href") == "http://testserver/versions/0.6/"
    assert "First &amp; best" in first.findtext(f"{ATOM}summary")


def test_who_may_release(site_tree, rich: Rich):
    national, regional = make_moderator(), make_moderator(region=make_region())
    address = reverse("hub_versions")
    for person, status in ((make_admin(), 200), (national, 200), (regional, 302)):
        answer = admin_client(person).get(address)
        assert answer.status_code == status, person
        shown = address in admin_client(person).get("/admin/").content.decode()
        assert shown == (status == 200)
    assert admin_client(regional).post(address, {"version": "1"}).status_code == 302
    assert not Release.objects.exists()


def test_releasing_in_the_admin(site_tree, rich: Rich):
    client = admin_client(make_moderator())
    form = client.get(reverse("hub_versions")).content.decode()
    # The first version that is offered is the one that the pack says it is.
    assert 'value="1.0"' in form
    assert 'value="2026-01-15"' in form
    refused = client.post(
        reverse("hub_versions"), {"version": "one", "released_on": "2999-01-01", "notes": ""}
    )
    assert refused.status_code == 422
    assert "choose no later day" in refused.content.decode()
    typed = {"version": "0.5", "released_on": "2022-07-01", "notes": "The region’s deck."}
    answer = client.post(reverse("hub_versions"), typed)
    version = Release.objects.get()
    assert answer.url == reverse("hub_version", args=[version.pk])
    waiting = client.get(answer.url).content.decode()
    assert "Waiting for its turn" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert reverse("releases:version", args=["0.5"]) not in waiting
    assert client.get(version.get_absolute_url()).status_code == 404
    freeze_queued.call(version.pk)
    page = client.get(answer.url).content.decode()
    assert "Cancel PDF" in page
    assert client.get(version.get_absolute_url()).status_code == 200
    for download in version.downloads.all():
        client.post(reverse("hub_download_cancel", args=[download.pk]))
    assert {each.state for each in Download.objects.all()} == {"cancelled"}
    page = client.get(answer.url).content.decode()
    assert "Build Word again" in page
    assert "refresh" not in page
    # The next one follows.
    assert 'value="0.6"' in client.get(reverse("hub_versions")).content.decode()


@pytest.mark.parametrize("state", [Work.State.DONE, Work.State.QUEUED])
def test_numbers_go_up(db, state):
    Release.objects.create(
        version="0.2", state=Work.State.DONE, released_on=datetime.date(2022, 8, 1)
    )
    desk = admin_client(make_admin())
    for there, typed, free in (
        ("0.6", "0.5", "0.7"), ("0.6", "0.6", "0.7"), ("0.6", "0.6.0", "0.7"),
        ("0.6", "0.06", "0.7"), ("0.10", "0.9", "0.11"), ("1.0", "1", "1.1"),
        ("1.2.9", "1.2.8.5", "1.2.10"),
        ("0.6", "0.6.0.1", None), ("0.9", "0.10", None), ("0.6", "1", None),
    ):  # fmt: skip
        Release.objects.exclude(version="0.2").delete()
        Release.objects.create(version=there, state=state, released_on=datetime.date(2022, 7, 1))
        answer = desk.post(
            reverse("hub_versions"), {"version": typed, "released_on": "2022-08-01", "notes": ""}
        )
        if free is None:
            assert answer.status_code == 302, (there, typed)
            continue
        assert answer.status_code == 422, (there, typed)
        assert Release.objects.count() == 2
        sentence = f"The newest version is {there}, and numbers only go up: write a greater one, such as {free}."
        assert sentence in answer.content.decode(), (there, typed)


def test_what_failed_is_tried_again_only_while_it_is_the_greatest(db):
    failed = Release.objects.create(version="0.6", state=Work.State.FAILED)
    desk = admin_client(make_admin())
    typed = {"released_on": "2022-08-01", "notes": ""}
    answer = desk.post(reverse("hub_versions"), {"version": "0.6", **typed})
    assert "Version 0.6 failed: open it below and try again" in answer.content.decode()
    assert desk.post(reverse("hub_versions"), {"version": "0.5", **typed}).status_code == 302
    again = reverse("hub_version", args=[failed.pk])
    later = Release.objects.create(version="0.7", state=Work.State.DONE)
    assert "The newest version is 0.7" in desk.post(again, follow=True).content.decode()
    failed.refresh_from_db()
    assert failed.state == Work.State.FAILED
    later.delete()
    desk.post(again)
    failed.refresh_from_db()
    assert failed.state == Work.State.QUEUED


@pytest.mark.vnu
def test_every_page_of_a_version_is_valid_html(
    client, rich: Rich, rich_release: Release, tmp_path: Path
):
    version = rich_release
    Release.objects.update(notes="A & B")
    hide(rich.example, make_admin())
    for name, content in everything(client, version).items():
        if content.lstrip().startswith(b"<!DOCTYPE"):
            (tmp_path / f"{name or 'contents'}.html").write_bytes(content)
    assert len(list(tmp_path.iterdir())) == version.pages.count() + 1
    done = subprocess.run(
        ["java", "-jar", str(VNU), "--errors-only", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_in_it(site_tree, monkeypatch):
    """An editor publishes while the version is being frozen: all of it is of one moment."""
    last = add_page(SectionPage, site_tree.pack, "Last of all")

    def publish_elsewhere() -> None:
        SectionPage.objects.filter(pk=last.pk).update(title="Changed meanwhile")
        connection.close()

    def watched(page):
        if page.pk == site_tree.pack.pk:
            thread = threading.Thread(target=publish_elsewhere)
            thread.start()
            thread.join()
        return main_part_of_page(page)

    monkeypatch.setattr(freezing, "main_part_of_page", watched)
    # Asked page by page, as a lazy list would be, it would be of two moments.
    monkeypatch.setattr(
        freezing, "plain_html", lambda part, _: SectionPage.objects.get(pk=last.pk).title
    )
    version = release()
    assert SectionPage.objects.get(pk=last.pk).title == "Changed meanwhile"
    assert set(version.pages.values_list("html", flat=True)) == {"Last of all"}
