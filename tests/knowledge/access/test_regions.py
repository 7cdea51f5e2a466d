"""Staff see of another region what the public sees; and contributors are named to nobody in lists.

Words are planted in everything of one region that is not public, and looked for behind every address of the
admin, as the staff of another region, of the national pool, and of the region itself.
"""

from __future__ import annotations

import itertools
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from post_office.models import Email
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision, WorkflowState

from examples.models import ExampleIndexPage, Submission
from examples.submissions.attach import attach
from examples.submissions.submit import submit
from knowledge.access.regions import pages_seen_inside, pages_to_choose, sees_inside
from knowledge.access.roles import ensure_roles
from knowledge.documents.files.visibility import files_seen_by, staff_can_see
from knowledge.importing.models import ImportRun
from knowledge.importing.report import Entry, stored
from knowledge.models import Feedback, HubDocument, HubImage, PageRegion, SectionPage
from knowledge.moderation import reviews
from knowledge.moderation.decisions import decisions_seen_by, record
from knowledge.moderation.models import Decision, Review
from knowledge.users.models import User
from tests.examples.conftest import CONSENT
from tests.factories import (
    add_page,
    image_file,
    make_admin,
    make_contributor,
    make_document,
    make_editor,
    make_image,
    make_moderator,
    make_region,
    section_body,
)
from tests.signing_in import admin_client
from tests.test_leaks import SAFE_METHODS_ONLY, text_of

pytestmark = pytest.mark.django_db

FAILS_ON_PURPOSE = "/admin/failwhale/"
"""Wagtail's own page that tries what a server error looks like."""


@dataclass
class Planted:
    """What is the region's own, and the words that stand in it alone."""

    region: object
    words: dict[str, str] = field(default_factory=dict)
    """Where it stands → the word."""
    names: set[str] = field(default_factory=set)
    """Of a contributor who asked for no credit."""
    pages: list[int] = field(default_factory=list)
    ids: dict[str, set[int]] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)
    moderator: User | None = None

    def word(self, where: str) -> str:
        self.words[where] = f"xq{where}{uuid.uuid4().hex[:6]}"
        return self.words[where]

    def found_in(self, text: str, spared: set[str] = frozenset()) -> set[str]:
        folded = text.lower()
        return {
            where for where, word in self.words.items() if word in folded and word not in spared
        }


def plant(site_tree) -> Planted:
    ensure_roles()
    region = make_region("South East")
    planted = Planted(region)
    editor = make_editor(region=region)
    moderator = planted.moderator = make_moderator(region=region)

    def section(parent, where: str, live: bool = False) -> SectionPage:
        document = make_document(
            planted.word(f"{where}doc"), name=f"{planted.words[f'{where}doc']}.txt"
        )
        image = make_image(planted.word(f"{where}img"))
        page = add_page(
            SectionPage, parent, planted.word(f"{where}title"), live=False,
            summary=planted.word(f"{where}summary"),
            body=[
                *section_body(planted.word(f"{where}body")),
                {"type": "document", "value": {"document": document.pk, "text": ""}},
                {"type": "image", "value": {"image": image.pk, "decorative": True}},
            ],
        )  # fmt: skip
        PageRegion.objects.get_or_create(page_id=page.pk, region=region)
        ReferenceIndex.create_or_update_for_object(page)
        planted.paths |= {document.url, image.file.url, image.get_rendition("width-50").url}
        planted.ids.setdefault("document", set()).add(document.pk)
        planted.ids.setdefault("image", set()).add(image.pk)
        planted.pages.append(page.pk)
        return page

    draft = section(site_tree.pack, "draft")
    draft.save_revision(user=editor, log_action=True)
    below = add_page(SectionPage, draft, planted.word("below"), live=False)
    planted.pages.append(below.pk)

    public = add_page(SectionPage, site_tree.pack, "Known to everybody")
    PageRegion.objects.create(page_id=public.pk, region=region)
    public.refresh_from_db()
    public.title = planted.word("newtitle")
    public.body = section_body(planted.word("newbody"))
    public.save_revision(user=editor, log_action=True)
    planted.pages.append(public.pk)

    gone = add_page(SectionPage, site_tree.pack, planted.word("gonetitle"), live=False)
    PageRegion.objects.create(page_id=gone.pk, region=region)
    record(Decision.Kind.HIDDEN, gone, moderator, words=planted.word("gonewords"))
    gone.delete(user=moderator)

    example = send_an_example(site_tree, planted)
    review = Review.objects.get(page=example.page)
    version = reviews.version_of(Page.objects.get(pk=example.page_id))
    record(
        Decision.Kind.GUEST_ADVISED, example.page, None,
        as_role=f"Guest: {planted.word('guest')}", words=planted.word("guestwords"),
    )  # fmt: skip
    reviews.request_changes(review, moderator, version=version, words=planted.word("asked"))
    planted.ids |= plant_messages_and_imports(planted, draft, public)
    planted.ids |= {
        "workflow_state": set(WorkflowState.objects.values_list("pk", flat=True)),
        "review": {review.pk},
        "revision": set(
            Revision.objects.filter(object_id__in=map(str, planted.pages)).values_list(
                "pk", flat=True
            )
        ),
    }
    return planted


