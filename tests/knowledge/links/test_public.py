"""Visitors are told of a link that does not open, everywhere it stands, and of nothing else."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from knowledge.contracts.broken_links import broken_addresses
from knowledge.links.ledger import rebuild
from knowledge.links.models import BrokenAddress, Link, Verdict
from knowledge.links.public import say_broken
from knowledge.models import (
    EvidencePage,
    EvidenceRequirement,
    LadderPage,
    ResourcePage,
    Rung,
    VideoPage,
)
from knowledge.models.publishers import PublishedPage
from tests.factories import add_page, make_organisation
from tests.knowledge.links.test_ledger import raw_body

pytestmark = pytest.mark.django_db
BROKEN = "https://broken.example/?a=1&b=2"
NOTE = "(we are checking this link)"


def breaks(address: str = BROKEN) -> Link:
    """The link is dead from now on."""
    link, _ = Link.objects.get_or_create(address=address)
    link.verdict, link.checked_at = Verdict.DEAD, timezone.now()
    link.save()
    say_broken(link)
    return link


def mends(link: Link) -> None:
    link.verdict = Verdict.WORKS
    link.save()
    say_broken(link)


def html_of(client, page) -> str:
    answer = client.get(page.get_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_broken_resource_is_shown_with_its_address_and_that_we_look(client, site_tree):
    page = add_page(ResourcePage, site_tree.resources, "A guide", source_url=BROKEN)
    assert "Go to A guide" in html_of(client, page)
    link = breaks()
    html = html_of(client, page)
    assert "We are checking this link" in html
    assert "Go to A guide" not in html
    assert 'href="https://broken.example/?a=1&amp;b=2"' in html
    listing = html_of(client, site_tree.resources)
    assert "1 link that we are still checking" in listing
    mends(link)
    assert "Go to A guide" in html_of(client, page)
    assert "checking this link" not in html_of(client, site_tree.resources)


def test_a_broken_video_leaves_title_and_link_and_no_gap(client, site_tree):
    address = "https://www.youtube.com/watch?v=abcdefghijk"
    video = add_page(VideoPage, site_tree.videos, "Listening", source_url=address)
    body = json.dumps([{"type": "video", "value": {"video": video.pk}}])
    section = site_tree.section
    section.body = body
    section.save_revision().publish()
    assert "youtube-nocookie.com/embed" in html_of(client, section)
    breaks(address)
    for page in (section, video):
        html = html_of(client, page)
        assert "Listening" in html
        assert f'href="{address}"' in html
        assert "We are checking this link" in html
        assert "youtube-nocookie.com/embed" not in html


def test_words_with_a_broken_link_say_so_beside_it(client, site_tree):
    raw = raw_body()
    for host in ("text", "callout", "quotation", "element", "accordion"):
        raw = raw.replace(f"https://{host}.example/", "https://broken.example/")
    section = site_tree.section
    section.body = raw
    section.save_revision().publish()
    assert NOTE not in html_of(client, section)
    link = breaks()
    assert html_of(client, section).count(NOTE) == 5
    mends(link)
    assert NOTE not in html_of(client, section)


def test_links_outside_of_bodies_say_so_too(client, site_tree):
    publisher = make_organisation("A publisher", website=BROKEN)
    EvidenceRequirement.objects.create(scheme="S", code="1", slug="s", source_url=BROKEN)
    Rung.objects.create(number=1, name="First", slug="first")
    pages = [
        add_page(ResourcePage, site_tree.resources, publisher=publisher, source_url="https://a.example"),
        add_page(LadderPage, site_tree.pack, source_name="Somebody", source_url=BROKEN),
        add_page(EvidencePage, site_tree.pack),
    ]  # fmt: skip
    site_tree.pack.acknowledgements = f'<p><a href="{BROKEN.replace("&", "&amp;")}">Thanks</a></p>'
    site_tree.pack.save_revision().publish()
    pages.append(site_tree.pack)
    for page in pages:
        assert NOTE not in html_of(client, page)
    breaks()
    for page in pages:
        assert NOTE in html_of(client, page), page


@pytest.mark.parametrize("address", ["", BROKEN, "https://a.example/"])
@pytest.mark.parametrize("model", [ResourcePage, VideoPage])
def test_the_rule_for_one_and_for_many_is_the_same(site_tree, model, address):
    breaks()
    parent = site_tree.resources if model is ResourcePage else site_tree.videos
    page = add_page(model, parent, source_url=address)
    expected = address in ("", BROKEN)
    assert page.is_link_being_checked == expected
    assert model.objects.filter(model.being_checked(), pk=page.pk).exists() == expected
    assert issubclass(model, PublishedPage)


def test_an_own_copy_opens_whatever_its_address_does(site_tree):
    breaks()
    page = ResourcePage(source_url=BROKEN, document_id=1)
    assert not page.is_link_being_checked


def test_a_request_asks_once_and_the_next_one_again(client, site_tree, django_assert_num_queries):
    from knowledge.links import public

    public.on_request_started()
    try:
        with django_assert_num_queries(1):
            assert not broken_addresses()
            assert not broken_addresses()
        BrokenAddress.objects.create(key="k", address=BROKEN)
        assert not broken_addresses()
    finally:
        public.on_request_finished()
    assert broken_addresses() == {BROKEN}


def test_what_is_written_down_afresh_forgets_what_is_broken_nowhere(site_tree):
    breaks()
    rebuild()
    assert not BrokenAddress.objects.exists()
