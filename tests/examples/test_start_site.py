"""A new hub begins with pages that answer, and with nobody's account."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from docx import Document
from wagtail.models import Page, Site

from examples.models import ExampleIndexPage, PracticeTemplatePage
from knowledge.models import HomePage, InformationPage, PackPage, SectionPage, VideoIndexPage

pytestmark = pytest.mark.django_db


def start() -> str:
    out = StringIO()
    call_command("start_site", stdout=out)
    return out.getvalue()


@pytest.fixture
def started(settings) -> str:
    settings.HUB_BASE_URL = "https://hub.example.org"
    return start()


def test_every_page_answers_but_those_that_must_be_written_first(started, client):
    pages = Page.objects.filter(depth__gte=2).specific()
    assert {type(page) for page in pages} >= {PackPage, ExampleIndexPage, PracticeTemplatePage}
    for page in pages:
        is_draft = isinstance(page, InformationPage)
        assert client.get(page.get_url()).status_code == (404 if is_draft else 200), page.title
    for page in InformationPage.objects.all():
        assert page.title in started
    assert not get_user_model().objects.exists()


def test_the_header_leads_to_the_lists(started, client):
    home = client.get("/").content.decode()
    for address in ("/resource-pack/", "/resources/", "/videos/", "/tools/", "/examples/"):
        assert f'href="{address}"' in home


def test_the_site_begins_at_its_home_under_its_own_address(started):
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("hub.example.org", 443)
    assert site.root_page.specific == HomePage.objects.get()
    assert HomePage.objects.get().slug == "home"
    assert HomePage.objects.get().full_url == "https://hub.example.org/"


def test_a_second_run_makes_nothing_again(started, settings):
    VideoIndexPage.objects.get().delete()
    pages = Page.objects.count()
    settings.HUB_BASE_URL = "https://new.example.org"
    assert "left as they are" in start()
    assert Page.objects.count() == pages
    assert Site.objects.get().hostname == "new.example.org"


def test_a_pack_can_be_imported_into_it(started, tmp_path):
    document = Document()
    document.add_heading("Meeting as equals", level=1)
    document.add_paragraph("Everybody is paid for their time.")
    document.save(str(tmp_path / "meeting.docx"))
    call_command("import_pack", str(tmp_path / "meeting.docx"), stdout=StringIO())
    section = SectionPage.objects.get(title="Meeting as equals")
    assert section.get_parent().specific == PackPage.objects.get()
