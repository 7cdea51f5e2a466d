"""Whatever is written moves the stamp, however it is written; drafts and sessions do not."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.checks import Tags, run_checks
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from knowledge.caching import triggers
from knowledge.caching.stamp import fold_stamps, read_stamps
from knowledge.caching.watched import CONTENT, watched_tables
from knowledge.models import (
    HubImage,
    HubRendition,
    PageTopic,
    SectionPage,
    SupportText,
    Topic,
)
from knowledge.public_pages import public_pages
from search.models import (
    LoggedQuery,
    SearchEvent,
    SearchFacet,
    SearchPassage,
    SearchPromotion,
    SearchRecord,
    SearchTerm,
)
from tests.factories import SiteTree, add_page, image_file, make_image, make_topic
from tests.knowledge.face.conftest import (  # noqa: F401 - fixtures
    page_of_every_type,
    pages,
    rungs,
    seven_rungs,
)

pytestmark = pytest.mark.django_db


def raw(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def save(tree: SiteTree) -> None:
    tree.section.title = "Saved"
    tree.section.save()


def bulk_update(tree: SiteTree) -> None:
    for page in (tree.section, tree.about):
        page.summary = "In bulk"
    SectionPage.objects.bulk_update([tree.section], ["summary"])


def tags_rewritten(tree: SiteTree) -> None:
    PageTopic.objects.filter(page=tree.section).delete()
    PageTopic.objects.bulk_create([PageTopic(page_id=tree.section.pk, topic=make_topic())])


def restriction(tree: SiteTree) -> None:
    PageViewRestriction.objects.create(page_id=tree.section.pk, restriction_type="login")


def image_replaced(tree: SiteTree) -> None:
    image = HubImage.objects.get()
    image.file = image_file("other.png")
    image.save()


ACTS = {
    "save": save,
    "update": lambda tree: Page.objects.filter(pk=tree.section.pk).update(title="Updated"),
    "bulk_update": bulk_update,
    "raw SQL": lambda tree: raw("UPDATE wagtailcore_page SET slug = slug"),
    "insert": lambda tree: add_page(SectionPage, tree.pack, "Another"),
    "tree move": lambda tree: tree.section.move(tree.about, pos="left"),
    "tags rewritten": tags_rewritten,
    "cascade": lambda tree: Topic.objects.all().delete(),
    "delete": lambda tree: tree.about.delete(),
    "unpublish": lambda tree: tree.section.unpublish(),
    "menu": lambda tree: Page.objects.filter(pk=tree.about.pk).update(show_in_menus=True),
    "site": lambda tree: Site.objects.update(site_name="Another name"),
    "support text": lambda tree: SupportText.objects.update_or_create(defaults={}),
    "restriction": restriction,
    "alias": lambda tree: tree.section.create_alias(parent=tree.home, update_slug="alias"),
    "image replaced": image_replaced,
}


@pytest.fixture
def with_more(site_tree: SiteTree) -> SiteTree:
    topic = make_topic()
    PageTopic.objects.create(page_id=site_tree.section.pk, topic=topic)
    make_image()
    return site_tree


@pytest.mark.each_database
@pytest.mark.parametrize("act", ACTS)
def test_an_act_moves_the_stamp(act, with_more):
    before = read_stamps()
    ACTS[act](with_more)
    assert before is not None
    assert read_stamps() not in (before, None)


SEARCHS_OWN = {
    "record": lambda record: SearchRecord.objects.update(title="Other"),
    "passage": lambda record: SearchPassage.objects.create(record=record, position=1),
    "facet": lambda record: SearchFacet.objects.create(record=record, facet="topic", value=1),
    "word": lambda record: SearchTerm.objects.create(
        word="birth", stem="birth", document_frequency=1
    ),
    "promotion": lambda record: SearchPromotion.objects.create(query="birth"),
    "forgotten": lambda record: record.delete(),
}


@pytest.mark.each_database
@pytest.mark.parametrize("act", SEARCHS_OWN)
def test_what_search_records_moves_its_own_stamp_alone(act, db):
    record = SearchRecord.objects.create(
        source="page", item_id=1, version=1, sort_date=timezone.now()
    )
    before = read_stamps()
    SEARCHS_OWN[act](record)
    after = read_stamps()
    assert after.content == before.content
    assert after.search != before.search


@pytest.mark.each_database
def test_what_visitors_looked_for_moves_nothing(db):
    before = read_stamps()
    query = LoggedQuery.objects.create(key="birth", text="birth")
    SearchEvent.objects.create(query=query, session="a", searched_on=timezone.localdate())
    assert read_stamps() == before


@pytest.mark.each_database
def test_drafts_and_sessions_move_nothing(site_tree):
    before = read_stamps()
    site_tree.section.title = "A draft"
    site_tree.section.save_revision()
    Session.objects.create(session_key="a", session_data="", expire_date=timezone.now())
    assert read_stamps() == before


@pytest.mark.each_database
def test_a_size_of_a_picture_is_missed_but_not_awaited(db):
    image = make_image()
    before = read_stamps()
    image.get_rendition("width-10")
    assert HubRendition.objects.count() == 1
    assert read_stamps() == before
    HubRendition.objects.all().delete()
    assert read_stamps() != before


@pytest.mark.each_database
def test_what_is_rolled_back_moves_nothing(site_tree):
    before = read_stamps()
    with transaction.atomic():
        save(site_tree)
        assert read_stamps() != before
        transaction.set_rollback(True)
    assert read_stamps() == before


@pytest.mark.each_database
def test_an_upsert_and_a_replacement_move_it(site_tree):
    topic = make_topic("Old name")
    for update in ({"update_conflicts": True, "update_fields": ["name"], "unique_fields": ["slug"]},
                   {"ignore_conflicts": True}):  # fmt: skip
        before = read_stamps()
        Topic.objects.bulk_create([Topic(name=f"New {len(update)}", slug=topic.slug),
                                   Topic(name=f"More {len(update)}", slug=f"more{len(update)}")],
                                  **update)  # fmt: skip
        assert read_stamps() != before


def test_every_page_asks_only_tables_that_are_watched(pages):  # noqa: F811
    there = set(connection.introspection.table_names())
    watched = {each.table for each in watched_tables(connection) if each.stamp == CONTENT}
    asked: set[str] = set()
    client = Client()
    for page in public_pages():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.get_url()).status_code == 200
        for query in queries:
            asked |= there & set(re.findall(r"\w+", re.sub(r"'[^']*'", "", query["sql"])))
    assert len(asked) > 20
    assert asked - watched == set()


@pytest.mark.each_database
def test_a_missing_trigger_is_named_and_put_back(db):
    with connection.cursor() as cursor:
        cursor.execute(triggers._THERE[connection.vendor])
        table, name = next(row[:2] for row in cursor if row[0] == "wagtailcore_page")
    assert triggers.missing_triggers() == []
    on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    raw(f"DROP TRIGGER {name}{on_table}")
    assert triggers.missing_triggers() == ["wagtailcore_page"]
    warnings = run_checks(tags=[Tags.database], databases=["default"])
    assert [each.id for each in warnings] == ["knowledge.W020"]
    before = read_stamps()
    triggers.on_migrated("default")
    assert triggers.missing_triggers() == []
    assert read_stamps() != before


@pytest.mark.each_database
def test_a_new_table_and_a_new_column_are_missing_until_migrate_ends(db):
    raw("CREATE TABLE something_new (id integer)")
    raw("ALTER TABLE wagtailcore_page ADD COLUMN something text")
    assert triggers.missing_triggers() == ["something_new", "wagtailcore_page"]
    triggers.install()
    assert triggers.missing_triggers() == []
    before = read_stamps()
    raw("UPDATE wagtailcore_page SET something = 'else'")
    assert read_stamps() != before


@pytest.mark.postgresql
def test_folding_leaves_the_stamp(site_tree):
    for _ in range(120):
        raw("UPDATE knowledge_topic SET name = name")
    before = read_stamps()
    fold_stamps()
    assert read_stamps() == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM knowledge_stamp")
        assert cursor.fetchone() == (2,)


@pytest.mark.postgresql
def test_a_trigger_that_can_be_silenced_is_missing(db):
    raw("ALTER TABLE knowledge_topic DISABLE TRIGGER USER")
    assert triggers.missing_triggers() == ["knowledge_topic"]
    triggers.install()
    before = read_stamps()
    raw("SET LOCAL session_replication_role = replica")
    make_topic()
    raw("SET LOCAL session_replication_role = origin")
    assert read_stamps() != before


@pytest.mark.postgresql
def test_an_emptied_table_moves_it(site_tree):
    before = read_stamps()
    raw("TRUNCATE knowledge_pagetopic")
    assert read_stamps() != before