def plant_messages_and_imports(planted: Planted, *pages: Page) -> dict[str, set[int]]:
    """Readers' messages about the pages; an import of one of them, and one that waits for a yes."""
    messages = [
        Feedback.objects.create(
            form_token=uuid.uuid4(), page_id=page.pk, message=planted.word(f"message{page.pk}"),
            query=planted.word(f"query{page.pk}"), answer_note=planted.word(f"note{page.pk}"),
            email=f"{planted.word(f'reader{page.pk}')}@example.org",
        )
        for page in pages
    ]  # fmt: skip
    imports = []
    for where, made in (("made", pages[0]), ("waits", None)):
        run = ImportRun(
            file_name=f"{planted.word(f'{where}file')}.txt", format="txt", started_by=planted.moderator,
            state=ImportRun.State.DONE if made else ImportRun.State.PREVIEW,
            report=stored([Entry("unplaced", "A line", planted.word(f"{where}report"))]),
        )  # fmt: skip
        run.file.save("x.txt", ContentFile(planted.word(f"{where}original").encode()))
        if made:
            run.things.create(
                key="section:x", kind="section", title="x", action="made", page_id=made.pk
            )
        imports.append(run)
    return {"feedback": {each.pk for each in messages}, "import": {each.pk for each in imports}}


def send_an_example(site_tree, planted: Planted) -> Submission:
    """By somebody who asks for no credit, with a picture and a document."""
    add_page(ExampleIndexPage, site_tree.home, "Practice examples", slug="examples")
    person = make_contributor(f"xqmail{uuid.uuid4().hex[:6]}@example.org")
    person.first_name = f"Xqname{uuid.uuid4().hex[:6]}"
    person.save()
    planted.names = {person.email, person.first_name.lower()}
    Email.objects.create(from_email="hub@example.org", to=[person.email], subject="Thank you")
    keys = ("project_title", "aims", "scope")
    example = Submission.objects.create(
        owner=person,
        region=planted.region,
        answers={key: planted.word(f"example{key}") for key in keys},
        consent={**CONSENT, "agreed_by": planted.word("agreed"), "photos": "nobody"},
        file_words={},
    )
    attach(example, SimpleUploadedFile(f"{planted.word('exdoc')}.txt", b"Notes."))
    attach(example, SimpleUploadedFile(f"{planted.word('expicture')}.png", image_file().read()))
    for file in example.files.all():
        example.file_words[str(file.pk)] = {"alt": f"{planted.words['expicture']} two"}
    example.save()
    submit(example, person, uuid.uuid4(), has_agreed=True)
    example.refresh_from_db()
    planted.pages.append(example.page_id)
    for file in example.files.exclude(image=None):
        planted.ids["image"].add(file.image_id)
        planted.paths.add(file.image.file.url)
    for file in example.files.exclude(document=None):
        planted.ids["document"].add(file.document_id)
        planted.paths.add(file.document.url)
    return example


@pytest.fixture
def planted(site_tree) -> Planted:
    return plant(site_tree)


def ends(ids: set[int]) -> list[int]:
    """The first, of an editor's page, and the last, of a contributor's example."""
    return [min(ids), max(ids)]


