"""Staff see of another region what the public sees; and contributors are named to nobody in lists.

Words are planted in everything of one region that is not public, and looked for behind every address of the
admin, as the staff of another region and of the national pool; test_own_region.py does so as those of the region itself. What is certain to be
answered alike is asked once: see `Walk`.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, PageLogEntry

from examples.models import Submission
from examples.submissions.submit import submit
from knowledge.access.regions import pages_seen_inside, pages_to_choose, sees_inside
from knowledge.documents.files.visibility import files_seen_by, staff_can_see
from knowledge.models import HubDocument, HubImage, PageRegion, SectionPage
from knowledge.moderation.decisions import decisions_seen_by
from knowledge.moderation.models import Decision
from knowledge.users.models import User
from tests.examples.conftest import CONSENT
from tests.factories import (
    add_page,
    make_admin,
    make_contributor,
    make_editor,
    make_moderator,
    make_region,
)
from tests.knowledge.access.admin_walk import ACTS_ON_MANY, Walk, is_alike_for_every_id
from tests.signing_in import admin_client
from tests.test_leaks import text_of

pytestmark = pytest.mark.django_db


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


def of_another_region(make: Callable[..., User]) -> User:
    return make(region=make_region("North West"))


OUTSIDERS: dict[str, tuple[Callable[[], User], tuple[str, ...], int]] = {
    "moderator of another region": (
        lambda: of_another_region(make_moderator), ("q=xq", "export=csv"), 8,
    ),
    "moderator of the national pool": (make_moderator, (), 2),
    # May and sees nothing that a moderator does not, as a test says below.
    "editor of another region": (lambda: of_another_region(make_editor), (), 0),
}  # fmt: skip
"""Who, what they ask of lists, and with how many ids of a route that takes some. Every list is searched and
taken out as a file by one of them: it makes its rows in the same way for all three."""


@pytest.mark.parametrize("role", OUTSIDERS)
def test_nothing_of_another_region_is_shown_in_the_admin(planted, role):
    make, questions, most = OUTSIDERS[role]
    walk = Walk(make(), planted)
    walk.go(*questions, most=most)
    assert len(walk.shown) > 90
    assert not walk.words, {(w, a.split("?")[0]) for w, a in walk.words}
    assert not walk.names


def test_an_editor_may_and_sees_nothing_that_a_moderator_does_not(planted):
    region = make_region("North West")
    editor, moderator = make_editor(region=region), make_moderator(region=region)
    assert editor.get_all_permissions() < moderator.get_all_permissions()
    assert set(pages_seen_inside(editor)) == set(pages_seen_inside(moderator))
    for model in (HubDocument, HubImage):
        assert set(files_seen_by(editor, model)) == set(files_seen_by(moderator, model))


def test_the_guard_stands_before_each_view_alike(planted):
    """What lets the walk leave out the next page of a route."""
    client = admin_client(make_moderator(region=make_region("North West")))
    answers = [client.get(f"/admin/pages/{pk}/history/") for pk in planted.pages]
    assert all(is_alike_for_every_id(answer) for answer in answers)


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
