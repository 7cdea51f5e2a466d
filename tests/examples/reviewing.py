"""What the region's people do with an example, over HTTP as in their browser."""

from __future__ import annotations

from django.test import Client, TestCase

from examples.models import PracticeExamplePage
from knowledge.moderation.models import Decision, Review
from knowledge.moderation.reviews import version_of
from tests.factories import PASSWORD


def committed():
    """What waits for the end of the transaction, mails above all, happens at the end of the block."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def admin_client(user) -> Client:
    """A browser in which somebody of the admin has signed in with their password."""
    client = Client()
    response = client.post("/staff/sign-in/", {"login": user.email, "password": PASSWORD})
    assert response.status_code == 302, response.content
    return client


def send_example(contributor, place, **typed) -> PracticeExamplePage:
    """An example of the place's region, sent; its page."""
    contributor.begin()
    return send_begun(contributor, place, **typed)


def send_begun(contributor, place, **typed) -> PracticeExamplePage:
    """The same of one that they have begun."""
    with committed():
        response = contributor.post(
            "send",
            **{
                "project_title": "Bumps together",
                "aims": "To listen.",
                "region": place.region.pk,
                "licence": "on",
                **typed,
            },
        )
    assert response.status_code == 302, response.content.decode()[-3000:]
    return contributor.submission.page


def review_of(page) -> Review:
    """The page's newest review."""
    return Review.objects.filter(page_id=page.pk).latest("pk")


def act(client: Client, page, act: str, **said):
    """Press one button of the review's page; the version is the newest unless said."""
    page = PracticeExamplePage.objects.get(pk=page.pk)
    said.setdefault("version", version_of(page))
    data = {"act": act, **{f"{act}-{name}": value for name, value in said.items()}}
    with committed():
        return client.post(f"/admin/reviews/{review_of(page).pk}/", data)


def kinds(page) -> list[str]:
    """What was recorded about the page, the oldest first."""
    rows = Decision.objects.of_page(page.pk).order_by("pk")
    return list(rows.values_list("kind", flat=True))
