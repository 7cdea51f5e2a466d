"""What is not published is found by nobody who may not see it, by no route.

Words that stand only in hidden things are looked for behind every address the site knows, as the
public and as another contributor; each address is filled with the ids of those hidden things. What staff of
another region see in the admin is asked in tests/knowledge/access/test_regions.py.
"""

from __future__ import annotations

import datetime
import itertools
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from examples.models import ExampleIndexPage, Submission
from examples.submissions.submit import submit
from knowledge.models import SectionPage
from knowledge.users.models import User
from knowledge.workspaces.models import Answer, AssessmentPage
from knowledge.workspaces.private_links import find, reading_key
from knowledge.workspaces.rounds import start
from tests.factories import (
    add_page,
    make_contributor,
    make_document,
    make_image,
    make_moderator,
    make_region,
    section_body,
)
from tests.shared_fixtures import shared_fixture

pytestmark = pytest.mark.django_db

SAFE_METHODS_ONLY = re.compile(r"logout|sendfile")
"""Addresses whose GET changes the session."""


CONTRIBUTED = ("xqsubmission", "xqanswer", "xqcredit", "xqpending", "xqagreed")


@dataclass
class Hidden:
    """Things that nobody but their people may see, and the words that stand in them alone."""

    words: set[str] = field(default_factory=set)
    ids: dict[str, set[str]] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)

    def word(self, where: str) -> str:
        """A word that stands nowhere else."""
        word = f"xq{where}{uuid.uuid4().hex[:6]}"
        self.words.add(word)
        return word

    def add(self, kind: str, value: object) -> None:
        """An id by which an address could ask for the thing."""
        self.ids.setdefault(kind, set()).add(str(value))

    def of_contributors(self) -> Hidden:
        """Only what contributors have not published."""
        words = {word for word in self.words if word.startswith(CONTRIBUTED)}
        return Hidden(words, self.ids, self.paths)

    def leaks_in(self, text: str) -> set[str]:
        """The hidden words that the text gives away."""
        folded = text.lower()
        return {word for word in self.words if word in folded}


@shared_fixture
def hidden(site_tree) -> Hidden:
    secret = Hidden()

    def page(page_type, parent, where, **kwargs) -> Page:
        word = secret.word(where)
        made = add_page(page_type, parent, f"Title {word}", slug=word, summary=word, **kwargs)
        secret.add("int", made.pk)
        secret.paths.add(made.get_url_parts()[2] if made.get_url_parts() else "")
        return made

    pack = site_tree.pack
    page(SectionPage, pack, "draft", live=False, body=section_body(secret.word("draftbody")))

    unpublished = page(SectionPage, pack, "unpublished")
    file_word = secret.word("unpublishedfile")
    file = make_document(file_word, name=f"{file_word}.txt", content=secret.word("text").encode())
    unpublished.body = [{"type": "document", "value": {"document": file.pk, "text": ""}}]
    unpublished.save_revision().publish()
    unpublished.unpublish()

    live = add_page(SectionPage, pack, "Live with a newer draft", body=section_body("Known."))
    live.title = secret.word("newtitle")
    live.body = section_body(secret.word("newbody"), heading=secret.word("newheading"))
    live.save_revision()

    restricted = page(SectionPage, pack, "restricted")
    page(SectionPage, restricted, "belowrestricted")
    PageViewRestriction.objects.create(
        page=restricted, restriction_type="password", password="secret"
    )

    ended = page(SectionPage, pack, "ended")
    Page.objects.filter(pk=ended.pk).update(live=False, expired=True, expire_at=timezone.now())

    scheduled = page(SectionPage, pack, "scheduled", live=False)
    scheduled.go_live_at = timezone.now() + datetime.timedelta(days=3)
    scheduled.save_revision().publish()

    word = secret.word("document")
    document = make_document(word, name=f"{word}.txt", content=secret.word("inside").encode())
    secret.add("int", document.pk)
    word = secret.word("image")
    image = make_image(word)
    secret.add("int", image.pk)
    rendition = image.get_rendition("width-50")
    secret.paths |= {rendition.url, image.file.url, document.url, file.url, document.file.url}

    add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    drafted = Submission.objects.create(
        owner=make_contributor(),
        region=make_region(),
        answers={"project_title": secret.word("submission"), "aims": secret.word("answer")},
        credit_line=secret.word("credit"),
    )
    pending = Submission.objects.create(
        owner=make_contributor(),
        region=make_region(),
        answers={key: secret.word(f"pending{key}") for key in ("project_title", "aims", "scope")},
        consent={
            "agreed_by": secret.word("agreed"),
            "identifiable": "no",
            "children": "no",
            "sensitive": "no",
        },
    )
    submit(pending, pending.owner, uuid.uuid4(), has_agreed=True)
    pending.refresh_from_db()
    assert pending.page_id
    secret.add("int", pending.page_id)
    secret.paths.add(Page.objects.get(pk=pending.page_id).url)
    assessment = add_page(AssessmentPage, pack, "Gap analysis", slug="gaps")
    key = start(assessment)
    link = find(key)
    asked = link.workspace.rounds.get()
    said = {name: secret.word(f"gap{name}") for name in ("evidence", "what", "who", "when")}
    Answer.objects.create(round=asked, statement="1", priority="high", **said)
    secret.words |= {key.lower(), reading_key(key).lower()}
    secret.add("uuid", link.workspace.pk)
    secret.add("int", asked.pk)
    secret.add("uuid", drafted.pk)
    secret.add("uuid", pending.pk)
    return secret


