"""Staff see of another region what the public sees; and contributors are named to nobody in lists.

Words are planted in everything of one region that is not public, and looked for behind every address of the
admin, as the staff of another region, of the national pool, and of the region itself.
"""

from __future__ import annotations

import itertools
import re
import uuid
from collections import deque
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from post_office.models import Email
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, PageLogEntry

from examples.models import Submission
from examples.submissions.submit import submit
from knowledge.access.regions import pages_seen_inside, pages_to_choose, sees_inside
from knowledge.documents.files.visibility import files_seen_by, staff_can_see
from knowledge.models import HubDocument, HubImage, PageRegion, SectionPage
from knowledge.moderation.decisions import decisions_seen_by
from knowledge.moderation.models import Decision
from tests.examples.conftest import CONSENT
from tests.factories import (
    add_page,
    make_admin,
    make_contributor,
    make_editor,
    make_moderator,
    make_region,
)
from tests.knowledge.access.planted_region import Planted, plant
from tests.knowledge.admin.test_every_list import pages_of_ours
from tests.signing_in import admin_client
from tests.test_leaks import SAFE_METHODS_ONLY, text_of

pytestmark = pytest.mark.django_db

FAILS_ON_PURPOSE = "/admin/failwhale/"
"""Wagtail's own page that tries what a server error looks like."""

FORM = re.compile(r"/(add|create|new|import|process|login|sprite|jsi18n|upload|select_type)/$")
"""Addresses that list nothing, so that there is nothing to search or to take out."""


@pytest.fixture
def planted(site_tree) -> Planted:
    return plant(site_tree)


def ends(ids: set[int]) -> list[int]:
    """The first, of an editor's page, and the last, of a contributor's example."""
    return [min(ids), max(ids)]


def candidates(planted: Planted, route: str) -> Iterator[list[str]]:
    """Ids for each argument of a route, by the argument's name."""
    for name in re.findall(r"<(?:\w+:)?(\w+)>", route):
        if name == "file_pk":
            chosen = ends(planted.ids["image" if "/image/" in route else "document"])
        elif name == "replacement_pk":
            chosen = sorted(planted.ids["replacement"])
        elif "revision" in name:
            chosen = sorted(planted.ids["revision"])[:2]
        elif "workflow_state" in name or "task_state" in name:
            chosen = sorted(planted.ids["workflow_state"])
        elif "image" in name:
            chosen = ends(planted.ids["image"])
        elif "document" in name:
            chosen = ends(planted.ids["document"])
        elif "page" in name or "destination" in name:
            chosen = [planted.pages[0], *planted.pages[2:]]  # a draft, a public page, an example
        elif name in {"model_name", "content_type_model_name"}:
            chosen = ["sectionpage", "practiceexamplepage"]
        elif "feedback" in route:
            chosen = sorted(planted.ids["feedback"])
        elif name == "run_id" or "importrun" in route:
            chosen = sorted(planted.ids["import"])
        elif "links/" in route:
            chosen = sorted(planted.ids["link"])
        elif "post_office" in route:
            chosen = list(Email.objects.values_list("pk", flat=True))
        elif "dbtaskresult" in route:
            chosen = [uuid.uuid4()]
        elif name in {"app_label", "app_name", "content_type_app_name"}:
            chosen = ["knowledge", "examples"]
        elif "review" in route:
            chosen = sorted(planted.ids["review"])
        else:
            # What it stands for has nothing planted: an id of each sort, should it be one of those.
            chosen = [planted.pages[0], planted.pages[-1], min(planted.ids["image"])]
        yield [str(each) for each in chosen]


def named_routes() -> Iterator[str]:
    """Routes of the admin with their arguments' names."""
    from django.urls import URLResolver, get_resolver

    from tests.test_leaks import _as_template

    def walk(patterns, prefix=""):
        for each in patterns:
            route = prefix + _as_template(str(each.pattern))
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, route)
            else:
                yield "/" + route

    yield from (route for route in walk(get_resolver().url_patterns) if route.startswith("/admin/"))


