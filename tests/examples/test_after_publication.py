"""C7, C8 and taking down, over HTTP: correct, withdraw, hide, show again, and what came of it."""

from __future__ import annotations

import datetime

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from examples.models import FollowUp, PracticeExamplePage, Submission
from examples.submissions.follow_up import ask_for_outcomes
from knowledge.moderation.models import MailChoice
from tests.examples.reviewing import act, admin_client, committed, kinds
from tests.factories import make_admin, make_image, make_moderator

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("no_second_factor"),
]


@pytest.fixture
def example(approved_example, contributor):
    contributor.come_back()
    return approved_example


def press(contributor, verb: str, **data):
    return contributor.client.post(f"/my-examples/{contributor.submission.pk}/{verb}/", data)


def mine(contributor) -> str:
    url = f"/my-examples/{contributor.submission.pk}/"
    return contributor.client.get(url).content.decode()


def public(example) -> str:
    return Client().get(example.url).content.decode()


def nowhere(example, words: str) -> bool:
    """Neither example, search, list, feed nor sitemap have it."""
    visitor = Client()
    found = [
        example.url,
        f"/search/?q={words}",
        "/examples/",
        "/examples/feed/",
        "/sitemap.xml",
    ]
    return not any(
        example.title in (html := visitor.get(path).content.decode())
        or f"{example.url}<" in html
        or f'"{example.url}"' in html
        for path in found
    )


def test_a_correction_goes_through_review_while_the_page_stays(
    example, place, contributor, moderator
):
    assert press(contributor, "correct").url == f"/share/{contributor.submission.pk}/"
    assert "Published, being corrected" in mine(contributor)
    contributor.post("send", aims="To hear platypus words.")
    assert "correction with a moderator" in mine(contributor)
    assert "wombatish" in public(example)
    assert "platypus" not in public(example)
    assert nowhere_words(example, "platypus")
    act(moderator, example, "changes", words="Which words?")
    assert "wombatish" in public(example)
    contributor.post("send", aims="To hear all the platypus words.")
    mail.outbox.clear()
    act(moderator, example, "approve")
    assert "all the platypus words" in public(example)
    assert "wombatish" not in public(example)
    (message,) = [each for each in mail.outbox if each.to == ["amina@example.org"]]
    assert "Your correction" in message.subject
    assert contributor.submission.state == Submission.State.SENT


def nowhere_words(example, word: str) -> bool:
    return example.title not in Client().get(f"/search/?q={word}").content.decode()


def test_a_correction_keeps_what_moderators_added(example, place, contributor, moderator):
    from knowledge.models import Rung

    rung = Rung.objects.create(number=5, name="Co-design", slug="co-design")
    press(contributor, "correct")
    contributor.post("send", aims="Other words.")
    act(moderator, example, "approve", rungs=[rung.pk])
    press(contributor, "correct")
    contributor.post("send", aims="Still other words.")
    act(moderator, example, "approve", rungs=[rung.pk])
    example.refresh_from_db()
    assert [link.rung for link in example.rung_links.all()] == [rung]


def test_a_correction_can_be_taken_back_and_dropped(example, place, contributor, moderator):
    press(contributor, "correct")
    contributor.post("send", aims="To hear platypus words.")
    press(contributor, "withdraw")
    assert "Published, being corrected" in mine(contributor)
    assert contributor.submission.answers["aims"] == "To hear platypus words."
    example.refresh_from_db()
    assert example.get_latest_revision_as_object().aims == "To hear wombatish words."
    press(contributor, "drop-correction")
    assert contributor.submission.answers["aims"] == "To hear wombatish words."
    assert "wombatish" in public(example)


def test_a_correction_that_is_not_suitable_leaves_both_texts(
    example, place, contributor, moderator
):
    press(contributor, "correct")
    contributor.post("send", aims="Buy platypus oil.")
    act(moderator, example, "decline", reason="advertising", words="This sells something.")
    assert "Published, being corrected" in mine(contributor)
    assert "This sells something." in mine(contributor)
    assert contributor.submission.answers["aims"] == "Buy platypus oil."
    assert "wombatish" in public(example)
    example.refresh_from_db()
    assert example.get_latest_revision_as_object().aims == "To hear wombatish words."


def test_withdrawal_leaves_a_notice_and_search_forgets_at_once(example, contributor, moderator):
    assert example.title in Client().get("/search/?q=wombatish").content.decode()
    assert not nowhere(example, "wombatish")
    press(contributor, "withdraw-from-public")
    response = Client().get(example.url)
    assert response.status_code == 410
    assert "The people who shared it withdrew it" in response.content.decode()
    assert response["X-Robots-Tag"] == "noindex"
    assert nowhere(example, "wombatish")
    assert contributor.submission.answers["aims"] == "To hear wombatish words."
    assert "You withdrew it" in mine(contributor)
    assert kinds(example)[-1] == "withdrawn"


def test_nobody_publishes_what_was_withdrawn(example, place, contributor, moderator):
    press(contributor, "withdraw-from-public")
    for person in (place.moderator, make_moderator(region=place.region), make_admin()):
        example = PracticeExamplePage.objects.get(pk=example.pk)
        assert not example.permissions_for_user(person).can_publish()
        browser = admin_client(person)
        browser.post(f"/admin/hide/{example.pk}/", {})
        example.refresh_from_db()
        assert not example.live
    press(contributor, "reopen")
    contributor.post("send", aims="To hear wombatish words again.")
    act(moderator, example, "approve")
    assert "words again" in public(example)


