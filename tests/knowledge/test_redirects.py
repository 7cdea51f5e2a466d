"""Whatever happens to pages, no redirect leads to itself, in a circle, or away from a page."""

from __future__ import annotations

import contextlib
import random
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client, RequestFactory, TestCase
from django.urls import reverse
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from knowledge.models import SectionPage
from tests.factories import add_page, make_admin
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db

STEPS = 25


def committed():
    return TestCase.captureOnCommitCallbacks(execute=True)


def rename(page: Page, slug: str) -> None:
    page = SectionPage.objects.get(pk=page.pk)
    page.slug = slug
    with committed():
        page.save()


def follow(path: str) -> tuple[list[str], int]:
    """Where a visitor is sent from there, and how it ends."""
    client, seen = Client(), []
    while True:
        assert path not in seen, f"A circle: {seen}"
        seen.append(path)
        response = client.get(path)
        if response.status_code not in {301, 302}:
            return seen, response.status_code
        path = response["Location"]


def holds() -> None:
    """No circle from anywhere, and no redirect where a public page is.

    Asks what Wagtail's middleware asks, without the pages around it, which would take minutes.
    """
    visit = RequestFactory(SERVER_NAME="localhost").get("/")
    public = {page.url.rstrip("/") for page in SectionPage.objects.live()}
    for redirect in Redirect.objects.all():
        assert redirect.old_path not in public
        for path in (redirect.old_path, f"{redirect.old_path}?page=2"):
            seen = []
            while path and path not in public:
                assert path not in seen, f"A circle: {seen}"
                seen.append(path)
                found = get_redirect(visit, path) or get_redirect(visit, urlsplit(path).path)
                link = found.link if found else ""
                is_here = link and "example.org" not in link
                path = Redirect.normalise_path(link) if is_here else ""


def test_there_and_back_then_unpublished_it_is_not_found(site_tree):
    page = add_page(SectionPage, site_tree.pack, "Here", slug="here")
    below = add_page(SectionPage, page, "Below", slug="below", live=False)
    rename(page, "there")
    rename(page, "here")
    page.refresh_from_db()
    with committed():
        page.unpublish()
        SectionPage.objects.get(pk=below.pk).save_revision().publish()
        SectionPage.objects.get(pk=below.pk).unpublish()
    assert follow("/pack/here/") == (["/pack/here/"], 404)
    assert follow("/pack/here/below/") == (["/pack/here/below/"], 404)
    assert follow("/pack/there/") == (["/pack/there/", "/pack/here/"], 404)


def test_a_page_that_takes_an_address_over_does_not_lead_away_once_it_is_gone(site_tree):
    first = add_page(SectionPage, site_tree.pack, "First", slug="here")
    rename(first, "elsewhere")
    second = add_page(SectionPage, site_tree.pack, "Second", slug="here", live=False)
    assert follow("/pack/here/")[0][-1] == "/pack/elsewhere/"
    with committed():
        second.save_revision().publish()
    second.refresh_from_db()
    second.unpublish()
    assert follow("/pack/here/") == (["/pack/here/"], 404)


def test_also_where_both_happen_in_one_transaction(site_tree):
    first = add_page(SectionPage, site_tree.pack, "First", slug="here")
    with committed(), transaction.atomic():
        first.slug = "elsewhere"
        first.save()
        add_page(SectionPage, site_tree.pack, "Second", slug="here")
    holds()
    assert not Redirect.objects.filter(old_path="/pack/here").exists()


