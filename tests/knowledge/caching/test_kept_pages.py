"""A page that is kept is served while it is true and not a moment longer, and only to whoever may be anybody."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from knowledge.caching import middleware, triggers
from knowledge.models import GlossaryPage, HubImage, PageTopic, SectionPage, Term
from tests.factories import SiteTree, add_page, image_file, make_image, make_topic
from tests.knowledge.caching.asking import HOME, PACK, SECTION, is_kept

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tree(site_tree: SiteTree) -> SiteTree:
    return site_tree


def fresh(url: str) -> HttpResponse:
    """The answer of a process that keeps nothing."""
    cache.clear()
    with override_settings(HUB_PAGE_CACHE_BYTES=0):
        return Client().get(url)


def in_a_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


# --- never out of date ---


def raw_sql(tree: SiteTree) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'Raw' WHERE id = %s", [tree.section.pk])


def save(tree: SiteTree) -> None:
    tree.section.title = "Saved"
    tree.section.save()


def bulk_update(tree: SiteTree) -> None:
    tree.section.summary = "Changed in bulk."
    SectionPage.objects.bulk_update([tree.section], ["summary"])


def scheduled(tree: SiteTree) -> None:
    page = SectionPage.objects.get(pk=tree.section.pk)
    page.title = "Published by the clock"
    page.go_live_at = timezone.now() + timedelta(seconds=0.2)
    page.save_revision().publish()
    time.sleep(0.3)
    call_command("publish_scheduled", verbosity=0)


def moved(tree: SiteTree) -> None:
    second = add_page(SectionPage, tree.pack, "Second")
    Page.objects.get(pk=tree.section.pk).move(second, pos="right")


def child_moved_away(tree: SiteTree) -> None:
    Page.objects.get(slug="second").move(Page.objects.get(pk=tree.home.pk), pos="last-child")


def restricted(tree: SiteTree) -> None:
    PageViewRestriction.objects.create(
        page_id=tree.section.pk, restriction_type="password", password="secret"
    )


def about_topic(tree: SiteTree) -> None:
    PageTopic.objects.bulk_create([PageTopic(page_id=tree.section.pk, topic=make_topic("Birth"))])


def with_picture(tree: SiteTree) -> None:
    image = make_image("Kept")
    tree.section.body = [{"type": "image", "value": {"image": image.pk, "decorative": True}}]
    tree.section.save()


def picture_replaced(tree: SiteTree) -> None:
    image = HubImage.objects.get(title="Kept")
    image.file = image_file("new.png", (80, 60))
    image.save()


ACTS: dict[str, tuple[str, Callable[[SiteTree], object]]] = {
    "save": (SECTION, save),
    "update": (SECTION, lambda tree: Page.objects.filter(slug="pack").update(title="Renamed")),
    "bulk update": (SECTION, bulk_update),
    "raw SQL": (PACK, raw_sql),
    "topic": (SECTION, about_topic),
    "picture": (SECTION, with_picture),
    "picture replaced": (SECTION, picture_replaced),
    "scheduled": (SECTION, scheduled),
    "moved": (SECTION, moved),
    "moved away": (PACK, child_moved_away),
    "alias": (PACK, lambda tree: tree.section.create_alias(parent=tree.pack, update_slug="a")),
    "menu": (HOME, lambda tree: Page.objects.filter(slug="tools").update(show_in_menus=False)),
    "footer": (SECTION, lambda tree: Page.objects.filter(slug="privacy").update(title="Notice")),
    "site": (HOME, lambda tree: Site.objects.update(hostname="elsewhere.example")),
    "restricted": (SECTION, restricted),
    "restriction below": (PACK, lambda tree: PageViewRestriction.objects.all().delete()),
    "unpublished": (SECTION, lambda tree: Page.objects.get(pk=tree.section.pk).unpublish()),
    "deleted": (HOME, lambda tree: Page.objects.get(pk=tree.about.pk).delete()),
}


def test_no_act_leaves_a_page_as_it_was(tree):
    client = Client()
    seen_to_change = set()
    for name, (url, act) in ACTS.items():
        before = client.get(url).content
        if client.get(url).status_code == 200:
            assert is_kept(client, url), name
        act(tree)
        after, wanted = client.get(url), fresh(url)
        assert after.status_code == wanted.status_code, name
        if "csrfmiddlewaretoken" in wanted.text:
            assert "ETag" not in after.headers
        else:
            assert after.content == wanted.content, name
        if after.content != before:
            seen_to_change.add(name)
    assert set(ACTS) - seen_to_change == {"site"}


@pytest.mark.each_database
def test_a_term_shows_in_the_glossary_at_once(tree):
    page = add_page(GlossaryPage, tree.home, "Glossary", slug="glossary")
    client = Client()
    client.get(page.url)
    assert is_kept(client, page.url)
    Term.objects.create(name="Doula", definition="Somebody who accompanies a birth.")
    assert client.get(page.url).content == fresh(page.url).content
    assert "Doula" in client.get(page.url).text


@pytest.mark.each_database
def test_a_page_above_a_root_that_is_renamed_changes_links(tree):
    """Wagtail keeps the address of the root for an hour."""
    client = Client()
    client.get(PACK)
    above = add_page(SectionPage, Page.get_first_root_node(), "Above", slug="above")
    tree.home.move(above, pos="last-child")
    client.get(PACK)
    above.refresh_from_db()
    above.slug = "renamed"
    above.save()
    assert SECTION in client.get(PACK).text
    assert client.get(PACK).content == fresh(PACK).content


@pytest.mark.each_database
def test_a_page_that_ends_by_the_clock_is_gone_then(tree):
    client = Client()
    Page.objects.filter(pk=tree.section.pk).update(expire_at=timezone.now() + timedelta(seconds=2))
    for url in (PACK, HOME):
        client.get(url)
    assert is_kept(client, PACK)
    assert tree.section.title in client.get(PACK).text
    assert client.get(PACK).headers["Cache-Control"] in (
        "public, max-age=0, s-maxage=1",
        "public, max-age=0, s-maxage=0",
    )
    time.sleep(2.1)
    assert tree.section.title not in client.get(PACK).text
    assert client.get(PACK).content == fresh(PACK).content


@pytest.mark.each_database
def test_the_change_of_another_connection_is_seen_when_it_is_committed(tree):
    client, written, may_commit = Client(), threading.Event(), threading.Event()
    client.get(SECTION)

    def change() -> None:
        with transaction.atomic():
            Page.objects.filter(pk=tree.section.pk).update(title="From elsewhere")
            written.set()
            may_commit.wait(10)

    thread = in_a_thread(change)
    assert written.wait(10)
    assert is_kept(client, SECTION)
    assert "From elsewhere" not in client.get(SECTION).text
    may_commit.set()
    thread.join()
    assert "From elsewhere" in client.get(SECTION).text


@pytest.mark.each_database
def test_what_is_rolled_back_changes_nothing(tree):
    client = Client()
    client.get(SECTION)
    with transaction.atomic():
        save(tree)
        assert "Saved" in client.get(SECTION).text
        transaction.set_rollback(True)
    assert is_kept(client, SECTION)
    assert "Saved" not in client.get(SECTION).text


@pytest.mark.each_database
def test_readers_never_see_what_was_before_a_commit(tree):
    """Two write, two read for a while: whoever asks after a commit sees at least that."""
    client, done, committed, stale = Client(), threading.Event(), [0], []
    client.get(SECTION)

    def write() -> None:
        for number in range(1, 40):
            with transaction.atomic():
                Page.objects.filter(pk=tree.section.pk).update(title=f"Number {number:03}")
                if number % 4 == 0:
                    transaction.set_rollback(True)
            if number % 4:
                committed[0] = number
            time.sleep(0.02)
        done.set()

    def read() -> None:
        while not done.is_set():
            known = committed[0]
            text = client.get(SECTION).text
            found = int(text.split("Number ")[1][:3]) if "Number " in text else 0
            if found < known or (found % 4 == 0 and found):
                stale.append((known, found))

    threads = [in_a_thread(work) for work in (write, read, read)]
    for thread in threads:
        thread.join()
    assert stale == []
    assert committed == [39]


@pytest.mark.each_database
def test_nothing_is_kept_while_a_trigger_is_missing(tree, monkeypatch, caplog):
    client = Client()
    client.get(SECTION)
    assert is_kept(client, SECTION)
    with connection.cursor() as cursor:
        cursor.execute(triggers._THERE[connection.vendor])
        name = next(row[1] for row in cursor.fetchall() if row[0] == "wagtailcore_page")
        on_table = " ON wagtailcore_page" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{on_table}")
    try:
        monkeypatch.setattr(middleware, "LOOK_EVERY_SECONDS", 0)
        assert "ETag" not in client.get(SECTION).headers
        assert "changes of wagtailcore_page would not be noticed" in caplog.text
        raw_sql(tree)
        assert "Raw" in client.get(SECTION).text
    finally:
        triggers.install()
    client.get(SECTION)
    assert "ETag" in client.get(SECTION).headers
