"""A link that leads nowhere may wait in a draft; it is published by no way, and the editor is told where it is."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import Page

from knowledge.access.roles import ensure_roles
from knowledge.blocks.nowhere import links_to_nowhere
from knowledge.blocks.streams import BodyBlock
from knowledge.models import PackPage, SectionPage
from knowledge.moderation import reviews
from knowledge.moderation.models import Review
from tests.factories import add_page, make_admin, make_editor, make_moderator, make_region
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db
NOWHERE = '<p><a href="#">A toolkit</a></p>'
BLOCKS = {
    "text": NOWHERE,
    "callout": {"heading": "H", "body": NOWHERE},
    "element_list": {"heading": "", "numbered": False, "elements": [{"title": "T", "text": NOWHERE}]},
    "accordion": [{"heading": "H", "body": NOWHERE}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<a href="#">A</a>', ["A"]),
        ('<a href="">A <b>b</b></a>', ["A b"]),
        ("<a>A &amp; b</a>", ["A & b"]),
        ('<a href="http://">A</a><a href=" # ">B</a>', ["A", "B"]),
        ('<a href="#"></a>', ["a link without words"]),
        ('<a href="#part">A</a><a linktype="page" id="3">B</a>', []),
        ('<a href="https://a.example/">A</a><a href="mailto:a@b.example">B</a><a href="/x/">C</a>', []),
    ],
)  # fmt: skip
def test_which_links_lead_nowhere(html, words):
    assert links_to_nowhere(html) == words


def body(kind: str) -> str:
    return json.dumps([{"type": kind, "value": BLOCKS[kind]}])


@pytest.mark.parametrize("kind", BLOCKS)
def test_every_block_says_it_at_its_place_and_a_draft_may_wait(kind):
    block = BodyBlock()
    value = block.to_python(json.loads(body(kind)))
    with pytest.raises(StreamBlockValidationError) as error:
        block.clean(value)
    assert "This leads nowhere: “A toolkit”" in json.dumps(
        error.value.as_json_data(), ensure_ascii=False
    )
    block.clean_deferred(value)


@pytest.mark.parametrize("kind", BLOCKS)
def test_no_page_with_one_is_made_public(site_tree, kind):
    draft = add_page(SectionPage, site_tree.pack, live=False, body=body(kind))
    with pytest.raises(ValidationError, match="A toolkit"):
        draft.get_latest_revision().publish()
    assert not Page.objects.get(pk=draft.pk).live


def test_nor_one_with_it_in_a_field(site_tree):
    pack = PackPage.objects.get(pk=site_tree.pack.pk)
    pack.acknowledgements = NOWHERE
    with pytest.raises(ValidationError, match="A toolkit"):
        pack.save_revision(clean=False).publish()


@pytest.fixture
def draft(site_tree):
    ensure_roles()
    return add_page(SectionPage, site_tree.pack, "A draft", live=False, body=body("callout"))


def test_the_review_says_why_it_cannot_be_approved(draft):
    editor, moderator = make_editor(region=make_region()), make_moderator()
    draft.save_revision(user=editor)
    draft.get_workflow().start(draft, editor)
    review = Review.objects.get(page_id=draft.pk)
    said = {"act": "approve", "approve-version": reviews.version_of(Page.objects.get(pk=draft.pk))}
    answer = admin_client(moderator).post(reverse("review", args=[review.pk]), said)
    assert answer.status_code == 400
    assert "links that lead nowhere: A toolkit" in answer.content.decode()
    assert not Page.objects.get(pk=draft.pk).live


def test_nor_can_it_be_published_alone(draft):
    admin = make_admin()
    answer = admin_client(admin).post(
        reverse("publish_alone", args=[draft.pk]), {"reason": "Nobody else is here this week."}
    )
    assert "links that lead nowhere: A toolkit" in answer.content.decode()
    assert not Page.objects.get(pk=draft.pk).live
