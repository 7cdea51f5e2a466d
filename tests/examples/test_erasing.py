"""Erasing a person: afterwards the whole database holds neither their name nor their address."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Comment, CommentReply, PageLogEntry

from config.settings import base
from examples.models import CoAuthor, PracticeExamplePage, Submission
from knowledge.models import Feedback, HubDocument, HubImage
from knowledge.people.accounts.erasure import HasDuties, erase_person
from knowledge.people.organisations.joining import ask_to_join, confirm
from knowledge.users.models import User
from tests.examples.conftest import Contributor
from tests.examples.test_files import leaflet, photo, stored
from tests.factories import make_admin, make_contributor, make_user
from tests.shared_fixtures import shared_fixture
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _index_of_names(settings):
    """What the admin searches by has everybody's words too, so it is kept as in production."""
    settings.WAGTAILSEARCH_BACKENDS = base.WAGTAILSEARCH_BACKENDS


NAME = "Zoë O’Wombat"
IN_ADDRESSES = ("zoe-owombat", "zoe_owombat", "zoë_owombat", "zoewombat")
"""What slugs and names of files keep of it."""
ADDRESS = "zoe.wombat@example.org"


def dump():
    """Every value of every table, as text, in lower case."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found += [
                    f"{table}.{name}: {value}".lower()
                    for name, value in zip(names, row, strict=True)
                ]
    return found


def target():
    """Where the name or the address still stands, also escaped as in JSON."""
    search_terms = [
        *IN_ADDRESSES,
        NAME,
        ADDRESS,
        NAME.encode("unicode_escape").decode().replace("\\xeb", "\\u00eb"),
    ]
    return [
        line[:200]
        for line in dump()
        if any(search_term.lower() in line for search_term in search_terms)
    ]


@shared_fixture
def person_with_traces(place) -> User:
    """Somebody who has left traces everywhere."""
    with override_settings(WAGTAILSEARCH_BACKENDS=base.WAGTAILSEARCH_BACKENDS):
        return leave_traces(place)


@pytest.fixture
def person(person_with_traces) -> User:
    assert len(target()) > 10
    return person_with_traces


def leave_traces(place) -> User:
    contributor = Contributor(ADDRESS)
    contributor.sign_in()
    contributor.client.post("/account/", {"name": NAME})
    contributor.begin()
    named = [photo(f"{NAME}.jpg", size=(1200, 800)), leaflet(f"Plan of {NAME}.pdf")]
    contributor.post("add_file", files=named)
    picture = contributor.submission.files.get(kind="picture")
    contributor.post(
        "send",
        project_title=f"A walk with {NAME}",
        photos="agreed",
        **{f"alt-{picture.pk}": f"{NAME} in a park"},
        aims="To hear.",
        contact="01632 960 123",
        stakeholders=f"{NAME.replace(' ', chr(10))} led it.",
        credit_line=f"{NAME}, Seaside MVP",
        region=place.region.pk,
        licence="on",
    )
    contributor.begin()
    contributor.post("save", project_title=f"Draft of {NAME}")
    person = User.objects.get(email=ADDRESS)
    page = PracticeExamplePage.objects.get()
    draft = page.get_latest_revision_as_object()
    draft.aims = f"Ask {NAME.upper()} or {ADDRESS.title()}."
    draft.save_revision(user=person)
    Submission.objects.filter(page=page).update(
        answers={"project_title": f"A walk with {NAME}", "aims": draft.aims},
        contact="01632 960 123",
    )
    comment = Comment.objects.create(
        page=page, user=place.moderator, text=f"Ask {ADDRESS}", contentpath="aims"
    )
    CommentReply.objects.create(comment=comment, user=person, text=f"I am {NAME}")
    Feedback.objects.create(message=f"{NAME} wrote", email=ADDRESS, form_token=uuid.uuid4())
    Email.objects.create(
        from_email="hub@example.org", to=[ADDRESS], subject=f"To {NAME}", message=NAME, status=0,
        html_message="Zo&euml;", headers={"X": ADDRESS},
    )  # fmt: skip
    Email.objects.create(from_email="hub@example.org", to=[ADDRESS, "b@example.org"], status=2)
    confirm(ask_to_join(person, place.organisation), place.moderator)
    friend = make_contributor()
    theirs = Submission.objects.create(owner=friend, answers={"aims": f"With {NAME}"})
    CoAuthor.objects.create(
        submission=theirs, email=ADDRESS, user=person, accepted_at=timezone.now()
    )
    PageLogEntry.objects.create(
        page=page, user=person, action="wagtail.edit", label=NAME, data={"comment": NAME},
        timestamp=timezone.now(), content_type=page.content_type,
    )  # fmt: skip
    return person


def publish(page, moderator):
    page.get_latest_revision().publish(user=moderator, skip_permission_checks=True)
    return PracticeExamplePage.objects.get(pk=page.pk)


@pytest.mark.each_database
def test_nothing_is_left_and_what_was_published_stays(person, place):
    page = publish(PracticeExamplePage.objects.get(), place.moderator)
    label = erase_person(person, by=person, keep_credit=False)
    assert target() == []
    page.refresh_from_db()
    assert page.live
    slug = label.lower().replace(" ", "-")
    assert page.slug == f"a-walk-with-{slug}"
    assert page.get_latest_revision_as_object().slug == page.slug
    assert Client().get(page.get_url()).status_code == 200
    assert page.credit_line == ""
    assert "01632 960 123" not in " ".join(dump())
    assert page.aims == f"Ask {label} or {label}."
    assert page.stakeholders == f"{label} led it."
    assert page.get_latest_revision_as_object().aims == page.aims
    person.refresh_from_db()
    assert (str(person), person.is_active) == (label, False)
    assert Submission.objects.get(page=page).owner == person
    assert not Submission.objects.filter(owner=person, page=None).exists()
    assert CommentReply.objects.get().text == f"I am {label}"
    with pytest.raises(PermissionDenied):
        erase_person(person, by=make_admin(), keep_credit=False)


def test_a_credit_line_that_is_kept_is_all_that_is_left(person, place):
    publish(PracticeExamplePage.objects.get(), place.moderator)
    erase_person(person, by=person, keep_credit=True)
    assert PracticeExamplePage.objects.get().credit_line == f"{NAME}, Seaside MVP"
    assert ADDRESS not in " ".join(dump())
    assert {line.split(":")[0].split(".")[0] for line in target()} <= {
        "examples_practiceexamplepage",
        "examples_submission",
        "wagtailcore_revision",
        "search_searchrecord",
    }


def test_the_administrators_page_keeps_drafts_under_the_label(person):
    admin = admin_client(make_admin())
    found = admin.post("/admin/erase-person/", {"email": ADDRESS.upper()})
    page = admin.get(found.url).content.decode()
    assert "Draft of" in page
    assert admin.post(found.url, {}).status_code == 200
    assert User.objects.filter(email=ADDRESS).exists()
    admin.post(found.url, {"keep_unpublished": "on", "sure": "on", "also": "Zoe Wombat"})
    assert target() == []
    label = str(User.objects.get(pk=person.pk))
    draft = Submission.objects.get(owner=person, page=None)
    assert draft.answers["project_title"] == f"Draft of {label}"


def test_a_co_author_takes_over_and_only_administrators_erase_others(person, place):
    heir = make_contributor()
    example = Submission.objects.get(owner=person, page=None)
    CoAuthor.objects.create(
        submission=example, email=heir.email, user=heir, accepted_at=timezone.now()
    )
    with pytest.raises(PermissionDenied):
        erase_person(person, by=place.moderator, keep_credit=False)
    with pytest.raises(HasDuties):
        erase_person(place.moderator, by=make_admin(), keep_credit=False)
    erase_person(person, by=person, keep_credit=False)
    example.refresh_from_db()
    assert example.owner == heir
    assert target() == []


@pytest.mark.each_database
def test_files_keep_their_content_and_lose_the_name(
    person, place, django_capture_on_commit_callbacks
):
    page = publish(PracticeExamplePage.objects.get(), place.moderator)
    image, document = page.pictures.get().image, page.documents.get().document
    shown = image.get_rendition("max-100x100")
    before = [(image.file.storage, file.name) for file in (image.file, document.file, shown.file)]
    contents = [stored(image), stored(document)]
    old_address = document.url
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person, by=person, keep_credit=False)
    assert not any(storage.exists(name) for storage, name in before)
    image, document = HubImage.objects.get(), HubDocument.objects.get()
    assert [stored(image), stored(document)] == contents
    assert not image.renditions.filter(pk=shown.pk).exists()
    assert "former-contributor" in document.filename
    public = Client()
    assert public.get(document.url).status_code == 200
    assert public.get(old_address).url == document.url


def test_files_of_what_was_never_public_are_deleted(person):
    assert (HubImage.objects.count(), HubDocument.objects.count()) == (1, 1)
    erase_person(person, by=person, keep_credit=False)
    assert not HubImage.objects.exists()
    assert not HubDocument.objects.exists()


@pytest.mark.each_database
def test_addresses_of_others_stay_theirs(db):
    person = make_user("zoe@example.org", first_name="Amina")
    other = make_user("amina@elsewhere.org", first_name="Aminah")
    Feedback.objects.create(
        message="Amina said: write to jo.amina@elsewhere.org or big.zoe@example.org.",
        form_token=uuid.uuid4(),
    )
    label = erase_person(person, by=person, keep_credit=False)
    other.refresh_from_db()
    assert (other.email, other.first_name) == ("amina@elsewhere.org", "Aminah")
    message = f"{label} said: write to jo.amina@elsewhere.org or big.zoe@example.org."
    assert Feedback.objects.get().message == message
