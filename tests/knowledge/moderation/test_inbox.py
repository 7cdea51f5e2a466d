"""The inbox: a message is given to somebody, answered by mail, and a suggestion becomes a draft."""

from __future__ import annotations

import uuid

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from knowledge.models import Feedback, HubDocument, PageRegion, ResourcePage
from knowledge.moderation.take_down_requests import people_who_can_handle
from tests.factories import (
    add_page,
    make_admin,
    make_contributor,
    make_editor,
    make_moderator,
    make_region,
    pdf_bytes,
)
from tests.signing_in import admin_client, is_sent_home

pytestmark = pytest.mark.django_db


def make_message(**fields) -> Feedback:
    return Feedback.objects.create(form_token=uuid.uuid4(), **fields)


def suggestion(**fields) -> Feedback:
    return make_message(
        kind="resource",
        title="Guide",
        link="https://listen.example/",
        message="Why. " * 200,
        **fields,
    )


def act(person, message, **sent):
    return admin_client(person).post(reverse("handle_feedback", args=[message.pk]), sent)


@pytest.fixture
def region(site_tree):
    region = make_region("Own")
    PageRegion.objects.create(page=site_tree.section, region=region)
    return region


def test_whose_a_message_is(site_tree, region):
    own, moderator = make_editor("a@x.org", region=region), make_moderator("b@x.org", region=region)
    make_editor("c@x.org", region=make_region())
    pool, gone = make_editor("d@x.org"), make_editor("e@x.org", region=region)
    gone.is_active = False
    gone.save()
    assert people_who_can_handle(site_tree.section) == [own, moderator]
    assert people_who_can_handle(None) == [pool]


def test_it_is_given_to_one_of_the_region_who_hears_of_it(site_tree, region):
    editor, moderator = make_editor(region=region), make_moderator(region=region)
    other = make_editor(region=make_region())
    message = make_message(page=site_tree.section, message="My secret words")
    assert act(editor, message, assign="1", assigned_to=str(moderator.pk)).status_code == 302
    message.refresh_from_db()
    assert message.assigned_to == moderator
    (sent,) = mail.outbox
    assert sent.to == [moderator.email]
    assert reverse("handle_feedback", args=[message.pk]) in sent.body
    assert "secret" not in sent.body
    refused = act(editor, message, assign="1", assigned_to=str(other.pk))
    assert "Select a valid choice" in refused.content.decode()
    assert act(other, message, assign="1", assigned_to=str(other.pk)).status_code == 404
    act(moderator, message, assign="1", assigned_to="")
    message.refresh_from_db()
    assert message.assigned_to is None
    rows = admin_client(editor).get("/admin/knowledge/feedback/?whose=nobody").content.decode()
    assert "My secret words" in rows
    rows = admin_client(editor).get("/admin/knowledge/feedback/?whose=mine").content.decode()
    assert "My secret words" not in rows


def test_the_pool_gives_a_suggestion_about_no_page_to_a_regions_editor_who_drafts_it(
    site_tree, region
):
    pool, editor = make_moderator(), make_editor(region=region)
    message = suggestion()
    address = reverse("handle_feedback", args=[message.pk])
    assert admin_client(editor).get(address).status_code == 404
    assert act(pool, message, assign="1", assigned_to=str(editor.pk)).status_code == 302
    assert "Make a draft of it" in admin_client(editor).get(address).content.decode()
    act(editor, message, draft="1")
    assert ResourcePage.objects.get().owner == editor
    act(editor, message, assign="1", assigned_to="")
    assert admin_client(editor).get(address).status_code == 404


def test_what_was_handled_in_another_window_is_not_handled_again(site_tree):
    editor, message = make_editor(), make_message(message="Hello", email="reader@x.org")
    act(editor, message, note="Done, added")
    for late in ({"note": "Second"}, {"answer": "1", "words": "Second"}):
        page = act(editor, message, **late).content.decode()
        assert "Somebody handled it before" in page
        assert "You wrote: “Second”" in page
        assert "Mark as handled" not in page
    message.refresh_from_db()
    assert message.answer_note == "Done, added"
    assert mail.outbox == []


def test_an_answer_goes_to_the_reader_and_closes_the_message(site_tree):
    pool = make_editor()
    message = make_message(kind="contact", message="When?", email="reader@example.org")
    assert "This field is required" in act(pool, message, answer="1", words="").content.decode()
    assert not mail.outbox
    assert act(pool, message, answer="1", words="Next week <b>.").status_code == 302
    (sent,) = mail.outbox
    assert sent.to == ["reader@example.org"]
    assert "Next week <b>." in sent.body
    assert "&lt;b&gt;" in sent.alternatives[0].content
    message.refresh_from_db()
    assert (message.email, message.handled_by) == ("", pool)
    assert "Next week" in message.answer_note
    act(pool, message, answer="1", words="Again")
    assert len(mail.outbox) == 1


