"""E1 and E2 over HTTP: the queue, taking, giving, checking, deciding, and the record of all of it."""

from __future__ import annotations

import datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from examples.models import PracticeExamplePage
from knowledge.models import EvidenceRequirement, Rung
from knowledge.moderation.models import Decision, Review
from knowledge.moderation.models.reviews import DecisionRecordError
from knowledge.moderation.reviews import version_of
from tests.examples.reviewing import act, admin_client, committed, kinds, review_of, send_example
from tests.factories import make_admin, make_editor, make_moderator
from tests.signing_in import is_sent_home

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("no_second_factor"),
]


@pytest.fixture
def editor(place):
    return make_editor("editor@example.org", region=place.region)


@pytest.fixture
def example(sent_example, contributor, editor):
    contributor.come_back()
    return sent_example


@pytest.fixture
def sent_anew(place, contributor, editor):
    """Its mails lie in the outbox."""
    return send_example(contributor, place)


@pytest.fixture
def requirement(db):
    return EvidenceRequirement.objects.create(
        scheme="Scheme", code="7", title="Listening", slug="seven"
    )


@pytest.fixture
def rung(db):
    return Rung.objects.create(number=5, name="Co-design", slug="co-design")


def mine(contributor) -> str:
    url = f"/my-examples/{contributor.submission.pk}/"
    return contributor.client.get(url).content.decode()


def told(address: str) -> list:
    return [each for each in mail.outbox if each.to == [address]]


def test_only_the_regions_people_are_mailed_and_told_what_to_do(sent_anew, editor):
    recipients = {each.to[0] for each in mail.outbox}
    assert {"editor@example.org", "moderator@example.org"} <= recipients
    assert "other@example.org" not in recipients
    (message,) = told("editor@example.org")
    assert message.subject == "To check: Bumps together"
    assert f"/admin/reviews/{review_of(sent_anew).pk}/" in message.body
    assert message.alternatives[0][1] == "text/html"
    assert "amina@example.org" not in message.body


def test_the_contributor_is_told_who_has_it_and_until_when(sent_anew, contributor, editor):
    due = timezone.localdate() + datetime.timedelta(days=14)
    said = mine(contributor)
    assert "It waits for an editor or moderator (South East) to take it." in said
    assert f"{due:%-d %B %Y}" in said
    assert f"{due:%-d %B %Y}" in told("amina@example.org")[-1].body
    act(admin_client(editor), sent_anew, "take")
    said = mine(contributor)
    assert "Regional editor, South East, has it." in said
    assert "Somebody has taken it (Regional editor, South East)" in said
    assert editor.email not in said


@pytest.mark.each_database
def test_check_then_decision_with_evidence_and_rung(
    example, place, contributor, editor, requirement, rung
):
    act(admin_client(editor), example, "check", words="Reads well. A note for you only.")
    assert example.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert "passed the first check" in mine(contributor)
    assert "A note for you only" not in mine(contributor)
    response = act(
        admin_client(place.moderator),
        example,
        "approve",
        requirements=[requirement.pk],
        rungs=[rung.pk],
        is_sensitive="on",
        words="Thank you.",
    )
    assert response.status_code == 302
    example.refresh_from_db()
    assert example.live
    assert example.is_sensitive
    assert [link.requirement for link in example.requirement_links.all()] == [requirement]
    assert [link.rung for link in example.rung_links.all()] == [rung]
    assert kinds(example) == ["check_passed", "approved"]
    decision = Decision.objects.of_page(example.pk).first()
    assert decision.details == {
        "requirements": [str(requirement)],
        "rungs": [str(rung)],
        "sensitive": True,
    }
    assert decision.as_role == "Moderator, South East"
    public = Client().get(example.url).content.decode()
    assert "Where to get support" in public


def test_a_moderator_decides_at_once_and_both_steps_are_recorded(example, place):
    act(admin_client(place.moderator), example, "approve")
    example.refresh_from_db()
    assert example.live
    assert kinds(example) == ["check_passed", "approved"]


def test_an_editor_checks_but_does_not_decide(example, place, editor):
    browser = admin_client(editor)
    assert is_sent_home(act(browser, example, "approve"))
    assert is_sent_home(act(browser, example, "decline", reason="other", words="No."))
    example.refresh_from_db()
    assert not example.live
    assert kinds(example) == []
    act(browser, example, "check")
    html = browser.get(f"/admin/reviews/{review_of(example).pk}/").content.decode()
    for name in ("approve", "decline", "changes", "check"):
        assert f'value="{name}"' not in html


