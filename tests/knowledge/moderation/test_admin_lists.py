"""The admin's lists: each role sees its own, exports are harmless, mail can be sent again."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook
from post_office.models import STATUS, Email

from knowledge.jobs import background
from knowledge.models import DutyRecord, Feedback, Heartbeat, HubDocument, SectionPage
from knowledge.tables import harmless
from tests.factories import (
    add_page,
    make_admin,
    make_document,
    make_editor,
    make_image,
    make_moderator,
    make_organisation,
    make_region,
    make_topic,
    make_user,
)
from tests.knowledge.moderation.test_desk import number_listed, rows_of
from tests.signing_in import admin_client, is_sent_home

pytestmark = pytest.mark.django_db

EDITORS_LISTS = [
    "knowledge_organisation", "knowledge_topic", "knowledge_audience",
    "knowledge_evidencerequirement", "knowledge_rung", "knowledge_feedback",
    "knowledge_hubdocument", "knowledge_hubimage",
]  # fmt: skip
ADMINISTRATORS_LISTS = [
    "post_office_email", "django_tasks_database_dbtaskresult", "knowledge_dutyrecord",
]  # fmt: skip


def index(name):
    return reverse(f"{name}_modeladmin_index")


def make_feedback(**fields):
    return Feedback.objects.create(form_token=uuid.uuid4(), **{"message": "Hello", **fields})


def make_mail(status):
    return Email.objects.create(
        from_email="hub@example.org", to=["a@example.org"], subject="Code",
        message="The code is 123456", status=status, number_of_retries=8,
    )  # fmt: skip


def test_each_role_opens_its_lists():
    make_organisation()
    make_topic()
    make_feedback()
    make_mail(STATUS.failed)
    editor, admin = admin_client(make_editor(region=make_region())), admin_client(make_admin())
    for name in EDITORS_LISTS:
        assert editor.get(index(name)).status_code == 200, name
        assert admin.get(index(name)).status_code == 200, name
    for name in ADMINISTRATORS_LISTS:
        assert is_sent_home(editor.get(index(name))), name
        assert admin.get(index(name)).status_code == 200, name


def test_feedback_is_read_and_handled_not_edited():
    feedback = make_feedback(email="reader@example.org", message="The link is broken")
    client = admin_client(make_editor())
    inspect = reverse("knowledge_feedback_modeladmin_inspect", args=[feedback.pk])
    assert b"The link is broken" in client.get(inspect).content
    for name in ("edit", "delete"):
        address = reverse(f"knowledge_feedback_modeladmin_{name}", args=[feedback.pk])
        assert is_sent_home(client.get(address))
    handle = reverse("handle_feedback", args=[feedback.pk])
    assert b"The link is broken" in client.get(handle).content
    client.post(handle, {"note": "Mended."})
    feedback.refresh_from_db()
    assert feedback.handled_by is not None
    assert (feedback.answer_note, feedback.email) == ("Mended.", "")


@pytest.mark.each_database
def test_filters_and_search():
    make_feedback(message="First thing")
    make_feedback(message="Second thing", handled_at=timezone.now())
    client = admin_client(make_editor())
    found = client.get(index("knowledge_feedback"), {"q": "Second"}).content
    assert b"Second thing" in found
    assert b"First thing" not in found
    handled = client.get(index("knowledge_feedback"), {"handled_at__isempty": "1"}).content
    assert b"First thing" in handled
    assert b"Second thing" not in handled


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_harmless(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Words", "", -1, None, 2.5])
def test_harmless_leaves_the_rest(value):
    assert harmless(value) == value


def test_no_export_holds_a_formula():
    make_feedback(message="=HYPERLINK(1)", query="@evil")
    make_topic("=cmd()")
    client = admin_client(make_editor())
    for name in ("knowledge_feedback", "knowledge_topic"):
        sent = client.get(index(name), {"export": "csv"})
        rows = csv.reader(io.StringIO(b"".join(sent.streaming_content).decode()))
        cells = [cell for row in rows for cell in row]
        assert any("=" in cell for cell in cells)
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
        sheet = client.get(index(name), {"export": "xlsx"})
        workbook = load_workbook(io.BytesIO(b"".join(sent for sent in sheet.streaming_content)))
        assert all(cell.data_type != "f" for row in workbook.active for cell in row)


def test_a_mail_that_failed_is_sent_again_by_an_administrator():
    failed = make_mail(STATUS.failed)
    again = reverse("send_mail_again", args=[failed.pk])
    assert admin_client(make_moderator(region=make_region())).post(again).status_code == 302
    failed.refresh_from_db()
    assert failed.status == STATUS.failed
    client = admin_client(make_admin())
    page = client.get(index("post_office_email")).content.decode()
    assert again in page
    inspect = client.get(reverse("post_office_email_modeladmin_inspect", args=[failed.pk]))
    assert b"123456" not in inspect.content
    assert client.get(again).status_code == 200
    client.post(again)
    failed.refresh_from_db()
    assert (failed.status, failed.number_of_retries) == (STATUS.queued, 0)


def test_documents_that_could_not_be_read_are_listed():
    from knowledge.documents.extract import read_document

    document = make_document("Scan of minutes", name="a.pdf", content=b"broken")
    read_document(document)
    make_document("Read minutes", name="b.txt", content=b"Words")
    read_document(HubDocument.objects.get(title="Read minutes"))
    make_document("Film", name="c.mp4", content=b"film")
    client = admin_client(make_editor(region=make_region()))
    page = client.get(index("knowledge_hubdocument")).content.decode()
    assert "Scan of minutes" in page
    assert "It is damaged" in page
    for other in ("Read minutes", "Film"):
        assert other not in page
    found = client.get(index("knowledge_hubdocument"), {"state": "encrypted"}).content.decode()
    assert "Scan of minutes" not in found
    sent = client.get(index("knowledge_hubdocument"), {"export": "csv"})
    assert "Scan of minutes" in b"".join(sent.streaming_content).decode()


def test_a_document_is_read_again_when_an_editor_asks(django_capture_on_commit_callbacks):
    from knowledge.documents.extract import read_document

    document = make_document("Minutes", name="a.txt", content=b"Words")
    content = document.file.open().read()
    document.file.storage.delete(document.file.name)
    document = HubDocument.objects.get(pk=document.pk)
    assert read_document(document).status == "missing"
    document.file.storage.save(document.file.name, ContentFile(content))
    again = reverse("read_document_again", args=[document.pk])
    assert admin_client(make_user()).post(again).status_code == 403
    client = admin_client(make_editor(region=make_region()))
    assert b"Minutes" in client.get(again).content
    with django_capture_on_commit_callbacks(execute=True):
        client.post(again)
    assert b"a.txt" not in client.get(index("knowledge_hubdocument")).content


# --- background work ---


def test_silences_is_pure():
    now = timezone.now()
    beats = {"worker": now - timedelta(minutes=16), "scheduler": now}
    (silence,) = background.silences(beats, now=now, allowed=timedelta(minutes=15))
    assert silence.name == "worker"
    assert len(background.silences({}, now=now, allowed=timedelta(minutes=15))) == 2


def test_the_banner_tells_those_who_can_do_something_or_tell_who_can():
    administrator, moderator = make_admin(), make_moderator(region=make_region())
    editor = make_editor(region=make_region())
    words = b"has been silent since"
    assert words in admin_client(administrator).get("/admin/").content
    assert words in admin_client(moderator).get("/admin/").content
    assert words not in admin_client(editor).get("/admin/").content
    command, told = b"manage.py db_worker", f'href="mailto:{administrator.email}"'.encode()
    for person, acts in ((administrator, True), (moderator, False)):
        page = admin_client(person).get("/admin/").content
        assert (command in page, told in page) == (acts, not acts)
    call_command("run_due")
    assert words not in admin_client(administrator).get("/admin/").content
    Heartbeat.objects.filter(name="worker").update(beat_at=timezone.now() - timedelta(hours=1))
    assert b"(worker) has been silent" in admin_client(administrator).get("/admin/").content


def test_a_failing_duty_leads_administrators_to_why_and_moderators_to_them():
    call_command("run_due")
    DutyRecord.objects.create(name="a duty", last_error="It broke.", failures=2)
    administrator, moderator = make_admin(), make_moderator(region=make_region())
    why = f'<a href="{index("knowledge_dutyrecord")}?last_error__isempty=0">The list of duties'
    for person, acts in ((administrator, True), (moderator, False)):
        page = admin_client(person).get("/admin/").content.decode()
        assert "“a duty” failed, 2 times in a row." in page
        assert (why in page) is acts
        assert (f'href="mailto:{administrator.email}"' in page) is not acts
    assert (
        b"It broke."
        in admin_client(administrator)
        .get(index("knowledge_dutyrecord"), {"last_error__isempty": "0"})
        .content
    )


def test_what_failed_once_is_a_number_of_those_who_have_its_list(site_tree):
    """Nobody else reads of it: a line that leads nowhere helps nobody."""
    call_command("run_due")
    make_mail(STATUS.failed)
    make_task(TaskResultStatus.FAILED, finished_at=timezone.now())
    failed = ("mail could not be delivered", "background task failed in the last week")
    administrator = admin_client(make_admin())
    rows = rows_of(administrator)
    for words in failed:
        address, count = rows[words]
        assert count == number_listed(administrator, address) == 1
    for person in (make_moderator(), make_editor(region=make_region())):
        page = admin_client(person).get("/admin/").content.decode()
        assert not any(words in page for words in failed)


def make_task(status, **fields):
    return DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="knowledge.jobs.background.show_sign_of_life",
        backend_name="default",
        run_after=timezone.now(),
        exception_class_path="",
        traceback="",
        **fields,
    )


def test_a_task_of_a_killed_worker_runs_again_but_not_for_ever():
    long_ago = timezone.now() - timedelta(hours=1)
    stuck = make_task(TaskResultStatus.RUNNING, started_at=long_ago, worker_ids=["a"])
    poison = make_task(TaskResultStatus.RUNNING, started_at=long_ago, worker_ids=["a", "b", "c"])
    fresh = make_task(TaskResultStatus.RUNNING, started_at=timezone.now(), worker_ids=["a"])
    assert background.put_stuck_tasks_back() == 2
    for task, status in ((stuck, "READY"), (poison, "FAILED"), (fresh, "RUNNING")):
        task.refresh_from_db()
        assert task.status == status
    assert "Given up" in poison.traceback


def test_a_stopped_worker_finds_one_request_for_a_sign_of_life(settings):
    settings.TASKS = {
        "default": {
            "BACKEND": "django_tasks_db.DatabaseBackend",
            "QUEUES": ["default", "search", "mail"],
        }
    }
    background.ask_worker()
    background.ask_worker()
    # As the worker does it.
    DBTaskResult.objects.get().task.call()
    assert Heartbeat.objects.filter(name="worker").exists()


def test_a_person_without_a_role_sees_no_list():
    assert admin_client(make_user()).get(index("knowledge_topic")).status_code == 403


@pytest.mark.parametrize("words", ['a">b', 'x" data', '"', "a'b\"", '">javascript', "Its % name"])
def test_any_signs_can_be_searched_for_in_the_admin(words):
    client = admin_client(make_admin())
    for address in (
        "/admin/pages/1/",
        "/admin/pages/search/",
        "/admin/images/",
        "/admin/documents/",
    ):
        assert client.get(address, {"q": words}).status_code == 200, address


@pytest.mark.parametrize("address", ["/admin/images/", "/admin/documents/"])
def test_words_and_use_can_be_asked_together_in_the_library(address):
    client = admin_client(make_admin())
    make_document(title="Unused thing")
    make_image(title="Unused thing")
    for used, is_found in (("0", True), ("1", False)):
        asked = {"q": "Unused", "usage_count_min": used, "usage_count_max": used}
        response = client.get(f"{address}results/", asked)
        assert response.status_code == 200
        assert ("Unused thing" in response.content.decode()) is is_found
    for ordering in ("usage_count", "-usage_count"):
        assert client.get(address, {"q": "Unused", "ordering": ordering}).status_code == 200


def test_the_explorer_shows_the_pack_in_its_order(site_tree):
    for title in ("Zebra first", "Apple second"):
        add_page(SectionPage, site_tree.pack, title)
    site_tree.section.save_revision()
    html = admin_client(make_editor()).get(f"/admin/pages/{site_tree.pack.pk}/").content.decode()
    places = [
        html.index(title) for title in (site_tree.section.title, "Zebra first", "Apple second")
    ]
    assert places == sorted(places)