def test_withdrawing_a_correction_under_review_withdraws_all(example, contributor, moderator):
    press(contributor, "correct")
    contributor.post("send", aims="To hear platypus words.")
    press(contributor, "withdraw-from-public")
    assert Client().get(example.url).status_code == 410
    example.refresh_from_db()
    assert example.current_workflow_state is None
    assert "Withdrawn" in mine(contributor)


def test_hidden_by_one_click_with_a_record_and_shown_again(example, place, contributor, moderator):
    mail.outbox.clear()
    moderator.post(f"/admin/hide/{example.pk}/", {"words": ""})
    response = Client().get(example.url)
    assert response.status_code == 410
    assert "Our moderators took it down" in response.content.decode()
    assert nowhere(example, "wombatish")
    assert "Taken down" in mine(contributor)
    assert ["amina@example.org"] in [each.to for each in mail.outbox]
    assert kinds(example)[-1] == "hidden"
    moderator.post(f"/admin/hide/{example.pk}/", {"words": "Checked."})
    assert "wombatish" in public(example)
    assert kinds(example)[-1] == "shown_again"


def test_hiding_is_for_the_regions_moderators(example, place):
    from tests.factories import make_editor

    for person in (place.other_moderator, make_editor(region=place.region)):
        admin_client(person).post(f"/admin/hide/{example.pk}/", {})
        example.refresh_from_db()
        assert example.live


def test_a_correction_in_progress_survives_hiding(example, contributor, moderator):
    press(contributor, "correct")
    contributor.post("send", aims="To hear platypus words.")
    moderator.post(f"/admin/hide/{example.pk}/", {})
    assert "Taken down" in mine(contributor)
    moderator.post(f"/admin/hide/{example.pk}/", {})
    assert "wombatish" in public(example)
    assert "Published, being corrected" in mine(contributor)
    assert contributor.submission.answers["aims"] == "To hear platypus words."


def test_pictures_sizes_go_with_a_hidden_page_and_stay_where_another_uses_them(example, moderator):
    from examples.models import ExamplePicture

    image = make_image()
    draft = example.get_latest_revision_as_object()
    draft.pictures = [ExamplePicture(image=image, alternative_text="Blue")]
    draft.save_revision().publish()
    rendition = image.get_rendition("width-40")
    name = rendition.file.name
    storage = rendition.file.storage
    assert storage.exists(name)
    with committed():
        moderator.post(f"/admin/hide/{example.pk}/", {})
    assert not image.renditions.exists()
    assert not storage.exists(name)
    assert Client().get(f"/media/{name}").status_code == 404


def test_an_editors_own_review_of_a_live_example_is_not_the_contributors(
    example, place, contributor
):
    from tests.factories import make_editor

    editor = make_editor(region=place.region)
    draft = example.get_latest_revision_as_object()
    draft.summary = "A better summary."
    draft.save_revision(user=editor)
    example.get_workflow().start(example, editor)
    assert "Everybody can read it." in mine(contributor)


def test_outcomes_are_awaited_asked_for_and_taken(example, place, contributor, moderator):
    in_a_year = timezone.now() + datetime.timedelta(days=367)
    assert "Outcomes awaited" in public(example)
    assert ask_for_outcomes() == 0
    mail.outbox.clear()
    with freeze_time(in_a_year, tick=True):
        assert ask_for_outcomes() == 1
        assert ask_for_outcomes() == 0
        (message,) = mail.outbox
        assert message.to == ["amina@example.org"]
        assert "List-Unsubscribe" in message.extra_headers
        assert "/admin" not in message.body
    with freeze_time(in_a_year + datetime.timedelta(days=30), tick=True):
        assert ask_for_outcomes() == 1
        assert ask_for_outcomes() == 0
        assert len(mail.outbox) == 2
    assert "What came of it?" in mine(contributor)
    assert press(contributor, "correct", to="evaluation").url.endswith("#id_evaluation")
    contributor.post("send", evaluation="More visits.")
    act(moderator, example, "approve")
    assert "More visits." in public(example)
    assert "Outcomes awaited" not in public(example)
    assert not FollowUp.objects.get().is_open
    assert "What came of it?" not in mine(contributor)


def test_outcomes_can_be_declined_for_good(example, contributor):
    with freeze_time(timezone.now() + datetime.timedelta(days=367), tick=True):
        ask_for_outcomes()
    press(contributor, "no-outcomes")
    mail.outbox.clear()
    with freeze_time(timezone.now() + datetime.timedelta(days=500), tick=True):
        assert ask_for_outcomes() == 0
    assert mail.outbox == []
    assert "Outcomes awaited" not in public(example)


def test_whoever_stopped_reminders_is_not_asked(example, contributor):
    MailChoice.objects.create(user=contributor.submission.owner, reminders=False)
    mail.outbox.clear()
    with freeze_time(timezone.now() + datetime.timedelta(days=367), tick=True):
        ask_for_outcomes()
    assert mail.outbox == []