def test_a_suggestion_becomes_a_draft_of_the_editors_own_once(site_tree):
    pool = make_editor()
    message = suggestion(file_name="My guide.pdf")
    message.file.save("x.pdf", ContentFile(pdf_bytes("Listen.")))
    html = admin_client(pool).get(reverse("handle_feedback", args=[message.pk])).content.decode()
    assert "Make a draft of it" in html
    first = act(pool, message, draft="1")
    page = ResourcePage.objects.get(title="Guide")
    assert first["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.owner, page.source_url) == (False, pool, "https://listen.example/")
    assert len(page.summary) <= 400
    assert page.summary.startswith("Why. Why.")
    assert page.latest_revision.user == pool
    assert page.document.filename.startswith("My_guide")
    assert not page.permissions_for_user(pool).can_publish()
    assert admin_client(pool).get(first["Location"]).status_code == 200
    assert act(pool, message, draft="1")["Location"] == first["Location"]
    assert ResourcePage.objects.count() == HubDocument.objects.count() == 1
    act(pool, message, note="Taken.")
    assert page.document.file.open().read().startswith(b"%PDF")


def test_a_suggestion_that_the_hub_has_says_so(site_tree, region):
    ours = add_page(
        ResourcePage, site_tree.resources, "Ours", source_url="http://www.listen.example"
    )
    theirs = add_page(ResourcePage, site_tree.resources, "Theirs", live=False,
                      source_url="https://listen.example/other")  # fmt: skip
    PageRegion.objects.create(page_id=theirs.pk, region=region)
    pool = admin_client(make_editor())
    for link, said in (("https://listen.example/", ours), ("https://listen.example/other/", None)):
        message = make_message(kind="resource", title="Guide", link=link, message="Why.")
        html = pool.get(reverse("handle_feedback", args=[message.pk])).content.decode()
        assert ("The hub has this address already" in html) == (said is not None)
        assert "Make a draft of it" in html


def test_a_moderator_publishes_no_draft_of_their_own(site_tree):
    moderator = make_moderator()
    message = suggestion()
    act(moderator, message, draft="1")
    page = ResourcePage.objects.get(title="Guide")
    assert not page.permissions_for_user(moderator).can_publish()


def test_the_form_says_what_is_deleted_with_the_message(site_tree):
    admin = admin_client(make_admin())
    file = ContentFile(b"%PDF-1.4", name="guide.pdf")
    for message, said in (
        (make_message(kind="contact", message="Hello"), ""),
        (make_message(kind="contact", message="Hello", email="a@x.org"), "e-mail address is"),
        (suggestion(file=file, file_name="guide.pdf"), "file is"),
        (suggestion(file=file, file_name="guide.pdf", email="a@x.org"), "e-mail address and file are"),
    ):  # fmt: skip
        html = admin.get(reverse("handle_feedback", args=[message.pk])).content.decode()
        assert ("deleted when you save" in html) == bool(said)
        assert said in html
        assert ("Answer first." in html) == bool(message.email)


def test_closing_deletes_the_file(site_tree, django_capture_on_commit_callbacks):
    message = suggestion(file_name="a.pdf")
    message.file.save("x.pdf", ContentFile(b"x"))
    stored = message.file.name
    with django_capture_on_commit_callbacks(execute=True):
        act(make_editor(), message, note="Known already.")
    message.refresh_from_db()
    assert (bool(message.file), default_storage.exists(stored)) == (False, False)


def test_who_makes_no_draft_and_reads_no_file(site_tree, region):
    message = suggestion(file_name="a.pdf")
    message.file.save("x.pdf", ContentFile(b"secret"))
    file = reverse("feedback_file", args=[message.pk])
    for person in (make_editor(region=region), make_moderator(region=region)):
        assert act(person, message, draft="1").status_code == 404
        assert admin_client(person).get(file).status_code == 404
    assert act(make_contributor(), message, draft="1").status_code == 403
    answer = admin_client(make_admin()).get(file)
    assert b"".join(answer.streaming_content) == b"secret"
    assert answer["Content-Disposition"].startswith("attachment")
    # What is no suggestion becomes no draft, whatever is posted.
    assert is_sent_home(act(make_admin(), make_message(kind="contact", message="x"), draft="1"))
    assert not ResourcePage.objects.exists()


def test_a_suggestion_about_a_page_belongs_to_its_region(site_tree, region):
    editor = make_editor(region=region)
    act(editor, suggestion(page=site_tree.section), draft="1")
    assert list(ResourcePage.objects.get().region_links.values_list("region", flat=True)) == [
        region.pk
    ]


def test_useful_answers_are_counted_for_each_page_of_ones_regions(site_tree, region):
    for was, message in ((True, ""), (True, ""), (False, "Nothing on dads")):
        make_message(kind="useful", was_useful=was, message=message, page=site_tree.section)
    own = admin_client(make_editor(region=region))
    table = own.get(f"{reverse('useful_pages')}?export=csv").getvalue().decode()
    assert table.splitlines() == ["Page,Yes,No", f"{site_tree.section.title},2,1"]
    assert own.get(reverse("useful_pages")).status_code == 200
    listed = own.get("/admin/knowledge/feedback/").content.decode()
    assert listed.count("Was this page useful?") == 2  # the filter and the one with a reason
    assert "Nothing on dads" in listed
    other = admin_client(make_editor(region=make_region()))
    assert site_tree.section.title not in other.get(reverse("useful_pages")).content.decode()
    assert admin_client(make_contributor()).get(reverse("useful_pages")).status_code == 403