def test_an_ordinary_redirect_is_kept(site_tree):
    page = add_page(SectionPage, site_tree.pack, "Page", slug="old")
    add_page(SectionPage, page, "Below", slug="below")
    rename(page, "new")
    assert follow("/pack/old/below/") == (["/pack/old/below/", "/pack/new/below/"], 200)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_in_whatever_order(site_tree, seed):
    """Pages of few names are made, renamed, moved, taken down and published again."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    names = ["a", "b", "c"]
    places = [add_page(SectionPage, site_tree.pack, f"Place {name}", slug=name) for name in "xy"]
    for _ in range(STEPS):
        pages = list(SectionPage.objects.filter(depth__gt=places[0].depth))
        act = chance.choice(["make", "rename", "rename", "move", "down", "up", "place", "by hand"])
        page = SectionPage.objects.get(pk=chance.choice(pages).pk) if pages else None
        place = SectionPage.objects.get(pk=chance.choice(places).pk)
        name = chance.choice(names)
        is_free = not place.get_children().filter(slug=name).exists()
        with committed():
            if act == "make" and is_free:
                add_page(SectionPage, place, name, slug=name, live=chance.random() < 0.7)
            elif act == "rename" and page:
                if not page.get_siblings().filter(slug=name).exists():
                    page.slug = name
                    page.save()
            elif act == "move" and page:
                if not place.get_children().filter(slug=page.slug).exists():
                    page.move(place, pos="last-child")
            elif act == "down" and page:
                page.unpublish()
            elif act == "up" and page:
                page.save_revision().publish()
            elif act == "place":
                new = chance.choice(["x", "y", "z"])
                if not place.get_siblings().filter(slug=new).exists():
                    place.slug = new
                    place.save()
            elif act == "by hand" and page:
                in_code(f"/pack/{chance.choice('xyz')}/{name}", page)
        holds()


def in_code(old_path: str, target: Page) -> None:
    """As the admin's form does, if it is not refused."""
    redirect = Redirect(old_path=old_path, redirect_page=target)
    with contextlib.suppress(ValidationError):
        redirect.full_clean()
        redirect.save()


def by_hand(admin, old_path: str, target: Page | str) -> list[str]:
    """Make it in the admin; what the form refuses."""
    response = admin_client(admin).post(
        reverse("wagtailredirects:add"),
        {
            "old_path": old_path,
            "site": "",
            "is_permanent": "on",
            "redirect_page": target.pk if isinstance(target, Page) else "",
            "redirect_link": "" if isinstance(target, Page) else target,
        },
    )
    if response.status_code == 302:
        return []
    form = response.context["form"]
    return [str(error) for errors in form.errors.values() for error in errors]


@pytest.fixture
def admin():
    return make_admin()


def test_by_hand_from_a_page_is_refused(site_tree, admin):
    (error,) = by_hand(admin, "/pack/", site_tree.about)
    assert "“Resource pack” lives at this address" in error
    (error,) = by_hand(admin, "/", site_tree.about)
    assert "“Co-production Hub” lives at this address" in error
    assert not Redirect.objects.exists()


@pytest.mark.parametrize(
    "link",
    ["http://localhost/gone/", "http://localhost/gone?x=1", "https://LOCALHOST/gone#part"],
)
def test_by_hand_to_itself_is_refused(site_tree, admin, link):
    (error,) = by_hand(admin, "/gone", link)
    assert "in a circle: /gone → /gone" in error


def test_by_hand_in_a_circle_is_refused(site_tree, admin):
    page = add_page(SectionPage, site_tree.pack, "Page", slug="page")
    page.unpublish()
    assert by_hand(admin, "/a", "http://localhost/b/") == []
    assert by_hand(admin, "/b", page) == []
    (error,) = by_hand(admin, "/pack/page", "http://localhost/a")
    assert "in a circle: /pack/page → /a → /b → /pack/page" in error
    assert by_hand(admin, "/pack/page", "https://example.org/a") == []
    redirect = Redirect.objects.get(old_path="/pack/page")
    response = admin_client(admin).post(
        reverse("wagtailredirects:edit", args=[redirect.pk]),
        {
            "old_path": "/pack/page",
            "site": Site.objects.get().pk,
            "redirect_page": "",
            "redirect_link": "http://localhost/a",
        },
    )
    assert "in a circle" in response.content.decode()
    holds()


def test_every_form_and_import_asks(site_tree):
    with pytest.raises(ValidationError, match="in a circle"):
        Redirect(old_path="/a", redirect_link="http://localhost/a/").full_clean()


@pytest.mark.parametrize("how", ["alias", "copy", "saved"])
def test_whatever_way_a_page_takes_an_address_over(site_tree, how):
    first = add_page(SectionPage, site_tree.pack, "First", slug="here")
    source = add_page(SectionPage, site_tree.pack, "Source", slug="source")
    rename(first, "elsewhere")
    with committed():
        if how == "alias":
            second = source.create_alias(update_slug="here")
        elif how == "copy":
            second = source.copy(update_attrs={"slug": "here"}, keep_live=True)
        else:
            second = SectionPage.objects.get(
                pk=add_page(SectionPage, site_tree.pack, "Second", slug="here", live=False).pk
            )
            second.live = True
            second.save()
    holds()
    with committed():
        second.specific.unpublish()
    assert follow("/pack/here/") == (["/pack/here/"], 404)