def test_not_suitable_gives_a_reason_and_leaves_the_text(example, place, contributor):
    mail.outbox.clear()
    browser = admin_client(place.moderator)
    response = act(browser, example, "decline", reason="", words="")
    assert response.status_code == 400
    assert "This field is required" in response.content.decode()
    act(browser, example, "decline", reason="not_coproduction", words="It tells of a course only.")
    (message,) = told("amina@example.org")
    assert "It is not about co-production" in message.body
    assert "It tells of a course only." in message.body
    assert "/admin" not in message.body + message.alternatives[0][0]
    said = mine(contributor)
    assert "Not suitable" in said
    assert "It tells of a course only." in said
    assert contributor.submission.answers["aims"] == "To hear wombatish words."
    contributor.post("send", aims="To listen and act together.")
    assert example.current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    assert "With a moderator" in mine(contributor)
    assert kinds(example) == ["not_suitable"]


@pytest.mark.parametrize(
    ("decision", "said", "stands"),
    [
        ("approve", {}, "Approved and published"),
        ("decline", {"reason": "other", "words": "No."}, "Closed without approval"),
    ],
)
def test_a_review_that_has_ended_waits_for_nobody(example, place, decision, said, stands):
    browser = admin_client(place.moderator)
    address = f"/admin/reviews/{review_of(example).pk}/"
    assert "Answer expected by" in browser.get(address).content.decode()
    act(browser, example, decision, **said)
    html = browser.get(address).content.decode()
    assert f"<dd>{stands}</dd>" in html
    assert "Answer expected by" not in html


def test_changes_asked_for_at_the_decision_come_back_to_the_decision(
    example, place, contributor, editor
):
    act(admin_client(editor), example, "check")
    browser = admin_client(place.moderator)
    act(browser, example, "changes", words="Who took part?")
    contributor.post("send", stakeholders="Parents.")
    assert example.current_workflow_task_state.task.specific.step == "decide"
    act(browser, example, "approve")
    example.refresh_from_db()
    assert example.live
    assert example.stakeholders == "Parents."
    assert kinds(example) == ["check_passed", "changes_asked", "approved"]


def test_a_moderators_own_words_need_another_moderator_and_are_shown(example, place, contributor):
    draft = example.get_latest_revision_as_object()
    draft.aims = "To hear wombatish words well."
    draft.save_revision(user=place.moderator)
    browser = admin_client(place.moderator)
    assert is_sent_home(act(browser, example, "approve"))
    example.refresh_from_db()
    assert not example.live
    html = browser.get(f"/admin/reviews/{review_of(example).pk}/").content.decode()
    assert "somebody else has to decide" in html
    said = mine(contributor)
    assert "What the moderators changed in your words" in said
    assert "[taken out: </span>words." in said
    assert "[new: </span>words well." in said
    act(admin_client(make_moderator(region=place.region)), example, "approve")
    example.refresh_from_db()
    assert example.aims == "To hear wombatish words well."


def test_an_old_page_decides_nothing(example, place, contributor):
    version = version_of(example)
    draft = example.get_latest_revision_as_object()
    draft.aims = "Other words."
    draft.save_revision(user=make_admin())
    browser = admin_client(place.moderator)
    response = act(browser, example, "approve", version=version)
    assert response.status_code == 409
    assert "Nothing has been decided" in response.content.decode()
    example.refresh_from_db()
    assert not example.live


@pytest.mark.each_database
def test_pressing_twice_decides_once(example, place):
    browser = admin_client(place.moderator)
    act(browser, example, "changes", words="Who took part?")
    response = act(browser, example, "changes", words="Who took part?")
    assert response.status_code == 302
    assert kinds(example) == ["changes_asked"]


def test_queue_shows_each_where_it_belongs(example, place, contributor, editor):
    browser = admin_client(place.moderator)

    def shown(show: str, client=browser) -> bool:
        html = client.get(f"/admin/reviews/?show={show}").content.decode()
        return "Bumps together" in html

    assert shown("new")
    assert shown("")
    assert not shown("mine")
    assert not shown("sender")
    assert not shown("overdue")
    act(browser, example, "take")
    assert shown("mine")
    assert not shown("new")
    # Ours takes the place of Wagtail's own list, which names the contributor's address.
    first_page = browser.get("/admin/").content.decode()
    assert "amina@example.org" not in first_page
    assert "review is yours to go on with" in first_page
    assert not shown("mine", admin_client(editor))
    Review.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    assert shown("overdue")
    assert "We are sorry that it takes longer" in mine(contributor)
    act(browser, example, "changes", words="Who took part?")
    assert shown("sender")
    assert not shown("overdue")
    assert not shown("", admin_client(place.other_moderator))
    assert shown("", admin_client(make_admin()))
    by_region = f"/admin/reviews/?region={place.other_region.pk}"
    assert "Bumps together" not in browser.get(by_region).content.decode()
    by_region = f"/admin/reviews/?region={place.region.pk}"
    assert "Bumps together" in browser.get(by_region).content.decode()
    # What waits for the contributor needs nobody here.
    assert "review is yours to go on with" not in browser.get("/admin/").content.decode()
    assert browser.get("/admin/reviews/?export=csv").status_code == 200


