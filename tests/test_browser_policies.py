"""What every answer tells browsers: no page asks for what it does not need, no script stands in one."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.test import Client
from wagtail.admin.widgets import AdminPageChooser, BaseChooser

from tests.factories import make_admin, make_document
from tests.machine import ROOT
from tests.signing_in import admin_client

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/search/?q=x", "/nothing-here/", "/robots.txt", "/staff/sign-in/", "/sign-in/"]
ADMIN = ["/admin/", "/admin/pages/", "/admin/images/", "/admin/nothing-here/", "/admin/login/"]


def policy(response) -> dict[str, list[str]]:
    """The content security policy of an answer, by its directives."""
    header = response.headers["Content-Security-Policy"]
    return {name: sources for name, *sources in (part.split() for part in header.split(";"))}


@pytest.fixture
def admin(site_tree) -> Client:
    return admin_client(make_admin())


@pytest.mark.parametrize("address", [*PUBLIC, *ADMIN])
def test_no_answer_lets_a_page_use_what_no_page_needs(admin, address):
    header = admin.get(address).headers["Permissions-Policy"]
    for feature in ("camera", "microphone", "geolocation", "payment", "usb"):
        assert f"{feature}=()" in header


def test_refusals_and_files_say_so_too(client, site_tree, settings):
    assert "Permissions-Policy" in client.get(make_document(is_listed=True).url).headers
    settings.ALLOWED_HOSTS = ["hub.example.org"]
    refused = client.get("/", headers={"host": "other.example.org"})
    assert refused.status_code == 400
    assert "Permissions-Policy" in refused.headers
    settings.SECURE_SSL_REDIRECT = True
    redirected = Client().get("/", headers={"host": "hub.example.org"})
    assert redirected.status_code == 301
    assert "Permissions-Policy" in redirected.headers


@pytest.mark.parametrize("address", [*PUBLIC, *ADMIN])
def test_no_script_of_somebody_elses_runs(admin, address):
    directives = policy(admin.get(address))
    assert directives["object-src"] == directives["base-uri"] == ["'none'"]
    assert directives["frame-ancestors"] == directives["form-action"] == ["'self'"]
    assert directives["default-src"] == ["'self'"]
    allowed = {source for source in directives["script-src"] if not source.startswith("'nonce-")}
    assert allowed == {"'self'"}


def test_the_admin_may_set_styles_while_it_runs_and_the_public_may_not(admin):
    assert policy(admin.get("/admin/"))["style-src"] == ["'self'", "'unsafe-inline'"]
    assert policy(admin.get("/"))["style-src"] == ["'self'"]


def test_a_page_previewed_in_the_admin_has_the_publics_policy(admin, site_tree):
    site_tree.section.save_revision()
    shown = admin.get(f"/admin/pages/{site_tree.section.pk}/view_draft/")
    assert shown.status_code == 200
    assert policy(shown)["style-src"] == ["'self'"]
    assert "https://www.youtube-nocookie.com" in policy(shown)["frame-src"]


def test_every_script_in_a_page_of_wagtails_has_a_replacement():
    """A new one, after an upgrade, would be refused by the policy, and what it starts would not work."""
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"(?:application|text/django))")
    found = {
        str(path.relative_to(folder))
        for app in ("wagtail.admin", "wagtail.images", "wagtail.documents", "wagtail.snippets",
                    "wagtail.users", "wagtail.embeds", "wagtail.contrib.redirects",
                    "wagtail.contrib.settings", "wagtail.sites", "wagtail_modeladmin")
        for folder in [Path(import_module(app).__file__).parent / "templates"]
        for path in folder.rglob("*.html")
        if inline.search(path.read_text(encoding="utf-8"))
    }  # fmt: skip
    replaced = {
        str(path.relative_to(ROOT / "templates"))
        for folder in ("widgets", "panels")
        for path in (ROOT / "templates" / "wagtailadmin" / folder).glob("*.html")
    }
    assert found == replaced


def test_wagtails_code_writes_a_script_into_the_page_at_no_other_place():
    """Choosers do (knowledge/admin/chooser_scripts.py); the others load a file or hold data."""
    folder = Path(import_module("wagtail").__file__).parent
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=)")
    writing = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if not {"tests", "test"} & set(path.parts)
        and inline.search(path.read_text(encoding="utf-8"))
    }
    assert writing <= {"admin/widgets/chooser.py", "admin/rich_text/converters/db_html.py"}
    assert "admin/widgets/chooser.py" in writing


def every_chooser() -> list[type[BaseChooser]]:
    found, waiting = [], [BaseChooser]
    while waiting:
        waiting += (subclasses := waiting.pop().__subclasses__())
        found += [each for each in subclasses if each.__module__ != "wagtail.test"]
    return found


def test_every_chooser_is_started_without_a_script(db):
    assert len(every_chooser()) > 5
    for chooser in every_chooser():
        if not hasattr(chooser, "model") or not hasattr(chooser, "chooser_modal_url_name"):
            continue
        shown = chooser().render("name", None, {"id": "id_name"})
        assert "<script" not in shown, chooser
        assert 'data-controller="hub-chooser"' in shown, chooser


def test_a_call_that_holds_no_data_is_refused():
    class Odd(AdminPageChooser):
        def render_js_init(self, id_, name, value_data):
            return "whatever.it = 1"

    with pytest.raises(ValueError, match="Odd starts by a script"):
        Odd().render("name", None, {"id": "id_name"})
