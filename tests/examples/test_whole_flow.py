"""A contributor's example from the first click to publication, with a real moderator in the admin."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import WorkflowState

from examples.models import PracticeExamplePage, Submission
from knowledge.models import PageRegion
from knowledge.moderation.permissions import user_can_check, user_can_review
from tests.examples.reviewing import act
from tests.factories import PASSWORD, make_moderator

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("no_second_factor"),
]


def moderator_client(user) -> Client:
    """A browser in which the moderator has signed in with their password."""
    client = Client()
    response = client.post("/staff/sign-in/", {"login": user.email, "password": PASSWORD})
    assert response.status_code == 302, response.content
    return client


def decide(client: Client, page, action: str, comment: str = ""):
    """Press a button of Wagtail's review of the page."""
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, {"comment": comment})


def latest(page) -> PracticeExamplePage:
    """The page as its newest revision has it."""
    return PracticeExamplePage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.each_database
def test_from_first_click_to_publication(place, contributor, topic):
    example = contributor.begin_as_a_stranger()
    assert example.owner.email == "amina@example.org"
    assert not example.owner.has_usable_password()

    response = contributor.post(
        "save", project_title="Bumps together", aims="To listen.\n\nTo act.", region=place.region.pk
    )
    assert response.status_code == 302
    example = contributor.submission
    assert example.answers["aims"] == "To listen.\n\nTo act."
    assert example.page is None

    response = contributor.post(
        "send",
        date_commenced="January 2020 (lead appointed September 2020)",
        organisation=place.organisation.pk,
        topics=[topic.pk],
        credit_line="Seaside parents",
        licence="on",
    )
    assert response.url == f"/my-examples/{example.pk}/"
    example = contributor.submission
    page = PracticeExamplePage.objects.get()
    assert example.page == page
    assert example.licence_agreed_at
    assert not page.live
    assert page.title == "Bumps together"
    assert page.commenced_month.isoformat() == "2020-01-01"
    assert [link.region for link in page.region_links.all()] == [place.region]
    assert page.owner == page.contributor == example.owner
    assert page.current_workflow_state.requested_by == example.owner
    assert "With a moderator" in contributor.client.get(response.url).content.decode()
    assert Client().get(page.url).status_code == 404

    # While it is with a moderator it cannot be changed, and what is typed is not lost.
    response = contributor.post("save", aims="Something else")
    assert response.status_code == 409
    assert "Something else" in response.content.decode()
    assert contributor.submission.answers["aims"] == "To listen.\n\nTo act."

    # Only this region's moderator may decide.
    assert decide(moderator_client(place.other_moderator), page, "approve").status_code == 404
    page.refresh_from_db()
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    browser = moderator_client(place.moderator)
    mail.outbox.clear()
    decide(browser, page, "reject", "Please say who took part.")
    assert page.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    (message,) = [sent for sent in mail.outbox if sent.to == ["amina@example.org"]]
    assert "Please say who took part." in message.body
    assert_only_public_links(message, f"/my-examples/{example.pk}/")
    timeline = contributor.client.get(f"/my-examples/{example.pk}/").content.decode()
    assert "Changes asked for" in timeline
    assert "Please say who took part." in timeline

    mail.outbox.clear()
    response = contributor.post("send", stakeholders="Parents and midwives.")
    assert response.status_code == 302
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert latest(page).stakeholders == "Parents and midwives."
    assert [sent.to for sent in mail.outbox if sent.to == ["amina@example.org"]]

    mail.outbox.clear()
    act(browser, page, "approve")
    page.refresh_from_db()
    assert page.live
    assert page.stakeholders == "Parents and midwives."
    (message,) = [sent for sent in mail.outbox if sent.to == ["amina@example.org"]]
    assert_only_public_links(message, f"/my-examples/{example.pk}/", page.url)
    public = Client().get(page.url).content.decode()
    assert "Parents and midwives." in public
    assert "Seaside parents" in public
    assert "amina@example.org" not in public
    assert "Published" in contributor.client.get("/my-examples/").content.decode()
    assert "Bumps together" in Client().get(place.index.url).content.decode()


def assert_only_public_links(message, *paths: str) -> None:
    html = message.alternatives[0][0]
    links = set(re.findall(r"https?://[^\s\"'<>]+", message.body + html))
    assert links <= {f"http://testserver{path}" for path in ("", "/", *paths)}
    assert f"http://testserver{paths[0]}" in links
    assert "/admin" not in message.body + html


@pytest.mark.each_database
def test_sending_twice_makes_one_page(place, contributor):
    contributor.begin()
    token = str(uuid.uuid4())
    typed = {
        "project_title": "Once",
        "aims": "Only once.",
        "region": place.region.pk,
        "licence": "on",
        "token": token,
        "version": contributor.submission.version,
    }
    first = contributor.post("send", **typed)
    mails = len(mail.outbox)
    second = contributor.post("send", **typed)
    assert first.url == second.url
    assert PracticeExamplePage.objects.count() == 1
    assert WorkflowState.objects.count() == 1
    assert len(mail.outbox) == mails