def test_queue_costs_the_same_however_long(
    example, place, contributor, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = admin_client(place.moderator)
    browser.get("/admin/reviews/")

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/admin/reviews/")
        return len(queries)

    one = cost()
    for _ in range(3):
        send_example(contributor, place)
    assert cost() <= one


def test_giving_a_review_mails_that_person_only_and_later_mails_go_to_them(
    example, place, contributor
):
    colleague = make_moderator("colleague@example.org", region=place.region)
    browser = admin_client(place.moderator)
    mail.outbox.clear()
    act(browser, example, "assign", person=colleague.pk)
    assert [each.to for each in mail.outbox] == [["colleague@example.org"]]
    act(admin_client(colleague), example, "changes", words="Who took part?")
    mail.outbox.clear()
    with committed():
        contributor.post("send", stakeholders="Parents.")
    assert {each.to[0] for each in mail.outbox} == {"colleague@example.org", "amina@example.org"}


def test_nobody_gives_it_to_somebody_who_may_not_decide(example, place):
    browser = admin_client(place.moderator)
    response = act(browser, example, "assign", person=place.other_moderator.pk)
    assert response.status_code == 400
    assert review_of(example).assigned_to is None


def test_another_expected_day_is_told(example, place, contributor):
    browser = admin_client(place.moderator)
    past = timezone.localdate() - datetime.timedelta(days=1)
    assert act(browser, example, "due", day=past.isoformat()).status_code == 400
    later = timezone.localdate() + datetime.timedelta(days=30)
    act(browser, example, "due", day=later.isoformat())
    assert f"You can expect an answer by {later:%-d %B %Y}" in mine(contributor)
    assert kinds(example) == ["due_set"]


def test_another_regions_moderator_sees_and_does_nothing(example, place):
    browser = admin_client(place.other_moderator)
    assert is_sent_home(act(browser, example, "take"))
    assert (
        "Bumps together"
        not in browser.get(f"/admin/reviews/{review_of(example).pk}/", follow=True).content.decode()
    )
    assert kinds(example) == []


def test_compare_leads_to_wagtails_comparison(example, place, contributor):
    browser = admin_client(place.moderator)
    act(browser, example, "changes", words="Who took part?")
    contributor.post("send", stakeholders="Parents.")
    older, newer = example.revisions.order_by("pk").values_list("pk", flat=True)
    response = browser.get(
        f"/admin/reviews/{review_of(example).pk}/compare/", {"older": older, "newer": newer}
    )
    html = browser.get(response.url).content.decode()
    assert "Parents." in html


@pytest.mark.each_database
def test_the_record_cannot_be_changed_by_any_route(example, place):
    act(admin_client(place.moderator), example, "approve")
    decision = Decision.objects.of_page(example.pk).first()
    decision.words = "Something else"
    with pytest.raises(DecisionRecordError):
        decision.save()
    with pytest.raises(DecisionRecordError):
        decision.delete()
    for verb in (
        lambda: Decision.objects.all().delete(),
        lambda: Decision.objects.update(words=""),
        lambda: Decision.objects.bulk_update([decision], ["words"]),
    ):
        with pytest.raises(DecisionRecordError):
            verb()
    assert Decision._meta.default_permissions == ("view",)
    addresses = [key for key in get_resolver().reverse_dict if isinstance(key, str)]
    assert not [
        each
        for each in addresses
        if "decision" in each and each not in {"decisions", "decisions_results"}
    ]
    browser = admin_client(make_admin())
    assert browser.post(reverse("decisions"), {"words": "x"}).status_code == 405
    html = browser.get(reverse("decisions")).content.decode()
    assert "Bumps together" in html


@pytest.mark.each_database
def test_the_record_outlives_page_and_people(example, place, contributor):
    act(admin_client(place.moderator), example, "approve")
    number = example.pk
    PracticeExamplePage.objects.get(pk=number).delete()
    place.moderator.delete()
    rows = Decision.objects.of_page(number)
    assert [row.kind for row in rows] == ["approved", "check_passed"]
    assert {row.by for row in rows} == {None}
    assert {row.as_role for row in rows} == {"Moderator, South East"}
