"""Which answers are kept, for whom, and how they are sent."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from wagtail.models import Page

from knowledge.caching import middleware
from knowledge.caching.kept_pages import best_encoding
from knowledge.caching.making import do_not_keep, making_answer
from knowledge.caching.middleware import PublicPageMiddleware
from knowledge.caching.stamp import read_stamps
from tests.factories import SiteTree, make_admin, make_image
from tests.knowledge.caching.asking import PACK, SECTION, is_kept, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(site_tree: SiteTree, monkeypatch: pytest.MonkeyPatch) -> SiteTree:
    """Within the transaction of a test, in which nothing is kept otherwise."""
    monkeypatch.setattr(middleware, "is_in_transaction", lambda: False)
    monkeypatch.setattr(middleware, "current_stamps", read_stamps)
    return site_tree


# --- whose it is ---


def test_who_is_signed_in_is_neither_served_nor_kept(tree):
    client, editor = Client(), Client()
    editor.force_login(make_admin())
    for _ in range(2):
        answer = editor.get(SECTION)
        assert "Cache-Control" not in answer.headers
        assert "ETag" not in answer.headers
    assert queries_of(client, SECTION) > 1
    assert is_kept(client, SECTION)
    assert queries_of(editor, SECTION) > 1


@pytest.mark.parametrize(
    "headers",
    [{"cookie": "messages=x"}, {"cookie": "sessionid=x"}, {"authorization": "Basic eDp5"}],
)
def test_whoever_may_be_somebody_is_passed_on(headers, tree):
    client = Client()
    client.get(SECTION)
    assert queries_of(client, SECTION, **headers) > 1
    assert "Cache-Control" not in Client().get(SECTION, headers=headers).headers


def test_a_draft_and_its_preview_are_nobodys(tree):
    client = Client()
    client.get(SECTION)
    tree.section.title = "Only a draft"
    tree.section.save_revision()
    assert is_kept(client, SECTION)
    preview = tree.section.make_preview_request()
    assert "Only a draft" in preview.text
    assert "public" not in preview.headers["Cache-Control"]
    assert "Only a draft" not in client.get(SECTION).text


def test_pages_read_no_cookie_but_those_that_are_known(tree):
    read: set[str] = set()

    class Told(dict):
        def get(self, name: str, *args: object) -> None:
            read.add(name)

        def __contains__(self, name: object) -> bool:
            read.add(str(name))
            return False

        def __getitem__(self, name: str) -> None:
            raise KeyError(read.add(name))

    with override_settings(HUB_PAGE_CACHE_BYTES=0):
        client = Client()
        client.get(SECTION)
        request = RequestFactory().get(SECTION)
        request.COOKIES = Told()
        client.handler.get_response(request)
    assert read == {"sessionid", "messages", "csrftoken"}


def test_what_is_no_page_is_left_alone(tree):
    client = Client()
    for url in ("/search/?q=birth", "/feedback/", "/robots.txt", "/sign-in/", "/no-such-page/"):
        for _ in range(2):
            answer = client.get(url)
            assert "public" not in answer.headers.get("Cache-Control", ""), url
            assert "ETag" not in answer.headers, url


# --- one page for each address, host and way of asking ---


def test_hosts_and_queries_are_told_apart(tree):
    client = Client()
    client.get(SECTION)
    assert is_kept(client, SECTION)
    assert queries_of(client, SECTION, host="other.example") > 1
    assert queries_of(client, f"{SECTION}?from=mail") > 1
    assert is_kept(client, f"{SECTION}?from=mail")
    assert client.get(SECTION, secure=True).status_code == 200
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        assert client.get(SECTION, headers={"host": "evil.example"}).status_code == 400


def test_a_head_has_the_headers_and_no_body(tree):
    client = Client()
    page = client.get(SECTION)
    with CaptureQueriesContext(connection) as queries:
        head = client.head(SECTION)
    assert len(queries) == 1
    assert head.content == b""
    assert head.headers == page.headers


def test_a_visitor_who_has_the_page_is_told_so(tree):
    client = Client()
    page = client.get(SECTION)
    again = client.get(SECTION, headers={"if-none-match": page.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Vary"] == "Cookie, Accept-Encoding"
    assert again.headers["Cache-Control"] == "public, max-age=0, s-maxage=60"
    # What changed back is what the visitor has.
    Page.objects.filter(pk=tree.section.pk).update(title="Other")
    kept = {"if-none-match": page.headers["ETag"]}
    assert client.get(SECTION, headers=kept).status_code == 200
    Page.objects.filter(pk=tree.section.pk).update(title=tree.section.title)
    assert client.get(SECTION, headers=kept).status_code == 304


def test_a_page_comes_compressed_to_whoever_takes_it(tree):
    client = Client()
    plain = client.get(SECTION)
    assert "Content-Encoding" not in plain.headers
    for name, opened in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        answer = client.get(SECTION, headers={"accept-encoding": name})
        assert answer.headers["Content-Encoding"] == name
        assert opened(answer.content) == plain.content
        assert int(answer.headers["Content-Length"]) == len(answer.content)
        assert answer.headers["ETag"] == plain.headers["ETag"]
        assert answer.headers["Vary"] == "Cookie, Accept-Encoding"


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("gzip;q=0.000", "identity"),
        ("br;q=nonsense, gzip;q=.5", "gzip"),
        ("identity;q=1, *;q=0", "identity"),
        ("GZIP", "gzip"),
        ("x" * 9000, "identity"),
    ],
)
def test_the_best_encoding(accepted, best):
    assert best_encoding(accepted) == best


# --- when nothing is kept ---


def answering(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[], HttpResponse]:
    """Ask for the section through the middleware, with that view behind it."""

    def page(request: HttpRequest) -> HttpResponse:
        request.resolver_match = resolve(request.path_info)
        return view(request)

    behind = PublicPageMiddleware(page)
    return lambda: behind(RequestFactory().get(SECTION))


def titled(*args: object) -> HttpResponse:
    return HttpResponse(Page.objects.get(url_path__endswith=SECTION).title)


def test_a_page_that_changed_while_it_was_made_is_not_kept(tree):
    numbers = iter(range(4))

    def overtaken(request: HttpRequest) -> HttpResponse:
        answer = titled()
        Page.objects.filter(pk=tree.section.pk).update(title=f"Number {next(numbers)}")
        return answer

    ask = answering(overtaken)
    assert [ask().content for _ in range(3)][1:] == [b"Number 0", b"Number 1"]
    assert "ETag" not in answering(overtaken)().headers


@pytest.mark.parametrize(
    "change",
    [
        lambda answer: answer.set_cookie("a", "b"),
        lambda answer: answer.headers.setdefault("Cache-Control", "private"),
        lambda answer: setattr(answer, "status_code", 404),
        lambda answer: do_not_keep(),
    ],
    ids=["cookie", "private", "not found", "passing"],
)
def test_an_answer_of_another_kind_is_not_kept(change, tree):
    asked = []

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request)
        answer = titled()
        change(answer)
        return answer

    ask = answering(view)
    assert "ETag" not in ask().headers
    ask()
    assert len(asked) == 2


def test_a_preview_that_comes_with_the_pages_address_is_passed_on(tree):
    behind = PublicPageMiddleware(titled)
    request = RequestFactory().get(SECTION)
    request.is_dummy = True
    assert "ETag" not in behind(request).headers


def test_memory_is_bounded(tree):
    with override_settings(HUB_PAGE_CACHE_BYTES=100_000):
        client = Client()
        for number in range(8):
            client.get(f"{SECTION}?n={number}")
        assert is_kept(client, f"{SECTION}?n=7")
        assert queries_of(client, f"{SECTION}?n=0") > 1
    with override_settings(HUB_PAGE_CACHE_BYTES=1000):
        small = Client()
        small.get(SECTION)
        assert queries_of(small, SECTION) > 1


def test_what_many_pages_need_is_asked_once_until_content_changes(tree):
    alone = queries_of(Client(), PACK)
    client = Client()
    client.get(SECTION)
    assert queries_of(client, PACK) <= alone - 4
    Page.objects.filter(pk=tree.about.pk).update(title="Other notice")
    assert "Other notice" in client.get(PACK).text


def test_a_picture_that_is_missing_for_now_is_not_kept_missing(db):
    image = make_image()
    image.get_file_hash()
    content = Path(image.file.path).read_bytes()
    Path(image.file.path).unlink()
    with making_answer({}) as making:
        assert image.get_rendition("width-10").is_gap
    assert not making.may_be_kept
    Path(image.file.path).write_bytes(content)
    with making_answer({}) as making:
        assert not image.get_rendition("width-10").is_gap
    assert making.may_be_kept


def test_showing_sizes_of_a_picture_asks_once_and_writes_nothing(db):
    image = make_image()
    image.get_renditions("width-10", "width-20")
    with CaptureQueriesContext(connection) as queries:
        image.get_renditions("width-10", "width-20")
    assert len(queries) == 1
    assert queries[0]["sql"].startswith("SELECT")