@pytest.mark.each_database
def test_second_half_of_a_double_click_meets_no_error(place, contributor, monkeypatch):
    """Both halves read the draft before either was accepted."""
    contributor.begin()
    typed = {
        "project_title": "Once",
        "aims": "Only once.",
        "region": place.region.pk,
        "licence": "on",
        "token": str(uuid.uuid4()),
        "version": contributor.submission.version,
    }
    draft = contributor.submission
    first = contributor.post("send", **typed)
    monkeypatch.setattr("examples.views.writing.own_submission", lambda request, pk: draft)
    second = contributor.post("send", **typed)
    assert second.status_code == 302
    assert first.url == second.url
    assert PracticeExamplePage.objects.count() == 1


def test_timeline_tells_of_changed_words_only_where_some_changed(place, contributor):
    contributor.begin()
    contributor.post(
        "send", project_title="A", aims="Teh aim", region=place.region.pk, licence="on"
    )
    page = PracticeExamplePage.objects.get()
    told = "A moderator changed some of the words"
    mine = f"/my-examples/{contributor.submission.pk}/"
    draft = page.get_latest_revision_as_object()
    draft.save_revision(user=place.moderator, log_action=True)
    assert told not in contributor.client.get(mine).content.decode()
    draft.aims = "The aim"
    draft.save_revision(user=place.moderator, log_action=True)
    assert told in contributor.client.get(mine).content.decode()


def test_the_form_repeats_what_the_moderator_asks_for(place, contributor):
    contributor.begin()
    contributor.post("send", project_title="A", aims="B", region=place.region.pk, licence="on")
    page = PracticeExamplePage.objects.get()
    decide(moderator_client(place.moderator), page, "reject", "Please say who took part.")
    form = f"/share/{contributor.submission.pk}/"
    assert "Please say who took part." in contributor.client.get(form).content.decode()


def test_sending_from_an_older_form_after_it_was_sent_changes_nothing(place, contributor):
    contributor.begin()
    typed = {"project_title": "A", "aims": "B", "region": place.region.pk, "licence": "on"}
    version = contributor.submission.version
    contributor.post("send", **typed)
    response = contributor.post("send", **{**typed, "aims": "Typed later"}, version=version)
    assert response.status_code == 409
    assert "Typed later" in response.content.decode()
    assert PracticeExamplePage.objects.count() == 1


def test_what_is_missing_is_said_and_the_text_is_saved(place, contributor):
    contributor.begin()
    response = contributor.post("send", aims="Kept all the same.")
    html = response.content.decode()
    assert response.status_code == 400
    for name in ("project_title", "region", "licence"):
        assert f'href="#id_{name}"' in html
        assert f'id="id_{name}"' in html
    assert contributor.submission.answers["aims"] == "Kept all the same."
    assert contributor.submission.state == Submission.State.DRAFT
    # The form rests on the version that was just saved: sending again is no conflict.
    version = re.search(r'name="version" value="(\d+)"', html).group(1)
    assert int(version) == contributor.submission.version


def test_moderators_own_words_come_back_to_the_contributor(place, contributor):
    contributor.begin()
    contributor.post(
        "send", project_title="A", aims="Teh aim", region=place.region.pk, licence="on"
    )
    page = PracticeExamplePage.objects.get()
    draft = page.get_latest_revision_as_object()
    draft.aims = "The aim"
    draft.save_revision(user=place.moderator)
    colleague = make_moderator(region=place.region)
    decide(moderator_client(colleague), page, "reject", "We corrected a word.")
    assert contributor.submission.answers["aims"] == "The aim"
    assert "They have also changed some of the words" in mail.outbox[-1].body


def test_taking_back_and_taking_up_again(place, contributor):
    contributor.begin()
    contributor.post("send", project_title="A", aims="B", region=place.region.pk, licence="on")
    example, mails = contributor.submission, len(mail.outbox)
    contributor.client.post(f"/my-examples/{example.pk}/withdraw/")
    assert PracticeExamplePage.objects.get().current_workflow_state is None
    assert len([m for m in mail.outbox[mails:] if m.to == ["amina@example.org"]]) == 0
    assert "Taken back" in contributor.client.get("/my-examples/").content.decode()
    contributor.client.post(f"/my-examples/{example.pk}/reopen/")
    contributor.post("send", aims="C")
    page = PracticeExamplePage.objects.get()
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert latest(page).aims == "C"


def test_after_taking_it_back_it_can_go_to_another_region(place, contributor):
    from knowledge.access.routing import regions_of

    contributor.begin()
    contributor.post("send", project_title="A", aims="B", region=place.region.pk, licence="on")
    page = PracticeExamplePage.objects.get()
    decide(moderator_client(place.moderator), page, "reject", "Not ours.")
    contributor.post("save", region=place.other_region.pk)
    assert contributor.submission.region == place.region
    contributor.client.post(f"/my-examples/{contributor.submission.pk}/withdraw/")
    contributor.client.post(f"/my-examples/{contributor.submission.pk}/reopen/")
    contributor.post("send", region=place.other_region.pk)
    assert regions_of(page) == {place.other_region.pk}
    act(moderator_client(place.other_moderator), page, "approve")
    page.refresh_from_db()
    assert page.live
    assert [link.region for link in page.region_links.all()] == [place.other_region]


