"""Where there is no demo, the command makes no account that anybody could guess."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page

from examples.management.commands import load_demo
from examples.models import PracticeExamplePage
from knowledge.demo import loading
from knowledge.models import Organisation, PackPage

FEW = {"home", "resource-pack"}
"""Every page is made by the same function, and with people they all are in tests/knowledge/demo."""


def fail(*_) -> None:
    raise RuntimeError("the power went")


@pytest.mark.django_db
def test_outside_a_demo_no_account_is_ever_made(settings, tmp_path, monkeypatch):
    settings.HUB_DEMO = False
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(CommandError, match="--content-only"):
        call_command("load_demo")
    assert not Page.objects.filter(slug="resource-pack").exists()

    monkeypatch.setattr(loading, "PAGES", [spec for spec in loading.PAGES if spec.slug in FEW])
    # The power goes at the end: nothing is left half-made, and the next run does it all.
    with monkeypatch.context() as faulty:
        faulty.setattr(load_demo, "DEMO_PAGES", ())
        faulty.setattr(loading, "fill_desk", fail)
        with pytest.raises(RuntimeError):
            call_command("load_demo", content_only=True)
    assert not PackPage.objects.exists()
    assert not Organisation.objects.exists()

    out = StringIO()
    call_command("load_demo", content_only=True, stdout=out)

    assert PackPage.objects.get().live
    assert PracticeExamplePage.objects.live().count() == 3
    assert not get_user_model().objects.exists()
    assert "password" not in out.getvalue()