def possible_lists() -> Iterator[str]:
    """Addresses of the admin without arguments, but for those that list nothing."""
    return (route for route in named_routes() if "<" not in route and not FORM.search(route))


def admin_addresses(planted: Planted) -> Iterator[str]:
    """Every address of the admin with ids of what was planted, and what names them behind a question mark."""
    for route in named_routes():
        if SAFE_METHODS_ONLY.search(route) or route == FAILS_ON_PURPOSE:
            continue
        template = re.sub(r"<[^>]+>", "{}", route)
        for filled in itertools.islice(itertools.product(*candidates(planted, route)), 8):
            yield template.format(*filled)
    yield from (f"{address}&export=csv" for address in pages_of_ours() if "?" in address)
    for kind in ("pages", "images", "documents"):
        for each in planted.pages if kind == "pages" else planted.ids[kind[:-1]]:
            yield f"/admin/api/main/{kind}/{each}/"
        yield f"/admin/api/main/{kind}/?search=xq&limit=100"
    yield from (f"/admin/api/main/pages/?child_of={pk}" for pk in planted.pages)
    yield from (f"/admin/choose-page/search/?q={word}" for word in planted.words.values())
    yield from acts_on_many(planted)
    yield from planted.paths


CHOOSERS_OF_SEVERAL = {
    "page": "wagtailadmin_choose_page_chosen_multiple",
    "document": "wagtaildocs_chooser:chosen_multiple",
    "image": "wagtailimages_chooser:chosen_multiple",
}
ACTS_ON_MANY = {
    "page": ("wagtailcore/page", ["delete", "move", "publish", "unpublish"]),
    "document": ("knowledge/hubdocument", ["delete", "add_tags", "add_to_collection"]),
    "image": ("knowledge/hubimage", ["delete", "add_tags", "add_to_collection"]),
}


def acts_on_many(planted: Planted) -> Iterator[str]:
    """What names its rows behind the question mark: acts on many at once, and choosers of several."""
    for kind, (model, actions) in ACTS_ON_MANY.items():
        rows = planted.pages if kind == "page" else sorted(planted.ids[kind])
        ids = "&".join(f"id={pk}" for pk in rows)
        yield f"{reverse(CHOOSERS_OF_SEVERAL[kind])}?{ids}"
        for action in actions:
            yield f"/admin/bulk/{model}/{action}/?{ids}"
            yield f"/admin/bulk/{model}/{action}/?id=all"
            for pk in planted.pages:
                yield f"/admin/bulk/{model}/{action}/?id=all&childOf={pk}"


def test_every_act_on_many_is_walked():
    bulk_action_registry._scan_for_bulk_actions()
    walked = {(model, act) for model, acts in ACTS_ON_MANY.values() for act in acts}
    known = {
        (f"{app}/{model}", act)
        for app, models in bulk_action_registry.actions.items()
        for model, acts in models.items()
        for act in acts
    }
    # Accounts are the administrators', and terms have no region.
    assert {each for each in known if each[0] not in {"users/user", "knowledge/term"}} == walked


def walk(client: Client, planted: Planted) -> tuple[int, set, set]:
    """(answers with something in them, words found, names found), each with its address."""
    walked, broken, words, names = 0, set(), set(), set()
    waiting, lists = deque(admin_addresses(planted)), set(possible_lists())
    while waiting:
        address = waiting.popleft()
        response = client.get(address)
        text = text_of(response)
        if response.status_code >= 500:
            broken.add((address, response.status_code))
        walked += response.status_code == 200
        # Every list is searched and taken out as a file, too; who is sent away without these is with them.
        if response.status_code == 200 and address in lists:
            waiting += (f"{address}?q=xq", f"{address}?export=csv")
        asked = {word for word in planted.words.values() if word in address}
        words |= {(where, address) for where in planted.found_in(text, asked)}
        names |= {(name, address) for name in planted.names if name in text.lower()}
    assert not broken
    return walked, words, names