def every_route(patterns=None, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """(address with {} for each argument, the arguments' kinds) of every pattern of the site."""
    for each in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + _as_template(str(each.pattern))
        if isinstance(each, URLResolver):
            yield from every_route(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            yield "/" + re.sub(r"<[^>]+>", "{}", route), re.findall(r"<([^:>]+)", route)


def _as_template(pattern: str) -> str:
    """A regular expression's groups as `<kind:name>`, so that both styles of pattern read alike."""
    pattern = pattern.lstrip("^").rstrip("$").replace(r"\Z", "")
    pattern = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<regex:\1>", pattern)
    pattern = re.sub(r"<(\w+)>", r"<str:\1>", pattern)
    pattern = re.sub(r"\((?!\?)(?:[^()]|\([^()]*\))*\)", r"<regex:group>", pattern)
    return re.sub(r"\\(.)", r"\1", pattern).replace("?", "")


def addresses(hidden: Hidden) -> Iterator[list[str]]:
    """For every route of the site its addresses, filled with hidden ids; and the hidden things' own paths."""
    numbers = sorted(hidden.ids["int"])
    uuids = sorted(hidden.ids["uuid"])
    values = {
        "int": numbers,
        "uuid": uuids,
        "str": [*numbers[:2], *uuids],
        "slug": sorted(hidden.words)[:2],
        "path": [""],
        "regex": numbers[:3],
    }
    for route, kinds in every_route():
        if SAFE_METHODS_ONLY.search(route):
            continue
        filled = itertools.product(*[values.get(kind, numbers[:2]) for kind in kinds])
        yield [route.format(*each) for each in itertools.islice(filled, 12)]
    yield [path for path in hidden.paths if path]
    # A minus before a word asks for what does not hold it.
    yield [f"/search/?q={word.lstrip('-')}" for word in hidden.words]
    yield [f"/?q={word}" for word in sorted(hidden.words)[:2]]


def text_of(response) -> str:
    """All that the visitor gets: head and body."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{dict(response.headers)} {body.decode(errors='replace')}"


class Visitor:
    """Somebody with a browser, and what they were shown that is hidden from them."""

    def __init__(self, hidden: Hidden, user: User | None = None) -> None:
        self.hidden, self.client = hidden, Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user)
        self.walked = 0
        self.leaks: list[tuple[str, set[str]]] = []

    def ask(self, address: str) -> HttpResponse:
        response = self.client.get(address)
        self.walked += 1
        assert response.status_code < 500, address
        asked = {word for word in self.hidden.words if word in address}
        text = text_of(response)
        if leaked := self.hidden.leaks_in(text) - asked:
            self.leaks.append((address, leaked))
        if asked and (count := re.search(r"(\d+) results?\b", text)):
            assert count.group(1) == "0", address
        return response


def is_the_doors(response: HttpResponse) -> bool:
    """Whether the admin's door answered, which looks at the person alone."""
    return response.status_code == 302 and response["Location"].startswith("/staff/sign-in/?next=")


def test_no_route_gives_a_hidden_word_away(hidden, settings):
    settings.HUB_DEMO = False
    call_command("reconcile")
    public, contributor = Visitor(hidden), Visitor(hidden, make_contributor())
    behind_the_door = []
    for of_one_route in addresses(hidden):
        for address in of_one_route:
            if is_the_doors(public.ask(address)):
                behind_the_door.append(address)
                break
            contributor.ask(address)
    assert len(behind_the_door) > 200
    for address in behind_the_door[::20]:
        assert contributor.ask(address).status_code == 403, address
    assert public.walked > contributor.walked > 200
    assert not public.leaks
    assert not contributor.leaks


def test_staff_of_another_region_find_nothing_outside_the_admin(hidden, settings):
    """Pages of no region are theirs to see; what contributors of another region wrote is not."""
    settings.HUB_DEMO = False
    settings.HUB_ADMIN_REQUIRES_MFA = False
    call_command("reconcile")
    contributed = hidden.of_contributors()
    assert len(contributed.words) >= 7
    moderator = Visitor(contributed, make_moderator(region=make_region("North West")))
    for of_one_route in addresses(contributed):
        for address in of_one_route:
            if not address.startswith("/admin/"):
                moderator.ask(address)
    assert moderator.walked > 100
    assert not moderator.leaks