def test_moderator_opens_the_example_in_the_admin(place, contributor):
    contributor.begin()
    contributor.post("send", project_title="A", aims="B", region=place.region.pk, licence="on")
    page = PracticeExamplePage.objects.get()
    browser = moderator_client(place.moderator)
    html = browser.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    for key in page.definition.keys:
        assert f'name="{key}"' in html
    preview = browser.get(f"/admin/pages/{page.pk}/view_draft/")
    assert 'id="field-aims"' in preview.content.decode()


def test_comments_beside_fields_reach_the_contributor(place, contributor):
    from wagtail.models import Comment

    contributor.begin()
    contributor.post("send", project_title="A", aims="B", region=place.region.pk, licence="on")
    page = PracticeExamplePage.objects.get()
    Comment.objects.create(
        page=page, user=place.moderator, text="Whose aims were these?", contentpath="aims"
    )
    decide(moderator_client(place.moderator), page, "reject", "See the comment.")
    example = contributor.submission
    for path in (f"/my-examples/{example.pk}/", f"/share/{example.pk}/"):
        html = contributor.client.get(path).content.decode()
        assert "Whose aims were these?" in html
        assert "#id_aims" in html
        assert place.moderator.email not in html


def test_a_review_cancelled_by_a_moderator_is_said_and_can_be_sent_again(place, contributor):
    contributor.begin()
    contributor.post("send", project_title="A", aims="B", region=place.region.pk, licence="on")
    page = PracticeExamplePage.objects.get()
    page.current_workflow_state.cancel(user=place.moderator)
    assert "was not published" in mail.outbox[-1].subject
    assert "Check stopped" in contributor.client.get("/my-examples/").content.decode()
    contributor.post("send", aims="Better")
    assert PracticeExamplePage.objects.count() == 1
    assert page.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS


@pytest.mark.each_database
def test_a_page_deleted_by_moderators_leaves_the_text(place, contributor):
    contributor.begin()
    contributor.post("send", project_title="A", aims="B", region=place.region.pk, licence="on")
    PracticeExamplePage.objects.get().delete()
    assert "Not on the hub" in contributor.client.get("/my-examples/").content.decode()
    assert contributor.submission.answers["aims"] == "B"
    contributor.post("send", aims="C")
    assert PracticeExamplePage.objects.count() == 1


def test_without_a_workflow_the_text_is_saved_and_the_contributor_told(place, contributor):
    from wagtail.models import WorkflowPage

    WorkflowPage.objects.all().delete()
    contributor.begin()
    response = contributor.post(
        "send", project_title="A", aims="B", region=place.region.pk, licence="on"
    )
    assert response.status_code == 503
    assert contributor.submission.answers["aims"] == "B"
    assert contributor.submission.state == Submission.State.DRAFT
    assert not PracticeExamplePage.objects.exists()


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/account/", "/admin/login/"])
def test_contributor_is_refused_the_admin(place, contributor, path):
    contributor.begin()
    response = contributor.client.get(path)
    for _ in range(5):
        if response.status_code != 302:
            break
        response = contributor.client.get(response.url)
    assert response.status_code == 403, path
    assert "wagtail" not in response.content.decode().lower()


def test_whoever_is_in_no_region_of_the_list_reaches_the_national_pool(
    place, contributor, django_capture_on_commit_callbacks
):
    pool = make_moderator("pool@example.org")
    contributor.begin()
    words = {"project_title": "Across England", "aims": "To hear.", "licence": "on"}
    refused = contributor.post("send", **words)
    assert "Choose your region" in refused.content.decode()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert contributor.post("send", region="none", **words).status_code == 302
    own_page = f"/my-examples/{contributor.submission.pk}/"
    assert "the national pool" in contributor.client.get(own_page).content.decode()
    page = PracticeExamplePage.objects.get()
    for elsewhere in (place.moderator, place.other_moderator):
        assert not user_can_review(elsewhere, page)
        assert not user_can_check(elsewhere, page)
        assert not page.permissions_for_user(elsewhere).can_edit()
    assert user_can_review(pool, page)
    asked = {address for message in mail.outbox for address in message.to}
    assert asked == {contributor.email, pool.email}
    # The pool knows whose it is, and the example stays theirs when it is sent again.
    draft = latest(page)
    draft.region_links = [PageRegion(region=place.region)]
    draft.save()
    draft.save_revision(user=pool)
    decide(moderator_client(place.moderator), page, "reject", "Thank you. Please say when it was.")
    contributor.post("save")
    assert contributor.submission.region == place.region
    contributor.post("send", date_commenced="May 2026")
    assert [link.region for link in latest(page).region_links.all()] == [place.region]