ROLES = {
    "editor of another region": lambda: make_editor(region=make_region("North West")),
    "moderator of another region": lambda: make_moderator(region=make_region("North West")),
    "moderator of the national pool": make_moderator,
}


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_another_region_is_shown_in_the_admin(planted, role):
    client = admin_client(ROLES[role]())
    client.raise_request_exception = False
    walked, words, names = walk(client, planted)
    assert walked > 100
    assert not words, {(w, a.split("?")[0]) for w, a in words}
    assert not names


def test_the_region_sees_its_own_and_no_list_names_its_contributor(planted):
    client = admin_client(planted.moderator)
    client.raise_request_exception = False
    _, words, names = walk(client, planted)
    assert {where for where, _ in words} == set(planted.words)
    assert not names


def test_predicate_and_queryset_are_the_same_rule(planted, site_tree):
    north = make_region("North")
    both = add_page(SectionPage, site_tree.pack, "Of two regions", live=False)
    for region in (north, planted.region):
        PageRegion.objects.create(page_id=both.pk, region=region)
    parent = Page.objects.get(pk=planted.pages[0])
    for region in (north,):  # a page of another region below one of this
        inner = add_page(SectionPage, parent.specific, "Inner", live=False)
        PageRegion.objects.create(page_id=inner.pk, region=region)
        add_page(SectionPage, inner, "Innermost", live=False)
        inner.refresh_from_db()
    for_pool = Submission.objects.create(
        owner=make_contributor(),
        is_for_pool=True,
        answers=dict.fromkeys(("project_title", "aims", "scope"), "Something"),
        consent=CONSENT,
    )
    submit(for_pool, for_pool.owner, uuid.uuid4(), has_agreed=True)
    people = [
        make_editor(region=north), make_moderator(region=north), make_editor(region=planted.region),
        make_moderator(region=planted.region), make_editor(), make_moderator(), make_admin(),
        make_contributor(), make_moderator(region=north, deputy=True),
    ]  # fmt: skip
    for person in people:
        inside = set(pages_seen_inside(person).values_list("pk", flat=True))
        assert inside == {page.pk for page in Page.objects.all() if sees_inside(person, page)}
        assert inside <= set(pages_to_choose(person).values_list("pk", flat=True))
        for model in (HubDocument, HubImage):
            seen = set(files_seen_by(person, model).values_list("pk", flat=True))
            assert seen == {each.pk for each in model.objects.all() if staff_can_see(person, each)}


def test_decisions_about_a_page_that_is_gone_stay_with_its_region(planted):
    ours = decisions_seen_by(make_moderator(region=planted.region))
    assert planted.words["gonewords"] in ours.values_list("words", flat=True)
    theirs = decisions_seen_by(make_moderator(region=make_region("North East")))
    assert not theirs.exists()
    assert decisions_seen_by(make_admin()).count() == Decision.objects.count()


def test_another_regions_public_pages_can_be_linked_to(planted, site_tree):
    page = add_page(SectionPage, site_tree.pack, "Peer support that works")
    PageRegion.objects.create(page_id=page.pk, region=planted.region)
    client = admin_client(make_editor(region=make_region("North West")))
    found = text_of(client.get("/admin/choose-page/search/?q=peer"))
    assert "Peer support that works" in found


def test_the_form_of_a_page_offers_staff_alone_as_its_owner(planted):
    moderator = make_moderator(region=planted.region)
    form = text_of(admin_client(moderator).get(f"/admin/pages/{planted.pages[0]}/edit/"))
    assert f"{moderator}</option>" in form
    assert not {name for name in planted.names if name in form.lower()}


def test_administrators_see_everything(planted):
    client = admin_client(make_admin())
    report = text_of(client.get("/admin/reports/decisions/"))
    assert planted.words["guestwords"] in report
    assert PageLogEntry.objects.exists()