def candidates(planted: Planted, route: str) -> Iterator[list[str]]:
    """Ids for each argument of a route, by the argument's name."""
    for name in re.findall(r"<(?:\w+:)?(\w+)>", route):
        if "revision" in name:
            chosen = sorted(planted.ids["revision"])[:2]
        elif "workflow_state" in name or "task_state" in name:
            chosen = sorted(planted.ids["workflow_state"])
        elif "image" in name:
            chosen = ends(planted.ids["image"])
        elif "document" in name:
            chosen = ends(planted.ids["document"])
        elif "page" in name or "destination" in name:
            chosen = [planted.pages[0], *planted.pages[2:]]  # a draft, a public page, an example
        elif name in {"model_name", "content_type_model_name"}:
            chosen = ["sectionpage", "practiceexamplepage"]
        elif "feedback" in route:
            chosen = sorted(planted.ids["feedback"])
        elif name == "run_id" or "importrun" in route:
            chosen = sorted(planted.ids["import"])
        elif "post_office" in route:
            chosen = list(Email.objects.values_list("pk", flat=True))
        elif "dbtaskresult" in route:
            chosen = [uuid.uuid4()]
        elif name in {"app_label", "app_name", "content_type_app_name"}:
            chosen = ["knowledge", "examples"]
        else:
            chosen = sorted(
                {*planted.pages, *planted.ids["review"], *ends(planted.ids["document"])}
                | set(ends(planted.ids["image"]))
            )
        yield [str(each) for each in chosen]


def named_routes() -> Iterator[str]:
    """Routes of the admin with their arguments' names."""
    from django.urls import URLResolver, get_resolver

    from tests.test_leaks import _as_template

    def walk(patterns, prefix=""):
        for each in patterns:
            route = prefix + _as_template(str(each.pattern))
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, route)
            else:
                yield "/" + route

    yield from (route for route in walk(get_resolver().url_patterns) if route.startswith("/admin/"))


def admin_addresses(planted: Planted) -> Iterator[str]:
    """Every address of the admin with ids of what was planted, every list searched and taken out as a file."""
    for route in named_routes():
        if SAFE_METHODS_ONLY.search(route) or route == FAILS_ON_PURPOSE:
            continue
        template = re.sub(r"<[^>]+>", "{}", route)
        for filled in itertools.islice(itertools.product(*candidates(planted, route)), 8):
            yield template.format(*filled)
        if "{}" not in template:
            yield f"{template}?q=xq"
            yield f"{template}?export=csv"
    for kind in ("pages", "images", "documents"):
        for each in planted.pages if kind == "pages" else planted.ids[kind[:-1]]:
            yield f"/admin/api/main/{kind}/{each}/"
        yield f"/admin/api/main/{kind}/?search=xq&limit=100"
    yield from (f"/admin/api/main/pages/?child_of={pk}" for pk in planted.pages)
    yield from (f"/admin/choose-page/search/?q={word}" for word in planted.words.values())
    yield from planted.paths


def walk(client: Client, planted: Planted) -> tuple[int, set, set]:
    """(answers with something in them, words found, names found), each with its address."""
    walked, broken, words, names = 0, set(), set(), set()
    for address in admin_addresses(planted):
        response = client.get(address)
        text = text_of(response)
        if response.status_code >= 500:
            broken.add((address, response.status_code))
        walked += response.status_code == 200
        asked = {word for word in planted.words.values() if word in address}
        words |= {(where, address) for where in planted.found_in(text, asked)}
        names |= {(name, address) for name in planted.names if name in text.lower()}
    assert not broken
    return walked, words, names


ROLES = {
    "editor of another region": lambda: make_editor(region=make_region("North West")),
    "moderator of another region": lambda: make_moderator(region=make_region("North West")),
    "moderator of the national pool": make_moderator,
}


@pytest.mark.parametrize("role", ROLES)
def test_nothing_of_another_region_is_shown_in_the_admin(planted, role):
    client = admin_client(ROLES[role]())
    client.raise_request_exception = False
    walked, words, names = walk(client, planted)
    assert walked > 100
    assert not words
    assert not names


def test_the_region_sees_its_own_and_no_list_names_its_contributor(planted):
    client = admin_client(planted.moderator)
    client.raise_request_exception = False
    _, words, names = walk(client, planted)
    assert {where for where, _ in words} == set(planted.words)
    assert not names


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
